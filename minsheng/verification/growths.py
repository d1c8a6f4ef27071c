"""Claims of growth: 增长x%, 减少n人, the change of a growth, and points written as per cent; against the change that the words ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minsheng.catalogue import Indicator
from minsheng.changes import Change, Kind
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Fact
from minsheng.verification import causes, words
from minsheng.verification.compare import Verdict, change_of, compare_change, compare_rate, spans_of
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf

#: 由11处增加到49处，增长…
_FROM_TO = re.compile(r"[由从][^,;§]{0,12}§+[^,;§]{0,12}[到至为][^,;§]{0,6}§+[^,;§]{0,4}[,、][^,;§]{0,8}$")
#: 增速比上年加快, 降幅较去年收窄
_OF_GROWTH = re.compile(
    r"(?P<what>增速|增幅|涨幅|降幅|减幅|增长率)(同比|(比|较)(上年|去年|上年同期|去年同期))?(?P<how>加快|扩大|提高|提升|上升|收窄|放缓|回落|下降|缩小|减缓|降低|减少)了?(约|近|超过?)?$"
)


def is_of_growth(claim: Claim) -> bool:
    """Whether it tells how much a growth differs from the growth of the year before."""
    return bool(_OF_GROWTH.search(claim.context))


def growth(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """增长x%, 减少n人: the change that the words ask for, of any fact that they may mean."""
    changes = [(change, fact) for fact in facts for change in _changes(claim, fact, shelf)]
    known = [(change, fact) for change, fact in changes if _has_number(change, claim)]
    if not known:
        reason = next((change.reason for change, _ in changes if change.reason), "库中没有可比的两个时期")
        return Finding.unknown(claim, f"增减无法计算：{reason}。", facts[:1])
    if (claim.against is None or claim.against.vague) and _FROM_TO.search(claim.context):
        known += [(it, fact) for fact in facts for it in _since_any_year(fact, shelf)]
    vague = claim.against is not None and claim.against.vague
    if vague and all(compare_change(claim, change)[0] is Verdict.MISMATCH for change, _ in known):
        return Finding.unknown(claim, "跨几年的增减，基期未能认定，不能核对。", facts[:1])
    for change, fact in known:
        verdict, _ = compare_change(claim, change)
        if verdict is not Verdict.MISMATCH:
            expected = tuple(filter(None, (fact, change.base)))
            told = words.change_agrees(claim, change, indicator)
            return Finding(claim, verdict, None, expected, (), told)
    change, fact = known[0]
    cause = next(
        filter(None, (compare_change(claim, it)[1] for it, _ in known)), ""
    ) or causes.explain_change(claim, fact, shelf)
    expected = tuple(filter(None, (fact, change.base)))
    told = words.change_differs(claim, change, indicator, cause)
    return Finding(claim, Verdict.MISMATCH, Cause(cause), expected, (), told)


def _changes(claim: Claim, fact: Fact, shelf: Shelf) -> list[Change]:
    """The comparison that the words ask for; at the year's end also against last year's quick figure of the same kind."""
    if claim.against and claim.against.years:
        return spans_of(claim, fact, shelf)
    change = change_of(claim, fact, shelf)
    twin = [
        other
        for other in shelf.facts(fact.region, fact.indicator)
        if change.kind is Kind.YOY
        and change.base
        and other.has_value
        and other.period in (fact.period.year_before, fact.period.year_before.twin)
    ]
    same = [
        o for o in twin if o.period != change.base.period and o.basis is fact.basis and o.scope == fact.scope
    ]
    series = shelf.series(fact)
    return [change, *(series.against(fact, o, Kind.YOY, o.period, "") for o in same)]


def _has_number(change: Change, claim: Claim) -> bool:
    small = change.absolute is not None and change.base is not None and bool(change.base.value)
    return change.value is not None or (
        change.absolute is not None
        and (claim.measure is Measure.CHANGE or (small and "基数较小" in change.reason))
    )


def _since_any_year(fact: Fact, shelf: Shelf) -> list[Change]:
    """The changes from each of some years before: what 由A增加到B，增长x% without a year may mean."""
    found = []
    for back in range(2, 6):
        base = replace(fact.period, year=fact.period.year - back)
        series = shelf.series(fact, base)
        if (before := series.at(base, fact.basis, fact)) is not None:
            found.append(series.against(fact, before, Kind.SPAN, base, ""))
    return [it for it in found if it.value is not None or it.absolute is not None]


def of_growth(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """增速比上年加快14.6个百分点, 降幅收窄…: how much the growth of this year is from that of the year before."""
    said = _OF_GROWTH.search(claim.context)
    for fact in facts:
        now = shelf.series(fact).yoy(fact)
        before = shelf.series(fact, fact.period.year_before).yoy(now.base) if now.base is not None else now
        if now.value is None or before.value is None or now.unit != "%":
            continue
        fall = said["what"] in ("降幅", "减幅")
        moved = abs(now.value) - abs(before.value) if fall else now.value - before.value
        verdict = compare_rate(replace(claim, value=abs(claim.value)), abs(moved))
        cause = None
        if verdict is Verdict.MISMATCH:
            cause = Cause(causes.of_rate(claim, abs(moved)))
        elif (moved > 0) is bool(re.search("收窄|放缓|回落|下降|缩小|减缓|降低|减少", said["how"])):
            verdict, cause = Verdict.MISMATCH, Cause.DIRECTION
        told = words.of_growth(claim, indicator, now, before, verdict)
        return Finding(claim, verdict, cause, (fact, now.base), (), told)
    return Finding.unknown(claim, "增幅的变动无法计算：库中没有前两年的可比数。", facts[:1])


def points_as_per_cent(claim: Claim, every: Sequence[Claim]) -> Finding | None:
    """占比由52.0%升至56.3%，上升4.3%: the difference of two rates of the text, written as per cent; None where it is not that."""
    if (
        claim.indicator
        or claim.measure is not Measure.GROWTH
        or claim.unit != "%"
        or not _FROM_TO.search(claim.context)
    ):
        return None
    earlier = [it for it in every if it.end <= claim.start and claim.start - it.end < 40][-2:]
    if len(earlier) < 2 or any(it.unit != "%" for it in earlier):
        return None
    points = abs(earlier[1].value - earlier[0].value)
    if points != abs(claim.value):
        return None
    told = words.points_as_per_cent(claim, earlier[0], earlier[1])
    return Finding(claim, Verdict.MISMATCH, Cause.MEASURE, (), (), told)
