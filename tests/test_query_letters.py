"""数据核实单: the questions go out as a list and a letter, the filled-in reply comes back and lands on its cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, audit, letters, queryletter, replies, sending
from minsheng.receiving.approval import Step
from minsheng.receiving.queryletter import Letter
from minsheng.store.moment import NOW, Moment
from minsheng.store.reading import Store
from minsheng.workbook import INVENTED
from tests.conftest import keep
from tests.makers_check import series
from tests.screens import words
from tests.test_pages_review import opened

UNIT, BESIDE, Q2 = "370302", "370303", Period.parse("2022Q2")
TODAY, DUE = date(2022, 7, 20), date(2022, 7, 25)


@pytest.fixture
def asked(small_path: Path, small_shown: None) -> Path:
    """A store in which one unit's figure jumped and another's beside it did not."""
    catalogue = Store(small_path).catalogue
    own = series(catalogue, "dibao_persons", UNIT, p2021Q2=1000, p2022Q1=1000, p2022Q2=1900)
    beside = series(catalogue, "dibao_persons", BESIDE, p2021Q2=2000, p2022Q1=2000, p2022Q2=2000)
    keep(small_path, *(replace(it, locator="季报!D40") for it in own), *beside)
    return small_path


def letter(path: Path, regions: Regions) -> Letter:
    store = Store(path)
    found = audit.audit(store, regions, places=[UNIT, BESIDE], periods=[str(Q2)]).found
    (one,) = letters.letters(store, regions, found, [UNIT, BESIDE], Q2, "淄博市")
    return one


def filled(sent: Letter, **columns: object) -> bytes:
    """The list with the first line filled in: 核实回复, 更正为."""
    book = openpyxl.load_workbook(io.BytesIO(sent.excel()))
    heads = {cell.value: cell for row in book.active.iter_rows() for cell in row if cell.value in columns}
    for name, value in columns.items():
        book.active.cell(heads[name].row + 1, heads[name].column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_line_has_the_cell_the_figure_last_years_and_the_units_beside_it(
    asked: Path, regions: Regions
) -> None:
    sent = letter(asked, regions)
    (line,) = [it for it in sent.lines if "V44" in it.rule]
    assert (line.value, line.last, line.beside) == ("1900人", "1000人", "2000人")
    assert line.at == "季报!D40" and "变动" in line.message
    text = "\n".join(
        cell.text
        for table in docx.Document(io.BytesIO(sent.word(TODAY, DUE))).tables
        for cell in table._cells
    )
    assert "1900人" in text and line.message in text


def test_the_letter_is_signed_at_the_right_and_says_where_the_place_is_invented(
    asked: Path, regions: Regions
) -> None:
    real, demo = letter(asked, regions), replace(letter(asked, regions), demo=True)
    file = docx.Document(io.BytesIO(real.word(TODAY, DUE)))
    signed = [it.text for it in file.paragraphs if it.alignment == WD_ALIGN_PARAGRAPH.RIGHT]
    assert signed[:2] == ["淄博市", "2022年7月20日"]
    heads = [docx.Document(io.BytesIO(it.word(TODAY, DUE))).sections[0].header for it in (real, demo)]
    told = ["".join(p.text for p in it.paragraphs) for it in heads]
    assert "演示数据" not in told[0] and "演示数据" in told[1]
    rows = openpyxl.load_workbook(io.BytesIO(demo.excel())).active.iter_rows(values_only=True)
    assert INVENTED in {cell for row in rows for cell in row}


def test_all_letters_go_out_in_one_archive(asked: Path, regions: Regions) -> None:
    with zipfile.ZipFile(io.BytesIO(queryletter.packed([letter(asked, regions)], TODAY, DUE))) as archive:
        assert archive.namelist() == [
            "淄川区2022年二季度数据核实单.xlsx",
            "淄川区2022年二季度数据核实单.docx",
        ]


def test_a_reply_explains_and_corrects_the_cell_it_was_asked_about(asked: Path, regions: Regions) -> None:
    data = filled(letter(asked, regions), 核实回复="录入时多了一个九", 更正为=1000)
    landing = replies.landing(Store(asked), data, "回复.xlsx", TODAY)
    assert [(old.value, new.value) for old, new in landing.corrections] == [(1900, 1000)]
    revision = replies.keep(asked, landing, data, "张三")
    (fact,) = Store(asked).facts(regions=[UNIT], periods=[Q2])
    assert (fact.value, fact.revision, fact.known_on, fact.source.title) == (
        1000,
        revision,
        TODAY,
        "数据核实单回复（回复.xlsx）",
    )
    assert "录入时多了一个九" in fact.notes
    assert len(Store(asked).vintages(regions=[UNIT], periods=[Q2])) == 2
    with pytest.raises(replies.NoLetter, match="都已存入"):
        replies.keep(asked, replies.landing(Store(asked), data, "回复.xlsx", TODAY), data, "张三")


@pytest.mark.parametrize(("right", "value"), [("0.1万人", 1000), ("１,０００", 1000), ("1000人", 1000)])
def test_a_corrected_figure_is_read_as_people_write_it(
    asked: Path, regions: Regions, right: str, value: int
) -> None:
    data = filled(letter(asked, regions), 核实回复="笔误", 更正为=right)
    assert replies.landing(Store(asked), data, "回复.xlsx", TODAY).corrections[0][1].value == value


def test_what_is_written_about_a_figure_stands_with_it_from_then_on(asked: Path, regions: Regions) -> None:
    data = filled(letter(asked, regions), 核实回复="7月新纳入900人，已核实")
    replies.keep(asked, replies.landing(Store(asked), data, "回复.xlsx", TODAY), data, "张三")
    (fact,) = Store(asked).facts(regions=[UNIT], periods=[Q2])
    assert fact.notes == "上报说明：7月新纳入900人，已核实" and fact.value == 1900
    assert (
        letters.letters(
            Store(asked), regions, audit.audit(Store(asked), regions, places=[UNIT]).found, [UNIT], Q2, ""
        )
        == []
    )


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "还没有填写"),
        ({"核实回复": "好", "更正为": "很多"}, "不是数字"),
        ({"核实回复": "好", "编号": "370302"}, "无法识别"),
    ],
)
def test_a_reply_that_cannot_land_says_why(asked: Path, regions: Regions, columns: dict, why: str) -> None:
    with pytest.raises(replies.NoLetter, match=why):
        replies.landing(Store(asked), filled(letter(asked, regions), **columns), "回复.xlsx", TODAY)


@pytest.mark.parametrize("data", [b"", b"not a workbook"])
def test_what_is_no_query_letter_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(replies.NoLetter, match="不能作为数据核实单"):
        replies.read(data)


def test_a_locked_return_takes_no_correction(asked: Path, regions: Regions) -> None:
    data = filled(letter(asked, regions), 核实回复="笔误", 更正为=1000)
    landing = replies.landing(Store(asked), data, "回复.xlsx", TODAY)
    approval.record(asked, [(UNIT, Q2)], [Step.LOCKED], "张三")
    with pytest.raises(replies.NoLetter, match="已锁定"):
        replies.keep(asked, landing, data, "张三")


def test_the_screen_offers_the_letters_and_takes_the_reply(asked: Path, regions: Regions) -> None:
    test = opened("370300", "2022Q2")
    test.segmented_control(key="panel").set_value("数据核实单").run()
    assert not test.exception and not test.error
    assert [it.label for it in test.get("download_button")] == [
        "核实单（电子表格）",
        "核实函（Word）",
        "全部1个单位",
    ]
    test.button(key="sent").click().run()
    assert not test.exception and not test.error
    assert "淄川区已发函" in words(test)
    test.file_uploader(key="reply-in").set_value(
        (
            "回复.xlsx",
            filled(letter(asked, regions), 核实回复="笔误", 更正为=1000),
            "application/vnd.ms-excel",
        )
    ).run()
    assert "1900人→1000人" in words(test)
    test.button(key="reply-keep").click().run()
    assert Store(asked).facts(regions=[UNIT], periods=[Q2])[0].value == 1000


# -- what is out ------------------------------------------------------------------------------------
def out(path: Path, *asked: str, moment: Moment = NOW) -> dict[str, sending.Sent]:
    return dict(sending.sent(Store(path, moment), [UNIT, BESIDE], Q2, asked))


def test_a_letter_is_out_then_overdue_then_answered(asked: Path, regions: Regions) -> None:
    one = letter(asked, regions)
    revision = sending.record(asked, [one], Q2, TODAY, DUE, "张三")
    (sent,) = out(asked, UNIT).values()
    assert sent.row("淄川区", DUE) == (
        "淄川区", "2022-07-20", str(len(one.lines)), "2022-07-25", "已发函", "张三",
    )  # fmt: skip
    assert sent.word(date(2022, 7, 26)) == "逾期未复"
    assert out(asked)[UNIT].word(date(2022, 7, 26)) == "已了结"
    data = filled(one, 核实回复="已核实")
    replies.keep(asked, replies.landing(Store(asked), data, "回复.xlsx", TODAY), data, "张三")
    assert out(asked, UNIT)[UNIT].word(date(2022, 7, 26)) == "已回复"
    assert out(asked, UNIT, moment=Moment(revision=revision))[UNIT].word(DUE) == "已发函"
    assert out(asked, UNIT, moment=Moment(revision=revision - 1)) == {}


def test_a_second_letter_asks_anew(asked: Path, regions: Regions) -> None:
    one = letter(asked, regions)
    for due in (DUE, date(2022, 8, 1)):
        sending.record(asked, [one], Q2, TODAY, due, "张三")
    assert out(asked, UNIT)[UNIT].word(date(2022, 7, 26)) == "已发函"


def test_a_letter_is_not_due_before_it_is_sent_and_needs_a_name(asked: Path, regions: Regions) -> None:
    one, before = letter(asked, regions), Store(asked).revision
    with pytest.raises(sending.DueTooEarly, match="早于"):
        sending.record(asked, [one], Q2, DUE, TODAY, "张三")
    with pytest.raises(approval.NoName):
        sending.record(asked, [one], Q2, TODAY, DUE, " ")
    assert Store(asked).revision == before


def test_the_letter_says_by_when(asked: Path, regions: Regions) -> None:
    paragraphs = docx.Document(io.BytesIO(letter(asked, regions).word(TODAY, DUE))).paragraphs
    assert any("于2022年7月25日前发回" in it.text for it in paragraphs)
