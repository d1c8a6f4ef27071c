"""The numbering of an outline: 1, 1.1, 1.1.1 or 一、（一）1.（1）, and the level that a number stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CN = "一二三四五六七八九十百零〇"
_SHAPES = (
    ("dotted", re.compile(r"(\d+(?:[.．]\d+)+)[.．、]?(?=[^\d万亿千百%‰个项元人户张处倍年月]|$)")),
    ("chinese", re.compile(rf"(?:第[{_CN}]+[项条]|[{_CN}]+)[、.．]|[{_CN}]+$")),
    ("chinese in brackets", re.compile(rf"[（(][{_CN}]+[）)]")),
    ("arabic in brackets", re.compile(r"[（(]\d+[）)]")),
    ("arabic", re.compile(r"\d+(?:[.．、](?!\d)|$|(?=\s))")),
    ("circled", re.compile(r"[①-⑳]")),
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text taken apart: its number as printed, the shape of the number (empty: none), the rest."""

    number: str
    shape: str
    rest: str


def taken_apart(text: str) -> Numbered:
    """The number before a title, if there is one: （一）健全制度 → （一）, 健全制度."""
    plain = text.strip()
    for shape, pattern in _SHAPES:
        if match := pattern.match(plain):
            return Numbered(match.group().strip(), shape, plain[match.end() :].strip())
    return Numbered("", "", plain)


class Levels:
    """The level of each number of one outline: dotted ones by their dots, others by which shape came first."""

    def __init__(self) -> None:
        self._shapes: list[str] = []

    def level(self, numbered: Numbered) -> int:
        """1 for the top; 0 where there is no number."""
        if not numbered.shape:
            return 0
        if numbered.shape == "dotted":
            return len(re.findall(r"\d+", numbered.number))
        if numbered.shape not in self._shapes:
            self._shapes.append(numbered.shape)
        return self._shapes.index(numbered.shape) + 1


def restored(number: str, before: str) -> str:
    """A dotted number that a spreadsheet kept as a decimal: 1.1 after 1.9 was 1.10."""
    head, dot, tail = before.rpartition(".")
    following = f"{head}.{int(tail) + 1}" if dot and tail.isdigit() else ""
    return following if following.endswith("0") and following.rstrip("0") == number else number
