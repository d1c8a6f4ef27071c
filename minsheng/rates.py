"""Computed figures beside the reported ones: the rates of a formula at every period that has its operands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Fact
from minsheng.period import Period
from minsheng.series import Series


def operands(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """The codes that a formula needs, down to reported indicators; empty where there is no formula."""
    if indicator.formula is None:
        return ()
    direct = dict.fromkeys(operand.code for operand in indicator.formula.operands)
    below = [code for operand in direct for code in operands(catalogue[operand], catalogue)]
    return tuple(dict.fromkeys([*direct, *below]))


def completed(facts: Sequence[Fact], indicator: Indicator, catalogue: Catalogue) -> list[Fact]:
    """The figures of an indicator out of facts that hold its operands: as reported, else computed, place by place."""
    reported = [fact for fact in facts if fact.indicator == indicator.code]
    if indicator.formula is None:
        return reported
    needed = {indicator.code, *operands(indicator, catalogue)}
    usable = [fact for fact in facts if fact.indicator in needed and fact.scope == WHOLE]
    places = dict.fromkeys(fact.region for fact in usable)
    return [*reported, *(fact for place in places for fact in _computed(place, usable, indicator, catalogue))]


def _computed(
    place: str, facts: Sequence[Fact], indicator: Indicator, catalogue: Catalogue
) -> Iterable[Fact]:
    own = [fact for fact in facts if fact.region == place]
    have = {
        period
        for fact in own
        if fact.indicator == indicator.code
        for period in (fact.period, fact.period.twin)
    }
    codes = dict.fromkeys(fact.indicator for fact in own)
    series = {
        code: Series(catalogue[code], [fact for fact in own if fact.indicator == code]) for code in codes
    }

    def find(code: str, period: Period) -> Fact | None:
        return series[code].own(period) if code in series else None

    for period in sorted({fact.period for fact in own}, key=lambda it: it.order):
        if (
            period not in have
            and indicator.is_valid_in(period)
            and (fact := derive(indicator, period, find, catalogue))
        ):
            have |= {period, period.twin}
            yield fact


def breaks_of(indicator: Indicator, breaks: Iterable[Break]) -> list[Break]:
    """The breaks of the operands as breaks of what is computed from them."""
    codes = {operand.code for operand in indicator.formula.operands} if indicator.formula else set()
    return [replace(cut, indicator=indicator.code) for cut in breaks if cut.indicator in codes]
