"""Yearbook tables that have become text with nothing but spaces between the cells.

A head names periods (项目 2010 2015 2020) or items (地区 低保户数 低保人数); a line is taken apart at its figures and
read only where it has one for each column. Two tables may stand side by side.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minsheng.returns import captions
from minsheng.returns.columns import LABELS, UNITS, is_known_unit, squeezed
from minsheng.returns.placing import UNSURE
from minsheng.returns.printed import printed_text

_APART = re.compile(r"(?<=\d)\s+(?=年)")
_SEPARATORS = re.compile(r"[|\t;，]")
_GAP = re.compile(r"\s{2,}")
_SPELT = re.compile(r"(?<!\S)([\u4e00-\u9fff])\s{2,}([\u4e00-\u9fff])(\s{2,})(\S+)")
_BLANK = re.compile(r"[—–…-]+")
_SEARCHED = 40


@dataclass(frozen=True, slots=True)
class _Block:
    """One table of a head: its names in order, and where it begins on the line."""

    label: str
    unit: str
    heads: tuple[str, ...]
    start: int

    @property
    def width(self) -> int:
        """Its columns."""
        return 1 + bool(self.unit) + len(self.heads)

    def cells(self, label: str = "", unit: str = "", figures: Sequence[str] = ()) -> list[str]:
        """A line of the table; figures that are too few or too many are marked and not taken."""
        if figures and len(figures) != len(self.heads):
            figures = [" ".join(figures) + UNSURE]
        own = [label, unit] if self.unit else [label]
        return [*own, *figures, *[""] * (len(self.heads) - len(figures))]


def rows(text: str) -> list[list[str]] | None:
    """The rows of such a text, head lines first; None where no line is such a head."""
    lines = [_APART.sub("", line) for line in text.splitlines()]
    found = next(((n, head) for n, line in enumerate(lines[:_SEARCHED]) if (head := _head(line))), None)
    if found is None:
        return None
    start, head = found
    body = list(_body(lines[start + 1 :], head))
    if not _holds(body):
        return None
    names = [name for block in head for name in block.cells(block.label, block.unit, block.heads)]
    return [*([line.strip()] for line in lines[:start]), names, *body]


def _holds(body: Sequence[Sequence[str]]) -> bool:
    """Whether the head is one: most lines with figures have one for each of its columns."""
    figured = [
        row
        for row in body
        if any(_is_figure(cell.split()[0].removesuffix(UNSURE)) for cell in row[1:] if cell)
    ]
    whole = [row for row in figured if not any(UNSURE in cell for cell in row)]
    return len(whole) * 2 > len(figured)


# -- the head ---------------------------------------------------------------------------------------
def _head(line: str) -> list[_Block]:
    if _SEPARATORS.search(line):
        return []
    words = [(found[0], _width(line[: found.start()])) for found in re.finditer(r"\S+", line)]
    return _by_period(words) or _by_item(words)


def _by_period(words: Sequence[tuple[str, int]]) -> list[_Block]:
    """指标名称 单位 2021年 2020年 增减%, once or side by side; the names may be left out."""
    kinds = "".join(map(_kind, (word for word, _ in words)))
    repeats = _repeats([word for word, _ in words if _kind(word) == "P"])
    parts = len(words) // repeats
    own = kinds[:parts]
    if kinds != own * repeats or kinds.count("P") < 2 or not re.fullmatch(r"L{0,2}U?P[PC]*", own):
        return []
    return [_block(words[n : n + parts]) for n in range(0, len(words), parts)]


def _repeats(periods: Sequence[str]) -> int:
    """How often the same periods come one after the other."""
    for times in (3, 2):
        part = len(periods) // times
        if (
            part
            and len(periods) == part * times
            and all(periods[n] == periods[n % part] for n in range(len(periods)))
        ):
            return times
    return 1


def _kind(word: str) -> str:
    name = squeezed(word)
    if name in LABELS or captions.is_label_head(word):
        return "L"
    if name in UNITS:
        return "U"
    if captions.period_of(word):
        return "P"
    return "C" if captions.role_of(word) is captions.Role.COMPARED else "?"


def _block(words: Sequence[tuple[str, int]]) -> _Block:
    named = [(word, _kind(word)) for word, _ in words]
    label = next((word for word, kind in named if kind == "L"), "项目")
    unit = next((word for word, kind in named if kind == "U"), "")
    return _Block(label, unit, tuple(word for word, kind in named if kind in "PC"), words[0][1])


def _by_item(words: Sequence[tuple[str, int]]) -> list[_Block]:
    """地区 低保户数 低保人数: a head whose names have no spaces inside."""
    texts = [word for word, _ in words]
    if len(texts) < 3 or captions.role_of(texts[0]) not in (captions.Role.REGION, captions.Role.YEAR):
        return []
    names = texts[1:]
    odd = any(
        len(name) < 2 or printed_text(name) or captions.is_unit(name) or not re.search(r"\w", name)
        for name in names
    )
    return [] if odd or len(set(names)) < len(names) else [_Block(texts[0], "", tuple(names), 0)]


# -- the body ---------------------------------------------------------------------------------------
#: one table's part of a line: label, unit, figures
_Part = tuple[str, str, Sequence[str]]
_NOTHING: _Part = ("", "", ())


def _body(lines: Sequence[str], head: Sequence[_Block]) -> Iterator[list[str]]:
    """The rows; a name that stands alone above a line of figures belongs to them."""
    waiting = ""
    for line in [*lines, ""]:
        words = line.split()
        alone = bool(words) and all(map(_is_figure, words))
        if waiting and alone:
            yield _row(f"{waiting} {' '.join(words)}", head)
            waiting = ""
            continue
        if waiting:
            yield _row(waiting, head)
        waiting = line if len(head) == 1 and words and not any(map(_is_figure, words)) else ""
        if words and not waiting:
            yield [line.strip() + UNSURE] if alone else _row(line, head)


def _row(line: str, head: Sequence[_Block]) -> list[str]:
    """A line's cells; what stands before a run of figures is their label, what is left over are headings."""
    line = _SPELT.sub(_unspelt, line) if head[0].unit else line
    runs = _runs(line)
    if len(head) == 1:
        parts = [_part(*runs[0], head[0]) if len(runs) == 1 else (line.strip() + UNSURE, "", ())]
    else:
        parts = _parts(runs, head, _width(line[: len(line) - len(line.lstrip())]))
    return [cell for block, part in zip(head, parts, strict=True) for cell in block.cells(*part)]


