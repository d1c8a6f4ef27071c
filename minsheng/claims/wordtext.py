"""The text of a Word file with the place of every letter: what a reader sees, and the runs that say it.

Paragraphs and cells in order, a line each; content controls, links, fields and what people inserted under tracked
changes are read, what they deleted is not. ``aside`` are the lines outside the text: headers, footers, footnotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from minsheng.claims.grids import Grid
from minsheng.claims.unreadable import BROKEN, UnreadableDraft

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = {qn(f"w:{name}") for name in ("del", "moveFrom", "rPrChange", "pPrChange", "txbxContent")}
_GONE.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_LETTERS = {qn(f"w:{name}") for name in ("t", "tab", "br", "cr", "noBreakHyphen", "ptab")}
_ASIDE = ("header", "footer", "footnotes", "endnotes")
Element = Any  #: an lxml element; python-docx gives them their names


@dataclass(frozen=True, slots=True)
class Piece:
    """A run with its text and where that begins in its line."""

    run: Element
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)

    @property
    def control(self) -> Element | None:
        """The content control that it stands in, if any."""
        return next(
            (it for it in self.run.iterancestors(qn("w:sdt"), qn("w:p")) if it.tag == qn("w:sdt")), None
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and its place in the text."""

    paragraph: Element
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)

    def pieces(self) -> list[Piece]:
        """Its runs as they are now, in order."""
        found, at = [], 0
        for run in _runs(self.paragraph):
            text = said(run)
            found.append(Piece(run, text, at))
            at += len(text)
        return found

    def covering(self, start: int, end: int) -> list[Piece]:
        """The runs that say exactly ``text[start:end]`` of the whole text; a run that reaches beyond is divided."""
        start, end = start - self.start, end - self.start
        self._divide(end)
        self._divide(start)
        return [piece for piece in self.pieces() if piece.text and start <= piece.start and piece.end <= end]

    def _divide(self, place: int) -> None:
        for piece in self.pieces():
            if piece.start < place < piece.end:
                _split(piece.run, place - piece.start)
                return


class WordText:
    """A .docx opened for reading and marking. Raises UnreadableDraft."""

    def __init__(self, data: bytes, name: object = "文稿") -> None:
        try:
            self.document = Document(BytesIO(data))
        except (PackageNotFoundError, *BROKEN):
            raise UnreadableDraft(name, data) from None
        self._parts: list[tuple[Any, Element]] = []

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text."""
        return _placed(_paragraphs(self.document.element.body), 0)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The tables of the text; one inside another belongs to its cell."""
        placed = {id(line.paragraph): line for line in self.lines}
        tables = self.document.element.body.iter(qn("w:tbl"))
        outer = [it for it in tables if next(it.iterancestors(qn("w:tbl")), None) is None]
        return tuple(_grid(table, placed) for table in outer if not _is_gone(table))

    @cached_property
    def aside(self) -> tuple[Line, ...]:
        """The lines outside the text, placed behind it; of other parts only where they are marked is written back."""
        paragraphs = (each for root in self._roots() for each in root.iter(qn("w:p")))
        return _placed(paragraphs, len(self.text) + 1)

    def _roots(self) -> Iterator[Element]:
        """The XML of headers, footers and notes; python-docx keeps that of notes as bytes."""
        for part in self.document.part.package.iter_parts():
            if not str(part.partname).rsplit("/", 1)[-1].startswith(_ASIDE):
                continue
            root = getattr(part, "element", None)
            if root is None:
                root = parse_xml(part.blob)
                self._parts.append((part, root))
            yield root

    @cached_property
    def text(self) -> str:
        """The text, a line a paragraph."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def whole(self) -> str:
        """The text and the lines aside."""
        return "\n".join([self.text, *(line.text for line in self.aside)])

    def line_at(self, place: int) -> Line | None:
        """The line of a place in ``whole``."""
        return next((line for line in (*self.lines, *self.aside) if line.start <= place <= line.end), None)

    def saved(self) -> bytes:
        """The file as it is now."""
        for part, root in self._parts:
            part._blob = serialize_part_xml(root)
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def _is_gone(element: Element) -> bool:
    return any(above.tag in _GONE for above in element.iterancestors())


def _grid(table: Element, placed: dict[int, Line]) -> Grid:
    rows: list[tuple[tuple[int, int] | None, ...]] = []
    for row in (it for it in table.iter(qn("w:tr")) if next(it.iterancestors(qn("w:tbl"))) is table):
        cells: list[tuple[int, int] | None] = []
        for cell in (it for it in row.iter(qn("w:tc")) if next(it.iterancestors(qn("w:tr"))) is row):
            lines = [placed[id(p)] for p in cell.iter(qn("w:p")) if id(p) in placed]
            span = (lines[0].start, lines[-1].end) if lines else None
            down = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if (
                down is not None
                and down.get(qn("w:val")) != "restart"
                and rows
                and len(cells) < len(rows[-1])
            ):
                span = rows[-1][len(cells)]
            wide = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            cells += [span] * (int(wide.get(qn("w:val"), "1")) if wide is not None else 1)
        rows.append(tuple(cells))
    return tuple(rows)


def _placed(paragraphs: Iterable[Element], start: int) -> tuple[Line, ...]:
    found = []
    for paragraph in paragraphs:
        text = "".join(said(run) for run in _runs(paragraph))
        found.append(Line(paragraph, start, text))
        start += len(text) + 1
    return tuple(found)


def _paragraphs(block: Element) -> Iterator[Element]:
    """The paragraphs below a block in order, those of tables and content controls too."""
    for child in block:
        if child.tag == qn("w:p"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and not child.tag.endswith("Pr"):
            yield from _paragraphs(child)


def _runs(block: Element) -> Iterator[Element]:
    """The runs that a paragraph says, wherever they stand in it."""
    for child in block:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _GONE and child.tag != qn("w:p"):
            yield from _runs(child)


def said(run: Element) -> str:
    """The text of a run: letters, tabs, line breaks."""
    return "".join(str(child) for child in run if child.tag in _LETTERS)


def _split(run: Element, place: int) -> None:
    """Divide a run into two of the same look before its ``place``-th letter."""
    after, at = deepcopy(run), 0
    for mine, other in zip(list(run), list(after), strict=True):
        size = len(str(mine)) if mine.tag in _LETTERS else 0
        if mine.tag == qn("w:rPr"):
            continue
        if at >= place:
            run.remove(mine)
        elif at + size <= place:
            after.remove(other)
        else:
            _say(other, mine.text[place - at :])
            _say(mine, mine.text[: place - at])
        at += size
    run.addnext(after)


def _say(words: Element, text: str) -> None:
    words.text = text
    words.set(_SPACE, "preserve")
