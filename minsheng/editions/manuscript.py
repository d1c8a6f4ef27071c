"""A draft in a writer's hands: paragraphs and sentences moved and rewritten, the numerals staying bound to their facts.

The words between the numerals are the writer's; a numeral is the store's. Typing over one puts it back and says so;
a numeral moved with its sentence stays bound; a number of the writer's own is left alone and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from minsheng.editions import body
from minsheng.editions.controls import CHECKLIST
from minsheng.facts import Fact
from minsheng.writing import annexes
from minsheng.writing.binding import Entry
from minsheng.writing.document import Document, Paragraph, Span, Style, arranged, plain

OPENING = "导语"
#: numbers that state nothing: years, months, days, ordinals
_FREE = re.compile(r"^(?:\d{4}(?:—\d{4})?年?|\d{1,2}(?:—\d{1,2})?[月日]|\d{1,2}届)$")
_NUMBER = re.compile(r"\d[\d,，.]*(?:—\d+)?[%％‰]?(?:[年月日届]|[万亿]?[余多]?[\u4e00-\u9fff]?)").pattern


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and the places of its paragraphs in the document."""

    title: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A paragraph after a person's typing: numerals put back with what was typed, numerals gone, and the writer's own."""

    paragraph: Paragraph
    restored: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    own: tuple[str, ...]


def chapters(document: Document) -> list[Chapter]:
    """The document by chapter; what stands before the first heading is the opening."""
    found: list[tuple[str, list[int]]] = [(OPENING, [])]
    for place, paragraph in enumerate(document.paragraphs):
        if paragraph.style is Style.HEADING:
            found.append((paragraph.text, []))
        elif paragraph.style is Style.BODY:
            found[-1][1].append(place)
    return [Chapter(title, tuple(places)) for title, places in found if places]


# -- moving ---------------------------------------------------------------------------------------
def moved(document: Document, place: int, by: int) -> Document:
    """The paragraph exchanged with its neighbour in the chapter."""
    chapter = next(it for it in chapters(document) if place in it.places)
    at = chapter.places.index(place) + by
    if not 0 <= at < len(chapter.places):
        return document
    paragraphs = list(document.paragraphs)
    other = chapter.places[at]
    paragraphs[place], paragraphs[other] = paragraphs[other], paragraphs[place]
    return settled(replace(document, paragraphs=tuple(_renumbered(paragraphs, chapter.places))))


def _renumbered(paragraphs: list[Paragraph], places: Sequence[int]) -> list[Paragraph]:
    """一是, 二是 … again in order."""
    number = 0
    for place in places:
        first, *rest = paragraphs[place].spans
        if re.match(r"[一二三四五六七八九十]+是", first.text):
            text = re.sub(r"^[一二三四五六七八九十]+是", f"{_ORDINALS[number]}是", first.text)
            paragraphs[place] = replace(paragraphs[place], spans=(replace(first, text=text), *rest))
            number += 1
    return paragraphs


_ORDINALS = "一二三四五六七八九十"


def rearranged(document: Document, place: int, order: Sequence[int]) -> Document:
    """The paragraph's sentences in another order; those not named are left out."""
    found = body.sentences(document.paragraphs[place].spans)
    kept = [span for at in order for span in found[at]]
    if not kept:
        return without(document, place)
    lead = document.paragraphs[place].lead if order and order[0] == 0 else 0
    return put(document, place, Paragraph(Style.BODY, _joined(kept), lead))


#: what can be done with a sentence: by how many places it moves, 0 where it is left out
MOVES = {"前移": -1, "后移": 1, "删去此句": 0}


def sentences(paragraph: Paragraph) -> list[str]:
    """The words of a paragraph's sentences."""
    return [plain(each) for each in body.sentences(paragraph.spans)]


def order(count: int, at: int, by: int) -> list[int]:
    """The order of ``rearranged`` after one of ``MOVES``; empty where there is no further to move."""
    there, places = at + by, list(range(count))
    if there not in places:
        return []
    if not by:
        return [n for n in places if n != at]
    places[at], places[there] = there, at
    return places


def without(document: Document, place: int) -> Document:
    """The document without a paragraph."""
    kept = [each for at, each in enumerate(document.paragraphs) if at != place]
    return settled(replace(document, paragraphs=tuple(kept)))


def put(document: Document, place: int, paragraph: Paragraph) -> Document:
    """The document with another paragraph in a place."""
    paragraphs = [paragraph if at == place else each for at, each in enumerate(document.paragraphs)]
    return settled(replace(document, paragraphs=tuple(paragraphs)))


def settled(document: Document) -> Document:
    """The document with its register and its 数据核对表 as its text is now."""
    tables = [table for table in document.tables if table.title != CHECKLIST]
    charts = arranged(document.paragraphs, document.charts)
    printed = body.registered(document.paragraphs, tables, charts)
    if len(tables) < len(document.tables):
        tables.append(annexes.checklist(printed, document.tables[-1].annex))
    return replace(document, tables=tuple(tables), register=printed, charts=charts)


