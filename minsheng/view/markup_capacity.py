"""能力和覆盖 in HTML: figures that open to their parts, flow tables, funnels. Pure, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from minsheng.benefits import Benefits, InForce
from minsheng.capacity.balances import Balance, Term
from minsheng.capacity.funnels import Funnel, Stage
from minsheng.capacity.ratios import CapacityCard, Group
from minsheng.figure import Figure, magnitude
from minsheng.view import markup, using

#: a formula that is one thing by another
_PLAIN = re.compile(r"\w+ / \w+(?: \* \d+)?")
STYLE = """
.ms-flow { width: 100%; border-collapse: collapse; font-size: 14px; }
.ms-flow th { text-align: right; font-weight: 400; font-size: 12px; color: #5f6c7b; border-bottom: 1px solid #9aa5b1; padding: 3px 8px; white-space: nowrap; }
.ms-flow td { text-align: right; border-bottom: 1px solid #f0eee8; padding: 5px 8px; font-variant-numeric: tabular-nums; white-space: nowrap; vertical-align: top; }
.ms-flow th:first-child, .ms-flow td:first-child, .ms-flow td.say, .ms-flow th.say { text-align: left; white-space: normal; }
.ms-flow td:first-child { min-width: 8em; } .ms-flow .off { color: #9c2f22; font-weight: 600; }
.ms-flow .none { color: #5f6c7b; }
.ms-funnel { display: grid; gap: 3px; font-size: 13px; }
.ms-funnel div { display: grid; grid-template-columns: 11em minmax(0, 1fr) 12em; gap: 8px; align-items: center; }
.ms-funnel i { display: block; height: 16px; background: #5b7fa8; border-radius: 2px; min-width: 2px; }
.ms-funnel small { color: #5f6c7b; }
@media (max-width: 640px) {
  .ms-funnel div { grid-template-columns: 1fr; gap: 1px; }
  .ms-flow, .ms-flow tbody, .ms-flow tr, .ms-flow td { display: block; text-align: left; } .ms-flow thead { display: none; }
  .ms-flow td { border: 0; padding: 1px 0; white-space: normal; } .ms-flow tr { border-bottom: 1px solid #e3e0d8; padding: 5px 0; }
  .ms-flow td[data-h]::before { content: attr(data-h) " "; font-size: 12px; color: #5f6c7b; }
}
"""


def group(it: Group) -> str:
    """The figures of one field of work; each opens to where it comes from."""
    return markup.chapter_title(it.title, len(it.cards)) + "".join(_card(card) for card in it.cards)


def _card(it: CapacityCard) -> str:
    marks = [mark for mark in it.figure.marks if mark != "演示"] if it.figure else []
    aside = "，".join(
        [*([it.figure.fact.scope] if it.figure and it.figure.fact.scope != "全部" else []), *marks]
    )
    below = it.reason or _parts(it)
    value = f"<b>{escape(it.figure.display)}</b>" if it.figure else "<b>—</b>"
    return (
        f'<details class="ms-entry"><summary class="ms-row"><span>{escape(it.title)}'
        f"<small>{escape(aside)}</small><small>{escape(below)}</small></span>{value}</summary>{_origin(it)}{_take(it)}</details>"
    )


def _take(it: CapacityCard) -> str:
    """The figure and its parts, ready to be used; a row that opens holds no button itself."""
    figures = [shown for shown in (it.figure, *it.parts) if shown and shown.fact.has_value]
    told = "　".join(
        using.usable(escape(f"{shown.indicator.title}{shown.display}"), shown) for shown in figures
    )
    return f'<div class="ms-take">{told}</div>'


def _parts(it: CapacityCard) -> str:
    """月服务老人20万人次/月÷长者食堂917处; nothing where the formula says more than that."""
    plain = it.parts and it.indicator.formula and _PLAIN.fullmatch(it.indicator.formula.text)
    return "÷".join(_part(part) for part in it.parts) if plain else ""


def _part(shown: Figure) -> str:
    return f"{shown.indicator.title}{shown.prose}"


def _origin(it: CapacityCard) -> str:
    """The formula, every part with its time and source, and why there is no figure."""
    shown = it.figure
    formula = f"{it.indicator.name}：{it.indicator.definition}"
    rows = [("含义", formula), ("不能计算", it.reason if shown is None else "")]
    rows += [("计算", shown.fact.derivation.formula if shown and shown.fact.derivation else "")]
    rows += [(part.indicator.title, f"{part.prose}（{part.when}），{part.origin}") for part in it.parts]
    rows += [("来源", shown.origin if shown and not shown.fact.derivation else "")]
    return markup.definition_table([*rows, ("表述", shown.sentence() if shown else "")])


def balances(found: Sequence[Balance]) -> str:
    """Flow tables: 期初 + 新增 − 退出 = 期末, and what does not balance."""
    heads = ("项目", "期初", "＋新增", "－退出", "＝期末")
    head = "".join(f"<th>{name}</th>" for name in heads)
    rows = "".join(_balance(it, heads) for it in found)
    return f'<table class="ms-flow"><thead><tr>{head}<th class="say">核对</th></tr></thead><tbody>{rows}</tbody></table>'


def _balance(it: Balance, heads: Sequence[str]) -> str:
    cells = "".join(_term(term, head) for term, head in zip(it.terms, heads[1:], strict=True))
    off = ' class="off"' if it.words.startswith("不平衡") else ""
    return f'<tr><td>{escape(it.title)}</td>{cells}<td class="say"><span{off}>{using.spoken(it.words, it.told)}</span></td></tr>'


def _term(it: Term, heading: str) -> str:
    if it.figure is None:
        return f'<td class="none" data-h="{heading}" title="{escape(it.reason)}">—</td>'
    told = f"{it.figure.when}，{it.figure.origin}"
    return f'<td data-h="{heading}" title="{escape(told)}">{using.shown(it.figure)}</td>'


def funnel(it: Funnel) -> str:
    """What is left from stage to stage, bars from zero."""
    values = [stage.figure.fact.value for stage in it.stages if stage.figure]
    most = max(values, default=0)
    rows = "".join(_stage(stage, most) for stage in it.stages)
    return f'<div class="ms-chapter">{escape(it.title)}</div><div class="ms-funnel">{rows}</div>'


def _stage(it: Stage, most) -> str:  # noqa: ANN001 - a Decimal
    width = it.figure.fact.value * 100 / most if it.figure and most else 0
    told = using.spoken(f"占上一环节{it.share.display}" if it.share else it.reason, [it.share])
    value = using.shown(it.figure) if it.figure else "—"
    title = escape(it.figure.origin if it.figure else it.reason)
    return (
        f'<div title="{title}"><span>{escape(it.title)}</span><i style="width:{width:.1f}%"></i>'
        f"<span><b>{value}</b> <small>{told}</small></span></div>"
    )


def standards(found: Benefits) -> str:
    """保障标准: value, since when, by which document, against last year and the nation; no empty columns."""
    cells = [_standard(it) for it in found.rows]
    shown = [name for name in cells[0] if any(row[name] for row in cells)]
    head = "".join(f'<th class="{_ALIGNED.get(name, "")}">{name}</th>' for name in shown)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{_ALIGNED.get(name, "")}" data-h="{name}">{row[name] or "—"}</td>' for name in shown
        )
        + "</tr>"
        for row in cells
    )
    said = "；".join(part for part in (found.claim, found.ratio) if part)
    foot = f'<p class="ms-foot">{using.spoken(f"{said}。", [found.bound])}</p>' if said else ""
    return f'<table class="ms-flow"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{foot}'


_ALIGNED = {"执行日期": "say", "文号": "say", "来源": "say", "全国平均": "say"}


def _standard(it: InForce) -> dict[str, str]:
    fact, nation = it.figure.fact, it.nation
    words = magnitude(it.growth) if it.growth.value is not None else it.growth.reason
    rose = using.grown(escape(words), it.figure, it.growth)
    return {
        "标准": escape(it.standard.name),
        "本地": f"<b>{using.compared(escape(it.figure.display), it.figure, it.growth)}</b>",
        "比上年同期": "，".join(part for part in (rose, escape(it.running)) if part),
        "执行日期": escape(fact.effective_from),
        "文号": escape(fact.document),
        "全国平均": f"{using.shown(nation)}（{escape(nation.when)}）" if nation else "",
        "来源": escape(f"《{fact.source.title}》" if fact.source.title else fact.status.zh),
    }
