"""The chart of 总览: the figures of one indicator over some years, and the sentence that is its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from minsheng import numerals
from minsheng.cards import Shelf
from minsheng.changes import Change
from minsheng.chapters import sources_of
from minsheng.facts import Basis
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.writing import stating
from minsheng.writing.binding import Entry

#: fewer bars are no chart
LEAST_BARS = 4
#: quarters and years that the chart goes back
CHART_YEARS = 3
Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Bars:
    """The chart: figures of one indicator over some years; a sentence for a title. ``upto`` is the chosen period."""

    sentence: str
    facts: tuple[Figure, ...]
    upto: Period
    moved: Entry | None = None

    @property
    def told(self) -> tuple[Figure | Entry | None, ...]:
        """What the sentence tells, ready to be used."""
        return (self.facts[-1], self.moved)

    @property
    def sources(self) -> str:
        """Where its figures come from, in one line."""
        return sources_of(self.facts)


def bars(shelf: Shelf, rows: Rows) -> Bars | None:
    """The first charted indicator that has enough single quarters, else enough period ends."""
    codes = [row["chart"] for row in rows if row.get("chart")]
    heads = [code for row in rows for code in row["candidates"].split("|")]
    return next((found for code in [*codes, *heads] if (found := _of(shelf, code))), None)


def _of(shelf: Shelf, code: str) -> Bars | None:
    series = shelf.series(code)
    if series is None:
        return None
    flow = series.indicator.is_flow
    facts = series.single_quarters() if flow else series.along(series.indicator.basis)
    first = shelf.period.year - CHART_YEARS + 1
    near = [
        it
        for it in facts
        if it.has_value and it.period.number and first <= it.period.year and it.period.end <= shelf.period.end
    ]
    near = list({it.period.end: it for it in near}.values())
    if len(near) < LEAST_BARS or near[-1].period.end != shelf.period.end:
        return None
    shown = tuple(shelf.shown(fact) for fact in near)
    change = series.yoy(near[-1])
    sentence, size = _bar_sentence(shown[-1], change)
    return Bars(sentence, shown, shelf.period, stating.moved(shown[-1], change.base, size))


def _bar_sentence(shown: Figure, change: Change) -> tuple[str, str]:
    """低保支出三季度单季1.70亿元，比去年三季度多0.18亿元; and the difference alone."""
    quarter = shown.fact.period.name.partition("年")[2]
    when = f"{quarter}单季" if shown.fact.basis is Basis.QUARTER else shown.when
    lead = f"{shown.indicator.title}{when}{shown.display}"
    if change.absolute is None or change.reason:
        return lead, ""
    if change.absolute == 0:
        return f"{lead}，与去年同期持平", ""
    size = _alike(shown, abs(change.absolute))
    if not size:
        return f"{lead}，与去年同期基本持平", ""
    return f"{lead}，比去年同期{'多' if change.absolute > 0 else '少'}{size}", size


def _alike(shown: Figure, size: Decimal) -> str:
    """A difference in the unit that its figure is written in: 0.02亿元; empty where it is nothing in that unit."""
    unit = shown.numeral.unit
    scale = Decimal({"亿": 10**8, "万": 10**4}.get(unit[:1] if unit != shown.fact.unit else "", 1))
    finest = min(shown.numeral.step, scale / 100) if scale > 1 else shown.numeral.step
    rounded = numerals.rounded(size, max(finest, shown.fact.resolution or finest))
    return f"{(rounded / scale).normalize():,f}{unit}" if rounded else ""
