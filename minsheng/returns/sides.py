"""The lines of a matrix: which place and which period each is about, as far as that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from minsheng.geography.regions import Region
from minsheng.period import Period
from minsheng.returns import captions
from minsheng.returns.captions import Role
from minsheng.returns.grid import Grid
from minsheng.returns.items import Item
from minsheng.returns.labels import Match
from minsheng.returns.printed import printed
from minsheng.returns.reading import Issue, Unmapped, error, warning
from minsheng.returns.rows import FOOT
from minsheng.returns.sorting import Sorting
from minsheng.returns.standing import Standing, is_total, plain


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


def texts(grid: Grid, row: int) -> list[str]:
    """The names at the side of a line, from the left; codes, units and numbers of lines are none."""
    columns = [
        c for c in range(grid.first) if c not in grid.captions or grid.captions[c].role not in _NO_NAMES
    ]
    return [text for column in columns if (text := grid.sheet.cell(row, column).text)]


_NO_NAMES = (Role.ASIDE, Role.UNIT, Role.CODE, Role.REGION_CODE)


def lines(grid: Grid, standing: Standing, period: Period | None, result: Sorted) -> Iterator[Side]:
    """The lines that are about a place, in order; a year line dates the lines of places below it."""
    above: Region | None = None
    merged: Period | None = None  # the year of a cell that is merged over several lines
    years: list[Period] = []
    for row in grid.rows():
        said = texts(grid, row)
        at = grid.sheet.address(row, 0)
        when = next((it for text in said if (it := captions.period_of(text))), None)
        names = [text for text in said if captions.period_of(text) is None]
        silent = all(grid.sheet.cell(row, c).empty for c in range(grid.first, len(grid.sheet.rows[row])))
        if any(FOOT.match(name) for name in names) or (silent and not said):
            continue
        if len(names) > 1 and _two_names(grid):
            above = standing.find(names[0]) or above
        merged = when if names and when else merged
        when = when or merged
        if when and not names:
            years.append(when)
            yield Side(row, at, said[0], standing.parent, when)
            continue
        name = names[-1] if names else ""
        dated = when or (_latest(years, period) if years else period)
        if years and not when and not _told(dated, at, name, result):
            return
        region = _region(grid, row, name, above, standing, result)
        if region is not None or not silent:
            yield Side(row, at, name, region, dated, is_total(name) or plain(name) in _totals(standing))


def _told(dated: Period | None, at: str, name: str, result: Sorted) -> bool:
    """Say which year the places below the years are read for; whether there is one."""
    if dated is None:
        said = f"{at}“{name}”及以下各行不知属于哪一年，未读取。"
        result.issues.append(warning("period", at, said))
        return False
    if not any(issue.rule == "period" for issue in result.issues):
        said = f"{at}“{name}”及以下各地的数接在历年数之后，按{dated.name}读取。"
        result.issues.append(warning("period", at, said))
    return True


def _latest(years: list[Period], period: Period | None) -> Period | None:
    """The year of the places listed below the years: certain only where the last line is the latest year, and
    the one that the head prints if it prints one."""
    last = years[-1]
    agrees = period is None or period.year == last.year
    return last if agrees and last.order == max(it.order for it in years) else None


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


def placed(
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
