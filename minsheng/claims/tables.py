"""Tables in a draft: found by their columns, and said in sentences with the words of their rows, heads and captions.

Columns are parted by tabs, upright strokes or blanks, or are those of a Word or PowerPoint file. A cell of ``东沚区 | 低保人数（人）``
reads 东沚区低保人数6778人; added words stand at the place of the cell, so that the quotation is the cell itself.
What has no numbers under a head is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from minsheng.claims.cells import Rows, is_head, is_number, is_skipped, text_of
from minsheng.claims.grids import PAGE, Grid
from minsheng.claims.heads import Head
from minsheng.claims.rows import sentences

Line = list[tuple[str, int]]

_SEPARATOR = re.compile(r"\t+|\s*\|\s*|[ \u3000]+")
_RULE = re.compile(r"[\s|:+-]+")
_NOTHING = re.compile(r"[—/\-*\s]*|…+|百?分之.{1,4}")
#: the number of a row in a table of words
_SERIAL = re.compile(r"\s*\d{1,3}\t+(?=[\u4e00-\u9fff]{2})")
_MOST_HEADS = 3


def in_words(chars: Line, grids: Sequence[Grid]) -> list[Line]:
    """The lines of a text, its tables of numbers said in sentences; ``grids`` are the tables of a Word or PowerPoint file."""
    found: list[Line] = []
    at = 0
    for grid in grids:
        spans = [span for row in grid for span in row if span]
        rows = [[_cell(chars, span) for span in row] for row in grid]
        if not spans:
            continue
        start, end = min(spans)[0], max(span[1] for span in spans)
        before = chars[at:start]
        found += _written(_lines(before))
        if _is_table(rows, strict=False):
            above = _lines(_page(before))
            found += sentences(_parted_heads(rows), _caption(above, len(above)))
        else:
            found += [line for row in grid for line in _apart(chars, row)]
        at = end + 1
    return found + _written(_lines(chars[at:]))


def _lines(chars: Line) -> list[Line]:
    lines: list[Line] = [[]]
    for char in chars:
        if char[0] in "\n\r\x0b\x0c\u2028":
            lines.append([])
        else:
            lines[-1].append(char)
    return lines


def _cell(chars: Line, span: tuple[int, int] | None) -> Line:
    """What stands in a cell of a Word table, its paragraphs one after the other."""
    return [char for char in chars[slice(*span)] if char[0] != "\n"] if span else []


def _apart(chars: Line, row: Sequence[tuple[int, int] | None]) -> list[Line]:
    """The cells of a row in lines of their own: no sentence of one goes on in the next."""
    lines: list[Line] = []
    for span in dict.fromkeys(row):
        cell = _lines(chars[slice(*span)]) if span else []
        for line in cell:
            told = len(line) >= 20 and line[-1][0] not in "。;!?:"
            lines.append([*line, ("。", line[-1][1])] if told else line)
    return [*lines, []]


# -- written tables ---------------------------------------------------------------------------------
def _written(lines: list[Line]) -> list[Line]:
    """Lines, their tables of tabs, strokes or blanks said in sentences."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        rows, after = _columns(lines, at)
        strict = "\t" not in text_of(lines[at]) and "|" not in text_of(lines[at])
        if _is_table(rows, strict=strict):
            found += sentences(_parted_heads(rows), _caption(lines, at))
            at = after
        else:
            serial = _SERIAL.match(text_of(lines[at]))
            found.append(lines[at][serial.end() :] if serial else lines[at])
            at += 1
    return found


def _columns(lines: list[Line], at: int) -> tuple[Rows, int]:
    """Lines with the same number of cells, one below the other, and where the text goes on."""
    rows: Rows = []
    while at < len(lines):
        if rows and lines[at] and _RULE.fullmatch(text_of(lines[at])):
            at += 1
            continue
        cells = _cells(lines[at])
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        at += 1
    return rows, at


def _cells(line: Line) -> list[Line]:
    text = text_of(line)
    if re.search(r"[,。;:!?].*[,。;:!?]", text) and "\t" not in text and "|" not in text:
        return [line]
    ends = [match.span() for match in _SEPARATOR.finditer(text)]
    edges = [(0, 0), *ends, (len(text), len(text))]
    cells = [[char for char in line[one[1] : two[0]] if char[0] != "*"] for one, two in pairwise(edges)]
    cells = cells[1:] if cells and not cells[0] and text.lstrip().startswith("|") else cells
    return cells[:-1] if cells and not cells[-1] and ends and ends[-1][1] == len(text) else cells


def _caption(lines: list[Line], at: int) -> str:
    """The short lines right above a table."""
    kept: list[str] = []
    for line in reversed([text_of(line) for line in lines[:at] if line][-3:]):
        if len(line) > 40 or line.endswith("。"):
            break
        kept.insert(0, line)
    return "\n".join(kept)


def _page(chars: Line) -> Line:
    """What stands behind the last form feed: another slide says nothing of a table."""
    return chars[next((at + 1 for at in range(len(chars) - 1, -1, -1) if chars[at][0] == PAGE), 0) :]


# -- what is a table ----------------------------------------------------------------------------------
def _heads(rows: Rows) -> int:
    """How many rows at the top are heads."""
    return next((at for at, row in enumerate(rows[: _MOST_HEADS + 1]) if not is_head(row)), 0)


def _is_table(rows: Rows, *, strict: bool) -> bool:
    """A head without numbers, and rows of labels and numbers.

    Where only blanks part the columns (``strict``), each column says its unit and no words stand among the numbers; else
    half of the rows are enough: a cell still to be filled in (待补) takes nothing from the others.
    """
    heads = _heads(rows)
    body = [row for row in rows[heads:] if not _is_note(row)]
    if not heads or heads > _MOST_HEADS or not body:
        return False
    if not strict:
        return 2 * sum(map(_has_numbers, body)) >= sum(not _is_empty(row) for row in body) > 0
    head = _parted_heads(rows)[0]
    return (
        head.says_units() and any(map(_is_row, body)) and all(_is_row(row) or _is_empty(row) for row in body)
    )


def _has_numbers(row: list[Line]) -> bool:
    """A label, and a number somewhere behind it."""
    words = [text_of(cell) for cell in row]
    first = next((at for at, word in enumerate(words) if word and not is_number(word)), None)
    return first is not None and any(map(is_number, words[first + 1 :]))


def _is_row(row: list[Line]) -> bool:
    """A label, and numbers behind it; what stands last may be a remark."""
    words = [text_of(cell) for cell in row]
    first = next((at for at, word in enumerate(words) if word and not is_number(word)), None)
    numbers = [at for at, word in enumerate(words) if is_number(word)]
    if first is None or not numbers or numbers[-1] < first:
        return False
    inside = words[max(first, min(at for at in numbers if at > first)) : numbers[-1] + 1]
    return all(is_number(word) or _NOTHING.fullmatch(word) for word in inside)


def _is_empty(row: list[Line]) -> bool:
    return all(is_skipped(text_of(cell)) or _NOTHING.fullmatch(text_of(cell)) for cell in row[1:])


def _is_note(row: list[Line]) -> bool:
    """注：… over the whole width."""
    return len({tuple(cell[:1]) for cell in row}) == 1 or not any(re.search(r"\d", text_of(c)) for c in row)


def _parted_heads(rows: Rows) -> tuple[Head, Rows]:
    heads = _heads(rows)
    return Head(rows[:heads], rows[heads:]), rows[heads:]
