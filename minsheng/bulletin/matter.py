"""What there is to tell of a place and period: its figures among the units, returns, explanations and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from minsheng.breaks import Break
from minsheng.bulletin import reporting
from minsheng.bulletin.errors import NothingToTell
from minsheng.bulletin.reporting import Returns
from minsheng.bulletin.scheme import Criterion
from minsheng.bulletin.template import Item, Template
from minsheng.bulletin.told import Desk, Ground, Told
from minsheng.catalogue import Catalogue
from minsheng.checks.judgements import Judgement
from minsheng.comparison import comparable, comparison
from minsheng.comparison.comparison import NothingBelow
from minsheng.derivation import leaves
from minsheng.geography.region import Region
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.tasks import summary
from minsheng.tasks.summary import Summary
from minsheng.writing.document import Omitted
from minsheng.yearlines import Line

#: fewer figures of the template than this, and what most units have is told instead
FEW = 3
_NOTE = "上报说明："


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a 通报 is written from. ``reason`` is why figures with a red lamp may be ordered all the same,
    ``ledger`` the 任务台账 at the end of the period.
    """

    region: Region
    period: Period
    units: tuple[Region, ...]
    template: Template
    told: tuple[Told, ...]
    returns: Returns
    given: Mapping[tuple[str, str], str]
    catalogue: Catalogue
    breaks: tuple[Break, ...]
    omitted: tuple[Omitted, ...]
    scored: Mapping[Criterion, Told] = field(default_factory=dict)
    reason: str = ""
    ledger: Summary | None = None

    @property
    def place(self) -> str:
        """The name of the place above."""
        return self.region.name_at(self.period)

    @property
    def demo(self) -> bool:
        """Whether the figures are invented."""
        return any(line.figure.fact.demo for it in self.told for line in it.lines.values())

    def name(self, unit: str) -> str:
        """The name of a unit in the period."""
        return next(it.name_at(self.period) for it in self.units if it.code == unit)

    def ranks(self, told: Told) -> bool:
        """Whether a figure is told as an order of merit."""
        return told.item.is_ranked and (not told.red or bool(self.reason))

    def explanation(self, unit: str, line: Line) -> str:
        """What a unit wrote about a figure, in the period; empty where it wrote nothing."""
        reported = leaves(line.figure.fact)
        texts = [self.given.get((unit, fact.indicator), "") for fact in (line.figure.fact, *reported)]
        notes = [fact.notes.removeprefix(_NOTE) for fact in reported if fact.notes.startswith(_NOTE)]
        return next((text.strip().rstrip("。") for text in (*texts, *notes) if text.strip()), "")


def gather(
    desk: Desk, region: Region, period: Period, template: Template, found: Iterable[Judgement] = (), *,
    internal: bool = False, reason: str = "",
) -> Matter:  # fmt: skip
    """What there is of a place and period. ``found`` are the findings of 审核. Raises NothingBelow, NothingToTell.

    Without ``internal`` sensitive small counts are withheld before anything is computed from them.
    """
    units = comparison.below(region, period, desk.regions)
    if not units:
        raise NothingBelow(region)
    codes = [unit.code for unit in units]
    criteria = {it: Item("", it.indicator, it.by) for it in template.scheme.criteria}
    ground = Ground(desk, region, units, period, internal)
    told, omitted = ground.told([*template.items, *criteria.values()])
    scored = {it: told[item] for it, item in criteria.items() if item in told}
    told = {item: it for item, it in told.items() if item.topic}
    if len(told) < min(FEW, len(template.items)):
        told, _ = ground.told(ground.usual())
    if not told:
        there = (
            when for (_, when), count in desk.store.comparable(codes).items() if count >= comparable.ENOUGH
        )
        raise NothingToTell(region.name_at(period), period.name, list(dict.fromkeys(there))[:6])
    given = {
        (it.region, it.indicator): it.text
        for it in explanations.of(desk.store, codes)
        if it.period == str(period)
    }
    returns = reporting.returns(desk.store, codes, period, found)
    return Matter(
        region, period, units, template, tuple(told.values()), returns, given, desk.store.catalogue, tuple(desk.breaks),
        tuple(omitted), scored, reason, summary.summary(desk.store, desk.regions, region.code, period),
    )  # fmt: skip
