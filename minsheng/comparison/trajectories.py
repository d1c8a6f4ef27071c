"""The histories of the units that are compared, side by side: as it was then, or on the territory of today.

As it was then, a merger ends a line. On today's territory the places that were merged are summed before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minsheng import rates, trend
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.comparison import candidates, trendmarker
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.trendmarker import Word
from minsheng.facts import Basis, Fact
from minsheng.geography import territory
from minsheng.geography.regions import Regions
from minsheng.panels import Line
from minsheng.store.reading import Store


@dataclass(frozen=True, slots=True)
class Trajectories:
    """A line a unit, the words for their courses by the unit's code, and what is to be said under them."""

    lines: tuple[Line, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def as_then(found: Comparison, store: Store, regions: Regions, breaks: Sequence[Break]) -> Trajectories:
    """The histories with every figure as it was reported; a change of territory cuts them."""
    facts = store.facts(
        regions=[unit.code for unit in found.units], indicators=_codes(found, store.catalogue)
    )
    return _trajectories(found, facts, store.catalogue, regions, breaks)


def of_today(found: Comparison, store: Store, regions: Regions, breaks: Sequence[Break]) -> Trajectories:
    """The histories on today's territory; where that cannot be summed, why."""
    facts: list[Fact] = []
    notes: list[str] = []
    whole: set[str] = set()
    for unit in found.units:
        there = store.facts(
            regions=territory.members(unit, regions), indicators=_codes(found, store.catalogue)
        )
        kept, refused = territory.todays(unit, there, regions, store.catalogue)
        facts += kept
        notes += refused
        notes += (
            [f"{unit.name}并入以前的数为现区域各部分之和（推算）。"]
            if any(it.backcast for it in kept)
            else []
        )
        whole |= set() if refused else {unit.code}
    cuts = [cut for cut in breaks if cut.indicator or cut.region not in whole]
    shown = _trajectories(found, facts, store.catalogue, regions, cuts)
    return Trajectories(shown.lines, shown.words, (*notes, *shown.notes))


def differ(found: Comparison, regions: Regions) -> bool:
    """Whether any unit has another territory today than it once had."""
    return any(territory.is_linked(unit, regions) for unit in found.units)


def _codes(found: Comparison, catalogue: Catalogue) -> list[str]:
    return [found.indicator.code, *rates.operands(found.indicator, catalogue)]


def _trajectories(
    found: Comparison, facts: Sequence[Fact], catalogue: Catalogue, regions: Regions, breaks: Sequence[Break]
) -> Trajectories:
    indicator, units = found.indicator, [unit.code for unit in found.units]
    cuts = [cut for cut in breaks if cut.region and not cut.indicator]
    computed = rates.completed(facts, indicator, catalogue)
    own = [fact for fact in computed if not candidates.mixed(fact, cuts, catalogue)]
    if not any(fact.has_value for fact in own):
        return Trajectories()
    known = Catalogue([*catalogue, indicator])
    panels = trend.trend(own, known, breaks, regions, trend.preferred(own, known, regions)).panels
    lines = sorted(panels[0].lines, key=lambda it: units.index(it.region)) if panels else []
    words = signals(lines, breaks)
    return Trajectories(tuple(lines), words, (trendmarker.NOTE,) if words else ())


def signals(lines: Sequence[Line], breaks: Sequence[Break]) -> dict[str, str]:
    """Of each unit whether its history rises or falls; empty where nothing can be said of any."""
    words = {}
    for line in lines:
        if line.basis == Basis.YTD.zh:
            continue
        every = (*breaks, *rates.breaks_of(line.indicator, breaks))
        mine = [
            it for it in every if it.region in ("", line.region) and it.indicator in ("", line.indicator.code)
        ]
        words[line.region] = trendmarker.judge([(it.period, it.value) for it in line.points], mine).word
    return (
        {}
        if set(words.values()) <= {Word.UNKNOWN}
        else {region: word.value for region, word in words.items()}
    )
