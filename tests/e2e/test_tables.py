"""Tables of figures in a real browser: every column in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, visit

#: by how many pixels each table is wider than its place
WIDER = "all => all.map(it => it.scrollWidth - it.clientWidth)"
WIDTHS = (1366, 1920)


@pytest.mark.parametrize(("region", "year"), [("990100", 2023), ("350000", 2019), ("370300", 2022)])
def test_no_chapter_loses_a_column(page: Page, app_url: str, region: str, year: int) -> None:
    visit(page, f"{app_url}/answer?region={region}&year={year}")
    chapters = page.locator(".st-key-answer_chapter button")
    titles = [it for it in chapters.all_inner_texts() if it.strip() != "文稿"]
    assert titles

    too_wide = {}
    for place, title in enumerate(titles):
        chapters.nth(place).click()
        expect(chapters.nth(place)).to_have_attribute("aria-checked", "true")
        settled(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wider = max(page.locator(".ms-scroll").evaluate_all(WIDER), default=0)
            if wider > 1:
                too_wide[title, width] = wider
    assert not too_wide
