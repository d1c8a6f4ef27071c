"""Whose turn it is in a 分别 list: the places, the kinds or the figures told before it take turns."""

from __future__ import annotations

import re
from collections.abc import Callable

from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed
from minsheng.claims.movement import COMPARING
from minsheng.claims.numbers import Number
from minsheng.claims.said import Said

_KINDS_LISTED = re.compile("(户数|人数|人次|金额|资金|对数)[、和与](户数|人数|人次|金额|资金|对数)$")


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
    one = _respective(masked, said, listed) if any_unit else None
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
    if len(earlier) < listed.count or not COMPARING.fullmatch(masked[earlier[-1].end : listed.start]):
        return None
    return earlier[-listed.count + listed.index]
