"""What the menu of “用这个数” offers of a figure or of a wording: number, sentence, citation, Excel row, what defends it. Pure.

Whatever is offered gives out a 数据编号; ``handed_out`` tells which, so that whoever shows them has them remembered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from minsheng import selections
from minsheng.catalogue import Indicator
from minsheng.facts import Approx, Basis, Fact, plain
from minsheng.figure import Figure, time_basis
from minsheng.places import regions
from minsheng.writing import annexes
from minsheng.writing.binding import Entry, Register

Offered = dict[str, object]
_UNSTORED = "尚未入库，没有数据编号"
#: where a count comes from that is no figure
_COUNTED = "按本系统库中的记录清点"
#: so many operands are listed in the menu; the rest stand behind the 数据编号
_LISTED = 4
#: the 数据编号 that were drawn in the block that asks for them
_GIVEN: ContextVar[dict[str, Entry] | None] = ContextVar("given", default=None)


@contextmanager
def handed_out() -> Iterator[dict[str, Entry]]:
    """All 数据编号 that menus drawn inside the block give out, so that whoever shows them can have them remembered."""
    given: dict[str, Entry] = {}
    token = _GIVEN.set(given)
    try:
        yield given
    finally:
        _GIVEN.reset(token)


def _given(bound: Entry | None) -> Entry | None:
    """A wording whose number is given out."""
    given = _GIVEN.get()
    if bound and given is not None:
        given[bound.id] = bound
    return bound


def payload(shown: Figure, sentence: str = "", reasons: tuple[str, ...] = ()) -> Offered:
    """What the menu offers of a figure."""
    said = sentence or shown.sentence()
    return {
        "title": f"{shown.place}{shown.name}",
        "number": shown.display,
        "sentence": said,
        "cite": citation(shown, said),
        "cell": cell(shown),
        "member": _member(shown.fact, shown.indicator) or number_of(shown),
        "rows": [[name, text] for name, text in rows(shown, reasons) if text],
    }


def of_wording(bound: Entry, sentence: str = "") -> Offered:
    """What the menu offers of a numeral of a text: as printed there, with what defends it."""
    told, fact = annexes.shown_figure(bound), _given(bound).fact
    place = _place(fact)
    meaning, origin = annexes.meaning(bound), annexes.origin(fact)
    said = sentence or spoken(bound)
    exact = bound.measure == "actual" and fact.approx is Approx.EXACT and fact.value_to is None
    parts = (place, told.name, meaning, told.when, plain(fact.value) if exact else bound.quote)
    return {
        "title": f"{place}{told.name}{titled(bound)}",
        "number": bound.quote,
        "sentence": said,
        "cite": f"{said.rstrip('。')}（来源：{origin}；数据编号：{bound.id}）。",
        "cell": "\t".join((*parts, fact.unit if exact else "", origin)).replace("\n", " "),
        "member": (bound.measure == "actual" and _member(fact, bound.indicator)) or bound.id,
        "rows": [[name, text] for name, text in defence(bound) if text],
    }


def of_count(number: str, sentence: str) -> Offered:
    """What the menu offers of a number that is no statistical figure: how many rows, findings or tasks a screen counts."""
    return _unnumbered("清点数", number, sentence, _COUNTED, "不是统计指标，没有数据编号")


def of_text(number: str, sentence: str, name: str = "") -> Offered:
    """What the menu offers of a number that stands in somebody's text."""
    return _unnumbered(name or "文稿中的数", number, sentence, "文稿原文", "未入库，没有数据编号")


def received(shown: Figure) -> Offered:
    """What the menu offers of a figure that was read and is not stored yet."""
    offered = _unnumbered(
        f"{shown.place}{shown.name}", shown.display, shown.sentence(), shown.origin, _UNSTORED
    )
    about: list[list[str]] = [["口径", shown.basis], ["时间", shown.when], ["来源", shown.origin]]
    return {**offered, "cell": cell(shown), "rows": [*about, ["说明", _UNSTORED]]}


def _unnumbered(title: str, number: str, sentence: str, source: str, why: str) -> Offered:
    said = f"{sentence.rstrip('。')}。"
    return {
        "title": title,
        "number": number,
        "sentence": said,
        "cite": f"{said.rstrip('。')}（来源：{source}）。",
        "cell": "\t".join(("", title, "", "", number, "", source)),
        "member": "",
        "rows": [["来源", source], ["说明", why]],
    }


def _place(fact: Fact) -> str:
    return regions().get(fact.region).name_at(fact.period)


def titled(bound: Entry) -> str:
    """What a wording says of its figure, after the name: （同比）, （位次）; empty for the figure itself."""
    head = bound.fact.derivation.formula.partition("＝")[0] if bound.fact.derivation else ""
    return f"（{head}）" if bound.measure in _OF_FIGURES else ""


