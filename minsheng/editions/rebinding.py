"""A bound numeral of somebody's text brought up to date: the words of its control by the fact that its number names.

The same for a draft that came back (today's figures) and for last year's draft (this year's): only the time differs.
"""

from __future__ import annotations

import re

from minsheng import figure, manner, numerals, units
from minsheng.changes import Change
from minsheng.editions import turning
from minsheng.editions.controls import Control
from minsheng.editions.renewal import PENDING, Item, Outcome
from minsheng.editions.standing import Now, Today
from minsheng.editions.tracked import Edit
from minsheng.facts import Approx, Basis, Fact
from minsheng.figure import Figure
from minsheng.writing.binding import Entry
from minsheng.writing.position import reworded

_GROWN = re.compile(r"^(增长|下降|提高|降低|扩大|缩小|持平|基本持平)")


class Rebinder:
    """Brings the numerals of one text up to date."""

    def __init__(self, text: str, today: Today, *, moving: bool) -> None:
        self.text, self.today, self.moving = text, today, moving

    def item(self, control: Control, entry: Entry) -> Item:
        """What becomes of one control."""
        now = self.today.of(entry.fact)
        if now.fact is None or not now.fact.has_value:
            return self._gone(control, entry, now.reason or (now.fact.state.zh if now.fact else ""))
        new = worded(control.text, entry, now)
        if new is None:
            return self._gone(control, entry, "原来的写法不能照套")
        by_hand = control.text not in (entry.quote, new) and not _reworded(control.text, entry)
        verbs = self._verbs(control, entry, now)
        if new == control.text:
            return self._item(control, entry, new, Outcome.RENEWED if verbs else Outcome.SAME, now, verbs)
        said = f"此处原印{entry.quote}，已被改为{control.text}；库中为{new}，请核。" if by_hand else ""
        if now.fact.pending:
            said = f"{said}库中此数待核。"
        outcome = Outcome.BY_HAND if by_hand else Outcome.CHECK if said else Outcome.RENEWED
        return self._item(
            control, entry, new, outcome, now, [*verbs, Edit(control.start, control.end, new, said)], said
        )

    def _item(
        self,
        control: Control,
        entry: Entry,
        new: str,
        outcome: Outcome,
        now: Now,
        edits: list[Edit],
        said: str = "",
    ) -> Item:
        name = entry.indicator.title
        return Item(control.start, control.text, new, outcome, name, said, (now.fact,), tuple(edits))

    def _gone(self, control: Control, entry: Entry, why: str) -> Item:
        """Nothing to put there: left open in a text that moves on, marked in one that came back."""
        said = f"待补：{why}。" if self.moving else f"{why}，请核。"
        edit = Edit(control.start, control.end, PENDING if self.moving else None, said, doubtful=True)
        outcome = Outcome.PENDING if self.moving else Outcome.CHECK
        return Item(
            control.start,
            control.text,
            PENDING if self.moving else "",
            outcome,
            entry.indicator.title,
            said,
            (),
            (edit,),
        )

    # -- the verb before ----------------------------------------------------------------------
    def _verbs(self, control: Control, entry: Entry, now: Now) -> list[Edit]:
        """What stands before the numeral and goes by the sign: 由…增长到; 比 before 持平."""
        if now.change is not None:
            return self._turned(control, now.change) + self._against(control, now.change)
        verb = turning.verb_before(self.text, control.start)
        if not verb or entry.measure != "actual" or not turning.level(self.text, verb, control.start):
            return []
        return level_verb(self.text, verb, control.start, now.fact, self.today.yoy(now.fact))

    def _turned(self, control: Control, change: Change) -> list[Edit]:
        """下降5.7% whose verb stands outside the control."""
        verb = None if _GROWN.match(control.text) else turning.verb_before(self.text, control.start)
        word = turning.turned(verb[0], change.direction > 0) if verb and change.direction else ""
        return [Edit(verb.start(), verb.end(), word)] if verb and word not in ("", verb[0]) else []

    def _against(self, control: Control, change: Change) -> list[Edit]:
        flat = "持平" in figure.magnitude(change)
        start = max(0, control.start - 14)
        against = (
            turning.compared_before(self.text, control.start)
            if flat
            else turning.level_before(self.text, control.start)
        )
        return (
            [Edit(start + against.start(), start + against.end(), "与" if flat else "比")] if against else []
        )


def level_verb(text: str, verb: re.Match, place: int, fact: Fact, change: Change) -> list[Edit]:
    """提高到 becomes 降低到 where the level fell, 保持在 where nothing changed."""
    if fact.basis is Basis.TARGET:
        return []
    moved = change.value if change.value is not None else change.absolute
    if moved is None:
        return [Edit(verb.start(), verb.end(), None, f"升降无法核对：{change.reason}。", doubtful=True)]
    if moved == 0:
        tail = re.match(r"(了)?(到|至|为)?", text[verb.end() : place])
        return [Edit(verb.start(), verb.end() + len(tail[0]), "保持在")]
    word = turning.turned(verb[0], moved > 0)
    return [Edit(verb.start(), verb.end(), word)] if word != verb[0] else []


def worded(text: str, entry: Entry, now: Now) -> str | None:
    """Today's figure in the words of the control: as our own writers have it, else in the manner of a person's."""
    if now.change is not None:
        return _change(text, now.change)
    if entry.measure == "rank":
        return reworded(text, now.fact)
    for write in _WRITERS:
        if write(Figure(entry.fact, entry.indicator, "")) == text:
            return write(Figure(now.fact, entry.indicator, ""))
    if now.fact.approx not in (Approx.EXACT, entry.fact.approx) or now.fact.value_to is not None:
        return Figure(now.fact, entry.indicator, "").prose
    return manner.alike(text, now.fact.value, now.fact.resolution)


_WRITERS = (
    lambda shown: shown.prose,
    lambda shown: shown.display,
    lambda shown: shown.tabular.grouped,
    lambda shown: shown.numeral.text,
    lambda shown: shown.tabular.text,
)


def _change(text: str, change: Change) -> str | None:
    if _GROWN.match(text):
        return figure.magnitude(change)
    return manner.alike(text, abs(change.value)) if change.value is not None else None


def _reworded(text: str, entry: Entry) -> bool:
    """Whether a person only said the printed figure in other words: 2.77万张 for 27706张."""
    written = numerals.read(_GROWN.sub("", text))
    if written is None or entry.fact.value is None:
        return False
    factor = units.factor(written.unit, entry.fact.unit) if written.unit else 1
    value = abs(entry.fact.value) if entry.measure == "growth" else entry.fact.value
    return factor is not None and value / factor in written.interval
