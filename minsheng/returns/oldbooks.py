"""Excel workbooks of 97—2003 (.xls) → sheets."""

from __future__ import annotations

import io
from collections.abc import Mapping

import xlrd

from minsheng.returns import numberformats
from minsheng.returns.numberformats import Shown
from minsheng.returns.sheets import Cell, Sheet, cell_of
from minsheng.returns.workbooks import broken, locked

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xls(data: bytes) -> list[Sheet]:
    """The sheets of an .xls (97—2003); raises Unreadable."""
    if _ENCRYPTED in data:
        raise locked()
    try:
        return _sheets(data, formatted=True) or _sheets(data, formatted=False) or []
    except xlrd.XLRDError as refused:
        raise (locked() if "encrypted" in str(refused) else broken()) from None
    except Exception:
        raise broken() from None


def _sheets(data: bytes, *, formatted: bool) -> list[Sheet] | None:
    """The sheets of an .xls, with what its formats tell of percentages and merged cells; None where these are broken."""
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=formatted)
    except xlrd.XLRDError:
        raise
    except Exception:
        if formatted:
            return None
        raise
    return [_sheet(book, number) for number in range(book.nsheets)]


def _sheet(book: xlrd.Book, number: int) -> Sheet:
    page = book.sheet_by_index(number)
    formats = ((at, _format_of(book, style.format_key)) for at, style in enumerate(book.xf_list))
    styles = {at: shown for at, code in formats if (shown := numberformats.of(code))}
    rows = [[_cell(cell, book.datemode, styles) for cell in page.row(row)] for row in range(page.nrows)]
    spans = tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in page.merged_cells)
    return Sheet(page.name, rows, bool(page.visibility), spans)


def _format_of(book: xlrd.Book, key: int) -> str:
    return book.format_map[key].format_str if key in book.format_map else ""


def _cell(cell: xlrd.sheet.Cell, datemode: int, styles: Mapping[int, Shown]) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_ERROR:
            return Cell(xlrd.error_text_from_code.get(cell.value, "#错误"))
        case xlrd.XL_CELL_BOOLEAN:
            return Cell(bool(cell.value))
        case xlrd.XL_CELL_DATE:
            return cell_of(xlrd.xldate.xldate_as_datetime(cell.value, datemode))
    read = cell_of(cell.value)
    return styles[cell.xf_index].cell(read) if cell.xf_index in styles else read
