"""The units of a place on a map of their outlines, or as tiles where no outlines are known. Offline, plain shapes.

Outlines are GeoJSON (RFC 7946) as ``data/demo/boundaries.json`` or ``data/boundaries/<code>.json``: features whose
``id`` is the unit's code; a zone may be a point. Only a place's own units are drawn.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, isqrt, radians
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from minsheng.comparison.comparison import Comparison
from minsheng.comparison.ranking import Entry
from minsheng.geography.region import Region
from minsheng.view import using
from minsheng.view.charts_compare import short
from minsheng.view.charts_trend import FONT, INK, QUIET

DATA = Path(__file__).resolve().parents[2] / "data"
SHADES, GREYS = ["#e6edf5", "#9fb7d2", "#41658f", "#1f3f66"], ["#eeede9", "#c4cad1", "#8a95a1", "#5b6877"]
EMPTY = "#f4f1ea"
SKETCH = "方格图：没有边界数据，方格按代码排列，不表示方位。"
Point = tuple[float, float]


@cache
def outlines(code: str) -> Mapping[str, Mapping[str, Any]]:
    """The geometries of a place's units by code; empty where none are known."""
    files = [
        DATA / "boundaries" / f"{code}.json",
        *([DATA / "demo/boundaries.json"] if code == "990100" else []),
    ]
    file = next((it for it in files if it.exists()), None)
    if file is None:
        return {}
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {str(it.get("id") or it["properties"]["code"]): it["geometry"] for it in features}


def drawn(found: Comparison, focus: str) -> tuple[go.Figure, str]:
    """The map and what is to be said under it."""
    shapes = outlines(found.question.within.code)
    if any(unit.code in shapes for unit in found.units):
        return _map(found, shapes, focus), "示意图，非地图。" if found.question.within.code.startswith(
            "99"
        ) else ""
    return _tiles(found, focus), SKETCH


def _map(found: Comparison, shapes: Mapping[str, Mapping[str, Any]], focus: str) -> go.Figure:
    picture = go.Figure()
    areas = [unit for unit in found.units if unit.code in shapes and shapes[unit.code]["type"] != "Point"]
    points = [unit for unit in found.units if unit.code in shapes and shapes[unit.code]["type"] == "Point"]
    for unit in sorted(areas, key=lambda it: it.code == focus):
        rings = _rings(shapes[unit.code])
        _area(picture, found, unit, rings, focus)
        hosts = any(unit.code in point.hosts for point in points)
        _label(picture, found, unit, middle(max(rings, key=len)), lifted=22 if hosts else 0)
    for unit in points:
        _point(picture, found, unit, tuple(shapes[unit.code]["coordinates"]))
    latitudes = [y for unit in areas for ring in _rings(shapes[unit.code]) for _, y in ring]
    _layout(picture, 1 / cos(radians(sum(latitudes) / len(latitudes))), 460)
    return picture


def _rings(geometry: Mapping[str, Any]) -> list[list[Point]]:
    """The outer rings of a polygon or several."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(float(x), float(y)) for x, y, *_ in polygon[0]] for polygon in polygons]


def middle(ring: Sequence[Point]) -> Point:
    """The centre of a ring's area; its plain mean where it has none."""
    double = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        double, x, y = double + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not double:
        return sum(it[0] for it in ring) / len(ring), sum(it[1] for it in ring) / len(ring)
    return x / (3 * double), y / (3 * double)


def _area(
    picture: go.Figure, found: Comparison, unit: Region, rings: Sequence[Sequence[Point]], focus: str
) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(x for x, _ in ring), None]
        ys += [*(y for _, y in ring), None]
    edge = {"color": INK, "width": 2.5} if unit.code == focus else {"color": "#ffffff", "width": 1.5}
    picture.add_scatter(
        x=xs, y=ys, fill="toself", fillcolor=_shade(found, unit.code)[0], mode="lines", line=edge, hoveron="fills", hoverinfo="text",
        text=_told(found, unit), meta=_carried(found, unit),
    )  # fmt: skip


