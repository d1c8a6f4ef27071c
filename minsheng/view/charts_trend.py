"""The pictures of 趋势: one figure a panel, Chinese axes in 万 and 亿, names at the ends of lines, gaps left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from minsheng import figure
from minsheng.facts import Basis
from minsheng.period import Period
from minsheng.trend import Line, Marker, Panel, Point
from minsheng.view import using

INK, SOFT, QUIET, RULE, CINNABAR = "#16263a", "#4b5a6b", "#7c8896", "#e3e0d8", "#b23a2b"
#: told apart by the colour-blind and in grey; the first is the line that matters
PALETTE = ("#1f3f66", "#c58a1a", "#2a7f78", "#5b7fa8", "#8c5a83", "#7c8896", "#b9744f", "#3d6b4f")
DASHES = ("solid", "dash", "dot", "dashdot")
FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
HALO = "0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff, 0 0 5px #fff"
HEIGHT = 320
PLOT = 240  # pixels of it between the axes
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
    labels, shifts = _labels(panel.lines), _shifts(panel.lines)
    for place, line in enumerate(panel.lines):
        _draw(drawn, line, divisor, place)
        _name(drawn, labels[place], line, divisor, (PALETTE[place % len(PALETTE)], shifts[place]))
    for place, marker in enumerate(panel.markers):
        _event(drawn, marker, place)
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
def _draw(drawn: go.Figure, line: Line, divisor: Decimal, place: int) -> None:
    colour, dash = PALETTE[place % len(PALETTE)], DASHES[place // len(PALETTE) % len(DASHES)]
    for run in line.segments:
        drawn.add_trace(
            go.Scatter(
                x=[_when(point.period) for point in run],
                y=[float(point.value / divisor) for point in run],
                mode="lines+markers+text",
                text=[_months(line, point) if len(run) == 1 else "" for point in run],
                textposition="bottom center",
                textfont={"color": SOFT, "size": 12, "shadow": HALO},
                line={"color": colour, "width": 2.5 if place == 0 else 2, "dash": dash},
                marker={"size": [_size(point, run) for point in run], "color": colour, "opacity": 1},
                hovertext=[_hover(line, point) for point in run],
                customdata=[using.carried(point.figure) for point in run],
                hoverinfo="text",
                showlegend=False,
                cliponaxis=False,
            )
        )
    _absent(drawn, line, colour)


def _size(point: Point, run: Sequence[Point]) -> float:
    """A point that stands alone is seen; a month between quarters is smaller."""
    return 8 if len(run) == 1 else 5.5 if point.period.number else 4


def _months(line: Line, point: Point) -> str:
    """The months of a total to date that stands alone (1—2月, 全年)."""
    return point.when.partition("年")[2] or "全年" if line.basis == Basis.YTD.zh else ""


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


def _name(drawn: go.Figure, label: str, line: Line, divisor: Decimal, look: tuple[str, int]) -> None:
    """The line's name at its newest point: above it, or below where the line comes down; ``look`` is colour and shift."""
    known = [point for point in line.points if point.value is not None]
    colour, shift = look
    drawn.add_annotation(
        x=_when(known[-1].period), y=float(known[-1].value / divisor), text=label, showarrow=False, yshift=shift,
        xanchor="right" if len(known) > 1 else "center", font={"color": colour, "size": 13, "shadow": HALO},
    )  # fmt: skip


def _shifts(lines: Sequence[Line]) -> list[int]:
    """How far above (or below) its newest point each name stands, in pixels, so that names keep off each other."""
    ends = [next(point.value for point in reversed(line.points) if point.value is not None) for line in lines]
    top = max(
        (abs(p.value) for line in lines for p in line.points if p.value is not None), default=Decimal(0)
    ) or Decimal(1)
    heights = [float(end / top) * PLOT for end in ends]
    placed: dict[int, float] = {}
    for place in sorted(range(len(lines)), key=lambda it: heights[it]):
        wanted = heights[place] + (-16 if _falls(lines[place]) and len(lines) == 1 else 15)
        below = max(placed.values(), default=wanted - 18)
        placed[place] = max(wanted, below + 18)
    return [round(placed[place] - heights[place]) for place in range(len(lines))]


