"""A written number against a stored one: equal, inside its interval, or excluded. And growth against computed growth."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from minsheng import units
from minsheng.changes import Change, Kind
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.facts import Approx, Basis, Fact
from minsheng.numerals import Interval, admits, rounded
from minsheng.period import Period

if TYPE_CHECKING:
    from minsheng.verification.shelf import Shelf


class Verdict(StrEnum):
    """The words of the contract."""

    MATCH = "match"
    ROUNDED = "rounded"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


def factors(claim: Claim, fact: Fact) -> tuple[Decimal, ...]:
    """What the written value is multiplied by to be in the fact's unit; several where 元 leaves the time open."""
    if fact.unit.startswith("元/人") and claim.unit == "元":
        return _per_time(claim, fact)
    factor = units.factor(claim.unit, fact.unit)
    if factor is None and (inverse := units.factor(fact.unit, claim.unit)):
        return (1 / inverse,)
    return (Decimal(1) if factor is None else factor,)


def _per_time(claim: Claim, fact: Fact) -> tuple[Decimal, ...]:
    """753元 of a monthly standard, or of a yearly one: a text that says 每月 or 每年 decides."""
    monthly, yearly = "每月" in claim.context[-12:] or "月" in claim.word, "每年" in claim.context[-12:]
    if fact.unit == "元/人·月":
        return (Decimal(1) / 12,) if yearly else (Decimal(1),) if monthly else (Decimal(1), Decimal(1) / 12)
    return (Decimal(12),) if monthly else (Decimal(1),) if yearly else (Decimal(1), Decimal(12))


def scaled(interval: Interval, factor: Decimal) -> Interval:
    """An interval in another unit."""
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return Interval(low, high, interval.low_closed, interval.high_closed)


def compare(claim: Claim, fact: Fact, extra: Decimal = Decimal(1)) -> Verdict:
    """Equal after conversion, inside the interval, or neither. ``extra`` tries another scale (a slip of the unit)."""
    verdicts = [_compare(claim, fact, factor * extra) for factor in factors(claim, fact)]
    return next((v for v in (Verdict.MATCH, Verdict.ROUNDED) if v in verdicts), Verdict.MISMATCH)


def _compare(claim: Claim, fact: Fact, factor: Decimal) -> Verdict:
    value = claim.value * factor
    reached = claim.approx is Approx.BELOW and fact.approx is Approx.EXACT  # 不到70 is not 70
    if value == fact.value and not reached and fact.value_to == (claim.value_to and claim.value_to * factor):
        return Verdict.MATCH if _same_wording(claim, fact) else Verdict.ROUNDED
    if claim.approx is fact.approx is not Approx.EXACT:
        return Verdict.MISMATCH
    written = scaled(claim.interval, factor)
    if fact.value in written or (fact.value_to is not None and fact.value_to in written):
        return Verdict.ROUNDED
    if fact.value_to is not None and fact.value <= value <= fact.value_to:
        return Verdict.ROUNDED
    coarse = bool(fact.resolution) and fact.resolution > claim.step * factor
    known = admits(fact.value, fact.approx, fact.resolution or Decimal(1))
    finer = claim.approx is Approx.EXACT and (coarse or fact.approx is not Approx.EXACT)
    return Verdict.ROUNDED if finer and value in known else Verdict.MISMATCH


def _same_wording(claim: Claim, fact: Fact) -> bool:
    """Whether an equal number is also worded alike: 近3000万元 is not quite 3000万元."""
    return claim.approx is fact.approx or fact.approx is Approx.EXACT and claim.value in claim.interval


#: 比6月末减少322人
_THAN_MONTH = re.compile(r"(?<!年)[与和比较](\d{1,2})月(末|底|份)?(相比)?[^,;]*$")
#: 上半年减少6人 of a stock: from the beginning of the year
_SINCE_JANUARY = re.compile(
    r"(?<![比较与])(上半年|前三季度|第?[一1]季度|今年以来|年内)(累计|共|净)*(增|减|上升|下降|多|少)[^,;]*$"
)
#: 由2017年的561元提高到846元，增长§: what it grew from
_CAME_FROM = re.compile(r"[由从](20\d\d)年[末底]?的?[^,;]*§[^,;§]*[到至为][^,;]*§[^,;§]*[,、][^,;§]{0,6}$")


# -- changes --------------------------------------------------------------------------------------
def spans_of(claim: Claim, fact: Fact, shelf: Shelf) -> list[Change]:
    """The comparisons with each of the years in which a span may have begun (三年来: two), the likeliest first."""
    if claim.against is None:
        return []
    years = [year for year in claim.against.years if year < fact.period.year]
    bases = [Period(year, fact.period.month, fact.period.kind) for year in years]
    found: list[Change] = []
    for base in bases:
        series = shelf.series(fact, base)
        if claim.against.average:
            found.append(series.average_growth(fact, fact.period.year - base.year))
        else:
            before = series.at(base, fact.basis, fact)
            found.append(series.against(fact, before, Kind.SPAN, base, f"库中没有{base.name}的数"))
    return found


