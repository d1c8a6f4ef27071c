"""Tables with places or years down the side and items across, each item under one to four lines of heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from minsheng.period import Period
from minsheng.regions import Region
from minsheng.returns import captions, naming
from minsheng.returns.captions import Caption, Role
from minsheng.returns.grid import Grid
from minsheng.returns.heading import Head
from minsheng.returns.items import Item
from minsheng.returns.labels import Labels, Match, Row, label_of
from minsheng.returns.printed import printed
from minsheng.returns.reading import Issue, Layout, Unmapped, error, warning
from minsheng.returns.rows import FOOT, Line, measured
from minsheng.returns.sorting import COUNTED_IN, Sorting
from minsheng.returns.standing import Standing, is_total, plain

_MERGED_WORDS = ("城乡一体", "城乡统筹", "城乡一体化")


@dataclass(frozen=True, slots=True)
class Side:
    """What stands at the side of a line: its place and period as far as told."""

    row: int
    at: str
    name: str
    region: Region | None
    period: Period | None
    total: bool = False


@dataclass(slots=True)
class Sorted:
    """The items by place and period, and what was left."""

    sorting: Sorting
    items: dict[tuple[str, Period], list[Item]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)


def is_matrix(grid: Grid, standing: Standing) -> bool:
    """Whether the lines are places or years: their head says so, or most of the names are places."""
    side = [caption.role for column, caption in grid.captions.items() if column < grid.first]
    if any(role in (Role.REGION, Role.YEAR, Role.REGION_CODE) for role in side):
        return True
    names = [text for row in grid.rows() if (text := side_texts(grid, row)[-1:])]
    known = sum(
        captions.period_of(text[0]) is not None or is_total(text[0]) or standing.find(text[0]) is not None
        for text in names
    )
    return bool(names) and known * 2 > len(names)


def has_years(grid: Grid) -> bool:
    """Whether lines print their own period."""
    return any(captions.period_of(text) for row in grid.rows() for text in side_texts(grid, row))


def read(grid: Grid, head: Head, known: Labels, standing: Standing, period: Period | None) -> Sorted:
    """All items of the table; ``period`` is the whole table's, None where lines or columns have their own."""
    result = Sorted(Sorting(Layout.MATRIX, known, measures=head.measures))
    columns = {c: m for c, m in _meanings(grid, head, known, result).items() if m.indicator}
    sides = list(_sides(grid, standing, period, result))
    for side in _placed(grid, sides, columns, standing, result):
        for column, match in columns.items():
            when = grid.captions[column].period or side.period
            if when is None:
                result.issues.append(
                    error("period", side.at, f"{side.at}“{side.name}”一行没有时期。请用--period指明。")
                )
                break
            if item := _item(grid, side.row, column, match, result):
                result.items.setdefault((side.region.code, when), []).append(item)
    result.issues += dict.fromkeys(result.sorting.issues)
    result.unmapped += result.sorting.unmapped
    return result


# -- columns ----------------------------------------------------------------------------------------
def _meanings(grid: Grid, head: Head, known: Labels, result: Sorted) -> dict[int, Match]:
    """What each column means; those that mean nothing known are listed."""
    found = {}
    for column, caption in grid.captions.items():
        if column < grid.first or caption.role is not Role.ITEM:
            continue
        at = grid.sheet.address(grid.body - 1, column)
        match = _meaning(caption, head, known) if caption.levels else Match(why="这一列没有名称")
        unit = caption.unit or naming.fitting(head.measures, match.indicator)
        if match.indicator and not unit and not _counts(grid, column, match):
            match = Match(why="没有计量单位")
        elif match.indicator and not unit:
            said = f"{at}的列“{'/'.join(caption.levels)}”没有计量单位，按{match.indicator.unit}读取。"
            result.issues.append(warning("unit", at, said))
        if match.indicator is None:
            _leave_column(grid, column, match, result)
        found[column] = match
    return found


def _meaning(caption: Caption, head: Head, known: Labels) -> Match:
    return naming.meaning(known, caption.levels, caption.unit, tuple(head.lines))


def _counts(grid: Grid, column: int, match: Match) -> bool:
    """Whether a column without a unit holds whole numbers of what is counted one by one."""
    numbers = [
        it.number
        for row in grid.rows()
        if (it := printed(grid.sheet.cell(row, column))) and it.number is not None
    ]
    return match.indicator.unit in COUNTED_IN and all(it == it.to_integral_value() for it in numbers)


def _leave_column(grid: Grid, column: int, match: Match, result: Sorted) -> None:
    name = "/".join(grid.captions[column].levels)
    at = grid.sheet.address(grid.body - 1, column)
    first = next((c.text for row in grid.rows() if not (c := grid.sheet.cell(row, column)).empty), "")
    if match.why:
        result.issues.append(warning("label", at, f"{at}的列“{name}”未读取：{match.why}。"))
    result.unmapped.append(Unmapped(at, name, first))


