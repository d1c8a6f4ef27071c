"""Whose turn it is in a 分别 list: the places, the kinds or the figures told before it take turns."""

from __future__ import annotations

import re
from collections.abc import Callable

from minsheng.catalogue import Catalogue
from minsheng.claims.binding import Bound
from minsheng.claims.ellipsis import Completer
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed, items_of
from minsheng.claims.movement import COMPARING
from minsheng.claims.numbers import Number
from minsheng.claims.passages import words_before, words_beside
from minsheng.claims.said import Said

_KINDS_LISTED = re.compile("(户数|人数|人次|金额|资金|对数)[、和与](户数|人数|人次|金额|资金|对数)$")
#: ,上年末分别为: nothing but a time stands between the mark and 分别
_WHEN_ONLY = re.compile(r"[,、](上年|去年|今年|20\d\d年)?(同期|年?[末底])?(同比)?(完成率|完成进度)?$")
_RESPECTIVE = re.compile("惠及|保障|救助|涉及|覆盖|标准|每人|每月|发放|支出|支付|拨付|投入")
_EACH_NAMED = re.compile("[、和与及]")


def taking_turns(
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
    if any_unit and (counted := _by_unit(masked, number, said, lexicon, listed)):
        return counted
    one = _growing(masked, said, listed) if any_unit else None
    return Bound(one.code or "", one.phrase) if one else None


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


def _by_unit(masked: str, number: Number, said: list[Said], lexicon: Lexicon, listed: Listed) -> Bound | None:
    """6509户、11175人，户数、人数分别比上年减少24户、112人: each of what was told in its own unit."""
    if not _KINDS_LISTED.search(masked[max(0, listed.start - 12) : listed.start]):
        return None
    alike = [
        one
        for one in said
        if one.end <= listed.start and one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0
    ]
    return Bound(alike[-1].code or "", alike[-1].phrase) if alike else None


def _growing(masked: str, said: list[Said], listed: Listed) -> Said | None:
    """The number before 同比分别增长 that this growth belongs to."""
    every = [one for one in said if one.end <= listed.start]
    if not every:
        return None
    earlier = [
        one
        for one, after in zip(every, [*every[1:], None], strict=True)
        if after is None or one.code != after.code
    ]
    if len(earlier) < listed.count or not COMPARING.fullmatch(
        re.sub(r"\([^()§]*\)", "", masked[earlier[-1].end : listed.start])
    ):
        return None
    return earlier[-listed.count + listed.index]


def in_turn(
    masked: str, number: Number, said: list[Said], listed: Listed, completer: Completer
) -> Bound | None:
    """孤儿…名、事实无人抚养儿童…名，分别发放基本生活费…: 分别 begins the clause, so what was said takes turns."""
    if not _WHEN_ONLY.search(masked[max(0, listed.start - 10) : listed.start]):
        return None
    found = respective(masked, number, said, listed, completer)
    return found if found and found.code else None


def respective(
    masked: str, number: Number, said: list[Said], listed: Listed, completer: Completer
) -> Bound | None:
    """A支出x元、B支出y元，分别惠及m人、n人: the people of the first amount, and of the second."""
    ahead = masked[max(0, listed.start - 6) : listed.start]
    words = ahead[-2:] + listed.words + words_beside(masked, number)
    before = [one for one in said if one.end <= listed.start][-listed.count :]
    if len(before) != listed.count or not before[listed.index].code:
        return None
    own = before[listed.index]
    once_more = re.search("(上年|去年)(同期|年?[末底])?$", ahead)
    of_tasks = number.unit == "%" and re.search("完成(率|进度)$", ahead)
    if of_tasks or (once_more and fit(number.unit, completer.catalogue[own.code or ""]) == 0.0):
        return Bound(own.code or "", own.phrase)
    if not _RESPECTIVE.search(words):
        return None
    per_month = number.measured == "元" and re.search("每人|每月|标准", words)
    unit = "元/人·月" if per_month else number.measured
    return completer.counterpart(before[listed.index].code or "", unit)


def of_list(
    masked: str, number: Number, said: list[Said], listed: Listed, numbers: list[Number], catalogue: Catalogue
) -> Bound | None:
    """2021至2023年分别新建8处、14处、12处: one thing at several times; not where each number has an item of its own."""
    last = said[-1] if said else None
    if not listed.index or not last or not last.code or last.start < listed.start:
        return None
    apart = items_of(masked, number, numbers) or _EACH_NAMED.search(words_before(masked, listed.start))
    same = fit(number.unit, catalogue[last.code]) == 0.0
    return Bound(last.code, last.phrase) if same and not apart else None
