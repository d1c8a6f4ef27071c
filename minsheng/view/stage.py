"""The screens of 会议演示 in HTML: a sentence, one huge number, five answers, one chart from zero. Pure; all escaped.

The chart is drawn here as SVG, not by Plotly: it must stand still, print, and turn the page without a script of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from minsheng.comparison.contributions import Contributions, Part
from minsheng.facts import Basis
from minsheng.figure import Figure
from minsheng.meeting import answers
from minsheng.meeting.chart import Bar
from minsheng.meeting.sheets import Sheet
from minsheng.view import usemenu, using
from minsheng.view.charts_trend import CINNABAR, INK, QUIET, RULE, SOFT
from minsheng.writing import stating

#: of a text that stands over or under a bar
MIDDLE = ' text-anchor="middle"'
NOW, BEFORE = "#1f3f66", "#b9cbe0"
WIDE, HIGH = 920, 520  # of the chart, in its own units
LEFT, TOP, FLOOR = 6, 70, 440  # where the bars stand
ASIDE = 170  # kept at the right for the words at a target
#: units that the table 为什么 lists
MOST = 12


def sheet(it: Sheet, place: int, count: int) -> str:
    """One screen. ``place`` is 1…count."""
    shown = it.figure
    number = using.usable(_large(shown), shown, f"{it.headline}。")
    rows = "".join(
        f"<div><dt>{escape(one.label)}</dt><dd>{_aloud(using.spoken(one.text, one.told))}</dd></div>"
        for one in it.answers
    )
    demo = '<span class="demo">演示数据</span>' if shown.fact.demo else ""
    drawn, why = chart(it.bars, it.target) if it.bars else "", _why(it)
    return (
        f'<section class="sheet{"" if drawn or why else " bare"}" aria-label="第{place}屏，共{count}屏：{escape(it.headline)}">'
        f"<h1>{using.spoken(it.headline, it.bound, f'{it.headline}。')}</h1>"
        f'<div class="what"><p class="number">{number}</p><dl>{rows}</dl></div>'
        f"<figure>{drawn}</figure>{why}"
        f'<footer><span>{escape(it.foot)}</span><span class="page">{demo}{place} / {count}</span></footer></section>'
    )


def _large(shown: Figure) -> str:
    """The number apart from its unit, as the card writes it."""
    written, unit = shown.display, shown.numeral.unit
    apart = unit if unit and written.endswith(unit) else ""
    return f"{escape(written.removesuffix(apart))}<small>{escape(apart)}</small>"


def _aloud(html: str) -> str:
    return html.replace("▲", '<i aria-label="上升">▲</i>').replace("▼", '<i aria-label="下降">▼</i>')


# -- 为什么 ---------------------------------------------------------------------------------------
def _why(it: Sheet) -> str:
    """What each unit adds to the change, and what the units wrote; shown on demand."""
    if not it.why and not it.told:
        return ""
    told = "".join(f"<li>{escape(text)}</li>" for text in it.told)
    said = f"<h2>上报说明</h2><ul>{told}</ul>" if told else ""
    return f'<aside class="why" hidden>{_shares(it.why, it.figure) if it.why else ""}{said}</aside>'


def _shares(why: Contributions, shown: Figure) -> str:
    top = max((abs(part.moved) for part in why.parts), default=Decimal(0)) or Decimal(1)
    rows = "".join(
        f'<tr><th>{escape(part.name)}</th><td class="bar"><b class="{"up" if part.moved > 0 else "down"}" '
        f'style="width:{float(abs(part.moved) / top * 100):.1f}%"></b></td><td>{_added(part, shown)}</td></tr>'
        for part in why.parts[:MOST]
    )
    words = answers.moved(why.whole.absolute, shown)
    whole = stating.moved(shown, why.whole.base, words)
    title = using.spoken(f"{_since(why, shown)}{words}，各单位", [whole])
    return f"<h2>{title}</h2><table>{rows}</table><p>{escape(_below(why, shown))}</p>"


def _added(part: Part, shown: Figure) -> str:
    return using.told(escape(answers.moved(part.moved, shown)), answers.added(part, shown))


def _since(why: Contributions, shown: Figure) -> str:
    base = (
        why.whole.base_period.name_since_january
        if shown.fact.basis is Basis.YTD
        else why.whole.base_period.name_of_end
    )
    return f"比{base}"


def _below(why: Contributions, shown: Figure) -> str:
    told = [f"其余{len(why.parts) - MOST}个单位未列"] if len(why.parts) > MOST else []
    if why.lacking:
        told.append(f"{'、'.join(why.lacking)}没有可比的数（{len(why.parts)}/{why.total}）")
    if why.remainder:
        told.append(f"各单位合计与总数相差{answers.size(why.remainder, shown)}，为本级、未报或取整部分")
    return f"{'；'.join(told)}。" if told else "各单位合计与总数一致。"


# -- the chart ------------------------------------------------------------------------------------
def chart(bars: Sequence[Bar], target: Figure | None) -> str:
    """Bars from zero with their numbers on them; today's dark, a missing year named, the target as a red line."""
    known = [bar.figure for bar in bars if bar.figure]
    top = max(it.fact.value for it in [*known, *([target] if target else [])]) or Decimal(1)
    units = {it.numeral.unit for it in known}
    unit = units.pop() if len(units) == 1 else ""
    right = WIDE - (ASIDE if target else 0)
    step = (right - LEFT) / len(bars)
    drawn = "".join(
        _label(bar, LEFT + step * place, step)
        + _cut(bar, LEFT + step * place)
        + _bar(bar, LEFT + step * place, step, top, plain=bool(unit), now=bar is bars[-1])
        for place, bar in enumerate(bars)
    )
    line = _target(target, known[-1], LEFT + step * (len(bars) - 1), step, top) if target else ""
    words = "，".join(it for it in (unit, _when(known[-1])) if it)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" data-chart aria-label="{escape(_alt(bars))}">'
        + _text(LEFT, 24, words, 24, QUIET)
        + f'<line x1="0" x2="{right + (20 if target else 0)}" y1="{FLOOR}" y2="{FLOOR}" stroke="{RULE}" stroke-width="2"/>{drawn}{line}</svg>'
    )


