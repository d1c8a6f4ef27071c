"""Lists of a draft: whose value is whose in 分别…和…, and one value that is said of several things (均, 都)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minsheng.claims.numbers import Number
from minsheng.claims.passages import sentence_start

_RESPECTIVELY = re.compile(
    r"(?:(?:分别|依次)[^,。;§]{0,10}?|逐年(?:[^,。;§到至为]{2,12}|提高|增加|增|上升|上调|涨|减少|下降|回落|降)(?:到|至|为))(?=[§约近超不逾])"
)
_BETWEEN = re.compile(
    r"[、,和与及以]{0,2}(每人每[月年]|每[月年])?(同比)?(上升|下降|增长|减少|提高|降低|增加|上涨)?(了|到|至)?"
)
#: 分别提高到每月753元、每年6432元，增长5.9%、8.3%: as many once more, in the same turn
_GOES_ON = re.compile(
    r",(同比|比上年|较上年|[比较]20\d\d年|各)?(?P<moved>增长|提高|上调|上涨|上升|增加|下降|减少|增幅|增)(了|约)?(?=§)"
)
_RELATIVE = frozenset(("%", "‰", "个百分点", "倍"))
_EACH = re.compile(
    r"(?<![平人年户月次日])(均|都)(有|已|大幅)?(超过?|达到?|为|提高|增长|在|高于|突破|下降|提升|不低于|增加)?[^,。;§]{0,2}$"
)
_SPLIT = re.compile(r"、|和|以及|及(?!以上|以下)|与")
#: one word for two things, in their order
_PAIRS = {
    "城乡": ("城市", "农村"),
    "失能半失能": ("全失能", "半失能"),
    "失能和半失能": ("全失能", "半失能"),
    "残疾人“两项补贴”": ("困难残疾人生活补贴", "重度残疾人护理补贴"),
    "两项补贴": ("困难残疾人生活补贴", "重度残疾人护理补贴"),
    "残疾人两项补贴": ("困难残疾人生活补贴", "重度残疾人护理补贴"),
}
#: …的标准，每人每月分别为: the names stand in the clause before
_NAMES_NOTHING = re.compile(r",(达到|提高到|为|按)?(每人每[月年]|每[月年]|人均)(均|各)?$")
#: 老年人、未成年人、重度残疾人是重点关照的三类人，分别有…: what the items are together names none of them
_KINDS_OF = re.compile("(这|等)?(是|为)?[^,、]{0,8}[两三四五]类(人员|人群|人|对象|群体|家庭)$")
_WHEN = re.compile(r"^(截至|今年|本年|全年|20\d\d年|全[市县区省]|年?[末底])+")
_OPENING = re.compile(r"^.*(将|把|使|对(?!象)|为|其中|,|。|;|:)")


def items_of(masked: str, number: Number, numbers: list[Number]) -> list[str]:
    """The words that a number is said of where a list decides; empty where none does. Each item is complete in itself."""
    start = sentence_start(masked, number.start)
    before = masked[start : number.start]
    if each := _EACH.search(before):
        clause = before[: each.start()].rpartition(",")[2]
        items = _completed(clause)
        return items if len(items) > 1 else []
    listed = respectively(masked, number, numbers)
    if listed is None:
        return []
    return _matched(masked[start : listed.start], listed.words, listed.index, listed.count)


@dataclass(frozen=True, slots=True)
class Listed:
    """A number of a 分别 list: where 分别 stands, its words, and which of how many the number is."""

    start: int
    words: str
    index: int
    count: int


def respectively(masked: str, number: Number, numbers: list[Number]) -> Listed | None:
    """The 分别 list that a number belongs to; None where it belongs to none."""
    start = sentence_start(masked, number.start)
    found = list(_RESPECTIVELY.finditer(masked, start, number.start + 1))
    if not found:
        return None
    group = _group(masked, found[-1].end(), numbers)
    if listed := _in_group(number, group, found[-1].start(), found[-1][0]):
        return listed
    goes_on = _GOES_ON.match(masked, group[-1].end) if len(group) > 1 else None
    if goes_on is None:
        return None
    second = _group(masked, goes_on.end(), numbers)
    if len(second) != len(group):
        return None
    return _in_group(number, second, goes_on.start(), f"分别{goes_on['moved']}")


def _in_group(number: Number, group: list[Number], start: int, words: str) -> Listed | None:
    index = next((place for place, one in enumerate(group) if one.start == number.start), None)
    return None if index is None or len(group) < 2 else Listed(start, words, index, len(group))


def _group(masked: str, place: int, numbers: list[Number]) -> list[Number]:
    """The numbers of the list that begins at ``place``: only joining marks stand between them."""
    group: list[Number] = []
    for number in numbers:
        if number.start < place:
            continue
        if group and (number.unit in _RELATIVE) is not (group[0].unit in _RELATIVE):
            break
        if not (_BETWEEN.fullmatch(masked[place : number.start]) if group else number.start - place <= 1):
            break
        group.append(number)
        place = number.end
        while masked[place : place + 1] == "(":
            place = masked.find(")", place) + 1 or place + 1
    return group


def _matched(before: str, words: str, index: int, count: int) -> list[str]:
    clause = _KINDS_OF.sub("", _NAMES_NOTHING.sub("", before).rstrip(",")).rpartition(",")[2] or before
    items = _completed(clause)
    if len(items) == count:
        return [items[index] + words[2:]]
    for both, two in _PAIRS.items():
        if count == 2 and both in clause:
            return [clause.replace(both, two[index]) + words[2:]]
    return []


def _completed(clause: str) -> list[str]:
    """农村低保、农村特困救助标准 → 农村低保救助标准, 农村特困救助标准: what ends the last item ends each."""
    clause = re.sub("[两二三四五](项|类|者)(?=支出|补贴|资金|人员|标准)", "", clause)
    items = [item for item in _SPLIT.split(_WHEN.sub("", _OPENING.sub("", clause))) if item]
    if len(items) < 2:
        return items
    tail = re.search(
        r"(最高标准|平均标准|保障标准|救助标准|救助供养标准|基本生活标准|补贴标准|标准|资金支出|支出|救助资金|资金|人口|床位|人数|户数|基本生活费|生活费|养老金|的(老年人|残疾人|儿童|家庭))?(增幅|涨幅|增长率)?$",
        items[-1],
    )
    ending = tail[0] if tail else ""
    if len(items) == 2 and items[0] in ("城市", "城镇") and items[1].startswith("农村"):
        return [items[0] + items[1].removeprefix("农村"), items[1]]
    return [_ended(item, ending) for item in items]


def _ended(item: str, ending: str) -> str:
    """困难残疾人生活补贴 with 补贴标准 is 困难残疾人生活补贴标准."""
    if item.endswith(ending):
        return item
    shared = next(size for size in range(len(ending), -1, -1) if item.endswith(ending[:size]))
    return item + ending[shared:]
