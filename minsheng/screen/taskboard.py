"""What of a 任务台账 is shown: its year and month, and the tasks by 科室, leader, state and words."""

from __future__ import annotations

from datetime import date

import streamlit as st

from minsheng.screen.asking import choice
from minsheng.screen.kept import board_of, ledger_of
from minsheng.tasks import choosing
from minsheng.tasks.board import Board
from minsheng.tasks.choosing import Wanted

ALL = "全部"


def asked(region: str, years: list[int], today: date) -> Board:
    """The pickers of year and month, and the ledger as it stood then."""
    left, right, _ = st.columns([2, 2, 5])
    wished = st.query_params.get("month", "")
    start = years.index(int(wished[:4])) if wished[:4].isdigit() and int(wished[:4]) in years else 0
    year = choice(left, "年度", years, "tasks-year", index=start, format_func=lambda it: f"{it}年台账")
    months = choosing.months(year, today)
    opened = choosing.opening_month(year, ledger_of(region)[1], wished, today)
    month = choice(
        right,
        "月份",
        months,
        f"tasks-month-{year}",
        index=months.index(opened),
        format_func=lambda it: f"{int(it[5:])}月底",
    )
    st.query_params["month"] = month
    return board_of(region, year, choosing.day_of(month, today))


def wanted(board: Board) -> Wanted:
    """What of the ledger is to be shown."""
    one, two, three, four = st.columns(4)

    def pick(where, label: str, options, key: str) -> str:  # noqa: ANN001 - a column, names
        told = {ALL: label}
        found = choice(where, label, [ALL, *options], f"tasks-{key}", format_func=lambda it: told.get(it, it))
        return "" if found == ALL else found

    return Wanted(
        pick(one, "全部科室", board.offices, "office"),
        pick(two, "全部领导", board.leaders, "leader"),
        pick(three, "全部状态", choosing.STATES, "state"),
        four.text_input("查找", key="tasks-words", placeholder="任务中的字词", label_visibility="collapsed")
        or "",
    )
