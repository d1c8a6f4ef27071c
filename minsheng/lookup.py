"""查数: the figure that a few words ask for. Deterministic, offline; nothing when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from minsheng import computed
from minsheng.asking.question import Question, understand
from minsheng.asking.whereabouts import Holdings
from minsheng.catalogue import Catalogue
from minsheng.changes import Change, Series
from minsheng.comparison import comparison
from minsheng.comparison.comparison import NothingBelow
from minsheng.comparison.ranking import Ranking
from minsheng.errors import MinshengError
from minsheng.facts import STRENGTH, WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store

MOST = 40  #: figures in one answer
NEAREST = 5
NATION = "000000"
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


def look_up(text: str, store: Store, regions: Regions, home: str = "") -> Found:
    """The figures that the words ask for; without a place those of ``home``, the store's own unit, else the nation."""
    home = home or store.settings.get("home", "")
    asked = understand(text, store.catalogue, regions, holdings(store, home))
    if not asked.indicators or asked.stranger:
        return Found(nearest=_elsewhere(asked, store, regions), hints=_hints(asked, store, regions))
    places = asked.regions or (home or NATION,)
    facts = _facts(store, places, asked)
    chosen = _choose(facts, places, asked)
    if not chosen and asked.near:
        instead = replace(asked, indicators=asked.near)
        others = _facts(store, places, instead)
        if chosen := _choose(others, places, instead):
            facts = others
    if not chosen and asked.above:
        facts = _facts(store, asked.above, asked)
        chosen = _choose((it for it in facts if it.scope != WHOLE), asked.above, asked)
    if not chosen:
        asked = replace(asked, regions=places)
        near = _nearest(facts, asked) or _elsewhere(asked, store, regions)
        return Found(nearest=near, hints=_hints(asked, store, regions, facts))
    hits = _Answers(store, regions, facts).hits(chosen)
    return Found(hits, _beside(chosen, facts), _read_as(asked, regions))


def holdings(store: Store, home: str = "") -> Holdings:
    """What the store has figures of, for reading the words."""

    def periods(code: str) -> tuple[Period, ...]:
        return tuple(sorted({it.period for it in store.periods(code)}, key=lambda it: it.order))

    return Holdings(
        tuple(it.region for it in store.places()), periods, home, lambda code: store.scopes().get(code, ())
    )


def _facts(store: Store, places: Iterable[str], asked: Question) -> list[Fact]:
    """What the store has of the figures, and of what they are computed from."""
    codes = [it.code for it in asked.indicators]
    found = store.facts(regions=places, indicators=codes)
    unstated = [it for it in asked.indicators if all(f.indicator != it.code for f in found)]
    if asked.basis is Basis.QUARTER:
        found = [*found, *computed.single_quarters(found, store)]
    return [*found, *(fact for it in unstated for fact in computed.rates(it, places, store))]


# -- choosing -------------------------------------------------------------------------------------
def _choose(facts: Iterable[Fact], places: Sequence[str], asked: Question) -> list[Fact]:
    """For each figure and place the one fact meant: the period asked for, else the newest; or one a year."""
    groups: dict[tuple, list[Fact]] = {}
    for fact in facts:
        if fact.has_value and asked.when.admits(fact.period) and _is_basis(fact, asked):
            year = fact.period.year if asked.when.each else 0
            groups.setdefault((fact.indicator, fact.region, -year), []).append(fact)
    chosen = [max(group, key=lambda fact: _meant(fact, asked)) for group in groups.values()]
    order = {indicator.code: place for place, indicator in enumerate(asked.indicators)}
    rank = {code: place for place, code in enumerate(places)}
    chosen.sort(key=lambda it: (order[it.indicator], rank.get(it.region, 0), -it.period.year))
    if asked.most and chosen:
        chosen = [it for it in chosen if it.indicator == chosen[0].indicator]
        chosen.sort(key=lambda it: -it.value * asked.most)
    return chosen[:MOST]


def _is_basis(fact: Fact, asked: Question) -> bool:
    return fact.basis is asked.basis if asked.basis else fact.basis is not Basis.TARGET


def _meant(fact: Fact, asked: Question) -> tuple:
    scope = 2 if fact.scope != WHOLE and fact.scope in asked.text else 1 if fact.scope == WHOLE else 0
    preferred = _PREFERRED.index(fact.basis) if fact.basis in _PREFERRED else len(_PREFERRED)
    vintage = (-STRENGTH[fact.status], fact.period.kind == "year")
    return (scope == 2, fact.period.end, scope, -preferred, vintage)


