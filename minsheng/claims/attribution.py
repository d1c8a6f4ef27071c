"""What each number of a text is said of: the item of its list, what its whole sentence names, or what goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.claims import quotients
from minsheng.claims.amounts import is_standard
from minsheng.claims.binding import Binder, Bound
from minsheng.claims.clauses import Clauses
from minsheng.claims.composition import Composition
from minsheng.claims.continuing import Continuing
from minsheng.claims.ellipsis import Completer
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import items_of, respectively
from minsheng.claims.nearer import Nearer
from minsheng.claims.numbers import Number
from minsheng.claims.passages import sentence_start, words_beside
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim
from minsheng.claims.said import Said, Sayings, Topic
from minsheng.claims.subjects import subject_of
from minsheng.claims.told import Told
from minsheng.claims.turns import in_turn
from minsheng.claims.unsaid import Unsaid
from minsheng.claims.versus import Versus

#: the rate of a task that the words may name
_COMPLETION = "task_completion_rate"
#: what people of several kinds are given
_WHAT_ONE_GETS = re.compile("(基本)?生活(补贴|费|补助)(标准)?")
#: 5月20日当天，全市发出结婚证…: of one day nothing is stored
_ONE_DAY = re.compile("日(当天|当日|这一?天|一天)[^§。]*$")


class Attribution:
    """The subjects of the numbers of one text. ``masked`` is the text with every statistic as ``§``, ``told`` what was read so far."""

    def __init__(
        self, masked: str, numbers: list[Number], lexicon: Lexicon, atlas: Atlas, sayings: Sayings, told: Told
    ) -> None:
        self.masked, self.numbers, self.atlas = masked, numbers, atlas
        self.sayings, self.told = sayings, told
        self.catalogue: Catalogue = lexicon.catalogue
        self.completer = Completer(lexicon)
        self.binder = Binder(masked, lexicon, atlas.without_places)
        self.clauses = Clauses(masked, lexicon, atlas)
        self.unsaid = Unsaid(masked, numbers, atlas, self.clauses, self.completer, told)
        self.versus = Versus(masked, lexicon, atlas, self.completer)
        self.nearer = Nearer(masked, self.catalogue)
        self.composition = Composition(masked, atlas, self.completer, self.clauses.describer)
        self.continuing = Continuing(masked, atlas, told)

    def outright(self, number: Number, said: list[Said]) -> Bound | None:
        """An item of a list that the text is about, or one of two things that are compared: no need to ask further."""
        return self.composition.titled(number) or self.versus.bound(number, said)

    def bounds(
        self, written: Number, number: Number, said: list[Said], found: list[Claim], any_unit: bool
    ) -> list[Bound]:
        """What a number is said of; an average that the catalogue does not have is a figure divided by another."""
        if _ONE_DAY.search(self.masked[sentence_start(self.masked, number.start) : number.start]):
            return [Bound()]
        bounds = self._bounds(written, number, said, found, any_unit)
        if not any_unit:
            bounds = [self._at_last(number, it, said) if it.code else it for it in bounds]
        if (
            any_unit
            or not self.clauses.is_average(number)
            or is_standard(self.masked, number, said, self.catalogue)
        ):
            return bounds
        rates = [
            it
            for it in bounds
            if it.code and (self.catalogue[it.code].is_ratio or self.catalogue[it.code].kind == "standard")
        ]
        rates = [it for it in rates if not self.clauses.is_of_another(it, said)]
        return rates or [Bound(quotients=self.clauses.averages(number, said))]

    def _at_last(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """However it was found: of the other area in a parallel clause, and what came instead of what there is."""
        return self.continuing.came(number, self.nearer.parallel(number, bound, said))

    def _bounds(
        self, written: Number, number: Number, said: list[Said], found: list[Claim], any_unit: bool
    ) -> list[Bound]:
        """The items of its list, the whole sentence, or what goes on; ``number`` is in full."""
        earlier = self.sayings.earlier(number, found)
        topics = list(self.sayings.topics(number, said, earlier))
        if not any_unit and (own := self._own(number, said, earlier)):
            return [own]
        whole = self._whole(written, said, any_unit) or self.binder.bind_either("", number, any_unit)
        part = None if any_unit else self.composition.among(number)
        if listed := self._listed(written, number, said, whole, part, topics, any_unit):
            return listed
        if any_unit and not whole.code and said and whole.candidates == (said[-1].code,):
            whole = Bound(said[-1].code or "", said[-1].phrase)
        if whole.code == _COMPLETION and (task := self.clauses.task_of(number)):
            whole = self.binder.bind_either(task, number, any_unit=True)
        if in_use := self.clauses.in_use(number, whole, said):
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
        listed = respectively(self.masked, number, self.numbers)
        told = [one.code for one in reversed(said) if one.code] + [it.indicator or "" for it in earlier[:4]]
        return (
            (in_turn(self.masked, number, said, listed, self.completer) if listed else None)
            or self.composition.likewise(number, said)
            or self.composition.qualified(number)
            or self.composition.part(number, words_beside(self.masked, number), dict.fromkeys(told))
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
        words = items_of(self.masked, written, self.numbers)
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
            return self.clauses.described(number, said) or Bound()
        if theirs := self._what_they_get(whole, said):
            return theirs
        whole = self.nearer.open_to_kin(number, whole, said, earlier)
        if not whole.code:
            return whole
        narrowed = self.composition.narrowed(number, whole, topics)
        if not narrowed.code:
            return narrowed
        narrowed = self.nearer.of_its_home(number, narrowed, said)
        return self.clauses.part_of(number, self.nearer.of_its_area(number, narrowed, said), said)

    def _what_they_get(self, bound: Bound, said: list[Said]) -> Bound | None:
        """事实无人抚养儿童198人，生活补贴每月1390元: a short word for what several kinds of people get is of those told last."""
        last = said[-1].code if said else None
        mine = self.catalogue[bound.code]
        short = _WHAT_ONE_GETS.fullmatch(bound.phrase) and mine.unit.startswith("元")
        if not last or not short or self.catalogue[last].domain == mine.domain:
            return None
        found = self.completer.counterpart(last, "万元" if mine.unit == "元" else mine.unit)
        return replace(found, inferred=True) if found else None

    def _described(self, number: Number, said: list[Said]) -> Bound | None:
        """What the clause describes; else what the clause before it names, where its own says only when."""
        found = self.clauses.described(number, said)
        if found is None and (best := self._of_the_best(number)):
            return best
        if found is None and (lead := self.clauses.lead(number)):
            named = self.binder.bind_either(lead, number, any_unit=False)
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
        topics = [Topic(it.indicator or "", it.phrase) for it in self.told.claims[-3:] if it.indicator]
        named = self.completer.complete(self.atlas.without_places(found["noun"]), unit, topics[::-1])
        return replace(named, inferred=True) if named and named.code else None

    def _is_sum_of_shares(self, number: Number, bound: Bound) -> bool:
        """散居孤儿的月保障标准，今年由1390元…: an amount per head is not what they all got together."""
        return bool(bound.code) and self.catalogue[bound.code].unit == "元" and self.clauses.per_head(number)

    def _item(self, words: str, number: Number, any_unit: bool, topics: list[Topic]) -> Bound:
        """What one item of a list names: by itself, or completed by what the sentence is about."""
        head = "" if any_unit else self.clauses.head(number)
        if head and (named := self.clauses.describer.named(head + words, number.measured)) and named.code:
            return named
        bound = self.binder.bind_either(words, number, any_unit)
        if bound.code and not any_unit:
            part = self.clauses.describer.part(words, number.measured, bound)
            return replace(bound, code=part) if part else bound
        if any_unit:
            return bound
        found = self.completer.complete(words, number.measured, topics)
        if found and not found.code and re.match("城市|城镇|农村", words):
            found = self.completer.complete(
                words, number.measured, topics[1:]
            )  # 农村、城市分别为…: of their whole
        return found or self.clauses.describer.named(words, number.measured) or bound

    def _whole(self, number: Number, said: list[Said], any_unit: bool) -> Bound | None:
        """The subject that the sentence goes on about, where nothing else is named (``subjects``)."""
        words = subject_of(
            self.masked, number, said, self.binder.lexicon, any_unit=any_unit, is_place=self.atlas.is_place,
            without_places=self.atlas.without_places, listed=respectively(self.masked, number, self.numbers),
        )  # fmt: skip
        if isinstance(words, Bound) or words is None:
            return words
        bound = self.binder.bind_either(words, number, any_unit)
        return bound if bound.code else None


def _as_sure(bound: Bound, earlier: list[Claim]) -> Bound:
    """What goes on about a number that was itself only taken to go on is no surer than that."""
    source = next((it for it in earlier if it.indicator == bound.code), None)
    return replace(bound, goes_on=True) if source and source.goes_on else bound


def _is_named(bound: Bound, items: list[str]) -> bool:
    """Whether the phrase of a subject stands in the words of the item, or is no plain phrase."""
    return any(bound.phrase in words for words in items) or not re.fullmatch(
        r"[\u4e00-\u9fff]+", bound.phrase
    )
