"""Numbers as official Chinese prose writes them, both ways: ``1.7万余`` ⇄ an interval.

The only place where a number is rounded: decimal, half-up, once (law 5). A number is never written
finer than its source printed it, and 99.96 % is never written as 100 %. Scaling and decimals follow
DOMAIN 2.4–2.7 (GB/T 15835).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from minsheng import units
from minsheng.facts import Approx

WAN, YI = Decimal(10) ** 4, Decimal(10) ** 8
#: from here on a count is written in 万 (a county's persons are written out in full)
_WRITE_IN_WAN = Decimal(10) ** 6
#: money printed in steps of 100万元 or more was printed in 亿元
_PRINTED_IN_YI = Decimal(10) ** 6
_SHARES = ("%", "‰")
_RATIO_UNITS = {"%", "‰", "倍"}
#: a limit per case, written in 万 where it is in whole thousands: 3万元/次, 2.4万元/次
_PER_CASE, _THOUSAND = {"元/次", "元/户"}, Decimal(1000)
#: a level per head or per month's standard, never written in 万: 元/人·月, 张/千人, 人/户
_PER_HEAD = re.compile(r"元/|/(千人|万人|户|人)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. ``text`` has no separators (prose), ``grouped`` has them (tables, cards).

    ``unit`` is the unit as written (万元), ``step`` the place value of the last digit in base units.
    """

    text: str
    unit: str
    step: Decimal

    @property
    def grouped(self) -> str:
        """With thousands separators: 96,214."""
        whole, dot, places = self.text.partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return f"{sign}{int(digits):,}{dot}{places}"

    def __str__(self) -> str:
        return f"{self.text}{self.unit}"


@dataclass(frozen=True, slots=True)
class Interval:
    """What a written number admits; either end may be open, None is unbounded. Base units."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = False

    def __contains__(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Written:
    """A number read from prose. ``value`` is in ``unit`` (the base unit); ``interval`` what it admits."""

    value: Decimal
    unit: str
    approx: Approx
    interval: Interval


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """``value`` to a multiple of ``step`` (a power of ten), half up."""
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


# -- writing --------------------------------------------------------------------------------------
def brief(value: Decimal, unit: str, decimals: int = 0, resolution: Decimal | None = None) -> Numeral:
    """As cards and sentences write it: 4.87亿元, 1,942.5万元, 96,214人, 683.3万对, 33.4%."""
    power, most = _brief_scale(value, unit, decimals, resolution)
    return _write(value, unit, power, most, resolution)


def unpadded(numeral: Numeral, value: Decimal) -> Numeral:
    """Without zeros alone behind the point where they say nothing: 9707万元, and 100% that is exactly so."""
    whole = numeral.unit.startswith("万元") or (numeral.unit == "%" and value == 100)
    before, _, behind = numeral.text.partition(".")
    return replace(numeral, text=before) if whole and not behind.strip("0") else numeral


def tabular(value: Decimal, unit: str, decimals: int = 0, resolution: Decimal | None = None) -> Numeral:
    """As tables write it: money in 万元 with the form's decimals (in 亿元 where it was printed so), counts in full."""
    if unit == "元":
        in_yi = resolution is not None and resolution >= _PRINTED_IN_YI
        return _write(value, unit, 8 if in_yi else 4, 2 if in_yi else max(decimals, 1), resolution)
    power = 4 if _is_printed_in_wan(abs(value), unit, resolution) else 0
    return _write(value, unit, power, 4 if power else decimals, resolution)


def _is_printed_in_wan(size: Decimal, unit: str, resolution: Decimal | None) -> bool:
    """Whether the source itself printed the count in 万 (45.9万人 is never written out as 459,000人; 900余 is not)."""
    step = Decimal(100) if size >= WAN else _THOUSAND
    return bool(resolution and resolution >= step and not _is_ratio(unit))


