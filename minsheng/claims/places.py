"""Where a number of a draft holds: the text's own place, a place that its sentence names, or a part of the place (scope)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minsheng.claims import against
from minsheng.claims.mentions import (
    OWN,
    Mention,
    full_names,
    mentions,
    names_near,
    own_place,
    stems_named,
    zones_named,
)
from minsheng.claims.passages import clause_start, line_start, sentence_start
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
_HAS_NUMBER = re.compile(r"最[多少高低大小]|居[首中前]|每人|每[月年]|则?[有为]?[约近超]?\d")
_TOWN = re.compile(
    r"(?:(?<=[,。;:为成在对将])|^)(?P<town>(?!全|各|本|我|该|每|新|建|其中)[\u4e00-\u9fff]{1,2}[^城乡集村制建小各\W](?:镇|街道))(?![\u4e00-\u9fff]{0,4}(村|社区)|、|街|级|办)"
)
_GROUP = re.compile(
    r"(?P<group>(?<![\u4e00-\u9fff])市区(?=[\d登记离结办有全])|(?<=[中州华阳])市区(?=[\d登记离结办有全])|市管|市属|市直|市本级|区管|县管|省管|直属事业单位)"
)
_BEFORE_NAME = re.compile(r"([,。;:!?\n(“、和及在】*•·●○■-]|[\d)][.、)]? ?|其中|^|为|对|由|是)$")
_ORGAN = re.compile(
    r"^(民政(?!事业费)|人民|委|政府|司法|公安|发改|财政|教育|卫|住建|残联|法院|检察|市|社会福利|殡仪|敬老|医院|慈善|婚姻|养老院|儿童福利院|救助(?=管理|保护|站|中心|服务|机构))"
)


#: 三县合计, 两个县区共, 两地相差
_SO_MANY = re.compile(
    r"(?:^|[这上以前]|[,;:。])(?P<many>[两三四五六七八九])个?(县市区|县区|区县|县市|功能区|开发区|县|区|市|地|州|镇|家)(?=合计|合起来|加起来|共|总计|一共|相差|之间|差距|[\u4e00-\u9fff]{2,12}(合计|共|相差))"
)
_TIMES = re.compile(r"(约|近)?[\d.一二两三四五六七八九十]+[多余]?倍")
#: 占全县（2022年末14720人）比重
_OF_WIDER_ASIDE = re.compile(r"占(?P<within>全[市县区省国])\(")
#: the forms of headings from the highest down
_HEADINGS = (
    re.compile(r"#?[一二三四五六七八九十]+、|#[^#]"),
    re.compile(r"##?[(]?[一二三四五六七八九十]*[)]?[^#]|[(][一二三四五六七八九十]+[)]"),
    re.compile(r"#{3}|\d{1,2}[.、]"),
    re.compile(r"#{4}|[(]\d{1,2}[)]"),
)


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
        self._names = (
            {
                **zones_named(plain, regions, self.home),
                **stems_named(plain, regions, self.home),
                **names_near(regions, self.home),
            }
            if self.home
            else {}
        )
        self._mentions = mentions(plain, {**full_names(regions), **self._names})

    @property
    def whole(self) -> str:
        """What a text of the home calls all of it: 全市."""
        name = self.regions.get(self.home).name if self.home else ""
        return f"全{name[-1:]}" if name[-1:] in "市县区州省" else "全市"

    def at(self, start: int, end: int) -> Where:
        """Where the number at ``start`` holds."""
        sentence, clause = sentence_start(self.plain, start), clause_start(self.plain, start)
        following = re.split(r"[,。;]", self.plain[end : end + 30])[0]
        scope = self._group(self.plain[clause:start] + following) or self._town(clause, start)
        if (there := self._that_place(clause, start)) is not None:
            return there
        if within := next(
            (m for m in self._mentions if m.end < start and self._is_whole_aside(m, start)), None
        ):
            return Where(within.code, WHOLE, True)
        aside = _OF_WIDER_ASIDE.search(self.plain, clause, start)
        if aside and "(" in self.plain[clause:start] and aside.end() >= self.plain.rfind("(", clause, start):
            return Where(self._around(aside["within"]), WHOLE, True)
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
        listed = re.search(r"(?P<items>[^,。;:§]+?)(?:各自?|均|都|仅|同)(?:有|是|为|达到?)?$", words)
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
            (m for m in self._mentions if m.start >= sentence and self._names_the_next(m, start)), None
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
        named = [m for m in self._mentions if sentence <= m.start and m.end <= start and self._governs(m)]
        last = max([*resets, *(place for place, _ in wide)], default=-1)
        named = [mention for mention in named if mention.end > last]
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

    def _names_the_next(self, mention: Mention, start: int) -> bool:
        """云岫县31处, 比青岚市的5700元: the place right before a number; not of 是云岫县的1.16倍."""
        between = self.plain[mention.end : start] if mention.end <= start else "-"
        return between in ("", "(") or (between == "的" and not _TIMES.match(self.plain, start))

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
        right = next(
            (m for m in self._mentions if self.plain[m.end : start] in ("", "的") and m.end <= start), None
        )
        if right and right.start >= clause and not _TIMES.match(self.plain, start):
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
            return self._section(line)
        titled = ahead or re.match(r"(20\d\d年)?[^,。;:]{0,10}[::]", self.plain[first.end : first.end + 16])
        return first.code if titled else self._section(line)

    def _first_place(self, start: int, end: int) -> int:
        return next((m.start for m in self._mentions if start <= m.start < end), end)

    def _section(self, line: int) -> str:
        """The place that the heading above a line names, or the heading over that one; empty where they name none."""
        level = len(_HEADINGS)
        for start, words in self._heads_above(line):
            rank = next((at for at, form in enumerate(_HEADINGS) if form.match(words)), None)
            if rank is None or rank >= level:
                continue
            level = rank
            bare = start + re.match(r"[#\s]*(?:[(]?[一二三四五六七八九十\d]+[)、.])?", words).end()
            if found := next((m for m in self._mentions if m.start == bare), None):
                return found.code
            if OWN.search(words):
                return ""
        return ""

    def _heads_above(self, line: int) -> Iterator[tuple[int, str]]:
        """The short lines above, the nearest first, without the title."""
        while line > 0:
            start = line_start(self.plain, line - 1)
            words = self.plain[start : line - 1]
            if start and 2 <= len(words) <= 30 and not re.search(r"[。;,]", words):
                yield start, words
            line = start

    def _between(self, group: list[Mention]) -> list[str]:
        pairs = zip(group, group[1:], strict=False)
        return [self.plain[one.end : two.start].replace(self._short(self.home), "") for one, two in pairs]

    def _short(self, code: str) -> str:
        name = self.regions.get(code).name
        return (short_names(name) or (name,))[0]

    def _governs(self, mention: Mention) -> bool:
        """A place that begins a clause; not the name of an office, not one of those compared with."""
        before, after = self.plain[: mention.start][-2:], self.plain[mention.end :][:12]
        if re.search("[是为于]$", before) and after.startswith("的") and _TIMES.match(after, 1):
            return False
        if re.match("(代|托|承|牵头|负责|统一)[^,。;]", after):
            return False
        described = after[:1] in (",", *"有也仅只为是") and re.search(
            r"[,。;\n][^,。;\d]{2,8}的$", self.plain[: mention.start]
        )
        told = _HAS_NUMBER.match(after) and not re.search(
            "[比较与同和于占]$", before
        )  # 常住人口青岚最多，61.2万
        return bool(described or told or _BEFORE_NAME.search(before)) and not _ORGAN.match(after)

    def _above(self, word: str) -> str:
        if word == "全国" or not self.home:
            return "000000"
        above = [region.code for region in self.regions.ancestors(self.home) if region.level == "province"]
        return above[0] if above else self.home

    def _group(self, clause: str) -> str:
        found = _GROUP.findall(clause)
        return found[-1] if found else ""

    def _town(self, clause: int, start: int) -> str:
        for match in reversed(list(_TOWN.finditer(self.plain, clause, start))):
            if match["town"] in self._names:
                return ""  # a place of its own, not a part of one
            if "等" not in self.plain[match.end() : start]:
                return re.sub(r"^(完成|建成|投资|为|在|对|由|将)", "", match["town"])
        inside = re.search(
            r"(?:完成|建成|在|为|对|由)((?!全|各|本)[\u4e00-\u9fff]{1,2}[^城乡集村制建小各\W]镇)(?=和|居|居家|的|综|有|内|辖|[^\u4e00-\u9fff])",
            self.plain[clause:start],
        )
        return inside[1] if inside else ""
