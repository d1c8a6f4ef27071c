"""What is compared with what in one clause: 结婚登记比离婚登记多4000对, 床位数是长者食堂数的80倍, …，比全市平均高17元 (``against`` reads the words)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minsheng.claims import against
from minsheng.claims.binding import Bound
from minsheng.claims.ellipsis import Completer
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import clause_start
from minsheng.claims.places import Atlas
from minsheng.claims.record import Quotient
from minsheng.claims.said import Said, Topic

#: 西岑区长者食堂数量是云岫县的1.16倍, without the places
_OF_PLACE_TIMES = re.compile(
    r"(?P<one>[\u4e00-\u9fff]*?)(数量?|总数|总额)?(约|大约|正好)*(是|为|相当于|达到?)(全[市县区省国])?(平均)?(水平)?的(约|近)*"
)
#: what may stand before a name: 全年结婚登记
_BEFORE_NAME = re.compile(
    r"^(其中|全年|今年|年末|全市|全县|全区|全省|我[市县区省]|[一二三]季度|上半年|目前|当前)+"
)


class Versus:
    """The comparisons of one text. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, lexicon: Lexicon, atlas: Atlas, completer: Completer) -> None:
        self.masked, self.lexicon, self.atlas, self.completer = masked, lexicon, atlas, completer
        self.catalogue = lexicon.catalogue

    def bound(self, number: Number, said: list[Said]) -> Bound | None:
        """结婚登记比离婚登记多4000对, 床位数是长者食堂数的80倍, 长者食堂是去年的1.66倍, …，比全市平均高17元: what is compared with what."""
        clause = self.atlas.without_places(
            self.masked[clause_start(self.masked, number.start) : number.start]
        )
        last = said[-1] if said and said[-1].code else None
        if last and against.only_beside(clause) and self.atlas.compared(number.start):
            return Bound(last.code or "", last.phrase)
        if last and against.both_apart(clause):
            return Bound(last.code or "", last.phrase)
        if (
            number.unit == "倍"
            and (beside := _OF_PLACE_TIMES.fullmatch(clause))
            and self.atlas.compared(number.start)
        ):
            codes = self._called(beside["one"]) if beside["one"] else [last.code or ""] if last else []
            return Bound(codes[0], beside["one"]) if len(codes) == 1 else Bound(candidates=tuple(codes))
        two = against.sides(clause)
        if two is None or (not two[0] and last is None):
            return None
        if number.unit == "倍":
            return self._multiple(two, last)
        unit = "" if number.unit in ("%", "个百分点") else number.measured
        one = self._called(two[0], unit)[:1] or ([last.code] if last and not two[0] else [])
        if not one or not two[1]:
            return None
        per_head = unit == "元" and self.catalogue[one[0]].unit.startswith("元/")
        unit = self.catalogue[one[0]].unit if per_head else unit
        other = self._called(two[1], unit, [Topic(one[0], two[0])])
        return Bound(one[0], two[0], than=other[0]) if other and other[0] != one[0] else None

    def _multiple(self, two: tuple[str, str], last: Said | None) -> Bound | None:
        """So many times something else, or so many times what it was."""
        ones = self._called(two[0]) if two[0] else [last.code or ""] if last else []
        if not two[1]:
            return Bound(ones[0], two[0]) if ones and (two[0] or last) else None
        others = self._called(two[1])
        pairs = [Quotient(one, other) for one in ones for other in others if one != other]
        alike = [it for it in pairs if self.catalogue[it.part].unit == self.catalogue[it.whole].unit]
        return Bound(quotients=tuple(alike or pairs[:1])) if pairs else None

    def _called(self, words: str, unit: str = "", topics: Sequence[Topic] = ()) -> list[str]:
        """The indicators that words call by their names, or after what was spoken of; several only where no unit decides."""
        plain = _BEFORE_NAME.sub("", words)
        for name in dict.fromkeys((words, plain)):
            costs = {it: fit(unit, self.catalogue[it]) if unit else 0.0 for it in self.lexicon.codes(name)}
            codes = [code for code, cost in costs.items() if cost is not None and cost <= 0.5]
            if codes and (len(codes) == 1 or not unit):
                return codes
        topics = list(topics)
        found = self.completer.complete(plain, unit or self._unit_of(topics), topics)
        return [found.code] if found and found.code else []

    def _unit_of(self, topics: list[Topic]) -> str:
        return self.catalogue[topics[0].code].unit if topics and topics[0].code else ""
