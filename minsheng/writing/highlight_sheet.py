"""亮点素材 as a table: the template that goes out, and any Excel or CSV with its columns back; wrong in one cell, refused as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minsheng.catalogue import squash
from minsheng.errors import MinshengError
from minsheng.geography.regions import Regions
from minsheng.returns import sheets
from minsheng.returns.sheets import Sheet
from minsheng.workbook import Column, Table, workbook
from minsheng.writing.highlights import KINDS, Highlight, NotCitable, judged, sections

#: what a column may be called, by what it holds; the first is the template's own
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "region": ("地区", "单位", "县区", "县（市、区）"),
    "year": ("年度", "年份"),
    "kind": ("类别", "种类", "类型"),
    "title": ("内容", "标题", "亮点", "事项", "名称"),
    "section": ("所属段落", "段落", "领域", "业务", "章节"),
    "issuer": ("发文或授予单位", "发文单位", "授予单位", "印发单位", "刊发单位"),
    "dated": ("时间", "日期", "印发时间", "成文日期"),
    "document": ("文号或文件名", "文号", "依据文件", "文件"),
    "source": ("来源", "出处"),
    "quote": ("原文", "原话", "摘录"),
}
_WIDTHS = (14, 8, 10, 52, 14, 24, 14, 26, 26, 40)
_KINDS = {squash(name): kind for kind, names in _HEADINGS.items() for name in names}
_NEEDED = ("kind", "title", "section", "source")
_SHOWN = 8  #: so many problems are named at once


def template(place: str, year: int) -> bytes:
    """The empty table for a place and year."""
    columns = [Column(names[0], width) for names, width in zip(_HEADINGS.values(), _WIDTHS, strict=True)]
    notes = (
        f"类别：{'、'.join(KINDS)}。",
        f"所属段落：{'、'.join(sections())}。",
        "地区和年度留空的，按导入时所选。内容写成一句话，不写数字；时间写成2023-06或2023-06-15，不详可留空。",
        "写“全省唯一”“全国首创”一类的话，须填文号或文件名。来源必填，如文件、报纸或网页的名称。",
    )
    particulars = (f"地区：{place}　年度：{year}年　一行一条",)
    return workbook([Table(f"{place}{year}年亮点素材", "亮点素材", particulars, columns, (), notes)])


def read(data: bytes, name: str, region: str, year: int, regions: Regions) -> list[Highlight]:
    """All rows of a file. Raises NotCitable with each cell that cannot be taken in, Unreadable for what is no table."""
    for page in sheets.read(data, name):
        head = None if page.hidden else _head(page)
        if head is not None:
            return _rows(page, *head, Highlight(region, year, "", "", ""), regions)
    names = "、".join(f"“{_HEADINGS[kind][0]}”" for kind in _NEEDED)
    raise NotCitable(f"没有找到表头：须有{names}各栏", "请用本页下载的模板填写。")


def _head(page: Sheet) -> tuple[int, dict[str, int]] | None:
    for place, row in enumerate(page.rows[:20]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            kind = _KINDS.get(squash(cell.text))
            if kind:
                columns.setdefault(kind, column)
        if all(kind in columns for kind in _NEEDED):
            return place, columns
    return None


def _rows(
    page: Sheet, head: int, columns: Mapping[str, int], chosen: Highlight, regions: Regions
) -> list[Highlight]:
    found: list[Highlight] = []
    wrong: list[str] = []
    for place in range(head + 1, len(page.rows)):
        row = {kind: page.cell(place, column).text for kind, column in columns.items()}
        # notes below the table have one cell only
        if sum(bool(it) for it in row.values()) < 2:
            continue
        where = page.address(place, columns["title"])
        try:
            found.append(judged(_highlight(row, chosen, regions, where), where))
        except MinshengError as problem:
            wrong.append(str(problem))
    if wrong:
        rest = f"另有{len(wrong) - _SHOWN}处。" if wrong[_SHOWN:] else ""
        raise NotCitable("".join(wrong[:_SHOWN]).rstrip("。"), f"{rest}请改正后重新导入；本次没有入库。")
    if not found:
        raise NotCitable("表头下面没有内容", "请一行填写一条。")
    return found


def _highlight(row: Mapping[str, str], chosen: Highlight, regions: Regions, where: str) -> Highlight:
    year = row.get("year", "").rstrip("年度") or str(chosen.year)
    if not (year.isdigit() and len(year) == 4):
        raise NotCitable(f"年度“{year}”不是年份", "请写成四位数字，如2023。", where)
    place = row.get("region", "")
    code = regions.get(place).code if place else chosen.region
    rest: dict[str, Any] = {kind: text for kind, text in row.items() if kind not in ("region", "year")}
    return Highlight(region=code, year=int(year), **rest)
