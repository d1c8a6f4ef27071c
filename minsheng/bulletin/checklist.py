"""数据核对表: the numbers that the text of a 通报 says, each with its sentence, unit, meaning, time and source."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.bulletin import own
from minsheng.geography.regions import Regions
from minsheng.writing import annexes
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Cell, Span, Table, cell


def checklist(entries: Sequence[Entry], register: Register, regions: Regions, annex: str) -> Table:
    """The numbers that the text says, each with its sentence, unit, meaning, time and source."""
    said = [register.sentence(it) or "见附件表" for it in entries]
    return Table(
        annex,
        "数据核对表",
        "列出正文的数字；附件表内的数字在电子版中带有数据编号",
        ("数据编号", "句子", "数值", "单位", "指标和口径", "时期", "来源"),
        (28, 70, 24, 26, 36, 22, 40),
        [_checked(*each, regions) for each in zip(entries, said, ["", *said], strict=False)],
        landscape=True,
    )


def _checked(entry: Entry, said: str, before: str, regions: Regions) -> list[Cell]:
    shown = annexes.shown_figure(entry)
    return [
        cell(entry.id),
        cell("同上" if said == before else said),
        (Span(entry.quote, entry),),
        cell(regions.get(entry.fact.region).name_at(entry.fact.period)),
        cell(f"{shown.name}（{meaning(entry)}）"),
        cell(shown.when),
        cell(annexes.origin(entry.fact)),
    ]


def meaning(entry: Entry) -> str:
    """What a number states: 期末, 增减, 位次 …"""
    if entry.fact.indicator in own.CODES:
        return "计算"
    if entry.measure == "quoted":
        return "单位自述"
    return annexes.meaning(entry)
