"""What the comparison columns of a form say: figures of earlier periods, and percentages with what they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng.facts import Fact


class Kind(StrEnum):
    """What a printed 环比 or 同比 is."""

    STOCK = "stock"
    CUMULATIVE = "cumulative"
    COMPARABLE = "comparable"
    MISCALCULATED = "miscalculated"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A printed percentage. ``own`` is what its two figures give, in %; ``fact`` the reported one, ``base`` the other."""

    locator: str
    head: str
    printed: Decimal
    own: Decimal
    kind: Kind
    fact: Fact
    base: Fact


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison columns of a form say."""

    facts: tuple[Fact, ...] = ()
    ratios: tuple[Ratio, ...] = ()
