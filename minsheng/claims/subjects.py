"""Numbers that go on about what the sentence has named: 比上年增长9.7%, 其中农村8.9万人, 张店区120人.

``movement`` tells what rose or fell, ``again`` the same once more, ``turns`` whose turn it is in a 分别 list; sums, shares and parts are here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from minsheng.claims.again import same_again
from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed
from minsheng.claims.movement import ASIDE, moved
from minsheng.claims.numbers import Number
from minsheng.claims.said import Said
from minsheng.claims.turns import taking_turns

_PART = re.compile(
    r"[,、;:和及与(]*(其中|里头|里面)?[,:]?(?P<item>[\u4e00-\u9fff]{2,12}?)(分别)?的?(则|也|倒|却|还)?(为|有|是|占|共|达|约|高达|多达|仅|只有)?$"
)
_TOGETHER = re.compile(
    r"[,、;(]*(两项|三项|两者|二者|城乡)?(合计|总计|共计|共|计|加起来|合起来|加在一起|合在一起|拢共)(约|为|达|有|是)?(§+[、,])?"
)
_OF_WHOLE = re.compile(
    r"[,(]?(分别)?占到?(全市|全县|全区|全部)?(?P<whole>(?!年度|全年|任务|目标|计划)[\u4e00-\u9fff]{2,16}?)(总数|总量|总人数)?的?(比例|比重)?(为|达到?)?|[,(]?(已|提前|超额|是|为|占|相当于)*(完成)?了?(全年|年度|年初|原定|既定|市下达|省下达|下达的?)*(目标)?(任务|目标|计划)?数?[(]?(?P<target>§+)?[)]?的?(年度|全年)?(目标)?(任务|目标|计划)?数?的?"
)
_RATE_OF_PLAN = re.compile(
    r"[)]?(的?(年度|全年)?(目标|任务|计划)(数|任务)?)?[,、(;]?(目标|任务|计划|年度)*(完成(率|进度|比例)|进度)(已)?(为|达到?|是)?(了)?"
)
#: 增长66.5%，增速比上年加快: the growth of what grew
_OF_GROWTH = re.compile(
    r"[,(、]?(增速|增幅|涨幅|降幅|减幅|增长率)(同比|(比|较)(上年|去年|上年同期|去年同期))?(加快|扩大|提高|提升|上升|收窄|放缓|回落|下降|缩小|减缓|降低|减少)了?(约|近|超过?)?"
)
#: 城市占大头，有4671人: the area, and that it is most of it
_MOSTLY = re.compile("(城市|城镇|农村)(占了?|是|为)(大头|大多数|绝大多数|多数|主体),")
_PARTS = {
    "城市": "城市",
    "城镇": "城市",
    "市区": "城市",
    "城里": "城市",
    "农村": "农村",
    "乡下": "农村",
    "乡村": "农村",
    "县域": "县域",
}


def subject_of(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    *,
    any_unit: bool,
    is_place: Callable[[str], bool],
    without_places: Callable[[str], str],
    listed: Listed | None,
) -> Bound | str | None:
    """The subject carried on: a Bound, the words to bind, or None where the number has its own."""
    if listed and (bound := taking_turns(masked, number, said, lexicon, listed, any_unit, is_place)):
        return bound
    if any_unit and said and (bound := moved(masked, number, said, lexicon, without_places)):
        return bound
    coded = [one for one in said if one.code]
    if coded and (whole := _sum_of(number, coded, masked[coded[-1].end : number.start], lexicon)) is not None:
        return whole
    if not said or not said[-1].code:
        return None
    last = said[-1]
    gap = ASIDE.sub("", masked[last.end : number.start].lstrip("。"))
    if number.unit == "个百分点" and _OF_GROWTH.fullmatch(gap):
        return Bound(last.code, last.phrase)
    if bound := same_again(masked, number, said, gap, lexicon):
        return bound
    if number.unit in ("%", "个百分点") and _RATE_OF_PLAN.fullmatch(gap):
        return Bound(last.code or "", last.phrase)
    relative = number.unit in ("%", "‰", "倍", "个百分点")
    if (
        (of := _OF_WHOLE.fullmatch(gap))
        and (relative or re.search("任务|目标|计划", gap))
        and (
            (of["whole"] and not re.fullmatch("全[市县区省国州]", of["whole"]))
            or re.search("任务|目标|计划", gap)
            or _of_target(masked, number)
        )
    ):
        return _share(_done(said) if of["whole"] is None else last, of["whole"], lexicon)
    return _part_of(gap, number, said, lexicon, is_place)


def _sum_of(number: Number, said: list[Said], gap: str, lexicon: Lexicon) -> Bound | None:
    """机构床位19448张，社区床位4192张，合计…: the whole of the two, open where they have none; None where nothing is added."""
    alike = {
        one.code: one for one in said if one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0
    }
    if not _TOGETHER.fullmatch(gap) or len(alike) < 2:
        return None
    parents = {lexicon.catalogue[code].parent for code in list(alike)[-2:]}
    whole = parents.pop() if len(parents) == 1 else ""
    return Bound(whole, gap) if whole in lexicon.catalogue and whole not in alike else Bound()


def _of_target(masked: str, number: Number) -> bool:
    """完成年度任务1050张的115.6%: the number before is the target."""
    return bool(
        re.search(r"(任务|目标|计划)数?[(]?§+[)]?的?$", masked[max(0, number.start - 30) : number.start])
    )


def _done(said: list[Said]) -> Said:
    """What was done against the target: the first of the same subject."""
    return next(one for one in said if one.code == said[-1].code)


def _part_of(
    gap: str, number: Number, said: list[Said], lexicon: Lexicon, is_place: Callable[[str], bool]
) -> Bound | str | None:
    """其中农村8.9万人, 张店区120人: a part of what the sentence is about."""
    part = _PART.fullmatch(_MOSTLY.sub(r"\1", gap))
    if part is None:
        return None
    first = next(one for one in said if one.code)
    if is_place(part["item"]) and fit(number.unit, lexicon.catalogue[said[-1].code]) == 0:
        return Bound(said[-1].code, said[-1].phrase)
    item = re.sub("(对象|人员|居民)$", "", part["item"])
    if item in _PARTS:
        area = _PARTS[item]
        below = next(filter(None, (_below(one.code, area, number, lexicon) for one in reversed(said))), [])
        if len(below) == 1:
            return Bound(below[0], part["item"])
        if fit(number.unit, lexicon.catalogue[first.code or ""]) in (None, 5.0):
            return None  # 低保家庭57684户，城里24573人: of people, not of households
        return part["item"] + re.sub(r"^(城乡|全市|全县)", "", _words(first, lexicon))
    return None


def _below(code: str | None, area: str, number: Number, lexicon: Lexicon) -> list[str]:
    """The parts of an area of what was said, or of what that is a part of itself: 农村 after 低保支出…，城市…."""
    if code is None:
        return []
    wholes = [code, lexicon.catalogue[code].parent]
    each = (
        [
            it.code
            for it in lexicon.catalogue
            if it.parent == whole and it.name.startswith(area) and fit(number.measured, it) == 0.0
        ]
        for whole in wholes
        if whole
    )
    name = lexicon.catalogue[code].name
    twin = name.replace("城市" if area == "农村" else "农村", area)
    alike = (it for it in lexicon.catalogue if it.name == twin != name)
    same = (it.code for it in alike if fit(number.measured, it) == 0.0)
    return next(filter(None, each), []) or list(same)


def _share(part: Said, whole: str | None, lexicon: Lexicon) -> Bound | None:
    """占…的 x%: the rate whose formula divides the one by the other; 完成任务的 x% stays with what was done."""
    if whole is None:
        return Bound(part.code or "", part.phrase)
    codes = set(lexicon.codes(whole))
    for indicator in lexicon.catalogue:
        if indicator.formula and indicator.unit == "%":
            operands = [operand.code for operand in indicator.formula.operands]
            if operands[0] == part.code and len(operands) == 2 and operands[1] in codes:
                return Bound(indicator.code, indicator.name)
    return None


def _words(said: Said, lexicon: Lexicon) -> str:
    """The phrase that named a subject; its name where a pattern did."""
    return (
        said.phrase
        if re.fullmatch(r"[\u4e00-\u9fff]+", said.phrase)
        else lexicon.catalogue[said.code].short_name
    )
