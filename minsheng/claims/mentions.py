"""The places that a text names: in full, for short, by the names that every city has; and which of them it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from minsheng.errors import AmbiguousRegion
from minsheng.geography.placenames import GENERIC, short_names
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions

#: 全市, 我县, 本区: the text's own place
OWN = re.compile(r"(?<!占)(?<!占到)(?<!占了)(?<![比较于])(全|我|本)(市|县|区|州|旗|盟|省)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text."""

    start: int
    end: int
    code: str


def own_place(plain: str, regions: Regions) -> str:
    """The place a text is about: the one most often named, the title counting more; empty where none is."""
    scores = named_places(plain, regions)
    level = own_level(plain)
    for code in list(scores):
        scores[code] += 4 * bool(level) * (regions.get(code).name[-1:] == level)
    if scores:
        return scores.most_common(1)[0][0]
    return "000000" if "全国" in plain else ""


def own_level(plain: str) -> str:
    """What a text calls its own place most often: 市 of 全市 and 我市; empty where it never does."""
    level = Counter(match[2] for match in OWN.finditer(plain))
    return level.most_common(1)[0][0] if level else ""


def named_places(plain: str, regions: Regions) -> Counter[str]:
    """The codes of the places that a text names, and how much it is about them."""
    scores: Counter[str] = Counter()
    title = sum(len(line) + 1 for line in [line for line in plain.split("\n") if line][:2])
    for mention in mentions(plain, full_names(regions)):
        if not _heads_row_again(plain, mention):
            scores[mention.code] += 4 if mention.start < title else 2
    for match in re.finditer(r"[\u4e00-\u9fff]{2,3}(?=民政)", plain):
        for length in (3, 2):
            if len(codes := _short_forms(regions).get(match[0][-length:], ())) == 1:
                scores[codes[0]] += 3
                break
    return scores


def _heads_row_again(plain: str, mention: Mention) -> bool:
    """Whether the line before begins with the same place: the next cell of one row of a table."""
    name = plain[mention.start : mention.end]
    before = plain.rfind("\n", 0, max(mention.start - 1, 0)) + 1
    return mention.start > 0 and plain[mention.start - 1] == "\n" and plain.startswith(name, before)


def mentions(plain: str, names: dict[str, str]) -> list[Mention]:
    """Every place named, the longest name at each point."""
    found: list[Mention] = []
    longest = _longest(names)
    place = 0
    while place < len(plain) - 1:
        step = 1
        for length in range(min(longest.get(plain[place : place + 2], 0), len(plain) - place), 1, -1):
            if code := names.get(plain[place : place + length]):
                found.append(Mention(place, place + length, code))
                step = length
                break
        place += step
    return found


def _longest(names: dict[str, str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        longest[name[:2]] = max(longest.get(name[:2], 0), len(name))
    return longest


@cache
def full_names(regions: Regions) -> dict[str, str]:
    """The full names that mean one living place: 淄博市, 高台县; three characters or more."""
    found: dict[str, set[str]] = {}
    for region in regions:
        if region.level in ("prefecture", "county", "zone", "province"):
            for name in {region.name, *region.former_names}:
                found.setdefault(name, set()).add(region.code)
    return {
        name: codes.copy().pop()
        for name, codes in found.items()
        if len(codes) == 1 and (len(name) > 2 or name.endswith("县"))
    }


@cache
def _short_forms(regions: Regions) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for region in regions:
        if region.level in ("prefecture", "county", "province") and not region.historic:
            for name in short_names(region.name):
                if name not in GENERIC:
                    found.setdefault(name, {})[region.code] = None
    return {name: tuple(codes) for name, codes in found.items()}


def names_used(plain: str, regions: Regions, home: str) -> dict[str, str]:
    """The names that a text about ``home`` uses for the places near it; the full ones count before the short."""
    return {
        **_zones_named(plain, regions, home),
        **_stems_named(plain, regions, home),
        **_names_near(regions, home),
    }


def _zones_named(plain: str, regions: Regions, home: str) -> dict[str, str]:
    """The functional zones that a text calls by a name every city has: 高新区, 文旅区."""
    above = regions.parent(home)
    cities = [home, *([above.code] if above is not None else [])]
    found: dict[str, str] = {}
    for name in dict.fromkeys(re.findall(r"(?<=[、,。;:\n与和及在为是对])[\u4e00-\u9fff]{2}区", plain)):
        for city in cities:
            try:
                zone = regions.find(regions.get(city).name[:-1] + name) or regions.find(name, within=city)
            except AmbiguousRegion:
                continue
            if zone is not None and zone.level == "zone":
                found.setdefault(name, zone.code)
    return found


#: a short name stands where a place would: 柳渡、石塘两县, 石塘36人, 柳渡的
_AS_A_PLACE = re.compile(
    r"(?<=[,。;:、(\n和与及比在为是由])(?:STEMS)(?=[\d、,:和与及的各为仅则有达只超近两三四五以发完占新共最居排]|分别)"
    r"|(?<=[\u4e00-\u9fff])(?:STEMS)(?=[约近超]?\d)"
).pattern


def _stems_named(plain: str, regions: Regions, home: str) -> dict[str, str]:
    """The short names of two characters that a text uses for places near its own (石塘36人).

    Such a name may be a common word (和平, 平安): it counts where the text says its full name as well, or uses several so.
    """
    stems = {
        short: region
        for region in _near(regions, home)
        if region.level in ("county", "prefecture")
        for short in short_names(region.name)[:1]
        if len(short) == 2 and short not in GENERIC
    }
    if not stems:
        return {}
    either = "|".join(map(re.escape, stems))
    used = set(re.findall(_AS_A_PLACE.replace("STEMS", either), "\n" + plain))
    several = len(used - {short for short, region in stems.items() if region.code == home}) > 1
    return {it: stems[it].code for it in used if several or stems[it].name in plain}


def _near(regions: Regions, home: str) -> list[Region]:
    """The places above, beside and below the text's own, and itself."""
    above = regions.parent(home)
    beside = [above, *regions.children(above.code)] if above is not None else []
    return [regions.get(home), *regions.children(home), *beside]


def _names_near(regions: Regions, home: str) -> dict[str, str]:
    """The names that a text about ``home`` may use: its own, those below, beside and above it."""
    names: dict[str, str] = {}
    for region in reversed(_near(regions, home)):
        within = regions.parent(region.code)
        bare = region.name.removeprefix(within.name) if within is not None else region.name
        for name in (region.name, bare, *region.former_names, *(s for s in short_names(bare) if len(s) > 2)):
            if (len(name) > 2 or name.endswith("县")) and name not in GENERIC:
                names[name] = region.code
    return names
