"""A number written in the manner of another: the same scale, measure word, hedge and places, for a new value.

``1.7万余人`` with 18,340 is ``1.8万余人``; ``近3000万元`` with 31,200,000 is ``3120万元``. What can no longer be said in
that manner is said exactly, and never finer than its source printed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import cn2an

from minsheng import numerals, units
from minsheng.facts import Approx

#: how far a rounded number may be off before it is given another place
_NEAR_ENOUGH = Decimal("0.005")
_MOST_PLACES = 4
#: the next smaller scale
_SMALLER = {"亿": "万", "万亿": "亿"}
_TENTHS = "零一二三四五六七八九"
_RANGE = re.compile(r"\d\D*[~～—–至]\D*\d")
_ROUNDING = {
    Approx.OVER: ROUND_FLOOR, Approx.AT_LEAST: ROUND_FLOOR, Approx.NEAR: ROUND_CEILING, Approx.BELOW: ROUND_CEILING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Written:
    """A number taken apart: what stands before and behind it, its digits, its scale."""

    before: str
    digits: str
    inside: str
    scale: str
    behind: str
    unit: str
    after: str

    @property
    def factor(self) -> Decimal:
        """What 万 and 亿 stand for."""
        return units.parse(f"{self.scale}元").factor if self.scale else Decimal(1)

    @property
    def han(self) -> bool:
        """Whether it is written in Chinese characters."""
        return not self.digits[-1].isdigit()


def alike(text: str, value: Decimal, resolution: Decimal | None = None) -> str | None:
    """``value`` (in the base unit of ``text``) written as ``text`` is; None where that cannot be imitated.

    A range and a number without digits have no manner to follow.
    """
    if _RANGE.search(text):
        return None
    written = numerals.read(text)
    if written is None:
        return None
    if (special := _special(text, value)) is not None:
        return special
    parts = _parts(text)
    if parts is None:
        return None
    hedged = _hedged(parts, value, written.approx)
    if hedged and value in numerals.read(hedged).interval:
        return hedged
    return _exact(parts, value, resolution)


def _special(text: str, value: Decimal) -> str | None:
    """1.17:1 and 九成五."""
    if ratio := re.search(r"(\d+(?:\.(\d+))?)[:：]1$", text):
        return f"{numerals.rounded(value, Decimal(1).scaleb(-len(ratio[2] or '')))}:1"
    if re.search(r"成[一二三四五六七八九半]?$", text):
        tens, ones = divmod(numerals.rounded(value, Decimal(1)), 10)
        whole = value == value.to_integral_value() and 0 < tens < 10
        return f"{_TENTHS[int(tens)]}成{_TENTHS[int(ones)] if ones else ''}" if whole else f"{value:.1f}%"
    return None


def _parts(text: str) -> _Written | None:
    match = numerals.taken_apart(text)
    if match is None:
        return None
    names = ("before", "number", "inside", "scale", "behind", "unit", "after")
    return _Written(*(match[name] or "" for name in names))


def _hedged(parts: _Written, value: Decimal, approx: Approx) -> str | None:
    """In the words of the hedge, at the same last significant place; None where there is none or it is exact."""
    if approx is Approx.EXACT:
        return None
    step = _last_place(parts) * parts.factor
    shown = (value / step).quantize(Decimal(1), rounding=_ROUNDING.get(approx, ROUND_HALF_UP)) * step
    if shown <= 0 or shown == value:
        return None
    return _assembled(parts, shown / parts.factor, _places(parts))


def _exact(parts: _Written, value: Decimal, resolution: Decimal | None) -> str:
    """Without a hedge: at the same places, and more where that would be too coarse."""
    bare = _Written(
        parts.before if not _is_hedge(parts.before) else "", parts.digits, "", parts.scale, "", parts.unit, ""
    )
    while bare.scale and abs(value) < bare.factor / _below_one(bare):
        bare = replace(bare, scale=_SMALLER.get(bare.scale, ""), digits=bare.digits.partition(".")[0])
    scaled, places = value / bare.factor, _places(bare)
    finest = numerals.places(resolution / bare.factor) if resolution else _MOST_PLACES
    while bare.scale and places < min(finest, _MOST_PLACES) and _too_coarse(scaled, places):
        places += 1
    places = min(places, finest) if resolution else places
    if bare.scale == "万" and bare.unit.startswith("元") and scaled == scaled.to_integral_value():
        places = 0  # 9707万元, not 9707.0万元
    return _assembled(bare, numerals.rounded(scaled, Decimal(1).scaleb(-places)), places)


def _below_one(parts: _Written) -> int:
    """亿 and what was written 0.5万 go down to a tenth; 万 of a count ends at one."""
    return 10 if "亿" in parts.scale or parts.digits.startswith("0.") else 1


def _too_coarse(scaled: Decimal, places: int) -> bool:
    shown = numerals.rounded(scaled, Decimal(1).scaleb(-places))
    return abs(shown - scaled) > abs(scaled) * _NEAR_ENOUGH


def _is_hedge(words: str) -> bool:
    return numerals.hedge_of(words) is not None


def _places(parts: _Written) -> int:
    return len(parts.digits.partition(".")[2]) if not parts.han else 0


def _last_place(parts: _Written) -> Decimal:
    """The place of the last digit that is not zero, in the written scale: 320 → 10, 1.7 → 0.1."""
    number = numerals.read(f"{parts.digits}").value
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent)) if number else Decimal(1)


def _assembled(parts: _Written, number: Decimal, places: int) -> str:
    if parts.han and number == number.to_integral_value():
        digits = cn2an.an2cn(int(number))
    else:
        digits = f"{number:,.{places}f}" if "," in parts.digits else f"{number:.{places}f}"
    return f"{parts.before}{digits}{parts.inside}{parts.scale}{parts.behind}{parts.unit}{parts.after}"
