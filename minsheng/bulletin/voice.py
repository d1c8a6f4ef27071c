"""How the figures of a 通报 are said: every number a bound span; sentences are the template's, filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng import numerals
from minsheng.bulletin import own
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.told import Told
from minsheng.catalogue import Indicator
from minsheng.comparison.benchmark import FORMULAS
from minsheng.comparison.ranking import Entry
from minsheng.facts import Basis, Derivation, Fact
from minsheng.writing import binding, quoting, stating, wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Span, plain
from minsheng.writing.patterns import Node, Optional, Slot
from minsheng.writing.sentences import Speaker
from minsheng.yearlines import Line

#: what may fill a slot; nothing in it leaves out the sentence or the bracket
Part = str | Span | Sequence[Span] | None


class Voice:
    """Says the figures of one 通报 and remembers in which sentence each stands."""

    def __init__(self, matter: Matter, register: Register) -> None:
        self._matter, self.register = matter, register
        self._speaker = Speaker((), wording.whole(matter.place), register)

    # -- sentences ------------------------------------------------------------------------------
    def said(self, sentence: str, /, **parts: Part) -> tuple[Span, ...]:
        """A sentence of the template; empty where something that it needs is not there."""
        spans = _filled(self._matter.template.sentences[sentence], parts) or ()
        self.register.stands_in((span.entry for span in spans if span.entry), plain(spans))
        return tuple(spans)

    # -- figures --------------------------------------------------------------------------------
    def value(self, line: Line, *, grouped: bool = False) -> Span:
        """A figure as prose or, ``grouped``, as a table writes it; what it is divided by stands in its name."""
        text = line.figure.display if grouped else line.figure.prose
        return self._bound(bare(text, line.indicator), line, line.figure.fact, "actual")

    def change(self, line: Line) -> list[Span] | None:
        """同比增长5.1%; None where there is no comparison."""
        return self._speaker.change(line) if line.change.value is not None else None

    def done(self, line: Line) -> list[Span] | None:
        """完成8600具年度任务的81.0%; None without a task."""
        return self._speaker.progress(line) if line.completion else None

    def pace(self, line: Line) -> list[Span] | None:
        """比时序进度慢3.0个百分点: of a flow inside the year, while the task is not yet done."""
        ahead = lead(line)
        if ahead is None or line.completion.rate >= 100:
            return None
        text = numerals.brief(abs(ahead), "%", 1).text
        if not text.strip("0."):
            return [Span("与时序进度持平")]
        gap = _points(line.figure.fact, ahead, line.completion.target)
        word = f"{text}个百分点"
        return [
            Span(f"比时序进度{'快' if ahead > 0 else '慢'}"), self._bound(word, line, gap, "growth"),
        ]  # fmt: skip

    def named(self, told: Told, entries: Iterable[Entry]) -> list[Span]:
        """Units with their figures: 东沚区2310张、西岑区2105张."""
        return _listed([Span(it.name), self.value(told.lines[it.region])] for it in entries)

    def completions(self, told: Told, units: Iterable[str]) -> list[Span]:
        """Units with how much of their tasks is done: 东沚区92.1%."""
        return _listed([Span(self._matter.name(unit)), self.share(told.lines[unit])] for unit in units)

    def share(self, line: Line) -> Span:
        """How much of a task is done, in %."""
        text = str(numerals.brief(line.completion.rate, "%", 1))
        return self._bound(text, line, binding.completed(line.figure.fact, line.completion), "share")

    def rank(self, told: Told, unit: str) -> list[Span]:
        """第3位, with 并列 where it is shared."""
        place = self.position(told, unit)
        return [Span("并列"), place] if told.now.ranking.entry(unit).tied else [place]

    def position(self, told: Told, unit: str) -> Span:
        """第3位 alone, for a table in which one sees who shares it."""
        entry = told.now.ranking.entry(unit)
        operands = [entry.fact, *(it.fact for it in told.now.ranking.entries if it is not entry)]
        where = (unit, self._matter.period)
        fact = own.computed(own.RANK, where, entry.rank, f"位次＝{told.name}的次序，同值并列", operands)
        return self.own(f"第{entry.rank}位", fact, own.RANK)

    def mean(self, told: Told) -> list[Span] | None:
        """合并平均29.4张, 平均…: of the ranked units; None where there are too few."""
        order, mean = told.now.ranking, told.now.benchmark
        if order.ranked < 3:
            return None
        text = bare(told.now.worded(mean.value), told.now.indicator)
        base = order.entries[0].fact
        formula = FORMULAS[mean.kind]
        fact = _restated(
            base, mean.value, formula, [it.fact for it in order.entries], self._matter.region.code
        )
        return [Span(f"各单位{mean.kind}"), Span(text, self.register.bind(text, fact, told.now.indicator))]

    def count(self, number: int, indicator: Indicator, formula: str, where: str = "") -> Span | None:
        """A count of the 通报's own with its unit: 11个; None for zero, which needs no words."""
        if not number:
            return None
        place = (where or self._matter.region.code, self._matter.period)
        return self.own(
            f"{number}{indicator.unit}", own.computed(indicator, place, number, formula), indicator
        )

    def own(self, text: str, fact: Fact, indicator: Indicator) -> Span:
        """A figure of the 通报's own."""
        return Span(text, self.register.bind(text, fact, indicator))

    def quoted(self, text: str, about: tuple[Fact, Indicator], whose: str) -> list[Span]:
        """Somebody's own words about a figure, each number in them bound to their having said so."""
        return quoting.quoted(text, about, whose, self.register)

    def _bound(self, text: str, line: Line, fact: Fact, measure: str) -> Span:
        return Span(text, self.register.bind(text, fact, line.indicator, measure))


