"""What a sentence has said before a number: its figures so far, with their indicators and the phrases that named them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start
from minsheng.claims.record import Claim

_RELATIVE = (Measure.SHARE, Measure.GROWTH, Measure.CHANGE)


@dataclass(frozen=True, slots=True)
class Said:
    """A number before this one in the sentence, with its indicator and the phrase that named it."""

    start: int
    end: int
    code: str | None
    phrase: str
    unit: str = ""


class Sayings:
    """What the sentences of one text say. ``masked`` is the text with every statistic as ``§``; ``places`` and ``ends`` tell where a claim of the original stands in it."""

    def __init__(self, masked: str, places: dict[int, int], ends: dict[int, int]) -> None:
        self.masked, self._places, self._ends = masked, places, ends

    def before(self, number: Number, found: Sequence[Claim]) -> list[Said]:
        """What the sentence has said so far, with the place of each number in ``masked``."""
        start = sentence_start(self.masked, number.start)
        goes_on = re.match(
            r"其中|同比|比上年|较上年|比去年|较去年|20\d\d年[^,。;§\d]{0,8}[至到]§|[与同和](20\d\d年底?|上年|去年)[^,。;§]{0,4}相比",
            self.masked[start : start + 14],
        )
        if goes_on and start and self.masked[start - 1] in "。;":
            start = sentence_start(self.masked, start - 1)
        return [
            Said(self._places[c.start], self._ends[c.end], c.indicator, c.phrase, c.unit)
            for c in found
            if self._places[c.start] >= start
            and (c.indicator or c.measure not in _RELATIVE)
            and not self._is_aside(self._places[c.start], number.start)
        ]

    def _is_aside(self, told: int, at: int) -> bool:
        """14687人(城市1364人、农村13323人)，与去年底相比净减33人: what a closed bracket has told is over with it."""
        opened = self.masked.rfind("(", line_start(self.masked, told), told)
        closed = self.masked.find(")", told, at)
        return (
            opened >= 0 and closed >= 0 and ")" not in self.masked[opened:told] and self._has_outside(opened)
        )

    def _has_outside(self, opened: int) -> bool:
        """Whether a number stands before the bracket in its sentence."""
        return "§" in self.masked[sentence_start(self.masked, opened) : opened]
