"""What a form's rows are worth: V70, the step they were printed to, the facts they make.

Counts are whole and never negative; money in 万元 has one decimal in the official forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.facts import Basis, Fact, State, Status, plain
from minsheng.geography.regions import Region
from minsheng.period import Period
from minsheng.returns.printed import Printed, finest, places
from minsheng.returns.reading import Issue, Layout, error, warning
from minsheng.returns.rows import Line

#: decimals of money in 万元 on an official form, and what the last of them is worth
_FORM_PLACES = 1
_FORM_STEP = Decimal("0.1")
#: counted in other than whole numbers
_DIVISIBLE = ("小时", "人次/月")


@dataclass(frozen=True, slots=True)
class Item:
    """A recognised row: its line, its indicator, the unit its number is in."""

    line: Line
    indicator: Indicator
    unit: str
    printed: Printed
    note: str = ""
    basis: Basis | None = None  # where it is not the indicator's usual one

    @property
    def named(self) -> str:
        """The cell and the label, for messages."""
        return f"{self.line.value_at}“{self.line.shown}”"

    @property
    def value(self) -> Decimal | None:
        """The number in the indicator's unit."""
        number = self.printed.number
        return None if number is None else units.convert(number, self.unit, self.indicator.unit)


@dataclass(frozen=True, slots=True)
class Return:
    """What all facts of a form share."""

    layout: Layout
    region: Region
    period: Period
    status: Status
    known_on: date | None


def judge(item: Item, layout: Layout) -> list[Issue]:
    """V70: nothing negative, counts are whole, money has at most one decimal in 万元 (official forms)."""
    number, at = item.printed.number, item.line.value_at
    if number is None:
        return []
    if number < 0:
        return [error("V70", at, f"{item.named}出现负数{plain(number)}。")]
    issues = []
    if not item.line.row.unit:
        issues.append(warning("unit", at, f"{item.named}没有计量单位，按{item.unit}读取。"))
    if _is_counted(item.indicator) and item.value != item.value.to_integral_value():
        issues.append(error("V70", at, f"{item.named}应为整数，实为{plain(number)}{item.unit}。"))
    if layout.official and item.unit == "万元" and places(number) > _FORM_PLACES:
        issues.append(error("V70", at, f"{item.named}为{plain(number)}万元，本表金额最多1位小数。"))
    return issues


def _is_counted(indicator: Indicator) -> bool:
    return indicator.kind in ("stock", "flow") and indicator.unit not in ("元", *_DIVISIBLE)


def facts(items: Sequence[Item], form: Return) -> list[Fact]:
    """The facts of a form's rows, each with its cell; a blank is 未报, never zero."""
    steps = _steps(items, form.layout)
    return [
        Fact(
            region=form.region.code,
            indicator=item.indicator.code,
            period=form.period,
            basis=item.basis or item.indicator.basis,
            value=item.value,
            unit=item.indicator.unit,
            state=item.printed.state,
            resolution=_resolution(item, steps),
            status=form.status,
            known_on=form.known_on,
            locator=item.line.value_at,
            notes=item.note,
        )
        for item in items
    ]


def _steps(items: Sequence[Item], layout: Layout) -> dict[str, Decimal]:
    """For each printed unit the step that numbers without their trailing zeros were kept to."""
    by_unit: dict[str, list[Printed]] = {}
    for item in items:
        by_unit.setdefault(item.unit, []).append(item.printed)
    steps = {unit: step for unit, found in by_unit.items() if (step := finest(found)) is not None}
    return steps | {"万元": _FORM_STEP} if layout.official else steps


def _resolution(item: Item, steps: dict[str, Decimal]) -> Decimal | None:
    """The smallest step the source printed, in the indicator's unit."""
    if item.printed.step is None:
        return None
    standard = item.indicator.kind in ("standard", "rate", "ratio")
    as_kept = not item.printed.exact and not standard
    step = min(item.printed.step, steps[item.unit]) if as_kept or item.unit == "万元" else item.printed.step
    return units.convert(step, item.unit, item.indicator.unit)


def without_repeats(found: Sequence[Fact]) -> tuple[list[Fact], list[Issue]]:
    """Each fact of a vintage once; the same item with another value is an error."""
    kept: dict[tuple, Fact] = {}
    issues = []
    for fact in found:
        item = (*fact.key, fact.status)
        before = kept.get(item)
        if before is None or (before.state is State.NOT_REPORTED and fact.has_value):
            kept[item] = fact
        elif fact.state is not State.NOT_REPORTED and _said(before) != _said(fact):
            message = f"同一项目出现两次而数不同：{before.locator}为{_shown(before)}，{fact.locator}为{_shown(fact)}。"
            issues.append(error("repeated", fact.locator, message))
    return list(kept.values()), issues


def _said(fact: Fact) -> tuple:
    return (fact.value, fact.value_to, fact.state, fact.approx)


def _shown(fact: Fact) -> str:
    return f"{plain(fact.value)}{fact.unit}" if fact.value is not None else f"“{fact.state.zh}”"
