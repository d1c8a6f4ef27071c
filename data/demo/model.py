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

import csv
import random
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FIRST_YEAR, QUARTERS = 2019, 21  #: 2019Q1 … 2024Q1; the last quarter only exists as example forms
REFERENCE = 18  #: 2023Q3, the quarter whose levels indicators.csv gives
_TERM = re.compile(r"([+-]?)([^+-]+)")


def table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(t: int) -> str:
    """The period of quarter number ``t``: 0 → 2019Q1."""
    return f"{FIRST_YEAR + t // 4}Q{t % 4 + 1}"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The product's indicators by code."""
    return {row["code"]: row for row in table("../indicators/catalogue.csv")}


@dataclass(frozen=True)
class Rule:
    """One row of indicators.csv, read."""

    code: str
    how: str
    terms: tuple[tuple[int, tuple[str, ...]], ...]
    level: Decimal
    trend: Decimal
    season: str
    noise: int
    spread: int
    own: int
    only: str
    annual: bool
    monthly: bool
    town: str
    final: bool
    step: int
    kind: str

    @property
    def hidden(self) -> bool:
        """Whether it is a helper that is never published."""
        return self.code.startswith("_")

    def absent(self, level: str) -> bool:
        """Whether units of this level (county, zone, own) do not have the item at all (不适用)."""
        return (
            self.how == "na" or (self.only == "own" != level) or (self.only == "county" and level == "zone")
        )

    @property
    def is_flow(self) -> bool:
        """Whether the series holds increments by quarter, not levels."""
        return self.kind == "flow"

    @property
    def first(self) -> int:
        """The first quarter in which the indicator exists."""
        since = catalogue().get(self.code, {}).get("valid_from") or "0000"
        year, month = int(since[:4]), int(since[5:7] or 1)
        return max(0, (year - FIRST_YEAR) * 4 + (month - 1) // 3)


def _terms(base: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((-1 if sign == "-" else 1, tuple(text.split("*"))) for sign, text in _TERM.findall(base))


def _rule(row: dict[str, str]) -> Rule:
    known = catalogue().get(row["code"])
    kind = known["kind"] if known else "flow" if row["season"] else "stock"
    step = int(row["step"] or (1000 if known and known["unit"] == "元" and kind == "flow" else 1))
    decimals = {name: Decimal(row[name] or 0) for name in ("level", "trend")}
    whole = {name: int(row[name] or 0) for name in ("noise", "spread", "own")}
    return Rule(
        code=row["code"], how=row["how"], terms=_terms(row["base"]), **decimals, **whole, season=row["season"],
        only=row["only"], annual=row["freq"] == "A", monthly=row["monthly"] == "1", town=row["town"],
        final=row["final"] == "1", step=step, kind=kind,
    )  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """The parameter table in file order; a base stands above what is built on it."""
    return tuple(_rule(row) for row in table("indicators.csv"))


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


def since(rule: Rule, t: int) -> str:
    """The day from which a standard of quarter ``t`` is in force (执行日期)."""
    year = FIRST_YEAR + t // 4 - (rule.season == "jul" and t % 4 < 2)
    return f"{year}-07-01" if rule.season == "jul" else f"{year}-01-01"


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
