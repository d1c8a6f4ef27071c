"""The subject of a number that only goes on about what its sentence, paragraph or heading has named (``ellipsis`` completes it)."""

from __future__ import annotations

import re
from dataclasses import replace

from minsheng.claims import quotients
from minsheng.claims.amounts import PER_TIME, converted, standard_again, standard_of_lead, unit_of
from minsheng.claims.binding import Bound
from minsheng.claims.clauses import Clauses
from minsheng.claims.ellipsis import FILLERS, Completer
from minsheng.claims.elsewhere import Elsewhere
from minsheng.claims.fit import fit
from minsheng.claims.lists import respectively
from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import sentence_start, words_before, words_beside
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim, Quotient
from minsheng.claims.said import Said, Topic
from minsheng.claims.tasks import Tasks
from minsheng.claims.told import Told
from minsheng.claims.turns import of_list, respective

_FOR_WHOM = re.compile("(共|累计|已)?(惠及|受益|受惠|保障|救助|涉及|覆盖)(了|群众|困难群众|残疾人)*")
_IN_OTHER_WORDS = re.compile("(折合|相当于|约合|即)(每人)?每[月年](约)?")
#: 护理补贴4847人，每人每月155元
_EACH_GETS = re.compile(
    "((这些|他们|每位|每名)?(孩子|儿童|孤儿|老人|人|对象|残疾人)?的?(基本)?生活(费|补贴)|补贴|补助)?(标准)?(平均|按)?每(人每)?月((基本)?生活费|领取|发放|补助|补贴|保障)?(标准)?"
)
#: 领生活补贴的…人，领护理补贴的…人，后一项补贴的标准为每人每月126元
_ONE_OF_TWO = re.compile("(前|后)(一项|一类|一种)(补贴|补助|资金)?的?")
_OF_STANDARDS = re.compile("标准|(提高|提|调整|上调|调|涨)(到|至)")
_APART = re.compile("集中|分散|散居|城市|城镇|农村")
_OF_PLACE = re.compile("(其中)?(仅|就|约)?占(比|到|了)?(为|达到?)?")
_OF_WIDER = re.compile(r"占(到|了)?全[市县区省国](总数|总量|总额)?的?(比例|比重)?(为|达到?)?$")
_MONEY_SPENT = re.compile(
    "(两项|两者|加在一起|合在一起|加起来|合起来|合计|总计|全年|累计|共|共计|全市|全县|全区|本年|上半年|前三季度)*(支出|发放|投入|拨付)(资金|补贴)?(共|合计|达)?"
)
#: what a level is called once its rate has been told
_LEVEL = re.compile(
    "(累计|合计|共计|即|实有)?(支出|保障|发放|注册)?(总额|总量|总数|总|金额|绝对额|支出额|数额|额|人数|户数|人|量)?(支出)?(落在|为|达)?"
)


