"""The order of places by one figure: ties share a rank (1, 2, 2, 4), what has no figure has no rank.

Pure: it orders facts that were found to be alike (``candidates``). An indicator that is neither good nor bad
is ordered by value only, and ``polarity`` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from statistics import median

from minsheng.catalogue import Indicator
from minsheng.facts import Fact, State

NEUTRAL, LOWER_BETTER = "neutral", "lower_better"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with its figure; ``tied`` where another place has the same value."""

    region: str
    name: str
    fact: Fact
    rank: int
    tied: bool

    @property
    def value(self) -> Decimal:
        """The value that was ranked."""
        return self.fact.value


@dataclass(frozen=True, slots=True)
class Missing:
    """A place without a number, and why: 未报, 不适用或未开展, 不详 …; ``note`` is what its source says of it."""

    region: str
    name: str
    state: State
    note: str = ""

    @property
    def why(self) -> str:
        """The state with what the source says."""
        return f"{self.state.zh}（{self.note.rstrip('。')}）" if self.note else self.state.zh


@dataclass(frozen=True, slots=True)
class Excluded:
    """A place with a number that must not be ranked with the others, and why."""

    region: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries in order, those without a number, those left out."""

    indicator: Indicator
    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...] = ()
    excluded: tuple[Excluded, ...] = ()

    @property
    def ranked(self) -> int:
        """How many places are in the order."""
        return len(self.entries)

    @property
    def total(self) -> int:
        """How many places there are."""
        return len(self.entries) + len(self.missing) + len(self.excluded)

    @property
    def polarity(self) -> str:
        """``higher_better``, ``lower_better`` or ``neutral``."""
        return self.indicator.polarity

    @property
    def is_neutral(self) -> bool:
        """Whether the order is one of values and not of merit."""
        return self.polarity == NEUTRAL

    @property
    def mean(self) -> Decimal | None:
        """The plain mean of the entries, every place counting alike; never the figure of the whole."""
        return sum((it.value for it in self.entries), Decimal(0)) / self.ranked if self.entries else None

    @property
    def median(self) -> Decimal | None:
        """The value in the middle."""
        return median(it.value for it in self.entries) if self.entries else None

    def entry(self, region: str) -> Entry | None:
        """The entry of a place; None where it is not ranked."""
        return next((it for it in self.entries if it.region == region), None)


def order(indicator: Indicator, facts: Iterable[tuple[str, Fact]]) -> tuple[Entry, ...]:
    """Facts of like kind in order, with the names of their places: best first; by value, greatest first, where neutral."""
    sign = 1 if indicator.polarity == LOWER_BETTER else -1
    there = sorted(facts, key=lambda it: (sign * it[1].value, it[1].region))
    found: list[Entry] = []
    for _, alike in groupby(there, key=lambda it: it[1].value):
        own, rank = list(alike), len(found) + 1
        found += [Entry(fact.region, name, fact, rank, len(own) > 1) for name, fact in own]
    return tuple(found)
