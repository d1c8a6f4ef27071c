"""What a draft claims: each statistical figure with its place, its indicator and the interval it admits.

Deterministic and offline: words and grammar, no model. Read in this order: ``text`` (made readable),
``numbers``, ``noise`` (what is no statistic), ``binding`` with ``lexicon`` (the indicator), ``measure``, ``times``,
``places``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.claims import lexicon, noise
from minsheng.claims.binding import Binder, Bound
from minsheng.claims.lists import items_of, respectively
from minsheng.claims.measure import Measure, basis_of, measure_of, signed
from minsheng.claims.numbers import Number, find
from minsheng.claims.places import Atlas, Where
from minsheng.claims.record import Claim
from minsheng.claims.subjects import Said, subject_of
from minsheng.claims.text import Draft, normalise
from minsheng.claims.times import Calendar
from minsheng.facts import WHOLE
from minsheng.geography.regions import Regions
from minsheng.period import Period

__all__ = ["Claim", "extract"]


def extract(
    text: str, *, catalogue: Catalogue, regions: Regions, region: str | None = None, year: int | None = None
) -> list[Claim]:
    """The statistical figures of a text in order; ``region`` is the text's own place, ``year`` its year."""
    return _Reader(normalise(text), catalogue, regions, region, year).claims()


class _Reader:
    """One reading of one draft."""

    def __init__(
        self, draft: Draft, catalogue: Catalogue, regions: Regions, region: str | None, year: int | None
    ) -> None:
        self.draft, self.catalogue = draft, catalogue
        aside = noise.furniture(draft.plain)
        found = [number for number in find(draft.plain) if not _within(number, aside)]
        self.numbers = [number for number in found if not noise.reason(draft.plain, number)]
        self.masked = _masked(draft.plain, self.numbers)
        self.binder = Binder(self.masked, lexicon.shipped(catalogue))
        self.calendar = Calendar(draft.plain, year)
        self.atlas = Atlas(draft.plain, regions, region)
        self._places = {draft.span(n.start, n.end)[0]: n.start for n in self.numbers}
        self._ends = {draft.span(n.start, n.end)[1]: n.end for n in self.numbers}

    def claims(self) -> list[Claim]:
        """All claims in order; a number may take its subject from the ones before it in the sentence."""
        found: list[Claim] = []
        for number in self.numbers:
            found += self._claims_of(number, self._before(number, found))
        return found

    def _before(self, number: Number, found: list[Claim]) -> list[Said]:
        """What the sentence has said so far, with the place of each number in ``masked``."""
        start = max(self.masked.rfind(mark, 0, number.start) + 1 for mark in "。;!?\n")
        if (
            re.match(r"其中|同比|比上年|较上年|比去年|较去年", self.masked[start : start + 4])
            and self.masked[start - 1] == "。"
        ):
            start = max(self.masked.rfind(mark, 0, start - 1) + 1 for mark in "。;!?\n")
        return [
            Said(self._places[c.start], self._ends[c.end], c.indicator, c.phrase)
            for c in found
            if self._places[c.start] >= start
        ]

    def _claims_of(self, number: Number, said: list[Said]) -> Iterator[Claim]:
        before, after = self._around(number)
        measure, sign = measure_of(number, before, after)
        written, number = number, _per_head(number, before)
        any_unit = measure in (Measure.GROWTH, Measure.CHANGE)
        bounds = [
            self._bind(words, number, any_unit) for words in items_of(self.masked, written, self.numbers)
        ]
        known = [bound for bound in bounds if bound.code]
        whole = self._subject(written, said, any_unit) or self._bind("", number, any_unit)
        if len(known) > 1 or (known and not whole.code) or (len(bounds) == 1 and known):
            chosen = list({bound.code: bound for bound in known}.values())
        else:
            chosen = [whole]
        for bound in chosen:
            yield self._claim(number, bound, measure, sign, before)

    def _subject(self, number: Number, said: list[Said], any_unit: bool) -> Bound | None:
        """The subject that the sentence goes on about, where nothing else is named (``subjects``)."""
        words = subject_of(
            self.masked, number, said, self.binder.lexicon, any_unit=any_unit, is_place=self.atlas.is_place,
            listed=respectively(self.masked, number, self.numbers),
        )  # fmt: skip
        if isinstance(words, Bound) or words is None:
            return words
        bound = self._bind(words, number, any_unit)
        return bound if bound.code else None

    def _bind(self, words: str, number: Number, any_unit: bool) -> Bound:
        """By its own unit first (增幅 of its own name), then as a change of something else."""
        tries = (False, True) if any_unit else (False,)
        bound = Bound()
        for free in tries:
            bound = (
                self.binder.bind_words(words, number, any_unit=free)
                if words
                else self.binder.bind(number, any_unit=free)
            )
            if bound.code:
                break
        return bound

    def _claim(self, number: Number, bound: Bound, measure: Measure, sign: int, before: str) -> Claim:
        indicator = self.catalogue[bound.code] if bound.code else None
        start, end = self.draft.span(number.start, number.end)
        when, where = self.calendar.at(number.start), self.atlas.at(number.start, number.end)
        placed = self._listed_place(number)
        if placed:
            where = Where(placed, named=True)
        if indicator and indicator.kind == "standard" and measure is Measure.ACTUAL:
            measure = Measure.STANDARD
        basis, said = basis_of(measure, before, indicator.basis if indicator else None)
        unit = _unit_for(number, indicator.unit if indicator else "")
        free = _open(said, where.scope, when.exact)
        return Claim(
            quote=self.draft.original[start:end], start=start, end=end, value=signed(number, sign),
            value_to=number.value_to, unit=unit, approx=number.approx, measure=measure,
            indicator=bound.code or None, indicator_name=indicator.name if indicator else self._noun(number),
            scope=where.scope, region=where.region or None, period=self._period(number, when.period, measure, before), basis=basis, step=number.step,
            word=number.word, exact_time=when.exact, open=free, candidates=bound.candidates, context=before,
            phrase=bound.phrase,
        )  # fmt: skip

    def _period(self, number: Number, period: Period | None, measure: Measure, before: str) -> Period | None:
        """The period that the calendar gives, or the year before where the wording looks back (较上年的…, 从…提高到…)."""
        looks_back = re.search(r"[比较](去年|上年)(同期|末|底)?的[^,。;§]{0,8}$", before)
        starts = re.search(r"[从由][^,。;§]{0,12}$", before) and not re.search(
            r"上年|去年|20\d\d年", before[-8:]
        )
        rises = starts and measure is not Measure.GROWTH and self._rises_to(number)
        return period.year_before if period and (looks_back or rises) else period

    def _listed_place(self, number: Number) -> str:
        """云岫县、西岑区分别为…和…: each number has the place of its own turn; empty where no such list is."""
        listed = respectively(self.masked, number, self.numbers)
        if listed is None:
            return ""
        clause = re.split(r"[,。;:]", self.masked[max(0, listed.start - 80) : listed.start])[-1]
        items = re.split(r"、|和|与|及", clause.removeprefix("其中"))
        if len(items) != listed.count or not all(self.atlas.is_place(item) for item in items):
            return ""
        return self.atlas.code(items[listed.index])

    def _rises_to(self, number: Number) -> bool:
        """从1.27:1缩小到1.17:1: the first number is last year's."""
        return bool(
            re.match(r"[^,。;§]{0,10}(到|至|为)(每人每[月年])?§", self.masked[number.end : number.end + 24])
        )

    def _around(self, number: Number) -> tuple[str, str]:
        line = self.masked.rfind("\n", 0, number.start) + 1
        start = max(line, *(self.masked.rfind(mark, 0, number.start) + 1 for mark in "。;!?"))
        after = re.split(r"[。;!?\n]", self.masked[number.end : number.end + 80])[0]
        return self.masked[start : number.start], after

    def _noun(self, number: Number) -> str:
        """The text's own noun phrase beside a number."""
        after = re.match(r"的?([\u4e00-\u9fff“”()]{2,14})", self.masked[number.end : number.end + 16])
        before = re.search(
            r"([\u4e00-\u9fff“”()]{2,14})$", self.masked[max(0, number.start - 14) : number.start]
        )
        behind = after[1] if after and number.unit not in ("元", "%") else ""
        return behind or (before[1] if before else "")


