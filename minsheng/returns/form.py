"""The official 季报 and 月报 forms and the short publication digest: one region, one period, one value column.

指标名称 · 单位 · 代码 · 数量 · comparison columns, with or without codes. The comparison columns are
recognised so that columns are not mixed up; their values are not taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from minsheng.catalogue import Catalogue
from minsheng.facts import Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns import codes, heading, identity, items, labels, previous
from minsheng.returns.columns import Columns
from minsheng.returns.labels import Labels
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
    issues = [*who.issues, *when.issues]
    if who.region is None or when.period is None:
        return refusal(issues, table.layout)
    sorting = _sort(table, labels.load(catalogue), when.period)
    status = request.status or Status.QUARTERLY
    form = items.Return(table.layout, who.region, when.period, status, table.head.handed_in)
    facts = tuple(items.facts(sorting.items, form))
    said = f"{table.head.title}{table.head.form}"
    return Reading(
        layout=table.layout,
        title=table.head.title,
        publisher=table.head.publisher,
        facts=facts,
        unmapped=tuple(sorting.unmapped),
        issues=(*issues, *sorting.issues, *_overflow(table)),
        compared=previous.read(sheet, columns, sorting.items, facts, said),
    )


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
        if beyond and sheet.cell(row, columns.value).text:
            at = sheet.address(row, beyond[0])
            issues.append(
                error("columns", at, f"{at}超出表头的列，可能是数字里的千分位逗号把一个数分成了两格。")
            )
    return issues


def _dated(line: Line, period: Period) -> Line:
    """A line whose label names the months of its sum, as long as they are those of the form."""
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
