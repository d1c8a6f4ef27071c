"""Word files made for tests, and what a person's accepting or rejecting of all changes leaves of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Mm

from minsheng.claims.wordtext import WordText


def word(*paragraphs: Iterable[str] | str, header: str = "", table: Iterable[Iterable[str]] = ()) -> bytes:
    """A .docx: each paragraph one run or several; then a table; a header."""
    file = docx.Document()
    for paragraph in paragraphs:
        written = file.add_paragraph()
        for run in [paragraph] if isinstance(paragraph, str) else paragraph:
            written.add_run(run)
    rows = [list(row) for row in table]
    if rows:
        grid = file.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                grid.cell(row, column).text = text
    if header:
        file.sections[0].header.paragraphs[0].text = header
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def slides(*titles: str, table: Iterable[Iterable[str]] = ()) -> bytes:
    """A .pptx: a slide a title, a table on the last."""
    file = Presentation()
    for title in titles:
        slide = file.slides.add_slide(file.slide_layouts[5])
        slide.shapes.title.text = title
    if rows := [list(row) for row in table]:
        grid = slide.shapes.add_table(len(rows), len(rows[0]), Mm(20), Mm(90), Mm(100), Mm(30)).table
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                grid.cell(row, column).text = text
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def edited(data: bytes, change: Callable[[docx.document.Document], None]) -> bytes:
    """The file after a person's work on it."""
    file = docx.Document(io.BytesIO(data))
    change(file)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def freed(data: bytes) -> bytes:
    """The file without content controls, as copying and pasting leaves it."""

    def free(file) -> None:  # noqa: ANN001 - a python-docx document
        for control in list(file.element.iter(qn("w:sdt"))):
            for run in list(control.find(qn("w:sdtContent"))):
                control.addprevious(run)
            control.getparent().remove(control)

    return edited(data, free)


def accepted(data: bytes) -> str:
    """The whole text once every change is accepted."""
    return WordText(data).whole


def rejected(data: bytes) -> str:
    """The whole text once every change is rejected."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml") and b"<w:p" in content:
                content = _undone(content)
            target.writestr(name, content)
    return WordText(buffer.getvalue()).whole


def _undone(content: bytes) -> bytes:
    from docx.opc.oxml import serialize_part_xml

    root = parse_xml(content)
    for change in list(root.iter(qn("w:ins"))):
        change.getparent().remove(change)
    for change in list(root.iter(qn("w:del"))):
        for run in list(change):
            for words in run.iter(qn("w:delText")):
                words.tag = qn("w:t")
            change.addprevious(run)
        change.getparent().remove(change)
    return serialize_part_xml(root)


def controlled(text: str, tag: str):  # noqa: ANN201 - an lxml element
    """A run in a content control."""
    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    mark, run, words = OxmlElement("w:tag"), OxmlElement("w:r"), OxmlElement("w:t")
    mark.set(qn("w:val"), tag)
    words.text = text
    properties.append(mark)
    run.append(words)
    content.append(run)
    control.append(properties)
    control.append(content)
    return control
