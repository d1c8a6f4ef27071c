"""What the clause of a number describes beside its nouns: a part, an average, a share, the thing told in the clause before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from minsheng.catalogue import Catalogue
from minsheng.claims import averages, shares
from minsheng.claims.binding import Bound
from minsheng.claims.describing import Describer
from minsheng.claims.ellipsis import FILLERS
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.quotients import is_below
from minsheng.claims.record import Quotient
from minsheng.claims.said import Said

AMONG = re.compile(
    r"(?:(?<=[,。;:\n])|^)在?(?:今年|本年|全年|20\d\d年|年?[末底]|全[市县区省])*(?P<whole>[\u4e00-\u9fff]{2,12}?)(?P<among>[里中](?![心共央]))[,:]?(?=[\u4e00-\u9fff])"
)
#: words beside a number that leave open what it counts
_SAYS_NOTHING = re.compile(
    "一共|财政|拿出|发|花|拨付到人|列支|支出|发放|拨付|用去|统计|在册|登记|实有|现有|各类|保障数|人数|数量|总数|合计|由|从|末|底|数|人|量"
)


@cache
def _describer(lexicon: Lexicon) -> Describer:
    return Describer(lexicon)


#: 12个镇街中建成…, 1个未建…: what stands behind is said of some of them, or is not there
_OF_THEM = re.compile(r"[^,。;§]{1,8}中(?![心共央])|(仍|尚)?(未|没有|尚无)")


class Clauses:
    """The clauses of one text. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, lexicon: Lexicon, atlas: Atlas) -> None:
        self.masked, self.lexicon, self.atlas = masked, lexicon, atlas
        self.catalogue: Catalogue = lexicon.catalogue
        self.describer = _describer(lexicon)

    def is_average(self, number: Number) -> bool:
        """Whether a number is so much for each of something."""
        return averages.tells(self._each(number))

    def is_of_another(self, rate: Bound, said: list[Said]) -> bool:
        """Whether a rate of the catalogue divides other money than the sentence has told: 流浪乞讨救助…元，平均每人次874元."""
        formula = self.catalogue[rate.code].formula
        divided = {it.code for it in formula.operands} if formula else set()
        money = [one.code for one in said if one.code and self.catalogue[one.code].unit == "元"]
        return bool(divided and money and not divided & set(money))

    def averages(self, number: Number, said: list[Said]) -> tuple[Quotient, ...]:
        """What an average may divide."""
        right = re.split(r"[,。;:(—、\n§]", self.masked[number.end : number.end + 24])[0]
        words = f"{self._each(number)}{right}"
        sentence = self.masked[sentence_start(self.masked, number.start) : number.start]
        return tuple(dict.fromkeys(averages.told(words, sentence, number, said, self.describer)))

    def _each(self, number: Number) -> str:
        """The words of its clause, or of the clause before where that begins with 每 or says 均 last: 每千名常住人口中，有19.4名."""
        start = sentence_start(self.masked, number.start)
        clauses = re.split(r"[,:]", re.sub("§+", "§", self.masked[start : number.start]))
        left = re.split(r"(?<!每)§", clauses[-1])[-1]
        lead = len(clauses) > 1 and re.match("在?[^§]{0,8}每([^§]*|[^§]{0,8}§[^§]*)$", clauses[-2])
        before = clauses[-2] if lead else ""
        return f"{before}{left}"

    def in_use(self, number: Number, rate: Bound, said: list[Said]) -> tuple[Quotient, ...]:
        """精神疾病服务机构床位420张，使用率83.3%: of the beds that are spoken of, not of the homes that the catalogue has a rate for."""
        code = rate.code or (rate.candidates[0] if len(rate.candidates) == 1 else "")
        formula = self.catalogue[code].formula if code else None
        if formula is None or number.unit != "%" or not re.search("(使用|利用|入住)率", self._clause(number)):
            return ()
        beds = formula.operands[-1].code
        beds_told = (one.code for one in said if one.code and self.catalogue[one.code].unit == "张")
        told = [code for code in beds_told if self.catalogue[code].kind == "stock"]
        told += [it.code for it in self.describer.described(self._clause(number), "张")[:1] if it.said > 2]
        if not told or beds in told or is_below(told[-1], beds, self.catalogue):
            return ()
        kept = self.catalogue[told[-1]].name.replace("床位", "")
        inside = self.describer.described(f"{kept}在院人数", "人")
        return (Quotient(inside[0].code, told[-1]),) if inside else ()

    def head(self, number: Number) -> str:
        """新纳入低保的人员中，城市、农村分别为…: what the sentence takes its parts of."""
        start = sentence_start(self.masked, number.start)
        found = [*AMONG.finditer(self.masked, start, number.start)]
        return found[-1]["whole"] if found else ""

    def lead(self, number: Number) -> str:
        """孤儿人数连续回落，上年末643人: the clause before, where that of the number says only when."""
        return self._with_lead(number)

    def task_of(self, number: Number) -> str:
        """新增养老床位任务完成率115.6%: what the task is."""
        found = re.match("(.{2,20}?)(年度|全年|目标)?(任务|目标|计划)(完成|的)", self._clause(number))
        return found[1] if found else ""

    def described(self, number: Number, said: list[Said]) -> Bound | None:
        """What the clause describes without naming it: 城市低保在册人数, 把579名流浪乞讨人员护送返乡."""
        clause = self._clause(number)
        if (
            re.fullmatch("一年(来|间|里|下来)?(新增|新添)了?", clause)
            and said
            and self.lexicon.is_stock(said[-1].code or "")
        ):
            return Bound(said[-1].code or "", said[-1].phrase)
        if _OF_THEM.match(self.masked, number.end):
            return None
        found = self.describer.named(clause, number.measured)
        if found is None and (lead := self._with_lead(number)):
            found = self.describer.named(lead + clause, number.measured)
        if found is None and (behind := self._behind(number)):
            found = self.describer.named(behind, number.measured)
        return found

    def part_of(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """The part of what a number was bound to that its clause describes: 集中供养的特困对象, 已注销的社会组织."""
        last = said[-1] if said else None
        between = self.masked[last.end : number.start] if last else ""
        if (
            last
            and last.code
            and bound.phrase not in between
            and is_below(last.code, bound.code, self.catalogue)
        ):
            return Bound(last.code, last.phrase)  # 全护理档的特困对象，2021年末1365人，2022年末1374人
        words = self._with_lead(number) + self._clause(number)
        behind = self.masked[number.end : number.end + len(bound.phrase) + 2]
        if last and bound.phrase in behind and re.fullmatch("[^,。;:§]*", between):
            words = self._clause(number).removeprefix(
                between
            )  # 169名事实无人抚养儿童、50名孤儿: the noun before is of the number before
        code = self.describer.part(words, number.measured, bound)
        return replace(bound, code=code) if code else bound

    def _clause(self, number: Number) -> str:
        """The words of a number's clause, from the last mark or number to the next; with 在城市, 在农村 before it."""
        before = self.masked[max(0, number.start - 60) : number.start]
        left = re.split(r"[,。;:(—\n§]", before)[-1]
        lead = re.search(r"(?:^|[。;\n])[^,。;\n§]{0,6}在?(城市|农村),$", before[: len(before) - len(left)])
        right = re.split(r"[,。;:(—、\n§]", self.masked[number.end : number.end + 40])[0]
        right = re.split(
            r"占|其中|中(?=持证|[^心央])|共?提供|设有|拥有|建有|配备|[\u4e00-\u9fff]{2}率", right
        )[0]
        return f"{lead[1] if lead else ''}{left}{right}"

    def _behind(self, number: Number) -> str:
        """2470997小时，这是全市志愿者交出的志愿服务时长: the clause that tells what a number at the beginning is."""
        found = re.match(r"[,—]+这(就|便)?是([^,。;§\n]{4,40})", self.masked[number.end : number.end + 50])
        return found[2] if found else ""

    def _with_lead(self, number: Number) -> str:
        """集中供养的特困人员，年末为3651人: the clause before, where that of the number says only when."""
        parts = re.split(r"([,。;:(—\n§])", "\n" + self.masked[max(0, number.start - 60) : number.start])
        only_when = (
            not re.match(r"(?![\u4e00-\u9fff]{0,4}[到至为])[\u4e00-\u9fff]", self.masked[number.end :])
            and len(parts) > 4
            and parts[-4] != "§"
            and parts[-2] == ","
            and self._says_only_when(parts[-1])
        )
        return parts[-3] if only_when else ""

    def _says_only_when(self, words: str) -> bool:
        bare = re.sub(r"(19|20)\d\d年|\d+月", "", self.atlas.without_places(words))
        return not _SAYS_NOTHING.sub("", FILLERS.sub("", bare))

    def per_head(self, number: Number) -> bool:
        """Whether an amount is what each gets, not what all got together."""
        words = re.sub("§+", "§", self._with_lead(number) + self._clause(number))
        told = self.masked[sentence_start(self.masked, number.start) : number.start]
        small = number.measured == "元" and not number.scaled
        return small and bool(
            re.search("标准|保障线|每[人具次]|单次|封顶|限额|最高(可|给|能)", words)
            or re.search("标准(?!化)|每人每[月年]", told)
        )

    def shares(self, number: Number, said: list[Said]) -> tuple[Quotient, ...]:
        """What a percentage may divide by the words of its clause."""
        start = sentence_start(self.masked, number.start)
        sentence = self.masked[start : number.start]
        clause = re.split(r"[,。;:§\n]", sentence)[-1]
        if self._says_only_when(clause):
            clause = self._with_lead(number) + clause
        after = re.split(r"[,。;:§\n]", self.masked[number.end : number.end + 30])[0]
        return tuple(dict.fromkeys(shares.told(clause, after, sentence, said, self.describer)))
