"""Every screen in a real browser: opened by its address, complete, in Chinese, usable by everyone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from minsheng.prose import faults
from minsheng.view import printing
from tests.e2e.browser import settled, visit, watched
from tests.e2e.server import ROOT

#: address → a word that only this screen shows
SCREENS = {
    "/": "福建省",
    "/overview?region=990100&period=2023Q3": "演示市",
    "/overview?region=370300&period=2022": "淄博市",
    "/answer?region=990100&period=2023": "基本民生保障",
    "/trend?region=350000&indicator=exp_total": "福建省",
    "/compare?region=990100&period=2023Q3": "条件相近",
    "/catalogue": "指标目录",
    "/intake": "收件箱",
    "/entry?region=990100": "补录一个数",
    "/lookup?q=zb%2022%20jhdj": "17,570",
    "/verify?region=370300&period=2022": "粘贴文稿",
    "/review?region=990100&period=2023Q3": "报表到11/11",
}
NAMED = {address.strip("/").partition("?")[0] or "overview" for address in SCREENS}
#: a page that nobody named here is walked all the same, by its bare address
SCREENS |= {f"/{path.stem}": "总览" for path in sorted(ROOT.glob("pages/*.py")) if path.stem not in NAMED}
PHONE = {"width": 390, "height": 844}
#: what no screen may say: our own last resort, Streamlit's English
NEVER = ("这一步没有完成", "Traceback", "Error", "Exception", "streamlit.", "Page not found")


#: by how many pixels the page and its main part are wider than the window
WIDER = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return [document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth];
}"""


def _name(address: str) -> str:
    return address.split("?")[0] + "?" + address.partition("?")[2]


@pytest.fixture(scope="module", params=SCREENS, ids=_name)
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shown(desk_tab: Page, app_url: str, address: str) -> Iterator[Page]:
    """The screen at a desk, opened once by its address for all that look at it."""
    with watched(desk_tab):
        yield visit(desk_tab, app_url + address)


@pytest.fixture(scope="module")
def phone_tab(tabs: BrowserContext) -> Page:
    tab = tabs.new_page()
    tab.set_viewport_size(PHONE)
    return tab


@pytest.fixture(scope="module")
def shown_on_a_phone(phone_tab: Page, app_url: str, address: str) -> Iterator[Page]:
    """The same screen on a phone, opened there."""
    with watched(phone_tab):
        yield visit(phone_tab, app_url + address)


def _main(page: Page) -> str:
    """What the screen says."""
    return page.locator("[data-testid=stMain]").inner_text()


def test_a_deep_link_shows_the_screen_in_its_frame(shown: Page, address: str) -> None:
    expect(shown.locator("[data-testid=stApp]")).to_contain_text(SCREENS[address])
    expect(shown.locator("[data-testid=stSidebarNav]")).to_contain_text("总览")
    assert shown.get_by_role("dialog").count() == 0


def test_a_screen_shows_no_traceback_and_no_empty_frame(shown: Page) -> None:
    assert not [word for word in NEVER if word in _main(shown)]
    assert shown.locator("[data-testid=stException]").count() == 0
    assert all(chart.locator("path, text").count() for chart in shown.locator(".js-plotly-plot").all())


def test_a_screen_has_no_serious_barrier(shown: Page, axe: Callable[[Page], list[str]]) -> None:
    assert not axe(shown)


def test_nothing_scrolls_sideways(shown: Page) -> None:
    assert max(shown.evaluate(WIDER)) <= 1


def test_nothing_scrolls_sideways_on_a_phone(shown_on_a_phone: Page) -> None:
    assert max(shown_on_a_phone.evaluate(WIDER)) <= 1


def test_a_screen_of_our_own_data_is_proper_chinese(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/overview?region=990100&period=2023Q3")

    assert not [f"{fault} {line}" for line in tab.inner_text("body").splitlines() for fault in faults(line)]


def test_a_chart_and_its_table_are_printed_whole(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/trend?region=990100&indicator=exp_total")
    table = tab.locator(".st-key-panel-table")
    chart = tab.locator(".js-plotly-plot .main-svg").first
    before = chart.bounding_box()
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    printed = chart.bounding_box()
    assert before and printed and before["width"] > printing.WIDE
    assert abs(printed["width"] - printing.WIDE) < 2
    tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = chart.bounding_box()
    assert after and after["width"] == before["width"]

    tab.emulate_media(media="print")
    assert table.evaluate("it => it.scrollHeight - it.clientHeight") <= 1
    tab.emulate_media(media="screen")


def test_the_page_says_that_it_is_chinese(tab: Page, app_url: str) -> None:
    visit(tab, app_url)

    expect(tab.locator("html")).to_have_attribute("lang", "zh-CN")


def test_invented_data_are_marked_and_real_ones_are_not(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/overview?region=990100&period=2023Q3")
    expect(tab.get_by_text("演示数据", exact=False).first).to_be_visible()

    visit(tab, f"{app_url}/overview?region=350000")
    expect(tab.locator("[data-testid=stMain]").get_by_text("演示数据", exact=True)).to_have_count(0)


def test_the_quarter_of_fujian_is_computed_and_not_the_printed_rate(tab: Page, app_url: str) -> None:
    visit(tab, f"{app_url}/trend?region=350000&indicator=exp_total&mode={quote('单季')}")

    said = _main(tab)
    assert "155,965.5" in said
    assert not re.search(r"96\.09\s*%", said)


@pytest.mark.parametrize("title", ["县区对比", "趋势", "年终答卷"])
def test_the_browser_steps_back_out_of_a_screen_in_two_steps(page: Page, app_url: str, title: str) -> None:
    visit(page, f"{app_url}/catalogue?indicator=canteens")
    page.locator("[data-testid=stSidebarNavLink]").filter(has_text=title).click()
    expect(page).to_have_url(re.compile("period="))
    settled(page)
    for _ in range(2):  # the place and the period are one step, the screen the other
        page.go_back()
        settled(page)

    expect(page).to_have_url(re.compile("/catalogue"))


def test_the_menu_leads_from_screen_to_screen_and_keeps_the_place(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/overview?region=990100&period=2023Q3")
    page.locator("[data-testid=stSidebarNav]").get_by_text("趋势").click()

    expect(page).to_have_url(re.compile(r"/trend.*990100"))


def test_the_server_has_nothing_to_complain_of(server_log: Path) -> None:
    said = server_log.read_text(encoding="utf-8", errors="replace")

    assert not [line for line in said.splitlines() if re.search(r"Traceback|ERROR|WARN|Deprecat", line)]
