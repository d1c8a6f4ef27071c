"""A quarter as the statistician lives it: files dropped together, one sent back, the rest stored; approved; the past looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, still, visit
from tests.e2e.server import ROOT, serving

EXAMPLES = ROOT / "data/examples"


@pytest.fixture(scope="module")
def own_url(store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over a copy of the store: this way writes."""
    folder = tmp_path_factory.mktemp("quarter")
    copytree(store_file.parent, folder, symlinks=True, dirs_exist_ok=True)
    with serving(folder / store_file.name, folder / "server.log") as address:
        yield address


def signed(page: Page) -> None:
    page.get_by_label(re.compile("操作人")).fill("王芳")
    page.keyboard.press("Enter")
    expect(page.get_by_label("操作人", exact=True)).to_be_visible()
    settled(page)


def test_returns_come_in_are_sent_back_stored_and_approved(page: Page, own_url: str) -> None:
    main = page.locator("[data-testid=stMain]")
    visit(page, f"{own_url}/intake")
    signed(page)
    names = ("return_990122_2024Q1", "return_990102_2024Q1", "faulty_990122_unit_slip")
    files: list[str | Path] = [EXAMPLES / f"{it}.xlsx" for it in names]
    page.locator("[data-testid=stFileUploader] input").set_input_files(files)
    expect(main).to_contain_text("收件箱有3个文件：2个可以接收，1个需要处理", timeout=60_000)
    expect(main).to_contain_text("2/11")

    visit(page, f"{own_url}/intake")  # a reload loses nothing
    signed(page)
    expect(main).to_contain_text("收件箱有3个文件")
    page.locator("summary", has_text="faulty").click()
    still(page)
    page.get_by_role("button", name="退回").first.click()
    page.get_by_label("退回原因").fill("单位错误，请更正后再报")
    page.get_by_role("button", name="确定退回").click()
    expect(main).to_contain_text("已退回：单位错误", timeout=30_000)
    page.get_by_role("button", name="全部接收（2个文件没有问题）").click()
    expect(main).to_contain_text("2个文件，174个数", timeout=60_000)

    visit(page, f"{own_url}/review?region=990100&period=2024Q1")
    signed(page)
    expect(main).to_contain_text("演示市2024年一季度报表到2/11")
    page.get_by_role("button", name="接收并核定（2个单位）").click()
    expect(main.locator(".ms-matrix").first).to_contain_text("核定", timeout=60_000)


def test_the_past_is_marked_on_every_screen_until_one_comes_back(page: Page, own_url: str) -> None:
    visit(page, f"{own_url}/overview?region=990102&period=2023Q2&as_of=2023-09-30")
    main = page.locator("[data-testid=stMain]")
    expect(main).to_contain_text("截至2023年9月30日已知")
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="趋势").click()
    expect(main).to_contain_text("截至2023年9月30日已知")
    expect(page).to_have_url(re.compile(r"trend\?.*as_of=2023-09-30"))
    page.get_by_role("button", name="回到今天").click()
    expect(main).not_to_contain_text("截至2023年9月30日已知")
    expect(page).not_to_have_url(re.compile("as_of"))