def _open(basis_said: bool, scope: str, exact: bool) -> frozenset[str]:
    """What the text leaves open."""
    return frozenset(
        name
        for name, left in (("basis", not basis_said), ("scope", scope == WHOLE), ("period", not exact))
        if left
    )


def _within(number: Number, aside: list[tuple[int, int]]) -> bool:
    return any(start <= number.start < end for start, end in aside)


def _masked(text: str, numbers: list[Number]) -> str:
    """The text with every statistic as ``§``, of the same length."""
    chars = list(text)
    for number in numbers:
        chars[number.start : number.end] = "§" * (number.end - number.start)
    return "".join(chars)


def _per_head(number: Number, before: str) -> Number:
    """每人每月753元 is 元/人·月."""
    if number.unit != "元":
        return number
    if re.search(r"(每人每月|人均每月|月人均)[^,。;每年]{0,20}$", before):
        return replace(number, unit="元/人·月")
    if re.search(r"(每人每年|人均每年|年人均)[^,。;每月]{0,20}$", before):
        return replace(number, unit="元/人·年")
    return number


def _unit_for(number: Number, wanted: str) -> str:
    """The unit as written; 114次 of an indicator in 人次 are 人次, a number without a measure word has the indicator's."""
    if number.unit == "次" and wanted == "人次":
        return "人次"
    if number.unit == "场" and wanted == "场次":
        return "场次"
    return number.unit or (wanted if wanted not in ("%", "—") else "")
