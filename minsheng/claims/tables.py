"""Tables pasted into a draft: each bare number said as a sentence with the words of its row, its head and the caption.

Columns are parted by tabs, upright strokes or blanks; each has its unit in the head or a column of units.
A cell of ``东沚区 | 低保人数（人）`` reads 东沚区低保人数6778人; added words stand at the place of
the cell, so that the quotation is the cell itself. What has no bare numbers under a head is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Char = tuple[str, int]
Line = list[Char]

_SEPARATOR = re.compile(r"\t+|\s*\|\s*|[ \u3000]+")
_BARE = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?|百?分之.{1,4}|—+|-+|/")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_RULE = re.compile(r"[\s|:+-]+")
_UNIT = re.compile(
    r"[(/](?:单位:)?(?P<unit>(?:[万亿千]?[元人名户对张个处家所件具次块例]|%|百分点|[万亿]?人次|[万]?户次|[万]?小时|元/[^()]{1,6}))\)?$"
)
_CAPTION_UNIT = re.compile(
    r"单位:(?P<unit>(?:[万亿千]?(?:元|人次|户次|人|名|户|对|张|个|处|家|件|具)|%))(?![、,/])"
)
_TIME = re.compile(
    r"(?:(?:19|20)\d\d年?|今年|本年|去年|上年|本期|上期)(?:同期|上半年|前三季度|第?[一二三四]季度|1[-—~至]\d{1,2}月|\d{1,2}月)?(?:份|末|底|年末|年底)?|上半年|前三季度|全年"
)
_WHEN = re.compile(rf"^(?:{_TIME.pattern})(?:数|值|完成数?|实绩|累计)?$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:市|县|区|旗|镇|乡|街道|省|州)|全[市县区省镇]|合计|总计")
_TOTAL = re.compile(r"合计|总计|小计|全部")
_SKIPPED = re.compile(r"序号|编号|排名|位次|名次|备注|说明|责任.*|科室|#|No\.?")
_UNITS = re.compile(r"(计量)?单位")
_DONE = re.compile(
    r"(实际|累计|已|本年|全年|年度)?(完成|数量|数值|指标值|实绩|合计|累计|绝对数)(数|值|量|情况)?"
)
_TARGET = re.compile(r"(年度|全年|本年|年初)?(计划|目标|任务)(数|值|任务|目标)?")
_RATE = re.compile(r"完成(率|比例|进度|百分比)|完成(计划|任务|目标)的?(比例|百分比)?")
_GROWTH = re.compile(r"(同比|较?比?上年(同期)?)?(增长|增幅|增速|增减|升降)(率|幅度?|±)?(\(±\))?|同比|环比")
_ENDINGS = {
    "人次": "人次",
    "人数": "人",
    "人口": "人",
    "户数": "户",
    "对数": "对",
    "床位": "张",
    "床位数": "张",
    "率": "%",
    "占比": "%",
}


def in_words(lines: list[Line]) -> list[Line]:
    """The lines of a text, its tables of bare numbers said in sentences."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        rows, after = _table(lines, at)
        if rows:
            found += _Table(rows, _caption(lines, at)).sentences()
            at = after
        else:
            found.append(lines[at])
            at += 1
    return found


def _table(lines: list[Line], at: int) -> tuple[list[list[Line]], int]:
    """The rows that begin at a line, and where the text goes on; none where no table begins."""
    rows, after = _parted(lines, at)
    return (rows, after) if _is_table(rows) else ([], at)


def _parted(lines: list[Line], at: int) -> tuple[list[list[Line]], int]:
    """Lines with the same number of cells, one below the other."""
    rows: list[list[Line]] = []
    while at < len(lines):
        if rows and _RULE.fullmatch(_text(lines[at])):
            at += 1
            continue
        cells = _cells(lines[at])
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        at += 1
    return rows, at


def _is_row(row: list[Line]) -> bool:
    """A label, and numbers behind it."""
    words = [_text(cell) for cell in row]
    return (
        not _NUMBER.fullmatch(words[0])
        and bool(words[0])
        and any(_NUMBER.fullmatch(word) for word in words[1:])
    )


def _is_table(rows: list[list[Line]]) -> bool:
    """A head without numbers, and rows of a label and bare numbers."""
    if (
        len(rows) < 2
        or not _says_units([_text(cell) for cell in rows[0]])
        or any(_NUMBER.fullmatch(_text(cell)) and not _is_year(cell) for cell in rows[0])
    ):
        return False
    numbered = [row[1:] if _SKIPPED.fullmatch(_text(rows[0][0])) else row for row in rows[1:]]
    return all(_is_row(row) or all(_BARE.fullmatch(_text(c)) for c in row[1:]) for row in numbered) and any(
        map(_is_row, numbered)
    )


def _says_units(head: list[str]) -> bool:
    """Whether each column of numbers has its unit in the head, or a column of units stands beside them."""
    if any(_UNITS.fullmatch(word) for word in head):
        return True
    columns = [word for word in head if not _SKIPPED.fullmatch(word)][1:]
    return all(_UNIT.search(word) or _RATE.fullmatch(word) for word in columns)


