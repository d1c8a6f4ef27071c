"""Of which time and vintage the figures of a text are, by its own numbers: what a year leaves open the others of the text decide.

Where they stand at the year's end (or are those of the 核定年报), one that is right only for June (or only in the 快报) is a slip.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.claims.claims import Claim
from minsheng.facts import STRENGTH, Fact
from minsheng.verification.compare import Verdict, compare

#: so many figures of the year's end to one of another month tell that the text is of the year's end
_MOST = 5
_DECEMBER = 12
#: the words name the vintage themselves
_FAST, _FINAL = (
    re.compile("快报"),
    re.compile("核定(?!程序)|年报数|据(统计)?年报|年报(统计|口径|显示|数据)|终审|公报"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a text's figures are those of the year's end, and those of the strongest vintage; ``until`` when it knows of any."""

    of_year_end: bool = False
    settled: bool = False
    until: date | None = None

    @classmethod
    def told(cls, agreeing: Iterable[tuple[Claim, Sequence[Fact]]]) -> Standing:
        """By the claims that agree with one of the facts that they may mean."""
        known = list(agreeing)
        tells = Counter(it for claim, facts in known for it in _tells(claim, facts))
        early = tells["within"] >= _MOST * (tells["year end"] + 1)
        inside = (_last_within(claim, facts) for claim, facts in known) if early else ()
        until = max(filter(None, inside), default=None)
        return cls(tells["year end"] >= _MOST * tells["within"], tells["settled"] >= tells["earlier"], until)

    def of(self, claim: Claim, facts: Sequence[Fact]) -> list[Fact]:
        """The facts that a claim may mean in this text."""
        if self.until:
            facts = [it for it in facts if it.period.end <= self.until] or facts
        ends = _ends(facts)
        words = f"{claim.context}{claim.following[:12]}"
        if ends and not _FAST.search(words) and (self.settled or _FINAL.search(words)):
            best = _strongest(ends)
            facts = [it for it in facts if it in best or it not in ends]
            ends = best
        return ends if ends and self.of_year_end else list(facts)


def _last_within(claim: Claim, facts: Sequence[Fact]) -> date | None:
    """The end of the only time at which a number is right; None where it is right at several, or at the year's end."""
    times = {it.period.end for it in facts if compare(claim, it) is not Verdict.MISMATCH}
    last = times.pop() if len(times) == 1 else None
    return last if last and last.month < _DECEMBER else None


def _tells(claim: Claim, facts: Sequence[Fact]) -> Iterable[str]:
    """What a number that is right tells of its text; nothing where it is the same at each time and in each vintage."""
    ends = _ends(facts)
    best = _strongest(ends)
    agreeing = {id(it) for it in facts if compare(claim, it) is not Verdict.MISMATCH}
    earlier = [it for it in ends if it not in best]
    within = [it for it in facts if it not in ends]
    of_best, of_earlier, of_within = ({id(it) in agreeing for it in some} for some in (best, earlier, within))
    if True in of_best and False in of_earlier:
        yield "settled"
    if True in of_earlier and True not in of_best:
        yield "earlier"
    if True in of_best | of_earlier and of_within == {False}:
        yield "year end"
    if ends and True in of_within and True not in of_best | of_earlier:
        yield "within"


def _ends(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.period.is_year_end]


def _strongest(facts: Sequence[Fact]) -> list[Fact]:
    best = min((STRENGTH[fact.status] for fact in facts), default=0)
    return [fact for fact in facts if STRENGTH[fact.status] == best]
