"""The parts of 趋势 on the screen: charts, notes, the table with its download, figures that are not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from minsheng import choices, disclosure, trend
from minsheng.facts import Fact
from minsheng.panels import Mode, Trend
from minsheng.screen.parts import download
from minsheng.screen.reading import breaks, catalogue, place_name, regions
from minsheng.view import charts_trend, listing, tables, using
from minsheng.writing import stating


def lines(facts: Sequence[Fact], mode: Mode) -> Trend:
    """The trend of some facts in a mode."""
    return trend.trend(facts, catalogue(), breaks(), regions(), mode)


def opening(shown: Trend) -> list[using.Told | None]:
    """What the opening sentence tells: the figure, and its rises."""
    newest = shown.newest
    if newest is None or newest.figure is None:
        return []
    return [newest.figure, *(stating.growth(*each) for each in listing.moves(newest))]


def show(shown: Trend, facts: Sequence[Fact], codes: Sequence[str], name: str) -> None:
    """Charts, notes, table and download."""
    for number, panel in enumerate(it for it in shown.panels if it.drawable):
        with st.container(border=True, key=f"panel-trend-{number}"):
            picture = charts_trend.panel_figure(panel)
            bare = {"displayModeBar": False, "scrollZoom": False}
            st.plotly_chart(
                picture, config=bare, theme=None, key=f"trend-{number}", alt=charts_trend.alt(panel)
            )
    absent = [f"{place_name(it, None)}没有这项数据。" for it in choices.without(facts, codes)]
    st.html(listing.notes([*absent, *shown.notes, f"数据来源：{tables.sources_of(facts)}。"]))
    title, take = st.columns([6, 1.2], vertical_alignment="center")
    title.html('<div class="ms-chapter">数据表</div>')
    with take:
        download("下载Excel", partial(published, facts, shown.mode), name, "trend-xlsx")
    if shown.lines:
        many = sum(len(line.points) for line in shown.lines) > 12
        with st.container(border=True, key="panel-table", height=420 if many else "content"):
            st.html(listing.trend_rows(shown))
    if shown.aside:
        with st.expander(f"其他口径{len(shown.aside)}个数，不画入图", expanded=not shown.lines):
            st.html(listing.aside(shown.aside))


def published(facts: Sequence[Fact], mode: Mode) -> bytes:
    """The workbook of what may leave the house."""
    return tables.trend_table(lines(disclosure.public(facts, catalogue(), regions()), mode))