class _Table:
    """One table: what its head says of each column, and what its caption says of all."""

    def __init__(self, rows: list[list[Line]], caption: str) -> None:
        self.head, self.rows = rows[0], rows[1:]
        words = [_text(cell) for cell in self.head]
        self.labels = next(n for n, word in enumerate(words) if not _SKIPPED.fullmatch(word))
        self.unit_column = next((n for n, word in enumerate(words) if _UNITS.fullmatch(word)), None)
        unit = _CAPTION_UNIT.search(caption)
        self.unit = unit["unit"] if unit else ""
        when = None if any(_WHEN.match(_bare(word)) for word in words) else _TIME.search(caption)
        self.when = when[0] if when else ""

    def sentences(self) -> list[Line]:
        """A line for each number, growth and completion behind the number that they are of."""
        return [line for row in self.rows for line in self._row(row)]

    def _row(self, row: list[Line]) -> Iterator[Line]:
        said: Line = []
        for column, cell in enumerate(row):
            if column in (self.labels, self.unit_column) or not _NUMBER.fullmatch(_text(cell)):
                continue
            head = _text(self.head[column])
            if _SKIPPED.fullmatch(head):
                continue
            if said and (more := _relative(_bare(head), cell)):
                said += more
                continue
            if said:
                yield [*said, ("。", said[-1][1])]
            said = self._said(row, column)
        if said:
            yield [*said, ("。", said[-1][1])]

    def _said(self, row: list[Line], column: int) -> Line:
        cell, label, head = row[column], _text(row[self.labels]), _text(self.head[column])
        unit = self._unit(row, column)
        words = self._words(_bare(label), _bare(head))
        start, end = cell[0][1], cell[-1][1]
        number = [char for char in cell if char[0] != ","]
        unit = "" if _text(cell).endswith("%") else unit
        return [*((char, start) for char in words), *number, *((char, end) for char in unit)]

    def _words(self, label: str, head: str) -> str:
        """What the number is, when and where, as a sentence would put it."""
        label = "" if _TOTAL.fullmatch(label) else label
        if _WHEN.match(head):
            when = re.sub(r"(数|值|完成数?|实绩|累计)$", "", head)
            return re.sub("本[年期]", "今年", re.sub("上期", "去年同期", when)) + label
        if _WHEN.match(label):
            return label + head
        if _PLACE.fullmatch(head):
            return f"{head}{self.when}{label}"
        if _PLACE.fullmatch(label):
            return f"{label}{self.when}{head}"
        if _TARGET.fullmatch(head):
            return f"{self.when}{label}任务数"
        return self.when + label + ("" if _DONE.fullmatch(head) else head)

    def _unit(self, row: list[Line], column: int) -> str:
        if self.unit_column is not None:
            return _text(row[self.unit_column])
        for words in (_text(self.head[column]), _text(row[self.labels])):
            if found := _UNIT.search(words):
                return found["unit"]
        if self.unit:
            return self.unit
        named = (_bare(_text(self.head[column])), _bare(_text(row[self.labels])))
        return next((unit for word in named for end, unit in _ENDINGS.items() if word.endswith(end)), "")


def _relative(head: str, cell: Line) -> Line | None:
    """同比（%） and 完成率 are of the number before them: …，同比增长12.2%."""
    falls = _text(cell).startswith("-")
    digits = [char for char in cell if char[0] not in "+-"]
    plain = [(digits[0][0], cell[0][1]), *digits[1:]]
    points = [] if _text(cell).endswith("%") else [("%", cell[-1][1])]
    if _RATE.fullmatch(head):
        words = "完成目标任务的"
    elif _GROWTH.fullmatch(head):
        words = f"{'环比' if '环比' in head else '同比'}{'下降' if falls else '增长'}"
    else:
        return None
    return [*((char, plain[0][1]) for char in (",", *words)), *plain, *points]


def _bare(words: str) -> str:
    """A label without its unit and footnote marks."""
    return re.sub(r"\s|[*#]|^(其中:|[一二三四五六七八九十\d]+[、.])", "", _UNIT.sub("", words))


def _caption(lines: list[Line], at: int) -> str:
    """The short lines right above a table."""
    above = [_text(line) for line in lines[max(0, at - 3) : at]]
    kept: list[str] = []
    for line in reversed(above):
        if len(line) > 40 or line.endswith("。"):
            break
        kept.insert(0, line)
    return "\n".join(kept)


def _cells(line: Line) -> list[Line]:
    text = _text(line)
    if re.search(r"[,。;:!?].*[,。;:!?]", text) and "\t" not in text and "|" not in text:
        return [line]
    ends = [match.span() for match in _SEPARATOR.finditer(text)]
    edges = [(0, 0), *ends, (len(text), len(text))]
    cells = [line[before[1] : after[0]] for before, after in pairwise(edges)]
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] and ends and ends[-1][1] == len(text) else cells


def _is_year(cell: Line) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", _text(cell)))


def _stripped(line: Line) -> Line:
    return [char for char in line if not char[0].isspace()]


def _text(line: Line) -> str:
    return "".join(char for char, _ in line)
