"""Reading a draft: which numbers are statistics, what they are worth, what they are said of, and where they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng import places, shipped
from minsheng.claims import claims, files
from minsheng.claims.claims import Claim
from minsheng.claims.text import normalise
from minsheng.facts import Approx, Basis

DRAFTS = Path(__file__).parent / "data" / "drafts"
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "seeds"
Read = Callable[..., list[Claim]]


def extract(text: str, region: str | None = "990100", year: int | None = 2022) -> list[Claim]:
    """The claims of a text about the invented city, 2022."""
    return claims.extract(
        text, catalogue=shipped.catalogue(), regions=places.regions(), region=region, year=year
    )


def only(text: str) -> Claim:
    """The one claim of a text."""
    found = extract(text)
    assert len(found) == 1, [claim.quote for claim in found]
    return found[0]


# -- numbers --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "value", "unit", "approx"),
    [
        ("1.7万余人", "17000", "人", Approx.OVER),
        ("145余万元", "1450000", "元", Approx.OVER),
        ("近1。1萬具", "11000", "具", Approx.NEAR),
        ("约1.27亿元", "127000000", "元", Approx.ABOUT),
        ("３，４５０张", "3450", "张", Approx.EXACT),
        ("5 300余人", "5300", "人", Approx.OVER),
        ("一千二百三十六人", "1236", "人", Approx.EXACT),
        ("两万名", "20000", "人", Approx.EXACT),
        ("九成五", "95", "%", Approx.EXACT),
        ("百分之十", "10", "%", Approx.EXACT),
        ("98%以上", "98", "%", Approx.AT_LEAST),
        ("不足300户", "300", "户", Approx.BELOW),
        ("10万人(次)", "100000", "人次", Approx.EXACT),
        ("753元/人·月", "753", "元/人·月", Approx.EXACT),
        ("1.17:1", "1.17", "倍", Approx.EXACT),
        ("十余家", "10", "家", Approx.OVER),
    ],
)
def test_a_number_is_worth_what_it_says(written: str, value: str, unit: str, approx: Approx) -> None:
    claim = only(f"全市某项工作达到{written}，成效明显。")
    assert (claim.quote, claim.value, claim.unit, claim.approx) == (written, Decimal(value), unit, approx)


def test_a_range_has_two_ends() -> None:
    claim = only("救助标准为3万～5万元。")
    assert (claim.value, claim.value_to) == (30000, 50000)


def test_a_fall_is_signed() -> None:
    assert only("离婚登记同比下降12%。").value == -12


@pytest.mark.parametrize(
    "text",
    [
        "2022年6月20日，94岁的老人说起往事。",
        "创新“14+N+1”工作模式，参与“99公益日”活动。",
        "印发文件（民发〔2022〕15号），落实第三十二条规定。",
        "拨打12345热线，实行24小时值守。",
        "为80周岁以上老年人提供服务，位列全省第3位。",
        "完善县、乡、村三级网络，推进四个创新，办好十件大事。",
        "“血透100”“5·20”“3510”等项目深入人心。",
        "对人均收入低于低保标准1.5倍的家庭给予救助。",
        "据《养老服务规划》（2020—2035年）的要求，建成15分钟服务圈。",
        "来源：某某日报 浏览次数：1286",
        "被评为4A级机关，5A级景区旁的服务点最受欢迎。",
        "“我今年72岁了，每个月能领到830元，日子有奔头。”",
        "两菜一汤，收我8块钱。",
        "最少的县，为八个县级单位中最少。",
    ],
)
def test_what_is_no_statistic_is_not_flagged(text: str) -> None:
    assert [claim.quote for claim in extract(text)] == []


def test_work_counts_of_a_bureau_are_figures() -> None:
    found = extract("将82项重点任务细化为242项具体工作，出台17个政策文件。")
    assert [(claim.quote, claim.indicator) for claim in found] == [
        ("82项", "key_tasks"), ("242项", "key_task_works"), ("17个", "policy_documents"),
    ]  # fmt: skip


# -- indicators -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("保障城乡低保对象5039户9822人。", ["dibao_households", "dibao_persons"]),
        (
            "低保对象97108人，其中城市2万人、农村7万人。",
            ["dibao_persons", "urban_dibao_persons", "rural_dibao_persons"],
        ),
        (
            "惠及19023名困难残疾人和23542名重度残疾人。",
            ["disability_living_persons", "disability_nursing_persons"],
        ),
        ("城乡低保标准分别达到753元和536元。", ["urban_dibao_standard", "rural_dibao_standard"]),
        (
            "农村低保、农村特困救助标准增幅均超过20%。",
            ["rural_dibao_standard_growth", "rural_tekun_standard_growth"],
        ),
        (
            "办理结婚登记164对，离婚登记54对，同比分别下降9.7%和3.2%。",
            ["marriages", "divorces_registered"] * 2,
        ),
        ("家庭养老床位从120张增加到200张，增长66.7%。", ["home_care_beds"] * 3),
        ("临时救助人次由2021年1—3月的79人次增加到126人次。", ["temp_assist_cases"] * 2),
        ("低保人数由2021年3月底的4900人减少到4848人。", ["dibao_persons"] * 2),
        ("2020年1—3月流浪乞讨人员救助发放资金0.2万元。", ["exp_vagrant"]),
        ("城市最低生活保障发放资金637万元。", ["exp_urban_dibao"]),
        ("走访慰问孤儿120名。", [None]),
        ("3A级以上社会组织21家。", [None]),
        ("低保重度残疾人164人。", ["dibao_severe_disabled"]),
        ("从社会组织看，云岫县462个，西岑区397个。", ["social_orgs"] * 2),
        ("1.长者食堂建设。年度任务60处，已建成48处，完成率80%，还差12处。", ["canteens_new"] * 4),
        ("再开一批长者食堂，全年任务60处，上半年已开28处。", ["canteens_new"] * 2),
        ("长者食堂48处，去年6月底只有31处。", ["canteens"] * 2),
        ("志愿服务记录时长今年为2470997小时。", ["volunteer_hours"]),
        ("特困对象3651名在机构集中供养。", ["tekun_centralized"]),
        ("半护理特困人员1928人，比上年增加24人。", ["tekun_semi_disabled"] * 2),
        ("82家社会组织今年被依法注销。", ["social_orgs_cancelled"]),
        ("完全丧失生活自理能力的特困人员，年末有1374名。", ["tekun_full_disabled"]),
        ("在城市，享受最低生活保障的有24573人。", ["urban_dibao_persons"]),
        ("落实《养老服务条例》，对3家不达标机构依法取消备案。", [None]),
        ("民非单位由2112家发展到2173家。", ["private_nonprofits"] * 2),
        ("社会团体、基金会依次为1777家、6家。", ["social_associations", "foundations"]),
        ("农村低保对象占全市低保对象的74.7%，年末为72535人。", [None, "rural_dibao_persons"]),
        ("新建长者食堂18处，完成年度任务的120%，累计达到46处。", ["canteens_new"] * 2 + ["canteens"]),
        ("社会福利支出增长8.0%，总额4.56亿元。", ["exp_social_welfare"] * 2),
        ("低保对象中，老年人355人、重度残疾人164人。", ["dibao_elderly", "dibao_severe_disabled"]),
        ("散居孤儿的月保障标准，由1390元调至1470元。", ["orphan_standard_scattered"] * 2),
        ("2470997小时，这是全市志愿者交出的志愿服务时长。", ["volunteer_hours"]),
        ("其他提供住宿的民政机构有8个。", ["other_residential_institutions"]),
        ("372处公益性公墓共提供墓穴329381个。", ["cemeteries_public", "public_graves"]),
        ("城市低保支出增长6.7%，总额1.75亿元。", ["exp_urban_dibao"] * 2),
        ("两项补贴资金由财政足额保障，全市共拨付16255.5万元。", ["exp_disability_subsidies"]),
        ("孤儿人数连续回落，上年末643人，今年末608人。", ["orphans"] * 2),
        ("8506位农村特困人员在享受救助供养，上年末为8525位。", ["rural_tekun_persons"] * 2),
        ("新增养老床位1214张，超出年初任务1050张的要求。", ["elderly_beds_new"] * 2),
        ("新增养老床位任务完成率为115.6%。", ["elderly_beds_new"]),
        ("精神疾病服务机构床位420张，床位使用率83.3%。", ["mental_beds", None]),
        ("每支出100元民政事业费，就有53.3元用于社会救助。", [None, None]),
        ("每办理100对结婚登记，对应离婚登记33.2对。", [None, None]),
        ("平均每家养老机构有床位154张。", [None]),
        ("人均民政事业费支出326元。", [None]),
        ("在册低保对象97108人，里头农村的72133人。", ["dibao_persons", "rural_dibao_persons"]),
    ],
)
def test_a_number_is_said_of_its_indicator(text: str, codes: list[str | None]) -> None:
    assert [claim.indicator for claim in extract(text)] == codes


def test_a_number_for_two_indicators_stands_twice_at_one_place() -> None:
    one, two = extract("农村低保、农村特困救助标准增幅均超过20%。")
    assert (one.start, one.end) == (two.start, two.end) and one.indicator != two.indicator


def test_what_is_none_of_ours_keeps_its_own_noun() -> None:
    claim = only("全年修建文化广场36处。")
    assert claim.indicator is None and "文化广场" in claim.indicator_name


# -- measure, time, place -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("建成长者食堂273处，超额完成100处的年度任务。", ["actual", "target"]),
        ("明年计划新增养老床位300张。", ["planned"]),
        ("入住率提高1.2个百分点，结婚登记下降9.7%。", ["change", "growth"]),
        ("护理型床位占养老机构床位的54.1%。", ["share"]),
        ("城市低保标准提高到753元/人·月。", ["standard"]),
        ("城乡低保标准之比为1.17:1。", ["ratio"]),
        ("长者食堂年度任务60处，已建成48处，还差12处。", ["target", "actual", "change"]),
        ("低保对象97108人（去年同期97308人），减少200人。", ["actual", "actual", "change"]),
        ("临时救助支出2103万元，多了33.9%。", ["actual", "growth"]),
    ],
)
def test_the_wording_says_what_the_number_is(text: str, measures: list[str]) -> None:
    assert [claim.measure.value for claim in extract(text)] == measures


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("截至11月份，保障孤困儿童1293人。", "2022-11"),
        ("前三季度，办理结婚登记900对。", "2022Q3"),
        ("2021年，办理结婚登记900对。", "2021"),
        ("办理结婚登记900对，比2021年少。", "2022"),
        ("今年开局良好。去年办理结婚登记900对。", "2021"),
        ("清明节期间，代客祭扫300人次。", "2022-04"),
        ("福彩销售较快系去年休市所致；办理结婚登记900对。", "2022"),
    ],
)
def test_date_words_narrow_the_time(text: str, period: str) -> None:
    assert str(only(text).period) == period


def test_what_goes_on_in_a_quarters_text_is_of_the_quarter() -> None:
    text = (
        "关于2022年三季度民政工作的通报\n截至2022年9月底,全市特困人员集中供养率61.5%。西岑区特困人员9724人。"
    )
    assert [str(claim.period) for claim in extract(text)] == ["2022Q3", "2022Q3"]


def test_so_many_of_it_per_something_is_not_the_thing() -> None:
    told = extract("全市每千名老年人长者食堂0.435处。全市每万人社会组织3.2个。全市社会组织4017个。")
    assert [claim.indicator for claim in told] == [None, "social_orgs_per_10k", "social_orgs"]


def test_a_part_that_is_done_is_not_the_whole() -> None:
    assert [claim.indicator for claim in extract("全年12项重点任务,已完成6项。")] == ["key_tasks", None]


def test_no_sentence_goes_on_in_an_annex() -> None:
    text = "各项指标按数值在零分值和满分值之间的位置计分,并列的同分,其余依次顺延\n附件4\n西岑区工作情况\n特困人数\n9月底\n584人"
    assert normalise(text).plain.split("\n")[1:3] == ["附件4", "西岑区工作情况"]


def test_a_place_named_in_the_sentence_overrides_the_texts_own() -> None:
    one, two = extract("云岫县低保对象7482人，全市低保对象97108人。")
    assert (one.region, two.region) == ("990122", "990100")


def test_what_a_bracket_says_of_the_time_is_over_with_it() -> None:
    text = "2022年上半年民政工作\n6月底低保对象97108人（去年同期97308人），减少200人。"
    assert [str(claim.period) for claim in extract(text)] == ["2022Q2", "2021Q2", "2022Q2"]


def test_all_that_a_clause_tells_of_a_place_is_of_that_place() -> None:
    found = extract(
        "从临时救助看，云岫县救助1180人次、支出207万元，次均1754元；西岑区救助1284人次、支出243万元。"
    )
    assert [claim.region for claim in found] == ["990122"] * 3 + ["990103"] * 2


def test_places_that_take_turns_may_be_said_to_be_few() -> None:
    found = extract("从低保规模看，全市97108人，云岫县、西岑区较少，分别为7924人和7675人。")
    assert [(claim.region, claim.indicator) for claim in found[1:]] == [
        ("990122", "dibao_persons"), ("990103", "dibao_persons"),
    ]  # fmt: skip


def test_a_place_has_a_share_of_what_the_whole_has() -> None:
    share = extract("全年临时救助支出2049万元，其中云岫县占15.4%。")[1]
    assert [(it.part, it.whole, it.wide) for it in share.quotients] == [
        ("exp_temp_assistance",) * 2 + ("全市",)
    ]
    share = only("云岫县低保人数占全市的16.9%。")
    assert (share.region, share.quotients[0].part, share.quotients[0].wide) == (
        "990122",
        "dibao_persons",
        "全市",
    )


def test_the_basis_follows_the_words() -> None:
    assert only("撤市设区以来，先后为35000余对新人办理结婚登记。").basis is Basis.SINCE
    assert only("全区年均保障城乡低保对象1.7万余人。").basis is Basis.AVERAGE
    assert only("办理结婚登记900对。").basis is Basis.YTD


def test_the_texts_own_place_and_year_are_read_from_it() -> None:
    claim = extract("淄博民政：2022年工作回顾\n\n淄博市建成长者食堂917处。", None, None)[0]
    assert (claim.region, str(claim.period)) == ("370300", "2022")


# -- offsets --------------------------------------------------------------------------------------
def test_a_number_split_by_captions_is_whole() -> None:
    text = (
        "全县不断加强设施建设，推动养老服务全面发展，现有养老床位25\n\n社工走进居民家。\n\n\n88张，老年群众的获得感不断增强，"
        "服务更有温度。\n"
    )
    claim = only(text)
    assert claim.value == 2588 and text[claim.start : claim.end] == claim.quote


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "全縣共有養老機構10家，",
                "近1。1萬具",
                "\n",
                " ",
                "“血透100”",
                "發放低保金４０萬元。",
                "一日三餐",
                "2022年",
                "9成的",
                "|",
                "和",
                "1.27:1",
            ]
        ),
        max_size=12,
    )
)
def test_offsets_lead_to_the_quotation(parts: list[str]) -> None:
    text = "".join(parts)
    for claim in extract(text):
        assert text[claim.start : claim.end] == claim.quote


@settings(max_examples=60)
@given(
    st.integers(min_value=2, max_value=999_999),
    st.integers(min_value=1, max_value=5),
    st.sampled_from(["", "\n", " "]),
)
def test_a_broken_line_or_a_space_does_not_change_a_number(value: int, cut: int, between: str) -> None:
    digits = str(value)
    at = min(cut, len(digits) - 1) if between == "\n" else len(digits)
    text = f"全县共有养老机构床位{digits[:at]}{between}{digits[at:]}张。"
    assert [claim.value for claim in extract(text)] == [value]


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    draft = normalise(text)
    assert len(draft.plain) == len(draft.origin)
    extract(text)


# -- whole texts ----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", sorted(path.stem for path in DRAFTS.glob("*.csv")))
def test_written_drafts_are_read_as_a_person_reads_them(name: str) -> None:
    text = (DRAFTS / f"{name}.txt").read_text(encoding="utf-8")
    with (DRAFTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    found = extract(text, None, None)
    places_found = {claim.quote: claim for claim in found}
    hits = [(row, places_found[row["quote"]]) for row in wanted if row["quote"] in places_found]
    assert len(hits) >= 0.95 * len(wanted)
    assert len({claim.quote for claim in found} - {row["quote"] for row in wanted}) <= 0.03 * len(wanted)
    worth = [row for row, claim in hits if (Decimal(row["value"]), row["unit"]) == (claim.value, claim.unit)]
    assert len(worth) >= 0.97 * len(hits)
    wrong = [row["quote"] for row, claim in hits if claim.indicator and row["indicator"] != claim.indicator]
    assert len(wrong) <= 0.05 * len(hits), wrong


@pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="THE FIVE REFERENCE TEXTS ARE NOT HERE: their figures are not checked"
)
def test_the_five_reference_texts_are_read_completely() -> None:
    with (REFERENCE / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (REFERENCE / "nonfigures.csv").open(encoding="utf-8", newline="") as file:
        traps = list(csv.DictReader(file))
    for seed in {row["seed"] for row in rows}:
        found = extract((REFERENCE / f"{seed}.txt").read_text(encoding="utf-8"), None, None)
        spans = [(claim.start, claim.end) for claim in found]
        figures = [(int(row["char_start"]), int(row["char_end"])) for row in rows if row["seed"] == seed]
        assert all(any(s < end and start < e for s, e in spans) for start, end in figures)
        outside = [(s, e) for s, e in spans if not any(s < end and start < e for start, end in figures)]
        named = [(int(trap["char_start"]), int(trap["char_end"])) for trap in traps if trap["seed"] == seed]
        assert not [
            span for span in outside if any(span[0] < end and start < span[1] for start, end in named)
        ]
        assert not outside


def test_word_documents_are_read_by_paragraph_and_cell(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("全市共有养老机构142家。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "结婚登记", "16400对"
    document.save(str(tmp_path / "draft.docx"))
    assert files.opened_at(tmp_path / "draft.docx").text == "全市共有养老机构142家。\n结婚登记\n16400对"


# -- cells ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("cell", ["下降1.2%", "提高0.7个百分点", "同比增长3.4%"])
def test_a_change_alone_in_a_cell_is_no_statement_of_its_own(cell: str) -> None:
    assert extract(f"指标\n本年\n增减\n城乡低保人数\n95,989\n{cell}\n特困人数") == []
    assert [it.value for it in extract(f"城乡低保人数95989人，{cell}。")][0] == 95989
    assert len(extract(f"城乡低保人数95989人，{cell}。")) == 2
