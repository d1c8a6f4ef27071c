"""The pictures of 趋势: one figure a panel, Chinese axes in 万 and 亿, names at the ends of lines, gaps left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from minsheng import figure
from minsheng.period import Period
from minsheng.trend import Line, Marker, Panel, Point

INK, QUIET, RULE, CINNABAR = "#16263a", "#7c8896", "#e3e0d8", "#b23a2b"
#: told apart by the colour-blind and in grey; the first is the line that matters
PALETTE = ("#1f3f66", "#c58a1a", "#2a7f78", "#5b7fa8", "#8c5a83", "#7c8896", "#b9744f", "#3d6b4f")
DASHES = ("solid", "dash", "dot", "dashdot")
FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
HEIGHT = 320
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def scale(values: Iterable[Decimal], unit: str) -> tuple[Decimal, str]:
    """What an axis is divided by, and its unit: (10⁸, 亿元), (10⁴, 万人), (1, %)."""
    top = max((abs(value) for value in values), default=Decimal(0))
    if "/" in unit or unit in ("%", "‰", "倍"):
        return Decimal(1), unit
    return next(((size, f"{word}{unit}") for size, word in _SCALES if top >= size), (Decimal(1), unit))


def panel_figure(panel: Panel) -> go.Figure:
    """One panel: its lines, what is missing, and where a definition or a territory changed."""
    divisor, unit = scale(
        (p.value for line in panel.lines for p in line.points if p.value is not None), panel.unit
    )
    drawn = go.Figure()
    labels = _labels(panel.lines)
    for place, line in enumerate(panel.lines):
        _draw(drawn, line, labels[place], divisor, place)
    for place, marker in enumerate(marker for marker in panel.markers if marker.kind == "break"):
        _cut(drawn, marker, place)
    _frame(drawn, panel, unit)
    return drawn


def alt(panel: Panel) -> str:
    """The panel in words, for those who cannot see it."""
    told = [f"{line.place}{line.name}{_course(line)}" for line in panel.lines]
    cuts = [f"{m.period.name}口径或区划变动：{m.reason}" for m in panel.markers if m.kind == "break"]
    return f"折线图，{panel.basis}，单位{panel.unit}。{'；'.join([*told, *cuts])}。"


def _course(line: Line) -> str:
    known = [point for point in line.points if point.value is not None]
    first, last = known[0], known[-1]
    if first is last:
        return f"只有{last.figure.when}一期，{last.figure.display}"
    return f"从{first.figure.when}的{first.figure.display}到{last.figure.when}的{last.figure.display}，共{len(known)}期有数"


# -- lines ----------------------------------------------------------------------------------------
def _draw(drawn: go.Figure, line: Line, label: str, divisor: Decimal, place: int) -> None:
    colour, dash = PALETTE[place % len(PALETTE)], DASHES[place // len(PALETTE) % len(DASHES)]
    for run in line.segments:
        drawn.add_trace(
            go.Scatter(
                x=[_when(point.period) for point in run],
                y=[float(point.value / divisor) for point in run],
                mode="lines+markers",
                line={"color": colour, "width": 2.5 if place == 0 else 2, "dash": dash},
                marker={"size": [5 if point.period.number else 3.5 for point in run], "color": colour},
                hovertext=[_hover(line, point) for point in run],
                hoverinfo="text",
                showlegend=False,
                cliponaxis=False,
            )
        )
    _absent(drawn, line, colour)
    _name(drawn, line, label, divisor, colour)


def _absent(drawn: go.Figure, line: Line, colour: str) -> None:
    """Periods that were asked for and have no number: an open cross at the foot, never a zero."""
    empty = [point for point in line.points if point.value is None]
    if not empty:
        return
    drawn.add_trace(
        go.Scatter(
            x=[_when(point.period) for point in empty],
            y=[0.02] * len(empty),
            yaxis="y2",
            mode="markers",
            marker={"symbol": "x-thin", "size": 7, "line": {"color": colour, "width": 1.5}},
            hovertext=[f"{line.place}{line.name}<br>{point.period.name}：{point.note}" for point in empty],
            hoverinfo="text",
            showlegend=False,
        )
    )


def _name(drawn: go.Figure, line: Line, label: str, divisor: Decimal, colour: str) -> None:
    last = next(point for point in reversed(line.points) if point.value is not None)
    drawn.add_annotation(
        x=_when(last.period), y=float(last.value / divisor), text=label, showarrow=False, xanchor="left", xshift=9,
        font={"color": colour, "size": 13}, align="left",
    )  # fmt: skip


def _labels(lines: Sequence[Line]) -> list[str]:
    """What tells the lines apart: places, indicators or both; a mark where data are invented."""
    several = len({line.place for line in lines}) > 1, len({line.name for line in lines}) > 1
    words = [_label(line, *several) for line in lines]
    return [f"{word}（演示）" if line.demo else word for word, line in zip(words, lines, strict=True)]


def _label(line: Line, places: bool, names: bool) -> str:
    if places and names:
        return f"{line.place}<br>{line.name}"
    return line.place if places else line.name if names else f"{line.place}"


def _hover(line: Line, point: Point) -> str:
    shown = point.figure
    told = [f"<b>{line.place}{line.name}</b>", f"{point.when}（{line.basis}）：{shown.display}"]
    changes = [
        figure.worded(change) for change in (point.yoy, point.qoq) if change and change.value is not None
    ]
    return "<br>".join([*told, *changes, *(["、".join(shown.marks)] if shown.marks else [])])


# -- axes and marks -------------------------------------------------------------------------------
def _when(period: Period) -> str:
    return period.end.isoformat()


def _cut(drawn: go.Figure, marker: Marker, place: int) -> None:
    first = marker.period.end.replace(day=1).isoformat()
    drawn.add_vline(x=first, line={"color": CINNABAR, "width": 1, "dash": "dash"})
    drawn.add_annotation(
        x=first, y=1, yref="paper", yanchor="bottom", yshift=2 + 15 * (place % 2), text=_short(marker.reason), showarrow=False,
        font={"color": CINNABAR, "size": 11}, hovertext=f"{marker.period.name}起：{marker.place}{marker.reason}",
    )  # fmt: skip


def _short(reason: str, most: int = 16) -> str:
    plain = reason.partition("：")[2] or reason
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _frame(drawn: go.Figure, panel: Panel, unit: str) -> None:
    ticks, words = _ticks([point.period for line in panel.lines for point in line.points])
    widest = max(len(part) for label in _labels(panel.lines) for part in label.split("<br>"))
    drawn.update_layout(
        height=HEIGHT, margin={"l": 56, "r": min(26 + 14 * widest, 190), "t": 48, "b": 32},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", hovermode="closest",
        font={"family": FONT, "size": 12, "color": INK}, hoverlabel={"align": "left", "bgcolor": "#ffffff"},
        xaxis={"tickvals": ticks, "ticktext": words, "showgrid": False, "linecolor": RULE, "ticks": "", "fixedrange": True},
        yaxis={"gridcolor": RULE, "zeroline": False, "tickformat": ",~f", "separatethousands": True, "fixedrange": True},
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
    )  # fmt: skip
    if _is_rate(panel.unit) is False:
        drawn.update_yaxes(rangemode="tozero", selector={"gridcolor": RULE})
    drawn.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", xshift=-48, yshift=30,
        text=f"{unit}（{panel.basis}）", showarrow=False, font={"size": 12, "color": QUIET},
    )  # fmt: skip


def _is_rate(unit: str) -> bool:
    return unit in ("%", "‰", "倍")


def _ticks(periods: Sequence[Period]) -> tuple[list[str], list[str]]:
    """Year labels in the middle of their years, thinned to ten; quarters where there are at most eight."""
    years = sorted({period.year for period in periods})
    if len(years) <= 2:
        ends = sorted({period for period in periods if period.number}, key=lambda period: period.order)
        return [_when(period) for period in ends], [_tick(period) for period in ends]
    step = -(-(years[-1] - years[0] + 1) // 10)
    shown = range(years[0], years[-1] + 1, step)
    return [f"{year}-07-01" for year in shown], [f"{year}年" for year in shown]


def _tick(period: Period) -> str:
    return period.name.replace("年", "年<br>") if period.kind == "quarter" else period.name
