"""会议演示: what each screen says, who moved the change, and the same figures on one page of paper."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng import places
from minsheng.catalogue import Catalogue
from minsheng.comparison.contributions import contributions
from minsheng.facts import Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.meeting import room as rooms
from minsheng.meeting import sheets as screens
from minsheng.meeting.room import Room
from minsheng.meeting.sheets import Sheet
from minsheng.period import Period
from minsheng.receiving.explanations import Explanation
from minsheng.series import Series
from minsheng.store.reading import Store
from minsheng.view import stage
from minsheng.writing import onepage
from tests.screens import opened

HEADLINES = places.rows_of("headlines.csv")


def room(store: Store, regions: Regions, code: str, period: str, *told: Explanation) -> Room:
    region, when = regions.get(code), Period.parse(period)
    facts = store.facts(regions=rooms.codes(region, when, regions))
    return Room(store.catalogue, regions, store.breaks(), region, when, facts, told)


def sheet(
    store: Store, regions: Regions, code: str, period: str, indicator: str, *told: Explanation
) -> Sheet:
    sheets, lacking = screens.sheets(room(store, regions, code, period, *told), [indicator], HEADLINES)
    assert not lacking
    return sheets[0]


def said(it: Sheet) -> dict[str, str]:
    return {answer.label: answer.text for answer in it.answers}


def test_a_screen_answers_what_a_leader_asks(store: Store, regions: Regions) -> None:
    beds = sheet(store, regions, "990100", "2023Q3", "elderly_beds_total")
    answers = said(beds)
    assert list(answers) == ["比去年同期", "比上季度末", "年度任务", "为什么", "各县区"]
    assert answers["比去年同期"].startswith("▲ 5.5%（增加")
    assert "比时序进度慢" in answers["年度任务"] and "新增养老床位" in answers["年度任务"]
    assert beds.headline.startswith("2023年9月底演示市养老床位合计") and "比去年同期增长5.5%" in beds.headline


def test_a_figure_of_a_text_is_shown_with_its_words(store: Store, regions: Regions) -> None:
    shown = sheet(store, regions, "370300", "2022", "canteens")
    assert said(shown)["原文"] == f"“{shown.figure.quotation}”" and "917" in said(shown)["原文"]


def test_the_order_of_a_list_is_the_order_of_the_screens(store: Store, regions: Regions) -> None:
    wanted = ["marriages", "dibao_persons"]
    sheets, lacking = screens.sheets(
        room(store, regions, "990100", "2023Q3"), [*wanted, "no_such"], HEADLINES
    )
    assert [it.figure.fact.indicator for it in sheets] == wanted
    assert lacking == ()


def test_an_indicator_without_a_figure_of_the_period_is_named(store: Store, regions: Regions) -> None:
    sheets, lacking = screens.sheets(room(store, regions, "370300", "2022"), ["dibao_households"], HEADLINES)
    assert (sheets, lacking) == ((), (store.catalogue["dibao_households"].title,))


def test_a_county_is_told_its_place_and_its_towns(store: Store, regions: Regions) -> None:
    answers = said(sheet(store, regions, "990122", "2023Q4", "canteens"))
    assert re.fullmatch(r"演示市\d+个县区中(并列)?居第\d+位", answers["位次"])
    assert "岫阳街道" in answers["为什么"] and "云岫县" not in answers["为什么"]


def test_the_units_own_words_come_before_our_arithmetic(store: Store, regions: Regions) -> None:
    told = Explanation("990122", "elderly_beds_total", "2023Q3", "V40", "两个项目推迟到四季度。")
    beds = sheet(store, regions, "990100", "2023Q3", "elderly_beds_total", told)
    name = regions.get("990122").name_at(Period.parse("2023Q3"))
    assert said(beds)["为什么"] == f"{name}：两个项目推迟到四季度。"


def test_a_flow_is_charted_by_the_same_months_of_each_year(store: Store, regions: Regions) -> None:
    bars = sheet(store, regions, "990100", "2023Q3", "marriages").bars
    assert [bar.label for bar in bars] == ["2019", "2020", "2021", "2022", "2023"]
    assert {bar.figure.fact.basis for bar in bars} == {Basis.YTD}
    assert {bar.figure.fact.period.month for bar in bars} == {9}


def test_a_stock_is_charted_by_year_ends_and_today(store: Store, regions: Regions) -> None:
    bars = sheet(store, regions, "990100", "2023Q3", "dibao_persons").bars
    assert [bar.label for bar in bars][-2:] == ["2022", "2023年三季度"]


def test_a_break_between_two_bars_is_marked(store: Store, regions: Regions) -> None:
    cut = sheet(store, regions, "350000", "2019Q2", "exp_total").bars
    assert [bar.cut for bar in cut if bar.figure][-1] is True
    assert "口径变动" in stage.chart(cut, None) and "无数" in stage.chart(cut, None)


# -- who moved the change -------------------------------------------------------------------------
@pytest.fixture(scope="module")
def catalogue(store: Store) -> Catalogue:
    return store.catalogue


def fact(region: str, period: str, value: int) -> Fact:
    return Fact(
        region=region,
        indicator="dibao_persons",
        period=Period.parse(period),
        basis=Basis.STOCK,
        value=Decimal(value),
        unit="人",
    )


@given(st.lists(st.tuples(st.integers(100, 9999), st.integers(100, 9999)), min_size=1, max_size=12))
def test_the_parts_add_up_to_the_whole(catalogue: Catalogue, pairs: list[tuple[int, int]]) -> None:
    indicator = catalogue["dibao_persons"]

    def change(region: str, before: int, now: int):
        series = Series(indicator, [fact(region, "2022Q3", before), fact(region, "2023Q3", now)])
        newest = series.at(Period.parse("2023Q3"), Basis.STOCK)
        return newest, series.yoy(newest)

    whole = change("990100", sum(a for a, _ in pairs), sum(b for _, b in pairs))[1]
    units = [(f"第{n}县", *change(f"9901{n:02}", a, b)) for n, (a, b) in enumerate(pairs, 1)]
    found = contributions(indicator, whole, units)
    if not whole.absolute:
        assert found is None
    else:
        assert found.remainder == 0
        with_whole = [part.moved * whole.absolute for part in found.parts]
        assert with_whole == sorted(with_whole, reverse=True)


def test_a_unit_without_a_like_base_is_named_not_counted_as_zero(store: Store, regions: Regions) -> None:
    weddings = sheet(store, regions, "990100", "2023Q3", "marriages")
    assert len(weddings.why.lacking) == 3 and weddings.why.total == 11
    assert "没有可比的数（8/11）" in stage.sheet(weddings, 1, 1)


def test_a_ratio_is_not_shared_out(store: Store, regions: Regions) -> None:
    share = sheet(store, regions, "990100", "2023Q3", "nursing_beds_share")
    assert share.why is None and "为什么" not in said(share)


# -- on the screen and on paper -------------------------------------------------------------------
def test_what_people_wrote_is_escaped(store: Store, regions: Regions) -> None:
    told = Explanation("990100", "dibao_persons", "2023Q3", "V40", "<script>alert(1)</script>")
    drawn = stage.sheet(sheet(store, regions, "990100", "2023Q3", "dibao_persons", told), 1, 2)
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn
    assert "演示数据" in drawn and "1 / 2" in drawn


def test_one_page_binds_every_number(store: Store, regions: Regions) -> None:
    asked = room(store, regions, "990122", "2023Q4")
    sheets, _ = screens.sheets(asked, rooms.usual(asked, HEADLINES), HEADLINES)
    page = onepage.page(asked, sheets)
    quotes = {entry.quote for entry in page.entries}
    for row in page.rows:
        for spans in row[1:]:
            loose = "".join(span.text for span in spans if not span.entry)
            assert not re.search(r"\d", loose), loose
    assert {"14,590人", "14,720人", "▼ 0.9%"} <= quotes
    written = docx.Document(BytesIO(onepage.word(page)))
    tags = written.element.xpath("//w:sdt/w:sdtPr/w:tag/@w:val")
    assert set(tags) == {entry.id for entry in page.entries}


def test_a_column_that_says_nothing_is_left_out(store: Store, regions: Regions) -> None:
    asked = room(store, regions, "990122", "2023Q4")
    sheets, _ = screens.sheets(asked, ["dibao_persons"], HEADLINES)
    assert [it.title for it in onepage.page(asked, sheets).columns] == [
        "指标",
        "数值",
        "去年同期",
        "比去年同期",
        "位次",
    ]


def test_the_page_opens_with_the_usual_figures(shipped_shown: None) -> None:
    at = opened("meeting", region="990100", period="2023Q3")
    assert not at.exception and not at.error
    assert at.selectbox[0].value == "主要指标"
    assert at.multiselect[0].value[:2] == ["dibao_persons", "tekun_persons"]
