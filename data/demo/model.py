"""The arithmetic of the demo prefecture: parameter tables in, whole-number series out.

A row of ``indicators.csv`` says how one series of one unit comes about (``how``):

- ``per``   base × level × trend × season × spread × noise × events (+ the 市本级's own level), rounded to ``step``;
- ``is``    exactly the sum in ``base`` (``a+b-c``; ``~a`` is the change of a stock since the last quarter);
- ``roll``  a stock: opening (first term of ``base`` × level) plus or minus the flows in the other terms;
- ``std``   a standard: base × level, raised by ``trend`` once a year on the day that ``season`` names (jan, jul);
- ``na``    the item does not exist here (不适用).

Codes that begin with ``_`` are helpers and are never published. Only integers and decimals, no clock, no floats.
"""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from functools import cache

from rules import QUARTERS, Rule, label, rules, since, table

REFERENCE = 18  #: 2023Q3, the quarter whose levels indicators.csv gives


@cache
def _seasons() -> dict[str, list[int]]:
    return {row["name"]: [int(row[f"q{n}"]) for n in range(1, 5)] for row in table("seasons.csv")}


@cache
def _events() -> tuple[dict[str, str], ...]:
    return tuple(table("events.csv"))


def _event(unit: str, code: str, t: int) -> Decimal:
    factor = Decimal(1)
    for row in _events():
        if (
            row["region"] in ("*", unit)
            and fnmatchcase(code, row["indicator"])
            and label(t).startswith(row["period"])
        ):
            factor *= Decimal(row["factor"])
    return factor


def rounded(value: Decimal, step: int) -> int:
    """Half-up to a multiple of ``step``."""
    return int((value / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


class Unit:
    """One reporting unit and its series: levels by quarter for stocks and standards, increments for flows."""

    def __init__(self, row: dict[str, str]) -> None:
        self.code, self.level = row["code"], row["level"]
        names = (
            "population",
            "urban",
            "elderly",
            "subdistricts",
            "towns",
            "townships",
            "villages",
            "communities",
        )
        self.size = {name: int(row[name]) for name in (*names, "parlours")}
        self.size |= {
            "rural": self.size["population"] - self.size["urban"],
            "one": 1,
            "county": int(self.level == "county"),
        }
        self.series: dict[str, list[int]] = {}
        for rule in rules():
            self.series[rule.code] = self._build(rule)

    def _build(self, rule: Rule) -> list[int]:
        if rule.absent(self.level):
            return [0] * QUARTERS
        build = {"per": self._per, "is": self._is, "roll": self._roll, "std": self._standard}[rule.how]
        return [value if t >= rule.first else 0 for t, value in enumerate(build(rule))]

    def total(self, rule: Rule, t: int) -> int:
        """The value of a rule's base expression in quarter ``t``."""
        return sum(sign * self._product(factors, t) for sign, factors in rule.terms)

    def _product(self, factors: tuple[str, ...], t: int) -> int:
        product = 1
        for name in factors:
            product *= self._factor(name, t)
        return product

    def _factor(self, name: str, t: int) -> int:
        if name in self.size and name not in self.series:
            return self.size[name]
        if name in ("towns", "townships", "subdistricts"):
            return self.size[name]
        if name.startswith("~"):
            levels = self.series[name[1:]]
            return levels[t] - levels[t - 1] if t else 0
        return self.series[name][t]

    def _random(self, rule: Rule) -> random.Random:
        return random.Random(f"{self.code}/{rule.code}")

    def _spread(self, rule: Rule, source: random.Random) -> Decimal:
        return 1 + Decimal(source.randint(-rule.spread, rule.spread)) / 1000

    def _per(self, rule: Rule) -> list[int]:
        source = self._random(rule)
        spread, exact = self._spread(rule, source), []
        for t in range(QUARTERS):
            noise = 1 + Decimal(source.randint(-rule.noise, rule.noise)) / 1000
            shared = noise * (1 + rule.trend * (t - REFERENCE) / 4) * _event(self.code, rule.code, t)
            if rule.is_flow and rule.season:
                shared *= Decimal(_seasons()[rule.season][t % 4]) / 1000
            exact.append((self.total(rule, t) * rule.level * spread + self._own(rule)) * shared)
        return (
            _increments(exact, rule.step) if rule.is_flow else [rounded(value, rule.step) for value in exact]
        )

    def _own(self, rule: Rule) -> int:
        return rule.own if self.level == "own" else 0

    def _is(self, rule: Rule) -> list[int]:
        return [self.total(rule, t) for t in range(QUARTERS)]

    def _roll(self, rule: Rule) -> list[int]:
        (_, opening), *flows = rule.terms
        spread = self._spread(rule, self._random(rule))
        level = rounded(self._product(opening, 0) * rule.level * spread + self._own(rule), rule.step)
        levels = []
        for t in range(QUARTERS):
            level += sum(sign * self._product(factors, t) for sign, factors in flows)
            levels.append(level)
        return levels

    def _standard(self, rule: Rule) -> list[int]:
        spread = self._spread(rule, self._random(rule))
        rise = 1 + rule.trend
        years = [int(since(rule, t)[:4]) - 2023 for t in range(QUARTERS)]
        return [
            rounded(self.total(rule, t) * rule.level * spread * rise**n, rule.step)
            for t, n in enumerate(years)
        ]


def _increments(exact: list[Decimal], step: int) -> list[int]:
    """Rounds the year's running sum, not each quarter, so that small flows do not vanish."""
    result = []
    for t, value in enumerate(exact):
        if t % 4 == 0:
            running, before = Decimal(0), 0
        running += value
        now = rounded(running, step)
        result.append(now - before)
        before = now
    return result


def ytd(increments: list[int], t: int) -> int:
    """The running sum of the year up to quarter ``t``."""
    return sum(increments[t - t % 4 : t + 1])


def shares(total: int, weights: list[int], step: int = 1) -> list[int]:
    """Splits a total by weights into multiples of ``step`` that sum to it (largest remainders)."""
    units, whole = total // step, sum(weights) or 1
    parts = [units * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(units * weights[i] % whole), i))
    for i in order[: units - sum(parts)]:
        parts[i] += 1
    return [part * step for part in parts]
