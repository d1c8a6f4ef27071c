"""县区对比 as a workbook: the order with what was divided by what, the five lamps, and the reason given for a red one."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng import workbook
from minsheng.comparison import verdict
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.lamps import Light, blocking
from minsheng.comparison.ranking import Entry
from minsheng.comparison.together import Together
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.view import tables
from minsheng.workbook import INVENTED, Cell, Column, Table

_PLAIN = (
    Column("位次", 8), Column("单位名称", 26), Column("地区代码", 16), Column("数值", 14), Column("单位", 12), Column("与平均相差", 14),
    Column("来源", 46), Column("注", 30),
)  # fmt: skip
_PARTS = (Column("分子", 14), Column("分母", 14))
JUDGES_NOBODY = "本表按数据排列，不作绩效评价。"


def ranking_table(found: Comparison, reason: str = "", joint: Together | None = None) -> bytes:
    """The comparison as one sheet; ``found`` and ``joint`` must be made of what may leave the house, ``reason`` answers the red lamps."""
    divided = found.question.denominator is not None
    columns = list(_PLAIN)
    if found.ranking.is_neutral:
        columns[0] = Column("序", 8)
    if divided:
        columns[6:6] = _PARTS
    order = found.ranking
    rows = [_row(found, it, divided=divided) for it in order.entries]
    blank: list[Cell] = ["", ""] if divided else []
    rows += [["—", it.name, it.region, it.state.zh, "", "", *blank, "", ""] for it in order.missing]
    rows += [["—", it.name, it.region, "未参加排列", "", "", *blank, "", it.why] for it in order.excluded]
    table = Table(
        f"{found.place}各{found.noun}{found.indicator.title}",
        "对比",
        _particulars(found),
        columns,
        rows,
        notes(found, reason, joint),
    )
    return workbook.workbook([table])


def _row(found: Comparison, it: Entry, *, divided: bool) -> list[Cell]:
    shown = found.figure(it)
    gap = workbook.number(_plain(found, it), signed=True)
    parts = (
        [tables.value_cell(_operand(found, fact)) for fact in it.fact.derivation.operands[:2]]
        if divided
        else []
    )
    rank = f"{it.rank}{'（并列）' if it.tied else ''}"
    return [
        rank, it.name, it.region, tables.value_cell(shown), tables.unit_cell(shown), gap, *parts, shown.origin, "、".join(shown.marks),
    ]  # fmt: skip


def _operand(found: Comparison, fact: Fact) -> Figure:
    people = next((it.indicator for it in found.people if it.indicator.code == fact.indicator), None)
    return Figure(fact, people or found.question.indicator, "")


def _plain(found: Comparison, it: Entry) -> str:
    """The gap to the mean in the unit of the column (万元 where the number beside it is in 万元)."""
    shown = found.figure(it).tabular
    places = len(shown.text.partition(".")[2])
    return f"{(it.value - found.benchmark.value) / shown.step.scaleb(places):.{max(places, 1)}f}"


def _particulars(found: Comparison) -> tuple[str, ...]:
    by = f"　　分母：{found.populations}" if found.populations else ""
    basis = (
        found.ranking.entries[0].fact.basis.zh if found.ranking.entries else found.question.indicator.basis.zh
    )
    return (
        f"单位：见各行　　范围：{found.place}{found.ranking.total}个{found.noun}　　时期：{found.when}　　口径：{basis}{by}",
        f"数据来源：{tables.sources_of(it.fact for it in found.ranking.entries)}；各数出处见“来源”列。",
    )


def notes(found: Comparison, reason: str, joint: Together | None = None) -> list[str]:
    """What stands under the table: means, lamps, the reason, that nobody is judged."""
    lines = [verdict.means(found), verdict.below(found), joint.words if joint else "", found.remainder]
    lines.append("可比性：" + "；".join(_lamp(light) for light in found.lights) + "。")
    if reason and blocking(found.lights):
        lines.append(f"导出说明：{reason.rstrip('。')}。")
    if any(it.fact.demo for it in found.ranking.entries):
        lines.append(INVENTED)
    return [line for line in (*lines, JUDGES_NOBODY) if line]


def _lamp(light: Light) -> str:
    words = {"green": "是", "amber": "有提示", "red": "否"}[light.colour.value]
    return f"{light.label}：{words}{f'（{light.why}）' if light.why else ''}"


def file_parts(found: Comparison) -> Sequence[str]:
    """What the file is named after."""
    return (found.place, found.question.period.name, found.indicator.title, "对比")
