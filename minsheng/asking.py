"""What a few typed words ask for: place, period and indicator. Deterministic, offline, never a guess at a value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from minsheng import searching
from minsheng.catalogue import Catalogue, Indicator
from minsheng.geography.placenames import short_names
from minsheng.geography.regions import Regions
from minsheng.naming import indicators
from minsheng.period import Period

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2}(?!\d)|\d{2}(?=年|\s|$))年?(?:度|底|末)?")
_AGO = re.compile(r"(?P<word>今年|本年|去年|上年|前年)(?:底|末|度)?")
_YEARS_AGO = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_LAST_QUARTER = re.compile(r"上个?季度|上一季度")
_QUARTER = re.compile(r"第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])|(?P<half>上半年)")
_MONTH = re.compile(r"-?(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:份|底|末)?|-(?P<bare>1[0-2]|0[1-9])(?!\d)")
_EACH = re.compile(
    r"(?:各|所有|全部)(?:个)?(?:县市区|市县区|县区|区县|地市|市州|镇街|乡镇|街镇|单位|县|区|市|镇|省)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the words ask for; ``periods`` empty means the latest. ``rest`` is what was taken for the indicator."""

    regions: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    year: int | None
    rest: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store has: the codes of its places, and the periods of one, oldest first."""

    places: tuple[str, ...] = ()
    periods: Callable[[str], tuple[Period, ...]] = lambda code: ()
    home: str = ""


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def understand(
    text: str, catalogue: Catalogue, regions: Regions, holdings: Holdings | None = None
) -> Question:
    """Split the words into place, period and indicator; 今年 is that of the place's newest figure."""
    holdings = holdings or Holdings()
    plain = _simplifier().convert(unicodedata.normalize("NFKC", text)).strip()
    if named := indicators(plain, catalogue, least=1.0):  # 城市低保人数 is no place's figure
        return Question((), named, (), None, plain)
    each = _EACH.search(plain)
    plain = _without(plain, each) if each else plain
    places, rest = _places(plain, regions, holdings)
    first = next(iter(places), holdings.home)
    periods, year, rest = _periods(rest, holdings.periods(first) if first else ())
    if each and first:
        places = tuple(unit.code for unit in regions.children(first, next(iter(periods), None)))
    return Question(places, indicators(rest, catalogue), periods, year, rest.strip())


def _without(text: str, match: re.Match) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


# -- when -----------------------------------------------------------------------------------------
def _periods(text: str, known: tuple[Period, ...]) -> tuple[tuple[Period, ...], int | None, str]:
    """The period, the year and the words without them; a quarter or month without a year is the newest one known."""
    newest = known[-1] if known else None
    if newest and (found := _LAST_QUARTER.search(text)):
        before = _quarter_before(newest)
        return (before,), before.year, _without(text, found)
    year, rest = _year(text, newest)
    match = _QUARTER.search(rest) or _MONTH.search(rest)
    if not match or (year is None and newest is None):
        return (), year, rest
    if year is not None:
        return (_part(match, year),), year, _without(rest, match)
    parts = [_part(match, it.year) for it in reversed(known)]
    part = next((it for it in parts if it in known), parts[0])
    return (part,), part.year, _without(rest, match)


def _quarter_before(period: Period) -> Period:
    """The quarter before the one in which a period ends."""
    number = (period.end.month - 1) // 3
    return Period.quarter(period.year, number) if number else Period.quarter(period.year - 1, 4)


def _year(text: str, newest: Period | None) -> tuple[int | None, str]:
    if found := _YEAR.search(text):
        return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0), _without(text, found)
    if newest and (found := _AGO.search(text)):
        return newest.year - _YEARS_AGO[found["word"]], _without(text, found)
    return None, text


def _part(match: re.Match, year: int) -> Period:
    named = match.groupdict()
    if month := named.get("month") or named.get("bare"):
        return Period.of_month(year, int(month))
    number = "二" if named["half"] else named["quarter"] or named["q"]
    return Period.parse(f"{year}年{number}季度")


# -- where ----------------------------------------------------------------------------------------
def _places(text: str, regions: Regions, holdings: Holdings) -> tuple[tuple[str, ...], str]:
    """The place that the words name, the lowest of a path (德化县浔中镇), and the words without it."""
    places, rest = _named(text, regions, holdings, ())
    while places:
        below, after = _named(rest, regions, holdings, places)
        if not below:
            return places, rest
        places, rest = below, after
    return _lettered(text, regions, holdings)


def _named(
    text: str, regions: Regions, holdings: Holdings, within: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """The longest name or code in the words, of a place below those of ``within``.

    One that has figures goes before one that has none and stands elsewhere: 高台 before the 增城市 of 新增城市低保.
    """
    found = list(_named_all(text, _names(regions, holdings.places)))
    if within:
        found = [(span, below) for span, codes in found if (below := _below(codes, within, regions))]
    if not found:
        return (), text
    (start, end), codes = found[0]
    if not set(codes) & set(holdings.places):
        apart = (it for it in found if it[0][1] <= start or it[0][0] >= end)
        better = next((it for it in apart if set(it[1]) & set(holdings.places)), found[0])
        (start, end), codes = better
    return codes, f"{text[:start]} {text[end:]}"


def _named_all(
    text: str, names: dict[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Every place name in the words with its span, the longest first."""
    for length in range(len(text), 1, -1):
        for start in range(len(text) - length + 1):
            if codes := names.get(text[start : start + length]):
                yield (start, start + length), codes


def _below(codes: tuple[str, ...], within: tuple[str, ...], regions: Regions) -> tuple[str, ...]:
    return tuple(it for it in codes if it not in within and _lies_in(it, within, regions))


def _lies_in(code: str, within: tuple[str, ...], regions: Regions) -> bool:
    return any(regions.within(code, above) for above in within)


@lru_cache(maxsize=4)
def _names(regions: Regions, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every present and former name and code; a name of several places means those that have figures, then the living."""
    names: dict[str, dict[str, None]] = {}
    for region in regions:
        for span in region.spans:
            for name in (span.name, span.code, *short_names(span.name)):
                names.setdefault(name, {})[region.code] = None
    for code in known:
        region, above = regions.get(code), regions.parent(code)
        inner = region.name.removeprefix(above.name) if above else region.name
        names.setdefault(inner, {})[code] = None
    living, kept = {region.code for region in regions if not region.historic}, set(known)
    chosen = {
        name: tuple(it for it in codes if it in kept)
        or tuple(it for it in codes if it in living)
        or tuple(codes)
        for name, codes in names.items()
    }
    return {name: codes for name, codes in chosen.items() if len(codes) <= 3 and len(name) > 1}


def _lettered(text: str, regions: Regions, holdings: Holdings) -> tuple[tuple[str, ...], str]:
    """A place by the first letters of its pinyin, standing as a word of its own: zb 22 jhdj."""
    tokens = text.split()
    if len(tokens) < 2:
        return (), text
    letters = _letters(regions, holdings.places)
    for place, token in enumerate(tokens):
        if codes := letters.get(token.casefold(), ()):
            return codes[:3], " ".join((*tokens[:place], *tokens[place + 1 :]))
    return (), text


@lru_cache(maxsize=4)
def _letters(regions: Regions, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for code in known:
        name = regions.get(code).name
        for form in (name, *short_names(name)):
            found.setdefault(searching.initials(form), {})[code] = None
    return {letters: tuple(codes) for letters, codes in found.items() if len(letters) > 1}
