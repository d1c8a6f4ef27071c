"""What became of each number of a text that came back or is used again; the result of 套稿 and of 回稿更新."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minsheng.claims.grids import Grid
from minsheng.claims.wordtext import WordText
from minsheng.editions import controls, tracked
from minsheng.editions.controls import CHECKLIST
from minsheng.editions.tracked import Edit
from minsheng.facts import Fact

PENDING = "【待补】"


class Outcome(StrEnum):
    """What became of a number or a word, as a person reads it."""

    RENEWED = "已更新"
    SAME = "未变"
    PENDING = "待补"
    CHECK = "请核"
    BY_HAND = "手工改动"
    UNBOUND = "未绑定"
    WORDS = "词语"


#: what a person must look at, in this order
OPEN = (Outcome.PENDING, Outcome.CHECK, Outcome.BY_HAND, Outcome.UNBOUND)


@dataclass(frozen=True, slots=True)
class Item:
    """One number or word of the text: what it was, what it becomes (empty: it stays), and why.

    ``facts`` are what it is held against, ``edits`` what is done in the file.
    """

    start: int
    quote: str
    new: str
    outcome: Outcome
    name: str = ""
    said: str = ""
    facts: tuple[Fact, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A text renewed: the file with its tracked changes, and what became of each number."""

    name: str
    file: bytes
    before: str
    after: str
    items: tuple[Item, ...]
    grids: tuple[Grid, ...] = ()

    def of(self, *outcomes: Outcome) -> list[Item]:
        """The items of some outcomes, in order."""
        return [item for item in self.items if item.outcome in outcomes]


def stale(word: WordText, said: str) -> Iterator[Item]:
    """The 数据核对表 of a document of ours, which no change reaches: named, for a person to take away."""
    start = controls.text_ends(word.text)
    if start < len(word.text):
        edit = Edit(start, start + len(CHECKLIST), None, said)
        yield Item(start, CHECKLIST, "", Outcome.CHECK, said=said, edits=(edit,))


def renewal(name: str, data: bytes, word: WordText, items: Iterable[Item], when: datetime) -> Renewal:
    """The file of some items; ``word`` is its text. Raises UnreadableDraft."""
    text = word.whole
    items = sorted(items, key=lambda it: it.start)
    edits = tracked.apart(dict.fromkeys(edit for item in items for edit in item.edits))
    return Renewal(
        name,
        tracked.tracked(data, edits, when, name),
        text,
        tracked.accepted(text, edits),
        tuple(items),
        word.grids,
    )
