"""What a meeting about a place looks at: the facts of it, below it and beside it, of one revision, and which figures it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from minsheng.breaks import Break
from minsheng.cards import Shelf
from minsheng.catalogue import Catalogue
from minsheng.comparison import comparison
from minsheng.comparison.comparison import Comparison, Question
from minsheng.facts import WHOLE, Fact
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving.explanations import Explanation

#: rows of data/headlines.csv
Rows = Sequence[Mapping[str, str]]


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


def offered(room: Room) -> dict[str, str]:
    """The indicators that the place has a figure of in the period, by name: what a list can be made of."""
    shelf = room.shelf
    return {it.code: it.title for it in room.catalogue if shelf.at(it.code, room.period)}


def usual(room: Room, headlines: Rows) -> list[str]:
    """The figures that a meeting looks at where nobody chose: the headlines that the place has."""
    return [card.figure.fact.indicator for card in room.shelf.cards(headlines)[0]]
