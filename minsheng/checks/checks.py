"""Validation rules (审核关系) among the figures of one file or one place and period.

The rules are data (``data/forms/rules.csv``); each applies only to the indicators that it names. An
equality is only judged where its total and all parts are there; a missing part is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from minsheng.catalogue import Catalogue
from minsheng.checks import rulebook, slips
from minsheng.checks.relations import Rule, rules
from minsheng.checks.rulebook import RuleSettings
from minsheng.facts import Approx, Basis, Fact, plain
from minsheng.returns.reading import Issue

#: a form's money is rounded to 0.1万元 on every row
_TENTH_OF_WAN = Decimal(1000)
_WAN = Decimal(10_000)
_NOT_SUMMED = (Basis.TARGET, Basis.AVERAGE, Basis.SINCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that some figures break; ``facts`` are those it looked at."""

    rule: Rule
    facts: tuple[Fact, ...]
    message: str


def inside(facts: Iterable[Fact], catalogue: Catalogue, book: RuleSettings | None = None) -> list[Issue]:
    """The rules that the figures of one file break among themselves, each with the cell of its first figure."""
    return [
        Issue(found.rule.rule, found.rule.severity, found.facts[0].locator, found.message)
        for found in findings(facts, catalogue, book)
    ]


def findings(facts: Iterable[Fact], catalogue: Catalogue, book: RuleSettings | None = None) -> list[Finding]:
    """The rules that facts break, place by place and period by period; those off in ``book`` are not asked."""
    book = book or rulebook.usual()
    named = [alternatives for (rule, *_), alternatives in _by_name().items() if rule not in book.off]
    found: list[Finding] = []
    for group in groups(facts).values():
        for alternatives in named:
            found.extend(_judge(alternatives, group, catalogue, book))
    return found


@cache
def _by_name() -> dict[tuple, list[Rule]]:
    named: dict[tuple, list[Rule]] = {}
    for rule in rules():
        named.setdefault(rule.name, []).append(rule)
    return named


def groups(facts: Iterable[Fact]) -> dict[tuple, dict[str, Fact]]:
    """Facts that may be compared: of one place, scope, period and vintage, each with its usual basis."""
    groups: dict[tuple, dict[str, Fact]] = {}
    for fact in facts:
        if fact.basis not in _NOT_SUMMED:
            single = fact.basis in (Basis.QUARTER, Basis.MONTH)
            key = (fact.region, fact.scope, str(fact.period), fact.status, fact.basis if single else None)
            groups.setdefault(key, {})[fact.indicator] = fact
    return groups


def _judge(
    alternatives: Sequence[Rule], group: Mapping[str, Fact], catalogue: Catalogue, book: RuleSettings
) -> Iterator[Finding]:
    """The first alternative's finding where none of those in force holds."""
    broken = []
    for rule in alternatives:
        if _applies(rule, group):
            finding = _broken(rule, group, catalogue, book)
            if finding is None:
                return
            broken.append(finding)
    yield from broken[:1]


def _applies(rule: Rule, group: Mapping[str, Fact]) -> bool:
    one = next(iter(group.values()))
    in_force = rule.since <= one.period.year <= rule.until and rule.vintage in ("", one.status)
    if any(code in group for code in rule.unless):
        return False
    judged = not rule.right or any(code in group for code in rule.right)
    return in_force and judged and any(code in group for code in rule.left)


def _broken(
    rule: Rule, group: Mapping[str, Fact], catalogue: Catalogue, book: RuleSettings
) -> Finding | None:
    if rule.relation == "in":
        return _out_of_range(rule, group, catalogue, book)
    held = _at_least if rule.relation == "<=" else exact
    left = [group[code] for code in rule.left if code in group and held(group[code])]
    right = [group[code] for code in rule.right if code in group and exact(group[code])]
    missing = [
        code
        for code in rule.right
        if code not in rule.optional and code not in {it.indicator for it in right}
    ]
    if not left or not right or (rule.relation == "<=" and missing):
        return None
    a, b = _sum(left, rule), _sum(right, rule)
    within = _tolerance([*left, *right], _parts(rule, left, right))
    if rule.relation == "<=" or missing:
        over = a - b if rule.relation == "<=" else b - a
        return _finding(rule, left, right, over, catalogue) if over > within else None
    if len(left) < len(rule.left):
        return None
    return _finding(rule, left, right, abs(a - b), catalogue) if abs(a - b) > within else None


def exact(fact: Fact) -> bool:
    """Whether a figure can be held against others: it has a value, and not a worded one."""
    return fact.has_value and fact.approx is Approx.EXACT and fact.value_to is None


