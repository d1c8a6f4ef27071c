"""总览 says what a period has: cards where figures can be compared, chapters with quotations where they cannot."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from minsheng import overview, picking, places, searching
from minsheng.chapters import sources_of
from minsheng.facts import Basis, Source, State
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.overview import Overview
from minsheng.period import Period
from minsheng.store.reading import PeriodCount, Store
from minsheng.view import markup
from tests.makers import COUNT, SMALL, STOCK, fact

HEADLINES = [{"title": "婚姻", "candidates": "marriages", "companions": "", "task": "", "chart": "marriages"}]


@pytest.fixture
def seen(store: Store, regions: Regions):  # noqa: ANN201 - a maker of overviews
    """The overview of a place and period out of the shipped data."""

    def look(region: str, period: str) -> Overview:
        return overview.overview(
            store.facts(regions=[region]), store.catalogue, store.breaks(), lambda code, at: regions.get(code).name_at(at),
            region, Period.parse(period), places.rows_of("headlines.csv"), places.rows_of("chapters.csv"),
        )  # fmt: skip

    return look


def small(facts, period: str) -> Overview:  # noqa: ANN001 - facts of the makers
    return overview.overview(
        facts, SMALL, (), lambda code, at: "福建省", "350000", Period.parse(period), HEADLINES, []
    )


# -- what is shown --------------------------------------------------------------------------------
def test_the_demo_prefecture_has_a_card_for_every_domain(seen) -> None:  # noqa: ANN001
    assert {card.title for card in seen("990100", "2023Q3").cards} == {
        *("低保", "特困", "临时救助", "养老床位", "长者食堂", "儿童"),
        *("残疾人两项补贴", "婚姻", "殡葬", "社会组织", "慈善福彩", "资金"),
    }


def test_the_card_to_look_at_is_among_those_seen_at_once(seen) -> None:  # noqa: ANN001
    for period in ("2021Q1", "2022Q2", "2023Q3", "2024Q1"):
        shown = seen("990100", period)
        assert shown.attention is None or shown.attention in shown.cards[: overview.FOLD]


def test_a_card_shows_no_figure_twice(seen) -> None:  # noqa: ANN001
    for card in seen("990100", "2020Q1").cards:
        shown = [it.name for it in (card.task, *card.companions) if it]
        assert len(shown) == len(set(shown))


def test_a_task_on_a_card_of_something_else_is_named(seen) -> None:  # noqa: ANN001
    card = next(it for it in seen("990100", "2023Q3").cards if it.title == "殡葬")

    assert f"{card.task.indicator.title}任务 <b>" in markup.card(card)
    assert "中性指标" not in markup.card(card)


def test_the_second_clause_of_a_year_keeps_its_period(seen) -> None:  # noqa: ANN001
    assert "；全年" in seen("000000", "2013").headline


def test_nothing_quarterly_is_missed_in_a_month_and_nothing_later_is_called_newest(
    seen,  # noqa: ANN001
    store: Store,
) -> None:
    for region in ("990100", "350000", "000000"):
        for period in picking.period_options(store.periods(region)):
            for it in seen(region, str(period)).remarks:
                if it.word == "缺数":
                    newest = Period.parse(it.text.rpartition("此前最新为")[2])
                    assert newest.end < period.end


def test_a_place_with_one_text_shows_chapters_and_no_cards(seen) -> None:  # noqa: ANN001
    shown = seen("370300", "2022")

    assert not shown.cards and shown.bars is None
    assert shown.headline.startswith(f"淄博市2022年有{len(shown.figures)}个数可查")
    quoted = [entry.figure.quotation for chapter in shown.chapters for entry in chapter.entries]
    assert any("年报率达到85%" in words for words in quoted)


def test_a_figure_of_a_part_keeps_its_scope(seen) -> None:  # noqa: ANN001
    names = [it.name for it in seen("370300", "2022").figures]

    assert "社会组织年报（年检）率（市管）" in names


def test_fujian_opens_with_cards_and_says_where_there_is_no_last_year(seen) -> None:  # noqa: ANN001
    shown = seen("350000", "2021Q2")

    assert shown.cards and "均无去年同期数" in shown.below
    assert all("同比" not in change.kind for card in shown.cards for change in card.changes)


def test_the_single_quarter_of_fujian_is_told_beside_its_total(seen) -> None:  # noqa: ANN001
    entries = [it for chapter in seen("350000", "2019Q2").chapters for it in chapter.entries]
    total = next(it for it in entries if it.figure.fact.indicator == "exp_total")

    assert "单季15.60亿元" in total.note and "单季环比下降3.9%" in total.note


def test_a_place_without_cards_leads_with_what_can_be_compared(seen) -> None:  # noqa: ANN001
    shown = seen("350000", "2019Q2")

    assert shown.headline.startswith("2019年1—6月福建省民政事业费31.83亿元，单季环比下降3.9%；")
    assert "可比的时期不足" not in shown.below


def test_figures_of_the_year_that_stop_short_of_its_end_are_counted(seen) -> None:  # noqa: ANN001
    told = [seen(region, period).below for region, period in (("370300", "2022"), ("350900", "2024"))]

    assert any("截至" in it for it in told)


def test_a_chart_is_titled_in_one_unit(seen) -> None:  # noqa: ANN001
    for period in ("2021Q4", "2022Q3", "2023Q2", "2023Q3"):
        bars = seen("990100", period).bars
        assert bars is None or not ("亿元" in bars.sentence and "万元" in bars.sentence)


def test_a_quotation_says_what_is_odd_in_its_source() -> None:
    assert markup.quoted_words("劝和率达到27。7%") == "“劝和率达到27。7%”（原文如此）"
    assert markup.quoted_words("全縣共有養老機構10家") == "“全縣共有養老機構10家”（原文为繁体）"
    assert markup.quoted_words("建成“长者食堂”8处") == "“建成‘长者食堂’8处”"


def test_a_period_without_figures_says_so(seen) -> None:  # noqa: ANN001
    shown = seen("370300", "2019Q1")

    assert shown.headline == "淄博市2019年一季度没有数据。"
    assert not (shown.cards or shown.chapters)


def test_every_period_of_every_kind_of_place_can_be_looked_at(seen, store: Store) -> None:  # noqa: ANN001
    for region in ("350000", "000000", "370300", "430500", "511725", "350900", "990100"):
        for period in picking.period_options(store.periods(region)):
            shown = seen(region, str(period))
            assert shown.headline.endswith("。") and shown.figures


# -- what is said ---------------------------------------------------------------------------------
def test_every_numeral_of_the_sentence_is_bound_to_a_figure(seen) -> None:  # noqa: ANN001
    for clause in seen("990100", "2023Q3").clauses:
        assert clause.figures


def test_the_task_that_lags_most_is_the_one_thing(seen) -> None:  # noqa: ANN001
    shown = seen("990100", "2023Q3")
    behind = [card for card in shown.cards if card.is_behind]

    assert shown.attention is min(behind, key=lambda card: card.completion.ahead)
    assert [remark.level for remark in shown.remarks].count("red") == 1


def test_neutral_indicators_say_that_they_are_not_judged(seen) -> None:  # noqa: ANN001
    for card in seen("990100", "2023Q3").cards:
        assert ("中性指标，不评优劣" in card.note) == (card.is_neutral and not card.completion)


def test_a_card_has_no_slot_for_a_change_that_cannot_be_told(seen) -> None:  # noqa: ANN001
    for card in seen("350000", "2021Q2").cards:
        assert all(change.value is not None for change in card.changes)
        assert all("：" in reason for reason in card.reasons)


def test_a_missing_headline_is_named_and_never_zero() -> None:
    facts = [fact(COUNT, "2022Q1", 100), fact(COUNT, "2022Q2", None), fact(STOCK, "2022Q2", 7)]
    shown = small(facts, "2022Q2")

    assert [it.fact.value for it in shown.figures] == [Decimal(7)]
    assert not shown.cards


# -- cards and history ----------------------------------------------------------------------------
def test_a_flow_is_drawn_as_single_quarters() -> None:
    totals = {"2021Q1": 10, "2021Q2": 30, "2021Q3": 60, "2021Q4": 100, "2022Q1": 20}
    facts = [fact(COUNT, period, value) for period, value in totals.items()]

    shelf = overview.Shelf(facts, SMALL, (), lambda code, at: "福建省", Period.parse("2022Q1"))
    (card,), absent = shelf.cards(HEADLINES)

    assert [it.value for it in card.history] == [10, 20, 30, 40, 20]
    assert {it.basis for it in card.history} == {Basis.QUARTER} and not absent


def test_years_apart_make_no_history() -> None:
    facts = [fact(COUNT, period, 5) for period in ("2010", "2014", "2018", "2022")]
    shelf = overview.Shelf(facts, SMALL, (), lambda code, at: "福建省", Period.parse("2022"))

    assert shelf.history("marriages") == ()


def test_an_absent_headline_tells_its_state_and_its_newest_period() -> None:
    facts = [fact(COUNT, "2022Q1", 5), fact(COUNT, "2022Q2", None, state=State.UNKNOWN)]
    shelf = overview.Shelf(facts, SMALL, (), lambda code, at: "福建省", Period.parse("2022Q2"))
    cards, (gone,) = shelf.cards(HEADLINES)

    assert not cards and (gone.state, str(gone.newest)) == ("不详", "2022Q1")


# -- pickers --------------------------------------------------------------------------------------
def test_a_year_and_its_fourth_quarter_are_one_choice(store: Store) -> None:
    counts = [
        PeriodCount(Period.parse(it), None, facts) for it, facts in (("2022", 3), ("2022Q4", 9), ("2021", 4))
    ]

    assert [str(it) for it in picking.period_options(counts)] == ["2022Q4", "2021"]
    assert picking.offered(Period.parse("2022"), picking.period_options(counts)) == Period.parse("2022Q4")


def test_the_dashboard_opens_on_a_real_place_with_several_periods(store: Store, regions: Regions) -> None:
    options = picking.region_options(store.places(), "", regions)

    assert picking.opening_region(options, "") == "350000"
    assert picking.opening_region(options, "370300") == "370300"
    assert len(picking.period_options(store.periods("350000"))) > 5


def test_former_codes_and_names_lead_to_the_present_place(regions: Regions) -> None:
    assert {picking.region_asked(it, regions) for it in ("370282", "370215", "即墨区")} == {"370215"}
    assert picking.region_asked("没有这个地方", regions) is None
    assert "演示数据" in picking.region_label("990100", regions)


def test_what_an_address_does_not_get_is_said(regions: Regions) -> None:
    assert picking.not_found("123456", None, None) == "没有代码为123456的地区"
    assert picking.not_found(None, None, None) == ""
    told = picking.left_out(["350000", "990101", "370100", "甲乙"], "990100", ["990101"], regions)

    assert (
        told
        == "未列入对比：福建省（演示数据不与真实数据并列）、济南市（演示数据不与真实数据并列）、甲乙（没有这个地区）"
    )


def test_a_newer_period_is_pointed_at() -> None:
    options = {Period.parse(it): 5 for it in ("2020", "2013")}

    assert picking.newer(Period.parse("2013"), options) == Period.parse("2020")
    assert picking.newer(Period.parse("2020"), options) is None


# -- 指标目录 -------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["dibao_persons", "城乡低保人数", "低保对象", "cxdbrs", "CXDBRS"])
def test_an_indicator_is_found_as_people_type(store: Store, typed: str) -> None:
    assert "dibao_persons" in [it.code for it in searching.search(typed, store.catalogue)[:5]]


def test_nothing_typed_finds_everything_and_nonsense_nothing(store: Store) -> None:
    assert len(searching.search(" ", store.catalogue)) == len(store.catalogue)
    assert searching.search("没有这样的指标", store.catalogue) == []


def test_the_issues_of_a_series_are_one_source() -> None:
    titles = (
        "甲市2022年四季度民政统计季报表", "甲市2023年一季度民政统计季报表", "甲市2023年三季度民政统计季报表", "甲市民政公报",
    )  # fmt: skip
    facts = [replace(fact(STOCK, "2023Q3", 5), source=Source(title, title)) for title in titles]

    said = sources_of(Figure(it, STOCK, "甲市") for it in facts)

    assert said == "《甲市民政统计季报表》（2022年四季度至2023年三季度，3件）、《甲市民政公报》"
