"""The pictures of 县区对比: bars in order, and two figures at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from minsheng.comparison.comparison import Comparison
from minsheng.comparison.ranking import Entry
from minsheng.geography.placenames import short_names
from minsheng.view import using
from minsheng.view.charts_trend import CINNABAR, FONT, HALO, INK, QUIET, RULE, SOFT

_OF_A_COUNTY = re.compile(r"^.+?[县区市旗](?=.+(?:镇|乡|街道)$)")
NOW, OTHERS, GREY, DARK_GREY = "#1f3f66", "#b9cbe0", "#cbd1d8", "#5b6877"
BAR, HEAD, FOOT = 27, 4, 26  # pixels: of a bar and of what is above and below the bars
BASE = {
    "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "hovermode": "closest", "showlegend": False,
    "font": {"family": FONT, "size": 13, "color": INK}, "hoverlabel": {"align": "left", "bgcolor": "#ffffff"},
}  # fmt: skip


# -- bars in order --------------------------------------------------------------------------------
def bars(found: Comparison, focus: str, peers: Iterable[str] = ()) -> go.Figure:
    """The entries from the first to the last with their numbers and ranks; grey and without ranks where neutral."""
    entries, near = list(found.ranking.entries), set(peers)
    drawn = go.Figure(
        go.Bar(
            y=[str(place) for place in range(len(entries))],
            x=[float(it.value) for it in entries],
            orientation="h",
            width=0.64,
            marker={"color": [_colour(it, focus, near, neutral=found.ranking.is_neutral) for it in entries]},
            text=[_number(found, it, focus) for it in entries],
            textposition="outside",
            textfont={"size": 13, "color": INK, "shadow": HALO},
            cliponaxis=False,
            hovertext=[f"{it.name}：{found.figure(it).display}" for it in entries],
            customdata=[using.carried(found.figure(it)) for it in entries],
            hoverinfo="text",
        )
    )
    _ranks(drawn, entries, neutral=found.ranking.is_neutral)
    _mean(drawn, found)
    low = min([0.0, *(float(it.value) for it in entries)])
    top = max([1e-9, *(float(it.value) for it in entries)])
    drawn.update_layout(
        **BASE,
        height=HEAD + FOOT + BAR * len(entries),
        margin={"l": 8, "r": 44, "t": HEAD, "b": FOOT},
        bargap=0.3,
    )
    drawn.update_xaxes(visible=False, range=[low * 1.1, top * 1.18], fixedrange=True)
    names = [f"<b>{short(it.name)}</b>" if it.region == focus else short(it.name) for it in entries]
    drawn.update_yaxes(
        autorange="reversed", tickvals=[str(place) for place in range(len(entries))], ticktext=names, ticks="", showline=False,
        showgrid=False, zeroline=False, fixedrange=True, automargin=True, type="category", ticklabelstandoff=6,
    )  # fmt: skip
    return drawn


def short(name: str, most: int = 8) -> str:
    """A name as a picture has room for: 演示高新区, a town without its county, else its beginning."""
    name = _OF_A_COUNTY.sub("", name)
    if len(name) > most:
        name = next(iter(short_names(name)), name)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _colour(it: Entry, focus: str, near: set[str], *, neutral: bool) -> str:
    if it.region == focus:
        return DARK_GREY if neutral else NOW
    return ("#aeb7c1" if neutral else "#8fabc9") if it.region in near else (GREY if neutral else OTHERS)


def _number(found: Comparison, it: Entry, focus: str) -> str:
    shown = found.figure(it).numeral.grouped
    return f"<b>{shown}</b>" if it.region == focus else shown


def _ranks(drawn: go.Figure, entries: Sequence[Entry], *, neutral: bool) -> None:
    """The exact position at the right edge, ties alike; a neutral figure has none."""
    for place, it in enumerate(entries if not neutral else ()):
        drawn.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=16, y=str(place), text=f"{it.rank}{'=' if it.tied else ''}",
            showarrow=False, font={"size": 12, "color": QUIET},
        )  # fmt: skip


def _mean(drawn: go.Figure, found: Comparison) -> None:
    """The mean as a dotted line with its number below the bars."""
    if found.ranking.ranked < 3:
        return
    mean = float(found.benchmark.value)
    drawn.add_vline(x=mean, line={"color": CINNABAR, "width": 1, "dash": "dot"}, layer="below")
    drawn.add_annotation(
        x=mean, y=0, yref="paper", yanchor="top", yshift=-4, showarrow=False, font={"size": 12, "color": CINNABAR},
        text=f"{found.ranking.ranked}个{found.noun}{found.benchmark.kind}{found.worded(found.benchmark.value)}",
    )  # fmt: skip


def alt(found: Comparison) -> str:
    """The bars in words."""
    told = "；".join(f"{it.name}{found.figure(it).display}" for it in found.ranking.entries)
    return f"条形图，{found.indicator.name}，{found.when}，从高到低：{told}。"


# -- two figures at once --------------------------------------------------------------------------
def scatter(across: Comparison, upward: Comparison, focus: str, peers: Iterable[str] = ()) -> go.Figure:
    """Every unit that has both figures, named; near peers ringed. It shows, and claims no cause."""
    other, near = {it.region: it for it in upward.ranking.entries}, set(peers)
    both = [(it, other[it.region]) for it in across.ranking.entries if it.region in other]
    drawn = go.Figure(
        go.Scatter(
            x=[float(one.value) for one, _ in both],
            y=[float(two.value) for _, two in both],
            mode="markers+text",
            text=[f"<b>{short(one.name, 8)}</b>" if one.region == focus else short(one.name, 8) for one, _ in both],
            textposition="top center",
            textfont={"size": 12, "color": INK},
            marker={
                "size": 11,
                "color": [NOW if one.region == focus else OTHERS for one, _ in both],
                "line": {"color": [NOW if one.region in near else "#ffffff" for one, _ in both], "width": 2},
            },
            hovertext=[f"{one.name}<br>{across.indicator.title}{across.figure(one).display}<br>{upward.indicator.title}{upward.figure(two).display}" for one, two in both],
            customdata=[using.carried(upward.figure(two)) for _, two in both],
            hoverinfo="text",
            cliponaxis=False,
        )
    )  # fmt: skip
    drawn.update_layout(**BASE, height=400, margin={"l": 64, "r": 24, "t": 24, "b": 52})
    axes = {"gridcolor": RULE, "zeroline": False, "tickformat": ",~f", "nticks": 6, "fixedrange": True}
    drawn.update_xaxes(title={"text": _axis(across), "font": {"size": 12, "color": SOFT}}, **axes)
    drawn.update_yaxes(title={"text": _axis(upward), "font": {"size": 12, "color": SOFT}}, **axes)
    return drawn


def _axis(found: Comparison) -> str:
    return f"{found.indicator.title}（{found.indicator.unit}，{found.when}）"
