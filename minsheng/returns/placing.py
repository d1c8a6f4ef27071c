"""Under which columns the figures of a line stand whose empty cells have vanished: as its own percentages allow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from minsheng.returns.columns import VALUES

#: behind a figure of which it is not certain in which column it stood
UNSURE = "（栏不定）"
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
BLANK = re.compile(r"[—–―－-]{1,3}|…|")
RATIO = re.compile(r"环比.*|同比.*|增减.*|增长.*")
_HUNDREDTH = Decimal("0.011")


def placed(figures: Sequence[str], names: Sequence[str], ends: bool, empty: frozenset[int]) -> list[str]:
    """Figures under their columns. With fewer figures than columns, only what all consistent placings agree on;
    ``ends``: blanks at the end of the line are the empty columns."""
    if len(figures) > len(names):
        return [" ".join(figures) + UNSURE, *[""] * (len(names) - 1)]
    if len(figures) in (0, len(names)) or ends and len(figures) == 1:
        return [*figures, *[""] * (len(names) - len(figures))]
    possible = placings(figures, names, empty)
    value = next(n for n, name in enumerate(names) if name in VALUES)
    if len({row[value] for row in possible}) != 1:
        unsure = [""] * len(names)
        unsure[value] = " ".join(figures) + UNSURE
        return unsure
    return [cell if all(row[n] == cell for row in possible) else "" for n, cell in enumerate(possible[0])]


def placings(figures: Sequence[str], names: Sequence[str], empty: frozenset[int]) -> list[list[str]]:
    """All ways to put the figures under columns, in order, that the percentages allow."""
    possible = []
    for spots in itertools.combinations([n for n in range(len(names)) if n not in empty], len(figures)):
        row = [""] * len(names)
        for spot, figure in zip(spots, figures, strict=True):
            row[spot] = figure
        if consistent(row, names):
            possible.append(row)
    return possible


def consistent(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether every percentage is that of the figure before it, and none is missing where there should be one."""
    value = next((_number(cell) for cell, name in zip(row, names, strict=True) if name in VALUES), None)
    for n, name in enumerate(names):
        if not RATIO.fullmatch(name) or not n:
            continue
        base, ratio = _number(row[n - 1]), _number(row[n])
        if ratio is None and value is not None and base and value != base:
            return False
        if ratio is not None and (
            value is None or not base or abs((value - base) / base * 100 - ratio) > _HUNDREDTH
        ):
            return False
    return True


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None
