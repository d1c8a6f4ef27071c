"""县区对比: choose an indicator and a unit → lamps, the order in bars, the unit's profile, its like; map, histories, matrix, two figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from minsheng import choices, comparing, screen, workbook
from minsheng.comparing import Board
from minsheng.comparison import comparable, lamps, trajectories, verdict
from minsheng.comparison.comparable import Ground
from minsheng.period import Period
from minsheng.view import (
    charts_compare,
    charts_profile,
    listing,
    maps,
    markup,
    markup_compare,
    tables_compare,
)

VIEWS = ("数据表", "地图", "走势", "指标矩阵", "两项关系")
SHOWN = 8  #: figures of a profile; the matrix has all
MANY = 15  #: more bars than these scroll in their card


def pick(where: Any, name: str, options: Sequence[str], first: str, **more: Any) -> str:
    """A picker that begins with the address, else with what stands, else with ``first``; kept in the address."""
    key = f"compare-{name}"
    wishes = ([st.query_params.get(name, "")], [st.session_state.get(key, "")], [first])
    st.session_state[key] = choices.kept(options, *wishes)[0]
    chosen = where.selectbox(options=options, key=key, **more)
    st.query_params[name] = chosen
    return chosen


def plot(drawn: Any, key: str, alt: str) -> None:
    """A picture that does not zoom by accident."""
    st.plotly_chart(
        drawn, theme=None, config={"displayModeBar": False, "scrollZoom": False}, key=key, alt=alt
    )


def show_order(board: Board) -> None:
    """The bars, what is not among them, and the means."""
    found = board.found
    with st.container(border=True, key="panel-order"):
        right = "按数值排列" if found.ranking.is_neutral else "位次"
        st.html(
            markup_compare.head(f"{found.indicator.title}，{found.when}（{found.indicator.unit}）", right)
        )
        with st.container(height=460 if found.ranking.ranked > MANY else "content", border=False):
            plot(charts_compare.bars(found, board.focus, board.near), "bars", charts_compare.alt(found))
        lines = (verdict.below(found), verdict.means(found), board.chance, found.remainder)
        st.html(listing.notes([it for it in lines if it]))


def show_unit(board: Board) -> None:
    """The unit's profile, what is worse and getting worse, and who is in a like position."""
    found, rows = board.found, board.rows[:SHOWN]
    if rows:
        with st.container(border=True, key="panel-profile"):
            title = f"{board.name}画像：与{found.place}各{found.noun}相比"
            st.html(markup_compare.head(title, "竖线为平均，空心为上年"))
            plot(
                charts_profile.spine(rows, board.focus), "spine", charts_profile.spine_alt(rows, board.focus)
            )
            st.html(listing.notes([*board.worse, "深色为中间一半单位；灰点为中性指标，不评优劣。"]))
    with st.container(border=True, key="panel-peers"):
        st.html(markup_compare.head(f"与{board.name}条件相近的{found.noun}", "不作绩效评价"))
        st.html(markup_compare.near(found, board.peers))


def show_histories(board: Board) -> None:
    """Small histories of all units, as it was then or on today's territory."""
    asked = (board.found, screen.store(), screen.regions(), screen.breaks())
    today = trajectories.differ(board.found, screen.regions()) and st.toggle(
        "按今天的区划（并入的相加，标推算）", key="compare-today"
    )
    shown = trajectories.of_today(*asked) if today else trajectories.as_then(*asked)
    if shown.lines:
        drawn = charts_profile.multiples(shown.lines, board.focus, shown.words)
        plot(drawn, "many", charts_profile.multiples_alt(shown.lines, shown.words))
    if said := shown.notes or (() if shown.lines else ("没有可画的数据。",)):
        st.html(listing.notes(said))


