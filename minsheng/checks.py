"""Validation rules (审核关系) among the figures of one file or one place and period.

The rules are data (``data/forms/rules.csv``); each applies only to the indicators that it names. An
equality is only judged where its total and all parts are there; a missing part is not zero.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from minsheng.catalogue import Catalogue
from minsheng.facts import Approx, Basis, Fact, plain
from minsheng.returns.reading import Issue, Severity

RULES = Path(__file__).resolve().parent.parent / "data" / "forms" / "rules.csv"
#: a form's money is rounded to 0.1万元 on every row
_TENTH_OF_WAN = Decimal(1000)
_WAN = Decimal(10_000)
_NOT_SUMMED = (Basis.TARGET, Basis.AVERAGE, Basis.SINCE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the rules: Σ ``left`` ``relation`` Σ ``right`` (``=`` or ``<=``), or ``in`` a range.

    ``optional`` parts may be blank or absent: items that do not exist everywhere (苏木). ``since`` and
    ``until`` are years. Rules of one number and one left side are alternatives: one that holds is enough.
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

    @property
    def name(self) -> tuple[str, tuple[str, ...], str]:
        """What alternatives have in common."""
        return (self.rule, self.left, self.words)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that some figures break; ``facts`` are those it looked at."""

    rule: Rule
    facts: tuple[Fact, ...]
    message: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules that the product ships."""
    with RULES.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: Mapping[str, str]) -> Rule:
    def codes(name: str) -> tuple[str, ...]:
        return tuple(part for part in row[name].split("|") if part)

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
    )


def inside(facts: Iterable[Fact], catalogue: Catalogue) -> list[Issue]:
    """The rules that the figures of one file break among themselves, each with the cell of its first figure."""
    return [
        Issue(found.rule.rule, found.rule.severity, found.facts[0].locator, found.message)
        for found in findings(facts, catalogue)
    ]


def findings(facts: Iterable[Fact], catalogue: Catalogue) -> list[Finding]:
    """The rules that facts break, place by place and period by period."""
    found: list[Finding] = []
    for group in _groups(facts).values():
        for alternatives in _by_name().values():
            found.extend(_judge(alternatives, group, catalogue))
    return found


@cache
def _by_name() -> dict[tuple, list[Rule]]:
    named: dict[tuple, list[Rule]] = {}
    for rule in rules():
        named.setdefault(rule.name, []).append(rule)
    return named


def _groups(facts: Iterable[Fact]) -> dict[tuple, dict[str, Fact]]:
    """Facts that may be compared: of one place, scope, period and vintage, each with its usual basis."""
    groups: dict[tuple, dict[str, Fact]] = {}
    for fact in facts:
        if fact.basis not in _NOT_SUMMED:
            single = fact.basis in (Basis.QUARTER, Basis.MONTH)
            key = (fact.region, fact.scope, str(fact.period), fact.status, fact.basis if single else None)
            groups.setdefault(key, {})[fact.indicator] = fact
    return groups


def _judge(
    alternatives: Sequence[Rule], group: Mapping[str, Fact], catalogue: Catalogue
) -> Iterator[Finding]:
    """The first alternative's finding where none of those in force holds."""
    broken = []
    for rule in alternatives:
        if _applies(rule, group):
            finding = _broken(rule, group, catalogue)
            if finding is None:
                return
            broken.append(finding)
    yield from broken[:1]


def _applies(rule: Rule, group: Mapping[str, Fact]) -> bool:
    year = next(iter(group.values())).period.year
    return rule.since <= year <= rule.until and any(code in group for code in rule.left)


def _broken(rule: Rule, group: Mapping[str, Fact], catalogue: Catalogue) -> Finding | None:
    if rule.relation == "in":
        return _out_of_range(rule, group, catalogue)
    left = [group[code] for code in rule.left if code in group and _exact(group[code])]
    right = [group[code] for code in rule.right if code in group and _exact(group[code])]
    missing = [
        code
        for code in rule.right
        if code not in rule.optional and code not in {it.indicator for it in right}
    ]
    if not left or not right or (rule.relation == "<=" and missing):
        return None
    a, b = _sum(left), _sum(right)
    within = _tolerance([*left, *right], max(len(left), len(right)))
    if rule.relation == "<=" or missing:
        over = a - b if rule.relation == "<=" else b - a
        return _finding(rule, left, right, over, catalogue) if over > within else None
    if len(left) < len(rule.left):
        return None
    return _finding(rule, left, right, abs(a - b), catalogue) if abs(a - b) > within else None


def _exact(fact: Fact) -> bool:
    """Whether a figure can be held against others: it has a value, and not a worded one."""
    return fact.has_value and fact.approx is Approx.EXACT and fact.value_to is None


def _sum(facts: Sequence[Fact]) -> Decimal:
    return sum((fact.value for fact in facts), Decimal(0))


def _tolerance(facts: Sequence[Fact], parts: int) -> Decimal:
    """Counts none; money 0.1万元 a part; rounded displays half a last digit a part."""
    step = max((fact.resolution or Decimal(1) for fact in facts), default=Decimal(1))
    if facts[0].unit == "元":
        return max(_TENTH_OF_WAN, step / 2) * parts
    return step / 2 * parts if step > 1 else Decimal(0)


def _finding(
    rule: Rule, left: Sequence[Fact], right: Sequence[Fact], apart: Decimal, catalogue: Catalogue
) -> Finding:
    sign = "≠" if rule.relation == "=" else ">"
    message = f"{rule.words}：{_told(left, catalogue)}{sign}{_told(right, catalogue)}，差{_amount(apart, left[0].unit)}。"
    return Finding(rule, (*left, *right), message)


def _told(facts: Sequence[Fact], catalogue: Catalogue) -> str:
    """养老机构床位34张（Sheet1!D48）＋…＝sum."""
    each = [f"{catalogue[it.indicator].title}{_amount(it.value, it.unit)}{_cell(it)}" for it in facts]
    total = f"＝{_amount(_sum(facts), facts[0].unit)}" if len(facts) > 1 else ""
    return "＋".join(each) + total


def _cell(fact: Fact) -> str:
    return f"（{fact.locator}）" if fact.locator else ""


def _amount(value: Decimal, unit: str) -> str:
    return f"{plain(value / _WAN)}万元" if unit == "元" else f"{plain(value)}{unit}"


def _out_of_range(rule: Rule, group: Mapping[str, Fact], catalogue: Catalogue) -> Finding | None:
    """A rate outside its range, or a ratio of two figures outside what is usual."""
    facts = [group.get(code) for code in (*rule.left, *rule.right)]
    if any(fact is None or not _exact(fact) for fact in facts) or (rule.right and not facts[1].value):
        return None
    value = facts[0].value / facts[1].value if rule.right else facts[0].value
    if (rule.low is None or value >= rule.low) and (rule.high is None or value <= rule.high):
        return None
    ratio = f"，比值{plain(round(value, 2))}" if rule.right else ""
    shown = "、".join(
        f"{catalogue[it.indicator].title}{_amount(it.value, it.unit)}{_cell(it)}" for it in facts
    )
    return Finding(rule, tuple(facts), f"{rule.words}：{shown}{ratio}。")
