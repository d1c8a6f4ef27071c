"""Where a wrong number does stand, or how it went wrong: the likeliest explanation first, with the facts that explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.claims.claims import Claim
from minsheng.facts import Approx, Basis, Fact, plain
from minsheng.verification.compare import Verdict, change_of, compare, compare_change, factors
from minsheng.verification.shelf import Shelf

Explanation = tuple[str, list[Fact]]
#: slips between 元, 万元 and 亿元, and of a place (DOMAIN V46)
_SCALES = tuple(Decimal(10) ** power for power in (4, 8, -4, -8, 1, -1, 3, -3))
_TIMES = (Decimal(12), Decimal(1) / 12)


def explain(claim: Claim, indicator: Indicator, facts: Sequence[Fact], shelf: Shelf) -> Explanation:
    """The cause and the facts where the written number stands; ``other`` where nothing explains it."""
    tries: tuple[Callable[[], Explanation | None], ...] = (
        lambda: _elsewhere("vintage", claim, (o for fact in facts[:3] for o in shelf.older(fact))),
        lambda: _own_series(claim, facts[0], shelf),
        lambda: _bound(claim, facts),
        lambda: _unit(claim, facts),
        lambda: _elsewhere("period", claim, _near_times(facts[0], shelf, claim)),
        lambda: _elsewhere("region", claim, _beside(facts[:1], shelf)),
        lambda: ("digits", []) if _is_slip(claim, facts[0], swapped=True) else None,
        lambda: _elsewhere("period", claim, _other_times(facts[0], shelf, claim)),
        lambda: _elsewhere("region", claim, _beside(facts, shelf)),
        lambda: _other_indicator(claim, indicator, facts, shelf),
        lambda: ("digits", []) if any(_is_slip(claim, fact) for fact in facts[:2]) else None,
    )
    return next((found for attempt in tries if (found := attempt())), ("other", []))


def explain_change(claim: Claim, fact: Fact, shelf: Shelf) -> str:
    """Why a growth is wrong: that of another period, of single quarters, or a slip of the pen."""
    series = shelf.series(fact)
    for other in series.along(fact.basis):
        if other.period != fact.period and other.period.kind == fact.period.kind:
            change = change_of(claim, other, shelf)
            if change.value is not None and compare_change(claim, change)[0] is not Verdict.MISMATCH:
                return "period"
    if _is_growth_of_kin(claim, fact, shelf):
        return "indicator"
    change = change_of(claim, fact, shelf)
    if change.absolute is not None and claim.unit not in ("%", "倍", "个百分点"):
        factor = units.factor(claim.unit, fact.unit) or Decimal(1)
        return "digits" if _digits_differ_little(abs(claim.value), abs(change.absolute / factor)) else "other"
    if change.value is not None and _digits_differ_little(abs(claim.value), round(abs(change.value), 1)):
        return "digits"
    return "other"


def of_rate(claim: Claim, rate: Decimal) -> str:
    """Why a share or a multiple is wrong: a slip of the pen, as far as can be seen."""
    true = rate.quantize(claim.step, rounding="ROUND_HALF_UP")
    return "digits" if _digits_differ_little(abs(claim.value), true) else "other"


def _is_growth_of_kin(claim: Claim, fact: Fact, shelf: Shelf) -> bool:
    """Whether this is the growth of another indicator of the domain that the text speaks of (城市的增幅写成农村的)."""
    domain = shelf.catalogue[fact.indicator].domain
    if claim.unit != "%" or len(plain(abs(claim.value)).replace(".", "")) < 2:
        return False
    for code in sorted(shelf.about - {fact.indicator}):
        if code in shelf.catalogue and shelf.catalogue[code].domain == domain:
            alike = [it for it in shelf.facts(fact.region, code) if it.period == fact.period and it.has_value]
            if any(
                compare_change(claim, change_of(claim, it, shelf))[0] is not Verdict.MISMATCH for it in alike
            ):
                return True
    return False


def _elsewhere(cause: str, claim: Claim, facts: Iterator[Fact] | Sequence[Fact]) -> Explanation | None:
    """The first facts that the number agrees with; exact ones before rounded ones."""
    verdicts = [(compare(claim, fact), fact) for fact in facts]
    for wanted in (Verdict.MATCH, Verdict.ROUNDED):
        if found := [fact for verdict, fact in verdicts if verdict is wanted]:
            return cause, found[:3]
    return None


def _own_series(claim: Claim, fact: Fact, shelf: Shelf) -> Explanation | None:
    """The same indicator and time under another scope or basis."""
    near = [
        f
        for f in shelf.facts(fact.region, fact.indicator)
        if f.has_value and f.value and f.period in (fact.period, fact.period.twin)
    ]
    scope = [f for f in near if f.scope != fact.scope and f.basis is fact.basis]
    basis = [f for f in near if f.basis is not fact.basis and f.basis is not Basis.TARGET]
    targets = [f for f in near if f.basis is Basis.TARGET and fact.basis is not Basis.TARGET]
    singles = [
        f
        for f in shelf.single_quarters(fact)
        if f.value and f.period.year == fact.period.year and f.value != fact.value
    ]
    return (
        _elsewhere("scope", claim, scope)
        or _elsewhere("basis", claim, [*basis, *targets])
        or (_elsewhere("basis", claim, singles) if claim.approx is Approx.EXACT else None)
    )


def _bound(claim: Claim, facts: Sequence[Fact]) -> Explanation | None:
    """余, 近 or 超 broken: the bare number is near the stored value, on the wrong side."""
    if claim.approx is Approx.EXACT:
        return None
    for fact in facts:
        if fact.approx is claim.approx:
            continue
        value = claim.value * factors(claim, fact)[0]
        last = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
        if abs(fact.value - value) <= min(max(last, abs(value) / 10), abs(value) / 5):
            return "bound", []
    return None


def _unit(claim: Claim, facts: Sequence[Fact]) -> Explanation | None:
    """万元 for 亿元, 元 for 万元, a month for a year."""
    for fact in facts:
        scales = _TIMES if fact.unit.startswith("元/人") else ()
        if any(compare(claim, fact, scale) is not Verdict.MISMATCH for scale in (*_SCALES, *scales)):
            return "unit", [fact]
    return None


def _other_times(fact: Fact, shelf: Shelf, claim: Claim) -> list[Fact]:
    """The same series at other times, the nearest first; nothing that was not yet known in the year after the claim's."""
    last = max((claim.period or fact.period).year, shelf.until or 0)
    own = [
        f
        for f in shelf.facts(fact.region, fact.indicator)
        if f.has_value and f.basis is fact.basis and f.scope == fact.scope
    ]
    others = [f for f in own if f.period not in (fact.period, fact.period.twin) and f.period.year <= last]
    return sorted(others, key=lambda f: abs((f.period.end - fact.period.end).days))


