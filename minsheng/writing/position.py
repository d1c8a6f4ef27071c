"""Where a figure stands among the units beside its own: 居全市第3位（11个县区）, as 县区对比 has it.

Told only of figures that are good or bad, over all units that can be compared, with their number; ties say so, and
where a unit is missing it is a place among those that have reported. What is neutral (people helped, couples married)
has no place worth telling, nor has a figure in the lower two thirds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from minsheng import rates
from minsheng.breaks import Break
from minsheng.comparison import comparison
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.ranking import LOWER_BETTER, Entry
from minsheng.facts import WHOLE, Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.writing import binding, wording
from minsheng.yearlines import Line

#: how many units make an order that is worth telling
FEWEST = 3
_VERB, _PLACE, _AMONG = re.compile("并列|居"), re.compile(r"第(\d+位|一)"), re.compile(r"\d+(?=个)")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an order in words, and as the computed fact that they are bound to."""

    words: str
    fact: Fact


@dataclass(frozen=True)
class Positions:
    """The orders of one place's figures among the units beside it; nothing is asked before a sentence wants it."""

    store: Store
    regions: Regions
    region: str
    year: int
    codes: tuple[str, ...]
    breaks: Sequence[Break] = ()

    def of(self, line: Line) -> Position | None:
        """The place of a figure; None where it is neutral, hidden, not among the first third, or of too few."""
        fact, indicator = line.figure.fact, line.indicator
        above = self.regions.parent(self.region)
        told = indicator.polarity != "neutral" and indicator.sensitivity == "public" and fact.scope == WHOLE
        units = comparison.below(above, fact.period, self.regions) if above and told else ()
        if len(units) < FEWEST:
            return None
        question = Question(indicator, fact.period, above)
        found = comparison.compared(self._facts, question, units, self.store.catalogue, self.breaks)
        entry = found.ranking.entry(self.region)
        return _position(found, entry) if entry and entry.fact.key == fact.key else None

    @cached_property
    def _facts(self) -> Sequence[Fact]:
        """What is known of the year for all units, fetched once: the figures, what they are computed from, the populations."""
        above, catalogue = self.regions.parent(self.region), self.store.catalogue
        wanted = {it for code in self.codes for it in (code, *rates.operands(catalogue[code], catalogue))}
        ends = [Period.of_month(self.year, month) for month in range(1, 13)]
        units = (
            {it.code for end in ends for it in comparison.below(above, end, self.regions)} if above else ()
        )
        found = self.store.facts(regions=sorted(units), indicators=sorted(wanted)) if units and wanted else ()
        return [fact for fact in found if self.year - comparison.YEARS < fact.period.year <= self.year]


def _position(found: Comparison, entry: Entry) -> Position | None:
    order = found.ranking
    ahead = sum(it.rank <= entry.rank for it in order.entries)
    if order.ranked < FEWEST or ahead * 3 > order.ranked + 2:
        return None
    whole, verb = wording.whole(found.place), "并列" if entry.tied else "居"
    others = [it.fact for it in order.entries]
    fact = binding.ranked(entry.fact, others, entry.rank, lowest=order.polarity == LOWER_BETTER)
    units = f"{order.ranked}个{found.noun}"
    if order.ranked < order.total:
        known = "已报的" if order.missing else "可比的"
        return Position(f"在{whole}{known}{units}中{verb}第{entry.rank}位", fact)
    place = "第一" if entry.rank == 1 else f"第{entry.rank}位"
    return Position(f"{verb}{whole}{place}（{units}）", fact)


def reworded(words: str, fact: Fact) -> str:
    """The words of a place with another place in them, shared or not, among as many units as there are now."""
    own, *others = fact.derivation.operands
    verb = "并列" if any(it.value == own.value for it in others) else "居"
    place = "第一" if fact.value == 1 and words.endswith("）") else f"第{fact.value}位"
    told = _PLACE.sub(place, _VERB.sub(verb, words, count=1), count=1)
    return _AMONG.sub(str(len(fact.derivation.operands)), told)