def change_of(claim: Claim, fact: Fact, shelf: Shelf) -> Change:
    """The comparison that the words ask for: 同比 unless they say 环比, 较年初 or name another time."""
    if spans := spans_of(claim, fact, shelf):
        return next((it for it in spans if it.base is not None), spans[0])
    series = shelf.series(fact)
    clause = re.split(r"[,;]", claim.context)[-1]
    if named := re.search(
        r"[与和比较](?P<part>第?[一二三]季度|上半年|前三季度)(末|底|相比|的)?", claim.context
    ):
        month = {"上": 6, "前": 9}.get(named["part"][0]) or 3 * (
            "一二三".index(named["part"].strip("第")[0]) + 1
        )
        if month < fact.period.month:
            at = Period.of_month(fact.period.year, month)
            return series.against(fact, series.at(at, fact.basis), Kind.SPAN, at, f"库中没有{at.name}的数")
    if (held := _THAN_MONTH.search(clause)) and int(held[1]) < fact.period.month:
        at = Period.of_month(fact.period.year, int(held[1]))
        return series.against(fact, series.at(at, fact.basis), Kind.SPAN, at, f"库中没有{at.name}的数")
    if _SINCE_JANUARY.search(clause) and fact.basis is Basis.STOCK and fact.period.month < 12:
        return series.since_year_start(fact)
    if "环比" in clause or "比上季度" in clause or "较上季度" in clause:
        return series.qoq(fact)
    if (
        "年初" in clause
        or "上年末" in clause
        or "去年末" in clause
        or "上年底" in clause
        or "去年底" in clause
    ):
        return series.since_year_start(fact)
    if base := _CAME_FROM.search(claim.context):
        period = Period(int(base[1]), fact.period.month, fact.period.kind)
        series = shelf.series(fact, period)
        return series.against(
            fact, series.at(period, fact.basis), Kind.SPAN, period, f"库中没有{period.name}的数"
        )
    return series.yoy(fact)


def compare_change(claim: Claim, change: Change) -> tuple[Verdict, str]:
    """A written growth or difference against the computed one, with the cause where it is plain."""
    computed, written = _computed(claim, change)
    if _is_points(claim, change):
        return Verdict.MISMATCH, "measure"
    if computed is None:
        confused = change.value is not None and _fits(abs(change.value), claim, abs(claim.value))
        return Verdict.MISMATCH, "measure" if confused else ""
    if verdict := _fits(computed, claim, written):
        return verdict, ""
    if claim.unit == "个百分点" and change.base is not None and _of_rounded(change, claim):
        return Verdict.ROUNDED, ""
    if _fits(-computed, claim, written):
        return Verdict.MISMATCH, "direction"
    other = change.value if claim.unit != "%" or change.unit != "%" else None
    if (
        other is not None
        and _fits(other, claim, claim.value)
        and claim.unit != change.unit.replace("百分点", "个百分点")
    ):
        return Verdict.MISMATCH, "measure"
    if (
        claim.unit in ("%", "倍")
        and change.base is not None
        and change.base.value
        and _is_level(claim, change)
    ):
        return Verdict.MISMATCH, "measure"
    return Verdict.MISMATCH, ""


def _is_points(claim: Claim, change: Change) -> bool:
    """满意率提高0.9%: the rise of a rate is told in points; written as per cent it is not what it says."""
    base, moved = change.base, change.absolute
    if claim.unit != "%" or claim.measure is not Measure.GROWTH or base is None or moved is None:
        return False
    return base.unit in ("%", "‰") and _fits(moved, claim, claim.value) is not None


def _of_rounded(change: Change, claim: Claim) -> bool:
    """51.3% − 47.2% = 4.1个百分点: the difference of the rates as they are printed."""
    base = change.base.value
    return rounded(base + change.absolute, claim.step) - rounded(base, claim.step) == claim.value


def _computed(claim: Claim, change: Change) -> tuple[Decimal | None, Decimal]:
    """The computed change in the claim's own terms: %, points or the plain difference."""
    absolute, base = change.absolute, change.base
    if change.kind is Kind.AVERAGE_GROWTH:
        return change.value, claim.value
    if claim.unit in ("个百分点", "个千分点"):
        points = absolute if base is not None and base.unit in ("%", "‰") else None
        return points, claim.value
    if claim.unit in ("%", "倍") and claim.measure is Measure.GROWTH:
        rate = (absolute / base.value * 100) if absolute is not None and base and base.value else change.value
        return (rate if claim.unit == "%" or rate is None else rate / 100), claim.value
    if absolute is None or base is None:
        return None, claim.value
    factor = units.factor(claim.unit, base.unit) or Decimal(1)
    return absolute / factor, claim.value


def _fits(computed: Decimal, claim: Claim, written: Decimal) -> Verdict | None:
    """Equal at the written precision is equal: nobody prints more of a growth rate."""
    if claim.approx is Approx.EXACT and claim.value_to is None:
        if "成" in claim.quote:  # 两成 of 21.3%
            tenths = claim.step / 2
            return Verdict.ROUNDED if abs(abs(computed) - abs(written)) < tenths else None
        near = rounded(computed, min(claim.step, Decimal(1)) if claim.unit in ("%", "倍") else claim.step)
        return (
            (Verdict.MATCH if claim.measure is Measure.GROWTH or computed == written else Verdict.ROUNDED)
            if near == written
            else None
        )
    return Verdict.ROUNDED if computed in claim.interval else None


def _is_level(claim: Claim, change: Change) -> bool:
    """增长了1.13倍 where the new value *is* 1.13 times the old."""
    if change.absolute is None:
        return False
    times = (change.base.value + change.absolute) / change.base.value
    level = times if claim.unit == "倍" else times * 100
    return bool(_fits(level, claim, claim.value))


def compare_rate(claim: Claim, computed: Decimal) -> Verdict:
    """A written per cent against a computed one."""
    return _fits(computed, claim, claim.value) or Verdict.MISMATCH
