"""查数: a few words or a 数据编号 → the figure, how it compares and where it comes from, and how to say it."""

from __future__ import annotations

import streamlit as st

from minsheng import lookup, screen, selections
from minsheng.editions import collecting, numbers
from minsheng.lookup import Found
from minsheng.screen import found
from minsheng.selections import Kind
from minsheng.view import answering, chosen, markup, markup_numbers, offering

_RECENT = st.components.v2.component(
    "minsheng_recent", html=answering.RECENT_HTML, css=answering.RECENT_CSS, js=answering.RECENT_JS
)


def show(answer: Found) -> None:
    """What was found with what else it may mean; else why there is nothing, and what is nearest."""
    told = "".join(answer.hints)
    if not answer.hits:
        st.html(markup.notice(f"没有查到。{told}"))
        found.near("最相近的数", screen.named(answer.nearest))
        return
    if told:
        st.html(markup.notice(told))
    found.several(answer.units) if answer.units else found.one(answer.hits[0])
    if answer.others or (answer.nearest and not answer.units):
        with st.container(border=True, key="panel-others"):
            found.near("其他可能", [it.figure for it in answer.others])
            found.near("前后各期", [] if answer.units else screen.named(answer.nearest))


def by_number(typed: str) -> None:
    """What a 数据编号 states, and what stands today."""
    resolved = numbers.resolve(screen.store(), screen.regions(), typed)
    told, name = (
        resolved.entry,
        f"{resolved.figure.place}{resolved.figure.name}{offering.titled(resolved.entry)}",
    )
    st.html(markup.headline(f"{name}：{told.quote}", "", [told]))
    with st.container(border=True, key="panel-number"):
        st.html(markup_numbers.card(resolved, screen.catalogue(), screen.place_name))


def asked() -> None:
    """Take up a question asked before."""
    if again := st.session_state["lookup-recent"].asked:
        st.session_state["q"] = again


with screen.told():
    st.html(f"<style>{answering.STYLE}</style>")
    st.html(markup.headline("查数", answering.HOW))
    typed = st.text_input(
        "查什么数",
        key="q",
        bind="query-params",
        label_visibility="collapsed",
        placeholder=answering.PLACEHOLDER,
    )
    text = (typed or "").strip()
    if numbers.looks_like(text):
        by_number(text)
    elif text:
        home = (
            screen.home() or screen.selection().code
        )  # without a place that of the place chosen in the frame
        show(lookup.look_up(text, screen.store(), screen.regions(), home))
    _RECENT(data={"asked": text, "examples": answering.EXAMPLES}, key="lookup-recent", on_asked_change=asked)
    for kept in [] if text else selections.named(screen.store(), Kind.PINNED)[:4]:
        with st.container(border=True, key=f"panel-kept-{kept.name}"):
            held = collecting.collected(screen.store(), screen.regions(), kept.members)
            st.html(markup.section(kept.name) + chosen.listed(held))
