"""The official 季报 and 月报 forms and the short publication digest: one region, one period, one value column.

指标名称 · 单位 · 代码 · 数量 · comparison columns, with or without codes. The comparison columns are
recognised so that columns are not mixed up; their values are not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Fact, State, Status, plain
from minsheng.period import Period
from minsheng.regions import Region, Regions
from minsheng.returns import columns as column_layout
from minsheng.returns import heading, identity, labels
from minsheng.returns.columns import Columns
from minsheng.returns.labels import Labels
from minsheng.returns.printed import Printed, finest, places
from minsheng.returns.reading import Issue, Reading, Request, Unmapped, error, refusal, warning
from minsheng.returns.rows import Line, lines
from minsheng.returns.sheets import Sheet

CODED, PLAIN, DIGEST = "return_coded", "return_plain", "digest"
#: a form prints money in 万元 with one decimal
_FORM_PLACES = 1
_TENTH_OF_WAN = Decimal(1000)


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet with a form's table in it."""

    sheet: Sheet
    columns: Columns
    head: heading.Head

    @property
    def layout(self) -> str:
        """Whether it is a form with codes, one without, or the digest."""
        said = f"{self.head.title}{self.head.form}"
        if self.columns.code is not None:
            return CODED
        official = "报表" in said or "JZH" in said or "月报" in said or bool(self.columns.compared)
        return PLAIN if official else DIGEST


@dataclass(frozen=True, slots=True)
class _Item:
    """A recognised row: its line, its indicator, the unit its number is in."""

    line: Line
    indicator: Indicator
    unit: str
    printed: Printed
    note: str = ""


@dataclass(slots=True)
class _Sorting:
    """Rows as they are sorted into what is known, what is not, and what is wrong."""

    items: list[_Item]
    unmapped: list[Unmapped]
    issues: list[Issue]


def read(sheets: Sequence[Sheet], catalogue: Catalogue, regions: Regions, request: Request) -> Reading | None:
    """The forms of a file; None where no visible sheet has a form's header."""
    tables = [_table(sheet, found) for sheet in sheets if not sheet.hidden and (found := column_layout.find(sheet))]
    if not tables:
        return None
    readings = [_read(table, catalogue, regions, request) for table in tables]
    return _together([*readings, *_left_aside(sheets, tables)])


def _table(sheet: Sheet, columns: Columns) -> _Table:
    return _Table(sheet, columns, heading.read(sheet, columns.row))


def _left_aside(sheets: Sequence[Sheet], tables: Sequence[_Table]) -> list[Reading]:
    """Say which sheets were not read."""
    read_ones = {table.sheet.name for table in tables}
    issues = []
    for sheet in sheets:
        if sheet.name not in read_ones and not sheet.blank:
            why = "是隐藏的" if sheet.hidden else "没有认得的表头"
            issues.append(warning("sheet", sheet.name, f"工作表“{sheet.name}”{why}，未读取。"))
    return [Reading(issues=tuple(issues))] if issues else []


def _together(readings: Sequence[Reading]) -> Reading:
    """One reading out of a workbook's sheets, which must agree on region and period."""
    first = readings[0]
    facts = [fact for reading in readings for fact in reading.facts]
    issues = [issue for reading in readings for issue in reading.issues]
    for what, values in (("单位", {fact.region for fact in facts}), ("报告期", {str(fact.period) for fact in facts})):
        if len(values) > 1:
            where = facts[0].locator.partition("!")[0]
            issues.append(error("header", where, f"各工作表的{what}不同（{'、'.join(sorted(values))}），请分成单独的文件导入。"))
    kept, doubles = without_repeats(facts)
    unmapped = tuple(it for reading in readings for it in reading.unmapped)
    return replace(first, facts=tuple(kept), unmapped=unmapped, issues=(*issues, *doubles))


