"""条件相近县区: the units that are most alike in population, age and kind, never by the indicator that is compared.

Deterministic: distances in units of spread among the units, the nearest first, ties by code. It says who is in
a like position, and judges nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import pstdev

from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import candidates, comparison
from minsheng.comparison.candidates import Candidate
from minsheng.facts import Fact
from minsheng.formula import parse
from minsheng.geography.region import Region
from minsheng.period import Period

NOTE = "条件相近只看人口、年龄结构和单位类型，不看所比指标，不作绩效评价。"
NEAR = 0.5  #: of the spread: closer than that is a reason
OTHER_KIND = 1.0  #: how far apart a district and a county are, other things being equal
_KINDS = {"区": "区", "县": "县", "市": "县级市", "旗": "旗", "镇": "镇", "乡": "乡", "道": "街道"}


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that makes places alike: a formula over indicators, taken as it is (plain) or by its logarithm."""

    name: str
    indicator: Indicator
    log: bool

    def scaled(self, value: float) -> float:
        """The value as it enters a distance."""
        return math.log(value) if self.log else value


@dataclass(frozen=True, slots=True)
class Peer:
    """A unit in a like position: how far away (0 is the same) and in what it is near."""

    region: str
    name: str
    distance: float
    reasons: tuple[str, ...]


#: of each unit: the traits that are known, scaled
Traits = Mapping[str, Mapping[str, float]]


def traits(rows: Iterable[Mapping[str, str]]) -> tuple[Trait, ...]:
    """The rows of ``comparison/peers.csv``."""
    return tuple(
        Trait(row["name"], _indicator(row["name"], row["formula"], row["unit"]), row["scale"] == "log")
        for row in rows
    )


def _indicator(name: str, formula: str, unit: str) -> Indicator:
    return Indicator(f"peer/{name}", name, unit=unit, kind="ratio", decimals=6, formula=parse(formula))


def allowed(known: Sequence[Trait], target: Indicator) -> tuple[Trait, ...]:
    """The traits that have nothing to do with the indicator that is compared."""
    code = target.code.partition("/")[0]
    return tuple(
        it for it in known if code not in {operand.code for operand in it.indicator.formula.operands}
    )


def known_of(
    facts: Sequence[Fact],
    units: Sequence[Region],
    period: Period,
    catalogue: Catalogue,
    known: Sequence[Trait],
) -> dict[str, dict[str, float]]:
    """The traits of the units out of their facts."""
    found: dict[str, dict[str, float]] = {unit.code: {} for unit in units}
    for trait in known:
        for it in _figures(trait, facts, units, period, catalogue):
            found[it.region.code][trait.name] = trait.scaled(float(it.fact.value))
    return found


def _figures(
    trait: Trait, facts: Sequence[Fact], units: Sequence[Region], period: Period, catalogue: Catalogue
) -> list[Candidate]:
    """The trait at the period, else at the newest year that two units have: populations are counted once a year."""
    for when in comparison.periods(period):
        found = candidates.candidates(trait.indicator, facts, units, when, catalogue)
        standing = [it for it in found if it.stands and it.fact.value > 0]
        if len(standing) > 1:
            return standing
    return []


def peers(region: str, units: Sequence[Region], period: Period, known: Traits, count: int = 3) -> list[Peer]:
    """The ``count`` units nearest to one; none where too little is known of it."""
    mine = known.get(region, {})
    own = next((unit for unit in units if unit.code == region), None)
    if own is None or not mine:
        return []
    spreads = _spreads(known)
    found = [
        _peer(own, unit, mine, known[unit.code], spreads, period)
        for unit in units
        if unit.code != region and mine.keys() & known.get(unit.code, {}).keys()
    ]
    return sorted(found, key=lambda it: (round(it.distance, 9), it.region))[:count]


def _spreads(known: Traits) -> dict[str, float]:
    names = {name for own in known.values() for name in own}
    return {
        name: pstdev([own[name] for own in known.values() if name in own]) or 1.0 for name in sorted(names)
    }


def _peer(
    own: Region, other: Region, mine: Mapping[str, float], theirs: Mapping[str, float], spreads: Mapping[str, float],
    period: Period,
) -> Peer:  # fmt: skip
    both = [name for name in mine if name in theirs]
    apart = {name: abs(mine[name] - theirs[name]) / spreads[name] for name in both}
    same = kind_of(own, period) == kind_of(other, period)
    squares = [gap**2 for gap in apart.values()] + [0.0 if same else OTHER_KIND**2]
    near = [name for name in sorted(apart, key=lambda it: apart[it]) if apart[name] <= NEAR]
    reasons = [*near, *([f"同为{kind_of(own, period)}"] if same else [])] or ["总体较近"]
    return Peer(other.code, other.name_at(period), math.sqrt(sum(squares) / len(squares)), tuple(reasons))


def kind_of(region: Region, period: Period) -> str:
    """区, 县, 县级市, 功能区 …, by the name of its time."""
    if region.level == "zone":
        return "功能区"
    return _KINDS.get(region.name_at(period)[-1], "单位")
