"""Formats of Excel that show another number than the one that is stored: 0.6532 as 65.32%, 12,345,678 as 1,234.6 (万).

What counts is what people see; a scale that the format writes behind the number (0!.0,"万") stays in the cell's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from minsheng.facts import plain
from minsheng.returns.sheets import Cell


@dataclass(frozen=True, slots=True)
class Shown:
    """How a format shows a number: divided by ten to the ``power``, with so many ``places`` (None: all), ``behind`` it a text."""

    power: int
    places: int | None
    behind: str = ""

    def cell(self, cell: Cell) -> Cell:
        """The cell as it is shown; one that holds no number itself."""
        if not isinstance(cell.value, Decimal):
            return cell
        number = cell.value.scaleb(-self.power)
        if self.places is not None:
            number = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return replace(cell, value=f"{plain(number) if self.places is None else number}{self.behind}")


_PERCENT = Shown(-2, None, "%")
_BUILT_IN = {"9": _PERCENT, "10": _PERCENT}
#: a point that is only drawn: 0!.0, shows ten thousands with one place
_DRAWN = re.compile(r'[!\\]\.|"\."')
#: a format that shows small and large numbers in different scales; such a cell is no number that can be trusted
_CONDITION = re.compile(r"\[[<>=]+-?[\d.]+\]")
_VARIES = "（格式随大小变化）"


def built_in(number: str) -> Shown | None:
    """What the format of a number that needs no definition does."""
    return _BUILT_IN.get(number)


@lru_cache(1024)
def of(code: str) -> Shown | None:
    """What a format does to a number; None where it shows it as it is."""
    if _CONDITION.search(code):
        parts = [_CONDITION.sub("", part) for part in code.split(";")]
        return Shown(0, None, _VARIES) if any(map(of, parts)) else None
    first = _DRAWN.sub("\0", re.sub(r"\[[^\]]*\]|_.|\*.", "", code.split(";")[0]))
    words = re.findall(r'"([^"]*)"', first)
    body = re.sub(r'"[^"]*"|[!\\].', "", first)
    if "%" in body:
        return _PERCENT
    drawn = re.search(r"\0([0#?]+)", body)
    digits = body.replace("\0", "")
    thousands = re.search(r"[0#?](,+)(?![0#?,])", digits)
    if not drawn and not thousands:
        return None
    true_point = re.search(r"\.([0#?]+)", digits)
    places = len(drawn[1]) if drawn else len(true_point[1]) if true_point else 0
    power = 3 * (len(thousands[1]) if thousands else 0) + (len(drawn[1]) if drawn else 0)
    return Shown(power, places, "".join(words).strip())
