"""Draws the schematic boundaries of the demo prefecture: invented polygons on an empty plane, not a map (示意图)."""

from __future__ import annotations

import json
import random
from decimal import Decimal

from rules import HERE, table

Point = tuple[int, int]  #: thousandths of a degree on a plane round (0, 0), where no land is
#: corner nodes of a 4 × 4 grid; each district or county is one cell of it, the last one two
CELLS = {
    "990103": [(0, 2)], "990102": [(1, 2)], "990181": [(2, 2)],
    "990105": [(0, 1)], "990104": [(1, 1)], "990121": [(2, 1), (2, 0)],
    "990122": [(0, 0)], "990123": [(1, 0)],
}  # fmt: skip
STEP, JITTER, PIECES = 400, 70, 6


def _shift(key: str, reach: int) -> Point:
    source = random.Random(key)
    return source.randint(-reach, reach), source.randint(-reach, reach)


def node(i: int, j: int) -> Point:
    """A grid node, shifted a little; the same for every cell that has it."""
    dx, dy = _shift(f"node/{i}/{j}", JITTER)
    return i * STEP + dx, j * STEP + dy


def edge(start: tuple[int, int], end: tuple[int, int]) -> list[Point]:
    """The winding line from node to node, the end left out; the way back has the same points."""
    first, last = sorted((start, end))
    a, b = node(*first), node(*last)
    points = [a]
    for n in range(1, PIECES):
        dx, dy = _shift(f"edge/{first}/{last}/{n}", STEP // 25)
        points.append((a[0] + (b[0] - a[0]) * n // PIECES + dx, a[1] + (b[1] - a[1]) * n // PIECES + dy))
    points.append(b)
    return points[:-1] if start == first else points[:0:-1]


def ring(cells: list[tuple[int, int]]) -> list[Point]:
    """The closed outline of one cell, or of a cell and the one below it."""
    top, bottom, i = cells[0][1] + 1, cells[-1][1], cells[0][0]
    right = [(i + 1, j) for j in range(bottom, top + 1)]
    left = [(i, j) for j in range(top, bottom - 1, -1)]
    corners = [*right, *left]
    outline = [
        point for k, corner in enumerate(corners) for point in edge(corner, corners[(k + 1) % len(corners)])
    ]
    return [*outline, outline[0]]


def _degrees(point: Point) -> list[float]:
    return [float(Decimal(part) / 1000) for part in point]


def _feature(code: str, name: str, geometry: dict[str, object]) -> dict[str, object]:
    properties = {"code": code, "name": name, "demo": True, "note": "示意图，非地图"}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def features() -> list[dict[str, object]]:
    """Districts and counties as polygons, zones as points within the county that hosts them."""
    rows = {row["code"]: row for row in table("units.csv")}
    drawn = [
        _feature(
            code, rows[code]["name"], {"type": "Polygon", "coordinates": [[_degrees(p) for p in ring(cells)]]}
        )
        for code, cells in CELLS.items()
    ]
    for code, row in rows.items():
        if row["level"] == "zone":
            i, j = CELLS[row["hosts"]][0]
            place = (i * STEP + STEP * 3 // 5, j * STEP + STEP * 2 // 5)
            drawn.append(_feature(code, row["name"], {"type": "Point", "coordinates": _degrees(place)}))
    return drawn


def write_boundaries() -> None:
    """Writes boundaries.json (GeoJSON)."""
    text = json.dumps({"type": "FeatureCollection", "features": features()}, ensure_ascii=False, indent=None)
    (HERE / "boundaries.json").write_text(
        text.replace('{"type": "Feature"', '\n{"type": "Feature"') + "\n", encoding="utf-8"
    )