def _at_least(fact: Fact) -> bool:
    """Whether a figure cannot be smaller than its value: 1.2万余人 exceeds what 11000人 allow."""
    return exact(fact) or (fact.has_value and fact.approx in (Approx.OVER, Approx.AT_LEAST))


def _sum(facts: Sequence[Fact], rule: Rule) -> Decimal:
    return sum((fact.value * rule.weights.get(fact.indicator, 1) for fact in facts), Decimal(0))


def _parts(rule: Rule, left: Sequence[Fact], right: Sequence[Fact]) -> Decimal:
    """How many roundings a sum carries; where a figure counts twice, so does its rounding."""
    if not rule.weights:
        return Decimal(max(len(left), len(right)))
    return sum((rule.weights.get(it.indicator, Decimal(1)) for it in (*left, *right)), Decimal(0))


def _tolerance(facts: Sequence[Fact], parts: Decimal) -> Decimal:
    """Counts none; money 0.1万元 a part; rounded displays half a last digit a part."""
    step = max((fact.resolution or Decimal(1) for fact in facts), default=Decimal(1))
    if facts[0].unit == "元":
        return max(_TENTH_OF_WAN, step / 2) * parts
    return step / 2 * parts if step > 1 else Decimal(0)


def _finding(
    rule: Rule, left: Sequence[Fact], right: Sequence[Fact], apart: Decimal, catalogue: Catalogue
) -> Finding:
    sign = "≠" if rule.relation == "=" else ">"
    sides = sign.join(_told(side, rule, left[0].unit, catalogue) for side in (left, right))
    hint = _hint(rule, left, right, catalogue) if rule.relation == "=" else ""
    return Finding(rule, (*left, *right), f"{rule.words}：{sides}，差{amount(apart, left[0].unit)}。{hint}")


def _hint(rule: Rule, left: Sequence[Fact], right: Sequence[Fact], catalogue: Catalogue) -> str:
    """Which single slip of the pen would explain a broken sum; empty where none does, or several would."""
    facts = [*left, *right]
    weights = [rule.weights.get(it.indicator, Decimal(1)) for it in facts]
    signed = [-weight if place >= len(left) else weight for place, weight in enumerate(weights)]
    found = slips.repair([it.value for it in facts], signed, _tolerance(facts, _parts(rule, left, right)))
    if found is None:
        return ""
    wrong = facts[found.place]
    cause = f"疑似单位错误，{found.slip.words}" if found.slip else "疑似相邻数字颠倒"
    name = catalogue[wrong.indicator].title
    return f"{name}如为{amount(found.value, wrong.unit)}则相符，{cause}。"


def _told(facts: Sequence[Fact], rule: Rule, unit: str, catalogue: Catalogue) -> str:
    """养老机构床位34张（Sheet1!D48）＋…＝sum."""
    each = [
        f"{catalogue[it.indicator].title}{amount(it.value, it.unit)}{_times(rule, it)}{_cell(it)}"
        for it in facts
    ]
    weighted = any(it.indicator in rule.weights for it in facts)
    total = f"＝{amount(_sum(facts, rule), unit)}" if len(facts) > 1 or weighted else ""
    return "＋".join(each) + total


def _times(rule: Rule, fact: Fact) -> str:
    return f"×{plain(rule.weights[fact.indicator])}" if fact.indicator in rule.weights else ""


def _cell(fact: Fact) -> str:
    return f"（{fact.locator}）" if fact.locator else ""


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit, money in 万元."""
    return f"{plain(value / _WAN)}万元" if unit == "元" else f"{plain(value)}{unit}"


def _out_of_range(
    rule: Rule, group: Mapping[str, Fact], catalogue: Catalogue, book: RuleSettings
) -> Finding | None:
    """A rate outside its range, or a ratio of two figures outside what is usual."""
    facts = [group.get(code) for code in (*rule.left, *rule.right)]
    if any(fact is None or not exact(fact) for fact in facts) or (rule.right and not facts[1].value):
        return None
    value = facts[0].value / facts[1].value if rule.right else facts[0].value
    low, high = rule.low, rule.high
    if low is None and high is None:
        low, high = book[rule.rule].threshold, book[rule.rule].tolerance
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    ratio = f"，比值{plain(round(value, 2))}" if rule.right else ""
    shown = "、".join(
        f"{catalogue[it.indicator].title}{amount(it.value, it.unit)}{_cell(it)}" for it in facts
    )
    return Finding(rule, tuple(facts), f"{rule.words}：{shown}{ratio}。")
