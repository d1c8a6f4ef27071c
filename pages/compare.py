"""县区对比: choose an indicator and a unit → lamps, the order in bars, the unit's profile, its like; and other looks."""

from __future__ import annotations

from typing import Any

import streamlit as st

from minsheng import boards, comparing, screen
from minsheng.comparing import Board
from minsheng.comparison import comparable, trajectories, verdict
from minsheng.comparison.comparable import Ground
from minsheng.period import Period
from minsheng.screen import compared
from minsheng.view import listing, markup, markup_compare
from minsheng.view.panel import Panel

VIEWS = ("数据表", "地图", "走势", "指标矩阵", "两项关系")


def look(board: Board, ground: Ground, view: str, where: Any) -> Panel:
    """One of the other looks at the same figures."""
    asked = (screen.store(), screen.regions(), screen.breaks())
    others = {it.code: it.name for it in comparing.others(board, ground)}
    match view:
        case "地图":
            return boards.geography(board, comparing.of_counts(board.found))
        case "走势":
            today = trajectories.differ(board.found, asked[1]) and where.toggle(
                "按今天的区划（并入的相加，标推算）", key="compare-today"
            )
            course = trajectories.of_today if today else trajectories.as_then
            return boards.histories(board, course(board.found, *asked))
        case "指标矩阵":
            return boards.matrix(board)
        case "两项关系" if others:
            second = screen.pick(where, "compare", "other", list(others), comparing.second(list(others)), label="另一项",
                                 filter_mode="contains", format_func=others.get)  # fmt: skip
            return boards.two(board, comparing.asked(board, second, *asked))
    return boards.table(board)


def show(ground: Ground, period: Period) -> None:
    """The sentence, the lamps, the order beside the unit, and another look."""
    board = compared.asked(ground, period)
    st.html(
        markup.headline(
            verdict.headline(board.found, board.focus), "", verdict.told(board.found, board.focus)
        )
    )
    st.html(markup_compare.lamps(board.found.lights, board.found.populations))
    if board.warnings:
        st.html(listing.notes(board.warnings))
    left, right = st.columns([6, 5], gap="small")
    with left:
        screen.panel(boards.order(board))
    with right:
        for panel in boards.unit(board):
            screen.panel(panel)
        compared.likes(board, ground, period)
    bar, more, file = st.columns([4, 3, 2], vertical_alignment="bottom")
    view = screen.switch("看法", VIEWS, "compare-view", where=bar)
    compared.take(file, board)
    screen.panel(look(board, ground, view, more))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{listing.STYLE}{markup_compare.STYLE}</style>")
    ground = chosen.period and comparable.ground(
        chosen.region, chosen.period, screen.regions(), screen.store()
    )
    if ground:
        show(ground, chosen.period)
    else:
        lead, remedy, others = comparing.nothing(
            chosen.region, chosen.period, screen.regions(), screen.store()
        )
        st.html(markup.headline(lead, remedy))
        screen.other_periods("compare", chosen.code, others)
