"""One sheet with several tables → one view for each: below one another, or side by side.

A view is the same sheet with the other tables' cells blank, so that every cell keeps its address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from minsheng.returns import captions
from minsheng.returns.captions import Role
from minsheng.returns.dates import periods_in
from minsheng.returns.heading import has_field
from minsheng.returns.printed import printed
from minsheng.returns.sheets import EMPTY, Cell, Sheet

_SIDE = (Role.REGION, Role.YEAR, Role.REGION_CODE)


def of(sheet: Sheet) -> list[Sheet]:
    """The views of a sheet, from the top and from the left; the sheet itself where it holds one table."""
    return [view for band in _bands(sheet) for view in _beside(band)]


# -- below one another ------------------------------------------------------------------------------
def _bands(sheet: Sheet) -> list[Sheet]:
    heads = [row for row in range(len(sheet.rows)) if _is_head(sheet.rows[row])]
    if len(heads) < 2:
        return [sheet]
    starts = [0]
    for before, row in zip(heads, heads[1:], strict=False):
        start = _start(sheet, before, row)
        if start is not None:
            starts.append(start)
    if len(starts) == 1:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows)]
    above = range(heads[0])
    return [_band(sheet, start, end, above) for start, end in zip(starts, ends, strict=True)]


def _is_head(cells: Sequence[Cell]) -> bool:
    """Whether a line names columns: 指标名称 · 数量, 地区 · 低保人数."""
    first = next((cell for cell in cells if not cell.empty), EMPTY)
    if not isinstance(first.value, str) or not _heads(first.text):
        return False
    filled = [cell for cell in cells if not cell.empty]
    return len(filled) > 1 and not any(_figure(cell) for cell in filled[1:])


@lru_cache(8192)
def _heads(text: str) -> bool:
    return captions.is_label_head(text) or captions.role_of(text) in _SIDE


def _figure(cell: Cell) -> bool:
    if cell is EMPTY:
        return False
    found = printed(cell)
    return found is not None and found.number is not None and captions.period_of(cell.text) is None


def _start(sheet: Sheet, before: int, row: int) -> int | None:
    """The first line that belongs to the head at ``row``; None where it is the same head on a further page."""
    last = max((r for r in range(before + 1, row) if any(map(_figure, sheet.rows[r]))), default=None)
    if last is None:
        return None
    own = range(last + 1, row)
    speaks = any(has_field(sheet, r) or any(periods_in(cell.text) for cell in sheet.rows[r]) for r in own)
    same = [cell.text for cell in sheet.rows[before]] == [cell.text for cell in sheet.rows[row]]
    return last + 1 if speaks or not same else None


def _band(sheet: Sheet, start: int, end: int, first: Sequence[int]) -> Sheet:
    """The lines of one table, and of the lines above the first table those that it does not say anew."""
    own = range(start, next((r for r in range(start, end) if _is_head(sheet.rows[r])), end))
    dated = any(periods_in(cell.text) for row in own for cell in sheet.rows[row])
    keep = {row for row in first if not dated or not any(periods_in(cell.text) for cell in sheet.rows[row])}
    rows = [cells if start <= n < end or n in keep else () for n, cells in enumerate(sheet.rows[:end])]
    return replace(sheet, rows=rows)


# -- side by side -----------------------------------------------------------------------------------
def _beside(sheet: Sheet) -> Iterator[Sheet]:
    row = next((r for r in range(len(sheet.rows)) if _is_wide(sheet, r)), None)
    starts = _starts(sheet, row) if row is not None else []
    if len(starts) < 2:
        yield sheet
        return
    ends = [*starts[1:], 10**6]
    for start, end in zip([0, *starts[1:]], ends, strict=True):
        yield _part(sheet, row, start, end)


def _is_wide(sheet: Sheet, row: int) -> bool:
    filled = [cell for cell in sheet.rows[row] if not cell.empty]
    return (
        len(filled) >= 2
        and (
            _is_head(sheet.rows[row])
            or sum(captions.period_of(cell.text) is not None for cell in filled) >= 2
        )
        and not any(map(_figure, filled))
    )


def _starts(sheet: Sheet, row: int) -> list[int]:
    """The columns at which a table's side begins: a further 指标名称, or a column of names after figures."""
    starts: list[int] = []
    figures = False
    for column in range(max(len(cells) for cells in sheet.rows)):
        head = sheet.cell(row, column)
        if _is_side(sheet, row, column, head) and (not starts or figures):
            starts.append(column)
            figures = False
        elif not figures and any(_figure(sheet.cell(r, column)) for r in range(row + 1, len(sheet.rows))):
            figures = True
    return [start for n, start in enumerate(starts) if n + 1 < len(starts) or figures]


def _is_side(sheet: Sheet, row: int, column: int, head: Cell) -> bool:
    if not head.empty:
        first = next(c for c, cell in enumerate(sheet.rows[row]) if not cell.empty)
        again = column == first or captions.plain(head.text) == captions.plain(sheet.cell(row, first).text)
        return captions.is_label_head(head.text) or again and captions.role_of(head.text) in _SIDE
    figures, words = _share(sheet, row, column)
    return words >= 2 and not figures


def _share(sheet: Sheet, row: int, column: int) -> tuple[int, int]:
    """How many figures and how many texts stand below a head."""
    cells = [sheet.cell(r, column) for r in range(row + 1, len(sheet.rows))]
    filled = [cell for cell in cells if not cell.empty]
    figures = sum(_figure(cell) for cell in filled)
    return figures, len(filled) - figures


def _part(sheet: Sheet, row: int, start: int, end: int) -> Sheet:
    """The lines above whole, below them only the part's own columns."""
    rows: list[Sequence[Cell]] = []
    for n, cells in enumerate(sheet.rows):
        if n < row:
            rows.append(cells)
        else:
            rows.append([EMPTY] * start + list(cells[start:end]))
    return replace(sheet, rows=rows)
