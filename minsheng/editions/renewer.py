"""套稿, one number: as last year's text has it, what the store has for this year, and the words and edits that come of it."""

from __future__ import annotations

import re
from dataclasses import replace

from minsheng import figure, manner
from minsheng.changes import Change
from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.editions import turning
from minsheng.editions.rebinding import level_verb
from minsheng.editions.renewal import PENDING, Item, Outcome
from minsheng.editions.tracked import Edit
from minsheng.facts import Approx, Basis, Fact
from minsheng.figure import Figure
from minsheng.verification import meaning, words
from minsheng.verification.compare import Verdict, change_of, compare, factors
from minsheng.verification.report import Finding
from minsheng.verification.shelf import Shelf

_MOVING = (Measure.GROWTH, Measure.CHANGE)


class Renewer:
    """One number: as last year's text has it, and what the store has for this year."""

    def __init__(self, text: str, shelf: Shelf, then: Finding, moved: Claim, region: str) -> None:
        self.text, self.shelf, self.then, self.moved = text, shelf, then, moved
        self.claim = then.claim
        self.facts = self._later() or meaning.meant(moved, shelf, region)
        self.name = (
            shelf.catalogue[self.claim.indicator].name if self.claim.indicator else self.claim.indicator_name
        )

    def _later(self) -> list[Fact]:
        """The very series that last year's number agreed with, at the same time of the new year."""
        if self.then.verdict not in (Verdict.MATCH, Verdict.ROUNDED) or self.moved.period is None:
            return []
        old = self.then.expected[0]
        years = self.moved.period.year - self.claim.period.year
        later = replace(old.period, year=old.period.year + years)
        found = None if old.derivation else self.shelf.series(old).at(later, old.basis)
        return [found] if found and found.has_value else []

    def item(self) -> Item:
        """What becomes of it."""
        if self.claim.indicator is None:
            return self._open(
                "不能认定是哪个指标" if not self.claim.candidates else self.then.message.partition("：")[2]
            )
        if not self.facts:
            when = self.moved.period.name if self.moved.period else "今年"
            return self._open(f"库中没有{when}“{self.name}”的数")
        if self.claim.measure in _MOVING and not self._is_own():
            return self._change()
        if self.claim.measure is Measure.SHARE and len(self.then.expected) == 2:
            return self._completion()
        return self._level(self.facts[0], self.facts[0].value / self._factor(self.facts[0]))

    def _completion(self) -> Item:
        """完成年度任务的97.8%: this year's against this year's target."""
        fact = self.facts[0]
        target = self.shelf.series(fact).at(fact.period, Basis.TARGET)
        if target is None or not target.value:
            return self._open("库中没有今年的目标数")
        return self._level(fact, fact.value / target.value * 100)

    def _is_own(self) -> bool:
        """A growth that is an indicator of its own (价格涨幅) is a value."""
        return self.shelf.catalogue[self.claim.indicator].name.endswith(("增长率", "涨幅", "增幅"))

    # -- a value ------------------------------------------------------------------------------
    def _level(self, fact: Fact, value) -> Item:  # noqa: ANN001 - a Decimal
        if fact.value_to is not None or fact.value == 0:
            return self._open(
                f"今年的数是{Figure(fact, self.shelf.catalogue[fact.indicator], '').prose}，不宜照上年句式写"
            )
        resolution = fact.resolution / self._factor(fact) if fact.resolution and fact.unit != "%" else None
        if self._is_another():
            return self._open(
                f"上年稿中此数与库中不符，不能认定是“{self.name}”；如果是，今年为{Figure(fact, self.shelf.catalogue[fact.indicator], '').prose}"
            )
        scale = self.claim.scale
        new = self._own_words(fact) or manner.alike(
            self.claim.quote, value / scale, resolution and resolution / scale
        )
        if new is None:
            return self._open("上年的写法不能照套")
        return self._renewed(new, fact, self._verb_of_level(fact))

    def _is_another(self) -> bool:
        """Whether last year's number was far from the stored one: then the words meant something else."""
        if self.then.verdict is not Verdict.MISMATCH or not self.then.expected:
            return False
        old = self.then.expected[0]
        written = self.claim.value * self._factor(old)
        return abs(written - old.value) > abs(old.value) / 5

    def _own_words(self, fact: Fact) -> str:
        """Where the source itself is approximate the number is worded as the source has it."""
        plain = self.claim.is_bare or fact.approx in (Approx.EXACT, self.claim.approx)
        return "" if plain else Figure(fact, self.shelf.catalogue[fact.indicator], "").prose

    def _factor(self, fact: Fact):  # noqa: ANN202 - a Decimal
        """What the written unit is of the fact's; where 元 leaves the time open, as last year's number has it."""
        choices = factors(self.claim, fact)
        old = self.then.expected[0] if self.then.expected else fact
        fitting = [it for it in choices if compare(replace(self.claim, unit=fact.unit, value=self.claim.value * it, step=self.claim.step * it), old) is not Verdict.MISMATCH]  # fmt: skip
        return (fitting or choices)[0]

    def _verb_of_level(self, fact: Fact) -> list[Edit]:
        """提高到 becomes 降低到 where it fell, 保持在 where nothing changed."""
        verb = turning.verb_before(self.text, self.claim.start)
        if not verb or not turning.level(self.text, verb, self.claim.start) or fact.basis is Basis.TARGET:
            return []
        return level_verb(self.text, verb, self.claim.start, fact, self.shelf.series(fact).yoy(fact))

    def _turn(self, verb: re.Match, rising: bool) -> list[Edit]:
        word = turning.turned(verb[0], rising)
        return [Edit(verb.start(), verb.end(), word)] if word != verb[0] else []

    # -- a change -----------------------------------------------------------------------------
    def _change(self) -> Item:
        fact = self.facts[0]
        change = change_of(self.moved, fact, self.shelf)
        size = self._size(change)
        if size is None:
            return self._open(
                f"增减无法计算：{change.reason}" if change.reason else "增减无法照上年的写法计算"
            )
        if new := words.in_place(self.claim, size, ""):
            return self._renewed(new, fact, [])
        verb = turning.verb_before(self.text, self.claim.start)
        new = manner.alike(self.claim.quote, abs(size))
        if new is None or verb is None:
            return self._open("上年的写法不能照套")
        if self.claim.unit == "倍" and abs(size) < 1:  # nothing grows by 0.4倍
            new = manner.alike("1.0%", abs(size) * 100)
        if not re.search(r"[1-9一二三四五六七八九]", new):
            return self._flat(verb, fact, change)
        return self._renewed(new, fact, self._turn(verb, size > 0))

    def _size(self, change: Change):  # noqa: ANN202 - a Decimal, or None
        """The change in the unit that the text writes: %, 倍, points, or the plain difference."""
        unit, measure = self.claim.unit, self.claim.measure
        if unit in ("%", "倍") and measure is Measure.GROWTH:
            if change.value is None or change.unit != "%":
                return None
            return change.value if unit == "%" else change.value / 100
        if unit in ("个百分点", "个千分点"):
            return change.value if change.unit == unit.removeprefix("个") else None
        if change.absolute is None or change.base is None or change.value is None:
            return None
        return change.absolute / self._factor(change.base)

    def _flat(self, verb: re.Match, fact: Fact, change: Change) -> Item:
        """Nothing changed: 比上年增长5.7% becomes 与上年持平."""
        flat = figure.magnitude(change) if change.value == 0 else "基本持平"
        edits = [Edit(verb.start(), self.claim.end, flat)]
        start = max(0, verb.start() - 14)
        if against := turning.compared_before(self.text, verb.start()):
            edits.append(Edit(start + against.start(), start + against.end(), "与"))
        return Item(
            self.claim.start, self.claim.quote, flat, Outcome.RENEWED, self.name, "", (fact,), tuple(edits)
        )

    # -- what comes of it ---------------------------------------------------------------------
    def _renewed(self, new: str, fact: Fact, more: list[Edit]) -> Item:
        claim, doubt = self.claim, self._doubt()
        if fact.pending:
            doubt = f"{doubt}库中此数待核。"
        same = new == claim.quote and not more
        outcome = Outcome.CHECK if doubt else Outcome.SAME if same else Outcome.RENEWED
        own = Edit(claim.start, claim.end, None if new == claim.quote else new, doubt, doubtful=bool(doubt))
        edits = (*more, *([] if same and not doubt else [own]))
        return Item(claim.start, claim.quote, new, outcome, self.name, doubt, (fact,), edits)

    def _doubt(self) -> str:
        """Why the number may be another figure: last year's text and the store disagreed on it."""
        if self.then.verdict is Verdict.MISMATCH:
            return f"上年稿中此数与库中不符，可能不是这个指标，请核。{self.then.message.partition('：')[2]}"
        if self.then.verdict is Verdict.UNKNOWN:
            return "库中没有上年的数，指标未能印证，请核。"
        return ""

    def _open(self, why: str) -> Item:
        """What is not known: highlighted 待补, with the reason."""
        why = why.rstrip("。")
        said = f"待补：{why}。上年为{self.claim.quote}。"
        edit = Edit(self.claim.start, self.claim.end, PENDING, said, doubtful=True)
        return Item(
            self.claim.start, self.claim.quote, PENDING, Outcome.PENDING, self.name, said, (), (edit,)
        )
