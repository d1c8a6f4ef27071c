"""A document before it is Word, Markdown or slides: titles, paragraphs and tables made of bound spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng.writing.binding import Entry, Register


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``entry`` is what its numeral is bound to."""

    text: str
    entry: Entry | None = None


class Style(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    MARK = "mark"
    TO = "to"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    NOTE = "note"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans in order. ``lead`` is how many of the first spans are its topic (一是…。)."""

    style: Style
    spans: tuple[Span, ...]
    lead: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.spans)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its year (or place), its value in the chart's unit, its label and what that is bound to."""

    year: str
    value: Decimal
    label: Span


@dataclass(frozen=True, slots=True)
class Chart:
    """A series by year, from zero; ``unit`` and ``basis`` stand with it, ``note`` says how far it goes and where it is from.

    ``lying``: places side by side, as lying bars.
    """

    name: str
    unit: str
    basis: str
    bars: tuple[Bar, ...]
    lying: bool = False
    note: str = ""

    @property
    def caption(self) -> str:
        """Its name and its years: 城乡低保人数（2019—2023年）."""
        return f"{self.name}（{self.bars[0].year.rstrip('年')}—{self.bars[-1].year}）"

    @property
    def legend(self) -> str:
        """Unit, basis, as-of date and source."""
        return f"单位：{self.unit}　口径：{self.basis}" + (f"　{self.note}" if self.note else "")


@dataclass(frozen=True, slots=True)
class Printed:
    """A bound numeral where it stands: its sentence (of a table its row), and its place (正文第3段, 附件1第2行, 图1, PPT第4页)."""

    entry: Entry
    sentence: str
    place: str


Cell = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An annex table. ``widths`` in millimetres; ``numeric`` are the columns set to the right, ``notes`` stand below."""

    annex: str
    title: str
    particulars: str
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    numeric: Sequence[int] = ()
    landscape: bool = False
    notes: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Omitted:
    """A figure that the document leaves out, and why."""

    indicator: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``banner`` stands on every page (草稿, 演示数据); ``charts`` stand behind what tells them (``placed``)."""

    name: str
    banner: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    register: Register
    omitted: tuple[Omitted, ...]
    charts: tuple[Chart, ...] = ()

    @property
    def text(self) -> str:
        """Everything a reader reads, line by line."""
        lines = []
        behind = placed(self.paragraphs, self.charts)
        for place, paragraph in enumerate(self.paragraphs):
            lines.append(paragraph.text)
            for number, chart in behind.get(place, ()):
                lines.append(f"图{number}　{chart.caption}")
        for table in self.tables:
            lines += [table.annex, table.title, table.particulars, *table.columns]
            lines += [plain(cell) for row in table.rows for cell in row]
            lines += [plain(note) for note in table.notes]
        return "\n".join(lines)


def drawn(chart: Chart, place: str) -> list[Printed]:
    """The numerals that a chart prints beside its bars."""
    labels = [(bar.year, bar.label.entry) for bar in chart.bars]
    return [Printed(entry, f"{chart.name}　{name}　{entry.quote}", place) for name, entry in labels if entry]


def placed(paragraphs: Sequence[Paragraph], charts: Iterable[Chart]) -> dict[int, list[tuple[int, Chart]]]:
    """Behind which paragraph each chart stands, with its number: the first of a chapter that tells its newest figure.

    A chart that no paragraph tells any more stands nowhere.
    """
    chapters = next(
        (at for at, each in enumerate(paragraphs) if each.style is Style.HEADING), len(paragraphs)
    )
    tells: dict[tuple, int] = {}
    for at, paragraph in enumerate(paragraphs[chapters:], start=chapters):
        for entry in entries_of([paragraph], ()):
            tells.setdefault(entry.fact.key, at)
    newest = [(chart.bars[-1].label.entry, chart) for chart in charts]
    found = sorted(
        ((tells[entry.fact.key], chart) for entry, chart in newest if entry and entry.fact.key in tells),
        key=lambda it: it[0],
    )
    behind: dict[int, list[tuple[int, Chart]]] = {}
    for number, (at, chart) in enumerate(found, start=1):
        behind.setdefault(at, []).append((number, chart))
    return behind


def arranged(paragraphs: Sequence[Paragraph], charts: Iterable[Chart]) -> tuple[Chart, ...]:
    """The charts that stand behind a paragraph, in the order of the text."""
    return tuple(chart for each in placed(paragraphs, charts).values() for _, chart in each)


def entries_of(paragraphs: Iterable[Paragraph], tables: Iterable[Table]) -> tuple[Entry, ...]:
    """What is bound in the text and the tables, each once, in order."""
    spans = [paragraph.spans for paragraph in paragraphs]
    cells = (cell for table in tables for row in (*table.rows, table.notes) for cell in row)
    return entries_of_cells([*spans, *cells])


def entries_of_cells(cells: Iterable[Iterable[Span]]) -> tuple[Entry, ...]:
    """What is bound in some runs of spans, each once, in order."""
    return tuple(dict.fromkeys(span.entry for spans in cells for span in spans if span.entry))


def plain(spans: Iterable[Span]) -> str:
    """The text of spans."""
    return "".join(span.text for span in spans)


def cell(text: str) -> Cell:
    """A cell of words."""
    return (Span(text),)
