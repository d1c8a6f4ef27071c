"""A region: one place over all its codes and names."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.geography.lineage import FOREVER, Span
from minsheng.period import Period

NOW = FOREVER - 1
LEVEL_NAMES = {
    "nation": "全国", "province": "省级", "prefecture": "地级", "county": "县级", "zone": "功能区",
    "town": "乡级", "own": "本级", "subtotal": "小计",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """One place. ``code`` is its present code, or its last one where it is ``historic`` (merged, split, dissolved)."""

    code: str
    spans: tuple[Span, ...]
    hosts: tuple[str, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The present (or last) full name."""
        return self.spans[-1].name

    @property
    def level(self) -> str:
        """``nation`` ``province`` ``prefecture`` ``county`` ``zone`` ``town`` ``own`` ``subtotal``."""
        return self.spans[-1].level

    @property
    def historic(self) -> bool:
        """Whether the place has ended."""
        return self.spans[-1].end < FOREVER

    @property
    def former_codes(self) -> tuple[str, ...]:
        """The codes it had before the present one, oldest first."""
        return tuple(dict.fromkeys(span.code for span in self.spans if span.code != self.spans[-1].code))

    @property
    def former_names(self) -> tuple[str, ...]:
        """The names it had before the present one, oldest first."""
        return tuple(dict.fromkeys(span.name for span in self.spans if span.name != self.name))

    def span_at(self, period: Period | None) -> Span:
        """The code, name and parent in force at the end of a period, else the nearest in time."""
        month = month_at(period)
        for span in reversed(self.spans):
            if span.start <= month < span.end:
                return span
        return min(self.spans, key=lambda span: (span.away(month), -span.start))

    def name_at(self, period: Period | None) -> str:
        """The full name valid at the end of a period: 即墨市 in 2017Q3, 即墨区 in 2017Q4."""
        return self.span_at(period).name

    def code_at(self, period: Period | None) -> str:
        """The code valid at the end of a period."""
        return self.span_at(period).code

    def existed(self, period: Period | None) -> bool:
        """Whether it existed at the end of a period."""
        return self.span_at(period).away(month_at(period)) == 0


def month_at(period: Period | None) -> int:
    """The last month of a period as lineage counts months; today for none."""
    return NOW if period is None else period.year * 12 + period.month - 1
