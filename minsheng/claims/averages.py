"""Numbers that are so much of one thing for each of another: 人均326元, 平均每家机构154张, 每千名老年人28.8张.

Such a number is never the figure itself: either the catalogue has the ratio, or the two figures are told and whoever judges divides them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.claims.describing import Describer
from minsheng.claims.fit import fit
from minsheng.claims.numbers import Number
from minsheng.claims.record import Quotient
from minsheng.claims.said import Said

_MANY = {"百": 100, "千": 1000, "万": 10000}
_MEASURES = "名位个家所处座户对张具人件站"
_NOUN = re.compile(
    r"(?:(?!有|年末|全年|办理|约|为|达|拥|月|服务老|提供|对应|享受|管辖|配备)[\u4e00-\u9fff()])"
).pattern
_AVERAGE = re.compile(
    rf"(?P<per>[人户家站馆所处次])均(?!衡|等|匀)|平均每(?P<of>(户次|人次|[{_MEASURES}])?{_NOUN}{{0,14}})|每(?P<many>[百千万])(?P<whole>[{_MEASURES}]?{_NOUN}{{0,14}})|每(支出|投入|卖出|销售|办理|安葬|火化)?(§|$)"
)
_PER = {"人": ("人", "人次"), "次": ("人次", "户次", "次"), "户": ("户", "户次")}
_LEAST = 2  #: characters of a name that a word in 每… must say
_MOST = 6


def tells(words: str) -> bool:
    """Whether the words before a number in its clause make it an average."""
    return _AVERAGE.search(words) is not None


def told(
    words: str, sentence: str, number: Number, said: list[Said], describer: Describer
) -> Iterator[Quotient]:
    """What may have been divided by what, the likeliest first."""
    found = [*_AVERAGE.finditer(words)]
    if not found:
        return
    per = found[-1]
    rest = words[: per.start()] + words[per.end() if not (per["of"] or per["whole"]) else per.start() :]
    parts = [*_described(rest, number.measured, describer), *_said(said, (number.unit,), describer)]
    parts = parts or [
        *_described(sentence + rest, number.measured, describer),
        *_counterparts(said, number.measured, describer),
    ]
    wholes = [*_wholes(per, f"{sentence} {words}", words[: per.start()], said, describer)]
    pairs = [
        (part, whole) for part in dict.fromkeys(parts) for whole in dict.fromkeys(wholes) if part != whole
    ]
    yield from (Quotient(part, whole, per=_MANY.get(per["many"] or "", 1)) for part, whole in pairs[:_MOST])


def _wholes(per: re.Match, words: str, before: str, said: list[Said], describer: Describer) -> Iterator[str]:
    if noun := (per["of"] or per["whole"]):
        for unit in ("个", "人", "户", "户次", "人次"):
            yield from _described(noun, unit, describer)
        for unit in _PER.get(noun[0], ("个",)):
            yield from _described(before, unit, describer)
        yield from _said(said, _PER.get(noun[0], ("个", "处")), describer)
        if per["of"]:
            yield from _described(words, "个", describer)
        return
    told = [*_said(said, _PER.get(per["per"] or "", ("个", "处")), describer)]
    yield from told
    if per["per"] == "人" and not told:
        yield from (*_described(words, "人", describer), "resident_population")


def _said(said: list[Said], units: tuple[str, ...], describer: Describer) -> Iterator[str]:
    for one in reversed(said):
        if one.code and any(fit(unit, describer.catalogue[one.code]) == 0.0 for unit in units):
            yield one.code


def _counterparts(said: list[Said], unit: str, describer: Describer) -> Iterator[str]:
    """低保户57684户，户均2人: the people of the households."""
    for one in reversed(said):
        if one.code:
            called = re.sub("[户个]数?$", "", describer.catalogue[one.code].short_name)
            yield from _described(called, unit, describer)


def _described(words: str, unit: str, describer: Describer) -> list[str]:
    found = [it for it in describer.described(words, unit) if not describer.catalogue[it.code].is_ratio]
    return [it.code for it in found[:2] if it.said == found[0].said and it.said >= _LEAST]