def show_view(board: Board, view: str, second: str) -> None:
    """One of the other looks at the same figures."""
    found, asked = board.found, (screen.store(), screen.regions(), screen.breaks())
    match view:
        case "地图":
            drawn, said = maps.drawn(found, board.focus)
            plot(drawn, "map", charts_compare.alt(found))
            st.html(listing.notes([*comparing.of_counts(found), *([said] if said else [])]))
        case "走势":
            show_histories(board)
        case "指标矩阵" if board.rows:
            st.html(markup_compare.matrix(board.rows, found.units, board.focus))
            st.html(listing.notes([markup_compare.MATRIX_NOTE]))
        case "两项关系":
            other = comparing.asked(board, second, *asked)
            plot(
                charts_compare.scatter(found, other, board.focus, board.near),
                "two",
                charts_compare.alt(other),
            )
            st.html(listing.notes(["图只表示两项数值同时出现，不表示因果；描边为条件相近的单位。"]))
        case _:
            st.html(markup_compare.ranks(found, board.focus))


def take(where: Any, board: Board) -> None:
    """The download; a red lamp asks for a reason, which is printed."""
    red, reason = lamps.blocking(board.found.lights), ""
    if red:
        words = f"{'、'.join(light.lamp.value for light in red)}未达到，请写明为什么仍可比较"
        reason = where.text_input("导出说明（有红灯，必填）", key="compare-reason", placeholder=words).strip()
    if red and len(reason) < comparing.REASON:
        where.button("下载Excel", disabled=True, key="held")
        return
    with where:
        made = partial(comparing.published, board, screen.regions(), screen.breaks(), reason)
        screen.download(
            "下载Excel", made, workbook.file_name(*tables_compare.file_parts(board.found)), "compare-xlsx"
        )


def chosen_board(ground: Ground, period: Period) -> Board:
    """The pickers of the page, and what they ask for."""
    catalogue = screen.catalogue()
    offered = comparable.indicators(ground.counts, period, catalogue)
    first, by = comparable.opening(offered)
    one, two, three = st.columns([3, 2, 2])
    code = pick(
        one, "indicator", [it.code for it in offered], first, label="指标", filter_mode="contains",
        format_func=lambda it: choices.label(catalogue[it]),
    )  # fmt: skip
    per = comparing.words(code, ground.counts, catalogue)
    word = pick(two, "per", list(per), by or comparing.PLAIN, label="折算", format_func=lambda it: per[it])
    names = {it.code: it.name_at(period) for it in ground.units}
    mine = ground.focus or (screen.home() if screen.home() in names else next(iter(names)))
    focus = pick(three, "unit", list(names), mine, label="突出显示", format_func=lambda it: names[it])
    return comparing.board(
        ground, period, code, word, focus, (screen.store(), screen.regions(), screen.breaks())
    )


def show_more(board: Board, ground: Ground) -> None:
    """The row that chooses another look and takes the table home, and that look."""
    found, catalogue = board.found, screen.catalogue()
    bar, more, file = st.columns([4, 3, 2], vertical_alignment="bottom")
    view = bar.segmented_control(
        "看法", VIEWS, default=VIEWS[0], required=True, key="compare-view", label_visibility="collapsed"
    )
    others = [
        it
        for it in comparable.indicators(ground.counts, found.question.period, catalogue)
        if it is not found.question.indicator
    ]
    second = comparing.second(others)
    if view == "两项关系" and others:
        second = pick(
            more, "other", [it.code for it in others], second, label="另一项", filter_mode="contains",
            format_func=lambda it: catalogue[it].name,
        )  # fmt: skip
    take(file, board)
    with st.container(border=True, key="panel-view"):
        show_view(board, view if view != "两项关系" or others else VIEWS[0], second)


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{listing.STYLE}{markup_compare.STYLE}</style>")
    ground = chosen.period and comparable.ground(
        chosen.region, chosen.period, screen.regions(), screen.store()
    )
    if not ground:
        st.html(
            markup.headline(
                *comparing.nothing(chosen.region, chosen.period, screen.regions(), screen.store())
            )
        )
    else:
        board = chosen_board(ground, chosen.period)
        screen.cited(*map(board.found.figure, board.found.ranking.entries))
        st.html(markup.headline(verdict.headline(board.found, board.focus)))
        st.html(markup_compare.lamps(board.found.lights, board.found.populations))
        if board.warnings:
            st.html(listing.notes(board.warnings))
        left, right = st.columns([6, 5], gap="small")
        with left:
            show_order(board)
        with right:
            show_unit(board)
        show_more(board, ground)
