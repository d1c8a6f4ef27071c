"""The menu behind every figure, in the browser: opened by hand or by keyboard, copied from, collected from, kept over a reload."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, visit


def test_a_figure_is_used_and_collected_over_screens(page: Page, app_url: str, tmp_path: Path) -> None:
    menu = page.locator("#ms-menu")
    visit(page, f"{app_url}/overview?region=990100&period=2023Q3")
    page.locator(".ms-card [data-use]").first.click()
    expect(menu).to_contain_text("演示市城乡低保人数")
    menu.get_by_role("button", name="复制到Excel").click()
    expect(menu.get_by_role("status")).to_contain_text("复制")
    menu.get_by_role("button", name="加入已选数据").click()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)

    visit(page, f"{app_url}/trend?region=990100&indicator=canteens")
    page.locator(".ms-table [data-use]").first.click()
    menu.get_by_role("button", name="加入已选数据").click()
    expect(menu.get_by_role("status")).to_have_text("已加入已选数据（共2个）。")
    with page.expect_download() as waiting:
        menu.get_by_role("button", name="图表存为图片").click()
    assert waiting.value.suggested_filename.endswith(".png")
    waiting.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes()[:4] == b"\x89PNG"

    visit(page, f"{app_url}/selected")
    expect(page.get_by_role("button", name="移除：演示市城乡低保人数")).to_be_visible()
    page.get_by_role("button", name="上移：演示市长者食堂（老年助餐点）").click()
    settled(page)
    expect(page.locator(".list li").first).to_contain_text("长者食堂")
    page.reload()
    expect(page.locator(".list li").first).to_contain_text("长者食堂")


def test_a_question_asked_before_is_asked_again(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/lookup?q=高台低保人数")
    expect(page.locator(".ms-found .number")).to_have_text("9,822人")
    visit(page, f"{app_url}/lookup?q=淄博 2022 长者食堂")
    expect(page.locator(".ms-found .number")).to_have_text("917处")
    page.get_by_role("button", name="高台低保人数").click()
    expect(page.locator(".ms-found .number")).to_have_text("9,822人")
