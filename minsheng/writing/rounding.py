"""Whether parts as printed fail to add up to their total as printed, though the figures themselves do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Catalogue
from minsheng.facts import WHOLE, Approx
from minsheng.figure import Figure
from minsheng.yearlines import Line


def uneven(lines: Iterable[Line], catalogue: Catalogue) -> bool:
    """Whether it is so of any total of a text: 4.60亿元 of 1.32亿元 and 3.27亿元."""
    shown = {line.indicator.code: line.figure for line in lines if _is_plain(line.figure)}
    parts: dict[tuple[str, str], list[str]] = {}
    for indicator in catalogue:
        if indicator.parent in shown and indicator.parent_rel.startswith("component"):
            parts.setdefault((indicator.parent, indicator.parent_rel), []).append(indicator.code)
    return any(
        _differs(shown[whole], [shown[code] for code in codes if code in shown])
        for (whole, _), codes in parts.items()
    )


def _differs(whole: Figure, parts: list[Figure]) -> bool:
    alike = all(part.fact.period.end == whole.fact.period.end for part in parts)
    adds = alike and sum(part.fact.value for part in parts) == whole.fact.value
    return bool(parts) and adds and sum(_printed(part) for part in parts) != _printed(whole)


def _printed(shown: Figure) -> Decimal:
    return Decimal(shown.numeral.text) * units.parse(shown.numeral.unit).factor


def _is_plain(shown: Figure) -> bool:
    fact = shown.fact
    return fact.has_value and fact.scope == WHOLE and fact.approx is Approx.EXACT and fact.value_to is None
