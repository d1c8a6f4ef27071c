"""What a comparison of a draft is held against: another year, a span of years, another place, another indicator."""

from __future__ import annotations

import pytest

from minsheng.claims import against
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification

TITLE = "演示市民政局2022年工作总结\n\n"


@pytest.fixture
def last(store: Store, regions: Regions):
    """The verdict and cause of the last number of a sentence about 演示市, 2022."""

    def call(sentence: str, title: str = TITLE, region: str = "990100") -> tuple[str, str]:
        finding = verification.judged(title + sentence, store, regions, region, 2022).findings[-1]
        return finding.verdict.value, finding.cause.value if finding.cause else ""

    return call


# 低保对象 2019…2022: 101038, 99635, 98422, 97108; 长者食堂 90, 108, 164, 273; 养老机构床位 18556, 19448, 20585, 21799
SPANS = [
    "2019年以来，全市低保对象累计减少3930人。",
    "2019年以来，全市低保对象累计减少3930人，下降3.9%。",
    "三年间，全市养老机构床位由18556张增加到21799张，增长17.5%。",
    "三年来，全市养老机构床位净增3243张。",
    "与2019年相比，养老机构床位增长17.5%。",
    "养老机构床位较三年前增加3243张。",
    "2019—2022年，长者食堂由90处增至273处，年均增长44.8%。",
    "长者食堂三年增加183处。",
    "全市长者食堂273处，较2019年增加183处，增长2.03倍。",
    "长者食堂273处，是2019年的3.03倍。",
    "长者食堂273处，约为三年前的3倍。",
    "长者食堂是去年的1.66倍。",
    "“十四五”以来，全市长者食堂净增165处。",
    "养老机构床位较“十三五”末增加2351张。",
    "低保对象同比少了1314人，降幅1.3%，降幅比上年扩大0.1个百分点。",
    "长者食堂增长66.5%，增速比上年加快14.6个百分点。",
]
PLACES = [
    "云岫县低保对象比西岑区多7238人。",
    "城市低保标准云岫县与西岑区相差20元。",
    "云岫县城市低保标准每人每月790元，比全市平均水平高37元。",
    "西岑区长者食堂数量是云岫县的1.16倍。",
    "西岑区、云岫县低保对象合计22202人。",
    "云岫县低保对象占全市的15.2%。",
]
INDICATORS = [
    "结婚登记比离婚登记多10953对。",
    "分散供养人数比集中供养人数多2418人。",
    "城市低保标准每人每月753元，比农村高217元。",
    "养老机构床位数是长者食堂数的79.85倍。",
]


@pytest.mark.parametrize("sentence", [*SPANS, *PLACES, *INDICATORS])
def test_a_right_comparison_is_confirmed(last, sentence: str) -> None:
    assert last(sentence)[0] in ("match", "rounded"), last(sentence)


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("三年来，全市养老机构床位净增2343张。", "digits"),
        ("与2019年相比，养老机构床位增长15.7%。", "digits"),
        ("与2019年相比，养老机构床位下降17.5%。", "direction"),
        ("云岫县低保对象比西岑区少7238人。", "direction"),
        ("云岫县低保对象比西岑区多7328人。", "digits"),
        ("西岑区、云岫县低保对象合计22022人。", "digits"),
        ("结婚登记比离婚登记多10935对。", "digits"),
        ("长者食堂增长66.5%，增速比上年放缓14.6个百分点。", "direction"),
        ("西岑区长者食堂数量是云岫县的1.61倍。", "digits"),
    ],
)
def test_a_wrong_comparison_is_caught_with_its_cause(last, sentence: str, cause: str) -> None:
    assert last(sentence) == ("mismatch", cause)


@pytest.mark.parametrize(
    "sentence",
    [
        "近年来，全市养老机构床位大幅增长28.8%。",
        "建市以来，长者食堂累计增加260处。",
        "养老机构187家，职工1610人，比上年增加60人。",
        "节地生态安葬占安葬量的24.9%，比去年提高2.6个百分点。",
    ],
)
def test_what_has_no_base_that_is_told_is_not_accused(last, sentence: str) -> None:
    assert last(sentence)[0] == "unknown", last(sentence)


def test_the_base_year_of_a_text_holds_for_its_comparisons(last) -> None:
    title = "演示市民政事业发展规划评估\n\n本章以2020年为基期，以2022年末为评估时点。\n\n"
    assert last("长者食堂由108处增加到273处，增长152.8%。", title)[0] == "match"


def test_years_are_added_where_the_text_adds_them(last, store: Store) -> None:
    years = {
        fact.period.year: fact.value
        for fact in store.facts(regions=["990100"], indicators=["marriages"])
        if str(fact.period) in ("2021", "2022")
    }
    total = sum(years.values())
    assert last(f"2021、2022两年结婚登记合计{total}对。")[0] == "match"
    assert last(f"两年来累计办理结婚登记{total}对。")[0] == "match"
    assert last(f"2021、2022两年结婚登记合计{total + 9}对。")[0] == "mismatch"


def test_a_report_of_the_year_tells_the_year_end_and_a_dated_text_knows_nothing_later(
    last, store: Store
) -> None:
    beds = {
        str(fact.period): fact.value
        for fact in store.facts(regions=["990100"], indicators=["home_care_beds"])
        if str(fact.period).startswith("2022")
    }
    june, end = beds["2022Q2"], beds["2022Q4"]
    assert june != end
    assert last(f"家庭养老床位{june}张。") == ("mismatch", "period")
    assert last(f"家庭养老床位{june}张。", "演示市养老服务材料\n\n")[0] == "match"
    assert last(f"家庭养老床位{end}张。", "演示市养老服务材料\n2022年7月\n\n")[0] == "mismatch"


