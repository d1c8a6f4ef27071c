"""任务台账: choose month and filter → what needs attention, the list, the board; one task with its past; statuses and ledgers in."""

from __future__ import annotations

from datetime import date

import streamlit as st

from minsheng import screen
from minsheng.figure import Figure
from minsheng.receiving.inbox import now
from minsheng.screen import ledger, one_task, taskboard
from minsheng.tasks import records, summary
from minsheng.tasks.board import Board
from minsheng.tasks.standing import RULE
from minsheng.view import markup, markup_tasks


def show(board: Board) -> None:
    """The sentence, filters and the chosen look."""
    told = summary.of_board(board)
    counts = told.figures(screen.catalogue())
    st.html(markup.headline(told.sentence, "", counts))
    st.html(markup_tasks.strip(told, screen.catalogue()))
    wanted = taskboard.wanted(board)
    look = screen.switch("看法", markup_tasks.LOOKS, "tasks-view")
    long = markup_tasks.is_long(board, look)
    with st.container(border=True, key="panel-tasks", height=520 if long else "content"):
        st.html(markup_tasks.looked(board, wanted, look, screen.catalogue()))
    with st.expander("状态怎样判断"):
        st.html(markup.foot(RULE))


with screen.told():
    chosen = screen.selection()
    region, place, today = chosen.code, chosen.region.name, date.fromisoformat(now()[:10])
    st.html(f"<style>{markup_tasks.STYLE}</style>")
    screen.said()
    years = records.years(screen.ledger_of(region)[0])
    if years:
        board = taskboard.asked(region, years, today)
        show(board)
        ledger.take(board)
        who = screen.actor()
        ledger.settle(board, who)
        with st.container(border=True, key="panel-task"):
            one_task.show(board, who)
    else:
        counted = (it for code in records.COUNTED for it in screen.facts_of(region) if it.indicator == code)
        st.html(
            markup_tasks.nothing(
                place, [Figure(it, screen.catalogue()[it.indicator], place) for it in counted]
            )
        )
        who = screen.actor()
    with st.expander("台账的导入和导出", expanded=not years), screen.told():
        first = years[0] if years else today.year
        year = st.number_input("台账年度", 2000, 2100, first, key="tasks-year-in")
        ledger.exchange(region, place, int(year), who)
