"""All tables of a file, whatever their layout, put together to one reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minsheng.catalogue import Catalogue
from minsheng.facts import Fact, Status
from minsheng.geography.regions import Region, Regions
from minsheng.returns import columns as column_layout
from minsheng.returns import (
    dates,
    english,
    form,
    grid,
    heading,
    identity,
    items,
    labels,
    matrix,
    series,
    sides,
    views,
)
from minsheng.returns.compared import Compared
from minsheng.returns.reading import Issue, Layout, Reading, Request, Unmapped, error, refusal, warning
from minsheng.returns.sheets import Sheet
from minsheng.returns.standing import Standing

#: every county of the country over ten years; a longer list is no table of this kind
_MOST_ROWS = 30_000


@dataclass(frozen=True, slots=True)
class _Read:
    """One table of one sheet."""

    sheet: Sheet
    reading: Reading
    form: bool


def read(sheets: Sequence[Sheet], catalogue: Catalogue, regions: Regions, request: Request) -> Reading | None:
    """The tables of a file; None where no visible sheet has one."""
    sheets = [english.sheet(sheet) for sheet in sheets]
    found = [
        table
        for sheet in sheets
        if not sheet.hidden
        for view in views.of(sheet)
        if (table := _table(sheet, view, catalogue, regions, request))
    ]
    if not found:
        return None
    return _together(found, _left_aside(sheets, found))


def _table(
    sheet: Sheet, view: Sheet, catalogue: Catalogue, regions: Regions, request: Request
) -> _Read | None:
    columns = column_layout.find(view)
    if columns is not None:
        return _Read(sheet, form.read(view, columns, catalogue, regions, request), form=True)
    found = grid.find(view) if len(view.rows) <= _MOST_ROWS else None
    reading = _grid(found, catalogue, regions, request) if found else None
    return None if reading is None else _Read(sheet, reading, form=False)


# -- matrices ---------------------------------------------------------------------------------------
def _grid(table: grid.Grid, catalogue: Catalogue, regions: Regions, request: Request) -> Reading | None:
    head = heading.read(table.sheet, table.top)
    table = grid.dated(table, {period.year for period in head.periods.values()})
    known = labels.load(catalogue)
    who = identity.region_of(head, regions, request)
    when = identity.period_of(head, request)
    if dates.is_span(head.lines) and request.period is None:
        when = identity.When(None, (identity.undated(),))
    standing = Standing(regions, when.period, who.region)
    across = series.columns_of(table, standing)
    if across:
        return _series(table, across, head, known, standing, who, when, request)
    standing = standing.informed(text for row in table.rows() for text in sides.texts(table, row)[-1:])
    if not matrix.is_matrix(table, standing):
        return None
    return _matrix(table, head, known, who, when, standing, request)


def _series(table, across, head, known, standing, who, when, request) -> Reading:  # noqa: ANN001
    own_places = all(it.region for it in across)
    own_periods = all(it.period for it in across)
    issues = [] if own_places else list(who.issues)
    issues += [] if own_periods else list(when.issues)
    if (who.region is None and not own_places) or (when.period is None and not own_periods):
        return refusal(issues, Layout.MATRIX)
    sorting, found = series.read(table, across, head, known, standing, who.region, when.period)
    facts = [fact for region, period, its in found for fact in _facts(its, region, period, head, request)]
    return _reading(head, facts, sorting.unmapped, [*issues, *sorting.issues])


def _matrix(table, head, known, who, when, standing, request) -> Reading:  # noqa: ANN001
    told = head.units or head.codes or request.region
    if told and who.region is None:
        return refusal(who.issues, Layout.MATRIX)
    contradicted = len(set(head.finest_periods.values())) == 1 and not dates.is_span(head.lines)
    dated = any(caption.period for caption in table.captions.values()) or matrix.has_years(table)
    if when.period is None and (contradicted or not dated):
        return refusal(when.issues, Layout.MATRIX)
    found = matrix.read(table, head, known, standing, when.period)
    facts = [
        fact
        for (code, period), its in found.items.items()
        for fact in _facts(its, standing.regions.get(code), period, head, request)
    ]
    return _reading(head, facts, found.unmapped, found.issues)


def _facts(its, region: Region, period, head: heading.Head, request: Request) -> list[Fact]:  # noqa: ANN001
    status = request.status or Status.QUARTERLY
    return items.facts(its, items.Return(Layout.MATRIX, region, period, status, head.handed_in))


def _reading(
    head: heading.Head, facts: Sequence[Fact], unmapped: Sequence[Unmapped], issues: Sequence[Issue]
) -> Reading:
    announced = next((line for line in head.lines if re.search("目标|任务", line)), "")
    title = announced or head.title or next(iter(head.lines), "")
    return Reading(Layout.MATRIX, title, head.publisher, tuple(facts), tuple(unmapped), tuple(issues))


# -- the whole file ---------------------------------------------------------------------------------
def _left_aside(sheets: Sequence[Sheet], tables: Sequence[_Read]) -> list[Issue]:
    """Say which sheets were not read."""
    read_ones = {table.sheet.name for table in tables}
    issues = []
    for sheet in sheets:
        if sheet.name not in read_ones and not sheet.blank:
            why = "是隐藏的" if sheet.hidden else "没有认得的表头"
            issues.append(warning("sheet", sheet.name, f"工作表“{sheet.name}”{why}，未读取。"))
    return issues


def _together(tables: Sequence[_Read], aside: Sequence[Issue]) -> Reading:
    """One reading of all; the forms of several sheets must agree on place and period."""
    facts = [fact for table in tables for fact in table.reading.facts]
    issues = [issue for table in tables for issue in table.reading.issues]
    kept, doubles = items.without_repeats(facts)
    unmapped = tuple(it for table in tables for it in table.reading.unmapped)
    everything = (*issues, *_disagreements(tables), *aside, *doubles)
    compared = Compared(
        tuple(fact for table in tables for fact in table.reading.compared.facts),
        tuple(ratio for table in tables for ratio in table.reading.compared.ratios),
    )
    first = tables[0].reading
    return replace(first, facts=tuple(kept), unmapped=unmapped, issues=everything, compared=compared)


def _disagreements(tables: Sequence[_Read]) -> list[Issue]:
    issues = []
    for what, told in (("单位", lambda it: it.regions), ("报告期", lambda it: it.periods)):
        by_sheet: dict[str, set[str]] = {}
        for table in tables:
            if table.form:
                by_sheet.setdefault(table.sheet.name, set()).update(told(table.reading))
        said = [values for values in by_sheet.values() if values]
        if len({frozenset(values) for values in said}) > 1:
            shown = "、".join(sorted(set().union(*said)))
            message = f"各工作表的{what}不同（{shown}），请分成单独的文件导入。"
            issues.append(error("header", next(iter(by_sheet)), message))
    return issues
