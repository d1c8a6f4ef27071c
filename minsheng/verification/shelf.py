"""The facts that a draft is held against, fetched once: of its own region, of those near it, and older vintages."""

from __future__ import annotations

from collections.abc import Iterable

from minsheng import derivation
from minsheng.catalogue import Indicator
from minsheng.facts import STRENGTH, Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.series import Series
from minsheng.store.reading import Store


class Shelf:
    """A store's facts by region and indicator.

    ``about`` are the indicators that a text speaks of, fetched together; ``until`` the last year that it knows of.
    """

    def __init__(
        self, store: Store, regions: Regions, about: Iterable[str] = (), until: int | None = None
    ) -> None:
        self.until = until
        self.store, self.regions, self.about = store, regions, frozenset(about)
        self.catalogue = store.catalogue
        self.breaks = store.breaks()
        self._facts: dict[str, dict[str, list[Fact]]] = {}
        self._near: dict[tuple[frozenset[Period], frozenset[str]], dict[str, dict[str, list[Fact]]]] = {}
        self._older: dict[tuple[str, frozenset[str]], dict[str, list[Fact]]] = {}

    def facts(self, region: str, indicator: str) -> list[Fact]:
        """The facts of one indicator in one region."""
        return self.all_of(region).get(indicator, [])

    def all_of(self, region: str) -> dict[str, list[Fact]]:
        """Everything about a region, by indicator."""
        if region not in self._facts:
            self._facts[region] = _by_indicator(self.store.facts(regions=[region]))
        return self._facts[region]

    def near(self, region: str, indicator: str, periods: Iterable[Period]) -> list[Fact]:
        """One indicator in the parent, the siblings and the children: where a number may have been taken from."""
        times = frozenset(at for period in periods for at in (period, period.twin) if at)
        wanted = self._together(indicator)
        shelf = self._near.setdefault((times, wanted), {})
        places = self._beside(region)
        if missing := [place for place in places if place not in shelf]:
            shelf.update({place: {} for place in missing})
            for fact in self.store.facts(regions=missing, indicators=wanted, periods=times):
                if fact.has_value:
                    shelf[fact.region].setdefault(fact.indicator, []).append(fact)
        return [fact for place in places for fact in shelf[place].get(indicator, ())]

    def _together(self, indicator: str) -> frozenset[str]:
        """What is fetched with an indicator: all that the text speaks of."""
        return self.about if indicator in self.about else frozenset([indicator])

    def _beside(self, region: str) -> list[str]:
        above = self.regions.parent(region)
        codes = [child.code for child in self.regions.children(region)]
        if above is not None:
            codes += [above.code, *(beside.code for beside in self.regions.children(above.code))]
        return sorted({code for code in codes if code != region})

    def older(self, fact: Fact) -> list[Fact]:
        """Other vintages and earlier revisions of a fact, those of the same instant too (the 快报 of the fourth quarter)."""
        key = (fact.region, self._together(fact.indicator))
        if key not in self._older:
            every = self.store.vintages(regions=[fact.region], indicators=key[1])
            self._older[key] = _by_indicator(every)
        return [
            other
            for other in self._older[key].get(fact.indicator, ())
            if _same_instant(other, fact) and other.value != fact.value and other.has_value
        ]

    def series(self, fact: Fact, *others: Period) -> Series:
        """The series that a fact belongs to; of a computed one its value of the year before and of ``others``."""
        own = [other for other in self.facts(fact.region, fact.indicator) if other.scope == fact.scope]
        indicator = self.catalogue[fact.indicator]
        if not own:
            times = (fact.period.year_before, *others)
            own = [fact, *(it for at in times for it in self.derived(fact.region, indicator, at))]
        return Series(indicator, own, self.breaks)

    def single_quarters(self, fact: Fact) -> Iterable[Fact]:
        """The single quarters of the series, stored or computed."""
        return self.series(fact).single_quarters() if self.catalogue[fact.indicator].is_flow else ()

    def derived(self, region: str, indicator: Indicator, period: Period | None) -> list[Fact]:
        """An indicator that nobody reported, out of its formula, where its operands are there; of a year at each of its quarters."""
        if indicator.formula is None or period is None:
            return []
        instants = [period, period.twin] if period.is_year_end else [period]
        if period.kind == "year":
            instants += [Period.quarter(period.year, number) for number in (3, 2, 1)]
        found = (
            derivation.derive(indicator, at, self._finder(region), self.catalogue) for at in instants if at
        )
        return [fact for fact in found if fact]

    def _finder(self, region: str) -> derivation.Finder:
        def find(code: str, at: Period) -> Fact | None:
            own = [f for f in self.facts(region, code) if f.period in (at, at.twin) and f.has_value]
            usual = [f for f in own if f.basis is self.catalogue[code].basis and f.basis is not Basis.TARGET]
            return min(usual, key=lambda f: f.period != at, default=None)

        return find


def _same_instant(other: Fact, fact: Fact) -> bool:
    """Whether two facts are of one thing and time, the one at least as strong a vintage as the other."""
    same = other.scope == fact.scope and other.basis is fact.basis
    now = other.period == fact.period or (
        other.period == fact.period.twin and STRENGTH[other.status] > STRENGTH[fact.status]
    )
    return same and now


def _by_indicator(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.indicator, []).append(fact)
    return found