# -- typing ---------------------------------------------------------------------------------------
def rewritten(paragraph: Paragraph, text: str) -> Rewritten:
    """The paragraph with a person's words; each numeral that stands unchanged, or moved, stays bound."""
    old = _tokens(paragraph.spans)
    words = _cut(text, [each for each in old if isinstance(each, Entry)])
    said = [each.quote if isinstance(each, Entry) else each for each in old]
    bound, lost = _aligned(old, said, words)
    restored = _put_back(words, bound, lost)
    gone = [entry.quote for entry, _ in lost if entry not in bound]
    own = [word for at, word in enumerate(words) if bound[at] is None and _states(word) and word not in said]
    spans = _joined(
        Span(entry.quote, entry) if entry else Span(word) for word, entry in zip(words, bound, strict=True)
    )
    return Rewritten(_led(paragraph, spans), tuple(restored), tuple(gone), tuple(own))


def _tokens(spans: Iterable[Span]) -> list[str | Entry]:
    """Bound numerals whole, other words letter by letter, numbers whole."""
    found: list[str | Entry] = []
    for span in spans:
        found += [span.entry] if span.entry else _cut(span.text, [])
    return found


def _cut(text: str, entries: Sequence[Entry]) -> list[str]:
    """A text as bound quotes, other numbers, and single letters."""
    quotes = sorted({re.escape(entry.quote) for entry in entries}, key=len, reverse=True)
    guarded = [rf"(?<![\d.,]){quote}" + (r"(?![\d.,%])" if quote[-1].isdigit() else "") for quote in quotes]
    return re.findall("|".join([*guarded, _NUMBER, r"[\s\S]"]), text)


def _aligned(
    old: Sequence[str | Entry], said: Sequence[str], words: Sequence[str]
) -> tuple[list[Entry | None], list[tuple[Entry, list[int]]]]:
    """For each new token the entry it stays bound to; and the entries that lost theirs, with the numbers in their place."""
    bound: list[Entry | None] = [None] * len(words)
    lost: list[tuple[Entry, list[int]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, list(said), list(words), autojunk=False).get_opcodes():
        for at, entry in enumerate(old[a:b], start=a):
            if not isinstance(entry, Entry):
                continue
            if kind == "equal":
                bound[c + at - a] = entry
            else:
                lost.append((entry, [it for it in range(c, d) if _in_place(said, at, words, it)]))
    still = []
    for entry, there in lost:
        free = [at for at, word in enumerate(words) if bound[at] is None and word == entry.quote]
        if free:
            bound[free[0]] = entry
        else:
            still.append((entry, there))
    return bound, still


def _in_place(said: Sequence[str], at: int, words: Sequence[str], there: int) -> bool:
    """Whether a typed number stands where the numeral stood: with the letters around it as they were, but for one."""
    if not re.search(r"\d", words[there]):
        return False
    around = ((at + by, there + by) for by in (-2, -1, 1, 2))
    within = [(i, j) for i, j in around if 0 <= i < len(said) and 0 <= j < len(words)]
    alike = sum(said[i] == words[j] for i, j in within)
    return alike >= 3 or alike == len(within)


def _put_back(
    words: Sequence[str], bound: list[Entry | None], lost: Sequence[tuple[Entry, list[int]]]
) -> list[tuple[str, str]]:
    """Numerals that were typed over stand again where the typed number stands; those taken out stay out."""
    restored = []
    for entry, there in lost:
        typed = [at for at in there if bound[at] is None]
        if typed:
            bound[typed[0]] = entry
            restored.append((entry.quote, words[typed[0]]))
    return restored


def _states(word: str) -> bool:
    """Whether a token is a number that states something."""
    return bool(re.search(r"\d", word)) and not _FREE.match(word)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbouring words as one span."""
    found: list[Span] = []
    for span in spans:
        if found and not span.entry and not found[-1].entry:
            found[-1] = Span(found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)


def _led(paragraph: Paragraph, spans: tuple[Span, ...]) -> Paragraph:
    """The topic of the paragraph (一是…。) stays its topic while it ends in a full stop."""
    if not paragraph.lead or not spans or "。" not in spans[0].text:
        return Paragraph(paragraph.style, spans)
    topic, _, rest = spans[0].text.partition("。")
    opened = (Span(f"{topic}。"), *([Span(rest)] if rest else []))
    return Paragraph(paragraph.style, (*opened, *spans[1:]), lead=1)


# -- figures --------------------------------------------------------------------------------------
def states(entry: Entry, fact: Fact) -> bool:
    """Whether a numeral states a figure, or is computed from it as what is compared."""
    operands = entry.fact.derivation.operands if entry.fact.derivation else ()
    compared = entry.measure in ("growth", "share") and bool(operands) and operands[0].key == fact.key
    return entry.fact.key == fact.key and entry.measure not in ("growth", "share") or compared


def told(document: Document) -> set[tuple]:
    """The keys of the figures that the text tells."""
    entries = [span.entry for paragraph in document.paragraphs for span in paragraph.spans if span.entry]
    found = {entry.fact.key for entry in entries if entry.measure not in ("growth", "share")}
    return found | {
        entry.fact.derivation.operands[0].key for entry in entries if entry.measure in ("growth", "share")
    }
