"""A draft of one place judged by another: the hint, and the way to judge it by its own."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from minsheng.screen.reading import go, place_name, region_options, regions
from minsheng.verification import whose
from minsheng.view import markup


def hint(text: str, chosen: str, verb: str, also: Callable[[str], None] = lambda code: None) -> None:
    """That the text is of another place, with a button that chooses it; ``also`` is done with the code then."""
    other = whose.otherwise(text, regions(), chosen, region_options())
    if other is None:
        return

    def switch() -> None:
        also(other.code)
        go(other.code)

    with st.container(horizontal=True, vertical_alignment="center", key="whose-text"):
        st.html(markup.notice(whose.told(other, place_name(chosen, None), verb)))
        st.button(f"按{place_name(other.code, None)}{verb}", on_click=switch, key="whose-switch")
