"""Slips of the pen in a figure: a wrong unit (a power of ten, or a month for a year) and digits out of place.

Pure: what is expected is handed in. A slip is only named where the figure itself is far from what is
expected and the figure without the slip is near.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from minsheng.facts import plain

#: how many times too large or too small a unit slip makes a figure, by the kind of unit
_COUNTS = (10, 1000, 10_000, 100_000_000)
_STANDARDS = (12, 10, 10_000)
_WORDS = {
    10: "多写或漏写一位数字",
    12: "月标准与年标准混淆",
    1000: "千与个混淆",
    10_000: "元与万元、个与万个混淆",
    100_000_000: "元与亿元混淆",
}
#: the corridor of DOMAIN V46 around a power of ten: 0.8–1.25 times
_NEAR = math.log(1.25)
#: from a thousand on nothing but a slip explains the size, and the corridor may be as wide as the series swings
_WIDE = math.log(3.0)
_USUAL_SPREAD = 0.15
#: however fast a series grows, it is no thousand times larger
_WILDEST = 0.8


@dataclass(frozen=True, slots=True)
class Slip:
    """``value`` is ``factor`` times too large (or too small where ``shrunk``)."""

    factor: int
    shrunk: bool

    @property
    def words(self) -> str:
        """相差10000倍（偏大，元与万元、个与万个混淆）."""
        return f"相差{self.factor}倍（偏{'小' if self.shrunk else '大'}，疑{_WORDS[self.factor]}）"

    def undone(self, value: Decimal) -> Decimal:
        """The value without the slip."""
        return value * self.factor if self.shrunk else value / self.factor


def factors(unit: str, kind: str) -> tuple[int, ...]:
    """The factors by which figures of a kind are usually mistaken."""
    return _STANDARDS if kind == "standard" else _COUNTS if unit else ()


def spread(history: Sequence[Decimal]) -> float:
    """How far a series usually moves from one figure to the next, as a logarithm; 0.15 where nothing is known."""
    logs = [abs(math.log(b / a)) for a, b in zip(history, history[1:], strict=False) if a > 0 and b > 0]
    usual = [size for size in logs if size < math.log(8)]
    return max(0.01, median(usual)) if len(usual) > 1 else _USUAL_SPREAD


def unit_slip(value: Decimal, expected: Iterable[Decimal], scale: Sequence[int], usual: float) -> Slip | None:
    """The unit slip that best explains a value, given figures it should resemble; None where none is likely.

    The typical (median) of the expectations counts, so that one that has slipped itself misleads nobody; where a
    series grows fast and the figure is far from all of them, the nearest (the first) does.
    """
    known = [float(it) for it in expected if it > 0]
    if value <= 0 or not known:
        return None
    usual = min(usual, _WILDEST)
    ordinary = 4 * usual + _NEAR
    aways = [math.log(float(value) / it) for it in known]
    if len(aways) < 3 and min(abs(it) for it in aways) <= ordinary:
        return None
    found = _explained(median(aways), scale, ordinary)
    steady = min(aways) > ordinary or max(aways) < -ordinary
    return found or (_explained(aways[0], scale, ordinary) if steady else None)


def _explained(away: float, scale: Sequence[int], ordinary: float) -> Slip | None:
    """The slip that explains how far (as a logarithm) a figure is from one expectation."""
    distance, factor = min((abs(abs(away) - math.log(factor)), factor) for factor in scale)
    reach = _WIDE if factor >= 1000 else _NEAR
    return Slip(factor, away < 0) if distance <= reach and abs(away) > ordinary else None


# -- digits out of place --------------------------------------------------------------------------
def swapped(value: Decimal) -> Iterator[Decimal]:
    """The whole numbers that two neighbouring digits in the wrong order would make of this one."""
    digits = plain(value)
    if not digits.isdigit():
        return
    for place in range(len(digits) - 1):
        a, b = digits[place], digits[place + 1]
        if a != b and not (place == 0 and b == "0"):
            yield Decimal(digits[:place] + b + a + digits[place + 2 :])


def transposed(value: Decimal, expected: Decimal, usual: float) -> Decimal | None:
    """The figure with two digits put right, where a quiet series makes that far likelier than a real change."""
    if value <= 0 or expected <= 0 or usual > 0.1:
        return None
    away = abs(math.log(value / expected))
    if away < max(5 * usual, 0.05):
        return None
    near = [(abs(math.log(it / expected)), it) for it in swapped(value) if it > 0]
    distance, best = min(near, default=(away, value))
    return best if distance <= min(usual, away / 6) else None


# -- inside an equality ---------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Repair:
    """How one figure of a broken sum would have to read for the sum to hold; ``slip`` where its unit is the cause."""

    place: int
    value: Decimal
    slip: Slip | None = None


def repair(values: Sequence[Decimal], weights: Sequence[Decimal], within: Decimal) -> Repair | None:
    """The only figure whose single slip explains why ``Σ weight × value`` is not 0; None where none or several do."""
    gap = sum((w * v for w, v in zip(weights, values, strict=True)), Decimal(0))
    found = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        for repaired, slip in _readings(value):
            if abs(gap + weight * (repaired - value)) <= within:
                found.append(Repair(place, repaired, slip))
    units = [it for it in found if it.slip]
    likely = units or found
    return likely[0] if len(likely) == 1 else None


def _readings(value: Decimal) -> Iterator[tuple[Decimal, Slip | None]]:
    if not value:
        return
    for factor in (10, 1000, 10_000):
        for shrunk in (False, True):
            slip = Slip(factor, shrunk)
            yield slip.undone(value), slip
    for other in swapped(value):
        yield other, None