def _is_ratio(unit: str) -> bool:
    return unit in _RATIO_UNITS or _PER_HEAD.search(unit) is not None


def _brief_scale(value: Decimal, unit: str, decimals: int, resolution: Decimal | None) -> tuple[int, int]:
    size = abs(value)
    if unit == "元":
        return (8, 2) if size >= YI else (4, 3 if resolution == 10 else 2) if size >= WAN else (0, 2)
    if unit in _PER_CASE and size >= WAN and not value % _THOUSAND:
        return (4, 1)
    if _is_ratio(unit):
        return (0, decimals)
    if size >= YI:
        return (8, 2)
    if _is_printed_in_wan(size, unit, resolution):
        return (4, 4)
    return (4, 1) if size >= _WRITE_IN_WAN else (0, decimals)


def _write(value: Decimal, unit: str, power: int, most: int, resolution: Decimal | None) -> Numeral:
    scale = Decimal(10) ** power
    finest = places(resolution / scale) if resolution else most
    shown = _honest(value / scale, max(0, min(most, finest)), unit)
    digits = -int(shown.as_tuple().exponent)
    text = f"{shown:f}"
    if power and "." in text and not resolution:
        text = text.rstrip("0").rstrip(".")
    prefix = {8: "亿", 4: "万"}.get(power, "")
    return Numeral(text, f"{prefix}{unit}", scale.scaleb(-digits))


def places(step: Decimal) -> int:
    """How many decimals a step shows: 0.1 → 1, 1000 → 0."""
    return max(0, -int(step.normalize().as_tuple().exponent))


def _honest(value: Decimal, shown_places: int, unit: str) -> Decimal:
    """Rounded, but a share short of 100 % never becomes 100 %, and a non-zero ratio never 0."""
    shown = value.quantize(Decimal(1).scaleb(-shown_places), rounding=ROUND_HALF_UP)
    lost = (unit == "%" and value < 100 <= shown) or (unit in _SHARES and value != 0 == shown)
    return _honest(value, shown_places + 1, unit) if lost and shown_places < 8 else shown


def hedged(numeral: Numeral, approx: Approx) -> str:
    """The number with its approximation as prose puts it: 1.7万余人, 约1.27亿元, 10%以上."""
    match approx:
        case Approx.ABOUT:
            return f"约{numeral}"
        case Approx.NEAR:
            return f"近{numeral}"
        case Approx.BELOW:
            return f"不足{numeral}"
        case Approx.AT_LEAST:
            return f"{numeral}以上"
        case Approx.OVER if numeral.unit in _RATIO_UNITS or (
            "." in numeral.text and numeral.unit[:1] not in "万亿"
        ):
            return f"超过{numeral}"
        case Approx.OVER if numeral.unit[:1] in ("万", "亿") and "." in numeral.text:
            return f"{numeral.text}{numeral.unit[0]}余{numeral.unit[1:]}"
        case Approx.OVER:
            return f"{numeral.text}余{numeral.unit}"
    return str(numeral)


# -- reading --------------------------------------------------------------------------------------
_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_BEFORE = {
    "约": Approx.ABOUT, "大约": Approx.ABOUT, "近": Approx.NEAR, "将近": Approx.NEAR, "接近": Approx.NEAR,
    "超过": Approx.OVER, "超": Approx.OVER, "逾": Approx.OVER, "突破": Approx.OVER,
    "不足": Approx.BELOW, "不到": Approx.BELOW, "至少": Approx.AT_LEAST, "不少于": Approx.AT_LEAST,
}  # fmt: skip
_AFTER = {
    "余": Approx.OVER,
    "多": Approx.OVER,
    "左右": Approx.ABOUT,
    "以上": Approx.AT_LEAST,
    "以内": Approx.BELOW,
}
_WRITTEN = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?"
    rf"(?P<number>-?\d[\d,]*(?:\.\d+)?|[{_HAN}]+)"
    r"(?P<inside>[余多])?(?P<scale>万亿|百万|千万|亿|万|千|百)?(?P<behind>[余多])?"
    r"(?P<unit>[^\d左以]*?)(?P<after>左右|以上|以内)?$"
)


