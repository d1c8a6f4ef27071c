"""What was told last before a number, in its measure: by a number, by the noun between, by the heading above or the words a paragraph begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minsheng.catalogue import Catalogue
from minsheng.claims.fit import suits
from minsheng.claims.lexicon import Lexicon, Occurrence
from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start
from minsheng.claims.qualifiers import is_strange
from minsheng.claims.record import Claim

_RELATIVE = (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)
#: a heading or a lead is no longer than this
_HEADING = 24
#: 占全年安葬数…: what something is a share of is not spoken of itself
_SHARE_OF = ("占", "占到", "占了")
#: what is counted one by one has no fractions
_ONE_BY_ONE = frozenset("人 户 个 家 处 所 座 张 对 具 件 条".split())
_COUNTED = {"人次": "人次", "户次": "户次", "人": "人数", "户": "户数", "元": "支出"}


class Told:
    """What one text has told. ``masked`` is the text with every statistic as ``§``, ``claims`` what was read so far."""

    def __init__(self, masked: str, lexicon: Lexicon, places: dict[int, int]) -> None:
        self.masked, self.lexicon = masked, lexicon
        self.catalogue: Catalogue = lexicon.catalogue
        self._places = places
        self.claims: list[Claim] = []

    def last(self, number: Number, earlier: Sequence[Claim], moved: bool) -> str | None:
        """The indicator that a number may go on about; ``moved`` where it is a growth or a change; None where that is not known."""
        if number.unit == "%" and not moved:
            return self._rate(number)
        start = self._near(number)
        near = [
            it
            for it in earlier
            if self._places[it.start] >= start and self.fits(number, it.indicator or "", moved)
        ]
        last = near[0] if near else None
        if last and any(last.start < it.start for it in self._unknown(number, moved)):
            return None
        between = self.masked[self._places[last.start] if last else start : number.start]
        named = self._nouns(between) or ([] if last else self._heading(number))
        for noun in reversed(named):
            codes = [code for code in noun.codes if self.fits(number, code, moved)]
            codes = [code for code in codes if not self._is_strange(between, noun, code)]
            if codes:
                return codes[0] if len(codes) == 1 else None
        return last.indicator if last else self._topic(number)

    def _is_strange(self, between: str, noun: Occurrence, code: str) -> bool:
        """每千名老年人长者食堂0.369处: so many of something per something are a rate."""
        return is_strange(between[: noun.start], between[noun.end :], self.catalogue[code])

    def fits(self, number: Number, code: str, moved: bool) -> bool:
        """Whether a number can be one of an indicator, in its own measure."""
        if not moved and not number.scaled and number.unit in _ONE_BY_ONE and number.value % 1:
            return False
        cost = suits(number, self.catalogue[code], moved)
        return cost is not None and cost <= (0.5 if number.unit == "元" else 0.0)

    def starts_at(self, claim: Claim) -> int:
        """Where a claim stands in ``masked``."""
        return self._places[claim.start]

    def _near(self, number: Number) -> int:
        """Where the sentence before begins, in the same line."""
        start = sentence_start(self.masked, number.start, "。!?")
        return (
            sentence_start(self.masked, start - 1, "。!?")
            if start > line_start(self.masked, start)
            else start
        )

    def _unknown(self, number: Number, moved: bool) -> list[Claim]:
        """What was told of something that the catalogue does not have: a number may go on about that."""
        return [
            it
            for it in self.claims
            if not it.indicator and it.measure not in _RELATIVE and (moved or it.unit == number.unit)
        ]

    def _nouns(self, between: str) -> list[Occurrence]:
        return [
            it
            for it in self.lexicon.occurrences(between)
            if it.start and not between[: it.start].endswith(_SHARE_OF)
        ]

    def _rate(self, number: Number) -> str | None:
        """入住率：柳渡县53.6%，最低的北泽区为42.5%: the rate told last, where it is no growth."""
        start = self._near(number)
        rates = (it for it in reversed(self.claims) if it.unit == "%" and self._places[it.start] >= start)
        last = next(rates, None)
        if last is None or last.measure is Measure.GROWTH:
            return None
        return last.indicator or (last.candidates[0] if len(last.candidates) == 1 else None)

    def rate_of_sentence(self, number: Number) -> str | None:
        """The rate told last in the very sentence: what 提高1.2个百分点 is said of."""
        last = self.claims[-1] if self.claims else None
        here = last is not None and self._places[last.start] >= sentence_start(self.masked, number.start)
        is_rate = last is not None and last.unit == "%" and last.measure is not Measure.GROWTH
        return last.indicator if last and here and is_rate else None

    def _topic(self, number: Number) -> str | None:
        """二看低保。人数过万的有五家：青岚市16296人…: what the paragraph begins with, in the measure of the number."""
        line = line_start(self.masked, number.start)
        lead = re.split("[。:]", self.masked[line : min(number.start, line + _HEADING)])[0]
        counted = _COUNTED.get(number.unit)
        if counted is None or "§" in lead or "," in lead:
            return None
        words = f"{lead}{counted}"
        named = [it for it in self.lexicon.occurrences(words) if it.end == len(words)]
        codes = [code for it in named for code in it.codes if self.fits(number, code, moved=False)]
        return codes[0] if len(codes) == 1 else None

    def _heading(self, number: Number) -> list[Occurrence]:
        """★ 适老化改造 above 目标：2000户　完成：2058户: what the line above is called."""
        line = line_start(self.masked, number.start)
        above = self.masked[line_start(self.masked, line - 1) : line - 1] if line else ""
        short = 2 <= len(above) <= _HEADING and not re.search("[,。;§]", above)
        return list(self.lexicon.occurrences(above)) if short else []
