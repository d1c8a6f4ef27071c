"""Which figures a text tells, why, and how a figure is taken out of its sentence or put into its chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minsheng.editions import body, manuscript
from minsheng.writing import annexes, drafting, wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Document, Paragraph, Span, Style
from minsheng.writing.drafting import Draft
from minsheng.writing.sentences import Sentence, Speaker
from minsheng.writing.telling import tellable
from minsheng.yearlines import Line

_TAKEN_OUT = "已由编写人取下"


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure of a chapter: whether the text tells it, and why or why not; ``open`` whether a person may change that."""

    line: Line
    told: bool
    why: str
    open: bool


def choices(draft: Draft, document: Document) -> dict[str, list[Choice]]:
    """The figures by chapter of the year, in the order of the catalogue."""
    told = manuscript.told(document)
    left = {each.name: each.why for each in draft.document.omitted}
    leading = annexes.headline_codes()
    return {
        chapter.title: [_choice(line, told, left, leading) for line in chapter.lines]
        for chapter in draft.year.chapters
        if chapter.lines
    }


def _choice(line: Line, told: set[tuple], left: dict[str, str], leading: set[str]) -> Choice:
    fact = line.figure.fact
    if fact.key in told:
        return Choice(line, True, _why(line, leading), True)
    open_ = tellable(fact)
    return Choice(line, False, left.get(line.figure.name, _TAKEN_OUT), open_)


def _why(line: Line, leading: set[str]) -> str:
    """Why a figure is told: leads the screens, has a target, moved noticeably, or belongs to a sentence of its chapter."""
    reasons = [
        "主要指标" if line.indicator.code in leading else "",
        "有年度目标" if line.completion else "",
        "与上年可比" if line.change.value is not None else "",
    ]
    return "、".join(reason for reason in reasons if reason) or "本章有相应句式"


# -- out ------------------------------------------------------------------------------------------
def without(draft: Draft, document: Document, line: Line) -> Document:
    """The text without a figure: each sentence that tells it is written again with the others, or left out."""
    paragraphs = []
    for paragraph in document.paragraphs:
        sentences = body.sentences(paragraph.spans)
        if any(_tells(each, line) for each in sentences):
            spans = [span for each in sentences for span in _spared(draft, each, line)]
            paragraph = _whole(paragraph, spans)
        if paragraph.spans:
            paragraphs.append(paragraph)
    return manuscript.settled(replace(document, paragraphs=tuple(paragraphs)))


def _whole(paragraph: Paragraph, spans: list[Span]) -> Paragraph:
    """The paragraph with fewer sentences; one that has only its topic left is left out."""
    only_topic = paragraph.lead and len(spans) <= paragraph.lead
    return replace(paragraph, spans=() if only_topic else tuple(spans))


def _tells(sentence: Sequence[Span], line: Line) -> bool:
    return any(span.entry and manuscript.states(span.entry, line.figure.fact) for span in sentence)


def _spared(draft: Draft, sentence: Sequence[Span], line: Line) -> Sequence[Span]:
    """A sentence without a figure; the words of a person around it are lost with it, its other figures are not."""
    if not _tells(sentence, line):
        return sentence
    others = [it for it in draft.year.lines if it is not line and _tells(sentence, it)]
    return tuple(span for each in written(draft, others) for span in each)


# -- in -------------------------------------------------------------------------------------------
def added(draft: Draft, document: Document, line: Line) -> Document:
    """The text with a figure more: a sentence at the end of its paragraph."""
    place = _place(draft, document, line)
    paragraph = document.paragraphs[place]
    spans = [span for each in written(draft, [line]) for span in each]
    return manuscript.put(document, place, replace(paragraph, spans=(*paragraph.spans, *spans)))


def _place(draft: Draft, document: Document, line: Line) -> int:
    """The paragraph of a figure's section, else the one that tells most of its domain, else the last of the text."""
    section = next((it for it in drafting.shelf().sections if line.indicator.domain in it.domains), None)
    bodies = [at for at, each in enumerate(document.paragraphs) if each.style is Style.BODY]
    ours = [at for at in bodies[1:] if section and section.lead in document.paragraphs[at].text[:40]]
    akin = {it.figure.fact.key for it in draft.year.lines if it.indicator.domain == line.indicator.domain}
    return (
        ours[0] if ours else max(bodies[1:] or bodies, key=lambda at: _common(document.paragraphs[at], akin))
    )


def _common(paragraph: Paragraph, keys: set[tuple]) -> int:
    return sum(bool(span.entry) and span.entry.fact.key in keys for span in paragraph.spans)


def written(draft: Draft, lines: Iterable[Line]) -> list[tuple[Span, ...]]:
    """Sentences that tell some figures: by the patterns, what no pattern tells plainly."""
    lines = [line for line in lines if tellable(line.figure.fact)]
    speaker = Speaker(lines, wording.whole(draft.year.place), Register())
    filled = [each for pattern in drafting.shelf().patterns if (each := speaker.fill(pattern))]
    rest = [line for line in lines if line.figure.fact.key not in speaker.told]
    return [_ended(each, draft) for each in [*filled, *([speaker.plainly(rest)] if rest else [])]]


def _ended(sentence: Sentence, draft: Draft) -> tuple[Span, ...]:
    """The sentence with its time and full stop."""
    time = wording.time(sentence.lead, dated=bool(draft.genre.since)) or f"{draft.year.year}年"
    return (Span(f"{time}，"), *sentence.spans, Span("。"))