def without_repeats(facts: Sequence[Fact]) -> tuple[list[Fact], list[Issue]]:
    """Each fact once; the same item with another value is an error."""
    kept: dict[tuple, Fact] = {}
    issues = []
    for fact in facts:
        before = kept.get(fact.key)
        if before is None or (before.state is State.NOT_REPORTED and fact.has_value):
            kept[fact.key] = fact
        elif fact.state is not State.NOT_REPORTED and _said(before) != _said(fact):
            message = f"同一项目出现两次而数不同：{before.locator}为{_shown(before)}，{fact.locator}为{_shown(fact)}。"
            issues.append(error("repeated", fact.locator, message))
    return list(kept.values()), issues


def _said(fact: Fact) -> tuple:
    return (fact.value, fact.value_to, fact.state, fact.approx)


def _shown(fact: Fact) -> str:
    return f"{plain(fact.value)}{fact.unit}" if fact.value is not None else f"“{fact.state.zh}”"


# -- one table ------------------------------------------------------------------------------------
def _read(table: _Table, catalogue: Catalogue, regions: Regions, request: Request) -> Reading:
    who = identity.region_of(table.head, regions, request)
    when = identity.period_of(table.head, request)
    issues = [*who.issues, *when.issues]
    if who.region is None or when.period is None:
        return refusal(issues, table.layout)
    sorting = _sort(table, labels.load(catalogue))
    facts = _facts(sorting.items, table, who.region, when.period, request)
    return Reading(
        layout=table.layout,
        title=table.head.title,
        publisher=table.head.publisher,
        facts=tuple(facts),
        unmapped=tuple(sorting.unmapped),
        issues=tuple([*issues, *sorting.issues, *_overflow(table)]),
    )


def _overflow(table: _Table) -> list[Issue]:
    """Lines longer than the header: a thousands comma that split a number."""
    sheet, columns = table.sheet, table.columns
    issues = []
    for row in range(columns.row + 1, len(sheet.rows)):
        beyond = [column for column in range(columns.width, len(sheet.rows[row])) if not sheet.cell(row, column).empty]
        if beyond and sheet.cell(row, columns.value).text:
            at = sheet.address(row, beyond[0])
            issues.append(error("columns", at, f"{at}超出表头的列，可能是数字里的千分位逗号把一个数分成了两格。"))
    return issues


def _sort(table: _Table, known: Labels) -> _Sorting:
    sorting = _Sorting([], [], [])
    for column, name in table.columns.unknown.items():
        at = table.sheet.address(table.columns.row, column)
        sorting.issues.append(warning("columns", at, f"{at}的列“{name}”不认识，未读取。"))
    for line in lines(table.sheet, table.columns):
        _place(line, table, known, sorting)
    return sorting


def _place(line: Line, table: _Table, known: Labels, sorting: _Sorting) -> None:
    """Sort one line."""
    if line.doubt:
        sorting.issues.append(warning("label", line.label_at, line.doubt))
        _leave(line, sorting)
        return
    match = known.match(line.row)
    why = match.why
    if match.indicator and not why:
        why = _strange_part(line, match.indicator, known, sorting.items) or _unit_missing(line, match.indicator, table)
    if match.indicator is None or why:
        if why:
            sorting.issues.append(warning("label", line.label_at, f"{line.label_at}“{line.shown}”未读取：{why}。"))
        _leave(line, sorting)
    elif line.printed is None:
        sorting.issues.append(error("number", line.value_at, f"{line.value_at}“{line.shown}”的数“{line.value_text}”不是数字。"))
    else:
        unit = line.row.unit or _own_unit(match.indicator, line, sorting.items)
        item = _Item(line, match.indicator, unit, line.printed, match.note)
        sorting.items.append(item)
        sorting.issues.extend(_judge(item, table.layout))


def _leave(line: Line, sorting: _Sorting) -> None:
    if line.value_text or line.row.unit:
        sorting.unmapped.append(Unmapped(line.value_at, line.shown_path, line.value_text))


