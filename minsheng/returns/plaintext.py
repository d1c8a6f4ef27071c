"""CSV, TSV, text with bars between the cells, and simple HTML tables → sheets."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import PurePath

from minsheng.returns.sheets import EMPTY, Cell, Sheet, Unreadable

_MOST_LINES = 500_000
_SEPARATORS = (",", "\t", "|", ";", "，")


def read(data: bytes, name: str) -> list[Sheet]:
    """The one sheet of a text file (named by the file's stem), or the tables of a page; raises Unreadable."""
    text = decoded(data)
    if not text.strip():
        raise Unreadable("文件里没有内容。", "请重新导出后再导入。")
    stem = PurePath(name).stem or "CSV"
    if "<table" in text[:200_000].lower():
        return _tables(text, stem)
    return [Sheet(stem, [[_cell(value) for value in row] for row in _rows(text)])]


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
    separator = separator_of(text)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=separator == ","))
    except csv.Error:
        raise Unreadable("CSV的引号或分隔有误，读不出行列。", "请用Excel另存为CSV后再导入。") from None
    if separator == "|":
        return [_without_bars(row) for row in rows]
    return rows


def separator_of(text: str) -> str:
    """The separator that most lines share."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    return max(_SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), -_SEPARATORS.index(mark)))


def _without_bars(row: list[str]) -> list[str]:
    """A line that begins with a bar has an empty first piece that is no cell."""
    return row[1:] if row and not row[0].strip() and len(row) > 1 else row


def _cell(text: str) -> Cell:
    stripped = text.replace("\u00a0", " ").strip()
    return Cell(stripped) if stripped else EMPTY


class _Page(HTMLParser):
    """Collects the tables of a page; colspan is kept, rowspan is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._finish()
            self._cell = []
            width = dict(attrs).get("colspan") or "1"
            self._span = min(int(width), 50) if width.isdigit() else 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _finish(self) -> None:
        if self._cell is not None:
            self.tables[-1][-1] += [" ".join("".join(self._cell).split()), *[""] * (self._span - 1)]
            self._cell = None


def _tables(text: str, stem: str) -> list[Sheet]:
    page = _Page()
    page.feed(text)
    page.close()
    tables = [table for table in page.tables if table]
    names = [stem] if len(tables) == 1 else [f"{stem}表{number}" for number in range(1, len(tables) + 1)]
    return [
        Sheet(name, [[_cell(value) for value in row] for row in table])
        for name, table in zip(names, tables, strict=True)
    ]
