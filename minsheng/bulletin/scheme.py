"""考核评分 as data: which figures are scored by which rule, what is deducted. Pure; a score keeps how it came about.

What a unit has no figure for is not zero: it is left out, and the other weights count for the whole (折算).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from minsheng import numerals
from minsheng.bulletin.errors import NeutralScored
from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import MinshengError
from minsheng.quotients import Denominator

#: the last of a ranking gets this share of the points where nothing else is written
LAST = Decimal(60)
WHOLE, NIL = Decimal(100), Decimal(0)
#: scores are kept and ranked by two places
STEP = Decimal("0.01")


class Rule(StrEnum):
    """How a figure becomes a share of the points."""

    COMPLETION = "完成率"
    RANK = "位次"
    SPAN = "区间"
    GROWTH = "增幅"

    @property
    def words(self) -> str:
        """The rule in one sentence without numbers."""
        return _RULES[self]


_RULES = {
    Rule.COMPLETION: "按年度任务完成率与时序进度之比计分，期末数按完成率计分",
    Rule.RANK: "按位次计分，首位得满分，末位得末位得分率，中间按位次等距，并列同分",
    Rule.SPAN: "按数值在零分值和满分值之间的位置计分",
    Rule.GROWTH: "按同比变动在零分值和满分值之间的位置计分",
}


class Fault(StrEnum):
    """What points are deducted for."""

    LATE = "迟报"
    MISSING = "未报"
    CORRECTED = "更正"
    OPEN = "待说明"


#: what each fault may be counted by; the first is the usual
_COUNTED = {
    Fault.LATE: ("天", "次"),
    Fault.MISSING: ("次",),
    Fault.CORRECTED: ("项", "次"),
    Fault.OPEN: ("项", "次"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One figure that is scored. ``zero`` and ``full`` are values (区间, 增幅) or shares of the points (位次: the last one's)."""

    indicator: Indicator
    by: Denominator | None
    weight: Decimal
    rule: Rule
    zero: Decimal | None = None
    full: Decimal | None = None
    cap: Decimal = WHOLE
    note: str = ""

    @property
    def name(self) -> str:
        """What is scored, with what it is divided by."""
        return f"{self.by.title if self.by else ''}{self.indicator.title}"


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points off for a fault, by the day, the item or the time, up to a cap."""

    fault: Fault
    points: Decimal
    each: str
    cap: Decimal

    def off(self, count: int) -> Decimal:
        """What is deducted for so many."""
        times = min(count, 1) if self.each == "次" else count
        return min(self.points * times, self.cap)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The whole 考核评分."""

    criteria: tuple[Criterion, ...] = ()
    deductions: tuple[Deduction, ...] = ()

    @property
    def weight(self) -> Decimal:
        """The points that there are."""
        return sum((it.weight for it in self.criteria), NIL)


# -- reading --------------------------------------------------------------------------------------
def criterion(row: Mapping[str, str], known: Mapping[str, Denominator], catalogue: Catalogue) -> Criterion:
    """A criterion out of its row. Raises NeutralScored, MinshengError."""
    indicator = catalogue.find(row["indicator"])
    if indicator.polarity == "neutral":
        raise NeutralScored(indicator.title)
    rule = _word(row["rule"], Rule, "计分办法")
    zero, full = _number(row.get("zero")), _number(row.get("full"))
    if rule in (Rule.SPAN, Rule.GROWTH) and (zero is None or full is None or zero == full):
        raise MinshengError(f"{indicator.title}按{rule}计分，要写明不同的“得零分的值”和“得满分的值”")
    weight = _number(row["weight"])
    if weight is None or weight <= 0:
        raise MinshengError(f"{indicator.title}的分值要大于零")
    cap = _number(row.get("cap")) or WHOLE
    return Criterion(
        indicator,
        divisor(row, known, indicator),
        weight,
        rule,
        zero,
        full,
        max(cap, NIL),
        row.get("note") or "",
    )


def deduction(row: Mapping[str, str]) -> Deduction:
    """A deduction out of its row. Raises MinshengError."""
    fault = _word(row["fault"], Fault, "扣分情形")
    points, cap = _number(row["points"]), _number(row["cap"])
    each = row["each"] or _COUNTED[fault][0]
    if points is None or points < 0:
        raise MinshengError(f"{fault}要写明扣几分")
    if each not in _COUNTED[fault]:
        raise MinshengError(f"{fault}只能按{'、'.join(_COUNTED[fault])}扣分")
    return Deduction(fault, points, each, points if cap is None else cap)


def divisor(
    row: Mapping[str, str], known: Mapping[str, Denominator], indicator: Indicator
) -> Denominator | None:
    """What a row divides by. Raises MinshengError where it is no denominator, or the indicator no count."""
    word = row.get("per") or ""
    if not word:
        return None
    if word not in known:
        raise MinshengError(f"不能按“{word}”折算，可写{'、'.join(known)}")
    if indicator.kind not in ("stock", "flow"):
        raise MinshengError(f"{indicator.title}是比率或标准，不能再折算")
    return known[word]


def _word(text: str, words, what: str):  # noqa: ANN001, ANN202 - an enumeration and one of it
    try:
        return words(text)
    except ValueError:
        raise MinshengError(f"没有“{text}”这种{what}，可写{'、'.join(words)}") from None


def _number(text: str | None) -> Decimal | None:
    if text is None or not str(text).strip():
        return None
    try:
        return Decimal(str(text).strip())
    except InvalidOperation:
        raise MinshengError(f"“{text}”不是数") from None


# -- scoring --------------------------------------------------------------------------------------
def by_completion(rate: Decimal, pace: Decimal, cap: Decimal) -> Decimal:
    """The share of the points for a completion rate against the pace asked for, both in %."""
    return _held(rate / pace * 100, cap)


def by_rank(rank: int, ranked: int, last: Decimal | None, cap: Decimal) -> Decimal:
    """The share for a position: the first has all, the last ``last``, even steps between."""
    if ranked < 2:
        return _held(WHOLE, cap)
    step = (WHOLE - (LAST if last is None else last)) / (ranked - 1)
    return _held(WHOLE - step * (rank - 1), cap)


def by_span(value: Decimal, zero: Decimal, full: Decimal, cap: Decimal) -> Decimal:
    """The share for where a value lies between nothing and all; ``full`` may be the lower one."""
    return _held((value - zero) / (full - zero) * 100, cap)


def _held(share: Decimal, cap: Decimal) -> Decimal:
    return max(NIL, min(share, cap))


def points(share: Decimal, weight: Decimal) -> Decimal:
    """The points of a share, to two places."""
    return numerals.rounded(share * weight / 100, STEP)


def total(got: Sequence[tuple[Decimal, Decimal]], weight: Decimal, off: Decimal) -> Decimal | None:
    """The total of (points, weight) pairs scaled to the whole weight, less what is deducted; None where nothing is scored.

    A unit of which less than half of the weight could be scored has no total: too little is known of it.
    """
    base = sum((own for _, own in got), NIL)
    if not base or base * 2 < weight:
        return None
    scaled = sum((own for own, _ in got), NIL) * weight / base
    return max(NIL, numerals.rounded(scaled - off, STEP))


def ranks(totals: Iterable[Decimal]) -> dict[Decimal, tuple[int, bool]]:
    """Of each total its position and whether it is shared: 1, 2, 2, 4."""
    ordered = sorted(totals, reverse=True)
    return {value: (ordered.index(value) + 1, ordered.count(value) > 1) for value in ordered}
