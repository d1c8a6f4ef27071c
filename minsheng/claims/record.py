"""One figure that a draft states, in the words of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from minsheng.claims.against import Against
from minsheng.claims.measure import Measure
from minsheng.facts import Approx, Basis, plain
from minsheng.numerals import Interval, admits
from minsheng.period import Period


@dataclass(frozen=True, slots=True)
class Quotient:
    """One figure divided by another; ``wide`` where the whole is that of the place above (全市), ``per`` so many of the whole."""

    part: str
    whole: str
    wide: str = ""
    per: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a draft. ``value`` is in ``unit`` (money in 元), signed where a fall; offsets are the original's.

    ``open`` names what the text leaves open (``basis``, ``scope``, ``period``); ``step`` is the place of the last
    digit; ``candidates`` are the indicators between which the text does not decide; ``context`` and ``following`` are the sentence before and behind; ``inferred`` where the indicator
    was completed from what the text had said before, ``goes_on`` where nothing at all beside the number names it; ``quotients`` what a rate without a name may have divided;
    ``also`` is another period that the words may mean; ``cell`` what is said before and behind the number of a table cell;
    ``against`` what a comparison is held against where it is not simply the
    year before; ``places`` the several places that the figure is the sum of; ``written_in`` the month in which the text is dated;
    ``whole_year`` where it is a report of the whole year; ``years`` those that the figure is the sum of;
    ``began`` where a change starts whose year the words do not tell.
    """

    quote: str
    start: int
    end: int
    value: Decimal
    value_to: Decimal | None
    unit: str
    approx: Approx
    measure: Measure
    indicator: str | None
    indicator_name: str
    scope: str
    region: str | None
    period: Period | None
    basis: Basis | None
    step: Decimal
    word: str = ""
    exact_time: bool = False
    open: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()
    context: str = ""
    phrase: str = ""
    inferred: bool = False
    goes_on: bool = False
    following: str = ""
    quotients: tuple[Quotient, ...] = ()
    also: Period | None = None
    against: Against | None = None
    places: tuple[str, ...] = ()
    written_in: Period | None = None
    whole_year: bool = False
    years: tuple[int, ...] = ()
    began: bool = False
    cell: tuple[str, str] | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is a table's cell without its unit, which stands in the head, the row or the caption."""
        return self.cell is not None and self.quote[-1].isdigit()

    @property
    def scale(self) -> Decimal:
        """What the digits of a bare cell stand for in ``unit``: 10000 under 万元; 1 where the quotation says it itself."""
        return self.step * 10 ** len(self.quote.partition(".")[2]) if self.is_bare else Decimal(1)

    @property
    def interval(self) -> Interval:
        """The values that the written number admits, in ``unit``."""
        if self.value_to is not None:
            return Interval(self.value, self.value_to, high_closed=True)
        if self.value < 0:
            mirrored = admits(-self.value, self.approx, self.step)
            low = None if mirrored.high is None else -mirrored.high
            high = None if mirrored.low is None else -mirrored.low
            return Interval(low, high, mirrored.high_closed, mirrored.low_closed)
        return admits(self.value, self.approx, self.step)

    def record(self) -> dict[str, object]:
        """The claim in the words of the contract."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "value": plain(self.value),
            "value_to": None if self.value_to is None else plain(self.value_to),
            "unit": self.unit,
            "approx": self.approx.value,
            "measure": self.measure.value,
            "indicator": self.indicator,
            "indicator_name": self.indicator_name,
            "scope": self.scope,
            "region": self.region,
            "period": None if self.period is None else str(self.period),
            "basis": None if self.basis is None else self.basis.value,
        }
