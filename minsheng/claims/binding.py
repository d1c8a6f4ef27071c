"""Which indicator a number of a draft states: by the words around it and by its measure word, never by guessing.

Each candidate has a score: how many characters its phrase pins down, less what lies between phrase and number.
What remains open is ambiguous: no indicator, and the candidates are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from minsheng.catalogue import Indicator
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon, Occurrence
from minsheng.claims.numbers import Number
from minsheng.claims.record import Quotient
from minsheng.facts import Basis

_SENTENCE = re.compile(r"[。;!?\n]")
_CLAUSE = re.compile(r"[,。;!?:\n]")
#: words between a noun and its number that only connect them
_LINK = re.compile(
    r"(一年(下来|来|间|里))?(人数|户数|对数|对象|人员|总数|总量|数量|总额|金额|规模|数|量|额)?(资金|经费)?(\([^()]{0,8}\))?((年度|全年|本年)?(目标任务|目标|任务|计划)(数|值)?)?(分别|均|都|各|全部|已|累计|共计|共|总计|合计|约|现|也|则)*"
    r"((已|共)?(惠及|覆盖|受益)了?(\d{2,3}周?岁(及以上|以上)的?)?(高龄|困难|失能)?(老年人|老人|群众|残疾人|儿童|家庭)?)?"
    r"后?(总量|总数)?((由|从)?((20\d\d年|上年|去年)(同期|(\d{1,2}[-—–~至])?\d{1,2}月[末底份]?|[末底])?的?|年初的?)|由|从)?(达到了?|达|为|是|有|至|到|增长到|增至|提高到了?|提到了?|涨到|变为|发展到|突破|建到|扩展到|升到|升至|降到|缩小到|缩小至|调至|(锐|骤|猛|激)?[增减]到|只有|仅有?|提高至|调整为|调整到|上调至|增加到|增加至|扩大到|下降到|降至|减少到|缩小到|发放|支出|救助|保障|完成|建成|新建|办理|筹集|销售)?(分别|了|共计|共|累计|约)*$"
)
_RIGHT_LINK = re.compile(r"^(的|城乡|农村|城市|城镇|全市|全县|全区|左右|以上|\([^()]{0,6}\))*")
_VERB_AFTER = re.compile(
    r"^(发放|用于|为|对|给|助力|建成|购买|采购|帮助|开展|进行|参与|支持|实施|增|提高|提升|降|减少|上升|扩大|比|较|同比|环比|惠及|占|获|被|全部|均|已|累计|其中|组成|建立|成为|达|超|完成|享受|通过|以上|左右|至|到|和|与|及|、|,|。|;|!|\)|”|§|$)"
)
#: a stock is not what was newly set up, trained, visited, checked …
_DIVERTS = re.compile(
    r"(再建|再开|新增|新建|新纳入|新登记|新开|新设|新成立|新注册|退出|清退|停发|注销|调出|调入|撤销|培训|慰问|走访|检查|抽查|排查|督导(?!员)|约谈|整改|改造|资助|助学|表彰|评选|取缔|"
    r"查处|举办|联系|会审|开展|招募|计划|拟|奖补|补助|帮扶|评定|评估|摸排(?!建档|登记|在册)|回访|探访|指导|关停|整治|处罚|录用|招聘|奖励|扶持|巡查)(了|过)?[^,。;§#]{0,7}$"
)
#: words before a phrase that make it a part of what it names (低保重度残疾人 are no 重度残疾人)
_NARROWER = re.compile(
    r"(其他|低保|特困|集中供养|持证|涉外|失能|空巢|独居|流浪|脱贫|问题|散居|贫困|民办|公办|公建民营|民营|示范|标准化|星级|重点|优秀|先进|农村|城市|城镇|城区|"
    r"乡镇|镇街|村级|(?<!全)街道|非法|行业|少数民族|女性|男性|大型|小型|品牌|特色|新型|(?<!岁)[以之](上|下)|[市县区省级A]级|国家级|(?<!各)类|(?<![公体])性)$"
)
#: what one occasion brought, or each of many has, is not the place's figure
_OCCASION = re.compile(r"现场|当天|当日|当晚|单笔|首批|期间|晚会|每(个|家|所|村|镇|街|社区|名|县|区|户|处)")
_DEEDS = re.compile(
    "(走进|参与|响应|投身|结对|进行|开展|参加|接受|捐赠|完成|送去|开设|举办|实施|改造|升级|修缮|获评|被评)(?!登记)"
).pattern
#: 全市8座殡仪馆全部完成改造: all of them did
_EVERY_ONE = re.compile("[^,。;§#]{0,2}(全部|均|都|逐[家个所])").pattern
_DIVERTED_AFTER = re.compile(rf"^[^,。;§#]{{0,6}}{_DEEDS}")
#: 12项重点任务，已完成6项: what stands behind is a part of what was counted
_DONE_OF_THEM = re.compile(
    r",?(其中)?,?(已|现已|均已|未|尚未)?(全部|按期|如期)?(完成|办结|落实|整改|滞后|逾期)(了|的)?(有)?"
)
#: 每千名老年人长者食堂, 每万人社会组织: so many of it per something are a rate of their own
_PER_MANY = re.compile(r"每[百千万亿十]+(名|人|户|个|张|平方公里)?[^,。;:§#]{0,8}$")
#: 每百名常住居民中，就有近22名是60岁以上的老人
_OF_SO_MANY = re.compile(r"每[百千万\d]+(名|人|户|个)[^。;§]{0,14}$")
#: 低保这块，… and what comes after it
_SPEAKING_OF = re.compile(
    r"^(这一?块|方面|工作|(规模|数量|情况|总量)?(来|上)?看)[,:]((截至|到)?(上年|去年|今年)?(年?[末底])?(在册|共有|现有)?)?"
)
#: 特困人员中全失能…: the number is that of a part, not of what stands before 中
_AMONG = re.compile(r"的?中(?![心共央])[,]?[\u4e00-\u9fff]")
#: 城市低保新增276户, 五保对象调出8人: what came or went is not what there is
_CAME_OR_WENT = re.compile(
    r"(对象|人员|家庭|共|累计|全年|今年|本年|当月|,)*(新增|新纳入|新批|退出|清退|取消|停发|调出|调入|注销|核减)(了)?[^,。;§到至]{0,3}(§+[^,。;§]{0,2})?$"
)
#: 与养老机构床位合计13646张: the sum is not that of the one that is added
_ADDED, _TOGETHER = re.compile("(与|和|加上|连同)$"), re.compile("(床位|人数|数)?(合计|共计|总计|一共)")
#: 投资1800万元的县社会福利中心: no spending on 社会福利
_BUILDING = re.compile("(中心|院|站|大楼|园区?|机构|项目|工程)")
_OTHER_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}(服务站|中心|机构|食堂|工作站|站点|敬老院|公墓|协会|床位)$")
_WHEN = re.compile("(今年|本年|20\\d\\d年)?(年?[末底]|全年)$")
_EVER = re.compile(r"历年|以来")
_ACCEPT = 3.0
#: what is written in 元 and less than this is what one gets
_HARDLY_A_SUM = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a number may state, with the phrase that speaks for it."""

    code: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The outcome: ``code`` empty where nothing fits or two fit alike; then ``candidates`` tells.

    ``inferred`` where the words beside the number do not name it whole and the rest was taken from what was said before, ``goes_on`` where none of it is said there;
    ``quotients`` what a rate without a name may divide; ``than`` the indicator that it is held against (比离婚登记多…).
    """

    code: str = ""
    phrase: str = ""
    candidates: tuple[str, ...] = ()
    inferred: bool = False
    goes_on: bool = False
    quotients: tuple[Quotient, ...] = ()
    than: str = ""


class Binder:
    """Binds the numbers of one text. ``masked`` is the text with every statistic as ``§``, of the same length."""

    def __init__(
        self, masked: str, lexicon: Lexicon, without_places: Callable[[str], str] = lambda words: words
    ) -> None:
        self.masked = masked
        self.lexicon = lexicon
        self._without_places = without_places
        self._occurrences = lexicon.occurrences(masked)

    def bind(self, number: Number, *, any_unit: bool = False) -> Bound:
        """The indicator of a number; ``any_unit`` where it is a growth or a share of something."""
        start, end = _reach(self.masked, number.start, number.end)
        here = (
            self.masked[start : number.start]
            + "#" * (number.end - number.start)
            + self.masked[number.end : end]
        )
        at = number.start - start
        near = [
            _shifted(found, start) for found in self._occurrences if start <= found.start and found.end <= end
        ]
        return self.decide(here, at, number, near, any_unit)

    def bind_words(self, words: str, number: Number, *, any_unit: bool = False) -> Bound:
        """The indicator of a number that is said of ``words`` (an item of a list)."""
        here = words + "#"
        return self.decide(here, len(words), number, self.lexicon.occurrences(words), any_unit)

    def decide(self, here: str, at: int, number: Number, near: Iterable[Occurrence], any_unit: bool) -> Bound:
        """The best candidate, or none where two are alike."""
        found = [*self._named(here, at, number, near, any_unit), *self._patterned(here, number, any_unit)]
        best: dict[str, Candidate] = {}
        for candidate in found:
            if candidate.code not in best or candidate.score > best[candidate.code].score:
                best[candidate.code] = candidate
        ranked = sorted(best.values(), key=lambda candidate: -candidate.score)
        if not ranked or ranked[0].score < _ACCEPT:
            return Bound(candidates=tuple(c.code for c in ranked[:3] if c.score > 0))
        rivals = [c for c in ranked[1:] if c.score > ranked[0].score - 0.5]
        if rivals and any(self._rivals(ranked[0], rival) for rival in rivals):
            return Bound(candidates=(ranked[0].code, *(c.code for c in rivals)))
        return Bound(ranked[0].code, ranked[0].phrase)

    def _rivals(self, first: Candidate, second: Candidate) -> bool:
        """Whether two candidates of one score exclude each other; a national one goes before a local one."""
        return self.lexicon.catalogue[first.code].local == self.lexicon.catalogue[second.code].local

    # -- phrases ------------------------------------------------------------------------------
    def _named(
        self, here: str, at: int, number: Number, near: Iterable[Occurrence], any_unit: bool
    ) -> Iterator[Candidate]:
        end = at + here[at:].count("#")
        near = list(near)
        for occurrence in near:
            cost = self._distance(here, at, end, occurrence, number)
            if cost is None:
                continue
            cost += 8.0 * sum(_stands_between(other, occurrence, at, end) for other in near)
            standard = here.startswith(("标准", "补贴标准", "平均标准"), occurrence.end)
            for code in occurrence.codes:
                indicator = self.lexicon.catalogue[code]
                penalty = None if standard and indicator.unit == "元" else suits(number, indicator, any_unit)
                if penalty is not None:
                    score = (
                        min(len(occurrence.phrase), 12) * 1.2
                        + 6
                        - cost
                        - penalty
                        - _strange(here, at, occurrence, indicator)
                    )
                    if "历年累计" in indicator.name and not _EVER.search(here[:at]):
                        continue
                    if indicator.basis is Basis.SINCE and _EVER.search(here[:at]):
                        score += 6.0
                    yield Candidate(code, score + _exactly(occurrence.phrase, indicator), occurrence.phrase)

    def _distance(self, here: str, at: int, end: int, occurrence: Occurrence, number: Number) -> float | None:
        """What lies between a phrase and the number; None where it cannot belong to it."""
        if occurrence.end <= at:
            gap = here[occurrence.end : at]
            if here[: occurrence.start].endswith("§") and _DONE_OF_THEM.fullmatch(gap):
                return None
            if _AMONG.match(gap):
                return None
            gap = _SPEAKING_OF.sub("", gap)
            rightward = heads_right(here[end:], number)
            if _only_pair(gap) and not ("," in gap and rightward):
                return 0.0
            linked = _LINK.sub("", self._without_places(gap))
            # 村（社区）养老服务站68处: what stands before is not what is counted
            cost_of_noun = 10.0 if _OTHER_PLACE.search(re.sub(_WHEN, "", linked)) else 0.0
            cost = (
                cost_of_noun
                + 1.2 * len(linked)
                + 2.5 * len(re.findall(r"[,:]", linked))
                + 5.0 * ("。" in gap or ";" in gap)
            )
            cost += 9.0 * len(re.findall("§+", gap)) + 1.5 * len(re.findall(r"[、和及]", linked))
            return cost + (5.0 if rightward else 0.0)
        if occurrence.start >= end:
            gap = _RIGHT_LINK.sub("", here[end : occurrence.start])
            if not number.unit and re.match(r"[\u4e00-\u9fff]", gap):
                return None  # 2筐橘子进了敬老院
            if re.search(r"[,。;:!?§、]|未|没有|尚无", gap) or re.match(r"[^,。;]{1,8}中(?![心共央])", gap):
                return None  # 12个镇街中建成…, 1个未建…
            loose = 5.0 if number.unit in ("元", "%", "人次", "小时") else 0.0
            return 0.9 * len(gap) + loose - (2.0 if not gap and not loose else 0.0)
        return None

    def _patterned(self, here: str, number: Number, any_unit: bool) -> Iterator[Candidate]:
        for pattern in self.lexicon.patterns:
            if pattern.hint and pattern.hint not in here:
                continue
            indicator = self.lexicon.catalogue[pattern.code]
            penalty = suits(number, indicator, any_unit)
            if (
                penalty is not None
                and (match := pattern.regex.search(here))
                and not (
                    _begins_part(match[0])
                    or _is_of_next(match, here)
                    or _is_of_another_item(match[0], pattern.regex.pattern)
                )
            ):
                loose = len(match[0].replace("#", "")) - pattern.weight
                loose += 24 * ("§" in match[0] and "§" not in pattern.regex.pattern)
                where = Occurrence(match.start(), min(match.end(), here.index("#")), match[0], ())
                penalty += _strange(here, here.index("#"), where, indicator)
                yield Candidate(
                    pattern.code,
                    pattern.weight * 1.2 + 9 - loose * 0.25 - penalty - _crossed(match[0]),
                    pattern.regex.pattern,
                )


def _stands_between(other: Occurrence, noun: Occurrence, at: int, end: int) -> bool:
    """Whether another noun stands between one and the number: 2431名儿童主任结对走访农村留守儿童."""
    before = noun.end <= other.start and other.end <= at
    return before or (end <= other.start and other.end <= noun.start)


def suits(number: Number, indicator: Indicator, any_unit: bool = False) -> float | None:
    """What it costs to read a number as an indicator: 155元 are hardly what was spent in all."""
    cost = fit(number.measured, indicator, any_unit)
    whole = number.value == number.value.to_integral_value()  # 1761.8元 is 万元 miswritten
    one_gets = number.unit == "元" and not number.scaled and whole and number.value < _HARDLY_A_SUM
    return cost + 3.0 if cost is not None and one_gets and indicator.unit == "元" and not any_unit else cost


def _begins_part(text: str) -> bool:
    """低保15592人，其中单人户…: what stands behind 其中 is said of the next number."""
    return re.search("#[^#]*[,;(]其中", text) is not None


def _is_of_another_item(text: str, pattern: str) -> bool:
    """精神疾病服务机构在院347人、儿童机构在院71人: a noun does not reach over the items of a list."""
    return "§" not in pattern and re.search("§[^§,。;#]*、[^#]*#", text) is not None


def _is_of_next(match: re.Match, here: str) -> bool:
    """1.4万余人，领到高龄津贴的就有12059人: what stands behind the mark is said of the number behind it."""
    behind = match[0].rpartition("#")[2] if "#" in match[0] else ""
    return "," in behind and re.match("[^,。;]{0,8}§", here[match.end() :]) is not None


def _crossed(text: str) -> float:
    """What marks in between cost; a noun behind its number does not wait for the next clause."""
    behind = text.rpartition("#")[2] if "#" in text else ""
    return 1.5 * len(re.findall(r"[,:]", text)) + 9.0 * ("," in behind) + 4.0 * ("。" in text)


def _shifted(occurrence: Occurrence, start: int) -> Occurrence:
    return Occurrence(occurrence.start - start, occurrence.end - start, occurrence.phrase, occurrence.codes)


def _reach(masked: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a number, and the one before it in the same paragraph."""
    before = [match.end() for match in _SENTENCE.finditer(masked, max(0, start - 160), start)]
    first = before[-1] if before else max(0, start - 160)
    line = masked.rfind("\n", 0, start) + 1
    if len(before) > 1 and before[-2] >= line and masked[before[-1] - 1] == "。":
        first = before[-2]
    elif before and masked[before[-1] - 1] in "。;" and first - line < 120:
        first = line if len(before) == 1 else first
    after = _SENTENCE.search(masked, end)
    return max(first, line), min(after.start() if after else len(masked), end + 80)


