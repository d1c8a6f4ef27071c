"""A 通报 as slides: the whole, a slide a topic with its units in bars, scores, problems, demands, a slide a unit."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng import units
from minsheng.bulletin import own, template
from minsheng.bulletin.bulletin import Bulletin
from minsheng.bulletin.chapter import span
from minsheng.bulletin.findings import Finding
from minsheng.bulletin.told import Told
from minsheng.bulletin.voice import Voice
from minsheng.figure import Figure
from minsheng.writing.binding import Register
from minsheng.writing.deck import Big, Slide
from minsheng.writing.document import Bar, Chart, Span, Style
from minsheng.yearlines import Line

_BIGS, _POINTS, _BARS = 6, 4, 12


class Briefer:
    """Writes the slides of one 通报."""

    def __init__(self, bulletin: Bulletin, register: Register) -> None:
        self._bulletin, self._matter = bulletin, bulletin.matter
        self._voice = Voice(bulletin.matter, register)

    def slides(self) -> list[Slide]:
        """The slides after the cover."""
        topics: dict[str, list[Told]] = {}
        for it in self._matter.told:
            topics.setdefault(it.item.topic, []).append(it)
        found = [self._overview(), *(self._topic(topic, told) for topic, told in topics.items())]
        found += [self._scores()] if self._bulletin.cards else []
        found += [self._problems(), *self._demands()]
        return [*found, *(self._unit(it.code) for it in self._matter.units)]

    def _overview(self) -> Slide:
        told = [it for it in self._matter.told if it.whole][:_BIGS]
        if not told:
            points = [self._ends(it) for it in self._matter.told[:_POINTS]]
            return Slide(
                (Span(f"{span(self._matter)}主要数据"),),
                tuple(points),
                footer=self._footer(self._matter.told),
            )
        bigs = tuple(Big(it.name, self._voice.value(it.whole), it.whole.figure.when) for it in told)
        return Slide((Span(f"{span(self._matter)}主要数据"),), bigs=bigs, footer=self._footer(told))

    def _topic(self, topic: str, told: Sequence[Told]) -> Slide:
        """The topic's claim, its first figures, and the units of the one that can be ordered, else of the first."""
        shown = next((it for it in told if self._matter.ranks(it)), told[0])
        title = self._claim(shown.whole, shown.name) if shown.whole else (Span(topic),)
        chart = self._chart(shown)
        others = [it for it in told if it.whole and it is not shown][: _POINTS - (2 if chart else 1)]
        points = [self._claim(it.whole, it.name) for it in others]
        return Slide(title, (self._ends(shown), *points), chart, footer=self._footer([shown]))

    def _claim(self, line: Line, name: str) -> tuple[Span, ...]:
        spans = [Span(name), self._voice.value(line)]
        for more in (self._voice.change(line), self._voice.done(line)):
            spans += [Span("，"), *more] if more else []
        return tuple(spans)

    def _ends(self, told: Told) -> tuple[Span, ...]:
        entries = told.now.ranking.entries
        first, last = (
            max(entries, key=lambda it: it.value), min(entries, key=lambda it: it.value)
        )  # fmt: skip
        most, least = (
            ("最多", "最少")
            if told.item.by is None and told.now.indicator.aggregation == "sum"
            else ("最高", "最低")
        )
        if first.value == last.value:
            return (Span(f"{told.name}各单位均为"), self._voice.value(told.lines[first.region]))
        return (
            Span(f"{told.name}{first.name}{most}，"), self._voice.value(told.lines[first.region]),
            Span(f"；{last.name}{least}，"), self._voice.value(told.lines[last.region]),
        )  # fmt: skip

    def _chart(self, told: Told) -> Chart | None:
        """The units in order, from zero; the middle ones are left out where there are too many."""
        entries = told.now.ranking.entries
        if len(entries) > _BARS:
            entries = (*entries[: _BARS // 2], *entries[-_BARS // 2 :])
        shown = [told.now.figure(it) for it in entries]
        scale = {it.numeral.unit for it in shown}
        if len(scale) > 1 or len({it.fact.value for it in shown}) == 1:
            return None
        unit = scale.pop()
        bars = tuple(self._bar(it, told, unit) for it in shown)
        short = unit.partition("/")[0] if told.item.by else unit
        all_of_them = len(bars) == told.now.ranking.ranked
        return Chart(
            told.name, short if all_of_them else f"{short}，首尾各半", told.now.when, bars, lying=True
        )

    def _bar(self, shown: Figure, told: Told, unit: str) -> Bar:
        text = shown.numeral.grouped
        entry = self._voice.register.bind(text, shown.fact, told.now.indicator)
        return Bar(shown.place, shown.fact.value / units.parse(unit).factor, Span(text, entry))

    def _scores(self) -> Slide:
        points = []
        for card in self._bulletin.cards[:6]:
            if card.total and card.rank:
                rank = self._voice.own(f"第{card.rank.value}位", card.rank, own.RANK)
                score = self._voice.own(f"{card.total.value:.2f}分", card.total, own.SCORE)
                points.append((Span(f"{card.name}"), score, Span("，并列" if card.tied else "，"), rank))
        return Slide(
            (Span("考核评分"),),
            tuple(points),
            footer="缺数的项目不计分，按可计分的分值折算；全部得分和依据见附件",
        )

    def _problems(self) -> Slide:
        found, voice = self._bulletin.found, self._voice
        points = [self._behind(it) for it in found.behind[:2]]
        points += [
            (Span(f"{it.line.figure.place}{it.told.name}"), voice.value(it.line), Span("，居"), *voice.rank(it.told, it.unit))
            for it in found.worse[:2]
        ]  # fmt: skip
        points += [
            (
                Span(f"{it.line.figure.place}{it.told.name}"),
                *(voice.change(it.line) or ()),
                Span("，未作说明"),
            )
            for it in found.unexplained[:1]
        ]
        late = [self._matter.name(unit) for unit in self._matter.returns.late]
        points += [(Span(f"{'、'.join(late)}迟报"),)] if late else []
        points = points or [(Span("本期数据未反映出进度滞后或靠后变差的问题"),)]
        return Slide((Span("存在问题"),), tuple(points), footer=self._footer(self._matter.told))

    def _demands(self) -> list[Slide]:
        """The topics of what is demanded, as the text has them."""
        heading = dict(self._matter.template.chapters).get(template.NEXT)
        paragraphs = self._bulletin.document.paragraphs
        starts = [
            at
            for at, it in enumerate(paragraphs)
            if it.style is Style.HEADING and it.text.endswith(f"、{heading}")
        ]
        if not heading or not starts:
            return []
        told = [it for it in paragraphs[starts[0] + 1 :] if it.lead]
        points = tuple((Span(it.spans[0].text.partition("）")[2].rstrip("。")),) for it in told)
        return [Slide((Span(heading),), points, footer=self._footer(self._matter.told))]

    def _behind(self, it: Finding) -> tuple[Span, ...]:
        more = [Span("，"), *pace] if (pace := self._voice.pace(it.line)) else []
        return (
            Span(f"{it.line.figure.place}{it.told.name}"), self._voice.value(it.line), Span("，"),
            *(self._voice.done(it.line) or ()), *more,
        )  # fmt: skip

    def _unit(self, unit: str) -> Slide:
        """One unit: its figures large, with their positions where those mean something."""
        told = [it for it in self._matter.told if unit in it.lines]
        told.sort(key=lambda it: not self._matter.ranks(it))
        lines = [(it.name, it.lines[unit]) for it in told[:_BIGS]]
        bigs = tuple(Big(name, self._voice.value(line), line.figure.when) for name, line in lines)
        spans: list[Span] = []
        for it in self._best_and_worst(told, unit):
            spans += [Span("，" if spans else "："), Span(it.name), *self._voice.rank(it, unit)]
        return Slide((Span(self._matter.name(unit)), *spans), bigs=bigs, footer=self._footer(told[:_BIGS]))

    def _best_and_worst(self, told: Sequence[Told], unit: str) -> list[Told]:
        """The figures in which a unit stands highest and lowest."""
        ranked = [it for it in told if self._matter.ranks(it) and it.row.values[0] != it.row.values[-1]]
        ranked.sort(key=lambda it: it.now.ranking.entry(unit).rank)
        return ranked if len(ranked) < 3 else [ranked[0], ranked[-1]]

    def _footer(self, told: Sequence[Told]) -> str:
        """数据来源, 时期 in one line."""
        facts = [line.figure.fact for it in told for line in it.lines.values()]
        while any(it.derivation for it in facts):
            facts = [leaf for it in facts for leaf in (it.derivation.operands if it.derivation else (it,))]
        kinds = list(dict.fromkeys(it.status.zh for it in facts))
        times = list(dict.fromkeys(it.now.when for it in told))
        return f"数据来源：{'、'.join(kinds[:3])}　时期：{'、'.join(times[:3])}"
