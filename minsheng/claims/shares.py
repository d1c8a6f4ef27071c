"""Percentages of one thing in another where the clause names either in words of its own: 农村低保对象占全市低保对象的74.7%.

The part is what stands before 占 or was told last, the whole what stands behind it or what the sentence speaks of (低保对象中, …占).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.claims.describing import Describer
from minsheng.claims.quotients import is_below
from minsheng.claims.record import Quotient
from minsheng.claims.said import Said

_OF = re.compile(
    r"^(?P<part>.*?)[,]?(?P<verb>占比|占|相当于)(到|了)?(?P<whole>.*?)的?(比例|比重|比)?,?(今年|本年|全年|20\d\d年|上年|去年)?(年?[末底])?(已)?(分别)?(为|达到?|是|提高到|升至)?$"
)
#: 支出的62.4%用在了…身上, 其中53.3%用于…
_SPENT_ON = re.compile(r"^(?P<whole>.*?)的?$")
_PART_BEHIND = re.compile(
    r"^的?(?:用于|用在了?|花在了?|享受了?|属于|是|为)(?P<part>[\u4e00-\u9fff“”()]{2,20})"
)
_HEAD = re.compile(r"(?:^|[。;,])在?(?P<whole>[^,。;§]{2,20})(?:中|里|方面)(?![心共央])(?=[,\u4e00-\u9fff])")
#: 镇街覆盖率100%, 覆盖93.6%的镇街
_COVERING = re.compile(
    r"(?P<by>[\u4e00-\u9fff()]{2,8})覆盖率[为达到]*#|覆盖了?(全[市县区])?#的(?P<of>[\u4e00-\u9fff()]{2,8})$"
)
_ALL = re.compile(
    r"全[市县区省]|全部|全体|所有|当年|本年|年末|期末|同期|上述|总数|总量|总额|总人数|总户数|总(?=支出)|的$"
)
_UNITS = ("人", "户", "元", "张", "个", "对", "具", "人次")
_LEAST = 2


def told(
    clause: str, after: str, sentence: str, said: list[Said], describer: Describer
) -> Iterator[Quotient]:
    """What a percentage may divide: ``clause`` stands before it, ``after`` behind it, ``sentence`` is all before it."""
    found, head = _OF.match(clause), _head(sentence)
    named = [one.code for one in said if one.code]
    if found:
        parts = _named(found["part"], describer) if found["part"] else named[-1:]
        if found["part"] and head.startswith(("城市", "农村")):
            parts = [*_named(head[:2] + found["part"], describer), *parts]
        spoken = [*_named(head, describer), *named[::-1], *_above(parts, sentence, describer)]
        wholes = _named(found["whole"], describer) if found["whole"] else spoken
    elif behind := _PART_BEHIND.match(after):
        parts = _named(behind["part"], describer)
        wholes = _named(clause.removesuffix("的"), describer) or [*_named(head, describer), *named[::-1]]
    elif covered := _COVERING.search(clause + "#" + after):
        parts, wholes = named[-1:], _named(covered["by"] or covered["of"], describer)
        yield from (Quotient(part, whole) for part in parts for whole in wholes[:1])
        return
    else:
        return
    pairs = [
        (part, whole)
        for part in parts
        for whole in wholes
        if part != whole and describer.catalogue[part].unit == describer.catalogue[whole].unit
    ]
    below = [it for it in pairs if is_below(*it, describer.catalogue)]
    apart = found is None or found["whole"] or found["part"].startswith("其中")
    unlike = pairs if apart else []
    yield from (Quotient(*it) for it in (below[:1] or unlike[:4]))


def _above(parts: list[str], sentence: str, describer: Describer) -> Iterator[str]:
    """特困人员主要在农村，年末农村特困人员8506人，占87.5%: what the part is a part of, where the sentence speaks of it."""
    spoken = {code for it in describer.lexicon.occurrences(sentence) for code in it.codes}
    for part in parts:
        parent = describer.catalogue[part].parent
        if parent in spoken:
            yield parent


def _head(sentence: str) -> str:
    found = [*_HEAD.finditer(sentence)]
    return found[-1]["whole"] if found else ""


def _named(words: str, describer: Describer) -> list[str]:
    """The indicators that some words name, of every unit."""
    bare = _ALL.sub("", re.sub("^(其中|今年|20\\d\\d年|截至|年底|年末|,|、)+", "", words))
    codes = [*describer.lexicon.codes(bare)]
    for unit in _UNITS:
        found = describer.described(bare, unit)
        codes += [it.code for it in found[:3] if it.said == found[0].said and it.said >= _LEAST]
    return list(dict.fromkeys(codes))
