"""A number with its subject as a claim: its place, time, basis and unit as the words around it say them."""

from __future__ import annotations

import re

from minsheng.catalogue import Catalogue
from minsheng.claims import against
from minsheng.claims.again import PRESENT
from minsheng.claims.against import Against
from minsheng.claims.binding import Bound
from minsheng.claims.lists import respectively
from minsheng.claims.measure import Measure, basis_of, signed
from minsheng.claims.numbers import Number
from minsheng.claims.passages import rest_of_sentence, sentence_start
from minsheng.claims.places import Atlas, Where
from minsheng.claims.record import Claim
from minsheng.claims.text import Draft
from minsheng.claims.times import Calendar
from minsheng.claims.timewords import When
from minsheng.facts import WHOLE
from minsheng.period import Period

_PER_TIME = re.compile(r"(每个?|低保|特困)(?P<time>[月年])(人均|平均)?(标准)?[^,。;§]{0,4}$")


_AFTER_BOTH = re.compile(r"§[^。;§]*,(去年|上年)(同期|年?[末底])?[^,。;§]{0,4}§+[)]?,[^,。;§]{0,4}$")
#: 南漪区、西岑区较少，分别为…: what a list of places says of all of them
_RANKED = re.compile(r"(较|最|依次|位居|居|分列|位列)(第?[一二三四五六七八九十、]+位?|[\u4e00-\u9fff]{1,3})$")


#: 青岚市、柳渡县是留守儿童大县，年末分别有…
_ONLY_WHEN = re.compile(r"(截至|到)?((19|20)\d\d年)?(今年|去年)?(年?[末底]|\d+月[末底])?")
#: 初婚人数11.40万人，较上年11.05万人增长3.2%: the number of the year before
_HELD_RIGHT_BEFORE = re.compile(
    ".*[比较与](去年|上一?年)(同期|末|底)?§[^,。;§]{0,4}(增长|下降|增加|减少|上升|回升|相比)"
)


