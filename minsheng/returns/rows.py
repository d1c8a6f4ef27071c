"""The lines of a form's table: label with its headings, unit, code and value, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from minsheng.facts import Basis
from minsheng.returns.columns import (
    Columns,
    is_header_again,
    is_index_row,
    is_known_unit,
    unit_at_end,
)
from minsheng.returns.labels import BARE_HEADING, BARE_ROW, Label, Row, label_of
from minsheng.returns.placing import UNSURE
from minsheng.returns.printed import Printed, printed, printed_text
from minsheng.returns.sheets import Cell, Sheet
from minsheng.script import simplified

FOOT = re.compile(
    r"(?:\d*[.、]?\s*)?(?:备?注|说明|填报说明|单位负责人|统计负责人|负责人|填表人|填报人|审核人|联系电话|报出日期|资料来源|数据来源|来源|续表)\s*[:：\d一]"
    r"|(?:备?注|说明|单位负责人|统计负责人|填表人|填报人|审核人|联系电话|报出日期|续表)$|[(（]续"
)
_PLAIN_NUMBER = r"-?[\d,]+(?:\.\d+)?"
#: the months that a label says its sum runs over: 1-12月社会服务费实际支出
_MONTHS = re.compile(r"(?:1月?[-—–~～至到])?(\d{1,2})月份?(?=.*累计)|1月?[-—–~～至到](\d{1,2})月份?")
#: an official code of an item: JZH011310000
_CODE = re.compile(r"[A-Z]{2,5}\d{6,10}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something to sort. ``printed`` is None where the value is no number; ``doubt`` says what is odd.

    ``label_text`` is the label as printed; ``below_heading`` says that the line above has no value of its own,
    ``silent`` that no value column of this one holds anything, ``number`` is its zero-based row.
    """

    row: Row
    printed: Printed | None
    value_text: str
    label_text: str
    label_at: str
    value_at: str
    below_heading: bool = False
    doubt: str = ""
    silent: bool = False
    number: int = -1
    basis: Basis | None = None  # where the label itself says it: 当月

    @property
    def shown(self) -> str:
        """The label without numbering, for messages."""
        return self.row.label.name


def lines(sheet: Sheet, columns: Columns) -> Iterator[Line]:
    """The lines below the header that say something, in order; notes and signatures are passed over."""
    path: list[Label] = []
    group = ""  # what stands left of several lines, once for all of them: 城市低保 beside 人数 and 户数
    measures: dict[str, str] = {}  # headings and the units that they name for the rows below: 优抚安置(万人)
    below_heading = True
    for row in range(columns.row + 1, len(sheet.rows)):
        if is_index_row(sheet, row, columns) or is_header_again(sheet, row, columns):
            continue
        *left, label_column = _label_columns(sheet, row, columns)
        cell = sheet.cell(row, label_column)
        group = "".join(label_of(sheet.cell(row, it).text).name for it in left) or group
        group = group if left or label_column > columns.label else ""
        if cell.empty and _silent(sheet, row, columns) or FOOT.match(_plain(cell)):
            continue
        above = [*path, Label(group, BARE_HEADING)] if group else path
        line = _measured_above(_line(sheet, row, label_column, columns, above), measures)
        _descend(path, line)
        if not _is_heading(line):
            yield replace(line, below_heading=True) if below_heading else line
        below_heading = _is_heading(line)


def _measured_above(line: Line, measures: dict[str, str]) -> Line:
    """A heading gives its unit to the lines below it that print none."""
    own = line.row
    if (
        line.silent
        and own.unit
        and own.label.rank < BARE_HEADING
        and unit_at_end(line.label_text)[1] == own.unit
    ):
        measures[own.label.name] = own.unit
        return replace(line, row=replace(own, unit=""))
    above = next((measures[name] for name in reversed(own.path) if name in measures), "")
    return replace(line, row=replace(own, unit=above)) if above and not own.unit and line.value_text else line


def _silent(sheet: Sheet, row: int, columns: Columns) -> bool:
    if not sheet.cell(row, columns.value).empty:
        return False
    return all(sheet.cell(row, column).empty for column in columns.beside)


def _plain(cell: Cell) -> str:
    return simplified(cell.text).strip()


def _label_columns(sheet: Sheet, row: int, columns: Columns) -> list[int]:
    """The columns that name a line, its own label last; labels may be indented into the columns to the right."""
    other = {*columns.beside, *columns.compared, *columns.unknown}
    named = [c for c in columns.label_columns() if c not in other and not sheet.cell(row, c).empty]
    texts = [c for c in named if not re.fullmatch(_PLAIN_NUMBER, _plain(sheet.cell(row, c)))]
    return texts or named or [columns.label]


