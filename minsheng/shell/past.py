"""看某日的数: as of when everything is shown, asked for in the address or below the menu, marked on every screen."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.errors import UsageError
from minsheng.shell import address
from minsheng.store.moment import NOW, Moment
from minsheng.view import markup


def moment() -> None:
    """As of when everything is shown: asked for in the address, kept while pages change, marked on every screen."""
    asked, wrong = address.asked("as_of"), ""
    try:
        chosen = Moment.parse(asked) if asked is not None else st.session_state.get(screen.MOMENT, NOW)
        st.session_state[screen.MOMENT] = chosen
        screen.store()
    except UsageError as error:
        st.session_state[screen.MOMENT], wrong = NOW, str(error)
    chosen = st.session_state[screen.MOMENT]
    if wrong:
        st.html(markup.notice(f"{wrong}现显示今天的数。"))
    if chosen == NOW:
        address.forget("as_of")
        return
    address.tell(as_of=str(chosen))
    with st.container(horizontal=True, vertical_alignment="center", key="past-mark"):
        st.html(markup.past(chosen.words))
        st.button("回到今天", on_click=_go_to, args=(NOW,), key="moment_now")


def _go_to(then: Moment) -> None:
    """Show everything as of another moment."""
    st.query_params.pop("as_of", None)
    st.session_state[screen.MOMENT] = then


def look_back() -> None:
    """The choice of a past day, below the menu."""
    with (
        st.sidebar.popover("看某日的数", key="look-back"),
        st.form("moment_form", border=False),
    ):
        text = st.text_input("截至哪一天已知", key="moment_text", placeholder="如2023-04-15")
        st.html(markup.foot("此后收到的报表和更正不算在内。也可以填第几次入库，如12。"))
        sent = st.form_submit_button("看当时的数", type="primary")
    if sent and text:
        with screen.told():
            _go_to(Moment.parse(text))
            st.rerun()
