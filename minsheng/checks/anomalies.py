"""Whether a count is out of the ordinary: the tail of a negative binomial, never a z-score.

Small counts swing by themselves: three cases after five are no news, three hundred after five hundred are.
The expectation and the history are handed in; the figures themselves stay Decimal, only probabilities are
binary floats.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from statistics import median_low

#: variance beyond Poisson, relative to the square of the mean: 10 % up and down is ordinary for a series
USUAL = 0.01
#: how many steps of history the usual weighs as much as
_TRUST = 3.0
_STEPS = 400


def dispersion(history: Sequence[Decimal], usual: float = USUAL) -> float:
    """How much more than Poisson a series varies from one like period to the next; ``usual`` for a short one.

    ``history`` is in the order of time, like periods only (the same quarter of each year).
    """
    beyond = [
        max(0.0, (float(b) - float(a)) ** 2 / 2 - float(a)) / float(a) ** 2
        for a, b in zip(history, history[1:], strict=False)
        if a > 0
    ]
    typical = median_low(beyond) if beyond else usual  # one jump of the past excuses no other
    return (usual * _TRUST + typical * len(beyond)) / (_TRUST + len(beyond))


def surprise(observed: Decimal, expected: Decimal, alpha: float) -> float:
    """The probability of a count at least as far from the expected one on its side (0…1, both sides together).

    The expectation is itself an observed count: its own chance counts as well.
    """
    if expected <= 0:
        return 1.0 if observed <= 0 else 0.5 ** float(observed)
    mean = float(expected)
    spread = alpha + 1 / mean  # the base is one observation, not a known mean
    below = cumulative(int(observed), mean, spread)
    above = 1 - cumulative(int(observed) - 1, mean, spread) if observed >= 1 else 1.0
    return min(1.0, 2 * min(below, above))


def cumulative(count: int, mean: float, alpha: float) -> float:
    """P(X ≤ count) of a negative binomial with this mean and variance mean + alpha × mean²."""
    if count < 0:
        return 0.0
    size = 1 / alpha
    return _incomplete_beta(size, count + 1.0, size / (size + mean))


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _fraction(a, b, x) / a)
    return max(0.0, 1 - front * _fraction(b, a, 1 - x) / b)


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for step in range(1, _STEPS):
        for term in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return value


def _away(value: float) -> float:
    """Not quite zero."""
    return value if abs(value) > 1e-300 else 1e-300
