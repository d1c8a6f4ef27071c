"""What was collected over screens: figures as they stand today, and what is said of them (a rise, a place) by its 数据编号.

A figure is kept by its key and follows the store; a wording is kept by its number and stays as it was given out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minsheng import selections
from minsheng.editions import numbers
from minsheng.editions.standing import Today, differs
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.writing.binding import Entry, Register


@dataclass(frozen=True, slots=True)
class Collected:
    """A member of a list with what it states; ``changed`` where the store would say otherwise today."""

    member: str
    entry: Entry
    figure: Figure
    changed: bool = False


def collected(store: Store, regions: Regions, members: Iterable[str]) -> list[Collected]:
    """What a list holds, in its order; what the store no longer gives is left out."""
    members = list(dict.fromkeys(members))
    keys = [it for it in members if not numbers.looks_like(it)]
    figures = {selections.member(fact): fact for fact in selections.figures(store, keys)}
    wordings = numbers.entries(store, (it for it in members if numbers.looks_like(it)))
    today, found = Today(store), []
    for it in members:
        fact = figures.get(it) or (wordings[it].fact if it in wordings else None)
        if fact is None or not fact.has_value:
            continue
        place = regions.get(fact.region).name_at(fact.period)
        shown = Figure(fact, store.catalogue[fact.indicator], place)
        if it in wordings:
            found.append(Collected(it, wordings[it], shown, differs(fact, today.of(fact).fact)))
        elif entry := Register().bind(shown.display, fact, shown.indicator):
            found.append(Collected(it, entry, shown))
    return found
