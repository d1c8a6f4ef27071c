"""Where a place of a text stands: the beginnings of its line, sentence and clause. Texts are in half-width marks."""

from __future__ import annotations

import re

_STOPS = "。;!?"


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def sentence_start(text: str, at: int, stops: str = _STOPS) -> int:
    """Where its sentence begins; a semicolon ends one, unless ``stops`` leaves it out."""
    return max(line_start(text, at), *(text.rfind(mark, 0, at) + 1 for mark in stops))


def clause_start(text: str, at: int) -> int:
    """Where its clause begins."""
    return max(sentence_start(text, at), text.rfind(",", 0, at) + 1)


def rest_of_sentence(text: str, at: int, most: int) -> str:
    """What follows a place in its sentence."""
    return re.split(r"[。;!?\n]", text[at : at + most])[0]
