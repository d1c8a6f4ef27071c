"""Tables pasted into one column, one cell a line: read only where one width alone makes every line of them fit."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minsheng.returns import captions
from minsheng.returns.columns import CODES, LABELS, UNITS, VALUES, is_head_word, is_known_unit, squeezed
from minsheng.returns.placing import BLANK, NUMBER, UNSURE

_CODE = re.compile(r"[A-Z]{2,5}\d{6,10}")
_INDEX = re.compile(r"[甲乙丙丁]|\d{1,2}")
_FOOT = re.compile(r"注|备注|说明|填表|资料来源|来源")
_MOST_COLUMNS = 30
_SIDES = (captions.Role.REGION, captions.Role.REGION_CODE, captions.Role.YEAR)


def rows(text: str) -> list[list[str]] | None:
    """The rows of such a text, the lines above the head first; None where it is no table of this kind."""
    cells = _cells(text)
    start = next((n for n, cell in enumerate(cells) if _begins(cell)), None)
    if start is None:
        return None
    width = _form(cells[start:]) or _matrix(cells[start:])
    if not width:
        return None
    head, body = cells[start : start + width], cells[start + width :]
    return [*([cell] for cell in cells[:start]), head, *_chunks(body, head)]


def _cells(text: str) -> list[str]:
    """The cells; where a blank line stands behind each, two of them are an empty cell."""
    lines = [line.strip().removesuffix("|").strip() for line in text.splitlines()]
    apart = all(not (one and other) for one, other in itertools.pairwise(lines)) and len(lines) > 3
    return [line.strip() for line in "\n".join(lines).split("\n\n")] if apart else lines


def _begins(cell: str) -> bool:
    return squeezed(cell) in LABELS or captions.is_label_head(cell) or captions.role_of(cell) in _SIDES


def _form(cells: Sequence[str]) -> int:
    """The width of an official form: as many names of columns as stand one below the other."""
    head = list(itertools.takewhile(is_head_word, cells))
    return len(head) if len(head) > 2 and any(squeezed(cell) in VALUES for cell in head) else 0


def _matrix(cells: Sequence[str]) -> int:
    """The one width with which every row of a table is a name and its figures; 0 where none or more than one is."""
    first = next(
        (n for n, cell in enumerate(cells) if NUMBER.fullmatch(cell) and not captions.period_of(cell)), 0
    )
    end = next((n for n, cell in enumerate(cells) if n > first and _FOOT.match(cell)), len(cells))
    while end and not cells[end - 1]:
        end -= 1
    fitting = [width for width in range(2, min(first, _MOST_COLUMNS)) if _holds(cells[:end], width)]
    return fitting[0] if len(fitting) == 1 else 0


def _holds(cells: Sequence[str], width: int) -> bool:
    head, body = cells[:width], cells[width:]
    if not all(head) or any(NUMBER.fullmatch(cell) and not captions.period_of(cell) for cell in head):
        return False
    rows = [
        [*body[n : n + width], *[""] * (width - len(body[n : n + width]))] for n in range(0, len(body), width)
    ]
    return (
        len(rows) > 1
        and all(_fits(row, head) for row in rows)
        and any(NUMBER.fullmatch(row[-1]) for row in rows)
    )


# -- rows -------------------------------------------------------------------------------------------
def _chunks(body: Sequence[str], head: Sequence[str]) -> Iterator[list[str]]:
    """Rows of as many cells as the head has; from the first that does not fit on nothing is certain."""
    width = len(head)
    for start in range(0, len(body), width):
        chunk = list(body[start : start + width])
        if _FOOT.match(chunk[0]) or not any(body[start:]):
            yield from ([cell] for cell in body[start:])
            return
        chunk += [""] * (width - len(chunk))
        if not _fits(chunk, head):
            yield from ([cell + UNSURE, "", *([""] * (width - 2))] for cell in body[start:] if cell)
            return
        yield chunk


def _fits(chunk: Sequence[str], head: Sequence[str]) -> bool:
    if all(_INDEX.fullmatch(cell) for cell in chunk if cell):
        return True
    return all(
        _fits_below(cell, squeezed(name), first=not n)
        for n, (cell, name) in enumerate(zip(chunk, head, strict=True))
    )


def _fits_below(cell: str, name: str, *, first: bool) -> bool:
    if first and captions.role_of(name) in (captions.Role.YEAR, captions.Role.REGION_CODE):
        return bool(cell)
    if first or name in LABELS:
        return bool(cell) and not NUMBER.fullmatch(cell) and not is_known_unit(cell)
    if name in UNITS:
        return not cell or is_known_unit(cell)
    if name in CODES:
        return not cell or bool(_CODE.fullmatch(cell))
    if captions.role_of(name) is captions.Role.REGION:
        return bool(cell) and not NUMBER.fullmatch(cell)
    return bool(NUMBER.fullmatch(cell) or BLANK.fullmatch(cell))
