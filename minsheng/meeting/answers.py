"""The lines beside the number: against last year, the last quarter, the task; why; and how it stands among the places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import figure
from minsheng.cards import Card
from minsheng.changes import Change, Kind
from minsheng.comparison import verdict
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.contributions import Contributions, Part
from minsheng.facts import Basis
from minsheng.figure import Figure
from minsheng.series import Series
from minsheng.writing import stating
from minsheng.writing.binding import Entry

#: units named in the one line 为什么
NAMED = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One line beside the number: 比去年同期, 年度任务 …, with the figures and the bound wordings that it tells."""

    label: str
    text: str
    told: tuple[Figure | Entry | None, ...] = ()


def own(card: Card, series: Series) -> Iterable[Answer]:
    """How the figure itself stands: against last year, the last quarter, the task."""
    yoy = series.yoy(card.figure.fact)
    plain = figure.absolute(yoy, card.figure.indicator)
    rises = stating.growth(card.figure, yoy), stating.moved(card.figure, yoy.base, plain)
    yield Answer("比去年同期", _moved(yoy, card), rises)
    if last := _last_quarter(series, card):
        yield last
    if card.task and card.completion:
        yield Answer("年度任务", _task(card), (card.task, *card.done))
    if card.figure.quotation:
        yield Answer("原文", f"“{card.figure.quotation}”")


def around(
    card: Card,
    why: Contributions | None,
    reasons: Sequence[str],
    order: Comparison | None,
    beside: Comparison | None,
) -> Iterable[Answer]:
    """Why it moved, and how it stands among the places: those below it and those beside it."""
    if reasons or why:
        yield Answer("为什么", reasons[0]) if reasons else _named(why, card.figure)
    if order and order.ranking.ranked > 1:
        yield Answer(f"各{order.noun}", _spread(order), tuple(map(order.figure, verdict.ends(order)[::-1])))
    entry = beside.ranking.entry(card.figure.fact.region) if beside else None
    if entry and beside.ranking.ranked > 1:
        at = verdict.place_of(beside, entry).removeprefix("在")
        yield Answer("位次", f"{beside.place}{at}", (stating.place(beside.ranking, entry),))


def _moved(change: Change, card: Card) -> str:
    """▲ 3.4%（增加900张）, or the reason why there is no number."""
    if change.value is None:
        return change.reason
    plain = figure.absolute(change, card.figure.indicator) if change.unit in ("%", "倍") else ""
    more = f"（{plain}）" if plain and "持平" not in plain else ""
    return f"{figure.arrowed(change)}{more}"


def _last_quarter(series: Series, card: Card) -> Answer | None:
    """环比 of a flow between single quarters, of a period end against the last one; nothing where it has none."""
    shown = card.figure
    change = series.qoq(shown.fact)
    if change.value is None:
        return None
    single = shown.fact.basis in (Basis.YTD, Basis.QUARTER)
    told = card.single if single else shown
    label = "单季环比" if single else "比上季度末"
    return Answer(label, figure.arrowed(change), (stating.growth(told, change),) if told else ())


def _task(card: Card) -> str:
    done, task = card.completion, card.task
    about = (
        "" if task.fact.indicator == card.figure.fact.indicator else f"{task.indicator.title}{task.display}，"
    )
    return f"{about}{figure.progress(done)}"


def _named(why: Contributions, shown: Figure) -> Answer:
    """岫阳县增加320张，云岫县增加210张."""
    with_whole = [it for it in why.parts if (it.moved > 0) == (why.whole.absolute > 0) and it.moved][:NAMED]
    words = "，".join(f"{it.name}{moved(it.moved, shown)}" for it in with_whole)
    return Answer("为什么", words, tuple(added(it, shown) for it in with_whole))


def added(part: Part, shown: Figure) -> Entry | None:
    """What a unit adds to the change of the whole, ready to be used."""
    return stating.moved(replace(shown, fact=part.fact, place=part.name), part.base, moved(part.moved, shown))


def moved(difference: Decimal, shown: Figure) -> str:
    """A difference of the figure's own kind in words: 增加320张, 减少12人, 持平."""
    return figure.absolute(Change(Kind.YOY, None, "", difference), shown.indicator)


def size(difference: Decimal, shown: Figure) -> str:
    """A difference without its direction: 320张."""
    return moved(abs(difference), shown).removeprefix("增加")


def _spread(order: Comparison) -> str:
    """Who is at the ends; who has no figure: 最多云岫县1,204张，最少柳渡县210张，2个未报."""
    low, high = verdict.ends(order)
    words = ("最多", "最少") if order.ranking.indicator.aggregation == "sum" else ("最高", "最低")
    ends = ((words[0], high), (words[1], low))
    told = "，".join(
        f"{word}{it.name.removeprefix(order.place)}{verdict.number(order, it)}" for word, it in ends
    )
    lacking = order.ranking.total - order.ranking.ranked
    return f"{told}，{lacking}个无数" if lacking else told
