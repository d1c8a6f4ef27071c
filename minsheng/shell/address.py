"""What the address asks for, and what is chosen kept in it."""

from __future__ import annotations

import streamlit as st


def asked(name: str) -> str | None:
    """What the address asks for, where it is not what was written there from here."""
    wish = st.query_params.get(name)
    return wish if wish != st.session_state.get(f"told_{name}") else None


def tell(**choices: str) -> None:
    """Keep the choices in the address, all at once: one step back is one choice back."""
    fresh = {name: value for name, value in choices.items() if value and st.query_params.get(name) != value}
    if fresh:
        st.query_params.update(fresh)
    for name, value in choices.items():
        st.session_state[f"told_{name}"] = value


def forget(name: str) -> None:
    """Take a choice out of the address."""
    st.query_params.pop(name, None)
    st.session_state.pop(f"told_{name}", None)
