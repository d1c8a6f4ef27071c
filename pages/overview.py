"""总览: what the place's figures of the period say, laid out by what there is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from minsheng import screen
from minsheng.cards import Card
from minsheng.chapters import Chapter
from minsheng.overview import FOLD, Overview
from minsheng.view import charts, markup, markup_capacity, markup_tasks

ACROSS = 4  #: cards in a row
ROWS, FEW_ROWS = (
    8,
    20,
)  #: figures of a chapter shown at once: beside others, and where there are only one or two


def show(it: Overview) -> None:
    """The screen of a place and period."""
    screen.cited(*it.figures, *(figure for card in it.cards for figure in card.figures))
    st.html(markup.clauses(((each.text, next(iter(each.figures), None)) for each in it.clauses), it.below))
    if it.cards:
        show_cards(it, it.cards[:FOLD])
        show_middle(it)
        show_tasks()
        show_cards(it, it.cards[FOLD:])
        show_capacity()
        show_standards()
        with st.expander(f"本期全部{len(it.figures)}个数"):
            show_chapters(it.chapters)
    else:
        show_tasks()
        show_chapters(it.chapters)
        show_capacity()
        show_standards()
    if not it.figures:
        show_way_out()
    if it.sources:
        totals = "，累计数自1月起" if it.has_totals else ""
        st.html(markup.foot(f"数据来源：{it.sources}。期末数为{it.period.name_of_end}数{totals}。"))


def show_tasks() -> None:
    """How the year's tasks stand, where there is a ledger."""
    if told := screen.tasks_of(chosen):
        with st.container(border=True, key="panel-tasks"):
            st.html(
                f"<style>{markup_tasks.STYLE}</style><b>任务台账</b>　{told.sentence}"
                + markup_tasks.strip(told.board.leaves, told.leaf_name)
            )
            screen.link("tasks", "看任务台账", region=chosen.code, month=told.board.month)


def show_capacity() -> None:
    """Capacity and coverage: what the place's services reach, each figure opening to its parts."""
    it = screen.capacity_of(chosen)
    if it.is_empty:
        return
    screen.cited(*it.figures)
    st.html(f"<style>{markup_capacity.STYLE}</style>" + markup.section("能力和覆盖"))
    for start in range(0, len(it.groups), 4):
        row = it.groups[start : start + 4]
        for column, group in zip(st.columns(max(len(row), 2), gap="small"), row, strict=False):
            with column.container(border=True, height="stretch", key=f"panel-capacity-{group.title}"):
                st.html(markup_capacity.group(group))
    if it.balances:
        with st.container(border=True, key="panel-flows"):
            st.html("<b>增减平衡</b>" + markup_capacity.balances(it.balances))
    for funnel in it.funnels:
        with st.container(border=True, key=f"panel-{funnel.title}"):
            st.html(markup_capacity.funnel(funnel))


def show_standards() -> None:
    """What is in force, since when and by which document."""
    if found := screen.benefits_of(chosen):
        screen.cited(*found.figures)
        st.html(f"<style>{markup_capacity.STYLE}</style>" + markup.section("保障标准"))
        with st.container(border=True, key="panel-standards"):
            st.html(markup_capacity.standards(found))


def show_way_out() -> None:
    """Where the period has no figure: the newest one that has."""
    options = screen.period_options(chosen.code)
    if newest := next(iter(options), None):
        label = f"看{newest.name}（{options[newest]}个数）"
        screen.link("overview", label, region=chosen.code, period=str(newest))


def show_nothing() -> None:
    """A place without figures; where it was merged, the way to its successor."""
    became = [it for it in screen.regions().successors(chosen.code) if it.code in screen.region_options()]
    st.html(markup.headline(f"{chosen.region.name}还没有数据", "请在上方另选地区，或导入该地区的报表。"))
    for successor in became:
        screen.link("overview", f"看{successor.name}", region=successor.code)


def show_cards(it: Overview, cards: Sequence[Card]) -> None:
    """Cards side by side; the one to look at has a red edge."""
    rows = -(-len(cards) // ACROSS)
    across = -(-len(cards) // rows) if rows else ACROSS
    for start in range(0, len(cards), across):
        row = cards[start : start + across]
        for column, card in zip(st.columns(max(len(row), 2), gap="small"), row, strict=False):
            kind = "attention" if card is it.attention else "card"
            with column.container(border=True, height="stretch", key=f"{kind}-{card.figure.fact.indicator}"):
                st.html(markup.card(card))


def show_middle(it: Overview) -> None:
    """The chart and, beside it, what needs attention; either alone takes the width."""
    if not it.bars and not it.remarks:
        return
    both = it.bars and it.remarks
    columns = list(st.columns([11, 9] if both else 1, gap="small"))
    if it.bars:
        with columns.pop(0).container(border=True, height="content", key="panel-chart"):
            st.html(f"<b>{it.bars.sentence}</b>")
            drawn = charts.quarter_bars(it.bars.facts, it.bars.upto)
            st.plotly_chart(
                drawn, theme=None, config={"displayModeBar": False}, alt=charts.alt(it.bars.facts)
            )
            if it.bars.sources:
                st.html(markup.foot(f"数据来源：{it.bars.sources}。"))
    if it.remarks:
        with columns.pop(0).container(border=True, height="content", key="panel-remarks"):
            st.html("<b>需要留意</b>" + markup.remarks(it.remarks))


def show_chapters(chapters: Sequence[Chapter]) -> None:
    """Figures by chapter, three chapters side by side."""
    most = ROWS if len(chapters) > 2 else FEW_ROWS
    for start in range(0, len(chapters), 3):
        row = chapters[start : start + 3]
        for column, chapter in zip(st.columns(max(len(row), 2), gap="small"), row, strict=False):
            with column.container(border=True, height="content", key=f"panel-{chapter.title}"):
                st.html(
                    markup.chapter_title(chapter.title, len(chapter.entries))
                    + markup.entries(chapter.entries[:most])
                )
                if rest := chapter.entries[most:]:
                    with st.expander(f"其余{len(rest)}项"):
                        st.html(markup.entries(rest))


with screen.told():
    chosen = screen.selection()
    if chosen.period is None:
        show_nothing()
    else:
        show(screen.overview_of(chosen))
