"""Any file → sheets of cells with addresses. What it is, is told by its bytes, never by its name.

``.xlsx`` and ``.xls`` are read with calamine, text and HTML here. A file that is none of these, that is
damaged, encrypted, empty or monstrous is refused with one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from minsheng.errors import MinshengError

#: a file larger than this is no return; bytes
LARGEST_FILE = 64 * 2**20

Value = str | Decimal | date | bool


class Unreadable(MinshengError):
    """The bytes are no file that returns come in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``value`` is text, a Decimal, a date or a truth value; '' where it is empty.

    ``formula`` says that a formula stands in it, ``uncalculated`` that the formula has no result.
    """

    value: Value = ""
    formula: bool = False
    uncalculated: bool = False

    @property
    def text(self) -> str:
        """The cell as a person sees it; numbers without exponent."""
        if isinstance(self.value, str):
            return self.value.strip()
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        return self.value.isoformat()

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        value = self.value
        return not self.uncalculated and isinstance(value, str) and (not value or value.isspace())


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of cells; ``hidden`` sheets are never read as data.

    ``spans`` are its merged ranges where the file tells them: first row, first column, last row, last column.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    spans: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at zero-based coordinates; empty outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return EMPTY

    def address(self, row: int, column: int) -> str:
        """The locator of a cell: ``Sheet1!D14``."""
        return f"{self.name}!{column_letters(column)}{row + 1}"

    @property
    def width(self) -> int:
        """How many columns hold something, up to the last."""
        filled = (next((c for c in range(len(row) - 1, -1, -1) if not row[c].empty), -1) for row in self.rows)
        return max(filled, default=-1) + 1

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell.empty for row in self.rows for cell in row)


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_of(value: float) -> Decimal:
    """A spreadsheet's binary number as the decimal it stands for (15 significant digits): 0.1+0.2 → 0.3."""
    number = Decimal(f"{value:.15g}")
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def cell_of(value: object) -> Cell:
    """A cell out of what a workbook reader returns."""
    if isinstance(value, bool):
        return Cell(value)
    if isinstance(value, int | float):
        return Cell(number_of(float(value)))
    if isinstance(value, datetime):
        return Cell(value.date())
    if isinstance(value, date):
        return Cell(value)
    text = str(value) if value is not None else ""
    return Cell(text) if text else EMPTY


def read(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a file; ``name`` (without folder) only names a text file's one sheet.

    Raises Unreadable.
    """
    from minsheng.returns import oldbooks, plaintext, workbooks

    if not data:
        raise Unreadable("文件是空的（0字节）。", "请重新导出后再导入。")
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"文件过大（{len(data) // 2**20}MB，上限64MB）。", "请确认是不是报表。")
    if kind := _foreign(data):
        raise Unreadable(f"这是{kind}，不是报表。", "请导入Excel（.xlsx、.xls）或CSV文件。")
    if data.startswith(b"PK"):
        return workbooks.read_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return oldbooks.read_xls(data)
    return plaintext.read(data, name)


_FOREIGN = (
    (b"\x89PNG", "PNG图片"),
    (b"\xff\xd8\xff", "JPEG图片"),
    (b"GIF8", "GIF图片"),
    (b"BM", "BMP图片"),
    (b"%PDF", "PDF文件"),
    (b"Rar!", "RAR压缩包"),
    (b"7z\xbc\xaf", "7z压缩包"),
    (b"\x1f\x8b", "gzip压缩包"),
    (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"),
    (b"{\\rtf", "RTF文稿"),
    (b"RIFF", "音视频文件"),
)


def _foreign(data: bytes) -> str:
    """What a file of another kind is called; empty for what may be a return."""
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):
            return kind
    return ""