def test_the_words_of_a_span_give_the_years_it_may_begin_in() -> None:
    assert against.span("三年来,床位增加", 2022) == against.Against((2019, 2020))
    assert against.span("2019年以来,床位增加", 2022) == against.Against((2019, 2018))
    assert against.span("今年以来,床位增加", 2022) is None
    assert against.span("2019年以来,床位达到§张,比上年增加", 2022) is None
    assert against.span("连续三年增长,增长", 2022) is None


REVIEW = (
    "跨越山海这三年\n——2020至2022年演示市民政事业发展回眸\n\n从2019年末到2022年末，全市民政系统真抓实干。\n\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "农村低保标准由每年5064元提高到6432元。",
        "农村低保标准由每年5064元提高到6432元，提高27.0%。",
        "长者食堂从90处发展到273处，是三年前的3倍。",
        "三年净减3930人；城市低保减少2486人，农村低保减少1444人。",
    ],
)
def test_a_review_of_some_years_compares_with_the_year_before_the_first(last, sentence: str) -> None:
    verdict, _ = last(sentence, REVIEW)
    assert verdict != "mismatch" or sentence.startswith("三年净减"), last(sentence, REVIEW)


def test_a_start_without_its_year_may_be_of_any_year_before(last) -> None:
    assert last("长者食堂从90处增加到273处，增长203.3%。")[0] == "match"
    assert last("长者食堂从164处增加到273处，增长66.5%。")[0] == "match"
    assert last("长者食堂从164处增加到273处，增长56.5%。")[0] == "mismatch"


def test_a_series_of_years_is_of_what_was_named_before_it(last) -> None:
    assert last("长者食堂逐年增加：2019年90处，2020年108处，2021年164处。")[0] == "match"
    assert last("长者食堂逐年增加：2019年90处，2020年180处。") == ("mismatch", "digits")


@pytest.mark.parametrize(
    "sentence",
    [
        "每百名常住居民中，就有近22名是60岁以上的老人。",
        "让儿童机构床位真正用好，眼下在院160人，使用率34.0%。",
        "享受高龄津贴的老年人106333人，享受护理补贴的9552人。",
        "城市低保家庭15250户、新增276户。",
    ],
)
def test_what_only_looks_like_a_figure_of_ours_is_not_accused(last, sentence: str) -> None:
    assert last(sentence)[0] != "mismatch", last(sentence)


def test_an_amount_after_a_part_by_area_is_that_parts(last, store: Store) -> None:
    (spent,) = {
        fact.value
        for fact in store.facts(regions=["990100"], indicators=["exp_urban_dibao"])
        if str(fact.period) == "2022Q4"
    }
    assert last(f"全市享受城市低保24573人，全年发放低保金{spent / 10000:f}万元。")[0] in ("match", "rounded")


@pytest.mark.parametrize(
    "sentence",
    [
        "市委、市政府把新建100处长者食堂列入民生实事，实际建成109处。",
        "市政府民生实事确定新建长者食堂100处，实际新建109处，超额9处。",
        "新建长者食堂109处，超出100处的年度任务9处。",
        "云岫县入住率46.9%，低于全市49.7%的平均水平2.8个百分点。",
        "云岫县城市低保标准790元/月，西岑区为770元/月，两地相差20元。",
        "2020至2022年分别新建长者食堂18处、56处、109处。",
        "农村低保标准，西岑区、柳渡县同为6840元。",
    ],
)
def test_tasks_levels_beside_and_lists_of_years_are_read(last, sentence: str) -> None:
    assert last(sentence)[0] in ("match", "rounded"), last(sentence)


def test_a_standard_since_a_month_and_a_wholes_number_that_is_its_parts(last, store: Store) -> None:
    """自7月起 holds from then on; of what the sentence speaks of, the number of a part is a wrong one."""
    assert last("自7月起，农村低保标准调整为每人每年6432元。")[0] == "match"
    parts = {
        str(fact.period): fact.value
        for fact in store.facts(regions=["990100"], indicators=["rural_dibao_new_persons"])
    }
    rural = parts.get("2022", parts["2022Q4"])
    assert last(f"全市低保对象97108人，当年新纳入{rural}人。") == ("mismatch", "indicator")


@pytest.mark.parametrize(
    ("sentence", "told", "periods"),
    [
        (
            "2021、2022两年结婚登记合计34563对。",
            "2022年结婚登记（2021、2022年合计）为34562对",
            ["2021", "2022"],
        ),
        (
            "西岑区、云岫县低保对象合计22022人。",
            "演示市2022年底城乡低保人数（西岑+云岫）为22202人",
            ["2022", "2022"],
        ),
    ],
)
def test_a_sum_is_called_a_sum_and_its_sources_are_what_was_added(
    store: Store, regions: Regions, sentence: str, told: str, periods: list[str]
) -> None:
    """Nobody stores the sum of two years: it must not be told, or cited, as the figure of the last."""
    finding = verification.judged(TITLE + sentence, store, regions, "990100", 2022).findings[-1]
    assert told in finding.message
    assert [str(fact.period) for fact in finding.expected] == periods
    assert all(fact.derivation is None for fact in finding.expected)
