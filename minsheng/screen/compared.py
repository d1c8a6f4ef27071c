"""The parts of 县区对比: what is compared and with whom, the groups that are kept, the comparison as a file."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from minsheng import boards, choices, comparing
from minsheng.comparing import Board
from minsheng.comparison import comparable, lamps
from minsheng.comparison.comparable import Ground
from minsheng.period import Period
from minsheng.screen.asking import actor, pick
from minsheng.screen.parts import download
from minsheng.screen.reading import breaks, catalogue, home, path, regions, store
from minsheng.view import markup, tables_compare
from minsheng.workbook import file_name


def asked(ground: Ground, period: Period) -> Board:
    """The pickers of the page, and what they ask for."""
    known, parts = catalogue(), (store(), regions(), breaks())
    offered = comparable.indicators(ground.counts, period, known)
    first, by = comparable.opening(offered)
    columns = st.columns([3, 2, 2, 2])
    picker = partial(pick, page="compare")
    wished = st.query_params.get_all("indicator")
    if lost := choices.not_offered(wished, [it.code for it in offered], known):
        st.html(markup.notice(lost))
    code = picker(columns[0], name="indicator", options=[it.code for it in offered], first=first, label="指标",
                  filter_mode="contains", format_func=lambda it: choices.label(known[it]))  # fmt: skip
    per = comparing.words(code, ground.counts, known)
    word = picker(
        columns[1],
        name="per",
        options=list(per),
        first=by or comparing.PLAIN,
        label="折算",
        format_func=per.get,
    )
    names = {it.code: it.name_at(period) for it in ground.units}
    mine = ground.focus or (home() if home() in names else next(iter(names)))
    focus = picker(
        columns[2], name="unit", options=list(names), first=mine, label="突出显示", format_func=names.get
    )
    groups = comparing.groups(ground.within, parts[0])
    group = picker(
        columns[3], name="group", options=[comparing.ALIKE, *groups], first=comparing.ALIKE, label="与谁比"
    )
    return comparing.with_group(comparing.board(ground, period, code, word, focus, parts), groups.get(group))


def likes(board: Board, ground: Ground, period: Period) -> None:
    """Who the unit is compared with, and keeping them as a group by name."""
    names = {it.code: it.name_at(period) for it in ground.units}
    with st.container(border=True, key="panel-peers"):
        for part in boards.likes(board):
            st.html(part)
        with st.popover("保存比较组"):
            who = actor()
            known = board.group.name if board.group else ""
            name = st.text_input("名称", known, key=f"group-name-{known}", placeholder="如：山区县")
            members = st.multiselect("单位", list(names), board.near, format_func=names.get, key=f"group-{known}-{board.focus}",
                                     placeholder="选择单位；清空后保存即删除")  # fmt: skip
            if st.button("保存", type="primary", disabled=not (who and name), key="group-keep"):
                comparing.keep_group(path(), ground.within, name or "", members, who)
                st.rerun()


def take(where: Any, board: Board) -> None:
    """The download; a red lamp asks for a reason, which is printed."""
    red, reason = lamps.blocking(board.found.lights), ""
    if red:
        words = f"{'、'.join(light.lamp.value for light in red)}未达到，请写明为什么仍可比较"
        reason = where.text_input("导出说明（有红灯，必填）", key="compare-reason", placeholder=words).strip()
    with where:
        if red and len(reason) < comparing.REASON:
            st.button("下载Excel", disabled=True, key="held")
            return
        made = partial(comparing.published, board, regions(), breaks(), reason)
        download("下载Excel", made, file_name(*tables_compare.file_parts(board.found)), "compare-xlsx")