def read(text: str) -> Written | None:
    """Read one written number with its unit: ``145余万元``, ``近1.1万具``, ``九成五``, ``1.17:1``.

    None where the text is no number. The interval follows DOMAIN 2.4.
    """
    plain = _normalised(text)
    if (special := _ratio(plain) or _tenths(plain)) is not None:
        return special
    match = _WRITTEN.match(plain)
    if not match:
        return None
    number, step = _number(match["number"])
    if number is None:
        return None
    scale = units.parse(f"{match['scale']}元").factor if match["scale"] else Decimal(1)
    approx = _BEFORE.get(match["before"] or "") or _AFTER.get(
        match["inside"] or match["behind"] or match["after"] or "", Approx.EXACT
    )
    value, place = number * scale, step * scale
    return Written(
        value, units.parse(match["unit"]).base if match["unit"] else "", approx, admits(value, approx, place)
    )


def taken_apart(text: str) -> re.Match | None:
    """A written number as its parts: before, number, inside, scale, behind, unit, after; None where it is none."""
    return _WRITTEN.match(_normalised(text))


def hedge_of(word: str) -> Approx | None:
    """What a word before or behind a number says of it: 约, 近, 余, 以上; None for other words."""
    return _BEFORE.get(word) or _AFTER.get(word)


def admits(value: Decimal, approx: Approx, step: Decimal) -> Interval:
    """The interval a written number admits. ``step`` is the place of its last printed digit, base units."""
    last = max(step, _last_significant(value))
    match approx:
        case Approx.OVER:
            return Interval(value, value + last)
        case Approx.NEAR:
            return Interval(value * Decimal("0.95"), value)
        case Approx.ABOUT:
            reach = max(step / 2, abs(value) * Decimal("0.02"))
            return Interval(value - reach, value + reach, high_closed=True)
        case Approx.AT_LEAST:
            return Interval(value, None)
        case Approx.BELOW:
            return Interval(None, value)
    return Interval(value - step / 2, value + step / 2)


_TRADITIONAL = str.maketrans("萬億餘兩近約當", "万亿余两近约当")


def _normalised(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").translate(_TRADITIONAL)
    return re.sub(r"(?<=\d)[。．·](?=\d)", ".", plain)


def _number(text: str) -> tuple[Decimal | None, Decimal]:
    """The number and its last printed place; None where the Han digits make no number."""
    if text[0] in "-0123456789":
        digits = text.replace(",", "")
        places = len(digits.partition(".")[2])
        return Decimal(digits), Decimal(1).scaleb(-places)
    try:
        import cn2an  # takes longer to load than most commands to run

        number = Decimal(str(cn2an.cn2an(text.replace("两", "二"), "smart")))
    except ValueError:
        return None, Decimal(1)
    return number, Decimal(1)


def _last_significant(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 4000 → 1000, 1.7 → 0.1."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)


def _ratio(plain: str) -> Written | None:
    match = re.fullmatch(r"(\d+(?:\.\d+)?):1", plain)
    if not match:
        return None
    number, step = _number(match[1])
    return Written(number, "倍", Approx.EXACT, admits(number, Approx.EXACT, step))


def _tenths(plain: str) -> Written | None:
    """九成五 → 95 %, 三成 → 30 %."""
    match = re.fullmatch(r"([一二两三四五六七八九\d])成([一二三四五六七八九半])?", plain)
    if not match:
        return None
    tens = _number(match[1])[0] * 10
    ones = Decimal(5) if match[2] == "半" else _number(match[2])[0] if match[2] else Decimal(0)
    step = Decimal(1) if match[2] else Decimal(10)
    return Written(tens + ones, "%", Approx.EXACT, admits(tens + ones, Approx.EXACT, step))
