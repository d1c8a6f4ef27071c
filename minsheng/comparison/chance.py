"""How far chance alone moves a small count of events: a 90 % interval, and whose order it leaves open.

Only for event rates on small counts (adoptions per 10,000 people); a full count of beds or recipients is what it is.
"""

from __future__ import annotations

import math

from minsheng.catalogue import Catalogue
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.denominators import populations
from minsheng.comparison.ranking import Entry
from minsheng.facts import Basis, Fact

#: from here on the count is large enough
SMALL = 50
_Z = 1.6449  #: 90 %, both ways together
_EVENTS = (Basis.YTD, Basis.QUARTER, Basis.MONTH)


def interval(count: int) -> tuple[float, float]:
    """The 90 % interval of the expectation behind a count of independent events (Byar's approximation)."""
    low = 0.0
    if count:
        low = count * (1 - 1 / (9 * count) - _Z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + _Z / (3 * math.sqrt(more))) ** 3


def events(fact: Fact, catalogue: Catalogue) -> int | None:
    """The count of events in an event rate: one count of a period over one population; None for anything else."""
    if fact.derivation is None or len(populations(fact, catalogue)) != 1:
        return None
    counts = [it for it in fact.derivation.operands if it not in populations(fact, catalogue)]
    if len(counts) != 1 or counts[0].basis not in _EVENTS or counts[0].unit == "元":
        return None
    return int(counts[0].value)


def footnote(found: Comparison, focus: str, catalogue: Catalogue) -> str:
    """Whose order with a unit chance leaves open; empty where the counts are not small or nobody is near."""
    entry = found.ranking.entry(focus)
    count = events(entry.fact, catalogue) if entry else None
    if entry is None or count is None or count >= SMALL:
        return ""
    mine = _rates(found, entry, count, catalogue)
    near = [
        it.name
        for it in found.ranking.entries
        if it is not entry
        and (own := events(it.fact, catalogue)) is not None
        and _overlap(mine, _rates(found, it, own, catalogue))
    ]
    if not near:
        return ""
    shown = "、".join(near[:6]) + (f"等{len(near)}个" if len(near) > 6 else "")
    what = found.question.indicator
    return f"{entry.name}本期{what.title}只有{count}{what.unit}，与{shown}数值接近（90%区间相交），位次仅供参考。"


def _rates(found: Comparison, entry: Entry, count: int, catalogue: Catalogue) -> tuple[float, float]:
    """The interval of the rate, in its own unit; where nothing happened, from the population alone."""
    low, high = interval(count)
    if count:
        return low * float(entry.value) / count, high * float(entry.value) / count
    scale = found.question.denominator.scale if found.question.denominator else 0
    return 0.0, high * scale / float(populations(entry.fact, catalogue)[0].value)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
