"""Excel workbooks → sheets. What a workbook claims is checked before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import python_calamine as calamine

from minsheng.returns.sheets import EMPTY, Cell, Sheet, Unreadable, cell_of

#: unpacked size of a workbook, and cells of a sheet, beyond which it is no return
_LARGEST_UNPACKED = 256 * 2**20
_LARGEST_AREA = 2_000_000
_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL
)
_HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v\b[^>/]*>[^<]|is\b)")
_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = Unreadable("文件已损坏或不完整，打不开。", "请重新导出后再导入。")


@dataclass(frozen=True, slots=True)
class _Formulas:
    """Where the formulas of a sheet stand, zero-based; ``bare`` those without a stored result."""

    all: frozenset[tuple[int, int]]
    bare: frozenset[tuple[int, int]]


def read_xlsx(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _not_monstrous(archive)
            formulas = [_scan(archive.read(part)) for part in _sheet_parts(archive)]
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zipfile.error,
    ):
        raise _BROKEN from None
    return _read(data, formulas)


def read_xls(data: bytes) -> list[Sheet]:
    """The sheets of an .xls (97—2003); raises Unreadable."""
    if _ENCRYPTED in data:
        raise Unreadable("工作簿有打开密码。", "请去掉密码后再导入。")
    return _read(data, [])


def _not_monstrous(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
        raise Unreadable("文件解压后过大，不像报表。", "请核对文件来源。")
    names = set(archive.namelist())
    if not any(name.endswith("workbook.xml") for name in names):
        kind = "Word文稿" if any(name.startswith("word/") for name in names) else "压缩包"
        raise Unreadable(f"这是{kind}，不是Excel工作簿。", "请导入Excel（.xlsx、.xls）或CSV文件。")


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The sheets' parts in the order of the workbook."""
    listed = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    wanted = re.findall(r'<(?:\w+:)?sheet\b[^>]*?r:id="([^"]+)"', listed)
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        found = dict(re.findall(r'(\w+)="([^"]*)"', link))
        targets[found.get("Id")] = found.get("Target", "").removeprefix("/xl/")
    names = set(archive.namelist())
    return [f"xl/{targets[key]}" for key in wanted if key in targets and f"xl/{targets[key]}" in names]


def _scan(xml: bytes) -> _Formulas:
    """Find formulas, and refuse a sheet whose filled area is beyond reason."""
    every, bare = set(), set()
    last_row = last_column = 0
    for match in _CELL.finditer(xml):
        inside = match[3] or b""
        if not inside:
            continue
        place = (int(match[2]) - 1, _column(match[1]))
        last_row, last_column = max(last_row, place[0]), max(last_column, place[1])
        if _HAS_FORMULA.search(inside):
            every.add(place)
            if not _HAS_VALUE.search(inside) and b't="str"' not in match[0]:
                bare.add(place)
    if (last_row + 1) * (last_column + 1) > _LARGEST_AREA:
        raise Unreadable(
            f"工作表有{last_row + 1}行、{last_column + 1}列，不像报表。", "请删除多余的行列后再导入。"
        )
    return _Formulas(frozenset(every), frozenset(bare))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _read(data: bytes, formulas: list[_Formulas]) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, n, formulas) for n in range(len(book.sheet_names)) if _is_table(book, n)]
    except calamine.PasswordError:
        raise Unreadable("工作簿有打开密码。", "请去掉密码后再导入。") from None
    except Unreadable:
        raise
    except Exception:
        raise _BROKEN from None
    except BaseException as panic:  # the reader's own panic is no Exception
        if type(panic).__name__ == "PanicException":
            raise _BROKEN from None
        raise


def _is_table(book: calamine.CalamineWorkbook, number: int) -> bool:
    return book.sheets_metadata[number].typ == calamine.SheetTypeEnum.WorkSheet


def _sheet(book: calamine.CalamineWorkbook, number: int, formulas: list[_Formulas]) -> Sheet:
    meta = book.sheets_metadata[number]
    table = book.get_sheet_by_index(number)
    if table.total_height * table.total_width > 16 * _LARGEST_AREA:
        raise Unreadable(
            f"工作表“{meta.name}”有{table.total_height}行、{table.total_width}列，不像报表。",
            "请删除多余的行列后再导入。",
        )
    places = formulas[number] if number < len(formulas) else _Formulas(frozenset(), frozenset())
    rows = [list(_row(values, n, places)) for n, values in enumerate(table.to_python(skip_empty_area=False))]
    return Sheet(meta.name, _padded(rows, places), meta.visible != calamine.SheetVisibleEnum.Visible)


def _row(values: Iterable[object], number: int, places: _Formulas) -> Iterator[Cell]:
    for column, value in enumerate(values):
        place = (number, column)
        yield Cell("", True, True) if place in places.bare else cell_of(value, formula=place in places.all)


def _padded(rows: list[list[Cell]], places: _Formulas) -> list[list[Cell]]:
    """Formulas without a result may lie outside what the reader returns."""
    for row, column in places.bare:
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([EMPTY] * (column + 1 - len(rows[row])))
        rows[row][column] = Cell("", True, True)
    return rows
