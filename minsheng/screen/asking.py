"""What several pages ask: one of several, a reason, who writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import streamlit as st

from minsheng import choices
from minsheng.screen.reading import moment
from minsheng.store.moment import NOW
from minsheng.view import markup

ACTOR = "actor"
It = TypeVar("It")


# -- one of several -------------------------------------------------------------------------------
def choice(where: Any, label: str, options: Sequence[It], key: str, **more: Any) -> It:
    """A list that needs no label beside it: what stands in it says what it is."""
    return where.selectbox(label, options, key=key, label_visibility="collapsed", **more)


def switch(label: str, options: Sequence[It], key: str, *, where: Any = st, **more: Any) -> It:
    """A row of choices of which one always stands, the first unless said."""
    asked = {"default": options[0], "required": True, "label_visibility": "collapsed"} | more
    chosen = where.segmented_control(label, options, key=key, **asked)
    return chosen if chosen in options else options[0]


def pick(where: Any, page: str, name: str, options: Sequence[str], first: str, **more: Any) -> str:
    """A picker that begins with the address, else with what stands, else with ``first``; a choice is kept in the address."""
    key = f"{page}-{name}"
    wishes = ([st.query_params.get(name, "")], [st.session_state.get(key, "")], [first])
    st.session_state[key] = choices.kept(options, *wishes)[0]
    chosen = where.selectbox(options=options, key=key, **more)
    keep_in_address(name, chosen, first)
    return chosen


def pick_several(
    where: Any, name: str, options: Sequence[str], default: Sequence[str], **more: Any
) -> list[str]:
    """A picker of several that keeps what stands, begins with what the address asks for, and is kept there."""
    asked = st.query_params.get_all(name)
    standing = st.session_state.get(name)
    st.session_state[name] = choices.kept(options, *((asked, default) if standing is None else (standing,)))
    picked = where.multiselect(options=options, key=name, filter_mode="contains", select_all=False, **more)
    keep_in_address(name, picked, list(default))
    return picked


def keep_in_address(name: str, chosen: str | list[str], first: str | list[str]) -> None:
    """Keep a choice in the address once it is another than the page begins with.

    What a page begins with needs no entry of its own in the browser's history: one step back then leaves the page.
    """
    if chosen != first or name in st.query_params:
        st.query_params[name] = chosen


# -- who writes, and why --------------------------------------------------------------------------
def actor() -> str:
    """操作人: who writes, asked on the page until said, then shown beside the menu; empty while nobody said.

    Nobody writes while looking at the past.
    """
    if moment() != NOW:
        st.html(markup.notice("正在看过去的数，不能接收、说明或核定；回到今天后再办理。"))
        return ""
    known = st.session_state.get(ACTOR, "")
    with st.sidebar if known else st.container():
        said = st.text_input(
            "操作人" if known else "操作人（填写姓名后才能入库，只问一次）",
            value=known,
            key=f"actor-{bool(known)}",
            placeholder="姓名",
        )
    st.session_state[ACTOR] = (said or "").strip()
    if bool(st.session_state[ACTOR]) != bool(known):
        st.rerun()
    return st.session_state[ACTOR]


def written(question: str, confirm: str, key: str, *, able: bool, value: str = "", hint: str = "") -> str:
    """A line that must be written, and the button that sends it: the text once sent, else empty."""
    with st.form(key, border=False):
        text = st.text_input(question, value, key=f"{key}-text", placeholder=hint)
        sent = st.form_submit_button(confirm, disabled=not able, key=f"{key}-send")
    said = (text or "").strip()
    if sent and not said:
        st.warning(f"请先填写{question}。")
    return said if sent else ""


def actor_here(key: str) -> str:
    """操作人, asked beside what is to be written; empty while nobody said, and while looking at the past."""
    known = st.session_state.get(ACTOR, "")
    said = (st.text_input("操作人", value=known, key=f"actor-{key}", placeholder="姓名") or "").strip()
    if said and not known:
        st.session_state[ACTOR] = said
    return said if moment() == NOW else ""
