"""Where in a sheet a table of figures stands: its head, the columns below it, the lines of its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minsheng.returns import captions
from minsheng.returns.captions import Caption, Role
from minsheng.returns.heading import has_field
from minsheng.returns.placing import UNSURE
from minsheng.returns.printed import printed
from minsheng.returns.sheets import Cell, Sheet
from minsheng.script import simplified

_PERCENT = re.compile(r"-?\d+(?:\.\d+)?[%％]")
_SEARCHED = 80
_INDEX_WORDS = set("序号 栏次 编号 甲 乙 丙 指标序号 栏号".split())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the rows ``top``…``body``-1 are its head, the columns before ``first`` its side."""

    sheet: Sheet
    top: int
    body: int
    first: int
    captions: dict[int, Caption]
    heads: dict[int, tuple[str, ...]]

    def columns(self, role: Role) -> list[int]:
        """The columns of a role."""
        return [column for column, caption in self.captions.items() if caption.role is role]

    def rows(self) -> Iterator[int]:
        """The lines of the body that hold something and are no column numbers."""
        for row in range(self.body, len(self.sheet.rows)):
            cells = self.sheet.rows[row]
            if any(not cell.empty for cell in cells) and not _is_index(cells):
                yield row


def dated(grid: Grid, years: set[int]) -> Grid:
    """The same with the year of the lines above given to heads such as 二季度; where there is just one."""
    if len(years) != 1:
        return grid
    year = f"{next(iter(years))}年"
    partial = {c: it for c, it in grid.heads.items() if any(map(captions.is_part_of_year, it))}
    read = {c: captions.read((year, *it)) for c, it in partial.items() if grid.captions[c].period is None}
    return replace(grid, captions=grid.captions | read)


def find(sheet: Sheet) -> Grid | None:
    """The table of a sheet; None where no line of figures stands below a line of heads."""
    for row in range(min(len(sheet.rows), _SEARCHED)):
        numbers = _numbers(sheet, row)
        if not numbers or _is_index(sheet.rows[row]):
            continue
        bottom = _bottom(sheet, row, numbers)
        if bottom is None:
            continue
        return _grid(sheet, _top(sheet, bottom, numbers[0]), bottom + 1, numbers)
    return None


def _grid(sheet: Sheet, top: int, body: int, numbers: list[int]) -> Grid | None:
    heads = {}
    width = max((len(row) for row in sheet.rows[top:body]), default=0)
    for column in range(width):
        heads[column] = _levels(sheet, top, body, column)
    read = {column: captions.read(levels) for column, levels in heads.items() if levels}
    first = min((c for c in numbers if c in read and read[c].role in _FIGURES), default=None)
    return None if first is None else Grid(sheet, top, body, first, read, heads)


_FIGURES = (Role.ITEM, Role.COMPARED, Role.REGION)


def _numbers(sheet: Sheet, row: int) -> list[int]:
    """The columns of a line that hold figures, where the line is one of figures; a line of years is a head."""
    cells = sheet.rows[row]
    filled = [column for column, cell in enumerate(cells) if not cell.empty]
    if len(filled) < 2:
        return []
    figures = [c for c in filled[1:] if _is_number(cells[c])]
    years = [c for c in filled[1:] if captions.period_of(cells[c].text)]
    return [] if not figures or len(years) == len(filled) - 1 else figures


def _is_number(cell: Cell) -> bool:
    found = printed(cell)
    return found is not None and found.number is not None or bool(_PERCENT.fullmatch(cell.text))


def _is_index(cells) -> bool:  # noqa: ANN001 - a row of cells
    """甲 · 乙 · 1 · 2 · 3, or 序号 · 1 · 2 · 5 · 6."""
    texts = [simplified(cell.text).strip("() ") for cell in cells if not cell.empty]
    numbers = [int(text) for text in texts if text.isdigit()]
    words = [text for text in texts if not text.isdigit()]
    rising = len(numbers) >= 2 and numbers == sorted(set(numbers)) and numbers[0] == 1
    small = rising and numbers[-1] <= len(numbers) + 12
    return small and all(text in _INDEX_WORDS for text in words)


def _bottom(sheet: Sheet, row: int, numbers: list[int]) -> int | None:
    """The last line of the head: the nearest line above with a text over a figure."""
    for above in range(row - 1, -1, -1):
        cells = sheet.rows[above]
        over = [c for c in numbers if not sheet.cell(above, c).empty]
        filled = sum(not cell.empty for cell in cells)
        unsure = any(UNSURE in cell.text for cell in cells if isinstance(cell.value, str))
        if _is_index(cells) or not over or has_field(sheet, above) or filled < 2 or unsure:
            continue
        return above
    return None


def _top(sheet: Sheet, bottom: int, first: int) -> int:
    """The first line of the head: lines above that have text over the figures and are no title."""
    top = bottom
    for above in range(bottom - 1, max(-1, bottom - 8), -1):
        filled = [column for column, cell in enumerate(sheet.rows[above]) if not cell.empty]
        if not filled:
            continue
        if has_field(sheet, above) or filled[-1] < first:
            break
        if len(filled) == 1 and not _is_level(sheet, above, filled[0]):
            break
        top = above
    return top


def _is_level(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a line's one cell heads columns: it is merged over some, or not the first of the sheet."""
    merged = any(span[0] == row and span[1] == column and span[3] > column for span in sheet.spans)
    text = sheet.cell(row, column).text
    return column > 0 and (merged or not sheet.spans) and captions.period_of(text) is None


def _levels(sheet: Sheet, top: int, body: int, column: int) -> tuple[str, ...]:
    """The lines of a column's head, uppermost first; a merged cell counts for all its columns."""
    texts: list[str] = []
    for row in range(top, body):
        if _is_index(sheet.rows[row]):
            continue
        text = _text(sheet, row, column) or _inherited(sheet, row, top, body, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return tuple(texts)


def _text(sheet: Sheet, row: int, column: int) -> str:
    return " ".join(simplified(sheet.cell(row, column).text).split())


def _inherited(sheet: Sheet, row: int, top: int, body: int, column: int) -> str:
    """The text of the merged cell that covers a head's cell; where merging is not told, of the cell to the left
    if only the lines below have text of their own."""
    if any(span[0] < body and span[2] >= top for span in sheet.spans):
        span = next((s for s in sheet.spans if s[0] <= row <= s[2] and s[1] <= column <= s[3]), None)
        return _text(sheet, span[0], span[1]) if span and span[0] == row else ""
    below = any(_text(sheet, lower, column) for lower in range(row + 1, body))
    above = any(_text(sheet, upper, column) for upper in range(top, row))
    if not below or above:
        return ""
    left = next((c for c in range(column - 1, -1, -1) if _text(sheet, row, c)), None)
    if left is None or not any(_text(sheet, lower, left) for lower in range(row + 1, body)):
        return ""
    if any(_text(sheet, upper, c) for upper in range(top, row) for c in range(left + 1, column + 1)):
        return ""
    return _text(sheet, row, left)
