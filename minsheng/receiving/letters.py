"""The 数据核实单 of a period: one letter to each unit that has questions open."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.checks import rulebook
from minsheng.checks.judgements import Judgement, Words
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import queryletter
from minsheng.receiving.queryletter import Letter
from minsheng.store.reading import Store


def letters(
    store: Store, regions: Regions, found: Sequence[Judgement], units: Sequence[str], period: Period, sender: str
) -> list[Letter]:  # fmt: skip
    """A letter to each of the units with findings that nobody has explained, in the order of the units."""
    words, settings = Words(store.catalogue, regions), rulebook.settings_of(store.settings)
    facts = store.facts(regions=units, periods=[period, period.year_before]) if found else []
    return [
        Letter(
            unit,
            words.place(unit, period),
            sender,
            period.name,
            _lines(unit, asked, facts, words, settings),
            regions.is_demo(unit),
        )  # fmt: skip
        for unit in units
        if (asked := [it for it in found if it.region == unit and not it.explanation])
    ]


def _lines(
    unit: str, asked: Sequence[Judgement], facts: Sequence[Fact], words: Words, settings: rulebook.RuleSettings
) -> tuple[queryletter.Line, ...]:  # fmt: skip
    own = [it for it in facts if it.region == unit]
    beside = [it for it in facts if it.region != unit]
    return queryletter.lines(asked, own, beside, words, settings)
