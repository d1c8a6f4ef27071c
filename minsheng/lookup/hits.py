"""A figure that was found, with all that belongs to it: its comparisons, its place among the units beside it, its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minsheng.changes import Change
from minsheng.comparison import comparison
from minsheng.comparison.comparison import NothingBelow
from minsheng.comparison.ranking import Ranking
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.series import Series
from minsheng.store.reading import Store
from minsheng.writing import stating
from minsheng.writing.binding import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure with its comparisons and its place among the units beside it; ``single`` is the quarter that 环比 is of."""

    figure: Figure
    yoy: Change
    qoq: Change
    position: dict[str, object] | None
    place: Entry | None = None
    single: Figure | None = None

    @property
    def told(self) -> tuple[Entry | None, ...]:
        """Its rises and its place, ready to be used."""
        return (
            stating.growth(self.figure, self.yoy),
            stating.growth(self.single or self.figure, self.qoq),
            self.place,
        )


def hit(fact: Fact, store: Store, regions: Regions) -> Hit:
    """A figure that is known already, with all that belongs to it."""
    return hits([fact], store.facts(regions=[fact.region], indicators=[fact.indicator]), store, regions)[0]


def hits(chosen: Iterable[Fact], facts: Iterable[Fact], store: Store, regions: Regions) -> tuple[Hit, ...]:
    """Figures with all that belongs to them; ``facts`` have their past."""
    chosen, breaks = list(chosen), store.breaks()
    series: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if not fact.derivation:
            series.setdefault(_line(fact), []).append(fact)
    placed = dict(_positions(chosen, store, regions))

    def made(fact: Fact) -> Hit:
        indicator = store.catalogue[fact.indicator]
        own = Series(indicator, series.get(_line(fact), [fact]), breaks)
        shown = Figure(fact, indicator, regions.get(fact.region).name_at(fact.period))
        position, place = placed.get(fact.key, (None, None))
        return Hit(shown, own.yoy(fact), own.qoq(fact), position, place, _single(shown, own))

    return tuple(map(made, chosen))


def _single(shown: Figure, own: Series) -> Figure | None:
    """The quarter alone of a sum since January."""
    fact = own.single_quarter(shown.fact.period) if shown.fact.basis is Basis.YTD else None
    return replace(shown, fact=fact) if fact else None


def _line(fact: Fact) -> tuple[str, str, str]:
    return fact.region, fact.indicator, fact.scope


# -- the place among others -----------------------------------------------------------------------
def _positions(
    chosen: Iterable[Fact], store: Store, regions: Regions
) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, object], Entry | None]]]:
    """The place of each among the units beside it, as ``minsheng rank`` gives it; the store is asked once a place above."""
    below: dict[str, list[Fact]] = {}
    for fact in chosen:
        if not fact.derivation and (above := regions.parent(fact.region, fact.period)):
            below.setdefault(above.code, []).append(fact)
    for above_code, facts in below.items():
        questions = {
            (it.indicator, it.period): comparison.Question(
                store.catalogue[it.indicator], it.period, regions.get(above_code)
            )
            for it in facts
        }
        try:
            compared = comparison.ask_all(store, regions, list(questions.values()))
        except NothingBelow:
            continue
        orders = dict(zip(questions, (it.ranking for it in compared), strict=True))
        for fact in facts:
            order = orders[fact.indicator, fact.period]
            if position := _position(fact, order, above_code):
                yield fact.key, (position, stating.place(order, order.entry(fact.region)))


def _position(fact: Fact, order: Ranking, above: str) -> dict[str, object] | None:
    """None where it is not ranked, or another kind of figure is."""
    entry = order.entry(fact.region)
    if entry is None or order.ranked < 2:
        return None
    if (entry.fact.basis, entry.fact.scope) != (fact.basis, fact.scope):
        return None
    return {"rank": entry.rank, "ranked": order.ranked, "total": order.total, "within": above}


# -- telling --------------------------------------------------------------------------------------
def sentences(hit: Hit, regions: Regions) -> tuple[str, str, str]:
    """The figure in three lengths to copy: alone, with its 同比, with its place among the units beside it and its source."""
    short, compared = hit.figure.sentence(), hit.figure.sentence(hit.yoy)
    return short, compared, f"{compared}{placed(hit, regions)}来源：{hit.figure.origin}。"


def sayings(hit: Hit, regions: Regions) -> dict[str, str]:
    """The sentences by what they say more than the one before; one that says no more is left out."""
    short, compared, whole = sentences(hit, regions)
    named = {"带位次和来源" if hit.position else "带来源": whole, "带同比": compared, "短句": short}
    said = {text: name for name, text in named.items()}  # the shortest name of two that are the same
    return {said[text]: text for text in (short, compared, whole) if said.get(text)}


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
