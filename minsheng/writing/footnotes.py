"""Footnotes of a Word file: the part that holds them, and the mark behind what they are about; ① ② on each page."""

from __future__ import annotations

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for number, kind, mark in (
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    )
)


class Footnotes:
    """The footnotes of one file, in the order in which they are marked."""

    def __init__(self, file: Word) -> None:
        self._file, self._count = file, 0
        self._told: set[str] = set()
        self._root = parse_xml(f"<w:footnotes {nsdecls('w')}>{_LINES}</w:footnotes>")

    def is_new(self, text: str) -> bool:
        """Whether nothing of these words stands in the file yet; from now on it does."""
        known = text in self._told
        self._told.add(text)
        return not known

    def put(self, marked: Paragraph, words: Paragraph) -> None:
        """Mark the end of a paragraph so far; ``words``, a paragraph written for this, becomes the note."""
        self._count += 1
        marked._element.append(_mark("footnoteReference", self._count))
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        properties = words._element.pPr
        before = _mark("footnoteRef")
        words._element.insert(0 if properties is None else 1, before)
        note.append(words._element)
        self._root.append(note)

    def keep(self) -> None:
        """Put the part into the file, with circled numbers that begin anew on each page; nothing without a note."""
        if not self._count:
            return
        package = self._file.part.package
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, serialize_part_xml(self._root), package)
        self._file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        for section in self._file.sections:
            circled = parse_xml(
                f'<w:footnotePr {nsdecls("w")}><w:numFmt w:val="decimalEnclosedCircleChinese"/>'
                '<w:numRestart w:val="eachPage"/></w:footnotePr>'
            )
            references = section._sectPr.findall(qn("w:headerReference")) + section._sectPr.findall(
                qn("w:footerReference")
            )
            section._sectPr.insert(len(references), circled)


def _mark(name: str, number: int = 0):  # noqa: ANN202 - an lxml element
    """A raised run with the number of a note."""
    run, properties, size, raised, mark = (
        OxmlElement(f"w:{each}") for each in ("r", "rPr", "sz", "vertAlign", name)
    )
    size.set(qn("w:val"), "32" if number else "20")
    raised.set(qn("w:val"), "superscript")
    properties.extend((size, raised))
    run.append(properties)
    if number:
        mark.set(qn("w:id"), str(number))
    run.append(mark)
    return run
