"""按最新数更新: a document in hand whose figures the store has moved past; every numeral reworded, the words left alone.

What hangs on a numeral (增长到, 超额完成) is a person's to look at: each change is told with its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from minsheng.editions import manuscript
from minsheng.editions.rebinding import worded
from minsheng.editions.standing import Today, differs
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Bar, Document, Span


@dataclass(frozen=True, slots=True)
class Change:
    """A numeral that reads otherwise today; ``new`` is None where the store has nothing to put there."""

    entry: Entry
    new: Entry | None
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Updated:
    """A document with today's figures, and what changed."""

    document: Document
    changes: tuple[Change, ...]


def updated(document: Document, today: Today) -> Updated:
    """The document as it reads with today's figures."""
    changes = {entry.id: change for entry in document.register.entries if (change := _change(entry, today))}
    if not changes:
        return Updated(document, ())

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(_moved(span, changes) for span in spans)

    paragraphs = tuple(replace(each, spans=moved(each.spans)) for each in document.paragraphs)
    tables = tuple(
        replace(each, rows=[[moved(tuple(cell)) for cell in row] for row in each.rows]) for each in document.tables
    )  # fmt: skip
    charts = tuple(
        replace(each, bars=tuple(_grown(bar, changes) for bar in each.bars)) for each in document.charts
    )
    fresh = manuscript.settled(replace(document, paragraphs=paragraphs, tables=tables, charts=charts))
    return Updated(fresh, tuple(changes.values()))


def _change(entry: Entry, today: Today) -> Change | None:
    now = today.of(entry.fact)
    if not differs(entry.fact, now.fact):
        return None
    words = worded(entry.quote, entry, now) if now.fact is not None and now.fact.has_value else None
    if words is None:
        return Change(entry, None, "", now.reason or "原来的写法不能照套")
    new = Register().bind(words, now.fact, entry.indicator, entry.measure)
    return Change(entry, new, words)


def _grown(bar: Bar, changes: dict[str, Change]) -> Bar:
    """A bar as high as its label says today."""
    change = changes.get(bar.label.entry.id) if bar.label.entry else None
    if not change or not change.new or not change.entry.fact.value:
        return bar
    value = bar.value * change.new.fact.value / change.entry.fact.value
    return replace(bar, label=_moved(bar.label, changes), value=value)


def _moved(span: Span, changes: dict[str, Change]) -> Span:
    change = changes.get(span.entry.id) if span.entry else None
    return Span(change.words, change.new) if change and change.words else span