def _only_pair(gap: str) -> bool:
    """户+人: nothing but the other number of the pair stands between (5039户9822人, 5039户、9822人)."""
    return bool(re.fullmatch(r"[^,。;§]{0,2}§+[、,]?(共计|合计|共|计)?", gap)) and len(gap) <= 12


def heads_right(after: str, number: Number) -> bool:
    """Whether the number is said of the noun behind it: 19023名困难残疾人."""
    if number.unit in ("元", "%", "小时", "人次", "倍", "个百分点"):
        return False
    noun = after.lstrip("§")
    return bool(re.match(r"[\u4e00-\u9fff“《]", noun)) and not _VERB_AFTER.match(noun)


def _strange(here: str, at: int, occurrence: Occurrence, indicator: Indicator) -> float:
    """What speaks against an indicator: the words are those of a part, of many, or the object of another deed."""
    if _of_another(here, at, occurrence, indicator):
        return 20.0
    if indicator.kind != "stock" or re.search("新|退出|走访", occurrence.phrase):
        return 0.0
    return _diverted(here, at, occurrence, indicator)


def _of_another(here: str, at: int, occurrence: Occurrence, indicator: Indicator) -> bool:
    """Whether the phrase is a part of what it names, or so many of something: 农村低保, 每百名…就有近22名60岁以上的老人."""
    before = re.sub("#+", "", _CLAUSE.split(here[: occurrence.start])[-1])
    if indicator.unit == "元" and occurrence.start > at and _BUILDING.match(here, occurrence.end):
        return True
    if occurrence.end <= at and _ADDED.search(before) and _TOGETHER.match(here, occurrence.end):
        return True
    area = re.search(r"(城市|城镇|农村)(居民)?$", before)
    if (area and area[1] not in indicator.name) or (indicator.kind == "stock" and _NARROWER.search(before)):
        return True
    rate = indicator.is_ratio or indicator.unit in ("%", "‰")
    if not rate and (_PER_MANY.search(before) or (occurrence.start > at and _OF_SO_MANY.search(here[:at]))):
        return True
    of_one_day = _OCCASION.search(before) and not re.search("慰问|祭扫|每", occurrence.phrase)
    return bool(of_one_day) and not indicator.local