def _strange_part(line: Line, indicator: Indicator, known: Labels, items: Sequence[_Item]) -> str:
    """Why a 其中 row cannot be what its name says: the row above it counts something else."""
    if not line.row.label.of_which or not items:
        return ""
    above = items[-1]
    if units.same_kind(above.indicator.unit, indicator.unit) and not known.related(above.indicator.code, indicator.code):
        return f"是“{above.indicator.name}”的其中项，并非“{indicator.name}”"
    return ""


def _unit_missing(line: Line, indicator: Indicator, table: _Table) -> str:
    """A row without unit is only read where the form prescribes the unit: counts of the official forms, and blanks."""
    if line.row.unit or line.printed is None or line.printed.number is None:
        return ""
    if table.layout == DIGEST or units.parse(indicator.unit).base not in ("个", "人", "户", "张", "对", "件", "具", "人次", "元"):
        return "没有计量单位"
    return ""


def _own_unit(indicator: Indicator, line: Line, items: Sequence[_Item]) -> str:
    """The unit that the form prescribes where the cell is blank: money as on the money rows above, else the base."""
    if indicator.unit == "元":
        return next((item.unit for item in reversed(items) if units.parse(item.unit).base == "元"), "万元")
    return indicator.unit


def _judge(item: _Item, layout: str) -> list[Issue]:
    """V70: nothing negative, counts are whole, money has at most one decimal in 万元 (official forms)."""
    number, at = item.printed.number, item.line.value_at
    if number is None:
        return []
    if number < 0:
        return [error("V70", at, f"{at}“{item.line.shown}”出现负数{plain(number)}。")]
    issues = []
    if not item.line.row.unit:
        issues.append(warning("unit", at, f"{at}“{item.line.shown}”没有计量单位，按{item.unit}读取。"))
    scaled = units.convert(number, item.unit, item.indicator.unit)
    counted = item.indicator.kind in ("stock", "flow") and item.indicator.unit != "元"
    if counted and scaled != scaled.to_integral_value() and item.indicator.unit not in ("小时", "人次/月"):
        issues.append(error("V70", at, f"{at}“{item.line.shown}”应为整数，实为{plain(number)}{item.unit}。"))
    if layout != DIGEST and item.unit == "万元" and places(number) > _FORM_PLACES:
        issues.append(error("V70", at, f"{at}“{item.line.shown}”为{plain(number)}万元，本表金额保留1位小数。"))
    return issues


# -- facts ----------------------------------------------------------------------------------------
def _facts(
    items: Sequence[_Item], table: _Table, region: Region, period: Period, request: Request
) -> list[Fact]:
    steps = _steps(items, table.layout)
    return [
        Fact(
            region=region.code,
            indicator=item.indicator.code,
            period=period,
            basis=item.indicator.basis,
            value=None if item.printed.number is None else units.convert(item.printed.number, item.unit, item.indicator.unit),
            unit=item.indicator.unit,
            state=item.printed.state,
            resolution=None if item.printed.number is None else _resolution(item, steps),
            status=request.status or Status.QUARTERLY,
            known_on=table.head.handed_in,
            locator=item.line.value_at,
            notes=item.note,
        )
        for item in items
    ]


def _steps(items: Sequence[_Item], layout: str) -> dict[str, Decimal]:
    """For each printed unit the step that a spreadsheet's bare numbers are kept to."""
    by_unit: dict[str, list[Printed]] = {}
    for item in items:
        by_unit.setdefault(item.unit, []).append(item.printed)
    steps = {unit: step for unit, found in by_unit.items() if (step := finest(found)) is not None}
    if layout != DIGEST and "万元" in steps:
        steps["万元"] = units.convert(_TENTH_OF_WAN, "元", "万元")
    return steps


def _resolution(item: _Item, steps: dict[str, Decimal]) -> Decimal:
    """The smallest step the source printed, in the indicator's unit."""
    standard = item.indicator.kind in ("standard", "rate", "ratio")
    bare = not item.printed.exact and not standard
    in_form = item.unit == "万元" and steps.get("万元") == units.convert(_TENTH_OF_WAN, "元", "万元")
    step = steps[item.unit] if bare or in_form else item.printed.step
    return units.convert(step, item.unit, item.indicator.unit)
