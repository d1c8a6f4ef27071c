"""趋势: choose indicators, places and what a point stands for → lines, notes, table → Excel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from minsheng import choices, picking, rates, screen, trend, workbook
from minsheng.catalogue import Indicator
from minsheng.facts import Fact
from minsheng.screen import trends
from minsheng.view import listing, markup

MOST = 8


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


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{listing.STYLE}</style>")
    others = choices.beside(chosen.code, screen.region_options(), screen.regions())
    first, second, third = st.columns([3, 2, 1.6])
    named = partial(picking.region_label, regions=screen.regions())
    beside = screen.pick_several(
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
    picked = screen.pick_several(
        first, "indicator", options, choices.opening(options, here), label="指标", format_func=searched_by, max_selections=MOST,
        placeholder="输入名称或别名查找",
    )  # fmt: skip
    if lost:
        st.html(markup.notice(lost))
    indicators = [screen.catalogue()[it] for it in picked]
    found = series(codes, indicators)
    if not here:
        screen.no_data(chosen.region.name)
    elif not picked:
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
        screen.keep_in_address("mode", str(mode or asked), str(best))
        shown = trends.lines(found, mode or asked)
        name = workbook.file_name(
            "、".join(screen.place_name(it, None) for it in codes[:3]), indicators[0].title, "趋势"
        )
        st.html(markup.headline(shown.headline, shown.below, trends.opening(shown)))
        trends.show(shown, found, codes, name)
