"""What a file's figures say against the history that is stored: wrong units and digits, named before it is taken in.

Nothing here stops a file: what compares with stored data stands in the way of 核定, not of the load.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minsheng.checks import histories, invariants, rulebook
from minsheng.checks.judgements import Judgement, Words
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.returns.reading import Issue, Severity
from minsheng.store.reading import Store

#: the rules that a clerk can still put right before the file is stored
_SLIPS = ("V46", "V47", "V67")


class Arrivals:
    """The histories that files of one call are held against, fetched once a place."""

    def __init__(self, store: Store, regions: Regions) -> None:
        self._store = store
        self._words = Words(store.catalogue, regions)
        book = rulebook.settings_of(store.settings)
        self._book = replace(
            book, lines=tuple(replace(it, on=it.on and it.rule in _SLIPS) for it in book.lines)
        )
        self._breaks = store.breaks()
        self._there = {place.region for place in store.places()}
        self._known: dict[str, list[Fact]] = {}

    def issues(self, facts: Sequence[Fact]) -> list[Issue]:
        """The slips among the facts of one file, each with its cell."""
        national = [fact for fact in facts if fact.indicator in self._words.catalogue]
        cells = {(it.region, it.indicator, str(it.period)): it.locator for it in national}
        found = {(it.region, it.indicators[0], str(it.period)): it for it in self._found(national)}
        return [_issue(it, cells[cell]) for cell, it in found.items() if cell in cells]

    def _found(self, facts: Sequence[Fact]) -> Iterable[Judgement]:
        periods = sorted({str(fact.period) for fact in facts})
        for region in dict.fromkeys(fact.region for fact in facts):
            own = [fact for fact in facts if fact.region == region]
            if region in self._there:
                fresh = {fact.key for fact in own}
                before = [fact for fact in self._history(region) if fact.key not in fresh]
                cuts = [cut for cut in self._breaks if cut.region in ("", region)]
                yield from histories.Place([*before, *own], cuts, self._words, self._book).judgements(periods)
            yield from invariants.judgements(own, self._words, self._book)

    def _history(self, region: str) -> list[Fact]:
        if region not in self._known:
            self._known[region] = self._store.facts(regions=[region])
        return self._known[region]


def _issue(found: Judgement, locator: str) -> Issue:
    return Issue(
        found.rule, Severity.WARNING, locator, f"{locator}：{found.message}" if locator else found.message
    )
