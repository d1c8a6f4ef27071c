"""What a few typed words ask for, taken apart: where, when, which figure, and what of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from minsheng.asking import times, whereabouts, words
from minsheng.asking.names import Names
from minsheng.asking.speech import Speech
from minsheng.asking.times import When
from minsheng.asking.whereabouts import Holdings
from minsheng.asking.words import Aims
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Basis
from minsheng.geography.regions import Regions
from minsheng.places import rows_of
from minsheng.script import converted

ALMOST = 0.85  #: how near a name must be to stand in where the best one has no figure
_BRACKETS = str.maketrans(dict.fromkeys("【】[]{}<>「」『』|", " ") | {"巿": "市", "俩": "两"})
_STOP = re.compile(r"[，。：；？！,;:?!]+")
_AND = re.compile(r"[、,，]|[和与及跟](?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Question:
    """What the words ask for. ``regions`` empty means the office's own place; ``rest`` was taken for the figure's name.

    ``above`` are the places of a path; ``typed`` was read as a slip of the place's name; ``stranger`` is a place that
    nobody has. ``most`` asks first for the largest (-1: the smallest) among the units below. ``near`` are figures called almost the same;
    ``part`` asks only for what covers a part of the place.
    """

    regions: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    when: When
    rest: str
    basis: Basis | None = None
    above: tuple[str, ...] = ()
    typed: str = ""
    stranger: str = ""
    each: bool = False
    most: int = 0
    text: str = ""
    near: tuple[Indicator, ...] = ()
    part: bool = False


@lru_cache(maxsize=4)
def names(catalogue: Catalogue) -> Names:
    """Everything that the figures of a catalogue are called."""
    return Names(catalogue, _phrases(), _synonyms())


def _synonyms() -> list[dict[str, str]]:
    return [*rows_of("lexicon/synonyms.csv"), *rows_of("lexicon/spoken.csv")]


def _phrases() -> list[dict[str, str]]:
    return [*rows_of("lexicon/phrases.csv"), *rows_of("lexicon/questions.csv")]


@lru_cache(maxsize=4)
def speech(catalogue: Catalogue) -> Speech:
    """The words of questions that name nothing."""
    fillers = rows_of("lexicon/fillers.csv")
    idle = [{"word": row["word"], "means": ""} for row in fillers if row["inside"]]
    loose = Names(catalogue, _phrases(), [*_synonyms(), *idle])
    return Speech((row["word"] for row in fillers if not row["inside"]), names(catalogue), loose)


_YEAR_WRITTEN_ON = re.compile(r"(?<=[\u4e00-\u9fff])(?=(?:19|20)\d\d(?!\d))")


def plain(text: str) -> str:
    """The words in simplified characters of usual width, a year apart from the word before it (最高2022)."""
    usual = converted(unicodedata.normalize("NFKC", text).translate(_BRACKETS)).strip()
    return _YEAR_WRITTEN_ON.sub(" ", usual)


def understand(
    text: str, catalogue: Catalogue, regions: Regions, holdings: Holdings | None = None
) -> Question:
    """Take the words apart; 今年 is that of the place's newest figure."""
    holdings, called, said = holdings or Holdings(), names(catalogue), plain(text)
    if found := called.exactly(said):  # 城市低保人数 is no place's figure
        return Question((), found, When(), said, text=said)
    rest, level, most = words.units_below(words.against(said))
    where = whereabouts.read(rest, regions, holdings, called.writes)
    first = next(iter(where.codes), holdings.home)
    when, rest = times.read(where.rest, holdings.periods(first) if first else ())
    aims, found = _named(rest, called)
    spoken = speech(catalogue)
    aims, found = spoken.meant(aims, found)
    for clause in () if found else _clauses(rest):
        aims, found = spoken.meant(*_named(clause, called))
        if found:
            break
    if not found and (narrower := _without_scope(rest, holdings.scopes(first))) != rest:
        aims, found = _named(narrower, called)
    unknown = where.stranger or ("" if where.codes else whereabouts.stranger(aims.rest, called.says))
    if unknown and not found:
        aims, found = _named(aims.rest.replace(unknown, " ", 1), called)
    asked = Question(
        where.codes, found, when, aims.rest, aims.basis, where.above, where.typed, unknown, bool(level), most, said,
        _almost(aims, found, called, spoken),
    )  # fmt: skip
    return _below(asked, first, level, regions) if level and first and not unknown else asked


def _clauses(text: str) -> list[str]:
    """The sentences that may ask, the last first: those with 多少 where there are any. 上会要用，养老床位总数报一个。"""
    clauses = [it for it in _STOP.split(text) if it.strip()]
    asking = [it for it in clauses if words.asks(it)]
    return (asking or clauses)[::-1] if len(clauses) > 1 else []


def _below(asked: Question, above: str, level: str, regions: Regions) -> Question:
    """The question of each unit below a place: those directly below, or the towns of its counties where towns are meant."""
    period = next(iter(asked.when.periods), None)
    units = regions.children(above, period)
    if level == "town" and all(unit.level != level for unit in units):
        units = tuple(it for unit in units for it in regions.children(unit.code, period) if it.level == level)
    return replace(asked, regions=tuple(unit.code for unit in units))


def _almost(aims: Aims, found: Sequence[Indicator], called: Names, spoken: Speech) -> tuple[Indicator, ...]:
    """Figures in the same unit whose names say almost the same as the best one's; of a target also what is newly built."""
    if not found:
        return ()
    like = list(called.best(aims.rest, aims.measure, ALMOST))
    if aims.basis is Basis.TARGET:  # 长者食堂任务 is that of 新建长者食堂
        like += [it for new in ("新建", "新增") for it in called.best(new + aims.rest)]
    like += called.best(spoken.arranged(aims.rest), aims.measure)
    units = (found[0].unit, aims.measure)
    return tuple(dict.fromkeys(it for it in like if it not in found and it.unit in units))


def _without_scope(text: str, scopes: Iterable[str]) -> str:
    """The words without the part that a place's figures may cover: 城关镇智能手环 → 智能手环."""
    scope = next((it for it in sorted(scopes, key=len, reverse=True) if it in text), "")
    return text.replace(scope, " ") if scope else text


def _named(text: str, called: Names) -> tuple[Aims, tuple[Indicator, ...]]:
    """The figures that the words name: as they stand, without what says nothing, or one after the other."""
    for name in words.bare(text):
        if found := called.exactly(name):
            return Aims(name), found
    aims = words.aims(text)
    if "月" in text and (found := called.exactly(re.sub("标准$", "月标准", aims.rest))):  # 农村低保每月多少钱
        return aims, found
    parts = [part for part in _AND.split(aims.rest) if part.strip()]
    whole = called.best(aims.rest, aims.measure)
    if len(parts) < 2 or (whole and called.exactly(aims.rest)):
        return aims, whole
    return aims, tuple(dict.fromkeys(_each(parts, called))) or whole


def _each(parts: Sequence[str], called: Names) -> Iterable[Indicator]:
    """低保人数和户数: a part that only counts belongs to the one before."""
    before = ""
    for part in parts:
        found = called.best(part) or called.best(before + part)
        before = part.strip()[:2] if found else before
        yield from found[:1]
