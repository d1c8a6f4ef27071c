"""The parts of 总览 on the screen: cards, the chart and what needs attention, chapters, the ledger, capacity, standards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from minsheng.cards import Card
from minsheng.chapters import Chapter
from minsheng.overview import Overview
from minsheng.screen.kept import benefits_of, capacity_of, tasks_of
from minsheng.screen.parts import link
from minsheng.screen.reading import Selection, catalogue
from minsheng.view import charts, markup, markup_capacity, markup_tasks, using

Piece = TypeVar("Piece")
ACROSS = 4  #: cards in a row
#: figures of a chapter shown at once: beside others, and where there are only one or two
ROWS, FEW_ROWS = 8, 20


def show_tasks(chosen: Selection) -> None:
    """How the year's tasks stand, where there is a ledger."""
    if told := tasks_of(chosen):
        counts = told.figures(catalogue())
        with st.container(border=True, key="panel-tasks"):
            st.html(
                f"<style>{markup_tasks.STYLE}</style><b>任务台账</b>　{using.spoken(told.sentence, counts, told.sentence)}"
                + markup_tasks.strip(told, catalogue())
            )
            link("tasks", "看任务台账", region=chosen.code, month=told.board.month)


def show_capacity(chosen: Selection) -> None:
    """Capacity and coverage: what the place's services reach, each figure opening to its parts."""
    it = capacity_of(chosen)
    if it.is_empty:
        return
    st.html(f"<style>{markup_capacity.STYLE}</style>" + markup.section("能力和覆盖"))
    for column, group in _in_rows(it.groups, 4):
        with column.container(border=True, height="stretch", key=f"panel-capacity-{group.title}"):
            st.html(markup_capacity.group(group))
    if it.balances:
        with st.container(border=True, key="panel-flows"):
            st.html("<b>增减平衡</b>" + markup_capacity.balances(it.balances))
    for funnel in it.funnels:
        with st.container(border=True, key=f"panel-{funnel.title}"):
            st.html(markup_capacity.funnel(funnel))


def show_standards(chosen: Selection) -> None:
    """What is in force, since when and by which document."""
    if found := benefits_of(chosen):
        st.html(f"<style>{markup_capacity.STYLE}</style>" + markup.section("保障标准"))
        with st.container(border=True, key="panel-standards"):
            st.html(markup_capacity.standards(found))


def show_cards(it: Overview, cards: Sequence[Card]) -> None:
    """Cards side by side; the one to look at has a red edge."""
    rows = -(-len(cards) // ACROSS)
    across = -(-len(cards) // rows) if rows else ACROSS
    for column, card in _in_rows(cards, across):
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
            st.html(f"<b>{using.spoken(it.bars.sentence, it.bars.told)}</b>")
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
    for column, chapter in _in_rows(chapters, 3):
        with column.container(border=True, height="content", key=f"panel-{chapter.title}"):
            st.html(
                markup.chapter_title(chapter.title, len(chapter.entries))
                + markup.entries(chapter.entries[:most])
            )
            if rest := chapter.entries[most:]:
                with st.expander(f"其余{len(rest)}项"):
                    st.html(markup.entries(rest))


def _in_rows(pieces: Sequence[Piece], across: int) -> Iterator[tuple[DeltaGenerator, Piece]]:
    """Each piece with its column, so many side by side; one alone takes half the width."""
    for start in range(0, len(pieces), across):
        row = pieces[start : start + across]
        yield from zip(st.columns(max(len(row), 2), gap="small"), row, strict=False)
