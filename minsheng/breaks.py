"""Definition breaks: from when on a figure no longer means what it meant, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minsheng.period import Period


@dataclass(frozen=True, slots=True)
class Break:
    """A definition break: ``from_period`` is the first period under the new definition.

    Empty ``indicator`` or ``region`` means all of them (a merge of regions breaks every series).
    """

    indicator: str
    region: str
    from_period: Period
    reason: str

    @classmethod
    def at(cls, indicator: str, region: str, since: str, reason: str) -> Break:
        """A break from its row: ``since`` is ``2012-12`` (exact month, also where it ends a quarter), ``2020Q1`` or ``2019``."""
        year, dash, month = since.partition("-")
        period = Period(int(year), int(month), "month") if dash else Period.parse(since)
        return cls(indicator, region, period, reason)

    def lies_between(self, earlier: Period, later: Period, region: str) -> bool:
        """Whether it cuts the series of a region between two periods."""
        touches = self.region in ("", region)
        return touches and earlier.end < _first_day(self.from_period) <= later.end


def _first_day(period: Period) -> date:
    """The first day of the period's reporting month span, for placing a break."""
    months = {"year": 12, "quarter": 3, "month": 1}[period.kind]
    return period.end.replace(month=period.month - months + 1, day=1)
