"""What 审核 asks of a place and period: who reports, how each return stands, what was found and what is written about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from minsheng.checks.judgements import Judgement
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, explanations, sending
from minsheng.receiving.approval import Standing
from minsheng.receiving.explanations import Explanation
from minsheng.receiving.sending import Sent
from minsheng.store.reading import Store

Findings = Sequence[Judgement]
SHOWN = 6  #: periods side by side


@dataclass(frozen=True, slots=True)
class Review:
    """The returns of a period: ``units`` report to the place, ``cells`` are their standings over the last ``periods``.

    ``sent`` are the 数据核实单 about the period that are out, by unit.
    """

    region: str
    period: Period
    units: tuple[str, ...]
    periods: tuple[Period, ...]
    cells: Mapping[tuple[str, Period], Standing]
    found: tuple[Judgement, ...]
    carried: tuple[Explanation, ...]
    sent: Mapping[str, Sent]

    @property
    def places(self) -> tuple[str, ...]:
        """The place and its units, each once."""
        return _places(self.region, self.units)

    @property
    def own(self) -> list[Standing]:
        """How each unit's return of the period stands."""
        return [self.cells[it, self.period] for it in self.units]


def places(regions: Regions, region: str, period: Period) -> tuple[str, ...]:
    """A place and the units that report to it in a period, each once."""
    return _places(region, approval.units(region, period, regions))


def _places(region: str, units: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([region, *units]))


def review(
    store: Store, regions: Regions, region: str, period: Period, audited: Callable[[tuple[str, ...], Period], Findings]
) -> Review:  # fmt: skip
    """All that is known of the returns of a place's units for a period; ``audited`` gives the findings of some places."""
    units = approval.units(region, period, regions)
    periods = approval.recent(store, units, period, SHOWN)
    around = _places(region, units)
    found = audited(around, period)
    carried = explanations.carried(found, explanations.of(store, around))
    cells = approval.matrix(store, units, periods)
    asked = {it.region for it in found if not it.explanation}
    sent = sending.sent(store, units, period, asked)
    return Review(region, period, tuple(units), tuple(periods), cells, tuple(found), tuple(carried), sent)
