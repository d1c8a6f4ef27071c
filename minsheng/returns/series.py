"""Tables with items down the side and periods or places across: yearbook matrices, several periods in one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.geography.regions import Region
from minsheng.period import Period
from minsheng.returns import captions, codes
from minsheng.returns.captions import Caption, Role
from minsheng.returns.columns import Columns
from minsheng.returns.dates import without_periods
from minsheng.returns.grid import Grid
from minsheng.returns.heading import Head
from minsheng.returns.items import Item
from minsheng.returns.labels import Labels
from minsheng.returns.printed import printed
from minsheng.returns.reading import Layout, warning
from minsheng.returns.rows import Line, lines
from minsheng.returns.sorting import Sorting
from minsheng.returns.standing import Standing, is_total

_PLACE = re.compile(r"[^\W\d_]{1,12}[省市区县旗州盟镇乡]")
#: items of one place and period
Found = tuple[Region, Period, list[Item]]


@dataclass(frozen=True, slots=True)
class Across:
    """A column of figures: which place and period it is about; None where the whole table's holds."""

    column: int
    period: Period | None
    region: Region | None
    unit: str


def columns_of(grid: Grid, standing: Standing) -> list[Across]:
    """The columns of figures, where every one is a period or a place and none an item; else nothing."""
    found = []
    figures = {
        c: it for c, it in grid.captions.items() if c >= grid.first and it.role in (Role.ITEM, Role.REGION)
    }
    standing = _below(figures.values(), standing)
    for column, caption in figures.items():
        region = _place(caption, standing)
        if not caption.bare and region is None:
            if names_place(caption):
                continue
            return []
        found.append(Across(column, caption.period, region, caption.unit))
    told = [it for it in found if it.period or it.region]
    return (
        found
        if told and len(told) == len(found) and len({(i.period, i.region) for i in found}) == len(found)
        else []
    )


def _below(captions_: Iterable[Caption], standing: Standing) -> Standing:
    """The standing in which 市区 beside 金华市 is a part of it, where the columns name one place and no table does."""
    if standing.parent:
        return standing
    named = {it.code: it for caption in captions_ if (it := _place(caption, standing))}
    return replace(standing, parent=next(iter(named.values())), guessed=True) if len(named) == 1 else standing


def unplaced(grid: Grid, across: Sequence[Across]) -> list[int]:
    """The columns of figures that name a place which is not known."""
    taken = {it.column for it in across}
    return [c for c, it in grid.captions.items() if c >= grid.first and c not in taken and names_place(it)]


def _certain(grid: Grid, across: list[Across], standing: Standing) -> list[Across]:
    """The columns without one headed 合计 that need not be the whole place: not all of its units stand beside it, and
    it is never more than they sum to."""
    totals = [it for it in across if it.region and _is_sum(grid.captions[it.column])]
    units = [it for it in across if it.region and it not in totals]
    if not totals or not units or standing.covers(it.region for it in units if it.region):
        return across
    more = any(
        _figure(grid, row, total.column) > sum(_figure(grid, row, it.column) for it in units)
        for row in grid.rows()
        for total in totals
    )
    return across if more else [it for it in across if it not in totals]


def _is_sum(caption: Caption) -> bool:
    return is_total(caption.levels[-1]) and not caption.levels[-1].startswith("全")


def _figure(grid: Grid, row: int, column: int) -> Decimal:
    found = printed(grid.sheet.cell(row, column))
    return found.number if found and found.number is not None else Decimal(0)


def names_place(caption: Caption) -> bool:
    """Whether a head is the name of some place, known or not: 江南区."""
    if caption.role is Role.REGION or caption.levels and is_total(caption.levels[-1]):
        return True
    return (
        caption.role is Role.ITEM and len(caption.levels) == 1 and bool(_PLACE.fullmatch(caption.levels[0]))
    )


def _place(caption: Caption, standing: Standing) -> Region | None:
    if len(caption.levels) != 1:
        return None
    name = caption.levels[0]
    return standing.total(name) if is_total(name) else standing.find(name)


def read(
    grid: Grid,
    across: list[Across],
    head: Head,
    known: Labels,
    standing: Standing,
    region: Region | None,
    period: Period | None,
) -> tuple[Sorting, list[Found]]:
    """All items by place and period, and how the lines were sorted; ``region`` and ``period`` are the table's."""
    sorting = Sorting(Layout.MATRIX, known, measures=head.measures)
    found: list[Found] = []
    for it in _certain(grid, across, standing):
        own = [_titled(line, head, known) for line in _lines(grid, it, across)]
        sorting.items, sorting.above = [], None
        for line, match in zip(own, codes.settled([line.row for line in own], known), strict=True):
            sorting.place(line, match)
        found.append((it.region or region, it.period or period, sorting.items))
    for column in unplaced(grid, _certain(grid, across, standing)):
        at = grid.sheet.address(grid.body - 1, column)
        name = grid.captions[column].levels[-1]
        sorting.issues.append(warning("region", at, f"{at}的列“{name}”不知是哪个地方，未读取。"))
    _once(sorting)
    return sorting, found


def _titled(line: Line, head: Head, known: Labels) -> Line:
    """A line 合计 below no heading sums up what the title is about: 提供住宿的社会服务机构数（2011—2017年）."""
    if line.row.path or not is_total(line.label_text):
        return line
    for title in head.lines:
        name = re.sub(r"\([^()]*\)|^[\d.—–-]+|(?:基本)?情况$", "", without_periods(title))
        for each in (name, re.sub(r"^[^\W\d_]{1,8}?[省市区县州盟旗]", "", name)):
            row = replace(line.row, label=replace(line.row.label, name=each))
            if each and known.match(row).indicator:
                return replace(line, row=row)
    return line


def _lines(grid: Grid, it: Across, across: list[Across]) -> Iterator[Line]:
    beside = [other.column for other in across if other is not it]
    yield from lines(grid.sheet, replace(columns_for(grid, it.column, beside), value_unit=it.unit))


def columns_for(grid: Grid, column: int, beside: Sequence[int]) -> Columns:
    """The table as a form whose values stand in one of its columns of figures."""
    side = [c for c in range(grid.first) if c not in grid.captions or _is_label(grid, c)]
    label = next((c for c in side if c in grid.captions), side[0] if side else 0)
    return Columns(
        grid.body - 1,
        min(label, side[0]) if side else 0,
        column,
        next(iter(grid.columns(Role.UNIT)), None),
        next(iter(grid.columns(Role.CODE)), None),
        beside=tuple(beside),
    )


def _is_label(grid: Grid, column: int) -> bool:
    return grid.captions[column].role is Role.ITEM or captions.is_label_head(grid.captions[column].levels[-1])


def _once(sorting: Sorting) -> None:
    """Say about a line once what holds for it in all columns."""
    sorting.issues = list(dict.fromkeys(sorting.issues))
