"""Which indicator a number of a draft states: by the words around it and by its measure word, never by guessing.

Each candidate has a score: how many characters its phrase pins down, less what lies between phrase and number.
What remains open is ambiguous: no indicator, and the candidates are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from minsheng.catalogue import Indicator
from minsheng.claims.distance import distance, stands_between
from minsheng.claims.fit import suits
from minsheng.claims.lexicon import Lexicon, Occurrence
from minsheng.claims.numbers import Number
from minsheng.claims.qualifiers import strangeness
from minsheng.claims.record import Quotient
from minsheng.facts import Basis

_SENTENCE = re.compile(r"[。;!?\n]")
_EVER = re.compile(r"历年|以来")
_ACCEPT = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a number may state, with the phrase that speaks for it."""

    code: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The outcome: ``code`` empty where nothing fits or two fit alike; then ``candidates`` tells.

    ``inferred`` where the words beside the number do not name it whole and the rest was taken from what was said before, ``goes_on`` where none of it is said there;
    ``quotients`` what a rate without a name may divide; ``than`` the indicator that it is held against (比离婚登记多…).
    """

    code: str = ""
    phrase: str = ""
    candidates: tuple[str, ...] = ()
    inferred: bool = False
    goes_on: bool = False
    quotients: tuple[Quotient, ...] = ()
    than: str = ""


class Binder:
    """Binds the numbers of one text. ``masked`` is the text with every statistic as ``§``, of the same length."""

    def __init__(
        self, masked: str, lexicon: Lexicon, without_places: Callable[[str], str] = lambda words: words
    ) -> None:
        self.masked = masked
        self.lexicon = lexicon
        self._without_places = without_places
        self._occurrences = lexicon.occurrences(masked)

    def bind(self, number: Number, *, any_unit: bool = False) -> Bound:
        """The indicator of a number; ``any_unit`` where it is a growth or a share of something."""
        start, end = _reach(self.masked, number.start, number.end)
        here = (
            self.masked[start : number.start]
            + "#" * (number.end - number.start)
            + self.masked[number.end : end]
        )
        at = number.start - start
        near = [
            _shifted(found, start) for found in self._occurrences if start <= found.start and found.end <= end
        ]
        return self.decide(here, at, number, near, any_unit)

    def bind_words(self, words: str, number: Number, *, any_unit: bool = False) -> Bound:
        """The indicator of a number that is said of ``words`` (an item of a list)."""
        here = words + "#"
        return self.decide(here, len(words), number, self.lexicon.occurrences(words), any_unit)

    def bind_either(self, words: str, number: Number, any_unit: bool) -> Bound:
        """By its own unit first (增幅 of its own name), then as a change of something else."""
        bound = Bound()
        for free in (False, True) if any_unit else (False,):
            bound = (
                self.bind_words(words, number, any_unit=free) if words else self.bind(number, any_unit=free)
            )
            if bound.code:
                break
        return bound

    def decide(self, here: str, at: int, number: Number, near: Iterable[Occurrence], any_unit: bool) -> Bound:
        """The best candidate, or none where two are alike."""
        found = [*self._named(here, at, number, near, any_unit), *self._patterned(here, number, any_unit)]
        best: dict[str, Candidate] = {}
        for candidate in found:
            if candidate.code not in best or candidate.score > best[candidate.code].score:
                best[candidate.code] = candidate
        ranked = sorted(best.values(), key=lambda candidate: -candidate.score)
        if not ranked or ranked[0].score < _ACCEPT:
            return Bound(candidates=tuple(c.code for c in ranked[:3] if c.score > 0))
        rivals = [c for c in ranked[1:] if c.score > ranked[0].score - 0.5]
        if rivals and any(self._rivals(ranked[0], rival) for rival in rivals):
            return Bound(candidates=(ranked[0].code, *(c.code for c in rivals)))
        return Bound(ranked[0].code, ranked[0].phrase)

    def _rivals(self, first: Candidate, second: Candidate) -> bool:
        """Whether two candidates of one score exclude each other; a national one goes before a local one."""
        return self.lexicon.catalogue[first.code].local == self.lexicon.catalogue[second.code].local

    def _named(
        self, here: str, at: int, number: Number, near: Iterable[Occurrence], any_unit: bool
    ) -> Iterator[Candidate]:
        end = at + here[at:].count("#")
        near = list(near)
        for occurrence in near:
            cost = distance(here, at, end, occurrence, number, self._without_places)
            if cost is None:
                continue
            cost += 8.0 * sum(stands_between(other, occurrence, at, end) for other in near)
            standard = here.startswith(("标准", "补贴标准", "平均标准"), occurrence.end)
            for code in occurrence.codes:
                indicator = self.lexicon.catalogue[code]
                penalty = None if standard and indicator.unit == "元" else suits(number, indicator, any_unit)
                if penalty is not None:
                    score = (
                        min(len(occurrence.phrase), 12) * 1.2
                        + 6
                        - cost
                        - penalty
                        - strangeness(here, at, occurrence, indicator)
                    )
                    if "历年累计" in indicator.name and not _EVER.search(here[:at]):
                        continue
                    if indicator.basis is Basis.SINCE and _EVER.search(here[:at]):
                        score += 6.0
                    yield Candidate(code, score + _exactly(occurrence.phrase, indicator), occurrence.phrase)

    def _patterned(self, here: str, number: Number, any_unit: bool) -> Iterator[Candidate]:
        for pattern in self.lexicon.patterns:
            if pattern.hint and pattern.hint not in here:
                continue
            indicator = self.lexicon.catalogue[pattern.code]
            penalty = suits(number, indicator, any_unit)
            if (
                penalty is not None
                and (match := pattern.regex.search(here))
                and not (
                    _begins_part(match[0])
                    or _is_of_next(match, here)
                    or _is_of_another_item(match[0], pattern.regex.pattern)
                )
            ):
                loose = len(match[0].replace("#", "")) - pattern.weight
                loose += 24 * ("§" in match[0] and "§" not in pattern.regex.pattern)
                where = Occurrence(match.start(), min(match.end(), here.index("#")), match[0], ())
                penalty += strangeness(here, here.index("#"), where, indicator)
                yield Candidate(
                    pattern.code,
                    pattern.weight * 1.2 + 9 - loose * 0.25 - penalty - _crossed(match[0]),
                    pattern.regex.pattern,
                )


def _begins_part(text: str) -> bool:
    """低保15592人，其中单人户…: what stands behind 其中 is said of the next number."""
    return re.search("#[^#]*[,;(]其中|#:[^#]", text) is not None


def _is_of_another_item(text: str, pattern: str) -> bool:
    """精神疾病服务机构在院347人、儿童机构在院71人: a noun does not reach over the items of a list."""
    return "§" not in pattern and re.search("§[^§,。;#]*、[^#]*#", text) is not None


def _is_of_next(match: re.Match, here: str) -> bool:
    """1.4万余人，领到高龄津贴的就有12059人: what stands behind the mark is said of the number behind it."""
    behind = match[0].rpartition("#")[2] if "#" in match[0] else ""
    return "," in behind and re.match("[^,。;]{0,8}§", here[match.end() :]) is not None


def _crossed(text: str) -> float:
    """What marks in between cost; a noun behind its number does not wait for the next clause."""
    behind = text.rpartition("#")[2] if "#" in text else ""
    return 1.5 * len(re.findall(r"[,:]", text)) + 9.0 * ("," in behind) + 4.0 * ("。" in text)


def _shifted(occurrence: Occurrence, start: int) -> Occurrence:
    return Occurrence(occurrence.start - start, occurrence.end - start, occurrence.phrase, occurrence.codes)


def _reach(masked: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a number, and the one before it in the same paragraph."""
    before = [match.end() for match in _SENTENCE.finditer(masked, max(0, start - 160), start)]
    first = before[-1] if before else max(0, start - 160)
    line = masked.rfind("\n", 0, start) + 1
    if len(before) > 1 and before[-2] >= line and masked[before[-1] - 1] == "。":
        first = before[-2]
    elif before and masked[before[-1] - 1] in "。;" and first - line < 120:
        first = line if len(before) == 1 else first
    after = _SENTENCE.search(masked, end)
    return max(first, line), min(after.start() if after else len(masked), end + 80)


def _exactly(phrase: str, indicator: Indicator) -> float:
    """A full name speaks louder than an alias."""
    return 0.6 if phrase in (indicator.name, indicator.short_name) else 0.0
