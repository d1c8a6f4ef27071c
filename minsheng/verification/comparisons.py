"""Claims that compare: growth, completion of a target, so many times, a share. Recomputed from the facts they compare."""

from __future__ import annotations

from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure, is_off_target
from minsheng.facts import Fact
from minsheng.verification import apart, growths, targets
from minsheng.verification.report import Finding
from minsheng.verification.shelf import Shelf


def is_comparison(claim: Claim, indicator: Indicator) -> bool:
    """Whether the number is the difference of two values; a growth that is an indicator of its own is a value."""
    if indicator.name.endswith(("增长率", "增长率（各项下限）", "涨幅", "增幅")):
        return False
    if claim.measure is Measure.GROWTH:
        return True
    if claim.measure is Measure.RATIO and indicator.unit != "倍":
        return True
    return claim.measure is Measure.CHANGE or (claim.measure is Measure.SHARE and indicator.unit != "%")


def comparison(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """The verdict on a claim that compares; ``facts`` are those that it may mean, the likeliest first."""
    if claim.measure is Measure.SHARE or (claim.measure is Measure.RATIO and targets.is_of_plan(claim)):
        return targets.completion(claim, indicator, facts, shelf)
    if claim.measure is Measure.RATIO:
        return apart.times(claim, indicator, facts, shelf)
    if is_off_target(claim.context):
        return targets.off_target(claim, indicator, facts, shelf)
    if claim.against and (claim.against.place or claim.against.indicator):
        return apart.beside(claim, indicator, facts, shelf)
    if growths.is_of_growth(claim):
        return growths.of_growth(claim, indicator, facts, shelf)
    return growths.growth(claim, indicator, facts, shelf)
