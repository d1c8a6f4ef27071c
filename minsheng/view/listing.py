"""Tables of figures on screens, as plain HTML that can be read, selected and pasted. Pure; everything is escaped.

A column stands only where some row has something for it: a place with one text gets no empty 同比.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar

from minsheng import figure, numerals
from minsheng.changes import Change
from minsheng.facts import Approx
from minsheng.figure import Figure
from minsheng.panels import Line, Point, Trend
from minsheng.view import using
from minsheng.writing import stating
from minsheng.writing.updates import Update
from minsheng.yearlines import Line as YearLine
from minsheng.yearlines import Missing

STYLE = """
.ms-scroll { overflow-x: auto; }
.ms-table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.45; }
.ms-table th { text-align: left; font-weight: 400; font-size: 12px; color: #5f6c7b; border-bottom: 1px solid #9aa5b1;
  padding: 4px 10px 4px 0; white-space: nowrap; position: sticky; top: 0; background: #fff; }
.ms-table td { border-bottom: 1px solid #f0eee8; padding: 5px 8px 5px 0; vertical-align: top; }
.ms-table small { display: block; font-size: 12px; color: #5f6c7b; overflow-wrap: anywhere; }
.ms-table .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.ms-table td.n > small { white-space: normal; max-width: 11em; margin-left: auto; }
.ms-table td[data-h="年均增长"] > small { min-width: 8.4em; }
.ms-table td.n b small { display: inline; font-weight: 400; margin-left: 2px; }
.ms-table td:first-child { min-width: 9.5em; }
.ms-table .s { font-size: 12px; color: #5f6c7b; min-width: 7.5em; max-width: 17em; overflow-wrap: anywhere; }
[data-testid=stMultiSelect] [data-tag] { max-width: 13em; }
.ms-mark { font-size: 12px; border: 1px solid #c58a1a; color: #8a5d0b; border-radius: 4px; padding: 0 4px; margin-left: 4px;
  white-space: nowrap; }
@media (max-width: 640px) {
  .ms-table, .ms-table tbody, .ms-table tr, .ms-table td { display: block; }
  .ms-table thead { display: none; }
  .ms-table .s { max-width: none; }
  .ms-table tr { border-bottom: 1px solid #e3e0d8; padding: 6px 0; }
  .ms-table td { border: 0; padding: 1px 0; }
  .ms-table td.n { text-align: left; display: inline-block; margin-right: 14px; }
  .ms-table td[data-h]::before { content: attr(data-h) " "; font-size: 12px; color: #5f6c7b; }
}
"""


Row = TypeVar("Row")
#: a line of words, perhaps with what it tells
Note = str | tuple[str, Sequence[using.Told | None]]


@dataclass(frozen=True, slots=True)
class _Column(Generic[Row]):
    """A heading, what a row has for it (HTML, empty for nothing), and its class."""

    heading: str
    cell: Callable[[Row], str]
    kind: str = ""


def _table(rows: Sequence[Row], columns: Sequence[_Column[Row]]) -> str:
    filled = [(column, cells) for column in columns if any(cells := [column.cell(row) for row in rows])]
    heads = "".join(f'<th class="{column.kind}">{escape(column.heading)}</th>' for column, _ in filled)
    lines = (
        "<tr>"
        + "".join(_cell(column, cells[place], first=column is filled[0][0]) for column, cells in filled)
        + "</tr>"
        for place in range(len(rows))
    )
    table = f'<table class="ms-table"><thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
    return f'<div class="ms-scroll">{table}</div>'


def _cell(column: _Column[Row], content: str, *, first: bool) -> str:
    named = "" if first or column.heading == "数值" or not content else f' data-h="{escape(column.heading)}"'
    return f'<td class="{column.kind}"{named}>{content}</td>'


# -- cells ----------------------------------------------------------------------------------------
def _number(shown: Figure | None) -> str:
    """The number as a button to use it; empty where there is none."""
    return using.usable(_written(shown), shown) if shown else ""


def _written(shown: Figure) -> str:
    """The number bold as tables write it, its unit small; words where there is none."""
    fact = shown.fact
    if (
        not fact.has_value
        or fact.value_to is not None
        or fact.approx is not Approx.EXACT
        or shown.prose.endswith(":1")
    ):
        return f"<b>{escape(shown.prose)}</b>"
    written = shown.tabular
    return f"<b>{written.grouped}<small>{escape(written.unit)}</small></b>"


def _change(change: Change | None) -> str:
    """An arrow, a word and a number; the reason where there is a base but no rate."""
    if change is None or (change.value is None and change.base is None):
        return ""
    if change.value is None:
        moved = f"{_moved(change)}，" if change.absolute is not None else ""
        return f"<small>{moved}{escape(change.reason)}</small>"
    arrow = {1: "▲ ", -1: "▼ "}.get(change.direction, "")
    words = figure.magnitude(change)
    return escape(words if "持平" in words else f"{arrow}{words}")


def _moved(change: Change) -> str:
    """The plain difference where the base carries no rate: 增加3个."""
    if not change.absolute or change.base is None:
        return "持平"
    moved = numerals.brief(abs(change.absolute), change.base.unit, 0, change.base.resolution)
    return f"{'增加' if change.absolute > 0 else '减少'}{moved.grouped}{moved.unit}"


def _marks(shown: Figure) -> str:
    """What must be said beside a number; that a place is invented is said once, at the top of the screen."""
    return "".join(f'<span class="ms-mark">{escape(mark)}</span>' for mark in shown.marks if mark != "演示")


def _named(shown: Figure, note: str = "") -> str:
    noted = f'<span class="ms-mark">{escape(note)}</span>' if note else ""
    return f"{escape(shown.name)}{noted}{_marks(shown)}<small>{escape(shown.when)}，{shown.fact.basis.zh}</small>"


def _short_source(shown: Figure) -> str:
    """The title of the source, or the formula; the whole of it is in the figure's card."""
    fact = shown.fact
    if fact.derivation:
        return escape(fact.derivation.formula)
    return escape(
        f"《{fact.source.title}》" if fact.source.title else fact.source.publisher or fact.status.zh
    )


# -- 年终答卷 -------------------------------------------------------------------------------------
def _target(line: YearLine) -> str:
    if line.target is None:
        return ""
    words = figure.progress(line.completion) if line.completion else ""
    done = (
        f"<small>{using.spoken(words, stating.progress(line.figure, line.completion))}</small>"
        if words
        else ""
    )
    return f"{_number(line.target)}{done}"


def _growth(line: YearLine) -> str:
    if line.growth.value is None or line.growth.base_period is None:
        return ""
    grown = using.grown(_change(line.growth), line.figure, line.growth)
    return f"{grown}<small>以{line.growth.base_period.year}年为基期</small>"


_YEAR: tuple[_Column[YearLine], ...] = (
    _Column("指标", lambda line: _named(line.figure, line.note)),
    _Column("数值", lambda line: using.usable(_written(line.figure), line.figure, line.sentence), "n"),
    _Column("上年同期", lambda line: _number(line.last_year), "n"),
    _Column("同比", lambda line: using.grown(_change(line.change), line.figure, line.change), "n"),
    _Column("年均增长", _growth, "n"),
    _Column("目标", _target, "n"),
    _Column("来源", lambda line: _short_source(line.figure), "s"),
    _Column("原文", lambda line: escape(line.figure.quotation), "s"),
)


def year_lines(lines: Sequence[YearLine]) -> str:
    """The figures of a chapter; a source that all share is said once below."""
    sources = {_short_source(line.figure) for line in lines}
    if len(sources) > 1:
        return _table(lines, _YEAR)
    rest = [column for column in _YEAR if column.heading != "来源"]
    return f'{_table(lines, rest)}<p class="ms-foot">来源：{sources.pop()}</p>'


def missing(items: Iterable[Missing]) -> str:
    """What a chapter has no figure of: the name, why, and when it was last known."""
    rows = "".join(
        f"<tr><td>{escape(item.name)}</td><td>{escape(item.state)}</td>"
        f"<td>{f'最近一期：{item.newest.name}' if item.newest else ''}</td></tr>"
        for item in items
    )
    return f'<table class="ms-table"><tbody>{rows}</tbody></table>'


def updates(items: Iterable[Update]) -> str:
    """What reads otherwise now: the figure, how it stood, how it stands, what happened."""
    rows = "".join(
        f"<tr><td>{escape(item.name)}</td><td>{_stood(item.before)}</td><td>{_stood(item.now)}</td>"
        f"<td>{escape(item.what)}</td></tr>"
        for item in items
    )
    head = "<thead><tr><th>指标</th><th>当时</th><th>现在</th><th>变化</th></tr></thead>"
    return f'<table class="ms-table">{head}<tbody>{rows}</tbody></table>'


def _stood(line: YearLine | None) -> str:
    if line is None:
        return "—"
    shown = line.figure
    return f"{using.shown(shown)}<small>（{escape(shown.when)}，{escape(shown.fact.status.zh)}）</small>"


# -- 趋势 -----------------------------------------------------------------------------------------
_Row = tuple[Line, Point]


def _period(row: _Row) -> str:
    _, point = row
    return f"{escape(point.when)}{_marks(point.figure) if point.figure else ''}"


def _value(row: _Row) -> str:
    _, point = row
    if point.value is not None and point.figure:
        return using.compared(_written(point.figure), point.figure, point.yoy)
    return f"<small>{escape(point.note)}</small>"


def _trend_columns(shown: Trend) -> list[_Column[_Row]]:
    several = len({line.place for line in shown.lines}) > 1, len({line.name for line in shown.lines}) > 1
    places: list[_Column[_Row]] = [_Column("地区", lambda row: escape(row[0].place))] if several[0] else []
    names: list[_Column[_Row]] = [_Column("指标", lambda row: escape(row[0].name))] if several[1] else []
    return [
        *places,
        *names,
        _Column("时期", _period),
        _Column("口径", lambda row: escape(row[0].basis)),
        _Column("数值", _value, "n"),
        _Column("其中单季", lambda row: _number(row[1].single), "n"),
        _Column("同比", lambda row: _grew(row, 0), "n"),
        _Column("环比", lambda row: _grew(row, 1), "n"),
        _Column("来源", lambda row: _short_source(row[1].figure) if row[1].figure else "", "s"),
    ]


def moves(point: Point) -> list[tuple[Figure, Change | None]]:
    """What a point is said to have moved by, each with the figure that moved."""
    if point.figure is None:
        return []
    return [(point.figure, point.yoy), (point.single or point.figure, point.qoq)]


def _grew(row: _Row, which: int) -> str:
    """The change to the year before (0) or the period before (1) as a button to use it."""
    found = moves(row[1])[which:][:1]
    return using.grown(_change(found[0][1]), *found[0]) if found else ""


def trend_rows(shown: Trend) -> str:
    """Every point of every line, newest first within a line."""
    return _table(
        [(line, point) for line in shown.lines for point in reversed(line.points)], _trend_columns(shown)
    )


def notes(lines: Iterable[Note]) -> str:
    """What is said under a chart, a line each; what a line tells is ready to be used."""
    told = (escape(it) if isinstance(it, str) else using.spoken(*it) for it in lines)
    return f'<div class="ms-foot">{"<br>".join(told)}</div>'


def aside(figures: Sequence[Figure]) -> str:
    """Figures of other bases, that are not drawn."""
    columns: tuple[_Column[Figure], ...] = (
        _Column("地区", lambda shown: escape(shown.place)),
        _Column("指标", _named),
        _Column("数值", _number, "n"),
        _Column("来源", _short_source, "s"),
    )
    return _table(figures, columns)
