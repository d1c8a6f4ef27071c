"""The screens of a meeting, each made once from the facts of one revision: nothing moves while the meeting looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minsheng import figure
from minsheng.cards import Card
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.chapters import sources_of
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.contributions import Contributions
from minsheng.figure import Figure
from minsheng.meeting import answers, chart, reasons
from minsheng.meeting.answers import Answer
from minsheng.meeting.chart import Bar
from minsheng.meeting.room import Room, Rows
from minsheng.overview import said
from minsheng.writing import stating
from minsheng.writing.binding import Entry


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
    def bound(self) -> tuple[Figure | Entry | None, ...]:
        """What the headline tells, ready to be used."""
        return (self.figure, stating.growth(self.figure, self.card.yoy), *self.card.done)

    @property
    def foot(self) -> str:
        """What the number is: name, basis, date, vintage and source, marks."""
        shown = self.figure
        words = (shown.name, shown.basis, f"截至{shown.fact.period.name_of_end}", shown.fact.status.zh)
        marks = (it for it in shown.marks if it != "演示")
        return " · ".join(it for it in (*words, sources_of([shown]), *marks) if it)


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


def sheets(room: Room, chosen: Iterable[str], headlines: Rows) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The screens of the chosen indicators in their order, and the names of those that the period has no figure of."""
    cards, lacking = [], []
    for row in rows_of(chosen, headlines, room.catalogue):
        found, _ = room.shelf.cards([row])
        cards.extend(found)
        lacking.extend([] if found else [row["title"]])
    return tuple(_sheet(card, room) for card in cards), tuple(lacking)


def _sheet(card: Card, room: Room) -> Sheet:
    code, shelf = card.figure.fact.indicator, room.shelf
    series = shelf.comparable(code)
    why, told = reasons.why(card, room), tuple(reasons.written(card, room))
    order, beside = room.order(code, room.region), room.order(code, room.above)
    target = card.completion.target if card.completion else None
    on_chart = target if target and target.indicator == code else None
    return Sheet(
        card,
        _headline(card),
        (*answers.own(card, series), *answers.around(card, why, told, order, beside)),
        chart.bars(card, shelf, series),
        shelf.shown(on_chart) if on_chart else None,
        why,
        told,
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