class Stating:
    """The claims of one text."""

    def __init__(
        self,
        draft: Draft,
        masked: str,
        numbers: list[Number],
        catalogue: Catalogue,
        calendar: Calendar,
        atlas: Atlas,
    ) -> None:
        self.draft, self.masked, self.numbers = draft, masked, numbers
        self.catalogue, self.calendar, self.atlas = catalogue, calendar, atlas

    def claim(
        self, number: Number, bound: Bound, measure: Measure, sign: int, before: str, place: str = ""
    ) -> Claim:
        """The claim of a number; ``place`` where a list says it."""
        indicator = self.catalogue[bound.code] if bound.code else None
        start, end = self.draft.span(number.start, number.end)
        when, where = self.calendar.at(number.start), self.atlas.at(number.start, number.end)
        if placed := place or self._listed_place(number):
            where = Where(placed, named=True)
        if indicator and indicator.kind == "standard" and measure is Measure.ACTUAL:
            measure = Measure.STANDARD
        measure, where, held = self._held_against(number, bound, measure, before, where, when)
        basis, said = basis_of(measure, before, indicator.basis if indicator else None)
        return Claim(
            quote=self.draft.original[start:end], start=start, end=end, value=signed(number, sign),
            value_to=number.value_to, unit=_unit_for(number, indicator.unit if indicator else "", before, measure), approx=number.approx, measure=measure,
            indicator=bound.code or None, indicator_name=indicator.name if indicator else self._noun(number),
            scope=where.scope, region=where.region or None, period=self._period(number, when.period, measure, before), basis=basis, step=number.step,
            word=number.word, exact_time=when.exact, open=_open(said, where.scope, when.exact), candidates=bound.candidates, context=before,
            phrase=bound.phrase, inferred=bound.inferred, goes_on=bound.goes_on, quotients=bound.quotients, also=when.also, following=rest_of_sentence(self.draft.plain, number.end, 60),
            cell=self._cell(number),
            against=held, places=where.places, written_in=self.calendar.dated,
            years=self._years(before, when.period) if measure is Measure.ACTUAL else (),
            began=measure is not Measure.GROWTH and self._starts(number, before),
            whole_year=self.calendar.whole_year and when.period == self.calendar.headline.period,
        )  # fmt: skip

    def _held_against(
        self, number: Number, bound: Bound, measure: Measure, before: str, where: Where, when: When
    ) -> tuple[Measure, Where, Against | None]:
        """What a comparison is held against, with what that makes of the number and of its place."""
        sign = against.sign_of(re.split(r"[,:]", before)[-1])
        apart = (where.places[:2] or self.atlas.apart(number.start)) if sign == 0 else ()
        place = apart[1] if len(apart) > 1 else self.atlas.compared(number.start)
        home = apart[0] if len(apart) > 1 else where.region
        if place and not apart and against.is_level(self.masked[number.end : number.end + 8]):
            return measure, Where(place, named=True), None
        if number.unit == "倍" and place and place != where.region:
            return Measure.RATIO, where, Against(place=place)
        if sign is not None and (bound.than or (place and place != home)):
            measure = Measure.GROWTH if number.unit == "%" else Measure.CHANGE
            return (
                measure,
                Where(home, named=where.named),
                Against(place=place, indicator=bound.than, sign=sign),
            )
        if measure not in (Measure.GROWTH, Measure.CHANGE, Measure.RATIO):
            return measure, where, None
        return measure, where, self._span(before, when.period)

    def _span(self, before: str, period: Period | None) -> Against | None:
        """The span that the sentence tells, else the one from the base year that the text names for all."""
        told = against.span(before, period.year if period else None)
        bases = self.calendar.base_years
        if not bases or period is None or min(bases) >= period.year - 1 or (told and told.years):
            return told
        if against.tells_year_before(before, period.year):
            return None
        return Against(bases, average=bool(told and told.average))

    def _years(self, before: str, period: Period | None) -> tuple[int, ...]:
        """The years that a figure is the sum of: those that the words add up, or those of a review of some years (累计…)."""
        if period is None:
            return ()
        bases = self.calendar.base_years
        if told := against.years_summed(before, period.year):
            return told
        review = bases and re.search(r"累计[^,。;§]*$", before) and "年" not in re.split("[,;]", before)[-1]
        return tuple(range(min(bases) + 1, period.year + 1)) if review else ()

    def _period(self, number: Number, period: Period | None, measure: Measure, before: str) -> Period | None:
        """The period that the calendar gives, or the year before where the wording looks back (较上年的…, 从…提高到…)."""
        if measure is Measure.PLANNED:
            return self.calendar.planned(number.start)
        if year := self._listed_year(number):
            return Period.of_year(year)
        if measure is Measure.TARGET and period and period.kind != "year":
            return Period.of_year(period.year)
        if measure in (Measure.GROWTH, Measure.CHANGE) and period and _AFTER_BOTH.search(before):
            return Period(period.year + 1, period.month, period.kind)  # 今年125处，去年只有86处，增长45.3%
        looks_back = _HELD_RIGHT_BEFORE.match(self._around(number)) or re.search(
            r"([比较与同和]|多于|少于|高于|低于|超过|不及)(去年|上一?年)(同期|末|底)?的[^,。;§]{0,8}$|[比较与](去年|上年)同期[(]$",
            before,
        )
        rises = measure is not Measure.GROWTH and self._starts(number, before)
        if period and rises and (began := self._began(before, period)):
            return began
        return period.year_before if period and (looks_back or rises) else period

    def _around(self, number: Number) -> str:
        """The four characters before a number, and the words behind it."""
        return f"{self.masked[max(0, number.start - 5) : number.start]}§{self.masked[number.end : number.end + 8]}"

    def _cell(self, number: Number) -> tuple[str, str] | None:
        """What is said before and behind the number of a table's cell: words that were added stand at its own place."""
        plain, origin = self.draft.plain, self.draft.origin
        if not number.start or origin[number.start - 1] != origin[number.start]:
            return None
        unit = number.end
        while unit - 1 > number.start and origin[unit - 1] == origin[unit - 2]:
            unit -= 1
        before = plain[sentence_start(plain, number.start) : number.start]
        return before, plain[unit : number.end] + rest_of_sentence(plain, number.end, 60)

    def _began(self, before: str, period: Period) -> Period | None:
        """三年间由18556张增加到21799张: the first number is that of the year in which the span began."""
        told = self._span(before, period)
        return Period(told.years[0], period.month, period.kind) if told and told.years else None

    def _starts(self, number: Number, before: str) -> bool:
        """从1.27:1缩小到1.17:1: where a change starts, unless its year is told."""
        if self.masked.startswith("→§", number.end):
            return True
        started = re.search(r"[从由][^,。;§]{0,12}$|(之初|当初|起初|原来|过去|那时)[^。;§]*$", before)
        return (
            bool(started)
            and not re.search(r"上年|去年|20\d\d年|目前|现有", started[0])
            and self._rises_to(number)
        )

    def _rises_to(self, number: Number) -> bool:
        """从1.27:1缩小到1.17:1: the first number is last year's."""
        return bool(
            re.match(
                rf",(?:如今|现在|目前|眼下)(?:已|是|有|为|达到?|增[加至到]*)*§|起步,|逐年[降增升]|[降增升]至目前|[^,。;§]{{0,10}}(到|至|为|成)了?{PRESENT}((每人)?每[月年])?§",
                self.masked[number.end : number.end + 24],
            )
        )

    def _listed_place(self, number: Number) -> str:
        """云岫县、西岑区分别为…和…: each number has the place of its own turn; empty where no such list is."""
        listed = respectively(self.masked, number, self.numbers)
        if listed is None:
            return ""
        before = self.masked[max(0, listed.start - 80) : listed.start].removesuffix(",")
        clause = re.sub(
            _RANKED, "", re.sub("(大体|基本)?(相当|接近|持平)$", "", re.split(r"[,。;:]", before)[-1])
        )
        items = re.split(r"、|和|与|及", clause.removeprefix("其中"))
        if len(items) == listed.count and all(self.atlas.is_place(item) for item in items):
            return self.atlas.code(items[listed.index])
        ahead = re.match(r"(?P<names>[^,§]+?)[两三四五六]个?(县市区|县区|区县|区|县|市|地)(?=[^,])", clause)
        names = re.split(r"、|和|与|及", ahead["names"]) if ahead else []
        if len(names) == listed.count and all(self.atlas.is_place(it) for it in names):
            return self.atlas.code(names[listed.index])  # 东沚、西岑两区城市低保对象分别为…
        start = sentence_start(self.masked, number.start, "。!?")
        told = self.atlas.mentioned(start, listed.start)
        spoken = self.masked.count("§", start, listed.start) or _ONLY_WHEN.fullmatch(items[0])
        if len(items) == 1 and len(told) == listed.count > 1 and spoken:
            return told[listed.index]  # 困境儿童，柳渡884人，石塘702人，其中重点困境儿童分别为89人、85人
        named = self.atlas.named(sentence_start(self.masked, number.start), listed.start)
        return named[listed.index] if len(named) == listed.count > 1 and not items[0] else ""

    def _listed_year(self, number: Number) -> int | None:
        """2021至2023年分别新建8处、14处、12处: each number has the year of its own turn; None where no such list is."""
        listed = respectively(self.masked, number, self.numbers)
        if listed is None:
            return None
        before = self.masked[max(0, listed.start - 24) : listed.start]
        years = against.years_listed(before) or self._last_years(before, listed.count)
        return years[listed.index] if len(years) == listed.count > 1 else None

    def _last_years(self, before: str, count: int) -> tuple[int, ...]:
        """逐年减少，五年分别为…: the last years of the text, as many as there are numbers."""
        last = self.calendar.headline.period
        since = self.calendar.base_years[-1] if len(self.calendar.base_years) > 1 else 0
        begun = re.search(r"(20\d\d)年以来[^。;§]*$", before)
        since = int(begun[1]) if begun else since
        alone = not re.search("[、和与及]", re.split("[,。;:]", before)[-1])
        if last and alone and count > 2 and count == last.year - since + 1:
            return tuple(
                range(since, last.year + 1)
            )  # a review of three years: 标准依次为673元、711元、753元
        many = re.search(r"(?<!第)([三四五])年(来|间|里)?[^\d,。;§]{0,12}$", before)
        if many is None or last is None or "三四五".index(many[1]) + 3 != count:
            return ()
        return tuple(range(last.year - count + 1, last.year + 1))

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


def _unit_for(number: Number, wanted: str, before: str, measure: Measure) -> str:
    """The unit as written; 114次 of an indicator in 人次 are 人次, a number without a measure word has the indicator's.

    每月753元 of a standard per head are 元/人·月.
    """
    if measure is Measure.CHANGE and number.word == "元":
        return "元"  # 每人每月增加40元: by 40元
    if number.unit == "元" and wanted.startswith("元/人·"):
        if per := _PER_TIME.search(before):
            return f"元/人·{per['time']}"
        told = re.findall(r"(?:每个?)([月年])|([月年])(?:标准|人均)", before)
        told = [one or other for one, other in told]
        level = told and measure is not Measure.CHANGE  # by 37元 more is an amount
        return wanted if level and wanted.endswith(told[-1]) else number.unit
    if number.unit == "次" and wanted == "人次":
        return "人次"
    if number.unit == "场" and wanted == "场次":
        return "场次"
    return number.unit or (wanted if wanted not in ("%", "—") else "")
