"""Claims that tell a value, held against the stored ones that they may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Fact
from minsheng.verification import causes, doubts, words
from minsheng.verification.compare import Verdict, compare
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf

#: a plan for the rest of the year is not the year's target
_PARTLY = re.compile(r"再[建增改新完]|下半年|还将|剩余|确保|力争|余下|四季度|年底前")
#: measure words of things that are never the same: people of households, homes of beds
_NEVER_ALIKE = {
    frozenset(it)
    for it in (
        ("人", "户"),
        ("家", "张"),
        ("所", "张"),
        ("处", "张"),
        ("户", "户次"),
        ("人次", "户次"),
        ("家", "人"),
        ("所", "人"),
        ("处", "人"),
    )
}


def of_another_kind(claim: Claim, indicator: Indicator, fact: Fact, shelf: Shelf) -> Finding | None:
    """What is said of a number whose unit is none of the indicator's; None where it is one."""
    if claim.unit in ("个百分点", "个千分点"):
        return _points_for_per_cent(claim, indicator, fact, shelf)
    rate = claim.unit in ("%", "‰") and fact.unit not in ("%", "‰")
    if rate or frozenset((claim.unit, fact.unit)) in _NEVER_ALIKE:
        return Finding.unknown(claim, words.unbound(replace(claim, indicator_name=""), shelf.catalogue))
    return None


def agreeing(claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding | None:
    """The first of the facts with which the number agrees, an equal one before one that it rounds."""
    verdicts = [(compare(claim, fact), fact) for fact in facts]
    for wanted in (Verdict.MATCH, Verdict.ROUNDED):
        if fitting := [fact for verdict, fact in verdicts if verdict is wanted]:
            message = words.agrees(claim, fitting[0], indicator, wanted)
            return Finding(claim, wanted, None, (fitting[0],), (), message)
    return None


def differing(
    claim: Claim, indicator: Indicator, facts: list[Fact], every: Sequence[Claim], shelf: Shelf
) -> Finding:
    """A number with which none of the facts agrees: a single quarter, a plan for the rest of the year, a milestone, or excluded."""
    if (single := _single_quarter(claim, facts[0], shelf)) is not None:
        verdict = compare(claim, single)
        return Finding(claim, verdict, None, (single,), (), words.agrees(claim, single, indicator, verdict))
    if claim.measure is Measure.PLANNED and _PARTLY.search(claim.context):
        return Finding.unknown(claim, words.plan(facts[0], indicator), facts[:1])
    if doubts.is_milestone(claim, facts[0]):
        told = words.agrees(claim, facts[0], indicator, Verdict.ROUNDED)
        return Finding(claim, Verdict.ROUNDED, None, (facts[0],), (), told)
    return _excluded(claim, indicator, facts, every, shelf)


def _excluded(
    claim: Claim, indicator: Indicator, facts: list[Fact], every: Sequence[Claim], shelf: Shelf
) -> Finding:
    """A number that the stored value excludes: wrong, or of something else where its indicator was only inferred."""
    cause, nearest = causes.explain(claim, indicator, facts, shelf)
    if cause == Cause.INDICATOR and doubts.says_another(claim, indicator, nearest[0], every, shelf.catalogue):
        other = shelf.catalogue[nearest[0].indicator]
        told = words.agrees(claim, nearest[0], other, Verdict.MATCH)
        return Finding(claim, Verdict.MATCH, None, (nearest[0],), (), told)
    if (
        claim.inferred
        and cause == Cause.INDICATOR
        and doubts.may_be(claim, indicator, nearest[0], shelf.catalogue)
    ):
        return Finding.unknown(claim, words.either(indicator, nearest[0], shelf.catalogue), facts[:1])
    if claim.goes_on and not doubts.is_plain_slip(claim, cause):
        return Finding.unknown(claim, words.unbound(claim, shelf.catalogue), facts[:1])
    if cause == Cause.OTHER and doubts.is_of_some(claim, facts[0]):
        return Finding.unknown(claim, words.unbound(replace(claim, indicator_name=""), shelf.catalogue))
    if claim.inferred and cause == Cause.OTHER and doubts.far_from(claim, facts):
        return Finding.unknown(claim, words.far_from(facts[0], indicator), facts[:1])
    named = [it for it in nearest if claim.goes_on and doubts.is_named(claim, it, facts[0], shelf.regions)]
    if named:
        verdict = compare(claim, named[0])
        told = words.agrees(claim, named[0], indicator, verdict)
        return Finding(claim, verdict, None, (named[0],), (), told)
    message = words.differs(claim, facts[0], indicator, cause, nearest, shelf)
    return Finding(claim, Verdict.MISMATCH, Cause(cause), (facts[0],), tuple(nearest), message)


def _single_quarter(claim: Claim, fact: Fact, shelf: Shelf) -> Fact | None:
    """二季度15.6亿元 may mean the quarter alone: its figure where the number agrees with that."""
    if "basis" not in claim.open or not re.search(r"(?<!前)第?[二三四]季度[^,，。；;]{0,8}$", claim.context):
        return None
    quarters = [it for it in shelf.single_quarters(fact) if it.period in (fact.period, fact.period.twin)]
    return next((it for it in quarters if compare(claim, it) is not Verdict.MISMATCH), None)


def _points_for_per_cent(claim: Claim, indicator: Indicator, fact: Fact, shelf: Shelf) -> Finding:
    """A growth rate or a level written in points."""
    cause = Cause.MEASURE if compare(claim, fact) is not Verdict.MISMATCH else Cause.OTHER
    message = words.differs(claim, fact, indicator, cause.value, (), shelf)
    return Finding(claim, Verdict.MISMATCH, cause, (fact,), (), message)
