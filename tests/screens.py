"""A page as a person meets it, without a browser: opened by its address, read without its tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds that a run may take on a busy machine

Address = str | list[str]


def opened(
    page: str, *, actor: str = "", chosen: Mapping[str, object] | None = None, **address: Address
) -> AppTest:
    """One page without the frame, opened by an address; ``actor`` has signed in, ``chosen`` was chosen before (by key)."""
    test = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=PATIENCE)
    if actor:
        test.session_state["actor"] = actor
    for key, value in (chosen or {}).items():
        test.session_state[key] = value
    return _at(test, address)


def framed(**address: Address) -> AppTest:
    """The frame with its first page, opened by an address."""
    return _at(AppTest.from_file(str(ROOT / "minsheng/frame.py"), default_timeout=PATIENCE), address)


def _at(test: AppTest, address: Mapping[str, Address]) -> AppTest:
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def html(test: AppTest) -> str:
    """Everything that stands on the screen as HTML."""
    return "".join(str(block.proto.body) for block in test.get("html"))


def words(test: AppTest) -> str:
    """What that HTML says, without tags and white space."""
    return re.sub(r"\s+", "", re.sub(r"<style>.*?</style>|<[^>]+>", " ", html(test), flags=re.S))