def lead(line: Line) -> Decimal | None:
    """Percentage points before or behind the calendar: of a flow; of a level only at the year's end."""
    done, fact = line.completion, line.figure.fact
    if done is None or (fact.basis is not Basis.YTD and not fact.period.is_year_end):
        return None
    return done.ahead


def is_behind(line: Line) -> bool:
    """Whether a task lags behind the calendar, noticeably."""
    ahead = lead(line)
    return ahead is not None and line.completion.rate < 100 and numerals.rounded(ahead, Decimal("0.1")) < 0


def _points(fact: Fact, ahead: Decimal, target: Fact) -> Fact:
    return _restated(fact, ahead, stating.PACE, [fact, target], fact.region, "百分点")


def _restated(
    fact: Fact, value: Decimal, formula: str, operands: Sequence[Fact], region: str, unit: str = ""
) -> Fact:
    """A computed fact in the place of another."""
    return replace(
        fact, region=region, value=value, unit=unit or fact.unit, basis=Basis.RATE if unit else fact.basis,
        resolution=None, locator="", derivation=Derivation(formula, tuple(operands)),
    )  # fmt: skip


def bare(text: str, indicator: Indicator) -> str:
    """Without what it is divided by, where the name says that: 每千名老年人…29.8张."""
    if "/" not in indicator.code:
        return text
    head, slash, _ = text.rpartition("/")
    return head if slash else text


def _listed(groups: Iterable[list[Span]]) -> list[Span]:
    spans: list[Span] = []
    for group in groups:
        spans += [Span("、"), *group] if spans else group
    return spans


def _filled(nodes: Sequence[Node], parts: Mapping[str, Part]) -> list[Span] | None:
    spans: list[Span] = []
    for node in nodes:
        match node:
            case str():
                spans.append(Span(node))
            case Slot():
                part = _spans(parts.get(node.code))
                if not part:
                    return None
                spans += part
            case Optional():
                spans += _filled(node.nodes, parts) or []
    return spans


def _spans(part: Part) -> list[Span]:
    if not part:
        return []
    if isinstance(part, str):
        return [Span(part)]
    return [part] if isinstance(part, Span) else list(part)
