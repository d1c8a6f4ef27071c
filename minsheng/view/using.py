"""“用这个数”: one menu behind every figure on every screen: where it comes from, and to copy or collect it.

A figure on a screen is a button that carries what the menu needs (``offering``); one script for the whole page opens the
menu where it is pressed, so that hundreds of figures cost no widget and no question to the server. Pure: texts in, texts out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from minsheng.changes import Change
from minsheng.facts import plain
from minsheng.figure import VERBS, Figure
from minsheng.view import offering
from minsheng.view.offering import Offered
from minsheng.writing import stating
from minsheng.writing.binding import Entry

#: a number that counts rows, findings, tasks: with its measure word, so that no date is one
_COUNT = re.compile(r"(?<![\d.,/])\d[\d,]*(?:\.\d+)?(?:/\d+|[项条个件次天处户人种分]|%)(?![\d月日])")
#: the marks that stay with the number they stand beside; a button alone would let a line begin with 。 or end with （
_KEPT = re.compile(
    r"[（《“‘]*<button [^>]*>[^<]*</button>[）》”’，。；：、！？]+|[（《“‘]+<button [^>]*>[^<]*</button>"
)
#: what a text may tell: figures, and wordings that are bound (a rise, a place, a share)
Told = Figure | Entry


def usable(inner: str, shown: Figure, sentence: str = "", reasons: tuple[str, ...] = ()) -> str:
    """The HTML of a figure as a button that opens the menu; as it is where there is no number to use."""
    if not shown.fact.has_value:
        return inner
    return _button(
        inner, f"{shown.name}{shown.display}，出处与引用", offering.payload(shown, sentence, reasons)
    )


def _button(inner: str, label: str, offered: Offered, kind: str = "ms-use") -> str:
    told = escape(offering.written(offered))
    return f'<button type="button" class="{kind}" aria-haspopup="menu" title="{escape(label)}" data-use="{told}">{inner}</button>'


def shown(it: Figure) -> str:
    """A figure as it is displayed, as a button that opens the menu."""
    return usable(escape(it.display), it)


def told(inner: str, bound: Entry | None, sentence: str = "") -> str:
    """The HTML of a wording (a rise, a place, a share) as a button that opens the menu; as it is where nothing is bound."""
    if bound is None:
        return inner
    label = f"{bound.indicator.title}{offering.titled(bound)}{bound.quote}，出处与引用"
    return _button(inner, label, offering.of_wording(bound, sentence))


def worded(inner: str, bound: Entry, sentence: str = "") -> str:
    """The HTML of a numeral of a document as a button that opens the menu; ``sentence`` is the one it stands in."""
    return _button(inner, f"{bound.quote}，出处与引用", offering.of_wording(bound, sentence), "ms-use ms-num")


def grown(inner: str, it: Figure, change: Change | None) -> str:
    """The HTML of a rise or a fall as a button that opens the menu; as it is where there is no number to use."""
    return told(inner, stating.growth(it, change), it.sentence(change))


def compared(inner: str, shown: Figure, change: Change | None) -> str:
    """As ``usable``, with the sentence that tells a comparison too."""
    return usable(inner, shown, shown.sentence(change))


def carried(it: Figure | None) -> str:
    """What a point of a chart carries, to be pressed like a figure in a table; empty where there is no number to use."""
    return offering.written(offering.payload(it)) if it and it.fact.has_value else ""


# -- texts ----------------------------------------------------------------------------------------
def spoken(text: str, every: Iterable[Told | None], sentence: str = "", counted: str = "") -> str:
    """The HTML of a text in which what it tells, each where it is first said, opens the menu.

    ``counted`` is the sentence of the numbers that are no figures (31条, 11/11): given, they open the menu too.
    """
    found: dict[tuple[int, int], Told] = {}
    for it in every:
        if it and (span := next((each for each in _said(text, it) if _is_free(each, found)), None)):
            found[span] = it
    html, at = "", 0
    for start, end in sorted(found):
        html += _counts(text[at:start], counted) + used(escape(text[start:end]), found[start, end], sentence)
        at = end
    return kept(html + _counts(text[at:], counted))


def kept(html: str) -> str:
    """A text with its numbers as buttons, each on one line with the marks beside it (避头尾)."""
    return _KEPT.sub(lambda found: f'<span class="ms-kept">{found[0]}</span>', html)


def _counts(text: str, sentence: str) -> str:
    """A piece of a text; with the sentence that it is of, its counts open the menu too."""
    if not sentence:
        return escape(text)
    html, at = "", 0
    for it in _COUNT.finditer(text):
        html += escape(text[at : it.start()]) + count(it.group(), sentence)
        at = it.end()
    return html + escape(text[at:])


def count(number: str, sentence: str) -> str:
    """A number that is no statistical figure as a button: it can be copied with its sentence."""
    return _button(escape(number), f"{number}，引用", offering.of_count(number, sentence))


def quoted(number: str, sentence: str, name: str = "") -> str:
    """A number of somebody's text as a button: it can be copied with the sentence that it stands in."""
    return _button(escape(number), f"{number}，引用", offering.of_text(number, sentence, name))


def received(inner: str, shown: Figure) -> str:
    """A figure that was read and is not stored yet, as a button: it can be copied, and has no 数据编号."""
    return _button(inner, f"{shown.name}，引用", offering.received(shown)) if shown.fact.has_value else inner


def used(inner: str, it: Told | None, sentence: str = "") -> str:
    """The HTML of what is told as a button that opens the menu; as it is where nothing is."""
    if isinstance(it, Figure):
        return usable(inner, it, sentence)
    return told(inner, it, sentence)


def _said(text: str, it: Told) -> Iterator[tuple[int, int]]:
    """Where a text words it."""
    for words in dict.fromkeys(_wordings(it)):
        yield from (found.span() for found in re.finditer(rf"(?<![\d.,]){re.escape(words)}(?!\d)", text))


def _wordings(it: Told) -> tuple[str, ...]:
    """How it may be written: with separators or without, its denominator said or not; of a rise the number alone too."""
    if isinstance(it, Figure):
        whole = f"{plain(it.fact.value)}{it.fact.unit}" if it.fact.has_value else ""
        forms = (it.display, it.prose, it.display.partition("/")[0], whole)
        return forms if it.fact.has_value else ()
    bare = it.quote[2:] if it.quote[:2] in VERBS else it.quote
    return (it.quote, it.quote.partition("/")[0], bare)


def _is_free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)
