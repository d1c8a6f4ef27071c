"""The numbers of a table in a Word file: what a cell states by the name of its row and the head of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from minsheng.catalogue import Catalogue
from minsheng.claims import claims as reading
from minsheng.claims.claims import Claim
from minsheng.claims.wordtext import Line, WordText
from minsheng.geography.regions import Regions

_NUMBER = re.compile(
    r"\s*(?P<verb>增长|下降|提高|降低|增加|减少|扩大|缩小|上升)?(?P<number>-?\d[\d,，]*(?:\.\d+)?)(?P<unit>[%％‰]|[^\d，。；\s]{0,7})\s*"
)
_UNIT = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,6})[）)]")
_MEASURE = re.compile(r"^(同比|比上年|较上年|增减|增长|增幅)")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of one line: its words and where they stand in the text."""

    text: str
    line: Line


def claims(
    word: WordText,
    catalogue: Catalogue,
    regions: Regions,
    region: str,
    year: int,
    free: Callable[[int], bool],
) -> list[Claim]:
    """What the tables of a file state, cell by cell; offsets and quotes are the cells' own."""
    found = []
    for cell, sentence in _sentences(word, year):
        number = _NUMBER.fullmatch(cell.text)
        start = cell.line.start + number.start("number")
        if not free(start):
            continue
        told = reading.extract(sentence, catalogue=catalogue, regions=regions, region=region, year=year)
        if told:
            quote = number["number"] + number["unit"]
            found.append(replace(told[-1], quote=quote, start=start, end=start + len(quote)))
    return found


def _sentences(word: WordText, year: int) -> Iterator[tuple[_Cell, str]]:
    """Each cell that is a number alone, with a sentence that says what it states."""
    lines = {line.paragraph: line for line in word.lines}
    for table in word.document.element.body.iter(qn("w:tbl")):
        rows = [[_cell(cell, lines) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        head = rows[0] if rows else []
        for row in rows[1:]:
            for place, cell in enumerate(row):
                if cell and row[0] and place and _NUMBER.fullmatch(cell.text):
                    top = _dated(head[place].text if place < len(head) and head[place] else "", year)
                    yield (
                        cell,
                        _said(row[0].text, top, _between(row, head, place), _NUMBER.fullmatch(cell.text)),
                    )


def _cell(cell, lines: dict) -> _Cell | None:  # noqa: ANN001 - an lxml table cell
    inside = [lines[paragraph] for paragraph in cell.iter(qn("w:p")) if paragraph in lines]
    return _Cell(inside[0].text.strip() and inside[0].text, inside[0]) if len(inside) == 1 else None


def _between(row: list[_Cell | None], head: list[_Cell | None], place: int) -> str:
    """The unit that a column of its own names (单位)."""
    for at, top in enumerate(head[:place]):
        if top and top.text.strip() in ("单位", "计量单位") and at < len(row) and row[at]:
            return row[at].text.strip()
    return ""


def _dated(top: str, year: int) -> str:
    """上年同期 and 本年 at the head of a column, by their years."""
    before = re.sub(r"^(上年|去年)(同期|末|底)?数?$", f"{year - 1}年", top.strip())
    return re.sub(r"^(本年|今年|当年)(累计|末|底)?数?$", f"{year}年", before)


def _said(name: str, top: str, unit: str, cell: re.Match) -> str:
    """城乡低保人数（人）, 2022年, 97108 → 2022年，城乡低保人数97108人。"""
    unit = cell["unit"] or unit or next((it[1] for it in (_UNIT.search(name), _UNIT.search(top)) if it), "")
    name, top = _UNIT.sub("", name).strip(), _UNIT.sub("", top).strip()
    number = f"{cell['number']}{unit}"
    if cell["verb"] or _MEASURE.match(top):
        against = top if top.startswith(("比", "较", "同")) else "同比"
        return f"{name}{against}{cell['verb'] or '增长'}{number}。"
    return f"{top}，{name}{number}。" if top else f"{name}{number}。"
