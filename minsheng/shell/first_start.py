"""The store on the first start: built where there is none, brought up to date where it is older than the program."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import streamlit as st

from minsheng import screen, shipped
from minsheng.errors import StoreBusy, StoreExists
from minsheng.store import ledger

#: seconds that another process may take to build it
PATIENCE = 60


def store_is_there() -> bool:
    """Build the store where there is none, showing how far it is; another session's building is waited for."""
    if screen.path().exists():
        return _up_to_date()
    with screen.told():
        bar = st.progress(0.0, text="首次启动，正在建立数据库，约需十几秒。")
        with _building():
            if not screen.path().exists():
                _build(lambda words, share: bar.progress(share, text=f"{words}……"))
        bar.empty()
    return screen.path().exists()


@st.cache_resource(show_spinner=False)
def _building() -> threading.Lock:
    return threading.Lock()


@st.cache_resource(show_spinner=False)
def _upgraded(file: Path) -> bool:
    return ledger.upgrade(file)


def _up_to_date() -> bool:
    """Bring a store of an earlier version up to date, once a process."""
    with screen.told():
        _upgraded(screen.path())
        return True
    return False


def _build(progress: shipped.Progress) -> None:
    try:
        shipped.init(screen.path(), screen.regions(), progress=progress)
    except (StoreBusy, StoreExists):  # another process is at it
        until = time.monotonic() + PATIENCE
        while not screen.path().exists() and time.monotonic() < until:
            time.sleep(0.5)
