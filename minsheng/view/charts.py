"""The pictures of 总览: bars of quarters from zero with their labels on them, and the small history on a card."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10
from urllib.parse import quote

import plotly.graph_objects as go

from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.continuity import adjacent, yearly
from minsheng.period import CHINESE_QUARTER, Period
from minsheng.view import using
from minsheng.view.charts_trend import FONT, INK, QUIET, RULE, scale

NOW, BEFORE = "#1f3f66", "#b9cbe0"
HEIGHT = 190
WIDE, HIGH = 88, 30  # of a card's history, in its own units
_MANY = 12  # points of a history that is drawn finely
_SLOTS = 4.6  # the width of a year on the axis: four quarters and a gap


# -- bars -----------------------------------------------------------------------------------------
def quarter_bars(figures: Sequence[Figure], upto: Period) -> go.Figure:
    """Bars of one indicator by quarter, the last year dark; quarters without a figure say why there is none."""
    divisor, unit = scale((it.fact.value for it in figures), figures[0].fact.unit)
    first, last = figures[0].fact.period.year, upto.year
    drawn = go.Figure(
        go.Bar(
            x=[_slot(it.fact.period, first) for it in figures],
            y=[float(it.fact.value / divisor) for it in figures],
            width=0.78,
            marker={"color": [NOW if it.fact.period.year == last else BEFORE for it in figures]},
            hovertext=[f"{_hover_time(it)}：{it.display}" for it in figures],
            customdata=list(map(using.carried, figures)),
            hoverinfo="text",
            showlegend=False,
        )
    )
    _coming(drawn, upto, first)
    _label(drawn, figures, first, divisor)
    _absent(drawn, figures, upto, first)
    _frame(drawn, range(first, last + 1), f"{unit}，{_basis(figures[0])}")
    drawn.update_yaxes(_ticks(float(max(it.fact.value for it in figures) / divisor)))
    return drawn


def _ticks(top: float) -> dict[str, object]:
    """About four steps up to the top, all written with the same decimals: 0.0, 0.5, 1.0."""
    rough = max(top, 1e-9) / 4
    power = floor(log10(rough))
    step = next(it * 10.0**power for it in (1, 2, 5, 10) if it * 10.0**power >= rough * 0.999)
    return {"dtick": step, "tick0": 0, "tickformat": f",.{max(0, -floor(log10(step) + 1e-9))}f"}


def alt(figures: Sequence[Figure]) -> str:
    """The bars in words, for those who cannot see them."""
    told = "；".join(f"{_hover_time(it)}{it.display}" for it in figures)
    return f"柱状图，{figures[0].indicator.title}，{_basis(figures[0])}。{told}。"


def _basis(shown: Figure) -> str:
    return shown.fact.basis.zh


def _hover_time(shown: Figure) -> str:
    return shown.fact.period.name if shown.fact.basis is Basis.QUARTER else shown.when


def _slot(period: Period, first: int) -> float:
    """Where a quarter stands: years apart, quarters side by side."""
    return (period.year - first) * _SLOTS + (period.month // 3 - 1)


def _label(drawn: go.Figure, figures: Sequence[Figure], first: int, divisor: Decimal) -> None:
    """The last bar and the one of a year before bear their numbers."""
    last = figures[-1].fact.period
    for shown in figures:
        period = shown.fact.period
        if period == last or (period.year, period.month) == (last.year - 1, last.month):
            weight = f"<b>{shown.numeral.grouped}</b>" if period == last else shown.numeral.grouped
            drawn.add_annotation(
                x=_slot(period, first), y=float(shown.fact.value / divisor), text=weight, showarrow=False,
                yanchor="bottom", yshift=1, font={"size": 13 if period == last else 12, "color": INK},
            )  # fmt: skip


def _absent(drawn: go.Figure, figures: Sequence[Figure], upto: Period, first: int) -> None:
    known = {(it.fact.period.year, it.fact.period.month) for it in figures}
    for year in range(first, upto.year + 1):
        for quarter in range(1, 5):
            period = Period.quarter(year, quarter)
            if (year, period.month) not in known and period.end <= upto.end:
                _say(drawn, _slot(period, first), "无数")


def _coming(drawn: go.Figure, upto: Period, first: int) -> None:
    """The quarters of the year still to come; the first annotation, always, so that a phone can leave it out."""
    coming = [
        Period.quarter(upto.year, it) for it in range(1, 5) if Period.quarter(upto.year, it).end > upto.end
    ]
    names = "、".join(CHINESE_QUARTER[it.number - 1] for it in coming)
    place = (_slot(coming[0], first) + _slot(coming[-1], first)) / 2 if coming else 0
    _say(drawn, place, f"{names}季度<br>未到<br>报告期" if coming else " ")


def _say(drawn: go.Figure, x: float, words: str) -> None:
    drawn.add_annotation(
        x=x, y=0, yanchor="bottom", yshift=2, text=words, showarrow=False, font={"size": 11, "color": QUIET}
    )


def _frame(drawn: go.Figure, years: Sequence[int], caption: str) -> None:
    middles = [place * _SLOTS + 1.5 for place in range(len(years))]
    drawn.update_layout(
        height=HEIGHT, margin={"l": 46, "r": 8, "t": 24, "b": 26}, bargap=0.1,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", hovermode="closest",
        font={"family": FONT, "size": 12, "color": INK}, hoverlabel={"align": "left", "bgcolor": "#ffffff"},
        xaxis={"tickvals": middles, "ticktext": [f"{year}年" for year in years], "showgrid": False, "ticks": "", "linecolor": RULE,
               "range": [-0.7, len(years) * _SLOTS - 0.8], "fixedrange": True},
        yaxis={"gridcolor": RULE, "zeroline": False, "rangemode": "tozero", "fixedrange": True},
    )  # fmt: skip
    drawn.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", xshift=-40, yshift=6, text=caption,
        showarrow=False, font={"size": 12, "color": QUIET},
    )  # fmt: skip


# -- the history on a card ------------------------------------------------------------------------
def spark(facts: Sequence[Fact], *, bars: bool) -> str:
    """A card's history as a small picture (SVG in an img) that needs no script: bars from zero for flows, dots and strokes for the rest.

    Time is to scale; dots that do not follow one another are not joined.
    """
    if not facts:
        return ""
    drawn = _spark_bars(facts) if bars else _spark_line(facts)
    label = f"从{facts[0].period.name}到{facts[-1].period.name}的走势，共{len(facts)}期"
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">{drawn}</svg>'
    return f'<img src="data:image/svg+xml,{quote(picture)}" width="{WIDE}" height="{HIGH}" alt="{label}">'


def _along(facts: Sequence[Fact]) -> list[float]:
    """Where each fact stands between 0 and 1 in time."""
    months = [fact.period.year * 12 + fact.period.month for fact in facts]
    return [(it - months[0]) / ((months[-1] - months[0]) or 1) for it in months]


def _spark_bars(facts: Sequence[Fact]) -> str:
    top = max(max(fact.value for fact in facts), Decimal(1))
    wide = min(9.0, WIDE / len(facts) - 2)
    year = facts[-1].period.year
    parts = []
    for fact, place in zip(facts, _along(facts), strict=True):
        high = max(1.0, float(fact.value / top) * HIGH) if fact.value > 0 else 0.0
        colour = NOW if fact.period.year == year else BEFORE
        parts.append(
            f'<rect x="{place * (WIDE - wide):.1f}" y="{HIGH - high:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>'
        )
    return "".join(parts)


def _spark_line(facts: Sequence[Fact]) -> str:
    values = [fact.value for fact in facts]
    low, spread = min(values), (max(values) - min(values)) or Decimal(1)
    points = [
        (3 + place * (WIDE - 6), HIGH - 4 - float((fact.value - low) / spread) * (HIGH - 8))
        for fact, place in zip(facts, _along(facts), strict=True)
    ]
    years = yearly(fact.period for fact in facts)
    stroke, dot = (2, 1.6) if len(facts) <= _MANY else (1.2, 0.9)
    strokes = "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="#5b7fa8" stroke-width="{stroke}"/>'
        for (one, a), (other, b) in zip(
            zip(facts[:-1], points[:-1], strict=True), zip(facts[1:], points[1:], strict=True), strict=True
        )
        if adjacent(one.period, other.period, years)
    )
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot}" fill="#5b7fa8"/>' for x, y in points[:-1])
    x, y = points[-1]
    return f'{strokes}{dots}<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot + 1.4}" fill="{NOW}"/>'
