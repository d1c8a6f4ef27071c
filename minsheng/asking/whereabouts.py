"""Where: the places that words name: by name, short or former name, code, path, initials, or with one character wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from minsheng import searching
from minsheng.asking import placewords
from minsheng.geography.gazetteer import NATION, OWN
from minsheng.geography.placenames import needs_context
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period

#: 全市, 我县: the office's own place, or the one above it at that level
_OWN = re.compile(
    r"(?:全|本|[我咱俺]们?)(?P<level>[省市县区州盟旗镇乡]|街道)(?!级)(?:里|上(?![半年季个月]))?|本单位"
)
_LEVELS = {
    "省": ("province",),
    "市": ("prefecture", "county"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "区": ("county", "province"),
    "旗": ("county",),
    "镇": ("town",),
    "乡": ("town",),
    "街道": ("town",),
}
_NATION = re.compile(r"我国|中国")
_AND = re.compile(r"[\s、,，和与跟及]*[、,，和与跟及][\s、,，和与跟及]*")
#: 火星市 before a name that is known: a place that nobody has
_STRANGER = re.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff]{1,5}?(?:自治[州县]|[省市县区州盟旗]|(?<![城乡村])镇|(?<![城返回下])乡|街道))(?![级管内外民镇街长])"
)
#: a zone, or a place's own share, as it is called where the place is known
_PART = re.compile(rf"市{OWN}|[\u4e00-\u9fff]{{2,9}}?区")
_LETTERS = re.compile(r"(?<![A-Za-z])(?P<letters>[A-Za-z]{2,})(?![A-Za-z])[省市县区]?")
#: names that are no slips of others: any town may be one letter from another
_OPEN = ("镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store has: the codes of its places, the periods of one (oldest first), the office's own place, and the parts of a place
    that figures may cover."""

    places: tuple[str, ...] = ()
    periods: Callable[[str], tuple[Period, ...]] = lambda code: ()
    home: str = ""
    scopes: Callable[[str], tuple[str, ...]] = lambda code: ()


@dataclass(frozen=True, slots=True)
class Where:
    """The places, the words without them, and what was passed on the way.

    ``above`` are the places of a path (德化县 of 德化县浔中镇); ``stranger`` is a place that is none; ``typed`` what was
    read as a slip.
    """

    codes: tuple[str, ...]
    rest: str
    above: tuple[str, ...] = ()
    stranger: str = ""
    typed: str = ""
    names: tuple[str, ...] = field(default=())


def read(text: str, regions: Regions, holdings: Holdings, known: Callable[[str], bool]) -> Where:
    """The places that the words name. ``known`` says whether two characters stand together in an indicator's name."""
    found = _path(_NATION.sub("全国", text), regions, holdings, known)
    if found.codes:
        return _more(found, regions, holdings)
    for way in (_own, _part, _lettered):
        if (found := way(text, regions, holdings)).codes or found.stranger:
            return found
    return _misspelt(text, regions, holdings, known)


def stranger(text: str, said: Callable[[str], bool]) -> str:
    """A place at the head of the words that nobody has; empty where it belongs to a name that is ``said``."""
    match = _STRANGER.match(text)
    return match["name"] if match and not said(match["name"]) else ""


# -- by name --------------------------------------------------------------------------------------
def _path(text: str, regions: Regions, holdings: Holdings, known: Callable[[str], bool]) -> Where:
    """The lowest place of a path (德化县浔中镇)."""
    codes, rest, name = _named(text, regions, holdings, (), known)
    above: tuple[str, ...] = ()
    names = (name,) if name else ()
    while codes:
        below, after, name = _named(rest, regions, holdings, codes, known)
        if not below:
            break
        above, codes, rest, names = codes, below, after, (*names, name)
    return Where(codes, _without_above(codes, rest, regions, holdings), above, names=names)


def _without_above(codes: tuple[str, ...], rest: str, regions: Regions, holdings: Holdings) -> str:
    """The words without the name of a place in which the one found lies: 昆明市 before 官渡区."""
    for (start, end), above in _named_all(rest, placewords.names(regions, holdings.places)) if codes else ():
        if all(_lies_in(code, above, regions) for code in codes):
            return f"{rest[:start]} {rest[end:]}"
    return rest


def _more(first: Where, regions: Regions, holdings: Holdings) -> Where:
    """淄博、高台: further places that have figures."""
    codes, rest = first.codes, first.rest
    while match := _AND.match(rest.lstrip()):
        tail = rest.lstrip()[match.end() :]
        spans = [it for it in _named_all(tail, placewords.names(regions, holdings.places)) if it[0][0] == 0]
        named = next((it for it in spans if set(it[1]) & set(holdings.places)), None)
        if not named:
            break
        codes, rest = (*codes, *named[1]), tail[named[0][1] :]
    return Where(tuple(dict.fromkeys(codes)), rest, first.above, names=first.names)


