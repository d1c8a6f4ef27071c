"""The text in hand on the screen 文稿: held between clicks, kept as a version, opened again, brought up to the store's figures."""

from __future__ import annotations

import streamlit as st

from minsheng.editions import editions, updating
from minsheng.editions.editions import Asked
from minsheng.editions.issuing import InHand
from minsheng.editions.standing import Today
from minsheng.screen.asking import actor
from minsheng.screen.handwork import Keep
from minsheng.screen.parts import link
from minsheng.screen.reading import path, store
from minsheng.view import markup, markup_manuscript
from minsheng.writing.document import Document

HELD, SAID = "manuscript_held", "manuscript_said"
#: the place and what is asked for (``Asked.json``)
Key = tuple[str, str]


def held(key: Key, begun: InHand) -> InHand:
    """The text as it is in hand; at first the new draft."""
    return st.session_state.setdefault(HELD, {}).setdefault(key, begun)


def said() -> str:
    """What is to be said of the last change, once."""
    return st.session_state.pop(SAID, "")


def hold(key: Key, document: Document, said: str = "", pinned: int | None = None) -> None:
    """Go on with another text; its figures are of the same revision unless said."""
    before = st.session_state[HELD][key]
    st.session_state[HELD][key] = InHand(document, before.pinned if pinned is None else pinned)
    st.session_state[SAID] = said


def keep_it(text: InHand, code: str, asked: Asked) -> None:
    """Keep the text as a version, or begin anew."""
    who = actor()
    with st.container(border=True, key="panel-keep"):
        note = st.text_input("备注（选填）", key="manuscript_note", placeholder="例如：送分管领导审阅稿")
        with st.container(horizontal=True, vertical_alignment="center"):
            version = st.button("存为一稿", key="manuscript_keep", type="primary", disabled=not who)
            anew = st.button("放弃改动，重新起草", key="manuscript_anew")
            link("editions", "到定稿", region=code)
    if anew:
        st.session_state[HELD].pop((code, asked.json))
        st.rerun()
    if version:
        made = (path(), text.document, code, asked)
        number = editions.keep(*made, pinned=text.pinned, actor=who, note=note or "")
        st.success(f"已存为第{number}号。在“定稿”中核对、印发。")


def reopen(code: str, asked: Asked, keep: Keep) -> None:
    """A kept text of the same kind to go on with."""
    every = [it for it in editions.listed(store(), [code]) if it.asked == asked]
    if not every:
        st.html(markup.foot("这个文种还没有存稿。"))
        return
    chosen = st.selectbox("以前的存稿和定稿", every, format_func=markup_manuscript.edition)
    if st.button("打开此稿继续写", key="manuscript_load"):
        keep(editions.document(store(), chosen.number), pinned=chosen.pinned)
        st.rerun()


def update(in_hand: InHand, keep: Keep) -> None:
    """Where the store has moved past the document: what would read otherwise, and the button that does it."""
    newest = InHand.begun(store(), in_hand.document).pinned
    found = updating.updated(in_hand.document, Today(store())) if in_hand.pinned != newest else None
    if not found or not found.changes:
        return
    with st.expander(f"库中数据已更新，文中{len(found.changes)}处数不同"):
        st.html(markup_manuscript.changes(found.changes))
        if st.button("按最新数更新", key="manuscript_update"):
            keep(found.document, "已按最新数更新；请看一遍升降、完成等词句。", pinned=newest)
            st.rerun()
