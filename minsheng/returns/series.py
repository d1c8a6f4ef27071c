"""Tables with items down the side and periods or places across: yearbook matrices, several periods in one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minsheng.geography.regions import Region
from minsheng.period import Period
from minsheng.returns import captions, codes
from minsheng.returns.captions import Caption, Role
from minsheng.returns.columns import Columns
from minsheng.returns.grid import Grid
from minsheng.returns.heading import Head
from minsheng.returns.items import Item
from minsheng.returns.labels import Labels
from minsheng.returns.reading import Layout
from minsheng.returns.rows import Line, lines
from minsheng.returns.sorting import Sorting
from minsheng.returns.standing import Standing, is_total

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
    for column, caption in grid.captions.items():
        if column < grid.first or caption.role not in (Role.ITEM, Role.REGION):
            continue
        region = _place(caption, standing)
        if not caption.bare and region is None:
            if caption.role is Role.REGION:
                continue
            return []
        found.append(Across(column, caption.period, region, caption.unit))
    told = [it for it in found if it.period or it.region]
    return (
        found
        if told and len(told) == len(found) and len({(i.period, i.region) for i in found}) == len(found)
        else []
    )


def _place(caption: Caption, standing: Standing) -> Region | None:
    if len(caption.levels) != 1:
        return None
    name = caption.levels[0]
    return standing.total(name) if is_total(name) else standing.find(name)


def read(
    grid: Grid, across: list[Across], head: Head, known: Labels, region: Region | None, period: Period | None
) -> tuple[Sorting, list[Found]]:
    """All items by place and period, and how the lines were sorted; ``region`` and ``period`` are the table's."""
    sorting = Sorting(Layout.MATRIX, known, measures=head.measures)
    found: list[Found] = []
    for it in across:
        own = list(_lines(grid, it, across))
        sorting.items, sorting.above = [], None
        for line, match in zip(own, codes.settled([line.row for line in own], known), strict=True):
            sorting.place(line, match)
        found.append((it.region or region, it.period or period, sorting.items))
    _once(sorting)
    return sorting, found


def _lines(grid: Grid, it: Across, across: list[Across]) -> Iterator[Line]:
    side = [column for column in range(grid.first) if column not in grid.captions or _is_label(grid, column)]
    label = next((c for c in side if c in grid.captions), side[0] if side else 0)
    unit = next(iter(grid.columns(Role.UNIT)), None)
    code = next(iter(grid.columns(Role.CODE)), None)
    beside = tuple(other.column for other in across if other is not it)
    yield from lines(
        grid.sheet,
        Columns(
            grid.body - 1,
            min(label, side[0]) if side else 0,
            it.column,
            unit,
            code,
            beside=beside,
            value_unit=it.unit,
        ),
    )


def _is_label(grid: Grid, column: int) -> bool:
    return grid.captions[column].role is Role.ITEM or captions.is_label_head(grid.captions[column].levels[-1])


def _once(sorting: Sorting) -> None:
    """Say about a line once what holds for it in all columns."""
    sorting.issues = list(dict.fromkeys(sorting.issues))
