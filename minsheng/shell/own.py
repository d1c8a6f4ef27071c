"""本单位: whose dashboard it is, asked on the first visit, changed below the menu."""

from __future__ import annotations

import streamlit as st

from minsheng import office, picking, screen
from minsheng.view import markup

#: whether this visit was asked already, or came by a link and is not asked
ASKED = "office_asked"


def arrived() -> None:
    """Who comes by a link is not asked. To be told before anything is written into the address."""
    st.session_state.setdefault(ASKED, "region" in st.query_params)


def ask(*, opening: bool) -> None:
    """On the first visit ask whose dashboard it is, where the ``opening`` screen is shown; later the choice stands below the menu."""
    home = screen.home()
    if not home and opening and not st.session_state.get(ASKED):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="first-visit"):
            st.html(markup.foot("第一次使用：选择本单位后，打开时默认显示本单位的数据；也可以先看演示。"))
            _choose("选择本单位", "first")
            st.button("先看演示", on_click=_to_demo, key="office_demo")
    with st.sidebar:
        st.html(markup.foot(f"本单位：{screen.place_name(home, None) if home else '未选择'}"))
        _choose("更换本单位" if home else "选择本单位", "sidebar")


def _choose(label: str, where: str) -> None:
    with st.popover(label, key=f"office-{where}"):
        with st.form(f"office_form_{where}", border=False):
            text = st.text_input(
                "本单位名称或行政区划代码",
                key=f"office_name_{where}",
                placeholder="例如：淄博市、即墨区、370300",
            )
            sent = st.form_submit_button("确定", type="primary")
        if sent and text:
            with screen.told():
                region = office.choose(screen.path(), text, screen.regions())
                screen.go(region.code)
                st.rerun()


def _to_demo() -> None:
    st.session_state[ASKED] = True
    screen.go(picking.DEMO)
