"""When a number of a draft holds: 截至11月份, 2022年, 去年, 上半年, 前三季度, 年末; else the year of the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from minsheng.claims.passages import line_start, sentence_start
from minsheng.period import Period

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?度?|(?P<word>今年|本年度|去年|上年|上一年|前年)|").pattern
_PART = re.compile(
    r"第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<half>上半年)|(?P<first>前三季度|前[三3]个季度)|前(?P<months>\d{1,2}|[一二三四五六七八九十]+)个月|"
    r"1[月]?[-—~至到]+(?P<until>\d{1,2})月(?:份|底|末)?|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份|底|末)?|(?P<end>年末|年底|末|底|全年)|"
    r"(?P<feast>清明节?|春节)"
).pattern
_CUE = re.compile(rf"(?P<as_of>截[至止]到?)?(?:{_YEAR})(?P<since>以来)?,?(?:{_PART})?")
#: what a time stands behind when it only compares or names, and does not govern
_RELATIVE = re.compile(r"(是|为|达到?|相当于|占|于)$")
#: 是2019年的3.03倍
_MULTIPLE = re.compile(
    r"(同期|同月|[末底])?(水平|总数)?的(约|近|超过?)?[\d.一二两三四五六七八九十]+(多|余)?倍"
)
_NOT_GOVERNING = re.compile(r"(比|较|因|由于|受|系|与|在|和|同|对|于|按|《|〈|“|距|参照|根据|相比|[—~-])$")
#: 三、2023年工作打算: a heading that sets the year of what stands below it
_SECTION = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[、.)）]|第[一二三四五六七八九十]+[,、]).{0,12}?(?P<year>20\d\d)年.{0,12}(打算|计划|安排|思路|展望|重点|目标|任务|工作落实|工作)"
)
_PLANS = re.compile(
    r"打算|工作任务|主要任务|主要目标|计划(?!生育)|安排|思路|展望|重点任务|下一?步|今后|明年|目标任务"
)
_PLAN_LINE = re.compile("(20\\d\\d年|明年|下一年)[^,。:]{0,6}(要点|打算|计划|安排|思路):")
_CALLED = re.compile(r"^[（(]?[一二三四五六七八九十]+[、)）]|^第[一二三四五六七八九十]+[,、]")
_BEHIND = re.compile(
    r"[\d.:]+[万亿余多]*[\u4e00-\u9fff%‰/·]{0,6}\((?P<words>截至[^(),。;]{2,8}|20\d\d年年?[末底]|\d{1,2}(?:—\d{1,2})?月(?:底|末)?|上半年|前三季度|[一二三四]季度)\)"
)
_AHEAD = re.compile(r"(?P<year>20\d\d)年(?=,[^,。;]{0,20}将|的?(?:年度|目标|重点)?任务)")
_FIVE_YEARS = re.compile(r"“?十(?P<plan>[三四五])五(”|时期|期间|末)(时期|期间)?末?")
#: 本章以2020年为基期
_BASE_YEAR = re.compile(r"以(20\d\d)年(末|底|数|实绩|年末数)?(为|作为?)(基期|基准|基数|比较基期)")
_YEAR_TITLE = re.compile(
    r"(20\d\d)年(度|终|[^,。;]{0,16}(总结|报告|述职|回顾|盘点|亮点|成绩单|答卷|公报|汇报|情况|综述|纪实|发布词|成效|业绩|自评))"
)
_PART_TITLE = re.compile(
    r"半年|季度|季|[1-9一二三四五六七八九十]月|月份|阶段|中期|任务|计划|要点|打算|通报|进展"
)
_YEARS_OF_TEXT = re.compile(
    r"(?P<since>20\d\d)年?(?P<end>年?[末底])?(?:至|到|[-—–~]+)(?P<until>20\d\d)年(?!\d)"
)
#: 2023年4月18日, （2021年10月，迎接市局调研组）, 市政府办公室编 2023年4月18日
_DATELINE = re.compile(
    r"[(]?([^,。;:\d]{0,20}(编|印发?|供稿|办公室))?\s*(?P<year>20\d\d)年(?P<month>\d{1,2})月(\d{1,2}日)?(,[^,。;]{2,14})?[)]?"
)
_AHEAD_OF_US = re.compile("今年[^。;]{0,10}(将|计划|拟|力争|打算|准备)")
_ROSE_TO = re.compile(r"[由从][^,。;\d]{0,8}\d[^。;]*[到至][^,。;\d]{0,4}$")
_YEARS_AGO = re.compile("(而)?(?P<many>[一二三四五六七八九十])年之?前")
_HELD_AGAINST = re.compile("[与比较和同](20\\d\\d)年[末底]?的$|(?<!\\d)(20\\d\\d)年[末底]?[(]$")
_NEXT_YEAR = re.compile("(而)?(次年|翌年)")
_AT_BASE = re.compile("(?<![以为])基期(值|数)?(仅|只有|则)?(是|为|有)?$")
#: 而在2010年，城市低保对象曾有…
_SETS_OUT, _SETS_ON = re.compile("(^|[,。;\\n]|数|率|额)而?在$"), re.compile(",|曾|还|为|是|有|达|仅|只")
_NOW = re.compile("(而|到)?(如今|现在|眼下|今天)")
#: ，2022年是2148对; ，去年同期为4083对
_WAS_THEN = re.compile(r"(同期|年?[末底])?(则|还|才)?(是|为|只有|仅有?|有)[\d约近]")
_HEADLINE = 3
_HAN = {han: number for number, han in enumerate("零一二三四五六七八九十")}
_FEASTS = {"清明": 4, "春节": 2}


@dataclass(frozen=True, slots=True)
class When:
    """A period; ``exact`` where the words fix the instant (年末, 11月份), else any time within it will do.

    A text of 2022 that was written in 2023 and never says 今年 means its own year by 去年; ``also`` is then the year before.
    """

    period: Period | None
    exact: bool = False
    also: Period | None = None


class Calendar:
    """The times of one text. ``year`` is the caller's, else what the text is about."""

    def __init__(self, plain: str, year: int | None) -> None:
        self.plain = plain
        self.given = year
        self.year = year or text_year(plain)
        self.headline = self._headline()
        self.dated = _dated(plain)
        self.whole_year = self.dated is None and _is_of_whole_year(plain, self.year)
        self.whole_year |= (
            re.search(rf"以{self.year}年年?(末|底)为[^,。;]{{0,4}}(时点|节点|截止)", plain) is not None
        )
        self.base_years = _base_years(plain, self.year)
        self._last_year = bool(re.match(r"\W*(去年|上年)", plain))
        self._looks_back = self._is_looking_back()
        self._never_this_year = not re.search("今年|本年|明年|来年", plain)

    def _is_looking_back(self) -> bool:
        """A speech of the next year's first months about the year before: its 去年 is the text's year."""
        head = "\n".join(self.plain.split("\n")[:_HEADLINE])
        if re.search("过去的?一年", self.plain[:200]) and self.given:
            return True
        ahead = [bool(_AHEAD_OF_US.match(self.plain, it.start())) for it in re.finditer("今年", self.plain)]
        if "去年" in self.plain and ahead and all(ahead) and f"{self.year}年" in self.plain[:120]:
            return True  # 2023年…, 去年…; “今年我们还将…”
        return self.year is not None and bool(
            re.search(rf"(\(|^|:){self.year + 1}年[1-4]月(\d+日)?(\)|$)", head, re.M)
        )

    def at(self, start: int) -> When:
        """When the number at ``start`` holds."""
        if aside := self._aside(start) or self._long_ago(start):
            return aside
        line, sentence = line_start(self.plain, start), sentence_start(self.plain, start)
        cues = [
            match for match in _CUE.finditer(self.plain, sentence, start) if not self._spent(match, start)
        ]
        found: list[When] = []
        last = ""
        for match in cues:
            if when := self._read(match):
                last = match["word"]
                if (
                    found
                    and _no_year(match)
                    and found[-1].period
                    and when.period
                    and when.period.kind == "year"
                ):
                    when = When(Period.of_year(found[-1].period.year), when.exact)
                same = match["word"] and self.plain.startswith("同期", match.end())
                found.append(self._a_year_before(when, found, line, sentence) if same else when)
        if found:
            fixed = [when for when in found if when.exact]
            if found[-1].exact or not fixed:
                return found[-1]
            return _as_long_ago(fixed[-1], found[-1]) if last in ("去年", "上年") else fixed[-1]
        carried = self._before_semicolon(line, sentence) or self._inherited(line, sentence)
        if carried and _ROSE_TO.search(self.plain[sentence:start]) and not carried.exact:
            return self.headline  # 2019年…，由62894.6万元增至: where it has come to by now
        return carried or self.headline

    def _aside(self, start: int) -> When | None:
        """The time that stands behind the number in brackets: 4536人次(1—3月), 1.38:1(截至9月底)."""
        found = _BEHIND.match(self.plain, start)
        match = _CUE.fullmatch(found["words"]) if found else None
        if found is None or match is None or not match[0]:
            return None
        month, _ = _month_of(match)
        year = int(match["year"]) if match["year"] else self.year
        return When(Period.of_month(year, month), True) if month and year else None

    def _long_ago(self, start: int) -> When | None:
        """四年前这个数字还是…, 基期1734个, 2020年底只有5个，如今14个: the words right before a number."""
        before = self.plain[sentence_start(self.plain, start) : start]
        clause = re.split("[,;:]", before)[-1]
        if held := _HELD_AGAINST.search(clause):
            return When(Period.of_year(int(held[1] or held[2])))
        if _NEXT_YEAR.match(clause) and (
            told := re.findall(r"(20\d\d)年", self.plain[line_start(self.plain, start) : start])
        ):
            return When(Period.of_year(int(told[-1]) + 1))
        if (ago := _YEARS_AGO.match(clause)) and self.year:
            return When(Period.of_year(self.year - _HAN[ago["many"]]))
        if _AT_BASE.search(clause) and len(self.base_years) == 1:
            return When(Period.of_year(self.base_years[0]))
        return self.headline if _NOW.match(clause) else None

    def _a_year_before(self, when: When, found: list[When], line: int, sentence: int) -> When:
        """上年同期: the same part of the year before as the sentence, the paragraph or the text speaks of."""
        known = (*reversed(found), self._inherited(line, sentence), self.headline)
        part = next((it.period for it in known if it and it.period and it.period.kind != "year"), None)
        if part is None or when.period is None:
            return when
        return When(Period.of_month(when.period.year, part.month), True)

    def _before_semicolon(self, line: int, sentence: int) -> When | None:
        """The time of the clauses before a semicolon goes on behind it."""
        if sentence <= line or self.plain[sentence - 1] != ";":
            return None
        start = sentence_start(self.plain, sentence, "。!?")
        cues = (
            match for match in _CUE.finditer(self.plain, start, sentence) if not self._spent(match, sentence)
        )
        read = [(match, when) for match in cues if (when := self._read(match))]
        if len({when.period for _, when in read}) > 1:
            return self.headline  # a series of years is over with its clauses
        found = [when for match, when in read if not self._is_beside(match, start)]
        fixed = [when for when in found if when.exact]
        return (fixed or found or [None])[0]

    def _is_beside(self, match: re.Match, start: int) -> bool:
        """542户，上年为447户；…: what a figure was last year is over with its clause."""
        aside = match["word"] or (match["year"] and _WAS_THEN.match(self.plain, match.end()))
        return bool(aside) and re.search(r"\d", self.plain[start : match.start()]) is not None

    def planned(self, start: int) -> Period | None:
        """The year that a plan is for: that of its words (明年, “十四五”末), of its heading, else the text's own."""
        words = self.plain[sentence_start(self.plain, start) : start]
        if found := [*re.finditer(r"(20\d\d)年", words)]:
            return Period.of_year(int(found[-1][1]))
        if plan := _FIVE_YEARS.search(words):
            return Period.of_year(2020 + 5 * ("三四五".index(plan["plan"])))
        ahead = "明年|来年|下一年|新的一年" + ("|今年" if self._looks_back else "")
        if re.search(ahead, words) and self.year:
            return Period.of_year(self.year + 1)
        year = self._year_ahead(start) or self._section_year(start) or self.year
        return Period.of_year(year) if year else None

    def _year_ahead(self, start: int) -> int | None:
        """The year that the paragraph looks ahead to: 2024年,市民政局将…；…, 落实2024年任务。"""
        before = self.plain[line_start(self.plain, start) : start]
        found = [*_AHEAD.finditer(before)]
        return int(found[-1]["year"]) if found else None

    def in_plans(self, start: int) -> bool:
        """Whether the number stands under a heading that speaks of what is to be done."""
        *above, own = self.plain[:start].split("\n")
        if _CALLED.match(own) and _PLANS.search(re.split("[:。]", own)[0]) and re.search("[:。]", own[:30]):
            return True  # 三、2021年打算：新建…
        if _PLAN_LINE.match(own):
            return True  # 2022年工作要点：…二是新建…
        for line in reversed(above):
            if re.match("#*附[件表]", line):
                return False
            if _CALLED.match(line) and len(line) <= 30 and line[:1] not in "(（":
                year = re.search(r"(20\d\d)年", line)
                told = re.search("进度|完成|落实情况|推进情况|进展", line)
                return (_PLANS.search(line) is not None and told is None) or bool(
                    year and self.year and int(year[1]) > self.year
                )
        return False

    def _section_year(self, start: int) -> int | None:
        """The year of the section's heading, where it speaks of plans."""
        for line in reversed(self.plain[:start].split("\n")):
            if found := _SECTION.match(line[:40]):
                return int(found["year"])
            if _CALLED.match(line) and len(line) <= 30 and line[:1] not in "(（":
                return None
        return None

    def _headline(self) -> When:
        """The time of the whole text: that of its first lines (2022年上半年工作), else its year."""
        whole = When(Period.of_year(self.year) if self.year else None)
        ends = [match.start() for match in re.finditer(r"\n+(?=.)", self.plain)][: _HEADLINE - 1]
        head = self.plain[: ends[-1] if ends else 0]
        for match in _CUE.finditer(head[:120]):
            if match["year"] and match[0].strip(",") and int(match["year"]) == self.year:
                month, _ = _month_of(match)
                if month and _part_named(match):
                    return When(Period.of_month(self.year, month))
        return self._opening(head) or whole

    def _opening(self, head: str) -> When | None:
        """The part of the year that the title speaks of, or that the text opens with: 今年前三季度，…"""
        title, body = head.split("\n")[0], [line for line in self.plain.split("\n") if len(line) > 24]
        openings = [
            head[:60],
            *([] if re.search(r"20\d\d年度?(?!\d)", title) else [body[0][:12]] if body else []),
        ]
        for words in openings:
            for match in _CUE.finditer(words):
                own = not match["year"] or int(match["year"]) == self.year
                if own and self.year and match["word"] not in ("去年", "上年", "前年") and _part_named(match):
                    month, _ = _month_of(match)
                    return When(Period.of_month(self.year, month)) if month else None
        return None

    def _spent(self, match: re.Match, start: int) -> bool:
        """由上年的1.44:1缩小到1.40:1: 上年 is over where the new value begins; what a bracket begins with is over with it."""
        behind = self.plain[match.end() : start]
        if (
            self.plain[match.start() - 1 : match.start()] == "("
            and ")" in behind
            and not re.fullmatch("[)]的?", behind)
        ):
            return True
        if self._was_then(match, start):
            return True
        begins = self.plain[max(0, match.start() - 1) : match.start()] in ("由", "从")
        return begins and re.search(r"(到|至|为)", self.plain[match.end() : start]) is not None

    def _was_then(self, match: re.Match, start: int) -> bool:
        """4365对，去年同期为4083对，增幅6.9%，离结比…: what it was then is over with its clause."""
        told = re.search(r"\d[^。;]*,$", self.plain[sentence_start(self.plain, start) : match.start()])
        named = match["word"] or match["year"]
        over = re.search(r"\d[^,;]*,", self.plain[match.end() : start])
        return bool(named and told and over and _WAS_THEN.match(self.plain, match.end()))

    def _inherited(self, line: int, sentence: int) -> When | None:
        """A year that an earlier sentence of the paragraph began with goes on."""
        heads = [line, *(match.end() for match in re.finditer(r"[。;!?]", self.plain[line:sentence]))]
        for head in reversed(heads[1:] and [line + place if place != line else line for place in heads]):
            ahead = re.compile(r"(?:[^,。;:!?\n]{0,12}[::])?").match(self.plain, head, sentence)
            match = _CUE.match(self.plain, ahead.end() if ahead else head, sentence)
            if (
                match
                and (match["half"] or match["first"] or match["quarter"] or match["until"])
                and (when := self._read(match))
            ):
                return when
            if match and match["as_of"] and match["month"] and (when := self._read(match)):
                return when
            if match and match["year"] and (when := self._read(match)):
                if self._is_of_headline(when):
                    return self.headline
                return When(Period.of_year(when.period.year), False) if when.period.kind != "year" else when
        return None

    def _is_of_headline(self, when: When) -> bool:
        """Whether a sentence of the part of the year that the title names goes on about that part."""
        part = self.headline.period
        return part is not None and part.kind != "year" and when.period in (part, Period.of_year(part.year))

    def _read(self, match: re.Match) -> When | None:
        if not match[0].strip(",") or not self._governs(match):
            return None
        year = self._year_of(match)
        if year is None:
            return None
        if year != self.year and (match["since"] or self.plain.startswith("以来", match.end())):
            return None
        month, exact = _month_of(match)
        if month is None and match["word"] == "今年" and not match["end"] and year == self.year:
            return self.headline
        if month is None and match["word"] == "今年" and self._looks_back and year == (self.year or 0) + 1:
            return When(Period.of_year(year - 1), False, Period.of_year(year))  # 过去一年…其中今年新建10处
        if month is None:
            also = self._never_this_year and self._is_last_year(match) and year == self.year - 1
            if also:
                return When(Period.of_year(year + 1), bool(match["end"]), Period.of_year(year))
            return When(Period.of_year(year), bool(match["end"]))
        if re.match("(份|1日)?(起|开始)", self.plain[match.end() :]):
            return When(Period.of_year(year))  # 自7月起: holds since then
        return When(Period.of_month(year, month), exact) if 1 <= month <= 12 else None

    def _is_last_year(self, match: re.Match) -> bool:
        """去年 itself; 上年同期 is what something is held against."""
        return match["word"] in ("去年", "上年") and not self.plain.startswith("同期", match.end())

    def _governs(self, match: re.Match) -> bool:
        before, after = self.plain[: match.start()][-4:], self.plain[match.end() :][:2]
        if match["as_of"]:
            return True
        if match["end"] and before.endswith("半"):
            return False  # 半年末
        if not (match["year"] or match["word"]) and (match["end"] in ("末", "底") or match["day"]):
            return False
        if match["year"] and "年" not in match[0] and not match["since"]:
            return False
        if (match["word"] or "") in ("去年", "上年") and _RELATIVE.search(before):
            return False
        if match["year"] and _RELATIVE.search(before) and _MULTIPLE.match(self.plain, match.end()):
            return False
        if match["end"] == "全年" and re.match(
            r"(§+|[\d.,万亿]+[\u4e00-\u9fff]{0,2})?(的?任务|的?目标|计划|预算)", self.plain[match.end() :]
        ):
            return False
        on = match[0].endswith(",") or _SETS_ON.match(self.plain, match.end())
        sets = on and _SETS_OUT.search(self.plain[max(0, match.start() - 3) : match.start()])
        return (
            (bool(sets) or not _NOT_GOVERNING.search(before))
            and not (match["day"] and not match["as_of"])
            and after[:1] not in "—-~》"
        )

    def _told_before(self, at: int) -> int | None:
        """2021年，离婚登记由上年的…: the year that the sentence speaks of, where it is another one than the text's."""
        told = [*re.finditer(r"(20\d\d)年", self.plain[sentence_start(self.plain, at) : at])]
        return int(told[-1][1]) if told and int(told[-1][1]) != self.year else None

    def _year_of(self, match: re.Match) -> int | None:
        if match["year"]:
            return int(match["year"])
        if self.year is None:
            return None
        shift = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2}.get(match["word"] or "", 0)
        if self._looks_back and match["word"] in ("去年", "今年"):
            return self.year + (match["word"] == "今年")
        if match["word"] == "上年" and (told := self._told_before(match.start())):
            return told - 1
        return self.year if self._last_year and match["word"] in ("去年", "上年") else self.year + shift


