"""A growth, a share, a completion or a multiple worked out from the two numbers of its own sentence between which it stands.

Asked where the store cannot work it out, or works out another comparison than the one the sentence makes: 目标7400具，实绩6055具，完成率…;
由9092.7万元增至7624.4万元，升幅…; 一年增至47个，比2020年的29个增长….
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Approx
from minsheng.verification import causes
from minsheng.verification.compare import Verdict, compare_rate
from minsheng.verification.report import Cause

_Told = tuple[Claim, int, int]  #: a number of the sentence, with where it stands in the claim's ``context``
_MOVES = (Measure.GROWTH, Measure.CHANGE)
_RATES = ("%", "‰")
_STARTS = re.compile(r"[由从][^,;§]{0,12}$")
_RISES = re.compile(r"[^;§]{0,12}[到至为成][^,;§]{0,8}$")
#: 增至47个，比2020年的29个…; 2023年2285对，2022年是2148对，…
_THAN = re.compile(
    r"[,;(]?[^;§]{0,10}[比较与和同跟于](上一?年|去年|同期|年初|20\d\d年|基期|上季度|上月|[\u4e00-\u9fff]{0,4}年前)[^,;§]{0,8}$"
)
_WAS = re.compile(
    r"[,;(](而)?(上一?年|去年|前一?年|基期|[一两三]年前|20\d\d年)(同期|年?[底末]|上半年|前三季度)?(这个数)?(则|还|仅|只|才|已)?(是|为|有)?[(]?$"
)
_BEHIND = re.compile(
    r"[)]?(相比)?[,、(]?(同比|比上年|较上年|[一两三四五六七八九十]年(间|来)?|则|仍|又|仅|净|略|大幅|小幅|大|猛|骤|锐|激|降幅|升幅|增幅|涨幅|减幅|增长|增加|增|上升|升|提高|提升|回升|上涨|涨|攀升|减少|减|下降|降低|降|回落|下滑|缩减|多|少|高|低|出|收|支|了|为|达|约|近|超过?)+$"
)
_COMPLETED = re.compile(
    r"[)]?(?:的?(?:年度|全年)?(?:目标|任务|计划)[^,。;§]{0,6})?[,、(](年度|全年|任务|目标|计划)*(?:仅|只|已)?完成(率|比例|进度|了)?(仅|只有|仅为|为|达到?|已达|是|约)*$"
)
_PART = re.compile(r"[^;§合共]{0,8}(?<!合)占(到)?[^,;§]{0,14}[(]?$")
#: 完成874户，仅为年度任务2000户的43.7%
_OF_TASK = re.compile(r"[^;§]{0,6}(为|达到?|是|占|完成)了?(全年|年度|年初)?的?(目标|任务|计划)[^,;§]{0,4}$")
_OF = re.compile(r"[)]?的(比例|比重)?(为|达|约|近)*$")
_TIME_GONE = re.compile("(落后|慢于|低于|快于|超前?|高于|超过)(于)?([序时][时序]进度|时间进度)$")
_NET = re.compile(r"^[,;、](实际)?净(减少|增加|增|减)了?$")
#: 柳渡52.7%，云岫46.9%，前者高出后者5.8个百分点
_FORMER = re.compile(
    "^[,;]?(?P<which>前者|后者)(比|较)?(前者|后者)?(高|低|多|少)(出|于|了)?(前者|后者)?(约)?$"
)
_TIMES = re.compile(r"[,]?(是|为|相当于)[^,;§]{0,12}$")


@dataclass(frozen=True, slots=True)
class Worked:
    """What two numbers of the sentence make: ``first`` and ``second`` as they stand, ``value`` in the claim's own terms."""

    first: Claim
    second: Claim
    value: Decimal
    verdict: Verdict
    cause: Cause | None = None


