"""A server, a browser, and what must hold on every screen: no request leaves, no console error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.browser import CONTEXT, LAUNCH, serious, watched
from tests.e2e.server import build_store, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **LAUNCH}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **CONTEXT}


@pytest.fixture(scope="session")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of what the product ships, for this run only; nobody writes to it."""
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


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A browser that has seen nothing yet: for those who choose, write or keep something."""
    with watched(page):
        yield page


@pytest.fixture(scope="session")
def tabs(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One browser for all who only look: it keeps what it has loaded, so a screen opens in half the time."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture(scope="session")
def desk_tab(tabs: BrowserContext) -> Page:
    """A tab that goes from address to address."""
    return tabs.new_page()


@pytest.fixture
def tab(desk_tab: Page) -> Iterator[Page]:
    """The shared tab, for one test that only looks."""
    with watched(desk_tab):
        yield desk_tab


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """The serious violations of a screen that are of our own making."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Page) -> list[str]:
        return serious(Axe().run(page).response["violations"])

    return look
