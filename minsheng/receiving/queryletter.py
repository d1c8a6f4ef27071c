"""数据核实单: what a unit is asked about its return, as an Excel letter, and its filled-in reply read back.

Each line has the cell, the value, the rule in words, last year's figure, the units beside it and an empty
column for the reply. A line is known by its number (编号), so a reply lands where it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from statistics import median

from python_calamine import CalamineError, CalamineWorkbook

from minsheng import workbook
from minsheng.checks.judgements import Judgement, Words, amount
from minsheng.checks.rulebook import RuleSettings
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Fact
from minsheng.receiving.explanations import Explanation, for_finding
from minsheng.returns.reading import Severity
from minsheng.workbook import Column, Table

_NUMBER, _REPLY = "编号", "核实回复"
_COLUMNS = (
    Column("序号", 6),
    Column("指标", 22),
    Column("时期", 14),
    Column("单元格", 16),
    Column("数值", 16),
    Column("审核规则", 24),
    Column("需要核实的问题", 46),
    Column("上年同期", 16),
    Column("同类地区（中位数）", 16),
    Column(_REPLY, 30),
    Column(_NUMBER, 30),
)
_KINDS = {Severity.ERROR: "错误", Severity.EXPLAIN: "请说明", Severity.WARNING: "提醒"}
_NONE = "—"
_SEPARATOR = "/"


class NoLetter(MinshengError):
    """A file is no 数据核实单."""

    def __init__(self, why: str) -> None:
        super().__init__(f"这个文件不是数据核实单：{why}。", "请使用发出的核实单填写“核实回复”一列后导入。")


@dataclass(frozen=True, slots=True)
class Letter:
    """The questions to one unit; ``neighbours`` are the figures of the units beside it, ``own`` its own."""

    region: str
    found: Sequence[Judgement]
    own: Iterable[Fact]
    neighbours: Iterable[Fact]

    def write(self, words: Words, settings: RuleSettings) -> bytes:
        """The letter as a workbook."""
        own = {_cell(fact): fact for fact in self.own if fact.scope == WHOLE}
        beside: dict[tuple[str, str, str], list[Decimal]] = {}
        for fact in self.neighbours:
            if fact.scope == WHOLE and fact.has_value and fact.region != self.region:
                beside.setdefault(_cell(fact), []).append(fact.value)
        rows = [
            [str(place), *_line(it, own, beside, words, settings)]
            for place, it in enumerate(self.found, start=1)
        ]
        return workbook.workbook([self._table(rows, words)])

    def _table(self, rows: list[list[str]], words: Words) -> Table:
        place = words.regions.get(self.region).name
        return Table(
            title=f"{place}数据核实单",
            sheet="数据核实单",
            particulars=[
                f"单位：{place}　共{len(rows)}项　请逐项核实，把情况写入“{_REPLY}”一列后发回；“{_NUMBER}”一列请勿改动。"
            ],
            columns=_COLUMNS,
            rows=rows,
            notes=["错误：须更正或说明；请说明：须填写上报说明；提醒：请核对。"],
        )


def read(data: bytes) -> list[Explanation]:
    """The replies of a filled-in letter; lines left empty are left out. Raises NoLetter."""
    rows = _rows(data)
    top = next((place for place, row in enumerate(rows) if _REPLY in row and _NUMBER in row), None)
    if top is None:
        raise NoLetter(f"没有“{_REPLY}”和“{_NUMBER}”两列")
    reply, number = rows[top].index(_REPLY), rows[top].index(_NUMBER)
    found = []
    for place, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = [*row, *[""] * len(_COLUMNS)]
        if cells[number] and cells[reply]:
            found.append(_reply(cells[number], cells[reply], place))
    return found


def _reply(number: str, text: str, place: int) -> Explanation:
    parts = number.split(_SEPARATOR)
    if len(parts) != 4 or not parts[0] or not parts[2] or not parts[3]:
        raise NoLetter(f"第{place}行的{_NUMBER}“{number}”无法识别")
    region, indicator, period, rule = parts
    return Explanation(region, indicator, period, rule, text)


def _rows(data: bytes) -> list[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError):
        raise NoLetter("无法打开") from None
    return [[str(cell).strip() for cell in row] for row in rows]


def _line(
    it: Judgement,
    own: Mapping[tuple[str, str, str], Fact],
    beside: Mapping[tuple[str, str, str], Sequence[Decimal]],
    words: Words,
    settings: RuleSettings,
) -> list[str]:
    code = it.indicators[0] if it.indicators else ""
    fact = (
        it.facts[0]
        if it.facts
        else next((f for f in own.values() if (f.indicator, f.period) == (code, it.period)), None)
    )
    last = own.get((code, str(it.period.year_before), fact.basis.value)) if fact else None
    others = beside.get(_cell(fact), ()) if fact else ()
    asked = for_finding(it, "")
    return [
        words.catalogue[code].title if code else "整表",
        it.period.name,
        fact.locator or _NONE if fact else _NONE,
        amount(fact.value, fact.unit) if fact and fact.has_value else _NONE,
        f"{it.rule}（{_KINDS[it.severity]}）{settings[it.rule].title}",
        it.message,
        amount(last.value, last.unit) if last and last.has_value else _NONE,
        amount(median(others), fact.unit) if fact and others else _NONE,
        it.explanation,
        _SEPARATOR.join((asked.region, asked.indicator, asked.period, asked.rule)),
    ]


def _cell(fact: Fact) -> tuple[str, str, str]:
    return (fact.indicator, str(fact.period), fact.basis.value)
