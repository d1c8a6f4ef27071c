"""The chart of a screen: like with like, today and the years before it."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.cards import Card, Shelf
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series

#: years that it goes back
YEARS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart; ``figure`` is None where that year has no figure. ``cut``: the definition changed before it."""

    label: str
    figure: Figure | None
    cut: bool = False


def bars(card: Card, shelf: Shelf, series: Series) -> tuple[Bar, ...]:
    """Like with like: the same months of each year of a flow, the ends of the years before and today's of the rest."""
    fact = card.figure.fact
    found = [(period, _at(shelf, series, fact, period)) for period in _points_of(fact)]
    first = next((place for place, (_, it) in enumerate(found) if it), len(found))
    drawn, before = [], None
    for period, it in found[first:]:
        cut = bool(before and it and series.broken_between(before.period, it.period, fact.region))
        drawn.append(Bar(_label(period, fact), shelf.shown(it) if it else None, cut))
        before = it or before
    return tuple(drawn) if sum(bar.figure is not None for bar in drawn) > 1 else ()


def _points_of(fact: Fact) -> list[Period]:
    period = fact.period
    past = range(YEARS, 0, -1)
    if fact.basis is Basis.YTD or period.is_year_end:
        return [*(Period(period.year - back, period.month, period.kind) for back in past), period]
    return [*(Period.quarter(period.year - back, 4) for back in past), period]


def _at(shelf: Shelf, series: Series, fact: Fact, period: Period) -> Fact | None:
    if period == fact.period:
        return fact
    found = series.at(period, fact.basis, fact) or shelf.at(fact.indicator, period)
    return found if found and found.has_value and found.basis is fact.basis else None


def _label(period: Period, fact: Fact) -> str:
    if fact.basis is Basis.YTD or period.is_year_end:
        return str(period.year)
    return period.name
