"""The first visit after an installation: no store yet, and somebody opens a deep link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import settled
from tests.e2e.server import serving


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """A server that has no store yet."""
    with serving(tmp_path / "new.duckdb", tmp_path / "server.log") as address:
        yield address


def test_a_deep_link_builds_the_store_in_sight_and_then_shows_the_screen(
    page: Page, fresh: str, tmp_path: Path
) -> None:
    page.goto(f"{fresh}/trend?region=350000&indicator=exp_total")

    expect(page.get_by_role("progressbar")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-testid=stApp]")).to_contain_text("福建省", timeout=90_000)
    settled(page)
    expect(page.locator("[data-testid=stSidebarNav]")).to_contain_text("趋势")
    assert (tmp_path / "new.duckdb").exists()
