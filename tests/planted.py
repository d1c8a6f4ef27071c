"""Errors planted in true sentences: one cause each, at random, in the manner the number was written."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minsheng import units
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Approx, Basis, Fact
from minsheng.verification.compare import Verdict, compare
from minsheng.verification.report import Finding
from minsheng.verification.shelf import Shelf

_PLAIN = re.compile(r"^(\d[\d,]*)(\.\d+)?([万亿]?)(.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one wrong number at ``start`` and what was done to it."""

    text: str
    start: int
    cause: str


def written_like(quote: str, value: Decimal) -> str | None:
    """A value in the unit, scale and decimals of a quotation; None where it would not be so written."""
    found = _PLAIN.match(quote)
    if found is None or value <= 0:
        return None
    scaled = value / {"万": 10**4, "亿": 10**8, "": 1}[found[3]]
    places = len(found[2] or ".") - 1
    shown = f"{scaled:.{places}f}"
    return None if Decimal(shown) == 0 else f"{shown}{found[3]}{found[4]}"


def plant(text: str, finding: Finding, shelf: Shelf, cause: str, chance: random.Random) -> Planted | None:
    """The text with this cause planted in this figure; None where that cannot be done unmistakably."""
    claim = finding.claim
    if claim.value_to is not None or claim.approx is not Approx.EXACT or not finding.expected:
        return None
    wrong = _WAYS[cause](text, finding, shelf, chance)
    if wrong is None:
        return None
    start, end, words = wrong
    return Planted(text[:start] + words + text[end:], start if cause == "direction" else claim.start, cause)


Change = tuple[int, int, str] | None


def _replaced(claim: Claim, words: str | None) -> Change:
    return None if words is None or words == claim.quote else (claim.start, claim.end, words)


def _of_fact(finding: Finding, others: Sequence[Fact], chance: random.Random) -> Change:
    """Another fact's value, written in this place; only one that cannot pass for the right one."""
    claim, fact = finding.claim, finding.expected[0]
    if claim.measure not in (Measure.ACTUAL, Measure.STANDARD) or compare(claim, fact) is Verdict.MISMATCH:
        return None
    factor = units.factor(fact.unit, claim.unit) or Decimal(1)
    # what is worlds apart is not taken for this figure, and what rounds to it is no error
    fitting = [
        other
        for other in others
        if other.has_value
        and fact.value
        and Decimal("0.2") < other.value / fact.value < 5
        and abs(other.value * factor - claim.value) > claim.step * 2
        and len(str(other.value.normalize().as_tuple().digits)) > 6
    ]
    return (
        _replaced(claim, written_like(claim.quote, chance.choice(fitting).value * factor))
        if fitting
        else None
    )


def _unit(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    for right, wrong in (
        ("亿元", "万元"),
        ("万元", "亿元"),
        ("元/人·月", "元/人·年"),
        ("元/人·年", "元/人·月"),
        ("万人", "人"),
    ):
        if claim.quote.endswith(right) and claim.measure in (Measure.ACTUAL, Measure.STANDARD):
            return _replaced(claim, claim.quote.removesuffix(right) + wrong)
    return None


def _period(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    fact = finding.expected[0]
    own = [
        f for f in shelf.facts(fact.region, fact.indicator) if f.basis is fact.basis and f.scope == fact.scope
    ]
    return _of_fact(
        finding, [f for f in own if f.period.year == fact.period.year - 1 and f.period.is_year_end], chance
    )


def _region(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    fact = finding.expected[0]
    return _of_fact(
        finding,
        [
            f
            for f in shelf.near(fact.region, fact.indicator, [fact.period])
            if f.period == fact.period and f.basis is fact.basis
        ],
        chance,
    )


def _indicator(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    fact = finding.expected[0]
    domain = shelf.catalogue[fact.indicator].domain
    others = [
        f
        for code, facts in shelf.all_of(fact.region).items()
        if code != fact.indicator and shelf.catalogue[code].domain == domain
        for f in facts
        if f.unit == fact.unit and f.period == fact.period and f.basis is not Basis.TARGET
    ]
    return _of_fact(finding, others, chance)


def _vintage(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    return _of_fact(finding, list(shelf.older(finding.expected[0])), chance)


def _digits(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    places = [
        i
        for i, (a, b) in enumerate(zip(claim.quote, claim.quote[1:], strict=False))
        if a.isdigit() and b.isdigit() and a != b and b != "0"
    ]
    if not places or len(re.sub(r"\D", "", claim.quote)) < 3:
        return None
    at = chance.choice(places)
    return _replaced(claim, claim.quote[:at] + claim.quote[at + 1] + claim.quote[at] + claim.quote[at + 2 :])


def _direction(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    if claim.measure is not Measure.GROWTH or not claim.value:
        return None
    found = [*re.finditer("增长|下降|增加|减少|提高|降低", text[max(0, claim.start - 8) : claim.start])]
    if not found:
        return None
    start = max(0, claim.start - 8) + found[-1].start()
    other = {"增长": "下降", "下降": "增长", "增加": "减少", "减少": "增加", "提高": "降低", "降低": "提高"}[
        found[-1][0]
    ]
    return start, start + 2, other


def _measure(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    if claim.measure is Measure.GROWTH and claim.quote.endswith("%"):
        return _replaced(claim, claim.quote.removesuffix("%") + "个百分点")
    if claim.measure is Measure.CHANGE and claim.quote.endswith("个百分点"):
        return _replaced(claim, claim.quote.removesuffix("个百分点") + "%")
    return None


def _bound(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    found = re.fullmatch(r"(\d{3,6})([^\d万亿.%/]+)", claim.quote)
    if found is None or claim.measure is not Measure.ACTUAL or len(found[1]) < 3:
        return None
    step = 10 ** (len(found[1]) - 2)
    low = int(found[1]) // step * step
    if chance.random() < 0.5 and low < int(found[1]):
        return _replaced(claim, f"近{low}{found[2]}")
    return _replaced(claim, f"{low + step}余{found[2]}")


def _other(text: str, finding: Finding, shelf: Shelf, chance: random.Random) -> Change:  # noqa: ARG001
    claim = finding.claim
    if claim.measure not in (Measure.ACTUAL, Measure.STANDARD) or len(re.sub(r"\D", "", claim.quote)) < 3:
        return None
    factor = Decimal(str(round(chance.choice([chance.uniform(0.7, 0.93), chance.uniform(1.07, 1.4)]), 4)))
    return _replaced(claim, written_like(claim.quote, abs(claim.value) * factor))


_WAYS: dict[str, Callable[[str, Finding, Shelf, random.Random], Change]] = {
    "unit": _unit, "period": _period, "region": _region, "indicator": _indicator, "vintage": _vintage, "digits": _digits,
    "direction": _direction, "measure": _measure, "bound": _bound, "other": _other,
}  # fmt: skip
CAUSES = tuple(_WAYS)