class Unsaid:
    """What one text leaves unsaid. ``masked`` is the text with every statistic as ``§``."""

    def __init__(
        self,
        masked: str,
        numbers: list[Number],
        atlas: Atlas,
        clauses: Clauses,
        completer: Completer,
        told: Told,
    ) -> None:
        self.masked, self.numbers, self.atlas = masked, numbers, atlas
        self.clauses, self.completer, self.told = clauses, completer, told
        self.lexicon, self.catalogue = completer.lexicon, completer.catalogue
        self.tasks = Tasks(masked, self.lexicon)
        self.elsewhere = Elsewhere(masked, self.lexicon, atlas, told)

    def subject(
        self, number: Number, said: list[Said], earlier: list[Claim], topics: list[Topic], any_unit: bool
    ) -> Bound | None:
        """The indicator of a number that only goes on about what the paragraph has named."""
        local = words_beside(self.masked, number)
        if any_unit and (aimed := self.tasks.bound(number, local, earlier)):
            return replace(aimed, inferred=True)
        if any_unit or number.unit in ("倍", "个百分点"):
            return None
        if (
            re.fullmatch("合计|共计|总计|共", local)
            and self._relative_before(number)
            and not self._level(number, local)
        ):
            return None  # 支出的62.4%用在了…，合计2477万元: of what the share was of
        if _OF_WIDER.search(local):
            return None  # 占全市的七分之一 is a share of what the place above has
        words = (
            re.sub("[月年]?人均", "", local)
            if _OF_STANDARDS.search(local + self.masked[number.end : number.end + 4])
            else local
        )  # 低保标准从月人均636元涨到797元
        found = self._carried(number, local, said, earlier) or self.completer.complete(
            self.atlas.without_places(words), unit_of(number, local), topics
        )
        return replace(found, inferred=True) if found and found.code else None

    def _carried(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        listed = respectively(self.masked, number, self.numbers)
        bound = (
            self.tasks.bound(number, local, earlier)
            or self._level(number, local)
            or self._of_the_head(number, local, said)
            or self.elsewhere.in_years(number, local, said, earlier)
            or (respective(self.masked, number, said, listed, self.completer) if listed else None)
            or (of_list(self.masked, number, said, listed, self.numbers, self.catalogue) if listed else None)
            or self.elsewhere.at_places(number, local, earlier, listed)
            or self._rate_of(number, local, said, earlier)
        )
        if bound is None and (lead := standard_of_lead(self.masked, number, local, self.lexicon)):
            return lead
        if bound is None and PER_TIME.search(local) and earlier:
            bound = standard_again(number, local, earlier[0], self.atlas, self.completer)
        if bound or not said or not said[-1].code:
            return bound
        if (pair := _ONE_OF_TWO.match(local)) and len(said) > 1:
            one = said[-2] if pair[1] == "前" else said[-1]
            unit = "元/人·月" if number.measured == "元" and "月" in local else number.measured
            return self.completer.counterpart(one.code or "", unit)
        if number.measured == "元" and self.catalogue[said[-1].code].kind == "standard":
            unit = self.catalogue[said[-1].code].unit  # 散居孤儿每人每月1560元，机构集中养育的是1890元
            return (
                self.completer.complete(
                    re.sub("机构(?=集中)", "", local), unit, [Topic(said[-1].code, said[-1].phrase)]
                )
                if _APART.search(local)
                else None
            )
        gets = _EACH_GETS.fullmatch(local) or local in ("标准", "补贴标准", "月标准")
        if number.measured in ("元", "元/人·月", "元/月") and gets:
            return self.completer.counterpart(said[-1].code, "元/人·月")
        if number.unit.startswith("元") and _IN_OTHER_WORDS.fullmatch(local):
            return converted(said[-1].code, number.unit, self.catalogue)
        if (
            (number.measured == "万元" and said[-1].unit == "人" and local == "支出")
            or self._is_pair(said[-1], number)
            or self._is_spent_on(said[-1], number)
            or _FOR_WHOM.fullmatch(local)
        ):
            return self.completer.counterpart(said[-1].code, number.measured)
        return None

    def _of_the_head(self, number: Number, local: str, said: list[Said]) -> Bound | None:
        """两项补贴惠及困难残疾人…人、重度残疾人…人，全年支出…万元: the money of what the sentence is about, not of its last part."""
        people = [one for one in said if one.unit in ("人", "户", "人次")]
        if number.measured != "万元" or len(people) < 2 or _MONEY_SPENT.fullmatch(local) is None:
            return None
        start = sentence_start(self.masked, number.start)
        head = re.split("[,:§]", self.masked[start : self.masked.index("§", start) + 1])[0]
        found = [code for it in self.lexicon.occurrences(head) for code in it.codes]
        found = [code for code in found if self.catalogue[code].unit == "元"] or self._of_both(people)
        return Bound(found[0], self.catalogue[found[0]].name) if len(set(found)) == 1 else None

    def _of_both(self, people: list[Said]) -> list[str]:
        """生活补贴5494人，护理补贴7795人，全年共支出…: the money that those of the two add up to."""
        money = [self.completer.counterpart(one.code or "", "万元") for one in people[-2:] if one.code]
        both = {it.code for it in money if it}
        parents = {self.catalogue[it].parent for it in both} & {it.code for it in self.catalogue}
        groups = [group for it in parents for group in self.catalogue.partitions(it).values()]
        return list(parents) if any({part.code for part in group} == both for group in groups) else []

    def _level(self, number: Number, local: str) -> Bound | None:
        """支出增长8.0%，总额4.56亿元; 一年净增4115张，总数达13747张; 占全部床位的17.3%，年末4570张: the figure of which a rate was told just before."""
        last = self._relative_before(number)
        bare = re.sub(r"(19|20)\d\d年|(年?[末底])", "", self.atlas.without_places(local))
        between = self.masked[self.told.starts_at(last) : number.start - len(local)] if last else ""
        if self.lexicon.occurrences(between) or re.search("用在|用于|投向|花在|其余", between):
            return None  # 增长6.0%，一多半用在了社会救助上，达1.28亿元: of what has been named since
        if last is None or not _LEVEL.fullmatch(FILLERS.sub("", bare)):
            return None
        code = last.indicator or (last.quotients[0].part if len(last.quotients) == 1 else "")
        rate = self.catalogue[code] if code else None
        if rate and rate.is_ratio and rate.formula:
            code = rate.formula.operands[0].code
        if not code or fit(number.measured, self.catalogue[code]) != 0.0:
            return None
        if "新" in self.catalogue[code].name and re.search("达|总|累计|共", local):
            return None  # the stock that the new ones join
        return Bound(code, last.phrase)

    def _relative_before(self, number: Number) -> Claim | None:
        """The growth or share that was told last in the sentence."""
        last = self.told.claims[-1] if self.told.claims else None
        start = sentence_start(self.masked, number.start)
        rose = last is not None and (
            last.unit in ("%", "‰") or (last.measure is Measure.CHANGE and last.unit == number.unit)
        )
        if last is None or not rose or self.told.starts_at(last) < start:
            return None
        return last

    def _is_pair(self, last: Said, number: Number) -> bool:
        """85户132人: a household figure and its people, with nothing between them."""
        unit = self.catalogue[last.code or ""].unit
        pair = {unit, number.unit}
        between = self.masked[last.end : number.start]
        return (
            pair in ({"户", "人"}, {"户次", "人次"})
            and re.fullmatch("[、,/]?(对象|人口|共计|合计|共|计)?", between) is not None
        )

    def _is_spent_on(self, last: Said, number: Number) -> bool:
        """临时救助支出332.9万元、1776人次: an amount and those whom it went to, with nothing between them."""
        money = self.catalogue[last.code or ""].unit == "元"
        return (
            money and number.unit in ("人次", "户次") and self.masked[last.end : number.start] in ("、", ",")
        )

    def _rate_of(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        """集中供养3719人，占38.3%: the rate whose numerator was just said, of a whole that was said too."""
        told = [claim.indicator or "" for claim in earlier]
        rate = quotients.named(number, self.atlas.without_places(local), said, told, self.lexicon)
        return Bound(rate.code, rate.name) if rate else None

    def quotients(self, number: Number, said: list[Said], earlier: list[Claim]) -> tuple[Quotient, ...]:
        """What a rate that has no name of its own may divide."""
        listed = respectively(self.masked, number, self.numbers)
        place = listed.index - listed.count if listed else None
        local = self.atlas.without_places(words_beside(self.masked, number))
        if not listed and _OF_PLACE.fullmatch(local) and local != words_beside(self.masked, number):
            local = f"占{self.atlas.whole}"  # 全市…2049万元，其中青岚市占15.4%
        if listed:
            local = self.atlas.without_places(words_before(self.masked, listed.start)) + listed.words
            said = [one for one in said if one.end <= listed.start]
        before = [claim.indicator or "" for claim in earlier]
        told = quotients.told(number, local, said, before, place, self.completer)
        return told if told or number.unit != "%" or listed else self.clauses.shares(number, said)
