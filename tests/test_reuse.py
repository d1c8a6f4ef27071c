"""套稿: last year's text with this year's figures; every number right or flagged, no word of a person lost."""

from __future__ import annotations

from datetime import datetime

import pytest
from words_made import accepted, freed, rejected, word

from minsheng.claims import claims
from minsheng.claims.wordtext import WordText
from minsheng.editions import numbers, reuse
from minsheng.editions.renewal import PENDING, Outcome, Renewal
from minsheng.geography.regions import Regions
from minsheng.store.moment import SHANGHAI
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.writing import drafting
from minsheng.writing import word as writing
from minsheng.writing.drafting import Desk
from minsheng.writing.genre import Genre

DEMO, WHEN = "990100", datetime(2024, 1, 5, 9, 30, tzinfo=SHANGHAI)


def renewed(data: bytes, store: Store, regions: Regions) -> Renewal:
    return reuse.reused(data, "上年稿.docx", store, regions, region=DEMO, old=2022, new=2023, when=WHEN)


def wrong(found: Renewal, store: Store, regions: Regions) -> list[str]:
    """The numbers of the renewed text that the store contradicts."""
    told = claims.extract(found.after, catalogue=store.catalogue, regions=regions, region=DEMO, year=2023)
    return [it.message for it in verification.verify(told, store, regions, region=DEMO, year=2023).mismatches]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("截至2022年底，各类养老床位达到26,369张，同比增长5.6％。", "截至2023年底，各类养老床位达到27,706张，同比增长5.1%。"),
        ("全年共办理结婚登记16400对，同比下降9.7%。", "全年共办理结婚登记17498对，同比增长6.7%。"),
        ("二〇二二年，城乡低保对象9.7万余人，较上年减少1.3%。", "二〇二三年，城乡低保对象9.5万余人，较上年减少1.2%。"),
        ("城市低保标准由2021年的每人每月711元提高到753元。", "城市低保标准由2022年的每人每月753元提高到797元。"),
        ("民政事业费支出14.03亿元，比2021年增长7.9%。", "民政事业费支出14.83亿元，比2022年增长5.7%。"),
        ("城市低保对象24573人，农村低保对象7.25万人。", "城市低保对象23779人，农村低保对象7.22万人。"),
        ("自2021年以来，印发《演示市2022年民政工作要点》（演民发〔2022〕5号）。", "自2021年以来，印发《演示市2022年民政工作要点》（演民发〔2022〕5号）。"),
    ],
)  # fmt: skip
def test_numbers_verbs_and_years_move_on(store: Store, regions: Regions, old: str, new: str) -> None:
    found = renewed(word(old), store, regions)

    assert found.after.split("\n")[0] == new
    assert accepted(found.file) == found.after
    assert rejected(found.file) == found.before


def test_what_is_not_known_is_left_open_with_its_reason(store: Store, regions: Regions) -> None:
    found = renewed(word("植树造林3000余亩，接待来访考察97批次。"), store, regions)

    assert found.after.split("\n")[0] == f"植树造林{PENDING}，接待来访考察{PENDING}。"
    assert all("待补：" in item.said for item in found.of(Outcome.PENDING))


def test_what_only_a_person_can_judge_stays_and_is_named(store: Store, regions: Regions) -> None:
    found = renewed(word("2022年3月15日开会。养老机构142家，首次实现全覆盖，位居全市第一。"), store, regions)

    assert "2022年3月15日开会。养老机构144家，首次实现全覆盖，位居全市第一。" in found.after
    assert {item.quote for item in found.of(Outcome.CHECK)} >= {"2022", "首次", "实现全覆盖", "位居全市第一"}


def test_a_picture_of_last_year_keeps_its_caption_and_is_named(store: Store, regions: Regions) -> None:
    found = renewed(word("2022年，养老机构142家。\n图1　养老机构数量（2018—2022年）"), store, regions)

    assert found.after.split("\n")[:2] == ["2023年，养老机构144家。", "图1　养老机构数量（2018—2022年）"]
    assert "图1　养老机构数量（2018—2022年）" in {item.quote for item in found.of(Outcome.CHECK)}


