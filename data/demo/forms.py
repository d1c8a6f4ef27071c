"""The demo returns of 2024Q1 as real Excel forms, for people to try the import with: ``data/examples``.

The quarter is not in the shipped facts. The layout is that of the published 民政统计季报表 (JZH01表).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import xlsxwriter
from book import CITY, Cell, city, reported, units
from rules import HERE, QUARTERS, catalogue, rules, table

EXAMPLES = HERE.parent / "examples"
T, PERIOD, MONTH_ZH = QUARTERS - 1, "2024Q1", "2024年3月"
COLUMNS = ("指标名称", "计量单位", "代码", "数量", "上季度", "环比", "上月")
PRINTED = {"元": ("万元", 10_000, 1)}  #: base unit → printed unit, divisor, decimals
PRINTED_CODE = {"lottery_sales": ("亿元", 100_000_000, 4)}
Change = Callable[[str, Decimal], Decimal]


@dataclass(frozen=True)
class Line:
    """One row of the form: what is printed left, and its figures (None = blank)."""

    indent: int
    label: str
    indicator: str = ""
    unit: str = ""
    official: str = ""
    places: int = 0
    now: Decimal | None = None
    before: Decimal | None = None


def _cell(code: str, region: str, t: int) -> Cell | None:
    rule = next(rule for rule in rules() if rule.code == code)
    cells = reported(rule, t)
    return city(rule, t, cells) if region == CITY else cells.get(region)


def _figure(code: str, region: str, t: int) -> Decimal | None:
    cell = _cell(code, region, t)
    _, divisor, _ = printed(code)
    return None if cell is None or cell.state else Decimal(cell.value) / divisor


def printed(code: str) -> tuple[str, int, int]:
    """The unit a form prints an indicator in, what the base value is divided by, and the decimals."""
    unit = catalogue()[code]["unit"]
    return PRINTED_CODE.get(code) or PRINTED.get(unit, (unit, 1, 0))


def lines(region: str, change: Change = lambda _code, value: value) -> Iterator[Line]:
    """The form's rows for a region; ``change`` plants an error."""
    for row in table("form.csv"):
        code, indent = row["indicator"], int(row["indent"])
        if not code:
            yield Line(indent, row["label"])
            continue
        unit, _, places = printed(code)
        now, before = _figure(code, region, T), _figure(code, region, T - 1)
        official = official_code(code)
        now = change(code, now) if now is not None else None
        yield Line(indent, row["label"], code, unit, official, places, now, before)


def official_code(code: str) -> str:
    """The code that the quarterly form prints beside an item; empty where none is known."""
    known = catalogue()[code]["official_codes"].split("|")
    return known[0] if known[0].startswith("JZH") or code in ("exp_tekun", "exp_urban_tekun") else ""


def growth(line: Line) -> Decimal | None:
    """The 环比 column as the official form prints it: this figure against the one in 上季度, in %."""
    if line.now is None or not line.before:
        return None
    return ((line.now / line.before - 1) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def write_form(name: str, region: str, change: Change = lambda _code, value: value) -> dict[str, str]:
    """Writes one return; gives each indicator's cell (``exp_other`` → ``D39``)."""
    book = xlsxwriter.Workbook(EXAMPLES / name)
    book.set_properties({"title": "民政统计季报表（演示数据）", "created": datetime(2024, 4, 9, tzinfo=UTC)})
    sheet = book.add_worksheet("季报")
    formats = {
        places: book.add_format({"num_format": f"#,##0.{'0' * places}".rstrip("."), "border": 1})
        for places in (0, 1, 2, 4)
    }
    _head(book, sheet, region)
    where = {}
    for row, line in enumerate(lines(region, change), start=7):
        where[line.indicator] = f"D{row + 1}"
        _line(book, sheet, row, line, formats)
    foot = 7 + len(where) + sum(1 for item in table("form.csv") if not item["indicator"])
    sheet.write(foot, 0, "单位负责人：        统计负责人：        填表人：        报出日期：2024年4月9日")
    sheet.write(
        foot + 1, 0, "说明：演示数据，并无此地。标准为期末执行标准，支出和登记数为本年累计，其他为期末数。"
    )
    book.close()
    return where


def _head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, region: str) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    grid = book.add_format({"border": 1, "align": "center", "bold": True})
    name = "" if region == CITY else next(row["name"] for row in table("units.csv") if row["code"] == region)
    name = name if name.startswith("演示") else f"演示市{name}"
    code = f"{region}000000" if region.isdigit() else ""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 6, 15)
    sheet.merge_range(0, 0, 0, 6, "民政统计季报表", title)
    sheet.write(1, 5, "表    号：JZH01 表")
    sheet.write(2, 5, "制表机关：民    政    部")
    sheet.write_row(3, 0, [f"编制单位：{name}"])
    sheet.write(3, 5, "批准机关：国 家 统 计 局")
    sheet.write(4, 0, f"地区编码：{code}")
    sheet.write(4, 3, MONTH_ZH)
    sheet.write(4, 5, "批准文号：国统制〔2023〕83号")
    for column, text in enumerate(COLUMNS):
        sheet.write(5, column, text, grid)
        sheet.write(6, column, ("甲", "乙", "丙", 1, 2, 3, 4)[column], grid)
    sheet.freeze_panes(7, 1)


