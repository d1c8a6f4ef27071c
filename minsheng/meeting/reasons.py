"""为什么: a change shared out over the units below, and what the place and its units wrote about it."""

from __future__ import annotations

from collections.abc import Iterable

from minsheng.cards import Card
from minsheng.changes import Kind
from minsheng.comparison import contributions
from minsheng.comparison.contributions import Contributions
from minsheng.meeting.room import Room
from minsheng.series import Series


def why(card: Card, room: Room) -> Contributions | None:
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


def written(card: Card, room: Room) -> Iterable[str]:
    """What the place and its units wrote about the figure in this period, the place itself first."""
    names = {unit.code: room.unit_name(unit) for unit in room.units}
    about = {str(room.period), str(room.period.twin)}
    mine = [
        it for it in room.explanations if it.indicator == card.figure.fact.indicator and it.period in about
    ]
    for it in mine:
        if it.region == room.region.code:
            yield it.text
    for it in mine:
        if it.region in names:
            yield f"{names[it.region]}：{it.text}"
