"""From words to figures: what they ask for is fetched, and of all that fits the one that was meant comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from minsheng import computed
from minsheng.asking.question import Question, understand
from minsheng.asking.whereabouts import Holdings
from minsheng.facts import STRENGTH, WHOLE, Basis, Fact
from minsheng.geography.gazetteer import NATION
from minsheng.geography.regions import Regions
from minsheng.lookup import nearest
from minsheng.lookup.hits import Hit, hits
from minsheng.period import Period
from minsheng.store.reading import Store

MOST = 40  #: figures in one answer
#: bases in the order in which a person means them
_PREFERRED = (
    Basis.STOCK,
    Basis.YTD,
    Basis.STANDARD,
    Basis.RATE,
    Basis.QUARTER,
    Basis.MONTH,
    Basis.SINCE,
    Basis.AVERAGE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: figures, else what is nearest and hints in Chinese."""

    hits: tuple[Hit, ...] = ()
    nearest: tuple[Fact, ...] = ()
    hints: tuple[str, ...] = field(default=())

    @property
    def units(self) -> tuple[Hit, ...]:
        """The first figure of every place, where more than two were asked about: then the list is the answer."""
        alike = [it for it in self.hits if it.figure.fact.indicator == self.hits[0].figure.fact.indicator]
        return tuple(alike) if len({it.figure.fact.region for it in alike}) > 2 else ()

    @property
    def others(self) -> tuple[Hit, ...]:
        """What else the words may mean, beside the first figure or the list."""
        told = self.units or self.hits[:1]
        return tuple(it for it in self.hits if it not in told)


def look_up(text: str, store: Store, regions: Regions, home: str = "") -> Found:
    """The figures that the words ask for; without a place those of ``home``, the store's own unit, else the nation."""
    home = home or store.settings.get("home", "")
    asked = understand(text, store.catalogue, regions, holdings(store, home))
    if not asked.indicators or asked.stranger:
        return Found(
            nearest=nearest.elsewhere(asked, store, regions, home), hints=nearest.hints(asked, store, regions)
        )
    asked = replace(asked, regions=asked.regions or (home or NATION,))
    for reading in _readings(asked):
        facts = _facts(store, reading)
        if chosen := _choose(facts, reading):
            found = hits(chosen, facts, store, regions)
            return Found(found, nearest.beside(chosen, facts), _read_as(asked, regions))
    facts = _facts(store, asked)
    return Found(
        nearest=nearest.nearest(asked, facts, store, regions),
        hints=nearest.hints(asked, store, regions, facts),
    )


def _readings(asked: Question) -> Iterator[Question]:
    """The question as it stands; of figures called almost the same; of a part of the place above (德化县's 浔中镇)."""
    yield asked
    if asked.near:
        yield replace(asked, indicators=asked.near)
    if asked.above:
        yield replace(asked, regions=asked.above, part=True)


def holdings(store: Store, home: str = "") -> Holdings:
    """What the store has figures of, for reading the words; worked out once a revision."""
    return _holdings(store, store.stamp, home)


@lru_cache(maxsize=8)
def _holdings(store: Store, _stamp: str, home: str) -> Holdings:
    @cache
    def periods(code: str) -> tuple[Period, ...]:
        return tuple(sorted({it.period for it in store.periods(code)}, key=lambda it: it.order))

    scopes = store.scopes()
    return Holdings(
        tuple(it.region for it in store.places()), periods, home, lambda code: scopes.get(code, ())
    )


def _facts(store: Store, asked: Question) -> list[Fact]:
    """What the store has of the figures, and of what they are computed from."""
    codes = [it.code for it in asked.indicators]
    found = store.facts(regions=asked.regions, indicators=codes)
    unstated = [it for it in asked.indicators if all(f.indicator != it.code for f in found)]
    if asked.basis is Basis.QUARTER:
        found = [*found, *computed.single_quarters(found, store)]
    return [*found, *(fact for it in unstated for fact in computed.rates(it, asked.regions, store))]


def _choose(facts: Iterable[Fact], asked: Question) -> list[Fact]:
    """For each figure and place the one fact meant: the period asked for, else the newest; or one a year."""
    groups: dict[tuple, list[Fact]] = {}
    for fact in facts:
        if fact.has_value and asked.when.admits(fact.period) and _is_meant(fact, asked):
            year = fact.period.year if asked.when.each else 0
            groups.setdefault((fact.indicator, fact.region, -year), []).append(fact)
    chosen = [max(group, key=lambda fact: _meant(fact, asked)) for group in groups.values()]
    order = {indicator.code: place for place, indicator in enumerate(asked.indicators)}
    rank = {code: place for place, code in enumerate(asked.regions)}
    chosen.sort(key=lambda it: (order[it.indicator], rank.get(it.region, 0), -it.period.year))
    if asked.most and chosen:
        chosen = [it for it in chosen if it.indicator == chosen[0].indicator]
        chosen.sort(key=lambda it: -it.value * asked.most)
    return chosen[:MOST]


def _is_meant(fact: Fact, asked: Question) -> bool:
    if asked.part and fact.scope == WHOLE:
        return False
    return fact.basis is asked.basis if asked.basis else fact.basis is not Basis.TARGET


def _meant(fact: Fact, asked: Question) -> tuple:
    scope = 2 if fact.scope != WHOLE and fact.scope in asked.text else 1 if fact.scope == WHOLE else 0
    preferred = _PREFERRED.index(fact.basis) if fact.basis in _PREFERRED else len(_PREFERRED)
    vintage = (-STRENGTH[fact.status], fact.period.kind == "year")
    return (scope == 2, fact.period.end, scope, -preferred, vintage)


def _read_as(asked: Question, regions: Regions) -> tuple[str, ...]:
    """Said where a place was read as a slip of the pen."""
    if not asked.typed:
        return ()
    return (f"没有“{asked.typed}”，按{regions.get(asked.regions[0]).name}查。",)


def warm(store: Store, regions: Regions) -> None:
    """Make what the first question needs: the names of figures and places, their letters and sounds."""
    for words in ("演示市结昏登记", "ys jhdj", "溜博市低保人数"):
        look_up(words, store, regions)
