"""合计同比: how the units together moved, on those that have a like figure in both periods.

A unit that is new, or did not report once, would move a plain sum without anything having changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minsheng import figure
from minsheng.breaks import Break
from minsheng.changes import Change, Kind
from minsheng.comparison.comparison import Comparison
from minsheng.derivation import total
from minsheng.facts import WHOLE, Fact
from minsheng.figure import Figure
from minsheng.series import Series
from minsheng.writing import stating
from minsheng.writing.binding import Entry

#: fewer units are no group
LEAST = 2


@dataclass(frozen=True, slots=True)
class Together:
    """The sum of the common units now, its change, and the units that are left out of both sums."""

    now: Figure
    change: Change
    counted: int
    noun: str
    left_out: tuple[str, ...]

    @property
    def words(self) -> str:
        """两期都有数的8个县区合计13,170对，同比增长6.6%；某某区上年无可比数，未计入."""
        told = (
            f"两期都有可比数的{self.counted}个{self.noun}合计{self.now.display}，{figure.worded(self.change)}"
        )
        rest = f"；{'、'.join(self.left_out)}未计入" if self.left_out else ""
        return f"{told}{rest}。"

    @property
    def told(self) -> tuple[Figure | Entry | None, ...]:
        """What the words tell, ready to be used."""
        return (self.now, stating.growth(self.now, self.change))


def together(found: Comparison, facts: Iterable[Fact], breaks: Sequence[Break] = ()) -> Together | None:
    """The growth of the units together, out of their facts of both periods.

    None where the figure is no sum (a ratio, a standard, a number per something) or fewer than two units have both.
    """
    indicator = found.question.indicator
    if found.question.denominator or indicator.aggregation != "sum":
        return None
    own: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.indicator == indicator.code and fact.scope == WHOLE:
            own.setdefault(fact.region, []).append(fact)
    changes = [
        (it, Series(indicator, own.get(it.region, ()), breaks).yoy(it.fact)) for it in found.ranking.entries
    ]
    both = [(it.fact, change.base) for it, change in changes if change.absolute is not None]
    if len(both) < LEAST:
        return None
    sums = (total(indicator, side, len(both)).fact for side in zip(*both, strict=True))
    now, base = (replace(it, region=found.question.within.code) for it in sums)
    change = Series(indicator, (now, base)).against(now, base, Kind.YOY, base.period, "无上年同期数")
    left_out = tuple(it.name for it, change in changes if change.absolute is None)
    return Together(Figure(now, indicator, found.place), change, len(both), found.noun, left_out)