def _dated(plain: str) -> Period | None:
    """The month in which a text is dated: in a short line of its own near its beginning or end, a paper's number beside it at most."""
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    for line in [*lines[:5], *lines[-2:]]:
        found = _DATELINE.fullmatch(line)
        if found and 1 <= int(found["month"]) <= 12:
            return Period.of_month(int(found["year"]), int(found["month"]))
    return None


def _base_years(plain: str, year: int | None) -> tuple[int, ...]:
    """The years from which a text of several years looks: 以2020年为基期; 2020至2022年…回眸 from 2019 or 2020."""
    if based := _BASE_YEAR.search(plain):
        return (int(based[1]),)
    spans = [it for it in _YEARS_OF_TEXT.finditer(plain[:240]) if int(it["until"]) == year]
    exact = [it for it in spans if it["end"]]
    if exact:
        return (int(exact[0]["since"]),)
    return (int(spans[0]["since"]) - 1, int(spans[0]["since"])) if spans else ()


def _is_of_whole_year(plain: str, year: int | None) -> bool:
    """Whether the title is that of a year's report: 2022年工作总结, 2022年度述职报告; then what it tells is the year's end."""
    title = "".join([line for line in plain.split("\n") if line.strip()][:2])[:60]
    told = _YEAR_TITLE.search(title)
    return told is not None and int(told[1]) == year and not _PART_TITLE.search(title)


