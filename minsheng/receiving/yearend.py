"""December's three figures: 季报, 年报快报 and 核定年报 of a place and year side by side, with tolerance and reason.

A difference beyond the tolerance needs a reason; it is kept as the explanation of the year's figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import workbook
from minsheng.catalogue import Indicator
from minsheng.facts import STRENGTH, Basis, Fact, Status
from minsheng.figure import Figure
from minsheng.numerals import rounded
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.receiving.explanations import Explanation
from minsheng.store.reading import Store
from minsheng.workbook import Column, Table

#: what an explanation of such a difference is filed under, and the office's setting of the tolerance in %
RULE, TOLERANCE = "年末三数", "yearend_tolerance"
DUE = "须写明原因"
VINTAGES = (Status.QUARTERLY, Status.FAST, Status.FINAL)
_TOLERANCE = Decimal("0.5")
_TENTH = Decimal("0.1")
COLUMNS = ("指标", *(it.zh for it in VINTAGES), "相差", "相差（%）", "采用", "原因")
_WIDTHS = (30, 18, 18, 18, 18, 12, 12, 44)


@dataclass(frozen=True, slots=True)
class Three:
    """One item of the year's end in its vintages, weakest first; ``used`` is the one that stands."""

    indicator: Indicator
    facts: tuple[Fact | None, ...]
    reason: str
    tolerance: Decimal

    @property
    def there(self) -> list[Fact]:
        """The vintages that there are."""
        return [it for it in self.facts if it]

    @property
    def used(self) -> Fact:
        """The strongest vintage."""
        return min(self.there, key=lambda it: STRENGTH[it.status])

    @property
    def difference(self) -> Decimal:
        """How far the vintages lie apart, of the one that stands."""
        others = [it.value - self.used.value for it in self.there]
        return max((-it for it in others), key=abs)

    @property
    def percent(self) -> Decimal | None:
        """The difference in %, of the weaker vintage; None where that is zero."""
        base = self.used.value - self.difference
        return rounded(self.difference / base * 100, _TENTH) if base else None

    @property
    def beyond(self) -> bool:
        """Whether the difference needs a reason."""
        base = abs(self.used.value - self.difference)
        return abs(self.difference) * 100 > base * self.tolerance

    @property
    def open(self) -> bool:
        """Whether it needs a reason and has none."""
        return self.beyond and not self.reason

    def explained(self, text: str) -> Explanation:
        """A reason for the difference."""
        one = self.used
        return Explanation(one.region, one.indicator, str(one.period), RULE, text)


def tolerance(settings: Mapping[str, str]) -> Decimal:
    """How many % the figures of a year's end may lie apart without a reason."""
    return Decimal(settings.get(TOLERANCE) or _TOLERANCE)


def threes(store: Store, region: str, year: int) -> list[Three]:
    """The items of a year's end that came in more than one vintage; those without a needed reason first."""
    ends = (Period.of_year(year), Period.quarter(year, 4))
    limit = tolerance(store.settings)
    reasons = {
        it.indicator: it.text
        for it in explanations.of(store, [region])
        if it.rule == RULE and Period.parse(it.period).year == year
    }
    found: dict[tuple[str, str, Basis], dict[Status, Fact]] = {}
    for fact in store.vintages(regions=[region], periods=ends):
        if fact.status in VINTAGES and fact.has_value and not fact.comparison:
            found.setdefault((fact.indicator, fact.scope, fact.basis), {}).setdefault(fact.status, fact)
    sides = [
        Three(store.catalogue[code], tuple(map(those.get, VINTAGES)), reasons.get(code, ""), limit)
        for (code, _, _), those in found.items()
        if len(those) > 1
    ]
    order = {it.code: place for place, it in enumerate(store.catalogue)}
    return sorted(sides, key=lambda it: (not it.open, not it.beyond, order[it.indicator.code]))


def sheet(sides: Sequence[Three], place: str, year: int) -> bytes:
    """All of it as a workbook."""
    columns = [Column(*it) for it in zip(COLUMNS, _WIDTHS, strict=True)]
    limit = f"{sides[0].tolerance.normalize():f}" if sides else ""
    table = Table(
        title=f"{place}{year}年季报、年报快报、核定年报对照表",
        sheet="年末三数",
        particulars=[f"相差超过{limit}%的须写明原因。相差为采用的数减另一数。"],
        columns=columns,
        rows=[list(row(it)) for it in sides],
    )
    return workbook.workbook([table])


def row(it: Three) -> tuple[str, ...]:
    """One item in words: the three figures, the difference, the vintage that stands, the reason or that one is due."""
    due = DUE if it.open else ""
    return (it.indicator.title, *_values(it), differs(it), _share(it), it.used.status.zh, it.reason or due)


def _values(it: Three) -> Iterable[str]:
    return (_amount(it, fact) if fact else "—" for fact in it.facts)


def differs(it: Three) -> str:
    """The difference with its sign and unit; 相同 where there is none."""
    if not it.difference:
        return "相同"
    size = replace(it.used, value=abs(it.difference), value_to=None)
    return f"{'+' if it.difference > 0 else '-'}{_amount(it, size)}"


def _amount(it: Three, fact: Fact) -> str:
    shown = Figure(fact, it.indicator, "").tabular
    return f"{shown.grouped}{shown.unit}"


def _share(it: Three) -> str:
    return "—" if it.percent is None else f"{it.percent:+}" if it.percent else "0"
