"""The year-end text: an opening with the year's figures, chapters in the order of the genre, a look ahead.

Which sentences are written follows from which figures there are; every claim is one that its figures carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minsheng.facts import Basis, Status
from minsheng.writing import wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Paragraph, Span, Style, plain
from minsheng.writing.matter import Frame, Matter
from minsheng.writing.sentences import Sentence, Speaker
from minsheng.writing.shelf import Library, Section
from minsheng.writing.telling import key, tellable
from minsheng.yearlines import Line

ORDINALS = "一二三四五六七八九十"
_BEST = 4  # sentences of the opening
_TOGETHER = 3  # figures that one plain sentence names
_PLAINLY = 9  # figures of a section that plain sentences name
_ENOUGH = 4  # sentences above which a section goes into no detail
#: above this many figures a text names only those that have a pattern; the tables have them all
_ALL_NAMED = 130
_PRESS = "（文稿引用，未核定）"


class Writer:
    """Writes one text."""

    def __init__(self, matter: Matter, frame: Frame, shelf: Library, register: Register) -> None:
        year = matter.year
        self._matter, self._frame, self._shelf, self._register = matter, frame, shelf, register
        self._lines = [line for line in year.lines if tellable(line.figure.fact)]
        self.speaker = Speaker(self._lines, frame.whole, register, matter.position)
        self._year = year.year
        told = [
            line
            for line in self._lines
            if not line.figure.fact.derivation and "人口（" not in line.indicator.domain
        ]
        statuses = {line.figure.fact.status for line in told}
        self._mixed = Status.PRESS in statuses and len(statuses) > 1
        self._open()

    @property
    def told(self) -> set[tuple]:
        """The keys of the facts that the text tells."""
        return self.speaker.told

    def paragraphs(self) -> list[Paragraph]:
        """The whole text."""
        head = self._head()
        return [*head, *self._body(Style.HEADING, "{}、"), self._closing()]

    def achievements(self) -> list[Paragraph]:
        """The chapters alone, under sub-headings."""
        return self._body(Style.SUBHEADING, "（{}）")

    def _body(self, style: Style, numbered: str) -> list[Paragraph]:
        chapters = enumerate(self._chapters())
        return [
            each
            for number, chapter in chapters
            for each in self._titled(style, numbered.format(ORDINALS[number]), chapter)
        ]

    def _open(self) -> None:
        """A paragraph begins: neither time nor place is said yet."""
        self._lead: str = ""
        self._end: date | None = None
        self._placed = False

    # -- beginning and end --------------------------------------------------------------------
    def _head(self) -> list[Paragraph]:
        return [*self.titled(), self._opening()]

    def titled(self) -> list[Paragraph]:
        """The title, and the mark of invented figures."""
        title = [Paragraph(Style.TITLE, (Span(self._frame.title),))]
        mark = (
            [Paragraph(Style.MARK, (Span("（演示数据：地区和数字均为虚构）"),))] if self._frame.demo else []
        )
        return [*title, *mark]

    def _opening(self) -> Paragraph:
        """The duty, and the figures of the year that show most: targets exceeded, standards raised, large sums."""
        frame, best = self._frame, self._best()
        duty = "民政工作关系民生、连着民心，是社会建设的兜底性、基础性工作。"
        told = f"{frame.span}，{frame.office}坚持以人民为中心，认真履行基本民生保障、基层社会治理、基本社会服务职责，"
        end = "交出了一份实实在在的民生答卷：" if len(best) > 1 else "扎实推进各项民政工作。"
        spans: list[Span] = [Span(f"{duty}{told}{end}")]
        self._open()
        for place, sentence in enumerate(best):
            spans += self._timed(sentence, "。" if place == len(best) - 1 else "；")
        return Paragraph(Style.BODY, tuple(spans))

    def _best(self) -> list[Sentence]:
        """The first sentences that can be filled, one of each domain and topic; those of one time stand together."""
        best: list[Sentence] = []
        used: set[str] = set()
        for pattern in self._shelf.opening:
            sentence = self.speaker.fill(pattern, once=False)
            if sentence is None or any(line.figure.fact.pending for line in sentence.lines):
                continue
            about = {sentence.lines[0].indicator.domain, pattern.id.split("-")[1]}
            if not about & used:
                best.append(sentence)
                used |= about
        return _by_time(best[:_BEST])

    def _closing(self) -> Paragraph:
        frame, ahead, aims = self._frame, self._matter.ahead, self.aims()
        told = f"{frame.next}，{frame.office}将紧盯群众急难愁盼，{'；'.join(aims)}，"
        spans = [Span(told if aims else f"{frame.next}，{frame.office}将紧盯群众急难愁盼，")]
        if ahead:
            spans += [*self.planned(ahead), Span("，")]
            self.note(spans[1:])
        return Paragraph(Style.BODY, (*spans, Span("努力交出一份让人民满意的民生答卷。")))

    def aims(self) -> list[str]:
        """What is to be done next in the chapters that have figures."""
        domains = {line.indicator.domain for line in self._lines}
        titles = [section.chapter for section in self._shelf.sections if domains & set(section.domains)]
        return [self._shelf.aims[title] for title in dict.fromkeys(titles) if self._shelf.aims[title]]

    def planned(self, ahead: Sequence[Line]) -> list[Span]:
        """What is set already: 计划新增养老床位1200张、新建长者食堂130处."""
        spans: list[Span] = [Span("计划")]
        for place, line in enumerate(ahead):
            shown = line.target or line.figure
            bound = self._register.bind(shown.prose, shown.fact, line.indicator, "planned")
            named = wording.spoken(line.indicator.name)
            spans += [Span(f"{'、' if place else ''}{named}"), Span(shown.prose, bound)]
        return spans

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
        self, style: Style, number: str, chapter: tuple[str, list[tuple[Section, list[list[Span]]]]]
    ) -> list[Paragraph]:
        heading, sections = chapter
        head = Paragraph(style, (Span(f"{number}{heading}"),))
        return [
            head,
            *(self._paragraph(place, *each, len(sections) > 1) for place, each in enumerate(sections)),
        ]

    def _paragraph(
        self, place: int, section: Section, sentences: list[list[Span]], numbered: bool
    ) -> Paragraph:
        ordinal = f"{ORDINALS[place]}是" if numbered else ""
        spans = [Span(f"{ordinal}{section.lead}。"), *(span for sentence in sentences for span in sentence)]
        return Paragraph(Style.BODY, tuple(spans), lead=1)

    def _section(self, section: Section) -> list[list[Span]]:
        """Ways of working, figures, recognitions."""
        self._open()
        told = _by_time([*self._filled(section), *self._rest(section)])
        written = [self._timed(sentence, "。") for sentence in (*told, *_by_time(self._since(section)))]
        before = [[Span(text)] for text in self._matter.practices.get(section.name, ())]
        after = [[Span(text)] for text in self._matter.recognitions.get(section.name, ())]
        return [*before, *written, *after]

    def _filled(self, section: Section) -> list[Sentence]:
        """The patterns of a section that its figures fill; details only where there is little else."""
        own = [pattern for pattern in self._shelf.patterns if pattern.section == section.name]
        filled = [sentence for each in own if not each.detail and (sentence := self.speaker.fill(each))]
        for each in own:
            if each.detail and len(filled) < _ENOUGH and (sentence := self.speaker.fill(each)):
                filled.append(sentence)
        return filled

    def _since(self, section: Section) -> list[Sentence]:
        """How far the section's figures have come in the years of a review."""
        ours = [each for each in self._matter.since if each.line.indicator.domain in section.domains]
        return [self.speaker.come_far(each) for each in ours]

    def _rest(self, section: Section) -> list[Sentence]:
        """Plain sentences for the figures of a section that no pattern tells, a few together.

        A text of few figures names them all, one of many those that have no other place to stand.
        """
        left = [
            line
            for line in self._lines
            if line.indicator.domain in section.domains
            and key(line) not in self.told
            and not line.figure.fact.derivation
        ]
        if len(self._lines) > _ALL_NAMED:
            left = [line for line in left if line.figure.fact.status is Status.PRESS]
        groups: dict[tuple[str, Basis, str], list[Line]] = {}
        for line in _pressed(left):
            fact = line.figure.fact
            groups.setdefault((wording.time(fact), fact.basis, fact.unit), []).append(line)
        return [
            self.speaker.plainly(lines[start : start + _TOGETHER])
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
        spans = [*opened, *self._once_placed(sentence.spans), Span(f"{mark}{stop}")]
        self.note(spans)
        return spans

    def _once_placed(self, spans: Sequence[Span]) -> Sequence[Span]:
        """A sentence without its 全市 where the paragraph has said it."""
        whole = bool(spans) and spans[0].text == self._frame.whole and not spans[0].entry
        spans, self._placed = spans[1:] if whole and self._placed else spans, self._placed or whole
        return spans

    def note(self, spans: Sequence[Span]) -> None:
        """Remember the sentence that its numbers stand in."""
        entries = (span.entry for span in spans if span.entry)
        self._register.stands_in(entries, plain(spans))


def _pressed(lines: Sequence[Line]) -> list[Line]:
    """All figures of texts, and of returns as many as a reader bears."""
    quoted = [line for line in lines if line.figure.fact.status is Status.PRESS]
    others = [line for line in lines if line.figure.fact.status is not Status.PRESS]
    return [*quoted, *others[: max(0, _PLAINLY - len(quoted))]]


def _by_time(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one time together, in the order in which the times come up; the year's own stay where they are."""
    groups: dict[str, list[Sentence]] = {}
    time = ""
    for sentence in sentences:
        time = wording.time(sentence.lead) or time
        groups.setdefault(time, []).append(sentence)
    return [sentence for group in groups.values() for sentence in group]
