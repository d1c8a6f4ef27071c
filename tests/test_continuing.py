"""What a number says that names nothing itself: it goes on about what was told last, and is accused only of a plain slip."""

from __future__ import annotations

import pytest

from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.verification import Finding

TITLE = "演示市民政局2022年工作总结\n\n"


@pytest.fixture
def last(store: Store, regions: Regions):
    """The finding on the last number of a sentence about 演示市, 2022."""

    def call(sentence: str) -> Finding:
        return verification.judged(TITLE + sentence, store, regions, "990100", 2022).findings[-1]

    return call


# 长者食堂 2020…2022: 108, 164, 273, 新建 55 and 109 (任务 100); 护理型床位 2019, 2022: 7645, 11796; 临时救助 柳渡县 1014; 新增低保 6053, 退出 7367;
# 2022 节地生态安葬 6055 (任务 7400)
@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("全市长者食堂273处，今年新建109处，而年初定下的任务是100处。", "canteens_new"),
        ("全市长者食堂已铺开273处，一年前这个数字还是164处。", "canteens"),
        ("养老机构床位21799张，其中护理型床位增加得最快，2019年只有7645张。", "elderly_nursing_beds"),
        ("全市长者食堂273处。分到各地看，柳渡县最多，有35处。", "canteens"),
        ("全市临时救助11671人次，支出2000万元；柳渡县1014人次。", "temp_assist_cases"),
        ("长者食堂去年添了55处。", "canteens_new"),
        ("【生态安葬】目标：7400具。结果：6055具。", "eco_burials"),
        ("★ 特殊困难老年人家庭适老化改造\n目标：2000户　完成：2085户", "home_adaptation_households"),
        ("二看低保。人数过万的有：青岚市16410人。", "dibao_persons"),
    ],
)
def test_a_clause_that_names_nothing_goes_on(last, sentence: str, indicator: str) -> None:
    assert last(sentence).claim.indicator == indicator


@pytest.mark.parametrize(
    "sentence",
    [
        "全年12项重点任务，已完成6项。",
        "全市长者食堂273处，另有志愿服务队12处。",
        "新建示范性服务综合体3处，2021年只有2处。",
    ],
)
def test_a_part_or_something_else_does_not(last, sentence: str) -> None:
    assert last(sentence).verdict is verification.Verdict.UNKNOWN


def test_a_number_that_only_goes_on_is_not_accused_where_it_may_be_of_something_else(last) -> None:
    finding = last("全市长者食堂273处，眼下已有152处。")

    assert (finding.claim.goes_on, finding.verdict) == (True, verification.Verdict.UNKNOWN)


def test_a_plain_slip_is_told(last) -> None:
    finding = last("养老机构床位21799张，其中护理型床位增加得最快，2019年不过7654张。")

    assert (finding.claim.goes_on, finding.cause) == (True, verification.Cause.DIGITS)


@pytest.mark.parametrize(
    ("sentence", "indicator", "verdict"),
    [
        ("城乡低保对象97108人。其中老年人35262人，重度残疾人16514人。", "dibao_severe_disabled", None),
        ("低保户里，六十岁以上老人35262名，重度残疾人16514名。", "dibao_severe_disabled", None),
        ("全市残疾人事业稳步推进，重度残疾人护理补贴54993人。", "disability_nursing_persons", "match"),
    ],
)
def test_what_a_group_is_made_up_of_is_told_of_the_group(
    last, sentence: str, indicator: str, verdict: str | None
) -> None:
    finding = last(sentence)
    assert finding.claim.indicator == indicator
    assert verdict is None or finding.verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "regions_named"),
    [
        ("柳渡县、石塘县两县比较。孤儿柳渡53人，石塘36人。", ["990121", "990123"]),
        ("柳渡、石塘两县：常住人口柳渡最多，48.2万；石塘次之，38.9万。", ["990121", "990123"]),
        ("困境儿童，柳渡884人，石塘702人，其中重点困境儿童分别为89人、85人。", ["990121", "990123"] * 2),
        (
            "全市长者食堂273处，其中柳渡县35处、青岚市36处；医养结合机构43家。",
            ["990100", "990121", "990181", "990100"],
        ),
    ],
)
def test_whose_a_number_is(store: Store, regions: Regions, text: str, regions_named: list[str]) -> None:
    found = verification.judged(TITLE + text, store, regions, "990100", 2022).findings
    assert [it.claim.region for it in found] == regions_named


def test_the_whole_city_in_a_countys_text_is_the_city(store: Store, regions: Regions) -> None:
    text = "柳渡县民政局2022年工作总结\n\n全县孤儿53人，全市合计608人。"
    found = verification.judged(text, store, regions, "990121", 2022).findings
    assert [(it.claim.region, it.verdict.value) for it in found] == [("990121", "match"), ("990100", "match")]
