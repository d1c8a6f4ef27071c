"""Whether a quarterly series rises or falls: a word for it only where chance and season do not explain it.

Same quarters are compared with same quarters (seasonal Kendall test), so the season drops out and one odd value
decides nothing; gaps are simply not compared, and nothing before the last break counts. Neighbouring quarters
resemble each other, which makes chance look like a trend: the test allows for it. What it can and cannot see is
shown by simulation in ``tests/test_trendmarker.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from statistics import median

from minsheng.breaks import Break
from minsheng.period import Period

FEWEST, MOST = 8, 20  #: quarters: with fewer nothing is said, of more only the newest count
CRITICAL = 1.96  #: of the standard normal: 5 % both ways together
LIKENESS = 0.65  #: the greatest likeness of neighbours that is allowed for
NOTE = f"走势标记只比同一季度，取近{MOST // 4}年，至少{FEWEST}个季度；口径或区划变动前的数不计；数据不够时写“不足以判断”。"


class Word(StrEnum):
    """What may be said of a series."""

    RISING = "上升"
    FALLING = "下降"
    STEADY = "未见明显升降"
    UNKNOWN = "不足以判断"


@dataclass(frozen=True, slots=True)
class Signal:
    """The word, the slope in the unit a year (of the median pair), and how many quarters it rests on."""

    word: Word
    quarters: int
    slope: float | None = None


def judge(points: Iterable[tuple[Period, Decimal | None]], cuts: Sequence[Break] = ()) -> Signal:
    """The signal of a series of single quarters or period ends, in any order; None is a gap.

    ``cuts`` are the breaks of this series: what lies before the last of them is left out.
    """
    values = _recent(points, cuts)
    seasons = [[(at, values[at]) for at in sorted(values) if at % 4 == quarter] for quarter in range(4)]
    pairs = [pair for season in seasons for pair in combinations(season, 2)]
    spread = math.sqrt(sum(len(it) * (len(it) - 1) * (2 * len(it) + 5) for it in seasons) / 18)
    if len(values) < FEWEST or (len(pairs) - 1) <= CRITICAL * spread:
        return Signal(Word.UNKNOWN, len(values))
    slope = median((late - early) / ((then - now) / 4) for (now, early), (then, late) in pairs)
    balance = sum((late > early) - (late < early) for (_, early), (_, late) in pairs)
    like = _likeness(values, slope)
    score = max(abs(balance) - 1, 0) / (spread * math.sqrt((1 + like) / (1 - like)))
    if score <= CRITICAL:
        return Signal(Word.STEADY, len(values), slope)
    return Signal(Word.RISING if balance > 0 else Word.FALLING, len(values), slope)


def _recent(points: Iterable[tuple[Period, Decimal | None]], cuts: Sequence[Break]) -> dict[int, float]:
    """The values by the count of quarters, after the last break, the newest MOST quarters."""
    known = {period: value for period, value in points if period.number and value is not None}
    newest = max((_count(period) for period in known), default=0)
    starts = [cut.from_period for cut in cuts]
    kept = {
        _count(period): float(value)
        for period, value in known.items()
        if _count(period) > newest - MOST
        and all(start <= period or start.end <= period.end for start in starts)
    }
    return dict(sorted(kept.items()))


def _count(period: Period) -> int:
    return period.year * 4 + period.number - 1


def _likeness(values: Mapping[int, float], slope: float) -> float:
    """How alike neighbouring quarters are (0–LIKENESS) once season, slope and bend are taken out.

    Series this short look less alike than they are: the correction keeps the false signals of the simulation in bounds.
    """
    rest = _unbent(_unsloped(values, slope))
    size = sum(value**2 for value in rest.values()) / len(rest)
    both = [rest[at] * rest[at + 1] for at in rest if at + 1 in rest]
    if not both or not size:
        return 0.0
    found, count = sum(both) / len(both) / size, len(rest)
    return max(0.0, min(LIKENESS, (count * found + 3) / (count - 6)))


def _unsloped(values: Mapping[int, float], slope: float) -> dict[int, float]:
    """Without the slope and the median of each season."""
    plain = {at: value - slope * at / 4 for at, value in values.items()}
    seasons: dict[int, list[float]] = {}
    for at, value in plain.items():
        seasons.setdefault(at % 4, []).append(value)
    usual = {season: median(own) for season, own in seasons.items()}
    return {at: value - usual[at % 4] for at, value in plain.items()}


def _unbent(rest: Mapping[int, float]) -> dict[int, float]:
    """Without the parabola of least squares through what is left, wild values held in: a rise that gathers speed is no likeness."""
    far = 3 * 1.4826 * median(abs(value) for value in rest.values()) or math.inf
    middle = sum(rest) / len(rest)
    bends = {at: (at - middle) ** 2 for at in rest}
    usual = sum(bends.values()) / len(bends)
    held = {at: max(-far, min(far, value)) for at, value in rest.items()}
    share = sum((bends[at] - usual) * held[at] for at in rest) / sum(
        (it - usual) ** 2 for it in bends.values()
    )
    left = {at: value - share * (bends[at] - usual) for at, value in rest.items()}
    level = sum(left.values()) / len(left)
    return {at: value - level for at, value in left.items()}
