"""任务台账: how a task is judged, how a ledger is read from Excel, and that nothing of it is overwritten."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.facts import Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, intake
from minsheng.receiving.approval import NoName
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.tasks import deadlines, differences, numbering, records, sheet, summary, template
from minsheng.tasks.board import Standing
from minsheng.tasks.plan import NotALedger, Plan
from minsheng.tasks.standing import board
from minsheng.tasks.task import Report, Said, State, Task
from tests.conftest import keep

REGION, YEAR = "370300", 2022
HEAD = (
    "序号",
    "重点任务",
    "具体工作",
    "落实措施",
    "责任科室",
    "分管领导",
    "完成时限",
    "关联指标",
    "目标值",
    "计量单位",
)
ROWS = (
    (
        "1",
        "养老服务",
        "长者食堂",
        "新建长者食堂",
        "养老服务科",
        "张局长",
        "年底",
        "本年新建长者食堂",
        300,
        "处",
    ),
    ("2", None, None, "制定补助办法", "养老服务科", "张局长", "6月底", None, None, None),
    ("3", "社会救助", "低保", "年度复核", "社会救助科", "李局长", "2022-09-30", None, None, None),
)


def book(*rows: tuple, head: tuple = HEAD, merged: tuple[str, ...] = (), title: bool = True) -> bytes:
    workbook = openpyxl.Workbook()
    page = workbook.active
    if title:
        page.append(["淄博市2022年重点任务台账"])
    for row in (head, *rows):
        page.append(list(row))
    for span in merged:
        page.merge_cells(span)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def planned(store: Store, data: bytes) -> Plan:
    return sheet.read(data, "台账.xlsx", YEAR, store.catalogue)


def titles(plan: Plan) -> list[tuple[int, str]]:
    return [(it.level, it.title) for it in plan.tasks]


THREE = [
    (1, "养老服务"), (2, "长者食堂"), (3, "新建长者食堂"), (3, "制定补助办法"), (1, "社会救助"), (2, "低保"), (3, "年度复核"),
]  # fmt: skip


# -- the sheet --------------------------------------------------------------------------------------
def test_levels_in_columns_are_read_blank_repeated_or_merged(store: Store) -> None:
    repeated = [(*row[:1], *(row[1:3] if row[1] else ("养老服务", "长者食堂")), *row[3:]) for row in ROWS]
    assert titles(planned(store, book(*ROWS))) == THREE
    assert titles(planned(store, book(*repeated))) == THREE
    assert titles(planned(store, book(*ROWS, merged=("B3:B4", "C3:C4", "E3:E4", "F3:F4")))) == THREE


def test_columns_may_be_moved_renamed_and_added(store: Store) -> None:
    order = (4, 1, 2, 3, 6, 5, 7, 8, 9)
    names = (
        "牵头科室",
        "重点工作",
        "工作内容",
        "具体措施",
        "时间节点",
        "责任领导",
        "对应指标",
        "任务目标",
        "单位",
    )
    rows = [("附注", *(row[place] for place in order)) for row in ROWS]
    plan = planned(store, book(*rows, head=("督办级别", *names)))
    assert titles(plan) == THREE
    first = plan.tasks[2]
    assert (first.owner, first.leader, first.due) == ("养老服务科", "张局长", date(2022, 12, 31))
    assert (first.indicator, first.target) == ("canteens_new", 300)
    assert plan.unread == ("督办级别",)


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "1.1", "1.1.1", "1.1.2", "2", "2.1", "2.1.1"),
        ("一、", "（一）", "1.", "2.", "二、", "（一）", "1."),
    ],
)
def test_an_outline_is_read_by_its_numbers(store: Store, numbers: tuple[str, ...]) -> None:
    inline = [
        (f"{number}{'' if number[-1] in '、）.' else ' '}{title}", "甲科")
        for number, (_, title) in zip(numbers, THREE, strict=True)
    ]
    apart = [(number, title, "甲科") for number, (_, title) in zip(numbers, THREE, strict=True)]
    assert titles(planned(store, book(*inline, head=("工作任务", "责任科室")))) == THREE
    assert titles(planned(store, book(*apart, head=("序号", "工作任务", "责任科室")))) == THREE


def test_what_follows_one_point_nine_is_one_point_ten(store: Store) -> None:
    rows = [
        (1, "总任务", "甲科"),
        *((1 + place / 10, f"工作{place}", "甲科") for place in range(1, 10)),
        (1.1, "第十项", "甲科"),
    ]
    plan = planned(store, book(*rows, head=("序号", "工作任务", "责任科室")))
    assert [it.number for it in plan.tasks][-2:] == ["1.9", "1.10"]
    assert {it.level for it in plan.tasks[1:]} == {2}


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (6, "尽快", "G3（完成时限）“尽快”不是日期"),
        (7, "食堂数", "H3（关联指标）“食堂数”不在指标目录中"),
        (8, "很多", "I3（目标值）“很多”不是数字"),
        (9, "人次", "I3（目标值）的单位“人次”"),
        (6, "2021-06-30", "早于台账年度2022年"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_cell(
    store: Store, column: int, text: str, said: str
) -> None:
    row = list(ROWS[0])
    row[column] = text
    with pytest.raises(NotALedger) as refused:
        planned(store, book(tuple(row)))
    assert said in str(refused.value)


def test_a_measure_needs_what_stands_above_it_and_no_task_stands_twice(store: Store) -> None:
    with pytest.raises(NotALedger, match="上面没有具体工作"):
        planned(store, book(("1", "任务", None, "措施", "科", "", "年底", None, None, None)))
    with pytest.raises(NotALedger, match="重复"):
        planned(store, book(ROWS[0], (*ROWS[0][:1], None, None, *ROWS[0][3:])))
    with pytest.raises(NotALedger, match="没有找到台账的表头"):
        planned(store, book(("甲", "乙"), head=("姓名", "电话")))


def test_the_template_is_read_as_it_is_downloaded(store: Store) -> None:
    plan = planned(store, template.template("淄博市", YEAR))
    assert [it.level for it in plan.tasks] == [1, 2, 3, 3, 2, 3]
    assert not plan.unread


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-06-30", (2022, 6, 30)), ("6月底", (2022, 6, 30)), ("6月30日前", (2022, 6, 30)), ("二季度末", (2022, 6, 30)),
        ("上半年", (2022, 6, 30)), ("2022年11月底前完成", (2022, 11, 30)), ("年底", (2022, 12, 31)), ("全年", (2022, 12, 31)),
        ("2023年2月", (2023, 2, 28)), ("3—9月", (2022, 9, 30)), ("长期坚持", (2022, 12, 31)),
    ],
)  # fmt: skip
def test_deadlines_as_people_write_them(text: str, day: tuple[int, int, int]) -> None:
    assert deadlines.deadline(text, YEAR) == date(*day)


@pytest.mark.parametrize("text", ["尽快", "2月30日", "13月", "按要求"])
def test_what_names_no_day_is_no_deadline(text: str) -> None:
    assert deadlines.deadline(text, YEAR) is None


@pytest.mark.parametrize("text", ["3.5万人次服务", "12345热线整合", "1950年以来档案整理"])
def test_a_figure_at_the_front_of_a_title_is_no_number(text: str) -> None:
    assert numbering.taken_apart(text).rest == text


# -- differences ------------------------------------------------------------------------------------
def compared(store: Store, data: bytes, before: list[Task] | None = None) -> differences.Comparison:
    return differences.compared(
        planned(store, data), before or [], REGION, YEAR, "台账.xlsx", store.catalogue
    )


def test_a_reimport_shows_what_changes_and_a_task_keeps_its_code(store: Store) -> None:
    before = list(compared(store, book(*ROWS)).whole)
    moved = (
        ("1", "社会救助", "低保", "开展年度复核", "社会救助科", "李局长", "2022-10-31", None, None, None),
        (
            "2",
            "养老服务",
            "长者食堂",
            "新建长者食堂",
            "养老服务科",
            "王局长",
            "年底",
            "本年新建长者食堂",
            320,
            "处",
        ),
        ("3", None, None, "评选示范食堂", "养老服务科", "王局长", "年底", None, None, None),
    )
    found = compared(store, book(*moved), before)
    codes = {it.title: it.code for it in before}
    after = {it.title: it.code for it in found.whole}
    assert after["新建长者食堂"] == codes["新建长者食堂"]
    assert after["开展年度复核"] == codes["年度复核"]
    assert [it.task.title for it in found.of(differences.WITHDRAWN)] == ["制定补助办法"]
    assert [it.task.title for it in found.of(differences.NEW)] == ["评选示范食堂"]
    (changed,) = [it for it in found.of(differences.REWORDED) if it.task.title == "新建长者食堂"]
    assert {("分管领导", "张局长", "王局长"), ("目标值", "300处", "320处")} <= set(changed.fields)


def test_the_same_ledger_again_changes_nothing(store: Store) -> None:
    before = list(compared(store, book(*ROWS)).whole)
    assert compared(store, book(*ROWS), before).changed == ()


def test_the_standing_ledger_downloaded_and_imported_again_changes_nothing(store: Store) -> None:
    before = records.standing(records.wordings(store, "990100"), 2023)
    data = template.filled("演示市", 2023, before, store.catalogue)
    plan = sheet.read(data, "演示.xlsx", 2023, store.catalogue)
    found = differences.compared(plan, before, "990100", 2023, "演示.xlsx", store.catalogue)
    assert not found.of(differences.NEW)
    assert not found.of(differences.WITHDRAWN)
    assert {it.title: it.target for it in found.whole} == {it.title: it.target for it in before}


# -- how a task stands ------------------------------------------------------------------------------
def task(**more) -> Task:  # noqa: ANN003
    return dataclasses.replace(Task(REGION, YEAR, "0001", "任务", due=date(2022, 12, 31)), **more)


def said(month: int, state: Said, done: int | None = None) -> Report:
    return Report(REGION, YEAR, "0001", f"2022-{month:02d}", state, None if done is None else Decimal(done))


def stood(reports: list[Report], day: date, **more) -> Standing:  # noqa: ANN003
    return board([task(**more)], reports, {}, "淄博市", day).standings[0]


SEPTEMBER = date(2022, 9, 30)


@pytest.mark.parametrize(
    ("reports", "state", "silent"),
    [
        ([], State.UNKNOWN, True),
        ([said(9, Said.UNDER_WAY)], State.NORMAL, False),
        ([said(8, Said.UNDER_WAY)], State.NORMAL, True),
        ([said(9, Said.HELD_UP)], State.SLOW, False),
        ([said(9, Said.UNDER_WAY, 75)], State.NORMAL, False),
        ([said(9, Said.UNDER_WAY, 74)], State.SLOW, False),
        ([said(9, Said.UNDER_WAY, 65)], State.LAGGING, False),
        ([said(5, Said.DONE)], State.DONE, False),
        ([said(10, Said.DONE)], State.UNKNOWN, True),
    ],
)
def test_a_task_without_figure_stands_as_it_was_reported(
    reports: list[Report], state: State, silent: bool
) -> None:
    found = stood(reports, SEPTEMBER)
    assert (found.state, found.silent) == (state, silent)


def test_past_its_deadline_a_task_is_overdue_until_it_is_done() -> None:
    due = date(2022, 6, 30)
    assert stood([said(9, Said.UNDER_WAY, 99)], SEPTEMBER, due=due).state is State.OVERDUE
    assert stood([said(9, Said.DONE)], SEPTEMBER, due=due).state is State.DONE
    assert stood([], due, due=due).state is State.UNKNOWN


def test_a_later_report_of_the_same_month_stands() -> None:
    first = dataclasses.replace(said(9, Said.UNDER_WAY), revision=2)
    second = dataclasses.replace(said(9, Said.HELD_UP), revision=3)
    assert stood([second, first], SEPTEMBER).state is State.SLOW


@given(
    st.lists(
        st.sampled_from([Said.UNDER_WAY, Said.HELD_UP, Said.DONE, Said.NOT_BEGUN, None]),
        min_size=1,
        max_size=6,
    )
)
def test_a_task_is_as_bad_as_the_worst_below_it_and_done_only_with_all(given_: list[Said | None]) -> None:
    parent = task(code="P")
    below = [task(code=f"{place}", parent="P", position=place + 1) for place in range(len(given_))]
    reports = [
        dataclasses.replace(said(9, it), code=f"{place}") for place, it in enumerate(given_) if it is not None
    ]
    first, *rest = board([parent, *below], reports, {}, "淄博市", SEPTEMBER).standings
    assert first.state.severity == max(it.state.severity for it in rest)
    assert (first.state is State.DONE) == all(it is Said.DONE for it in given_)


def figures(*values: tuple[str, str, int, Basis]) -> list[Fact]:
    units = {"canteens_new": "处", "social_work_stations": "个", "dibao_standard_ratio": "倍"}
    return [
        Fact(REGION, code, Period.parse(period), basis, Decimal(value), units[code])
        for code, period, value, basis in values
    ]


def bound(store: Store, regions: Regions, facts: list[Fact], day: date, **more) -> Standing:  # noqa: ANN003
    return summary.of([task(**more)], [], facts, store, regions, day).standings[0]


def test_a_flow_is_held_against_the_calendar(store: Store, regions: Regions) -> None:
    facts = figures(("canteens_new", "2022Q3", 200, Basis.YTD))
    found = bound(store, regions, facts, SEPTEMBER, indicator="canteens_new", target=Decimal(300))
    assert found.state is State.SLOW  # 66.7 % of 75 %
    assert "66.7%" in found.why
    assert not found.silent
    done = figures(("canteens_new", "2022Q3", 310, Basis.YTD))
    assert (
        bound(store, regions, done, SEPTEMBER, indicator="canteens_new", target=Decimal(300)).state
        is State.DONE
    )


def test_a_stock_is_held_against_the_way_from_the_years_start(store: Store, regions: Regions) -> None:
    before = ("social_work_stations", "2021Q4", 80, Basis.STOCK)
    more = {
        "indicator": "social_work_stations",
        "target": Decimal(120),
    }  # the straight way is at 110 in September
    slow = figures(before, ("social_work_stations", "2022Q3", 90, Basis.STOCK))
    assert bound(store, regions, slow, SEPTEMBER, **more).state is State.LAGGING
    level = figures(before, ("social_work_stations", "2022Q3", 110, Basis.STOCK))
    assert bound(store, regions, level, SEPTEMBER, **more).state is State.NORMAL


def test_a_ratio_has_no_pace_and_a_limit_from_above_is_kept_or_not(store: Store, regions: Regions) -> None:
    facts = [
        *figures(("dibao_standard_ratio", "2022Q3", 1, Basis.RATE)),
    ]
    facts = [dataclasses.replace(it, value=Decimal("1.38")) for it in facts]
    more = {"indicator": "dibao_standard_ratio", "target": Decimal("1.35"), "at_most": True}
    assert bound(store, regions, facts, SEPTEMBER, **more).state is State.NORMAL
    assert bound(store, regions, facts, SEPTEMBER, **more, due=date(2022, 8, 31)).state is State.OVERDUE
    kept = [dataclasses.replace(facts[0], value=Decimal("1.30"))]
    assert bound(store, regions, kept, SEPTEMBER, **more).state is State.NORMAL
    assert bound(store, regions, kept, SEPTEMBER, **more, due=date(2022, 9, 30)).state is State.DONE


def test_the_target_of_the_store_counts_and_a_ledger_that_differs_is_told(
    store: Store, regions: Regions
) -> None:
    facts = figures(("canteens_new", "2022Q3", 200, Basis.YTD), ("canteens_new", "2022", 300, Basis.TARGET))
    found = bound(store, regions, facts, SEPTEMBER, indicator="canteens_new", target=Decimal(400))
    assert found.progress.target.fact.value == 300
    assert "台账写400处，库中目标为300处" in found.progress.note


# -- the store --------------------------------------------------------------------------------------
def imported(path: Path, data: bytes, actor: str = "张三") -> int:
    store = Store(path)
    before = records.standing(records.wordings(store, REGION), YEAR)
    found = compared(store, data, before)
    return records.keep(path, found.changed, found.whole, actor, ("台账.xlsx", data))


def test_an_imported_ledger_brings_its_targets_and_its_size(small_path: Path, regions: Regions) -> None:
    imported(small_path, book(*ROWS))
    store = Store(small_path)
    facts = {(it.indicator, it.basis): it for it in store.facts(regions=[REGION])}
    assert facts["canteens_new", Basis.TARGET].value == 300
    assert facts["canteens_new", Basis.TARGET].locator.endswith("!D3")
    sizes = [facts[code, Basis.YTD].value for code in records.COUNTED]
    assert sizes == [2, 2, 3]
    keep(small_path, *figures(("canteens_new", "2022Q3", 240, Basis.YTD)))
    found = summary.summary(Store(small_path), regions, REGION, Period.parse("2022Q3"))
    assert found.board.find("0003").why.startswith("完成年度目标的80.0%")
    assert "2项重点任务" in found.sentence


def test_the_file_is_kept_and_a_locked_year_takes_no_targets(small_path: Path) -> None:
    data = book(*ROWS)
    imported(small_path, data)
    (load,) = [row for row in Store(small_path).asked("receipts") if row["file"] == "台账.xlsx"]
    assert records.proof_bytes(small_path, load["sha256"]) == data
    approval.record(small_path, [(REGION, Period.of_year(YEAR))], [approval.Step.LOCKED], "赵六")
    row = (*ROWS[0][:8], 320, "处")
    with pytest.raises(records.NoTasks, match="锁定"):
        imported(small_path, book(row, *ROWS[1:]))


def test_a_ledger_whose_load_is_undone_leaves_the_tasks_as_they_were(small_path: Path) -> None:
    imported(small_path, book(*ROWS))
    before = [(it.code, it.title, it.withdrawn) for it in records.wordings(Store(small_path), REGION)]
    imported(small_path, book((*ROWS[0][:8], 320, "处"), *ROWS[2:]), "李四")
    newest, *_ = Store(small_path).asked("receipts")
    intake.undo(small_path, newest["load"], "张三", "传错了文件")
    assert [(it.code, it.title, it.withdrawn) for it in records.wordings(Store(small_path), REGION)] == before
    (first,) = [
        it
        for it in Store(small_path).asked("receipts")
        if it["undone_in"] is None and it["file"] == "台账.xlsx"
    ]
    intake.undo(small_path, first["load"], "张三", "整份作废")
    assert records.wordings(Store(small_path), REGION) == []
    assert Store(small_path).facts(regions=[REGION], indicators=list(records.COUNTED)) == []


def test_nothing_of_a_ledger_is_overwritten(small_path: Path) -> None:
    first = imported(small_path, book(*ROWS))
    second = imported(small_path, book(ROWS[0], ROWS[2]), "李四")
    words = records.wordings(Store(small_path), REGION)
    gone = [it for it in words if it.title == "制定补助办法"]
    assert [(it.withdrawn, it.revision, it.actor) for it in gone] == [
        (True, second, "李四"),
        (False, first, "张三"),
    ]
    assert "制定补助办法" not in {it.title for it in records.standing(words, YEAR)}
    with pytest.raises(records.NoTasks):
        imported(small_path, book(ROWS[0], ROWS[2]))


def test_a_status_is_a_row_and_its_proof_is_kept_under_its_hash(small_path: Path) -> None:
    imported(small_path, book(*ROWS))
    given_ = dataclasses.replace(said(9, Said.DONE), code="0004", note="办法已印发")
    records.report(small_path, given_, "王五", ("办法.pdf", b"%PDF-1.7"))
    (found,) = records.reports(Store(small_path), REGION)
    assert (found.actor, found.evidence, found.state) == ("王五", "办法.pdf", Said.DONE)
    assert records.proof_bytes(small_path, found.proof) == b"%PDF-1.7"
    records.report(small_path, dataclasses.replace(given_, state=Said.UNDER_WAY), "王五")
    assert len(records.reports(Store(small_path), REGION)) == 2


@pytest.mark.parametrize(
    ("state", "done", "words"),
    [(Said.DONE, None, "佐证"), (Said.HELD_UP, None, "原因"), (Said.UNDER_WAY, 120, "0到100")],
)
def test_a_status_that_claims_too_much_is_refused(
    small_path: Path, state: Said, done: int | None, words: str
) -> None:
    with pytest.raises(records.NotReported, match=words):
        records.report(small_path, said(9, state, done), "王五")
    with pytest.raises(NoName):
        records.report(small_path, said(9, Said.UNDER_WAY), " ")


def test_the_years_finished_tasks_become_a_figure_once_the_year_is_over(
    small_path: Path, regions: Regions
) -> None:
    imported(small_path, book(*ROWS))
    for code in ("0004", "0007"):
        records.report(
            small_path,
            dataclasses.replace(said(11, Said.DONE), code=code, document="淄民发〔2022〕9号"),
            "王五",
        )
    early = summary.summary(Store(small_path), regions, REGION, Period.parse("2022Q3"))
    with pytest.raises(records.NoTasks, match="还没有结束"):
        records.settle(small_path, early.board, "张三")
    whole = summary.summary(Store(small_path), regions, REGION, Period.parse("2022"))
    records.settle(small_path, whole.board, "张三")
    (fact,) = Store(small_path).facts(regions=[REGION], indicators=[records.SETTLED])
    assert (fact.value, str(fact.period)) == (1, "2022")  # 社会救助 is done, 养老服务 has no canteens yet
    with pytest.raises(records.NoTasks, match="没有变化"):
        records.settle(small_path, whole.board, "张三")


def test_on_a_past_day_the_ledger_stands_as_of_that_day(shipped_path: Path, regions: Regions) -> None:
    def told(day: date) -> str:
        then = Store(shipped_path, Moment(known_by=day))
        found = summary.summary(then, regions, "990100", Period.parse("2023"))
        return found.sentence if found else ""

    assert told(date(2023, 7, 15)).startswith("截至2023年7月15日，")
    assert told(date(2024, 2, 1)).startswith("截至2023年底，")
    assert told(date(2022, 7, 15)) == ""


def test_the_demo_ledger_has_every_state_and_counts_add_up(store: Store, regions: Regions) -> None:
    seen = set()
    for period in ("2023-04", "2023Q3", "2023"):
        found = summary.summary(store, regions, "990100", Period.parse(period))
        seen |= {it.state for it in found.board.leaves}
        counts = found.leaves
        assert (
            counts.done + counts.normal + counts.unknown + counts.behind
            == counts.total
            == len(found.board.leaves)
        )
        assert found.facts_below["tasks_done"].value == counts.done
    assert {State.DONE, State.NORMAL, State.SLOW, State.LAGGING, State.OVERDUE} <= seen
    assert summary.summary(store, regions, "620724", Period.parse("2021")) is None
