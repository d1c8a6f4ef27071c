"""Figures that no source states but the store's figures give: single quarters, and rates out of their operands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minsheng import derivation
from minsheng.catalogue import Indicator
from minsheng.errors import UnknownIndicator
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.series import Series
from minsheng.store.reading import Store


def single_quarters(facts: Iterable[Fact], store: Store) -> list[Fact]:
    """Every single quarter that the years to date among some facts give."""
    series: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        series.setdefault((fact.region, fact.indicator, fact.scope), []).append(fact)
    breaks, catalogue = store.breaks(), store.catalogue
    return [
        single
        for (_, code, _), own in series.items()
        for single in Series(catalogue[code], own, breaks).single_quarters()
        if single.derivation
    ]


def rates(it: Indicator, places: Iterable[str], store: Store) -> list[Fact]:
    """A rate that no source reported, out of its operands, at every instant that has them."""
    if it.formula is None:
        return []
    known = store.facts(regions=places, indicators=[operand.code for operand in it.formula.operands])
    return [
        fact
        for place in places
        if (own := [f for f in known if f.region == place and f.scope == WHOLE])
        for period in dict.fromkeys(f.period for f in own)
        if (fact := derivation.derive(it, period, _finder(own, store), store.catalogue))
    ]


def _finder(facts: Sequence[Fact], store: Store) -> derivation.Finder:
    return lambda code, period: Series(store.catalogue[code], (f for f in facts if f.indicator == code)).at(
        period, store.catalogue[code].basis
    )


def find(store: Store, key: tuple[str, ...]) -> Fact | None:
    """The computed figure of a key (region, indicator, scope, period, basis); None where it cannot be computed."""
    region, code, _, _, basis = key
    try:
        indicator = store.catalogue[code]
    except UnknownIndicator:
        return None
    if basis == Basis.QUARTER:
        made = single_quarters(store.facts(regions=[region], indicators=[code]), store)
    else:
        made = rates(indicator, [region], store)
    return next((fact for fact in made if fact.key == key), None)
