"""Whether two facts may be compared, and how finely: the small rules that every comparison passes (DOMAIN 2.2)."""

from __future__ import annotations

from decimal import Decimal

from minsheng.catalogue import Indicator
from minsheng.facts import Fact, Status

#: below this base a rate says more than the numbers do (基数较小)
SMALL_BASE = Decimal(10)
SMALL_BASE_REASON = "基数较小，只列增减数"
#: growth in % beyond which the base was no base: 10.0万元 → 7028.0万元 is no 70180 %
NO_BASE = Decimal(10000)
#: shares differ in points, never in per cent
POINTS = {"%": "百分点", "‰": "千分点"}


def family(fact: Fact) -> str:
    """The kind of source: a department's returns, a yearbook or 公报, a text.

    Their counts of one thing differ
    (published/README 3), so a change from one to another is no change of the thing."""
    if fact.status in (Status.BULLETIN, Status.PRESS, Status.ESTIMATE):
        return fact.status.zh
    return "报表"


def unlike(fact: Fact, other: Fact) -> str:
    """Why two facts must not be compared or added; empty where they are alike."""
    if fact.indicator != other.indicator:
        return "指标不同，不能比较"
    if fact.basis is not other.basis:
        return f"一个是{fact.basis.zh}数，一个是{other.basis.zh}数，不能比较"
    if fact.scope != other.scope:
        return f"范围不同（{fact.scope}与{other.scope}），不能比较"
    if fact.demo != other.demo:
        return "演示数据与真实数据不能比较"
    if family(fact) != family(other):
        return f"一个是{family(fact)}数，一个是{family(other)}数，来源不同，不计算增减"
    return ""


def relative(indicator: Indicator, fact: Fact, base: Fact) -> tuple[str, Decimal | None]:
    """The unit of a change and its size: points for shares, a difference for ratios, else per cent of the base."""
    if fact.unit in POINTS:
        return POINTS[fact.unit], fact.value - base.value
    if indicator.is_ratio and fact.unit == "倍":
        return fact.unit, fact.value - base.value
    return "%", (fact.value - base.value) / base.value * 100 if base.value > 0 else None


def base_trouble(indicator: Indicator, base: Fact) -> str:
    """Why a base carries no rate of growth; empty where it does."""
    if base.unit in POINTS or indicator.is_ratio:
        return ""
    if base.value == 0:
        return "基数为0，不计算增幅"
    if base.value < 0:
        return "基数为负，不计算增幅"
    return SMALL_BASE_REASON if base.value < SMALL_BASE and base.unit != "元" else ""


def supported_decimals(fact: Fact, base: Fact, unit: str) -> int | None:
    """The places that both printed resolutions carry: 1, 0, or None where not even whole per cents hold."""
    if unit in (*POINTS.values(), "倍"):
        return 2 if unit == "倍" else 1
    if base.value <= 0:
        return 1
    error = sum(((f.resolution or Decimal(0)) if is_coarse(f) else Decimal(0)) / 2 for f in (fact, base))
    reach = error / base.value * 100
    return 1 if reach <= Decimal("0.5") else 0 if reach <= 5 else None


def is_coarse(fact: Fact) -> bool:
    """Whether the source rounded: counts in whole units and money to 0.1万元 are exact."""
    return bool(fact.resolution) and fact.resolution > (1000 if fact.unit == "元" else 1)
