"""Which facts of a file are news to the store, so that the same file again changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from minsheng.facts import STRENGTH, Fact, Status
from minsheng.period import Period
from minsheng.store.reading import Store


def source_id(sha256: str, title: str = "") -> str:
    """The id of a file as a source: its hash; a row that cites a title of its own has that within the file."""
    own = f"-{hashlib.sha256(title.encode()).hexdigest()[:6]}" if title else ""
    return f"{sha256[:12]}{own}"


@lru_cache(4096)
def _is_received(source: str) -> bool:
    """Whether a source is a file; a return confirms what the product ships, and then stands before it."""
    return bool(re.fullmatch(r"[0-9a-f]{12}(-[0-9a-f]{6})?", source))


class Known:
    """What has been received: the newest of each vintage of a fact, and what each file has already brought."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest: dict[tuple, tuple] = {}
        self._brought: set[tuple] = set()
        self._asked: set[tuple[str, str]] = set()
        self._held: dict[tuple, dict[Status, Fact]] = {}

    def news(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts that would change something."""
        self._ask(facts)
        return [fact for fact in facts if self._is_news(fact)]

    def _is_news(self, fact: Fact) -> bool:
        vintage, content = _vintage(fact), _content(fact)
        return (
            self._newest.get(vintage) != content and (fact.source.id, vintage, content) not in self._brought
        )

    def add(self, facts: Iterable[Fact]) -> None:
        """Facts that the call is going to store."""
        for fact in facts:
            self._note(fact)

    def held(self, fact: Fact) -> Fact | None:
        """What is known of the same fact, in its own vintage or else the strongest; not from another text."""
        vintages = self._held.get(fact.key, {})
        return vintages.get(fact.status) or min(
            vintages.values(), key=lambda it: STRENGTH[it.status], default=None
        )

    def at(self, fact: Fact, year: int, month: int) -> Fact | None:
        """What is known of the same item at another month's end."""
        wanted = replace(fact, period=Period.of_month(year, month))
        self._ask([wanted])
        return self.held(wanted)

    def ask(self, facts: Iterable[Fact]) -> None:
        """Look up at once what is known of the places and periods of some facts."""
        self._ask(list(facts))

    def _ask(self, facts: Sequence[Fact]) -> None:
        wanted = {(fact.region, str(fact.period)) for fact in facts} - self._asked
        if not wanted:
            return
        self._asked |= wanted
        places, periods = {region for region, _ in wanted}, {period for _, period in wanted}
        for fact in reversed(self._store.vintages(regions=places, periods=periods)):
            if not fact.comparison and (fact.region, str(fact.period)) in wanted:
                self._note(fact)

    def _note(self, fact: Fact) -> None:
        key = fact.key
        vintage = (*key, fact.status.value)
        self._held.setdefault(key, {})[fact.status] = fact
        if _is_received(fact.source.id):
            content = _content(fact)
            self._newest[vintage] = content
            self._brought.add((fact.source.id, vintage, content))
        else:
            self._newest.pop(vintage, None)


def _vintage(fact: Fact) -> tuple:
    return (*fact.key, fact.status.value)


def _content(fact: Fact) -> tuple:
    return (
        fact.value, fact.value_to, fact.state, fact.approx, fact.since_from, fact.effective_from, fact.document, fact.notes,
        fact.known_on, fact.resolution,
    )  # fmt: skip
