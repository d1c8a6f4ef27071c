"""A file that waits in the inbox: all that a person sees of it before it is accepted, and accepting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minsheng.facts import Basis, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import forms, impact, inbox, intake, judging
from minsheng.receiving.forms import Changed, Form
from minsheng.receiving.impact import Touched
from minsheng.receiving.inbox import Difference, Entry, Inbox
from minsheng.receiving.outcome import IMPORTED, REJECTED, FileOutcome
from minsheng.returns import Request
from minsheng.store.reading import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting file: what was read and found, how its form differs from the last one, and what it would change."""

    entry: Entry
    outcome: FileOutcome
    form: Form
    changed: Changed
    differences: tuple[Difference, ...]
    touched: tuple[Touched, ...]

    @property
    def key(self) -> str:
        """What its parts on the screen are called."""
        return self.entry.sha256[:12]

    @property
    def ready(self) -> bool:
        """Whether it can be accepted."""
        return self.outcome.outcome == IMPORTED

    @property
    def plain(self) -> bool:
        """Whether it can be accepted without a word; what a person has worked on stays at hand."""
        return self.ready and not self.said and not self.entry.explanation

    @property
    def placeless(self) -> bool:
        """Whether nothing could be read for want of a place or a period."""
        return self.outcome.outcome == REJECTED and not self.outcome.read

    @property
    def said(self) -> bool:
        """Whether a person has said what the file does not."""
        return bool(self.entry.region or self.entry.period or self.entry.status)


def look(store: Store, regions: Regions, box: Inbox, entry: Entry) -> Waiting:
    """What a file is and would do to the store as it is now. Nothing is written."""
    data = box.data(entry)
    explained = {entry.sha256: entry.explanation} if entry.explanation else {}
    ground = judging.ground_of(store, regions, explained=explained)
    (outcome,) = judging.judge_all(store, [(entry.name, data)], asked(entry, regions), ground)
    form = forms.form_of(data, entry.name)
    return Waiting(
        entry,
        outcome,
        form,
        forms.difference(form, box.memory(form.fingerprint)),
        tuple(inbox.differences(outcome.facts, store)),
        tuple(impact.of_facts(store, outcome.facts)) if outcome.outcome == IMPORTED else (),
    )


def asked(entry: Entry, regions: Regions) -> Request:
    """What a person said where the file is silent. Raises UnknownRegion, NotAPeriod."""
    return Request(
        region=regions.get(entry.region) if entry.region else None,
        period=Period.parse(entry.period) if entry.period else None,
        status=Status(entry.status) if entry.status else None,
    )


def say(box: Inbox, entry: Entry, regions: Regions, region: str, period: str, status: str) -> None:
    """Keep the place, the period and the vintage that a person says of a file. Raises UnknownRegion, NotAPeriod."""
    said = replace(entry, region=region.strip(), period=period.strip(), status=status)
    asked(said, regions)
    box.keep(said)


def accept(path: Path, regions: Regions, box: Inbox, chosen: Sequence[Waiting], actor: str) -> str:
    """Store files of which the same was said, as one revision, and remember the rows of their forms; says what came in."""
    received = [(it.entry.name, box.data(it.entry)) for it in chosen]
    explained = {it.entry.sha256: it.entry.explanation for it in chosen if it.entry.explanation}
    done = intake.take_in(
        path,
        received,
        asked(chosen[0].entry, regions),
        regions=regions,
        actor=actor,
        explained=explained,
        looked=True,
    )
    for it in chosen:
        if it.form.fingerprint:
            box.remember(
                it.form.fingerprint, dict.fromkeys((row.heading, row.label, row.unit) for row in it.form.rows)
            )
    stored = [it for it in done.files if it.outcome == IMPORTED]
    if not stored:
        return "没有存入新的数。"
    return f"第{done.revision}次入库：{len(stored)}个文件，{sum(it.stored for it in stored)}个数。"


def together(waiting: Sequence[Waiting]) -> list[Waiting]:
    """The files that one button accepts: ready, nothing said about them, and the only one for their place and period."""
    plain = [it for it in waiting if it.ready and not it.said]
    seen: dict[tuple[str, str, bool], int] = {}
    for it in waiting:
        for key in _about(it):
            seen[key] = seen.get(key, 0) + 1
    return [it for it in plain if all(seen[key] == 1 for key in _about(it))]


def rivals(it: Waiting, waiting: Sequence[Waiting]) -> list[str]:
    """The names of other waiting files about the same place and period."""
    return [other.entry.name for other in waiting if other is not it and _about(it) & _about(other)]


def _about(it: Waiting) -> set[tuple[str, str, bool]]:
    """The returns that a file is: place and period; targets of the same year are another matter."""
    return {(fact.region, str(fact.period), fact.basis is Basis.TARGET) for fact in it.outcome.read}
