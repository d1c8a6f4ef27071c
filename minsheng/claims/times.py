"""When a number of a draft holds: the time that its words, its sentence or its paragraph names, else the year of the text."""

from __future__ import annotations

import re

from minsheng.claims import dating, plans
from minsheng.claims.governing import is_aside, is_over, time_governs
from minsheng.claims.passages import line_start, sentence_start
from minsheng.claims.timewords import CUE, HAN, When, month_of
from minsheng.period import Period

_BEHIND = re.compile(
    r"[\d.:]+[万亿余多]*[\u4e00-\u9fff%‰/·]{0,6}\((?P<words>截至[^(),。;]{2,8}|20\d\d年(?:年?[末底])?|\d{1,2}(?:—\d{1,2})?月(?:底|末)?|上半年|前三季度|[一二三四]季度)\)"
)
#: 长者食堂跑得最快：2019年90处，2023年426处。…: years that only mark a series are over with their sentence
_SERIES = re.compile(
    r"20\d\d年?(?:年?[末底])?[^\d,。;]{0,12}\d[^。;!?]*[,、→](?:到|至)?(?:20\d\d年?|[去上今]年)(?:年?[末底])?[^\d,。;]{0,6}\d"
)
#: 2019年末只有90处，2020年108处: the year right before a number
_BESIDE = re.compile(r"[^\d,。;]{0,3}")
_HEAD_YEAR = re.compile(r"^(20\d\d)年(?!.{0,2}\d{1,2}月)")
_ROSE_TO = re.compile(r"[由从][^,。;\d]{0,8}\d[^。;]*[到至][^,。;\d]{0,4}$")
_YEARS_AGO = re.compile("(而)?(?P<many>[一二三四五六七八九十])年之?前")
_HELD_AGAINST = re.compile("[与比较和同](20\\d\\d)年[末底]?的$|(?<!\\d)(20\\d\\d)年[末底]?[(]$")
#: 长者食堂年初36处，年末57处
_AT_BEGINNING, _AT_END = (
    re.compile("年初(只有|仅有?|有|为|是)?$"),
    re.compile(r"[\d.,万]+[\u4e00-\u9fff]{1,2},(到|至|而)?(年末|年底|现在?|目前)"),
)
#: 是上年末37处的1.6倍, 在上年11.51亿元的基础上再增…: of the time that only the number right behind it has
_BASE_OF = re.compile(r"[是为在](?:上一?年|去年|(?P<year>20\d\d)年)(?P<end>年?[末底])?(同期)?$")
_IS_BASE = re.compile(r"[\d.,万亿余多]+[\u4e00-\u9fff]{1,2}的([约近]?[\d.]+[多余]?倍|基础上)")
_NEXT_YEAR = re.compile("(而)?(次年|翌年)")
_AT_BASE = re.compile("(?<![以为])基期(值|数)?(仅|只有|则)?(是|为|有)?$")
_NOW = re.compile("(而|到)?(如今|现在|眼下|今天)")


