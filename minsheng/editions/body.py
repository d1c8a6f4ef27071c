"""A document as JSON, as it is kept: every paragraph and table, each numeral by its 数据编号; and back, letter for letter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import (
    Bar,
    Chart,
    Document,
    Omitted,
    Paragraph,
    Printed,
    Span,
    Style,
    Table,
    drawn,
    entries_of,
    plain,
)

_ENDS = ("。", "！", "？", "；")


def packed(document: Document) -> str:
    """The document as JSON."""
    record = {
        "name": document.name,
        "banner": document.banner,
        "paragraphs": [
            {"style": each.style.value, "lead": each.lead, "spans": _packed(each.spans)} for each in document.paragraphs
        ],
        "tables": [_table(table) for table in document.tables],
        "charts": [_chart(chart) for chart in document.charts],
        "omitted": [[each.indicator, each.name, each.why] for each in document.omitted],
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _table(table: Table) -> dict[str, object]:
    return {
        "annex": table.annex, "title": table.title, "particulars": table.particulars, "columns": list(table.columns),
        "widths": list(table.widths), "rows": [[_packed(cell) for cell in row] for row in table.rows],
        "numeric": list(table.numeric), "landscape": table.landscape, "notes": [_packed(note) for note in table.notes],
    }  # fmt: skip


def _chart(chart: Chart) -> dict[str, object]:
    bars = [[bar.year, str(bar.value), *_packed([bar.label])[0]] for bar in chart.bars]
    return {
        "name": chart.name,
        "unit": chart.unit,
        "basis": chart.basis,
        "lying": chart.lying,
        "bars": bars,
        "note": chart.note,
    }


def _packed(spans: Iterable[Span]) -> list[list[str]]:
    return [[span.text, span.entry.id] if span.entry else [span.text] for span in spans]


def unpacked(text: str, entries: Mapping[str, Entry]) -> Document:
    """The document of a JSON text; ``entries`` by 数据编号."""
    record = json.loads(text)

    def spans(found: Iterable[list[str]]) -> tuple[Span, ...]:
        return tuple(Span(each[0], entries.get(each[1]) if len(each) > 1 else None) for each in found)

    paragraphs = tuple(
        Paragraph(Style(each["style"]), spans(each["spans"]), each["lead"]) for each in record["paragraphs"]
    )
    tables = tuple(
        Table(
            each["annex"], each["title"], each["particulars"], each["columns"], each["widths"],
            [[spans(cell) for cell in row] for row in each["rows"]], each["numeric"], each["landscape"],
            [spans(note) for note in each["notes"]],
        )
        for each in record["tables"]
    )  # fmt: skip
    charts = tuple(
        Chart(
            each["name"],
            each["unit"],
            each["basis"],
            tuple(Bar(year, Decimal(value), *spans([label])) for year, value, *label in each["bars"]),
            each["lying"],
            each.get("note", ""),
        )
        for each in record["charts"]
    )
    omitted = tuple(Omitted(*each) for each in record["omitted"])
    register = registered(paragraphs, tables, charts)
    return Document(record["name"], record["banner"], paragraphs, tables, register, omitted, charts)


def registered(
    paragraphs: Iterable[Paragraph], tables: Iterable[Table], charts: Iterable[Chart] = ()
) -> Register:
    """A register of what is printed, each number with the first sentence that it stands in."""
    paragraphs, tables = tuple(paragraphs), tuple(tables)
    labels = [bar.label.entry for chart in charts for bar in chart.bars if bar.label.entry]
    register = Register().only([*entries_of(paragraphs, tables), *labels])
    for paragraph in paragraphs:
        for sentence in sentences(paragraph.spans):
            register.stands_in((span.entry for span in sentence if span.entry), plain(sentence))
    return register


def sentences(spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """Spans cut into sentences, each with its end mark; a span of several sentences is divided."""
    found: list[list[Span]] = [[]]
    for span in spans:
        for piece in _divided(span):
            found[-1].append(piece)
            if piece.text.endswith(_ENDS[:3]):
                found.append([])
    return [tuple(sentence) for sentence in found if sentence]


def _divided(span: Span) -> Iterator[Span]:
    """A span as one piece a sentence; a bound one is never divided."""
    if span.entry or not span.text:
        yield span
        return
    start = 0
    for at, char in enumerate(span.text):
        last = at + 1 == len(span.text)
        if (char in _ENDS[:3] and not (not last and span.text[at + 1] in "”）")) or last:
            yield Span(span.text[start : at + 1])
            start = at + 1


def printed(document: Document) -> list[Printed]:
    """Every bound numeral of the text, of the tables what the text does not have, and of the charts, in order."""
    found: list[Printed] = []
    number = 0
    for paragraph in document.paragraphs:
        number += paragraph.style in (Style.BODY, Style.HEADING, Style.NOTE)
        for sentence in sentences(paragraph.spans):
            said, place = plain(sentence), f"正文第{number}段"
            found += [Printed(span.entry, said, place) for span in sentence if span.entry]
    seen = {each.entry.id for each in found}
    for table in document.tables:
        for line, row in enumerate(table.rows, start=1):
            fresh = [span.entry for cell in row for span in cell if span.entry and span.entry.id not in seen]
            seen |= {entry.id for entry in fresh}
            said = "　".join(plain(cell) for cell in row)
            found += [Printed(entry, said, f"{table.annex}第{line}行") for entry in fresh]
    for number, chart in enumerate(document.charts, start=1):
        found += drawn(chart, f"图{number}")
    return found
