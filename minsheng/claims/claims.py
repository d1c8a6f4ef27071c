"""What a draft claims: each statistical figure with its place, its indicator and the interval it admits.

Deterministic and offline: words and grammar, no model. Read in this order: ``text`` (made readable),
``numbers``, ``noise`` (what is no statistic), ``measure``, ``binding`` with ``lexicon`` (the indicator) or
``subjects`` and ``unsaid`` (what the sentence goes on about), ``clauses`` (what a clause describes), ``nearer`` (held against what was spoken
of), ``versus`` and ``against`` (what is compared with what), ``stating`` with ``times`` and ``places``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.claims import lexicon, noise, quotients
from minsheng.claims.binding import Binder, Bound
from minsheng.claims.composition import Composition
from minsheng.claims.continuing import Continuing
from minsheng.claims.ellipsis import Topic
from minsheng.claims.grids import Grid
from minsheng.claims.lists import items_of, respectively
from minsheng.claims.measure import Measure, measure_of
from minsheng.claims.nearer import Nearer
from minsheng.claims.numbers import Number, find
from minsheng.claims.passages import rest_of_sentence, sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim
from minsheng.claims.said import Said, Sayings
from minsheng.claims.stating import Stating
from minsheng.claims.subjects import subject_of
from minsheng.claims.text import Draft, normalise
from minsheng.claims.times import Calendar
from minsheng.claims.told import Told
from minsheng.claims.unsaid import Unsaid
from minsheng.claims.versus import Versus
from minsheng.geography.regions import Regions

__all__ = ["Claim", "extract"]


def extract(
    text: str, *, catalogue: Catalogue, regions: Regions, region: str | None = None, year: int | None = None,
    grids: Sequence[Grid] = (),
) -> list[Claim]:  # fmt: skip
    """The statistical figures of a text in order; ``region`` is the text's own place, ``year`` its year, ``grids`` its Word tables."""
    return _Reader(normalise(text, grids), catalogue, regions, region, year).claims()


