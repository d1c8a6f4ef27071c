"""The head of a form: 编制单位, 地区编码, 报告期, 表号, title; and the date it was handed in.

The period comes from here, never from the name of the file or the sheet.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from minsheng.period import Period
from minsheng.returns.columns import measures_in
from minsheng.returns.dates import day_in, period_ending, periods_in
from minsheng.returns.sheets import Cell, Sheet
from minsheng.script import simplified

_FIELDS = {
    "unit": "编制单位 填报单位 填报机构 报送单位 单位名称 综合机关名称 汇总单位",
    "code": "地区编码 行政区划代码 区划代码 地区代码 区划编码",
    "form": "表号",
    "period": "报告期 报告期别 填报时期 所属时期 统计时期 数据时期",
    "handed_in": "报出日期 填报日期 填表日期 上报日期",
    "measure": "计量单位 金额单位 数量单位 单位",
    "": "制表机关 制定机关 批准机关 批转机关 备案机关 批准文号 备案文号 有效期至 有效期 打印日期 打印时间 单位负责人 统计负责人 "
    "负责人 填表人 填报人 审核人 联系电话 电话 发布日期 发布时间 来源 信息来源",
}
_KIND_OF = {word: kind for kind, words in _FIELDS.items() for word in words.split()}
_KEY = re.compile(
    "("
    + "|".join(r"\s*".join(word) for word in sorted(_KIND_OF, key=len, reverse=True))
    + r")\s*(?:\([^)]*\))?\s*:"
)


@dataclass(slots=True)
class Head:
    """What the lines above (and below) a table say; each with the cell it stands in."""

    title: str = ""
    form: str = ""
    units: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    periods: dict[str, Period] = field(default_factory=dict)
    handed_in: date | None = None
    measures: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)

    @property
    def publisher(self) -> str:
        """The 编制单位 as printed."""
        return next(iter(self.units.values()), "")

    @property
    def finest_periods(self) -> dict[str, Period]:
        """The periods without the bare years that a month or quarter of that year makes precise."""
        fine = {at: it for at, it in self.periods.items() if it.kind != "year"}
        years = {it.year for it in fine.values()}
        return fine | {
            at: it for at, it in self.periods.items() if it.kind == "year" and it.year not in years
        }


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a head's text: ``kind`` of the field it belongs to, None for free text."""

    kind: str | None
    text: str
    locator: str


def read(sheet: Sheet, header_row: int) -> Head:
    """The head above ``header_row`` and the date below the table."""
    head = Head()
    for row in range(header_row):
        _take_line(head, list(_pieces(sheet, row)))
    for row in range(len(sheet.rows) - 1, header_row, -1):
        if not any(isinstance(cell.value, str) and "日" in cell.value for cell in sheet.rows[row]):
            continue
        for piece in _pieces(sheet, row):
            if piece.kind == "handed_in":
                head.handed_in = head.handed_in or day_in(piece.text)
    return head


def _take_line(head: Head, pieces: list[_Piece]) -> None:
    free = [piece for piece in pieces if piece.kind in (None, "period") and piece.text]
    for piece in pieces:
        match piece.kind:
            case "unit" if piece.text:
                head.units[piece.locator] = piece.text
            case "code" if piece.text:
                head.codes[piece.locator] = piece.text
            case "measure":
                head.measures += measures_in(piece.text)
            case "form":
                head.form = head.form or piece.text
            case "handed_in":
                head.handed_in = head.handed_in or day_in(piece.text)
    if free:
        head.lines += [piece.text for piece in free]
        head.title = head.title or next((piece.text for piece in free if _is_title(piece.text)), "")
        _take_periods(head, free)


def _take_periods(head: Head, free: list[_Piece]) -> None:
    for found in periods_in("".join(piece.text for piece in free)):
        head.periods[_where(free, found)] = found
    for piece in free:
        found = period_ending(piece.text, dated=piece.kind == "period")
        if found and not head.periods:
            head.periods[piece.locator] = found


def _is_title(text: str) -> bool:
    return any(word in text for word in ("统计", "报表", "季报", "月报", "数据", "快报"))


def _where(pieces: list[_Piece], period: Period) -> str:
    """The cell that prints the period, else the first of the line."""
    return next((piece.locator for piece in pieces if period in periods_in(piece.text)), pieces[0].locator)


def _pieces(sheet: Sheet, row: int) -> Iterator[_Piece]:
    """A line's text, cut at its field names; a name at the end of a cell takes the next cell with text."""
    waiting: str | None = None
    for column, cell in enumerate(sheet.rows[row]):
        text = _plain(cell)
        if not text:
            continue
        at = sheet.address(row, column)
        if (alone := "".join(text.split())) in _KIND_OF:
            waiting = _KIND_OF[alone]
            continue
        keys = list(_KEY.finditer(text))
        before = text[: keys[0].start()] if keys else text
        yield from _split(waiting, before, at)
        waiting = None
        for number, key in enumerate(keys):
            kind = _KIND_OF["".join(key[1].split())]
            end = keys[number + 1].start() if number + 1 < len(keys) else len(text)
            inside = text[key.end() : end].strip()
            if inside:
                yield from _split(kind, inside, at)
            elif end == len(text):
                waiting = kind


def _plain(cell: Cell) -> str:
    if isinstance(cell.value, date):
        day = cell.value
        ends = day.day in (1, monthrange(day.year, day.month)[1])
        return f"{day.year}年{day.month}月" if ends else f"{day.year}年{day.month}月{day.day}日"
    return simplified(cell.text).strip()


def _split(kind: str | None, text: str, at: str) -> Iterator[_Piece]:
    """A field's own value, and what stands behind it in the same cell as free text."""
    text = text.strip()
    if kind == "unit":
        own = re.split(r"\s*(?=\d{4}\s*年)", text)[0]
        yield _Piece("unit", "".join(own.split()), at)
        yield _Piece(None, text[len(own) :], at)
    elif kind == "code":
        digits = re.match(r"[\d\s]*\d(?!\d{0,3}\s*年)", text)
        own = digits[0] if digits else ""
        if not own and periods_in(text):
            yield _Piece(None, text, at)
            return
        own = own if len("".join(own.split())) in (6, 9, 12) else text.split()[0]
        yield _Piece("code", "".join(own.split()), at)
        yield _Piece(None, text[len(own) :], at)
    elif text:
        yield _Piece(kind, text, at)


def has_field(sheet: Sheet, row: int) -> bool:
    """Whether a line of the sheet has a form's field in it: 编制单位：…, 单位：人; not one in brackets."""
    texts = (simplified(cell.text) for cell in sheet.rows[row] if not cell.empty)
    return any(_KEY.search(re.sub(r"\([^()]*\)", "", text)) for text in texts)
