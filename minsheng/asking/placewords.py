"""What places are called: their present, former and short names, the letters and the sound of these. Made once of a store's places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from minsheng import searching
from minsheng.geography.placenames import short_names
from minsheng.geography.regions import Regions


@lru_cache(maxsize=4)
def names(regions: Regions, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every present and former name and code; a name of several places means those that have figures, then the living."""
    names: dict[str, dict[str, None]] = {}
    for region in regions:
        for span in region.spans:
            for name in (span.name, span.code, *short_names(span.name)):
                names.setdefault(name, {})[region.code] = None
    for code in known:
        region, above = regions.get(code), regions.parent(code)
        for name in _inner(region.name, above.name if above else ""):
            names.setdefault(name, {})[code] = None
    living, kept = {region.code for region in regions if not region.historic}, set(known)
    chosen = {
        name: tuple(it for it in codes if it in kept)
        or tuple(it for it in codes if it in living)
        or tuple(codes)
        for name, codes in names.items()
    }
    return {name: codes for name, codes in chosen.items() if len(codes) <= 3 and len(name) > 1}


def _inner(name: str, above: str) -> Iterator[str]:
    """A place as it is called inside the one above: 栖溪镇 for 云岫县栖溪镇, with the short forms."""
    inner = name.removeprefix(above)
    yield inner
    stem = above.rstrip("市县区省")
    for form in (inner, *short_names(name)):
        yield form
        if stem and not form.startswith(stem):
            yield f"{stem}{form}"


@lru_cache(maxsize=4)
def parts(regions: Regions, known: tuple[str, ...]) -> tuple[str, ...]:
    """The zones, and the own shares (本级) of places."""
    return tuple(code for code in known if regions.get(code).level in ("zone", "own"))


@lru_cache(maxsize=4)
def letters(regions: Regions, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Places by the first letters of their names' pinyin, and by all of it."""
    found: dict[str, dict[str, None]] = {}
    for form, code in _forms(regions, known):
        for typed in (searching.initials(form), "".join(searching.syllables(form))):
            found.setdefault(typed, {})[code] = None
    return {typed: tuple(codes) for typed, codes in found.items() if len(typed) > 1}


def _forms(regions: Regions, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for code in known:
        name = regions.get(code).name
        for form in (name, *short_names(name)):
            yield form, code


def gap(name: str, place: int) -> str:
    return f"{name[:place]}?{name[place + 1 :]}"


@lru_cache(maxsize=4)
def slips(
    regions: Regions, known: tuple[str, ...]
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Places by the sound of their names, and by their names with one character left open."""
    sounds: dict[tuple[str, ...], dict[str, None]] = {}
    gaps: dict[str, dict[str, None]] = {}
    for form, code in _forms(regions, known):
        sounds.setdefault(searching.syllables(form), {})[code] = None
        for place in range(len(form) - 1) if len(form) > 2 else ():
            gaps.setdefault(gap(form, place), {})[code] = None
    return (
        {name: tuple(codes) for name, codes in sounds.items() if len(codes) == 1},
        {name: tuple(codes) for name, codes in gaps.items()},
    )
