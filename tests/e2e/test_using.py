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


#: a page over plain http, as on a closed network: the browser gives no clipboard to it
CLOSED = """
Object.defineProperty(window, "isSecureContext", { value: false });
Object.defineProperty(navigator, "clipboard", { value: undefined });
"""


def pasted(page: Page) -> str:
    """What the clipboard holds, as a field of another program would take it."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paper' }))")
    paper = page.locator("#paper")
    paper.press("Control+V")
    held = paper.input_value()
    page.evaluate("document.getElementById('paper').remove()")
    return held


def test_every_way_of_copying_works_without_a_secure_connection(page: Page, app_url: str) -> None:
    page.add_init_script(CLOSED)
    menu = page.locator("#ms-menu")
    visit(page, f"{app_url}/lookup?q=高台低保人数")
    for way, begins in (
        ("复制数字", "9,822人"),
        ("复制句子", "截至2021年底，高台县城乡低保人数9822人"),
        ("复制引用和编号", "截至2021年底，高台县城乡低保人数9822人（推定）（来源："),
        ("复制到Excel", "高台县 城乡低保人数 期末 2021年底 9822 人"),
    ):
        page.locator(".ms-found .number [data-use]").click()
        menu.get_by_role("button", name=way).click()
        expect(menu.get_by_role("status")).to_have_text("已复制。")
        page.keyboard.press("Escape")
        assert " ".join(pasted(page).split()).startswith(begins)


def test_numerals_of_a_text_and_points_of_a_chart_open_the_menu(page: Page, app_url: str) -> None:
    menu = page.locator("#ms-menu")
    visit(page, f"{app_url}/bulletin?region=990100&period=2023Q3")
    page.locator(".ms-num", has_text="96318人").first.click()
    expect(menu).to_contain_text("演示市城乡低保人数")
    number = menu.locator("tr").last.locator("td").inner_text()
    visit(page, f"{app_url}/lookup?q={number}")
    expect(page.locator(".ms-headline").last).to_contain_text("演示市城乡低保人数：96318人")

    visit(page, f"{app_url}/trend?region=990100&indicator=canteens")
    page.locator(".js-plotly-plot .scatterlayer .point").last.hover(force=True)
    page.mouse.down()
    page.mouse.up()
    expect(menu).to_contain_text("426处")


def test_an_area_of_a_map_opens_the_menu(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/compare?region=990100&period=2023Q3")
    page.get_by_text("地图", exact=True).first.click()
    settled(page)
    plot = page.locator(".st-key-panel-view .js-plotly-plot")
    number = plot.locator(".annotation", has_text="柳渡县")
    number.hover(force=True)  # the map may be drawn once more: a hover finds the number again
    expect(plot.locator(".hoverlayer .hovertext")).to_contain_text("柳渡县")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#ms-menu")).to_contain_text("柳渡县")


def test_a_meetings_screen_is_used_but_not_while_it_is_projected(page: Page, app_url: str) -> None:
    menu, stage = page.locator("#ms-menu"), page.locator(".stage")
    visit(page, f"{app_url}/meeting?region=990100&period=2023Q3")
    stage.locator("dd [data-use]").first.click()
    expect(menu).to_contain_text("下降1.3%")
    page.keyboard.press("Escape")
    stage.locator("svg [data-use]").first.click()
    expect(menu).to_contain_text("2019年底")
    page.keyboard.press("Escape")
    stage.locator(".number [data-use]").click()
    expect(menu).to_contain_text("96,318人")
    with page.expect_download() as waiting:
        menu.get_by_role("button", name="图表存为图片").click()
    assert waiting.value.suggested_filename.endswith(".png")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(stage.locator("h1")).to_contain_text("临时救助人次")

    stage.get_by_role("button", name="全屏").click()
    page.wait_for_function("document.fullscreenElement !== null")
    stage.locator(".number [data-use]").press("Enter")
    expect(menu).to_have_count(0)


def test_a_question_asked_before_is_asked_again(page: Page, app_url: str) -> None:
    visit(page, f"{app_url}/lookup?q=高台低保人数")
    expect(page.locator(".ms-found .number")).to_have_text("9,822人")
    visit(page, f"{app_url}/lookup?q=淄博 2022 长者食堂")
    expect(page.locator(".ms-found .number")).to_have_text("917处")
    page.get_by_role("button", name="高台低保人数").click()
    expect(page.locator(".ms-found .number")).to_have_text("9,822人")


def test_a_place_in_an_order_is_collected_kept_and_found_by_its_number(page: Page, app_url: str) -> None:
    menu = page.locator("#ms-menu")
    visit(page, f"{app_url}/compare?region=990100&period=2023Q3")
    page.locator(".st-key-panel-view .ms-ranks [data-use]").first.click()
    expect(menu).to_contain_text("（位次）")
    number = menu.locator("tr").last.locator("td").inner_text()
    menu.get_by_role("button", name="加入已选数据").click()
    expect(menu.get_by_role("status")).to_have_text("已加入已选数据（共1个）。")
    page.keyboard.press("Escape")
    page.locator(".ms-headline [data-use]").first.click()
    expect(menu).to_contain_text("东沚区")
    page.keyboard.press("Escape")

    visit(page, f"{app_url}/{number.lower()}")
    expect(page.locator(".ms-headline").last).to_contain_text("石塘县每千名60岁及以上常住人口养老床位合计")
    expect(page.locator(".st-key-panel-number")).to_contain_text("位次＝按数值由高到低的次序")

    visit(page, f"{app_url}/selected")
    expect(page.locator(".list li")).to_contain_text("第1位")
    expect(page.locator(".recent li").last).to_contain_text("27.3张/千人")
    page.reload()
    settled(page)
    page.get_by_role("button", name="加入已选数据：东沚区").click()
    settled(page)
    expect(page.locator(".list li")).to_have_count(2)
    page.locator(".list .ms-use").last.click()
    expect(menu).to_contain_text("27.3张/千人")
