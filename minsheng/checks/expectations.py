"""What a figure should resemble: the like figures before it in its own series, and how far that series swings.

Comparisons are those of ``changes``: like with like, never across a break, texts and yearbooks apart from returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from minsheng.breaks import Break
from minsheng.catalogue import Indicator
from minsheng.checks import slips
from minsheng.comparability import family
from minsheng.facts import Basis, Fact
from minsheng.period import Period
from minsheng.series import Series

_FLOW_SPREAD = 0.3
_YEARS, _QUARTERS = 4, 8


class Past(Series):
    """A series that remembers what was asked of it: every figure asks for those before it."""

    def __init__(self, indicator: Indicator, facts: Iterable[Fact], breaks: Iterable[Break] = ()) -> None:
        kept = list(facts)
        super().__init__(indicator, kept, breaks)
        self._own = sorted(kept, key=lambda it: it.period.order)
        self._lines: dict[Basis, list[Fact]] = {}
        self._singles: dict[Period, Fact | None] = {}

    def returned(self, *bases: Basis) -> Iterator[Fact]:
        """The figures of returns, also where an annual figure has replaced the fourth quarter's."""
        for fact in self._own:
            if fact.basis in bases and fact.has_value and family(fact) == "报表":
                yield fact

    def along(self, basis: Basis) -> list[Fact]:
        """As of any series."""
        if basis not in self._lines:
            self._lines[basis] = super().along(basis)
        return self._lines[basis]

    def single_quarter(self, period: Period) -> Fact | None:
        """As of any series."""
        if period not in self._singles:
            self._singles[period] = super().single_quarter(period)
        return self._singles[period]


def judged(series: Past, periods: Sequence[str]) -> Iterator[Fact]:
    """The figures of returns that are to be judged: of some periods, or of all."""
    for fact in series.returned(Basis.STOCK, Basis.YTD, Basis.STANDARD):
        if not periods or str(fact.period) in periods:
            yield fact


def like_figures(series: Past, fact: Fact, *, across: bool = False) -> list[Fact]:
    """The figures before one that it should resemble, nearest first; none beyond a break unless ``across``."""
    quarter = fact.period.previous_quarter
    if fact.period.kind == "quarter":
        stock = [quarter, quarter.previous_quarter, fact.period.year_before]
        flow = [fact.period.year_before, fact.period.year_before.year_before, quarter]
    else:
        stock = flow = [fact.period.year_before]
    found = (series.at(period, fact.basis, fact) for period in (flow if fact.basis is Basis.YTD else stock))
    return [it for it in found if it and (_usable(it, fact) if across else _comparable(series, it, fact))]


def later_figures(series: Past, fact: Fact) -> list[Fact]:
    """The figures after one that stands first in its series: the next quarter's and the next year's.

    None where there are not two of them: a single one may itself be wrong.
    """
    first = [it for it in series.along(fact.basis) if fact.period < it.period][:1]
    following = series.at(Period(fact.period.year + 1, fact.period.month, fact.period.kind), fact.basis, fact)
    found = [following, *first] if fact.basis is Basis.YTD else [*first, following]
    usable = [it for it in found if it and _usable(it, fact)]
    return usable if len({it.period for it in usable}) > 1 else []


def _usable(base: Fact, fact: Fact) -> bool:
    return base.has_value and base.value > 0 and family(base) == family(fact)


def _comparable(series: Past, base: Fact, fact: Fact) -> bool:
    return _usable(base, fact) and not series.broken_between(base.period, fact.period, fact.region)


def expected(fact: Fact, before: Iterable[Fact]) -> list[Decimal]:
    """What a figure should be near: like figures, and a year to date as long as it is from a shorter one."""
    if fact.basis is not Basis.YTD:
        return [it.value for it in before]
    return [it.value * fact.period.month / it.period.month for it in before]


def usual(series: Past, fact: Fact) -> float:
    """How far the series usually moves from one like figure to the next, as a logarithm."""
    known = [it.value for it in series.along(fact.basis) if it.has_value and it.period < fact.period]
    if fact.basis is not Basis.YTD:
        return slips.spread(known[-_QUARTERS:])
    years = [
        series.at(Period(fact.period.year - n, fact.period.month, fact.period.kind), Basis.YTD)
        for n in range(_YEARS, 0, -1)
    ]
    like = [it.value for it in years if it and it.has_value]
    return slips.spread(like) if len(like) > 2 else _FLOW_SPREAD


def pair(series: Past, fact: Fact) -> tuple[Fact, Fact] | None:
    """What is compared: a stock with the quarter before, a single quarter with the same of last year."""
    if fact.period.kind != "quarter":
        return None
    if fact.basis is Basis.STOCK:
        now, base = fact, series.at(fact.period.previous_quarter, Basis.STOCK, fact)
    elif fact.basis is Basis.YTD:
        now, base = series.single_quarter(fact.period), series.single_quarter(fact.period.year_before)
    else:
        return None
    return (now, base) if now and base and now.value >= 0 and _comparable(series, base, now) else None


def history(series: Past, base: Fact) -> list[Decimal]:
    """The figures up to a base, like with like: quarter ends in a row, or the same quarter of each year."""
    if base.basis is Basis.STOCK:
        known = [it.value for it in series.along(Basis.STOCK) if it.has_value and it.period <= base.period]
        return known[-_QUARTERS:]
    years = [Period.quarter(base.period.year - n, base.period.number) for n in range(_YEARS, -1, -1)]
    found = (series.single_quarter(period) for period in years)
    return [it.value for it in found if it and it.has_value]


def shares(series: Past) -> Iterator[tuple[Fact, Decimal]]:
    """What share of each year (%) its first quarter has, by the year's last quarter."""
    for fact in series.returned(Basis.YTD):
        first = series.at(Period.quarter(fact.period.year, 1), Basis.YTD, fact)
        whole = fact.period.kind == "quarter" and fact.period.is_year_end and fact.value > 50
        if whole and first and first.has_value:
            yield fact, first.value / fact.value * 100
