"""Comparisons, computed in one place for chart, table, sentence, export and verdict (law 2).

Flow: single quarter = YTD − previous YTD; 同比 = YTD against the same-period YTD; 环比 = single quarter
against single quarter. Stock: period end against period end. Ratios differ in points. Where a
comparison would mislead there is no number but the reason in words. Rules: DOMAIN 2.1–2.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from minsheng.catalogue import Indicator
from minsheng.comparability import (
    NO_BASE,
    POINTS,
    SMALL_BASE_REASON,
    base_trouble,
    family,
    relative,
    supported_decimals,
    unlike,
)
from minsheng.facts import STRENGTH, Approx, Basis, Derivation, Fact
from minsheng.period import Period

_FLOWS = (Basis.YTD, Basis.QUARTER)


class Kind(StrEnum):
    """Which comparison; the value is the word on screens."""

    YOY = "同比"
    QOQ = "环比"
    YEAR_START = "较年初"
    AVERAGE_GROWTH = "年均增长"
    SPAN = "增长"


@dataclass(frozen=True, slots=True)
class Break:
    """A definition break: ``from_period`` is the first period under the new definition.

    Empty ``indicator`` or ``region`` means all of them (a merge of regions breaks every series).
    """

    indicator: str
    region: str
    from_period: Period
    reason: str

    @classmethod
    def at(cls, indicator: str, region: str, since: str, reason: str) -> Break:
        """A break from its row: ``since`` is ``2012-12`` (exact month, also where it ends a quarter), ``2020Q1`` or ``2019``."""
        year, dash, month = since.partition("-")
        period = Period(int(year), int(month), "month") if dash else Period.parse(since)
        return cls(indicator, region, period, reason)


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


class Series:
    """All facts of one indicator in one region and scope, and the breaks that cut it.

    One fact a period and basis: the strongest vintage; of 2022 and 2022Q4 the stronger.
    """

    def __init__(self, indicator: Indicator, facts: Iterable[Fact], breaks: Iterable[Break] = ()) -> None:
        self.indicator = indicator
        self._facts: dict[tuple[Basis, Period], Fact] = {}
        for fact in facts:
            slot = (fact.basis, fact.period)
            if slot not in self._facts or _rank(fact) < _rank(self._facts[slot]):
                self._facts[slot] = fact
        self.breaks = tuple(b for b in breaks if b.indicator in ("", indicator.code))

    def at(self, period: Period, basis: Basis, like: Fact | None = None) -> Fact | None:
        """The fact at an instant, whichever of its two names is the stronger vintage.

        ``like`` prefers one that comes from the same kind of source, so that it can be compared.
        """
        return next(iter(self._candidates(period, basis, like)), None)

    def own(self, period: Period) -> Fact | None:
        """The fact under the indicator's own basis; of a monthly level (人次/月) also the month's."""
        fact = self.at(period, self.indicator.basis)
        if fact is None and self.indicator.unit.endswith("/月"):
            return self.at(period, Basis.MONTH)
        return fact

    def _candidates(self, period: Period, basis: Basis, like: Fact | None) -> list[Fact]:
        twin = period.twin if basis is not Basis.QUARTER else None
        names = (period, twin) if twin else (period,)
        found = [fact for name in names if (fact := self._facts.get((basis, name)))]
        if len(found) < 2:
            return found
        return sorted(
            found, key=lambda fact: (like is not None and family(fact) != family(like), _rank(fact))
        )

    def along(self, basis: Basis) -> list[Fact]:
        """The facts of one basis in time order, each instant once."""
        periods = sorted({period for kind, period in self._facts if kind is basis}, key=lambda p: p.order)
        shown = (self.at(period, basis) for period in periods)
        return [fact for fact, period in zip(shown, periods, strict=True) if fact and fact.period == period]

    def single_quarters(self) -> list[Fact]:
        """Every single quarter, stored or computed from YTD, in time order."""
        ends = sorted(
            {period for basis, period in self._facts if basis in _FLOWS and period.number}, key=_order
        )
        quarters = dict.fromkeys(Period.quarter(period.year, period.number) for period in ends)
        return [fact for quarter in quarters if (fact := self.single_quarter(quarter))]

    def single_quarter(self, period: Period) -> Fact | None:
        """The flow of one quarter: as stored, or YTD − previous YTD (Q1 resets); None where one is missing."""
        if period.number == 0:
            return None
        quarter = Period.quarter(period.year, period.number)
        if stored := self._facts.get((Basis.QUARTER, quarter)):
            return stored
        if not self.indicator.is_flow:
            return None
        pairs = (self._pair(to_date, quarter) for to_date in self._candidates(quarter, Basis.YTD, None))
        return next((_difference(*pair, quarter) for pair in pairs if pair), None)

    def _pair(self, to_date: Fact, quarter: Period) -> tuple[Fact, Fact | None] | None:
        """A year to date and the one before it: both with values, of one kind of source, no break between them."""
        if not to_date.has_value:
            return None
        if quarter.number == 1:
            return to_date, None
        before = self.at(quarter.previous_quarter, Basis.YTD, to_date)
        if before is None or not before.has_value or family(before) != family(to_date):
            return None
        cut = self.broken_between(before.period, to_date.period, to_date.region)
        return None if cut else (to_date, before)

    def broken_between(self, earlier: Period, later: Period, region: str) -> Break | None:
        """The break that lies between two periods, if any."""
        for cut in self.breaks:
            touches = cut.region in ("", region)
            if touches and earlier.end < _first_month(cut.from_period) <= later.end:
                return cut
        return None

    # -- comparisons --------------------------------------------------------------------------
    def yoy(self, fact: Fact) -> Change:
        """同比: against the same period of last year, like for like."""
        base_period = fact.period.year_before
        base = self._base(fact, base_period)
        return self.against(fact, base, Kind.YOY, base_period, "无上年同期数")

    def qoq(self, fact: Fact) -> Change:
        """环比: single quarter against single quarter, or period end against the last period end."""
        instant = fact.period.twin if fact.period.kind == "year" and fact.basis not in _FLOWS else fact.period
        if instant is None or instant.kind != "quarter":
            words = "年度数" if fact.period.kind == "year" else "非季末数"
            return _none(Kind.QOQ, self.indicator, f"{words}，不计算环比")
        quarter = instant
        if fact.basis in _FLOWS:
            return self._flow_qoq(fact, quarter)
        return self.against(
            fact,
            self._base(fact, quarter.previous_quarter),
            Kind.QOQ,
            quarter.previous_quarter,
            "无上季度末数",
        )

    def since_year_start(self, fact: Fact) -> Change:
        """较年初: a period end against the last year end."""
        if fact.basis is not Basis.STOCK:
            return _none(Kind.YEAR_START, self.indicator, "只有期末数与年初比较")
        start = fact.period.year_end_before
        return self.against(fact, self._base(fact, start), Kind.YEAR_START, start, "无上年末数")

    def average_growth(self, fact: Fact, years: int = 5) -> Change:
        """年均增长: compound growth over ``years`` intervals, same period."""
        base_period = replace(fact.period, year=fact.period.year - years)
        return self.average_against(fact, self._base(fact, base_period), base_period)

    def average_against(self, fact: Fact, base: Fact | None, base_period: Period) -> Change:
        """年均增长 since a given fact."""
        years = fact.period.year - base_period.year
        change = self.against(fact, base, Kind.AVERAGE_GROWTH, base_period, f"无{years}年前同期数")
        if change.value is None or change.unit != "%":
            return change
        if not (fact.value > 0 < change.base.value):
            return replace(change, value=None, reason="首末年数须为正")
        rate = ((fact.value / change.base.value).ln() / years).exp() - 1
        return replace(change, value=rate * 100)

    def against(self, fact: Fact, base: Fact | None, kind: Kind, base_period: Period, missing: str) -> Change:
        """Compare two facts, or say why not. The one rule that every comparison passes."""
        reason = self._refusal(fact, base, missing)
        if reason:
            return _none(kind, self.indicator, reason, base, base_period)
        absolute = fact.value - base.value
        unit, value = relative(self.indicator, fact, base)
        decimals = supported_decimals(fact, base, unit)
        if value is not None and decimals is None:
            return Change(kind, None, unit, absolute, base, base_period, "原数取整较粗，不足以计算增幅")
        reason = base_trouble(self.indicator, base)
        if not reason and unit == "%" and value > NO_BASE:
            reason = SMALL_BASE_REASON
        if reason:
            return Change(kind, None, unit, absolute, base, base_period, reason)
        return Change(kind, value, unit, absolute, base, base_period, "", decimals or 0)

    def completion(self, fact: Fact, target: Fact | None) -> Completion | None:
        """How much of a year's target is done, and the pace the calendar asks for."""
        if not (target and target.has_value and target.value and fact.has_value) or fact.basis is Basis.SINCE:
            return None
        return Completion(
            target, fact.value / target.value * 100, self._pace(fact, target), target.value - fact.value
        )

    def _pace(self, fact: Fact, target: Fact) -> Decimal:
        """时序进度 in % of the target: a flow begins at nothing, a stock where the year began."""
        share = Decimal(fact.period.month) / 12
        start = self._base(fact, fact.period.year_end_before) if fact.basis is Basis.STOCK else None
        begun = start.value if start and start.has_value and 0 < start.value < target.value else Decimal(0)
        return (begun + (target.value - begun) * share) / target.value * 100

    def _base(self, fact: Fact, period: Period) -> Fact | None:
        if fact.basis is Basis.QUARTER:
            return self.single_quarter(period)
        return self.at(period, fact.basis, fact)

    def _flow_qoq(self, fact: Fact, quarter: Period) -> Change:
        single = fact if fact.basis is Basis.QUARTER else self.single_quarter(quarter)
        if single is None:
            return _none(Kind.QOQ, self.indicator, "上期累计数未报，算不出单季数")
        base = self.single_quarter(quarter.previous_quarter)
        return self.against(single, base, Kind.QOQ, quarter.previous_quarter, "无上季度单季数")

    def _refusal(self, fact: Fact, base: Fact | None, missing: str) -> str:
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
        if cut := self.broken_between(base.period, fact.period, fact.region):
            return f"口径变动，不可比：{cut.reason}"
        return ""


