"""Claims of how far a figure is from another of its time, of another place or indicator, and of how many times another it is."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.facts import Fact
from minsheng.verification import causes, meaning, words
from minsheng.verification.compare import Verdict, change_of, compare_rate, spans_of
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf


def beside(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """比西岑区多7238人, 高于全市平均3.2个百分点, 比离婚登记多…: the difference from what stands beside it at the same time."""
    against = claim.against
    other = shelf.catalogue[against.indicator] if against.indicator else indicator
    place = against.place or claim.region or ""
    others = meaning.held_against(replace(claim, indicator=other.code, region=place), other, place, shelf)
    pairs = [(one, two) for one in facts for two in others if _comparable(one, two)]
    pairs = [pair for pair in pairs if _difference(claim, *pair) is not None]
    if not pairs:
        return Finding.unknown(claim, words.nothing(other, replace(claim, region=place)), facts[:1])
    verdicts = [
        (compare_rate(replace(claim, value=abs(claim.value)), abs(_difference(claim, *it))), it)
        for it in pairs
    ]
    verdict, (one, two) = next((it for it in verdicts if it[0] is not Verdict.MISMATCH), verdicts[0])
    difference = _difference(claim, one, two)
    turned = bool(against.sign) and difference * against.sign < 0
    cause = None
    points = replace(claim, unit="个百分点", value=abs(claim.value))
    if verdict is Verdict.MISMATCH and claim.unit == "%" and one.unit == "%":
        as_points = compare_rate(points, abs(_difference(points, one, two) or Decimal(0)))
        if as_points is not Verdict.MISMATCH:
            told = words.apart(points, one, two, _difference(points, one, two) or Decimal(0), verdict, shelf)
            return Finding(claim, verdict, Cause.MEASURE, (one, two), (), told)
    if verdict is Verdict.MISMATCH or turned:
        cause = Cause(
            Cause.DIRECTION if verdict is not Verdict.MISMATCH else causes.of_rate(claim, abs(difference))
        )
        verdict = Verdict.MISMATCH
    told = words.apart(claim, one, two, difference, verdict, shelf)
    return Finding(claim, verdict, cause, (one, two), (), told)


def _difference(claim: Claim, one: Fact, two: Fact) -> Decimal | None:
    """The first less the second in the claim's own terms; None where those do not fit."""
    other = two.value * (_factor(two, one) or Decimal(1))
    if claim.unit == "%":
        return (one.value - other) / other * 100 if other else None
    if claim.unit == "个百分点":
        return one.value - other if one.unit == "%" else None
    factor = units.factor(claim.unit, one.unit)
    if factor is None and claim.unit == "元" and one.unit.startswith("元/"):
        factor = Decimal(1)
    return None if factor is None else (one.value - other) / factor


def _comparable(one: Fact, two: Fact) -> bool:
    same_time = one.period in (two.period, two.period.twin)
    return same_time and _factor(two, one) is not None and one.key != two.key


def _factor(one: Fact, two: Fact) -> Decimal | None:
    """What a value is multiplied by to be in the unit of another."""
    inverse = units.factor(two.unit, one.unit)
    return units.factor(one.unit, two.unit) or (1 / inverse if inverse else None)


def times(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """是去年同期的1.12倍, 是云岫县的1.16倍: the value against that of an earlier time, or of another place."""
    known = claim.against and (claim.against.years or claim.against.place)
    if not known and not re.search(r"去年|上年|同期|20\d\d年", claim.context):
        return Finding.unknown(claim, "倍数的基数未能认定，不能核对。")
    found: Finding | None = None
    for fact in facts:
        for base in _bases(claim, fact, indicator, shelf):
            verdict = compare_rate(claim, rate := fact.value / base.value)
            cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, rate))
            told = words.times(claim, fact, base, indicator, verdict)
            found = found or Finding(claim, verdict, cause, (fact, base), (), told)
            if verdict is not Verdict.MISMATCH:
                return Finding(claim, verdict, None, (fact, base), (), told)
    return found or Finding.unknown(claim, words.nothing(indicator, claim)[:-1] + "。")


def _bases(claim: Claim, fact: Fact, indicator: Indicator, shelf: Shelf) -> list[Fact]:
    """What a multiple may be of, the likeliest first."""
    year = re.search(r"(?P<year>20\d\d)年[^,，。;；]{0,6}$", claim.context)
    if claim.against and claim.against.place:
        there = claim.against.place
        others = meaning.held_against(replace(claim, region=there, against=None), indicator, there, shelf)
        bases = [it for it in others if _comparable(fact, it)]
    elif year:
        bases = [_in_year(fact, int(year["year"]), shelf)]
    elif spans := spans_of(claim, fact, shelf):
        bases = [it.base for it in spans]
    else:
        bases = [change_of(claim, fact, shelf).base]
    return [it for it in bases if it is not None and it.value and it.value > 0]


def _in_year(fact: Fact, year: int, shelf: Shelf) -> Fact | None:
    """The same figure at the same time of another year."""
    back = replace(fact.period, year=year)
    alike = [
        it
        for it in shelf.facts(fact.region, fact.indicator)
        if it.has_value and it.basis is fact.basis and it.scope == fact.scope
    ]
    return next((it for at in (back, back.twin) for it in alike if it.period == at), None)
