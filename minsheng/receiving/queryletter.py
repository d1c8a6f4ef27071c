"""数据核实单: what a unit is asked about its return, as an Excel list and a Word letter.

Each line has the cell, the value, the rule in words, last year's figure, the units beside it and empty columns for the
reply and the right figure. A line is known by its number (编号), so a reply lands where it was asked (``replies``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from statistics import median
from zipfile import ZIP_DEFLATED, ZipFile

from minsheng import workbook
from minsheng.checks.judgements import Judgement, Words, amount
from minsheng.checks.rulebook import RuleSettings
from minsheng.facts import WHOLE, Fact
from minsheng.workbook import Column, Table
from minsheng.writing import document, word
from minsheng.writing.binding import Register
from minsheng.writing.document import Document, Paragraph, Span, Style

NUMBER, REPLY, RIGHT, VALUE = "编号", "核实回复", "更正为", "数值"
SEPARATOR = "/"
_COLUMNS = (
    Column("序号", 6),
    Column("指标", 22),
    Column("时期", 14),
    Column("单元格", 16),
    Column(VALUE, 16),
    Column("审核规则", 20),
    Column("需要核实的问题", 46),
    Column("上年同期", 16),
    Column("同类地区（中位数）", 16),
    Column(REPLY, 30),
    Column(RIGHT, 16),
    Column(NUMBER, 20),
)
_WORD = ("序号", "指标", "单元格", VALUE, "需要核实的问题", "上年同期", "同类地区", REPLY, RIGHT)
_WIDTHS = (10, 32, 24, 26, 64, 24, 24, 26, 17)  # millimetres, 247 in all
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One question, in words: a row of the list."""

    title: str
    when: str
    at: str
    value: str
    rule: str
    message: str
    last: str
    beside: str
    reply: str
    right: str
    number: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The questions to one unit, ``region``; ``place`` is its name, ``sender`` who asks, ``when`` the period in words.

    What is asked of an invented place says so.
    """

    region: str
    place: str
    sender: str
    when: str
    lines: tuple[Line, ...]
    demo: bool = False

    @property
    def name(self) -> str:
        """What the files are called."""
        return f"{self.place}{self.when}数据核实单"

    def excel(self) -> bytes:
        """The list to fill in, as a workbook."""
        table = Table(
            title=self.name,
            sheet="数据核实单",
            particulars=[
                f"单位：{self.place}　共{len(self.lines)}项　请逐项核实，把情况写入“{REPLY}”一列；数有错的，把正确的数写入"
                f"“{RIGHT}”一列（单位同“{VALUE}”一列）；“{NUMBER}”一列请勿改动。"
            ],
            columns=_COLUMNS,
            rows=[[str(place), *astuple(line)] for place, line in enumerate(self.lines, start=1)],
            notes=[
                "错误：须更正或说明；请说明：须填写上报说明；提醒：请核对。",
                *([workbook.INVENTED] if self.demo else []),
            ],
        )
        return workbook.workbook([table])

    def word(self, today: date, due: date) -> bytes:
        """The letter, with the list as its annex; by when an answer is ``due``."""
        told = (
            Paragraph(Style.TITLE, (Span(f"关于核实{self.when}民政统计数据的函"),)),
            Paragraph(Style.BODY, (Span(f"{self.place}民政统计工作负责同志："),)),
            Paragraph(Style.BODY, (Span(
                f"{self.when}报表审核中，你单位有{len(self.lines)}项数据需要核实（附件）。请对照原始台账逐项核实："
                f"数据无误的，在“{REPLY}”一列说明原因和依据；数据有误的，在“{RIGHT}”一列填写正确的数，并说明差错原因。"
            ),)),
            Paragraph(Style.BODY, (Span(f"核实结果请填入随函发送的电子表格，于{_day(due)}前发回，表中编号请勿改动。"),)),
            Paragraph(Style.SIGNED, (Span(self.sender),)),
            Paragraph(Style.SIGNED, (Span(_day(today)),)),
        )  # fmt: skip
        rows = [
            [document.cell(text) for text in _annexed(place, line)]
            for place, line in enumerate(self.lines, 1)
        ]
        annex = document.Table(
            "附件",
            f"{self.place}数据核实单",
            f"{self.when}　共{len(self.lines)}项",
            _WORD,
            _WIDTHS,
            rows,
            landscape=True,
        )
        return word.word(
            Document(
                self.name, f"数据核实{'　演示数据' if self.demo else ''}", told, (annex,), Register(), ()
            )
        )


def _day(it: date) -> str:
    return f"{it.year}年{it.month}月{it.day}日"


def _annexed(place: int, line: Line) -> tuple[str, ...]:
    return (
        str(place),
        line.title,
        line.at,
        line.value,
        line.message,
        line.last,
        line.beside,
        line.reply,
        line.right,
    )


def packed(letters: Iterable[Letter], today: date, due: date) -> bytes:
    """The list and the letter of every unit, as one archive."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for letter in letters:
            archive.writestr(f"{letter.name}.xlsx", letter.excel())
            archive.writestr(f"{letter.name}.docx", letter.word(today, due))
    return buffer.getvalue()


# -- what is asked --------------------------------------------------------------------------------
def lines(
    found: Sequence[Judgement], own: Iterable[Fact], neighbours: Iterable[Fact], words: Words, settings: RuleSettings
) -> tuple[Line, ...]:  # fmt: skip
    """The questions of some findings of one unit; ``neighbours`` are the figures of the units beside it, ``own`` its own."""
    mine = {_cell(fact): fact for fact in own if fact.scope == WHOLE}
    beside: dict[tuple[str, str, str], list[Decimal]] = {}
    for fact in neighbours:
        if fact.scope == WHOLE and fact.has_value:
            beside.setdefault(_cell(fact), []).append(fact.value)
    return tuple(_line(it, mine, beside, words, settings) for it in found)


def _line(
    it: Judgement,
    own: Mapping[tuple[str, str, str], Fact],
    beside: Mapping[tuple[str, str, str], Sequence[Decimal]],
    words: Words,
    settings: RuleSettings,
) -> Line:
    code = it.indicators[0] if it.indicators else ""
    fact = _asked(it, code, own)
    last = own.get((code, str(it.period.year_before), fact.basis.value)) if fact else None
    others = beside.get(_cell(fact), ()) if fact else ()
    cell = (fact.basis.value, fact.scope) if fact else ("", "")
    return Line(
        title=words.catalogue[code].title if code else "整表",
        when=it.period.name,
        at=fact.locator or _NONE if fact else _NONE,
        value=_amount(fact),
        rule=f"{it.rule}（{it.severity.zh}）{settings[it.rule].title}",
        message=it.message,
        last=_amount(last),
        beside=amount(median(others), fact.unit) if fact and others else _NONE,
        reply=it.explanation,
        right="",
        number=SEPARATOR.join((it.region, code, str(it.period), it.rule, *cell)),
    )


def _asked(it: Judgement, code: str, own: Mapping[tuple[str, str, str], Fact]) -> Fact | None:
    """The stored figure that a finding is about; of a single quarter the year to date it was computed from."""
    named = [
        fact
        for fact in it.facts
        if (fact.region, fact.indicator) == (it.region, code) and not fact.derivation
    ]
    stored = [fact for fact in own.values() if (fact.indicator, fact.period) == (code, it.period)]
    return next(iter([*named, *stored]), None)


def _amount(fact: Fact | None) -> str:
    return amount(fact.value, fact.unit) if fact and fact.has_value else _NONE


def _cell(fact: Fact) -> tuple[str, str, str]:
    return (fact.indicator, str(fact.period), fact.basis.value)
