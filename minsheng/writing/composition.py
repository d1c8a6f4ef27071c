"""The year-end text: an opening with the year's figures, chapters in the order of the genre, a look ahead.

Which sentences are written follows from which figures there are; every claim is one that its figures carry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from minsheng.answer import YearEnd
from minsheng.facts import Status
from minsheng.writing import wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Paragraph, Span, Style, plain
from minsheng.writing.sentences import Sentence, Speaker, key, tellable
from minsheng.writing.shelf import Library, Section
from minsheng.writing.spans import Since
from minsheng.yearlines import Line

_ORDINALS = "一二三四五六七八九十"
_BEST = 4  # figures of the opening
_TOGETHER = 3  # figures that one plain sentence names
#: above this many figures a text names only those that have a pattern; the tables have them all
_ALL_NAMED = 130
_PRESS = "（文稿引用，未核定）"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the text is about: who answers, for what time, in which words (全市); ``dated`` over several years."""

    title: str
    office: str
    whole: str
    span: str
    demo: bool
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What there is to write of: the year's figures, those of a review's first year, what is planned, what is cited.

    ``highlights`` are sentences by section, without figures of ours.
    """

    year: YearEnd
    since: Sequence[Since] = ()
    ahead: Sequence[Line] = ()
    highlights: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Writer:
    """Writes one text."""

    def __init__(self, matter: Matter, frame: Frame, shelf: Library, register: Register) -> None:
        year = matter.year
        self._matter, self._frame, self._shelf, self._register = matter, frame, shelf, register
        self._lines = [line for line in year.lines if tellable(line.figure.fact)]
        self._speaker = Speaker(self._lines, frame.whole, register)
        self._year = year.year
        told = [
            line
            for line in self._lines
            if not line.figure.fact.derivation and "人口（" not in line.indicator.domain
        ]
        statuses = {line.figure.fact.status for line in told}
        self._mixed = Status.PRESS in statuses and len(statuses) > 1
        self._lead: str = ""
        self._end: date | None = None

    @property
    def told(self) -> set[tuple]:
        """The keys of the facts that the text tells."""
        return self._speaker.told

    def paragraphs(self) -> list[Paragraph]:
        """The whole text."""
        head = self._head()
        chapters = enumerate(self._chapters())
        body = [paragraph for number, chapter in chapters for paragraph in self._titled(number, chapter)]
        return [*head, *body, self._closing()]

    # -- beginning and end --------------------------------------------------------------------
    def _head(self) -> list[Paragraph]:
        title = [Paragraph(Style.TITLE, (Span(self._frame.title),))]
        mark = (
            [Paragraph(Style.MARK, (Span("（演示数据：地区和数字均为虚构）"),))] if self._frame.demo else []
        )
        return [*title, *mark, self._opening()]

    def _opening(self) -> Paragraph:
        frame = self._frame
        told = f"{frame.span}，{frame.office}认真履行基本民生保障、基层社会治理、基本社会服务职责，以实干书写民生答卷。"
        self._lead, self._end = "", None
        found = (self._speaker.fill(pattern, once=False) for pattern in self._shelf.opening)
        spans: list[Span] = [Span(told)]
        used: set[tuple] = set()
        best: list[Sentence] = []
        for sentence in found:
            if sentence and not used & {key(line) for line in sentence.lines} and len(best) < _BEST:
                used |= {key(line) for line in sentence.lines}
                best.append(sentence)
        for place, sentence in enumerate(best):
            last = place == len(best) - 1
            spans += self._timed(sentence, "。" if last else "；")
        return Paragraph(Style.BODY, tuple(spans))

    def _closing(self) -> Paragraph:
        frame, ahead = self._frame, self._matter.ahead
        spans = [
            Span(
                f"下一步，{frame.office}将坚持以人民为中心，聚焦困难群众和“一老一小”，补短板、强弱项、提质效，续写为民爱民的民生答卷。"
            )
        ]
        if ahead:
            spans.append(Span(f"{self._year + 1}年，计划"))
            for place, line in enumerate(ahead):
                named = f"{'' if place == 0 else '，'}{wording.spoken(line.indicator.name)}"
                bound = self._register.bind(line.figure.prose, line.figure.fact, line.indicator, "planned")
                spans += [Span(named), Span(line.figure.prose, bound)]
            spans.append(Span("。"))
            self._note(spans[1:])
        return Paragraph(Style.BODY, tuple(spans))

    # -- chapters -----------------------------------------------------------------------------
    def _chapters(self) -> list[tuple[str, list[tuple[Section, list[list[Span]]]]]]:
        """Chapter headings with their sections that have something to say."""
        written: dict[str, list[tuple[Section, list[list[Span]]]]] = {}
        for section in self._shelf.sections:
            sentences = self._section(section)
            if sentences:
                written.setdefault(section.chapter, []).append((section, sentences))
        return [(self._shelf.headings[chapter], sections) for chapter, sections in written.items()]

    def _titled(
        self, number: int, chapter: tuple[str, list[tuple[Section, list[list[Span]]]]]
    ) -> list[Paragraph]:
        heading, sections = chapter
        head = Paragraph(Style.HEADING, (Span(f"{_ORDINALS[number]}、{heading}"),))
        return [
            head,
            *(self._paragraph(place, *each, len(sections) > 1) for place, each in enumerate(sections)),
        ]

    def _paragraph(
        self, place: int, section: Section, sentences: list[list[Span]], numbered: bool
    ) -> Paragraph:
        ordinal = f"{_ORDINALS[place]}是" if numbered else ""
        spans = [Span(f"{ordinal}{section.lead}。"), *(span for sentence in sentences for span in sentence)]
        return Paragraph(Style.BODY, tuple(spans), lead=1)

    def _section(self, section: Section) -> list[list[Span]]:
        self._lead, self._end = "", None
        filled = [
            sentence
            for pattern in self._shelf.patterns
            if pattern.section == section.name and (sentence := self._speaker.fill(pattern))
        ]
        told = _by_time([*filled, *self._rest(section)])
        written = [self._timed(sentence, "。") for sentence in (*told, *_by_time(self._since(section)))]
        return [*written, *([Span(text)] for text in self._matter.highlights.get(section.name, ()))]

    def _since(self, section: Section) -> list[Sentence]:
        """How far the section's figures have come in the years of a review."""
        ours = [each for each in self._matter.since if each.line.indicator.domain in section.domains]
        return [self._speaker.come_far(each) for each in ours]

    def _rest(self, section: Section) -> list[Sentence]:
        """Plain sentences for the figures of a section that no pattern tells, a few together."""
        if len(self._lines) > _ALL_NAMED:
            return []
        left = [
            line
            for line in self._lines
            if line.indicator.domain in section.domains and key(line) not in self.told
        ]
        groups: dict[str, list[Line]] = {}
        for line in left:
            groups.setdefault(wording.time(line.figure.fact), []).append(line)
        return [
            self._speaker.plainly(lines[start : start + _TOGETHER])
            for lines in groups.values()
            for start in range(0, len(lines), _TOGETHER)
        ]

    def _timed(self, sentence: Sentence, stop: str) -> list[Span]:
        """The sentence with its time before it, unless the one before has set it, and its full stop."""
        fact = sentence.lead
        time = wording.time(fact, dated=self._frame.dated)
        if not time:
            time = self._lead if self._lead and self._end == fact.period.end else f"{self._year}年"
        opened = [] if time == self._lead else [Span(f"{time}，")]
        self._lead, self._end = time, fact.period.end
        mark = _PRESS if self._mixed and sentence.press else ""
        spans = [*opened, *sentence.spans, Span(f"{mark}{stop}")]
        self._note(spans)
        return spans

    def _note(self, spans: Sequence[Span]) -> None:
        entries = (span.entry for span in spans if span.entry)
        self._register.stands_in(entries, plain(spans))


def _by_time(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one time together, in the order in which the times come up; the year's own stay where they are."""
    groups: dict[str, list[Sentence]] = {}
    time = ""
    for sentence in sentences:
        time = wording.time(sentence.lead) or time
        groups.setdefault(time, []).append(sentence)
    return [sentence for group in groups.values() for sentence in group]
