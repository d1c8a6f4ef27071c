"""Finding indicators as people type: by name, alias, code, or the initials of their pinyin (dbrs → 低保人数)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from minsheng.catalogue import Catalogue, Indicator, squash


def search(text: str, indicators: Iterable[Indicator]) -> list[Indicator]:
    """The indicators that a text names, best first; all of them in their order for an empty text."""
    wanted = squash(text)
    known = list(indicators)
    if not wanted:
        return known
    scored = [(score, place) for place, it in enumerate(known) if (score := _score(wanted, it)) is not None]
    return [known[place] for _, place in sorted(scored)]


def _score(wanted: str, indicator: Indicator) -> float | None:
    """How far the best of its names is from what was typed; None where none is like it."""
    names = dict.fromkeys((indicator.name, indicator.short_name, *indicator.aliases))
    scores = [score for name in names if name and (score := _distance(wanted, squash(name))) is not None]
    if wanted == indicator.code or wanted in (code.casefold() for code in indicator.official_codes):
        scores.append(0)
    if wanted.isascii() and len(wanted) > 1:
        scores.extend(_by_initials(wanted, name) for name in names if name and wanted in initials(name))
    return min(scores, default=None)


def _distance(wanted: str, name: str) -> float | None:
    if wanted == name:
        return 0
    if name.startswith(wanted):
        return 1 + len(name) / 100
    return 2 + len(name) / 100 if wanted in name else None


def _by_initials(wanted: str, name: str) -> float:
    known = initials(name)
    place = 0 if known == wanted else 1 if known.startswith(wanted) else 2
    return 3 + place + len(known) / 100


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """The first letters of a name's pinyin: 低保人数 → dbrs."""
    from pypinyin import Style, lazy_pinyin  # only a search by letters needs its dictionary

    return "".join(lazy_pinyin(squash(name), style=Style.FIRST_LETTER))


@lru_cache(maxsize=50_000)
def syllables(name: str) -> tuple[str, ...]:
    """The pinyin of a name, a syllable a character, without tones: 低保 → di, bao."""
    return tuple(_sound(character) for character in name)


@lru_cache(maxsize=10_000)
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin  # only a search by sound needs its dictionary

    return lazy_pinyin(character)[0] if "\u4e00" <= character <= "\u9fff" else character


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters are said the same, or nearly, as typed by ear: 就 and 救, 森 and 生."""
    return _by_ear(one) == _by_ear(other)


def _by_ear(character: str) -> str:
    sound = _sound(character)
    return re.sub(r"^([zcs])h|(?<=[a-z])[iu](?=[aeo])", r"\1", re.sub(r"(?<=[aei])ng$", "n", sound)).replace(
        "l", "n"
    )


def pairs(text: str) -> tuple[str, ...]:
    """The characters that stand beside each other."""
    return tuple(map("".join, pairwise(text)))


def related(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """The names of what it is a part of and of its own parts."""
    above = (f"{catalogue[indicator.parent].name}的一部分",) if indicator.parent in catalogue else ()
    below = tuple(child.name for child in catalogue.children(indicator.code))
    return (*above, f"含{'、'.join(below)}") if below else above