#: the rate of a task that the words may name
_COMPLETION = "task_completion_rate"
#: 5月20日当天，全市发出结婚证…: of one day nothing is stored
_ONE_DAY = re.compile("日(当天|当日|这一?天|一天)[^§。]*$")
#: 家庭养老床位一年新增552张: said of a stock, what came is a change
_ADDED = re.compile("一年(来|间|里|下来)?(新增|新添)了?$")


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
        self.catalogue = catalogue
        self.binder = Binder(self.masked, lexicon.shipped(catalogue), self.atlas.without_places)
        places = {draft.span(n.start, n.end)[0]: n.start for n in self.numbers}
        ends = {draft.span(n.start, n.end)[1]: n.end for n in self.numbers}
        self.sayings = Sayings(self.masked, places, ends)
        self.unsaid = Unsaid(self.masked, self.numbers, self.binder.lexicon, self.atlas, places)
        self.versus = Versus(self.masked, self.binder.lexicon, self.atlas, self.unsaid.completer)
        self.nearer = Nearer(self.masked, catalogue)
        self.composition = Composition(self.masked, self.binder.lexicon)
        self.told = Told(self.masked, self.binder.lexicon, places)
        self.continuing = Continuing(self.masked, self.atlas, self.told)
        self.stating = Stating(draft, self.masked, self.numbers, catalogue, self.calendar, self.atlas)

    def claims(self) -> list[Claim]:
        """All claims in order; a number may take its subject from the ones before it in the sentence."""
        found: list[Claim] = []
        self.unsaid.told = self.told.claims = found
        for number in self.numbers:
            found += self._claims_of(number, self.sayings.before(number, found), found)
        return sorted(found, key=lambda claim: claim.start)

    def _claims_of(self, number: Number, said: list[Said], found: list[Claim]) -> Iterator[Claim]:
        before = self.masked[sentence_start(self.masked, number.start) : number.start]
        measure, sign = measure_of(number, before, rest_of_sentence(self.masked, number.end, 80))
        if measure in (Measure.ACTUAL, Measure.STANDARD, Measure.SHARE) and self._is_to_come(number, before):
            measure = Measure.PLANNED
        if titled := self.unsaid.titled(number):
            yield self.stating.claim(_in_full(number, before), titled, measure, sign, before)
            return
        if two := self.versus.bound(number, said):
            yield self.stating.claim(_in_full(number, before), two, measure, sign, before)
            return
        any_unit = measure in (Measure.GROWTH, Measure.CHANGE)
        bounds = self._subjects(number, _per_month(_in_full(number, before), before), said, found, any_unit)
        places = self.atlas.each(self.masked[max(0, number.start - 40) : number.start])
        for bound in bounds:
            if _ADDED.search(before) and self.binder.lexicon.is_stock(bound.code):
                measure = Measure.CHANGE
            if measure is Measure.CHANGE and sign > 0 and self._is_what_came(bound, before):
                measure = Measure.ACTUAL
            for place in places or [""]:
                yield self.stating.claim(_in_full(number, before), bound, measure, sign, before, place)

    def _is_what_came(self, bound: Bound, before: str) -> bool:
        """长者食堂一年增加21处: bound to what is new, it is the figure itself, unless it is held against another."""
        flow = bool(bound.code) and re.match("(本年|当年)?新", self.catalogue[bound.code].name)
        clause = re.split("[,;:]", before)[-1]
        return bool(flow) and re.search("^[^比较与同]*(增加|新增|增)了?$", clause) is not None

    def _is_to_come(self, number: Number, before: str) -> bool:
        """What stands under 下一步打算 is to be done, unless its sentence says it is there."""
        return self.calendar.in_plans(number.start) and not re.search("已|现有|目前|截至|去年|上年", before)

    # -- the subject --------------------------------------------------------------------------
    def _subjects(
        self, written: Number, number: Number, said: list[Said], found: list[Claim], any_unit: bool
    ) -> list[Bound]:
        """What a number is said of; an average that the catalogue does not have is a figure divided by another."""
        if _ONE_DAY.search(self.masked[sentence_start(self.masked, number.start) : number.start]):
            return [Bound()]
        bounds = self._bounds(written, number, said, found, any_unit)
        if not any_unit:
            bounds = [self._at_last(number, it, said) if it.code else it for it in bounds]
        if any_unit or not self.unsaid.clauses.is_average(number) or self._is_standard(number, said):
            return bounds
        rates = [
            it
            for it in bounds
            if it.code and (self.catalogue[it.code].is_ratio or self.catalogue[it.code].kind == "standard")
        ]
        rates = [it for it in rates if not self.unsaid.clauses.is_of_another(it, said)]
        return rates or [Bound(quotients=self.unsaid.clauses.averages(number, said))]

    def _at_last(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """However it was found: of the other area in a parallel clause, and what came instead of what there is."""
        return self.continuing.came(number, self.nearer.parallel(number, bound, said))

    def _is_standard(self, number: Number, said: list[Said]) -> bool:
        """城市月人均保障标准753元，农村年人均6432元: what is set for each, no average."""
        words = self.masked[sentence_start(self.masked, number.start) : number.start]
        last = next((self.catalogue[one.code].kind for one in reversed(said) if one.code), "")
        return number.unit.startswith("元") and (
            re.search("标准[^,;。§]{0,12}$", words) is not None
            or (last == "standard" and "次" not in words[-4:])
        )

    def _bounds(
        self, written: Number, number: Number, said: list[Said], found: list[Claim], any_unit: bool
    ) -> list[Bound]:
        """The items of its list, the whole sentence, or what goes on; ``number`` is in full."""
        earlier = self.unsaid.earlier(number, found)
        topics = list(self.unsaid.topics(number, said, earlier))
        if not any_unit and (own := self._own(number, said, earlier)):
            return [own]
        whole = self._whole(written, said, any_unit) or self._bind("", number, any_unit)
        part = None if any_unit else self.unsaid.among(number)
        if listed := self._listed(written, number, said, whole, part, topics, any_unit):
            return listed
        if any_unit and not whole.code and said and whole.candidates == (said[-1].code,):
            whole = Bound(said[-1].code or "", said[-1].phrase)
        if whole.code == _COMPLETION and (task := self.unsaid.clauses.task_of(number)):
            whole = self._bind(task, number, any_unit=True)
        if in_use := self.unsaid.clauses.in_use(number, whole, said):
            return [Bound(quotients=in_use)]
        if whole.code:
            return [
                _as_sure(whole, earlier) if any_unit else self._nearer(number, whole, said, earlier, topics)
            ]
        carried = self._carried(number, whole, said, earlier, topics, any_unit)
        return [carried or replace(whole, quotients=self.unsaid.quotients(number, said, earlier))]

    def _carried(
        self,
        number: Number,
        whole: Bound,
        said: list[Said],
        earlier: list[Claim],
        topics: list[Topic],
        any_unit: bool,
    ) -> Bound | None:
        """What goes on where the words name nothing whole: by what they complete, describe or leave to what was told."""
        carried = self.unsaid.subject(number, said, earlier, topics, any_unit)
        if not any_unit and (carried is None or self._is_sum_of_shares(number, carried)):
            carried = self._described(number, said) if len(whole.candidates) < 2 else None
        if not any_unit and not (carried and carried.code):
            open_ = self.nearer.twin(carried or whole, earlier)
            carried = open_ if open_.code else carried
        if carried and carried.code and not any_unit:
            carried = self.nearer.open_to_kin(number, carried, said, earlier)
        if not (carried and carried.code) and (any_unit or number.unit not in ("‰", "倍")):
            carried = self.continuing.bound(number, earlier, any_unit) or carried
        return _as_sure(carried, earlier) if carried else None

    def _own(self, number: Number, said: list[Said], earlier: list[Claim]) -> Bound | None:
        """What the sentence gives a number before any noun beside it does."""
        told = [one.code for one in reversed(said) if one.code] + [it.indicator or "" for it in earlier[:4]]
        return (
            self.unsaid.in_turn(number, said)
            or self.unsaid.likewise(number, said)
            or self.unsaid.qualified(number)
            or self.composition.part(number, self.unsaid.local(number), dict.fromkeys(told))
        )

    def _listed(
        self,
        written: Number,
        number: Number,
        said: list[Said],
        whole: Bound,
        part: Bound | None,
        topics: list[Topic],
        any_unit: bool,
    ) -> list[Bound]:
        """What the items of a list name, or the part that the sentence names; empty where neither decides."""
        words = self._items(written)
        bounds = [self._item(it, number, any_unit, topics) for it in words]
        known = [bound for bound in bounds if bound.code]
        if part and len(known) == 1 and quotients.is_below(part.code, known[0].code, self.catalogue):
            return [part]
        if len(known) == 1 and not any_unit and not respectively(self.masked, written, self.numbers):
            known = [self.nearer.of_its_area(number, known[0], said)]
        if len(known) > 1 or (known and not whole.code) or (len(bounds) == 1 and known):
            return list({bound.code: bound for bound in known}.values())
        if part:
            return [part]
        bare = [re.sub("(分别|各)?[为是达有]*到?$", "", self.atlas.without_places(it)) for it in words]
        if len(bounds) == 1 and whole.code and bare[0] and not _is_named(whole, bare):
            # it is the turn of something that the catalogue does not have
            return [Bound(candidates=(whole.code,))]
        return []

    def _nearer(
        self, number: Number, whole: Bound, said: list[Said], earlier: list[Claim], topics: list[Topic]
    ) -> Bound:
        """What the words name, held against what was spoken of: the same of an area, or of the domain at hand."""
        if self._is_sum_of_shares(number, whole):
            return self.unsaid.clauses.described(number, said) or Bound()
        whole = self.nearer.open_to_kin(number, whole, said, earlier)
        if not whole.code:
            return whole
        narrowed = self.unsaid.narrowed(number, whole, topics)
        if not narrowed.code:
            return narrowed
        narrowed = self.nearer.of_its_home(number, narrowed, said)
        return self.unsaid.clauses.part_of(number, self.nearer.of_its_area(number, narrowed, said), said)

    def _described(self, number: Number, said: list[Said]) -> Bound | None:
        """What the clause describes; else what the clause before it names, where its own says only when."""
        found = self.unsaid.clauses.described(number, said)
        if found is None and (best := self._of_the_best(number)):
            return best
        if found is None and (lead := self.unsaid.clauses.lead(number)):
            named = self._bind(lead, number, any_unit=False)
            return replace(named, inferred=True) if named.code else None
        return found

    def _of_the_best(self, number: Number) -> Bound | None:
        """农村标准以西岑、柳渡为最高，每年7380元: what the clause before says is highest there."""
        before = self.masked[sentence_start(self.masked, number.start) : number.start]
        found = re.search(
            r"(?:^|[,:])(?P<noun>[^,:§]{2,12}?)(方面)?以[^,§]*最[^,§]*,(?P<own>[^,§]*)$", before
        )
        if found is None:
            return None
        per = re.search("每([月年])", found["own"])
        unit = f"元/人·{per[1]}" if per and number.measured == "元" else number.measured
        topics = [Topic(it.indicator or "", it.phrase) for it in self.unsaid.told[-3:] if it.indicator]
        named = self.unsaid.completer.complete(self.atlas.without_places(found["noun"]), unit, topics[::-1])
        return replace(named, inferred=True) if named and named.code else None

    def _is_sum_of_shares(self, number: Number, bound: Bound) -> bool:
        """散居孤儿的月保障标准，今年由1390元…: an amount per head is not what they all got together."""
        return (
            bool(bound.code)
            and self.catalogue[bound.code].unit == "元"
            and self.unsaid.clauses.per_head(number)
        )

    def _items(self, number: Number) -> list[str]:
        return items_of(self.masked, number, self.numbers)

    def _item(self, words: str, number: Number, any_unit: bool, topics: list[Topic]) -> Bound:
        """What one item of a list names: by itself, or completed by what the sentence is about."""
        head = "" if any_unit else self.unsaid.clauses.head(number)
        if (
            head
            and (named := self.unsaid.clauses.describer.named(head + words, number.measured))
            and named.code
        ):
            return named
        bound = self._bind(words, number, any_unit)
        if bound.code and not any_unit:
            part = self.unsaid.clauses.describer.part(words, number.measured, bound)
            return replace(bound, code=part) if part else bound
        if any_unit:
            return bound
        found = self.unsaid.completer.complete(words, number.measured, topics)
        return found or self.unsaid.clauses.describer.named(words, number.measured) or bound

    def _whole(self, number: Number, said: list[Said], any_unit: bool) -> Bound | None:
        """The subject that the sentence goes on about, where nothing else is named (``subjects``)."""
        words = subject_of(
            self.masked, number, said, self.binder.lexicon, any_unit=any_unit, is_place=self.atlas.is_place,
            without_places=self.atlas.without_places, listed=respectively(self.masked, number, self.numbers),
        )  # fmt: skip
        if isinstance(words, Bound) or words is None:
            return words
        bound = self._bind(words, number, any_unit)
        return bound if bound.code else None

    def _bind(self, words: str, number: Number, any_unit: bool) -> Bound:
        """By its own unit first (增幅 of its own name), then as a change of something else."""
        bound = Bound()
        for free in (False, True) if any_unit else (False,):
            bound = (
                self.binder.bind_words(words, number, any_unit=free)
                if words
                else self.binder.bind(number, any_unit=free)
            )
            if bound.code:
                break
        return bound


def _as_sure(bound: Bound, earlier: list[Claim]) -> Bound:
    """What goes on about a number that was itself only taken to go on is no surer than that."""
    source = next((it for it in earlier if it.indicator == bound.code), None)
    return replace(bound, goes_on=True) if source and source.goes_on else bound


def _is_named(bound: Bound, items: list[str]) -> bool:
    """Whether the phrase of a subject stands in the words of the item, or is no plain phrase."""
    return any(bound.phrase in words for words in items) or not re.fullmatch(
        r"[\u4e00-\u9fff]+", bound.phrase
    )


def _within(number: Number, aside: list[tuple[int, int]]) -> bool:
    return any(start <= number.start < end for start, end in aside)


def _masked(text: str, numbers: list[Number]) -> str:
    """The text with every statistic as ``§``, of the same length."""
    chars = list(text)
    for number in numbers:
        chars[number.start : number.end] = "§" * (number.end - number.start)
    return "".join(chars)


def _per_month(number: Number, before: str) -> Number:
    """散居孤儿每月1980元, 标准由每月1400元提高至1600元: what is looked for is a standard."""
    if number.measured != "元":
        return number
    if re.search(r"每个?月(约|近|(可|能|都)?(领到?|领取|享受|补助|拿到)[^,。;§]{0,8})?$", before):
        return replace(number, unit="元/人·月")
    told = re.search(r"标准[^,。;]{0,8}每人?每?(?P<time>[月年])§[^,。;§每]{0,8}$", re.sub("§+", "§", before))
    return replace(number, unit=f"元/人·{told['time']}") if told else number


def _in_full(number: Number, before: str) -> Number:
    """拿出6.15亿 is an amount of money without its 元; 每人每月753元 is 元/人·月."""
    spent = re.search(
        r"(拿出|花了?|花费|投入|支出|资金|发放|拨付|拨款|筹集|募集|销售|捐赠|经费|下达)[^,。;§]{0,8}$", before
    )
    if spent and number.scaled and not number.unit:
        return replace(number, unit="元")
    if number.unit != "元":
        return number
    if re.search(r"(每人每月|人均每月|月人均)[^,。;每年]{0,20}$", before):
        return replace(number, unit="元/人·月")
    if re.search("(城市|城镇|农村|集中|分散)(供养)?每月$", before):
        return replace(number, unit="元/人·月")
    if re.search("(城市|城镇|农村|集中|分散)(供养)?每年$", before):
        return replace(number, unit="元/人·年")
    if re.search(
        r"(每人每年|人均每年|年人均)[^,。;每月]{0,20}$|(标准[^,。;]{0,6}|(低保|特困)[^,。;]{0,4})每年$",
        before,
    ):
        return replace(number, unit="元/人·年")
    return number
