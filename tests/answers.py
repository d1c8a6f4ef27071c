"""Reading answers back: the numerals of a document and what they are bound to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pptx import Presentation

from minsheng.writing.binding import Entry

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
#: numerals that state nothing: dates and periods, ages, ordinals (附件1, 图1), titles, numbers of documents and of figures
_FREE = re.compile(
    r"\d{4}(?:—\d{4})?年(?:\d{1,2}月)?(?:1?\d—\d{1,2}月)?|\d{1,2}(?:—\d{1,2})?月|附件\d|(?m:^图\d(?=　))|第\d+页|《[^》]*》|〔\d{4}〕\d+号|\d{2,3}(?:—\d{2})?周?岁"
    r"|[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]|\w+![A-Z]+\d+"
)


def unbound(text: str, entries: Iterable[Entry]) -> list[str]:
    """The numerals of a text that lie in no quote and are not free, with their surroundings."""
    free = [match.span() for match in _FREE.finditer(text)]
    covered = list(free)
    for quote in {entry.quote for entry in entries}:
        covered += [match.span() for match in re.finditer(re.escape(quote), text)]
    return [
        text[max(0, number.start() - 12) : number.end() + 12]
        for number in NUMBER.finditer(text)
        if not any(start <= number.start() and number.end() <= end for start, end in covered)
    ]


def lines_of(content: bytes) -> list[str]:
    """Everything a .docx says, paragraph by paragraph and cell by cell, content controls included."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [said for each in body.iter(qn("w:p")) if (said := _said(each))]


def _said(paragraph: Paragraph) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def slide_lines(content: bytes) -> list[str]:
    """Everything a .pptx says: boxes, chart labels, notes."""
    said: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said += shape.text_frame.text.splitlines()
            if shape.has_chart:
                space = shape.chart._chartSpace
                said += [str(each.text) for each in space.iter(f"{{{_DRAWING}}}t")]
        said += slide.notes_slide.notes_text_frame.text.splitlines() if slide.has_notes_slide else []
    return said


def controls(content: bytes) -> list[tuple[str, str]]:
    """The tag and the text of every content control."""
    body = docx.Document(io.BytesIO(content)).element.body
    found = []
    for control in body.iter(qn("w:sdt")):
        tag = control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val"))
        found.append((tag, _said(control)))
    return found