class Calendar:
    """The times of one text. ``year`` is the caller's, else what the text is about."""

    def __init__(self, plain: str, year: int | None) -> None:
        self.plain = plain
        self.year = year or dating.text_year(plain)
        self.headline = dating.headline(plain, self.year)
        self.dated = dating.dated(plain)
        self.whole_year = dating.tells_year_end(plain, self.year)
        self.base_years = dating.base_years(plain, self.year)
        self._last_year = bool(re.match(r"\W*(去年|上年)", plain))
        self._looks_back = dating.looks_back(plain, self.year, year)
        self._never_this_year = not re.search("今年|本年|明年|来年", plain)

    def at(self, start: int) -> When:
        """When the number at ``start`` holds."""
        if aside := self._aside(start) or self._long_ago(start):
            return aside
        line, sentence = line_start(self.plain, start), sentence_start(self.plain, start)
        found: list[When] = []
        last = ""
        beside = False
        for match in self._cues(sentence, start):
            if when := self._read(match):
                last = match["word"]
                beside = bool(match["year"]) and _BESIDE.fullmatch(self.plain, match.end(), start) is not None
                named = found[-1].period if found and _no_year(match) else None
                if named and when.period and when.period.kind == "year":
                    when = When(Period.of_year(named.year), when.exact)
                same = match["word"] and self.plain.startswith("同期", match.end())
                found.append(self._a_year_before(when, found, line, sentence) if same else when)
        if found:
            fixed = [when for when in found if when.exact]
            if found[-1].exact or not fixed or beside:
                return found[-1]
            return (
                _as_long_ago(fixed[-1], found[-1])
                if last in ("去年", "上年", "上一年", "前一年")
                else fixed[-1]
            )
        carried = self._before_semicolon(line, sentence) or self._inherited(line, sentence)
        if carried and _ROSE_TO.search(self.plain[sentence:start]) and not carried.exact:
            return self.headline  # 2019年…，由62894.6万元增至: where it has come to by now
        return carried or self.headline

    def _cues(self, begin: int, end: int) -> list[re.Match]:
        """The times named in a stretch that still hold at its end."""
        return [it for it in CUE.finditer(self.plain, begin, end) if not is_over(self.plain, it, end)]

    def _aside(self, start: int) -> When | None:
        """The time that stands behind the number in brackets: 4536人次(1—3月), 1.38:1(截至9月底)."""
        found = _BEHIND.match(self.plain, start)
        match = CUE.fullmatch(found["words"]) if found else None
        if found is None or match is None or not match[0]:
            return None
        month, _ = month_of(match)
        year = int(match["year"]) if match["year"] else self.year
        if year is None:
            return None
        return (
            When(Period.of_month(year, month), True)
            if month
            else When(Period.of_year(year), bool(match["end"]))
        )

    def _long_ago(self, start: int) -> When | None:
        """四年前这个数字还是…, 基期1734个, 2020年底只有5个，如今14个: the words right before a number."""
        before = self.plain[sentence_start(self.plain, start) : start]
        clause = re.split("[,;:]", before)[-1]
        if held := _HELD_AGAINST.search(clause):
            return When(Period.of_year(int(held[1] or held[2])))
        if _AT_BEGINNING.search(clause) and _AT_END.match(self.plain, start) and self.year:
            return When(Period.of_year(self.year - 1), True)
        if (base := _BASE_OF.search(clause)) and _IS_BASE.match(self.plain, start) and self.year:
            year = int(base["year"]) if base["year"] else self.year - 1
            return When(Period.of_year(year), bool(base["end"]))
        if _NEXT_YEAR.match(clause) and (
            told := re.findall(r"(20\d\d)年", self.plain[line_start(self.plain, start) : start])
        ):
            return When(Period.of_year(int(told[-1]) + 1))
        if (ago := _YEARS_AGO.match(clause)) and self.year:
            return When(Period.of_year(self.year - HAN[ago["many"]]))
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
        read = [(match, when) for match in self._cues(start, sentence) if (when := self._read(match))]
        if len({when.period for _, when in read}) > 1:
            return self.headline  # a series of years is over with its clauses
        found = [when for match, when in read if not is_aside(self.plain, match, start)]
        fixed = [when for when in found if when.exact]
        return (fixed or found or [None])[0]

    def planned(self, start: int) -> Period | None:
        """The year that a plan is for."""
        return plans.planned(self.plain, start, self.year, looks_back=self._looks_back)

    def in_plans(self, start: int) -> bool:
        """Whether the number stands under a heading that speaks of what is to be done."""
        return plans.in_plans(self.plain, start, self.year)

    def _inherited(self, line: int, sentence: int) -> When | None:
        """A year that an earlier sentence of the paragraph began with goes on."""
        heads = [line, *(match.end() for match in re.finditer(r"[。;!?]", self.plain[line:sentence]))]
        if len({it for head in heads for it in _HEAD_YEAR.findall(self.plain[head : head + 12])}) > 1:
            return None  # 2020年，首批…；2022年起…: a chronicle is over with its sentences
        for head in reversed(heads[1:] and [line + place if place != line else line for place in heads]):
            ahead = re.compile(r"(?:[^,。;:!?\n]{0,12}[::])?").match(self.plain, head, sentence)
            match = CUE.match(self.plain, ahead.end() if ahead else head, sentence)
            if (
                match
                and (match["half"] or match["first"] or match["quarter"] or match["until"])
                and (when := self._read(match))
            ):
                return when
            if match and match["as_of"] and match["month"] and (when := self._read(match)):
                return when
            if match and _SERIES.match(self.plain, match.start(), sentence):
                continue
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
        if not match[0].strip(",") or not time_governs(self.plain, match):
            return None
        year = self._year_of(match)
        if year is None:
            return None
        if year != self.year and (match["since"] or self.plain.startswith("以来", match.end())):
            return None
        month, exact = month_of(match)
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

    def _told_before(self, at: int) -> int | None:
        """2021年，离婚登记由上年的…: the year that the sentence speaks of, where it is another one than the text's."""
        told = [*re.finditer(r"(20\d\d)年", self.plain[sentence_start(self.plain, at) : at])]
        return int(told[-1][1]) if told and int(told[-1][1]) != self.year else None

    def _year_of(self, match: re.Match) -> int | None:
        if match["year"]:
            return int(match["year"])
        if self.year is None:
            return None
        shift = {"去年": -1, "上年": -1, "上一年": -1, "前一年": -1, "前年": -2}.get(match["word"] or "", 0)
        if self._looks_back and match["word"] in ("去年", "今年"):
            return self.year + (match["word"] == "今年")
        if match["word"] in ("上年", "前一年") and (told := self._told_before(match.start())):
            return told - 1
        return self.year if self._last_year and match["word"] in ("去年", "上年") else self.year + shift


def _as_long_ago(known: When, named: When) -> When:
    """全年…1214张,上年为1137张: of the year before what the sentence has just told of this one."""
    now, then = known.period, named.also or named.period
    if now is None or then is None or now.year == then.year:
        return known
    return When(Period(then.year, now.month, now.kind), True, None if now.is_year_end else then)


def _no_year(match: re.Match) -> bool:
    """2021年离婚冷静期到来，全年离婚…: 全年 of the year that was named."""
    return bool(match["end"]) and not match["year"] and not match["word"]