# -- lines ------------------------------------------------------------------------------------------
def side_texts(grid: Grid, row: int) -> list[str]:
    """The names at the side of a line, from the left; codes, units and numbers of lines are none."""
    columns = [
        c for c in range(grid.first) if c not in grid.captions or grid.captions[c].role not in _NO_NAMES
    ]
    return [text for column in columns if (text := grid.sheet.cell(row, column).text)]


_NO_NAMES = (Role.ASIDE, Role.UNIT, Role.CODE, Role.REGION_CODE)


def _sides(grid: Grid, standing: Standing, period: Period | None, result: Sorted) -> Iterator[Side]:
    """The lines that are about a place, in order; a year line dates the lines of places below it."""
    above: Region | None = None
    years: list[Period] = []
    for row in grid.rows():
        texts = side_texts(grid, row)
        at = grid.sheet.address(row, 0)
        when = next((it for text in texts if (it := captions.period_of(text))), None)
        names = [text for text in texts if captions.period_of(text) is None]
        silent = all(grid.sheet.cell(row, c).empty for c in range(grid.first, len(grid.sheet.rows[row])))
        if any(FOOT.match(name) for name in names) or not (texts or not silent):
            continue
        if len(names) > 1:
            above = standing.find(names[0]) or above
        name = names[-1] if names else ""
        if when and not names:
            years.append(when)
            yield Side(row, at, texts[0], standing.parent, when)
            continue
        dated = when or (_latest(years) if years else period)
        region = _region(grid, row, name, above if _two_names(grid) else None, standing, result)
        if region is not None or not silent:
            yield Side(row, at, name, region, dated, is_total(name) or plain(name) in _totals(standing))
        if years and when is None and dated is None:
            said = f"{at}“{name}”以下各行不知属于哪一年，未读取。"
            result.issues.append(warning("period", at, said))
            return


def _latest(years: list[Period]) -> Period | None:
    """The year of the places listed below the years: certain only where the last line is the latest year."""
    return years[-1] if years[-1].order == max(it.order for it in years) else None


def _two_names(grid: Grid) -> bool:
    return len([c for c in grid.columns(Role.REGION) if c < grid.first]) > 1


def _totals(standing: Standing) -> tuple[str, ...]:
    return (standing.parent.name,) if standing.parent else ()


def _region(
    grid: Grid, row: int, name: str, above: Region | None, standing: Standing, result: Sorted
) -> Region | None:
    """The place of a line; its code and its name must agree."""
    named = standing.find(name, above)
    column = next((c for c in grid.columns(Role.REGION_CODE) if c < grid.first), None)
    if column is None:
        return named
    coded = standing.of_code(grid.sheet.cell(row, column).text)
    if coded and named and coded.code != named.code:
        at = grid.sheet.address(row, column)
        said = f"{at}的区划代码是{coded.name}（{coded.code}），与名称“{name}”（{named.code}）不符。"
        result.issues.append(error("region", at, said))
    return named or (coded if coded and plain(name) in ("", *coded.former_names) else None)


def _placed(
    grid: Grid, sides: list[Side], columns: dict[int, Match], standing: Standing, result: Sorted
) -> Iterator[Side]:
    """The lines whose place is certain; the others are listed."""
    units = [side for side in sides if side.region and not side.total]
    whole = None if standing.parent is None else _whole(grid, sides, units, columns, standing)
    for side in sides:
        region = side.region
        if is_total(side.name):
            region = standing.total(side.name) if whole or side.name.startswith("全") else None
        if region is not None and side.period is None and not all(grid.captions[c].period for c in columns):
            region = None
        if region is None:
            first = next((t for c in columns if (t := grid.sheet.cell(side.row, c).text)), "")
            result.unmapped.append(Unmapped(side.at, side.name or "（没有名称）", first))
            continue
        yield Side(side.row, side.at, side.name, region, side.period, side.total)


def _whole(
    grid: Grid, sides: list[Side], units: list[Side], columns: dict[int, Match], standing: Standing
) -> bool:
    """Whether the line 合计 is the table's own place: all its units are listed, or more is in it than they sum to."""
    if standing.guessed or standing.covers(side.region for side in units):
        return standing.covers(side.region for side in units)
    total = next((side for side in sides if is_total(side.name)), None)
    if total is None or not units:
        return total is not None
    lines = [side for side in sides if side is not total and not side.total]
    return any(_number(grid, total.row, c) > sum(_number(grid, s.row, c) for s in lines) for c in columns)


def _number(grid: Grid, row: int, column: int) -> Decimal:
    found = printed(grid.sheet.cell(row, column))
    return found.number if found and found.number is not None else Decimal(0)


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
