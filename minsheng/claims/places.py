"""Where a number of a draft holds: the text's own place, a place that its sentence names, or a part of the place (scope)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minsheng.claims import against
from minsheng.claims.governing import TIMES, place_governs, stands_before
from minsheng.claims.headings import place_above
from minsheng.claims.mentions import OWN, Mention, full_names, mentions, names_used, own_place
from minsheng.claims.passages import clause_start, line_start, sentence_start
from minsheng.claims.scopes import scope_told
from minsheng.facts import WHOLE
from minsheng.geography.placenames import short_names
from minsheng.geography.regions import Regions

_WIDE = re.compile(
    r"(?:^|[,。;:!?\n]|比|于|为)(?P<word>全省|全国)(?!率先|首|唯一|领先|先进|试点|示范|优秀|通报|推广|排名|第|前|范围|各地|人大|政协|两会)"
)
#: 全市率先, 全市民政工作会议: no figure of the whole
_OF_RANK = re.compile(
    "率先|首|唯一|领先|先进|试点|示范|优秀|通报|推广|排名|第|前|范围|各地|人大|政协|两会|民政|统一"
)
#: 高于全市平均的37.6%: what all have, not by how much
_LEVEL_OF_ALL = re.compile(r"(?<![占到了的])全[市县区省国](平均|总体)?(水平)?的[^,。;\d]{0,2}$")
#: 三县合计, 两个县区共, 两地相差
_SO_MANY = re.compile(
    r"(?:^|[这上以前]|[,;:。])(?P<many>[两三四五六七八九])个?(县市区|县区|区县|县市|功能区|开发区|县|区|市|地|州|镇|家)(?=合计|合起来|加起来|共|总计|一共|相差|之间|差距|[\u4e00-\u9fff]{2,12}(合计|共|相差))"
)
#: 占全县（2022年末14720人）比重
_OF_WIDER_ASIDE = re.compile(r"占(?P<within>全[市县区省国])\(")


@dataclass(frozen=True, slots=True)
class Where:
    """A region code (empty where nothing says it) and a scope; ``named`` where the sentence itself names it.

    ``places`` are the several that are named together.
    """

    region: str
    scope: str = WHOLE
    named: bool = False
    places: tuple[str, ...] = ()


class Atlas:
    """The places of one text; ``home`` is the caller's, else the one the text is about."""

    def __init__(self, plain: str, regions: Regions, home: str | None) -> None:
        self.plain = plain
        self.regions = regions
        self.home = home or own_place(plain, regions)
        self._names = names_used(plain, regions, self.home) if self.home else {}
        self._mentions = mentions(plain, {**full_names(regions), **self._names})

    @property
    def whole(self) -> str:
        """What a text of the home calls all of it: 全市."""
        name = self.regions.get(self.home).name if self.home else ""
        return f"全{name[-1:]}" if name[-1:] in "市县区州省" else "全市"

    def at(self, start: int, end: int) -> Where:
        """Where the number at ``start`` holds."""
        sentence, clause = sentence_start(self.plain, start), clause_start(self.plain, start)
        if (there := self._that_place(clause, start)) is not None:
            return there
        if level := _LEVEL_OF_ALL.search(self.plain, clause, start):
            return Where(self._around(level[0][:2]), WHOLE, True)
        if within := next(
            (m for m in self._mentions if m.end < start and self._is_whole_aside(m, start)), None
        ):
            return Where(within.code, WHOLE, True)
        aside = _OF_WIDER_ASIDE.search(self.plain, clause, start)
        if aside and "(" in self.plain[clause:start] and aside.end() >= self.plain.rfind("(", clause, start):
            return Where(self._around(aside["within"]), WHOLE, True)
        scope = scope_told(self.plain, start, end, self._names)
        return self._so_many(start) or self._region(sentence, start, scope)

    def _that_place(self, clause: int, start: int) -> Where | None:
        """占该区火化数的26.1%: the place named last; None where the clause does not point back."""
        if not re.search("该(县|区|市|旗|乡|镇|街道|地)", self.plain[clause:start]):
            return None
        line = line_start(self.plain, start)
        told = [m.code for m in self._mentions if line <= m.start < start and m.code != self.home]
        return Where(told[-1], WHOLE, True) if told else None

    def _is_whole_aside(self, mention: Mention, start: int) -> bool:
        """约占云岫县(14590人)的十分之一."""
        return self.plain[mention.end : start] == "(" and self.plain[: mention.start].endswith(
            ("占", "占到", "占了")
        )

    def each(self, words: str) -> list[str]:
        """The codes of 柳渡县、青岚市各: several places that have one number each; empty where it is not so."""
        listed = re.search(
            r"(?P<items>[^,。;:§]+?)(?:[两三四五]个?(?:县市区|县区|区|县|市|地))?(?:并列[^,。;§]{0,6})?,?(?:各自?|均|都|仅|同)(?:新?建成?|新增|新开|完成|有|是|为|达到?)?$",
            words,
        )
        items = re.split(r"、|和|与|及", listed["items"].removeprefix("其中")) if listed else []
        return (
            [self._names[item] for item in items] if len(items) > 1 and all(map(self.is_place, items)) else []
        )

    def named(self, start: int, end: int) -> list[str]:
        """The places near the text's own that a stretch names, in order."""
        return list(
            dict.fromkeys(m.code for m in self._mentions if start <= m.start < end and m.code != self.home)
        )

    def mentioned(self, start: int, end: int) -> list[str]:
        """All places that a stretch names, the text's own among them, in order."""
        return list(dict.fromkeys(m.code for m in self._mentions if start <= m.start < end))

    def without_places(self, words: str) -> str:
        """Words without the names of places near the text's own."""
        for name in sorted(self._names, key=len, reverse=True):
            words = words.replace(name, "")
        return words

    def is_place(self, words: str) -> bool:
        """Whether words are nothing but the name of a place near the text's own."""
        return words in self._names

    def code(self, name: str) -> str:
        """The code of a place near the text's own."""
        return self._names[name]

    def _region(self, sentence: int, start: int, scope: str) -> Where:
        beside = next(
            (m for m in self._mentions if m.start >= sentence and stands_before(self.plain, m, start)), None
        )
        if beside:
            return Where(beside.code, scope or WHOLE, beside.code != self.home)
        own = [*OWN.finditer(self.plain, sentence, start)]
        resets = [match.end() for match in own if not self._is_wider(match)]
        wide = [
            (match.end(), match["word"]) for match in _WIDE.finditer(self.plain, max(0, sentence - 1), start)
        ]
        # 全市合计…; not 北泽是全市老龄化程度较高的城区之一，…
        wide += [
            (match.end(), match[0])
            for match in own
            if self._is_wider(match) and "," not in self.plain[match.end() : start]
        ]
        last = max([*resets, *(place for place, _ in wide)], default=-1)
        told = [m for m in self._mentions if sentence <= m.start and last < m.end <= start]
        named = [mention for mention in told if place_governs(self.plain, mention)]
        if not named and last < 0 and (above := self._from_head(sentence)):
            return Where(above, scope or WHOLE, above != self.home)
        if not named:
            if wide and wide[-1][0] >= max(resets, default=-1):
                return Where(self._around(max(wide)[1]), scope or WHOLE, True)
            return Where(self.home or "", scope or WHOLE)
        group = [m for m in named if not re.search(r"[,;]", self.plain[m.end : named[-1].start])]
        several = len({mention.code for mention in group}) > 1
        if several and re.fullmatch(r"[、和及与]*", "".join(self._between(group))):
            return self._together([mention.code for mention in group])
        code = named[-1].code
        is_own = scope == "市本级" and self.regions.get(code).level == "own"
        # 演示市本级 is a place, not a part of one
        return Where(code, WHOLE if is_own else scope or WHOLE, code != self.home)

    def _is_wider(self, own: re.Match[str]) -> bool:
        """全市合计 in the text of a county or district: the prefecture that it lies in; not 全市率先."""
        name = self.regions.get(self.home).name if self.home else ""
        above = own[1] == "全" and own[2] == "市" and name[-1:] in "县区旗"
        return above and not _OF_RANK.match(self.plain, own.end())

    def _together(self, codes: list[str]) -> Where:
        codes = list(dict.fromkeys(codes))
        return Where(self.home or "", "+".join(map(self._short, codes)), True, tuple(codes))

    def _so_many(self, start: int) -> Where | None:
        """三县合计, 两地相差: the places that the paragraph has named, where it has named so many."""
        found = _SO_MANY.search(self.plain[clause_start(self.plain, start) : start])
        if found is None:
            return None
        many, line = "零一两三四五六七八九".index(found["many"]), line_start(self.plain, start)
        told = [it.code for it in self._mentions if line <= it.start < start and it.code != self.home]
        last = list(dict.fromkeys(reversed(told)))[:many]
        return self._together(last[::-1]) if len(last) == many else Where(self.home or "", found[0], True)

    def compared(self, start: int) -> str:
        """The place that the clause before a number holds it against: 比西岑区多…, 高于全市平均…; empty where none."""
        clause = clause_start(self.plain, start)
        if _LEVEL_OF_ALL.search(self.plain, clause, start):
            return ""
        right = next(
            (m for m in self._mentions if self.plain[m.end : start] in ("", "的") and m.end <= start), None
        )
        if right and right.start >= clause and not TIMES.match(self.plain, start):
            return ""  # 不及青岚市1830.2万元, 多于青岚的36处、柳渡的35处: each its own
        beside = [m for m in self._mentions if clause <= m.start < start and m.code != self.home]
        beside = [m for m in beside if against.stands_beside(self.plain[clause : m.start])]
        if beside:
            return beside[-1].code
        within = against.wider(self.plain[clause:start])
        return self._around(within) if within else ""

    def apart(self, start: int) -> list[str]:
        """云岫县与西岑区相差: the two places of the clause before a number; empty where it does not join two."""
        clause = clause_start(self.plain, start)
        named = [m for m in self._mentions if clause <= m.start < start]
        for one, two in zip(named, named[1:], strict=False):
            if re.fullmatch("[与和同跟]", self.plain[one.end : two.start]):
                return [one.code, two.code]
        return []

    def _around(self, word: str) -> str:
        """What 全市 or 全县 is to the text's own place: itself, or what it lies in."""
        if word in ("全省", "全国") or not self.home:
            return self._above(word)
        level = "county" if word == "全县" else "prefecture"
        around = [self.regions.get(self.home), *self.regions.ancestors(self.home)]
        return next((it.code for it in around if it.level == level), self.home)

    def _from_head(self, sentence: int) -> str:
        """The place that the clauses before a semicolon are about, or that heads the paragraph: 青海省2021年：…"""
        line = line_start(self.plain, sentence)
        start = sentence_start(self.plain, sentence, "。!?")
        if start < sentence and self.plain[sentence - 1] == ";":
            if re.search(r"\d[^.、]", self.plain[start : self._first_place(start, sentence)]):
                return ""  # 全市109处，其中柳渡县18处；医养结合机构43家
            there = self._region(start, sentence, "")
            return there.region if there.named and "+" not in there.scope else ""
        ahead = re.match(r"【[^】]*】", self.plain[line : line + 20])
        begin = line + (ahead.end() if ahead else 0)
        first = next((m for m in self._mentions if m.start == begin), None)
        if first is None or line >= sentence:
            return place_above(self.plain, line, self._mentions)
        titled = ahead or re.match(r"(20\d\d年)?[^,。;:]{0,10}[::]", self.plain[first.end : first.end + 16])
        return first.code if titled else place_above(self.plain, line, self._mentions)

    def _first_place(self, start: int, end: int) -> int:
        return next((m.start for m in self._mentions if start <= m.start < end), end)

    def _between(self, group: list[Mention]) -> list[str]:
        pairs = zip(group, group[1:], strict=False)
        return [self.plain[one.end : two.start].replace(self._short(self.home), "") for one, two in pairs]

    def _short(self, code: str) -> str:
        name = self.regions.get(code).name
        return (short_names(name) or (name,))[0]

    def _above(self, word: str) -> str:
        if word == "全国" or not self.home:
            return "000000"
        above = [region.code for region in self.regions.ancestors(self.home) if region.level == "province"]
        return above[0] if above else self.home
