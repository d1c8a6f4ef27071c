"""What a group is made up of: 低保对象…；老年人…人、未成年人…人、重度残疾人…人 are those of 低保, not all there are.

So are the parts that the words beside a number name of what its text, its sentence or the number before is about: 低保支出中，城市…万元; 分散供养的…名特困老人.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from minsheng.catalogue import Catalogue, Indicator
from minsheng.claims.binding import Bound
from minsheng.claims.clauses import AMONG
from minsheng.claims.describing import Describer
from minsheng.claims.ellipsis import Completer
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start, words_beside
from minsheng.claims.places import Atlas
from minsheng.claims.quotients import is_below
from minsheng.claims.said import Said, Topic

_WORDS = re.compile(
    r"^(其中|包括|包含|含|涉及|有|另有|还有|和|与|及|从[\u4e00-\u9fff]{2,6}看)+|(为|有|是|共|达|约|近|则|分别|也|还)+$"
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
#: （一）城市低保人数继续回落。年末在保…: what a paragraph is about; 在城镇，低保对象…: what its sentence is
_AREA_HEADING = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{0,2}[)）、.]?(?P<area>城市|城镇|农村)(?:低保|特困)[^,。;:§]{2,10}。[^。]*$"
)
_AREA_FIRST = re.compile("而?在(?P<area>城镇|城市|农村)(方面|地区|这边)?,")
_NEW_OR_GONE = re.compile("新纳入|新增|退出|新登记|新建")


class Composition:
    """The groups and their parts of one text. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, atlas: Atlas, completer: Completer, describer: Describer) -> None:
        self.masked, self.atlas, self.completer, self.describer = masked, atlas, completer, describer
        self.lexicon: Lexicon = completer.lexicon
        self.catalogue: Catalogue = completer.catalogue

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

    def titled(self, number: Number) -> Bound | None:
        """第一类19615人 in a text about 医疗救助对象: an item of a local list that the text or paragraph names."""
        line = line_start(self.masked, number.start)
        local = re.split(r"[,、。;:§\n]", self.masked[max(line, number.start - 40) : number.start])[-1]
        local = re.sub(r"^(其中|包括|以及|和|与|及)|(对象|共|为|有)$", "", self.atlas.without_places(local))
        head = self.masked[:80] + self.masked[line : number.start]
        for prefix, code in self.lexicon.items.get(local, ()):
            if prefix in head and fit(number.unit, self.catalogue[code]) == 0.0:
                return Bound(code, local)
        return None

    def among(self, number: Number) -> Bound | None:
        """低保对象中，老年人…人；农村低保支出里，低保金…: a part of what the sentence names first goes before a thing of that name."""
        start = sentence_start(self.masked, number.start)
        heads = [*AMONG.finditer(self.masked, start, number.start)]
        codes = self.lexicon.codes(heads[-1]["whole"]) if heads else ()
        local = words_beside(self.masked, number)
        words = self.masked[heads[-1].end() : number.start] if heads else ""
        words = local.removeprefix(heads[-1]["whole"] + heads[-1]["among"]) if "§" in words else words
        words = re.sub("^有|((由|从)?(上年|去年)?(年?[末底])?的?|约|[为有达是共])+$", "", words)
        if not codes or not words:
            return None
        area = heads[-1]["whole"][:2]
        named = [
            code
            for code in (self.lexicon.codes(area + words) if area in ("城市", "城镇", "农村") else ())
            if fit(number.measured, self.catalogue[code]) == 0.0
        ]
        below = [it for it in named if any(is_below(it, code, self.catalogue) for code in codes)]
        if len(below or named) == 1:
            return Bound((below or named)[0], area + words)
        found = self.completer.complete(words, number.measured, [Topic("", heads[-1]["whole"])])
        if found is None or not found.code or found.code in codes:
            found = self.describer.named(words, number.measured)
        if found is None or not found.code or found.code in codes:
            return None
        name = self.catalogue[found.code].name
        is_part = any(is_below(found.code, code, self.catalogue) for code in codes)
        return found if is_part or name.startswith(heads[-1]["whole"]) else None

    def narrowed(self, number: Number, bound: Bound, topics: list[Topic]) -> Bound:
        """低保支出中，城市17436.6万元: the word beside the number names a part of what the sentence is about."""
        part = re.search(r"(城市|城镇|农村|集中|分散|散居)$", words_beside(self.masked, number))
        if part is None and (there := self._in_area(number, bound)):
            return there
        if part is None or part[1] in self.catalogue[bound.code].name:
            return bound
        found = self.completer.complete(
            words_beside(self.masked, number), number.measured, [Topic(bound.code, bound.phrase), *topics]
        )
        return replace(found, inferred=True) if found and found.code else Bound(candidates=(bound.code,))

    def _in_area(self, number: Number, bound: Bound) -> Bound | None:
        """在城镇，低保对象为…户、…人: the area that the sentence begins with."""
        before = self.masked[sentence_start(self.masked, number.start) : number.start]
        line = self.masked[line_start(self.masked, number.start) : number.start]
        area = _AREA_HEADING.match(line) or _AREA_FIRST.match(before)
        whole = self.catalogue[bound.code]
        if area is None or re.match("城市|农村", whole.name):
            return None
        name = "农村" if area["area"] == "农村" else "城市"
        parts = [it for it in self.catalogue if it.parent == bound.code and it.name.startswith(name)]
        return Bound(parts[0].code, bound.phrase, inferred=True) if len(parts) == 1 else None

    def qualified(self, number: Number) -> Bound | None:
        """为分散供养的788名特困老人…: what stands before 的 and the noun behind the number name it together."""
        local = words_beside(self.masked, number)
        modifier = re.search(r"([\u4e00-\u9fff]{4,8})的$", local)
        noun = re.match(
            r"[\u4e00-\u9fff]{2,6}?(?=[,。;、添送发给办开配免]|$)", self.masked[number.end : number.end + 8]
        )
        if not modifier or not noun or number.unit not in ("人", "户", "张", "个", "家", "处"):
            return None
        found = self.completer.complete(modifier[1] + noun[0], number.unit, [Topic("", noun[0])])
        return replace(found, inferred=True) if found and found.code else None

    def likewise(self, number: Number, said: list[Said]) -> Bound | None:
        """新纳入农村低保373户704人、城市低保88户126人: what is new or gone goes on through a list."""
        last = said[-1] if said else None
        prefix = _NEW_OR_GONE.match(self.catalogue[last.code].name) if last and last.code else None
        between = self.masked[last.end : number.start] if last else ""
        if not prefix or not re.match(r"[、和及]|§*$|[户人]", between) or re.search("[,。;]", between):
            return None
        item = re.sub(r"^[、和及]", "", between) or _NEW_OR_GONE.sub("", last.phrase)
        ways = (prefix[0], "新增", "新纳入") if prefix[0].startswith("新") else (prefix[0],)
        codes = {
            code
            for way in ways
            for code in self.lexicon.codes(way + item)
            if fit(number.measured, self.catalogue[code]) == 0.0
        }
        return Bound(codes.pop(), prefix[0] + item) if len(codes) == 1 else None


def _is_group(indicator: Indicator, head: str) -> bool:
    """低保对象中老年人 is of 低保户 and of 低保家庭."""
    group, among, _ = indicator.name.partition("中")
    return bool(among) and re.sub("对象|人员", "", group) == re.sub("对象|人员|家庭|户", "", head)


def _calls(indicator: Indicator, noun: str) -> bool:
    """低保对象中老年人 is called 老年人 where 低保对象 are spoken of."""
    return any(
        name.partition("中")[2] == noun for name in (indicator.name, *indicator.aliases) if "中" in name
    )