def _label(picture: go.Figure, found: Comparison, unit: Region, at: Point, lifted: int = 0) -> None:
    entry = found.ranking.entry(unit.code)
    number = found.figure(entry).numeral.grouped if entry else _why(found, unit.code)
    picture.add_annotation(
        x=at[0], y=at[1], yshift=lifted, text=f"{short(unit.name_at(found.question.period))}<br><b>{number}</b>", showarrow=False,
        font={"size": 12, "color": _shade(found, unit.code)[1]},
    )  # fmt: skip


def _point(picture: go.Figure, found: Comparison, unit: Region, at: Point) -> None:
    """A zone: a point beside its host."""
    entry, name = found.ranking.entry(unit.code), unit.name_at(found.question.period)
    number = found.figure(entry).numeral.grouped if entry else _why(found, unit.code)
    picture.add_scatter(
        x=[at[0]], y=[at[1]], mode="markers", hovertext=[_told(found, unit)], hoverinfo="text",
        customdata=[_carried(found, unit)],
        marker={"size": 13, "symbol": "square", "color": _shade(found, unit.code)[0], "line": {"color": INK, "width": 1}},
    )  # fmt: skip
    picture.add_annotation(
        x=at[0], y=at[1], yanchor="top", yshift=-8, showarrow=False, text=f"{short(name)} <b>{number}</b>",
        font={"size": 11, "color": INK, "shadow": "0 0 3px #fff, 0 0 4px #fff"},
    )  # fmt: skip


def _tiles(found: Comparison, focus: str) -> go.Figure:
    """A square a unit, in the order of codes."""
    picture = go.Figure()
    across = max(4, isqrt(len(found.units) * 2))
    for place, unit in enumerate(found.units):
        x, y = place % across, -(place // across)
        ring = [(x, y), (x + 0.94, y), (x + 0.94, y + 0.9), (x, y + 0.9), (x, y)]
        _area(picture, found, unit, [ring], focus)
        _label(picture, found, unit, (x + 0.47, y + 0.45))
    _layout(picture, 0.55, min(640, 40 + 92 * -(-len(found.units) // across)))
    return picture


def _layout(picture: go.Figure, ratio: float, height: int) -> None:
    picture.update_layout(
        height=height, margin={"l": 4, "r": 4, "t": 4, "b": 4}, showlegend=False, hovermode="closest", paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", font={"family": FONT, "size": 12, "color": INK}, hoverlabel={"bgcolor": "#ffffff"},
    )  # fmt: skip
    picture.update_xaxes(visible=False, fixedrange=True, constrain="domain")
    picture.update_yaxes(visible=False, fixedrange=True, scaleanchor="x", scaleratio=ratio)


def _shade(found: Comparison, region: str) -> tuple[str, str]:
    """The colour of a unit and of what is written on it: deeper is more; a neutral figure is grey."""
    entry = found.ranking.entry(region)
    if entry is None:
        return EMPTY, QUIET
    values = [it.value for it in found.ranking.entries]
    share = float((entry.value - min(values)) / ((max(values) - min(values)) or 1))
    shades = GREYS if found.ranking.is_neutral else SHADES
    return sample_colorscale(shades, [share])[0], "#ffffff" if share > 0.45 else INK


def _carried(found: Comparison, unit: Region) -> str:
    entry = found.ranking.entry(unit.code)
    return using.carried(found.figure(entry) if entry else None)


def _told(found: Comparison, unit: Region) -> str:
    entry: Entry | None = found.ranking.entry(unit.code)
    name = unit.name_at(found.question.period)
    if entry is None:
        return f"{name}：{_why(found, unit.code)}"
    place = "" if found.ranking.is_neutral else f"，第{entry.rank}位"
    return f"{name}：{found.figure(entry).display}{place}"


def _why(found: Comparison, region: str) -> str:
    order = found.ranking
    absent = {it.region: it.state.zh for it in order.missing} | {
        it.region: "未参加排序" for it in order.excluded
    }
    return absent.get(region, "无数")
