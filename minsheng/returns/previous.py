"""The columns that a form compares itself with: 上季度 · 环比 · 上月 · 上年 · 同比 · 九月份.

What they print belongs to an earlier period: it is held against the store and never stored by itself. A
printed percentage is classified: the ratio of two stocks, of two sums since January (no growth of the
period), or one that its own two figures do not give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import units
from minsheng.facts import Basis, Fact
from minsheng.period import Period
from minsheng.returns.columns import Columns, squeezed
from minsheng.returns.compared import Compared, Kind, Ratio
from minsheng.returns.items import Item
from minsheng.returns.printed import Printed
from minsheng.returns.rows import measured
from minsheng.returns.sheets import Sheet

_RATIO = re.compile(r"环比.*|同比.*|增减.*|比上.*|较.*|增长.*")
_YEAR_BEFORE = re.compile(r"上年(?:同期)?数?据?|去年同期数?|上年同期数?据?")
_MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?")
_MONTHS = {"十": 10, "十一": 11, "十二": 12} | {word: n for n, word in enumerate("一二三四五六七八九", 1)}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Head:
    column: int
    name: str
    period: Period | None
    ratio: bool


def read(
    sheet: Sheet, columns: Columns, items: Sequence[Item], facts: Sequence[Fact], title: str
) -> Compared:
    """The comparison columns beside the items of a form; ``facts`` are those of the items, in the same order."""
    if not columns.compared or not facts:
        return Compared()
    heads = _heads(sheet, columns, facts[0].period, title)
    found = [_line(sheet, heads, item, fact) for item, fact in zip(items, facts, strict=True)]
    return Compared(
        tuple(fact for compared in found for fact in compared.facts),
        tuple(ratio for compared in found for ratio in compared.ratios),
    )


def _heads(sheet: Sheet, columns: Columns, period: Period, title: str) -> list[_Head]:
    names = [(column, squeezed(sheet.cell(columns.row, column).text)) for column in columns.compared]
    return [
        _Head(
            column,
            name,
            None if (ratio := bool(_RATIO.fullmatch(name))) else dated(name, period, title),
            ratio,
        )
        for column, name in names
    ]


def dated(name: str, period: Period, title: str) -> Period | None:
    """The period of a comparison column, by the form's definition; None where it is not certain.

    上期 is the month before on a monthly form and the quarter before on a quarterly one.
    """
    if name.startswith("上年末"):
        return period.year_end_before
    if _YEAR_BEFORE.fullmatch(name):
        return period.year_before
    if period.kind == "year":
        return None
    if found := _MONTH.fullmatch(name):
        month = int(found[1]) if found[1].isdigit() else _MONTHS[found[1]]
        return Period.of_month(period.year - (month >= period.month), month) if 1 <= month <= 12 else None
    if name.startswith("上季"):
        return _quarter_before(period)
    if name.startswith("上月"):
        return _month_before(period)
    if name.startswith("上期"):
        monthly = period.kind == "month" or "月" in title
        return _month_before(period) if monthly else _quarter_before(period) if "季" in title else None
    return None


def _month_before(period: Period) -> Period:
    return Period.of_month(period.year - (period.month == 1), (period.month - 2) % 12 + 1)


def _quarter_before(period: Period) -> Period:
    number = (period.month - 1) // 3
    return Period.quarter(period.year, number) if number else Period.quarter(period.year - 1, 4)


def _line(sheet: Sheet, heads: Sequence[_Head], item: Item, fact: Fact) -> Compared:
    row = item.line.number
    read = {head.column: measured(sheet.cell(row, head.column))[0] for head in heads}
    for head, following in zip(heads, heads[1:], strict=False):
        if head.ratio and _slid(head, following, heads, read, item):
            read[following.column], read[head.column] = read[head.column], read[following.column]
    facts = {
        head.column: _fact(sheet, row, head, read[head.column], item, fact)
        for head in heads
        if head.period and read[head.column] and read[head.column].number is not None
    }
    ratios = [_ratio(sheet, row, head, heads, read, facts, fact) for head in heads if head.ratio]
    return Compared(tuple(facts.values()), tuple(it for it in ratios if it))


def _slid(
    ratio: _Head, following: _Head, heads: Sequence[_Head], read: dict[int, Printed | None], item: Item
) -> bool:
    """Whether an empty 环比 has let the next column's figure slide into its place: 31|31|31| ."""
    there, beyond, base = read[ratio.column], read[following.column], _base(ratio, heads)
    if ratio is following or following.ratio or there is None or there.number is None:
        return False
    if beyond is None or beyond.number is not None or base is None:
        return False
    earlier, now = read[base.column], item.printed.number
    unmoved = earlier is not None and earlier.number in (None, Decimal(0), now)
    return unmoved and there.number != 0


def _base(ratio: _Head, heads: Sequence[_Head]) -> _Head | None:
    """The column that a percentage compares with: the nearest to its left, else to its right."""
    left = [head for head in heads if not head.ratio and head.column < ratio.column]
    right = [head for head in heads if not head.ratio and head.column > ratio.column]
    return left[-1] if left else right[0] if right else None


def _fact(sheet: Sheet, row: int, head: _Head, found: Printed, item: Item, fact: Fact) -> Fact:
    step = None if found.step is None else units.convert(found.step, item.unit, item.indicator.unit)
    finest = fact.resolution if fact.resolution and step and not found.exact else step
    return replace(
        fact,
        period=head.period,
        value=units.convert(found.number, item.unit, item.indicator.unit),
        state=found.state,
        resolution=min(step, finest) if step and finest else step,
        locator=sheet.address(row, head.column),
        comparison=True,
    )


def _ratio(
    sheet: Sheet,
    row: int,
    head: _Head,
    heads: Sequence[_Head],
    read: dict[int, Printed | None],
    facts: dict[int, Fact],
    fact: Fact,
) -> Ratio | None:
    base, printed = _base(head, heads), read[head.column]
    earlier = facts.get(base.column) if base else None
    if (
        earlier is None
        or not earlier.value
        or not fact.has_value
        or printed is None
        or printed.number is None
    ):
        return None
    own = ((fact.value - earlier.value) / earlier.value * 100).quantize(_CENT)
    kind = _kind(fact, earlier) if abs(own - printed.number) <= _slack(printed) else Kind.MISCALCULATED
    return Ratio(sheet.address(row, head.column), head.name, printed.number, own, kind, fact, earlier)


def _slack(printed: Printed) -> Decimal:
    """How far rounding alone can move a percentage: one last digit, at least 0.01."""
    return max(_CENT, printed.step if printed.exact and printed.step else _CENT)


def _kind(fact: Fact, base: Fact) -> Kind:
    if fact.basis is not Basis.YTD:
        return Kind.STOCK
    return Kind.COMPARABLE if base.period == fact.period.year_before else Kind.CUMULATIVE
