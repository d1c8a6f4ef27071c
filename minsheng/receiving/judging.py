"""Judging files before anything is stored: read, mapped, checked, held against what the store has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from minsheng import returns
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.checks import checks, rulebook
from minsheng.checks.arrivals import Arrivals
from minsheng.checks.rulebook import RuleSettings
from minsheng.facts import Fact, Source
from minsheng.geography.regions import Regions
from minsheng.receiving import announced, approval, hints, mapping, pending, targets
from minsheng.receiving.novelty import Known, source_id
from minsheng.receiving.outcome import IMPORTED, REJECTED, UNCHANGED, FileOutcome
from minsheng.returns import Issue, Reading, Request, Severity
from minsheng.store.moment import SHANGHAI
from minsheng.store.reading import Store

#: files whose places and periods are asked for at once
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """What files are judged by beside the catalogue: what is locked, how forms are read, what was explained.

    ``explained`` has the 上报说明 of files by their hash; ``book`` are the rules as the office uses them;
    ``arrivals`` holds figures against their history (none: only ``minsheng check`` does).
    """

    regions: Regions
    today: date
    locked: Collection[tuple[str, str]] = ()
    answers: mapping.Answers = field(default_factory=mapping.Answers)
    explained: Mapping[str, str] = field(default_factory=dict)
    book: RuleSettings = field(default_factory=rulebook.usual)
    arrivals: Arrivals | None = None


def ground_of(
    store: Store, regions: Regions, today: date | None = None, explained: Mapping[str, str] | None = None
) -> Ground:
    """The ground that a store gives today."""
    day = today or datetime.now(SHANGHAI).date()
    book = rulebook.settings_of(store.settings)
    arrivals = Arrivals(store, regions)
    return Ground(
        regions, day, approval.locked(store), mapping.answers(store), explained or {}, book, arrivals
    )


def judge_all(
    store: Store, received: Sequence[tuple[str, bytes]], request: Request, ground: Ground
) -> list[FileOutcome]:
    """Each file's outcome; a later file of the call knows what the earlier ones bring. Nothing is written."""
    known = Known(store)
    catalogue = store.catalogue
    if len(received) > _BATCH:
        ground = replace(ground, arrivals=None)
    outcomes = []
    for name, data, early in _read_ahead(received, catalogue, ground.regions, request, known):
        reading = early or returns.read(data, name, catalogue, ground.regions, request)
        desk = announced.Desk(ground.regions, catalogue, ground.today)
        if aims := _aims(reading, data, name, request, desk):
            reading = replace(aims, facts=targets.superseding(store, aims.facts))
        else:
            reading = mapping.applied(reading, data, name, ground.answers, catalogue)
        outcome = _judge(name, data, reading, catalogue, known, ground)
        outcomes.append(outcome)
        if outcome.outcome == IMPORTED:
            known.add(outcome.facts)
            if outcome.defined:
                catalogue = Catalogue(
                    [*catalogue, *(indicator_of(it.row, local=True) for it in outcome.defined)]
                )
    return outcomes


def _aims(found: Reading, data: bytes, name: str, request: Request, desk: announced.Desk) -> Reading | None:
    """The file as a table of targets: what its title announces is never taken for what was done."""
    if found.facts and not announced.is_title(found.title):
        return None
    return announced.reading(data, name, request, desk)


def _read_ahead(
    received: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    regions: Regions,
    request: Request,
    known: Known,
) -> Iterator[tuple[str, bytes, Reading | None]]:
    """The files with their readings, a batch at a time so that the store is asked once a batch.

    Where files may define indicators for one another they are read one by one.
    """
    if request.define_indicators:
        yield from ((name, data, None) for name, data in received)
        return
    for start in range(0, len(received), _BATCH):
        batch = [
            (name, data, returns.read(data, name, catalogue, regions, request))
            for name, data in received[start : start + _BATCH]
        ]
        known.ask(fact for _, _, reading in batch for fact in (*reading.facts, *reading.compared.facts))
        yield from batch


def _judge(
    name: str, data: bytes, reading: Reading, catalogue: Catalogue, known: Known, ground: Ground
) -> FileOutcome:
    sha256 = hashlib.sha256(data).hexdigest()
    sourced = _sourced(reading, name, sha256)
    facts = [sourced(fact) for fact in reading.facts]
    defined = [indicator_of(it.row, local=True) for it in reading.defined]
    wider = Catalogue([*catalogue, *defined]) if defined else catalogue
    compared = reading.compared
    known.ask((*facts, *compared.facts))
    weighed = _weigh(facts, wider, ground.explained.get(sha256, ""), ground.book)
    issues = [*reading.issues, *weighed.issues, *_future(facts, ground.today)]
    issues += [*hints.revisions(compared, known, wider), *hints.percentages(compared, wider)]
    issues += ground.arrivals.issues(facts) if ground.arrivals else []
    issues += approval.shut(facts, ground.locked, ground.regions)
    refused = any(issue.stops for issue in issues)
    fresh = [] if refused else known.news(weighed.facts)
    outcome = REJECTED if refused else IMPORTED if fresh else UNCHANGED
    return FileOutcome(
        file=name,
        outcome=outcome,
        layout=reading.layout,
        regions=reading.regions,
        periods=reading.periods,
        facts=tuple(fresh),
        unmapped=tuple(reading.unmapped),
        issues=tuple(issues),
        sha256=sha256,
        defined=tuple(reading.defined),
        remarks=tuple(hints.words(compared.ratios, known, wider)),
        read=tuple(weighed.facts),
        contradictions=tuple(it for it in weighed.issues if it.stops),
        explained=weighed.explained,
        explanation=weighed.text,
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Facts with what they say against one another; ``text`` is the 上报说明 that answers it, where one does."""

    facts: Sequence[Fact]
    issues: Sequence[Issue]
    explained: tuple[checks.Finding, ...] = ()
    text: str = ""


def _weigh(facts: Sequence[Fact], catalogue: Catalogue, text: str, book: RuleSettings) -> _Weighed:
    """Contradictions stop a file until they are explained; then their figures are 待核."""
    issues = checks.inside(facts, catalogue, book)
    if not text or not any(issue.stops for issue in issues):
        return _Weighed(facts, issues)
    found = tuple(it for it in checks.findings(facts, catalogue, book) if it.rule.severity is Severity.ERROR)
    milder = [replace(it, severity=Severity.EXPLAIN) if it.stops else it for it in issues]
    return _Weighed(pending.marked(facts, found, text), milder, found, text)


def _sourced(reading: Reading, name: str, sha256: str) -> Callable[[Fact], Fact]:
    """Gives facts their file as source; an invented place's figures are marked as such."""

    @cache
    def source(own: str) -> Source:
        return Source(source_id(sha256, own), own or reading.title or name, reading.publisher)

    return lambda fact: replace(
        fact, source=source(fact.source.title), demo=fact.demo or fact.region.startswith("99")
    )


def _future(facts: Sequence[Fact], today: date) -> Iterator[Issue]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        if fact.period.end > today and fact.basis.value != "target":
            seen.setdefault(str(fact.period), fact)
    for fact in seen.values():
        yield returns.warning("future", fact.locator, f"{fact.period.name}还没有结束，请核对时期。")
