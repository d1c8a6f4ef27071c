"""CSV, TSV, text with bars between the cells, and simple HTML tables → sheets."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from minsheng.returns import aligned, pasted, runon, stacked, webpage, wrapped
from minsheng.returns.sheets import Sheet, Unreadable

_MOST_LINES = 500_000
_SEPARATORS = (",", "\t", "|", ";", "，")


def read(data: bytes, name: str) -> list[Sheet]:
    """The one sheet of a text file (named by the file's stem), or the tables of a page; raises Unreadable."""
    text = decoded(data)
    if not text.strip():
        raise Unreadable("文件里没有内容。", "请重新导出后再导入。")
    stem = PurePath(name).stem or "CSV"
    if "<table" in text[:200_000].lower():
        return webpage.tables(text, stem)
    return [Sheet(stem, [[webpage.text_cell(value) for value in row] for row in _rows(text)])]


def decoded(data: bytes) -> str:
    """The text of UTF-8 (with or without BOM), UTF-16 with BOM or GB18030 bytes; raises Unreadable."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise Unreadable("这不是文本，也不是Excel工作簿。", "请导入Excel（.xlsx、.xls）或CSV文件。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码认不出。", "请另存为UTF-8编码的CSV后再导入。")


def _rows(text: str) -> list[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.rstrip(",;|\t\n \u00a0")
    if text.count("\n") > _MOST_LINES:
        raise Unreadable(f"文件有{text.count(chr(10)) + 1}行，不像报表。", "请分成几个文件后再导入。")
    if (
        plain := stacked.rows(text) or pasted.rows(text) or runon.rows(text) or aligned.rows(text)
    ) is not None:
        return plain
    separator = separator_of(text)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=separator == ","))
    except csv.Error:
        raise Unreadable("CSV的引号或分隔有误，读不出行列。", "请用Excel另存为CSV后再导入。") from None
    return wrapped.rejoined(
        pasted.unbarred([_without_bars(row) for row in rows]) if separator == "|" else rows
    )


def separator_of(text: str) -> str:
    """The separator that most lines share."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    return max(
        _SEPARATORS,
        key=lambda mark: (
            sum(mark in line for line in lines),
            max((line.count(mark) for line in lines), default=0),
            -_SEPARATORS.index(mark),
        ),
    )


def _without_bars(row: list[str]) -> list[str]:
    """A line that begins with a bar has an empty first piece that is no cell."""
    return row[1:] if row and not row[0].strip() and len(row) > 1 else row
