"""Where there is no figure: what is nearest to the one asked for, and why there is none, in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from minsheng.asking.question import Question, names
from minsheng.catalogue import Catalogue
from minsheng.errors import MinshengError
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.gazetteer import NATION
from minsheng.geography.placenames import needs_context
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store

NEAREST = 5
_ALIKE = 0.6  #: how near a name is to be offered


def beside(chosen: Sequence[Fact], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The first figure at the instants next to it."""
    first = chosen[0]
    alike = (first.region, first.indicator, first.scope, first.basis)
    own = {
        it.period.end: it
        for it in facts
        if it.has_value and (it.region, it.indicator, it.scope, it.basis) == alike
    }
    own.pop(first.period.end, None)
    return tuple(_by_distance(own.values(), first.period)[:2])


def _by_distance(facts: Iterable[Fact], period: Period) -> list[Fact]:
    return sorted(facts, key=lambda it: (abs((it.period.end - period.end).days), it.region, it.scope))


def nearest(asked: Question, facts: Iterable[Fact], store: Store, regions: Regions) -> tuple[Fact, ...]:
    """The same figure of the same place at the times next to the one asked for; else its parts there, and the places around."""
    own = [it for it in facts if it.has_value]
    if not own:
        return (*_relatives(asked, store), *elsewhere(asked, store, regions))[:NEAREST]
    newest = max(it.period for it in own)
    wanted = next(iter(asked.when.periods), None)
    if wanted is None:
        wanted = Period.of_year(max(asked.when.years)) if asked.when.years else newest
    return tuple(_by_distance(own, wanted)[:NEAREST])


def _relatives(asked: Question, store: Store) -> tuple[Fact, ...]:
    """What the figure is a part of, its own parts and what is called alike, in the same place and unit; the newest of each."""
    it, catalogue = asked.indicators[0], store.catalogue
    above = [catalogue[it.parent]] if it.parent in catalogue else []
    alike = names(catalogue).best(asked.rest, like=_ALIKE)
    kin = dict.fromkeys((*above, *catalogue.children(it.code), *alike))
    codes = [other.code for other in kin if other.unit == it.unit]
    there = store.facts(regions=asked.regions[:1], indicators=codes) if codes else []
    newest = _newest((fact for fact in there if asked.when.admits(fact.period)), lambda fact: fact.indicator)
    return tuple(newest[code] for code in codes if code in newest)


def _newest(facts: Iterable[Fact], key: Callable[[Fact], str]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.has_value and fact.basis is not Basis.TARGET:
            found[key(fact)] = max(found.get(key(fact), fact), fact, key=lambda it: it.period.order)
    return found


def elsewhere(asked: Question, store: Store, regions: Regions, home: str = "") -> tuple[Fact, ...]:
    """The same figure of the places around: above, beside, the nation; the newest of each. Where no place is known, of ``home``."""
    if not asked.indicators:
        return ()
    near: dict[str, None] = {} if asked.regions or not home else {home: None}
    for code in asked.regions[:3]:
        for above in regions.ancestors(code):
            near |= dict.fromkeys((above.code, *(it.code for it in regions.children(above.code))))
            break
        near |= dict.fromkeys(it.code for it in regions.ancestors(code))
    places, code = [it for it in near if it not in (*asked.regions, NATION)], asked.indicators[0].code
    facts = store.facts(regions=[NATION], indicators=[code])
    facts += store.facts(regions=places, indicators=[code]) if places else []
    newest = _newest(facts, lambda fact: fact.region)
    return tuple(newest[it] for it in (*places, NATION) if it in newest)[:NEAREST]


def hints(asked: Question, store: Store, regions: Regions, facts: Iterable[Fact] = ()) -> tuple[str, ...]:
    if asked.stranger:
        return (_about_stranger(asked.stranger),)
    if not asked.indicators:
        return (_about_name(asked, store.catalogue),)
    blank = next((it for it in facts if not it.has_value and asked.when.admits(it.period)), None)
    if blank:
        shown = Figure(
            blank, store.catalogue[blank.indicator], regions.get(blank.region).name_at(blank.period)
        )
        return (f"{shown.place}{shown.name}（{shown.when}）：{shown.display}。",)
    place = regions.get(asked.regions[0]).name if len(asked.regions) == 1 else "这些地区"
    name = asked.indicators[0].name
    if any(it.has_value for it in facts):
        return (f"库中没有{place}{name}这个时期的数。",)
    return (f"库中没有{place}的{name}。",)


def _about_stranger(name: str) -> str:
    if name[0] in "全本我" or needs_context(name):
        return f"请写明“{name}”是哪里，或先选择本单位。"
    return f"没有名为“{name}”的地区。请核对地名。"


def _about_name(asked: Question, catalogue: Catalogue) -> str:
    if not asked.rest.strip():
        return "请写上要查的指标，例如低保人数、结婚登记。"
    try:
        catalogue.find(asked.rest)
    except MinshengError as error:
        return str(error)
    return "请写上要查的指标。"
