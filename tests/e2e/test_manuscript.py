"""文稿 in a real browser: a number opens what defends it, and words typed around it stay."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, visit


def test_a_number_opens_what_defends_it_and_words_around_it_are_the_writers(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/manuscript?region=990100&period=2023Q4")
    number = page.locator(".ms-num").first
    number.click()
    menu = page.locator("#ms-menu")
    expect(menu).to_be_visible()
    expect(menu.locator("tr").last).to_contain_text("编号")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="改写").first.click()
    area = page.get_by_label("改写（数字由库中数据生成")
    area.fill(f"{area.input_value()}我们自己写的一句话。")
    page.get_by_role("button", name="保存改写").click()
    settled(page)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("我们自己写的一句话。")

    page.reload()
    settled(page)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("我们自己写的一句话。")
    page.get_by_role("button", name="放弃改动，重新起草").click()
    settled(page)
    expect(page.locator("[data-testid=stMain]")).not_to_contain_text("我们自己写的一句话。")
