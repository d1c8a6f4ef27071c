"""A Word file with comments beside its numbers: word/comments.xml and its anchors; not a letter of the text is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from minsheng.claims.text import UnreadableDraft

AUTHOR, INITIALS = "民生答卷", "核"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said of ``text[start:end]``, the offsets of ``text_of``."""

    start: int
    end: int
    said: str


def text_of(data: bytes, name: str) -> str:
    """The text of a .docx: paragraphs and cells in order, a line each. Raises UnreadableDraft."""
    return "\n".join(paragraph.text for paragraph in _paragraphs(_opened(data, name)))


def commented(data: bytes, comments: Iterable[Comment], name: str = "文稿") -> bytes:
    """The .docx with its comments, everything else as it was. Raises UnreadableDraft."""
    document, start = _opened(data, name), 0
    # from the last to the first: splitting a run moves nothing before it
    pending = sorted(comments, key=lambda it: it.start)
    for paragraph in list(_paragraphs(document)):
        end = start + len(paragraph.text)
        for comment in reversed([it for it in pending if start <= it.start < end]):
            _anchor(document, paragraph, comment.start - start, min(comment.end, end) - start, comment.said)
        start = end + 1
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _opened(data: bytes, name: str) -> Word:
    try:
        return Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise UnreadableDraft(name) from None


def _paragraphs(document: Word) -> Iterator[Paragraph]:
    """All paragraphs as the reader of drafts takes them; a merged cell once."""
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            yield block
            continue
        for row in block.rows:
            before = None
            for cell in row.cells:
                if cell._tc is not before:
                    yield from cell.paragraphs
                before = cell._tc


def _anchor(document: Word, paragraph: Paragraph, start: int, end: int, said: str) -> None:
    """Set a comment on part of a paragraph; where a run cannot be divided, on the whole run."""
    _divide(paragraph, end)
    _divide(paragraph, start)
    covered = [run for run, at in _placed(paragraph) if at < end and at + len(run.text) > start]
    if covered:
        document.add_comment([covered[0], covered[-1]], said, AUTHOR, INITIALS)


def _placed(paragraph: Paragraph) -> list[tuple[Run, int]]:
    """The runs of a paragraph, those of its links too, each with its place."""
    found: list[tuple[Run, int]] = []
    at = 0
    for item in paragraph.iter_inner_content():
        for run in item.runs if isinstance(item, Hyperlink) else [item]:
            found.append((run, at))
            at += len(run.text)
    return found


def _divide(paragraph: Paragraph, place: int) -> None:
    """Make ``place`` a border between two runs of the same look."""
    for run, at in _placed(paragraph):
        if at < place < at + len(run.text) and _is_plain(run):
            after = deepcopy(run._r)
            run._r.addnext(after)
            _say(run._r, run.text[: place - at])
            _say(after, Run(after, paragraph).text[place - at :])
            return


def _is_plain(run: Run) -> bool:
    return [child.tag for child in run._r if child.tag != qn("w:rPr")] == [qn("w:t")]


def _say(element, text: str) -> None:  # noqa: ANN001 - an lxml run
    words = element.find(qn("w:t"))
    words.text = text
    words.set(_SPACE, "preserve")
