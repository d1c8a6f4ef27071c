"""A 通报 as a workbook: its text, its annexes with live numbers, how each score came about, every 数据编号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minsheng import workbook
from minsheng.bulletin import cards, checklist
from minsheng.bulletin.bulletin import Bulletin
from minsheng.facts import plain as decimal
from minsheng.workbook import Column
from minsheng.workbook import Table as Sheet
from minsheng.writing.document import Cell, Table, plain

_NUMBER = re.compile(r"(-?[\d,]+(?:\.\d+)?)([^\"]*)")
_SHEET = re.compile(r"[\[\]:*?/\\]")


def written(bulletin: Bulletin) -> bytes:
    """The file."""
    return workbook.workbook([_text(bulletin), *_annexes(bulletin), *_steps(bulletin), _checklist(bulletin)])


def _text(bulletin: Bulletin) -> Sheet:
    rows = [[paragraph.text] for paragraph in bulletin.document.paragraphs[1:]]
    return Sheet(
        bulletin.document.name, "正文", [bulletin.document.banner], [Column("正文", 110), Column("", 4)],
        [[*row, ""] for row in rows],
    )  # fmt: skip


def _annexes(bulletin: Bulletin) -> list[Sheet]:
    """All annexes but the checklist, which has a sheet with every number of the file."""
    names: dict[str, int] = {}
    return [_annex(it, names) for it in bulletin.document.tables[:-1]]


def _annex(table: Table, names: dict[str, int]) -> Sheet:
    short = _SHEET.sub("", table.title.split("主要")[0] if "分页" in table.title else table.title)[:26]
    names[short] = names.get(short, 0) + 1
    sheet = short if names[short] == 1 else f"{short}（{'一二三四五六七八九十'[names[short] % 10 - 1]}）"
    widths = [max(8.0, width / 1.9) for width in table.widths]
    columns = [Column(name, width) for name, width in zip(table.columns, widths, strict=True)]
    rows = [[_cell(cell, place in table.numeric) for place, cell in enumerate(row)] for row in table.rows]
    return Sheet(
        table.title, sheet, [table.particulars], columns, rows, [plain(note) for note in table.notes]
    )


def _cell(spans: Cell, numeric: bool) -> workbook.Cell:
    """A cell that begins with a bound number is that number; what stands behind it goes into its format."""
    if numeric and spans[0].entry and (match := _NUMBER.fullmatch(plain(spans))):
        return workbook.number(match[1].replace(",", ""), match[2])
    return plain(spans)


def _steps(bulletin: Bulletin) -> list[Sheet]:
    if not bulletin.cards:
        return []
    rows = [_step(card.name, mark) for card in bulletin.cards for mark in card.marks]
    rows += [
        [card.name, f"{cut.deduction.fault}（扣分）", "", "", f"{cut.count}{cut.deduction.each if cut.deduction.each != '次' else '次'}，每{cut.deduction.each}扣{decimal(cut.deduction.points)}分，最多扣{decimal(cut.deduction.cap)}分", f"{decimal(-cut.off.value)}分"]
        for card in bulletin.cards
        for cut in card.cuts
    ]  # fmt: skip
    columns = [
        Column("单位", 18), Column("项目", 26), Column("本期数", 16), Column("计分办法", 12), Column("计算", 60), Column("得分", 16),
    ]  # fmt: skip
    return [
        Sheet(
            "考核评分依据",
            "评分依据",
            ["每一得分的数、办法和计算"],
            columns,
            rows,
            [cards.LACKING, cards.TIES],
        )
    ]


def _step(name: str, mark: cards.Mark) -> list[workbook.Cell]:
    shown = mark.line.figure.display if mark.line else "—"
    points = f"{mark.points:.2f}分" if mark.score else "不计分"
    return [name, mark.criterion.name, shown, str(mark.criterion.rule), mark.steps or mark.why, points]


def _checklist(bulletin: Bulletin) -> Sheet:
    entries = bulletin.document.register.entries
    found = checklist.checklist(entries, bulletin.document.register, bulletin.regions, "")
    widths: Sequence[float] = (14, 60, 16, 18, 28, 16, 50)
    columns = [Column(name, width) for name, width in zip(found.columns, widths, strict=True)]
    return Sheet(
        "数据核对表",
        "数据核对表",
        ["全部数字的编号、所在和来源"],
        columns,
        [[plain(cell) for cell in row] for row in found.rows],
    )
