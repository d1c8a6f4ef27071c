"""通报: its order, that every numeral of it is bound, what it finds, how a template changes it."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from answers import controls, lines_of, slide_lines, unbound
from conftest import keep

from minsheng import prose
from minsheng.__main__ import main
from minsheng.bulletin import bulletin, matter, rendering, sheets, shelf, template
from minsheng.bulletin.bulletin import Bulletin
from minsheng.bulletin.errors import NothingToTell
from minsheng.bulletin.told import Desk
from minsheng.comparison.comparison import NothingBelow
from minsheng.editions import numbers
from minsheng.facts import Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.receiving.explanations import Explanation
from minsheng.store.reading import Store

DAY = date(2023, 10, 20)
DEMO, QUARTER = "990100", "2023Q3"
COUNTY = "990103"
#: the list of annexes and 成文日期: ordinals and dates
_ORDINAL = re.compile(r"^　*(?:附件：)?\d\.|^\d{4}年\d+月\d+日$")


def gathered(store: Store, regions: Regions, region: str = DEMO, period: str = QUARTER, rows=None, **more):  # noqa: ANN001, ANN202
    style = template.of_rows(rows or template.shipped_rows(), store.catalogue)
    place, when = regions.get(region), Period.parse(period)
    return matter.gather(Desk(store, regions, store.breaks()), place, when, style, **more)


def written(store: Store, regions: Regions, *args: str, **more) -> Bulletin:  # noqa: ANN003
    return bulletin.write(gathered(store, regions, *args, **more), regions, DAY)


@pytest.fixture(scope="module")
def shown(store: Store, regions: Regions) -> Bulletin:
    return written(store, regions)


def lines(it: Bulletin) -> list[str]:
    return [paragraph.text for paragraph in it.document.paragraphs]


# -- the text -------------------------------------------------------------------------------------
def test_the_parts_stand_in_the_genres_order(shown: Bulletin) -> None:
    said = lines(shown)
    wanted = (
        "关于2023年三季度全市民政重点工作进展情况的通报", "各县（市、区）民政局", "一、总体情况", "二、分项进展", "三、存在问题",
        "四、下步要求", "附件：", "演示市民政局", "2023年10月20日",
    )  # fmt: skip
    places = [next(n for n, line in enumerate(said) if line.startswith(start)) for start in wanted]
    assert places == sorted(places)


def test_tasks_returns_and_explanations_are_told_with_county_and_number(shown: Bulletin) -> None:
    text = "\n".join(lines(shown))
    assert "本期应报单位11个，已报11个，其中迟报1个" in text
    assert "生态安葬5198具，完成8600具年度任务的60.4%，比时序进度慢14.6个百分点" in text
    assert "迟报本期报表的有柳渡县（2天）" in text and "更正已报数据的有东沚区（3项）" in text
    assert "西岑区临时救助人次1228人次，同比增长39.2%，该单位说明：7月洪涝，集中救助受灾户。" in text


def test_the_ledger_of_tasks_is_told_with_what_lags(shown: Bulletin) -> None:
    text = "\n".join(lines(shown))
    ledger = shown.matter.ledger
    assert f"任务台账所列{ledger.top.total}项重点任务" in text and "部分台账任务滞后。" in text
    worst = next(it for it in ledger.board.attention if it.is_behind)
    assert f"“{worst.task.title}”" in text and str(worst.state) in text


def test_a_years_figures_are_verified_in_their_own_time_and_not_late(store: Store, regions: Regions) -> None:
    it = written(store, regions, DEMO, "2023")
    assert it.matter.returns.late == {} and "关于2023年度全市" in it.document.name


def test_where_only_published_figures_are_there_it_says_what_it_covers(
    store: Store, regions: Regions
) -> None:
    text = "\n".join(lines(written(store, regions, "500000", "2007")))
    assert "本通报汇总40个单位的5项指标" in text and "应报单位" not in text


def test_neutral_figures_and_plain_counts_are_ordered_by_value_only(shown: Bulletin) -> None:
    for name in ("城乡低保人数", "新增养老床位"):
        paragraph = next(it for it in lines(shown) if it.startswith("（") and name in it)
        after = paragraph.partition(name)[2].partition("。")[2]
        assert after.startswith("按数值排列")
    pages = [it for it in shown.document.tables if it.title.endswith("工作情况")]
    for table in pages:
        place = {row[0][0].text: "".join(span.text for span in row[5]) for row in table.rows}
        assert place["城乡低保人数"] == "按数值" and place["护理型床位占比"].startswith("第")


def test_there_is_a_page_for_every_unit(shown: Bulletin) -> None:
    titles = [it.title for it in shown.document.tables]
    assert [f"{unit.name_at(shown.matter.period)}工作情况" in titles for unit in shown.matter.units] == [
        True
    ] * 11


def test_sentences_are_proper_chinese(shown: Bulletin) -> None:
    assert [str(it) for line in lines(shown) for it in prose.faults(line)] == []


# -- binding --------------------------------------------------------------------------------------
CASES = [
    (DEMO, QUARTER),
    (DEMO, "2023-11"),
    ("990122", QUARTER),
    ("350900", "2024Q4"),
    ("500000", "2007"),
    ("130000", "2012Q3"),
]


@pytest.mark.parametrize(("region", "period"), CASES)
def test_every_numeral_is_bound_in_the_text_and_its_annexes(
    store: Store, regions: Regions, region: str, period: str
) -> None:
    it = written(store, regions, region, period)
    text = "\n".join(line for line in it.document.text.splitlines() if not _ORDINAL.match(line))
    assert unbound(text, it.document.register.entries) == []


def test_word_has_a_control_for_every_bound_number(shown: Bulletin) -> None:
    content = rendering.rendered(shown, "docx").content
    known = {entry.id: entry.quote for entry in shown.document.register.entries}
    tagged = dict(controls(content))
    assert tagged == known
    text = "\n".join(line for line in lines_of(content) if not _ORDINAL.match(line))
    assert unbound(text, shown.document.register.entries) == []


def test_every_number_can_be_looked_up(
    shipped_path: Path, tmp_path: Path, shown: Bulletin, regions: Regions
) -> None:
    path = _copy(shipped_path, tmp_path)
    entries = shown.document.register.entries
    numbers.remember(path, entries)
    store, seen = Store(path), set()
    for entry in entries:
        kind = (entry.measure, entry.indicator.code.split("/")[-1], entry.fact.derivation is None)
        if kind not in seen:
            seen.add(kind)
            found = numbers.resolve(store, regions, entry.id)
            assert (found.entry.quote, found.entry.fact.value) == (entry.quote, entry.fact.value)
    assert {"bulletin_rank", "bulletin_score", "population_60plus"} <= {code for _, code, _ in seen}


def test_slides_state_only_bound_numbers(shown: Bulletin) -> None:
    file = rendering.rendered(shown, "pptx")
    assert unbound("\n".join(slide_lines(file.content)), file.register.entries) == []


def test_the_workbook_has_numbers_with_formats_and_the_grounds_of_scores(shown: Bulletin) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendering.rendered(shown, "xlsx").content))
    assert {"正文", "考核评分办法", "评分依据", "数据核对表"} <= set(book.sheetnames)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.number_format != "General" for cell in row if isinstance(cell.value, int | float))


def test_what_the_place_is_told_of_scores_is_the_sum_of_its_parts(shown: Bulletin) -> None:
    for card in shown.cards:
        parts = sum((mark.points for mark in card.marks), Decimal(0)) - sum(
            (cut.off.value for cut in card.cuts), Decimal(0)
        )
        assert card.whole and card.total.value == parts
        assert set(card.total.derivation.operands) == {
            *(it.score for it in card.marks),
            *(it.off for it in card.cuts),
        }
    late = next(card for card in shown.cards if card.region == "990121")
    assert [(str(cut.deduction.fault), cut.count, cut.off.value) for cut in late.cuts] == [("迟报", 2, 1)]


# -- what it finds --------------------------------------------------------------------------------
def test_a_unit_with_a_task_of_its_own_is_measured_against_it(
    shipped_path: Path, tmp_path: Path, regions: Regions
) -> None:
    path = _copy(shipped_path, tmp_path)
    targets = [("990102", 400), (COUNTY, 100)]
    keep(path, *(_target(region, value) for region, value in targets))
    it = written(Store(path), regions)
    text = "\n".join(lines(it))
    assert "东沚区新增养老床位105张，完成400张年度任务的26.3%，比时序进度慢48.8个百分点" in text
    assert "完成率西岑区97.0%居前" in text and unbound_of(it) == []


def test_what_all_units_do_needs_no_reason_and_what_one_does_needs_one(shown: Bulletin) -> None:
    moved = {(it.unit, it.told.item.indicator.code) for it in shown.found.moved}
    assert (COUNTY, "temp_assist_cases") in moved
    assert not any(code == "canteens" for _, code in moved)  # everywhere half as many again


def test_numbers_in_a_units_own_words_are_bound_to_them(
    shipped_path: Path, tmp_path: Path, regions: Regions
) -> None:
    path = _copy(shipped_path, tmp_path)
    said = Explanation(COUNTY, "canteens_new", QUARTER, "V44", "2022年底以来新建18处，其中5处为改建。")
    explanations.keep(path, [said], actor="测试员")
    it = written(Store(path), regions)
    assert "该单位说明：2022年底以来新建18处，其中5处为改建。" in "\n".join(lines(it))
    assert {entry.quote for entry in it.document.register.entries if entry.measure == "quoted"} >= {
        "18处",
        "5处",
    }
    assert unbound_of(it) == []


def test_a_unit_without_a_return_is_named_and_not_scored_as_zero(small_path: Path, regions: Regions) -> None:
    facts = [_share(region, value) for region, value in (("990102", 50), (COUNTY, 55), ("990104", 60))]
    keep(small_path, *facts)
    store = Store(small_path)
    rows = {
        **template.shipped_rows(),
        "scoring": [_criterion()],
        "indicators": [_listed("nursing_beds_share")],
    }
    it = written(store, regions, rows=rows)
    text = "\n".join(lines(it))
    assert "已报3个，未报8个" in text and "未报送本期报表的有北泽区" in text
    missing = next(card for card in it.cards if card.region == "990105")
    assert missing.total is None and missing.rank is None and missing.marks[0].why == "未报"
    assert [card.region for card in it.cards if card.rank] == ["990104", COUNTY, "990102"]


def test_a_red_lamp_forbids_positions_until_a_reason_is_given_which_prints(
    small_path: Path, regions: Regions
) -> None:
    facts = [_share(region, value) for region, value in (("990102", 50), (COUNTY, 55))]
    keep(small_path, *facts)  # two of eleven: 报送齐全 is red
    rows = {
        **template.shipped_rows(),
        "indicators": [_listed("nursing_beds_share")],
        "scoring": [_criterion()],
    }
    plain = "\n".join(lines(written(Store(small_path), regions, rows=rows)))
    told = "\n".join(lines(written(Store(small_path), regions, rows=rows, reason="先报的两区已核")))
    assert "“报送齐全”未达到，只列数，不排位次" in plain and "居前" not in plain
    assert "仍作排列，理由：先报的两区已核" in told and "居前" in told


def test_small_counts_do_not_leave_the_house(store: Store, regions: Regions) -> None:
    rows = {**template.shipped_rows(), "indicators": [_listed("adoptions"), _listed("social_orgs")]}
    shut, open_ = (written(store, regions, rows=rows, internal=it) for it in (False, True))
    small = [
        it.fact for it in open_.document.register.entries
        if it.fact.indicator == "adoptions" and it.fact.region != DEMO and 0 < it.fact.value < 5 and not it.fact.derivation
    ]  # fmt: skip
    told = {entry.fact.key for entry in shut.document.register.entries}
    assert small and not any(it.key in told for it in small)


@pytest.mark.parametrize(
    ("region", "period", "error"), [("990102", QUARTER, NothingBelow), ("370300", "2022", NothingToTell)]
)
def test_where_there_is_nothing_to_tell_it_is_said(
    store: Store, regions: Regions, region: str, period: str, error
) -> None:  # noqa: ANN001
    with pytest.raises(error):
        gathered(store, regions, region, period)


# -- an office's own template ---------------------------------------------------------------------
def test_an_offices_own_template_is_a_revision_and_can_be_given_up(
    shipped_path: Path, tmp_path: Path, regions: Regions
) -> None:
    path = _copy(shipped_path, tmp_path)
    before = Store(path).revision
    own = {
        **template.shipped_rows(),
        "chapters": [{"part": "progress", "heading": "各项工作"}, {"part": "next", "heading": "要求"}],
    }
    shelf.keep(path, own, actor="测试员")
    store = Store(path)
    said = lines(bulletin.write(_by(store, regions), regions, DAY))
    assert store.revision == before + 1 and shelf.is_own(store)
    assert "一、各项工作" in said and "二、要求" in said and not any("存在问题" in it for it in said)
    shelf.keep(path, template.shipped_rows(), actor="测试员")
    assert "三、存在问题" in lines(bulletin.write(_by(Store(path), regions), regions, DAY))


def test_the_command_writes_every_figure_with_its_fact(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, style = tmp_path / "通报.md", tmp_path / "样式.xlsx"
    rows = {
        **template.shipped_rows(),
        "indicators": [
            _listed("dibao_persons"),
            _listed("elderly_beds_total", "千名60岁以上"),
            _listed("canteens_new"),
        ],
    }
    style.write_bytes(sheets.written(rows, Store(shipped_path).catalogue))
    call = called(shipped_path, file, "--to", "md")
    assert main([*call, "--style", str(style), "--dated", "2023-10-20", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == str(file) and document["omitted"] == []
    assert len({it["id"] for it in document["figures"]}) == len(document["figures"])
    beds = next(
        it
        for it in document["figures"]
        if it["indicator"] == "elderly_beds_total/population_60plus" and it["region"] == DEMO
    )
    assert beds["derivation"]["operands"][0]["value"] == "27706" or beds["derivation"]["operands"]
    assert file.read_text(encoding="utf-8").startswith("# 关于2023年三季度全市民政重点工作进展情况的通报")


@pytest.mark.parametrize(
    ("more", "code"), [(["--to", "rtf"], 2), (["--to", "md", "--style", "没有.xlsx"], 2)]
)
def test_a_wrong_call_is_told(shipped_path: Path, tmp_path: Path, more: list[str], code: int) -> None:
    assert main(called(shipped_path, tmp_path / "x", *more)) == code


# -- helpers --------------------------------------------------------------------------------------
def called(store: Path, file: Path, *more: str) -> list[str]:
    """The words of a call that writes the quarter's 通报 of the demo to a file."""
    return ["bulletin", "--db", str(store), "--region", DEMO, "--period", QUARTER, "-o", str(file), *more]


