"""核稿 in a real browser: a Word file with a table goes in, a finding leads to its number and the number to its finding."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import settled, still, visit
from tests.words_made import word

PHONE = {"width": 390, "height": 844}


def test_a_wrong_cell_is_marked_in_its_table_and_found_from_its_finding(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "总结.docx"
    table = [["区县", "低保人数（人）"], ["东沚区", "6870"], ["西岑区", "7428"]]
    file.write_bytes(word("演示市2022年民政工作总结", "表1　2022年底情况", table=table))
    page.set_viewport_size(PHONE)
    visit(page, f"{app_url}/verify?region=990122&period=2022")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_role("button", name="按演示市核对").click()
    expect(page.get_by_role("button", name="按演示市核对")).to_have_count(0)
    settled(page)
    still(page)

    finding, mark = page.locator(".ms-finding").first, page.locator(".ms-grid a.mismatch")
    expect(finding).to_contain_text("7428 → 7482")
    above, below = finding.bounding_box(), page.locator(".ms-grid").bounding_box()
    assert above and below and above["y"] < below["y"]  # what is to be done stands first on a phone
    finding.get_by_role("link", name="第1个表第3行第2列").click()
    expect(mark).to_be_in_viewport()
    mark.click()
    expect(finding).to_be_in_viewport()
