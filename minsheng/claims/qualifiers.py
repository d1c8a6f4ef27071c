"""Words around a noun that say that not all it names is meant: a part of it, so many per something, what came or went, the object of another deed."""

from __future__ import annotations

import re

from minsheng.catalogue import Indicator
from minsheng.claims.lexicon import Occurrence

_CLAUSE = re.compile(r"[,。;!?:\n]")
#: a stock is not what was newly set up, trained, visited, checked …
_DIVERTS = re.compile(
    r"(再建|再开|新添|新增|新建|新纳入|新登记|新开|新设|新成立|新注册|退出|清退|停发|注销|调出|调入|撤销|(全年|年内|当年|今年|一年)(共|已)?建成|培训|慰问|走访|检查|抽查|排查|督导(?!员)|约谈|整改|改造|资助|助学|表彰|评选|取缔|"
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
_DIVERTED_AFTER = re.compile(rf"^[^,。;§#]{{0,6}}({_DEEDS}|尚?未(?!成年)|没有)")
#: 每千名老年人长者食堂, 每万人社会组织: so many of it per something are a rate of their own
_PER_MANY = re.compile(r"每[百千万亿十]+(名|人|户|个|张|平方公里)?[^,。;:§#]{0,8}$")
#: 每百名常住居民中，就有近22名是60岁以上的老人
_OF_SO_MANY = re.compile(r"每[百千万\d]+(名|人|户|个)[^。;§]{0,14}$")
#: 城市低保新增276户, 五保对象调出8人: what came or went is not what there is
_CAME_OR_WENT = re.compile(
    r"(对象|人员|家庭|共|累计|全年|今年|本年|当月|,)*(新增|新纳入|新批|退出|清退|取消|停发|调出|调入|注销|核减)(了)?[^,。;§到至]{0,3}(§+[^,。;§]{0,2})?$"
)
#: 与养老机构床位合计13646张: the sum is not that of the one that is added
_ADDED, _TOGETHER = re.compile("(与|和|加上|连同)$"), re.compile("(床位|人数|数)?(合计|共计|总计|一共)")
#: 惠民殡葬次均减免748元: what each got, not what all got
_EACH = re.compile("[次人户具]均[^,。;§#]{0,8}$")
#: 投资1800万元的县社会福利中心: no spending on 社会福利
_BUILDING = re.compile("(中心|院|站|大楼|园区?|机构|项目|工程)")
#: what stands between a number and the noun behind it
BEHIND_NUMBER = re.compile(r"^(的|城乡|农村|城市|城镇|全市|全县|全区|左右|以上|\([^()]{0,6}\))*")


def strangeness(here: str, at: int, occurrence: Occurrence, indicator: Indicator) -> float:
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
    if "补助水平" in indicator.name and re.search(
        "标准(方面)?[,:]?[^,。;:]{0,12}$", here[: occurrence.start]
    ):
        return True  # 城市低保标准从月人均636元涨到797元
    if indicator.unit == "元" and _EACH.search(here[occurrence.start : at]):
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
        after = BEHIND_NUMBER.sub("", here[occurrence.end :])
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
