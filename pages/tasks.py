"""任务台账: choose month and filter → what needs attention, the list, the board; one task with its past; statuses and ledgers in."""

from __future__ import annotations

from datetime import date

import streamlit as st

from minsheng import screen
from minsheng.figure import Figure
from minsheng.receiving.inbox import now
from minsheng.screen import ledger, one_task
from minsheng.tasks import choosing, records, summary
from minsheng.tasks.board import Board
from minsheng.tasks.choosing import Wanted
from minsheng.tasks.standing import RULE
from minsheng.view import markup, markup_tasks

ALL = "全部"


def asked_board(region: str, years: list[int], today: date) -> Board:
    """The pickers of year and month, and the ledger as it stood then."""
    left, right, _ = st.columns([2, 2, 5])
    wished = st.query_params.get("month", "")
    start = years.index(int(wished[:4])) if wished[:4].isdigit() and int(wished[:4]) in years else 0
    year = screen.choice(left, "年度", years, "tasks-year", index=start, format_func=lambda it: f"{it}年台账")
    months = choosing.months(year, today)
    opened = choosing.opening_month(year, screen.ledger_of(region)[1], wished, today)
    month = screen.choice(
        right,
        "月份",
        months,
        f"tasks-month-{year}",
        index=months.index(opened),
        format_func=lambda it: f"{int(it[5:])}月底",
    )
    st.query_params["month"] = month
    return screen.board_of(region, year, choosing.day_of(month, today))


def asked_filter(board: Board) -> Wanted:
    """What of the ledger is to be shown."""
    one, two, three, four = st.columns(4)

    def pick(where, label: str, options, key: str) -> str:  # noqa: ANN001 - a column, names
        told = {ALL: label}
        found = screen.choice(
            where, label, [ALL, *options], f"tasks-{key}", format_func=lambda it: told.get(it, it)
        )
        return "" if found == ALL else found

    return Wanted(
        pick(one, "全部科室", board.offices, "office"),
        pick(two, "全部领导", board.leaders, "leader"),
        pick(three, "全部状态", choosing.STATES, "state"),
        four.text_input("查找", key="tasks-words", placeholder="任务中的字词", label_visibility="collapsed")
        or "",
    )


def show(board: Board) -> None:
    """The sentence, filters and the chosen look."""
    told = summary.of_board(board)
    counts = told.figures(screen.catalogue())
    st.html(markup.headline(told.sentence, "", counts))
    st.html(markup_tasks.strip(told, screen.catalogue()))
    wanted = asked_filter(board)
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
        board = asked_board(region, years, today)
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
