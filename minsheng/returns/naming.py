"""What a column under several heads means: 城市低保 over 人数, 养老机构 over 床位数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.returns.labels import BARE_ROW, Label, Labels, Match, Row, label_of

_SUM = re.compile(r"合计|小计|总计|总数|数量|计|数|人数|个数")
#: words that say that persons are counted
_COUNTED = re.compile(r"(.+?)(?:对象|人员)?(?:人?数)?")
#: what a heading may be about; an item below it must be about the same
_TOPICS = (
    ("低保", "最低生活保障"), ("特困", "五保", "供养"), ("孤儿",), ("事实无人抚养",), ("残疾", "残补"), ("流浪", "乞讨"),
    ("结婚", "婚姻"), ("离婚", "婚姻"), ("优抚",), ("临时救助",), ("殡葬", "火化", "公墓"), ("彩票",), ("高龄",),
)  # fmt: skip


def meaning(known: Labels, levels: Sequence[str], unit: str, titles: Sequence[str] = ()) -> Match:
    """The indicator of a column by its heads, uppermost first; ``unit`` empty where none is printed.

    What the lines above the table say (农村低保标准表) can only decide what the heads leave open.
    """
    labels = [label_of(level) for level in levels]
    own, above = labels[-1], [label.name for label in labels[:-1]]
    for joined, rest in _joinings(above):
        word = joined if _SUM.fullmatch(own.name) else f"{joined}{own.name}"
        for row in (Row(Label(word, BARE_ROW), rest, unit), Row(own, [*rest, joined], unit)):
            found = known.match(row)
            if found.indicator and not _strays(known, [*rest, joined], found.indicator):
                return found
    found = known.match(Row(own, [*titles, *above], unit))
    if found.indicator is None and (bare := _COUNTED.fullmatch(own.name)):
        shorter = known.match(Row(Label(bare[1], own.rank, own.of_which), [*titles, *above], unit or "人"))
        found = shorter if shorter.indicator and shorter.indicator.unit == "人" else found
    if found.indicator and (why := _strays(known, above, found.indicator)):
        return Match(why=why)
    return found


def _joinings(above: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The heads above joined to one name, with those left out: 城市最低生活保障 of 最低生活保障 over 城市."""
    for count in range(1, len(above) + 1):
        own, rest = above[-count:], above[:-count]
        yield "".join(own), rest
        if count > 1:
            yield "".join(reversed(own)), rest


def fitting(measures: Sequence[str], indicator: Indicator | None) -> str:
    """The one of several units named above a table in which an indicator can be measured; else empty."""
    if indicator is None:
        return ""
    found = [it for it in measures if units.same_kind(it, indicator.unit)]
    return found[0] if len(found) == 1 else ""


def _strays(known: Labels, above: Sequence[str], indicator: Indicator) -> str:
    """Why a column below a heading cannot be the total that its own name says."""
    for heading in above:
        if not _same_topic(heading, indicator):
            return f"“{heading}”之下，不能确定就是“{indicator.name}”"
        upper = known.match(Row(Label(heading, BARE_ROW), ())).indicator
        if (
            upper
            and units.same_kind(upper.unit, indicator.unit)
            and not known.related(upper.code, indicator.code)
        ):
            return f"是“{upper.name}”的其中项，并非“{indicator.name}”"
    return ""


def _same_topic(heading: str, indicator: Indicator) -> bool:
    names = "|".join((indicator.name, *indicator.aliases))
    topics = [words for words in _TOPICS if any(word in heading for word in words)]
    return not topics or any(word in names for words in topics for word in words)
