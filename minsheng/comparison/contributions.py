"""为什么: how much each unit below a place moved the place's own change. Only what can be added is shared out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from minsheng.catalogue import Indicator
from minsheng.changes import Change
from minsheng.facts import Fact


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit adds to the change: ``moved`` in the indicator's unit, as a computed difference of two facts."""

    name: str
    fact: Fact
    base: Fact

    @property
    def moved(self) -> Decimal:
        """The unit's own difference."""
        return self.fact.value - self.base.value


@dataclass(frozen=True, slots=True)
class Contributions:
    """The parts, those that moved with the whole first, then the largest; ``lacking`` are units without a like base."""

    whole: Change
    parts: tuple[Part, ...]
    lacking: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many units there are."""
        return len(self.parts) + len(self.lacking)

    @property
    def remainder(self) -> Decimal:
        """What of the change no unit accounts for: units that did not report, the place's own level, rounding."""
        return self.whole.absolute - sum((part.moved for part in self.parts), Decimal(0))


def contributions(
    indicator: Indicator, whole: Change, units: Iterable[tuple[str, Fact | None, Change | None]]
) -> Contributions | None:
    """The change of a place shared out over its units, each given with its name, its fact and its own change.

    None where nothing can be shared out: the indicator is no sum over units, the place has no change or did not move.
    """
    if indicator.aggregation != "sum" or not whole.absolute:
        return None
    parts, lacking = [], []
    for name, fact, change in units:
        if fact is None or change is None or change.absolute is None:
            lacking.append(name)
        else:
            parts.append(Part(name, fact, change.base))
    up = whole.absolute > 0
    parts.sort(key=lambda part: (-part.moved if up else part.moved, part.name))
    return Contributions(whole, tuple(parts), tuple(lacking)) if parts else None
