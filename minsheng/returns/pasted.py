"""Official forms that have become plain text with nothing but spaces between the cells, or below a head with bars.

Read only where it is certain which column a figure belongs to; elsewhere the figure is marked and not taken.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minsheng.returns.columns import (
    CODES,
    COMPARED,
    LABELS,
    UNITS,
    VALUES,
    is_head_word,
    is_known_unit,
    squeezed,
)
from minsheng.returns.placing import NUMBER, UNSURE, placed, placings

_CODE = re.compile(r"[A-Z]{2,5}\d{6,10}")
_INDEX = re.compile(r"[甲乙丙丁]|\d{1,2}")
_HEAD_WORDS = sorted(LABELS | UNITS | CODES | VALUES, key=len, reverse=True)
_MOST_HEADS = 9


def rows(text: str) -> list[list[str]] | None:
    """The rows of such a text, head lines first; None where it is no table of this kind."""
    return _spaced([line.rstrip("\n") for line in text.splitlines()])


def head_words(line: str) -> list[str]:
    """The words of a head written without gaps: 指标名称单位数量; nothing where the line is none."""
    words: list[str] = []
    rest = line
    while rest and len(words) < _MOST_HEADS:
        word = next((word for word in _HEAD_WORDS if rest.startswith(word)), "") or _compared(rest)
        if not word:
            return []
        words.append(word)
        rest = rest[len(word) :]
    good = not rest and len(words) > 1 and words[0] in LABELS and any(word in VALUES for word in words)
    return words if good else []


def _compared(rest: str) -> str:
    """The comparison column that a text begins with: 上季度 of 上季度环比上月."""
    found = re.match(
        r"上季度?数?|上月数?|上期数?|上年同期数?|去年同期数?|上年末|上年数?据?|环比|同比|(?:[一二三四五六七八九十]{1,2}|\d{1,2})月份?",
        rest,
    )
    return found[0] if found and COMPARED.fullmatch(found[0]) else ""


# -- bars in the head, spaces below --------------------------------------------------------------------
def unbarred(rows: Sequence[list[str]]) -> list[list[str]]:
    """Lines without bars below a head with bars, taken apart at their figures where there is one for each column."""
    width = 0
    read = []
    for row in rows:
        cells = [cell for cell in row if cell.strip()]
        width = max(width, len(cells)) if len(cells) > 2 else width
        read.append(_apart(row[0], width) if width and len(cells) == 1 else row)
    return read


def _apart(line: str, width: int) -> list[str]:
    """Label and figures of a line with nothing but spaces; marked where figures are missing or too many."""
    words = line.split()
    figures = list(itertools.takewhile(NUMBER.fullmatch, reversed(words)))[::-1]
    label = " ".join(words[: len(words) - len(figures)])
    if len(figures) < 2 and width > 2:
        return [line]
    if len(figures) == width:
        label, figures = figures[0], figures[1:]
    if len(figures) == width - 1 and label:
        return [label, *figures]
    return [label or line, " ".join(figures) + UNSURE]


# -- cells with spaces between them -----------------------------------------------------------------
def _spaced(lines: Sequence[str]) -> list[list[str]] | None:
    start = next((n for n, line in enumerate(lines) if _spaced_head(line)), None)
    if start is None:
        return None
    head = _spaced_head(lines[start])
    body = lines[start + 1 :]
    empty = _empty_columns(body, head)
    read = [_cells(line, head, empty) for line in body]
    return [*([line.strip()] for line in lines[:start]), head, *read]


def _empty_columns(body: Sequence[str], head: Sequence[str]) -> frozenset[int]:
    """The figure columns that are blank in every line whose percentages tell where its figures stand."""
    names = [name for name in map(squeezed, head) if name not in LABELS | UNITS | CODES]
    certain = []
    for line in body:
        words = line.split()
        figures = list(itertools.takewhile(NUMBER.fullmatch, reversed(words)))[::-1]
        possible = placings(figures, names, frozenset()) if 3 <= len(figures) < len(names) else []
        if len(possible) == 1:
            certain.append(possible[0])
        elif len(figures) == len(names) and len(words) > len(figures):
            certain.append(figures)
    if len(certain) < 3:
        return frozenset()
    return frozenset(n for n in range(len(names)) if not any(row[n] for row in certain))


def _spaced_head(line: str) -> list[str]:
    """The names of the columns of such a line, be they spaced themselves (指 标 单 位 数 量); nothing where it is none."""
    words = line.split()
    if re.search(r"[|\t,，;]", line) or len(words) < 2:
        return []
    head = words if all(map(is_head_word, words)) else head_words("".join(words))
    heads = bool(head) and squeezed(head[0]) in LABELS and any(squeezed(word) in VALUES for word in head)
    return head if heads else []


def _cells(line: str, head: Sequence[str], empty: frozenset[int]) -> list[str]:
    """A line's cells under the head: label, unit and code from the left, figures from the right."""
    words = line.split()
    if len(words) > 1 and all(_INDEX.fullmatch(word) for word in words):
        return words
    figures: list[str] = []
    while words and NUMBER.fullmatch(words[-1]):
        figures.insert(0, words.pop())
    if not words:
        return [line.strip() + UNSURE] if figures else [""]
    names = [squeezed(name) for name in head]
    found = {"code": "", "unit": ""}
    if any(name in CODES for name in names) and _CODE.fullmatch(words[-1]):
        found["code"] = words.pop()
    if words and any(name in UNITS for name in names) and is_known_unit(words[-1]) and len(words) > 1:
        found["unit"] = words.pop()
    places = [name for name in names if name not in LABELS | UNITS | CODES]
    ends = len(line) - len(line.rstrip(" \u00a0\u3000")) >= 2
    values = iter(placed(figures, places, ends, empty))
    return [_cell(name, " ".join(words), found, values) for name in names]


def _cell(name: str, label: str, found: dict[str, str], values: Iterator[str]) -> str:
    if name in LABELS:
        return label
    return found["unit"] if name in UNITS else found["code"] if name in CODES else next(values)
