"""今天的区划: the figures of a place as if it had always had the territory of today.

A place that others were merged into gets its earlier figures as the sum of all of them, marked 推算. Where a part
of a territory moved or a place was split, nothing can be summed without weights, and it is refused in words.
By default everything stands as it was then; this is an option.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from minsheng.catalogue import Catalogue
from minsheng.derivation import NotAdditive, total
from minsheng.facts import Fact
from minsheng.geography.lineage import Change, Kind
from minsheng.geography.region import Region, month_at
from minsheng.geography.regions import Regions
from minsheng.period import Period

_FIRST = Period.of_year(1980)


@dataclass(frozen=True, slots=True)
class Parts:
    """The places whose sum had today's territory in a period, and the changes for which no sum has."""

    places: tuple[Region, ...]
    refused: tuple[Change, ...] = ()


def parts(region: Region, period: Period, regions: Regions) -> Parts:
    """What made up a place of today in a period: itself, and all that was merged into it since."""
    members, waiting = {region.code: region}, [region]
    crossing: list[tuple[Change, Region, Region]] = []
    while waiting:
        for change in regions.changes(waiting.pop().code):
            old, new = _ends(change, regions)
            if change.month <= month_at(period) or old.code == new.code:
                continue
            if change.kind is Kind.MERGE and not change.part and new.code in members:
                waiting += [] if old.code in members else [old]
                members[old.code] = old
            else:
                crossing.append((change, old, new))
    refused = dict.fromkeys(it for it, old, new in crossing if (old.code in members) != (new.code in members))
    there = [it for it in members.values() if it.existed(period)]
    return Parts(tuple(there), tuple(refused))


def _ends(change: Change, regions: Regions) -> tuple[Region, Region]:
    """The place that was left and the one that was entered, as of the month of the change."""
    return regions.get(change.old_code, _month(change.month - 1)), regions.get(
        change.new_code, _month(change.month)
    )


def _month(count: int) -> Period:
    return Period(count // 12, count % 12 + 1, "month")


def members(region: Region, regions: Regions) -> tuple[str, ...]:
    """The codes of all places whose figures may be needed."""
    found = {it.code for year in _years(region, regions) for it in parts(region, year, regions).places}
    return tuple(sorted(found | {region.code}))


def _years(region: Region, regions: Regions) -> list[Period]:
    """A period before each change that touched the place, and the first of all."""
    return [_FIRST, *(_month(change.month - 1) for change in regions.changes(region.code))]


def todays(
    region: Region, facts: Iterable[Fact], regions: Regions, catalogue: Catalogue
) -> tuple[list[Fact], list[str]]:
    """The figures of a place on today's territory out of its own and its predecessors', and why others are left out.

    Sums need every part; ratios and standards are never summed: recompute them from these figures.
    """
    groups: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.indicator, fact.period, fact.basis, fact.scope].append(fact)
    made = cache(lambda period: parts(region, period, regions))
    kept: list[Fact] = []
    refused: dict[str, None] = {}
    for (_, period, _, _), own in groups.items():
        now = made(period)
        refused |= {_why(change): None for change in now.refused}
        if not now.refused and (one := _of(region, now.places, own, catalogue)):
            kept.append(one)
    return kept, list(refused)


def _of(region: Region, places: Sequence[Region], facts: Sequence[Fact], catalogue: Catalogue) -> Fact | None:
    """The fact of one period: its own where the place was whole, else the sum of its parts."""
    by_place = {fact.region: fact for fact in facts}
    if [it.code for it in places] == [region.code]:
        return by_place.get(region.code)
    own = [by_place[it.code] for it in places if it.code in by_place and by_place[it.code].has_value]
    if not own or len(own) < len(places):
        return None
    try:
        summed = total(catalogue[own[0].indicator], own, len(places))
    except NotAdditive:
        return None
    return replace(summed.fact, region=region.code, backcast=True) if summed.fact else None


def _why(change: Change) -> str:
    if change.part:
        return f"{change.when}{change.old_name}部分区域划入{change.new_name}，没有分解数据，此前的数不推算。"
    if change.kind is Kind.SPLIT:
        return f"{change.when}{change.old_name}撤销后分别划入多地，没有分解数据，此前的数不推算。"
    return f"{change.when}{change.old_name}并入{change.new_name}，此后不再单列。"


def is_linked(region: Region, regions: Regions) -> bool:
    """Whether anything was merged into a place, or moved, so that today's territory differs from that of then."""
    return any(_is_real(change, regions) for change in regions.changes(region.code))


def _is_real(change: Change, regions: Regions) -> bool:
    old, new = _ends(change, regions)
    return old.code != new.code