def _as_long_ago(known: When, named: When) -> When:
    """全年…1214张,上年为1137张: of the year before what the sentence has just told of this one."""
    now, then = known.period, named.also or named.period
    if now is None or then is None or now.year == then.year:
        return known
    return When(Period(then.year, now.month, now.kind), True, None if now.is_year_end else then)


def _no_year(match: re.Match) -> bool:
    """2021年离婚冷静期到来，全年离婚…: 全年 of the year that was named."""
    return bool(match["end"]) and not match["year"] and not match["word"]


def _part_named(match: re.Match) -> bool:
    """上半年, 前三季度, 一季度, 1—9月."""
    return any(match[part] for part in ("half", "first", "quarter", "until", "months"))


def _month_of(match: re.Match) -> tuple[int | None, bool]:
    """The last month that the words name, and whether they fix it."""
    if match["quarter"]:
        quarter = match["quarter"]
        return 3 * (int(quarter) if quarter.isdigit() else _HAN[quarter]), True
    if match["half"] or match["first"]:
        return (6 if match["half"] else 9), True
    if match["months"]:
        return (int(match["months"]) if match["months"].isdigit() else _HAN.get(match["months"][-1], 0)), True
    if match["until"] or match["month"]:
        return int(match["until"] or match["month"]), True
    if match["feast"]:
        return _FEASTS[match["feast"][:2]], False
    return None, False


def text_year(plain: str) -> int | None:
    """The year a text is about: that of its first lines, else the one most often named."""
    lines = [line for line in plain.split("\n") if line]
    for line in lines[:_HEADLINE]:
        if found := re.search(r"(20\d\d)年(?!.{0,3}版)", line):
            return int(found[1])
    years = Counter(re.findall(r"(?<![\d—~-])(20[0-4]\d)年(?!\d{1,2}月\d)", re.sub(r"《[^》]*》", "", plain)))
    return int(years.most_common(1)[0][0]) if years else None
