"""The facts of one indicator in one place along time, and the comparisons between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from minsheng.breaks import Break
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Completion, Kind, compared, no_change
from minsheng.comparability import family
from minsheng.facts import STRENGTH, Approx, Basis, Derivation, Fact
from minsheng.period import Period

_FLOWS = (Basis.YTD, Basis.QUARTER)


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
        return next((it for it in self.breaks if it.lies_between(earlier, later, region)), None)

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
            return no_change(Kind.QOQ, self.indicator, f"{words}，不计算环比")
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
            return no_change(Kind.YEAR_START, self.indicator, "只有期末数与年初比较")
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
        """Compare two facts, or say why not."""
        cut = self.broken_between(base.period, fact.period, fact.region) if base else None
        return compared(self.indicator, fact, base, kind, base_period, missing, cut)

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
            return no_change(Kind.QOQ, self.indicator, "上期累计数未报，算不出单季数")
        base = self.single_quarter(quarter.previous_quarter)
        return self.against(single, base, Kind.QOQ, quarter.previous_quarter, "无上季度单季数")


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


def _rank(fact: Fact) -> tuple[int, bool, int]:
    """Strongest first; a value read from a comparison column yields to one from its own return."""
    return (STRENGTH[fact.status], fact.comparison, -fact.revision)


def _order(period: Period) -> tuple[int, int, int]:
    return period.order
