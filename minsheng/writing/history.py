"""A figure's history as a chart: the same period of up to five years, like for like, every column bound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minsheng import units
from minsheng.breaks import Break
from minsheng.facts import WHOLE, Approx, Basis, Fact, Status
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from minsheng.writing import wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Bar, Chart, Span
from minsheng.yearlines import Line

_YEARS, _FEWEST = 5, 3


def chart(line: Line, facts: Sequence[Fact], breaks: Sequence[Break], register: Register) -> Chart | None:
    """The chart of a line; none below three years, of approximate or unlike figures, nor across a break."""
    fact = line.figure.fact
    if not is_number(line.figure) or fact.basis not in (Basis.STOCK, Basis.YTD) or fact.scope != WHOLE:
        return None
    figures = [Figure(each, line.indicator, line.figure.place) for each in _known(line, facts, breaks)]
    unit = line.figure.numeral.unit
    if len(figures) < _FEWEST or any(each.numeral.unit != unit for each in figures):
        return None
    bars = tuple(_bar(each, line, register) for each in figures)
    name = f"{line.figure.place}{wording.counted(line.indicator.title, line.indicator.unit)}"
    return Chart(name, unit, fact.basis.zh, bars, note=_note(figures))


def _note(figures: Sequence[Figure]) -> str:
    """How far it goes and where it is from: 截至2023年底　来源：演示市民政局核定年报、年报快报."""
    newest = figures[-1].fact
    until = f"截至{newest.period.name_of_end}" if newest.basis is Basis.STOCK else figures[-1].when
    publisher = newest.source.publisher if not re.search(r"\d", newest.source.publisher) else ""
    kinds = "、".join(dict.fromkeys(each.fact.status.zh for each in figures))
    return f"{until}　来源：{publisher}{kinds}"


def _known(line: Line, facts: Sequence[Fact], breaks: Sequence[Break]) -> list[Fact]:
    """The same period year by year; empty where something in it cannot be compared."""
    fact = line.figure.fact
    own = [each for each in facts if each.indicator == fact.indicator and each.scope == WHOLE]
    series = Series(line.indicator, own, breaks)
    years = range(fact.period.year - _YEARS + 1, fact.period.year + 1)
    periods = [Period(year, fact.period.month, fact.period.kind) for year in years]
    known = [each for period in periods if (each := series.at(period, fact.basis, fact)) and each.has_value]
    even = all(each.approx is Approx.EXACT and each.status is not Status.ESTIMATE for each in known)
    cut = known and series.broken_between(known[0].period, fact.period, fact.region)
    return known if even and not cut else []


def _bar(shown: Figure, line: Line, register: Register) -> Bar:
    text = shown.numeral.grouped
    value = shown.fact.value / units.parse(shown.numeral.unit).factor
    return Bar(
        f"{shown.fact.period.year}年", value, Span(text, register.bind(text, shown.fact, line.indicator))
    )


def is_number(shown: Figure) -> bool:
    """Whether it can stand as a number: a value, exact, no range."""
    return shown.fact.has_value and shown.fact.approx is Approx.EXACT and shown.fact.value_to is None
