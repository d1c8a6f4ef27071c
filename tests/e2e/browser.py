"""What every look at the dashboard in Debian's Chromium has in common."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request, expect

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LAUNCH: dict[str, Any] = {
    "executable_path": CHROMIUM,
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
CONTEXT: dict[str, Any] = {
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "viewport": {"width": 1366, "height": 768},
}
OWN = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")
#: Streamlit asks for these beside a deep link before it finds them at the root
KNOWN_404 = ("_stcore/health", "_stcore/host-config")
#: Streamlit's own, in parts that we cannot change: the grouped menu's list, the file uploader
STREAMLITS_OWN = frozenset({"list", "listitem", "presentation-role-conflict"})


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """Laws, while the block lasts: not one request leaves the server, and the browser has nothing to complain of."""
    outside: list[str] = []
    errors: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith(OWN):
            outside.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        known = any(part in str(message.location.get("url", "")) for part in KNOWN_404)
        if message.type == "error" and not known:
            errors.append(f"{message.text} ({message.location})")

    def note_error(error: Exception) -> None:
        errors.append(str(error))

    listeners = {"request": note_request, "console": note_message, "pageerror": note_error}
    for event, listener in listeners.items():
        page.on(event, listener)
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert not outside, outside
    assert not errors, errors


def visit(page: Page, address: str) -> Page:
    """Open ``address`` and return when the screen stands still."""
    page.goto(address)
    settled(page)
    return page


def settled(page: Page, timeout: float = 60_000) -> None:
    """Return when the script has run and nothing on the screen is stale or half drawn (milliseconds)."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=timeout)
    expect(page.locator("[data-testid=stMain] [data-testid=stSkeleton]")).to_have_count(0, timeout=timeout)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=timeout)
    for chart in page.locator(".js-plotly-plot").all():
        chart.locator(".main-svg").first.wait_for(timeout=timeout)


def still(page: Page) -> None:
    """Return when nothing moves: a part that is opening scrolls by itself, and what is clicked then is lost."""
    page.wait_for_function("document.getAnimations().every((it) => it.playState !== 'running')")


def serious(violations: list[dict[str, Any]]) -> list[str]:
    """Of axe's findings, the serious ones that are of our own making, each with the elements it is about."""
    return [
        f"{found['id']}: {found['help']} {[node['target'] for node in found['nodes'][:5]]}"
        for found in violations
        if found["impact"] in {"serious", "critical"} and found["id"] not in STREAMLITS_OWN
    ]
