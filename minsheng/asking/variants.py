"""Names that follow from the names of a catalogue: with another name of their subject, and the first characters of a name's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from minsheng import searching
from minsheng.catalogue import Catalogue

_SUBJECT = 2  #: the least length of a name that is the subject of others
_WORDS = (2, 3, 4)  #: the lengths of a name's first word


def fuller(catalogue: Catalogue, plain: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Code and further name: with its subject said before or behind an alias, or by the subject's alias.

    养老机构床位使用率: 床位使用率 is an alias of 养老机构入住率. 事实孤儿标准: 事实孤儿 is one of 事实无人抚养儿童.
    """
    own = {it.code: tuple(dict.fromkeys(map(plain, (it.name, it.short_name)))) for it in catalogue}
    aliases = {it.code: tuple(dict.fromkeys(map(plain, (it.short_name, *it.aliases)))) for it in catalogue}
    subjects: dict[str, list[str]] = {alias: [] for names in aliases.values() for alias in names}
    for code, names in own.items():
        for name in names:
            subjects.setdefault(name, [])
            subjects[name] += (alias for alias in aliases[code] if len(alias) >= _SUBJECT and alias != name)
    for code, names in own.items():
        for name in names:
            for first, last in _divided(name, subjects):
                yield from ((code, other + last) for other in subjects.get(first, ()))
                for alias in aliases[code]:
                    if first in subjects and _apart(first, alias):
                        yield code, first + alias
                    if last in subjects and _apart(last, alias):
                        yield code, alias + last


def _divided(name: str, subjects: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The name in two where its longest beginning, or its longest end, is a name itself."""
    places = range(_SUBJECT, len(name) - 1)
    first = next((place for place in reversed(places) if name[:place] in subjects), 0)
    last = next((place for place in places if name[place:] in subjects), 0)
    for place in {first, last} - {0}:
        yield name[:place], name[place:]


def _apart(subject: str, alias: str) -> bool:
    return not set(searching.pairs(subject)) & set(searching.pairs(alias))


def shortened(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The first characters of the first two words of names, and those words: 事无 → 事实无人, 适改 → 适老化改造."""
    known = list(names)
    pairs = {name[:2] for name in known} | {name[-2:] for name in known}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in known:
        for first in _WORDS:
            if len(name) >= first + 2 and (short := name[0] + name[first]) not in pairs:
                found[short][name[: first + 2]] = None
    return {short: tuple(words) for short, words in found.items()}


def contracts(said: str, name: str) -> bool:
    """Whether words are a name without some in the middle: 节地葬 of 节地生态安葬."""
    if (
        len(said) < 3
        or not len(said) < len(name) <= 2 * len(said)
        or said[:2] != name[:2]
        or said[-1] != name[-1]
    ):
        return False
    left = iter(name)
    return all(character in left for character in said)
