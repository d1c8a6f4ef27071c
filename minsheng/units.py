"""Units of measure: what may be converted into what, by which factor, and what never may.

人, 人次, 户, 户次, 对, 件 and 具 count different things and are never converted (DOMAIN 0.7);
individual measure words of one kind of thing (个, 家, 处, 所) are the same unit.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from minsheng.errors import UnitMismatch

_SCALES = {"万亿": 12, "百万": 6, "千万": 7, "亿": 8, "万": 4, "千": 3, "百": 2}
#: measure words of one and the same kind of thing → its unit; the base differs between kinds
_SAME = {
    "名": "人", "位": "人", "人数": "人", "人(次)": "人次", "人·次": "人次", "家": "个", "处": "个", "所": "个", "座": "个",
    "间": "个", "支": "个", "单位": "个", "床": "张", "床位": "张", "户数": "户", "具尸体": "具", "双": "对",
    "百分比": "%", "％": "%", "百分之": "%", "场": "场次", "枚": "枚", "项次": "项",
    "元/月": "元/人·月", "元/人月": "元/人·月", "元/人/月": "元/人·月", "元/月·人": "元/人·月", "元/月/人": "元/人·月",
    "元/年": "元/人·年", "元/人年": "元/人·年", "元/人/年": "元/人·年", "元/年·人": "元/人·年", "元/年/人": "元/人·年",
    "元/每人每月": "元/人·月", "元/每人每年": "元/人·年", "万对对": "对", "倍数": "倍", ":1": "倍", "千分比": "‰",
}  # fmt: skip
#: the finest value the store keeps
_FINEST = Decimal("1e-8")
#: exact conversions between unlike-named units of one measure (a yearly standard is twelve monthly ones)
_FACTORS = {
    ("元/人·月", "元/人·年"): Decimal(12),
    ("‰", "%"): Decimal("0.1"),
    ("%", "‰"): Decimal(10),
    ("平方千米", "平方米"): Decimal(1_000_000),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: ``base`` with a power of ten before it (万元 = 元 × 10⁴)."""

    base: str
    power: int = 0

    @property
    def factor(self) -> Decimal:
        """What a value in this unit is multiplied by to be in the base unit."""
        return Decimal(10) ** self.power


@lru_cache(maxsize=1024)
def parse(text: str) -> Unit:
    """Read a printed unit: 万元, 元/人、月, 万 人, 千人, (人)."""
    plain = _plain(text)
    if plain in _SAME or plain in {"千分点", "百分点", "个百分点", "千克"}:
        return Unit(_SAME.get(plain, plain))
    for word, power in _SCALES.items():
        if plain.startswith(word) and len(plain) > len(word):
            rest = plain[len(word) :]
            return Unit(_SAME.get(rest, rest), power)
    return Unit(_SAME.get(plain, plain))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip("()")
    return plain.replace("、", "·").replace(",", "·").replace("．", "·").replace("每", "")


def same_kind(unit: str, wanted: str) -> bool:
    """Whether a value in ``unit`` can be expressed in ``wanted``."""
    return factor(unit, wanted) is not None


@lru_cache(maxsize=4096)
def factor(unit: str, wanted: str) -> Decimal | None:
    """The multiplier from ``unit`` to ``wanted``; None where they measure different things."""
    have, want = parse(unit), parse(wanted)
    if have.base == want.base:
        return have.factor / want.factor
    if (have.base, want.base) in _FACTORS:
        return _FACTORS[have.base, want.base] * have.factor / want.factor
    return None


def convert(value: Decimal, unit: str, wanted: str) -> Decimal:
    """``value`` expressed in ``wanted``. Raises UnitMismatch where the units measure different things."""
    multiplier = factor(unit, wanted)
    if multiplier is not None:
        return value * multiplier
    divisor = factor(wanted, unit)  # a yearly standard as a monthly one: only where it comes out even
    if divisor is None or value != (value / divisor).quantize(_FINEST) * divisor:
        raise UnitMismatch(unit, wanted)
    return value / divisor
