"""A panel of a screen before it is drawn: heads, pictures and notes in order. Pure; ``screen.panel`` draws it."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from minsheng.view import listing


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with its words for who cannot see it; ``scrolls`` where it is higher than its card."""

    figure: go.Figure
    key: str
    alt: str
    scrolls: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A card: HTML and pictures in order."""

    key: str
    parts: tuple[str | Plot, ...]


def panel(key: str, *parts: str | Plot | None) -> Panel:
    """A card of what there is."""
    return Panel(key, tuple(part for part in parts if part))


def notes(*lines: listing.Note | None) -> str:
    """Notes below a picture; empty where there are none."""
    there = [line for line in lines if line and (isinstance(line, str) or line[0])]
    return listing.notes(there) if there else ""
