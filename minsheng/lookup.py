"""查数: the figure that a few words ask for. Deterministic, offline; nothing when there is nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from minsheng import comparison
from minsheng.catalogue import Catalogue, Indicator, squash
from minsheng.changes import Change, Series
from minsheng.comparison import NothingBelow
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.placenames import short_names
from minsheng.regions import Regions
from minsheng.store import Store

_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2}|(?<!\d)\d{2}(?=年|\s))年?度?")
_QUARTER = re.compile(r"第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])")
_MONTH = re.compile(r"-?(?<!\d)(?P<month>1[0-2]|0?[1-9])月份?")
#: bases in the order in which a person means them
_PREFERRED = (
    Basis.STOCK,
    Basis.YTD,
    Basis.STANDARD,
    Basis.RATE,
    Basis.QUARTER,
    Basis.MONTH,
    Basis.SINCE,
    Basis.AVERAGE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the words ask for; ``periods`` empty means the latest."""

    regions: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    year: int | None
    rest: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure with its comparisons and its place among the units beside it."""

    figure: Figure
    yoy: Change
    qoq: Change
    position: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: figures, else what is nearest and hints in Chinese."""

    hits: tuple[Hit, ...] = ()
    nearest: tuple[Fact, ...] = ()
    hints: tuple[str, ...] = field(default=())


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def understand(text: str, catalogue: Catalogue, regions: Regions) -> Question:
    """Split the words into place, period and indicator."""
    plain = _simplifier().convert(unicodedata.normalize("NFKC", text)).strip()
    periods, year, rest = _periods(plain)
    places, rest = _places(rest, regions)
    return Question(places, _indicators(rest, catalogue), periods, year, rest.strip())


def _periods(plain: str) -> tuple[tuple[Period, ...], int | None, str]:
    """The period, the year and the words without them; a quarter needs its year."""
    found = _YEAR.search(plain)
    if not found:
        return (), None, plain
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    if match := _QUARTER.search(rest):
        quarter = Period.parse(f"{year}年{match['quarter'] or match['q']}季度")
        return (quarter,), year, _without(rest, match)
    if match := _MONTH.search(rest):
        return (Period.of_month(year, int(match["month"])),), year, _without(rest, match)
    return (), year, rest


def _without(text: str, match: re.Match) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _places(text: str, regions: Regions) -> tuple[tuple[str, ...], str]:
    """The longest place name or code that stands in the words, and the words without it."""
    names = _names(regions)
    longest = max((len(name) for name in names), default=0)
    for length in range(min(longest, len(text)), 1, -1):
        for start in range(len(text) - length + 1):
            if codes := names.get(text[start : start + length]):
                return codes, f"{text[:start]} {text[start + length :]}"
    return (), text


@cache
def _names(regions: Regions) -> dict[str, tuple[str, ...]]:
    """Every present and former name and code, and the short name of a place where it is the only one."""
    names: dict[str, dict[str, None]] = {}
    for region in regions:
        for span in region.spans:
            for name in (span.name, span.code, *short_names(span.name)):
                names.setdefault(name, {})[region.code] = None
    living = {region.code for region in regions if not region.historic}
    chosen = {
        name: tuple(code for code in codes if code in living) or tuple(codes) for name, codes in names.items()
    }
    return {name: codes for name, codes in chosen.items() if len(codes) <= 3 and len(name) > 1}


def _indicators(text: str, catalogue: Catalogue) -> tuple[Indicator, ...]:
    wanted = squash(text)
    if not wanted:
        return ()
    if text.strip() in catalogue:
        return (catalogue[text.strip()],)
    scored = [
        (score, -place, indicator)
        for place, indicator in enumerate(catalogue)
        if (score := _likeness(wanted, indicator))
    ]
    if not scored:
        return ()
    best = max(score for score, _, _ in scored)
    return tuple(
        indicator
        for score, _, indicator in sorted(scored, key=lambda s: (-s[0], -s[1]))
        if score >= best * 0.95
    )


