"""A fact: one value of one indicator, for one region, scope, period and basis, with all that defends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minsheng.period import Period

#: what opens a unit's explanation among the notes of a fact
EXPLAINED = "上报说明："
WHOLE = "全部"  #: the scope of a fact that covers all of its indicator


class _Word(StrEnum):
    """An English word of the contract with its Chinese term."""

    def __new__(cls, value: str, zh: str = "") -> _Word:
        word = str.__new__(cls, value)
        word._value_ = value
        word.zh = zh  # type: ignore[attr-defined]
        return word

    zh: str


class Basis(_Word):
    """What kind of number it is; unlike bases are never compared (law 1)."""

    STOCK = "stock", "期末"
    YTD = "ytd", "本年累计"
    QUARTER = "quarter", "单季"
    MONTH = "month", "当月"
    SINCE = "since", "历年累计"
    STANDARD = "standard", "标准"
    RATE = "rate", "比率"
    AVERAGE = "average", "年均"
    TARGET = "target", "目标"


class State(_Word):
    """Why there is, or is no, value: missing is not zero (law 3)."""

    VALUE = "value", "有数"
    BELOW_UNIT = "below_unit", "不足最小单位"
    NOT_REPORTED = "not_reported", "未报"
    NOT_APPLICABLE = "not_applicable", "不适用或未开展"
    UNKNOWN = "unknown", "不详"
    WITHHELD = "withheld", "来源已隐去"


class Approx(_Word):
    """How exactly the source worded the number."""

    EXACT = "exact", ""
    OVER = "over", "余"
    NEAR = "near", "近"
    ABOUT = "about", "约"
    AT_LEAST = "at_least", "以上"
    BELOW = "below", "不足"


class Status(_Word):
    """The vintage, strongest first; an estimate yields to whatever is reported for its time."""

    FINAL = "final", "核定年报"
    BULLETIN = "bulletin", "公报年鉴"
    FAST = "fast", "年报快报"
    QUARTERLY = "quarterly", "季报月报"
    ENTERED = "entered", "科室补录"
    PRESS = "press", "文稿引用（未核定）"
    ESTIMATE = "estimate", "预计"


#: position of a vintage: 0 is the strongest
STRENGTH = {status: place for place, status in enumerate(Status)}

#: the basis of a value where nothing else is said, by the indicator's kind
DEFAULT_BASIS = {
    "stock": Basis.STOCK,
    "flow": Basis.YTD,
    "standard": Basis.STANDARD,
    "rate": Basis.RATE,
    "ratio": Basis.RATE,
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts came from: a file, a table, a text."""

    id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a computed value came about: the formula in words and the facts that went in."""

    formula: str
    operands: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as CONTRACT defines it. ``value`` is in ``unit``, the indicator's base unit (money in 元).

    ``resolution`` is the smallest step that the source printed, in the same unit; ``comparison``
    marks a value read from a comparison column (对比栏) of a later return.
    """

    region: str
    indicator: str
    period: Period
    basis: Basis
    value: Decimal | None
    unit: str
    scope: str = WHOLE
    value_to: Decimal | None = None
    state: State = State.VALUE
    approx: Approx = Approx.EXACT
    resolution: Decimal | None = None
    status: Status = Status.QUARTERLY
    since_from: str = ""
    effective_from: str = ""
    document: str = ""
    known_on: date | None = None
    source: Source = field(default_factory=lambda: Source(""))
    locator: str = ""
    notes: str = ""
    demo: bool = False
    pending: bool = False
    inferred: bool = False
    backcast: bool = False
    comparison: bool = False
    revision: int = 0
    recorded_at: str = ""
    derivation: Derivation | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes it this fact: region, indicator, scope, period, basis."""
        return (self.region, self.indicator, self.scope, str(self.period), self.basis.value)

    @property
    def explanation(self) -> str:
        """What the unit wrote about it (上报说明), or about the figures it was computed from; empty where nothing."""
        if self.derivation is None:
            return self.notes.partition(EXPLAINED)[2]
        told = dict.fromkeys(it.explanation for it in self.derivation.operands if it.explanation)
        return "；".join(told)

    @property
    def has_value(self) -> bool:
        """Whether it carries a number."""
        return self.value is not None and self.state is State.VALUE


def plain(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: ``155965500``, ``1.17``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_step(text: str) -> Decimal:
    """The step of a printed number, before its unit: ``45.9`` → 0.1, ``318,270.4`` → 0.1, ``917`` → 1."""
    _, _, places = text.partition(".")
    return Decimal(1).scaleb(-len(places))
