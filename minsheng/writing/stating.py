"""What is told of a figure beside others, as bound wordings: its rise, its place, how far from the mean, how much of a task is done.

Each carries the computed fact with formula and operands, so that its 数据编号 resolves and can be computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from minsheng import figure, numerals
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Completion
from minsheng.comparison.benchmark import FORMULAS, Mean
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.ranking import LOWER_BETTER, Ranking
from minsheng.comparison.ranking import Entry as Ranked
from minsheng.derivation import TOTAL
from minsheng.facts import Derivation, Fact
from minsheng.figure import Figure
from minsheng.writing import binding
from minsheng.writing.binding import Entry, Register

MOVED, APART = "增减量＝本期数－基期数", "相差＝本数－平均数"
PACE, CALENDAR = "进度差＝完成率－时序进度", "时序进度＝年初数（累计数为零）按已过月份推到目标，占目标"
MEDIAN = "中位数＝各单位数按大小居中的数"
DONE = "完成率＝已完成项数÷在册项数"
#: what a flow table gives of itself, by the column that it is of
OPENING, PLUS, MINUS = "期初＝期末－新增＋退出", "新增＝期末－期初＋退出", "退出＝期初＋新增－期末"
CLOSING, UNBALANCED = "应有期末数＝期初＋新增－退出", "不平衡数＝期末－期初－新增＋退出"
#: how a wording is computed again out of the values of its operands, by its formula
AGAIN: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    MOVED: lambda it: it[0] - it[1],
    APART: lambda it: it[0] - it[1],
    MEDIAN: median,
    TOTAL: lambda it: sum(it, Decimal(0)),
    DONE: lambda it: it[0] / it[1] * 100,
    OPENING: lambda it: it[0] - it[1] + it[2],
    PLUS: lambda it: it[0] - it[1] + it[2],
    MINUS: lambda it: it[1] + it[2] - it[0],
    CLOSING: lambda it: it[0] + it[1] - it[2],
    UNBALANCED: lambda it: it[0] - it[1] - it[2] + it[3],
    FORMULAS[Mean.PLAIN]: lambda it: sum(it, Decimal(0)) / len(it),
    FORMULAS[Mean.UNWEIGHTED]: lambda it: sum(it, Decimal(0)) / len(it),
}


def bound(words: str, fact: Fact, indicator: Indicator, measure: str) -> Entry | None:
    """A wording with what it states; None where no number stands in it (持平)."""
    return Register().bind(words, fact, indicator, measure)


def growth(it: Figure, change: Change | None) -> Entry | None:
    """增长9.4%: a rise or a fall of a figure; None where there is none or no number in it."""
    if change is None or change.value is None or change.base is None:
        return None
    return bound(figure.magnitude(change), binding.grown(it.fact, change), it.indicator, "growth")


def moved(it: Figure, base: Fact | None, words: str) -> Entry | None:
    """增加320张: the plain difference of a figure from its base."""
    if base is None or not base.has_value or not it.fact.has_value:
        return None
    fact = binding.computed(it.fact, it.fact.value - base.value, it.fact.unit, MOVED, (it.fact, base))
    return bound(words, fact, it.indicator, "change")


def progress(it: Figure, done: Completion | None) -> Iterator[Entry]:
    """72.0%, 3.0个百分点 and 75%: how much of a task is done, how far from the calendar's pace, and that pace."""
    if done is None:
        return
    share = bound(figure.rate(done), binding.completed(it.fact, done), it.indicator, "share")
    ahead = binding.computed(it.fact, done.ahead, "百分点", PACE, (it.fact, done.target))
    apart = f"{numerals.brief(abs(done.ahead), '%', 1).text}个百分点"
    pace = binding.computed(it.fact, done.pace, "%", CALENDAR, (it.fact, done.target))
    calendar = bound(f"{done.pace:.0f}%", pace, it.indicator, "change")
    yield from (each for each in (share, bound(apart, ahead, it.indicator, "change"), calendar) if each)


def follows(formula: str, operands: Sequence[Figure], words: str) -> Entry | None:
    """What follows from figures by one of the formulas; it stands in the place and time of the first."""
    first, facts = operands[0], tuple(it.fact for it in operands)
    value = AGAIN[formula]([it.value for it in facts])
    fact = binding.computed(first.fact, value, first.fact.unit, formula, facts)
    return bound(words, fact, first.indicator, "change")


def done(part: Figure, whole: Figure) -> Entry | None:
    """37.5%: how much of a count is done; None where there is nothing to do."""
    if not whole.fact.value:
        return None
    rate = part.fact.value / whole.fact.value * 100
    fact = binding.computed(part.fact, rate, "%", DONE, (part.fact, whole.fact))
    return bound(str(numerals.brief(rate, "%", 1)), fact, part.indicator, "share")


# -- among units ----------------------------------------------------------------------------------
def place(order: Ranking, unit: Ranked) -> Entry | None:
    """第2位: where a unit stands."""
    others = [it.fact for it in order.entries]
    fact = binding.ranked(unit.fact, others, unit.rank, lowest=order.polarity == LOWER_BETTER)
    return bound(f"第{unit.rank}位", fact, order.indicator, "rank")


def mean(found: Comparison) -> Entry | None:
    """29.1张/千人: the mean that units are measured against."""
    if not found.ranking.entries:
        return None
    return _of_units(found, found.benchmark.value, FORMULAS[found.benchmark.kind])


def middle(found: Comparison) -> Entry | None:
    """The value in the middle."""
    return _of_units(found, found.ranking.median, MEDIAN) if found.ranking.entries else None


def apart(found: Comparison, unit: Ranked, words: str) -> Entry | None:
    """1.9张: how far a unit is from the mean of all."""
    average = mean(found)
    if average is None:
        return None
    gap = unit.value - found.benchmark.value
    fact = binding.computed(unit.fact, gap, unit.fact.unit, APART, (unit.fact, average.fact))
    return bound(words, fact, found.indicator, "change")


def _of_units(found: Comparison, value: Decimal, formula: str) -> Entry | None:
    """A number that all units give together; it stands for the place above, in the basis that they have."""
    facts = tuple(it.fact for it in found.ranking.entries)
    fact = replace(
        facts[0], region=found.question.within.code, value=value, resolution=None, locator="", notes="",
        derivation=Derivation(formula, facts),
    )  # fmt: skip
    return bound(found.worded(value), fact, found.indicator, "mean")
