"""The words of a verdict: what is written, what is stored, what may have happened, and the phrase to put there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng import figure
from minsheng.catalogue import Catalogue, Indicator
from minsheng.changes import Change
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.numerals import rounded
from minsheng.verification.compare import Verdict, factors

if TYPE_CHECKING:
    from minsheng.verification.shelf import Shelf

VERDICTS = {"match": "一致", "rounded": "约数相符", "mismatch": "不符", "unknown": "库中无可核对数据"}
CAUSES = {
    "unit": "单位错", "period": "时期错", "region": "张冠李戴（地区）", "indicator": "张冠李戴（指标）", "scope": "范围不同",
    "basis": "口径不同", "vintage": "旧版数", "direction": "方向词错", "measure": "百分号、百分点与倍混用", "digits": "数字错位",
    "bound": "“余”“近”“超”用错", "other": "数值不符",
}  # fmt: skip


def _to(value: Decimal, places: int) -> str:
    """A computed number with so many decimals, half up."""
    return f"{rounded(value, Decimal(1).scaleb(-places)):.{places}f}"


def summary(counts: Mapping[str, int]) -> str:
    """One line over all verdicts."""
    told = "，".join(f"{VERDICTS[verdict]}{count}个" for verdict, count in counts.items())
    return f"共{sum(counts.values())}个数：{told}。"


def unbound(claim: Claim, catalogue: Catalogue) -> str:
    """Why a number has no indicator, with the candidates."""
    if claim.candidates:
        names = "、".join(catalogue[code].name for code in claim.candidates)
        return f"可能是{names}，文字不足以断定，未核对。"
    return (
        f"“{claim.indicator_name}”不在指标目录中，未核对。"
        if claim.indicator_name
        else "未能认定指标，未核对。"
    )


def either(indicator: Indicator, other: Fact, catalogue: Catalogue) -> str:
    """That the text leaves open which of two indicators is meant, and that the number is that of the other."""
    another = catalogue[other.indicator]
    return f"文字未写明指标：按上文是{indicator.title}，但与{_stored(other, another)}相同，未作判断。"


def far_from(fact: Fact, indicator: Indicator) -> str:
    """That the text names no indicator here, and the one of the sentence before has quite another value."""
    return f"文字未写明指标：按上文是{_stored(fact, indicator)}，与此数相差悬殊，未作判断。"


def nothing(indicator: Indicator, claim: Claim) -> str:
    """That the store has no value for it."""
    when = claim.period.name if claim.period else ""
    scope = f"（{claim.scope}）" if claim.scope != WHOLE else ""
    return f"库中没有{when}“{indicator.name}”{scope}的数，无法核对。"


def agrees(claim: Claim, fact: Fact, indicator: Indicator, verdict: Verdict) -> str:
    """That a number agrees, and after which conversion."""
    stored = _stored(fact, indicator)
    converted = (
        f"（{claim.unit}已换算为{fact.unit}）"
        if claim.unit.startswith("元/") and claim.unit != fact.unit
        else ""
    )
    return f"“{claim.quote}”{VERDICTS[verdict.value]}：{stored}{converted}。"


def differs(
    claim: Claim, fact: Fact, indicator: Indicator, cause: str, nearest: Sequence[Fact], shelf: Shelf
) -> str:
    """What is stored instead, what may have happened, and what to write."""
    place = shelf.regions.get(fact.region).name_at(fact.period)
    told = f"“{claim.quote}”不符：库中{place}{_stored(fact, indicator)}；{CAUSES[cause]}"
    if nearest and cause not in ("unit", "digits", "bound"):
        other = nearest[0]
        where = shelf.regions.get(other.region).name_at(other.period)
        told += f"，与{where}{_stored(other, shelf.catalogue[other.indicator], '')}相符"
    source = f"，来源：《{fact.source.title}》" if fact.source.title else ""
    return f"{told}{source}。可改为“{corrected(claim, fact, indicator)}”。"


def whole_for_part(claim: Claim, fact: Fact, indicator: Indicator) -> str:
    """That the sum of the year so far is given for one month or quarter."""
    part = "当月" if claim.basis is Basis.MONTH else "当季"
    return (
        f"“{claim.quote}”不符：{_stored(fact, indicator)}，这是本年累计数，不是{part}数；{CAUSES['basis']}。"
    )


def corrected(claim: Claim, fact: Fact, indicator: Indicator) -> str:
    """The number as it should be written."""
    prose = Figure(fact, indicator, "").prose
    if claim.is_bare and (fact.resolution or 0) <= claim.step * (factor := factors(claim, fact)[0]):
        return in_place(claim, fact.value / factor, prose)
    measure = (
        claim.word if fact.unit in ("个", "处", "家") and claim.word in ("个", "家", "处", "所", "座") else ""
    )
    if claim.word and fact.unit.startswith(
        f"{claim.word}/"
    ):  # 月服务老人2.8万人次 has said that it is a month's
        return prose.removesuffix(fact.unit.removeprefix(claim.word))
    return prose[: -len(fact.unit)] + measure if measure and prose.endswith(fact.unit) else prose


def in_place(claim: Claim, value: Decimal, written: str) -> str:
    """What would stand where the number stands: in a cell without its unit the ``value`` in the cell's own manner, else ``written``."""
    signed = claim.quote[0] in "+-"
    if not claim.is_bare or (not signed and claim.value < 0 < value):  # 下降5.3 has its direction in words
        return written
    places = len(claim.quote.partition(".")[2])
    shown = value if signed or claim.value > 0 else abs(value)
    number = rounded(shown / claim.scale, Decimal(1).scaleb(-places))
    return f"{number:{'+' if claim.quote[0] == '+' else ''}{',' if ',' in claim.quote else ''}.{places}f}"


