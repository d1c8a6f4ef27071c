"""What a group is made up of: 低保对象…；老年人…人、未成年人…人、重度残疾人…人 are those of 低保, not all there are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minsheng.catalogue import Catalogue, Indicator
from minsheng.claims.binding import Bound
from minsheng.claims.clauses import AMONG
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start

_WORDS = re.compile(
    r"^(其中|包括|包含|含|涉及|有|另有|还有|和|与|及|从[\u4e00-\u9fff]{2,6}看)+|(为|有|是|共|达|约|近|则|分别)+$"
)
_ALIKE = {
    "老人": "老年人",
    "儿童": "未成年人",
    "60岁以上老年人": "老年人",
    "60岁以上老人": "老年人",
    "六十岁以上老人": "老年人",
    "重残人员": "重度残疾人",
    "残疾人": "重度残疾人",
}


class Composition:
    """The groups of one text. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, lexicon: Lexicon) -> None:
        self.masked, self.lexicon = masked, lexicon
        self.catalogue: Catalogue = lexicon.catalogue

    def part(self, number: Number, local: str, told: Iterable[str]) -> Bound | None:
        """The part of the group spoken of (``told``: indicators, the latest first) that the words beside a number name."""
        noun = _WORDS.sub("", local)
        if len(_ALIKE.get(noun, noun)) < 3:
            return None
        return self._of_group(number, local, noun, told) or self._of_group(
            number, local, _ALIKE.get(noun, ""), told
        )

    def _of_group(self, number: Number, local: str, noun: str, told: Iterable[str]) -> Bound | None:
        parts = [self._parts(group) for group in (*told, *self._asked(number))]
        for group in (self._headed(number), *parts):
            found = [it.code for it in group if _calls(it, noun) and fit(number.unit, it) == 0.0]
            if len(found) == 1:
                return Bound(found[0], local)
        return None

    def _headed(self, number: Number) -> list[Indicator]:
        """低保户里，六十岁以上老人…名: the group that the sentence takes its parts of."""
        heads = [*AMONG.finditer(self.masked, sentence_start(self.masked, number.start), number.start)]
        return [it for it in self.catalogue if heads and _is_group(it, heads[-1]["whole"])]

    def _parts(self, group: str) -> list[Indicator]:
        """What a group is made up of; of a part, what its whole is."""
        wholes = [group, self.catalogue[group].parent]
        return [it for it in self.catalogue if it.parent and it.parent in wholes]

    def _asked(self, number: Number) -> list[str]:
        """The groups that the question before a paragraph names: 低保对象里，都是些什么样的人？"""
        line = line_start(self.masked, number.start)
        before = self.masked[line_start(self.masked, line - 1) : line - 1] if line else ""
        if not before.endswith("?"):
            return []
        named = self.lexicon.occurrences(before)
        return [code for it in named for code in it.codes if self.catalogue[code].kind == "stock"]


def _is_group(indicator: Indicator, head: str) -> bool:
    """低保对象中老年人 is of 低保户 and of 低保家庭."""
    group, among, _ = indicator.name.partition("中")
    return bool(among) and re.sub("对象|人员", "", group) == re.sub("对象|人员|家庭|户", "", head)


def _calls(indicator: Indicator, noun: str) -> bool:
    """低保对象中老年人 is called 老年人 where 低保对象 are spoken of."""
    return any(
        name.partition("中")[2] == noun for name in (indicator.name, *indicator.aliases) if "中" in name
    )