def _line(sheet: Sheet, row: int, label_column: int, columns: Columns, path: list[Label]) -> Line:
    columns = _where(sheet, row, columns)
    cell, value = sheet.cell(row, label_column), sheet.cell(row, columns.value)
    name, unit_in_name = unit_at_end(cell.text)
    label = label_of(name)
    unit = "" if columns.unit is None else simplified(sheet.cell(row, columns.unit).text).strip()
    code = "" if columns.code is None else _plain(sheet.cell(row, columns.code)).upper()
    above = [it.name for it in path if it.rank < (BARE_ROW if label.rank >= BARE_HEADING else label.rank)]
    label_at = sheet.address(row, label_column)
    if _CODE.fullmatch(unit) and not code and value.empty:
        unit, code = "", unit
    number, unit_in_cell = measured(value)
    own_unit = unit_in_cell or unit or unit_in_name or ("" if value.empty else columns.value_unit)
    return Line(
        row=Row(label, above, own_unit, code),
        printed=number,
        value_text=value.text if not value.uncalculated else "（公式没有结果）",
        label_text=cell.text,
        label_at=label_at,
        value_at=sheet.address(row, columns.value),
        doubt=_unsure(sheet, row, label_at) or _doubt(cell, unit, label_at),
        silent=_silent(sheet, row, columns),
        number=row,
    )


def _where(sheet: Sheet, row: int, columns: Columns) -> Columns:
    """The columns of a line; its number may have slid into the unit's cell, with nothing behind it."""
    if columns.unit is None or columns.unit > columns.value:
        return columns
    slid = re.fullmatch(_PLAIN_NUMBER, _plain(sheet.cell(row, columns.unit)))
    behind = range(columns.unit + 1, len(sheet.rows[row]))
    if not slid or any(not sheet.cell(row, column).empty for column in behind):
        return columns
    return replace(columns, value=columns.unit, unit=None, beside=())


def measured(cell: Cell) -> tuple[Printed | None, str]:
    """A value cell's number and the unit that stands in the cell itself: 6.1万人, 35家; mostly none."""
    number = printed(cell)
    if number is not None or cell.uncalculated:
        return number, ""
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)\s*([^\d\s.,]\S*)", _plain(cell))
    if found and is_known_unit(found[2]):
        return printed_text(found[1]), found[2]
    return None, ""


@lru_cache(8192)
def without_months(label: Label) -> tuple[Label, int | None]:
    """A label without the months that its sum runs over, and the last of them; None where it names none."""
    found = _MONTHS.match(label.name)
    if not found or found.end() == len(label.name):
        return label, None
    return replace(label, name=label.name[found.end() :]), int(found[1] or found[2])


def _unsure(sheet: Sheet, row: int, at: str) -> str:
    """Why nothing of a line is read: it is not certain in which columns its figures stand."""
    found = next(
        (cell for cell in sheet.rows[row] if isinstance(cell.value, str) and UNSURE in cell.value), None
    )
    if found is None:
        return ""
    return f"{at}一行的空格已消失，不能确定“{found.text.replace(UNSURE, '').strip()}”是哪一栏，未读取。"


def _doubt(cell: Cell, unit: str, at: str) -> str:
    if cell.formula or cell.text.startswith(("=", "@", "+")):
        return f"{at}应是指标名称，却是公式，未读取该行。"
    if cell.empty:
        return f"{at}没有指标名称，未读取该行。"
    if _CODE.fullmatch(unit):
        return f"{at}“{cell.text}”一行的计量单位栏里是代码{unit}，各栏可能错位，未读取该行。"
    if re.fullmatch(_PLAIN_NUMBER, unit):
        return f"{at}“{cell.text}”一行的计量单位栏里是数{unit}，未读取该行。"
    return ""


def _is_heading(line: Line) -> bool:
    return not line.doubt and line.silent and not line.row.unit and not _coded_leaf(line)


def _coded_leaf(line: Line) -> bool:
    """A row with an official code that ends no level (…0000) is an item even when unit and value are blank."""
    return bool(line.row.code) and not line.row.code.endswith("0000")


def _descend(path: list[Label], line: Line) -> None:
    """Keep the headings above the next line."""
    if line.doubt:
        return
    label = line.row.label
    rank = label.rank if label.rank < BARE_HEADING else BARE_HEADING if _is_heading(line) else BARE_ROW
    while path and path[-1].rank >= rank:
        path.pop()
    path.append(Label(label.name, rank, label.of_which))
