"""The screen of 查数: the figure large, how it compares, its small history, others beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from minsheng import figure
from minsheng.figure import Figure
from minsheng.lookup import Hit
from minsheng.view import charts, markup, offering, using

HOW = "写上地区、时期和指标，次序不限；不写时期就是最新的数。也可以输入数据编号。"
PLACEHOLDER = "例如：淄博 2022 长者食堂、高台低保人数、zb 22 jhdj、演示市各区县低保人数"
EXAMPLES = [
    "淄博 2022 长者食堂",
    "高台低保人数",
    "zb 22 jhdj",
    "演示市各区县低保人数",
    "演示市去年结婚登记多少对",
]
STYLE = """
.ms-found .what { font-size: 16px; font-weight: 600; color: #16263a; }
.ms-found .mid { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 4px 20px; }
.ms-found .number { font-size: 44px; line-height: 1.2; font-weight: 700; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.ms-found .when { font-size: 14px; color: #4b5a6b; }
.ms-found .lines { display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: 14px; margin: 6px 0; color: #16263a; }
.ms-found figure { margin: 6px 0; }
.ms-found figure img { width: 230px; max-width: 100%; height: auto; aspect-ratio: 88 / 30; }
.ms-found figcaption { display: flex; justify-content: space-between; max-width: 320px; gap: 12px; font-size: 12px; color: #5f6c7b; }
.ms-near { border-collapse: collapse; width: 100%; font-size: 14px; }
.ms-near td { padding: 4px 12px 4px 0; border-bottom: 1px solid #f0eee8; vertical-align: top; }
.ms-near .n { text-align: right; white-space: nowrap; font-weight: 600; font-variant-numeric: tabular-nums; }
.ms-near .w { color: #5f6c7b; font-size: 13px; }
@media (max-width: 640px) { .ms-found .number { font-size: 34px; } }
"""


def answer(hit: Hit, past: Sequence[Figure], placed: str) -> str:
    """The figure with unit, basis, time, changes, place among its neighbours and source."""
    shown = hit.figure
    demo = markup.DEMO_BADGE if shown.fact.demo else ""
    told = (figure.worded(hit.yoy), figure.worded(hit.qoq), placed.rstrip("。"))
    lines = "".join(
        f"<span>{using.spoken(words, [it])}</span>" for words, it in zip(told, hit.told, strict=True) if words
    )
    number = using.compared(escape(shown.display), shown, hit.yoy)
    rows = (
        ("来源", shown.origin),
        ("版本", f"{shown.fact.status.zh}，第{shown.fact.revision}次入库"),
        ("标记", "、".join(it for it in shown.marks if it != "演示")),
        ("说明", shown.fact.notes),
        ("编号", offering.number_of(shown)),
    )
    take = using.usable("复制、引用、加入已选数据", shown, shown.sentence(hit.yoy))
    return (
        f'<div class="ms-found"><div class="what">{escape(shown.place)}　{escape(shown.name)} {demo}</div>'
        f'<div class="mid"><span class="number">{number}</span>'
        f'<span class="when">{escape(shown.basis)}　{escape(shown.when)}</span></div>'
        f'<div class="lines">{lines}</div>{history(past)}{markup.definition_table(rows)}'
        f'<div class="ms-take">{take}</div></div>'
    )


def history(past: Sequence[Figure]) -> str:
    """The small history with its two ends named; empty for a single figure."""
    if len(past) < 2:
        return ""
    bars = past[-1].fact.basis.value in ("ytd", "quarter")
    ends = "".join(f"<span>{escape(it.when)} {using.shown(it)}</span>" for it in (past[0], past[-1]))
    drawn = charts.spark([it.fact for it in past], bars=bars)
    return f"<figure>{drawn}<figcaption>{ends}</figcaption></figure>"


def rows(figures: Iterable[Figure]) -> str:
    """Figures in rows, each number a button to use it."""
    cells = "".join(
        f'<tr><td>{escape(it.place)}　{escape(it.name)}</td><td class="w">{escape(it.when)}，{escape(it.basis)}</td>'
        f'<td class="n">{using.usable(escape(it.display), it)}</td></tr>'
        for it in figures
    )
    return f'<table class="ms-near">{cells}</table>'


def units(hits: Sequence[Hit]) -> str:
    """The same figure of several units, each with its change and its place among them; the time where they differ in it."""
    times = len({it.figure.when for it in hits}) > 1
    cells = "".join(
        f'<tr><td>{escape(it.figure.place)}</td><td class="n">{using.compared(escape(it.figure.display), it.figure, it.yoy)}</td>'
        f'<td class="w">{using.spoken(figure.worded(it.yoy), it.told[:1])}</td>'
        f'<td class="w">{_rank(it)}</td>{_when(it) if times else ""}</tr>'
        for it in hits
    )
    return f'<table class="ms-near">{cells}</table>'


def _when(hit: Hit) -> str:
    return f'<td class="w">{escape(hit.figure.when)}</td>'


def _rank(hit: Hit) -> str:
    return using.spoken(f"第{hit.position['rank']}位", [hit.place]) if hit.position else ""


RECENT_HTML = '<div class="recent"></div>'
RECENT_CSS = """
.recent { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; font-family: var(--st-font); font-size: 13px; color: #4b5a6b; }
button { font: inherit; border: 1px solid #e3e0d8; background: #fff; color: #1f3f66; border-radius: 14px; padding: 3px 12px; cursor: pointer; }
button:hover, button:focus-visible { background: #e8eef6; outline: 2px solid #1f3f66; outline-offset: -2px; }
"""
#: the questions asked last are kept by the browser; the first time examples stand there
RECENT_JS = r"""
const KEPT = "minsheng-asked";
export default function ({ data, parentElement, setTriggerValue }) {
  let list = [];
  try { list = JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch (broken) { list = []; }
  if (data.asked) {
    list = [data.asked, ...list.filter((text) => text !== data.asked)].slice(0, 12);
    localStorage.setItem(KEPT, JSON.stringify(list));
  }
  const others = list.filter((text) => text !== data.asked);
  const box = parentElement.querySelector(".recent");
  box.replaceChildren(others.length ? "最近查过：" : "可以这样查：");
  for (const text of others.length ? others.slice(0, 8) : data.examples) {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = text;
    button.onclick = () => setTriggerValue("asked", text);
    box.append(button);
  }
}
"""
