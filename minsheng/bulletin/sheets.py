"""A template as an Excel workbook that an office changes, and read back."""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from minsheng import workbook
from minsheng.bulletin.errors import NotATemplate
from minsheng.bulletin.template import PARTS, SHEETS, Rows
from minsheng.catalogue import Catalogue
from minsheng.workbook import Column, Table

_WIDE = {"text": 70, "use": 26, "meaning": 40, "heading": 20, "topic": 26, "indicator": 34, "note": 30}
_HINTS = {
    "chapters": "删去一行即不写这一部分，行的次序就是文件的次序。",
    "indicators": "指标写目录中的名称或代码；折算可空；行的次序就是文件的次序。",
    "sentences": "花括号中是要填的内容，方括号中的内容缺数时整段省去；编号请勿改动。",
    "settings": "编号请勿改动。",
    "scoring": "计分办法：完成率、位次、区间、增幅；按位次计分时“得零分的值”写末位的得分率。中性指标不能评分。",
    "deductions": "情形：迟报、未报、更正、待说明；按：天、项、次。",
}


def written(rows: Rows, catalogue: Catalogue) -> bytes:
    """The rows as a workbook; indicators by their names."""
    return workbook.workbook([_sheet(part, rows, catalogue) for part in PARTS])


def _sheet(part: str, rows: Rows, catalogue: Catalogue) -> Table:
    columns = PARTS[part]
    return Table(
        f"通报样式：{SHEETS[part]}",
        SHEETS[part],
        [_HINTS[part]],
        [Column(word, _WIDE.get(name, 14)) for name, word in columns.items()],
        [[_shown(name, row.get(name) or "", catalogue) for name in columns] for row in rows[part]],
    )


def _shown(name: str, text: str, catalogue: Catalogue) -> str:
    return catalogue[text].name if name == "indicator" and text in catalogue else text


def read(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of a workbook; sheets that are not there are left out. Raises NotATemplate."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except CalamineError:
        raise NotATemplate("打不开") from None
    found = {
        part: _rows(part, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for part, name in SHEETS.items()
        if name in book.sheet_names
    }
    if not found:
        raise NotATemplate(f"没有{'、'.join(SHEETS.values())}这些工作表")
    return found


def _rows(part: str, cells: list[list]) -> list[dict[str, str]]:
    words = {word: name for name, word in PARTS[part].items()}
    lines = [[_text(cell) for cell in line] for line in cells]
    top = next((place for place, line in enumerate(lines) if set(words) <= set(line)), None)
    if top is None:
        raise NotATemplate(f"“{SHEETS[part]}”缺少{'、'.join(words)}这些列")
    places = {words[word]: lines[top].index(word) for word in words}
    return [{name: line[place] for name, place in places.items()} for line in lines[top + 1 :] if any(line)]


def _text(cell: object) -> str:
    """A cell as text: whole numbers without the point that Excel gives them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
