"""A unit among the others: its profile on rails, and small histories of all units on shared axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from minsheng.comparison.profile import Row
from minsheng.panels import Line
from minsheng.view import using
from minsheng.view.charts_compare import BASE, NOW, short
from minsheng.view.charts_trend import CINNABAR, INK, QUIET, RULE, SOFT, scale

#: how many years an axis of a small history names
MOST_YEARS = 3


def spine(rows: Sequence[Row], focus: str) -> go.Figure:
    """Each figure on a rail from the least to the greatest unit, the middle half darker, the mean a stroke, the unit a dot."""
    drawn = go.Figure()
    for place, row in enumerate(rows):
        low, high = row.values[0], row.values[-1]
        if low == high:  # all alike: in the middle of the rail
            low, high = low - 1, high + 1
        span = high - low
        marks = [
            float((it - low) / span)
            for it in (row.quantile(Decimal("0.25")), row.quantile(Decimal("0.75")), row.now.benchmark.value)
        ]
        y = -place
        _rail(drawn, marks, y)
        _dot(drawn, row, focus, (low, span), y)
    drawn.update_layout(**BASE, height=10 + 27 * len(rows), margin={"l": 8, "r": 104, "t": 4, "b": 4})
    drawn.update_xaxes(visible=False, range=[-0.04, 1.04], fixedrange=True)
    drawn.update_yaxes(
        tickvals=[-place for place in range(len(rows))], ticktext=[short(row.name.rpartition("：")[2], 12) for row in rows], showgrid=False,
        zeroline=False, ticks="", fixedrange=True, automargin=True, ticklabelstandoff=4, range=[-len(rows) + 0.5, 0.5], tickfont={"size": 12},
    )  # fmt: skip
    return drawn


def _rail(drawn: go.Figure, marks: Sequence[float], y: float) -> None:
    """The rail with its middle half (the first two marks) and the mean (the third)."""
    for left, right, colour in ((0.0, 1.0, "#e8e4da"), (marks[0], marks[1], "#d5dee8")):
        ends = {"x0": left, "x1": right, "y0": y - 0.14, "y1": y + 0.14}
        drawn.add_shape(type="rect", fillcolor=colour, line_width=0, layer="below", **ends)
    stroke = {"color": QUIET, "width": 1.5}
    drawn.add_shape(type="line", x0=marks[2], x1=marks[2], y0=y - 0.3, y1=y + 0.3, line=stroke, layer="below")


def _dot(drawn: go.Figure, row: Row, focus: str, rail: tuple[Decimal, Decimal], y: float) -> None:
    entry = row.now.ranking.entry(focus)
    low, span = rail
    if entry is None:
        missing = next((it.state.zh for it in row.now.ranking.missing if it.region == focus), "未参加排序")
        drawn.add_annotation(
            x=1,
            xref="paper",
            xshift=6,
            y=y,
            text=missing,
            xanchor="left",
            showarrow=False,
            font={"size": 12, "color": QUIET},
        )
        return
    before = row.before.ranking.entry(focus)
    if before and 0 <= (old := float((before.value - low) / span)) <= 1:
        drawn.add_scatter(
            x=[old], y=[y], mode="markers", marker={"size": 8, "color": "#ffffff", "line": {"color": QUIET, "width": 1.5}},
            hovertext=[f"上年同期{row.before.worded(before.value)}"], hoverinfo="text",
        )  # fmt: skip
    colour = QUIET if row.now.ranking.is_neutral else CINNABAR if row.is_worse(focus) else NOW
    shown = row.now.figure(entry)
    place = "" if row.now.ranking.is_neutral else f"，第{entry.rank}位，共{row.now.ranking.ranked}个"
    drawn.add_scatter(
        x=[float((entry.value - low) / span)], y=[y], mode="markers", marker={"size": 12, "color": colour},
        hovertext=[f"{entry.name}{row.name}{shown.display}{place}<br>{row.now.benchmark.kind}{row.now.worded(row.now.benchmark.value)}"], hoverinfo="text",
        customdata=[using.carried(shown)],
    )  # fmt: skip
    drawn.add_annotation(
        x=1,
        xref="paper",
        xshift=6,
        y=y,
        text=shown.display,
        xanchor="left",
        showarrow=False,
        font={"size": 12, "color": INK},
    )


def spine_alt(rows: Sequence[Row], focus: str) -> str:
    """The profile in words."""
    told = [
        f"{row.name}{row.now.figure(entry).display}"
        for row in rows
        if (entry := row.now.ranking.entry(focus))
    ]
    return f"画像，各指标在各单位最低与最高之间的位置：{'；'.join(told)}。"


def multiples(lines: Sequence[Line], focus: str, words: Mapping[str, str], across: int = 4) -> go.Figure:
    """One small history a unit on shared axes; gaps stay open. ``words`` stand beside the names (上升 …)."""
    rows = -(-len(lines) // across)
    values = [point.value for line in lines for point in line.points if point.value is not None]
    divisor, unit = scale(values, lines[0].indicator.unit)
    titles = [
        short(line.place, 10) + (f"　{words[line.region]}" if line.region in words else "") for line in lines
    ]
    drawn = make_subplots(
        rows=rows, cols=across, shared_xaxes="all", shared_yaxes="all", subplot_titles=titles,
        horizontal_spacing=0.02, vertical_spacing=min(0.14, 0.4 / rows),
    )  # fmt: skip
    for place, line in enumerate(lines):
        colour = NOW if line.region == focus else "#5b7fa8"
        for run in line.segments:
            drawn.add_scatter(
                x=[point.period.end.isoformat() for point in run], y=[float(point.value / divisor) for point in run],
                mode="lines+markers", line={"color": colour, "width": 2}, marker={"size": 3.5 if len(run) > 1 else 6, "color": colour},
                hovertext=[f"{line.place}，{point.when}：{point.figure.display}" for point in run], hoverinfo="text",
                customdata=[using.carried(point.figure) for point in run],
                row=place // across + 1, col=place % across + 1,
            )  # fmt: skip
    drawn.update_layout(**BASE, height=40 + 132 * rows, margin={"l": 52, "r": 8, "t": 40, "b": 28})
    drawn.update_annotations(font={"size": 12, "color": INK})
    years = sorted({point.period.year for line in lines for point in line.points})
    shown = years[:: -(-len(years) // MOST_YEARS)] if years else []
    drawn.update_xaxes(  # a year stands at its middle: at its end it would be read as the next one
        showgrid=False, linecolor=RULE, ticks="", fixedrange=True, tickangle=0,
        tickvals=[f"{year}-07-01" for year in shown], ticktext=[f"{year}年" for year in shown],
    )  # fmt: skip
    low = "normal" if lines[0].indicator.is_ratio else "tozero"
    drawn.update_yaxes(
        gridcolor=RULE, zeroline=False, tickformat=",~f", nticks=4, rangemode=low, fixedrange=True
    )
    drawn.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", xshift=-46, yshift=22, showarrow=False,
        text=f"{unit}（{lines[0].basis}），各图坐标相同", font={"size": 12, "color": SOFT},
    )  # fmt: skip
    return drawn


def multiples_alt(lines: Sequence[Line], words: Mapping[str, str]) -> str:
    """The histories in words: each unit's first and last figure."""
    told = []
    for line in lines:
        known = [point for point in line.points if point.value is not None]
        told.append(
            f"{line.place}从{known[0].when}的{known[0].figure.display}到{known[-1].when}的{known[-1].figure.display}{_said(words, line)}"
        )
    return f"各单位走势，{lines[0].indicator.name}：{'；'.join(told)}。"


def _said(words: Mapping[str, str], line: Line) -> str:
    return f"，{words[line.region]}" if line.region in words else ""
