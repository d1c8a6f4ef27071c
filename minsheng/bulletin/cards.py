"""考核评分 of the units of a 通报: each score with the figure, the rule and the steps that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.bulletin import own, scheme
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.scheme import Criterion, Deduction, Fault, Rule
from minsheng.bulletin.told import Told
from minsheng.facts import Basis, Fact, plain
from minsheng.yearlines import Line

NO_FIGURE, NO_TASK = "没有可比的数", "没有年度任务"
#: how what is lacking counts
LACKING = "缺数的项目不计分，也不按零分计：其分值从总分中扣除后按比例折算；可计分的分值不足一半的，不计总分、不排位次。"
TIES = "总分相同的并列，下一名顺延。"


@dataclass(frozen=True, slots=True)
class Mark:
    """One score: points out of the criterion's weight, or why there are none. ``steps`` say how, in words and numbers."""

    criterion: Criterion
    line: Line | None
    share: Decimal | None
    score: Fact | None
    why: str = ""
    steps: str = ""

    @property
    def points(self) -> Decimal | None:
        """The points; None where nothing could be scored."""
        return self.score.value if self.score else None


@dataclass(frozen=True, slots=True)
class Cut:
    """What is deducted for a fault."""

    deduction: Deduction
    count: int
    off: Fact


@dataclass(frozen=True, slots=True)
class Card:
    """All scores of a unit. ``total`` and ``rank`` are None where too little could be scored."""

    region: str
    name: str
    marks: tuple[Mark, ...]
    cuts: tuple[Cut, ...]
    total: Fact | None
    rank: Fact | None = None
    tied: bool = False

    @property
    def whole(self) -> bool:
        """Whether every criterion could be scored."""
        return all(it.score for it in self.marks)


def cards(matter: Matter) -> tuple[Card, ...]:
    """The cards of all units, best first, those without a total last; none where nothing can be scored."""
    criteria = [it for it in matter.template.scheme.criteria if it in matter.scored]
    if not criteria:
        return ()
    found = [_card(unit.code, matter, criteria) for unit in matter.units]
    places = scheme.ranks(it.total.value for it in found if it.total)
    ranked = [_placed(it, places, matter, found) for it in found]
    return tuple(
        sorted(ranked, key=lambda it: (it.rank.value if it.rank else Decimal("Infinity"), it.region))
    )


def _placed(
    card: Card, places: dict[Decimal, tuple[int, bool]], matter: Matter, found: Sequence[Card]
) -> Card:
    if not card.total:
        return card
    rank, tied = places[card.total.value]
    others = tuple(it.total for it in found if it.total)
    fact = own.computed(own.RANK, (card.region, matter.period), rank, "位次＝考核总分从高到低的次序", others)
    return replace(card, rank=fact, tied=tied)


def _card(unit: str, matter: Matter, criteria: Sequence[Criterion]) -> Card:
    marks = tuple(_mark(it, matter.scored[it], unit) for it in criteria)
    cuts = tuple(cut for it in matter.template.scheme.deductions if (cut := _cut(it, unit, matter)))
    got = [(it.points, it.criterion.weight) for it in marks if it.score]
    weight = sum((it.weight for it in criteria), Decimal(0))
    off = sum((it.off.value for it in cuts), Decimal(0))
    value = scheme.total(got, weight, off)
    total = None
    if value is not None:
        parts = (*(it.score for it in marks if it.score), *(it.off for it in cuts))
        how = "总分＝各项得分之和" if len(got) == len(marks) else "总分＝各项得分之和按可计分的分值折算"
        formula = f"{how}－扣分" if cuts else how
        total = own.computed(own.SCORE, (unit, matter.period), value, formula, parts)
    return Card(unit, matter.name(unit), marks, cuts, total)


# -- one score ------------------------------------------------------------------------------------
def _mark(criterion: Criterion, told: Told, unit: str) -> Mark:
    line = told.lines.get(unit)
    if line is None:
        return Mark(criterion, None, None, None, _lacking(told, unit))
    got = _share(criterion, told, line)
    if isinstance(got, str):
        return Mark(criterion, line, None, None, got)
    share, steps, operands = got
    value = scheme.points(share, criterion.weight)
    formula = f"得分＝分值×得分率，{criterion.rule.words}"
    where = (unit, line.figure.fact.period)
    score = own.computed(
        own.SCORE, where, value, formula, (line.figure.fact, *operands, weight(criterion, where))
    )
    shown = f"{steps}，得分率{_short(share)}%；{plain(criterion.weight)}分×{_short(share)}%＝{plain(value)}分"
    return Mark(criterion, line, share, score, "", shown)


