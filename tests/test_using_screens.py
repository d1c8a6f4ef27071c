"""“用这个数” on the screens: what is said of figures (a rise, a place, a share, a mean, a count) opens the menu too, and resolves.

Each number is computed again from the store when it is resolved: what was given out and what stands today agree.
"""

from __future__ import annotations

import json
import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from minsheng.claims import claims
from minsheng.commands import data
from minsheng.editions import collecting, numbers
from minsheng.geography.regions import Regions
from minsheng.store.moment import NOW
from minsheng.store.reading import Store
from minsheng.verification import given as given_drafts
from minsheng.view import chosen as chosen_view
from minsheng.view import offering, stage
from minsheng.writing import binding
from tests import screens
from tests.screens import html
from tests.test_meeting import sheet

DEMO = {"region": "990100", "period": "2023Q3"}


def menus(text: str) -> list[dict]:
    """What every figure of some HTML carries."""
    return [json.loads(unescape(found)) for found in re.findall(r'data-use="([^"]*)"', text)]


def numbered(text: str) -> dict[str, dict]:
    """The menus of some HTML that have a 数据编号, by it."""
    return {number: it for it in menus(text) for name, number in it["rows"] if name == "编号"}


def opened(page: str, chosen: dict[str, object] | None = None, **address: str) -> AppTest:
    test = screens.opened(page, chosen=chosen, **address)
    assert not test.exception
    return test


@pytest.mark.parametrize(
    ("page", "chosen", "address", "heads"),
    [
        ("overview", {}, DEMO, {"同比", "环比", "完成率", "进度差", "增减量", "退出"}),
        ("answer", {}, {"region": "990100"}, {"同比", "年均增长"}),
        ("trend", {}, {"region": "990100", "indicator": "canteens"}, {"同比", "环比"}),
        ("compare", {}, DEMO, {"位次", "相差", "合并平均", "中位数"}),
        ("compare", {}, {**DEMO, "indicator": "marriage", "per": "none"}, {"位次", "合计", "同比", "平均"}),
        ("tasks", {"tasks-view": "按科室"}, {"region": "990100", "month": "2023-09"}, {"完成率"}),
        ("tasks", {"tasks-view": "清单"}, {"region": "990100", "month": "2023-09"}, {"完成率", "进度差"}),
        ("lookup", {}, {"q": "演示市各区县低保人数"}, {"同比", "位次"}),
        ("review", {}, DEMO, {"同比"}),
    ],
)
@pytest.mark.usefixtures("shipped_shown")
def test_what_is_said_of_figures_resolves_and_is_computed_again(
    page: str,
    chosen: dict[str, object],
    address: dict[str, str],
    heads: set[str],
    store: Store,
    regions: Regions,
) -> None:
    given = numbered(html(opened(page, chosen, **address)))
    found = {number: numbers.resolve(store, regions, number) for number in given}
    told = {
        it.entry.fact.derivation.formula.partition("＝")[0]: it
        for it in found.values()
        if it.entry.fact.derivation
    }

    assert heads <= set(told)
    for number, it in given.items():
        assert found[number].entry.quote == it["number"]
        assert not found[number].changed, (it["title"], it["number"], found[number].now)
    for it in (told[head] for head in heads):
        assert all(fact.has_value for fact in it.entry.fact.derivation.operands)


@pytest.mark.usefixtures("shipped_shown")
def test_counts_by_office_are_copied_with_their_words_and_counted_again(
    store: Store, regions: Regions
) -> None:
    carried = menus(html(opened("tasks", {"tasks-view": "按科室"}, region="990100", month="2023-09")))
    behind = next(it for it in carried if it["title"] == "演示市台账滞后项数（社会救助科）")
    found = numbers.resolve(store, regions, dict(behind["rows"])["编号"])

    assert (
        behind["sentence"] == f"截至2023年9月底，演示市台账滞后项数（社会救助科）{behind['number']}（演示）。"
    )
    assert (
        behind["number"] in behind["cite"] and behind["cell"].split("\t")[1] == "台账滞后项数（社会救助科）"
    )
    assert found.now.fact.value == found.entry.fact.value and not found.changed


