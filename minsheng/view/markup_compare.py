"""The pieces of HTML of 县区对比: lamps, the table in order, the matrix, the near peers. Pure; everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from minsheng.comparison.comparison import Comparison
from minsheng.comparison.lamps import Light
from minsheng.comparison.peers import NOTE, Peer
from minsheng.comparison.profile import Row
from minsheng.comparison.ranking import Entry
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.view import using
from minsheng.writing import stating

STYLE = """
.ms-lamps { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; font-size: 13px; color: #16263a; margin: 2px 0; }
.ms-lamp { border: 1px solid #e3e0d8; border-radius: 8px; background: #fff; padding: 3px 10px; white-space: nowrap; }
.ms-lamp::before { content: "●"; margin-right: 5px; }
.ms-lamp.green::before { color: #2a7f78; } .ms-lamp.amber::before { content: "▲"; color: #c58a1a; }
.ms-lamp.red::before { content: "■"; color: #b23a2b; }
.ms-lamps span.by { color: #4b5a6b; margin-left: 6px; }
.ms-head { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; font-weight: 700; color: #16263a; }
.ms-head span { font-weight: 400; font-size: 12px; color: #5f6c7b; white-space: nowrap; }
.ms-ranks { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.45; }
.ms-ranks th { text-align: left; font-weight: 400; font-size: 12px; color: #5f6c7b; border-bottom: 1px solid #9aa5b1; padding: 3px 8px 3px 0; }
.ms-ranks td { border-bottom: 1px solid #f0eee8; padding: 4px 8px 4px 0; vertical-align: top; }
.ms-ranks .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.ms-ranks tr.focus td { font-weight: 700; background: #eef3f8; }
.ms-ranks td.q { color: #5f6c7b; }
.ms-matrix { border-collapse: collapse; font-size: 12px; line-height: 1.35; width: 100%; }
.ms-matrix th { font-weight: 400; color: #4b5a6b; padding: 4px 5px; text-align: center; vertical-align: bottom; min-width: 4.6em; max-width: 7em; }
.ms-matrix th small { display: block; color: #5f6c7b; font-size: 11px; }
.ms-matrix th:first-child, .ms-matrix td:first-child { text-align: left; white-space: nowrap; font-size: 13px; position: sticky; left: 0; background: #fff; }
.ms-matrix td { text-align: center; padding: 6px 5px; border: 2px solid #fff; font-variant-numeric: tabular-nums; white-space: nowrap; }
.ms-matrix tr.focus td:first-child { font-weight: 700; }
.ms-matrix .ms-use:hover, .ms-matrix .ms-use:focus-visible { color: #16263a; }
"""
MATRIX_NOTE = "颜色深浅表示在各单位中的位置（每五分之一一档），灰色为中性指标；格内是数值。不作绩效评价。"
#: five steps of a percentile: ground and ink, for figures that are good or bad and for neutral ones
_SHADES = (
    ("#f4f1ea", "#16263a"),
    ("#e6edf5", "#16263a"),
    ("#c5d5e6", "#16263a"),
    ("#8fabc9", "#16263a"),
    ("#1f3f66", "#ffffff"),
)
_GREYS = (
    ("#f6f5f2", "#16263a"),
    ("#ebeae6", "#16263a"),
    ("#dcdcda", "#16263a"),
    ("#c4c8cc", "#16263a"),
    ("#5b6877", "#ffffff"),
)


def lamps(lights: Iterable[Light], populations: str = "") -> str:
    """The five lamps in a row, readable without colour, and what was divided by."""
    told = "".join(
        f'<span class="ms-lamp {it.colour.value}" title="{escape(it.why)}">{using.spoken(it.label, (), counted=it.label)}</span>'
        for it in lights
    )
    by = f'<span class="by">分母：{escape(populations)}</span>' if populations else ""
    return f'<div class="ms-lamps">{told}{by}</div>'


def head(title: str, right: str = "") -> str:
    """The head of a card with a quiet word at the right."""
    return f'<div class="ms-head">{escape(title)}<span>{escape(right)}</span></div>'


def ranks(found: Comparison, focus: str) -> str:
    """The order as a table: rank (none where neutral), unit, number, gap to the mean, a word where there is no number."""
    order = found.ranking
    title = "序" if order.is_neutral else "位次"
    rows = [
        _line(
            [
                _place(found, it),
                escape(it.name),
                used(found.figure(it)),
                _gap(found, it),
                escape("、".join(mark for mark in found.figure(it).marks if mark != "演示")),
            ],
            focus=it.region == focus,
        )
        for it in order.entries
    ]
    rows += [
        _line(["—", escape(it.name), it.state.zh, "", ""], focus=it.region == focus) for it in order.missing
    ]
    rows += [
        _line(["—", escape(it.name), "未参加排列", "", escape(it.why)], focus=it.region == focus)
        for it in order.excluded
    ]
    heads = f'<th>{title}</th><th>单位</th><th class="n">数值</th><th class="n">与平均相差</th><th>注</th>'
    return f'<table class="ms-ranks"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def used(shown: Figure) -> str:
    """The number as a button to use it."""
    return using.usable(escape(shown.display), shown)


def _place(found: Comparison, it: Entry) -> str:
    told = using.told(str(it.rank), stating.place(found.ranking, it))
    return f"{told}{'（并列）' if it.tied else ''}"


def _gap(found: Comparison, it: Entry) -> str:
    gap = it.value - found.benchmark.value
    written = found.worded(abs(gap))
    if not any(digit in written for digit in "123456789"):
        return "持平"
    return using.told(f"{'+' if gap > 0 else '−'}{written}", stating.apart(found, it, written))


def _line(cells: Sequence[str], *, focus: bool) -> str:
    """A row of HTML cells."""
    kinds = ("", "", "n", "n", "q")
    body = "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in zip(kinds, cells, strict=True))
    return f'<tr class="focus">{body}</tr>' if focus else f"<tr>{body}</tr>"


def matrix(rows: Sequence[Row], units: Sequence[Region], focus: str) -> str:
    """Units by figures: the number, shaded by its percentile; neutral figures in grey."""
    heads = "".join(
        f"<th>{escape(row.name)}<small>{escape(row.now.indicator.unit)}</small></th>" for row in rows
    )
    lines = "".join(
        f'<tr class="{"focus" if unit.code == focus else ""}"><td>{escape(unit.name_at(rows[0].now.question.period))}</td>'
        + "".join(_cell(row, unit.code) for row in rows)
        + "</tr>"
        for unit in units
    )
    return f'<div class="ms-scroll"><table class="ms-matrix"><thead><tr><th>单位</th>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell(row: Row, region: str) -> str:
    entry, share = row.now.ranking.entry(region), row.percentile(region)
    if entry is None or share is None:
        absent = {it.region: it.state.zh for it in row.now.ranking.missing}
        return f'<td style="color:#5f6c7b">{escape(absent.get(region, "—")[:3])}</td>'
    neutral = row.now.ranking.is_neutral
    good = 100 - share if row.now.ranking.polarity == "lower_better" else share
    ground, ink = (_GREYS if neutral else _SHADES)[min(4, int(good // 20))]
    told = f"{entry.name}{row.name}{row.now.figure(entry).display}，高于{share:.0f}%的单位"
    return f'<td style="background:{ground};color:{ink}" title="{escape(told)}">{using.usable(escape(row.now.figure(entry).numeral.grouped), row.now.figure(entry))}</td>'


def near(found: Comparison, peers: Sequence[Peer]) -> str:
    """The units in a like position: what they are near in, how far, and their figure."""
    if not peers:
        return '<p class="ms-foot">人口、年龄结构等条件数据不足，无法找出条件相近的单位。</p>'
    rows = "".join(
        f'<tr><td>{escape(it.name)}</td><td class="q">{escape("、".join(it.reasons))}</td><td class="n">{_distance(it)}</td>'
        f'<td class="n">{_figure(found, it.region)}</td></tr>'
        for it in peers
    )
    heads = '<th>单位</th><th>相近依据</th><th class="n">差异</th><th class="n">数值</th>'
    table = f'<table class="ms-ranks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'{table}<p class="ms-foot">{NOTE}</p>'


def _distance(it: Peer) -> str:
    number = f"{it.distance:.2f}"
    return using.count(number, f"{it.name}与所选单位的条件差异为{number}（{'、'.join(it.reasons)}）")


def group(found: Comparison, members: Sequence[str], focus: str) -> str:
    """The units of a kept group in the order of all, with their place in it and their figure; the unit itself among them."""
    wanted = {*members, focus}
    order = found.ranking
    rows = "".join(
        f'<tr class="{"focus" if it.region == focus else ""}"><td>{escape(it.name)}</td>'
        f'<td class="n">{_place(found, it)}</td><td class="n">{used(found.figure(it))}</td></tr>'
        for it in order.entries
        if it.region in wanted
    )
    lacking = [it.name for it in order.missing if it.region in wanted]
    lacking += [it.name for it in order.excluded if it.region in wanted]
    said = f'<p class="ms-foot">{escape("、".join(lacking))}没有可比的数。</p>' if lacking else ""
    heads = (
        f'<th>单位</th><th class="n">{"按数值" if order.is_neutral else "位次"}</th><th class="n">数值</th>'
    )
    return f'<table class="ms-ranks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{said}'


def _figure(found: Comparison, region: str) -> str:
    entry = found.ranking.entry(region)
    return used(found.figure(entry)) if entry else "—"
