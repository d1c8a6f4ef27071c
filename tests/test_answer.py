"""年终答卷: which fact stands for a year, what it is compared with, and what is missing."""

from __future__ import annotations

from decimal import Decimal

from makers import COUNT, FLOW, RATE, RESIDENTS, SMALL, STOCK, fact

from minsheng import answer, shipped
from minsheng.answer import YearEnd
from minsheng.breaks import Break
from minsheng.facts import Basis, Fact, State, Status
from minsheng.period import Period
from minsheng.yearlines import Line

CHAPTERS = [{"chapter": "一老一小", "domain": ""}]


def year_end(*facts: Fact, year: int = 2022, breaks: tuple[Break, ...] = ()) -> YearEnd:
    return answer.year_end(facts, SMALL, breaks, lambda region, period: "福建省", "350000", year, CHAPTERS)


def only(shown: YearEnd) -> Line:
    (line,) = shown.lines
    return line


def test_the_stronger_vintage_of_the_year_and_its_last_quarter_stands() -> None:
    shown = year_end(fact(STOCK, "2022Q4", 100), fact(STOCK, "2022", 98, status=Status.FINAL))
    assert only(shown).figure.fact.value == 98
    assert only(shown).note == ""


def test_without_a_year_end_the_newest_period_stands_and_says_so() -> None:
    line = only(year_end(fact(STOCK, "2022Q2", 90), fact(STOCK, "2022-11", 95)))
    assert (line.figure.fact.value, line.note) == (95, "截至11月底")


def test_a_flow_of_eleven_months_is_compared_with_eleven_months_only() -> None:
    eleven, whole = fact(COUNT, "2022-11", 500), fact(COUNT, "2021Q4", 400)
    line = only(year_end(eleven, whole))
    assert line.note == "1—11月"
    assert (line.last_year, line.change.value) == (None, None)
    line = only(year_end(eleven, whole, fact(COUNT, "2021-11", 400)))
    assert line.change.value == 25


def test_an_unreported_year_end_yields_to_the_last_period_with_a_value() -> None:
    line = only(year_end(fact(STOCK, "2022Q4", None), fact(STOCK, "2022Q3", 90)))
    assert (line.figure.fact.value, line.note) == (90, "截至9月底")


def test_a_scope_stands_on_a_line_of_its_own_and_never_meets_the_whole() -> None:
    shown = year_end(fact(STOCK, "2022", 30, scope="市管"), fact(STOCK, "2021", 100))
    assert only(shown).figure.name == "养老床位合计（市管）"
    assert only(shown).last_year is None
    assert [(item.name, item.state) for item in shown.missing] == [("养老床位合计", "无数据")]


def test_since_and_target_are_told_apart_from_the_year() -> None:
    shown = year_end(
        fact(COUNT, "2022", 12),
        fact(COUNT, "2022", 90, basis=Basis.SINCE, since_from="2017-11"),
        fact(COUNT, "2022", 10, basis=Basis.TARGET),
    )
    year, since = shown.lines
    assert year.completion is not None and year.completion.rate == 120
    assert year.target is not None and year.target.fact.value == 10
    assert since.figure.when == "2017年11月至2022年底"
    assert (since.completion, since.change.value, since.growth.value) == (None, None, None)


def test_a_target_without_an_outcome_still_shows() -> None:
    line = only(year_end(fact(COUNT, "2022", 800, basis=Basis.TARGET)))
    assert "目标为800对" in line.sentence


def test_a_rate_is_computed_from_its_operands_and_says_how() -> None:
    shown = year_end(
        fact(STOCK, "2022Q4", 200),
        fact(RESIDENTS, "2022Q4", 100),
        fact(STOCK, "2021Q4", 200),
        fact(RESIDENTS, "2021Q4", 90),
    )
    rate = next(line for line in shown.lines if line.figure.indicator is RATE)
    assert rate.figure.fact.value == 50
    assert rate.figure.fact.derivation is not None
    assert (rate.change.value, rate.change.unit) == (5, "百分点")
    assert rate.growth.value is None


