"""A document as Word: every bound number in a content control whose tag is its 数据编号."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from minsheng.facts import EXPLAINED
from minsheng.writing import gongwen, picture, quoting
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Chart, Document, Paragraph, Span, Style, Table, placed
from minsheng.writing.footnotes import Footnotes
from minsheng.writing.gongwen import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG

_FACES = {
    Style.TITLE: (XIAOBIAOSONG, 22.0),
    Style.MARK: (KAITI, 16.0),
    Style.TO: (FANGSONG, 16.0),
    Style.HEADING: (HEITI, 16.0),
    Style.SUBHEADING: (KAITI, 16.0),
    Style.BODY: (FANGSONG, 16.0),
    Style.NOTE: (KAITI, 14.0),
    Style.SIGNED: (FANGSONG, 16.0),
}
_ROW, _SMALL = 10.5, 9.0  # 五号, 小五号


def word(document: Document) -> bytes:
    """The document as a .docx file."""
    file = docx.Document()
    gongwen.page(file)
    file.core_properties.title, file.core_properties.author = document.name, "民生答卷"
    file.core_properties.language = "zh-CN"
    gongwen.headed(file.sections[0], document.banner)
    gongwen.numbered_pages(file.sections[0])
    behind, notes = placed(document.paragraphs, document.charts), Footnotes(file)
    for number, paragraph in enumerate(document.paragraphs):
        _paragraph(file, paragraph, notes)
        for chart in behind.get(number, ()):
            _chart(file, *chart)
    for number, table in enumerate(document.tables):
        _annex(file, table, alone=not (number or document.paragraphs))
    notes.keep()
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _paragraph(file: Word, paragraph: Paragraph, notes: Footnotes) -> None:
    style = paragraph.style
    font, size = _FACES[style]
    written = file.add_paragraph()
    centred = style in (Style.TITLE, Style.MARK)
    gongwen.shape(
        written, size=size, indent=not centred and style not in (Style.TO, Style.SIGNED), centred=centred
    )
    if style is Style.TITLE:
        written.paragraph_format.line_spacing = Pt(36)
        written.paragraph_format.space_after = Pt(14)
    if style in (Style.HEADING, Style.SUBHEADING):
        written.paragraph_format.keep_with_next = True
    if style is Style.SIGNED:
        gongwen.signed(written)
    if style is Style.NOTE:
        written.paragraph_format.space_before = Pt(14)
        written.paragraph_format.line_spacing = Pt(24)
    for number, span in enumerate(paragraph.spans):
        place(written, span, KAITI if number < paragraph.lead else font, size)
        if style is Style.BODY and span.entry:
            _footnote(file, written, span.entry, notes)


def _footnote(file: Word, written: WordParagraph, entry: Entry, notes: Footnotes) -> None:
    """What the unit wrote about a figure (上报说明), as a footnote to it; once a file."""
    text = entry.fact.explanation.rstrip("。")
    if entry.measure != "actual" or not text or not notes.is_new(text):
        return
    words = file.add_paragraph()
    gongwen.shape(words, pitch=Pt(_ROW + 5))
    said = quoting.quoted(text, (entry.fact, entry.indicator), "", Register())
    for span in (Span(EXPLAINED), *said, Span("。")):
        place(words, span, SONGTI, _SMALL)
    notes.put(written, words)


def place(paragraph: WordParagraph, span: Span, font: str, size: float) -> None:
    """Append a span to a paragraph; a bound one in a content control."""
    if not span.text:
        return
    run = paragraph.add_run(span.text)
    gongwen.face(run, font, size)
    if span.entry:
        _control(run, span.entry)


def _control(run: Run, entry: Entry) -> None:
    """Put a run into a content control: tag the 数据编号, alias what the number is of."""
    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (("alias", f"{entry.indicator.title} {entry.id}"), ("tag", entry.id)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value[:64])
        properties.append(element)
    control.append(properties)
    control.append(content)
    run._element.addprevious(control)
    content.append(run._element)


def _annex(file: Word, table: Table, *, alone: bool = False) -> None:
    """An annex on pages of its own, landscape where the table is wide; ``alone`` on the first page."""
    section = file.sections[0] if alone else file.add_section(WD_SECTION.NEW_PAGE)
    turn = gongwen.across if table.landscape else gongwen.upright
    turn(section)
    if table.annex:
        label = file.add_paragraph()
        gongwen.shape(label)
        gongwen.face(label.add_run(table.annex), HEITI, 16)
    title = file.add_paragraph()
    gongwen.shape(title, centred=True)
    gongwen.face(title.add_run(table.title), XIAOBIAOSONG, 18)
    said = file.add_paragraph()
    gongwen.shape(said)
    said.paragraph_format.line_spacing = Pt(20)
    said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    gongwen.face(said.add_run(table.particulars), SONGTI, _ROW)
    _grid(file, table)


def _chart(file: Word, number: int, chart: Chart) -> None:
    """The picture in the middle of the page with unit, basis, date and source in it, and below it 图1 with its name."""
    png = picture.png(chart)
    if png is None:
        return
    drawn = file.add_paragraph()
    gongwen.shape(drawn, centred=True)
    gongwen.loose(drawn)
    drawn.paragraph_format.space_before = Pt(8)
    shape = drawn.add_run().add_picture(BytesIO(png), width=Mm(picture.WIDE))
    shape._inline.docPr.set("descr", picture.said(chart))
    drawn.paragraph_format.keep_with_next = True
    caption = file.add_paragraph()
    gongwen.shape(caption, centred=True, pitch=Pt(20))
    caption.paragraph_format.space_after = Pt(8)
    gongwen.face(caption.add_run(f"图{number}　{chart.caption}"), HEITI, 12)


def _grid(file: Word, table: Table) -> None:
    grid = file.add_table(rows=1, cols=len(table.columns))
    grid.autofit = False
    gongwen.three_lines(grid)
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(width)
    _row(grid.rows[0].cells, [(Span(name),) for name in table.columns], table, HEITI)
    gongwen.repeated(grid.rows[0])
    for cells in table.rows:
        row = grid.add_row()
        gongwen.unbroken(row)
        _row(row.cells, cells, table, SONGTI)
    for note in table.notes:
        _note(file, note)


def _note(file: Word, note: Sequence[Span]) -> None:
    """A line below a table."""
    said = file.add_paragraph()
    gongwen.shape(said, pitch=Pt(_ROW + 7))
    for span in note:
        place(said, span, KAITI, _ROW)


def _row(cells: Sequence[_Cell], content: Sequence[Sequence[Span]], table: Table, font: str) -> None:
    for column, (cell, spans) in enumerate(zip(cells, content, strict=True)):
        cell.width = Mm(table.widths[column])
        paragraph = cell.paragraphs[0]
        size = _SMALL if table.landscape else _ROW
        gongwen.shape(paragraph, pitch=Pt(size + (4 if table.landscape else 7)))
        right = column in table.numeric
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        for span in spans:
            place(paragraph, span, font, size)
