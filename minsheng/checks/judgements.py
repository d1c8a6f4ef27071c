"""What a rule found: one judgement with its place, period, indicators and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from minsheng.catalogue import Catalogue
from minsheng.checks.rulebook import Line
from minsheng.errors import UnknownRegion
from minsheng.facts import Fact, plain
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns.reading import Severity

_WAN = Decimal(10_000)
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule and the figures that break it. ``explanation`` is what the unit wrote about it (上报说明)."""

    rule: str
    severity: Severity
    region: str
    period: Period
    indicators: tuple[str, ...]
    message: str
    explanation: str = ""
    facts: tuple[Fact, ...] = field(default=(), compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it asks for an explanation that nobody gave."""
        return self.severity is not Severity.WARNING and not self.explanation

    def record(self) -> dict[str, object]:
        """The words of the contract."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "region": self.region,
            "period": str(self.period),
            "indicators": list(self.indicators),
            "message": self.message,
            "explanation": self.explanation or None,
        }


@dataclass(frozen=True, slots=True)
class Words:
    """What puts judgements into words: the names of indicators and places."""

    catalogue: Catalogue
    regions: Regions

    def judged(
        self, line: Line, region: str, period: Period, indicators: tuple[str, ...], numbers: Mapping[str, str],
        facts: tuple[Fact, ...] = (),
    ) -> Judgement:  # fmt: skip
        """The judgement of a rule with its message filled in."""
        filled = {"place": self.place(region, period), "when": period.name, **numbers}
        if indicators and "name" not in filled:
            filled["name"] = self.catalogue[indicators[0]].title
        return Judgement(
            line.rule, line.severity, region, period, indicators, line.message.format(**filled), facts=facts
        )

    def place(self, region: str, period: Period) -> str:
        """The name valid in the period; the code itself where the place is not known."""
        try:
            return self.regions.get(region).name_at(period)
        except UnknownRegion:
            return region


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit, money in 万元; no more than two places."""
    if unit == "元" and abs(value) >= _WAN:
        return f"{short(value / _WAN)}万元"
    return f"{short(value)}{unit}"


def tenth(value: Decimal) -> str:
    """A percentage as all screens print it: one place, half up."""
    return str(value.quantize(_TENTH, ROUND_HALF_UP))


def short(value: Decimal) -> str:
    """A number with no more than two places."""
    return plain(value.quantize(_HUNDREDTH) if value != value.to_integral_value() else value)