def plainly(claim: Claim, every: Sequence[Claim]) -> Worked | None:
    """What the sentence itself says that a number was worked out from; None where it does not say so in a plain way."""
    told = _told(claim, every)
    if behind := _behind_time(claim, told):
        return behind
    pair = _said_so(claim, told)
    return _judged(claim, *pair) if pair else None


def borne_out(claim: Claim, every: Sequence[Claim]) -> Worked | None:
    """Two numbers of its sentence, one before the other, that make a change just as large as the claim says; None where none do."""
    if claim.measure not in _MOVES or len(re.sub(r"\D|^0+", "", claim.quote)) < 2:
        return None
    told = _told(claim, every)
    for (one, start, end), (two, begin, _) in zip(told, told[1:], strict=False):
        if one.unit == two.unit:
            ordered = _STARTS.search(claim.context[:start]) and _RISES.fullmatch(claim.context[end:begin])
            for pair in ((one, two),) if ordered else ((one, two), (two, one)):
                worked = _judged(claim, *pair)
                if worked and worked.verdict is not Verdict.MISMATCH:
                    return worked
    return None


def _behind_time(claim: Claim, told: Sequence[_Told]) -> Worked | None:
    """完成年度任务的71.8%，落后序时进度3.2%: the points behind the part of the year that has gone, written as per cent."""
    last = told[-1][0] if told else None
    if last is None or not last.unit == claim.unit == "%" or not claim.period:
        return None
    behind = abs(last.value - Decimal(100 * claim.period.month) / 12)
    written = compare_rate(replace(claim, value=abs(claim.value)), behind)
    if written is Verdict.MISMATCH or not _TIME_GONE.search(claim.context):
        return None
    return Worked(last, replace(last, quote="时序进度"), behind, Verdict.MISMATCH, Cause.MEASURE)


def _told(claim: Claim, every: Sequence[Claim]) -> list[_Told]:
    """The numbers before a claim in its sentence."""
    runs = [it.span() for it in re.finditer("§+", claim.context)]
    before = {it.start: it for it in every if it.start < claim.start}
    last = [before[at] for at in sorted(before)][-len(runs) :] if runs else []
    return [(it, *run) for it, run in zip(last, runs, strict=True)] if len(last) == len(runs) else []


def _said_so(claim: Claim, told: Sequence[_Told]) -> tuple[Claim, Claim] | None:
    """The base and what it came to, or the whole and its part, in the ways in which sentences say so."""
    if len(told) < 2:
        return None
    (one, start, end), (two, begin, finish) = told[-2:]
    words = claim.context
    between, behind = words[end:begin], words[finish:]
    levels = not {one.measure, two.measure} & {*_MOVES, Measure.SHARE} or one.unit == two.unit == "%"
    if one.unit != two.unit or not levels:
        return None
    if claim.measure is Measure.SHARE and claim.unit in ("%", "个百分点"):
        if _COMPLETED.fullmatch(behind) and Measure.TARGET in (one.measure, two.measure):
            return (one, two) if one.measure is Measure.TARGET else (two, one)
        of_whole = _PART.fullmatch(between) or _OF_TASK.fullmatch(between)
        return (two, one) if of_whole and _OF.fullmatch(behind) else None
    if claim.unit == "倍" and claim.measure not in _MOVES:
        return (two, one) if _TIMES.fullmatch(between) and _OF.fullmatch(behind) else None
    if pair := _FORMER.search(behind):
        return (two, one) if pair["which"] == "前者" else (one, two)
    if _NET.search(behind) and (came_and_went := _came_and_went(one, two)):
        return came_and_went
    if claim.measure not in _MOVES or not _BEHIND.fullmatch(behind):
        return None
    return _from_to(one, two, words[:start], between)


def _from_to(one: Claim, two: Claim, before: str, between: str) -> tuple[Claim, Claim] | None:
    """由…增至…; …，比2020年的…; 2023年…，2022年是…: the base and what it came to."""
    if _STARTS.search(before) and _RISES.fullmatch(between):
        return one, two
    if _THAN.fullmatch(between) or _WAS.fullmatch(between):
        return (one, two) if _is_before(one, two) else (two, one)
    return None


