"""The relations (审核关系) among figures of one place and period, as data: ``data/forms/rules.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from minsheng.returns.reading import Severity

RULES = Path(__file__).resolve().parents[2] / "data" / "forms" / "rules.csv"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the rules: Σ ``left`` ``relation`` Σ ``right`` (``=`` or ``<=``), or ``in`` a range.

    ``optional`` parts may be blank or absent: items that do not exist everywhere (苏木). Where an item of
    ``unless`` is there, the line is silent. ``weights``: ``2*marriages`` counts twice. ``since`` and ``until`` are years;
    ``vintage`` limits the line to figures of one origin (``press``). Rules of one number and one left side are alternatives: one that holds is enough.
    """

    rule: str
    severity: Severity
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    optional: frozenset[str]
    low: Decimal | None
    high: Decimal | None
    since: int
    until: int
    words: str
    unless: tuple[str, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    vintage: str = ""

    @property
    def name(self) -> tuple[str, tuple[str, ...], str]:
        """What alternatives have in common."""
        return (self.rule, self.left, self.words)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules that the product ships."""
    with RULES.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: Mapping[str, str]) -> Rule:
    weights: dict[str, Decimal] = {}

    def codes(name: str) -> tuple[str, ...]:
        parts = [part.rpartition("*") for part in row[name].split("|") if part]
        weights.update({code: Decimal(weight) for weight, star, code in parts if star})
        return tuple(code for _, _, code in parts)

    return Rule(
        rule=row["rule"],
        severity=Severity(row["severity"]),
        left=codes("left"),
        relation=row["relation"],
        right=codes("right") + codes("optional"),
        optional=frozenset(codes("optional")),
        low=Decimal(row["low"]) if row["low"] else None,
        high=Decimal(row["high"]) if row["high"] else None,
        since=int(row["since"] or 0),
        until=int(row["until"] or 9999),
        words=row["words"],
        unless=codes("unless"),
        weights=weights,
        vintage=row["vintage"],
    )
