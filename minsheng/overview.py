"""总览: what a place's period has to say — a sentence, the headline cards, one chart, what needs attention.

The layout follows what exists: where nothing can be compared, the figures stand by chapter with their quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minsheng import figure
from minsheng.bars import Bars, bars
from minsheng.breaks import Break
from minsheng.cards import Absent, Card, Shelf, folded, lagging
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.chapters import Chapter, Entry, by_chapter, sources_of
from minsheng.facts import Basis, Fact, Status
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.writing import stating
from minsheng.writing.binding import Entry as Bound
from minsheng.yearlines import NameOf

#: fewer cards than these, or fewer with a change or a history, are no overview
LEAST_CARDS, LEAST_TELLING = 4, 3
#: so many cards are seen at once, above the chart
FOLD = 8
#: from this change on (%) a figure asks for a word of explanation
JUMP = Decimal(30)
Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the opening sentence, the figures that it is about, and what else it tells of them."""

    text: str
    figures: tuple[Figure, ...]
    besides: tuple[Bound | None, ...] = ()

    @property
    def told(self) -> tuple[Figure | Bound | None, ...]:
        """All that it tells, ready to be used."""
        return (*self.figures, *self.besides)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at. ``level`` is ``red`` (the one thing), ``amber`` or ``grey``."""

    level: str
    word: str
    text: str
    told: tuple[Bound | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the screen shows of a place and period. ``cards`` are empty where nothing can be compared."""

    place: str
    period: Period
    clauses: tuple[Clause, ...]
    below: str
    cards: tuple[Card, ...]
    attention: Card | None
    bars: Bars | None
    remarks: tuple[Remark, ...]
    chapters: tuple[Chapter, ...]

    @property
    def headline(self) -> str:
        """The opening sentence."""
        return "；".join(clause.text for clause in self.clauses) + "。"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the period."""
        return tuple(entry.figure for chapter in self.chapters for entry in chapter.entries)

    @property
    def has_totals(self) -> bool:
        """Whether any figure is a total to date."""
        return any(it.fact.basis is Basis.YTD for it in self.figures)

    @property
    def sources(self) -> str:
        """Where the figures come from, in one line."""
        return sources_of(self.figures)


def overview(
    facts: Sequence[Fact],
    catalogue: Catalogue,
    breaks: Sequence[Break],
    name_of: NameOf,
    region: str,
    period: Period,
    headlines: Rows,
    chapters: Rows,
) -> Overview:
    """The overview of a place in a period out of all its facts of all periods.

    ``headlines`` are the rows of data/headlines.csv, ``chapters`` those of data/chapters.csv.
    """
    rows = list(headlines)
    shelf = Shelf(facts, catalogue, breaks, name_of, period)
    cards, absent = shelf.cards(rows)
    if not _is_enough(cards):
        cards, absent = [], []
    grouped = by_chapter(facts, catalogue, breaks, name_of, period, chapters)
    place = name_of(region, period)
    entries = [entry for chapter in grouped for entry in chapter.entries]
    remarks = tuple(_remarks(cards, absent, [it.figure for it in entries]))
    compared = [entry for entry in entries if entry.changes]
    return Overview(
        place=place,
        period=period,
        clauses=tuple(_clauses(cards, place))
        or (*_lead(compared, rows, place), _counted(place, period, grouped)),
        below=_below(cards, remarks, entries) + _others_of_year(facts, period, entries),
        cards=folded(cards, FOLD),
        attention=lagging(cards),
        bars=bars(shelf, rows) if cards else None,
        remarks=remarks,
        chapters=grouped,
    )


def _is_enough(cards: Sequence[Card]) -> bool:
    """A text alone is shown by chapter; returns, and whatever has a history, as cards."""
    telling = sum(bool(card.changes or card.history) for card in cards)
    returned = any(card.figure.fact.status is not Status.PRESS for card in cards)
    return len(cards) >= LEAST_CARDS and (returned or telling >= LEAST_TELLING)


# -- sentences ------------------------------------------------------------------------------------
def _clauses(cards: Sequence[Card], place: str) -> Iterator[Clause]:
    """What a bureau head would say first: the first figure with its change, tasks done, the task that lags."""
    if not cards:
        return
    first = next((card for card in cards if card.yoy), cards[0])
    yield _clause(first, f"{first.figure.when}{place}")
    tasks = {card.task.indicator.title: card for card in cards if card.task and card.completion}
    if done := [name for name, card in tasks.items() if card.completion.rate >= 100]:
        early = "提前" if next(iter(tasks.values())).completion.pace < 100 else ""
        yield Clause(f"{'、'.join(done)}{early}完成年度目标", tuple(tasks[name].task for name in done))
    if late := lagging(cards):
        yield Clause(
            f"{late.task.indicator.title}{figure.progress(late.completion)}", (late.task,), late.done
        )
    if not tasks and (other := _second(cards, first)):
        yield _clause(other, "")


def _second(cards: Sequence[Card], first: Card) -> Card | None:
    others = [card for card in cards if card is not first]
    return next((card for card in reversed(others) if card.yoy), others[-1] if others else None)


def _clause(card: Card, lead: str) -> Clause:
    shown = card.figure
    if not lead and shown.fact.basis is Basis.YTD:
        lead = shown.when.partition("年")[2] or "全年"
    told = f"，{said(card.yoy)}" if card.yoy else ""
    rise = stating.growth(shown, card.yoy)
    return Clause(f"{lead}{shown.indicator.title}{shown.display}{told}", (shown,), (rise,))


def said(change: Change) -> str:
    """A 同比 as it is said aloud: 比去年同期下降1.2%, 与去年同期持平."""
    words = figure.magnitude(change)
    return f"与去年同期{words}" if "持平" in words else f"比去年同期{words}"


def _counted(place: str, period: Period, chapters: Sequence[Chapter]) -> Clause:
    """淄博市2022年有81个数可查，均引自公开文稿，尚无季报."""
    shown = [it.figure for chapter in chapters for it in chapter.entries]
    if not shown:
        return Clause(f"{place}{period.name}没有数据", ())
    vintages = {it.fact.status for it in shown}
    told = "，均引自公开文稿，尚无季报" if vintages == {Status.PRESS} else ""
    return Clause(f"{place}{period.name}有{len(shown)}个数可查{told}", ())


def _lead(compared: Sequence[Entry], rows: Rows, place: str) -> Iterator[Clause]:
    """Without cards the most telling figure that has a change: 民政事业费31.83亿元，单季环比下降3.9%."""
    heads = [code for row in reversed(list(rows)) for code in row["candidates"].split("|")]
    of_head = {entry.figure.fact.indicator: entry for entry in reversed(compared)}
    if entry := next((of_head[code] for code in heads if code in of_head), None):
        shown = entry.figure
        told = f"{shown.when}{place}{shown.indicator.title}{shown.display}，{figure.worded(entry.changes[0])}"
        yield Clause(told, (shown,), (stating.growth(shown, entry.changes[0]),))


def _others_of_year(facts: Sequence[Fact], period: Period, shown: Sequence[Entry]) -> str:
    """At a year's end the figures of the year that stop short of it: （另有5个截至11月或4月的数）."""
    have = {(it.figure.fact.indicator, it.figure.fact.scope, it.figure.fact.basis) for it in shown}
    short = {
        (it.indicator, it.scope, it.basis): it.period.month
        for it in sorted(facts, key=lambda fact: fact.period.order)
        if it.has_value and it.period.year == period.year and not it.period.is_year_end
    }
    months = [month for key, month in short.items() if key not in have]
    if not period.is_year_end or not months:
        return ""
    names = "或".join(f"{month}月" for month in sorted(set(months), reverse=True))
    return f"（本年另有{len(months)}个截至{names}的数，见年终答卷）"


