"""What stands in a value cell: a number with the step it was printed to, or why there is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from minsheng.facts import State, printed_step
from minsheng.returns.sheets import Cell

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_STATES = {
    "": State.NOT_REPORTED,
    "未报": State.NOT_REPORTED, "缺报": State.NOT_REPORTED, "未填报": State.NOT_REPORTED,
    "不适用": State.NOT_APPLICABLE, "未开展": State.NOT_APPLICABLE, "无此项": State.NOT_APPLICABLE, "不涉及": State.NOT_APPLICABLE,
    "不详": State.UNKNOWN, "未知": State.UNKNOWN, "缺": State.UNKNOWN,
    "***": State.WITHHELD, "**": State.WITHHELD, "*": State.WITHHELD, "已隐去": State.WITHHELD,
}  # fmt: skip
_DASHES = re.compile(r"[—–―－‐‑‒−─-]{1,4}")
_DOTS = re.compile(r"(?:…|\.{3}|⋯){1,2}")
#: larger than anything counted here; the store keeps twenty digits before the point
_LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Printed:
    """A value cell as read. ``step`` is the place of the last printed digit, in the printed unit.

    ``exact`` says that the step was printed; a spreadsheet's number has lost its trailing zeros.
    """

    state: State
    number: Decimal | None = None
    step: Decimal | None = None
    exact: bool = True


def printed(cell: Cell) -> Printed | None:
    """Read a value cell; None where it holds text that is no number (or a formula without a result)."""
    if cell.uncalculated or isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, Decimal):
        return _value(f"{cell.value:f}", exact=False)
    return printed_text(cell.text)


@lru_cache(8192)
def printed_text(text: str) -> Printed | None:
    """Read the text of a value: 1,106 · ３２８０ · — · … · blank. None where it is no number."""
    plain = unicodedata.normalize("NFKC", text.replace("…", "⋯")).replace("\u00a0", " ").strip()
    if plain in _STATES:
        return Printed(_STATES[plain])
    if _DOTS.fullmatch(plain):
        return Printed(State.BELOW_UNIT)
    if _DASHES.fullmatch(plain):
        return Printed(State.UNKNOWN)
    plain = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ",", plain)
    plain = re.sub(r"(?<=\d)[。．](?=\d)", ".", plain).replace("，", ",").replace("−", "-")
    return _value(plain, exact=True) if _NUMBER.fullmatch(plain) else None


def _value(text: str, *, exact: bool) -> Printed | None:
    digits = text.replace(",", "")
    number = Decimal(digits)
    return Printed(State.VALUE, number, printed_step(digits), exact) if abs(number) < _LARGEST else None


def finest(values: list[Printed]) -> Decimal | None:
    """The finest step among numbers of one printed unit: what a spreadsheet's bare numbers were kept to."""
    return min((value.step for value in values if value.step is not None), default=None)


def places(number: Decimal) -> int:
    """How many decimals a number truly has: 81.00 → 0, 3964.184 → 3."""
    return max(0, -int(number.normalize().as_tuple().exponent))
