"""A row's label, with the headings above it, its unit and its code → the indicator it means.

The heading path decides (最低生活保障人数 below 城市 or 农村), never the label alone; official codes
change between form years and only confirm. What is ambiguous stays unmapped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator, squash
from minsheng.script import simplified

FORMS = Path(__file__).resolve().parent.parent.parent / "data" / "forms"
_MARK = re.compile(r"(?:其中\s*[:,、]?|#)\s*")
#: the whole of what the heading above names
_SUMS = frozenset("合计 小计 总计 总数".split())
#: what a name and 数 counts: 收养性社会服务机构数
_COUNTED = frozenset("个 人 户 张 对 件 具".split())
#: rows of which the meaning is kept
_REMEMBERED = 50_000
_HAN = "一二三四五六七八九十"
#: the styles of numbering, outermost first: 一、 （一） 1. (1) A I
_NUMBERING = (
    re.compile(rf"[{_HAN}]+\s*[、.,]"),
    re.compile(rf"\([{_HAN}]+\)\s*[、.]?"),
    re.compile(
        r"\d{1,2}(?:\.\d{1,2})+\s*[、.]?\s*(?=[^\d\s.、,%])|\d{1,2}\s*(?:[、.](?!\d)|(?=[^\d\s.、,%岁周年个月日~—–-]))"
    ),
    re.compile(r"\(\d{1,2}\)\s*[、.]?"),
    re.compile(r"[A-H]\s*[、.]?\s*(?![A-Za-z])"),
    re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X)\s*[、.]?\s*(?![A-Za-z])"),
)
#: ranks of rows without numbering: a heading without a value, and a row with one
BARE_HEADING, BARE_ROW = 90, 91


@dataclass(frozen=True, slots=True)
class Label:
    """A label without its numbering. ``rank`` is its depth, ``of_which`` whether 其中 or # stood before it."""

    name: str
    rank: int
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What identifies a row: label, headings from the outermost, unit and code as printed."""

    label: Label
    path: Sequence[str]
    unit: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator a row means, or ``why`` there is none; ``note`` goes with the fact.

    ``caution`` is what a reader must be told though the row is read.
    """

    indicator: Indicator | None = None
    note: str = ""
    why: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A line of ``data/forms/labels.csv``: how a label is read below some heading, in some unit."""

    label: str
    under: re.Pattern[str] | None
    unit: str
    indicator: str
    note: str


@lru_cache(8192)
def label_of(text: str) -> Label:
    """Strip marks and numbering: 其中:(1)儿童福利 → 儿童福利, rank 3, of which."""
    plain = re.sub(r"\s+", " ", simplified(text)).strip().rstrip("*:").strip()
    of_which = bool(_MARK.match(plain))
    plain = _MARK.sub("", plain, count=1) if of_which else plain
    rank, plain = _numbering(plain)
    if not of_which and _MARK.match(plain):
        of_which, plain = True, _MARK.sub("", plain, count=1)
    return Label("".join(plain.split()).strip("*"), rank, of_which)


def _numbering(plain: str) -> tuple[int, str]:
    for rank, style in enumerate(_NUMBERING):
        found = style.match(plain)
        if found and len(plain) > found.end():
            return rank, plain[found.end() :].strip()
    return BARE_ROW, plain


class Labels:
    """How rows are read: the form's own table of contextual labels, then the catalogue's names."""

    def __init__(self, catalogue: Catalogue, rows: Iterable[dict[str, str]]) -> None:
        self.catalogue = catalogue
        self._readings: dict[str, list[_Reading]] = {}
        for row in rows:
            if row["indicator"] and row["indicator"] not in catalogue:
                continue
            under = re.compile(row["under"]) if row["under"] else None
            reading = _Reading(row["label"], under, row["unit"], row["indicator"], row.get("note") or "")
            self._readings.setdefault(squash(row["label"]), []).append(reading)
        self._matches: dict[tuple, Match] = {}
        self._by_code = {code: it for it in catalogue for code in it.official_codes}

    def coded(self, code: str) -> Indicator | None:
        """The indicator that an official code has stood for."""
        return self._by_code.get(code)

    def match(self, row: Row) -> Match:
        """The indicator of a row, or why none is known."""
        key = (row.label.name, tuple(row.path), row.unit, row.code)
        if key not in self._matches:
            if len(self._matches) > _REMEMBERED:
                self._matches.clear()
            self._matches[key] = self._matched(row)
        return self._matches[key]

    def _matched(self, row: Row) -> Match:
        found = self.said(row)
        coded = self.coded(row.code)
        if coded and found.indicator and coded.code != found.indicator.code:
            return Match(why=f"代码{row.code}指“{coded.name}”，与名称“{row.label.name}”不一致")
        if coded and not found.indicator and not found.why:
            return Match(why=f"代码{row.code}曾指“{coded.name}”，名称不同，未作推断")
        return found

    def said(self, row: Row) -> Match:
        """What label and headings alone mean, whatever the code."""
        found = self._contextual(row) or self._named(row)
        bare = re.fullmatch(r"(.+?)数量?", row.label.name)
        if found.indicator or found.why or not bare:
            return found
        counted = self._named(replace(row, label=replace(row.label, name=bare[1])))
        return counted if counted.indicator and counted.indicator.unit in _COUNTED else found

    def joined(self, row: Row) -> Match | None:
        """What a row and its heading mean as one name: 人数 below 城市低保, 集中养育 below 孤儿, 合计 below either."""
        if not row.path:
            return None
        heading, own = row.path[-1], row.label.name
        for name in [heading] if own in _SUMS else [f"{heading}{own}", f"{own}{heading}"]:
            found = self._named(replace(row, label=replace(row.label, name=name)))
            if found.indicator:
                return found
        return None

    def _contextual(self, row: Row) -> Match | None:
        """The reading that the nearest heading decides; without a heading's say, the one that needs none."""
        readings = [it for it in self._readings.get(squash(row.label.name), ()) if _fits(row.unit, it.unit)]
        for heading in reversed(row.path):
            for reading in readings:
                if reading.under and reading.under.fullmatch(heading):
                    return self._read(reading)
        free = [it for it in readings if it.under is None]
        kinds = {units.parse(it.unit).base for it in free if it.unit}
        if not row.unit and len(kinds) > 1:
            return Match(why=f"没有计量单位，“{row.label.name}”可以是{'、'.join(sorted(kinds))}")
        if free:
            return self._read(free[0])
        return Match(why=f"“{row.label.name}”须看上级标题才知所指") if readings else None

    def _read(self, reading: _Reading) -> Match:
        if not reading.indicator:
            return Match(why=reading.note)
        return Match(self.catalogue[reading.indicator], reading.note)

    def _named(self, row: Row) -> Match:
        named = self.catalogue.named(row.label.name)
        national = [it for it in named if not it.local] or list(named)
        fitting = [it for it in national if _fits(row.unit, it.unit)]
        if named and not fitting:
            return Match(why=f"计量单位“{row.unit}”与“{named[0].name}”（{named[0].unit}）不符")
        if len(fitting) > 1:
            return Match(why=f"“{row.label.name}”可以指{'、'.join(it.name for it in fitting[:4])}")
        if fitting and self._is_narrowed(fitting[0], row):
            return Match(why=f"“{row.path[-1]}”之下的“{row.label.name}”口径不明")
        return Match(fitting[0]) if fitting else Match()

    def _is_narrowed(self, indicator: Indicator, row: Row) -> bool:
        """Whether a heading such as 城市 or 农村特困 makes a total's name mean only a part of it."""
        if not row.path or row.path[-1][:2] in row.label.name:
            return False
        heading = row.path[-1]
        area = heading[:2]
        rest = heading[2:]
        same_topic = not rest or any(rest[n : n + 2] in row.label.name for n in range(len(rest) - 1))
        parts = self.catalogue.children(indicator.code)
        return area in ("城市", "城镇", "农村") and same_topic and any(area in part.name for part in parts)

    def related(self, one: str, other: str) -> bool:
        """Whether two indicators belong to one tree of totals and parts."""
        return self._root(one) == self._root(other)

    def _root(self, code: str) -> str:
        while self.catalogue[code].parent:
            code = self.catalogue[code].parent
        return code


def _fits(printed: str, wanted: str) -> bool:
    """A missing unit fits anything; the form's own contract then decides."""
    return not printed or not wanted or units.same_kind(printed, wanted)


@lru_cache(maxsize=4)
def load(catalogue: Catalogue) -> Labels:
    """The labels of the forms that the product ships."""
    with (FORMS / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        return Labels(catalogue, list(csv.DictReader(file)))
