"""Excel workbooks (.xlsx) → sheets. What a workbook claims is checked before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

import python_calamine as calamine

from minsheng.returns import numberformats
from minsheng.returns.numberformats import Shown
from minsheng.returns.sheets import EMPTY, Cell, Sheet, Unreadable, cell_of

#: unpacked size of a workbook, and cells of a sheet, beyond which it is no return
_LARGEST_UNPACKED = 256 * 2**20
_LARGEST_AREA = 2_000_000
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v\b[^>/]*>[^<]|is\b)")
_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the reader does not tell of a sheet's cells, zero-based: where formulas stand, ``bare`` those without a
    stored result, what error values (#REF!) there are, and which numbers are ``shown`` as others."""

    formulas: frozenset[tuple[int, int]] = frozenset()
    bare: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    shown: Mapping[tuple[int, int], Shown] = field(default_factory=dict)


def locked() -> Unreadable:
    """Why a workbook with a password is refused."""
    return Unreadable("工作簿有打开密码。", "请去掉密码后再导入。")


def broken() -> Unreadable:
    """Why a damaged workbook is refused."""
    return Unreadable("文件已损坏或不完整，打不开。", "请重新导出后再导入。")


def read_xlsx(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _not_monstrous(archive)
            styles = _styles(archive)
            marks = [_scan(archive.read(part), styles) for part in _sheet_parts(archive)]
    except Unreadable:
        raise
    except Exception:
        raise broken() from None
    return _read(data, marks)


def _not_monstrous(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
        raise Unreadable("文件解压后过大，不像报表。", "请核对文件来源。")
    names = set(archive.namelist())
    if not any(name.endswith("workbook.xml") for name in names):
        kind = "Word文稿" if any(name.startswith("word/") for name in names) else "压缩包"
        raise Unreadable(f"这是{kind}，不是Excel工作簿。", "请导入Excel（.xlsx、.xls）或CSV文件。")


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The sheets' parts in the order of the workbook, then any that it does not list."""
    listed = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    wanted = re.findall(r'<(?:\w+:)?sheet\b[^>]*?\w:id="([^"]+)"', listed)
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        found = dict(re.findall(r'(\w+)="([^"]*)"', link))
        targets[found.get("Id")] = found.get("Target", "").removeprefix("/xl/")
    names = set(archive.namelist())
    listed_parts = [
        f"xl/{targets[key]}" for key in wanted if key in targets and f"xl/{targets[key]}" in names
    ]
    return listed_parts + sorted(
        name
        for name in names - set(listed_parts)
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    )


def _styles(archive: zipfile.ZipFile) -> dict[bytes, Shown]:
    """The numbers of the cell styles that show another number than the stored one."""
    try:
        xml = archive.read("xl/styles.xml")
    except KeyError:
        return {}
    own = {
        found[1].decode(): unescape(found[2].decode("utf-8", "replace"), {"&quot;": '"'})
        for found in re.finditer(rb'<(?:\w+:)?numFmt\b[^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"', xml)
    }
    formats = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    styles = re.findall(rb"<(?:\w+:)?xf\b[^>]*>", formats[0]) if formats else []
    keys = [re.search(rb'numFmtId="(\d+)"', style) for style in styles]
    return {
        b"%d" % number: shown
        for number, key in enumerate(keys)
        if key and (shown := _format(key[1].decode(), own))
    }


def _format(key: str, own: Mapping[str, str]) -> Shown | None:
    return numberformats.of(own[key]) if key in own else numberformats.built_in(key)


def _scan(xml: bytes, styles: Mapping[bytes, Shown]) -> _Marks:
    """Find formulas, errors and numbers shown as others, and refuse a sheet whose filled area is beyond reason."""
    styles = {style: shown for style, shown in styles.items() if b's="%s"' % style in xml}
    if not styles and b"<f" not in xml and b":f" not in xml and b't="e"' not in xml and _is_small(xml):
        return _Marks()
    formulas, bare, errors, found_shown = set(), set(), {}, {}
    last_row = last_column = 0
    for place, opening, inside in _filled(xml):
        last_row, last_column = max(last_row, place[0]), max(last_column, place[1])
        if b't="e"' in opening:
            errors[place] = _error_text(inside)
        if styles and (style := _STYLE.search(opening)) and style[1] in styles:
            found_shown[place] = styles[style[1]]
        if _HAS_FORMULA.search(inside):
            formulas.add(place)
            if not _HAS_VALUE.search(inside) and b't="str"' not in opening:
                bare.add(place)
    if (last_row + 1) * (last_column + 1) > _LARGEST_AREA:
        raise Unreadable(
            f"工作表有{last_row + 1}行、{last_column + 1}列，不像报表。", "请删除多余的行列后再导入。"
        )
    return _Marks(frozenset(formulas), frozenset(bare), errors, found_shown)


def _is_small(xml: bytes) -> bool:
    """Whether even with all its empty cells a sheet is no larger than a return may be."""
    places = _PLACE.findall(xml)
    rows = max((int(row) for _, row in places), default=0)
    return rows * max(map(_column, {letters for letters, _ in places}), default=0) <= _LARGEST_AREA


def _filled(xml: bytes) -> Iterator[tuple[tuple[int, int], bytes, bytes]]:
    """Each cell that holds something: its place, its opening tag, and what stands up to the next cell."""
    found = _CELL.finditer(xml)
    cell = next(found, None)
    while cell:
        following = next(found, None)
        place = _PLACE.search(cell[1])
        if place and not cell[1].endswith(b"/"):
            inside = xml[cell.end() : following.start() if following else len(xml)]
            yield (int(place[2]) - 1, _column(place[1])), cell[1], inside.partition(b"</row")[0]
        cell = following


def _error_text(inside: bytes) -> str:
    found = _VALUE.search(inside)
    return found[1].decode("ascii", "replace") if found else "#错误"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _read(data: bytes, marks: list[_Marks]) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, n, marks) for n in range(len(book.sheet_names)) if _is_table(book, n)]
    except calamine.PasswordError:
        raise locked() from None
    except Exception:
        raise broken() from None
    except BaseException as panic:  # the reader's own panic is no Exception
        if type(panic).__name__ == "PanicException":
            raise broken() from None
        raise


def _is_table(book: calamine.CalamineWorkbook, number: int) -> bool:
    return book.sheets_metadata[number].typ == calamine.SheetTypeEnum.WorkSheet


def _sheet(book: calamine.CalamineWorkbook, number: int, marks: list[_Marks]) -> Sheet:
    meta = book.sheets_metadata[number]
    table = book.get_sheet_by_index(number)
    mark = marks[number] if number < len(marks) else _Marks()
    rows = [[cell_of(value) for value in values] for values in table.to_python(skip_empty_area=False)]
    for place in mark.formulas | set(mark.errors):
        _note(rows, place, mark)
    for (row, column), shown in mark.shown.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown.cell(rows[row][column])
    spans = tuple((*first, *last) for first, last in table.merged_cell_ranges or ())
    return Sheet(meta.name, rows, meta.visible != calamine.SheetVisibleEnum.Visible, spans)


def _note(rows: list[list[Cell]], place: tuple[int, int], mark: _Marks) -> None:
    """Mark a formula or an error; it may lie outside what the reader returns."""
    row, column = place
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([EMPTY] * (column + 1 - len(rows[row])))
    value = mark.errors.get(place, rows[row][column].value)
    rows[row][column] = Cell(value, place in mark.formulas, place in mark.bare)