def spoken(bound: Entry) -> str:
    """One sentence that tells a wording alone: 截至2023年9月底，演示市城乡低保人数同比下降1.3%。"""
    told, fact = annexes.shown_figure(bound), bound.fact
    lead = f"截至{told.when}" if time_basis(told.fact) is Basis.STOCK else told.when
    name = f"{_place(fact)}{told.name}"
    mark = f"（{'、'.join(told.marks)}）" if told.marks else ""
    if bound.measure not in _OF_FIGURES:
        return f"{name}（{annexes.meaning(bound)}，{told.when}）{bound.quote}{mark}。"
    head = fact.derivation.formula.partition("＝")[0]
    since = f"比{_base(bound)}"
    words = {
        "完成率": "完成目标的",
        "年均增长": "年均",
        **{kind: f"各单位{kind}" for kind in ("平均", "合并平均", "未加权平均", "中位数")},
        "位次": f"在{len(fact.derivation.operands)}个单位中居",
        "增长": since,
        "增减量": since,
        "相差": f"{'高于' if fact.value > 0 else '低于'}各单位平均",
        "进度差": f"比时序进度{'快' if fact.value > 0 else '慢'}",
    }
    return f"{lead}，{name}{words.get(head, head)}{bound.quote}{mark}。"


def _base(bound: Entry) -> str:
    """The time of what it is compared with."""
    return "".join(Figure(it, bound.indicator, "").when for it in bound.fact.derivation.operands[1:2])


#: measures of what is said of a figure, as against the figure itself
_OF_FIGURES = ("growth", "share", "rank", "change", "mean")


def _member(fact: Fact, indicator: Indicator) -> str:
    """The figure as one of a list; empty for what is computed by its screen alone."""
    again = not fact.derivation or fact.basis is Basis.QUARTER or indicator.formula is not None
    return selections.member(fact) if again else ""


def written(offered: Offered) -> str:
    """As an attribute of the page carries it."""
    return json.dumps(offered, ensure_ascii=False, separators=(",", ":"))


def rows(shown: Figure, reasons: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What defends a figure, in few lines."""
    return [
        ("口径", shown.basis),
        ("时间", shown.when),
        ("来源", shown.origin),
        ("版本", f"{shown.fact.status.zh}，第{shown.fact.revision}次入库"),
        ("标记", "、".join(shown.marks)),
        ("说明", shown.fact.notes),
        ("比较", "；".join(reasons)),
        ("编号", number_of(shown)),
    ]


def entry(shown: Figure) -> Entry | None:
    """The figure as a bound wording; None where there is no number."""
    if not shown.fact.has_value:
        return None
    return _given(Register().bind(shown.display, shown.fact, shown.indicator))


def number_of(shown: Figure) -> str:
    """The 数据编号 that a screen gives to a figure."""
    bound = entry(shown)
    return bound.id if bound else ""


def citation(shown: Figure, sentence: str) -> str:
    """The sentence with its source and 数据编号."""
    number = number_of(shown)
    told = f"来源：{shown.origin}" + (f"；数据编号：{number}" if number else "")
    return f"{sentence.rstrip('。')}（{told}）。"


def cell(shown: Figure) -> str:
    """A row for Excel: place, figure, basis, time, number, unit, source, parted by tabs."""
    fact = shown.fact
    written = plain(fact.value) if fact.approx is Approx.EXACT and fact.value_to is None else shown.display
    exact = written != shown.display
    parts = (
        shown.place,
        shown.name,
        shown.basis,
        shown.when,
        written,
        fact.unit if exact else "",
        shown.origin,
    )
    return "\t".join(part.replace("\t", " ").replace("\n", " ") for part in parts)


def defence(bound: Entry) -> list[tuple[str, str]]:
    """What a reader sees who asks for a numeral of a document: indicator, place, time, formula, source cells, marks, number."""
    shown, fact = annexes.shown_figure(bound), bound.fact
    return [
        ("指标", f"{shown.name}（{annexes.meaning(bound)}）"),
        ("地区", regions().get(fact.region).name_at(fact.period)),
        ("时间", shown.when),
        ("公式", fact.derivation.formula if fact.derivation else ""),
        *_sources(bound),
        ("标记", "、".join(shown.marks)),
        ("编号", bound.id),
    ]


def _sources(bound: Entry) -> list[tuple[str, str]]:
    """Where it was read, or where each operand was."""
    fact, indicator = bound.fact, bound.indicator
    if not fact.derivation:
        return [
            ("数值", Figure(fact, indicator, "").display),
            ("来源", annexes.origin(fact)),
            ("版本", f"{fact.status.zh}，第{fact.revision}次入库"),
        ]
    operands = fact.derivation.operands
    found = [("运算数", _operand(it, bound)) for it in operands[:_LISTED]]
    more = f"共{len(operands)}个，其余见数据编号" if operands[_LISTED:] else ""
    return [*found, ("", more)]


def _operand(fact: Fact, bound: Entry) -> str:
    """An operand with its place where that is another: 云岫县，2023年9月底，9,822人，来源，第1次入库."""
    shown = Figure(fact, bound.indicator, "")
    value = shown.display if fact.unit == bound.indicator.unit else f"{plain(fact.value)}{fact.unit}"
    place = _place(fact) if fact.region != bound.fact.region else ""
    read = ("按公式计算",) if fact.derivation else (annexes.origin(fact), f"第{fact.revision}次入库")
    told = (place, shown.when, value, *read)
    return "，".join(it for it in told if it)
