"""The screens run in the frame and alone, keep place and period, and never show a traceback."""

from __future__ import annotations

import runpy
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from minsheng import screen, serving
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from tests.screens import framed, html, opened

pytestmark = pytest.mark.usefixtures("shipped_shown")

ROOT = Path(__file__).parents[1]
PAGES = ("overview", "catalogue")


def is_well(at: AppTest) -> bool:
    return not at.exception and not at.error


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_alone(page: str) -> None:
    assert is_well(opened(page))


def test_the_frame_opens_on_fujian_and_writes_it_into_the_address() -> None:
    at = framed()

    assert is_well(at) and "福建省" in html(at)
    assert "350000" in at.query_params["region"]


def test_an_address_chooses_place_and_period() -> None:
    at = framed(region="990100", period="2023Q3")

    assert at.selectbox(key="pick_region").value == "990100"
    assert str(at.selectbox(key="pick_period").value) == "2023Q3"
    assert "演示数据" in html(at) and "96,318" in html(at)


def test_another_place_brings_its_own_period() -> None:
    at = framed(region="990100", period="2023Q3")
    at.selectbox(key="pick_region").set_value("370300").run()

    assert is_well(at) and str(at.selectbox(key="pick_period").value) == "2022"
    assert "淄博市2022年有" in html(at) and "演示数据" not in html(at)


def test_a_place_without_figures_says_so_on_every_screen_that_shows_them() -> None:
    for page in ("overview", "trend", "meeting", "answer", "compare"):
        at = opened(page, region="110108")
        assert is_well(at) and "海淀区" in html(at) and "没有" in html(at), page


def test_a_period_asked_for_without_figures_is_not_replaced() -> None:
    at = framed(region="370300", period="2019Q1")

    assert "淄博市2019年一季度没有数据" in html(at)


def test_every_screen_shows_what_was_known_on_the_day_in_the_address() -> None:
    today = "".join(html(opened("overview", region="990102", period="2023Q2")))
    at = framed(region="990102", period="2023Q2", as_of="2023-09-30")

    assert is_well(at) and "截至2023年9月30日已知" in html(at)
    assert "2,557" in today and "2,557" not in html(at)
    at.button(key="moment_now").click().run()
    assert "2,557" in html(at) and "as_of" not in at.query_params


def test_a_file_is_made_as_of_the_moment_of_its_screen_though_the_session_is_not_known() -> None:
    def persons() -> set[str]:
        with screen.as_of(Moment.parse("2023-09-30")):
            return {str(it.value) for it in screen.facts_of("990102") if str(it.period) == "2023Q2"}

    with ThreadPoolExecutor(1) as another:
        then = another.submit(persons).result()
    assert then and "2557" not in then
    assert "2557" in {str(it.value) for it in screen.facts_of("990102") if str(it.period) == "2023Q2"}


def test_the_past_cannot_be_written_to() -> None:
    at = opened("entry", region="990100", as_of="2023-09-30")

    assert is_well(at) and "回到今天后再办理" in html(at)
    assert all(it.disabled for it in at.button) and not any("操作人" in it.label for it in at.text_input)


def test_a_day_that_is_none_is_said_to_be_none() -> None:
    at = framed(region="990100", as_of="昨天")

    assert is_well(at) and "“昨天”不是日期" in html(at)


def test_what_a_page_keeps_is_kept_by_revision_and_moment() -> None:
    keyed = [f"{it.name}" for it in ROOT.glob("pages/*.py") if "store().revision" in it.read_text("utf-8")]

    assert not keyed, (
        "key caches by screen.store().stamp: as of a past day the same revision holds other figures"
    )


def test_nonsense_in_the_address_leads_to_the_opening_place() -> None:
    at = framed(region="没有", period="没有")

    assert is_well(at) and "福建省" in html(at)


