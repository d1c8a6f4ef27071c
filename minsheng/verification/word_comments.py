"""A Word file with comments beside its numbers: word/comments.xml and its anchors; not a letter of the text is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from docx.comments import Comment as Remark
from docx.oxml.ns import qn
from docx.text.run import Run

from minsheng.claims.wordtext import WordText

AUTHOR, INITIALS = "民生答卷", "核"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said of ``text[start:end]``, the offsets of its text."""

    start: int
    end: int
    said: str


def commented(data: bytes, comments: Iterable[Comment], when: datetime, name: str = "文稿") -> bytes:
    """The .docx with its comments, everything else as it was. Raises UnreadableDraft."""
    word = WordText(data, name)
    # from the last to the first: splitting a run moves nothing before it
    for comment in sorted(comments, key=lambda it: it.start, reverse=True):
        line = word.line_at(comment.start)
        covered = line.covering(comment.start, min(comment.end, line.end)) if line else []
        if covered:
            runs = [Run(piece.run, word.document) for piece in (covered[0], covered[-1])]
            dated(word.document.add_comment(runs, comment.said, AUTHOR, INITIALS), when)
    return word.saved()


def dated(comment: Remark, when: datetime) -> Remark:
    """The comment with its time as people there read the clock: Word shows the letters, whatever zone they say."""
    comment._comment_elm.set(qn("w:date"), f"{when:%Y-%m-%dT%H:%M:%SZ}")
    return comment
