"""Chinese prose as GB/T 15834 has it: full-width marks beside Chinese characters, simplified characters, no stray English.

``full_width`` mends the marks of a text; ``faults`` names what a reader should not meet. Digits, ``%``, decimal
points, ratios such as 1.17:1, times, addresses and code are left alone by both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minsheng.script import converted

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
MARKS = "，。；：（）“”‘’！？、《》〈〉【】…—"
_CHINESE = re.compile(f"[{HAN}]")
_CHINESE_OR_MARK = re.compile(f"[{HAN}{MARKS}]")
_WIDE_DIGIT = re.compile(r"[０-９％．]")
_ENGLISH = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z]+(?![A-Za-z_])")

#: parts of a text in which ASCII marks and English are at home
_CODE = re.compile(
    r"""`[^`]*`                                    # code between backticks
      | [a-z]+://[\x21-\x7e]+                      # an address
      | (?<![A-Za-z0-9_])[a-z_][a-z0-9_]*\([^()]*\)  # a call in a formula: prev(代码)
      | (?<![A-Za-z])minsheng(\ --?[a-z-]+|\ [a-z]+)*         # a command
      | (?<![A-Za-z0-9_-])--?[a-z][a-z-]*           # an option
      | “[A-Za-z ]+”                               # a foreign name, quoted
      | [A-Za-z0-9_]*_[A-Za-z0-9_]+                # an indicator's code
      | (?<![A-Za-z])[A-Za-z0-9/-]*\.[a-z]+(?![A-Za-z])  # a file or its extension
      | </?[a-z][^<>]*>                            # a tag
      | \{[^{}]*\}                                 # a slot
    """,
    re.VERBOSE,
)
_SINGLE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_PAIR = re.compile(r"\(([^()]*)\)|\"([^\"]*)\"")

#: English that a Chinese office reader uses
WORDS = frozenset(
    "Word Excel WPS PDF CSV PPT JSON SQL URL IP ID Ctrl Alt Shift Enter Esc Tab GB MB KB KiB MiB UTF GBK ANSI BOM "
    "xlsx xls csv docx pdf json ppt pptx Chrome Edge Firefox Chromium DuckDB Parquet Streamlit Plotly "
    "PNG JPEG JPG GIF BMP ZIP RAR RTF HTML TSV gzip OFD MZ DB JZH YZH GDP AA AAA AAAA AAAAA POS App WiFi".split()
)


class Kind(StrEnum):
    """What is wrong with a place in a text."""

    MARK = "半角标点"
    DIGIT = "全角数字"
    TRADITIONAL = "繁体字"
    ENGLISH = "英文词语"


@dataclass(frozen=True, slots=True)
class Fault:
    """One place in a text that a Chinese reader should not meet: ``at`` counts characters from 0."""

    kind: Kind
    at: int
    found: str
    better: str = ""

    def __str__(self) -> str:
        return f"{self.kind}“{self.found}”" + (f"，应为“{self.better}”" if self.better else "")


def full_width(text: str) -> str:
    """``text`` with the ASCII marks beside Chinese characters made full-width, and the spaces beside them gone."""
    while wrong := list(_wrong_marks(text)):
        text = _mended(text, wrong)
    return text


def faults(text: str) -> list[Fault]:
    """What a Chinese reader should not meet in ``text``, in reading order; empty for a text without Chinese."""
    if not _CHINESE.search(text):
        return []
    found = [*_wrong_marks(text), *_wide_digits(text), *_traditional(text), *_english(text)]
    return sorted(found, key=lambda fault: fault.at)


def _mended(text: str, wrong: list[Fault]) -> str:
    """``text`` with the marks ``wrong`` replaced."""
    better = {fault.at: fault.better for fault in wrong}
    mended = "".join(_slot(better[at]) if at in better else character for at, character in enumerate(text))
    return re.sub(r"[ \t]*\ue000(.)\ue001[ \t]*", r"\1", mended)


def _slot(mark: str) -> str:
    """A mark between two signs that no text has, so that the spaces beside it can be found."""
    return f"\ue000{mark}\ue001"


def _wrong_marks(text: str) -> Iterator[Fault]:
    """The ASCII marks beside Chinese characters, in reading order."""
    code = {at for span in _CODE.finditer(text) for at in range(*span.span())}
    better = {**_wrong_singles(text), **_wrong_stops(text), **_wrong_pairs(text)}
    for at in sorted(better.keys() - code):
        yield Fault(Kind.MARK, at, text[at], better[at])


def _wrong_singles(text: str) -> dict[int, str]:
    """Place → full-width mark, of the marks that stand for themselves."""
    return {
        found.start(): _SINGLE[found.group()]
        for found in re.finditer(r"[,;:!?()]", text)
        if _beside_chinese(text, found.start(), found.end())
    }


def _wrong_stops(text: str) -> dict[int, str]:
    """Place → 。 of the points that end a Chinese sentence; those in numbers and names are no stops."""
    return {
        found.start(): "。"
        for found in re.finditer(r"\.(?![0-9A-Za-z.])", text)
        if _CHINESE_OR_MARK.match(_before(text, found.start()))
    }


def _wrong_pairs(text: str) -> dict[int, str]:
    """Place → full-width mark, of the brackets and quotation marks with Chinese in them or beside them."""
    better: dict[int, str] = {}
    for found in _PAIR.finditer(text):
        start, end = found.start(), found.end() - 1
        if _CHINESE.search(found.group()) or _beside_chinese(text, start, end + 1):
            better[start], better[end] = "（）" if text[start] == "(" else "“”"
    return better


def _beside_chinese(text: str, start: int, end: int) -> bool:
    """Whether what stands at ``start``:``end`` follows or precedes Chinese; never between two digits."""
    before, after = _before(text, start), _after(text, end)
    if before.isdigit() and after.isdigit():
        return False
    return bool(_CHINESE_OR_MARK.match(before) or _CHINESE_OR_MARK.match(after))


def _before(text: str, at: int) -> str:
    """The last character before ``at`` that is no space, or nothing."""
    return text[:at].rstrip(" \t")[-1:]


def _after(text: str, at: int) -> str:
    """The first character from ``at`` on that is no space, or nothing."""
    return text[at:].lstrip(" \t")[:1]


def _wide_digits(text: str) -> Iterator[Fault]:
    """Full-width digits and percent signs: numbers are ASCII."""
    for found in _WIDE_DIGIT.finditer(text):
        yield Fault(Kind.DIGIT, found.start(), found.group(), chr(ord(found.group()) - 0xFEE0))


def _traditional(text: str) -> Iterator[Fault]:
    """Characters that have a simplified form where they stand (乾隆 keeps its 乾)."""
    simplified = converted(text)
    if len(simplified) != len(text):
        simplified = "".join(converted(character) for character in text)
    for at, (character, simple) in enumerate(zip(text, simplified, strict=True)):
        if character != simple:
            yield Fault(Kind.TRADITIONAL, at, character, simple)


def _english(text: str) -> Iterator[Fault]:
    """English words that are not among ``WORDS`` nor part of code."""
    code = [span.span() for span in _CODE.finditer(text)]
    for found in _ENGLISH.finditer(text):
        inside = any(start <= found.start() < end for start, end in code)
        if not inside and found.group() not in WORDS:
            yield Fault(Kind.ENGLISH, found.start(), found.group())
