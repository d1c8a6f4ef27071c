"""总览: what the place's figures of the period say, laid out by what there is."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.overview import FOLD, Overview
from minsheng.screen import Selection, overviews
from minsheng.view import markup


def show(it: Overview, chosen: Selection) -> None:
    """The screen of a place and period: cards where figures can be compared, else all by chapter."""
    st.html(markup.clauses([(each.text, each.told) for each in it.clauses], it.below))
    if it.cards:
        overviews.show_cards(it, it.cards[:FOLD])
        overviews.show_middle(it)
    overviews.show_tasks(chosen)
    overviews.show_cards(it, it.cards[FOLD:])
    if not it.cards:
        overviews.show_chapters(it.chapters)
    overviews.show_capacity(chosen)
    overviews.show_standards(chosen)
    if it.cards:
        with st.expander(f"本期全部{len(it.figures)}个数"):
            overviews.show_chapters(it.chapters)
    if not it.figures:
        show_way_out(chosen)
    if it.sources:
        totals = "，累计数自1月起" if it.has_totals else ""
        st.html(markup.foot(f"数据来源：{it.sources}。期末数为{it.period.name_of_end}数{totals}。"))


def show_way_out(chosen: Selection) -> None:
    """Where the period has no figure: the newest one that has."""
    options = screen.period_options(chosen.code)
    if newest := next(iter(options), None):
        label = f"看{newest.name}（{options[newest]}个数）"
        screen.link("overview", label, region=chosen.code, period=str(newest))


def show_nothing(chosen: Selection) -> None:
    """A place without figures; where it was merged, the way to its successor."""
    became = [it for it in screen.regions().successors(chosen.code) if it.code in screen.region_options()]
    st.html(markup.headline(f"{chosen.region.name}还没有数据", "请在上方另选地区，或导入该地区的报表。"))
    for successor in became:
        screen.link("overview", f"看{successor.name}", region=successor.code)


with screen.told():
    standing = screen.selection()
    if standing.period is None:
        show_nothing(standing)
    else:
        show(screen.overview_of(standing), standing)
