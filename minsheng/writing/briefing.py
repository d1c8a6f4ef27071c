"""A short briefing for a meeting: one claim a slide, a few sentences, a series by year, problems and next steps.

Made of the same figures, patterns and comparisons as the text; ``slides`` only places it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from minsheng.answer import YearEnd
from minsheng.breaks import Break
from minsheng.facts import Basis, Fact, Status
from minsheng.places import rows_of
from minsheng.writing import annexes, history, problems, wording
from minsheng.writing.binding import Register
from minsheng.writing.deck import Big, Slide
from minsheng.writing.document import Span, plain
from minsheng.writing.genre import Genre
from minsheng.writing.sentences import Sentence, Speaker
from minsheng.writing.shelf import Library
from minsheng.writing.telling import tellable
from minsheng.yearlines import Line

_PROBLEMS = 4
#: how many sentences, and of how many characters, a slide carries beside a chart and without one
_BESIDE, _ALONE = (3, 52), (5, 70)
_BEST = 6


class Briefer:
    """Writes the slides of one place and time."""

    def __init__(  # noqa: PLR0913 - what a briefing is made of
        self,
        year: YearEnd,
        facts: Sequence[Fact],
        breaks: Sequence[Break],
        shelf: Library,
        genre: Genre,
        register: Register,
    ) -> None:
        self._breaks = breaks
        self._year, self._facts, self._shelf, self._genre, self._register = (
            year,
            facts,
            shelf,
            genre,
            register,
        )
        self._lines = [line for line in year.lines if tellable(line.figure.fact)]
        self._speaker = Speaker(self._lines, wording.whole(year.place), register)
        self._titles = {row["domain"]: row["chapter"] for row in rows_of("chapters.csv")}

    def slides(self, ahead: Sequence[Line]) -> list[Slide]:
        """The slides after the cover."""
        chapters = [slide for chapter in self._shelf.headings if (slide := self._chapter(chapter))]
        return [self._overview(), *chapters, self._problems(), self._next(ahead)]

    def _overview(self) -> Slide:
        lines = [line for line in annexes.leading(self._year) if history.is_number(line.figure)]
        chosen = _apart(lines)[:_BEST]
        bigs = tuple(Big(line.indicator.title, self._bound(line), line.figure.when) for line in chosen)
        title = (Span(f"{self._genre.span}主要数据"),)
        return Slide(title, bigs=bigs, footer=self._footer(chosen))

    # -- a chapter ----------------------------------------------------------------------------
    def _chapter(self, chapter: str) -> Slide | None:
        """The chapter's claim, its chart and the first sentences of its sections."""
        leading = [*annexes.first_lines(self._year), *annexes.leading(self._year, most=99)]
        lines = [line for line in leading if self._in(line, chapter)]
        chart, line = next(
            (
                (c, each)
                for each in lines
                if (c := history.chart(each, self._facts, self._breaks, self._register))
            ),
            (None, None),
        )
        told = self._sentences(chapter, *(_BESIDE if chart else _ALONE))
        if not told:
            return None
        line = line or next(
            (each for each in lines if each.change.value is not None or each.completion), None
        )
        title = self._claim(line) if line else (Span(self._shelf.headings[chapter]),)
        used = [*([line] if line else []), *(each for sentence in told for each in sentence.lines)]
        return Slide(title, tuple(_pointed(sentence) for sentence in told), chart, footer=self._footer(used))

    def _in(self, line: Line, chapter: str) -> bool:
        return self._titles.get(line.indicator.domain) == chapter

    def _sentences(self, chapter: str, most: int, longest: int) -> list[Sentence]:
        """Sentences that a slide carries: the first of each section, then the second ones."""
        names = [section.name for section in self._shelf.sections if section.chapter == chapter]
        told = [list(self._short(name, longest)) for name in names]
        room = most * longest * 3 // 4
        chosen: list[Sentence] = []
        for each in (each for rank in zip_longest(*told) for each in rank if each):
            room -= len(plain(_pointed(each)))
            if room < 0 or len(chosen) == most:
                break
            chosen.append(each)
        return chosen

    def _short(self, section: str, longest: int) -> Iterator[Sentence]:
        patterns = (
            pattern for pattern in self._shelf.patterns if pattern.section == section and not pattern.detail
        )
        filled = (self._speaker.fill(pattern) for pattern in patterns)
        return (each for each in filled if each and len(plain(each.spans)) <= longest)

    def _claim(self, line: Line) -> tuple[Span, ...]:
        """The title that says what the figures show: 养老床位27706张，比上年末增长5.1%."""
        spans = [Span(line.indicator.title), self._bound(line)]
        if line.change.value is not None:
            spans += [Span("，"), *self._speaker.change(line)]
        elif line.completion:
            spans += [Span("，"), *self._speaker.progress(line)]
        return tuple(spans)

    def _bound(self, line: Line) -> Span:
        text = line.figure.prose
        measure = "planned" if line.figure.fact.basis is Basis.TARGET else "actual"
        return Span(text, self._register.bind(text, line.figure.fact, line.indicator, measure))

    # -- the last slides ----------------------------------------------------------------------
    def _problems(self) -> Slide:
        """What the figures themselves show to be wanting: targets not met, capacities that fell, doubts."""
        missed, fallen = problems.missed(self._lines), problems.fallen(self._lines)
        points = [
            *((*self._named(line), Span("，"), *self._speaker.progress(line)) for line in missed),
            *((*self._named(line), Span("，"), *self._speaker.change(line)) for line in fallen),
        ][:_PROBLEMS]
        if any(line.figure.fact.pending for line in self._lines):
            points.append((Span("部分数据待核，核实前不宜引用，编号见备注"),))
        if not points:
            points.append((Span("本期数据中没有未完成目标或应升反降的指标"),))
        return Slide((Span("存在问题"),), tuple(points), footer=self._footer([*missed, *fallen][:_PROBLEMS]))

    def _named(self, line: Line) -> tuple[Span, Span]:
        return Span(line.indicator.title), self._bound(line)

    def _next(self, ahead: Sequence[Line]) -> Slide:
        planned = [
            (Span(f"{self._year.year + 1}年计划{wording.spoken(line.indicator.name)}"), self._bound(line))
            for line in ahead
        ]
        missed = "、".join(line.indicator.title for line in problems.missed(self._lines)[:3])
        gaps = (
            f"补上{missed}的目标缺口，分项落实责任和时限"
            if missed
            else "对照目标任务查漏补缺，分项落实责任和时限"
        )
        titles = {self._titles.get(line.indicator.domain) for line in self._lines}
        aims = [(Span(aim),) for chapter, aim in self._shelf.aims.items() if aim and chapter in titles]
        general = [(Span(gaps),), *aims, (Span("核实待核、未报数据，做到一数一源、有据可查"),)]
        return Slide((Span("下步打算"),), tuple([*planned[:3], *general][:6]), footer=self._footer(ahead))

    def _footer(self, lines: Sequence[Line]) -> str:
        """数据来源, 截至日期, 口径 in one line."""
        if not lines:
            return f"{self._year.place}　{self._genre.span}"
        sources = list(dict.fromkeys(_source(line.figure.fact) for line in lines))
        times = list(dict.fromkeys(line.figure.when for line in lines))
        bases = list(dict.fromkeys(line.figure.fact.basis.zh for line in lines))
        more = "等" if len(sources) > 1 else ""
        return f"数据来源：{sources[0]}{more}　时期：{'、'.join(times[:3])}　口径：{'、'.join(bases[:4])}"


def _source(fact: Fact) -> str:
    """The short source of a footer; of a computed figure that of its first operand."""
    leaf = fact
    while leaf.derivation:
        leaf = leaf.derivation.operands[0]
    named = f"《{leaf.source.title}》" if leaf.source.title else leaf.source.publisher or leaf.status.zh
    return f"{named}（未核定）" if leaf.status is Status.PRESS else named


def _apart(lines: Sequence[Line]) -> list[Line]:
    """One line of each domain first, then the others."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.indicator.domain, line)
    return [*first.values(), *(line for line in lines if line not in first.values())]


def _pointed(sentence: Sentence) -> tuple[Span, ...]:
    """A sentence with its time, as a bullet."""
    time = wording.time(sentence.lead)
    return (Span(f"{time}，"), *sentence.spans) if time else sentence.spans
