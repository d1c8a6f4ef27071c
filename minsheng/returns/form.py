"""The official 季报 and 月报 forms and the short publication digest: one region, one period, one value column.

指标名称 · 单位 · 代码 · 数量 · comparison columns, with or without codes. The comparison columns are
recognised so that columns are not mixed up; their values are not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns import codes, heading, identity, items, labels, previous
from minsheng.returns.columns import CUMULATIVE, Columns, alone_in, squeezed
from minsheng.returns.labels import Labels
from minsheng.returns.printed import printed
from minsheng.returns.reading import Issue, Layout, Reading, Request, error, refusal, warning
from minsheng.returns.rows import Line, lines, without_months
from minsheng.returns.sheets import Sheet
from minsheng.returns.sorting import Sorting


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet with a form's table in it."""

    sheet: Sheet
    columns: Columns
    head: heading.Head

    @property
    def layout(self) -> Layout:
        """Whether it is a form with codes, one without, or the digest."""
        said = f"{self.head.title}{self.head.form}"
        if self.columns.code is not None:
            return Layout.CODED
        official = "报表" in said or "JZH" in said or "月报" in said or bool(self.columns.compared)
        return Layout.PLAIN if official else Layout.DIGEST


def read(sheet: Sheet, columns: Columns, catalogue: Catalogue, regions: Regions, request: Request) -> Reading:
    """The form of a sheet whose head is at ``columns``."""
    table = _Table(sheet, columns, heading.read(sheet, columns.row))
    who = identity.region_of(table.head, regions, request)
    when = identity.period_of(table.head, request)
    issues = [*who.issues, *when.issues, *_months(table, when.period)]
    if who.region is None or when.period is None:
        return refusal(issues, table.layout)
    sorting = _sort(table, labels.load(catalogue), when.period)
    status = request.status or Status.QUARTERLY
    form = items.Return(table.layout, who.region, when.period, status, table.head.handed_in)
    facts = tuple(items.facts(sorting.items, form))
    beside, more = _beside(table, labels.load(catalogue), form, facts)
    said = f"{table.head.title}{table.head.form}"
    return Reading(
        layout=table.layout,
        title=table.head.title,
        publisher=table.head.publisher,
        facts=(*facts, *beside),
        unmapped=tuple(sorting.unmapped),
        issues=(*issues, *sorting.issues, *more, *_overflow(table)),
        compared=previous.read(sheet, columns, sorting.items, facts, said),
    )


def _months(table: _Table, period: Period | None) -> list[Issue]:
    """The months at the head of a column of sums must end with the form's own period."""
    name = squeezed(table.sheet.cell(table.columns.row, table.columns.value).text)
    found = CUMULATIVE.fullmatch(name)
    if period is None or not found or not found["month"] or int(found["month"]) == period.month:
        return []
    at = table.sheet.address(table.columns.row, table.columns.value)
    return [error("period", at, f"{at}的“{name}”与报告期{period.name}不一致。")]


def _beside(
    table: _Table, known: Labels, form: items.Return, sums: Sequence[Fact]
) -> tuple[list[Fact], list[Issue]]:
    """What the column beside the sums since January says: flows of the quarter or month alone, and stocks."""
    column = table.columns.alone
    if column is None:
        return [], []
    head = squeezed(table.sheet.cell(table.columns.row, column).text)
    basis = alone_in(head, form.period)
    own = replace(table.columns, value=column, alone=None, beside=(table.columns.value,))
    sorting = _sort(replace(table, columns=own), known, form.period)
    there = {fact.indicator for fact in sums if fact.has_value}
    facts, issues = [], [it for it in sorting.issues if it.stops]
    for item, fact in zip(sorting.items, items.facts(sorting.items, form), strict=True):
        if fact.has_value and not item.indicator.is_flow:
            facts.append(fact)
        elif fact.has_value and basis:
            facts.append(replace(fact, basis=basis))
        elif fact.has_value and fact.indicator not in there:
            said = f"{fact.locator}“{item.line.shown}”没有累计数，“{head}”一栏的数不知是哪段时间的，未读取。"
            issues.append(warning("label", fact.locator, said))
    return facts, issues


def _overflow(table: _Table) -> list[Issue]:
    """Lines longer than the header: a thousands comma that split a number."""
    sheet, columns = table.sheet, table.columns
    issues = []
    for row in range(columns.row + 1, len(sheet.rows)):
        beyond = [
            column
            for column in range(columns.width, len(sheet.rows[row]))
            if not sheet.cell(row, column).empty
        ]
        value = printed(sheet.cell(row, columns.value))
        if beyond and value is not None and value.number is not None:
            at = sheet.address(row, beyond[0])
            issues.append(
                error("columns", at, f"{at}超出表头的列，可能是数字里的千分位逗号把一个数分成了两格。")
            )
    return issues


def _dated(line: Line, period: Period) -> Line:
    """A line whose label names the months of its sum, as long as they are those of the form."""
    if line.row.label.name.startswith("当月") and period.kind != "year":
        return replace(
            line,
            row=replace(line.row, label=replace(line.row.label, name=line.row.label.name[2:])),
            basis=Basis.MONTH,
        )
    label, month = without_months(line.row.label)
    if month is None or line.doubt:
        return line
    if month == (12 if period.kind == "year" else period.month):
        return replace(line, row=replace(line.row, label=label))
    said = f"{line.label_at}“{line.label_text}”的月份与报告期{period.name}不同，未读取。"
    return replace(line, doubt=said)


def _sort(table: _Table, known: Labels, period: Period) -> Sorting:
    found = [_dated(line, period) for line in lines(table.sheet, table.columns)]
    prints_units = any(line.row.unit and line.printed for line in found)
    prescribed = table.columns.unit is not None and (table.layout.official or prints_units)
    sorting = Sorting(table.layout, known, prescribed, table.head.measures)
    for column, name in table.columns.unknown.items():
        at = table.sheet.address(table.columns.row, column)
        sorting.issues.append(warning("columns", at, f"{at}的列“{name}”不认识，未读取。"))
    for line, match in zip(found, codes.settled([line.row for line in found], known), strict=True):
        sorting.place(line, match)
    return sorting