def _below(cards: Sequence[Card], remarks: Sequence[Remark], entries: Sequence[Entry]) -> str:
    count = len(entries)
    if not count:
        return ""
    if not cards and (telling := sum(bool(entry.changes) for entry in entries)):
        return f"主要指标不足，先按章节列出各数，其中{telling}个可比。"
    if not cards:
        return "主要指标可比的时期不足，先按章节列出各数；导入更多时期的报表后显示同比和走势。"
    compared = sum(card.yoy is not None for card in cards)
    told = f"，{compared}项有去年同期数" if compared else "，均无去年同期数"
    watch = f"；需要留意{len(remarks)}项" if remarks else ""
    return f"本期共{count}个数，以下{len(cards)}项为主要指标{told}{watch}。"


# -- attention ------------------------------------------------------------------------------------
def _remarks(cards: Sequence[Card], absent: Sequence[Absent], shown: Sequence[Figure]) -> Iterator[Remark]:
    late = sorted((card for card in cards if card.is_behind), key=lambda card: card.completion.ahead)
    for place, card in enumerate(late):
        text = f"{card.task.indicator.title}{figure.progress(card.completion)}"
        yield Remark("amber" if place else "red", "进度", text, card.done)
    for card in cards:
        if card.yoy and card.yoy.unit == "%" and abs(card.yoy.value) >= JUMP:
            text = f"{card.figure.indicator.title}{said(card.yoy)}，宜说明原因"
            yield Remark("amber", "变动", text, (stating.growth(card.figure, card.yoy),))
    if cards:
        yield from _pending(shown)
    for card in cards:
        yield from (
            Remark("grey", "口径", f"{card.figure.indicator.title}{it}")
            for it in card.reasons
            if "口径变动" in it
        )
    for gone in absent:
        yield Remark("grey", "缺数", f"{gone.title}{gone.state}，此前最新为{gone.newest.name}")


def _pending(shown: Sequence[Figure]) -> Iterator[Remark]:
    waiting = [it.indicator.title for it in shown if it.fact.pending]
    if waiting:
        more = f"等{len(waiting)}项" if len(waiting) > 3 else ""
        yield Remark("amber", "待核", f"{'、'.join(waiting[:3])}{more}")