def test_a_break_in_an_operand_forbids_comparing_the_rate() -> None:
    operands = [
        fact(kind, f"{year}Q4", number)
        for kind, number in ((STOCK, 200), (RESIDENTS, 90))
        for year in (2021, 2022)
    ]
    cut = Break("beds", "", Period.parse("2022Q1"), "床位口径变动")
    rate = next(line for line in year_end(*operands, breaks=(cut,)).lines if line.figure.indicator is RATE)
    assert rate.change.value is None
    assert "床位口径变动" in rate.change.reason


def test_growth_spans_five_years_or_the_four_of_a_five_year_window() -> None:
    line = only(year_end(fact(STOCK, "2022", 14641), fact(STOCK, "2018", 10000)))
    assert line.growth.value is not None and round(line.growth.value, 6) == 10
    assert line.growth.base_period == Period.of_year(2018)
    assert "年均增长以2018年为基期" in line.remarks


def test_missing_says_why_and_when_it_was_last_known() -> None:
    shown = year_end(fact(STOCK, "2022Q4", None), fact(STOCK, "2021Q4", 5), fact(COUNT, "2020", 7))
    assert [(item.name, item.state, str(item.newest)) for item in shown.missing] == [
        ("养老床位合计", "未报", "2021Q4"),
        ("结婚登记", "无数据", "2020"),
    ]
    assert shown.lines == ()


def test_what_a_place_gave_up_long_ago_or_began_later_is_not_missing() -> None:
    shown = year_end(fact(STOCK, "2019Q4", 5), fact(COUNT, "2023", 7))
    assert shown.missing == ()


def test_below_the_smallest_unit_is_a_figure_not_a_gap() -> None:
    tiny = fact(FLOW, "2022Q4", None, state=State.BELOW_UNIT)
    assert only(year_end(tiny)).figure.display == "不足最小单位"


def test_a_press_figure_carries_its_quotation() -> None:
    line = only(year_end(fact(STOCK, "2022", 161, status=Status.PRESS, locator="全市养老机构161家")))
    assert line.figure.quotation == "全市养老机构161家"


def test_a_single_quarter_never_stands_for_a_year() -> None:
    shown = year_end(fact(COUNT, "2022Q1", 10, basis=Basis.QUARTER), fact(COUNT, "2022Q2", 30))
    assert [line.figure.fact.basis for line in shown.lines] == [Basis.YTD]
    alone = only(year_end(fact(COUNT, "2022Q1", 10, basis=Basis.QUARTER)))
    assert alone.note == "只有2022年一季度单季数"


def test_the_sentence_tells_change_and_completion() -> None:
    line = only(
        year_end(
            fact(COUNT, "2022", 110), fact(COUNT, "2021", 100), fact(COUNT, "2022", 100, basis=Basis.TARGET)
        )
    )
    assert line.sentence == "2022年，福建省结婚登记110对，同比增长10.0%，超额完成年度目标（110.0%）。"


def test_every_domain_of_the_catalogue_has_a_chapter() -> None:
    domains = {row["domain"] for row in shipped.rows_of("chapters.csv")}
    assert {indicator.domain for indicator in shipped.catalogue()} <= domains


def test_what_is_restricted_never_shows() -> None:
    catalogue = shipped.catalogue()
    hidden = next(indicator for indicator in catalogue if indicator.sensitivity == "restricted")
    secret = fact(hidden, "2022", 3)
    shown = answer.year_end([secret], catalogue, (), lambda region, period: "", "350000", 2022, [])
    assert (shown.lines, shown.missing) == ((), ())


def test_years_are_those_with_values() -> None:
    assert answer.years(
        [fact(STOCK, "2021", 1), fact(STOCK, "2022Q1", None), fact(STOCK, "2020Q3", Decimal(2))]
    ) == [2021, 2020]
