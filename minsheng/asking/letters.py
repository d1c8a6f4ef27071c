"""Figures by the letters of their names: initials (dbrs) or pinyin (dibaorenshu), or the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minsheng import searching
from minsheng.catalogue import Catalogue, Indicator, squash

#: words that a name may be said without, and what it loses by it
WHOLE = (("城乡", 0.01), ("城市", 0.03), ("农村", 0.03))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in letters; ``less`` is what it loses against the name itself."""

    letters: str
    code: str
    less: float
    initial: bool


def scores(wanted: str, known: Iterable[Spelling]) -> dict[str, float]:
    """The likeness of each figure that letters name."""
    if len(wanted) < 3 or not wanted.isalpha():
        return {}
    found: dict[str, float] = {}
    for it in known:
        whole = it.letters == wanted
        if whole or (it.initial and it.letters.startswith(wanted) and len(it.letters) < 2 * len(wanted)):
            score = (1.0 if whole else 0.9 * len(wanted) / len(it.letters)) - it.less
            found[it.code] = max(score, found.get(it.code, 0.0))
    return found


def spellings(catalogue: Catalogue) -> list[Spelling]:
    """Every name of a catalogue in letters."""
    names = [(name, it.code, less) for it in catalogue for name, less in _names(it) if not name.isascii()]
    return [
        spelling
        for name, code, less in names
        for spelling in (
            Spelling(searching.initials(name), code, less, initial=True),
            Spelling("".join(searching.syllables(name)), code, less, initial=False),
        )
    ]


def _names(it: Indicator) -> Iterator[tuple[str, float]]:
    for name in dict.fromkeys(map(squash, (it.name, it.short_name, *it.aliases))):
        yield name, 0.0
        for word, loss in WHOLE:
            if name.startswith(word) and name != word:
                yield name.removeprefix(word), loss
