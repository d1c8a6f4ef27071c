"""What a return says about earlier periods, held against what is stored: hints of revisions, true growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from minsheng.catalogue import Catalogue
from minsheng.facts import Fact, plain
from minsheng.receiving.novelty import Known
from minsheng.returns import Issue, Severity, warning
from minsheng.returns.compared import Compared, Kind, Ratio

_WAN = Decimal(10_000)
_SHOWN = 3


def revisions(compared: Compared, known: Known, catalogue: Catalogue) -> Iterator[Issue]:
    """Where a comparison column differs from the stored figure of its period: that may have been corrected."""
    for fact in compared.facts:
        stored = known.held(fact)
        if stored is None or not stored.has_value or _agree(fact, stored):
            continue
        title = catalogue[fact.indicator].title
        yield Issue(
            "revision",
            Severity.EXPLAIN,
            fact.locator,
            f"{fact.locator}的对比栏印{fact.period.name}“{title}”为{_amount(fact)}，库中为{_amount(stored)}"
            f"（{stored.status.zh}，{stored.source.title or '来源不详'}），可能已更正。对比栏的数没有存入。",
        )


def _agree(one: Fact, other: Fact) -> bool:
    """Equal but for the rounding of the coarser of the two."""
    step = max(one.resolution or Decimal(0), other.resolution or Decimal(0))
    same = abs(one.value - other.value)
    return same == 0 or (one.resolution != other.resolution and same <= step / 2)


def percentages(compared: Compared, catalogue: Catalogue) -> Iterator[Issue]:
    """Printed 环比 and 同比 that their own two figures do not give, each with the true one."""
    for ratio in compared.ratios:
        if ratio.kind is Kind.MISCALCULATED:
            title = catalogue[ratio.fact.indicator].title
            said = f"{ratio.locator}“{title}”的{ratio.head}印{plain(ratio.printed)}%，按表内两数应为{plain(ratio.own)}%。"
            yield warning("ratio", ratio.locator, said)


def single_growth(ratio: Ratio, known: Known) -> Decimal | None:
    """The growth of the period itself behind a ratio of two sums since January, in %; None where it is not known.

    (this sum − the last) against (the last − the one before it); the first sum of a year stands for itself.
    """
    now, before = ratio.fact, ratio.base
    if ratio.kind is not Kind.CUMULATIVE:
        return None
    step = (now.period.year - before.period.year) * 12 + now.period.month - before.period.month
    this = _single(now, before if now.period.year == before.period.year else None, step)
    last = _single(before, _before(before, step, known), step)
    if this is None or not last:
        return None
    return ((this - last) / last * 100).quantize(Decimal("0.01"))


def _single(now: Fact, before: Fact | None, step: int) -> Decimal | None:
    """What came in one step: all of the year's first sum, else the difference to the sum before."""
    if now.period.month == step:
        return now.value
    return now.value - before.value if before is not None else None


def _before(base: Fact, step: int, known: Known) -> Fact | None:
    """The sum one step before, of the same year, where the store has it."""
    found = known.at(base, base.period.year, base.period.month - step) if base.period.month > step else None
    return found if found is not None and found.has_value else None


def words(ratios: Iterable[Ratio], known: Known, catalogue: Catalogue) -> list[str]:
    """For a person: what the percentages of the form are, with the true growth beside the largest ones."""
    cumulative = [ratio for ratio in ratios if ratio.kind is Kind.CUMULATIVE]
    if not cumulative:
        return []
    lines = [f"本表{len(cumulative)}个{cumulative[0].head}是累计数与累计数之比，不是单期增长。"]
    for ratio in cumulative[:_SHOWN]:
        growth = single_growth(ratio, known)
        true = f"单期环比为{plain(growth)}%" if growth is not None else "单期环比尚缺前期数，算不出"
        lines.append(f"“{catalogue[ratio.fact.indicator].title}”印{plain(ratio.printed)}%，{true}。")
    return lines


def _amount(fact: Fact) -> str:
    return f"{plain(fact.value / _WAN)}万元" if fact.unit == "元" else f"{plain(fact.value)}{fact.unit}"