def _when(shown: Figure) -> str:
    """What the bars are: 历年1—9月累计, 历年年末数, 上年末及以前为年末数."""
    if shown.fact.basis is Basis.YTD:
        since = shown.fact.period.name_since_january.partition("年")[2]
        return f"历年{since}累计" if since else "全年数"
    return (
        "年末数" if shown.fact.period.is_year_end else f"往年为年末数，今年为{shown.fact.period.month}月底数"
    )


def _text(x: float, y: float, words: str, size: int, colour: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'


def _label(bar: Bar, x: float, step: float) -> str:
    colour = INK if bar.figure else QUIET
    return _text(x + step / 2, FLOOR + 36, bar.label, 23, colour, MIDDLE)


def _cut(bar: Bar, x: float) -> str:
    """Where the definition changed between two bars."""
    if not bar.cut:
        return ""
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{FLOOR}" stroke="{QUIET}" stroke-width="2" stroke-dasharray="5 5"/>'
    return line + _text(x, TOP - 10, "口径变动", 19, SOFT, MIDDLE)


def _bar(bar: Bar, x: float, step: float, top: Decimal, *, plain: bool, now: bool) -> str:
    middle = x + step / 2
    if bar.figure is None:
        return _text(middle, FLOOR - 10, "无数", 21, QUIET, MIDDLE)
    high = _high(bar.figure, top)
    number = bar.figure.numeral.grouped if plain else bar.figure.display
    box = f'<rect x="{x + step * 0.1:.1f}" y="{FLOOR - high:.1f}" width="{step * 0.8:.1f}" height="{high:.1f}" fill="{NOW if now else BEFORE}"/>'
    return box + _text(
        middle, FLOOR - high - 10, number, 25, INK, f'{MIDDLE} font-weight="700"{_used(bar.figure)}'
    )


def _used(shown: Figure) -> str:
    """What makes a number of the chart one to use."""
    return f' data-use="{escape(using.carried(shown))}"' if shown.fact.has_value else ""


def _high(shown: Figure, top: Decimal) -> float:
    return max(0.0, float(shown.fact.value / top) * (FLOOR - TOP))


def _target(target: Figure, now: Figure, x: float, step: float, top: Decimal) -> str:
    """The year's target over today's bar, and how far it is."""
    y = FLOOR - _high(target, top)
    rest = target.fact.value - now.fact.value
    words = ("年度目标", target.display, f"还差{answers.size(rest, now)}" if rest > 0 else "已完成")
    line = f'<line x1="{x:.1f}" x2="{x + step + 16:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{CINNABAR}" stroke-width="4"/>'
    first = max(y, TOP) - 2
    return line + "".join(
        _text(x + step + 22, first + 26 * place, it, 22, CINNABAR, _used(target) if place == 1 else "")
        for place, it in enumerate(words)
    )


def _alt(bars: Sequence[Bar]) -> str:
    told = "；".join(f"{bar.label}{bar.figure.display if bar.figure else '无数'}" for bar in bars)
    return f"柱状图，从零开始。{told}。"


# -- the component --------------------------------------------------------------------------------
#: every size is a share of the stage's width, so that a projector, a window and a printed page look alike
CSS = (
    usemenu.BUTTON
    + """
:host { display: block; }
.stage { container-type: inline-size; background: #fbfaf7; color: #16263a; border: 1px solid #e3e0d8; border-radius: 8px;
  font-family: var(--st-font); position: relative; overflow: hidden; }
.stage:fullscreen { border: 0; border-radius: 0; display: grid; align-content: center; overflow: auto; }
.stage:focus-visible { outline: 2px solid #1f3f66; }
.sheet { display: grid; grid-template-columns: 42cqw 1fr; grid-template-rows: auto 1fr auto; gap: 0 3cqw;
  aspect-ratio: 16 / 9; box-sizing: border-box; padding: 3.6cqw 4.4cqw 1.6cqw; position: relative; }
.sheet.bare { grid-template-columns: 1fr 0; }
h1 { grid-column: 1 / 3; margin: 0 0 2cqw; font-size: 2.9cqw; line-height: 1.35; font-weight: 700; text-wrap: balance; }
.number { margin: 0; font-size: 8.6cqw; line-height: 1.1; font-weight: 700; color: #1f3f66; font-variant-numeric: tabular-nums;
  white-space: nowrap; letter-spacing: -.02em; }
.number small { font-size: 2.6cqw; color: #4b5a6b; margin-left: .8cqw; letter-spacing: 0; }
dl { margin: 1.4cqw 0 0; font-size: 1.72cqw; line-height: 1.4; }
dl div { display: grid; grid-template-columns: 8.8cqw 1fr; gap: 1cqw; padding: .3cqw 0; }
[data-use] { cursor: pointer; } .stage:fullscreen [data-use] { pointer-events: none; }
dt { color: #4b5a6b; } dd { margin: 0; font-weight: 600; } dd i { font-style: normal; }
figure { margin: 0; align-self: center; grid-column: 2; grid-row: 2; } svg { width: 100%; display: block; font-family: var(--st-font); }
footer { grid-column: 1 / 3; display: flex; justify-content: space-between; gap: 2cqw; border-top: 1px solid #e3e0d8;
  padding-top: 1cqw; font-size: 1.15cqw; color: #5f6c7b; }
.page { white-space: nowrap; } .demo { background: #fdf3dc; color: #8a5d0b; border-radius: 1cqw; padding: .2cqw .8cqw; margin-right: 1.2cqw; }
.why { grid-column: 2; grid-row: 2; z-index: 1; min-height: 0; margin-bottom: 1cqw; background: #fff; border: 1px solid #e3e0d8;
  border-radius: .6cqw; padding: 1cqw 1.6cqw; overflow: auto; font-size: 1.4cqw; }
.why[hidden] { display: none; }
.why h2 { font-size: 1.5cqw; margin: 0 0 .6cqw; } .why p { margin: .6cqw 0 0; color: #5f6c7b; font-size: 1.15cqw; } .why ul { margin: 0; padding-left: 1.6cqw; }
.why table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.why th { font-weight: 400; text-align: left; white-space: nowrap; padding: .1cqw .8cqw .1cqw 0; }
.why td { text-align: right; white-space: nowrap; } .why td.bar { width: 46%; text-align: left; }
.why td.bar b { display: inline-block; height: 1cqw; background: #5b7fa8; } .why td.bar b.down { background: #c58a1a; }
nav { display: flex; gap: 6px; position: absolute; top: .5cqw; right: 1cqw; z-index: 1; font: 13px/1.4 var(--st-font); }
nav button { border: 1px solid #e3e0d8; border-radius: 6px; background: #fff; color: #1f3f66; padding: 3px 10px; font: inherit; cursor: pointer; }
nav button:disabled { color: #9aa5b1; cursor: default; }
nav button:focus-visible { outline: 2px solid #1f3f66; }
.stage:fullscreen nav { opacity: 0; transition: opacity .2s; }
.stage:fullscreen nav:hover, .stage:fullscreen nav:focus-within { opacity: 1; }
@container (max-width: 700px) {
  nav { position: static; padding: 10px 16px 0; flex-wrap: wrap; }
  .sheet, .sheet.bare { display: block; aspect-ratio: auto; padding: 16px; }
  h1 { font-size: 20px; margin-bottom: 12px; } .number { font-size: 44px; } .number small { font-size: 16px; }
  dl { font-size: 15px; margin: 10px 0; } dl div { grid-template-columns: 84px 1fr; gap: 8px; padding: 3px 0; }
  footer { font-size: 12px; flex-wrap: wrap; } .demo { border-radius: 10px; padding: 1px 8px; margin-right: 10px; }
  .why { font-size: 14px; margin: 12px 0; } .why h2 { font-size: 15px; } .why p { font-size: 12px; } .why td.bar b { height: 10px; }
}
@media print { .stage > nav { display: none; } .stage { border: 0; } }
"""
)
HTML = (
    '<div class="stage" tabindex="0" aria-label="会议演示，按左右方向键翻页"><nav>'
    '<button type="button" data-go="why">为什么</button><button type="button" data-go="-1">← 上一屏</button>'
    '<button type="button" data-go="1">下一屏 →</button><button type="button" data-go="full">全屏</button></nav><div class="show" aria-live="polite"></div></div>'
)
# All screens are in the page from the start: turning one asks nothing of the server, so nothing can change or fail in a meeting.
JS = """
export default function (component) {
  const { data, parentElement } = component;
  const stage = parentElement.querySelector(".stage"), show = parentElement.querySelector(".show");
  const button = (go) => parentElement.querySelector(`[data-go="${go}"]`);
  let at = Math.min(Number(stage.dataset.at || 0), data.sheets.length - 1);
  const draw = () => {
    show.innerHTML = data.sheets[at];
    stage.dataset.at = at;
    button("-1").disabled = at === 0;
    button("1").disabled = at === data.sheets.length - 1;
    button("why").disabled = !show.querySelector(".why");
  };
  const why = () => { const it = show.querySelector(".why"); if (it) it.hidden = !it.hidden; };
  const turn = (by) => { const to = at + by; if (to >= 0 && to < data.sheets.length) { at = to; draw(); } };
  const full = () => document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen().then(() => stage.focus());
  const keys = { ArrowRight: () => turn(1), PageDown: () => turn(1), " ": () => turn(1), ArrowLeft: () => turn(-1), PageUp: () => turn(-1),
    Home: () => turn(-at), End: () => turn(data.sheets.length - 1 - at), ArrowDown: why, w: why, f: full };
  stage.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.key === " " && event.target.tagName === "BUTTON")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (show.contains(event.target)) stage.focus({ preventScroll: true });
    act();
  };
  parentElement.querySelector("nav").onclick = (event) => {
    const go = event.target.dataset.go;
    if (go === "why") why(); else if (go === "full") full(); else if (go) turn(Number(go));
  };
  draw();
}
"""