def _stored(fact: Fact, indicator: Indicator, verb: str = "为") -> str:
    shown = Figure(fact, indicator, "")
    scope = f"（{fact.scope}）" if fact.scope != WHOLE else ""
    target = "的目标" if fact.basis is Basis.TARGET else ""
    return f"{shown.when}{indicator.title}{scope}{target}{verb}{shown.prose}"


def change_agrees(claim: Claim, change: Change, indicator: Indicator) -> str:
    """That a growth agrees with the computed one."""
    note = f"，增长{claim.quote}即增长{claim.value * 100:f}%" if claim.unit == "倍" else ""
    return f"“{claim.quote}”一致：{indicator.title}{figure.worded(change)}{note}。"


def change_differs(claim: Claim, change: Change, indicator: Indicator, cause: str) -> str:
    """That a growth is not the computed one, and what to write."""
    worded = figure.worded(change)
    base = f"（上期数为{Figure(change.base, indicator, '').prose}）" if change.base is not None else ""
    mend = worded
    if change.base is not None and change.absolute is not None and claim.unit not in ("%", "倍", "个百分点"):
        mend = Figure(replace(change.base, value=abs(change.absolute)), indicator, "").prose
        worded = f"{worded}，相差{mend}"
        mend = in_place(claim, change.absolute / factors(claim, change.base)[0], mend)
    elif change.value is not None:
        mend = in_place(claim, change.value / (100 if claim.unit == "倍" else 1), _beside_verb(claim, change))
    return f"“{claim.quote}”不符：{indicator.title}{worded}{base}；{CAUSES[cause]}。可改为“{mend}”。"


def _beside_verb(claim: Claim, change: Change) -> str:
    """The size of a change as it stands behind the text's own verb; with its verb where that must be another one."""
    told = figure.magnitude(change)
    verb = next((it for it in figure.VERBS if told.startswith(it)), "")
    return told.removeprefix(verb) if claim.value * change.value > 0 else told


def plan(target: Fact, indicator: Indicator) -> str:
    """That a plan for part of the time cannot be held against the target of the year."""
    return f"这是部分时段的计划，库中全年目标为{Figure(target, indicator, '').prose}，不能直接核对。"


def off_target(claim: Claim, fact: Fact, target: Fact, indicator: Indicator, verdict: Verdict) -> str:
    """How far from its target a figure is."""
    done, wanted = Figure(fact, indicator, "").prose, Figure(target, indicator, "").prose
    off = Figure(replace(fact, value=abs(fact.value - target.value)), indicator, "").prose
    side = "超" if fact.value >= target.value else "还差"
    told = f"“{claim.quote}”{VERDICTS[verdict.value]}：{indicator.title}{done}，任务{wanted}，{side}{off}"
    if verdict is not Verdict.MISMATCH:
        return f"{told}。"
    mend = in_place(claim, abs(fact.value - target.value) / factors(claim, fact)[0], off)
    return f"{told}。可改为“{mend}”。"


def times(claim: Claim, fact: Fact, base: Fact, indicator: Indicator, verdict: Verdict) -> str:
    """A value as a multiple of an earlier one."""
    rate = f"{_to(fact.value / base.value, 2)}倍"
    now, then = Figure(fact, indicator, ""), Figure(base, indicator, "")
    told = f"“{claim.quote}”{VERDICTS[verdict.value]}：{indicator.title}{now.prose}，{then.when}{then.prose}，为{rate}"
    mend = in_place(claim, fact.value / base.value, rate)
    return f"{told}。" if verdict is not Verdict.MISMATCH else f"{told}。可改为“{mend}”。"


