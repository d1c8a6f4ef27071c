"""What can be compared at a place: among which units, by which indicators, per what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minsheng import disclosure, rates
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import comparison
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.quotients import Denominator
from minsheng.store.reading import Store

#: how many units make a comparison
ENOUGH = 2
#: what is compared first, as far as it can be
FIRST = (
    ("elderly_beds_total", "千名60岁以上"), ("rural_dibao_standard", ""), ("urban_dibao_standard", ""), ("medical_aid_dibao", ""),
    ("urban_dibao_persons", ""), ("dibao_persons", "万人"), ("rural_dibao_persons", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a comparison is held: the place above, its units, and the one that was asked for, if any.

    ``counts`` says of how many units each indicator has a value in the period (or a population in the years before).
    """

    within: Region
    units: tuple[Region, ...]
    focus: str
    counts: Mapping[str, int]


def ground(region: Region, period: Period, regions: Regions, store: Store) -> Ground | None:
    """The units below a place, else those beside it where half of them have figures; None where there is nothing to compare."""
    above = regions.parent(region.code, period)
    for within, focus in ((region, ""), (above, region.code)):
        if within is None:
            continue
        units = comparison.below(within, period, regions)
        found = counts(units, (period, period.twin), store)
        needed = len(units) / 2 if focus else 0
        if max(found.values(), default=0) >= max(ENOUGH, needed):
            return Ground(within, units, focus, {**_populations(units, period, store), **found})
    return None


def counts(units: Sequence[Region], periods: Iterable[Period | None], store: Store) -> dict[str, int]:
    """Of how many units each indicator has a value in any one of some periods."""
    found: dict[str, int] = {}
    names = [period for period in periods if period]
    for (code, _), count in store.comparable([unit.code for unit in units], names).items():
        found[code] = max(found.get(code, 0), count)
    return found


def _populations(units: Sequence[Region], period: Period, store: Store) -> dict[str, int]:
    """The populations of the years before, that serve as denominators."""
    found = counts(units, comparison.periods(period), store)
    return {code: count for code, count in found.items() if store.catalogue[code].domain.startswith("人口")}


def indicators(counts: Mapping[str, int], period: Period, catalogue: Catalogue) -> list[Indicator]:
    """What can be put in order: as reported, or computed from what was; good and bad before neutral."""
    offered = [
        it
        for it in catalogue
        if not disclosure.restricted(it)
        and (counts.get(it.code, 0) >= ENOUGH or _computable(it, counts, period, catalogue))
    ]
    return sorted(offered, key=lambda it: it.domain.startswith("人口"))


def _computable(it: Indicator, counts: Mapping[str, int], period: Period, catalogue: Catalogue) -> bool:
    needed = [code for code in rates.operands(it, catalogue) if not catalogue[code].formula]
    if not needed or (it.frequency == "A" and not period.is_year_end):
        return False
    return all(counts.get(code, 0) >= ENOUGH for code in needed)


def denominators(
    indicator: Indicator, counts: Mapping[str, int], known: Iterable[Denominator]
) -> list[Denominator]:
    """What the indicator may be divided by: nothing where it is a ratio, a standard or a population itself."""
    if indicator.kind not in ("stock", "flow") or indicator.domain.startswith("人口"):
        return []
    there = [it for it in known if counts.get(it.indicator, 0) >= ENOUGH and it.indicator != indicator.code]
    return [it for it in there if (it.scale == 1) == (indicator.unit == "元") or it.scale > 1]


def opening(offered: Sequence[Indicator]) -> tuple[str, str]:
    """The indicator and the denominator's word to begin with."""
    codes = [it.code for it in offered]
    return next((it for it in FIRST if it[0] in codes), (codes[0], ""))


def elsewhere(region: Region, regions: Regions, store: Store) -> Iterator[Period]:
    """The periods in which ``ground`` finds something to compare at a place, newest first."""
    seen: dict[Period, None] = {}
    for within in (region, regions.parent(region.code)):
        if within is not None:
            units = [unit.code for unit in comparison.below(within, None, regions)]
            seen |= {when: None for (_, when), count in store.comparable(units).items() if count >= ENOUGH}
    newest = sorted(seen, key=lambda it: it.order, reverse=True)
    return (when for when in newest if ground(region, when, regions, store))
