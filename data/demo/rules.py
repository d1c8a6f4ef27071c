"""The parameter tables of the demo prefecture, read: what a row of ``indicators.csv`` says."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FIRST_YEAR, QUARTERS = 2019, 21  #: 2019Q1 … 2024Q1; the last quarter only exists as example forms
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


def since(rule: Rule, t: int) -> str:
    """The day from which a standard of quarter ``t`` is in force (执行日期)."""
    year = FIRST_YEAR + t // 4 - (rule.season == "jul" and t % 4 < 2)
    return f"{year}-07-01" if rule.season == "jul" else f"{year}-01-01"
