"""Somebody types an address that leads nowhere, looks for what there is not, walks by keyboard: Chinese everywhere."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.e2e.browser import visit

PHONE = {"width": 390, "height": 844}


def test_an_unknown_page_leads_to_the_overview_and_says_so(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/nosuchpage")

    expect(tab.locator(".ms-notice")).to_contain_text("没有“nosuchpage”这个页面")
    assert tab.get_by_role("dialog").count() == 0


def test_a_picker_that_finds_nothing_says_so_in_chinese(tab: Page, app_url: str) -> None:
    visit(tab, app_url)
    picker = tab.get_by_role("combobox").first
    picker.click()
    picker.fill("没有这个地方")

    expect(tab.get_by_text("没有相符的选项")).to_be_visible()
    expect(tab.get_by_text("No results")).to_have_count(0)


def test_the_first_stop_of_the_keyboard_is_chinese(tab: Page, app_url: str) -> None:
    visit(tab, app_url)
    tab.keyboard.press("Tab")

    assert tab.evaluate("document.activeElement.innerText") == "跳到正文"


def test_a_place_of_another_kind_is_left_out_aloud(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/trend?region=990100&with=350000")

    expect(tab.locator(".ms-notice")).to_contain_text("未列入对比：福建省（演示数据不与真实数据并列）")


def test_the_last_quarter_is_not_written_across_the_bars_of_a_phone(page: Page, app_url: str) -> None:
    page.set_viewport_size(PHONE)
    visit(page, f"{app_url}/overview?region=990100&period={quote('2023Q3')}")

    expect(page.locator("[class*=st-key-panel-chart] g.annotation").first).to_be_hidden()
    expect(
        page.locator("[class*=st-key-panel-chart] g.annotation").filter(has_text=re.compile("亿元"))
    ).to_be_visible()
