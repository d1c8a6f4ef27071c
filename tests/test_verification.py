"""Judging a draft against the store: verdicts, causes, what is left open, and what cannot be known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minsheng.__main__ import main
from minsheng.claims import claims
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.verification import Finding

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "draft_with_five_errors.txt"
CITY, YEAR = "990100", 2022


@pytest.fixture
def judge(store: Store, regions: Regions):
    """Judges a sentence about 演示市, 2022."""

    def call(text: str, region: str = CITY, year: int | None = YEAR) -> list[Finding]:
        found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=region, year=year)
        return list(verification.verify(found, store, regions, region=region, year=year).findings)

    return call


def outcome(findings: list[Finding]) -> list[tuple[str, str | None]]:
    """Verdict and cause of each finding."""
    return [(finding.verdict.value, finding.cause.value if finding.cause else None) for finding in findings]


# The year-end facts of the city: 97108 people and 57684 households on 低保, 21799 beds in homes (2021: 20575 …).
@pytest.mark.parametrize(
    ("text", "verdict", "cause"),
    [
        ("截至2022年底，全市城乡低保对象97108人。", "match", None),
        ("2022年，全市人均民政事业费支出为326元。", "rounded", None),
        ("2022年末，农村低保对象占全市低保对象的74.7%。", "rounded", None),
        ("2022年末，农村低保对象占全市低保对象的64.7%。", "mismatch", "digits"),
        ("2022年末，全市低保户57684户，户均2人。", "rounded", None),
        ("2022年末，精神疾病服务机构床位420张，床位使用率83.3%。", "rounded", None),
        ("2022年末，精神疾病服务机构床位420张，床位使用率73.3%。", "mismatch", "digits"),
        ("2022年，节地生态安葬目标7400具，实际完成6059具，完成率81.9%。", "match", None),
        ("2022年，全市人均民政事业费支出为236元。", "mismatch", "digits"),
        ("2022年末，提供住宿的民政机构平均每家有床位144张。", "rounded", None),
        ("截至2022年底，全市城乡低保对象9.71万人。", "rounded", None),
        ("截至2022年底，全市城乡低保对象9.7万余人。", "rounded", None),
        ("截至2022年底，全市城乡低保对象近9.7万人。", "mismatch", "bound"),
        ("截至2022年底，全市城乡低保对象97180人。", "mismatch", "digits"),
        ("截至2022年底，全市城乡低保对象9.7108人。", "mismatch", "unit"),
        ("全年低保支出5.90亿元。", "rounded", None),
        ("全年低保支出5.90万元。", "mismatch", "unit"),
        ("云岫县低保对象7482人。", "mismatch", "region"),
        ("全年结婚登记比上年增长9.7%。", "mismatch", "direction"),
        ("全年结婚登记比上年下降9.7%。", "match", None),
        ("全年结婚登记比上年下降9.7个百分点。", "mismatch", "measure"),
        ("月服务老人2.8万人次。", "mismatch", "period"),
        ("建成长者食堂273处，月服务老人2.8万人次。", "mismatch", "period"),
        ("农村低保标准为每人每月536元。", "match", None),
        ("新建长者食堂109处，超额完成100处的年度任务。", "match", None),
        ("全年修建文化广场36处。", "unknown", None),
    ],
)
def test_a_number_is_judged_with_its_cause(judge, text: str, verdict: str, cause: str | None) -> None:  # noqa: ANN001
    assert (verdict, cause) in outcome(judge(text))


def test_the_example_draft_has_five_errors_and_no_other(judge) -> None:  # noqa: ANN001
    found = judge(EXAMPLE.read_text(encoding="utf-8"))
    wrong = [(f.claim.quote, f.cause.value) for f in found if f.verdict.value == "mismatch" and f.cause]
    assert wrong == [
        ("7482人", "region"), ("21979张", "digits"), ("2.8万人次", "period"), ("1.63万元", "unit"), ("9.7%", "direction"),
    ]  # fmt: skip
    assert {f.verdict.value for f in found} == {"match", "rounded", "mismatch"}


def test_a_mismatch_says_what_is_stored_and_what_to_write(judge) -> None:  # noqa: ANN001
    (finding,) = judge("截至2022年底，全市养老机构床位21979张。")
    assert "21799张" in finding.message and "可改为“21799张”" in finding.message
    assert finding.expected[0].value == 21799


@pytest.mark.parametrize(
    ("head", "cell", "mend"),
    [
        ("低保人数（人）", "97180", "97108"),
        ("低保人数（人）", "97,180", "97,108"),
        ("低保人数（人）", "97180人", "97108人"),
        ("低保人数（万人）", "9.17", "9.71"),
        ("低保支出（万元）", "59999.0", "59049.6"),
        ("农村低保标准（元/人·月）", "563", "536"),
    ],
)
def test_the_correction_of_a_table_cell_is_what_would_stand_in_the_cell(
    judge, head: str, cell: str, mend: str
) -> None:  # noqa: ANN001
    (finding,) = judge(f"表1　2022年底情况\n地区\t{head}\n全市\t{cell}\n")
    assert finding.message.endswith(f"可改为“{mend}”。")


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("全年结婚登记比上年下降8.7%。", "9.7%"),
        ("全年结婚登记比上年增长9.7%。", "下降9.7%"),
    ],
)
def test_the_correction_of_a_growth_stands_behind_the_verb_of_the_text(judge, text: str, mend: str) -> None:  # noqa: ANN001
    (finding,) = judge(text)
    assert finding.message.endswith(f"可改为“{mend}”。")


def test_a_growth_in_a_cell_is_mended_with_its_sign_and_without_the_sign_of_per_cent(judge) -> None:  # noqa: ANN001
    table = "指标\t单位\t2022年\t同比（%）\n结婚登记\t对\t16399\t8.8\n养老机构床位\t张\t21799\t+5.0\n"
    mends = [it.message.rpartition("可改为")[2] for it in judge(table) if it.verdict.value == "mismatch"]
    assert mends == ["“-9.7”。", "“+5.9”。"]


def test_where_the_number_stands_and_that_it_is_a_target_are_said_in_whole_sentences(judge) -> None:  # noqa: ANN001
    (finding,) = judge("云岫县低保对象7482人。")
    assert "张冠李戴（地区），与西岑区2022年底城乡低保人数7482人相符，" in finding.message
    (month,) = judge("月服务老人2.8万人次。")
    assert month.message.endswith("可改为“48928人次”。")
    target = judge("新建长者食堂109处，超额完成100处的年度任务。")[1]
    assert target.message == "“100处”一致：2022年新建长者食堂的目标为100处。"


def test_the_fact_that_explains_it_is_the_nearest(judge) -> None:  # noqa: ANN001
    (finding,) = judge("云岫县低保对象7482人。")
    assert finding.nearest[0].region == "990103"


def test_what_the_text_leaves_open_is_not_held_against_it(judge) -> None:  # noqa: ANN001
    (finding,) = judge("社会组织年报率达到85%。", "370300")
    assert finding.verdict.value == "match" and finding.expected[0].scope == "市管"


def test_a_number_without_a_stored_value_is_unknown_even_if_it_stands_elsewhere(judge) -> None:  # noqa: ANN001
    (finding,) = judge("全市结婚登记917对。", "370300", 2015)
    assert finding.verdict.value == "unknown" and not finding.expected


def test_a_year_admits_every_period_inside_it_and_date_words_narrow_it(judge, store: Store) -> None:  # noqa: ANN001
    quarter = store.facts(regions=[CITY], indicators=["marriages"], periods=[Period.quarter(YEAR, 3)])[0]
    written = f"办理结婚登记{quarter.value}对。"
    assert judge(written)[0].verdict.value == "match"
    assert judge(f"截至2022年底，{written}")[0].verdict.value == "mismatch"
    assert judge(f"前三季度，{written}")[0].verdict.value == "match"


def test_our_own_facts_verify_when_written_out(judge, store: Store) -> None:  # noqa: ANN001
    from minsheng.figure import Figure

    sentences = []
    for fact in store.facts(regions=[CITY], periods=[Period.quarter(YEAR, 4)]):
        if fact.has_value and fact.basis.value not in ("target", "quarter") and fact.scope == "全部":
            indicator = store.catalogue[fact.indicator]
            sentences.append(f"2022年底，全市{indicator.title}{Figure(fact, indicator, '').prose}。")
    found = judge("\n".join(sentences))
    wrong = [finding.message for finding in found if finding.verdict.value == "mismatch"]
    assert len([f for f in found if f.verdict.value != "unknown"]) >= 0.95 * len(sentences)
    assert wrong == []


def test_the_command_exits_one_exactly_when_there_is_a_mismatch(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    for text, code in (
        ("全市养老机构床位21979张。", 1),
        ("全市养老机构床位21799张。", 0),
        ("全市修建广场36处。", 0),
    ):
        draft.write_text(text, encoding="utf-8")
        call = [
            "verify",
            str(draft),
            "--region",
            CITY,
            "--year",
            str(YEAR),
            "--db",
            str(shipped_path),
            "--json",
        ]
        assert main(call) == code
        document = json.loads(capsys.readouterr().out)
        assert set(document) == {"figures", "summary"}
        assert set(document["figures"][0]) >= {
            "quote",
            "start",
            "end",
            "verdict",
            "cause",
            "expected",
            "nearest",
            "message",
        }


def test_extract_needs_no_store_and_says_only_the_words_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("全市养老机构床位21979张。", encoding="utf-8")
    assert main(["extract", str(draft), "--db", str(tmp_path / "none.duckdb"), "--json"]) == 0
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert list(figure) == [
        "quote", "start", "end", "value", "value_to", "unit", "approx", "measure", "indicator", "indicator_name", "scope",
        "region", "period", "basis",
    ]  # fmt: skip
    assert (figure["quote"], figure["value"], figure["unit"]) == ("21979张", "21979", "张")


@pytest.mark.parametrize("arguments", [["verify", "nowhere.txt"], ["extract", "nowhere.txt"]])
def test_a_missing_draft_is_a_wrong_call(arguments: list[str], shipped_path: Path, capsys) -> None:  # noqa: ANN001
    assert main([*arguments, "--db", str(shipped_path)]) == 2
    assert "不存在" in capsys.readouterr().err


def test_swapped_digits_are_caught_wherever_they_stand(judge, store: Store) -> None:  # noqa: ANN001
    from minsheng.figure import Figure

    sentences = []
    for fact in store.facts(regions=[CITY], periods=[Period.quarter(YEAR, 4)]):
        indicator = store.catalogue[fact.indicator]
        if not fact.has_value or fact.basis is not indicator.basis or fact.scope != "全部":
            continue
        prose = Figure(fact, indicator, "").prose
        places = [
            i for i in range(len(prose) - 1) if prose[i : i + 2].isdigit() and prose[i] > prose[i + 1] > "0"
        ]
        if places:
            at = places[-1]
            wrong = prose[:at] + prose[at + 1] + prose[at] + prose[at + 2 :]
            sentences.append(f"2022年底，全市{indicator.title}{wrong}。")
    found = judge("\n".join(sentences))
    caught = [finding for finding in found if finding.verdict.value == "mismatch"]
    assert len(sentences) > 50 and len(caught) >= 0.95 * len(sentences)
    assert len([f for f in caught if f.cause and f.cause.value == "digits"]) >= 0.85 * len(caught)
