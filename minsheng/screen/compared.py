"""The parts of 县区对比 that keep or give away: the units that one is compared with, and the comparison as a file."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from minsheng import boards, comparing
from minsheng.comparing import Board
from minsheng.comparison import lamps
from minsheng.comparison.comparable import Ground
from minsheng.period import Period
from minsheng.screen.asking import actor
from minsheng.screen.parts import download
from minsheng.screen.reading import breaks, path, regions
from minsheng.view import tables_compare
from minsheng.workbook import file_name


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
