"""What was said before a number: the figures of its sentence, and the topics of the sentence, the paragraph and its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start, words_beside
from minsheng.claims.record import Claim

_RELATIVE = (Measure.SHARE, Measure.GROWTH, Measure.CHANGE)
_SHARE_OF = re.compile(r"占(到|了)?[^,;。§]{0,12}[(]?$")


@dataclass(frozen=True, slots=True)
class Said:
    """A number before this one in the sentence, with its indicator and the phrase that named it."""

    start: int
    end: int
    code: str | None
    phrase: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What was spoken of before: an indicator, the words that named it, or only words (a heading)."""

    code: str
    words: str


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
        both = re.search(
            "(两项|两者|二者)(合计|共计|共|总计|相加)[^,。;§]*$", self.masked[start : number.start]
        )
        if both and start and self.masked[start - 1] == ";":
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

    def earlier(self, number: Number, found: list[Claim]) -> list[Claim]:
        """The claims of the same paragraph with an indicator, the latest first."""
        line = line_start(self.masked, number.start)
        return [
            c
            for c in reversed(found)
            if c.indicator
            and c.measure not in _RELATIVE
            and line <= self._places[c.start] < number.start
            and not self._is_whole_of_share(self._places[c.start])
        ]

    def topics(self, number: Number, said: list[Said], earlier: list[Claim]) -> Iterator[Topic]:
        """What the sentence has named, the latest first; then the paragraph, then its heading."""
        named = [one for one in reversed(said) if one.code]
        local = words_beside(self.masked, number)
        if re.search("共计|合计|总计", local) and len({one.code for one in named}) > 1:
            yield Topic("", "|".join(one.phrase for one in named))
            return
        for one in named:
            yield Topic(one.code or "", one.phrase)
        if number.unit in ("%", "‰"):
            return
        if spent := re.match(
            r"(?:资金)?用于([\u4e00-\u9fff]{2,8})", self.masked[number.end : number.end + 12]
        ):
            yield Topic("", spent[1])
        yield Topic("", self.masked[sentence_start(self.masked, number.start) : number.start - len(local)])
        if lead := self._lead_sentence(number):
            yield Topic("", lead)
        for claim in earlier[:3]:
            yield Topic(claim.indicator or "", claim.phrase)
        line = line_start(self.masked, number.start)
        yield Topic("", re.split(r"[。:]", self.masked[line : line + 24])[0])

    def _lead_sentence(self, number: Number) -> str:
        """三是临时救助及时。全年…: the short sentence before, where it tells no number."""
        start = sentence_start(self.masked, number.start, "。!?")
        before = self.masked[sentence_start(self.masked, start - 1, "。!?") : start] if start else ""
        return before if 4 <= len(before) <= 20 and "§" not in before else ""

    def _is_whole_of_share(self, at: int) -> bool:
        """占全年安葬数2754具的30.2%: what something is a share of is not spoken of itself."""
        return bool(_SHARE_OF.search(self.masked[max(0, at - 16) : at])) and bool(
            re.match(r"§+[)]?的", self.masked[at : at + 12])
        )