def _difference(to_date: Fact, before: Fact | None, quarter: Period) -> Fact:
    """The computed single quarter with its derivation."""
    operands = (to_date,) if before is None else (to_date, before)
    formula = "一季度单季数＝一季度累计数" if before is None else "单季数＝本期累计数－上期累计数"
    steps = [f.resolution for f in operands if f.resolution]
    return replace(
        to_date,
        period=quarter,
        basis=Basis.QUARTER,
        value=to_date.value - (before.value if before else 0),
        resolution=max(steps) if steps else None,
        approx=next((f.approx for f in operands if f.approx is not Approx.EXACT), Approx.EXACT),
        pending=any(f.pending for f in operands),
        inferred=any(f.inferred for f in operands),
        derivation=Derivation(formula, operands),
    )


def _none(
    kind: Kind, indicator: Indicator, reason: str, base: Fact | None = None, base_period: Period | None = None
) -> Change:
    return Change(kind, None, POINTS.get(indicator.unit, "%"), None, base, base_period, reason)


def _rank(fact: Fact) -> tuple[int, bool, int]:
    """Strongest first; a value read from a comparison column yields to one from its own return."""
    return (STRENGTH[fact.status], fact.comparison, -fact.revision)


def _first_month(period: Period):  # noqa: ANN202 - a date
    """The first day of the period's reporting month span, for placing a break."""
    months = {"year": 12, "quarter": 3, "month": 1}[period.kind]
    return period.end.replace(month=period.month - months + 1, day=1)


def _order(period: Period) -> tuple[int, int, int]:
    return period.order
