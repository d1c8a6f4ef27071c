"""The other kinds of text: the 工作总结, the 救助资金发放汇总表, expected figures, what the annual figures change."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from answers import lines_of, unbound

from minsheng import answer, places
from minsheng.breaks import Break
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import entry
from minsheng.receiving.explanations import Explanation
from minsheng.series import Series
from minsheng.store.reading import Store
from minsheng.writing import drafting, history, payments, picture, rendering, updates, word
from minsheng.writing.binding import Register
from minsheng.writing.drafting import Desk, Draft
from minsheng.writing.genre import Genre, NoPayments
from minsheng.writing.noted import noted

DEMO = "990100"


@pytest.fixture(scope="module")
def desk(store: Store, regions: Regions) -> Desk:
    return Desk(store.catalogue, store.breaks(), regions)


def drafted(store: Store, desk: Desk, region: str, genre: Genre) -> Draft:
    return drafting.draft(store.facts(regions=[region]), desk, region, genre)


def text_of(draft: Draft) -> str:
    return "\n".join(paragraph.text for paragraph in draft.document.paragraphs)


# -- 工作总结 -------------------------------------------------------------------------------------
def test_a_summary_tells_what_was_done_what_is_wanting_and_what_comes_next(store: Store, desk: Desk) -> None:
    draft = drafted(store, desk, DEMO, Genre(2023, summary=True))
    text = text_of(draft)
    parts = [text.index(head) for head in ("一、工作完成情况", "（一）", "二、存在问题", "三、下步打算")]
    assert parts == sorted(parts)
    wanting = text[parts[2] : parts[3]]
    assert "节地生态安葬6969具，完成8600具年度任务的81.0%" in wanting
    assert "长者食堂" not in wanting
    assert "生态安葬" in text[parts[3] :]
    assert "内部资料" in draft.document.banner
    assert unbound("\n".join(lines_of(word.word(draft.document))), draft.document.register.entries) == []


def test_a_fall_of_what_should_rise_is_a_problem_and_a_neutral_one_is_not(store: Store, desk: Desk) -> None:
    facts = [
        replace(f, value=f.value * Decimal("0.8")) if is_of(f, "caregivers", "dibao_persons") else f
        for f in store.facts(regions=[DEMO])
    ]
    text = text_of(drafting.draft(facts, desk, DEMO, Genre(2023, summary=True)))
    wanting = text[text.index("二、存在问题") : text.index("三、下步打算")]
    assert "部分指标有所回落" in wanting and "养老护理员" in wanting
    assert "低保" not in wanting


def is_of(fact: Fact, *codes: str) -> bool:
    return fact.indicator in codes and str(fact.period) == "2023Q4"


def test_without_problems_the_summary_says_so_and_asks(store: Store, desk: Desk) -> None:
    text = text_of(drafted(store, desk, "371425", Genre(2021, Period.parse("2021Q2"), summary=True)))
    assert "请有关科室据实补充" in text


# -- 救助资金发放汇总表 ------------------------------------------------------------------------------
def test_the_payments_sum_what_is_no_part(store: Store, desk: Desk) -> None:
    draft = drafted(store, desk, DEMO, Genre(2023, payments=True))
    found = payments.kinds(draft.year)
    fact, _ = payments.total(found, store.catalogue)
    whole = [each.amount.figure.fact.value for each in found if not each.part]
    assert fact.value == sum(whole)
    assert {each.name for each in found if each.part} >= {"城市最低生活保障", "重度残疾人护理补贴"}
    assert "合计" in draft.document.text


def test_the_payments_workbook_recomputes_its_sum_and_changes(store: Store, desk: Desk) -> None:
    content = rendering.rendered(drafted(store, desk, DEMO, Genre(2023, payments=True)), "xlsx").content
    formulas = openpyxl.load_workbook(io.BytesIO(content)).active
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    last = next(row for row in range(5, 60) if formulas.cell(row, 1).value == "合计")
    cells = formulas.cell(last, 5).value.removeprefix("=").split("+")
    assert sum(values[cell].value for cell in cells) == pytest.approx(values.cell(last, 5).value)
    assert formulas.cell(5, 7).value.startswith("=(")
    assert isinstance(values.cell(5, 7).value, float)


@pytest.mark.parametrize(("region", "genre"), [(DEMO, Genre(2023)), ("620724", Genre(2021))])
def test_every_numeral_of_the_payments_is_bound(store: Store, desk: Desk, region: str, genre: Genre) -> None:
    draft = drafted(store, desk, region, replace(genre, payments=True))
    text = "\n".join(lines_of(word.word(draft.document)))
    assert unbound(text, draft.document.register.entries) == []


def test_about_and_unlike_times_are_not_summed(store: Store, desk: Desk) -> None:
    found = payments.kinds(drafted(store, desk, "620724", Genre(2021, payments=True)).year)
    assert payments.total(found, store.catalogue) is None


def test_a_place_without_amounts_has_no_payments_and_no_slides(store: Store, desk: Desk) -> None:
    with pytest.raises(NoPayments, match="不足两类"):
        drafted(store, desk, "500000", Genre(2007, payments=True))
    with pytest.raises(rendering.NoSlides):
        rendering.rendered(drafted(store, desk, DEMO, Genre(2023, payments=True)), "pptx")


# -- expected figures -----------------------------------------------------------------------------
def expected_marriages(store: Store) -> Fact:
    typed = entry.Entered(
        DEMO,
        "marriages",
        Period.parse("2023"),
        "17600",
        "对",
        Basis.YTD,
        "社会事务科王某",
        "前三季度推算",
        estimate=True,
    )
    return entry.fact_of(typed, store.catalogue)


def test_an_expected_figure_says_so_and_is_compared_with_nothing(store: Store, desk: Desk) -> None:
    open_year = [f for f in store.facts(regions=[DEMO]) if f.period.year < 2023 or f.period.month < 12]
    text = text_of(drafting.draft([*open_year, expected_marriages(store)], desk, DEMO, Genre(2023)))
    told = next(part for part in text.split("。") if "结婚登记17600对" in part)
    assert "结婚登记17600对（预计）" in told
    assert "全年" in told
    assert "结婚登记比上年" not in told


def test_an_expected_figure_yields_to_what_is_reported(store: Store, desk: Desk) -> None:
    facts = [*store.facts(regions=[DEMO]), expected_marriages(store)]
    assert "预计" not in text_of(drafting.draft(facts, desk, DEMO, Genre(2023)))
    ours = [f for f in facts if f.indicator == "marriages"]
    standing = Series(store.catalogue["marriages"], ours).at(Period.parse("2023"), Basis.YTD)
    assert standing.status is not Status.ESTIMATE


# -- what the annual figures change ---------------------------------------------------------------
def year_of(facts: list[Fact], desk: Desk) -> answer.YearEnd:
    chapters = places.rows_of("chapters.csv")
    return answer.year_end(facts, desk.catalogue, desk.breaks, lambda *_: "演示市", DEMO, 2023, chapters)


def test_updates_list_what_reads_otherwise_and_nothing_else(store: Store, desk: Desk) -> None:
    facts = store.facts(regions=[DEMO])
    then = [f for f in facts if f.period.year < 2023 or f.period.month < 12]
    found = updates.updates(year_of(then, desk), year_of(facts, desk))
    marriages = next(each for each in found if each.now and each.now.indicator.code == "marriages")
    assert marriages.what == "数有变化"
    assert marriages.before.figure.when == "2023年1—11月"
    assert marriages.now.figure.when == "2023年"
    assert updates.updates(year_of(facts, desk), year_of(facts, desk)) == []


def test_what_is_not_settled_comes_first_by_kind(store: Store, desk: Desk) -> None:
    groups = updates.unsettled(drafted(store, desk, "620724", Genre(2021)).year.lines)
    assert [name for name, _ in groups] == ["待核", "文稿引用"]
    assert all(line.figure.fact.pending for line in groups[0][1])
    assert updates.unsettled(drafted(store, desk, DEMO, Genre(2023)).year.lines) == []


def test_a_register_of_payments_resolves_every_number(store: Store, desk: Desk) -> None:
    register = Register()
    year = drafted(store, desk, DEMO, Genre(2023)).year
    payments.table(year, register, store.catalogue, "附件2", "表")
    assert all(register.resolve(each.id) is each for each in register.entries)


# -- charts ---------------------------------------------------------------------------------------
def test_the_word_file_shows_histories_as_pictures_with_their_words(store: Store, desk: Desk) -> None:
    draft = drafted(store, desk, DEMO, Genre(2023))
    assert 3 <= len(draft.document.charts) <= 6
    assert all(bar.label.entry for chart in draft.document.charts for bar in chart.bars)
    file = docx.Document(io.BytesIO(word.word(draft.document)))
    drawn = [each for each in file.element.body.iter() if each.tag.endswith("}docPr") and each.get("descr")]
    if picture.font_file() is None:
        pytest.skip("no Chinese font on this machine")
    assert len(drawn) == len(draft.document.charts)
    assert "城乡低保人数" in drawn[0].get("descr")


def test_each_picture_stands_behind_what_tells_it_with_its_caption(store: Store, desk: Desk) -> None:
    draft = drafted(store, desk, DEMO, Genre(2023))
    if picture.font_file() is None:
        pytest.skip("no Chinese font on this machine")
    paragraphs = docx.Document(io.BytesIO(word.word(draft.document))).paragraphs
    drawn = [at for at, each in enumerate(paragraphs) if "graphicData" in each._element.xml]
    captions = [paragraphs[at + 1].text for at in drawn]
    assert captions == [
        f"图{number}　{it.caption}" for number, it in enumerate(draft.document.charts, start=1)
    ]
    assert captions[0] == "图1　演示市城乡低保人数（2019—2023年）"
    for at, chart in zip(drawn, draft.document.charts, strict=True):
        before = next(
            it.text for it in reversed(draft.document.paragraphs) if it.text == said(paragraphs[at - 1])
        )
        assert any(
            span.entry and span.entry.fact.key == chart.bars[-1].label.entry.fact.key
            for it in draft.document.paragraphs
            if it.text == before
            for span in it.spans
        )
        assert (
            chart.legend.startswith("单位：") and "截至2023年底" in chart.legend or "2023年" in chart.legend
        )
        assert "来源：演示市民政局" in chart.legend


def said(paragraph: docx.text.paragraph.Paragraph) -> str:
    return "".join(it.text or "" for it in paragraph._element.iter() if it.tag.endswith("}t"))


def test_a_history_is_not_drawn_across_a_break_or_of_expected_figures(store: Store, desk: Desk) -> None:
    facts = store.facts(regions=[DEMO])
    line = next(it for it in year_of(facts, desk).lines if it.indicator.code == "canteens")
    cut = Break.at("canteens", "", "2022Q1", "口径变动")
    assert history.chart(line, facts, (), Register()) is not None
    assert history.chart(line, facts, (cut,), Register()) is None
    expected = [replace(f, status=Status.ESTIMATE) if f.period.year == 2022 else f for f in facts]
    drawn = history.chart(line, expected, (), Register())
    assert drawn is None or all(bar.year != "2022年" for bar in drawn.bars)


# -- rounding -------------------------------------------------------------------------------------
def test_the_note_on_rounding_stands_only_where_printed_parts_do_not_add_up(store: Store, desk: Desk) -> None:
    def money(code: str, value: int) -> Fact:
        like = next(f for f in store.facts(regions=[DEMO]) if is_of(f, code) and f.basis is Basis.YTD)
        return replace(like, value=Decimal(value))

    def noted(whole: int, urban: int, rural: int) -> bool:
        values = {"exp_dibao": whole, "exp_urban_dibao": urban, "exp_rural_dibao": rural}
        facts = [money(code, value) for code, value in values.items()]
        return "四舍五入" in text_of(drafting.draft(facts, desk, DEMO, Genre(2023)))

    assert noted(459_000_000, 132_000_000, 327_000_000) is False  # 4.59 = 1.32 + 3.27
    assert noted(459_800_000, 132_400_000, 327_400_000) is True  # 4.60 is not 1.32 + 3.27
    assert noted(500_000_000, 132_400_000, 327_400_000) is False  # parts that are not all of it


# -- what 审核 left open and units wrote ---------------------------------------------------------------
def test_the_summary_tells_open_findings_and_the_units_own_causes(store: Store, desk: Desk) -> None:
    facts = [
        replace(f, value=f.value * Decimal("0.8")) if is_of(f, "caregivers") else f
        for f in store.facts(regions=[DEMO])
    ]
    genre = Genre(2023, summary=True)
    told = noted(store, desk.regions, DEMO, 2023)
    open_codes = told.open(2023)
    assert open_codes
    given = [
        Explanation("990122", "caregivers", "2023Q4", "V44", "因培训班推迟，少培训120人。"),
        Explanation("990122", "caregivers", "2023Q1", "V44", "更早的话"),
        Explanation(DEMO, "caregivers", "2022Q4", "V44", "上年的话"),
    ]
    draft = drafting.draft(facts, replace(desk, noted=replace(told, given=given)), DEMO, genre)
    text = text_of(draft)
    assert "（云岫县上报说明：“因培训班推迟，少培训120人”）" in text
    assert "更早的话" not in text and "上年的话" not in text
    assert f"的{store.catalogue[next(iter(open_codes))].name}" in text.partition("审核对")[2]
    assert unbound(text, draft.document.register.entries) == []
    (quoted,) = [it for it in draft.document.register.entries if it.measure == "quoted"]
    assert (quoted.quote, quoted.fact.value, quoted.fact.source.publisher) == ("120人", 120, "云岫县")


def test_an_explained_finding_is_no_longer_open(store: Store, desk: Desk) -> None:
    told = noted(store, desk.regions, DEMO, 2023)
    settled = replace(told, findings=[replace(it, explanation="已说明") for it in told.findings])
    facts = store.facts(regions=[DEMO])
    text = text_of(drafting.draft(facts, replace(desk, noted=settled), DEMO, Genre(2023, summary=True)))
    assert "审核对" not in text
