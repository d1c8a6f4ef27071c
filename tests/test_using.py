"""“用这个数”: what the menu behind a figure carries, and that the numbers it gives out resolve."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from minsheng import lookup, places, quotients, selections
from minsheng.commands import data
from minsheng.editions import collecting, numbers
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.store.moment import NOW
from minsheng.store.reading import Store
from minsheng.view import chosen, offering, stage, using
from tests import screens
from tests.screens import html
from tests.test_meeting import sheet


@pytest.fixture
def shown(store: Store, regions: Regions) -> Figure:
    """结婚登记 of 淄博市, 2022."""
    return lookup.look_up("淄博 2022 结婚登记", store, regions).hits[0].figure


def menus(page: AppTest) -> list[dict]:
    """What every figure of a page carries."""
    return [json.loads(unescape(found)) for found in re.findall(r'data-use="([^"]*)"', html(page))]


def opened(page: str, **address: str) -> AppTest:
    test = screens.opened(page, **address)
    assert not test.exception
    return test


def test_the_menu_carries_all_that_defends_a_figure(shown: Figure) -> None:
    carried = offering.payload(shown)

    assert (carried["number"], carried["title"]) == ("17,570对", "淄博市结婚登记")
    assert str(carried["cite"]).endswith(f"；数据编号：{offering.number_of(shown)}）。")
    assert str(carried["cell"]).split("\t")[:6] == ["淄博市", "结婚登记", "本年累计", "2022年", "17570", "对"]
    assert {name for name, _ in carried["rows"]} >= {"口径", "时间", "来源", "版本", "编号"}


def test_nothing_to_use_where_there_is_no_number(store: Store, shown: Figure) -> None:
    blank = next(fact for fact in store.facts(regions=["990100"]) if not fact.has_value)

    assert using.usable("未报", Figure(blank, shown.indicator, "演示市")) == "未报"


def test_what_is_drawn_cannot_break_out_of_its_attribute(shown: Figure) -> None:
    html = using.usable("1", shown, sentence='“"><script>alert(1)</script>')

    assert "<script>" not in html and html.count('"') == 10


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("overview", {"region": "990100", "period": "2023Q3"}),
        ("answer", {"region": "370300"}),
        ("trend", {"region": "990100", "indicator": "canteens"}),
        ("compare", {"region": "990100", "period": "2023Q3"}),
        ("lookup", {"q": "演示市低保人数"}),
        ("bulletin", {"region": "990100", "period": "2023Q3"}),
        ("manuscript", {"region": "990100"}),
        ("tasks", {"region": "990100"}),
        ("review", {"region": "990100", "period": "2023Q3"}),
    ],
)
def test_figures_of_every_screen_have_the_menu_and_their_numbers_resolve(
    page: str, address: dict[str, str], shipped_shown: None, store: Store, regions: Regions
) -> None:
    carried = menus(opened(page, **address))

    assert carried
    for it in (carried[0], carried[len(carried) // 2], carried[-1]):
        for number in (text for name, text in it["rows"] if name == "编号"):
            assert numbers.resolve(store, regions, number).entry.quote == it["number"]


def test_a_number_typed_into_the_box_resolves(shipped_shown: None) -> None:
    number = next(
        text for name, text in menus(opened("lookup", q="淄博 2022 结婚登记"))[0]["rows"] if name == "编号"
    )
    page = opened("lookup", q=number.lower())
    said = screens.words(page)

    assert "淄博市结婚登记：17,570对" in said and "没有查到" not in said


def test_a_number_resolves_on_the_command_line(shipped_shown: None, shipped_path: Path) -> None:
    number = next(
        text for name, text in menus(opened("lookup", q="高台低保人数"))[0]["rows"] if name == "编号"
    )
    told = data.figure(db=shipped_path, actor="", text=number, moment=NOW).document()

    assert [(it["indicator"], it["value"]) for it in told["figures"]] == [("dibao_persons", "9822")]
    assert data.figure(db=shipped_path, actor="", text="M7K2-4Q9X-0", moment=NOW).document() == {
        "figures": [],
        "nearest": [],
    }


def test_collected_figures_become_a_paragraph_and_a_sheet(store: Store, regions: Regions) -> None:
    words = ("演示市低保人数", "演示市低保户数", "演示市2022年结婚登记", "淄博 2022 长者食堂")
    facts = [lookup.look_up(text, store, regions).hits[0].figure.fact for text in words]
    found = collecting.collected(store, regions, map(selections.member, facts))
    told = chosen.paragraph(found)

    assert told.startswith("截至2023年底，演示市城乡低保人数95989人（演示），城乡低保户数")
    assert told.count("演示市") == 2 and told.endswith("。")
    assert chosen.sheet(found)[:2] == b"PK"


def test_the_page_of_collected_figures_opens_empty(shipped_shown: None) -> None:
    html = "".join(block.proto.body for block in opened("selected").get("html"))
    assert "已选数据" in html


def test_a_collected_figure_follows_the_store(store: Store, shown: Figure) -> None:
    assert selections.figures(store, [selections.member(shown.fact)]) == [shown.fact]


@pytest.mark.usefixtures("shipped_shown")
def test_a_numeral_of_a_text_is_said_with_its_sentence() -> None:
    carried = menus(opened("bulletin", region="990100", period="2023Q3"))
    told = next(it for it in carried if it["number"] == "96318人")

    assert "96318人" in told["sentence"] and told["sentence"].endswith("。")
    assert told["sentence"].count("。") == 1
    assert dict(told["rows"])["编号"] in told["cite"]


@pytest.mark.usefixtures("shipped_shown")
def test_what_a_screen_counts_is_collected_as_it_was_given_out(store: Store, regions: Regions) -> None:
    carried = menus(opened("bulletin", region="990100", period="2023Q3"))
    member = next(it for it in carried if it["number"] == "11个" and it["member"])["member"]

    assert [it.entry.quote for it in collecting.collected(store, regions, [member])] == ["11个"]


@pytest.mark.parametrize(
    ("page", "address", "numbers_told"),
    [
        ("trend", {"region": "990100", "indicator": "canteens"}, ["426处", "增长56.0%", "增长6.8%"]),
        (
            "compare",
            {"region": "990100", "period": "2023Q3"},
            ["27.3张/千人", "11个", "第10位", "11个", "1.9张"],
        ),
        ("tasks", {"region": "990100"}, ["12项", "6项", "6项", "4项", "40项", "34项", "6项", "4项", "3项"]),
    ],
)
@pytest.mark.usefixtures("shipped_shown")
def test_the_figures_of_the_opening_sentence_are_used_with_all_of_it(
    page: str, address: dict[str, str], numbers_told: list[str]
) -> None:
    opening = re.search(r'<h1 class="ms-headline">(.*?)</h1>', html(opened(page, **address)))
    carried = [json.loads(unescape(found)) for found in re.findall(r'data-use="([^"]*)"', opening[1])]
    said = unescape(re.sub(r"<[^>]*>", "", opening[1]))

    assert [it["number"] for it in carried] == numbers_told
    assert {it["sentence"] for it in carried} == {f"{said.rstrip('。')}。"}


@pytest.mark.usefixtures("shipped_shown")
def test_what_the_ledger_counts_is_collected_by_its_number(store: Store, regions: Regions) -> None:
    carried = menus(opened("tasks", region="990100"))
    counted = next(it for it in carried if it["title"] == "演示市台账任务项数（重点任务）")

    assert counted["member"] == dict(counted["rows"])["编号"]
    assert [it.entry.quote for it in collecting.collected(store, regions, [counted["member"]])] == ["12项"]


@pytest.mark.parametrize(
    ("code", "formula"),
    [("canteens", "同比"), ("canteens", "环比"), ("marriage", "同比"), ("marriage", "环比")],
)
@pytest.mark.usefixtures("shipped_shown")
def test_a_rise_in_a_table_is_used_with_its_formula_and_its_number_resolves(
    code: str, formula: str, store: Store, regions: Regions
) -> None:
    rises = [
        it
        for it in menus(opened("trend", region="990100", indicator=code, mode="本年累计"))
        if dict(it["rows"]).get("公式", "").startswith(f"{formula}＝")
    ]

    assert rises
    for it in rises:
        assert it["number"] in it["sentence"]
        assert numbers.resolve(store, regions, dict(it["rows"])["编号"]).entry.quote == it["number"]


@pytest.mark.usefixtures("shipped_shown")
def test_rises_on_cards_and_the_ledgers_counts_are_used_on_the_overview(
    store: Store, regions: Regions
) -> None:
    carried = menus(opened("overview", region="990100", period="2023Q3"))
    rises = [it for it in carried if "基期数" in dict(it["rows"]).get("公式", "")]
    counts = [it for it in carried if "台账任务项数" in it["title"]]

    assert {dict(it["rows"])["公式"][:2] for it in rises} >= {"同比", "较年"}
    assert counts
    for it in (*rises, *counts):
        assert numbers.resolve(store, regions, dict(it["rows"])["编号"]).entry.quote == it["number"]


@pytest.mark.usefixtures("shipped_shown")
def test_a_finding_offers_the_figures_that_it_tells() -> None:
    first = re.search(r'<li class="amber">.*?</li>', html(opened("review", region="990100", period="2023Q3")))
    carried = [json.loads(unescape(found)) for found in re.findall(r'data-use="([^"]*)"', first[0])]

    assert [it["number"] for it in carried] == ["0元", "747万元", "下降100.0%"]


def test_a_screen_of_a_meeting_offers_its_number_its_answers_and_its_bars(
    store: Store, regions: Regions
) -> None:
    shown = sheet(store, regions, "990100", "2023Q3", "temp_assist_cases")
    drawn = stage.sheet(shown, 1, 1)
    carried = [json.loads(unescape(found)) for found in re.findall(r'data-use="([^"]*)"', drawn)]

    assert carried[0]["sentence"] == f"{shown.headline}。"
    assert "增长13.8%" in {it["number"] for it in carried}
    assert {bar.figure.display for bar in shown.bars if bar.figure} <= {it["number"] for it in carried}


def test_a_number_inside_a_longer_one_is_not_taken_for_the_figure(shown: Figure) -> None:
    told = using.spoken("上年117570对，今年17570对<。", [shown])

    assert told.startswith("上年117570对，今年<button") and told.endswith(">17570对</button>&lt;。")


def test_a_number_keeps_the_marks_beside_it_on_its_line(shown: Figure) -> None:
    told = using.spoken("（今年17570对）；去年", [shown])

    assert re.sub(r' (type|aria-haspopup|title|data-use)="[^"]*"', "", told) == (
        '（今年<span class="ms-kept"><button class="ms-use">17570对</button>）；</span>去年'
    )


@pytest.mark.parametrize("words", ["演示市2023年二季度单季结婚登记", "演示市2022年老龄化率"])
def test_a_computed_figure_is_collected_too(words: str, store: Store, regions: Regions) -> None:
    fact = lookup.look_up(words, store, regions).hits[0].figure.fact

    assert fact.derivation
    assert selections.figures(store, [selections.member(fact)]) == [fact]


@pytest.mark.usefixtures("shipped_shown")
def test_every_cell_of_the_matrix_is_used_and_its_number_resolves(store: Store, regions: Regions) -> None:
    page = screens.opened("compare", chosen={"compare-view": "指标矩阵"}, region="990100", period="2023Q3")
    cells = re.findall(r'<td style="[^"]*" title="[^"]*"><button[^>]*data-use="([^"]*)"', html(page))
    carried = [json.loads(unescape(found)) for found in cells]

    assert len(carried) > 20
    for it in carried[::7]:
        for number in (text for name, text in it["rows"] if name == "编号"):
            assert numbers.resolve(store, regions, number).entry.quote == it["number"]


@pytest.mark.usefixtures("shipped_shown")
def test_every_number_of_a_screen_is_remembered_those_of_its_charts_too(
    store: Store, regions: Regions
) -> None:
    page = opened("compare", region="990100", period="2023Q3")
    drawn = "".join(chart.proto.spec for chart in page.get("plotly_chart"))
    given = set(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", html(page) + drawn))

    assert len(given) > 15
    assert given == set(numbers.entries(store, given))


@pytest.mark.usefixtures("shipped_shown")
def test_a_figure_per_person_resolves_to_its_operands_and_is_collected(
    store: Store, regions: Regions
) -> None:
    page = opened(
        "compare", region="990100", period="2023Q3", indicator="elderly_beds_total", per="千名60岁以上"
    )
    offered = next(it for it in menus(page) if it["number"] == "27.3张/千人")
    found = numbers.resolve(store, regions, dict(offered["rows"])["编号"])
    collected = selections.figures(store, [offered["member"]])

    assert found.figure.name == offered["title"].removeprefix(found.figure.place)
    assert [it.indicator for it in found.entry.fact.derivation.operands] == [
        "elderly_beds_total",
        "population_60plus",
    ]
    assert not found.changed and found.figure.display == "27.3张/千人"
    assert [it.value for it in collected] == [found.entry.fact.value]


def test_per_one_and_per_ten_thousand_people_are_told_apart(store: Store) -> None:
    beds = store.catalogue["elderly_beds_total"]
    made = [quotients.per(beds, it, store.catalogue) for it in places.denominators()]

    assert len({it.code for it in made}) == len(made)
    assert [store.catalogue[it.code] for it in made] == made
