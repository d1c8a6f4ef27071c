"""文稿取数: paste or drop an old text → review what it states, the doubtful first → store it as 文稿引用 with the quotation."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.receiving import quotations
from minsheng.screen import quoting, whose
from minsheng.screen.quoting import Desk
from minsheng.view import markup, markup_quotations

DESK = "quotations-desk"
BELOW = "读出文稿里的数，逐个核对指标、时期和口径后存为文稿引用（未核定）；原句随数保存，拿不准的先看。"


def show(desk: Desk) -> None:
    """The candidate under review above the list of all."""
    found = desk.found
    whose.hint(desk.text.text, desk.region, "取数", lambda code: read_anew(desk, code))
    if not found:
        st.html(markup.notice("文稿里没有读到统计数字。"))
        return
    order = quotations.ordered(found)
    st.session_state.setdefault("quotation-at", desk.next(order[0]))
    if desk.at is not None:
        st.session_state["quotation-at"], desk.at = desk.at, None
    with st.container(border=True, key="panel-quotation"):
        place = st.selectbox(
            "逐个核对", order, key="quotation-at",
            format_func=lambda it: f"{desk.decided[it]}　{found[it].claim.indicator_name}{found[it].claim.quote}",
        )  # fmt: skip
        with screen.told():
            quoting.review(desk, place if place in order else order[0])
    with st.container(border=True, key="panel-quotations"):
        naming = lambda code: screen.place_name(code, None)  # noqa: E731
        st.html(
            markup_quotations.listed(found, desk.choices, desk.decided, place, screen.catalogue(), naming)
        )


def read_anew(desk: Desk, code: str) -> None:
    """The same text as one of another place."""
    st.session_state.pop("quotation-at", None)
    st.session_state[DESK] = Desk.of(desk.given, desk.text, desk.year, code)


def keep(desk: Desk, actor: str) -> None:
    """Store what was taken, or put the text away."""
    take = desk.taken
    st.html(markup.foot(markup_quotations.counted(desk.decided.values())))
    with st.container(horizontal=True):
        able = bool(take and actor)
        if st.button(f"存入{len(take)}个数", type="primary", disabled=not able, key="quotations-keep"):
            decided = [(desk.found[it], desk.choices[it], desk.values.get(it, "")) for it in take]
            facts, rows = quotations.taken(decided, desk.given, screen.catalogue(), screen.regions())
            with st.spinner("正在存入……"):
                revision = quotations.keep(screen.path(), desk.given, facts, rows, actor)
            st.session_state.pop(DESK)
            screen.done(f"第{revision}次入库：{len(facts)}个数已存为文稿引用（未核定），原文一并保存。")
        screen.put_away("换一篇文稿", "quotations-again", DESK)


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_quotations.STYLE}</style>")
    code = st.session_state[DESK].region if DESK in st.session_state else chosen.code
    st.html(markup.headline(f"从{screen.place_name(code, None)}的旧文稿取数", BELOW))
    screen.said()
    if DESK in st.session_state:
        show(st.session_state[DESK])
        with screen.told():
            keep(st.session_state[DESK], screen.actor())
    elif read := quoting.handed_over(chosen.code):
        st.session_state[DESK] = read
        st.rerun()