def _line(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, line: Line, formats: dict
) -> None:
    plain = book.add_format({"border": 1})
    left = book.add_format({"border": 1, "indent": line.indent})
    sheet.write(row, 0, line.label, left)
    sheet.write(row, 1, line.unit, plain)
    sheet.write(row, 2, line.official, plain)
    for column, value, places in (
        (3, line.now, line.places),
        (4, line.before, line.places),
        (5, growth(line), 2),
    ):
        if value is None:
            sheet.write_blank(row, column, None, plain)
        else:
            sheet.write_number(row, column, float(value), formats[places])
    sheet.write_blank(row, 6, None, plain)


def write_tidy(name: str, region: str, codes: list[str]) -> None:
    """The same figures of another unit as tidy CSV, in base units."""
    with (EXAMPLES / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow("region,indicator,period,value,unit,known_on".split(","))
        for code in codes:
            cell = _cell(code, region, T)
            if cell and not cell.state:
                out.writerow([region, code, PERIOD, cell.value, catalogue()[code]["unit"], "2024-04-09"])


def digest_number(code: str, scale: int, places: int) -> str:
    """The prefecture's figure as a publication digest prints it: rounded, in 万 or 亿."""
    cell = _cell(code, CITY, T)
    value = (Decimal(cell.value if cell else 0) / scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{value:,}"


def write_digest(name: str) -> None:
    """The prefecture's short publication (一…十): names, units with 万, one decimal."""
    with (EXAMPLES / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["2024年1季度民政统计数据"])
        out.writerow(["编制单位：演示市", "", "演示数据"])
        out.writerow(["指标名称", "单位", "数量"])
        for row in table("digest.csv"):
            code = row["indicator"]
            shown = digest_number(code, int(row["scale"]), int(row["places"])) if code else ""
            out.writerow([row["label"], row["unit"], shown])


def _slip_of_unit(code: str, value: Decimal) -> Decimal:
    return value * 10_000 if code == "exp_temp_assistance" else value


def _broken_sum(code: str, value: Decimal) -> Decimal:
    return value + 12 if code == "rural_tekun_persons" else value


def write_examples() -> None:
    """Everything in ``data/examples`` that is made by the script."""
    EXAMPLES.mkdir(exist_ok=True)
    for old in sorted(Path(EXAMPLES).glob("return_*.xlsx")):
        old.unlink()
    for code in units():
        if code not in ("990124",):
            write_form(f"return_{code}_2024Q1.xlsx", code)
    write_form("faulty_990122_unit_slip.xlsx", "990122", _slip_of_unit)
    write_form("faulty_990122_broken_sum.xlsx", "990122", _broken_sum)
    codes = [row["indicator"] for row in table("form.csv") if row["indicator"]]
    write_tidy("tidy_990104_2024Q1.csv", "990104", codes)
    write_digest("digest_990100_2024Q1.csv")