def _is_before(one: Claim, two: Claim) -> bool:
    """2019年末90处，2023年末已有426处: the first is the base where it is the earlier."""
    return one.period is not None and two.period is not None and one.period.year < two.period.year


def _came_and_went(one: Claim, two: Claim) -> tuple[Claim, Claim] | None:
    """年内新批499人，停保621人，净减少122人: what went and what came."""
    gone = [it for it in (one, two) if re.search("退出|注销|清退|停", it.indicator_name)]
    came = [it for it in (one, two) if "新" in it.indicator_name]
    return (gone[0], came[0]) if len(gone) == len(came) == 1 else None


def _judged(claim: Claim, base: Claim, now: Claim) -> Worked | None:
    """The claim against what comes of a base and a later number, or of a whole and its part."""
    if not base.value:
        return None
    value = _worked(claim, base, now)
    if value is None:
        return None
    verdict = compare_rate(claim, value)
    if verdict is not Verdict.MISMATCH and _are_no_points(claim, base):
        return Worked(base, now, value, Verdict.MISMATCH, Cause.MEASURE)
    if verdict is not Verdict.MISMATCH:
        return Worked(base, now, value, verdict)
    if _may_be(claim, base, now):
        return None
    return Worked(base, now, value, verdict, _cause(claim, base, now, value))


def _are_no_points(claim: Claim, base: Claim) -> bool:
    """完成率81.8个百分点; 由15857对降到8529对，降幅46.2个百分点: per cent written as points."""
    moved = claim.measure in _MOVES and base.unit not in _RATES
    return claim.unit == "个百分点" and (moved or claim.measure is Measure.SHARE)


def _may_be(claim: Claim, base: Claim, now: Claim) -> bool:
    """Whether the claim is what the numbers make within what their rounding leaves open."""
    edges = [
        _worked(
            claim,
            replace(base, value=base.value + one * _rounding(base)),
            replace(now, value=now.value + two * _rounding(now)),
        )
        for one in (-1, 1)
        for two in (-1, 1)
    ]
    known = [it for it in edges if it is not None]
    half = claim.step / 2
    return bool(known) and min(known) - half <= claim.value <= max(known) + half


def _rounding(it: Claim) -> Decimal:
    """How far a number may be from what it was rounded from; what is counted one by one is not rounded."""
    counted = it.step == 1 and it.unit not in _RATES and it.approx is Approx.EXACT
    return Decimal(0) if counted else it.step / 2


def _worked(claim: Claim, base: Claim, now: Claim) -> Decimal | None:
    """What the two numbers make in the claim's own terms; None where they make nothing in them."""
    difference = now.value - base.value
    if claim.measure is Measure.SHARE or claim.unit == "倍" and claim.measure is Measure.RATIO:
        return now.value / base.value * (1 if claim.unit == "倍" else 100)
    if claim.unit == "个百分点":
        return difference if base.unit in _RATES else difference / base.value * 100
    if claim.unit in ("%", "倍"):
        return difference / base.value * (100 if claim.unit == "%" else 1)
    return difference if claim.unit == base.unit else None


def _cause(claim: Claim, base: Claim, now: Claim, value: Decimal) -> Cause:
    if claim.measure in _MOVES and compare_rate(claim, -value) is not Verdict.MISMATCH:
        return Cause.DIRECTION
    if (
        claim.unit == "倍"
        and claim.measure in _MOVES
        and compare_rate(claim, now.value / base.value) is not Verdict.MISMATCH
    ):
        return Cause.MEASURE  # 增长了4.7倍 for 是…的4.7倍
    points = replace(claim, unit="个百分点") if base.unit in _RATES and claim.unit == "%" else None
    if points and compare_rate(points, now.value - base.value) is not Verdict.MISMATCH:
        return Cause.MEASURE
    return Cause(causes.of_rate(claim, abs(value)))