def _diverted(here: str, at: int, occurrence: Occurrence, indicator: Indicator) -> float:
    """What speaks against a stock: the phrase is the object of another deed (走访孤儿, 培训儿童主任), or came or went."""
    if occurrence.end <= at and _CAME_OR_WENT.match(here, occurrence.end, at):
        return 20.0
    before = re.sub("#+", "", _CLAUSE.split(here[: occurrence.start])[-1])
    if occurrence.start > at:
        before = _CLAUSE.split(here[:at])[-1]
        after = _RIGHT_LINK.sub("", here[occurrence.end :])
        every = re.search("全[市县区省]$", before.rstrip("#")) and re.match(_EVERY_ONE, after)
        if _DIVERTED_AFTER.match(after) and not re.search("现有|共有", before) and not every:
            return 20.0
    counted = re.match("后?(总量|总数)", here[occurrence.end :])
    if counted or not _DIVERTS.search(before) or re.search("累计|已建成|历年", before):
        return 0.0
    return 6.0 if indicator.local else 20.0


def is_strange(before: str, after: str, indicator: Indicator) -> bool:
    """Whether the words around a noun say that a stock of it is not meant: 走访, 低保重度残疾人, 社会组织走进社区."""
    clause = _CLAUSE.split(before)[-1]
    if _PER_MANY.search(clause) and indicator.unit not in ("%", "‰") and not indicator.is_ratio:
        return True
    if indicator.kind != "stock":
        return False
    return bool(_DIVERTS.search(clause) or _NARROWER.search(clause) or re.search(_DEEDS, after))


def _exactly(phrase: str, indicator: Indicator) -> float:
    """A full name speaks louder than an alias."""
    return 0.6 if phrase in (indicator.name, indicator.short_name) else 0.0
