"""What a person takes away from a screen: files with Chinese names, sentences as plain text, a search by initials."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, visit


def test_the_year_end_table_is_downloaded_under_a_chinese_name(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    visit(page, f"{app_url}/answer?region=990100&year=2023")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载Excel").first.click()

    assert waiting.value.suggested_filename == "演示市_2023年_年终答卷.xlsx"
    waiting.value.save_as(tmp_path / "table.xlsx")
    assert is_zipfile(tmp_path / "table.xlsx")


def test_a_sentence_is_copied_or_selected_for_the_keyboard(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/answer?region=990100&year=2023")
    page.get_by_role("button", name="复制").first.click()

    expect(
        page.get_by_text("已复制。").or_(page.get_by_text("已选中，请按Ctrl+C复制。")).first
    ).to_be_visible()


def test_the_catalogue_finds_by_pinyin_initials(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/catalogue")
    page.get_by_label("搜索指标").fill("tkry")
    page.keyboard.press("Enter")
    settled(page)

    expect(page.locator("[data-testid=stMain]")).to_contain_text("特困人员")
