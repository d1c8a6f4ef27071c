"""Which stored facts a claim means, whatever number it states: its place, its time, its basis, its scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import WHOLE, Basis, Derivation, Fact
from minsheng.period import Period
from minsheng.verification.shelf import Shelf

#: what is planned or demanded is held against targets
TARGETS = (Measure.TARGET, Measure.PLANNED)

#: sums that only a draft makes: nobody stores them, their scope says what they are
_OF_PLACES, _OF_PARTS, _OF_YEARS = "各地之和", "各分项之和", "各年之和"


def stored(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that stand in the store: of a sum that only a draft makes, what was added."""
    sums = (_OF_PLACES, _OF_PARTS, _OF_YEARS)
    found: list[Fact] = []
    for fact in facts:
        summed = fact.derivation is not None and fact.derivation.formula in sums
        found += fact.derivation.operands if fact.derivation and summed else (fact,)
    return tuple(found)


def meant(claim: Claim, shelf: Shelf, region: str | None = None) -> list[Fact]:
    """The facts that a claim means, the likeliest first; none where it names no indicator or no place."""
    place = claim.region or region
    if claim.indicator is None or not place:
        return []
    return held_against(claim, shelf.catalogue[claim.indicator], place, shelf)


def held_against(claim: Claim, indicator: Indicator, place: str, shelf: Shelf) -> list[Fact]:
    """The facts that the claim means, the likeliest first."""
    if claim.places:
        return _together(claim, indicator, shelf)
    if len(claim.years) > 1 and indicator.is_flow:
        one = held_against(replace(claim, years=()), indicator, place, shelf)
        return [*_over_years(claim, indicator, place, shelf), *one]
    facts = shelf.facts(place, indicator.code)
    known = {fact.period for fact in facts}
    facts = [
        *facts,
        *(it for it in shelf.derived(place, indicator, claim.period) if it.period not in known),
    ]
    if claim.basis is Basis.QUARTER and "basis" not in claim.open:
        usual = next((it for it in facts if it.has_value and it.basis is indicator.basis), None)
        facts += shelf.single_quarters(usual) if usual else ()
    facts = [fact for fact in facts if fact.has_value] or _of_parts(indicator, place, shelf)
    facts = [fact for fact in facts if admits_period(claim, fact)] or _of_the_year(claim, facts)
    facts = _of_scope(claim, _of_basis(claim, indicator, facts))
    if claim.whole_year:
        facts = [fact for fact in facts if fact.period.is_year_end] or facts
    return sorted(
        facts,
        key=lambda fact: (not fact.period.is_year_end, -fact.period.order[0], -fact.period.order[1]),
    )


def _together(claim: Claim, indicator: Indicator, shelf: Shelf) -> list[Fact]:
    """西岑区、云岫县合计…: the sum over the places, at each time at which all have a figure."""
    alone = replace(claim, places=(), scope=WHOLE)
    each = [held_against(replace(alone, region=it), indicator, it, shelf) for it in claim.places]
    if indicator.aggregation != "sum" or not all(each):
        return []
    found: list[Fact] = []
    for first in each[0]:
        parts = [
            next((it for it in facts if it.period == first.period and it.basis is first.basis), None)
            for facts in each
        ]
        known = [it for it in parts if it is not None]
        if len(known) == len(each):
            total = sum((it.value for it in known), Decimal(0))
            derivation = Derivation(_OF_PLACES, tuple(known))
            whole = claim.region or first.region
            found.append(replace(first, region=whole, scope=claim.scope, value=total, derivation=derivation))
    return found


def _of_parts(indicator: Indicator, place: str, shelf: Shelf) -> list[Fact]:
    """城乡低保合计 where only 城市 and 农村 are stored: the sum of the parts that make up a whole. Amounts are left out: their items are not all."""
    if indicator.unit == "元" or indicator.aggregation != "sum":
        return []
    for parts in shelf.catalogue.partitions(indicator.code).values():
        each = [
            {
                (fact.period, fact.basis): fact
                for fact in shelf.facts(place, part.code)
                if fact.has_value and fact.scope == WHOLE
            }
            for part in parts
        ]
        both = [key for key in each[0] if len(each) > 1 and all(key in it for it in each)]
        if both:
            return [_added([it[key] for it in each], indicator) for key in both]
    return []


def _added(parts: list[Fact], whole: Indicator) -> Fact:
    total = sum((it.value for it in parts), Decimal(0))
    derivation = Derivation(_OF_PARTS, tuple(parts))
    return replace(parts[0], indicator=whole.code, scope=_OF_PARTS, value=total, derivation=derivation)


def _over_years(claim: Claim, indicator: Indicator, place: str, shelf: Shelf) -> list[Fact]:
    """2021、2022两年合计, 两年累计完成: the sum of the years; none where one of them is not stored."""
    alone = replace(claim, years=())
    each = [
        held_against(replace(alone, period=Period.of_year(year), exact_time=True), indicator, place, shelf)
        for year in claim.years
    ]
    known = [facts[0] for facts in each if facts]
    if len(known) < len(claim.years):
        return []
    total = sum((it.value for it in known), Decimal(0))
    scope = f"{'、'.join(map(str, claim.years))}年合计"
    return [replace(known[-1], scope=scope, value=total, derivation=Derivation(_OF_YEARS, tuple(known)))]


def admits_period(claim: Claim, fact: Fact) -> bool:
    """Whether a fact lies within the time of the claim: a year admits every period inside it, 年末 its end only.

    A text dated within its year knows of nothing later.
    """
    if claim.period is None:
        return True
    if claim.period.kind != "year":
        return fact.period in (claim.period, claim.period.twin)
    if fact.period.year != claim.period.year or (claim.exact_time and not fact.period.is_year_end):
        return False
    told = claim.written_in
    return (
        told is None
        or fact.basis is Basis.TARGET
        or fact.period.end <= told.end
        or told.year > fact.period.year
    )


def _of_the_year(claim: Claim, facts: list[Fact]) -> list[Fact]:
    """春节 and 清明 name a month loosely: where that month has no figure, its year has."""
    loose = claim.period is not None and claim.period.kind == "month" and not claim.exact_time
    return [fact for fact in facts if fact.period.year == claim.period.year] if loose else []


def _of_basis(claim: Claim, indicator: Indicator, facts: list[Fact]) -> list[Fact]:
    """Targets for a target; the basis that the text names; else the indicator's own where there is one."""
    if claim.measure in TARGETS:
        return [fact for fact in facts if fact.basis is Basis.TARGET]
    facts = [fact for fact in facts if fact.basis is not Basis.TARGET]
    if claim.basis is not Basis.QUARTER:  # a quarter alone only where nothing else is known of it
        facts = [fact for fact in facts if fact.basis is not Basis.QUARTER] or facts
    if "basis" not in claim.open and claim.basis:
        return [fact for fact in facts if fact.basis is claim.basis]
    return [fact for fact in facts if fact.basis is indicator.basis] or facts


def _of_scope(claim: Claim, facts: list[Fact]) -> list[Fact]:
    """The scope that the text names; else the whole where there is one."""
    if claim.scope == WHOLE:
        return [fact for fact in facts if fact.scope == WHOLE] or facts
    same = [fact for fact in facts if fact.scope == claim.scope]
    return same or [fact for fact in facts if fact.scope != WHOLE and _alike(fact.scope, claim.scope)]


def _alike(scope: str, named: str) -> bool:
    """张店+高新+经开 and 张店+淄博高新区+淄博经开区; 城关镇及周边 and 城关镇."""
    parts = [part for part in scope.replace("及周边", "").split("+") if part]
    return all(part in named for part in parts) or named in scope
