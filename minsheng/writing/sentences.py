"""From patterns to sentences: which figures a pattern can tell, and how they are told (time, change, target)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from minsheng import figure, numerals
from minsheng.facts import WHOLE, Basis, Fact, Status
from minsheng.writing import binding, wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Span
from minsheng.writing.patterns import Node, Optional, Pattern, Slot, Variable, slots_of
from minsheng.writing.position import Position
from minsheng.writing.spans import Since
from minsheng.writing.telling import SAYS, key, rose, scope_words, tellable
from minsheng.yearlines import Line

#: bases that a slot without a basis takes; the others must be asked for
_NATURAL = (Basis.STOCK, Basis.YTD, Basis.RATE, Basis.STANDARD, Basis.MONTH, Basis.QUARTER)
#: where a figure stands among the units beside its own, if that is worth telling
Place = Callable[[Line], Position | None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its time and full stop. ``lead`` is the fact that gives the time, ``lines`` what it tells."""

    spans: tuple[Span, ...]
    lead: Fact
    lines: tuple[Line, ...]

    @property
    def press(self) -> bool:
        """Whether a figure in it is quoted from a text and not verified."""
        return any(line.figure.fact.status is Status.PRESS for line in self.lines)


@dataclass(slots=True)
class _Draft:
    """A sentence being filled; ``dropped`` is how a list began whose first part is missing (，其中)."""

    spans: list[Span] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dropped: str = ""


