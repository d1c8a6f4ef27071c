"""Changes to a Word file that a person accepts or rejects one by one (修订): w:del and w:ins, and comments beside them.

The one way in which the product changes somebody's text. Not a letter is lost: rejecting all changes gives the
text as it came, accepting all the text with the edits. Word, WPS and LibreOffice read the marks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from minsheng.claims.wordtext import Element, Line, Piece, WordText
from minsheng.verification.word_comments import AUTHOR, INITIALS, dated

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Edit:
    """``whole[start:end]`` of a Word text becomes ``new`` (None: stays); ``said`` is a comment beside it.

    ``doubtful`` highlights what a person must still fill in or decide (待补).
    """

    start: int
    end: int
    new: str | None
    said: str = ""
    doubtful: bool = False


def tracked(data: bytes, edits: Iterable[Edit], when: datetime, name: object = "文稿") -> bytes:
    """The .docx with the edits as tracked changes. Raises UnreadableDraft."""
    word = WordText(data, name)
    marker = _Marker(word, when)
    # from the last to the first: what is changed moves nothing before it
    for edit in sorted(apart(edits), key=lambda it: it.start, reverse=True):
        line = word.line_at(edit.start)
        if line is not None and edit.end <= line.end:
            marker.mark(line, edit)
    return word.saved()


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order; of two that overlap the first stands, and what changes a word goes before what speaks of it."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda it: (it.start, it.new is None, it.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def accepted(text: str, edits: Iterable[Edit]) -> str:
    """The text once all edits are accepted."""
    for edit in reversed(apart(edits)):
        if edit.new is not None:
            text = text[: edit.start] + edit.new + text[edit.end :]
    return text


class _Marker:
    """Writes the marks of one file."""

    def __init__(self, word: WordText, when: datetime) -> None:
        self._word, self._when = word, when
        roots = {line.paragraph.getroottree().getroot() for line in (*word.lines, *word.aside)}
        ids = (each.get(qn("w:id")) for root in roots for each in root.iter(qn("w:ins"), qn("w:del")))
        self._id = max((int(found) for found in ids if found and found.isdigit()), default=9000)

    def mark(self, line: Line, edit: Edit) -> None:
        """One edit in its line."""
        covered = line.covering(edit.start, edit.end)
        if not covered and edit.end > edit.start:
            return
        if edit.new is None:
            self._comment(covered[0].run, covered[-1].run, line, edit)
            return
        pattern = covered[0] if covered else _before(line, edit.start)
        gone = [self._deleted(piece.run) for piece in covered]
        come = self._inserted(pattern, edit, gone, line) if edit.new else None
        first = gone[0] if gone else come
        if first is not None:
            self._comment(first, come if come is not None else gone[-1], line, edit)

    def _change(self, kind: str) -> Element:
        self._id += 1
        change = OxmlElement(f"w:{kind}")
        for key, value in (
            ("id", str(self._id)),
            ("author", AUTHOR),
            ("date", f"{self._when:%Y-%m-%dT%H:%M:%SZ}"),
        ):
            change.set(qn(f"w:{key}"), value)
        return change

    def _deleted(self, run: Element) -> Element:
        """A run as deleted: its letters stay in the file, struck through."""
        change = self._change("del")
        run.addprevious(change)
        change.append(run)
        for words in run.findall(qn("w:t")):
            words.tag = qn("w:delText")
            words.set(_SPACE, "preserve")
        return change

    def _inserted(self, pattern: Piece | None, edit: Edit, gone: Sequence[Element], line: Line) -> Element:
        """New words in the look of those they replace, behind the first of them."""
        change, run, words = self._change("ins"), OxmlElement("w:r"), OxmlElement("w:t")
        look = pattern.run.find(qn("w:rPr")) if pattern else None
        if look is not None:
            run.append(deepcopy(look))
        if edit.doubtful:
            Run(run, None).font.highlight_color = WD_COLOR_INDEX.YELLOW
        words.text = edit.new
        words.set(_SPACE, "preserve")
        run.append(words)
        change.append(run)
        _put(change, gone, pattern, line)
        return change

    def _comment(self, first: Element, last: Element, line: Line, edit: Edit) -> None:
        """A comment around some runs or changes; only the text itself can carry one."""
        if not edit.said or not any(line is each for each in self._word.lines):
            return
        comment = dated(self._word.document.comments.add_comment(edit.said, AUTHOR, INITIALS), self._when)
        begin, end = (OxmlElement(f"w:commentRange{name}") for name in ("Start", "End"))
        for each in (begin, end):
            each.set(qn("w:id"), str(comment.comment_id))
        reference, mark = OxmlElement("w:r"), OxmlElement("w:commentReference")
        mark.set(qn("w:id"), str(comment.comment_id))
        reference.append(mark)
        first.addprevious(begin)
        last.addnext(end)
        end.addnext(reference)


def _put(change: Element, gone: Sequence[Element], pattern: Piece | None, line: Line) -> None:
    """Behind what it replaces, else behind the run before it, else at the head of the line."""
    if gone:
        together = gone[-1].getparent() is gone[0].getparent()
        (gone[-1] if together else gone[0]).addnext(change)
    elif pattern:
        pattern.run.addnext(change)
    elif pieces := line.pieces():
        pieces[0].run.addprevious(change)
    else:
        line.paragraph.append(change)


def _before(line: Line, place: int) -> Piece | None:
    """The run that ends at a place, behind which something is put in."""
    pieces = [piece for piece in line.pieces() if piece.text and piece.end <= place - line.start]
    return pieces[-1] if pieces else None
