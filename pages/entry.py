"""补录: one figure from a 科室, a whole 年终取数表, or the year's targets; figures stand as 待核 until checked."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.screen import entering
from minsheng.view import markup

BELOW = "不在报表里的数由科室提供：写明口径、依据和提供人，核对前一律标为待核。"
WAYS = {
    "panel-one": ("补录一个数", entering.one),
    "panel-sheet": ("年终取数表", entering.sheet),
    "panel-targets": ("年度目标", entering.aims),
}

with screen.told():
    chosen, who = screen.selection(), screen.actor()
    place = chosen.region.name
    st.html(markup.headline(f"为{place}补录数据", BELOW))
    for key, (title, ask) in WAYS.items():
        with screen.part(key, title):
            ask(chosen.code, place, who)
