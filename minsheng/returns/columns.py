"""Which column of a form is what: 指标名称 · 单位 · 代码 · 数量 and the columns it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from minsheng import units
from minsheng.facts import Basis
from minsheng.period import Period
from minsheng.returns.sheets import Sheet
from minsheng.script import simplified

LABELS = set("指标名称 指标 项目 项目名称 指标项目 名称 统计指标".split())
UNITS = set("单位 计量单位".split())
CODES = set("代码 指标代码 编码 行次 指标编码".split())
VALUES = set("数量 本期 本期数 本期数量 本季度 本季度数 数值 本期值 本季数 期末数".split())
COMPARED = re.compile(
    r"上季度?数?|上月数?|上期数?|上年数?据?|上年同期数?|去年同期数?|上年末|环比.*|同比.*|增减.*|比上.*|较.*|增长.*"
    r"|(?:[一二三四五六七八九十]{1,2}|\d{1,2})月份?"
)
#: a column that holds sums since January, maybe with the months they run over
CUMULATIVE = re.compile(
    r"(?:本年度?|本期|全年|年初至今|自年初|年度)?累计(?:数量?|完成数?|发生数?)?|年初至(?:今|本[期月季]末?)(?:累计)?数?"
    r"|(?:\d{4}年)?1月?[-—–~～至到](?P<month>\d{1,2})月份?(?:累计)?数?"
)
#: a column that holds what happened in the quarter or month alone, where a sum stands beside it
_ALONE = re.compile(r"(?:本|当)(?P<span>季度?|月|期)(?:发生)?数?量?|单季数?")
_INDEX = re.compile(r"[甲乙丙丁戊]|\d{1,2}")
_HEADER_WITHIN = 40
_BRACKETS = str.maketrans("[]【】〔〕", "()()()")
KNOWN_UNITS = frozenset(
    "个 人 户 张 对 件 具 人次 户次 起 例 元 处 小时 份 条 块 场次 项 单 倍 元/人·月 元/人·年 元/人次 元/次 元/具 人/户 人次/月 "
    "张/千人 个/万人 人天 % ‰".split()
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Zero-based columns of a form's table; ``row`` is that of its header.

    ``beside`` are further value columns: a line is no heading where one of them holds something. ``alone`` is the column
    beside one of sums since January: what is of the period alone, and stocks.
    """

    row: int
    label: int
    value: int
    unit: int | None = None
    code: int | None = None
    compared: tuple[int, ...] = ()
    unknown: dict[int, str] = field(default_factory=dict)
    width: int = 0
    value_unit: str = ""
    beside: tuple[int, ...] = ()
    alone: int | None = None

    def label_columns(self) -> range:
        """A label may be indented into the columns before the next known one."""
        known = [it for it in (self.unit, self.code, self.value) if it is not None and it > self.label]
        return range(self.label, min(known))


@lru_cache(8192)
def squeezed(text: str) -> str:
    """A heading without spaces, width and notes in brackets: 指 标 → 指标."""
    plain = "".join(simplified(text).split())
    return re.sub(r"\(.*?\)$", "", plain)


def is_known_unit(text: str) -> bool:
    """Whether a text is a unit that forms print."""
    return units.parse(text).base in KNOWN_UNITS


def is_head_word(text: str) -> bool:
    """Whether a text heads a column of an official form."""
    word = squeezed(text)
    return word in LABELS | UNITS | CODES | VALUES or bool(COMPARED.fullmatch(word))


def find(sheet: Sheet) -> Columns | None:
    """The first line that names both a label column and exactly one value column; None where there is none."""
    for row in range(min(len(sheet.rows), _HEADER_WITHIN)):
        names = {column: squeezed(cell.text) for column, cell in enumerate(sheet.rows[row]) if not cell.empty}
        if columns := _columns(row, names):
            return replace(columns, value_unit=bracketed_unit(sheet.cell(row, columns.value).text)[1])
    return None


@lru_cache(8192)
def bracketed_unit(text: str) -> tuple[str, str]:
    """A name and the unit in brackets at its end: 结婚登记（对） → 结婚登记, 对; no unit where it is none."""
    plain = simplified(text).strip().translate(_BRACKETS)
    found = re.search(r"\(\s*(?:单位\s*:)?([^()]+)\)$|\s单位\s*:\s*([^()\s]+)$", plain)
    found = found or re.search(r"(?<=[^\W\d_])/([^()\s]+)$", plain)
    if found and is_known_unit(unit := next(filter(None, found.groups()))):
        return plain[: found.start()].strip(), unit.strip()
    return plain, ""