def _falls(line: Line) -> bool:
    known = [point.value for point in line.points if point.value is not None]
    return len(known) > 1 and known[-1] < known[-2]


def _labels(lines: Sequence[Line]) -> list[str]:
    """What tells the lines apart: places, indicators or both."""
    several = len({line.place for line in lines}) > 1, len({line.name for line in lines}) > 1
    return [_label(line, *several) for line in lines]


def _label(line: Line, places: bool, names: bool) -> str:
    if places and names:
        return f"{line.place}{line.name}"
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


def _event(drawn: go.Figure, marker: Marker, place: int) -> None:
    """A break is a red dashed line that ends the series, a new name a quiet one that does not."""
    first = marker.period.end.replace(day=1).isoformat()
    colour, dash = (CINNABAR, "dash") if marker.kind == "break" else (QUIET, "dot")
    drawn.add_vline(x=first, line={"color": colour, "width": 1, "dash": dash})
    drawn.add_annotation(
        x=first, y=1, yref="paper", yanchor="bottom", yshift=2 + 15 * (place % 2), text=_event_label(marker), showarrow=False,
        font={"color": colour if marker.kind == "break" else SOFT, "size": 11}, hovertext=f"{marker.period.name}起：{marker.place}{marker.reason}",
    )  # fmt: skip


def _event_label(marker: Marker) -> str:
    """Why a line breaks; of a new name or code only the date, the names stand under the chart."""
    return _short(marker.reason) if marker.kind == "break" else marker.period.name


def _short(reason: str, most: int = 16) -> str:
    plain = reason.partition("：")[2] or reason
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _frame(drawn: go.Figure, panel: Panel, unit: str) -> None:
    low = any(point.value is not None and point.value < 0 for line in panel.lines for point in line.points)
    drawn.update_layout(
        height=HEIGHT, margin={"l": 52, "r": 22, "t": 48, "b": 32},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", hovermode="closest",
        font={"family": FONT, "size": 12, "color": INK}, hoverlabel={"align": "left", "bgcolor": "#ffffff"},
        xaxis={"showgrid": False, "linecolor": RULE, "ticks": "", "fixedrange": True, **_ticks(panel)},
        yaxis={
            "gridcolor": RULE, "zeroline": low, "zerolinecolor": QUIET, "tickformat": ",~f", "fixedrange": True,
            "rangemode": "normal" if _is_rate(panel.unit) else "tozero",
        },
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
    )  # fmt: skip
    drawn.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", xshift=-44, yshift=30,
        text=f"{_title(panel)}{unit}（{panel.basis}）{_demo(panel)}", showarrow=False, font={"size": 12, "color": SOFT},
    )  # fmt: skip


def _title(panel: Panel) -> str:
    """The indicator where the panel has but one, in front of the unit."""
    names = dict.fromkeys(line.name for line in panel.lines)
    return f"<b>{next(iter(names))}</b>　" if len(names) == 1 else ""


def _demo(panel: Panel) -> str:
    return "　演示数据" if any(line.demo for line in panel.lines) else ""


def _is_rate(unit: str) -> bool:
    return unit in ("%", "‰", "倍")


def _ticks(panel: Panel) -> dict[str, object]:
    """Few periods are named one by one; many by their years, in the middle of each, as a telephone has room for."""
    periods = sorted(
        {point.period for line in panel.lines for point in line.points}, key=lambda period: period.order
    )
    if len(periods) <= 6 and periods[-1].year - periods[0].year <= 1:
        return {
            "tickvals": [_when(period) for period in periods],
            "ticktext": [_tick(period) for period in periods],
            "tickangle": 0,
        }
    years = periods[-1].year - periods[0].year + 1
    return {
        "type": "date",
        "dtick": f"M{12 * -(-years // 6)}",
        "tickformat": "%Y年",
        "ticklabelmode": "period",
        "tickangle": 0,
    }


def _tick(period: Period) -> str:
    return period.name.replace("年", "年<br>") if period.kind == "quarter" else period.name