def _unspelt(found: re.Match[str]) -> str:
    """床     位       个 → 床位       个; but 镇    个    114 stays as it is."""
    return f"{found[1]}{found[2]}{found[3]}{found[4]}" if is_known_unit(found[4]) else found[0]


def _runs(line: str) -> list[tuple[list[str], list[str]]]:
    """Pieces of text and the figures behind them, from the left; the last may have none."""
    runs: list[tuple[list[str], list[str]]] = []
    texts: list[str] = []
    for piece in filter(None, _GAP.split(line.strip())):
        for figured, group in itertools.groupby(piece.split(), _is_figure):
            words = list(group)
            if not figured:
                texts.append(" ".join(words))
            elif runs and not texts:
                runs[-1][1].extend(words)
            else:
                runs.append((texts, words))
                texts = []
    return [*runs, *([(texts, [])] if texts else [])]


def _part(texts: Sequence[str], figures: Sequence[str], block: _Block) -> _Part:
    """The one table's line: all pieces are one label, but for the unit behind it."""
    *_, (_, unit) = labels = _labels(texts, block)
    return " ".join(label for label, _ in labels), unit, figures


def _parts(runs: Sequence[tuple[list[str], list[str]]], head: Sequence[_Block], indent: int) -> list[_Part]:
    """What stands in each of the tables side by side."""
    found: list[_Part] = []
    for texts, figures in runs:
        *headings, own = _labels(texts, head[0])
        found += [(label, unit, ()) for label, unit in headings]
        found.append((*own, figures))
    if len(found) > len(head):
        return [
            (" ".join(" ".join(texts) for texts, _ in runs) + UNSURE, "", ()),
            *[_NOTHING] * (len(head) - 1),
        ]
    free = len(head) - len(found)
    first = free if indent * 2 > head[1].start else 0
    return [*[_NOTHING] * first, *found, *[_NOTHING] * (free - first)]


def _labels(texts: Sequence[str], block: _Block) -> list[tuple[str, str]]:
    """The labels among the pieces of text before a run of figures, each with its unit."""
    found: list[tuple[str, str]] = []
    for text in texts:
        name, _, last = text.rpartition(" ")
        if block.unit and found and not found[-1][1] and is_known_unit(text):
            found[-1] = (found[-1][0], text)
        elif block.unit and name and is_known_unit(last):
            found.append((name.strip(), last))
        else:
            found.append((text, ""))
    return found or [("", "")]


def _is_figure(word: str) -> bool:
    found = printed_text(word.rstrip("%％") or word)
    return found is not None and (found.number is not None or bool(_BLANK.fullmatch(word)))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)