def _named(
    text: str,
    regions: Regions,
    holdings: Holdings,
    within: tuple[str, ...],
    known: Callable[[str], bool],
) -> tuple[tuple[str, ...], str, str]:
    """The longest name or code in the words, of a place below those of ``within``.

    One that has figures goes before one that has none and stands elsewhere: 高台 before the 增城市 of 新增城市低保.
    """
    found = list(_named_all(text, placewords.names(regions, holdings.places)))
    if within:
        found = [(span, below) for span, codes in found if (below := _below(codes, within, regions))]
    else:
        found = [
            (span, codes)
            for span, codes in found
            if not needs_context(text[span[0] : span[1]]) and not _is_word(text, span, codes, holdings, known)
        ]
    if not found:
        inside = ((name, _below(codes, within, regions)) for name, codes in _parts(text, regions, holdings))
        for name, there in inside:
            if len(there) == 1:
                return there, text.replace(name, " ", 1), name
        return (), text, ""
    (start, end), codes = found[0]
    if not set(codes) & set(holdings.places):
        apart = (it for it in found if it[0][1] <= start or it[0][0] >= end)
        better = next((it for it in apart if set(it[1]) & set(holdings.places)), found[0])
        (start, end), codes = better
    end += _slip_of_suffix(regions.get(codes[0]).name, text[start:end], text[end : end + 1])
    return codes, f"{text[:start]} {text[end:]}", text[start:end]


def _is_word(
    text: str, span: tuple[int, int], codes: tuple[str, ...], holdings: Holdings, known: Callable[[str], bool]
) -> bool:
    """Whether a place's name is part of a figure's: 惠民殡葬, 新建长者食堂, where no place with figures is called so."""
    start, end = span
    if not all(map(known, searching.pairs(text[start:end]))):
        return False
    return known(text[end - 1 : end + 1]) or not set(codes) & set(holdings.places)


def _slip_of_suffix(name: str, typed: str, then: str) -> int:
    """1 where the character behind a short name sounds like the suffix left out: 演示事 for 演示市."""
    return int(name == typed + name[-1] and searching.syllables(then) == searching.syllables(name[-1]))


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


# -- by the office's own place --------------------------------------------------------------------
def _own(text: str, regions: Regions, holdings: Holdings) -> Where:
    match = _OWN.search(text)
    if not match:
        return Where((), text)
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    if not holdings.home:
        return Where((), rest, stranger=match[0])
    wanted = _LEVELS.get(match["level"] or "", ())
    own = next((it for it in _around(regions, holdings) if it.level in wanted), regions.get(holdings.home))
    return Where((own.code,), rest)


def _around(regions: Regions, holdings: Holdings) -> tuple[Region, ...]:
    """The office's own place and those above it, without the nation."""
    if not holdings.home:
        return ()
    chain = (regions.get(holdings.home), *regions.ancestors(holdings.home))
    return tuple(it for it in chain if it.code != NATION)


def _part(text: str, regions: Regions, holdings: Holdings) -> Where:
    """A zone or 本级 without its city: that of the office's own city, else the only one that has figures."""
    for name, codes in _parts(text, regions, holdings):
        rest = text.replace(name, " ", 1)
        around = (_below(codes, (above.code,), regions) for above in _around(regions, holdings))
        own = next(filter(None, around), codes)
        return Where(own, rest) if len(own) == 1 else Where((), rest, stranger=name)
    return Where((), text)


def _parts(text: str, regions: Regions, holdings: Holdings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every zone and 本级 that the words may name without its city: 高新区, 文旅区, 市本级."""
    known = placewords.parts(regions, holdings.places)
    for match in _PART.finditer(text):
        for name in (match[0][start:] for start in range(len(match[0]) - 2)):
            if codes := tuple(it for it in known if _called(name, regions.get(it))):
                yield name, codes
                break


def _called(name: str, part: Region) -> bool:
    """Whether a zone, or the 本级 of a place, is called so where the place is known."""
    if part.level == "own":
        return name == f"市{OWN}"
    left = iter(part.name)
    return name[-1] == "区" and all(character in left for character in name)


# -- by letters -----------------------------------------------------------------------------------
def _lettered(text: str, regions: Regions, holdings: Holdings) -> Where:
    """A place by its pinyin or the first letters of it, standing as a word of its own: zb 22 jhdj, ys市."""
    if text.isascii() and text.strip().isalpha():  # a figure alone: dbrs
        return Where((), text)
    letters = placewords.letters(regions, holdings.places)
    for match in _LETTERS.finditer(text):
        if codes := letters.get(match["letters"].casefold(), ()):
            return Where(codes[:3], f"{text[: match.start()]} {text[match.end() :]}")
    return Where((), text)


# -- with a slip ----------------------------------------------------------------------------------
def _misspelt(text: str, regions: Regions, holdings: Holdings, known: Callable[[str], bool]) -> Where:
    """A place that has figures, with one character wrong: by sound, or any one of a name of three or more."""
    for length in range(min(len(text), 12), 1, -1):
        for start in range(len(text) - length + 1):
            typed = text[start : start + length]
            around = text[max(start - 1, 0) : start + length + 1]
            if any(known(pair) for pair in searching.pairs(around)) or typed.strip() != typed:
                continue
            if codes := _like(typed, regions, holdings.places):
                return Where(codes, f"{text[:start]} {text[start + length :]}", typed=typed)
    return Where((), text)


def _like(typed: str, regions: Regions, known: tuple[str, ...]) -> tuple[str, ...]:
    sounds, gaps = placewords.slips(regions, known)
    if codes := sounds.get(searching.syllables(typed)):
        return codes
    if len(typed) < 3 or typed.endswith(_OPEN):
        return ()
    found = {code for place in range(len(typed) - 1) for code in gaps.get(placewords.gap(typed, place), ())}
    return tuple(found) if len(found) == 1 else ()