def test_a_place_that_does_not_exist_is_said_not_to() -> None:
    at = framed(region="123456")

    assert "没有代码为123456的地区，现显示福建省。" in html(at)
    at.selectbox(key="pick_region").set_value("990100").run()
    assert "123456" not in html(at)


def test_a_place_that_was_merged_says_into_which() -> None:
    at = framed(region="371200")
    assert is_well(at) and "2019年1月并入济南市" in html(at)

    assert "2020年6月并入柳渡县" in html(framed(region="990124"))


def test_a_period_to_come_shows_the_way_to_the_newest_there_is() -> None:
    at = framed(region="990100", period="2031Q2")

    assert "截至2031" not in html(at) and "最新：2023年四季度" in html(at)
    assert is_well(at) and len(at.get("page_link")) == 1


def test_a_page_that_does_not_exist_leads_to_the_overview() -> None:
    def back(path: str) -> str | None:
        return serving.unknown_page({"path": path, "method": "GET"}, serving.PAGES)

    assert (
        back("/trend") is None
        and back("/") is None
        and back("/healthz") is None
        and back("/static/js/a.js") is None
    )
    assert back("/a/b") == "../?missing=a%2Fb"
    assert "没有“a/b”这个页面，现显示福建省" in html(framed(missing="a/b"))


def test_the_words_of_streamlits_own_scripts_are_chinese() -> None:
    scripts = (Path(st.__file__).parent / "static/static/js").glob("*.js")
    spoken = "".join(
        serving.chinese_words(it.read_text(encoding="utf-8")) for it in scripts if serving._is_script(it.name)
    )

    assert "没有相符的选项" in spoken and "No results" not in spoken and "Skip to main content" not in spoken
    assert not [said for english, said in serving.WORDS.items() if f"`{said}`" not in spoken]


def test_starting_asks_no_outside_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit looks for the server's outside address in two ways: its welcome, and the origin of a connection."""
    from streamlit import net_util

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("asked outside"))
    runpy.run_path(str(ROOT / "app.py"))

    assert not net_util.get_external_ip()
    assert tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["logger"]["hideWelcomeMessage"]


def test_the_catalogue_finds_by_initials() -> None:
    at = opened("catalogue")
    at.text_input(key="catalogue_text").set_value("cxdbrs").run()

    assert is_well(at) and "城乡低保人数" in at.radio[0].options[0]
    assert "数据覆盖" in html(at)


def test_the_catalogue_says_when_nothing_is_found() -> None:
    at = opened("catalogue")
    at.text_input(key="catalogue_text").set_value("没有这样的指标").run()

    assert is_well(at) and "没有找到" in html(at)


def test_an_empty_store_opens_without_figures(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_DB", str(small_path))
    at = framed()

    assert is_well(at) and "还没有数据" in html(at)


def test_the_store_is_built_on_the_first_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.duckdb"
    monkeypatch.setenv("MINSHENG_DB", str(path))
    at = framed()

    assert is_well(at) and Store(path).places()
    assert "福建省" in html(at)


def test_the_office_chosen_is_where_the_dashboard_opens(
    small_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINSHENG_DB", str(small_path))
    at = framed()
    at.text_input(key="office_name_first").set_value("淄博市")
    at.button(key="FormSubmitter:office_form_first-确定").click().run()

    assert is_well(at) and screen.home() == "370300"
    assert "本单位：淄博市" in html(at) and "淄博市还没有数据" in html(at)


def test_the_demo_is_one_click_away() -> None:
    at = framed()
    at.button(key="office_demo").click().run()

    assert is_well(at) and "演示市" in html(at)


def test_the_page_that_carries_the_dashboard_is_made_chinese() -> None:
    made = serving.chinese(
        '<html lang="en"><head><title>Streamlit</title></head><noscript>You need</noscript></html>'
    )

    assert 'lang="zh-CN"' in made and "民生答卷" in made and "浏览器版本过低" in made
    assert "You need" not in made
