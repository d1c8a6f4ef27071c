"""What goes wrong, and what was done, in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from minsheng.editions import numbers
from minsheng.errors import MinshengError
from minsheng.screen.reading import path
from minsheng.view import offering

SAID = "said"  #: what was done just now, until it has been shown
log = logging.getLogger("minsheng")


@contextmanager
def told() -> Iterator[None]:
    """Errors of the block become one Chinese sentence: what a person can act on as it is, others with an id.

    The 数据编号 that the block shows are remembered, so that they resolve.
    """
    with offering.handed_out() as given:
        try:
            yield
        except MinshengError as error:
            st.error(str(error))
        except Exception as error:  # noqa: BLE001 - the last resort: nobody ever sees a traceback
            show_unexpected(error)
        finally:
            numbers.remember(path(), given.values())


def show_unexpected(error: Exception) -> None:
    """Log an error under an id, and show the id."""
    number = uuid4().hex[:8]
    log.error("unexpected error %s", number, exc_info=error)
    st.error(f"这一步没有完成，数据没有改动。请刷新页面再试；如仍不行，请把编号{number}告诉管理员。")


def done(words: str = "") -> None:
    """Show the screen anew, on which ``said`` tells what was done."""
    st.session_state[SAID] = words
    st.rerun()


def said() -> None:
    """What was done before the screen was shown anew, said once."""
    if words := st.session_state.pop(SAID, ""):
        st.success(words)


def progress(begun: str) -> Callable[[str, float], None]:
    """A bar, and what moves it: what is being done, and how much of it is done."""
    bar = st.progress(0.0, text=f"{begun}……")

    def moved(words: str, share: float) -> None:
        bar.progress(share, text=f"{words}……")

    return moved
