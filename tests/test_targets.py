"""年度目标 come in from the table that goes out and from tables as offices write them; nothing in them is dropped in silence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from minsheng.facts import Basis
from minsheng.geography.regions import Regions
from minsheng.receiving import intake, targets, targettable, turnout, waiting
from minsheng.receiving.inbox import Inbox
from minsheng.receiving.targettable import Ask, NoTargets
from minsheng.receiving.waiting import Waiting
from minsheng.store.reading import Store
from tests.screens import html, opened

pytestmark = pytest.mark.usefixtures("small_shown")

ASK = Ask("990100", 2024, "演政办发〔2024〕3号", date(2024, 1, 20))


def xlsx(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def found(path: Path, regions: Regions, data: bytes, name: str = "目标.xlsx") -> targettable.Read:
    return targettable.read(data, name, ASK, regions, Store(path).catalogue)


def values(read: targettable.Read) -> dict[tuple[str, str], int]:
    return {(it.region, it.indicator): int(it.value) for it in read.facts}


ACROSS = (
    ["演示市2024年目标任务分解表"],
    ["单位", "新建长者食堂（处）", "新增养老床位（张）"],
    ["东沚区", 12, 100],
    ["西岑区", 8, None],
    ["合计", 20, 100],
)
DOWN = (
    ["2024年民生实事"],
    ["指标名称", "单位", "演示市", "东沚区"],
    ["新建长者食堂", "处", 20, 12],
    ["新增养老床位", "张", 100, 100],
)
ALONE = (
    ["2024年目标任务"],
    ["序号", "目标任务", "计量单位", "2024年目标"],
    [1, "新建长者食堂", "处", 20],
    [2, "低保支出", "万元", "1,200"],
)


def test_places_down_and_indicators_across(small_path: Path, regions: Regions) -> None:
    assert values(found(small_path, regions, xlsx(*ACROSS))) == {
        ("990102", "canteens_new"): 12, ("990102", "elderly_beds_new"): 100, ("990103", "canteens_new"): 8,
        ("990100", "canteens_new"): 20, ("990100", "elderly_beds_new"): 100,
    }  # fmt: skip


def test_indicators_down_and_places_across(small_path: Path, regions: Regions) -> None:
    read = found(small_path, regions, xlsx(*DOWN))
    assert values(read)["990102", "canteens_new"] == 12 and len(read.facts) == 4
    one = read.facts[0]
    assert (one.basis, str(one.period), one.document, one.locator) == (
        Basis.TARGET,
        "2024",
        ASK.ground,
        "Sheet!C3",
    )


def test_one_column_of_targets_in_units_of_their_own(small_path: Path, regions: Regions) -> None:
    assert values(found(small_path, regions, xlsx(*ALONE)))["990100", "exp_dibao"] == 12_000_000


def test_a_csv_is_read_the_same_way(small_path: Path, regions: Regions) -> None:
    text = "指标名称,计量单位,目标\n新建长者食堂,处,20\n"
    assert values(found(small_path, regions, text.encode("gb18030"), "目标.csv")) == {
        ("990100", "canteens_new"): 20
    }


def test_what_is_not_known_is_named_with_its_cell(small_path: Path, regions: Regions) -> None:
    rows = [*DOWN, ["打造幸福驿站", "个", 5, 1]]
    assert found(small_path, regions, xlsx(*rows)).unknown == ("Sheet!A5“打造幸福驿站”",)
    rows = [*ACROSS[:3], ["火星区", 1, 1]]
    assert found(small_path, regions, xlsx(*rows)).unknown == ("Sheet!A4“火星区”",)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["通知"], ["请各县报送"]], "没有认出目标表"),
        ([["2023年目标"], *DOWN[1:]], "所选年度是2024年"),
        ([*DOWN[:2], ["新建长者食堂", "处", "二十", 12]], "Sheet!C3“本年新建长者食堂”的目标“二十”不是数字"),
        ([*DOWN[:2], ["新建长者食堂", "处", None, None]], "没有读到目标"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(
    small_path: Path, regions: Regions, rows: list, why: str
) -> None:
    with pytest.raises(NoTargets, match=why):
        found(small_path, regions, xlsx(*rows))


def test_the_table_that_goes_out_comes_back(small_path: Path, regions: Regions) -> None:
    before = targettable.read(
        xlsx(["2023年"], *DOWN[1:]),
        "去年.xlsx",
        Ask("990100", 2023, "文", ASK.today),
        regions,
        Store(small_path).catalogue,
    )
    targets.keep(small_path, before.facts, "张三", "去年.xlsx", b"1")
    book = openpyxl.load_workbook(io.BytesIO(targets.sheet(Store(small_path), regions, "990100", 2024)))
    cells = {(cell.row, cell.column): cell.value for row in book.active.iter_rows() for cell in row}
    assert "本表为演示数据，地区和数字均为虚构。" in cells.values()
    top = next(row for (row, column), value in cells.items() if value == "东沚区")
    column = next(column for (row, column), value in cells.items() if (row, value) == (top, "东沚区"))
    book.active.cell(top + 1, column, 15)
    out = io.BytesIO()
    book.save(out)
    read = found(small_path, regions, out.getvalue())
    assert [(it.region, int(it.value)) for it in read.facts] == [("990102", 15)]


def test_the_same_targets_again_change_nothing_and_others_are_a_revision(
    small_path: Path, regions: Regions
) -> None:
    data = xlsx(*DOWN)
    read = found(small_path, regions, data)
    targets.keep(small_path, read.facts, "张三", "目标.xlsx", data)
    with pytest.raises(NoTargets, match="都已入库"):
        targets.keep(small_path, read.facts, "张三", "目标.xlsx", data)
    more = xlsx(*DOWN[:2], ["新建长者食堂", "处", 25, 12])
    targets.keep(small_path, found(small_path, regions, more).facts, "张三", "调整.xlsx", more)
    stored = Store(small_path).facts(regions=["990100"], indicators=["canteens_new"])
    assert [int(it.value) for it in stored] == [25]
    assert len(Store(small_path).vintages(indicators=["canteens_new"])) == 3


def test_the_screen_shows_what_comes_in_before_it_is_stored(small_path: Path) -> None:
    test = opened("entry", actor="张三", region="990100")
    data = xlsx(["目标"], *DOWN[1:])
    test.file_uploader(key="target-in").set_value(("目标.xlsx", data, "application/vnd.ms-excel")).run()
    assert not test.exception and not test.error and not Store(small_path).facts()
    assert "4个目标" in html(test)
    test.button(key="target-keep").click().run()
    assert not test.exception and not test.error and len(Store(small_path).facts()) == 4


def dropped(path: Path, regions: Regions, data: bytes, region: str = "") -> Waiting:
    box = Inbox(path)
    entry = box.add("目标.xlsx", data, "张三")
    if region:
        waiting.say(box, entry, regions, region, "", "")
        (entry,) = box.entries()
    return waiting.look(Store(path), regions, box, entry)


@pytest.mark.parametrize(
    ("rows", "region", "count"),
    [
        (ACROSS, "", 5),
        ((["演示市2024年度目标任务"], *DOWN[1:]), "", 4),
        (ALONE, "990100", 2),
    ],
)
def test_a_table_of_targets_among_the_returns_is_read_as_targets(
    small_path: Path, regions: Regions, rows: tuple, region: str, count: int
) -> None:
    look = dropped(small_path, regions, xlsx(*rows), region)
    assert look.ready
    assert {(it.basis, str(it.period)) for it in look.outcome.facts} == {(Basis.TARGET, "2024")}
    assert len(look.outcome.facts) == count


def test_targets_without_a_place_ask_for_it_and_a_table_of_what_was_done_holds_none(
    small_path: Path, regions: Regions
) -> None:
    alone = dropped(small_path, regions, xlsx(*ALONE))
    assert not alone.ready and "编制单位" in alone.outcome.words
    done = (["演示市2024年目标任务完成情况"], *ACROSS[1:])
    assert Basis.TARGET not in {it.basis for it in dropped(small_path, regions, xlsx(*done)).outcome.read}


def test_targets_that_came_with_the_returns_are_undone_like_any_load(
    small_path: Path, regions: Regions
) -> None:
    box = Inbox(small_path)
    waiting.accept(small_path, regions, box, [dropped(small_path, regions, xlsx(*ACROSS))], "张三")
    more = xlsx(*ACROSS[:2], ["东沚区", 15, 100])
    waiting.accept(small_path, regions, box, [dropped(small_path, regions, more)], "张三")

    def standing() -> list[int]:
        stored = Store(small_path).facts(regions=["990102"], indicators=["canteens_new"])
        return [int(it.value) for it in stored]

    assert standing() == [15]
    intake.undo(small_path, Store(small_path).asked("receipts")[0]["load"], "李四", "发错了")
    assert standing() == [12]


def test_the_screen_takes_a_table_of_targets_and_lets_it_be_undone(small_path: Path) -> None:
    Inbox(small_path).add("目标.xlsx", xlsx(*ACROSS), "张三")
    test = opened("intake", actor="张三")
    test.button(key="take-all").click().run()
    assert not test.exception and not test.error and len(Store(small_path).facts()) == 5
    assert "已接收" in html(test)


def test_targets_are_no_return_that_others_could_be_missing_beside(
    small_path: Path, regions: Regions
) -> None:
    look, box = dropped(small_path, regions, xlsx(*ACROSS)), Inbox(small_path)
    assert turnout.counts(Store(small_path), regions, box.items(Store(small_path)), [look]) == []
    waiting.accept(small_path, regions, box, [look], "张三")
    assert turnout.counts(Store(small_path), regions, box.items(Store(small_path)), []) == []
