"""A 数据编号 on a screen: what it states, how it came about down to the source cell, where it is printed, what stands today."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from minsheng.catalogue import Catalogue
from minsheng.editions.numbers import Resolved
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.view import markup

#: so many operands lie open; more are named and open on demand
OPENED = 3
Naming = Callable[[str, Period | None], str]  #: the name of a place at a time


def card(found: Resolved, catalogue: Catalogue, naming: Naming) -> str:
    """All that a number resolves to: as printed, its fact or its formula with the operands, documents, today's value."""
    rows = [
        ("数据编号", found.entry.id),
        ("印出的数", found.entry.quote),
        ("含义", f"{found.figure.name}（{found.meaning}）"),
        ("地区", found.figure.place),
        ("现在的数", now(found)),
        *(("见于", f"{it.state}《{it.title}》{it.place}：{it.sentence}") for it in found.places[:3]),
    ]
    return markup.definition_table(rows) + _origin(found.entry.fact, catalogue, naming)


def now(found: Resolved) -> str:
    """What stands today, in words."""
    if not found.changed:
        return "按公式用库中现在的数重新计算，没有变化" if found.entry.fact.derivation else "没有变化"
    today = found.now
    if today.fact is None:
        return today.reason
    shown = Figure(today.fact, found.entry.indicator, found.figure.place)
    return f"{shown.display}（{today.fact.status.zh}，第{today.fact.revision}次入库）"


def _named(fact: Fact, catalogue: Catalogue, naming: Naming) -> str:
    """An operand in a line: what it is, of which place and time, and its number."""
    shown = Figure(fact, catalogue[fact.indicator], naming(fact.region, fact.period))
    return escape(f"{shown.place}{shown.when}{shown.indicator.title}{shown.display}")


def _origin(fact: Fact, catalogue: Catalogue, naming: Naming) -> str:
    """A stored fact with its source cell; a computed one with its formula and each operand."""
    if not fact.derivation:
        return markup.provenance(Figure(fact, catalogue[fact.indicator], naming(fact.region, fact.period)))
    operands = fact.derivation.operands
    opened = " open" if len(operands) <= OPENED else ""
    inner = "".join(
        f"<details{opened}><summary>第{place}个运算数：{_named(operand, catalogue, naming)}</summary>{_origin(operand, catalogue, naming)}</details>"
        for place, operand in enumerate(operands, start=1)
    )
    return f"{markup.definition_table([('公式', fact.derivation.formula)])}{inner}"
