"""The bound numerals of a Word file: content controls whose tag is a 数据编号, with their words as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.oxml.ns import qn

from minsheng.claims.wordtext import Element, Line, Piece, WordText
from minsheng.writing import binding
from minsheng.writing.binding import UnknownNumber

#: the annex that a document's own numbers are checked by; it is written anew, never edited
CHECKLIST = "数据核对表"


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: its number and ``text[start:end]``, the words in it."""

    number: str
    start: int
    end: int
    text: str


def controls(word: WordText) -> list[Control]:
    """The controls of a file in order, each within one line; those that people emptied are left out."""
    return [found for line in (*word.lines, *word.aside) for found in _of_line(line)]


def _of_line(line: Line) -> Iterator[Control]:
    for number, group in groupby(line.pieces(), key=_number):
        pieces = list(group)
        text = "".join(piece.text for piece in pieces)
        if number[0] and text:
            yield Control(number[0], line.start + pieces[0].start, line.start + pieces[-1].end, text)


def _number(piece: Piece) -> tuple[str, Element]:
    """The number of a run's control and the control; nothing outside one of ours."""
    control = piece.control
    if control is None:
        return "", None
    for name in ("tag", "alias"):  # some programs keep the one, some the other
        mark = control.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}")
        try:
            return binding.normal(mark.get(qn("w:val"), "").rpartition(" ")[2]), control
        except (AttributeError, UnknownNumber):
            continue
    return "", None


def text_ends(text: str) -> int:
    """Where the text ends and the 数据核对表 begins, if it has one."""
    place = text.find(f"\n{CHECKLIST}\n")
    return place + 1 if place >= 0 else len(text)
