"""县区画像: every headline figure of one unit against the others: range, middle half, mean and a year before.

Also the matrix of all units, and what is worse than elsewhere and getting worse, with the numbers that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minsheng import rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import comparison
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.ranking import LOWER_BETTER
from minsheng.facts import Fact
from minsheng.geography.region import Region
from minsheng.period import Period
from minsheng.quotients import Denominator

#: a figure of fewer units makes no profile
ENOUGH = 4

#: what is profiled: an indicator, perhaps per something
Item = tuple[Indicator, Denominator | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the profile among all units, now and a year before."""

    now: Comparison
    before: Comparison

    @property
    def name(self) -> str:
        """The short name of the figure."""
        return self.now.indicator.title

    @property
    def values(self) -> list[Decimal]:
        """The values in rising order."""
        return sorted(it.value for it in self.now.ranking.entries)

    def quantile(self, share: Decimal) -> Decimal:
        """The value below which a share of the units lies (linear between two)."""
        values = self.values
        place = share * (len(values) - 1)
        low = int(place)
        return values[low] + (values[min(low + 1, len(values) - 1)] - values[low]) * (place - low)

    def percentile(self, region: str) -> Decimal | None:
        """The share of the other units with a lower value (ties count half), 0–100; None without a figure."""
        entry = self.now.ranking.entry(region)
        others = len(self.values) - 1
        if entry is None or others < 1:
            return None
        below = sum(value < entry.value for value in self.values)
        equal = sum(value == entry.value for value in self.values) - 1
        return (below + Decimal(equal) / 2) * 100 / others

    def change(self, region: str) -> Decimal | None:
        """The plain difference from a year before; None where either is lacking."""
        now, before = self.now.ranking.entry(region), self.before.ranking.entry(region)
        return now.value - before.value if now and before else None

    def fell(self, region: str) -> tuple[int, int] | None:
        """The rank of a year before and the one now, where it fell."""
        now, before = self.now.ranking.entry(region), self.before.ranking.entry(region)
        return (before.rank, now.rank) if now and before and now.rank > before.rank else None

    def is_worse(self, region: str) -> bool:
        """Whether a unit stands in the worse quarter and its value or its rank got worse; never for neutral figures."""
        share, change = self.percentile(region), self.change(region)
        if self.now.ranking.is_neutral or share is None or change is None:
            return False
        lower = self.now.ranking.polarity == LOWER_BETTER
        at_the_end, moved = (share >= 75, change > 0) if lower else (share <= 25, change < 0)
        return at_the_end and (moved or self.fell(region) is not None)


def items(
    rows: Iterable[Mapping[str, str]], known: Sequence[Denominator], catalogue: Catalogue
) -> list[Item]:
    """The rows of ``comparison/profile.csv``."""
    by_word = {it.word: it for it in known}
    return [(catalogue[row["indicator"]], by_word.get(row["per"])) for row in rows]


def codes(wanted: Iterable[Item], catalogue: Catalogue) -> list[str]:
    """The indicators whose facts the profile needs."""
    found: dict[str, None] = {}
    for indicator, by in wanted:
        own = (indicator.code, *rates.operands(indicator, catalogue), *([by.indicator] if by else []))
        found |= dict.fromkeys(own)
    return list(found)


def profile(
    facts: Sequence[Fact], within: Region, units: Sequence[Region], period: Period, wanted: Iterable[Item],
    catalogue: Catalogue, breaks: Sequence[Break] = (),
) -> list[Row]:  # fmt: skip
    """The figures that enough units have, in the order wanted; ``facts`` of the units for this year and the last."""
    by_code: dict[str, list[Fact]] = {}
    for fact in facts:
        by_code.setdefault(fact.indicator, []).append(fact)
    rows = []
    for indicator, by in wanted:
        own = [fact for code in codes([(indicator, by)], catalogue) for fact in by_code.get(code, ())]
        pair = [
            comparison.compared(own, Question(indicator, when, within, by), units, catalogue, breaks)
            for when in (period, period.year_before)
        ]
        if pair[0].ranking.ranked >= ENOUGH:
            rows.append(Row(*pair))
    return rows


def worse(rows: Iterable[Row], region: str) -> list[str]:
    """What is worse than in three quarters of the units and getting worse, a sentence each with the numbers."""
    return [_told(row, region) for row in rows if row.is_worse(region)]


def _told(row: Row, region: str) -> str:
    entry, change, fell = row.now.ranking.entry(region), row.change(region), row.fell(region)
    order = row.now.ranking
    at = f"{row.name}{row.now.figure(entry).display}，在{order.ranked}个{row.now.noun}中居第{entry.rank}位"
    moved = (
        f"比上年同期{'增加' if change > 0 else '减少'}{row.now.worded(abs(change))}"
        if change
        else "与上年同期持平"
    )
    return f"{at}，{moved}{f'，位次由第{fell[0]}位退到第{fell[1]}位' if fell else ''}。"
