"""The text against itself: one figure told twice, parts and their total, growth and the two values it lies between.

Nothing is asked of the store: this works where it knows nothing. Pure; every written number is an interval.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Catalogue
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Approx, Basis
from minsheng.numerals import Interval, rounded
from minsheng.period import Period

_LEVELS = (Measure.ACTUAL, Measure.STANDARD, Measure.RATIO)
#: what may be said of many things and is no name
_TENTH = Decimal("0.1")
_VAGUE = re.compile(r"^(其中|分别|累计|共|达|为|了)|资金|投入|支出|完成|人员$|增长|下降|占|名$|各类|活动$")
Remark = tuple[Claim, str]
Key = tuple[str, str | None, str, Period | None]


def remarks(claims: Sequence[Claim], catalogue: Catalogue) -> list[Remark]:
    """Where a text contradicts itself: the claim and what is to be said of it."""
    found = [
        *_told_twice(claims),
        *_sums(claims, catalogue),
        *_rates(claims, catalogue),
        *_growths(claims, catalogue),
    ]
    return list(dict.fromkeys(found))


# -- twice ----------------------------------------------------------------------------------------
def _told_twice(claims: Sequence[Claim]) -> Iterator[Remark]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if name := _identity(claim):
            time = _instant(claim.period)
            what = (name, claim.region, claim.scope, time, claim.basis, claim.measure, claim.unit)
            groups[*what, claim.against].append(claim)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if not _meet(first.interval, other.interval):
                yield other, f"与前文不一致：前文写“{first.quote}”，此处写“{other.quote}”。"
                yield first, f"与后文不一致：此处写“{first.quote}”，后文写“{other.quote}”。"


def _identity(claim: Claim) -> str:
    """What a figure is of; for what the catalogue does not have, its own words where they are a name."""
    if claim.measure not in (*_LEVELS, Measure.TARGET) or claim.unit == "倍":
        return ""
    if claim.indicator:
        return "" if claim.inferred else claim.indicator
    name = re.sub(r"^(全年|全市|全县|全区|全省|今年|本年|共|累计|先后)+", "", claim.indicator_name)
    return name if len(name) >= 5 and not _VAGUE.search(name) and not claim.candidates else ""


def _meet(one: Interval, two: Interval) -> bool:
    low = max((it.low for it in (one, two) if it.low is not None), default=None)
    high = min((it.high for it in (one, two) if it.high is not None), default=None)
    return low is None or high is None or low <= high


# -- parts and total ------------------------------------------------------------------------------
def _sums(claims: Sequence[Claim], catalogue: Catalogue) -> Iterator[Remark]:
    levels = _by_place(claims)
    for (code, region, scope, period), total in levels.items():
        for parts in catalogue.partitions(code).values():
            written = [levels.get((part.code, region, scope, period)) for part in parts]
            known = [claim for claim in written if claim]
            if (
                len(known) == len(parts) > 1
                and _near(total, known)
                and (told := _sum_told(total, known, catalogue))
            ):
                yield total, told
        for part in catalogue:
            claim = levels.get((part.code, region, scope, period))
            if part.parent == code and claim and part.unit == catalogue[code].unit and _exceeds(claim, total):
                yield claim, f"“{claim.quote}”大于它所属的{catalogue[code].title}“{total.quote}”。"


def _by_place(claims: Sequence[Claim]) -> dict[Key, Claim]:
    """The values that the text states, the first of each; those that were only inferred are left out."""
    found: dict[Key, Claim] = {}
    for claim in claims:
        if (
            claim.indicator
            and claim.measure in _LEVELS
            and claim.basis is not Basis.TARGET
            and not claim.inferred
        ):
            found.setdefault((claim.indicator, claim.region, claim.scope, _instant(claim.period)), claim)
    return found


def _instant(period: Period | None) -> Period | None:
    """年末 and the year are one."""
    return period.twin if period is not None and period.kind == "quarter" and period.month == 12 else period


def _near(total: Claim, parts: list[Claim]) -> bool:
    """Whether all is exact and told in one go."""
    every = [total, *parts]
    return (
        all(it.approx is Approx.EXACT for it in every) and max(it.start for it in every) - total.start < 300
    )


def _sum_told(total: Claim, parts: list[Claim], catalogue: Catalogue) -> str:
    value = sum((part.value for part in parts), Decimal(0))
    slack = (total.step + sum((part.step for part in parts), Decimal(0))) / 2
    exact = total.step == 1 and all(part.step == 1 for part in parts)
    if abs(value - total.value) <= (0 if exact else slack):
        return ""
    names = "、".join(f"{catalogue[it.indicator or ''].title}{it.quote}" for it in parts)
    return f"分项之和与合计不符：{names}合计{_shown(value, total)}，文中合计写“{total.quote}”。"


def _shown(value: Decimal, like: Claim) -> str:
    return f"{value.normalize():f}{like.unit}"


def _exceeds(part: Claim, total: Claim) -> bool:
    low, high = part.interval.low, total.interval.high
    return low is not None and high is not None and low > high


# -- computed from what the text states -----------------------------------------------------------
def _rates(claims: Sequence[Claim], catalogue: Catalogue) -> Iterator[Remark]:
    """A rate against its numerator and denominator, both told in the text."""
    levels = _by_place(claims)
    for claim in claims:
        indicator = catalogue[claim.indicator] if claim.indicator else None
        if indicator is None or indicator.formula is None or claim.unit != "%" or not _is_rate(claim):
            continue
        codes = [operand.code for operand in indicator.formula.operands]
        parts = [levels.get((code, claim.region, claim.scope, _instant(claim.period))) for code in codes]
        bounds = (
            _ratio(parts[0], parts[1], Decimal(100)) if len(parts) == 2 and parts[0] and parts[1] else None
        )
        if parts[0] and parts[1] and bounds and not _meet(claim.interval, bounds):
            told = f"按文中“{parts[0].quote}”和“{parts[1].quote}”计算为{rounded(_middle(bounds), _TENTH)}%"
            yield claim, f"{told}，与“{claim.quote}”不符。"


def _is_rate(claim: Claim) -> bool:
    return claim.measure in (Measure.SHARE, Measure.ACTUAL)


def _growths(claims: Sequence[Claim], catalogue: Catalogue) -> Iterator[Remark]:
    """A growth against the two values that the text states: 从120张增加到200张，增长66.7%."""
    levels = _by_place(claims)
    for claim in claims:
        if (
            claim.measure is not Measure.GROWTH
            or claim.unit != "%"
            or not claim.indicator
            or claim.period is None
            or claim.against is not None
        ):
            continue
        if catalogue[claim.indicator].is_ratio or re.search("环比|年初|年均|上季", claim.context[-20:]):
            continue
        now = levels.get((claim.indicator, claim.region, claim.scope, _instant(claim.period)))
        before = levels.get((claim.indicator, claim.region, claim.scope, _instant(claim.period.year_before)))
        if now and before and (bounds := _ratio(now, before, Decimal(100))):
            moved = Interval(_less(bounds.low), _less(bounds.high), high_closed=True)
            if not _meet(claim.interval, moved):
                told = (
                    f"按文中“{before.quote}”和“{now.quote}”计算，增减幅为{rounded(_middle(moved), _TENTH)}%"
                )
                yield claim, f"{told}，与“{claim.quote}”不符。"


def _less(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else bound - 100


def _ratio(part: Claim, whole: Claim, scale: Decimal) -> Interval | None:
    """The quotients that two written numbers admit; None where they are not alike or open."""
    factor = units.factor(part.unit, whole.unit)
    ends = (part.interval.low, part.interval.high, whole.interval.low, whole.interval.high)
    if factor is None or any(end is None for end in ends):
        return None
    low, high, least, most = (end or Decimal(0) for end in ends)
    if least <= 0 or most <= 0:
        return None
    return Interval(low * factor / most * scale, high * factor / least * scale, high_closed=True)


def _middle(bounds: Interval) -> Decimal:
    return ((bounds.low or Decimal(0)) + (bounds.high or Decimal(0))) / 2
