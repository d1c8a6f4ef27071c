"""会议演示: a chosen list of figures, one a screen, each with what a leader asks of it.

How it stands against last year, the last quarter, the year's task; why; and how the units below share in it.
A sheet is made once from the facts of one revision, so that nothing moves while the meeting looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from minsheng import figure
from minsheng.cards import Card, Shelf
from minsheng.catalogue import Catalogue
from minsheng.changes import Break, Change, Kind, Series
from minsheng.chapters import sources_of
from minsheng.comparison import comparison, contributions, verdict
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.contributions import Contributions
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.overview import said
from minsheng.period import Period
from minsheng.receiving.explanations import Explanation

#: years that a chart goes back
YEARS = 4
#: units named in the one line 为什么
NAMED = 2
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One line beside the number: 比去年同期, 年度任务 …."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart; ``figure`` is None where that year has no figure. ``cut``: the definition changed before it."""

    label: str
    figure: Figure | None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen of the meeting."""

    card: Card
    headline: str
    answers: tuple[Answer, ...]
    bars: tuple[Bar, ...]
    target: Figure | None
    why: Contributions | None
    told: tuple[str, ...]
    yoy: Change
    beside: Comparison | None

    @property
    def figure(self) -> Figure:
        """The figure that the screen is about."""
        return self.card.figure

    @property
    def foot(self) -> str:
        """What the number is: name, basis, date, vintage and source, marks."""
        shown = self.figure
        words = (shown.name, shown.basis, f"截至{shown.fact.period.name_of_end}", shown.fact.status.zh)
        marks = (it for it in shown.marks if it != "演示")
        return " · ".join(it for it in (*words, sources_of([shown]), *marks) if it)


@dataclass(frozen=True)
class Room:
    """What the sheets are made from: the facts of the place, the units below it and those beside it, of one revision."""

    catalogue: Catalogue
    regions: Regions
    breaks: Sequence[Break]
    region: Region
    period: Period
    facts: Sequence[Fact]
    explanations: Sequence[Explanation] = ()

    @cached_property
    def units(self) -> tuple[Region, ...]:
        """The units directly below the place."""
        return comparison.below(self.region, self.period, self.regions)

    @property
    def above(self) -> Region | None:
        """The place that the units beside this one belong to."""
        return self.regions.parent(self.region.code, self.period)

    @cached_property
    def _near(self) -> list[Fact]:
        """The facts that an order of the period may need: its own, and the populations of the years before."""
        wanted = set(comparison.periods(self.period))
        return [fact for fact in self.facts if fact.period in wanted]

    def of_unit(self, unit: Region, code: str) -> list[Fact]:
        """A unit's facts of an indicator in whole scope."""
        return self._by_figure.get((unit.code, code), [])

    @cached_property
    def _by_figure(self) -> dict[tuple[str, str], list[Fact]]:
        by: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts:
            if fact.scope == WHOLE:
                by.setdefault((fact.region, fact.indicator), []).append(fact)
        return by

    def unit_name(self, unit: Region) -> str:
        """A unit's name beside its own place: a town without its county's name."""
        return unit.name_at(self.period).removeprefix(self.region.name_at(self.period))

    def order(self, code: str, within: Region | None) -> Comparison | None:
        """The units below a place by one indicator; None where none has a figure."""
        units = comparison.below(within, self.period, self.regions) if within else ()
        if not units:
            return None
        asked = Question(self.catalogue[code], self.period, within)
        found = comparison.compared(self._near, asked, units, self.catalogue, self.breaks)
        return found if found.ranking.entries else None

    @cached_property
    def shelf(self) -> Shelf:
        """The place's own figures as series."""
        own = [fact for fact in self.facts if fact.region == self.region.code]
        return Shelf(own, self.catalogue, self.breaks, self._name_of, self.period)

    def _name_of(self, code: str, period: Period | None) -> str:
        return self.regions.get(code).name_at(period)


def codes(region: Region, period: Period, regions: Regions) -> tuple[str, ...]:
    """The places whose facts a meeting about a place needs: its own, those below it, those beside it and above."""
    above = regions.parent(region.code, period)
    around = (above, *comparison.below(above, period, regions)) if above else ()
    return tuple(
        dict.fromkeys(it.code for it in (region, *comparison.below(region, period, regions), *around))
    )