def apart(claim: Claim, one: Fact, two: Fact, difference: Decimal, verdict: Verdict, shelf: Shelf) -> str:
    """How far two figures of one time are from each other."""
    places = one.region != two.region
    told = [
        (shelf.regions.get(it.region).name_at(it.period) if places else "")
        + _stored(it, shelf.catalogue[it.indicator])
        for it in (one, two)
    ]
    size = f"{_to(abs(difference), max(0, -int(claim.step.normalize().as_tuple().exponent)))}{claim.unit}"
    side = "多" if difference > 0 else "少"
    words = f"“{claim.quote}”{VERDICTS[verdict.value]}：{told[0]}，{told[1]}，前者{side}{size}"
    mend = in_place(claim, abs(difference), size)
    return f"{words}。" if verdict is not Verdict.MISMATCH else f"{words}。可改为“{mend}”。"


def points_as_per_cent(claim: Claim, before: Claim, now: Claim) -> str:
    """That a difference of two rates is told in per cent."""
    points = claim.quote.replace("%", "个百分点").replace("％", "个百分点")
    told = f"“{claim.quote}”不符：文中“{before.quote}”与“{now.quote}”相差{points}"
    return f"{told}；{CAUSES['measure']}。可改为“{points}”。"


def worked_out(claim: Claim, first: Claim, second: Claim, value: Decimal, cause: str | None) -> str:
    """What two numbers of the sentence make, and whether the claim is that."""
    rise = claim.measure in (Measure.GROWTH, Measure.CHANGE)
    size = f"{_to(abs(value), max(0, -int(claim.step.normalize().as_tuple().exponent)))}{claim.unit}"
    verb = ("增长" if value > 0 else "下降") if rise else ""
    told = f"按文中“{first.quote}”与“{second.quote}”计算，应为{verb}{size}"
    if cause is None:
        return f"“{claim.quote}”一致：{told}。"
    return f"“{claim.quote}”不符：{told}；{CAUSES[cause]}。可改为“{in_place(claim, abs(value), size) if claim.value * value > 0 else verb + size}”。"


def of_growth(claim: Claim, indicator: Indicator, now: Change, before: Change, verdict: Verdict) -> str:
    """How much the growth itself has changed."""
    size = f"{_to(abs(now.value - before.value), 1)}个百分点"
    told = f"“{claim.quote}”{VERDICTS[verdict.value]}：{indicator.title}{figure.worded(now)}，上年{figure.worded(before)}，相差{size}"
    mend = in_place(claim, abs(now.value - before.value), size)
    return f"{told}。" if verdict is not Verdict.MISMATCH else f"{told}。可改为“{mend}”。"


def share(
    claim: Claim, part: Fact, whole: Fact, rate: Decimal, verdict: Verdict, catalogue: Catalogue
) -> str:
    """A part of a whole, both stored."""
    told = f"“{claim.quote}”{VERDICTS[verdict.value]}：{_stored(part, catalogue[part.indicator])}"
    if claim.unit == "倍":
        shown, verb = f"{_to(rate, 2)}倍", "是"
        told += f"，{_stored(whole, catalogue[whole.indicator])}"
    elif claim.unit != "%":
        shown = f"{_to(rate, 1 if claim.step < 1 else 0)}{claim.unit}"
        told += f"，按{_stored(whole, catalogue[whole.indicator])}计算为{shown}"
        return f"{told}。" if verdict is not Verdict.MISMATCH else f"{told}。可改为“{shown}”。"
    else:
        shown, verb = f"{_to(rate, 1)}%", "占"
    told += f"，{verb}{catalogue[whole.indicator].title}的{shown}"
    mend = in_place(claim, rate, shown)
    return f"{told}。" if verdict is not Verdict.MISMATCH else f"{told}。可改为“{mend}”。"


def completion(claim: Claim, fact: Fact, target: Fact, indicator: Indicator, verdict: Verdict) -> str:
    """How much of a target is done."""
    done_share = fact.value / target.value
    rate = f"{_to(done_share, 2)}倍" if claim.unit == "倍" else f"{_to(done_share * 100, 1)}%"
    done, wanted = Figure(fact, indicator, "").prose, Figure(target, indicator, "").prose
    told = f"“{claim.quote}”{VERDICTS[verdict.value]}：{indicator.title}{done}，任务{wanted}，完成{rate}"
    mend = in_place(claim, done_share * (1 if claim.unit == "倍" else 100), rate)
    return f"{told}。" if verdict is not Verdict.MISMATCH else f"{told}。可改为“{mend}”。"
