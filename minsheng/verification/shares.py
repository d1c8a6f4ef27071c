"""Shares without a name of their own: of what the words divide, or of the figure told just before in a total that was told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng.claims.claims import Claim
from minsheng.claims.record import Quotient
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.verification import causes, meaning, words
from minsheng.verification.compare import Verdict, compare_rate
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf
from minsheng.verification.statements import WITHIN

_BARE = re.compile(r"§[,，]?(分别)?占(比|全部|总数的|总额的|的比重为|其)?(为|达到?|约)?$")


def share(claim: Claim, every: Sequence[Claim], shelf: Shelf, region: str | None) -> Finding:
    """A share without a name of its own: recomputed where part and whole are both told."""
    shares = list(_candidates(claim, every, shelf, region))
    for part, whole, rate in shares:
        if (verdict := compare_rate(claim, rate)) is not Verdict.MISMATCH:
            told = words.share(claim, part, whole, rate, verdict, shelf.catalogue)
            return Finding(claim, verdict, None, (part, whole), (), told)
    if not shares or len({(it.indicator, of.indicator) for it, of, _ in shares}) > 1:
        return Finding.unknown(claim, words.unbound(claim, shelf.catalogue))
    part, whole, rate = shares[0]
    told = words.share(claim, part, whole, rate, Verdict.MISMATCH, shelf.catalogue)
    return Finding(claim, Verdict.MISMATCH, Cause(causes.of_rate(claim, rate)), (part, whole), (), told)


def _candidates(
    claim: Claim, claims: Sequence[Claim], shelf: Shelf, region: str | None
) -> Iterator[tuple[Fact, Fact, Decimal]]:
    """The shares that an unnamed 占…% may be: of what its words divide, else of the figure told just before in the totals that were told."""
    for one in claim.quotients:
        yield from _of_sum(one, claim, claims, shelf) or _quotient(
            one, claim, shelf, claim.region or region or ""
        )
    if claim.quotients:
        return
    earlier = [it for it in claims if it.end <= claim.start and claim.start - it.end < 120 and it.indicator]
    if not earlier or not _BARE.search(claim.context):
        return
    part, told = earlier[-1], {it.indicator for it in earlier[:-1]}
    code = shelf.catalogue[part.indicator or ""].parent
    while code:
        if code in told:
            yield from _shares(part, code, claim, shelf)
        code = shelf.catalogue[code].parent if code in shelf.catalogue else ""


def _of_sum(
    one: Quotient, claim: Claim, claims: Sequence[Claim], shelf: Shelf
) -> list[tuple[Fact, Fact, Decimal]]:
    """三地合计46605人，占全市的48.0%: of the sum over the places that was told right before; empty where none was."""
    before = [it for it in claims if it.end <= claim.start]
    last = before[-1] if before else None
    if last is None or not last.places or last.indicator != one.part or "§" not in claim.context[-12:]:
        return []
    above = shelf.regions.parent(last.places[0])
    wholes = _at_time(claim, above.code if above else "", one.whole, shelf)
    sums = meaning.held_against(last, shelf.catalogue[one.part], "", shelf)
    scale = 100 if claim.unit == "%" else one.per
    return [
        (part, whole, part.value / whole.value * scale)
        for part in sums
        for whole in wholes
        if part.period in (whole.period, whole.period.twin) and whole.value
    ]


def _quotient(one: Quotient, claim: Claim, shelf: Shelf, place: str) -> Iterator[tuple[Fact, Fact, Decimal]]:
    """What the claim's words divide, at the time of the claim; 占全市…的 is a share of what the place above has."""
    above = shelf.regions.parent(place) if one.wide and place else None
    wider = above is not None and above.level in WITHIN.get(one.wide, ())
    scale = 100 if claim.unit == "%" else one.per
    for part in _at_time(claim, place, one.part, shelf):
        for whole in _at_time(claim, above.code if wider else place, one.whole, shelf):
            if part.period in (whole.period, whole.period.twin) and whole.value and part is not whole:
                yield part, whole, part.value / whole.value * scale


def _shares(part: Claim, whole: str, claim: Claim, shelf: Shelf) -> Iterator[tuple[Fact, Fact, Decimal]]:
    for one in _facts(part, part.indicator or "", shelf):
        for all_ in _facts(part, whole, shelf):
            if one.period == all_.period and one.unit == all_.unit and all_.value:
                yield one, all_, one.value / all_.value * (100 if claim.unit == "%" else 1)


def _facts(claim: Claim, code: str, shelf: Shelf) -> list[Fact]:
    return _at_time(claim, claim.region or "", code, shelf)


def _at_time(claim: Claim, place: str, code: str, shelf: Shelf) -> list[Fact]:
    """The values of one indicator in one place at the time of a claim, the year's end before what lies within the year."""
    found = [
        fact
        for fact in shelf.facts(place, code)
        if fact.has_value
        and fact.basis is not Basis.TARGET
        and fact.scope == WHOLE
        and claim.period is not None
        and meaning.admits_period(claim, fact)
    ]
    return sorted(found, key=lambda fact: -fact.period.month)
