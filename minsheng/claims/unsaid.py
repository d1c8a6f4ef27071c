"""The subject of a number that only goes on about what its sentence, paragraph or heading has named (``ellipsis`` completes it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.claims import quotients
from minsheng.claims.binding import Bound
from minsheng.claims.clauses import AMONG, Clauses
from minsheng.claims.ellipsis import FILLERS, Completer, Topic
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import items_of, respectively
from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.quotients import is_below
from minsheng.claims.record import Claim, Quotient
from minsheng.claims.said import Said
from minsheng.claims.tasks import Tasks

_QUARTER = re.compile("(其中)?第?[一二三四]季度(单季)?(支出|销售|办理|登记|发放)?")
_FOR_WHOM = re.compile("(共|累计|已)?(惠及|受益|受惠|保障|救助|涉及|覆盖)(了|群众|困难群众|残疾人)*")
_NEW_OR_GONE = re.compile("新纳入|新增|退出|新登记|新建")
_IN_OTHER_WORDS = re.compile("(折合|相当于|约合|即)(每人)?每[月年](约)?")
#: 护理补贴4847人，每人每月155元
_EACH_GETS = re.compile(
    "((基本)?生活(费|补贴)|补贴|补助)?(标准)?每人每月((基本)?生活费|领取|发放|补助|补贴|保障)?(标准)?"
)
#: 城市低保标准月人均810元；农村年人均6660元
_PER_TIME = re.compile("(?:(?:每人)?(?:每|一)个?(?P<each>[月年])|(?P<per>[月年])人均)(为|达)?$")
_OF_PLACE = re.compile("(其中)?(仅|就|约)?占(比|到|了)?(为|达到?)?")
_RESPECTIVE = re.compile("惠及|保障|救助|涉及|覆盖|标准|每人|每月|发放|支出|支付|拨付|投入")
_RELATIVE = (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)
_OF_WIDER = re.compile(r"占(到|了)?全[市县区省国](总数|总量|总额)?的?(比例|比重)?(为|达到?)?$")
_YEAR_ALONE = re.compile(
    r"(到|至|而|截至|再到|其中)?(20\d\d年(上半年|前三季度|[一二三四]季度)?[底末]?|去年|前年|上年|今年)(则|又|再|就|还)?(为|是|达到?|有|约|近|突破|超过?|(降|升|增|减|回升|回落|跌|涨|提高|下降|增加|减少)(至|到))?了?"
)
_SHARE_OF = re.compile(r"占(到|了)?[^,;。§]{0,12}[(]?$")
_MONEY_SPENT = re.compile(
    "(全年|累计|共|共计|全市|全县|全区|本年|上半年|前三季度)*(支出|发放|投入|拨付)(资金|补贴)?(共|合计|达)?"
)
_EACH_NAMED = re.compile("[、和与及]")
_BY_PLACE = re.compile("(从|按|分)(各)?(地区|区域|县区|区县|县市区|地域)(来看|看|分布|分|划分)?")
#: what a place did or has, without naming anything new
_DEEDS = re.compile(
    r"其中|最多|最少|完成|新建|建成|实施|办理|发放|达到?|共有|共|各|均|都|仅|只有|只|有|为|是|约|近|超过?|分别|也|则|的|已|累计|和|与|及|;|以"
)


#: ,上年末分别为: nothing but a time stands between the mark and 分别
_WHEN_ONLY = re.compile(r"[,、](上年|去年|今年|20\d\d年)?(同期|年?[末底])?(同比)?(完成率|完成进度)?$")


#: what a level is called once its rate has been told
_LEVEL = re.compile(
    "(累计|合计|共计|即|实有)?(支出|保障|发放|注册)?(总额|总量|总数|总|金额|绝对额|支出额|数额|额|人数|户数|人|量)?(支出)?(落在|为|达)?"
)


class Unsaid:
    """What one text leaves unsaid. ``masked`` is the text with every statistic as ``§``."""

    def __init__(
        self, masked: str, numbers: list[Number], lexicon: Lexicon, atlas: Atlas, places: dict[int, int]
    ) -> None:
        self.masked, self.numbers, self.lexicon, self.atlas = masked, numbers, lexicon, atlas
        self.catalogue: Catalogue = lexicon.catalogue
        self.completer = Completer(lexicon)
        self.clauses = Clauses(masked, lexicon, atlas)
        self.tasks = Tasks(masked, lexicon)
        self._places = places
        self.told: list[Claim] = []

    def subject(
        self, number: Number, said: list[Said], earlier: list[Claim], topics: list[Topic], any_unit: bool
    ) -> Bound | None:
        """The indicator of a number that only goes on about what the paragraph has named."""
        local = self.local(number)
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
        found = self._carried(number, local, said, earlier) or self.completer.complete(
            self.atlas.without_places(local), _unit_of(number, local), topics
        )
        return replace(found, inferred=True) if found and found.code else None

    def _carried(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        bound = (
            self.tasks.bound(number, local, earlier)
            or self._level(number, local)
            or self._of_the_head(number, local, said)
            or self._of_years(number, local, said, earlier)
            or self._of_list(number, said)
            or self._same_elsewhere(number, local, earlier)
            or self._respective(number, said)
            or self._rate_of(number, local, said, earlier)
        )
        if bound is None and (lead := self._standard_of_lead(number, local)):
            return lead
        if bound is None and _PER_TIME.search(local) and earlier:
            return self._standard(number, local, earlier[0])
        if bound or not said or not said[-1].code:
            return bound
        if number.measured == "元" and _EACH_GETS.fullmatch(local):
            return self.completer.counterpart(said[-1].code, "元/人·月")
        if number.unit.startswith("元") and _IN_OTHER_WORDS.fullmatch(local):
            return self._converted(said[-1].code, number.unit)
        if (
            self._is_pair(said[-1], number)
            or self._is_spent_on(said[-1], number)
            or _FOR_WHOM.fullmatch(local)
        ):
            return self.completer.counterpart(said[-1].code, number.measured)
        return None

    def _standard_of_lead(self, number: Number, local: str) -> Bound | None:
        """特困人员的基本生活标准同步上调，年末执行每人每月1066元: what the clause before calls a standard."""
        if (
            number.measured != "元"
            or not _PER_TIME.search(local)
            or FILLERS.sub("", _PER_TIME.sub("", local))
        ):
            return None
        before = self.masked[sentence_start(self.masked, number.start) : number.start - len(local)]
        lead = before.rstrip(",").rpartition(",")[2]
        unit = _unit_of(number, local)
        for noun in reversed(self.lexicon.occurrences(lead) if "标准" in lead else []):
            codes = [it for it in noun.codes if fit(unit, self.catalogue[it]) == 0.0]
            if codes:
                return Bound(codes[0], noun.phrase) if len(codes) == 1 else None
        return None

    def _standard(self, number: Number, local: str, last: Claim) -> Bound | None:
        """城市低保标准月人均810元；农村年人均6660元: of the standard told before."""
        if self.catalogue[last.indicator or ""].kind != "standard" or _PER_TIME.fullmatch(local):
            return None
        words = self.atlas.without_places(_PER_TIME.sub("标准", local))
        return self.completer.complete(
            words, _unit_of(number, local), [Topic(last.indicator or "", last.phrase)]
        )

    def _of_the_head(self, number: Number, local: str, said: list[Said]) -> Bound | None:
        """两项补贴惠及困难残疾人…人、重度残疾人…人，全年支出…万元: the money of what the sentence is about, not of its last part."""
        people = [one for one in said if one.unit in ("人", "户", "人次")]
        if number.measured != "万元" or len(people) < 2 or _MONEY_SPENT.fullmatch(local) is None:
            return None
        start = sentence_start(self.masked, number.start)
        head = self.masked[start : self.masked.index("§", start)]
        found = [code for it in self.lexicon.occurrences(head) for code in it.codes]
        found = [code for code in found if self.catalogue[code].unit == "元"]
        return Bound(found[0], self.catalogue[found[0]].name) if len(set(found)) == 1 else None

    def _level(self, number: Number, local: str) -> Bound | None:
        """支出增长8.0%，总额4.56亿元; 占全部床位的17.3%，年末4570张: the figure of which a rate was told just before."""
        last = self._relative_before(number)
        bare = re.sub(r"(19|20)\d\d年|(年?[末底])", "", self.atlas.without_places(local))
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
        last = self.told[-1] if self.told else None
        start = sentence_start(self.masked, number.start)
        if last is None or last.unit not in ("%", "‰") or self._places[last.start] < start:
            return None
        return last

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

    def narrowed(self, number: Number, bound: Bound, topics: list[Topic]) -> Bound:
        """低保支出中，城市17436.6万元: the word beside the number names a part of what the sentence is about."""
        part = re.search(r"(城市|城镇|农村|集中|分散|散居)$", self.local(number))
        if part is None or part[1] in self.catalogue[bound.code].name:
            return bound
        found = self.completer.complete(
            self.local(number), number.measured, [Topic(bound.code, bound.phrase), *topics]
        )
        return replace(found, inferred=True) if found and found.code else Bound(candidates=(bound.code,))

    def local(self, number: Number) -> str:
        """The words beside a number, back to the last mark or number."""
        local = re.split(r"[,、。;:(—\n§]", self.masked[max(0, number.start - 40) : number.start])[-1]
        if not _DEEDS.sub("", local) and number.unit not in ("元", "%", "倍"):
            # 十五家养老机构，两千张床位: the noun stands behind
            after = re.match(
                r"(的?)([\u4e00-\u9fff]{1,8}?)(?=[,、。;)]|建成|实现|全部|均)",
                self.masked[number.end : number.end + 10],
            )
            return local + after[2] if after else local
        return local

    def earlier(self, number: Number, found: list[Claim]) -> list[Claim]:
        """The claims of the same paragraph with an indicator, the latest first."""
        line = line_start(self.masked, number.start)
        return [
            c
            for c in reversed(found)
            if c.indicator
            and c.measure not in _RELATIVE
            and line <= self._places[c.start] < number.start
            and not self._is_whole_of_share(self._places[c.start])
        ]

    def _lead_sentence(self, number: Number) -> str:
        """三是临时救助及时。全年…: the short sentence before, where it tells no number."""
        start = sentence_start(self.masked, number.start, "。!?")
        before = self.masked[sentence_start(self.masked, start - 1, "。!?") : start] if start else ""
        return before if 4 <= len(before) <= 20 and "§" not in before else ""

    def _is_whole_of_share(self, at: int) -> bool:
        """占全年安葬数2754具的30.2%: what something is a share of is not spoken of itself."""
        return bool(_SHARE_OF.search(self.masked[max(0, at - 16) : at])) and bool(
            re.match(r"§+[)]?的", self.masked[at : at + 12])
        )

    def topics(self, number: Number, said: list[Said], earlier: list[Claim]) -> Iterator[Topic]:
        """What the sentence has named, the latest first; then the paragraph, then its heading."""
        named = [one for one in reversed(said) if one.code]
        local = self.local(number)
        if re.search("共计|合计|总计", local) and len({one.code for one in named}) > 1:
            yield Topic("", "|".join(one.phrase for one in named))
            return
        for one in named:
            yield Topic(one.code or "", one.phrase)
        if number.unit in ("%", "‰"):
            return
        if spent := re.match(
            r"(?:资金)?用于([\u4e00-\u9fff]{2,8})", self.masked[number.end : number.end + 12]
        ):
            yield Topic("", spent[1])
        yield Topic("", self.masked[sentence_start(self.masked, number.start) : number.start - len(local)])
        if lead := self._lead_sentence(number):
            yield Topic("", lead)
        for claim in earlier[:3]:
            yield Topic(claim.indicator or "", claim.phrase)
        line = line_start(self.masked, number.start)
        yield Topic("", re.split(r"[。:]", self.masked[line : line + 24])[0])

    def _converted(self, code: str, unit: str) -> Bound | None:
        """每人每年6432元（折合每月536元）: the same, by a formula of the catalogue."""
        for indicator in self.catalogue:
            operands = [it.code for it in indicator.formula.operands] if indicator.formula else []
            if operands == [code] and fit(unit, indicator) == 0.0:
                return Bound(indicator.code, indicator.name)
        return Bound(code)

    # -- what is carried on -------------------------------------------------------------------
    def _is_pair(self, last: Said, number: Number) -> bool:
        """85户132人: a household figure and its people, with nothing between them."""
        unit = self.catalogue[last.code or ""].unit
        pair = {unit, number.unit}
        between = self.masked[last.end : number.start]
        return (
            pair in ({"户", "人"}, {"户次", "人次"})
            and re.fullmatch("[、,]?(共计|合计|共|计)?", between) is not None
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
        local = self.atlas.without_places(self.local(number))
        if not listed and _OF_PLACE.fullmatch(local) and local != self.local(number):
            local = f"占{self.atlas.whole}"  # 全市…2049万元，其中青岚市占15.4%
        if listed:
            local = self.atlas.without_places(self._before(listed.start)) + listed.words
            said = [one for one in said if one.end <= listed.start]
        before = [claim.indicator or "" for claim in earlier]
        told = quotients.told(number, local, said, before, place, self.completer)
        return told if told or number.unit != "%" or listed else self.clauses.shares(number, said)

    def _before(self, at: int) -> str:
        return re.split(r"[,、。;:(—\n§]", self.masked[max(0, at - 40) : at])[-1]

    def qualified(self, number: Number) -> Bound | None:
        """为分散供养的788名特困老人…: what stands before 的 and the noun behind the number name it together."""
        local = self.local(number)
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

    def in_turn(self, number: Number, said: list[Said]) -> Bound | None:
        """孤儿…名、事实无人抚养儿童…名，分别发放基本生活费…: 分别 begins the clause, so what was said takes turns."""
        listed = respectively(self.masked, number, self.numbers)
        if listed is None or not _WHEN_ONLY.search(self.masked[max(0, listed.start - 10) : listed.start]):
            return None
        found = self._respective(number, said)
        return found if found and found.code else None

    def among(self, number: Number) -> Bound | None:
        """低保对象中，老年人…人；农村低保支出里，低保金…: a part of what the sentence names first goes before a thing of that name."""
        start = sentence_start(self.masked, number.start)
        heads = [*AMONG.finditer(self.masked, start, number.start)]
        codes = self.lexicon.codes(heads[-1]["whole"]) if heads else ()
        local = self.local(number)
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
            found = self.clauses.describer.named(words, number.measured)
        if found is None or not found.code or found.code in codes:
            return None
        name = self.catalogue[found.code].name
        is_part = any(is_below(found.code, code, self.catalogue) for code in codes)
        return found if is_part or name.startswith(heads[-1]["whole"]) else None

    def _respective(self, number: Number, said: list[Said]) -> Bound | None:
        """A支出x元、B支出y元，分别惠及m人、n人: the people of the first amount, and of the second."""
        listed = respectively(self.masked, number, self.numbers)
        words = listed.words + self.local(number) if listed else ""
        if listed is None:
            return None
        before = [one for one in said if one.end <= listed.start][-listed.count :]
        if len(before) != listed.count or not before[listed.index].code:
            return None
        own = before[listed.index]
        ahead = self.masked[max(0, listed.start - 6) : listed.start]
        once_more = re.search("(上年|去年)(同期|年?[末底])?$", ahead)
        of_tasks = number.unit == "%" and re.search("完成(率|进度)$", ahead)
        if of_tasks or (once_more and fit(number.unit, self.catalogue[own.code or ""]) == 0.0):
            return Bound(own.code or "", own.phrase)
        if not _RESPECTIVE.search(words):
            return None
        per_month = number.measured == "元" and re.search("每人|每月|标准", words)
        unit = "元/人·月" if per_month else number.measured
        return self.completer.counterpart(before[listed.index].code or "", unit)

    def _of_list(self, number: Number, said: list[Said]) -> Bound | None:
        """2021至2023年分别新建8处、14处、12处: one thing at several times; not where each number has an item of its own."""
        listed = respectively(self.masked, number, self.numbers)
        last = said[-1] if said else None
        if not listed or not listed.index or not last or not last.code or last.start < listed.start:
            return None
        apart = items_of(self.masked, number, self.numbers) or _EACH_NAMED.search(self._before(listed.start))
        same = fit(number.unit, self.catalogue[last.code]) == 0.0
        return Bound(last.code, last.phrase) if same and not apart else None

    def _of_years(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        """结婚登记逐年回落：2019年18000对，2020年17000对: what the words before the first year name, year by year."""
        if not _YEAR_ALONE.fullmatch(self.atlas.without_places(local)):
            return None
        if said and said[-1].code and fit(number.unit, self.catalogue[said[-1].code]) == 0.0:
            return Bound(said[-1].code, said[-1].phrase)
        start = sentence_start(self.masked, number.start)
        before = self.masked[start : number.start - len(local)]
        for named in reversed(self.lexicon.occurrences(before)):
            codes = [it for it in named.codes if fit(number.unit, self.catalogue[it]) == 0.0]
            if codes:
                return Bound(codes[0], named.phrase) if len(codes) == 1 else None
        told = earlier[0] if earlier else None
        if told and fit(number.unit, self.catalogue[told.indicator or ""]) == 0.0:
            return Bound(told.indicator or "", told.phrase)
        return None

    def _noun_since(self, number: Number, last: Claim) -> bool:
        """低收入人口…11723人。低保边缘人口中，西岑区1578人: something else has been named in a sentence of its own."""
        start = sentence_start(self.masked, number.start, "。!?")
        if self._places[last.start] >= start:
            return False
        named = self.lexicon.occurrences(self.masked[start : number.start])
        others = [it.codes for it in named if last.indicator not in it.codes]
        return any(fit(number.unit, self.catalogue[code]) == 0.0 for codes in others for code in codes)

    def _whole_by_place(self, number: Number, earlier: list[Claim]) -> Claim | None:
        """孤儿574人…集中养育162人，社会散居412人；从地区看，东沚区74人: of the whole again, not of its last part."""
        before = self.masked[sentence_start(self.masked, number.start, "。!?") : number.start]
        if not _BY_PLACE.search(before):
            return None
        last = earlier[0].indicator or ""
        above = [it for it in earlier if it.indicator and is_below(last, it.indicator, self.catalogue)]
        return above[0] if above else None

    def _same_elsewhere(self, number: Number, local: str, earlier: list[Claim]) -> Bound | None:
        """东沚区17处，柳渡县14处: another place's figure of the same thing."""
        if not earlier:
            return None
        whole = self._whole_by_place(number, earlier)
        last = whole or earlier[0]
        cost = fit(number.unit, self.catalogue[last.indicator or ""])
        fits = cost is not None and cost <= 0.5
        if whole is None and self._noun_since(number, last):
            return None
        bare = _DEEDS.sub("", self.atlas.without_places(local))
        elsewhere = not bare and self.atlas.at(number.start, number.end).named
        listed = respectively(self.masked, number, self.numbers)
        other = listed and _DEEDS.sub("", self.atlas.without_places(self._before(listed.start)))
        if fits and not other and (elsewhere or _QUARTER.fullmatch(local)):
            return Bound(last.indicator or "", last.phrase)
        return None


def _unit_of(number: Number, local: str) -> str:
    """What an amount is measured in where the words beside it say for which time one gets it."""
    per = _PER_TIME.search(local)
    if per is None or number.measured != "元":
        return number.measured
    return f"元/人·{per['each'] or per['per']}"
