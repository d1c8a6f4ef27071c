"""Local indicators that a tidy file defines by using a name that the catalogue does not know."""

from __future__ import annotations

import hashlib

from minsheng import units
from minsheng.catalogue import squash
from minsheng.facts import Basis
from minsheng.returns.reading import NewIndicator

_KIND_OF = {
    Basis.STOCK: "stock", Basis.YTD: "flow", Basis.QUARTER: "flow", Basis.MONTH: "stock", Basis.SINCE: "stock",
    Basis.STANDARD: "standard", Basis.RATE: "rate", Basis.AVERAGE: "rate", Basis.TARGET: "stock",
}  # fmt: skip
_BLANK = (
    "short_name aliases polarity_note formula parent parent_rel valid_from valid_to owner official_codes definition"
).split()


def define(name: str, unit: str, basis: Basis) -> NewIndicator:
    """A local indicator for a name and the unit it was printed with.

    Its code follows from both, so that the same name is the same indicator in every file.
    """
    base = units.parse(unit).base
    kind = _KIND_OF[basis]
    code = f"local_{hashlib.sha256(f'{squash(name)}|{base}'.encode()).hexdigest()[:10]}"
    row = {
        **dict.fromkeys(_BLANK, ""),
        "code": code,
        "name": name,
        "domain": "本地指标",
        "unit": base,
        "kind": kind,
        "aggregation": "sum" if kind in ("stock", "flow") else "not_additive",
        "polarity": "neutral",
        "decimals": "0",
        "frequency": "Q",
        "sensitivity": "public",
        "source_note": "导入时登记",
    }
    return NewIndicator(code, row)