def rows_of(chosen: Iterable[str], headlines: Rows, catalogue: Catalogue) -> list[dict[str, str]]:
    """The chosen indicators as rows of headlines: what data/headlines.csv says of one (its task) is kept."""
    tasks = {code: row.get("task") or "" for row in headlines for code in row["candidates"].split("|")}
    return [
        {
            "title": catalogue[code].title,
            "candidates": code,
            "companions": "",
            "task": tasks.get(code, ""),
        }
        for code in chosen
        if code in catalogue
    ]


def offered(room: Room) -> dict[str, str]:
    """The indicators that the place has a figure of in the period, by name: what a list can be made of."""
    shelf = room.shelf
    return {it.code: it.title for it in room.catalogue if shelf.at(it.code, room.period)}


def usual(room: Room, headlines: Rows) -> list[str]:
    """The figures that a meeting looks at where nobody chose: the headlines that the place has."""
    return [card.figure.fact.indicator for card in room.shelf.cards(headlines)[0]]


def sheets(room: Room, chosen: Iterable[str], headlines: Rows) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The screens of the chosen indicators in their order, and the names of those that the period has no figure of."""
    shelf, told = room.shelf, room.explanations
    cards, lacking = [], []
    for row in rows_of(chosen, headlines, room.catalogue):
        found, _ = shelf.cards([row])
        cards.extend(found)
        lacking.extend([] if found else [row["title"]])
    return tuple(_sheet(card, room, shelf, told) for card in cards), tuple(lacking)


def _sheet(card: Card, room: Room, shelf: Shelf, told: Sequence[Explanation]) -> Sheet:
    series = shelf.comparable(card.figure.fact.indicator)
    bars = _bars(card, shelf, series)
    code = card.figure.fact.indicator
    why, order, beside = _why(card, room), room.order(code, room.region), room.order(code, room.above)
    reasons = tuple(_reasons(card, room, told))
    target = card.completion.target if card.completion else None
    on_chart = target if target and target.indicator == card.figure.fact.indicator else None
    return Sheet(
        card,
        _headline(card),
        (*_answers(card, series), *_around(card, why, reasons, order, beside)),
        bars,
        shelf.shown(on_chart) if on_chart else None,
        why,
        reasons,
        series.yoy(card.figure.fact),
        beside,
    )


def _headline(card: Card) -> str:
    """三季度末养老床位2.74万张，比去年同期增长3.4%，完成年度目标的72%，比时序进度慢3个百分点."""
    shown = card.figure
    parts = [f"{shown.when}{shown.place}{shown.indicator.title}{shown.display}"]
    if card.yoy:
        parts.append(said(card.yoy))
    if card.task and card.completion:
        about = "" if card.task.fact.indicator == shown.fact.indicator else card.task.indicator.title
        parts.append(f"{about}{figure.progress(card.completion)}")
    return "，".join(parts)


# -- the answers beside the number ----------------------------------------------------------------
def _answers(card: Card, series: Series) -> Iterable[Answer]:
    """How the figure itself stands: against last year, the last quarter, the task."""
    yield Answer("比去年同期", _moved(series.yoy(card.figure.fact), card))
    if last := _last_quarter(series, card.figure):
        yield last
    if card.task and card.completion:
        yield Answer("年度任务", _task(card))
    if card.figure.quotation:
        yield Answer("原文", f"“{card.figure.quotation}”")


def _around(
    card: Card,
    why: Contributions | None,
    reasons: Sequence[str],
    order: Comparison | None,
    beside: Comparison | None,
) -> Iterable[Answer]:
    """Why it moved, and how it stands among the places: those below it and those beside it."""
    if reasons or why:
        yield Answer("为什么", reasons[0] if reasons else _named(why, card.figure))
    if order and order.ranking.ranked > 1:
        yield Answer(f"各{order.noun}", _spread(order))
    entry = beside.ranking.entry(card.figure.fact.region) if beside else None
    if entry and beside.ranking.ranked > 1:
        yield Answer("位次", f"{beside.place}{verdict.place_of(beside, entry).removeprefix('在')}")


def _moved(change: Change, card: Card) -> str:
    """▲ 3.4%（增加900张）, or the reason why there is no number."""
    if change.value is None:
        return change.reason
    plain = figure.absolute(change, card.figure.indicator) if change.unit in ("%", "倍") else ""
    more = f"（{plain}）" if plain and "持平" not in plain else ""
    return f"{figure.arrowed(change)}{more}"


def _last_quarter(series: Series, shown: Figure) -> Answer | None:
    """环比 of a flow between single quarters, of a period end against the last one; nothing where it has none."""
    change = series.qoq(shown.fact)
    if change.value is None:
        return None
    single = shown.fact.basis in (Basis.YTD, Basis.QUARTER)
    return Answer("单季环比" if single else "比上季度末", figure.arrowed(change))


def _task(card: Card) -> str:
    done, task = card.completion, card.task
    about = (
        "" if task.fact.indicator == card.figure.fact.indicator else f"{task.indicator.title}{task.display}，"
    )
    return f"{about}{figure.progress(done)}"


def _named(why: Contributions, shown: Figure) -> str:
    """岫阳县增加320张，云岫县增加210张."""
    with_whole = [it for it in why.parts if (it.moved > 0) == (why.whole.absolute > 0) and it.moved][:NAMED]
    return "，".join(f"{it.name}{moved(it.moved, shown)}" for it in with_whole)


def moved(difference: Decimal, shown: Figure) -> str:
    """A difference of the figure's own kind in words: 增加320张, 减少12人, 持平."""
    return figure.absolute(Change(Kind.YOY, None, "", difference), shown.indicator)