@pytest.mark.usefixtures("shipped_shown")
def test_what_is_no_figure_is_copied_with_its_sentence_and_source() -> None:
    carried = menus(html(opened("review", **DEMO)))
    asked = next(it for it in carried if it["number"].endswith("条"))

    assert asked["number"] in asked["sentence"] and asked["sentence"].endswith("。")
    assert asked["cite"].endswith("（来源：按本系统库中的记录清点）。") and asked["member"] == ""
    assert dict(asked["rows"])["说明"] == "不是统计指标，没有数据编号"


def test_why_and_the_place_of_a_meetings_screen_are_used(store: Store, regions: Regions) -> None:
    with offering.handed_out() as given:
        drawn = stage.sheet(sheet(store, regions, "990100", "2023Q3", "dibao_persons"), 1, 1)
    why = menus(drawn[drawn.index("<aside") :])
    headline = menus(drawn[: drawn.index("</h1>")])

    assert [it["number"] for it in headline] == ["96,318人", "下降1.3%"]
    assert len(why) == 12 and {"减少1,258人", "减少178人"} <= {it["number"] for it in why}
    assert why[1]["sentence"] == "截至2023年9月底，云岫县城乡低保人数比2022年9月底减少178人（演示）。"
    assert set(numbered(drawn)) == set(given)


def test_the_place_of_a_county_is_used_in_a_meeting(store: Store, regions: Regions) -> None:
    drawn = stage.sheet(sheet(store, regions, "990102", "2023Q3", "elderly_beds_total"), 1, 1)
    place = next(it for it in menus(drawn) if "位次" in it["title"])

    assert re.fullmatch(r"第\d+位", place["number"]) and "个单位中居第" in place["sentence"]
    assert dict(place["rows"])["公式"].startswith("位次＝")


@pytest.mark.usefixtures("shipped_shown")
def test_what_is_said_of_a_figure_is_collected_as_a_number_with_its_sign_and_in_a_sentence(
    store: Store, regions: Regions
) -> None:
    every = [
        *menus(html(opened("overview", **DEMO))),
        *menus(html(opened("compare", **DEMO))),
        *menus(html(opened("tasks", region="990100", month="2023-09"))),
    ]
    wanted = ["96,318人", "下降1.3%", "第1位", "29.1张/千人", "5项"]
    members = [
        next(it["member"] for it in every if it["number"] == number and it["member"]) for number in wanted
    ]
    found = collecting.collected(store, regions, members)
    sheet = load_workbook(BytesIO(chosen_view.sheet(found))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)][: len(wanted)]

    assert [(row[4], row[5]) for row in rows] == [
        (96318, "人"), (-1.3, "%"), (1, "位"), (29.1, "张/千人"), (5, "项"),
    ]  # fmt: skip
    assert [row[8] for row in rows] == [it.entry.id for it in found]
    told = chosen_view.paragraph(found)
    assert told.startswith(
        "截至2023年9月底，演示市城乡低保人数96318人（演示），城乡低保人数同比下降1.3%（演示）；"
    )
    assert "在11个单位中居第1位（演示）" in told and "各单位合并平均29.1张/千人（演示）" in told


@pytest.mark.usefixtures("shipped_shown")
def test_mean_growth_says_its_own_formula() -> None:
    carried = menus(html(opened("answer", region="990100")))
    mean = next(it for it in carried if it["title"].endswith("（年均增长）"))

    assert dict(mean["rows"])["公式"] == "年均增长＝（本期数÷基期数）开相隔年数次方－1"
    assert "，年均下降1.3%" in mean["sentence"]


