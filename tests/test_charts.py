"""Bars stand on zero, missing quarters stay empty, and the small histories need no script."""

from __future__ import annotations

from urllib.parse import unquote

from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.view import charts
from tests.makers import COUNT, FLOW, STOCK, fact, single


def figures(values: dict[str, int], indicator=FLOW) -> list[Figure]:  # noqa: ANN001
    return [
        Figure(single(fact(indicator, period, value)), indicator, "福建省")
        for period, value in values.items()
    ]


def test_money_is_drawn_in_yi_from_zero() -> None:
    drawn = charts.quarter_bars(
        figures({"2022Q1": 150_000_000, "2022Q2": 300_000_000}), Period.parse("2022Q2")
    )

    assert list(drawn.data[0].y) == [1.5, 3.0]
    assert drawn.layout.yaxis.rangemode == "tozero"
    assert any("亿元" in note.text for note in drawn.layout.annotations)


def test_a_missing_quarter_is_named_and_has_no_bar() -> None:
    drawn = charts.quarter_bars(figures({"2022Q1": 100, "2022Q3": 300}, COUNT), Period.parse("2022Q3"))
    notes = [note.text for note in drawn.layout.annotations]

    assert len(drawn.data[0].y) == 2
    assert notes.count("无数") == 1
    assert any(note.startswith("四季度") and "未到" in note for note in notes)


def test_only_the_last_bar_and_that_of_a_year_before_bear_numbers() -> None:
    values = {"2021Q2": 10, "2021Q3": 20, "2022Q2": 30, "2022Q3": 40}
    drawn = charts.quarter_bars(figures(values, COUNT), Period.parse("2022Q3"))
    told = [note.text for note in drawn.layout.annotations]

    assert "<b>40</b>" in told and "20" in told and "30" not in told and "10" not in told


def test_the_bars_are_told_in_words() -> None:
    assert charts.alt(figures({"2022Q1": 10}, COUNT)) == "柱状图，结婚登记，单季。2022年一季度10对。"


def test_a_history_does_not_join_figures_that_lie_apart() -> None:
    facts = [fact(STOCK, period, value) for period, value in (("2019Q1", 1), ("2019Q2", 2), ("2021Q4", 3))]
    picture = unquote(charts.spark(facts, bars=False))

    assert picture.count("<line") == 1 and picture.count("<circle") == 3


def test_a_history_of_a_flow_is_bars_to_scale() -> None:
    facts = [single(fact(COUNT, period, value)) for period, value in (("2022Q1", 50), ("2022Q2", 100))]
    picture = unquote(charts.spark(facts, bars=True))

    assert f'height="{charts.HIGH / 2:.1f}"' in picture and f'height="{charts.HIGH:.1f}"' in picture
    assert "从2022年一季度到2022年二季度" in picture


def test_no_history_is_no_picture() -> None:
    assert charts.spark([], bars=True) == ""
