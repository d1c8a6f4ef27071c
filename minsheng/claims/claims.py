"""What a draft claims: each statistical figure with its place, its indicator and the interval it admits.

Deterministic and offline: words and grammar, no model. Read in this order: ``text`` (made readable),
``numbers``, ``noise`` (what is no statistic), ``measure``; then ``attribution``, what each number is said of: by ``binding`` with ``lexicon``,
``distance`` and ``qualifiers`` (the words around it), by ``subjects`` with ``movement``, ``again`` and ``turns`` (what goes on about what was ``said``
in the sentence), by ``unsaid`` with ``ellipsis``, ``amounts`` and ``elsewhere`` (what is left out), ``composition`` (what is a part of what), ``clauses`` (what a clause describes), ``nearer`` (held against what was spoken
of), ``versus`` and ``against`` (what is compared with what); last ``stating`` with ``times`` and ``places``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minsheng.catalogue import Catalogue
from minsheng.claims import lexicon, noise
from minsheng.claims.amounts import in_full, per_month
from minsheng.claims.attribution import Attribution
from minsheng.claims.binding import Bound
from minsheng.claims.grids import Grid
from minsheng.claims.measure import Measure, measure_of
from minsheng.claims.numbers import Number, find
from minsheng.claims.passages import rest_of_sentence, sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim
from minsheng.claims.said import Said, Sayings
from minsheng.claims.stating import Stating
from minsheng.claims.text import Draft, normalise
from minsheng.claims.times import Calendar
from minsheng.claims.told import Told
from minsheng.geography.regions import Regions

__all__ = ["Claim", "extract"]


def extract(
    text: str, *, catalogue: Catalogue, regions: Regions, region: str | None = None, year: int | None = None,
    grids: Sequence[Grid] = (),
) -> list[Claim]:  # fmt: skip
    """The statistical figures of a text in order; ``region`` is the text's own place, ``year`` its year, ``grids`` its Word tables."""
    return _Reader(normalise(text, grids), catalogue, regions, region, year).claims()


#: 家庭养老床位一年新增552张: said of a stock, what came is a change
_ADDED = re.compile("一年(来|间|里|下来)?(新增|新添)了?$")


#: what a plan may tell
_TO_COME = (Measure.ACTUAL, Measure.STANDARD, Measure.SHARE, Measure.GROWTH, Measure.CHANGE)
_RISES_TO = re.compile("[^,。;§]{0,8}[到至]")


class _Reader:
    """One reading of one draft."""

    def __init__(
        self, draft: Draft, catalogue: Catalogue, regions: Regions, region: str | None, year: int | None
    ) -> None:
        aside = noise.furniture(draft.plain)
        found = [number for number in find(draft.plain) if not _within(number, aside)]
        self.numbers = [number for number in found if not noise.reason(draft.plain, number)]
        self.masked = _masked(draft.plain, self.numbers)
        self.calendar = Calendar(draft.plain, year)
        self.atlas = Atlas(draft.plain, regions, region)
        self.catalogue, self.lexicon = catalogue, lexicon.shipped(catalogue)
        places = {draft.span(n.start, n.end)[0]: n.start for n in self.numbers}
        ends = {draft.span(n.start, n.end)[1]: n.end for n in self.numbers}
        self.sayings = Sayings(self.masked, places, ends)
        self.told = Told(self.masked, self.lexicon, places)
        self.attribution = Attribution(
            self.masked, self.numbers, self.lexicon, self.atlas, self.sayings, self.told
        )
        self.stating = Stating(draft, self.masked, self.numbers, catalogue, self.calendar, self.atlas)

    def claims(self) -> list[Claim]:
        """All claims in order; a number may take its subject from the ones before it in the sentence."""
        found: list[Claim] = []
        self.told.claims = found
        for number in self.numbers:
            found += self._claims_of(number, self.sayings.before(number, found), found)
        return sorted(found, key=lambda claim: claim.start)

    def _claims_of(self, number: Number, said: list[Said], found: list[Claim]) -> Iterator[Claim]:
        before = self.masked[sentence_start(self.masked, number.start) : number.start]
        measure, sign = measure_of(number, before, rest_of_sentence(self.masked, number.end, 80))
        if measure in _TO_COME and self._is_to_come(number, before):
            measure = Measure.PLANNED
        full = in_full(number, before)
        if outright := self.attribution.outright(number, said):
            yield self.stating.claim(full, outright, measure, sign, before)
            return
        any_unit = measure in (Measure.GROWTH, Measure.CHANGE)
        bounds = self.attribution.bounds(number, per_month(full, before), said, found, any_unit)
        places = self.atlas.each(self.masked[max(0, number.start - 40) : number.start])
        for bound in bounds:
            if _ADDED.search(before) and self.lexicon.is_stock(bound.code):
                measure = Measure.CHANGE
            if measure is Measure.CHANGE and sign > 0 and self._is_what_came(bound, before):
                measure = Measure.ACTUAL
            for place in places or [""]:
                yield self.stating.claim(full, bound, measure, sign, before, place)

    def _is_what_came(self, bound: Bound, before: str) -> bool:
        """长者食堂一年增加21处: bound to what is new, it is the figure itself, unless it is held against another."""
        flow = bool(bound.code) and re.match("(本年|当年)?新", self.catalogue[bound.code].name)
        clause = re.split("[,;:]", before)[-1]
        return bool(flow) and re.search("^[^比较与同]*(增加|新增|增)了?$", clause) is not None

    def _is_to_come(self, number: Number, before: str) -> bool:
        """What stands under 下一步打算 is to be done, unless its sentence says it is there."""
        last = before.rpartition("§")[2]
        told = last if _RISES_TO.fullmatch(last) else before  # 从目前的14个扩至20个
        return self.calendar.in_plans(number.start) and not re.search(
            "已|现有|目前|截至|去年|上年|年末|年底|在册", told
        )


def _within(number: Number, aside: list[tuple[int, int]]) -> bool:
    return any(start <= number.start < end for start, end in aside)


def _masked(text: str, numbers: list[Number]) -> str:
    """The text with every statistic as ``§``, of the same length."""
    chars = list(text)
    for number in numbers:
        chars[number.start : number.end] = "§" * (number.end - number.start)
    return "".join(chars)
