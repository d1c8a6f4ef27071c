"""Tables in two languages or in English alone: the Chinese half of a cell, or the Chinese name of an English one.

``data/forms/english.csv`` has the names; an English text that it does not know stays as it is and is listed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from minsheng.returns.labels import FORMS
from minsheng.returns.sheets import Cell, Sheet

_WORD = re.compile(r"[A-Za-z][a-z]{2,}")
_BOTH = re.compile(
    r"(?s)(?P<chinese>.*[\u4e00-\u9fff][^A-Za-z\u4e00-\u9fff]*?)\s+(?P<english>[A-Za-z][\x00-\x7f’‘“”]*)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNIT = re.compile(r"(?P<name>.*\S)\s*[(（](?P<unit>[^()（）]*)[)）]\Z", re.DOTALL)
_SCALES = {"1000": "千", "10000": "万", "100million": "亿"}
_SCALE = re.compile(r"1\s?000(?!\d)|10[\s,]?000(?!\d)|100\s?million")
_MEASURE = re.compile(r"(?P<scale>1\s?000|10[\s,]?000|100\s?million)?\s*(?P<noun>[A-Za-z%‰]+)")


def sheet(page: Sheet) -> Sheet:
    """The sheet with its English in Chinese as far as it is known; every cell keeps its address."""
    rows = [_row(cells) for cells in page.rows]
    return (
        page
        if all(new is old for new, old in zip(rows, page.rows, strict=True))
        else replace(page, rows=rows)
    )


def is_english(page: Sheet) -> bool:
    """Whether most of what the cells say is English."""
    cells = (cell.value for row in page.rows for cell in row)
    texts = [chinese(value) for value in cells if isinstance(value, str) and value]
    english = sum(bool(_WORD.search(text)) and not _HAN.search(text) for text in texts)
    return english * 2 > sum(bool(_WORD.search(text) or _HAN.search(text)) for text in texts)


def _row(cells: Sequence[Cell]) -> Sequence[Cell]:
    read = [_cell(cell) for cell in cells]
    return cells if all(new is old for new, old in zip(read, cells, strict=True)) else read


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell.value, str) or cell.formula or not cell.value:
        return cell
    text = chinese(cell.value)
    return cell if text is cell.value else replace(cell, value=text)


@lru_cache(8192)
def chinese(text: str) -> str:
    """The Chinese half of a text in both languages; the Chinese of an English one; any other text itself."""
    if not _WORD.search(text):
        return text
    both = _BOTH.fullmatch(text)
    if both and _WORD.search(both["english"]):
        return both["chinese"].strip() if _says_no_more(both["english"], both["chinese"]) else text
    return text if _HAN.search(_without_unit(text)) else _translated(text) or text


def _says_no_more(english: str, chinese_: str) -> bool:
    """Whether the English half has no number of its own: a year that the Chinese half lacks must not be lost."""
    numbers = re.findall(r"\d+", _SCALE.sub("", english))
    return all(number in chinese_ for number in numbers)


def _without_unit(text: str) -> str:
    found = _UNIT.fullmatch(text.strip())
    return found["name"] if found else text


def _translated(text: str) -> str:
    plain = text.strip()
    mark = "#" if plain.startswith("#") else ""
    plain = plain.lstrip("#").strip()
    if whole := _names().get(_key(plain)) or unit(plain):
        return mark + whole
    found = _UNIT.fullmatch(plain)
    if not found or not (name := _names().get(_key(found["name"]))):
        return ""
    measure = found["unit"] if _HAN.search(found["unit"]) else unit(found["unit"])
    return f"{mark}{name}({measure})" if measure else ""


def unit(text: str) -> str:
    """The Chinese of an English measure: 10 000 couples → 万对; empty where it is none."""
    found = _MEASURE.fullmatch(text.strip())
    if not found:
        return ""
    noun, known = found["noun"].lower(), _names("measure")
    name = known.get(noun) or known.get(noun.removesuffix("s")) or known.get(noun.removesuffix("ies") + "y")
    scale = re.sub(r"[\s,]", "", found["scale"] or "")
    return _SCALES.get(scale, "") + name if name else ""


def _key(text: str) -> str:
    return " ".join(re.sub(r"[*:’']+", "", text).lower().split())


@cache
def _names(kind: str = "") -> Mapping[str, str]:
    """The Chinese of English texts, or of measures."""
    with (FORMS / "english.csv").open(encoding="utf-8-sig", newline="") as file:
        return {_key(row["english"]): row["chinese"] for row in csv.DictReader(file) if row["kind"] == kind}
