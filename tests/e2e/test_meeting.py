"""会议演示 in a real browser: the keys turn the screens, and 为什么 opens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.browser import visit


def test_the_keys_turn_the_screens(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/meeting?region=990100&period=2023Q3")
    stage = page.locator(".stage")
    heading = stage.locator("h1")
    expect(heading).to_contain_text("城乡低保人数")
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(heading).to_contain_text("特困人数")
    page.keyboard.press("ArrowDown")
    expect(stage.locator(".why")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(heading).to_contain_text("城乡低保人数")
    expect(stage.locator(".why")).to_be_hidden()
    expect(stage.get_by_role("button", name="← 上一屏")).to_be_disabled()
