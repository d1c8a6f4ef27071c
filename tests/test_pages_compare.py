"""县区对比 as a person meets it: on every kind of place, with its lamps, its looks and its workbook."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from minsheng import comparing
from minsheng.comparison import comparable, trajectories, verdict
from minsheng.facts import State
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.view import charts_compare, maps, tables_compare
from tests import screens
from tests.screens import words

pytestmark = pytest.mark.usefixtures("shipped_shown")

VIEWS = ("数据表", "地图", "走势", "指标矩阵", "两项关系")


def opened(view: str = VIEWS[0], **address: str) -> AppTest:
    return screens.opened("compare", chosen={"compare-view": view}, **address)


@pytest.mark.parametrize(
    ("region", "period", "says"),
    [
        ("990100", "2023Q3", "在11个县区中居第"),
        ("990122", "2023Q3", "个镇街中"),
        ("990103", "2023Q3", "在11个县区中居第"),
        ("350900", "2024Q4", "按数值列第"),
        ("500000", "2007", "报送齐全29/40"),
        ("130000", "2012Q4", "个市州中居第"),
        ("530100", "2018-07", "昆明市"),
        ("370300", "2022", "没有可以比较的下级单位数据"),
        ("000000", "2015Q3", "未包括香港、澳门特别行政区和台湾省"),
        ("350000", "2021Q2", "没有可以比较的下级单位数据"),
    ],
)
def test_every_kind_of_place(region: str, period: str, says: str) -> None:
    test = opened(region=region, period=period)
    assert not test.exception and not test.error
    assert says in words(test)
    assert "None" not in words(test) and "nan" not in words(test)


@pytest.mark.parametrize("region", ["350000", "130000", "370300"])
def test_each_other_period_that_is_offered_can_be_compared(
    region: str, regions: Regions, store: Store
) -> None:
    place = regions.get(region)
    _, _, others = comparing.nothing(place, Period.parse("2021Q2"), regions, store)
    assert others == sorted(others, key=lambda it: it.order, reverse=True)
    assert all(comparable.ground(place, it, regions, store) for it in others)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("region", "period"), [("990100", "2023Q3"), ("350900", "2024Q4"), ("990100", "2020Q1")]
)
def test_every_look(view: str, region: str, period: str) -> None:
    test = opened(view, region=region, period=period)
    assert not test.exception and not test.error


def test_a_neutral_figure_has_no_rank() -> None:
    told = words(opened(region="990100", period="2023Q3", indicator="dibao_persons", per="万人"))
    assert "中性指标，只按数值排列，不评优劣" in told
    assert "排名" not in told and "居第" not in told.split("画像")[0]


def test_an_indicator_of_the_address_that_is_not_there_is_said() -> None:
    assert "没有代码为“nonsense”的指标，现显示其他指标。" in words(
        opened(region="990100", period="2023Q3", indicator="nonsense")
    )
    assert "没有代码为" not in words(opened(region="990100", period="2023Q3", indicator="dibao_persons"))


def test_a_choice_is_kept_in_the_address_and_what_the_page_begins_with_is_not() -> None:
    test = opened(region="990100", period="2023Q3")
    assert not {"indicator", "per", "unit", "group"} & set(test.query_params)
    test.selectbox(key="compare-unit").set_value("990105").run()
    assert "990105" in test.query_params["unit"] and "per" not in test.query_params


def test_a_median_that_is_a_units_own_number_is_printed_as_it_is() -> None:
    told = words(opened(region="990100", period="2023Q4", indicator="dibao_persons", per="none"))
    assert "11个县区平均8,726.3人；中位数7,646人" in told


def test_what_rounds_to_the_mean_is_even_with_it() -> None:
    told = words(opened(region="990100", period="2023Q4"))
    assert "28.5张/千人持平" in told and "−0.0" not in told


def test_the_five_lamps_and_the_denominator_are_shown() -> None:
    told = words(opened(region="990100", period="2023Q3"))
    assert "口径一致时期一致单位一致区划一致报送齐全11/11" in told
    assert "分母：2022年末60岁及以上常住人口" in told and "不作绩效评价" in told


def test_who_does_not_offer_the_service_is_named() -> None:
    assert "不适用或未开展，均不参加排列" in words(
        opened(region="990100", period="2023Q3", indicator="marriages", per="none")
    )


def test_a_red_lamp_holds_the_download_until_a_reason_is_given() -> None:
    test = opened(region="990100", period="2020Q2")
    assert "区划一致：柳渡县2020年6月桑洲县并入" in words(test)
    assert test.button(key="held").disabled
    test.text_input(key="compare-reason").set_value("只看其余各县").run()
    assert "held" not in {button.key for button in test.button}


def test_a_kept_group_of_peers_is_compared_with_by_its_name(
    shipped_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regions: Regions
) -> None:
    path = tmp_path / "own.duckdb"
    path.write_bytes(shipped_path.read_bytes())
    monkeypatch.setenv("MINSHENG_DB", str(path))
    comparing.keep_group(path, regions.get("990100"), "山区县", ["990122", "990123"], "张三")
    test = opened(region="990100", period="2023Q3", group="山区县", unit="990121")
    told = words(test)
    assert not test.error and "比较组：山区县" in told and "条件相近的" not in told
    comparing.keep_group(path, regions.get("990100"), "山区县", [], "张三")
    assert comparing.groups(regions.get("990100"), Store(path)) == {}


def test_a_merger_cuts_a_history_unless_todays_territory_is_asked_for(store: Store, regions: Regions) -> None:
    shown = board(store, regions, "990100", "2023Q3", "elderly_beds_total", "千名60岁以上")
    asked = (shown.found, store, regions, store.breaks())
    then, today = (
        next(line for line in made.lines if line.region == "990121")
        for made in (trajectories.as_then(*asked), trajectories.of_today(*asked))
    )
    assert (len(then.segments), len(today.segments)) == (2, 1)
    first = today.points[0].fact
    assert first.backcast and min(point.value for point in today.points) > 25
    assert "柳渡县并入以前的数为现区域各部分之和（推算）。" in trajectories.of_today(*asked).notes


# -- what leaves the house ------------------------------------------------------------------------
def board(
    store: Store, regions: Regions, region: str, period: str, code: str, word: str = "none"
) -> comparing.Board:
    when = Period.parse(period)
    ground = comparable.ground(regions.get(region), when, regions, store)
    return comparing.board(ground, when, code, word, ground.units[0].code, (store, regions, store.breaks()))


def test_the_workbook_has_the_order_the_lamps_and_the_reason(store: Store, regions: Regions) -> None:
    shown = board(store, regions, "990100", "2020Q2", "elderly_beds_total", "千名60岁以上")
    data = comparing.published(shown, regions, store.breaks(), "只看其余各县")
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert "导出说明：只看其余各县。" in text and "不作绩效评价" in text and "演示数据" in text
    assert "区划一致：否" in text and "报送齐全" in text
    first = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "1")
    assert isinstance(first[3], float) and first[4] == "张/千人"


def test_small_counts_are_withheld_before_anything_is_computed(store: Store, regions: Regions) -> None:
    shown = board(store, regions, "990100", "2023Q3", "orphans_scattered")
    tiny = [
        replace(it, value=it.value * 0 + 3) if it.region == shown.found.units[0].code and it.has_value else it
        for it in shown.facts
    ]
    data = comparing.published(replace(shown, facts=tuple(tiny)), regions, store.breaks(), "")
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == shown.name]
    assert rows and rows[0][3] == State.WITHHELD.zh


def test_the_file_has_a_chinese_name(store: Store, regions: Regions) -> None:
    shown = board(store, regions, "990100", "2023Q3", "elderly_beds_total")
    assert tables_compare.file_parts(shown.found) == ("演示市", "2023年三季度", "养老床位合计", "对比")


# -- map and words --------------------------------------------------------------------------------
def test_the_demo_prefecture_has_outlines_and_real_ones_tiles(store: Store, regions: Regions) -> None:
    assert (
        maps.drawn(board(store, regions, "990100", "2023Q3", "canteens").found, "990102")[1]
        == "示意图，非地图。"
    )
    assert (
        maps.drawn(board(store, regions, "350900", "2024Q4", "medical_aid_dibao").found, "")[1] == maps.SKETCH
    )


def test_pictures_have_short_names() -> None:
    assert [charts_compare.short(it) for it in ("云岫县岫阳街道", "新市街道", "演示高新技术产业开发区", "柳渡县")] == [
        "岫阳街道", "新市街道", "演示高新区", "柳渡县",
    ]  # fmt: skip


def test_the_middle_of_a_ring() -> None:
    assert maps.middle([(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]) == (1, 1)


def test_the_headline_says_the_exact_place(store: Store, regions: Regions) -> None:
    shown = board(store, regions, "990100", "2023Q3", "elderly_beds_total", "千名60岁以上")
    assert (
        verdict.headline(shown.found, "990102")
        == "东沚区每千名老年人养老床位合计27.3张，在11个县区中居第10位，比11个县区合并平均少1.9张"
    )
