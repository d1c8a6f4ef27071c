"""亮点素材: entered with a source, judged, kept as revisions, imported from a table, cited in the text, withdrawn, seen as of."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from answers import unbound
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from minsheng.geography.regions import Regions
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.writing import drafting, highlight_sheet, highlights
from minsheng.writing.drafting import Desk
from minsheng.writing.genre import Genre
from minsheng.writing.highlights import Highlight, NotCitable
from tests import screens
from tests.screens import html

pytestmark = pytest.mark.usefixtures("own_shown")

PILOT = Highlight(
    "990100", 2023, "试点", "婚姻", "入选全省婚俗改革试点", "省民政厅", "2023-05", "", "演示日报"
)
RULES = Highlight(
    "990100",
    2023,
    "文件",
    "特困",
    "《演示市特困供养管理办法》",
    "",
    "",
    "演政发〔2023〕5号",
    "演示市政府公报",
)


def written(own_path: Path, regions: Regions, moment: Moment | None = None) -> list[str]:
    store = Store(own_path, moment) if moment else Store(own_path)
    desk = Desk(store.catalogue, store.breaks(), regions, highlights=highlights.standing(store, "990100"))
    document = drafting.draft(store.facts(regions=["990100"]), desk, "990100", Genre(2023)).document
    text = [each.text for each in document.paragraphs]
    assert not unbound("\n".join(text), document.register.entries)
    return text


def test_one_is_cited_in_its_paragraph_and_not_after_it_was_withdrawn(
    own_path: Path, regions: Regions
) -> None:
    before = Store(own_path).revision
    kept = highlights.keep(own_path, [PILOT, RULES], "张三", "测试")
    text = written(own_path, regions)
    assert next(it for it in text if "婚姻登记服务。" in it).endswith("入选全省婚俗改革试点。")
    document = "印发《演示市特困供养管理办法》（演政发〔2023〕5号）。"
    assert next(it for it in text if "特困人员救助供养。" in it).partition("。")[2].startswith(document)

    highlights.withdraw(own_path, PILOT, "李四")
    assert "婚俗改革" not in "".join(written(own_path, regions))
    assert [it.withdrawn for it in highlights.wordings(Store(own_path), "990100")] == [True, False, False]
    then = Store(own_path, Moment(revision=kept))
    assert PILOT.title in {it.title for it in highlights.standing(then, "990100")}
    assert not highlights.standing(Store(own_path, Moment(revision=before)), "990100")


def test_a_later_wording_stands_before_an_earlier_and_the_same_twice_is_refused(own_path: Path) -> None:
    highlights.keep(own_path, [PILOT], "张三", "测试")
    with pytest.raises(NotCitable, match="与库中已有的相同"):
        highlights.keep(own_path, [PILOT], "张三", "测试")
    highlights.keep(own_path, [replace(PILOT, issuer="民政部")], "张三", "测试")
    assert [it.issuer for it in highlights.standing(Store(own_path), "990100")] == ["民政部"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": "建成全省唯一的儿童成长中心"}, "“全省唯一”，没有依据文件"),
        ({"title": "全国首创“物业＋养老”服务"}, "“全国首创”，没有依据文件"),
        ({"title": "养老服务实现全覆盖"}, "“全覆盖”，没有依据文件"),
        ({"title": "救助12345人"}, "有数字“12345”"),
        ({"title": " "}, "没有填写内容"),
        ({"source": ""}, "没有填写来源"),
        ({"kind": "喜讯"}, "类别“喜讯”不认识"),
        ({"section": "天文"}, "所属段落“天文”不认识"),
        ({"dated": "2022-05"}, "不在2023年"),
        ({"dated": "2023-13"}, "不是日期"),
        ({"dated": "2023-02-30"}, "不是日期"),
        ({"dated": "春天"}, "不是日期"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_a_sentence(change: dict[str, str], why: str) -> None:
    with pytest.raises(NotCitable, match=why):
        highlights.judged(replace(PILOT, **change))


def test_a_claim_stands_with_its_document() -> None:
    unique = replace(PILOT, title="建成全省唯一的儿童成长中心", document="省民政函〔2023〕8号")
    assert highlights.judged(unique).sentence == "建成全省唯一的儿童成长中心。"


@given(some.text(alphabet="0123456789人户改革，。《》“”", max_size=20))
def test_no_figure_stands_in_what_is_cited_outside_a_title_or_a_quotation(title: str) -> None:
    try:
        judged = highlights.judged(replace(PILOT, title=title))
    except NotCitable:
        return
    assert not any(it.isdigit() for it in highlights._FREE.sub("", judged.sentence))


@pytest.mark.parametrize("typed", ["2023年5月", "2023.5", "2023-05", "2023/5"])
def test_a_month_is_kept_in_one_spelling(typed: str) -> None:
    assert highlights.judged(replace(PILOT, dated=typed)).dated == "2023-05"


def filled(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(highlight_sheet.template("演示市", 2023)))
    page = book.active
    head = next(row[0].row for row in page.iter_rows() if row[0].value == "地区")
    page.delete_rows(head + 1, 20)
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_template_comes_back_with_its_rows(regions: Regions) -> None:
    rows = [
        ("", "", "试点", "入选全省婚俗改革试点", "婚姻", "省民政厅", "2023-05", "", "演示日报", ""),
        ("演示市", "2022", "做法", "推行上门服务", "养老服务", "", "", "", "工作简报", "推行上门服务"),
    ]
    found = highlight_sheet.read(filled(*rows), "表.xlsx", "990100", 2023, regions)
    assert found[0] == PILOT
    assert (found[1].region, found[1].year, found[1].quote) == ("990100", 2022, "推行上门服务")


def test_a_wrong_cell_refuses_the_table_and_is_named(regions: Regions) -> None:
    rows = [
        ("", "", "试点", "入选全省试点", "婚姻", "", "", "", "演示日报", ""),
        ("", "", "表彰", "全省唯一获奖单位", "婚姻", "", "", "", "演示日报", ""),
        ("没有的地方", "", "表彰", "获奖", "婚姻", "", "", "", "演示日报", ""),
    ]
    with pytest.raises(NotCitable, match=r"亮点素材!D\d+：内容写有“全省唯一”.*没有的地方") as refused:
        highlight_sheet.read(filled(*rows), "表.xlsx", "990100", 2023, regions)
    assert "没有入库" in str(refused.value)


def test_a_csv_and_an_empty_table(regions: Regions) -> None:
    plain = "类型,事项,领域,出处\n做法,推行上门服务,养老服务,简报\n".encode("gb18030")
    assert highlight_sheet.read(plain, "表.csv", "990100", 2023, regions)[0].title == "推行上门服务"
    with pytest.raises(NotCitable, match="没有找到表头"):
        highlight_sheet.read("甲,乙\n1,2\n".encode(), "表.csv", "990100", 2023, regions)
    with pytest.raises(NotCitable, match="没有内容"):
        highlight_sheet.read(filled(), "表.xlsx", "990100", 2023, regions)


# -- the screen -----------------------------------------------------------------------------------
def opened(**address: str) -> AppTest:
    return screens.opened("highlights", actor="张三", **{"region": "990100", "period": "2023Q4", **address})


def test_one_is_entered_listed_and_withdrawn_on_the_screen(own_path: Path) -> None:
    test = opened()
    assert not test.exception and "2023年还没有亮点素材" in html(test)
    test.text_input(key="highlight-title").set_value("建成全省唯一的服务中心")
    test.text_input(key="highlight-source").set_value("演示日报")
    test.button[0].click().run()
    assert "请填写文号" in test.error[0].value

    test.text_input(key="highlight-title").set_value("入选全省社会救助改革试点")
    test.button[0].click().run()
    assert not test.error and "入选全省社会救助改革试点。" in test.success[0].value
    assert "入选全省社会救助改革试点。" in html(test)
    test.button(key="highlight-withdraw").click().run()
    assert not test.exception and "2023年还没有亮点素材" in html(test)


def test_the_past_has_no_button_that_writes(own_path: Path) -> None:
    test = opened(as_of="2023-09-30")
    assert not test.exception and all(it.disabled for it in test.button)
