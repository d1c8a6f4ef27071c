"""What happens to a table on its way: other file kinds, and the dirt of real spreadsheets. Rows in, bytes out."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable

import opencc
import openpyxl
import xlwt

from tests.returns_made import saved, typed

Rows = list[list[str]]
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


def rows_of(text: str) -> Rows:
    """The rows of a table with bars between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]


# -- kinds of file ----------------------------------------------------------------------------------
def xlsx(rows: Rows, *, text: bool = False) -> bytes:
    """An .xlsx; numbers typed as numbers unless ``text``."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell if text else typed(cell) for cell in row])
    return saved(book)


def xls(rows: Rows) -> bytes:
    """An .xls (97—2003)."""
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            page.write(r, c, typed(cell))
    return saved(book)


def separated(rows: Rows, encoding: str = "utf-8", mark: str = ",") -> bytes:
    """CSV or TSV."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(rows)
    return stream.getvalue().encode(encoding)


def web(rows: Rows, encoding: str = "utf-8") -> bytes:
    """A web page with the table inside a table that lays out the page."""
    lines = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}&nbsp;</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<html><table><tr><td>首页</td><td><table>{lines}</table></td></tr></table></html>".encode(
        encoding
    )


# -- dirt -------------------------------------------------------------------------------------------
def spread(rows: Rows) -> bytes:
    """Blank columns and lines inserted, hundreds of empty columns behind."""
    wide = [[row[0], "", *row[1:], *[""] * 200] for row in rows]
    return xlsx([[], [], *[line for row in wide for line in ([], row)]], text=False)


def full_width(rows: Rows) -> bytes:
    """Full-width digits and traditional characters."""
    digits = str.maketrans("0123456789", "０１２３４５６７８９")
    convert = opencc.OpenCC("s2t").convert
    return xlsx(
        [
            [convert(cell).translate(digits) if n else convert(cell) for n, cell in enumerate(row)]
            for row in rows
        ],
        text=True,
    )


def grouped(rows: Rows) -> bytes:
    """Thousands separators in every second line of figures."""
    return xlsx(
        [[_grouped(cell) if n % 2 else cell for cell in row] for n, row in enumerate(rows)], text=True
    )


def _grouped(cell: str) -> str:
    if not _NUMBER.fullmatch(cell) or re.fullmatch(r"(?:19|20)\d\d|\d{2,4}", cell):
        return cell
    whole, dot, rest = cell.replace(",", "").partition(".")
    return f"{int(whole):,}{dot}{rest}"


def aired(rows: Rows) -> bytes:
    """Spaces inside labels, as people set them to fill a column."""
    return xlsx(
        [[" ".join(cell) if re.fullmatch(r"[一-鿿]{2,4}", cell) else cell for cell in row] for row in rows]
    )


def accompanied(rows: Rows) -> bytes:
    """A hidden sheet with other figures before it, an explanatory one behind, notes below."""
    book = openpyxl.Workbook()
    hidden = book.active
    for row in rows:
        hidden.append([value + 1 if isinstance(value := typed(cell), float) else value for cell in row])
    hidden.sheet_state = "hidden"
    page = book.create_sheet("统计表")
    for row in rows:
        page.append([typed(cell) for cell in row])
    page.append([])
    page.append(["注：1.本表由各单位填报，数据截至期末。"])
    page.append(["填表人：张三", "联系电话：12345678"])
    note = book.create_sheet("填报说明")
    note.append(["一、本表按季报送。"])
    book.active = 1
    return saved(book)


def merged(rows: Rows) -> bytes:
    """Heads merged as they are meant: a text over the blank cells to its right."""
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append([typed(cell) if cell else None for cell in row])
    head = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 2), 0)
    lower = rows[head + 1] if head + 1 < len(rows) else []
    for column, cell in enumerate(rows[head]):
        end = column
        while (
            end + 1 < len(rows[head]) and not rows[head][end + 1] and end + 1 < len(lower) and lower[end + 1]
        ):
            end += 1
        if (
            cell
            and end > column
            and not _NUMBER.fullmatch(lower[column])
            or cell
            and end > column
            and lower[0] == ""
        ):
            page.merge_cells(
                start_row=head + 1, end_row=head + 1, start_column=column + 1, end_column=end + 1
            )
    return saved(book)


MUTATIONS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": xlsx,
    "xlsx of texts": lambda rows: xlsx(rows, text=True),
    "xls": xls,
    "csv": separated,
    "csv with BOM": lambda rows: separated(rows, "utf-8-sig"),
    "csv in GB18030": lambda rows: separated(rows, "gb18030"),
    "tsv": lambda rows: separated(rows, mark="\t"),
    "web page": web,
    "web page in GBK": lambda rows: web(rows, "gbk"),
    "spread": spread,
    "full width": full_width,
    "grouped": grouped,
    "aired": aired,
    "accompanied": accompanied,
    "merged": merged,
}
