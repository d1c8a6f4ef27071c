"""A server, a browser, and what must hold on every screen: no request leaves, no console error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.e2e import browser
from tests.e2e.server import build_store, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **browser.LAUNCH}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **browser.CONTEXT}


@pytest.fixture(scope="session")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of what the product ships, for this run only."""
    path = tmp_path_factory.mktemp("store") / "minsheng.duckdb"
    build_store(path)
    return path


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server writes."""
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="session")
def app_url(store_file: Path, server_log: Path) -> Iterator[str]:
    """The address of the running dashboard."""
    with serving(store_file, server_log) as address:
        yield address


@pytest.fixture(autouse=True)
def no_outside(page: Page) -> Iterator[None]:
    """Law: not one request leaves the server."""
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(browser.OWN):
            outside.append(request.url)

    page.on("request", note)
    yield
    assert not outside, outside


@pytest.fixture(autouse=True)
def no_console_error(page: Page) -> Iterator[None]:
    """The browser has nothing to complain of."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        known = any(part in str(message.location.get("url", "")) for part in browser.KNOWN_404)
        if message.type == "error" and not known:
            errors.append(f"{message.text} ({message.location})")

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert not errors, errors


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """The serious violations of a screen that are of our own making."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Page) -> list[str]:
        return browser.serious(Axe().run(page).response["violations"])

    return look
