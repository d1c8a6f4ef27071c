"""分项进展 of a 通报: each figure with the order of its units, by topic; and what moved much with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.bulletin.chapter import ORDINALS, Chapter, absent, paragraph
from minsheng.bulletin.told import Told
from minsheng.comparison.candidates import Lamp
from minsheng.comparison.ranking import Entry
from minsheng.writing import wording
from minsheng.writing.document import Paragraph, Span, plain


class Progress(Chapter):
    """The figures by topic."""

    def paragraphs(self) -> list[Paragraph]:
        topics: dict[str, list[Told]] = {}
        for it in self._matter.told:
            topics.setdefault(it.item.topic, []).append(it)
        found = [
            each
            for number, (topic, told) in enumerate(topics.items())
            for each in paragraph(
                f"（{ORDINALS[number % 10]}）{topic}。",
                [part for it in told for part in self._about_item(it)],
            )
        ]
        most = self._matter.template.number("changes")
        moved = [self._moved("explained", it) for it in self._found.explained[:most]]
        return [*found, *paragraph(plain(self._voice.said("lead_changes")), moved)]

    def _about_item(self, told: Told) -> list[tuple[Span, ...]]:
        """What is told of one figure: the whole, the order of the units, who is not in it."""
        return [
            self._item(told),
            self._order(told),
            self._completed(told),
            self._left_out(told),
            *self._red(told),
        ]

    def _item(self, told: Told) -> tuple[Span, ...]:
        if told.whole is None:
            return ()
        voice, line = self._voice, told.whole
        return voice.said(
            "item", time=wording.time(line.figure.fact), whole=self._whole, name=told.name, value=voice.value(line),
            change=voice.change(line), done=voice.done(line), pace=voice.pace(line),
        )  # fmt: skip

    def _order(self, told: Told) -> tuple[Span, ...]:
        entries, voice = told.now.ranking.entries, self._voice
        name = "" if told.whole else told.name
        values = [it.value for it in entries]
        if min(values) == max(values):
            return voice.said("equal", name=name, value=voice.value(told.lines[entries[0].region]))
        if not self._matter.ranks(told):
            most, least = ([it for it in entries if it.value == end] for end in (max(values), min(values)))
            return voice.said(
                "valued", name=name, most=self._alike(told, most), least=self._alike(told, least)
            )
        top, bottom = self._ends(entries)
        return voice.said(
            "ranked",
            name=name,
            top=voice.named(told, top),
            bottom=voice.named(told, bottom),
            mean=voice.mean(told),
        )

    def _ends(self, entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """The first and the last units, fewer where they would meet."""
        some = min(self._matter.template.number("named"), max(1, len(entries) // 3))
        return entries[:some], entries[-some:] if len(entries) > 2 else ()

    def _alike(self, told: Told, entries: Sequence[Entry]) -> list[Span]:
        """Units of one value, named together."""
        names = "、".join(it.name for it in entries)
        return [Span(names), self._voice.value(told.lines[entries[0].region])]

    def _completed(self, told: Told) -> tuple[Span, ...]:
        """The units by how much of their own tasks is done."""
        rated = [unit for unit, line in told.lines.items() if line.completion]
        rated.sort(key=lambda unit: -told.lines[unit].completion.rate)
        if len(rated) < 2:
            return ()
        some = min(self._matter.template.number("named"), max(1, len(rated) // 3))
        voice = self._voice
        return voice.said(
            "completed",
            top=voice.completions(told, rated[:some]),
            bottom=voice.completions(told, rated[-some:]) if len(rated) > 2 else None,
        )

    def _left_out(self, told: Told) -> tuple[Span, ...]:
        order = told.now.ranking
        reasons: dict[str, list[str]] = {}
        for it in order.missing:
            reasons.setdefault(absent(it.state), []).append(it.name)
        for other in order.excluded:
            reasons.setdefault(other.why, []).append(other.name)
        words = [f"{'、'.join(names)}{why}" for why, names in reasons.items()]
        return self._voice.said("left_out", reasons="；".join(words))

    def _red(self, told: Told) -> list[tuple[Span, ...]]:
        """The lamps that forbid an order, with why; and the reason where it was given all the same."""
        if not told.red or not told.item.is_ranked:
            return []
        words = "、".join(
            f"“{it.lamp.value}”未达到" + (f"（{it.why}）" if it.lamp is not Lamp.COVERAGE else "")
            for it in told.red
        )
        line = next(iter(told.lines.values()))
        about = (line.figure.fact, line.indicator)
        reason = self._voice.quoted(self._matter.reason, about, "通报编写人") if self._matter.reason else None
        sentence = "red_reason" if reason else "red"
        lamps = self._voice.quoted(words, about, "通报编写人")
        return [self._voice.said(sentence, name=told.name, lamps=lamps, reason=reason)]
