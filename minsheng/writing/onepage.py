"""一页纸: the figures of a meeting on one A4 page in large type, with last year, task and position. Every number is bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Row

from minsheng import figure
from minsheng.chapters import sources_of
from minsheng.comparison import verdict
from minsheng.figure import Figure
from minsheng.meeting.room import Room
from minsheng.meeting.sheets import Sheet
from minsheng.writing import binding, gongwen
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Cell, Span, cell, entries_of_cells
from minsheng.writing.gongwen import HEITI, SONGTI, XIAOBIAOSONG
from minsheng.writing.word import place

#: rows that a page of large type has room for
MOST = 12
WIDE, HIGH = 174, 204  # millimetres that the columns and the rows share
TALLEST = 24
NONE = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, the size of its type (points)."""

    title: str
    share: int
    size: float


COLUMNS = (
    Column("指标", 40, 14),
    Column("数值", 38, 19),
    Column("去年同期", 30, 14),
    Column("比去年同期", 28, 15),
    Column("年度任务", 36, 12),
    Column("位次", 30, 12),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The page before it is Word: its title, the line below, its rows of bound cells, and its notes.

    A column that says nothing of any figure is left out.
    """

    title: str
    below: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    demo: bool

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What its numbers are bound to, each once."""
        return entries_of_cells(it for row in self.rows for it in row)


def page(room: Room, sheets: Sequence[Sheet]) -> Page:
    """The first twelve figures of a meeting."""
    shown, register = sheets[:MOST], Register()
    place_name, period = room.region.name_at(room.period), room.period
    left = [it.figure.indicator.title for it in sheets[MOST:]]
    more = (f"另有{'、'.join(left)}未列入本页。",) if left else ()
    marks = dict.fromkeys(mark for it in shown for mark in it.figure.marks if mark != "演示")
    marked = (f"含{'、'.join(marks)}数。",) if marks else ()
    sources = sources_of([it.figure for it in shown])
    columns, rows = _told([_row(it, register) for it in shown])
    return Page(
        f"{place_name}{period.name}民政主要指标",
        f"截至{period.end.year}年{period.end.month}月{period.end.day}日。",
        columns,
        rows,
        (*_bases(shown), *([f"数据来源：{sources}。"] if sources else []), *marked, *more),
        any(it.figure.fact.demo for it in shown),
    )


def _bases(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Which figures are of which basis: 本年累计：结婚登记、火化遗体；其余为期末数."""
    by: dict[str, list[str]] = {}
    for it in sheets:
        by.setdefault(it.figure.basis, []).append(it.figure.indicator.title)
    *others, most = sorted(by, key=lambda basis: len(by[basis]))
    told = [f"{basis}：{'、'.join(by[basis])}" for basis in others]
    return ("；".join([*told, f"{'其余' if others else '均'}为{most}数"]) + "。",)


def _told(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    kept = [at for at in range(len(COLUMNS)) if any(row[at][0].text != NONE for row in rows)]
    return tuple(COLUMNS[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)


def _row(it: Sheet, register: Register) -> tuple[Cell, ...]:
    shown = it.figure
    return (
        cell(shown.indicator.title),
        _number(shown, register),
        _number(replace(shown, fact=it.yoy.base), register) if it.yoy.base else cell(NONE),
        _change(it, register),
        _task(it, register),
        _position(it, register),
    )


def _number(shown: Figure, register: Register) -> Cell:
    return (Span(shown.display, register.bind(shown.display, shown.fact, shown.indicator)),)


def _change(it: Sheet, register: Register) -> Cell:
    """▲ 3.4%, or the reason why there is no number."""
    if it.yoy.value is None:
        return cell(it.yoy.reason)
    words = figure.arrowed(it.yoy)
    grown = binding.grown(it.figure.fact, it.yoy)
    return (Span(words, register.bind(words, grown, it.figure.indicator, "growth")),)


def _task(it: Sheet, register: Register) -> Cell:
    """What the year's task is about, where it is not the figure itself, and how far it is."""
    task, done = it.card.task, it.card.completion
    if not task or not done:
        return cell(NONE)
    about = "" if task.fact.indicator == it.figure.fact.indicator else f"{task.indicator.title}："
    rate = figure.rate(done)
    bound = register.bind(rate, binding.completed(task.fact, done), task.indicator, "share")
    return (Span(f"{about}完成"), Span(rate, bound))


def _position(it: Sheet, register: Register) -> Cell:
    """第2位（共11个）; a neutral figure is ordered, not ranked, and says so."""
    entry = it.beside.ranking.entry(it.figure.fact.region) if it.beside else None
    if entry is None or it.beside.ranking.ranked < 2:
        return cell(NONE)
    words = verdict.brief_place(it.beside, entry)
    others = [one.fact for one in it.beside.ranking.entries]
    return (
        Span(
            words, register.bind(words, binding.ranked(entry.fact, others, entry.rank), it.figure.indicator)
        ),
    )


# -- Word -----------------------------------------------------------------------------------------
def word(it: Page) -> bytes:
    """The page as a .docx file."""
    file = docx.Document()
    gongwen.page(file)
    section = file.sections[0]
    section.top_margin, section.bottom_margin = Mm(22), Mm(16)
    section.left_margin = section.right_margin = Mm(18)
    if it.demo:
        gongwen.headed(section, "演示数据")
    file.core_properties.title, file.core_properties.author = it.title, "民生答卷"
    _line(file, it.title, XIAOBIAOSONG, 24, centred=True)
    _line(file, it.below, SONGTI, 12, centred=True)
    _table(file, it)
    for note in it.notes:
        _line(file, note, SONGTI, 10.5)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _line(file: Word, text: str, font: str, size: float, *, centred: bool = False) -> None:
    paragraph = file.add_paragraph()
    gongwen.shape(paragraph, centred=centred, pitch=Pt(size * 1.5))
    gongwen.face(paragraph.add_run(text), font, size)


def _table(file: Word, it: Page) -> None:
    grid = file.add_table(rows=1, cols=len(it.columns))
    grid.autofit = False
    gongwen.three_lines(grid)
    shares = sum(column.share for column in it.columns)
    widths = [Mm(WIDE * column.share / shares) for column in it.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _fill(grid.rows[0], widths, [cell(column.title) for column in it.columns], [12] * len(widths), 9)
    high = min(TALLEST, HIGH / max(len(it.rows), 1))
    for cells in it.rows:
        _fill(grid.add_row(), widths, cells, [column.size for column in it.columns], high)


def _fill(
    row: _Row, widths: Sequence[Length], cells: Sequence[Cell], sizes: Sequence[float], high: float
) -> None:
    row.height, row.height_rule = Mm(high), WD_ROW_HEIGHT_RULE.AT_LEAST
    for at, (box, spans) in enumerate(zip(row.cells, cells, strict=True)):
        box.width, box.vertical_alignment = widths[at], WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = box.paragraphs[0]
        gongwen.shape(paragraph, pitch=Pt(sizes[at] * 1.2))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for span in spans:
            place(paragraph, span, HEITI if at < 2 else SONGTI, sizes[at])
