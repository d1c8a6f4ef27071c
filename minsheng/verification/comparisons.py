"""Claims that compare: growth, completion of a target, so many times, a share. Recomputed from the facts they compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Kind
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure, is_off_target
from minsheng.facts import Basis, Fact
from minsheng.verification import causes, meaning, statements, words
from minsheng.verification.compare import Verdict, change_of, compare_change, compare_rate, spans_of
from minsheng.verification.report import Cause, Finding
from minsheng.verification.shelf import Shelf

#: 由11处增加到49处，增长…
_FROM_TO = re.compile(r"[由从][^,;§]{0,12}§+[^,;§]{0,12}[到至为][^,;§]{0,6}§+[^,;§]{0,4}[,、][^,;§]{0,8}$")
#: 增速比上年加快, 降幅较去年收窄
_OF_GROWTH = re.compile(
    r"(?P<what>增速|增幅|涨幅|降幅|减幅|增长率)(同比|(比|较)(上年|去年|上年同期|去年同期))?(?P<how>加快|扩大|提高|提升|上升|收窄|放缓|回落|下降|缩小|减缓|降低|减少)了?(约|近|超过?)?$"
)
_OF_PLAN = re.compile(r"任务|目标|计划|完成(率|进度|比例)|进度")


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
    if claim.measure is Measure.SHARE or (claim.measure is Measure.RATIO and _OF_PLAN.search(claim.context)):
        return _completion(claim, indicator, facts, shelf)
    if claim.measure is Measure.RATIO:
        return _times(claim, indicator, facts, shelf)
    if is_off_target(claim.context):
        return _off_target(claim, indicator, facts, shelf)
    if claim.against and (claim.against.place or claim.against.indicator):
        return _apart(claim, indicator, facts, shelf)
    if _OF_GROWTH.search(claim.context):
        return _of_growth(claim, indicator, facts, shelf)
    return _growth(claim, indicator, facts, shelf)


def _growth(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
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
        verdict, cause = compare_change(claim, change)
        if verdict is not Verdict.MISMATCH:
            expected = tuple(filter(None, (fact, change.base)))
            return Finding(
                claim,
                verdict,
                None,
                expected,
                (),
                words.change_agrees(claim, change, indicator),
            )
    change, fact = known[0]
    cause = next(
        filter(None, (compare_change(claim, it)[1] for it, _ in known)), ""
    ) or causes.explain_change(claim, fact, shelf)
    expected = tuple(filter(None, (fact, change.base)))
    return Finding(
        claim,
        Verdict.MISMATCH,
        Cause(cause),
        expected,
        (),
        words.change_differs(claim, change, indicator, cause),
    )


def _apart(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
    """比西岑区多7238人, 高于全市平均3.2个百分点, 比离婚登记多…: the difference from what stands beside it at the same time."""
    against = claim.against
    other = shelf.catalogue[against.indicator] if against.indicator else indicator
    place = against.place or claim.region or ""
    beside = meaning.held_against(replace(claim, indicator=other.code, region=place), other, place, shelf)
    pairs = [(one, two) for one in facts for two in beside if _comparable(one, two)]
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
    return Finding(
        claim, verdict, cause, (one, two), (), words.apart(claim, one, two, difference, verdict, shelf)
    )


def _comparable(one: Fact, two: Fact) -> bool:
    same_time = one.period in (two.period, two.period.twin)
    return same_time and _factor(two, one) is not None and one.key != two.key


def _factor(one: Fact, two: Fact) -> Decimal | None:
    """What a value is multiplied by to be in the unit of another."""
    inverse = units.factor(two.unit, one.unit)
    return units.factor(one.unit, two.unit) or (1 / inverse if inverse else None)


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


def _of_growth(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
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


def _since_any_year(fact: Fact, shelf: Shelf) -> list[Change]:
    """The changes from each of some years before: what 由A增加到B，增长x% without a year may mean."""
    found = []
    for back in range(2, 6):
        base = replace(fact.period, year=fact.period.year - back)
        series = shelf.series(fact, base)
        if (before := series.at(base, fact.basis, fact)) is not None:
            found.append(series.against(fact, before, Kind.SPAN, base, ""))
    return [it for it in found if it.value is not None or it.absolute is not None]


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


def share(claim: Claim, every: Sequence[Claim], shelf: Shelf, region: str | None) -> Finding:
    """A share without a name of its own: recomputed where part and whole are both told."""
    shares = list(statements.share(claim, every, shelf, region))
    for part, whole, rate in shares:
        if (verdict := compare_rate(claim, rate)) is not Verdict.MISMATCH:
            told = words.share(claim, part, whole, rate, verdict, shelf.catalogue)
            return Finding(claim, verdict, None, (part, whole), (), told)
    if not shares or len({(it.indicator, of.indicator) for it, of, _ in shares}) > 1:
        return Finding.unknown(claim, words.unbound(claim, shelf.catalogue))
    part, whole, rate = shares[0]
    told = words.share(claim, part, whole, rate, Verdict.MISMATCH, shelf.catalogue)
    return Finding(claim, Verdict.MISMATCH, Cause(causes.of_rate(claim, rate)), (part, whole), (), told)


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


def _completion(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
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
        if target and of_one_time and _OF_PLAN.search(claim.context):
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


def _off_target(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
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


def _times(claim: Claim, indicator: Indicator, facts: list[Fact], shelf: Shelf) -> Finding:
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
