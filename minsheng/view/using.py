"""“用这个数”: one menu behind every figure on every screen: where it comes from, and to copy or collect it.

A figure on a screen is a button that carries what the menu needs; one script for the whole page opens the menu where
it is pressed, so that hundreds of figures cost no widget and no question to the server. Pure: texts in, texts out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

from minsheng import figure, selections
from minsheng.catalogue import Indicator
from minsheng.changes import Change
from minsheng.facts import Approx, Basis, Fact, plain
from minsheng.figure import Figure
from minsheng.places import regions
from minsheng.writing import annexes, binding
from minsheng.writing.binding import Entry, Register

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


def usable(inner: str, shown: Figure, sentence: str = "", reasons: tuple[str, ...] = ()) -> str:
    """The HTML of a figure as a button that opens the menu; as it is where there is no number to use."""
    if not shown.fact.has_value:
        return inner
    return _button(inner, f"{shown.name}{shown.display}，出处与引用", payload(shown, sentence, reasons))


def _button(inner: str, label: str, offered: dict[str, object], kind: str = "ms-use") -> str:
    told = _written(offered)
    return (
        f'<button type="button" class="{kind}" aria-haspopup="menu" title="{escape(label)}" data-use="{escape(told)}">'
        f"{inner}</button>"
    )


def shown(it: Figure) -> str:
    """A figure as it is displayed, as a button that opens the menu."""
    return usable(escape(it.display), it)


def spoken(text: str, figures: Iterable[Figure], sentence: str = "") -> str:
    """The HTML of a text in which the numbers of these figures, each where it is first said, open the menu."""
    found: dict[tuple[int, int], Figure] = {}
    for it in figures:
        if span := next((each for each in _said(text, it) if _is_free(each, found)), None):
            found[span] = it
    html, at = "", 0
    for start, end in sorted(found):
        html += escape(text[at:start]) + usable(escape(text[start:end]), found[start, end], sentence)
        at = end
    return html + escape(text[at:])


def _said(text: str, it: Figure) -> Iterator[tuple[int, int]]:
    """Where a text words a figure: with separators or without, its denominator said or not."""
    if it.fact.has_value:
        whole = f"{plain(it.fact.value)}{it.fact.unit}"
        for words in dict.fromkeys((it.display, it.prose, it.display.partition("/")[0], whole)):
            yield from (found.span() for found in re.finditer(rf"(?<![\d.,]){re.escape(words)}(?!\d)", text))


def _is_free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def growth(it: Figure, change: Change | None) -> Entry | None:
    """A rise or a fall of a figure as a bound wording; None where there is none or no number in it (持平)."""
    if change is None or change.value is None or change.base is None:
        return None
    words = figure.magnitude(change)
    return _given(Register().bind(words, binding.grown(it.fact, change), it.indicator, "growth"))


def grown(inner: str, it: Figure, change: Change | None) -> str:
    """The HTML of a rise or a fall as a button that opens the menu; as it is where there is no number to use."""
    bound = growth(it, change)
    if bound is None:
        return inner
    return _button(inner, f"{it.name}{bound.quote}，出处与引用", _of_document(bound, it.sentence(change)))


def carried(it: Figure | None) -> str:
    """What a point of a chart carries, to be pressed like a figure in a table; empty where there is no number to use."""
    return _written(payload(it)) if it and it.fact.has_value else ""


def compared(inner: str, shown: Figure, change: Change | None) -> str:
    """As ``usable``, with the sentence that tells a comparison too."""
    return usable(inner, shown, shown.sentence(change))


def payload(shown: Figure, sentence: str = "", reasons: tuple[str, ...] = ()) -> dict[str, object]:
    """What the menu offers of a figure."""
    said = sentence or shown.sentence()
    return {
        "title": f"{shown.place}{shown.name}",
        "number": shown.display,
        "sentence": said,
        "cite": citation(shown, said),
        "cell": cell(shown),
        "member": _member(shown.fact, shown.indicator),
        "rows": [[name, text] for name, text in rows(shown, reasons) if text],
    }


def worded(inner: str, bound: Entry, sentence: str = "") -> str:
    """The HTML of a numeral of a document as a button that opens the menu; ``sentence`` is the one it stands in."""
    return _button(inner, f"{bound.quote}，出处与引用", _of_document(bound, sentence), "ms-use ms-num")


def _of_document(bound: Entry, sentence: str) -> dict[str, object]:
    """What the menu offers of a numeral that a document words: as printed there, with what defends it."""
    told, fact = annexes.shown_figure(bound), _given(bound).fact
    place = regions().get(fact.region).name_at(fact.period)
    meaning, origin = annexes.meaning(bound), annexes.origin(fact)
    said = sentence or f"{place}{told.name}（{meaning}，{told.when}）{bound.quote}。"
    exact = bound.measure == "actual" and fact.approx is Approx.EXACT and fact.value_to is None
    parts = (place, told.name, meaning, told.when, plain(fact.value) if exact else bound.quote)
    return {
        "title": f"{place}{told.name}",
        "number": bound.quote,
        "sentence": said,
        "cite": f"{said.rstrip('。')}（来源：{origin}；数据编号：{bound.id}）。",
        "cell": "\t".join((*parts, fact.unit if exact else "", origin)).replace("\n", " "),
        "member": _member(fact, bound.indicator) if bound.measure == "actual" else "",
        "rows": [[name, text] for name, text in defence(bound) if text],
    }


def _member(fact: Fact, indicator: Indicator) -> str:
    """The figure as one of a list; empty for what only this screen computes (a count of units, a share of people)."""
    again = not fact.derivation or fact.basis is Basis.QUARTER or indicator.formula is not None
    return selections.member(fact) if again else ""


def _written(offered: dict[str, object]) -> str:
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
    found = []
    for operand in fact.derivation.operands:
        shown = Figure(operand, indicator, "")
        value = plain(operand.value) if operand.indicator != indicator.code else shown.display
        found.append(
            ("运算数", f"{shown.when}，{value}，{annexes.origin(operand)}，第{operand.revision}次入库")
        )
    return found
