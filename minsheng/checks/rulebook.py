"""The rules V01–V75 and what an office has set: ``data/rules.csv`` with switches and thresholds of its own.

Pure but for reading the shipped file once. An office's settings are names and texts of the store:
``rule.V44.threshold``, ``rule.V44.tolerance``, ``rule.V13.on`` (1 or 0), ``zone.370300-gaoxin`` (``within``: the
zone's figures are part of its host's, so they are not added again).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from minsheng.errors import UsageError
from minsheng.returns.reading import Severity

RULES = Path(__file__).resolve().parents[2] / "data" / "rules.csv"
KINDS = ("relation", "invariant", "query", "history", "view")


class WrongSetting(UsageError):
    """A setting of a rule cannot be understood."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"审核设置{name}的值“{value}”无法识别。", "开关填1或0，阈值填数字。")


@dataclass(frozen=True, slots=True)
class Line:
    """One rule of the book. ``kind`` says how it is asked; ``message`` has the places of its numbers in braces.

    ``threshold_words`` and ``tolerance_words`` say what an office sets with the two numbers.
    """

    rule: str
    kind: str
    severity: Severity
    on: bool
    threshold: Decimal | None
    tolerance: Decimal | None
    title: str
    message: str
    threshold_words: str = ""
    tolerance_words: str = ""

    @property
    def limit(self) -> Decimal:
        """The threshold where the rule has one, else 0."""
        return self.threshold or Decimal(0)


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """The book as an office uses it; ``within`` are zones whose figures are part of their hosts'."""

    lines: tuple[Line, ...]
    within: frozenset[str] = frozenset()

    def __getitem__(self, rule: str) -> Line:
        return next(line for line in self.lines if line.rule == rule)

    @property
    def on(self) -> tuple[str, ...]:
        """The rules that are asked, in order."""
        return tuple(line.rule for line in self.lines if line.on)

    @property
    def off(self) -> frozenset[str]:
        """The rules that are not."""
        return frozenset(line.rule for line in self.lines if not line.on)

    def of(self, kind: str) -> tuple[Line, ...]:
        """The rules of a kind that are on."""
        return tuple(line for line in self.lines if line.on and line.kind == kind)


@cache
def shipped() -> tuple[Line, ...]:
    """The book as the product ships it."""
    with RULES.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


@cache
def usual() -> RuleSettings:
    """The book where no office has set anything."""
    return settings_of({})


def settings_of(stored: Mapping[str, str]) -> RuleSettings:
    """The book with an office's settings applied; settings of other things are passed over. Raises WrongSetting."""
    lines = [_changed(line, stored) for line in shipped()]
    zones = {
        name.removeprefix("zone.")
        for name, value in stored.items()
        if name.startswith("zone.") and value == "within"
    }
    return RuleSettings(tuple(lines), frozenset(zones))


def _line(row: Mapping[str, str]) -> Line:
    return Line(
        rule=row["rule"],
        kind=row["kind"],
        severity=Severity(row["severity"]),
        on=row["on"] == "1",
        threshold=_number(row["threshold"]),
        tolerance=_number(row["tolerance"]),
        title=row["title"],
        message=row["message"],
        threshold_words=row["threshold_words"],
        tolerance_words=row["tolerance_words"],
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _changed(line: Line, stored: Mapping[str, str]) -> Line:
    prefix = f"rule.{line.rule}."
    for name, value in stored.items():
        if name.startswith(prefix):
            line = _set(line, name.removeprefix(prefix), value, name)
    return line


def _set(line: Line, what: str, value: str, name: str) -> Line:
    if what == "on" and value in ("0", "1"):
        return replace(line, on=value == "1")
    if what in ("threshold", "tolerance"):
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise WrongSetting(name, value) from None
        return replace(line, threshold=number) if what == "threshold" else replace(line, tolerance=number)
    raise WrongSetting(name, value)