def weight(criterion: Criterion, where: tuple) -> Fact:
    """The weight of a criterion as a figure of the template."""
    return own.computed(own.WEIGHT, where, criterion.weight, f"考核评分办法：{criterion.name}")


def _lacking(told: Told, unit: str) -> str:
    order = told.now.ranking
    states = {it.region: it.state.zh for it in order.missing} | {it.region: it.why for it in order.excluded}
    return states.get(unit, NO_FIGURE)


#: a share of the points, the steps in words, what else went in; or why there is none
_Share = tuple[Decimal, str, tuple[Fact, ...]] | str


def _completion(criterion: Criterion, line: Line) -> _Share:
    done = line.completion
    if done is None:
        return NO_TASK
    pace = done.pace if line.figure.fact.basis is Basis.YTD else Decimal(100)
    share = scheme.by_completion(done.rate, pace, criterion.cap)
    asked = f"，时序进度{_short(pace)}%" if pace != 100 else ""
    return share, f"完成率{_short(done.rate)}%{asked}", (done.target,)


def _rank(criterion: Criterion, told: Told, line: Line) -> _Share:
    entry = told.now.ranking.entry(line.figure.fact.region)
    ranked = told.now.ranking.ranked
    share = scheme.by_rank(entry.rank, ranked, criterion.zero, criterion.cap)
    others = tuple(it.fact for it in told.now.ranking.entries if it is not entry)
    return share, f"{ranked}个单位中居第{entry.rank}位{'（并列）' if entry.tied else ''}", others


def _span(criterion: Criterion, told: Told, line: Line) -> _Share:
    share = scheme.by_span(line.figure.fact.value, criterion.zero, criterion.full, criterion.cap)
    unit = told.now.indicator.unit
    return (
        share,
        f"{_short(line.figure.fact.value)}{unit}，零分值{plain(criterion.zero)}{unit}，满分值{plain(criterion.full)}{unit}",
        (),
    )


def _growth(criterion: Criterion, line: Line) -> _Share:
    change = line.change
    if change.value is None:
        return change.reason
    share = scheme.by_span(change.value, criterion.zero, criterion.full, criterion.cap)
    unit = change.unit if change.unit == "%" else f"个{change.unit}"
    steps = f"同比变动{_short(change.value)}{unit}，零分值{plain(criterion.zero)}{unit}，满分值{plain(criterion.full)}{unit}"
    return share, steps, (change.base,)


def _share(criterion: Criterion, told: Told, line: Line) -> _Share:
    match criterion.rule:
        case Rule.COMPLETION:
            return _completion(criterion, line)
        case Rule.RANK:
            return _rank(criterion, told, line)
        case Rule.SPAN:
            return _span(criterion, told, line)
        case Rule.GROWTH:
            return _growth(criterion, line)


def _short(value: Decimal) -> str:
    return plain(scheme.numerals.rounded(value, scheme.STEP))


# -- deductions -----------------------------------------------------------------------------------
def _cut(deduction: Deduction, unit: str, matter: Matter) -> Cut | None:
    count = counts(matter, unit)[deduction.fault]
    off = deduction.off(count)
    if not off:
        return None
    formula = f"扣分＝{deduction.fault}{'次数' if deduction.each == '次' else f'{deduction.each}数'}×每{deduction.each}扣分，不超过上限"
    counted = own.computed(
        own.DAYS if deduction.fault is Fault.LATE else own.ITEMS,
        (unit, matter.period),
        count,
        f"{deduction.fault}计数",
    )
    return Cut(deduction, count, own.computed(own.OFF, (unit, matter.period), off, formula, (counted,)))


def counts(matter: Matter, unit: str) -> dict[Fault, int]:
    """How many of each fault a unit has."""
    returns = matter.returns
    return {
        Fault.LATE: returns.late.get(unit, 0),
        Fault.MISSING: int(unit in returns.missing),
        Fault.CORRECTED: returns.corrected.get(unit, 0),
        Fault.OPEN: returns.open.get(unit, 0),
    }