def size(difference: Decimal, shown: Figure) -> str:
    """A difference without its direction: 320张."""
    return moved(abs(difference), shown).removeprefix("增加")


def _spread(order: Comparison) -> str:
    """Who is at the ends; who has no figure: 最多云岫县1,204张，最少柳渡县210张，2个未报."""
    entries = sorted(order.ranking.entries, key=lambda it: it.value)
    low, high = entries[0], entries[-1]
    words = ("最多", "最少") if order.ranking.indicator.aggregation == "sum" else ("最高", "最低")
    ends = ((words[0], high), (words[1], low))
    told = "，".join(
        f"{word}{it.name.removeprefix(order.place)}{verdict.number(order, it)}" for word, it in ends
    )
    lacking = order.ranking.total - order.ranking.ranked
    return f"{told}，{lacking}个无数" if lacking else told


# -- why ------------------------------------------------------------------------------------------
def _why(card: Card, room: Room) -> Contributions | None:
    """The change of the place shared out over the units below."""
    if card.yoy is None and not any(change.absolute for change in card.changes):
        return None
    whole = card.yoy or card.changes[0]
    code, basis = card.figure.fact.indicator, card.figure.fact.basis
    indicator = room.catalogue[code]
    units = []
    for unit in room.units:
        series = Series(indicator, room.of_unit(unit, code), room.breaks)
        fact = series.at(room.period, basis)
        change = (
            (series.yoy(fact) if whole.kind is Kind.YOY else series.since_year_start(fact)) if fact else None
        )
        units.append((room.unit_name(unit), fact, change))
    return contributions.contributions(indicator, whole, units)


def _reasons(card: Card, room: Room, told: Sequence[Explanation]) -> Iterable[str]:
    """What the place and its units wrote about the figure in this period, the place itself first."""
    names = {unit.code: room.unit_name(unit) for unit in room.units}
    about = {str(room.period), str(room.period.twin)}
    mine = [it for it in told if it.indicator == card.figure.fact.indicator and it.period in about]
    for it in mine:
        if it.region == room.region.code:
            yield it.text
    for it in mine:
        if it.region in names:
            yield f"{names[it.region]}：{it.text}"


# -- the chart ------------------------------------------------------------------------------------
def _bars(card: Card, shelf: Shelf, series: Series) -> tuple[Bar, ...]:
    """Like with like: the same months of each year of a flow, the ends of the years before and today's of the rest."""
    fact = card.figure.fact
    found = [(period, _at(shelf, series, fact, period)) for period in _points_of(fact)]
    first = next((place for place, (_, it) in enumerate(found) if it), len(found))
    bars, before = [], None
    for period, it in found[first:]:
        cut = bool(before and it and series.broken_between(before.period, it.period, fact.region))
        bars.append(Bar(_label(period, fact), shelf.shown(it) if it else None, cut))
        before = it or before
    return tuple(bars) if sum(bar.figure is not None for bar in bars) > 1 else ()


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
