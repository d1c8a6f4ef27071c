"""查数: the figure that a few words ask for. Deterministic, offline; nothing when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from minsheng import asking
from minsheng.asking import Holdings, Question
from minsheng.catalogue import Catalogue
from minsheng.changes import Change, Series
from minsheng.comparison import comparison
from minsheng.comparison.comparison import NothingBelow
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store import Store

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
class Hit:
    """A figure with its comparisons and its place among the units beside it."""

    figure: Figure
    yoy: Change
    qoq: Change
    position: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: figures, else what is nearest and hints in Chinese."""

    hits: tuple[Hit, ...] = ()
    nearest: tuple[Fact, ...] = ()
    hints: tuple[str, ...] = field(default=())


def look_up(text: str, store: Store, regions: Regions) -> Found:
    """The figures that the words ask for, newest first; without a place, the store's own unit."""
    home = store.settings.get("home", "")
    asked = asking.understand(text, store.catalogue, regions, holdings(store, home))
    places = asked.regions or ((home,) if home else ())
    if not asked.indicators:
        return Found(hints=_hints(asked, store.catalogue))
    codes = [indicator.code for indicator in asked.indicators]
    facts = store.facts(regions=places, indicators=codes)
    chosen = _choose(facts, asked)
    if not chosen:
        return Found(nearest=tuple(_nearest(facts, store, codes)), hints=_hints(asked, store.catalogue))
    return Found(tuple(_hit(fact, facts, store, regions) for fact in chosen))


def holdings(store: Store, home: str = "") -> Holdings:
    """What the store has figures of, for reading the words."""

    def periods(code: str) -> tuple[Period, ...]:
        return tuple(sorted((it.period for it in store.periods(code)), key=lambda it: it.end))

    return Holdings(tuple(it.region for it in store.places()), periods, home)


def _choose(facts: Iterable[Fact], asked: Question) -> list[Fact]:
    """For each indicator and place the one fact meant: the period asked for, else the newest of the year."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.has_value and _is_asked(fact.period, asked):
            groups.setdefault((fact.indicator, fact.region), []).append(fact)
    chosen = [max(group, key=_newest) for group in groups.values()]
    order = {indicator.code: place for place, indicator in enumerate(asked.indicators)}
    return sorted(chosen, key=lambda fact: (order[fact.indicator], fact.region))[:MOST]


def _is_asked(period: Period, asked: Question) -> bool:
    if asked.periods:
        return period in asked.periods or period.twin in asked.periods
    return asked.year is None or period.year == asked.year


def _newest(fact: Fact) -> tuple:
    preferred = _PREFERRED.index(fact.basis) if fact.basis in _PREFERRED else len(_PREFERRED)
    return (fact.period.end, fact.scope == WHOLE, -preferred, fact.period.kind == "year")


def _hit(fact: Fact, facts: Iterable[Fact], store: Store, regions: Regions) -> Hit:
    indicator = store.catalogue[fact.indicator]
    own = [f for f in facts if (f.region, f.indicator, f.scope) == (fact.region, fact.indicator, fact.scope)]
    series = Series(indicator, own, store.breaks())
    shown = Figure(fact, indicator, regions.get(fact.region).name_at(fact.period))
    return Hit(shown, series.yoy(fact), series.qoq(fact), position(fact, store, regions))


def position(fact: Fact, store: Store, regions: Regions) -> dict[str, object] | None:
    """The place of a unit among the units beside it, as ``minsheng rank`` gives it; None where it is not ranked."""
    above = regions.parent(fact.region, fact.period)
    if above is None:
        return None
    asked = comparison.Question(store.catalogue[fact.indicator], fact.period, above)
    try:
        order = comparison.ask(store, regions, asked).ranking
    except NothingBelow:
        return None
    entry = order.entry(fact.region)
    if entry is None or order.ranked < 2 or (entry.fact.basis, entry.fact.scope) != (fact.basis, fact.scope):
        return None
    return {"rank": entry.rank, "ranked": order.ranked, "total": order.total, "within": above.code}


def _nearest(facts: Iterable[Fact], store: Store, codes: list[str]) -> list[Fact]:
    """What comes closest: the same figure at other times, else the same indicator elsewhere."""
    own = sorted((fact for fact in facts if fact.has_value), key=_newest, reverse=True)
    if own:
        return own[:3]
    elsewhere = (fact for fact in store.facts(indicators=codes[:1]) if fact.has_value)
    return sorted(elsewhere, key=_newest, reverse=True)[:3]


def sentences(hit: Hit, regions: Regions) -> tuple[str, str, str]:
    """The figure in three lengths to copy: alone, with its 同比, with its place among the units beside it and its source."""
    short, compared = hit.figure.sentence(), hit.figure.sentence(hit.yoy)
    return short, compared, f"{compared}{placed(hit, regions)}来源：{hit.figure.origin}。"


def placed(hit: Hit, regions: Regions) -> str:
    """在演示市有数的11个单位中列第2位。 Empty where it is not ranked."""
    if not hit.position:
        return ""
    within = regions.get(str(hit.position["within"])).name_at(hit.figure.fact.period)
    return f"在{within}有数的{hit.position['ranked']}个单位中列第{hit.position['rank']}位。"


def history(fact: Fact, store: Store) -> list[Fact]:
    """The same figure of the same basis over time, oldest first, one of each instant: for a small trend."""
    facts = store.facts(regions=[fact.region], indicators=[fact.indicator])
    alike = [it for it in facts if it.has_value and (it.scope, it.basis) == (fact.scope, fact.basis)]
    return sorted({it.period.end: it for it in alike}.values(), key=lambda it: it.period.end)


def _hints(asked: Question, catalogue: Catalogue) -> tuple[str, ...]:
    try:
        catalogue.find(asked.rest or "?")
    except MinshengError as error:
        return (str(error),) if not asked.indicators else ("库中没有这个时期的数。",)
    return ("库中没有这个地区或时期的数。",)