@pytest.mark.usefixtures("shipped_shown")
def test_a_derived_number_resolves_on_the_command_line(shipped_path) -> None:  # noqa: ANN001 - a path
    number = next(
        number
        for number, it in numbered(html(opened("compare", **DEMO))).items()
        if it["title"].endswith("（位次）")
    )
    told = data.figure(db=shipped_path, actor="", text=number.lower(), moment=NOW).document()

    assert told["figures"][0]["derivation"]["formula"].startswith("位次＝")


@pytest.mark.parametrize(
    ("page", "address", "container"),
    [
        ("corrections", {"region": "990100", "period": "2022", "change": "年末三数"}, "ms-matrix"),
        ("corrections", {**DEMO, "change": "一个数的来历"}, "ms-matrix"),
        ("bulletin", DEMO, "ms-steps"),
    ],
)
@pytest.mark.usefixtures("shipped_shown")
def test_the_tables_of_corrections_and_scores_are_used(
    page: str, address: dict[str, str], container: str, store: Store, regions: Regions
) -> None:
    shown = html(opened(page, {"bulletin-view": "考核评分"} if page == "bulletin" else {}, **address))
    table = re.search(rf'<table class="{container}[^"]*">.*?</table>', shown, re.S)
    given = numbered(table[0])

    assert len(given) > 5
    for number, it in given.items():
        assert numbers.resolve(store, regions, number).entry.quote == it["number"]


@pytest.mark.usefixtures("shipped_shown")
def test_a_finding_of_a_draft_offers_what_the_store_has() -> None:
    text = "截至2022年底，演示市城乡低保人数91,108人。"
    page = opened(
        "verify", {"verify_draft": given_drafts.pasted(text), "verify_year_990100": 2022}, region="990100"
    )
    carried = menus(html(page))

    assert {it["number"] for it in carried if it["member"]} == {"97,108人"}
    assert "91,108人" in {it["number"] for it in carried if dict(it["rows"])["来源"] == "文稿原文"}


@pytest.mark.parametrize("typed", ["{}", "数据编号：{}", "（来源：统计局；数据编号：{}）。"])
@pytest.mark.usefixtures("shipped_shown")
def test_a_number_resolves_as_it_was_copied(typed: str) -> None:
    number = next(iter(numbered(html(opened("lookup", q="淄博 2022 结婚登记")))))

    assert "淄博市结婚登记：17,570对" in screens.words(opened("lookup", q=typed.format(number)))
    assert "淄博市结婚登记：17,570对" in screens.words(opened("lookup", q=number.replace("-", " ").lower()))


def test_words_that_only_look_like_a_number_are_asked_for() -> None:
    assert not any(map(numbers.looks_like, ("zb 22 jhdj", "abcd efgh i", "演示市低保人数", "2022")))


def test_a_figure_with_its_citation_is_read_in_a_draft(store: Store, regions: Regions) -> None:
    cited = "截至2022年底，淄博市长者食堂917处（来源：某报社（转载），《民政答卷》；数据编号：M7K2-4Q9X-K）。"

    found = claims.extract(cited, catalogue=store.catalogue, regions=regions)

    assert [it.quote for it in found] == ["917处"]


@pytest.mark.usefixtures("shipped_shown")
def test_the_numbers_that_a_draft_cites_resolve_beside_it() -> None:
    number = next(iter(numbered(html(opened("lookup", q="淄博 2022 结婚登记")))))
    text = f"淄博市结婚登记17570对（数据编号：{number}），另见M7K2-4Q9X-{binding.check('M7K24Q9X')}，合同号ABCD-2022-2。"
    page = opened(
        "verify", {"verify_draft": given_drafts.pasted(text), "verify_year_370300": 2022}, region="370300"
    )
    said = screens.words(page)

    assert "文中的数据编号淄博市结婚登记" in said and "17,570对" in said
    assert f"查不到的数据编号：M7K2-4Q9X-{binding.check('M7K24Q9X')}。" in said
    assert "ABCD-2022-2" not in said.partition("文中的数据编号")[2]