def test_an_event_of_a_month_and_a_document_are_named(store: Store, regions: Regions) -> None:
    found = renewed(word("2022年3月，召开会议，印发《2022年要点》，救助质效位居全市第二位。"), store, regions)

    assert found.after.startswith("2023年3月，召开会议，印发《2022年要点》")
    assert {item.quote for item in found.of(Outcome.CHECK)} == {"2022", "《2022年要点》", "位居全市第二位"}


def test_a_number_that_was_wrong_last_year_is_renewed_and_flagged(store: Store, regions: Regions) -> None:
    found = renewed(word("截至2022年底，全市建有养老机构145家。"), store, regions)

    assert "养老机构144家" in found.after
    assert [item.outcome for item in found.items if item.quote == "145家"] == [Outcome.CHECK]


def test_tables_and_headers_move_on_too(store: Store, regions: Regions) -> None:
    table = [["指标", "2021年", "2022年"], ["养老机构（家）", "", "142"], ["养老床位合计（张）", "", "26369"]]
    found = renewed(word("附表", header="演示市2022年总结", table=table), store, regions)

    cells = found.after.split("\n")
    assert [cell for cell in cells if cell.isdigit()] == ["144", "27706"]
    assert {"2023年", "演示市2023年总结"} <= set(cells)
    assert rejected(found.file) == found.before


def test_a_cell_keeps_the_unit_of_its_head_and_the_sign_of_its_growth(store: Store, regions: Regions) -> None:
    table = [
        ["指标", "单位", "2022年", "2021年", "同比（%）"],
        ["民政事业费", "万元", "140,329.4", "130,082.9", "7.9"],
        ["结婚登记", "万对", "1.64", "1.82", "-9.7"],
    ]
    found = renewed(word("附表", table=table), store, regions)

    cells = found.after.split("\n")
    start = cells.index("民政事业费")
    assert cells[start : start + 5] == ["民政事业费", "万元", "148,304.1", "140,329.4", "5.7"]
    assert cells[start + 5 :][:5] == ["结婚登记", "万对", "1.75", "1.64", "6.7"]


def test_what_grew_less_than_once_is_told_in_per_cent(store: Store, regions: Regions) -> None:
    found = renewed(word("2022年，办理跨省（全国）通办结婚登记396对，比上年增长3.6倍。"), store, regions)

    assert "559对，比上年增长41.2%" in found.after


def test_columns_of_this_and_last_year_are_told_apart(store: Store, regions: Regions) -> None:
    table = [
        ["指标", "单位", "本年", "上年同期", "增减"],
        ["养老床位合计", "张", "26,369", "24,969", "增长5.6%"],
    ]
    found = renewed(word("附表", table=table), store, regions)

    cells = found.after.split("\n")
    start = cells.index("养老床位合计")
    assert cells[start : start + 5] == ["养老床位合计", "张", "27,706", "26,369", "增长5.1%"]


@pytest.mark.slow
@pytest.mark.parametrize("bound", [True, False])
def test_our_own_draft_of_last_year_becomes_this_years(store: Store, regions: Regions, bound: bool) -> None:
    desk = Desk(store.catalogue, store.breaks(), regions)
    document = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2022)).document
    numbers.remember(store.path, document.register.entries)
    data = writing.word(document)
    found = renewed(data if bound else freed(data), store, regions)
    text = found.after.partition("\n附件1\n")[0]

    assert "2021年" not in text
    assert not wrong(Renewal("", b"", "", text, ()), store, regions)
    assert accepted(found.file) == found.after
    assert rejected(found.file) == found.before == WordText(data).whole
    assert "数据核对表" in {item.quote for item in found.of(Outcome.CHECK)}
