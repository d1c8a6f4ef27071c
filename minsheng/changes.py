"""Comparisons, computed in one place for chart, table, sentence, export and verdict (law 2).

Flow: single quarter = YTD − previous YTD; 同比 = YTD against the same-period YTD; 环比 = single quarter
against single quarter. Stock: period end against period end. Ratios differ in points. Where a
comparison would mislead there is no number but the reason in words. Rules: DOMAIN 2.1–2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng.breaks import Break
from minsheng.catalogue import Indicator
from minsheng.comparability import (
    NO_BASE,
    POINTS,
    SMALL_BASE_REASON,
    base_trouble,
    relative,
    supported_decimals,
    unlike,
)
from minsheng.facts import Approx, Fact
from minsheng.period import Period


class Kind(StrEnum):
    """Which comparison; the value is the word on screens."""

    YOY = "同比"
    QOQ = "环比"
    YEAR_START = "较年初"
    AVERAGE_GROWTH = "年均增长"
    SPAN = "增长"


@dataclass(frozen=True, slots=True)
class Change:
    """A comparison. ``value`` is in ``unit`` (% or 百分点 or 千分点 or 倍) or None with a ``reason``.

    ``absolute`` is the plain difference in the indicator's unit where there is a comparable base.
    ``decimals`` is how many places the operands' own precision supports.
    """

    kind: Kind
    value: Decimal | None
    unit: str
    absolute: Decimal | None = None
    base: Fact | None = None
    base_period: Period | None = None
    reason: str = ""
    decimals: int = 1

    @property
    def direction(self) -> int:
        """1 up, −1 down, 0 level or unknown."""
        moved = self.value if self.value is not None else self.absolute
        return 0 if not moved else (1 if moved > 0 else -1)


@dataclass(frozen=True, slots=True)
class Completion:
    """A target and how far it is done: ``rate`` and ``pace`` (时序进度) in %, ``gap`` in the unit."""

    target: Fact
    rate: Decimal
    pace: Decimal
    gap: Decimal

    @property
    def ahead(self) -> Decimal:
        """Percentage points before (+) or behind (−) the year's pace."""
        return self.rate - self.pace


def compared(
    indicator: Indicator,
    fact: Fact,
    base: Fact | None,
    kind: Kind,
    base_period: Period,
    missing: str,
    cut: Break | None,
) -> Change:
    """Compare two facts, or say why not: ``cut`` lies between them. The one rule that every comparison passes."""
    reason = _refusal(fact, base, missing, cut)
    if reason:
        return no_change(kind, indicator, reason, base, base_period)
    absolute = fact.value - base.value
    unit, value = relative(indicator, fact, base)
    decimals = supported_decimals(fact, base, unit)
    if value is not None and decimals is None:
        return Change(kind, None, unit, absolute, base, base_period, "原数取整较粗，不足以计算增幅")
    reason = base_trouble(indicator, base)
    if not reason and unit == "%" and value > NO_BASE:
        reason = SMALL_BASE_REASON
    if reason:
        return Change(kind, None, unit, absolute, base, base_period, reason)
    return Change(kind, value, unit, absolute, base, base_period, "", decimals or 0)


def no_change(
    kind: Kind, indicator: Indicator, reason: str, base: Fact | None = None, base_period: Period | None = None
) -> Change:
    """No comparison, but the reason."""
    return Change(kind, None, POINTS.get(indicator.unit, "%"), None, base, base_period, reason)


def _refusal(fact: Fact, base: Fact | None, missing: str, cut: Break | None) -> str:
    if not fact.has_value:
        return f"本期{fact.state.zh}"
    if base is None:
        return missing
    if not base.has_value:
        return f"{base.period.name}{base.state.zh}"
    if why := unlike(fact, base):
        return why
    if fact.approx is not Approx.EXACT or base.approx is not Approx.EXACT:
        return "原文为约数，不计算增减"
    if fact.value_to is not None or base.value_to is not None:
        return "原文为区间，不计算增减"
    if cut:
        return f"口径变动，不可比：{cut.reason}"
    return ""