def _likeness(wanted: str, indicator: Indicator) -> float:
    """How well the words name the indicator: 1 for its name, less for a part of it."""
    best = 0.0
    for name in (indicator.name, indicator.short_name, *indicator.aliases):
        known = squash(name)
        if not known:
            continue
        if known == wanted:
            return 1.0
        if wanted in known or known in wanted:
            best = max(best, min(len(known), len(wanted)) / max(len(known), len(wanted)))
    return best if best >= 0.34 else 0.0


def look_up(text: str, store: Store, regions: Regions) -> Found:
    """The figures that the words ask for, newest first; without a place, the store's own unit."""
    asked = understand(text, store.catalogue, regions)
    home = store.settings.get("home")
    places = asked.regions or ((home,) if home else ())
    if not asked.indicators:
        return Found(hints=_hints(asked, store.catalogue))
    codes = [indicator.code for indicator in asked.indicators]
    facts = store.facts(regions=places, indicators=codes)
    chosen = _choose(facts, asked)
    if not chosen:
        return Found(nearest=tuple(_nearest(facts, store, codes)), hints=_hints(asked, store.catalogue))
    return Found(tuple(_hit(fact, facts, store, regions) for fact in chosen))


def _choose(facts: Iterable[Fact], asked: Question) -> list[Fact]:
    """For each indicator and place the one fact meant: the period asked for, else the newest of the year."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.has_value and _is_asked(fact.period, asked):
            groups.setdefault((fact.indicator, fact.region), []).append(fact)
    chosen = [max(group, key=_newest) for group in groups.values()]
    order = {indicator.code: place for place, indicator in enumerate(asked.indicators)}
    return sorted(chosen, key=lambda fact: (order[fact.indicator], fact.region))[:12]


def _is_asked(period: Period, asked: Question) -> bool:
    if asked.periods:
        return period in asked.periods or period.twin in asked.periods
    return asked.year is None or period.year == asked.year


def _newest(fact: Fact) -> tuple:
    preferred = _PREFERRED.index(fact.basis) if fact.basis in _PREFERRED else len(_PREFERRED)
    return (fact.period.end, fact.scope == WHOLE, -preferred, fact.period.kind == "year")


def _hit(fact: Fact, facts: Iterable[Fact], store: Store, regions: Regions) -> Hit:
    indicator = store.catalogue[fact.indicator]
    own = [f for f in facts if (f.region, f.indicator, f.scope) == (fact.region, fact.indicator, fact.scope)]
    series = Series(indicator, own, store.breaks())
    shown = Figure(fact, indicator, regions.get(fact.region).name_at(fact.period))
    return Hit(shown, series.yoy(fact), series.qoq(fact), position(fact, store, regions))


def position(fact: Fact, store: Store, regions: Regions) -> dict[str, object] | None:
    """The place of a unit among the units beside it, as ``minsheng rank`` gives it; None where it is not ranked."""
    above = regions.parent(fact.region, fact.period)
    if above is None:
        return None
    asked = comparison.Question(store.catalogue[fact.indicator], fact.period, above)
    try:
        order = comparison.ask(store, regions, asked).ranking
    except NothingBelow:
        return None
    entry = order.entry(fact.region)
    if entry is None or order.ranked < 2 or (entry.fact.basis, entry.fact.scope) != (fact.basis, fact.scope):
        return None
    return {"rank": entry.rank, "ranked": order.ranked, "total": order.total, "within": above.code}


def _nearest(facts: Iterable[Fact], store: Store, codes: list[str]) -> list[Fact]:
    """What comes closest: the same figure at other times, else the same indicator elsewhere."""
    own = sorted((fact for fact in facts if fact.has_value), key=_newest, reverse=True)
    if own:
        return own[:3]
    elsewhere = (fact for fact in store.facts(indicators=codes[:1]) if fact.has_value)
    return sorted(elsewhere, key=_newest, reverse=True)[:3]


def _hints(asked: Question, catalogue: Catalogue) -> tuple[str, ...]:
    try:
        catalogue.find(asked.rest or "?")
    except MinshengError as error:
        return (str(error),) if not asked.indicators else ("库中没有这个时期的数。",)
    return ("库中没有这个地区或时期的数。",)
