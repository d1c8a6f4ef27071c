"""趋势: choose indicators, places and what a point stands for → lines, notes, table → Excel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from minsheng import choices, disclosure, picking, rates, screen, trend, workbook
from minsheng.catalogue import Indicator
from minsheng.facts import Fact
from minsheng.panels import Mode, Trend
from minsheng.view import charts_trend, listing, markup, tables

MOST = 8


def pick(column: DeltaGenerator, name: str, options: list[str], default: list[str], **look: Any) -> list[str]:
    """A picker of several that keeps what stands, begins with what the address asks for, and is kept there."""
    asked = st.query_params.get_all(name)
    standing = st.session_state.get(name)
    st.session_state[name] = choices.kept(options, *((asked, default) if standing is None else (standing,)))
    picked = column.multiselect(options=options, key=name, filter_mode="contains", select_all=False, **look)
    st.query_params[name] = picked
    return picked


def searched_by(code: str) -> str:
    """An indicator in the picker."""
    return choices.label(screen.catalogue()[code])


def series(codes: Sequence[str], indicators: Sequence[Indicator]) -> list[Fact]:
    """The facts to draw: as reported, and rates computed where their operands are; the chosen place first."""
    facts = screen.facts_of(*codes)
    return [
        fact
        for indicator in indicators
        for fact in choices.by_place(rates.completed(facts, indicator, screen.catalogue()), codes)
    ]


def show(shown: Trend, facts: Sequence[Fact], codes: Sequence[str], name: str) -> None:
    """Charts, notes, table and download."""
    points = [point for line in shown.lines for point in line.points]
    screen.cited(*shown.aside, *(it for point in points for it in (point.figure, point.single) if it))
    for number, panel in enumerate(it for it in shown.panels if it.drawable):
        with st.container(border=True, key=f"panel-trend-{number}"):
            picture = charts_trend.panel_figure(panel)
            bare = {"displayModeBar": False, "scrollZoom": False}
            st.plotly_chart(
                picture, config=bare, theme=None, key=f"trend-{number}", alt=charts_trend.alt(panel)
            )
    absent = [f"{screen.place_name(it, None)}没有这项数据。" for it in choices.without(facts, codes)]
    st.html(listing.notes([*absent, *shown.notes, f"数据来源：{tables.sources_of(facts)}。"]))
    title, take = st.columns([6, 1.2], vertical_alignment="center")
    title.html('<div class="ms-chapter">数据表</div>')
    with take:
        screen.download("下载Excel", partial(published, facts, shown.mode), name, "trend-xlsx")
    if shown.lines:
        many = sum(len(line.points) for line in shown.lines) > 12
        with st.container(border=True, key="panel-table", height=420 if many else "content"):
            st.html(listing.trend_rows(shown))
    if shown.aside:
        with st.expander(f"其他口径{len(shown.aside)}个数，不画入图", expanded=not shown.lines):
            st.html(listing.aside(shown.aside))


def published(facts: Sequence[Fact], mode: Mode) -> bytes:
    """The workbook of what may leave the house."""
    return tables.trend_table(lines(disclosure.public(facts, screen.catalogue(), screen.regions()), mode))


def lines(facts: Sequence[Fact], mode: Mode) -> Trend:
    """The trend of some facts in a mode."""
    return trend.trend(facts, screen.catalogue(), screen.breaks(), screen.regions(), mode)


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{listing.STYLE}</style>")
    others = choices.beside(chosen.code, screen.region_options(), screen.regions())
    first, second, third = st.columns([3, 2, 1.6])
    named = partial(picking.region_label, regions=screen.regions())
    beside = pick(
        second,
        "with",
        others,
        [],
        label="对比地区",
        format_func=named,
        max_selections=MOST - 1,
        placeholder="可再选",
    )
    codes = [chosen.code, *beside]
    here = choices.periods(screen.facts_of(*codes))
    options = choices.indicators(screen.catalogue(), screen.store().coverage(), set(here))
    lost = choices.not_offered(st.query_params.get_all("indicator"), options, screen.catalogue())
    picked = pick(
        first, "indicator", options, choices.opening(options, here), label="指标", format_func=searched_by, max_selections=MOST,
        placeholder="输入名称或别名查找",
    )  # fmt: skip
    if lost:
        st.html(markup.notice(lost))
    indicators = [screen.catalogue()[it] for it in picked]
    found = series(codes, indicators)
    if not picked:
        st.html(markup.headline("请选择指标"))
    elif not any(fact.has_value for fact in found):
        st.html(
            markup.headline(
                f"{chosen.region.name}没有这些指标的数据", "可换指标，或在指标目录中查看哪些地区有数。"
            )
        )
    else:
        modes = trend.modes(indicators)
        best = trend.preferred(found, screen.catalogue(), screen.regions())
        asked = next((it for it in modes if str(it) == st.query_params.get("mode")), best)
        mode = third.segmented_control(
            "口径",
            modes,
            default=asked,
            required=True,
            key=f"mode-{'-'.join(modes)}-{'-'.join(picked)}",
            format_func=str,
        )
        st.query_params["mode"] = str(mode or asked)
        shown = lines(found, mode or asked)
        name = workbook.file_name(
            "、".join(screen.place_name(it, None) for it in codes[:3]), indicators[0].title, "趋势"
        )
        st.html(markup.headline(shown.headline, shown.below))
        show(shown, found, codes, name)
