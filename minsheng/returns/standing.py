"""Which place a line or column of a table stands for, in the table's own context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from minsheng.errors import AmbiguousRegion
from minsheng.geography.regions import Region, Regions
from minsheng.period import Period
from minsheng.script import simplified

_TOTAL = re.compile(
    r"全?(?P<level>国|省|市|州|区|县|盟|旗)(?:合计|总计)?|(?:合计|总计|总数|共计|nationaltotal|total)"
)
_LEVELS = {
    "国": ("nation",), "省": ("province",), "市": ("prefecture", "province", "county"), "州": ("prefecture",),
    "盟": ("prefecture",), "区": ("province", "county"), "县": ("county",), "旗": ("county",),
}  # fmt: skip
_OWN = re.compile(r"(?:省|市|州|盟|区|县|地)?(?:本级|直属?)|市级|省级|州级")


@dataclass(frozen=True, slots=True)
class Standing:
    """The names of a table's places. ``parent`` is the place the whole table is about, where that is known;
    ``guessed`` that only its lines tell."""

    regions: Regions
    period: Period | None
    parent: Region | None = None
    guessed: bool = False

    def total(self, text: str) -> Region | None:
        """The place that a line 合计 or 全省 sums up: the table's own, or the one above it that is a 省."""
        found = _TOTAL.fullmatch(plain(text).lower())
        if not found or self.parent is None:
            return None
        if not found["level"]:
            return self.parent
        line = (self.parent, *self.regions.ancestors(self.parent.code, self.period))
        return next((it for it in line if it.level in _LEVELS[found["level"]]), None)

    def find(self, text: str, above: Region | None = None) -> Region | None:
        """The place of a name as printed, below ``above`` or the table's own place; None where it is unknown."""
        name = plain(text)
        within = above or self.parent
        if not name or is_total(name):
            return None
        if _OWN.fullmatch(name):
            return self.regions.own(within.code) if within and within.level != "county" else None
        if within and name in (within.name, within.name_at(self.period)):
            return within
        return self._below(name, within) or self._near(self._get(name, None))

    def _below(self, name: str, within: Region | None) -> Region | None:
        if within is None:
            return None
        names = (name, f"{within.name}{name}", f"{within.name[:-1]}{name}")
        return next((found for it in names if (found := self._get(it, within.code))), None)

    def _near(self, found: Region | None) -> Region | None:
        """A place outside the table's own is meant only if it is a whole prefecture, or lies in the same province:
        江南区 in a table of 金华市 is not that of 南宁市."""
        if found is None or self.parent is None or found.level in ("nation", "province", "prefecture"):
            return found
        return found if self._province(found) & self._province(self.parent) else None

    def _province(self, region: Region) -> set[str]:
        line = (region, *self.regions.ancestors(region.code, self.period))
        whole = self.parent is not None and self.parent.level == "nation"
        return {it.code for it in line if it.level == ("nation" if whole else "province")}

    def _get(self, name: str, within: str | None) -> Region | None:
        try:
            return self.regions.find(name, self.period, within)
        except AmbiguousRegion:
            return None

    def of_code(self, text: str) -> Region | None:
        """The place of a printed code of two to twelve digits: 13, 1301, 130100."""
        digits = "".join(text.split())
        if not digits.isdigit():
            return None
        try:
            return self.regions.find(digits.ljust(6, "0"), self.period)
        except AmbiguousRegion:
            return None

    def informed(self, names: Iterable[str]) -> Standing:
        """The same with the place above most of the names, where the table names none: it tells 鼓楼区 apart."""
        if self.parent:
            return self
        found = [region for name in names if (region := self.find(name))]
        above = Counter(
            up.code
            for region in found
            if region.level not in ("nation", "own") and (up := self.regions.parent(region.code, self.period))
        )
        if not above:
            return self
        code, count = above.most_common(1)[0]
        enough = count >= 2 and count * 3 >= len(found) * 2
        return replace(self, parent=self.regions.get(code), guessed=True) if enough else self

    def covers(self, listed: Iterable[Region]) -> bool:
        """Whether the listed places are all that lie directly below the table's own."""
        if self.parent is None:
            return False
        codes = {region.code for region in listed}
        units = [it for it in self.regions.children(self.parent.code, self.period) if it.level != "zone"]
        return bool(units) and all(unit.code in codes for unit in units)


def plain(text: str) -> str:
    """A place's name as printed, without spaces, numbering, marks and notes: 1.承 德 市* → 承德市."""
    word = "".join(simplified(text).split())
    word = re.sub(
        r"^(?:其中:?|#|\d{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\))+", "", word
    )
    return re.sub(r"(?:\*|\(.*?\)|:)+$", "", word)


def is_total(text: str) -> bool:
    """Whether a line is the sum of a table: 合计, 全市, Total."""
    word = plain(text).lower()
    return len(word) > 1 and bool(_TOTAL.fullmatch(word))
