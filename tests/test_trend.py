"""趋势: lines that cannot lie about their basis, their gaps and their breaks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import COUNT, FLOW, RATE, RESIDENTS, SMALL, STOCK, fact

from minsheng import choices, places, rates, shipped, trend
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, State
from minsheng.panels import Line, Mode, Trend
from minsheng.period import Period
from minsheng.view import charts_trend

REGIONS = places.regions()
FLOWS = [
    indicator
    for indicator in shipped.catalogue()
    if indicator.is_flow and indicator.sensitivity != "restricted"
]


def drawn(
    *facts: Fact, mode: Mode = Mode.SINGLE, breaks: tuple[Break, ...] = (), catalogue: Catalogue = SMALL
) -> Trend:
    return trend.trend(facts, catalogue, breaks, REGIONS, mode)


def only(shown: Trend) -> Line:
    (line,) = shown.lines
    return line


def values(line: Line) -> dict[str, Decimal | None]:
    return {str(point.period): point.value for point in line.points}


def runs(line: Line) -> list[list[str]]:
    return [[str(point.period) for point in run] for run in line.segments]


def test_the_second_quarter_of_fujian_is_told_as_a_single_quarter() -> None:
    first, second = fact(FLOW, "2019Q1", "1623049000"), fact(FLOW, "2019Q2", "3182704000")
    line = only(drawn(first, second))
    assert line.points[-1].figure is not None and line.points[-1].qoq is not None
    assert line.points[-1].figure.tabular.grouped == "155,965.5"
    assert round(line.points[-1].qoq.value or 0, 1) == Decimal("-3.9")


def test_a_total_to_date_begins_anew_every_year() -> None:
    ends = ("2020Q3", "2020Q4", "2021Q1", "2021Q2")
    line = only(
        drawn(*(fact(COUNT, period, 10 * (n + 1)) for n, period in enumerate(ends)), mode=Mode.TO_DATE)
    )
    assert runs(line) == [["2020Q3", "2020Q4"], ["2021Q1", "2021Q2"]]
    assert line.basis == "本年累计"


def test_a_quarter_whose_predecessor_is_missing_is_a_gap_with_its_reason() -> None:
    line = only(drawn(fact(COUNT, "2020Q1", 10), fact(COUNT, "2020Q3", 40), fact(COUNT, "2020Q4", 50)))
    assert values(line) == {"2020Q1": 10, "2020Q3": None, "2020Q4": 10}
    assert line.points[1].note == "缺上期累计数，算不出单季数"
    assert runs(line) == [["2020Q1"], ["2020Q4"]]


def test_unreported_is_a_gap_and_never_zero() -> None:
    shown = drawn(
        fact(STOCK, "2020Q1", 0), fact(STOCK, "2020Q2", None), fact(STOCK, "2020Q3", 5), mode=Mode.EACH
    )
    line = only(shown)
    assert "图中×处没有数：未报。" in shown.notes
    assert values(line) == {"2020Q1": 0, "2020Q2": None, "2020Q3": 5}
    assert line.points[1].note == "未报"
    assert runs(line) == [["2020Q1"], ["2020Q3"]]


def test_missing_quarters_are_named() -> None:
    shown = drawn(fact(STOCK, "2018Q2", 4), fact(STOCK, "2019Q2", 5), mode=Mode.EACH)
    assert shown.notes == ("福建省养老床位合计缺2018年三季度至2019年一季度数据。",)
    assert runs(only(shown)) == [["2018Q2"], ["2019Q2"]]


def test_year_ends_of_years_that_have_nothing_else_are_joined() -> None:
    line = only(drawn(*(fact(STOCK, str(year), year) for year in (2007, 2008, 2010)), mode=Mode.EACH))
    assert runs(line) == [["2007", "2008"], ["2010"]]


def test_months_between_quarters_stand_in_their_place() -> None:
    line = only(
        drawn(
            fact(STOCK, "2019Q4", 270),
            fact(STOCK, "2020-01", 271),
            fact(STOCK, "2020Q1", 272),
            mode=Mode.EACH,
        )
    )
    assert runs(line) == [["2019Q4", "2020-01", "2020Q1"]]


def test_a_break_ends_the_line_and_gives_no_rate() -> None:
    cut = Break("beds", "", Period.parse("2020-01"), "2020年1月起民族乡与乡并列统计")
    line = only(
        shown := drawn(fact(STOCK, "2019Q4", 270), fact(STOCK, "2020Q1", 251), mode=Mode.EACH, breaks=(cut,))
    )
    assert runs(line) == [["2019Q4"], ["2020Q1"]]
    assert line.points[1].qoq is not None and line.points[1].qoq.value is None
    assert "民族乡与乡并列统计" in "".join(shown.notes)


def test_jimo_is_one_line_across_its_new_code() -> None:
    shown = drawn(*(fact(STOCK, f"2017Q{n}", 100 + n, region="370215") for n in (2, 3, 4)), mode=Mode.EACH)
    assert runs(only(shown)) == [["2017Q2", "2017Q3", "2017Q4"]]
    assert [marker.kind for marker in shown.panels[0].markers] == ["rename"]
    picture = charts_trend.panel_figure(shown.panels[0])
    label = shown.panels[0].markers[0].period.name
    assert label in [note.text for note in picture.layout.annotations]
    assert len(picture.layout.shapes) == 1
    assert "即墨市（370282）改为即墨区（370215），数据连续" in shown.notes[0]


def test_unlike_units_and_unlike_bases_never_share_a_panel() -> None:
    shown = drawn(
        fact(STOCK, "2020Q1", 1),
        fact(COUNT, "2020Q1", 2),
        fact(FLOW, "2020Q1", 3),
        fact(RESIDENTS, "2020Q1", 4),
    )
    assert [(panel.unit, panel.basis) for panel in shown.panels] == [
        ("张", "期末"),
        ("对", "单季"),
        ("元", "单季"),
        ("人", "期末"),
    ]


def test_a_scope_is_a_line_of_its_own_and_named() -> None:
    shown = drawn(fact(STOCK, "2020Q1", 1, scope="市管"), fact(STOCK, "2020Q2", 2), mode=Mode.EACH)
    assert [line.name for line in shown.lines] == ["养老床位合计（市管）", "养老床位合计"]
    assert all(len(line.points) == 1 for line in shown.lines)


def test_figures_of_other_bases_are_listed_not_drawn() -> None:
    since = fact(COUNT, "2022", 35000, basis=Basis.SINCE, since_from="2017-11")
    shown = drawn(since, fact(COUNT, "2022", 1000), mode=Mode.TO_DATE)
    assert values(only(shown)) == {"2022": 1000}
    assert [each.fact for each in shown.aside] == [since]


def test_only_flows_offer_single_quarters() -> None:
    assert trend.modes([STOCK, RATE]) == (Mode.EACH, Mode.YEAR)
    assert trend.modes([STOCK, FLOW]) == (Mode.SINGLE, Mode.TO_DATE, Mode.YEAR)


def test_rates_are_recomputed_at_each_period_and_reported_ones_come_first() -> None:
    facts = [
        fact(kind, period, number)
        for kind, number in ((STOCK, 200), (RESIDENTS, 100))
        for period in ("2020Q1", "2020Q2")
    ]
    facts.append(fact(RATE, "2020Q2", 48))
    found = {str(each.period): each.value for each in rates.completed(facts, RATE, SMALL)}
    assert found == {"2020Q1": 50, "2020Q2": 48}
    assert rates.operands(RATE, SMALL) == ("residents", "beds")


def test_the_axis_counts_in_wan_and_yi() -> None:
    assert charts_trend.scale([Decimal("3182704000")], "元")[1] == "亿元"
    assert charts_trend.scale([Decimal(96214)], "人")[1] == "万人"
    assert charts_trend.scale([Decimal(14940)], "元/人·年")[1] == "元/人·年"


def test_the_picture_has_a_stroke_for_each_run_and_a_dashed_line_for_a_break() -> None:
    cut = Break("beds", "", Period.parse("2020-01"), "口径变动")
    shown = drawn(fact(STOCK, "2019Q4", 270), fact(STOCK, "2020Q1", 251), mode=Mode.EACH, breaks=(cut,))
    picture = charts_trend.panel_figure(shown.panels[0])
    assert [len(trace.x) for trace in picture.data] == [1, 1]
    assert [shape.line.dash for shape in picture.layout.shapes] == ["dash"]
    assert "口径" in charts_trend.alt(shown.panels[0])


@pytest.mark.parametrize("state", [state for state in State if state is not State.VALUE])
def test_no_state_is_drawn_as_a_number(state: State) -> None:
    shown = drawn(fact(STOCK, "2020Q1", 3), fact(STOCK, "2020Q2", None, state=state), mode=Mode.EACH)
    picture = charts_trend.panel_figure(shown.panels[0])
    strokes = [trace for trace in picture.data if trace.yaxis != "y2"]
    assert [y for trace in strokes for y in trace.y] == [3.0]


@given(
    st.sampled_from(FLOWS),
    st.lists(st.decimals(min_value=-(10**9), max_value=10**12, places=1), min_size=4, max_size=4),
)
def test_the_single_quarters_of_a_year_sum_to_its_total(flow: object, totals: list[Decimal]) -> None:
    catalogue = Catalogue([flow])
    facts = [fact(flow, f"2021Q{n}", total) for n, total in enumerate(totals, start=1)]
    line = only(drawn(*facts, catalogue=catalogue))
    assert sum(point.value or 0 for point in line.points) == totals[-1]


@given(
    st.dictionaries(
        st.sampled_from([f"{year}Q{n}" for year in (2019, 2020, 2021) for n in (1, 2, 3, 4)]),
        st.none() | st.integers(min_value=0, max_value=10**7),
        min_size=1,
    ),
    st.sampled_from([STOCK, RATE]),
    st.sampled_from([Mode.EACH, Mode.SINGLE, Mode.TO_DATE, Mode.YEAR]),
)
def test_stocks_and_ratios_are_shown_as_they_are_in_every_mode(
    reported: dict[str, int | None], indicator: object, mode: Mode
) -> None:
    shown = drawn(*(fact(indicator, period, value) for period, value in reported.items()), mode=mode)
    for line in shown.lines:
        assert values(line).items() <= reported.items()
        assert all(point.value is not None for run in line.segments for point in run)


def test_lone_totals_to_date_give_way_to_whole_years_and_name_their_months() -> None:
    lone = [fact(FLOW, "2013", "100"), fact(FLOW, "2014-02", "20"), fact(FLOW, "2015-05", "60")]
    assert trend.preferred(lone, SMALL, REGIONS) is Mode.YEAR
    joined = [*lone, fact(FLOW, "2015-08", "90")]
    assert trend.preferred(joined, SMALL, REGIONS) is Mode.TO_DATE
    (panel,) = drawn(*lone, mode=Mode.TO_DATE).panels
    texts = [text for trace in charts_trend.panel_figure(panel).data for text in trace.text or ()]
    assert texts == ["全年", "1—2月", "1—5月"]


def test_one_point_is_not_a_chart() -> None:
    (one,) = drawn(fact(STOCK, "2021", "5"), mode=Mode.YEAR).panels
    (two,) = drawn(fact(STOCK, "2021", "5"), fact(STOCK, "2022", "6"), mode=Mode.YEAR).panels
    assert (one.drawable, two.drawable) == (False, True)


def test_places_come_in_the_order_chosen_and_those_without_figures_are_named() -> None:
    facts = [fact(STOCK, "2021", "5", region="110000"), fact(STOCK, "2021", "6", region="350000")]
    ordered = choices.by_place(facts, ["350000", "110000", "120000"])
    assert [it.region for it in ordered] == ["350000", "110000"]
    assert choices.without(facts, ["350000", "110000", "120000"]) == ["120000"]


def test_the_opening_indicator_makes_a_line() -> None:
    options = ["org_a", "exp_total", "marriages"]
    assert choices.opening(options, {"exp_total": 4, "org_a": 11}) == ["exp_total"]
    assert choices.opening(options, {"exp_total": 1, "org_a": 3}) == ["org_a"]
    assert choices.opening(options, {"marriages": 1, "exp_total": 1, "org_a": 1}) == ["exp_total"]
    assert choices.opening(options, {}) == []
