"""The rules that tie money, people and standards of one place and period together, whatever came before.

What is spent on a head in a month lies near the standard; where it does not, a wrong unit may be the cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from minsheng.checks import slips
from minsheng.checks.checks import exact, groups
from minsheng.checks.judgements import Judgement, Words, amount, short
from minsheng.checks.rulebook import Line, RuleSettings
from minsheng.facts import Basis, Fact, Status

Group = Mapping[str, Fact]
_TWELVE = Decimal(12)
#: V28: people and the money that is spent on them
_PAIRS = (
    ("urban_dibao_persons", "exp_urban_dibao_benefit"),
    ("rural_dibao_persons", "exp_rural_dibao_benefit"),
    ("tekun_persons", "exp_tekun"),
    ("orphans", "exp_orphan_living"),
)
_TIMES_OF_DIBAO = (
    ("tekun_basic_standard_urban", "urban_dibao_standard"),
    ("tekun_basic_standard_rural", "rural_dibao_standard"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """Money ÷ people (÷ months where ``monthly``) against a standard (``yearly``: of a year)."""

    rule: str
    money: str
    people: str
    standard: str
    monthly: bool = True
    yearly: bool = False


_HEADS = (
    Head("V60", "exp_urban_dibao_benefit", "urban_dibao_persons", "urban_dibao_standard"),
    Head("V60", "exp_rural_dibao_benefit", "rural_dibao_persons", "rural_dibao_standard", yearly=True),
    Head("V61", "exp_orphan_living", "orphans", "orphan_standard_scattered"),
    Head("V61", "exp_unattended_child", "unattended_children", "unattended_standard"),
    Head("V62", "exp_temp_assistance", "temp_assist_cases", "temp_assist_max", monthly=False),
    Head("V63", "funeral_waiver_amount", "funeral_waiver_cases", "funeral_waiver_standard", monthly=False),
)


def judgements(facts: Iterable[Fact], words: Words, settings: RuleSettings) -> Iterator[Judgement]:
    """What the figures of each place and period contradict among themselves."""
    on = set(settings.on)
    for group in groups(facts).values():
        known = {code: fact for code, fact in group.items() if exact(fact)}
        for rule, judge in (
            ("V28", _one_without_other),
            ("V65", _times_of_dibao),
            ("V67", _months_for_years),
            ("V69", _completion),
        ):
            if rule in on:
                yield from judge(settings[rule], known, words)
        for head in _HEADS:
            if on & {head.rule, "V46"} and {head.money, head.people, head.standard} <= known.keys():
                yield from _per_head(head, known, words, settings)


def _one_without_other(line: Line, group: Group, words: Words) -> Iterator[Judgement]:
    for people, money in _PAIRS:
        if people not in group or money not in group or group[people].status is Status.PRESS:
            continue
        a, b = group[people], group[money]
        if bool(a.value) != bool(b.value):
            numbers = {
                "other": words.catalogue[money].title,
                "a": amount(a.value, a.unit),
                "b": amount(b.value, b.unit),
            }
            yield words.judged(line, a.region, a.period, (people, money), numbers, (a, b))


def _per_head(head: Head, group: Group, words: Words, settings: RuleSettings) -> Iterator[Judgement]:
    money, people, standard = (group[code] for code in (head.money, head.people, head.standard))
    if money.basis is not Basis.YTD or not people.value or not standard.value or people.value < 10:
        return
    line, months = settings[head.rule], money.period.month if head.monthly else 1
    each = money.value / people.value / months
    due = standard.value / _TWELVE if head.yearly else standard.value
    low, high = (line.limit, line.tolerance or Decimal(1)) if head.monthly else (Decimal(0), line.limit)
    if low * due <= each <= high * due:
        return
    slip = slips.unit_slip(each, [due], (1000, 10_000), 0.2)
    if slip and "V46" in settings.on:
        yield _slipped(settings["V46"], slip, money, standard, words)
        return
    if head.rule not in settings.on:
        return
    verdict = "明显偏低" if each < low * due else "明显偏高"
    numbers = {"a": short(each), "b": short(due), "verdict": verdict, "hint": ""}
    yield words.judged(
        line,
        money.region,
        money.period,
        (head.money, head.people, head.standard),
        numbers,
        (money, people, standard),
    )


def _slipped(line: Line, slip: slips.Slip, money: Fact, standard: Fact, words: Words) -> Judgement:
    numbers = {
        "a": amount(money.value, money.unit),
        "base": words.catalogue[standard.indicator].title,
        "b": amount(standard.value, standard.unit),
        "slip": slip.words,
        "c": amount(slip.undone(money.value), money.unit),
    }
    return words.judged(line, money.region, money.period, (money.indicator,), numbers, (money, standard))


def _times_of_dibao(line: Line, group: Group, words: Words) -> Iterator[Judgement]:
    for above, below in _TIMES_OF_DIBAO:
        if above in group and below in group and group[below].value > 0:
            a, b = group[above], group[below]
            if a.value < line.limit * b.value:
                numbers = {
                    "a": amount(a.value, a.unit),
                    "other": f"{words.catalogue[below].title}{amount(b.value, b.unit)}",
                    "r": short(a.value / b.value),
                    "limit": short(line.limit),
                }
                yield words.judged(line, a.region, a.period, (above, below), numbers, (a, b))


def _months_for_years(line: Line, group: Group, words: Words) -> Iterator[Judgement]:
    rural, urban = group.get("rural_dibao_standard"), group.get("urban_dibao_standard")
    if rural is None or urban is None or urban.value <= 0:
        return
    ratio = rural.value / _TWELVE / urban.value
    if line.limit <= ratio <= (line.tolerance or Decimal("1.2")):
        return
    numbers = {"a": amount(rural.value, rural.unit), "b": amount(urban.value, urban.unit)}
    numbers["verdict"] = "低" if ratio < line.limit else "高"
    codes = ("rural_dibao_standard", "urban_dibao_standard")
    yield words.judged(line, rural.region, rural.period, codes, numbers, (rural, urban))


def _completion(line: Line, group: Group, words: Words) -> Iterator[Judgement]:
    codes = ("task_completion_rate", "task_actual", "task_target")
    if not set(codes) <= group.keys() or not group["task_target"].value:
        return
    rate, done, target = (group[code] for code in codes)
    due = done.value / target.value * 100
    if abs(rate.value - due) > (line.tolerance or 0):
        numbers = {
            "a": f"{short(rate.value)}%",
            "b": short(done.value),
            "c": short(target.value),
            "d": f"{short(due)}%",
        }
        yield words.judged(line, rate.region, rate.period, codes, numbers, (rate, done, target))