def measures_in(text: str) -> tuple[str, ...]:
    """The units that a line above a table names: 户、人、万元. Nothing where one of the words is no unit."""
    words = [word for word in re.split(r"[、,;\s]+", simplified(text).strip("() ")) if word]
    known = [word for word in words if is_known_unit(word)]
    whole = simplified(text).strip("() ")
    if is_known_unit(whole):
        return (whole,)
    return tuple(known) if len(known) == len(words) else ()


@lru_cache(8192)
def unit_at_end(text: str) -> tuple[str, str]:
    """As ``bracketed_unit``; the unit may also stand behind a space: 农村低保标准 元/人、年."""
    name, unit = bracketed_unit(text)
    if unit:
        return name, unit
    found = re.fullmatch(r"(.*\S)[\s,]+(\S+)", name.replace("\n", " "))
    apart = found and (len(found[2]) > 1 or len("".join(found[1].split())) > 3)  # not 床 位
    measure = found[2].replace(".", "、") if apart else ""
    return (found[1], measure) if measure and is_known_unit(measure) else (name, "")


def _columns(row: int, names: dict[int, str]) -> Columns | None:
    labels = [column for column, name in names.items() if name in LABELS]
    values = _values(names)
    if len(labels) != 1 or not values or min(values) < labels[0]:
        return None
    named = {labels[0], *values}
    unit = _only(names, UNITS, named)
    code = _only(names, CODES, named)
    rest = {column: name for column, name in names.items() if column not in named | {unit, code}}
    compared = tuple(column for column, name in rest.items() if COMPARED.fullmatch(name))
    unknown = {column: name for column, name in rest.items() if column not in compared}
    alone = values[1] if len(values) > 1 else None
    return Columns(
        row,
        labels[0],
        values[0],
        unit,
        code,
        compared,
        unknown,
        max(names) + 1,
        beside=tuple(values[1:]),
        alone=alone,
    )


def _values(names: dict[int, str]) -> list[int]:
    """The column of values; where one of sums since January stands beside it, that one first. Nothing where there
    is none, or no saying which."""
    sums = [column for column, name in names.items() if CUMULATIVE.fullmatch(name)]
    others = [column for column, name in names.items() if name in VALUES or _ALONE.fullmatch(name)]
    if len(sums) == 1 and len(others) < 2:
        return [*sums, *others]
    plain = [column for column in others if names[column] in VALUES]
    return plain if not sums and len(plain) == len(others) == 1 else []


def is_alone(name: str) -> bool:
    """Whether a column is headed by 本月, 当季 and the like."""
    return bool(_ALONE.fullmatch(name))


def alone_in(name: str, period: Period) -> Basis | None:
    """What a flow in a column beside the sums is: the quarter or the month alone; None where that is not certain."""
    found = _ALONE.fullmatch(name)
    if found is None:
        return None
    span = (found["span"] or "季")[0]
    if span == "月" or span == "期" and period.kind == "month":
        return Basis.MONTH if period.kind != "year" else None
    return Basis.QUARTER if period.kind == "quarter" else None


def _only(names: dict[int, str], words: set[str], taken: set[int]) -> int | None:
    return next((column for column, name in names.items() if name in words and column not in taken), None)


def is_index_row(sheet: Sheet, row: int, columns: Columns) -> bool:
    """甲 · 乙 · 丙 · 1 · 2 · 3 below the header."""
    if not columns.row < row <= columns.row + 2:
        return False
    cells = [squeezed(cell.text) for cell in sheet.rows[row] if not cell.empty]
    numbers = [int(text) for text in cells if text.isdigit()]
    signs = bool(cells) and all(_INDEX.fullmatch(text) for text in cells)
    return signs and numbers == list(range(1, len(numbers) + 1))


def is_header_again(sheet: Sheet, row: int, columns: Columns) -> bool:
    """The header repeated on a further page."""
    return (
        squeezed(sheet.cell(row, columns.label).text) in LABELS
        and squeezed(sheet.cell(row, columns.value).text) in VALUES
    )
