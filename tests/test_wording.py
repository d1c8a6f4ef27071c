"""How a document words time, place, change, target and measure: one case a line, as a statistician would read it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from makers import COUNT, FLOW, RATE, SMALL, STOCK, fact

from minsheng import answer
from minsheng.catalogue import Indicator
from minsheng.facts import Approx, Basis, Fact
from minsheng.writing import patterns, wording
from minsheng.writing.binding import Register
from minsheng.writing.document import plain
from minsheng.writing.patterns import Pattern
from minsheng.writing.sentences import Speaker

CHAPTERS = [{"chapter": "一老一小", "domain": ""}]


def told(text: str, *facts: Fact, year: int = 2022) -> str | None:
    """A pattern filled with the figures of a year."""
    lines = answer.year_end(facts, SMALL, (), lambda region, period: "演示市", "350000", year, CHAPTERS).lines
    sentence = Speaker(lines, "全市", Register()).fill(Pattern("", "", patterns.parse(text)))
    return plain(sentence.spans) if sentence else None


def target(value: int, period: str = "2022", code: Indicator = COUNT) -> Fact:
    return replace(fact(code, period, value), basis=Basis.TARGET)


# -- time -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "period", "said"),
    [
        (STOCK, "2022Q4", "截至2022年底"),
        (STOCK, "2022", "截至2022年底"),
        (STOCK, "2022-11", "截至2022年11月底"),
        (STOCK, "2022Q2", "截至2022年6月底"),
        (FLOW, "2022Q4", "全年"),
        (FLOW, "2022", "全年"),
        (FLOW, "2022-11", "1—11月"),
        (FLOW, "2022Q3", "1—9月"),
        (FLOW, "2022Q2", "上半年"),
        (FLOW, "2022Q1", "1—3月"),
        (FLOW, "2022-01", "1月"),
    ],
)
def test_a_time_says_how_far_the_figure_goes(code: Indicator, period: str, said: str) -> None:
    assert wording.time(fact(code, period, 5)) == said


@pytest.mark.parametrize(
    ("basis", "start", "period", "said"),
    [
        (Basis.SINCE, "2017-11", "2022", "2017年11月以来"),
        (Basis.SINCE, "1950", "2021", "1950年以来"),
        (Basis.SINCE, "", "2021Q2", "截至2021年6月底"),
        (Basis.AVERAGE, "2017", "2022", "2017—2022年"),
        (Basis.MONTH, "", "2022-04", "4月"),
        (Basis.QUARTER, "", "2022Q3", "三季度"),
        (Basis.STANDARD, "", "2022Q4", "截至2022年底"),
        (Basis.TARGET, "", "2022", ""),
    ],
)
def test_a_time_says_what_the_basis_means(basis: Basis, start: str, period: str, said: str) -> None:
    assert wording.time(replace(fact(STOCK, period, 5), basis=basis, since_from=start)) == said


@pytest.mark.parametrize(
    ("code", "period", "lead", "said"),
    [
        (STOCK, "2022Q3", "2022Q4", "（截至9月底）"),
        (FLOW, "2022-11", "2022", "（1—11月）"),
        (FLOW, "2022", "2022-11", "（全年）"),
        (FLOW, "2022Q4", "2022", ""),
        (STOCK, "2022Q4", "2022Q3", "（截至年底）"),
    ],
)
def test_another_time_than_the_sentence_s_is_said_behind_the_number(
    code: str, period: str, lead: str, said: str
) -> None:
    assert wording.aside(fact(code, period, 5), fact(STOCK, lead, 5)) == said


# -- place and measure ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("place", "level", "whole", "office"),
    [
        ("淄博市", "prefecture", "全市", "淄博市民政局"),
        ("渠县", "county", "全县", "渠县民政局"),
        ("即墨区", "county", "全区", "即墨区民政局"),
        ("山东省", "province", "全省", "山东省民政厅"),
        ("北京市", "province", "全市", "北京市民政局"),
        ("大理白族自治州", "prefecture", "全州", "大理白族自治州民政局"),
        ("宣汉镇", "town", "全镇", "宣汉镇"),
        ("全国", "nation", "全国", "全国"),
        ("演示市本级", "own", "演示市本级", "演示市本级"),
    ],
)
def test_a_place_is_called_as_its_people_call_it(place: str, level: str, whole: str, office: str) -> None:
    assert (wording.whole(place), wording.office(place, level)) == (whole, office)


@pytest.mark.parametrize(
    ("text", "unit", "word", "said"),
    [
        ("161个", "个", "家", "161家"),
        ("2.3万人", "人", "名", "2.3万名"),
        ("3000余人", "人", "名", "3000余名"),
        ("80383人次/月", "人次/月", "人次", "80383人次"),
        ("917处", "处", "", "917处"),
        ("10%以上", "%", "家", "10%以上"),
    ],
)
def test_a_measure_word_takes_the_unit_s_place(text: str, unit: str, word: str, said: str) -> None:
    assert wording.with_word(text, unit, word) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("健康医药箱发放数", "健康医药箱发放"),
        ("重点任务项数", "重点任务"),
        ("福利彩票销售额", "福利彩票销售"),
        ("长者食堂", "长者食堂"),
    ],
)
def test_an_indicator_s_name_before_its_number_counts_once(name: str, said: str) -> None:
    assert wording.spoken(name) == said


# -- changes --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "then", "now", "period", "said"),
    [
        (STOCK, 1000, 1094, "2022Q4", "比上年末增长9.4%"),
        (STOCK, 1000, 988, "2022Q4", "比上年末下降1.2%"),
        (STOCK, 1000, 1000, "2022Q4", "与上年末持平"),
        (STOCK, 100000, 100010, "2022Q4", "与上年末基本持平"),
        (STOCK, 1000, 1094, "2022Q3", "同比增长9.4%"),
        (STOCK, 1000, 1000, "2022Q3", "与上年同期持平"),
        (COUNT, 1000, 1500, "2022Q4", "比上年增长50.0%"),
        (COUNT, 1000, 2130, "2022Q4", "比上年增长113.0%"),
        (COUNT, 1000, 500, "2022Q3", "同比下降50.0%"),
        (RATE, "55.1", "56.7", "2022Q4", "比上年提高1.6个百分点"),
        (RATE, "56.7", "55.1", "2022Q3", "同比降低1.6个百分点"),
        (STOCK, 0, 100, "2022Q4", ""),
        (STOCK, 5, 12, "2022Q4", ""),
    ],
)
def test_a_change_names_what_it_is_compared_with(
    code: str, then: object, now: object, period: str, said: str
) -> None:
    before = period.replace("2022", "2021")
    text = told(
        f"有{{{code.code}}}[，{{{code.code}:yoy}}]", fact(code, before, then), fact(code, period, now)
    )
    assert text.partition("，")[2] == said


def test_about_and_over_are_not_compared() -> None:
    text = told(
        f"有{{{STOCK.code}}}[，{{{STOCK.code}:yoy}}]",
        fact(STOCK, "2021Q4", 90),
        replace(fact(STOCK, "2022Q4", 100), approx=Approx.OVER),
    )
    assert "，" not in text


# -- targets --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("done", "goal", "said"),
    [
        (670, 300, "超额完成300"),
        (300, 300, "完成300"),
        (299, 300, "完成300"),
        (81, 100, "的81.0%"),
        (2999, 3000, "的99.97%"),
    ],
)
def test_a_target_is_met_exceeded_or_a_share_of_it_is_done(done: int, goal: int, said: str) -> None:
    text = told(f"新建{{{COUNT.code}}}[，{{{COUNT.code}:done}}]", fact(COUNT, "2022", done), target(goal))
    assert said in text
    assert ("超额" in text) == (done > goal)
    assert ("100.0%" in text) is False


def test_a_figure_that_is_about_is_not_set_against_a_target() -> None:
    about = replace(fact(COUNT, "2022", 300), approx=Approx.ABOUT)
    assert "任务" not in told(f"新建{{{COUNT.code}}}[，{{{COUNT.code}:done}}]", about, target(300))


# -- what a pattern leaves out --------------------------------------------------------------------
def test_what_is_missing_is_left_out_with_its_words() -> None:
    text = f"有{{{STOCK.code}}}[，其中{{{FLOW.code}}}][、{{{COUNT.code}}}]"
    assert told(text, fact(STOCK, "2022", 100)) == "有100张"
    assert "，其中7" in told(text, fact(STOCK, "2022", 100), fact(COUNT, "2022", 7))


def test_without_a_required_figure_or_with_zero_there_is_no_sentence() -> None:
    assert told(f"有{{{STOCK.code}}}，{{{COUNT.code}}}", fact(STOCK, "2022", 100)) is None
    assert told(f"有{{{STOCK.code}}}", fact(STOCK, "2022", 0)) is None


def test_a_figure_is_told_once() -> None:
    facts = (fact(STOCK, "2022", 100),)
    lines = answer.year_end(facts, SMALL, (), lambda r, p: "演示市", "350000", 2022, CHAPTERS).lines
    speaker = Speaker(lines, "全市", Register())
    pattern = Pattern("", "", patterns.parse(f"有{{{STOCK.code}}}"))
    assert speaker.fill(pattern) is not None
    assert speaker.fill(pattern) is None
    assert speaker.fill(pattern, once=False) is not None


def test_partial_figures_need_their_scope_named() -> None:
    part = replace(fact(COUNT, "2022", 145), scope="城关镇")
    assert told(f"完成{{{COUNT.code}}}", part) is None
    assert told(f"{{scope}}完成{{{COUNT.code}~}}", part).startswith("城关镇完成145")


def test_a_doubtful_figure_says_so() -> None:
    assert told(f"有{{{STOCK.code}}}", replace(fact(STOCK, "2022", 100), pending=True)).endswith("（待核）")


def test_a_level_that_moved_names_both_ends() -> None:
    tenth = Decimal("0.1")
    facts = (fact(RATE, "2021Q4", "55.1", resolution=tenth), fact(RATE, "2022Q4", "56.7", resolution=tenth))
    assert told(f"入住率{{{RATE.code}:shift}}", *facts) == "入住率由上年的55.1%提高到56.7%"
    assert told(f"入住率{{{RATE.code}:shift}}", facts[1]) == "入住率为56.7%"
