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
from minsheng.claims.ellipsis import Completer, Topic
from minsheng.claims.fit import fit
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

_QUARTER = re.compile("(其中)?第?[一二三四]季度(单季)?(支出|销售|办理|登记|发放)?")
_FOR_WHOM = re.compile("(共|累计|已)?(惠及|保障|救助|涉及|覆盖)(了|群众|困难群众|残疾人)?")
#: what a place did or has, without naming anything new
_DEEDS = re.compile(
    r"其中|最多|最少|完成|新建|建成|实施|办理|发放|达到?|共有|共|各|均|都|仅|只有|只|有|为|是|约|近|超过?|分别|也|则|的|已|累计|和|与|及|;|以"
)


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
        self.completer = Completer(self.binder.lexicon)
        self.calendar = Calendar(draft.plain, year)
        self.atlas = Atlas(draft.plain, regions, region)
        self._places = {draft.span(n.start, n.end)[0]: n.start for n in self.numbers}
        self._ends = {draft.span(n.start, n.end)[1]: n.end for n in self.numbers}

    def claims(self) -> list[Claim]:
        """All claims in order; a number may take its subject from the ones before it in the sentence."""
        found: list[Claim] = []
        for number in self.numbers:
            found += self._claims_of(number, self._before(number, found), found)
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

    def _claims_of(self, number: Number, said: list[Said], found: list[Claim]) -> Iterator[Claim]:
        before, after = self._around(number)
        measure, sign = measure_of(number, before, after)
        if measure in (Measure.ACTUAL, Measure.STANDARD, Measure.SHARE) and self._is_to_come(number, before):
            measure = Measure.PLANNED
        written, number = number, _money(_per_head(number, before), before)
        any_unit = measure in (Measure.GROWTH, Measure.CHANGE)
        if titled := self._titled(number):
            yield self._claim(number, titled, measure, sign, before)
            return
        topics = list(self._topics(number, said, self._earlier(number, found)))
        bounds = [
            self._item(words, number, any_unit, topics)
            for words in items_of(self.masked, written, self.numbers)
        ]
        known = [bound for bound in bounds if bound.code]
        whole = self._subject(written, said, any_unit) or self._bind("", number, any_unit)
        if len(known) > 1 or (known and not whole.code) or (len(bounds) == 1 and known):
            chosen = list({bound.code: bound for bound in known}.values())
        elif whole.code:
            chosen = [self._narrowed(number, whole, topics, any_unit)]
        else:
            inferred = self._elliptic(number, said, found, any_unit, topics)
            chosen = [replace(inferred, inferred=True) if inferred else whole]
        places = self.atlas.each(self.masked[max(0, number.start - 40) : number.start])
        for bound in chosen:
            for place in places or [""]:
                yield self._claim(number, bound, measure, sign, before, place)

    # -- what is left unsaid ------------------------------------------------------------------
    def _narrowed(self, number: Number, bound: Bound, topics: list[Topic], any_unit: bool) -> Bound:
        """低保支出中，城市17436.6万元: the word beside the number names a part of what the sentence is about."""
        part = re.search(r"(城市|城镇|农村|集中|分散|散居)$", self._local(number))
        if any_unit or part is None or part[1] in self.catalogue[bound.code].name:
            return bound
        found = self.completer.complete(
            self._local(number), number.unit, [Topic(bound.code, bound.phrase), *topics]
        )
        return replace(found, inferred=True) if found and found.code else Bound(candidates=(bound.code,))

    def _item(self, words: str, number: Number, any_unit: bool, topics: list[Topic]) -> Bound:
        """What one item of a list names: by itself, or completed by what the sentence is about."""
        bound = self._bind(words, number, any_unit)
        if bound.code or any_unit:
            return bound
        return self.completer.complete(words, number.unit, topics) or bound

    def _elliptic(
        self, number: Number, said: list[Said], found: list[Claim], any_unit: bool, topics: list[Topic]
    ) -> Bound | None:
        """The indicator of a number that only goes on about what the paragraph has named."""
        local = self._local(number)
        earlier = self._earlier(number, found)
        if any_unit or number.unit in ("倍", "个百分点"):
            return None
        if bound := self._same_elsewhere(number, local, earlier):
            return bound
        if bound := self._respective(number, said) or self._rate_of(number, local, said, earlier):
            return bound
        if said and said[-1].code and self._is_pair(said[-1], number):
            return self.completer.counterpart(said[-1].code, number.unit)
        if said and said[-1].code and _FOR_WHOM.fullmatch(local):
            return self.completer.counterpart(said[-1].code, number.unit)
        bound = self.completer.complete(self.atlas.without_places(local), number.unit, topics)
        return bound if bound and bound.code else None

    def _is_pair(self, last: Said, number: Number) -> bool:
        """85户132人: a household figure and its people, with nothing between them."""
        unit = self.catalogue[last.code or ""].unit
        pair = {unit, number.unit}
        between = self.masked[last.end : number.start]
        return pair in ({"户", "人"}, {"户次", "人次"}) and re.fullmatch("[、,]?共?", between) is not None

    def _is_to_come(self, number: Number, before: str) -> bool:
        """What stands under 下一步打算 is to be done, unless its sentence says it is there."""
        return self.calendar.in_plans(number.start) and not re.search("已|现有|目前|截至|去年|上年", before)

    def _titled(self, number: Number) -> Bound | None:
        """第一类19615人 in a text about 医疗救助对象: an item of a local list that the text or paragraph names."""
        line = self.masked.rfind("\n", 0, number.start) + 1
        local = re.split(r"[,、。;:§\n]", self.masked[max(line, number.start - 40) : number.start])[-1]
        local = re.sub(r"^(其中|包括|以及|和|与|及)|(对象|共|为|有)$", "", self.atlas.without_places(local))
        head = self.masked[:80] + self.masked[line : number.start]
        for prefix, code in self.binder.lexicon.items.get(local, ()):
            if prefix in head and fit(number.unit, self.catalogue[code]) == 0.0:
                return Bound(code, local)
        return None

    def _rate_of(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        """集中供养3719人，占38.3%: the rate whose numerator was just said, of a whole that was said too."""
        if number.unit != "%" or not re.fullmatch(r"(其中)?占比?(为|达到?|由上年的)?", local) or not said:
            return None
        whole = {claim.indicator for claim in earlier}
        for indicator in self.catalogue:
            if indicator.formula and indicator.unit == "%" and len(indicator.formula.operands) == 2:
                part, of = (operand.code for operand in indicator.formula.operands)
                if part == said[-1].code and of in whole:
                    return Bound(indicator.code, indicator.name)
        return None

    def _respective(self, number: Number, said: list[Said]) -> Bound | None:
        """A支出x元、B支出y元，分别惠及m人、n人: the people of the first amount, and of the second."""
        listed = respectively(self.masked, number, self.numbers)
        if listed is None or not re.search(
            "惠及|保障|救助|涉及|覆盖|标准|每人|每月", listed.words + self._local(number)
        ):
            return None
        before = [one for one in said if one.end <= listed.start][-listed.count :]
        if len(before) != listed.count or not before[listed.index].code:
            return None
        per_month = number.unit == "元" and re.search("每人|每月|标准", listed.words + self._local(number))
        unit = "元/人·月" if per_month else number.unit
        return self.completer.counterpart(before[listed.index].code or "", unit)

    def _local(self, number: Number) -> str:
        """The words beside a number, back to the last mark or number."""
        local = re.split(r"[,、。;:(—\n§]", self.masked[max(0, number.start - 40) : number.start])[-1]
        if not _DEEDS.sub("", local) and number.unit not in ("元", "%", "倍"):
            # 十五家养老机构，两千张床位: the noun stands behind
            after = re.match(
                r"(的?)([\u4e00-\u9fff]{1,8}?)(?=[,、。;)]|建成|实现|全部|均)",
                self.masked[number.end : number.end + 10],
            )
            return local + after[2] if after else local
        return local

    def _earlier(self, number: Number, found: list[Claim]) -> list[Claim]:
        """The claims of the same paragraph with an indicator, the latest first."""
        line = self.masked.rfind("\n", 0, number.start) + 1
        relative = (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)
        return [
            c
            for c in reversed(found)
            if c.indicator and c.measure not in relative and line <= self._places[c.start] < number.start
        ]

    def _same_elsewhere(self, number: Number, local: str, earlier: list[Claim]) -> Bound | None:
        """东沚区17处，柳渡县14处: another place's figure of the same thing."""
        bare = _DEEDS.sub("", self.atlas.without_places(local))
        if (
            earlier
            and _QUARTER.fullmatch(local)
            and fit(number.unit, self.catalogue[earlier[0].indicator or ""]) == 0
        ):
            return Bound(earlier[0].indicator or "", earlier[0].phrase)
        if bare or not earlier:
            return None
        where = self.atlas.at(number.start, number.end)
        last = earlier[0]
        if not where.named or fit(number.unit, self.catalogue[last.indicator or ""]) != 0.0:
            return None
        return Bound(last.indicator or "", last.phrase)

    def _topics(self, number: Number, said: list[Said], earlier: list[Claim]) -> Iterator[Topic]:
        """What the sentence has named, the latest first; then the paragraph, then its heading."""
        named = [one for one in reversed(said) if one.code]
        if re.search("共计|合计|总计", self._local(number)) and len({one.code for one in named}) > 1:
            yield Topic("", "|".join(one.phrase for one in named))
            return
        for one in named:
            yield Topic(one.code or "", one.phrase)
        if number.unit in ("%", "‰"):
            return
        line = self.masked.rfind("\n", 0, number.start) + 1
        start = max(line, *(self.masked.rfind(mark, 0, number.start) + 1 for mark in "。;!?"))
        if spent := re.match(
            r"(?:资金)?用于([\u4e00-\u9fff]{2,8})", self.masked[number.end : number.end + 12]
        ):
            yield Topic("", spent[1])
        yield Topic("", self.masked[start : number.start - len(self._local(number))])
        for claim in earlier[:3]:
            yield Topic(claim.indicator or "", claim.phrase)
        yield Topic("", re.split(r"[。:]", self.masked[line : line + 24])[0])

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

    def _claim(
        self, number: Number, bound: Bound, measure: Measure, sign: int, before: str, place: str = ""
    ) -> Claim:
        indicator = self.catalogue[bound.code] if bound.code else None
        start, end = self.draft.span(number.start, number.end)
        when, where = self.calendar.at(number.start), self.atlas.at(number.start, number.end)
        placed = place or self._listed_place(number)
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
            phrase=bound.phrase, inferred=bound.inferred, following=re.split(r"[。;!?\n]", self.draft.plain[number.end : number.end + 60])[0],
        )  # fmt: skip

    def _period(self, number: Number, period: Period | None, measure: Measure, before: str) -> Period | None:
        """The period that the calendar gives, or the year before where the wording looks back (较上年的…, 从…提高到…)."""
        if measure is Measure.PLANNED:
            return self.calendar.planned(number.start)
        if measure is Measure.TARGET and period and period.kind != "year":
            return Period.of_year(period.year)
        looks_back = re.search(r"[比较](去年|上年)(同期|末|底)?的[^,。;§]{0,8}$", before)
        started = re.search(r"[从由][^,。;§]{0,12}$", before)
        starts = started and not re.search(r"上年|去年|20\d\d年", started[0])
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


def _money(number: Number, before: str) -> Number:
    """拿出6.15亿: an amount of money without its 元."""
    spent = re.search(
        r"(拿出|花了?|花费|投入|支出|资金|发放|拨付|拨款|筹集|募集|销售|捐赠|经费|下达)[^,。;§]{0,8}$", before
    )
    return replace(number, unit="元") if spent and number.scaled and not number.unit else number


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
