"""Judging a draft: each claim against the store, as an interval against a value. The report says what it cannot know.

What the text leaves open (basis, scope, the instant within a year) is not held against it. A verdict tells whether
a number agrees with the store, not which of the two is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minsheng.catalogue import Indicator
from minsheng.claims import claims
from minsheng.claims.claims import Claim
from minsheng.claims.grids import Grid
from minsheng.claims.measure import Measure
from minsheng.facts import Basis, Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.verification import (
    arithmetic,
    comparisons,
    consistency,
    doubts,
    growths,
    levels,
    meaning,
    reviews,
    shares,
    statements,
    words,
)
from minsheng.verification.compare import Verdict, compare
from minsheng.verification.report import Cause, Finding, Report
from minsheng.verification.shelf import Shelf
from minsheng.verification.standing import Standing

__all__ = ["Cause", "Finding", "Report", "Verdict", "verify"]

_AGREEING = (Verdict.MATCH, Verdict.ROUNDED)


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
        [
            year or 0,
            *(claim.period.year for claim in every if claim.period and claim.measure not in meaning.TARGETS),
        ]
    )
    judge = _Judge(Shelf(store, regions, about, until), region, year, every)
    findings = judge.findings()
    said: dict[int, list[str]] = {}
    for claim, remark in consistency.remarks(every, store.catalogue):
        said.setdefault(id(claim), []).append(remark)
    return Report(
        tuple(
            replace(
                finding,
                expected=meaning.stored(finding.expected),
                remarks=(*judge.stated(finding), *said.get(id(finding.claim), ())),
            )
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


class _Judge:
    """One store, one text."""

    def __init__(self, shelf: Shelf, region: str | None, year: int | None, claims: Sequence[Claim]) -> None:
        self.shelf, self.region, self.year, self.claims = shelf, region, year, claims
        self.standing = Standing()
        self._agreeing: list[tuple[Claim, list[Fact]]] = []

    def findings(self) -> list[Finding]:
        """The verdicts on all claims; what the text leaves open of its time and vintage is told by its other numbers."""
        first = [self.finding(claim) for claim in self.claims]
        self.standing = Standing.told(self._agreeing)
        open_ = {
            id(claim) for claim, facts in self._agreeing if len(self.standing.of(claim, facts)) < len(facts)
        }
        found = [self.finding(it.claim) if id(it.claim) in open_ else it for it in first]
        wrong = {id(it.claim) for it in found if it.verdict is Verdict.MISMATCH}
        return [self._worked_out(it, wrong) for it in found]

    def _worked_out(self, finding: Finding, wrong: set[int]) -> Finding:
        """A change or a share held against the numbers of its own sentence, where the store does not bear it out."""
        claim = finding.claim
        if finding.verdict is Verdict.MISMATCH:
            found = arithmetic.borne_out(claim, self.claims) or arithmetic.plainly(claim, self.claims)
        else:
            found = arithmetic.plainly(claim, self.claims) if finding.verdict is Verdict.UNKNOWN else None
        if found is None or {id(found.first), id(found.second)} & wrong:
            return finding
        cause = found.cause.value if found.cause else None
        told = words.worked_out(claim, found.first, found.second, found.value, cause)
        return replace(finding, verdict=found.verdict, cause=found.cause, nearest=(), message=told)

    def stated(self, finding: Finding) -> tuple[str, ...]:
        """What the sentence says of the figure beside its value and the store does not bear out."""
        # a sum has no place among others
        alone = meaning.stored(finding.expected[:1]) == finding.expected[:1]
        fact = finding.expected[0] if finding.expected and alone else None
        told = statements.remark(finding.claim, fact, finding.claim.following, self.shelf)
        return (told,) if told else ()

    def finding(self, claim: Claim) -> Finding:
        """The verdict on one claim, with its reasons in Chinese; where its words may mean either of two periods, the kinder one."""
        found = self._finding(claim)
        if claim.began and found.verdict is Verdict.MISMATCH and claim.period is not None:
            return self._in_an_earlier_year(claim, claim.period) or found
        if claim.also is None or found.verdict in _AGREEING:
            return found
        other = self._finding(replace(claim, period=claim.also, also=None))
        return other if other.verdict in _AGREEING or found.verdict is Verdict.UNKNOWN else found

    def _in_an_earlier_year(self, claim: Claim, period: Period) -> Finding | None:
        """由11处增加到49处: a start without its year may be that of any year before, where the number is right."""
        last = min(period.year + 2, (self.shelf.until or period.year) - 1)
        years = (replace(claim, period=replace(period, year=last - back)) for back in range(8))
        found = (self._finding(it) for it in years)
        return next((replace(it, claim=claim) for it in found if it.verdict in _AGREEING), None)

    def _finding(self, claim: Claim) -> Finding:
        place = claim.region or self.region
        if slipped := growths.points_as_per_cent(claim, self.claims):
            return slipped
        if claim.indicator is None and (claim.measure is Measure.SHARE or claim.quotients):
            return shares.share(claim, self.claims, self.shelf, self.region)
        if claim.indicator is None:
            return self._of_candidates(claim) or Finding.unknown(
                claim, words.unbound(claim, self.shelf.catalogue)
            )
        if not place:
            return Finding.unknown(claim, "文中没有写明地区，无法核对。")
        indicator = self.shelf.catalogue[claim.indicator]
        facts = meaning.held_against(claim, indicator, place, self.shelf)
        if not facts and (grown := self._what_grew(indicator)):
            return self._finding(replace(claim, indicator=grown, measure=Measure.GROWTH))
        if not facts and claim.measure is Measure.TARGET and (flow := self._what_comes(indicator)):
            return self._finding(replace(claim, indicator=flow))
        if comparisons.is_comparison(claim, indicator):
            found = comparisons.comparison(claim, indicator, facts, self.shelf)
            if claim.goes_on and not doubts.is_plain_move(claim, found.cause):
                return Finding.unknown(claim, words.unbound(claim, self.shelf.catalogue))
            return found
        if not facts:
            return self._whole_for_part(claim, indicator, place) or Finding.unknown(
                claim, words.nothing(indicator, claim)
            )
        return self._level(claim, indicator, facts)

    def _what_grew(self, rate: Indicator) -> str:
        """The indicator whose growth has a name of its own; empty where it is none."""
        if not rate.name.endswith("增长率"):
            return ""
        found = self.shelf.catalogue.named(rate.name.removesuffix("增长率"))
        return found[0].code if len(found) == 1 else ""

    def _what_comes(self, stock: Indicator) -> str:
        """长者食堂：任务120处: the target of what there is is that of what is to come; empty where it is none."""
        names = (f"{word}{stock.short_name}" for word in ("新建", "新增"))
        codes = {it.code for name in names for it in self.shelf.catalogue.named(name)}
        return codes.pop() if stock.kind == "stock" and len(codes) == 1 else ""

    def _whole_for_part(self, claim: Claim, indicator: Indicator, place: str) -> Finding | None:
        """10月当月…, 二季度当季…: what is the sum of the year so far is not that of its last part."""
        if claim.basis not in (Basis.MONTH, Basis.QUARTER) or "basis" in claim.open:
            return None
        if claim.period is None or claim.period.month <= 3 - 2 * (claim.basis is Basis.MONTH):
            return None
        sums = meaning.held_against(replace(claim, basis=Basis.YTD), indicator, place, self.shelf)
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
        known = [found for found in every if found.expected]
        own = known and doubts.digits(claim) > (1 if claim.unit == known[0].expected[0].unit else 2)
        if len(known) == 1 and own and known[0].cause and doubts.is_plain_slip(claim, known[0].cause):
            # the one that the store knows, miswritten as no chance brings about
            return replace(known[0], claim=claim)
        if agreeing and len(every) > 1:
            return replace(agreeing[0], claim=claim)
        wrong = [found for found in every if found.verdict is Verdict.MISMATCH]
        if len(every) > 1 and len(wrong) == len(claim.candidates):
            # whichever is meant, it is not this
            explained = [found for found in wrong if found.cause is not Cause.OTHER]
            return replace(explained[0], claim=claim) if explained else None
        return None

    def _level(self, claim: Claim, indicator: Indicator, facts: list[Fact]) -> Finding:
        if told := levels.of_another_kind(claim, indicator, facts[0], self.shelf):
            return told
        standing = self.standing.of(claim, facts)
        if found := levels.agreeing(claim, indicator, standing):
            self._agreeing.append((claim, facts))
            return found
        return levels.differing(claim, indicator, standing, self.claims, self.shelf)
