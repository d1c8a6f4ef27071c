"""审核: all rules that are on, asked of what is stored: relations, invariants, questions, histories, exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minsheng import disclosure
from minsheng.breaks import Break
from minsheng.checks import balances, checks, histories, invariants, rulebook
from minsheng.checks.judgements import Judgement, Words
from minsheng.checks.rulebook import RuleSettings
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.receiving import explanations
from minsheng.returns.reading import Severity
from minsheng.store.reading import Store


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found, worst first, and which rules were asked."""

    found: tuple[Judgement, ...]
    ran: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether anything is an error."""
        return any(it.severity is Severity.ERROR for it in self.found)

    def of(self, severity: Severity) -> tuple[Judgement, ...]:
        """The findings of one severity."""
        return tuple(it for it in self.found if it.severity is severity)


def audit(
    store: Store, regions: Regions, *, places: Sequence[str] = (), periods: Sequence[str] = (),
    settings: RuleSettings | None = None,
) -> Audit:  # fmt: skip
    """All findings of some places and periods (none named: of all), with the explanations given for them.

    ``places`` are codes, ``periods`` canonical words; ``settings`` are the office's own unless given.
    """
    book = settings or rulebook.settings_of(store.settings)
    words = Words(store.catalogue, regions)
    facts = store.facts(regions=places)
    asked = [fact for fact in facts if not periods or str(fact.period) in periods]
    found = [
        *_relations(asked, words, book),
        *invariants.judgements(asked, words, book),
        *balances.judgements(store, words, book, places, periods),
        *_histories(facts, store.breaks(), words, book, periods),
        *_exportable(asked, words, book),
    ]
    return Audit(tuple(_sorted(_explained(store, found, places))), book.on)


def _explained(store: Store, found: Iterable[Judgement], places: Sequence[str]) -> list[Judgement]:
    once = {(it.rule, it.region, it.period, it.indicators): it for it in reversed(list(found))}
    return explanations.explained(once.values(), explanations.of(store, places))


def _sorted(found: Iterable[Judgement]) -> list[Judgement]:
    return sorted(
        found, key=lambda it: (it.severity.order, it.region, it.period.order, it.rule, it.indicators)
    )


def _relations(facts: Iterable[Fact], words: Words, book: RuleSettings) -> Iterator[Judgement]:
    for it in checks.findings(facts, words.catalogue, book):
        one = it.facts[0]
        place = f"{words.place(one.region, one.period)}{one.period.name}"
        codes = tuple(dict.fromkeys(fact.indicator for fact in it.facts))
        yield Judgement(
            it.rule.rule,
            it.rule.severity,
            one.region,
            one.period,
            codes,
            f"{place}{it.message}",
            facts=it.facts,
        )


def _histories(
    facts: Iterable[Fact], breaks: Sequence[Break], words: Words, book: RuleSettings, periods: Sequence[str]
) -> Iterator[Judgement]:
    if not book.of("history"):
        return
    by_place: dict[str, list[Fact]] = {}
    for fact in facts:
        by_place.setdefault(fact.region, []).append(fact)
    for region, own in by_place.items():
        cuts = [cut for cut in breaks if cut.region in ("", region)]
        yield from histories.Place(own, cuts, words, book).judgements(periods)


def _exportable(facts: Sequence[Fact], words: Words, book: RuleSettings) -> Iterator[Judgement]:
    """Small sensitive counts that what leaves the house would still show: none, as long as views suppress them."""
    for line in book.of("view"):
        for view in disclosure.views(facts, words.catalogue, words.regions, internal=False):
            fact = view.fact
            if not view.hidden and disclosure.suppressed(fact, words.catalogue[fact.indicator]):
                yield words.judged(line, fact.region, fact.period, (fact.indicator,), {}, (fact,))
