"""Tables with places or years down the side and items across, each item under one to four lines of heads."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from minsheng.period import Period
from minsheng.returns import captions, naming, sides, spans
from minsheng.returns.captions import Caption, Role
from minsheng.returns.grid import Grid
from minsheng.returns.heading import Head
from minsheng.returns.items import Item
from minsheng.returns.labels import Labels, Match, Row, label_of
from minsheng.returns.placing import UNSURE
from minsheng.returns.printed import printed
from minsheng.returns.reading import Layout, Unmapped, error, warning
from minsheng.returns.rows import Line, measured
from minsheng.returns.sides import Sorted
from minsheng.returns.sorting import COUNTED_IN, Sorting
from minsheng.returns.standing import Standing, is_total

#: lines that tell what the lines of a table are
_SAMPLE = 500
_MERGED_WORDS = ("城乡一体", "城乡统筹", "城乡一体化")


def is_matrix(grid: Grid, standing: Standing) -> bool:
    """Whether the lines are places or years: their head says so, or most of the names are places."""
    side = [caption.role for column, caption in grid.captions.items() if column < grid.first]
    if any(role in (Role.REGION, Role.YEAR, Role.REGION_CODE) for role in side):
        return True
    names = [text for row in islice(grid.rows(), _SAMPLE) if (text := sides.texts(grid, row)[-1:])]
    known = sum(
        captions.period_of(text[0]) is not None or is_total(text[0]) or standing.find(text[0]) is not None
        for text in names
    )
    return bool(names) and known * 2 > len(names)


def has_years(grid: Grid) -> bool:
    """Whether lines print their own period."""
    return any(captions.period_of(text) for row in grid.rows() for text in sides.texts(grid, row))


def read(grid: Grid, head: Head, known: Labels, standing: Standing, period: Period | None) -> Sorted:
    """All items of the table; ``period`` is the whole table's, None where lines or columns have their own."""
    result = Sorted(Sorting(Layout.MATRIX, known, measures=head.measures))
    columns = {c: m for c, m in _meanings(grid, head, known, result).items() if m.indicator}
    found = list(sides.lines(grid, standing, period, result))
    parts, unsure = spans.of(grid), set()
    for side in sides.placed(grid, found, columns, standing, result):
        if _unsure(grid, side, result):
            continue
        for column, match in columns.items():
            when = grid.captions[column].period or side.period
            if when is None:
                result.issues.append(
                    error(
                        "period",
                        side.at,
                        f"{side.at}“{side.name}”一行没有时期。请补充时期（命令行用--period）。",
                    )
                )
                break
            basis = parts[column].basis(match.indicator, when)
            if basis is None:
                unsure.add(column)
            elif item := _item(grid, side.row, column, match, result):
                item = item if basis is match.indicator.basis else replace(item, basis=basis)
                result.items.setdefault((side.region.code, when), []).append(item)
    for column in sorted(unsure):
        _leave_column(grid, column, Match(why=f"“{parts[column].over}”的数不知是哪段时间的"), result)
    result.issues += dict.fromkeys(result.sorting.issues)
    result.unmapped += result.sorting.unmapped
    return result


def _unsure(grid: Grid, side: sides.Side, result: Sorted) -> bool:
    """Whether a line's figures do not fit its columns; it is said, and nothing of it is read."""
    cells = enumerate(grid.sheet.rows[side.row])
    found = next(
        ((c, cell.text) for c, cell in cells if isinstance(cell.value, str) and UNSURE in cell.value), None
    )
    if found is None:
        return False
    at, figures = grid.sheet.address(side.row, found[0]), found[1].replace(UNSURE, "")
    said = f"{at}一行的数与表头的列对不上，不能确定“{figures}”各是哪一栏，未读取该行。"
    result.issues.append(warning("label", at, said))
    result.unmapped.append(Unmapped(at, side.name, figures))
    return True


# -- columns ----------------------------------------------------------------------------------------
def _meanings(grid: Grid, head: Head, known: Labels, result: Sorted) -> dict[int, Match]:
    """What each column means; those that mean nothing known are listed."""
    found = {}
    items = {c: it.caption for c, it in spans.of(grid).items()}
    some_dated = any(caption.period for caption in items.values())
    for column, caption in items.items():
        at = grid.sheet.address(grid.body - 1, column)
        match = _meaning(caption, head, known, some_dated)
        unit = caption.unit or naming.fitting(head.measures, match.indicator) or _in_cells(grid, column)
        if match.indicator and not unit and not _counts(grid, column, match):
            match = Match(why="没有计量单位")
        elif match.indicator and not unit:
            said = f"{at}的列“{'/'.join(caption.levels)}”没有计量单位，按{match.indicator.unit}读取。"
            result.issues.append(warning("unit", at, said))
        if match.indicator is None:
            _leave_column(grid, column, match, result)
        found[column] = match
    return found


def _meaning(caption: Caption, head: Head, known: Labels, some_dated: bool) -> Match:
    if not caption.levels:
        return Match(why="这一列没有名称")
    if any(captions.is_part_of_year(level) for level in caption.levels):
        return Match(why="没有写明年份")
    if some_dated and caption.period is None:
        return Match(why="别的列写明时期，这一列没有")
    return naming.meaning(known, caption.levels, caption.unit, tuple(head.lines))


def _counts(grid: Grid, column: int, match: Match) -> bool:
    """Whether a column without a unit holds whole numbers of what is counted one by one."""
    numbers = [
        it.number
        for row in grid.rows()
        if (it := printed(grid.sheet.cell(row, column))) and it.number is not None
    ]
    return match.indicator.unit in COUNTED_IN and all(it == it.to_integral_value() for it in numbers)


def _in_cells(grid: Grid, column: int) -> str:
    """The unit that every figure of a column has in its own cell: 65.3%."""
    found = {measured(cell)[1] for row in grid.rows() if not (cell := grid.sheet.cell(row, column)).empty}
    return found.pop() if len(found) == 1 else ""


def _leave_column(grid: Grid, column: int, match: Match, result: Sorted) -> None:
    name = "/".join(grid.captions[column].levels)
    at = grid.sheet.address(grid.body - 1, column)
    first = next((c.text for row in grid.rows() if not (c := grid.sheet.cell(row, column)).empty), "")
    if match.why:
        result.issues.append(warning("label", at, f"{at}的列“{name}”未读取：{match.why}。"))
    result.unmapped.append(Unmapped(at, name, first))


# -- cells ------------------------------------------------------------------------------------------
def _item(grid: Grid, row: int, column: int, match: Match, result: Sorted) -> Item | None:
    cell, caption = grid.sheet.cell(row, column), grid.captions[column]
    at = grid.sheet.address(row, column)
    name = label_of(caption.levels[-1])
    if cell.text in _MERGED_WORDS:
        said = f"{at}写的是“{cell.text}”，不是数，未读取。"
        result.issues.append(warning("number", at, said))
        result.unmapped.append(Unmapped(at, "/".join(caption.levels), cell.text))
        return None
    number, own = measured(cell)
    unit = (
        own
        or caption.unit
        or naming.fitting(result.sorting.measures, match.indicator)
        or match.indicator.unit
    )
    line = Line(
        row=Row(name, caption.levels[:-1], unit),
        printed=number,
        value_text="（公式没有结果）" if cell.uncalculated else cell.text,
        label_text="/".join(caption.levels),
        label_at=grid.sheet.address(grid.body - 1, column),
        value_at=at,
        below_heading=True,
    )
    result.sorting.items = []
    return result.sorting.place(line, match)
