"""How far a noun stands from a number: what lies between them, and whether the number is said of it at all."""

from __future__ import annotations

import re
from collections.abc import Callable

from minsheng.claims.lexicon import Occurrence
from minsheng.claims.numbers import Number
from minsheng.claims.qualifiers import BEHIND_NUMBER

#: words between a noun and its number that only connect them
_LINK = re.compile(
    r"(一年(下来|来|间|里))?(人数|户数|对数|对象|人员|总数|总量|数量|总额|金额|规模|数|量|额)?(资金|经费)?(\([^()]{0,8}\))?((年度|全年|本年)?(目标任务|目标|任务|计划)(数|值)?)?(分别|均|都|各|全部|已|累计|共计|共|总计|合计|约|现|也|则)*"
    r"((已|共)?(惠及|覆盖|受益)了?(\d{2,3}周?岁(及以上|以上)的?)?(高龄|困难|失能)?(老年人|老人|群众|残疾人|儿童|家庭)?)?"
    r"后?(总量|总数)?((由|从)?((20\d\d年|上年|去年)(同期|(\d{1,2}[-—–~至])?\d{1,2}月[末底份]?|[末底])?的?|年初的?)|由|从)?(达到了?|达|为|是|有|至|到|增长到|增至|提高到了?|提到了?|涨到|变为|发展到|突破|建到|扩展到|升到|升至|降到|缩小到|缩小至|调至|(锐|骤|猛|激)?[增减]到|只有|仅有?|提高至|调整为|调整到|上调至|增加到|增加至|扩大到|下降到|降至|减少到|缩小到|发放|支出|救助|保障|完成|建成|新建|办理|筹集|销售)?(分别|了|共计|共|累计|约)*$"
)
_VERB_AFTER = re.compile(
    r"^(发放|用于|为|对|给|助力|建成|购买|采购|帮助|开展|进行|参与|支持|实施|增|提高|提升|降|减少|上升|扩大|比|较|同比|环比|惠及|占|获|被|全部|均|已|累计|其中|组成|建立|成为|达|超|完成|享受|通过|以上|左右|至|到|和|与|及|、|,|。|;|!|\)|”|§|$)"
)
#: 12项重点任务，已完成6项: what stands behind is a part of what was counted
_DONE_OF_THEM = re.compile(
    r",?(其中)?,?(已|现已|均已|未|尚未)?(全部|按期|如期)?(完成|办结|落实|整改|滞后|逾期)(了|的)?(有)?"
)
#: 低保这块，… and what comes after it
_SPEAKING_OF = re.compile(
    r"^(这一?块|方面|工作|(规模|数量|情况|总量)?(来|上)?看)[,:]((截至|到)?(上年|去年|今年)?(年?[末底])?(在册|共有|现有)?)?"
)
#: 特困人员中全失能…: the number is that of a part, not of what stands before 中
_AMONG = re.compile(r"的?中(?![心共央])[,]?[\u4e00-\u9fff]")
_OTHER_PLACE = re.compile(
    r"(^|[\u4e00-\u9fff]{2,})站点$|[\u4e00-\u9fff]{2,}(服务站|中心|机构|食堂|工作站|敬老院|公墓|协会|床位)$"
)
_WHEN = re.compile("(今年|本年|20\\d\\d年)?(年?[末底]|全年)$")


def distance(
    here: str, at: int, end: int, occurrence: Occurrence, number: Number, without_places: Callable[[str], str]
) -> float | None:
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
        linked = _LINK.sub("", without_places(gap))
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
        gap = BEHIND_NUMBER.sub("", here[end : occurrence.start])
        if not number.unit and re.match(r"[\u4e00-\u9fff]", gap):
            return None  # 2筐橘子进了敬老院
        if re.search(r"[,。;:!?§、+＋(]|未|没有|尚无", gap) or re.match(r"[^,。;]{1,8}中(?![心共央])", gap):
            return None  # 12个镇街中建成…, 1个未建…
        loose = 5.0 if number.unit in ("元", "%", "人次", "小时") else 0.0
        return 0.9 * len(gap) + loose - (2.0 if not gap and not loose else 0.0)
    return None


def _only_pair(gap: str) -> bool:
    """户+人: nothing but the other number of the pair stands between (5039户9822人, 5039户、9822人)."""
    return bool(re.fullmatch(r"[^,。;§]{0,2}§+[、,]?(共计|合计|共|计)?", gap)) and len(gap) <= 12


def heads_right(after: str, number: Number) -> bool:
    """Whether the number is said of the noun behind it: 19023名困难残疾人."""
    if number.unit in ("元", "%", "小时", "人次", "倍", "个百分点"):
        return False
    noun = after.lstrip("§")
    return bool(re.match(r"[\u4e00-\u9fff“《]", noun)) and not _VERB_AFTER.match(noun)


def stands_between(other: Occurrence, noun: Occurrence, at: int, end: int) -> bool:
    """Whether another noun stands between one and the number: 2431名儿童主任结对走访农村留守儿童."""
    before = noun.end <= other.start and other.end <= at
    return before or (end <= other.start and other.end <= noun.start)
