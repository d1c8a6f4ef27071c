"""What the heads of a table say of its columns: which hold labels, units and times, and what the others count."""

from __future__ import annotations

import re

from minsheng.claims.cells import AREAS, RATE, SUB, UNIT, WHEN, Rows, bare, is_number, is_skipped, text_of

_TIMES = re.compile("时期|时间|报告期|截止时间|时点|期别|所属期")
_UNITS = re.compile(r"(计量)?单位")


class Head:
    """What the heads of a table say of each column."""

    def __init__(self, heads: Rows, body: Rows) -> None:
        width = max(map(len, [*heads, *body]))
        self.words = [_merged([text_of(row[at]) for row in heads if at < len(row)]) for at in range(width)]
        self.unit = next((at for at, word in enumerate(self.words) if _UNITS.fullmatch(word)), None)
        self.time = next((at for at, word in enumerate(self.words) if _TIMES.fullmatch(bare(word))), None)
        self.labels = self._labels(body)
        self.words = _filled(self.words)

    def _labels(self, body: Rows) -> list[int]:
        """The leading columns that never hold a number; serial numbers and units are none."""
        found: list[int] = []
        for at, word in enumerate(self.words):
            if is_skipped(word) or at in (self.unit, self.time):
                continue
            if any(at < len(row) and is_number(text_of(row[at])) for row in body):
                break
            found.append(at)
        return found or [0]

    def says_units(self) -> bool:
        """Whether each column of numbers has its unit in the head, or a column of units stands beside them."""
        if self.unit is not None:
            return True
        columns = [
            word for at, word in enumerate(self.words) if at not in self.labels and not is_skipped(word)
        ]
        return bool(columns) and all(UNIT.search(word) or RATE.fullmatch(word) for word in columns)


def _merged(words: list[str]) -> str:
    """The heads of one column from the top down: 低保人数 over 城市 is 城市低保人数, 低保 over 人数（人） 低保人数（人）."""
    said = list(dict.fromkeys(word for word in words if word))
    if len(said) < 2:
        return said[0] if said else ""
    *above, last = said
    top, sub = "".join(above), SUB.sub("", last)
    if bare(sub) in AREAS:
        return sub + top
    return top + sub if not WHEN.match(bare(sub)) else f"{sub}{top}"


def _filled(words: list[str]) -> list[str]:
    """低保人数, 其中：城市, 其中：农村: a part of the column before is said in full."""
    found: list[str] = []
    whole = ""
    for word in words:
        part = SUB.sub("", word) if SUB.match(word) else ""
        if part and whole:
            found.append(part + whole if bare(part) in AREAS else part + _unit_of(whole))
        else:
            whole = word
            found.append(word)
    return found


def _unit_of(word: str) -> str:
    unit = UNIT.search(word)
    return unit[0] if unit else ""
