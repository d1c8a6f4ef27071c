"""Readers of returns: any file → facts that know their cells, or a clear sentence why not.

``read`` recognises a file by its content: tidy CSV, then the official forms and the digest.
"""

from __future__ import annotations

from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.geography.regions import Regions
from minsheng.returns import english, sheets, tables, tidy
from minsheng.returns.reading import (
    Issue,
    Layout,
    NewIndicator,
    Reading,
    Request,
    Severity,
    Unmapped,
    error,
    refusal,
    warning,
)
from minsheng.returns.sheets import Unreadable

__all__ = [
    "Issue",
    "NewIndicator",
    "Reading",
    "Request",
    "Severity",
    "Unmapped",
    "error",
    "read",
    "refusal",
    "warning",
]


def read(data: bytes, name: str, catalogue: Catalogue, regions: Regions, request: Request) -> Reading:
    """Read one file's bytes; ``name`` only words the locators of text files. What is wrong is in its issues."""
    try:
        found = sheets.read(data, name)
    except Unreadable as unreadable:
        return refusal([error("file", "", str(unreadable))])
    if wide := next((sheet for sheet in found if sheet.width > _MOST_COLUMNS), None):
        said = f"工作表“{wide.name}”有{wide.width}列，不像报表。请删除多余的列后再导入。"
        return refusal([error("file", wide.name, said)])
    if all(sheet.blank for sheet in found if not sheet.hidden):
        return refusal([error("file", "", "文件里没有数据。请重新导出后再导入。")])
    reading = tidy.read(found, catalogue, regions, request) or tables.read(found, catalogue, regions, request)
    tables_only = reading is None or reading.layout == Layout.MATRIX and not reading.facts
    if tables_only and any(map(english.is_english, found)):
        return refusal([error("layout", found[0].name, _ENGLISH)])
    if reading is None:
        return refusal([error("layout", found[0].name, _UNKNOWN_LAYOUT)])
    if not reading.facts and not reading.refused:
        nothing = error("file", "", "没有读到任何认识的指标。请核对表式。")
        return replace(reading, issues=(*reading.issues, nothing))
    return reading


#: a table of all counties of a province against a dozen items is narrower by far
_MOST_COLUMNS = 2000
_ENGLISH = (
    "这张表是英文的，其中没有一项有对应的中文指标名，未读取。请换用中文表，或把指标名称改成中文后再导入。"
)
_UNKNOWN_LAYOUT = "认不出这张表：没有找到表头（指标名称、单位、数量，或地区、年份与各项指标），也不是整洁CSV（region,indicator,period,value,unit）。请按官方报表或整洁CSV整理后再导入。"
