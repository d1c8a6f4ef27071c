"""How the units below a place reported for a 通报: what came when, what was corrected, which questions stand open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minsheng.checks.judgements import Judgement
from minsheng.facts import Basis
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.receiving.approval import Standing
from minsheng.store.reading import Store


@dataclass(frozen=True, slots=True)
class Returns:
    """How the units reported: their standings, how many figures they corrected, how many questions stand open.

    ``kept`` is whether the place keeps returns of the period at all (published figures come without).
    """

    standings: Mapping[str, Standing]
    corrected: Mapping[str, int]
    open: Mapping[str, int]

    @property
    def kept(self) -> bool:
        """Whether there are returns."""
        return any(it.facts for it in self.standings.values())

    @property
    def late(self) -> dict[str, int]:
        """The units that were late, and how many days; a year's figures are verified in their own time and never late."""
        late = {unit: it.late for unit, it in self.standings.items() if it.late and it.period.kind != "year"}
        return late if self.kept else {}

    @property
    def missing(self) -> list[str]:
        """The units without a return."""
        return [unit for unit, it in self.standings.items() if not it.facts] if self.kept else []


def returns(store: Store, units: Sequence[str], period: Period, found: Iterable[Judgement]) -> Returns:
    """How the units reported a period; ``found`` are the findings of 审核."""
    standings = {code: cell for (code, _), cell in approval.matrix(store, units, [period]).items()}
    return Returns(standings, _corrected(store, units, period), _open(found, units, period))


def _corrected(store: Store, units: Collection[str], period: Period) -> dict[str, int]:
    """How many figures each unit corrected: of this period, and of the year's earlier ones since this period ended."""
    values: dict[tuple, set] = {}
    for fact in store.vintages(regions=units, periods=_of_year(period)):
        since = fact.known_on is not None and _window(period)[0] < fact.known_on <= _window(period)[1]
        if fact.comparison or fact.basis is Basis.TARGET:
            continue
        known = values.setdefault((*fact.key, fact.status), set())
        known.add((fact.value, fact.state, fact.period == period or since))
    changed = [key for key, known in values.items() if _changed(known)]
    return dict(Counter(key[0] for key in changed))


def _of_year(period: Period) -> list[Period]:
    """All periods of the year up to one."""
    months = [Period.of_month(period.year, month) for month in range(1, period.month + 1)]
    return [*months, *([Period.of_year(period.year)] if period.is_year_end else [])]


def _changed(known: set) -> bool:
    """Whether there is more than one value, the later of them in time for this 通报."""
    return len({value for value, *_ in known}) > 1 and any(now for *_, now in known)


def _window(period: Period) -> tuple[date, date]:
    """The days in which earlier returns are corrected under this period's 通报."""
    months = {"year": 12, "quarter": 3, "month": 1}[period.kind]
    return period.end, period.end + timedelta(days=months * 31)


def _open(found: Iterable[Judgement], units: Collection[str], period: Period) -> dict[str, int]:
    """How many findings of each unit ask for an explanation that was not given."""
    asked = (it for it in found if it.region in units and it.period == period and it.is_open)
    return dict(Counter(it.region for it in asked))