def _near_times(fact: Fact, shelf: Shelf, claim: Claim) -> list[Fact]:
    """The same series within the year, and at the same time of the two years before and after."""
    return [
        it
        for it in _other_times(fact, shelf, claim)
        if it.period.year == fact.period.year
        or (it.period.month == fact.period.month and abs(it.period.year - fact.period.year) <= 2)
    ]


def _beside(facts: Sequence[Fact], shelf: Shelf) -> list[Fact]:
    """The same indicator at the same time in the places near."""
    near = shelf.near(facts[0].region, facts[0].indicator, (fact.period for fact in facts))
    return [fact for fact in near if fact.basis is not Basis.TARGET]


def _other_indicator(
    claim: Claim, indicator: Indicator, facts: Sequence[Fact], shelf: Shelf
) -> Explanation | None:
    """The number of another indicator of the same place and time (张冠李戴); a short number must come from its kin."""
    periods = {period for fact in facts for period in (fact.period, fact.period.twin)}
    short = len(plain(claim.value).strip("-").replace(".", "").strip("0")) < 3
    found: list[Fact] = []
    for code, others in shelf.all_of(facts[0].region).items():
        other = shelf.catalogue[code]
        if code == indicator.code or not units.same_kind(other.unit, indicator.unit):
            continue
        if short and other.domain != indicator.domain:
            continue
        found += [f for f in others if f.has_value and f.period in periods and f.basis is not Basis.TARGET]
    found.sort(key=lambda fact: shelf.catalogue[fact.indicator].domain != indicator.domain)
    return _elsewhere("indicator", claim, found)


def _is_slip(claim: Claim, fact: Fact, *, swapped: bool = False) -> bool:
    """Whether the digits went astray: two changed places, one was mistyped, lost or doubled."""
    factor = factors(claim, fact)[0]
    true = (fact.value / factor / claim.step).quantize(Decimal(1)) * claim.step
    written, stored = _digits(claim.value), _digits(true)
    if swapped:
        full = _aligned(claim.value, true)
        return any(
            len(one) == len(two) and one != two and _is_swap(one, two)
            for one, two in ((written, stored), full)
        )
    return _digits_differ_little(claim.value, true) or _is_power(claim.value, fact.value / factor)


def _digits(value: Decimal) -> str:
    return plain(abs(value)).replace(".", "").strip("0")


def _is_swap(written: str, stored: str) -> bool:
    """Two digits have changed places; nothing else differs."""
    differing = [place for place, (a, b) in enumerate(zip(written, stored, strict=True)) if a != b]
    if len(differing) != 2:
        return False
    first, second = differing
    return written[first] == stored[second] and written[second] == stored[first]


def _digits_differ_little(written: Decimal, true: Decimal) -> bool:
    one, two = _digits(written), _digits(true)
    full, whole = _aligned(written, true)
    if len(full) == len(whole) and sum(a != b for a, b in zip(full, whole, strict=True)) == 1:
        return True
    if len(one) == len(two):
        return (
            sum(a != b for a, b in zip(one, two, strict=True)) == 1
            or _is_swap(one, two)
            or _is_power(written, true)
            or (len(one) >= 5 and not _without_one(one).isdisjoint(_without_one(two)))
        )
    longer, shorter = max(one, two, key=len), min(one, two, key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def _without_one(digits: str) -> set[str]:
    """The digits with each left out in turn: 72353 and 72535 have 7235 and 7253 in common, one was misplaced."""
    return {digits[:at] + digits[at + 1 :] for at in range(len(digits))}


def _aligned(one: Decimal, two: Decimal) -> tuple[str, str]:
    """Both numbers with as many places: 600 and 601, 1.27 and 1.20."""
    places = max(-int(value.normalize().as_tuple().exponent) for value in (one, two))
    return tuple(str(int(abs(value).scaleb(max(places, 0)))) for value in (one, two))  # type: ignore[return-value]


def _is_power(written: Decimal, true: Decimal) -> bool:
    """A nought too many or too few."""
    return _digits(written) == _digits(true) and written != true
