"""Judging a draft: each claim against the store, as an interval against a value. The report says what it cannot know.

What the text leaves open (basis, scope, the instant within a year) is not held against it. A verdict tells whether
a number agrees with the store, not which of the two is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Kind
from minsheng.claims import claims
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure, is_off_target
from minsheng.claims.wordtext import Grid
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import causes, consistency, reviews, statements, words
from minsheng.verification.compare import Verdict, change_of, compare, compare_change, compare_rate
from minsheng.verification.report import Cause, Finding, Report
from minsheng.verification.shelf import Shelf

__all__ = ["Cause", "Finding", "Report", "Verdict", "verify"]

#: a plan for the rest of the year is not the year's target
_PARTLY = re.compile(r"再[建增改新完]|下半年|还将|剩余|确保|力争|余下|四季度|年底前")
#: 五年间, 累计减少: what it is held against is not the year before
_SPAN = re.compile(
    r"(?<!第)[两二三四五六七八九十\d]+年(间|来)|这几年|近年来|年均[^,。;]*$|累计(增长|减少|下降|增加)了?(§+[,、][^,。;§]{0,4})?$"
)
_OF_PLAN = re.compile(r"任务|目标|计划|完成(率|进度|比例)|进度")
_AGREEING = (Verdict.MATCH, Verdict.ROUNDED)
_TARGETS = (Measure.TARGET, Measure.PLANNED)


def verify(
    read: Iterable[Claim],
    store: Store,
    regions: Regions,
    region: str | None = None,
    year: int | None = None,
) -> Report:
    """Every claim of a text against the store; ``region`` and ``year`` are those of the text where it names none."""
    every = list(read)
    about = {claim.indicator for claim in every if claim.indicator}
    until = max(
        [year or 0, *(claim.period.year for claim in every if claim.period and claim.measure not in _TARGETS)]
    )
    judge = _Judge(Shelf(store, regions, about, until), region, year, every)
    findings = [judge.finding(claim) for claim in every]
    said: dict[int, list[str]] = {}
    for claim, remark in consistency.remarks(every, store.catalogue):
        said.setdefault(id(claim), []).append(remark)
    return Report(
        tuple(
            replace(finding, remarks=(*judge.stated(finding), *said.get(id(finding.claim), ())))
            for finding in findings
        )
    )


def judged(
    text: str,
    store: Store,
    regions: Regions,
    region: str | None,
    year: int | None,
    grids: Sequence[Grid] = (),
) -> Report:
    """A text read, held against the store and itself, with the words of reviewers that are remembered."""
    found = claims.extract(
        text, catalogue=store.catalogue, regions=regions, region=region, year=year, grids=grids
    )
    return reviews.reviewed(verify(found, store, regions, region, year), reviews.remembered(store))


def meant(claim: Claim, shelf: Shelf, region: str | None = None) -> list[Fact]:
    """The facts that a claim means, the likeliest first, whatever number it states; none where it names no indicator."""
    judge = _Judge(shelf, region, None, (claim,))
    place = claim.region or region
    if claim.indicator is None or not place:
        return []
    return judge.held_against(claim, shelf.catalogue[claim.indicator], place)


class _Judge:
    """One store, one text."""

    def __init__(self, shelf: Shelf, region: str | None, year: int | None, claims: Sequence[Claim]) -> None:
        self.shelf, self.region, self.year, self.claims = shelf, region, year, claims

    def stated(self, finding: Finding) -> tuple[str, ...]:
        """What the sentence says of the figure beside its value and the store does not bear out."""
        fact = finding.expected[0] if finding.expected else None
        told = statements.remark(finding.claim, fact, finding.claim.following, self.shelf)
        return (told,) if told else ()

    def finding(self, claim: Claim) -> Finding:
        """The verdict on one claim, with its reasons in Chinese; where its words may mean either of two periods, the kinder one."""
        found = self._finding(claim)
        if claim.also is None or found.verdict in _AGREEING:
            return found
        other = self._finding(replace(claim, period=claim.also, also=None))
        return other if other.verdict in _AGREEING or found.verdict is Verdict.UNKNOWN else found

    def _finding(self, claim: Claim) -> Finding:
        place = claim.region or self.region
        if claim.indicator is None and (claim.measure is Measure.SHARE or claim.quotients):
            return self._share(claim)
        if claim.indicator is None:
            return self._of_candidates(claim) or self._unknown(
                claim, words.unbound(claim, self.shelf.catalogue)
            )
        if not place:
            return self._unknown(claim, "文中没有写明地区，无法核对。")
        indicator = self.shelf.catalogue[claim.indicator]
        facts = self.held_against(claim, indicator, place)
        if self._is_comparison(claim, indicator):
            return self._comparison(claim, indicator, facts)
        if not facts:
            return self._whole_for_part(claim, indicator, place) or self._unknown(
                claim, words.nothing(indicator, claim)
            )
        return self._level(claim, indicator, facts)

    def _whole_for_part(self, claim: Claim, indicator: Indicator, place: str) -> Finding | None:
        """10月当月…, 二季度当季…: what is the sum of the year so far is not that of its last part."""
        if claim.basis not in (Basis.MONTH, Basis.QUARTER) or "basis" in claim.open:
            return None
        if claim.period is None or claim.period.month <= 3 - 2 * (claim.basis is Basis.MONTH):
            return None
        sums = self.held_against(replace(claim, basis=Basis.YTD), indicator, place)
        fact = next((it for it in sums if compare(claim, it) is not Verdict.MISMATCH), None)
        if fact is None:
            return None
        told = words.whole_for_part(claim, fact, indicator)
        return Finding(claim, Verdict.MISMATCH, Cause.BASIS, (fact,), (fact,), told)

    def _of_candidates(self, claim: Claim) -> Finding | None:
        """Where the words leave open which of some indicators is meant: that with which the number agrees."""
        every = [
            self._finding(replace(claim, indicator=code, candidates=())) for code in claim.candidates[:3]
        ]
        agreeing = [found for found in every if found.verdict in _AGREEING]
        found = next(iter(agreeing), None)
        return replace(found, claim=claim) if found and len(claim.candidates) > 1 else None

    def _share(self, claim: Claim) -> Finding:
        """A share without a name of its own: recomputed where part and whole are both told."""
        shares = list(statements.share(claim, self.claims, self.shelf, self.region))
        for part, whole, rate in shares:
            if (verdict := compare_rate(claim, rate)) is not Verdict.MISMATCH:
                told = words.share(claim, part, whole, rate, verdict, self.shelf.catalogue)
                return Finding(claim, verdict, None, (part, whole), (), told)
        if not shares or len({(it.indicator, of.indicator) for it, of, _ in shares}) > 1:
            return self._unknown(claim, words.unbound(claim, self.shelf.catalogue))
        part, whole, rate = shares[0]
        told = words.share(claim, part, whole, rate, Verdict.MISMATCH, self.shelf.catalogue)
        return Finding(claim, Verdict.MISMATCH, Cause(causes.of_rate(claim, rate)), (part, whole), (), told)

    def _unknown(self, claim: Claim, message: str, expected: Sequence[Fact] = ()) -> Finding:
        return Finding(claim, Verdict.UNKNOWN, None, tuple(expected), (), f"“{claim.quote}”：{message}")

    def _is_comparison(self, claim: Claim, indicator: Indicator) -> bool:
        """Whether the number is the difference of two values; a growth that is an indicator of its own is a value."""
        if indicator.name.endswith(("增长率", "增长率（各项下限）", "涨幅", "增幅")):
            return False
        if claim.measure is Measure.GROWTH:
            return True
        if claim.measure is Measure.RATIO and indicator.unit != "倍":
            return True
        return claim.measure is Measure.CHANGE or (claim.measure is Measure.SHARE and indicator.unit != "%")

    # -- which facts --------------------------------------------------------------------------
    def held_against(self, claim: Claim, indicator: Indicator, place: str) -> list[Fact]:
        """The facts that the claim means, the likeliest first."""
        facts = self.shelf.facts(place, indicator.code)
        known = {fact.period for fact in facts}
        facts = [
            *facts,
            *(it for it in self.shelf.derived(place, indicator, claim.period) if it.period not in known),
        ]
        if claim.basis is Basis.QUARTER and "basis" not in claim.open:
            usual = next((it for it in facts if it.has_value and it.basis is indicator.basis), None)
            facts += self.shelf.single_quarters(usual) if usual else ()
        facts = [fact for fact in facts if fact.has_value]
        facts = [fact for fact in facts if admits_period(claim, fact)] or _of_the_year(claim, facts)
        facts = _of_scope(claim, _of_basis(claim, indicator, facts))
        return sorted(
            facts,
            key=lambda fact: (not fact.period.is_year_end, -fact.period.order[0], -fact.period.order[1]),
        )

    # -- verdicts -----------------------------------------------------------------------------
    def _level(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        if claim.unit in ("个百分点", "个千分点"):
            return self._points_for_per_cent(claim, indicator, facts[0])
        if claim.unit in ("%", "‰") and facts[0].unit not in ("%", "‰"):
            return self._unknown(
                claim, words.unbound(replace(claim, indicator_name=""), self.shelf.catalogue)
            )
        verdicts = [(compare(claim, fact), fact) for fact in facts]
        for wanted in (Verdict.MATCH, Verdict.ROUNDED):
            if fitting := [fact for verdict, fact in verdicts if verdict is wanted]:
                message = words.agrees(claim, fitting[0], indicator, wanted)
                return Finding(claim, wanted, None, (fitting[0],), (), message)
        if (single := self._single_quarter(claim, facts[0])) is not None:
            verdict = compare(claim, single)
            return Finding(
                claim, verdict, None, (single,), (), words.agrees(claim, single, indicator, verdict)
            )
        if claim.measure is Measure.PLANNED and _PARTLY.search(claim.context):
            return self._unknown(claim, words.plan(facts[0], indicator), facts[:1])
        cause, nearest = causes.explain(claim, indicator, facts, self.shelf)
        if claim.inferred and cause == Cause.INDICATOR and self._may_be(claim, indicator, nearest[0]):
            return self._unknown(claim, words.either(indicator, nearest[0], self.shelf.catalogue), facts[:1])
        message = words.differs(claim, facts[0], indicator, cause, nearest, self.shelf)
        return Finding(claim, Verdict.MISMATCH, Cause(cause), (facts[0],), tuple(nearest), message)

    def _single_quarter(self, claim: Claim, fact: Fact) -> Fact | None:
        """二季度15.6亿元 may mean the quarter alone: its figure where the number agrees with that."""
        if "basis" not in claim.open or not re.search(
            r"(?<!前)第?[二三四]季度[^,，。；;]{0,8}$", claim.context
        ):
            return None
        quarters = [
            it for it in self.shelf.single_quarters(fact) if it.period in (fact.period, fact.period.twin)
        ]
        return next((it for it in quarters if compare(claim, it) is not Verdict.MISMATCH), None)

    def _may_be(self, claim: Claim, indicator: Indicator, other: Fact) -> bool:
        """Whether an indicator that was only inferred may as well be the one whose value stands there exactly."""
        another = self.shelf.catalogue[other.indicator]
        alike = set(_pairs(another.name)) & set(_pairs(indicator.name))
        own = re.sub(
            "其中|人员|人数|对象|支出|资金|每人每[月年]|每[月年]|标准|为$|达$",
            "",
            re.sub(r"[^\u4e00-\u9fff]", "", claim.phrase),
        )
        if own and own in indicator.name and own not in another.name:
            return False
        return compare(claim, other) is Verdict.MATCH and (another.domain == indicator.domain or bool(alike))

    def _points_for_per_cent(self, claim: Claim, indicator: Indicator, fact: Fact) -> Finding:
        """A growth rate or a level written in points."""
        cause = Cause.MEASURE if compare(claim, fact) is not Verdict.MISMATCH else Cause.OTHER
        message = words.differs(claim, fact, indicator, cause.value, (), self.shelf)
        return Finding(claim, Verdict.MISMATCH, cause, (fact,), (), message)

    def _comparison(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        if claim.measure is Measure.SHARE or (
            claim.measure is Measure.RATIO and _OF_PLAN.search(claim.context)
        ):
            return self._completion(claim, indicator, facts)
        if claim.measure is Measure.RATIO:
            return self._times(claim, indicator, facts)
        if is_off_target(claim.context):
            return self._off_target(claim, indicator, facts)
        changes = [(change, fact) for fact in facts for change in self._changes(claim, fact)]
        known = [(change, fact) for change, fact in changes if _has_number(change, claim)]
        if not known:
            reason = next((change.reason for change, _ in changes if change.reason), "库中没有可比的两个时期")
            return self._unknown(claim, f"增减无法计算：{reason}。", facts[:1])
        if _SPAN.search(claim.context) and all(
            compare_change(claim, change)[0] is Verdict.MISMATCH for change, _ in known
        ):
            return self._unknown(claim, "跨几年的增减，基期未能认定，不能核对。", facts[:1])
        for change, fact in known:
            verdict, cause = compare_change(claim, change)
            if verdict is not Verdict.MISMATCH:
                expected = tuple(filter(None, (fact, change.base)))
                return Finding(
                    claim,
                    verdict,
                    None,
                    expected,
                    (),
                    words.change_agrees(claim, change, indicator),
                )
        change, fact = known[0]
        cause = next(
            filter(None, (compare_change(claim, it)[1] for it, _ in known)), ""
        ) or causes.explain_change(claim, fact, self.shelf)
        expected = tuple(filter(None, (fact, change.base)))
        return Finding(
            claim,
            Verdict.MISMATCH,
            Cause(cause),
            expected,
            (),
            words.change_differs(claim, change, indicator, cause),
        )

    def _changes(self, claim: Claim, fact: Fact) -> list[Change]:
        """The comparison that the words ask for; at the year's end also against last year's quick figure of the same kind."""
        change = change_of(claim, fact, self.shelf)
        twin = [
            other
            for other in self.shelf.facts(fact.region, fact.indicator)
            if change.kind is Kind.YOY
            and change.base
            and other.has_value
            and other.period in (fact.period.year_before, fact.period.year_before.twin)
        ]
        same = [
            o
            for o in twin
            if o.period != change.base.period and o.basis is fact.basis and o.scope == fact.scope
        ]
        series = self.shelf.series(fact)
        return [change, *(series.against(fact, o, Kind.YOY, o.period, "") for o in same)]

    def _completion(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        """完成年度任务的 x%: what was done against its target."""
        targets = (
            [f for f in self.shelf.facts(facts[0].region, indicator.code) if f.basis is Basis.TARGET]
            if facts
            else []
        )
        for fact in facts:
            target = next((t for t in targets if t.period.year == fact.period.year and t.value), None)
            if target and _OF_PLAN.search(claim.context):
                done = fact.value / target.value * (1 if claim.unit == "倍" else 100)
                verdict = compare_rate(claim, done)
                cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, done))
                told = words.completion(claim, fact, target, indicator, verdict)
                return Finding(claim, verdict, cause, (fact, target), (), told)
        return self._unknown(claim, "占比的分母未能认定，不能核对。")

    def _off_target(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        """超目标21处, 还差96张: what was done less its target."""
        for fact in facts:
            for target in self.shelf.facts(fact.region, indicator.code):
                if target.basis is Basis.TARGET and target.value and target.period.year == fact.period.year:
                    factor = units.factor(claim.unit, fact.unit) or Decimal(1)
                    off = abs(fact.value - target.value) / factor
                    verdict = compare_rate(claim, off)
                    cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, off))
                    told = words.off_target(claim, fact, target, indicator, verdict)
                    return Finding(claim, verdict, cause, (fact, target), (), told)
        return self._unknown(claim, words.nothing(indicator, claim))

    def _times(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        """是去年同期的1.12倍: the value against that of a year before."""
        year = re.search(r"(?P<year>20\d\d)年[^,，。;；]{0,6}$", claim.context)
        if not year and not re.search("去年|上年|同期", claim.context):
            return self._unknown(claim, "倍数的基数未能认定，不能核对。")
        for fact in facts:
            base = self._in_year(fact, int(year["year"])) if year else change_of(claim, fact, self.shelf).base
            if base is not None and base.value and base.value > 0:
                verdict = compare_rate(claim, rate := fact.value / base.value)
                cause = None if verdict is not Verdict.MISMATCH else Cause(causes.of_rate(claim, rate))
                told = words.times(claim, fact, base, indicator, verdict)
                return Finding(claim, verdict, cause, (fact, base), (), told)
        return self._unknown(claim, words.nothing(indicator, claim)[:-1] + "。")

    def _in_year(self, fact: Fact, year: int) -> Fact | None:
        """The same figure at the same time of another year."""
        back = replace(fact.period, year=year)
        alike = [
            it
            for it in self.shelf.facts(fact.region, fact.indicator)
            if it.has_value and it.basis is fact.basis and it.scope == fact.scope
        ]
        return next((it for at in (back, back.twin) for it in alike if it.period == at), None)


def _pairs(name: str) -> list[str]:
    return [name[at : at + 2] for at in range(len(name) - 1)]


def _has_number(change: Change, claim: Claim) -> bool:
    small = change.absolute is not None and change.base is not None and bool(change.base.value)
    return change.value is not None or (
        change.absolute is not None
        and (claim.measure is Measure.CHANGE or (small and "基数较小" in change.reason))
    )


def admits_period(claim: Claim, fact: Fact) -> bool:
    """Whether a fact lies within the time of the claim: a year admits every period inside it, 年末 its end only."""
    if claim.period is None:
        return True
    if claim.period.kind != "year":
        return fact.period in (claim.period, claim.period.twin)
    return fact.period.year == claim.period.year and (fact.period.is_year_end or not claim.exact_time)


def _of_the_year(claim: Claim, facts: list[Fact]) -> list[Fact]:
    """春节 and 清明 name a month loosely: where that month has no figure, its year has."""
    loose = claim.period is not None and claim.period.kind == "month" and not claim.exact_time
    return [fact for fact in facts if fact.period.year == claim.period.year] if loose else []


def _of_basis(claim: Claim, indicator: Indicator, facts: list[Fact]) -> list[Fact]:
    """Targets for a target; the basis that the text names; else the indicator's own where there is one."""
    if claim.measure in _TARGETS:
        return [fact for fact in facts if fact.basis is Basis.TARGET]
    facts = [fact for fact in facts if fact.basis is not Basis.TARGET]
    if claim.basis is not Basis.QUARTER:  # a quarter alone only where nothing else is known of it
        facts = [fact for fact in facts if fact.basis is not Basis.QUARTER] or facts
    if "basis" not in claim.open and claim.basis:
        return [fact for fact in facts if fact.basis is claim.basis]
    return [fact for fact in facts if fact.basis is indicator.basis] or facts


def _of_scope(claim: Claim, facts: list[Fact]) -> list[Fact]:
    """The scope that the text names; else the whole where there is one."""
    if claim.scope == WHOLE:
        return [fact for fact in facts if fact.scope == WHOLE] or facts
    same = [fact for fact in facts if fact.scope == claim.scope]
    return same or [fact for fact in facts if fact.scope != WHOLE and _alike(fact.scope, claim.scope)]


def _alike(scope: str, named: str) -> bool:
    """张店+高新+经开 and 张店+淄博高新区+淄博经开区; 城关镇及周边 and 城关镇."""
    parts = [part for part in scope.replace("及周边", "").split("+") if part]
    return all(part in named for part in parts) or named in scope
