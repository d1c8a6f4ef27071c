"""总览: what the place's figures of the period are."""

from __future__ import annotations

import streamlit as st

from minsheng import markup, screen

chosen = screen.selection()
st.html(markup.headline(f"{chosen.place}{chosen.period.name if chosen.period else ''}"))
