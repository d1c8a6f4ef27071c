"""Claims against the year's target: 完成年度任务的x%, 超目标21处, 还差96张."""

from __future__ import annotations

import re
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.facts import Basis, Fact
from minsheng.verification import causes, words
from minsheng.verification.compare import Verdict, compare_rate
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf

_OF_PLAN = re.compile(r"任务|目标|计划|完成(率|进度|比例)|进度")


def is_of_plan(claim: Claim) -> bool:
    """Whether the words before it speak of a plan."""
    return bool(_OF_PLAN.search(claim.context))


def completion(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """完成年度任务的 x%: what was done against its target."""
    targets = (
        [f for f in shelf.facts(facts[0].region, indicator.code) if f.basis is Basis.TARGET] if facts else []
    )
    found: list[Finding] = []
    for fact in facts:
        target = next((t for t in targets if t.period.year == fact.period.year and t.value), None)
        of_one_time = not found or fact.period in (
            found[0].expected[0].period,
            found[0].expected[0].period.twin,
        )
        if target and of_one_time and is_of_plan(claim):
            done = fact.value / target.value * (1 if claim.unit == "倍" else 100)
            verdict = compare_rate(claim, done)
            cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, done))
            if claim.unit == "个百分点" and verdict is not Verdict.MISMATCH:
                verdict, cause = Verdict.MISMATCH, Cause.MEASURE
            told = words.completion(claim, fact, target, indicator, verdict)
            found.append(Finding(claim, verdict, cause, (fact, target), (), told))
    agreeing = (it for it in found if it.verdict is not Verdict.MISMATCH)
    nothing = Finding.unknown(claim, "占比的分母未能认定，不能核对。")
    return next(agreeing, found[0] if found else nothing)


def off_target(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """超目标21处, 还差96张: what was done less its target."""
    for fact in facts:
        for target in shelf.facts(fact.region, indicator.code):
            if target.basis is Basis.TARGET and target.value and target.period.year == fact.period.year:
                factor = units.factor(claim.unit, fact.unit) or Decimal(1)
                off = abs(fact.value - target.value) / factor
                verdict = compare_rate(claim, off)
                named = re.search("超[过出]", claim.context[-12:]) and compare_rate(
                    claim, target.value / factor
                )
                if named and named is not Verdict.MISMATCH:  # 超过年度目标2000户 tells the target
                    verdict = named
                cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, off))
                told = words.off_target(claim, fact, target, indicator, verdict)
                return Finding(claim, verdict, cause, (fact, target), (), told)
    return Finding.unknown(claim, words.nothing(indicator, claim))