class Speaker:
    """Fills patterns with the lines of one place and year."""

    def __init__(
        self, lines: Iterable[Line], whole: str, register: Register, position: Place = lambda line: None
    ) -> None:
        self._whole, self._register, self._position = whole, register, position
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            if tellable(line.figure.fact):
                self._lines.setdefault(line.indicator.code, []).append(line)
        self.told: set[tuple] = set()

    def fill(self, pattern: Pattern, *, once: bool = True) -> Sentence | None:
        """The sentence of a pattern; None where a figure is missing or, with ``once``, was told before."""
        required = [node for node in pattern.nodes if isinstance(node, Slot)]
        if not required or not all(self._tells(slot, once) for slot in required):
            return None
        lead = self._found(required[0])
        draft = _Draft()
        for node in pattern.nodes:
            self._put(node, draft, pattern, lead, once)
        if once:
            self.told |= {key(line) for line in draft.lines}
        return Sentence(tuple(draft.spans), lead.figure.fact, tuple(draft.lines))

    def plainly(self, lines: Sequence[Line]) -> Sentence:
        """A sentence that names each figure: 指标 and number, one after the other."""
        spans: list[Span] = []
        for line in lines:
            scope = scope_words(line.figure.fact)
            named = wording.spoken(line.indicator.name)
            if line.figure.fact.basis in (Basis.MONTH, Basis.QUARTER):
                named = named.replace("累计", "")
            before = "、" if spans else ""
            spans.append(Span(f"{before}{scope}{_introduced(line, named)}{_link(line)}"))
            spans.extend(self._value(line, Slot(line.indicator.code), lines[0].figure.fact))
        self.told |= {key(line) for line in lines}
        return Sentence(tuple(spans), lines[0].figure.fact, tuple(lines))

    def come_far(self, since: Since) -> Sentence:
        """A sentence from the first year's level to this year's: 城乡低保人数由…减少到…，下降…。"""
        line, change = since.line, since.change
        grown = binding.grown(line.figure.fact, change)
        spans = [
            Span(f"{wording.counted(line.indicator.name, line.indicator.unit)}由{since.start}的"),
            self._span(since.base.prose, line, since.base.fact, "actual"),
            Span(since.result),
            *self._value(line, Slot(line.indicator.code), line.figure.fact),
            Span("，"),
            self._span(figure.magnitude(change), line, grown, "growth"),
        ]
        return Sentence(tuple(spans), line.figure.fact, (line,))

    # -- choosing -----------------------------------------------------------------------------
    def _found(self, slot: Slot, scope: str = "") -> Line | None:
        for line in self._lines.get(slot.code, ()):
            fact = line.figure.fact
            basis = fact.basis is slot.basis if slot.basis else fact.basis in _NATURAL
            covers = (
                (fact.scope != WHOLE and scope in ("", fact.scope)) if slot.scoped else fact.scope == WHOLE
            )
            if basis and covers:
                return line
        return None

    def _tells(self, slot: Slot, once: bool, scope: str = "") -> bool:
        line = self._found(slot, scope)
        if line is None:
            return False
        if slot.what == "rank":
            return self._position(line) is not None
        if slot.what in SAYS:
            return SAYS[slot.what](line)
        return not (once and key(line) in self.told)

    # -- telling ------------------------------------------------------------------------------
    def _put(self, node: Node, draft: _Draft, pattern: Pattern, lead: Line, once: bool) -> None:
        match node:
            case str():
                draft.spans.append(Span(node))
            case Variable():
                words = self._whole if node.name == "all" else self._scope(pattern)
                draft.spans.append(Span(words))
            case Slot():
                self._tell(node, draft, lead)
            case Optional():
                self._perhaps(node, draft, pattern, lead, once)

    def _perhaps(self, node: Optional, draft: _Draft, pattern: Pattern, lead: Line, once: bool) -> None:
        scope = lead.figure.fact.scope if lead.figure.fact.scope != WHOLE else ""
        told = all(
            self._tells(slot, once, scope) and self._follows(slot, draft) for slot in slots_of(node.nodes)
        )
        if not told or self._doubts(node, draft):
            draft.dropped = draft.dropped or _beginning(node)
            return
        nodes = list(node.nodes)
        if draft.dropped and isinstance(nodes[0], str) and nodes[0].startswith("、"):
            nodes[0] = f"{draft.dropped}{nodes[0][1:]}"
        for each in nodes:
            self._put(each, draft, pattern, lead, once)
        draft.dropped = ""

    def _follows(self, slot: Slot, draft: _Draft) -> bool:
        """Whether a place stands behind its own figure."""
        return slot.what != "rank" or self._found(slot) in draft.lines

    def _doubts(self, node: Optional, draft: _Draft) -> bool:
        """Whether it would call parts of a whole what is still to be verified, or what is of another time than the whole."""
        if not any(isinstance(each, str) and ("其中" in each or "占" in each) for each in node.nodes):
            return False
        facts = [line.figure.fact for slot in slots_of(node.nodes) if (line := self._found(slot))]
        ends = {fact.period.end for fact in (*facts, draft.lines[-1].figure.fact)}
        return len(ends) > 1 or any(fact.pending for fact in facts)

    def _scope(self, pattern: Pattern) -> str:
        lines = [self._found(slot) for slot in pattern.slots if slot.scoped]
        return next((scope_words(line.figure.fact) for line in lines if line), "")

    def _tell(self, slot: Slot, draft: _Draft, lead: Line) -> None:
        scope = lead.figure.fact.scope if lead.figure.fact.scope != WHOLE else ""
        line = self._found(slot, scope) or self._found(slot)
        draft.spans.extend(self._said(slot, line, lead))
        draft.lines.append(line)

    def _said(self, slot: Slot, line: Line, lead: Line) -> list[Span]:
        match slot.what:
            case "yoy" | "moved":
                return self.change(line)
            case "than":
                return [Span(wording.compared(line.change, line.figure.fact)[0])]
            case "rise":
                return [self._rise(line)]
            case "done" | "met":
                return self.progress(line)
            case "shift":
                return self._shift(line, slot, lead)
            case "rank":
                return self._stands(line)
            case "reach":
                verb = "提高到" if rose(line) else "为"
                return [Span(verb), *self._value(line, slot, lead.figure.fact)]
        return self._value(line, slot, lead.figure.fact)

    def _value(self, line: Line, slot: Slot, lead: Fact) -> list[Span]:
        fact = line.figure.fact
        measure = "planned" if fact.basis is Basis.TARGET else "actual"
        bound = self._span(wording.with_word(line.figure.prose, fact.unit, slot.word), line, fact, measure)
        behind = wording.aside(fact, lead) + wording.doubt(fact)
        return [bound, Span(behind)] if behind else [bound]

    def _span(self, text: str, line: Line, fact: Fact, measure: str) -> Span:
        return Span(text, self._register.bind(text, fact, line.indicator, measure))

    def change(self, line: Line) -> list[Span]:
        """The change on a year before: 比上年末 and 下降1.2%."""
        before, words = wording.compared(line.change, line.figure.fact)
        return [Span(before), self._span(words, line, binding.grown(line.figure.fact, line.change), "growth")]

    def _rise(self, line: Line) -> Span:
        """How much it rose, after 增长 or 提高: 5.8%, 2.6个百分点."""
        grown = binding.grown(line.figure.fact, line.change)
        return self._span(figure.magnitude(line.change)[2:], line, grown, "growth")

    def _stands(self, line: Line) -> list[Span]:
        """Its place among the units beside: 居全市第3位（11个县区）."""
        place = self._position(line)
        return [self._span(place.words, line, place.fact, "rank")]

    def progress(self, line: Line) -> list[Span]:
        """How far the target is met: 超额完成120处的年度任务."""
        done, fact = line.completion, line.figure.fact
        task = "年度任务" if fact.basis is Basis.YTD else "目标任务"
        target = self._span(line.target.prose, line, line.target.fact, "target")
        if done.rate >= 100:
            return [Span("超额完成" if done.rate > 100 else "完成"), target, Span(f"的{task}")]
        rate = str(numerals.brief(done.rate, "%", 1))
        share = self._span(rate, line, binding.completed(fact, done), "share")
        return [Span("完成"), target, Span(f"{task}的"), share]

    def _shift(self, line: Line, slot: Slot, lead: Line) -> list[Span]:
        now = self._value(line, slot, lead.figure.fact)
        base, change = line.last_year, line.change
        if change.value is None or not base or "持平" in figure.magnitude(change):
            return [Span("为"), *now]
        verb = figure.magnitude(change)[:2]
        since = "上年" if line.figure.fact.period.is_year_end else "上年同期"
        return [
            Span(f"由{since}的"),
            self._span(base.prose, line, base.fact, "actual"),
            Span(f"{verb}到"),
            *now,
        ]


#: how a figure that no pattern tells is introduced, by its basis
_PLAIN = {Basis.SINCE: "累计", Basis.AVERAGE: "年均", Basis.TARGET: "计划"}


def _introduced(line: Line, named: str) -> str:
    """累计, 年均 or 计划 before a name that does not say so itself."""
    word = _PLAIN.get(line.figure.fact.basis, "")
    return named if not word or word in named else f"{word}{named}"


def _link(line: Line) -> str:
    """为 before a rate, unless it is 超过 or 不足."""
    plain = line.indicator.is_ratio and not line.figure.prose.startswith(("超过", "不足", "约", "近"))
    return "为" if plain else ""


def _beginning(node: Optional) -> str:
    """What the next part of a list must begin with where this one is left out: ，其中 or ，."""
    first = node.nodes[0] if isinstance(node.nodes[0], str) else ""
    return next((words for words in ("，其中", "，") if first.startswith(words)), "")
