"""Numbers that go on about what the sentence has named: 比上年增长9.7%, 其中农村8.9万人, 张店区120人."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed
from minsheng.claims.numbers import Number

_COMPARING = re.compile(
    r"[,(、]*(且|并|同|其中)?(同比|环比|较|比|与)?(上年|去年|年初|上年末|去年末|上年底|去年底|上年同期|去年同期|上季度|上月|20\d\d年(底|末)?|全省平均|全市平均)?(同期|相比)?[,]?"
    r"(净|共|分别|均|年均|小幅|大幅)?(增长|增加|提高|上升|上涨|上调|提升|下降|减少|降低|下滑|回落|增幅|涨幅|降幅|扩大|缩小|多|少)?(了|达到?|为|幅度为|约|近|超)?[,(]?"
)
_PART = re.compile(r"[,、;:和及与(]*(其中)?[,:]?(?P<item>[\u4e00-\u9fff]{2,12}?)(分别)?(为|有|是|共|达|约)?$")
_BASE = re.compile(r"[,(、。;]*(比|较|与)?(上年|去年)(同期|末|底)?(的|为|是|数|有)*")
_ONWARDS = re.compile(
    r"[,]?(再|又|逐步)?(增长|增|升|提|提高|增加|上升|上调|提升|扩大|下降|降低|减少|降|调整|缩小|升)(到|至|为)(了)?(现在的|目前的|今年的|20\d\d年的)?(每人每[月年])?"
)
_COMPLETED = re.compile(
    r"[,(]?(已|均|提前|超额|超)*(完成|实现|达到)(了|全年|年度|市下达的?|省下达的?|下达的?)*"
)
_OF_WHOLE = re.compile(
    r"[,(]?(分别)?占(全市|全县|全区|全部)?(?P<whole>[\u4e00-\u9fff]{2,16}?)(总数|总量|总人数)?的?(比例|比重)?(为|达到?)?|[,]?完成(?P<target>§+)?的?(年度|全年)?(目标)?任务的|(年度|全年)?(目标)?(任务|目标)的"
)
_PARTS = frozenset("城市 城镇 农村 市区 县域".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A number before this one in the sentence, with its indicator and the phrase that named it."""

    start: int
    end: int
    code: str | None
    phrase: str


def subject_of(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    *,
    any_unit: bool,
    is_place: Callable[[str], bool],
    listed: Listed | None,
) -> Bound | str | None:
    """The subject carried on: a Bound, the words to bind, or None where the number has its own."""
    if listed and (bound := _taking_turns(masked, number, said, lexicon, listed, any_unit, is_place)):
        return bound
    if not said or not said[-1].code:
        return None
    last = said[-1]
    gap = masked[last.end : number.start].lstrip("。")
    cost = fit(number.unit, lexicon.catalogue[last.code])
    if any_unit and _COMPARING.fullmatch(gap):
        return _compared(masked, said, lexicon)
    onwards = cost is not None and (_ONWARDS.fullmatch(gap) or _BASE.fullmatch(gap))
    if onwards or (cost == 0 and _COMPLETED.fullmatch(gap)):
        return Bound(last.code, last.phrase)
    if of := _OF_WHOLE.fullmatch(gap):
        return _share(last, of["whole"], lexicon)
    return _part_of(gap, number, said, lexicon, is_place)


def _taking_turns(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    listed: Listed,
    any_unit: bool,
    is_place: Callable[[str], bool],
) -> Bound | None:
    """Whose turn it is in a 分别 list of places, or of the growth of what was said before."""
    if bound := _by_place(masked, number, said, lexicon, listed, is_place):
        return bound
    one = _respective(masked, said, listed) if any_unit else None
    return Bound(one.code or "", one.phrase) if one else None


def _part_of(
    gap: str, number: Number, said: list[Said], lexicon: Lexicon, is_place: Callable[[str], bool]
) -> Bound | str | None:
    """其中农村8.9万人, 张店区120人: a part of what the sentence is about."""
    part = _PART.fullmatch(gap)
    if part is None:
        return None
    first = next(one for one in said if one.code)
    if is_place(part["item"]) and fit(number.unit, lexicon.catalogue[said[-1].code]) == 0:
        return Bound(said[-1].code, said[-1].phrase)
    if part["item"] in _PARTS:
        return part["item"] + re.sub(r"^(城乡|全市|全县)", "", _words(first, lexicon))
    return None


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


def _by_place(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    listed: Listed,
    is_place: Callable[[str], bool],
) -> Bound | None:
    """全市低保对象…人，云岫县、西岑区分别为…: the places take turns, the subject stays."""
    earlier = [one for one in said if one.end <= listed.start]
    if not earlier or not earlier[-1].code or fit(number.unit, lexicon.catalogue[earlier[-1].code]) is None:
        return None
    items = re.split(
        r"、|和|与|及", masked[earlier[-1].end : listed.start].lstrip(",、。;").removeprefix("其中")
    )
    return (
        Bound(earlier[-1].code, earlier[-1].phrase)
        if len(items) == listed.count and all(map(is_place, items))
        else None
    )


def _respective(masked: str, said: list[Said], listed: Listed) -> Said | None:
    """The number before 同比分别增长 that this growth belongs to."""
    every = [one for one in said if one.end <= listed.start]
    if not every:
        return None
    earlier = [
        one
        for one, after in zip(every, [*every[1:], None], strict=True)
        if after is None or one.code != after.code
    ]
    if len(earlier) < listed.count or not _COMPARING.fullmatch(masked[earlier[-1].end : listed.start]):
        return None
    return earlier[-listed.count + listed.index]


def _compared(masked: str, said: list[Said], lexicon: Lexicon) -> Bound:
    """What rose or fell; after 其中 it may be the whole or the part, and stays open."""
    last, first = said[-1], next(one for one in said if one.code)
    parted = "其中" in masked[first.end : last.start] and masked[last.end : last.end + 1] == ","
    alike = lexicon.catalogue[first.code].unit == lexicon.catalogue[last.code].unit
    if parted and alike and first.code != last.code:
        return Bound(candidates=(first.code or "", last.code or ""))
    return Bound(last.code or "", last.phrase)


def _words(said: Said, lexicon: Lexicon) -> str:
    """The phrase that named a subject; its name where a pattern did."""
    return (
        said.phrase
        if re.fullmatch(r"[\u4e00-\u9fff]+", said.phrase)
        else lexicon.catalogue[said.code].short_name
    )
