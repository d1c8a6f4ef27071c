"""趋势: choose indicators, places and what a point stands for → lines, notes, table → Excel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from minsheng import (
    charts_trend,
    disclosure,
    listing,
    markup,
    picking,
    rates,
    screen,
    tables,
    trend,
    workbook,
)
from minsheng.catalogue import Indicator
from minsheng.facts import Fact
from minsheng.panels import Mode, Panel, Trend

#: what is shown first, as far as the place has it
FIRST = ("exp_total", "dibao_persons", "urban_dibao_persons", "marriages", "social_orgs")
MOST = 8


def label(code: str) -> str:
    """An indicator as the picker names it, with the aliases that it is searched by."""
    indicator = screen.catalogue()[code]
    return "　".join([indicator.name, *indicator.aliases[:3]])


def offered(here: set[str]) -> list[str]:
    """Every indicator that can be shown: those with figures here first, then rates of them, then the rest."""
    catalogue, everywhere = screen.catalogue(), screen.store().coverage()
    known = [
        it for it in catalogue if it.code in everywhere or here.intersection(rates.operands(it, catalogue))
    ]
    return [
        it.code for it in sorted(known, key=lambda it: it.code not in here) if not disclosure.restricted(it)
    ]


def kept(name: str, options: Sequence[str], default: list[str]) -> None:
    """Start a picker from the address, else from what stands, else from its default."""
    asked = [it for it in st.query_params.get_all(name) if it in options]
    standing = [it for it in st.session_state.get(name, []) if it in options]
    st.session_state[name] = standing or asked or default


def series(codes: Sequence[str], indicators: Sequence[Indicator]) -> list[Fact]:
    """The facts to draw: as reported, and rates computed where their operands are."""
    facts = screen.facts_of(*codes)
    return [
        fact for indicator in indicators for fact in rates.completed(facts, indicator, screen.catalogue())
    ]


def draw(panel: Panel, number: int) -> None:
    """One chart with what is said under it."""
    with st.container(border=True, key=f"panel-trend-{number}"):
        config = {"displayModeBar": False, "scrollZoom": False}
        picture = charts_trend.panel_figure(panel)
        st.plotly_chart(
            picture, config=config, theme=None, key=f"trend-{number}", alt=charts_trend.alt(panel)
        )


def show(shown: Trend, facts: Sequence[Fact], name: str) -> None:
    """Charts, notes, table and download."""
    for number, panel in enumerate(shown.panels):
        draw(panel, number)
    st.html(listing.notes([*shown.notes, f"数据来源：{tables.sources_of(facts)}。"]))
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
    like = [
        it
        for it in screen.region_options()
        if screen.regions().is_demo(it) == screen.regions().is_demo(chosen.code)
    ]
    others = [it for it in like if it != chosen.code]
    kept("with", others, [])
    first, second, third = st.columns([3, 2, 1.6])
    beside = second.multiselect(
        "对比地区", others, format_func=lambda it: picking.region_label(it, screen.regions()), key="with", max_selections=MOST - 1,
        placeholder="可再选几个地区", filter_mode="contains", select_all=False,
    )  # fmt: skip
    codes = [chosen.code, *beside]
    here = {fact.indicator for fact in screen.facts_of(*codes) if fact.has_value}
    options = offered(here)
    kept("indicator", options, [next((it for it in (*FIRST, *options) if it in here), "")][: len(here)])
    picked = first.multiselect(
        "指标", options, format_func=label, key="indicator", max_selections=MOST, placeholder="输入名称或别名查找", filter_mode="contains",
        select_all=False,
    )  # fmt: skip
    st.query_params["with"], st.query_params["indicator"] = beside, picked
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
        mode = third.segmented_control(
            "口径",
            modes,
            default=best,
            required=True,
            key=f"mode-{'-'.join(modes)}-{'-'.join(picked)}",
            format_func=str,
        )
        shown = lines(found, mode or best)
        name = workbook.file_name(
            "、".join(screen.place_name(it, None) for it in codes[:3]), indicators[0].title, "趋势"
        )
        st.html(markup.headline(shown.headline, shown.below))
        show(shown, found, name)
