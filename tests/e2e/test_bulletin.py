"""通报 in a real browser: choose a place and a quarter, read the text and an annex, take the Word file."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, visit


def test_a_quarters_text_is_read_and_taken_as_word(page: Page, app_url: str, tmp_path: Path) -> None:
    visit(page, f"{app_url}/bulletin?region=990100&period=2023Q3")
    main = page.locator("[data-testid=stMain]")
    expect(main).to_contain_text("关于2023年三季度全市民政重点工作进展情况的通报")

    page.locator(".st-key-bulletin-view").get_by_text("考核评分", exact=True).click()
    settled(page)
    expect(main).to_contain_text("考核评分表")

    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载Word").click()
    assert waiting.value.suggested_filename == "演示市_2023年三季度_通报.docx"
    waiting.value.save_as(tmp_path / "bulletin.docx")
    assert is_zipfile(tmp_path / "bulletin.docx")