# -- answering ------------------------------------------------------------------------------------
class _Answers:
    """Figures with all that belongs to them; each order among the units of a place is made once."""

    def __init__(self, store: Store, regions: Regions, facts: Iterable[Fact]) -> None:
        self._store, self._regions, self._breaks = store, regions, store.breaks()
        self._orders: dict[tuple[str, Period, str], Ranking | None] = {}
        self._series: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in facts:
            if not fact.derivation:
                self._series.setdefault((fact.region, fact.indicator, fact.scope), []).append(fact)

    def hits(self, chosen: Iterable[Fact]) -> tuple[Hit, ...]:
        return tuple(map(self._hit, chosen))

    def _hit(self, fact: Fact) -> Hit:
        indicator = self._store.catalogue[fact.indicator]
        own = self._series.get((fact.region, fact.indicator, fact.scope), [fact])
        series = Series(indicator, own, self._breaks)
        shown = Figure(fact, indicator, self._regions.get(fact.region).name_at(fact.period))
        return Hit(shown, series.yoy(fact), series.qoq(fact), self._position(fact))

    def _position(self, fact: Fact) -> dict[str, object] | None:
        """The place of a unit among the units beside it, as ``minsheng rank`` gives it; None where it is not ranked."""
        above = self._regions.parent(fact.region, fact.period)
        order = self._order(fact, above.code) if above and not fact.derivation else None
        entry = order.entry(fact.region) if order else None
        if entry is None or order.ranked < 2:
            return None
        if (entry.fact.basis, entry.fact.scope) != (fact.basis, fact.scope):
            return None
        return {"rank": entry.rank, "ranked": order.ranked, "total": order.total, "within": above.code}

    def _order(self, fact: Fact, above: str) -> Ranking | None:
        key = (fact.indicator, fact.period, above)
        if key not in self._orders:
            self._orders[key] = self._ordered(*key)
        return self._orders[key]

    def _ordered(self, code: str, period: Period, above: str) -> Ranking | None:
        question = comparison.Question(self._store.catalogue[code], period, self._regions.get(above))
        try:
            return comparison.ask(self._store, self._regions, question).ranking
        except NothingBelow:
            return None


def hit(fact: Fact, store: Store, regions: Regions) -> Hit:
    """A figure that is known already, with all that belongs to it."""
    return _Answers(store, regions, store.facts(regions=[fact.region], indicators=[fact.indicator])).hits(
        [fact]
    )[0]


def _read_as(asked: Question, regions: Regions) -> tuple[str, ...]:
    """Said where a place was read as a slip of the pen."""
    if not asked.typed:
        return ()
    return (f"没有“{asked.typed}”，按{regions.get(asked.regions[0]).name}查。",)


# -- where there is nothing -----------------------------------------------------------------------
def _beside(chosen: Sequence[Fact], facts: Iterable[Fact]) -> tuple[Fact, ...]:
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


def _nearest(facts: Iterable[Fact], asked: Question) -> tuple[Fact, ...]:
    """The same figure of the same place at the times next to the one asked for."""
    own = [it for it in facts if it.has_value]
    if not own:
        return ()
    newest = max(it.period for it in own)
    wanted = next(iter(asked.when.periods), None)
    if wanted is None:
        wanted = Period.of_year(max(asked.when.years)) if asked.when.years else newest
    return tuple(_by_distance(own, wanted)[:NEAREST])


def _elsewhere(asked: Question, store: Store, regions: Regions) -> tuple[Fact, ...]:
    """The same figure of the places around: above, beside, the nation; the newest of each."""
    if not asked.indicators:
        return ()
    near: dict[str, None] = {}
    for code in asked.regions[:3]:
        for above in regions.ancestors(code):
            near |= dict.fromkeys((above.code, *(it.code for it in regions.children(above.code))))
            break
        near |= dict.fromkeys(it.code for it in regions.ancestors(code))
    places, code = [it for it in near if it not in (*asked.regions, NATION)], asked.indicators[0].code
    facts = store.facts(regions=[NATION], indicators=[code])
    facts += store.facts(regions=places, indicators=[code]) if places else []
    newest: dict[str, Fact] = {}
    for fact in facts:
        if fact.has_value and fact.basis is not Basis.TARGET:
            newest[fact.region] = max(newest.get(fact.region, fact), fact, key=lambda it: it.period.order)
    return tuple(newest[it] for it in (*places, NATION) if it in newest)[:NEAREST]


def _hints(asked: Question, store: Store, regions: Regions, facts: Iterable[Fact] = ()) -> tuple[str, ...]:
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
    if name[0] in "全本我":
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


# -- telling --------------------------------------------------------------------------------------
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
    """The same figure of the same basis over time, oldest first, one of each instant: for a small trend.

    A sum since January stands beside the sums over the same months of other years only.
    """
    facts = store.facts(regions=[fact.region], indicators=[fact.indicator])
    alike = [it for it in facts if it.has_value and (it.scope, it.basis) == (fact.scope, fact.basis)]
    if fact.basis is Basis.YTD:
        alike = [it for it in alike if it.period.month == fact.period.month]
    return sorted({it.period.end: it for it in alike}.values(), key=lambda it: it.period.end)


def warm(store: Store, regions: Regions) -> None:
    """Make what the first question needs: the names of figures and places, their letters and sounds."""
    for words in ("演示市结昏登记", "ys jhdj", "溜博市低保人数"):
        look_up(words, store, regions)
