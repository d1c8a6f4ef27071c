"""The text in hand on the screen 文稿: held between clicks, kept as a version, opened again, brought up to the store's figures."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from minsheng.editions import editions, unkept, updating
from minsheng.editions.editions import Asked
from minsheng.editions.issuing import InHand
from minsheng.editions.standing import Today
from minsheng.editions.unkept import Unkept
from minsheng.screen.asking import actor
from minsheng.screen.handwork import Keep
from minsheng.screen.parts import link
from minsheng.screen.reading import moment, path, store
from minsheng.store.moment import NOW, SHANGHAI
from minsheng.view import markup, markup_manuscript
from minsheng.writing.document import Document

HELD, SAID, LEFT = "manuscript_held", "manuscript_said", "manuscript_left"
#: the place and what is asked for (``Asked.json``)
Key = tuple[str, str]


def held(key: Key, begun: InHand) -> InHand:
    """The text as it is in hand; at first what was left without being kept, else the new draft."""
    texts = st.session_state.setdefault(HELD, {})
    if key not in texts:
        left = unkept.found(store(), key[0], Asked.of(key[1])) if moment() == NOW else None
        texts[key] = left.text if left else begun
        _left()[key] = left
    return texts[key]


def _left() -> dict[Key, Unkept | None]:
    """By text, what lies beside the store of it as this session last saw it."""
    return st.session_state.setdefault(LEFT, {})


def found_again(key: Key) -> None:
    """That the text is one that was left before this visit, and the way to begin anew."""
    if (left := _left().get(key)) and left.when:
        with st.container(horizontal=True, vertical_alignment="center", key="found-again"):
            st.html(markup.notice(f"这是{left.when}改到一半、还没有存稿的文稿，可以接着写。"))
            if st.button("放弃改动，重新起草", key="manuscript_fresh"):
                _give_up(key)


def _give_up(key: Key) -> None:
    st.session_state[HELD].pop(key)
    _put_away(key)
    st.rerun()


def _put_away(key: Key) -> None:
    """Nothing of the text is left unkept."""
    left = _left().pop(key, None)
    unkept.drop(path(), key[0], Asked.of(key[1]), seen=left.seen if left else "")


def said() -> str:
    """What is to be said of the last change, once."""
    return st.session_state.pop(SAID, "")


def hold(key: Key, document: Document, said: str = "", pinned: int | None = None) -> None:
    """Go on with another text; its figures are of the same revision unless said."""
    before = st.session_state[HELD][key]
    text = InHand(document, before.pinned if pinned is None else pinned)
    st.session_state[HELD][key] = text
    st.session_state[SAID] = said + _save(key, text)


def _save(key: Key, text: InHand) -> str:
    """Lay the text beside the store; what is to be said of that."""
    left = _left().get(key)
    if moment() != NOW:
        return ""
    try:
        seen = unkept.save(
            path(), key[0], Asked.of(key[1]), text, seen=left.seen if left else "", now=datetime.now(SHANGHAI)
        )
    except unkept.WrittenElsewhere as elsewhere:
        return str(elsewhere)
    _left()[key] = Unkept(text, "", seen)
    return ""


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
        _give_up((code, asked.json))
    if version:
        made = (path(), text.document, code, asked)
        number = editions.keep(*made, pinned=text.pinned, actor=who, note=note or "")
        _put_away((code, asked.json))
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
