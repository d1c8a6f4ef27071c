"""The headings that a line of a text stands below, and the place that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.claims.mentions import OWN, Mention
from minsheng.claims.passages import line_start

#: the forms of headings from the highest down
_HEADINGS = (
    re.compile(r"#?[一二三四五六七八九十]+、|#[^#]"),
    re.compile(r"##?[(]?[一二三四五六七八九十]*[)]?[^#]|[(][一二三四五六七八九十]+[)]"),
    re.compile(r"#{3}|\d{1,2}[.、]"),
    re.compile(r"#{4}|[(]\d{1,2}[)]"),
)


def place_above(plain: str, line: int, mentions: list[Mention]) -> str:
    """The place that the heading above a line names, or the heading over that one; empty where they name none."""
    level = len(_HEADINGS)
    for start, words in _heads_above(plain, line):
        rank = next((at for at, form in enumerate(_HEADINGS) if form.match(words)), None)
        if rank is None or rank >= level:
            continue
        level = rank
        bare = start + re.match(r"[#\s]*(?:[(]?[一二三四五六七八九十\d]+[)、.])?", words).end()
        if found := next((m for m in mentions if m.start == bare), None):
            return found.code
        if OWN.search(words):
            return ""
    return ""


def _heads_above(plain: str, line: int) -> Iterator[tuple[int, str]]:
    """The short lines above, the nearest first, without the title."""
    while line > 0:
        start = line_start(plain, line - 1)
        words = plain[start : line - 1]
        if start and 2 <= len(words) <= 30 and not re.search(r"[。;,]", words):
            yield start, words
        line = start