def unbound_of(it: Bulletin) -> list[str]:
    text = "\n".join(line for line in it.document.text.splitlines() if not _ORDINAL.match(line))
    return unbound(text, it.document.register.entries)


def _by(store: Store, regions: Regions):  # noqa: ANN202
    place, when = regions.get(DEMO), Period.parse(QUARTER)
    return matter.gather(Desk(store, regions, store.breaks()), place, when, shelf.standing(store))


def _copy(path: Path, folder: Path) -> Path:
    copy = folder / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    return copy


def _target(region: str, value: int) -> Fact:
    return Fact(
        region, "elderly_beds_new", Period.parse("2023"), Basis.TARGET, Decimal(value), "张", demo=True
    )


def _share(region: str, value: int) -> Fact:
    return Fact(
        region, "nursing_beds_share", Period.parse(QUARTER), Basis.RATE, Decimal(value), "%", demo=True
    )


def _listed(code: str, per: str = "") -> dict[str, str]:
    return {"topic": "重点工作", "indicator": code, "per": per, "table": "是"}


def _criterion() -> dict[str, str]:
    return {
        "indicator": "nursing_beds_share",
        "per": "",
        "weight": "100",
        "rule": "区间",
        "zero": "40",
        "full": "60",
        "cap": "",
        "note": "",
    }


# -- read back ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("region", "period", "to"),
    [(DEMO, QUARTER, "docx"), (DEMO, "2023Q2", "md"), (DEMO, "2023Q4", "docx"), ("990122", QUARTER, "md")],
)
def test_our_own_text_has_no_mismatch(
    store: Store, regions: Regions, shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    region: str, period: str, to: str,
) -> None:  # fmt: skip
    """核稿 finds every figure that it can check in a 通报 and its annexes to be that of the store."""
    file = tmp_path / f"通报.{to}"
    file.write_bytes(rendering.rendered(written(store, regions, region, period), to).content)
    words = ["--db", str(shipped_path), "--json", "verify", str(file), "--region", region, "--year"]
    main([*words, period[:4]])
    read = json.loads(capsys.readouterr().out)
    assert read["summary"]["match"] > 10
    assert [it["message"] for it in read["figures"] if it["verdict"] == "mismatch"] == []
