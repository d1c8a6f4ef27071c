"""The annexes of a 通报: tasks and main figures, the order of the units, 考核评分, a page a unit, the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng.bulletin import cards, own, scheme
from minsheng.bulletin.cards import Card
from minsheng.bulletin.composing import absent, span
from minsheng.bulletin.matter import Matter, Told
from minsheng.bulletin.scheme import Criterion
from minsheng.bulletin.voice import Voice, bare
from minsheng.catalogue import Indicator
from minsheng.facts import Fact, plain
from minsheng.geography.regions import Regions
from minsheng.writing import annexes
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Cell, Span, Table, cell
from minsheng.yearlines import Line

_NONE = cell("—")
#: figures side by side in the table of units
_ACROSS = 9


class Annexes:
    """Writes the tables of one 通报."""

    def __init__(self, matter: Matter, scored: Sequence[Card], voice: Voice) -> None:
        self._matter, self._cards, self._voice = matter, scored, voice

    @property
    def titles(self) -> list[str]:
        """The annexes in order; those of one title are one annex."""
        place = self._matter.place
        noun = self._noun
        found = [f"{place}主要指标和任务完成情况表"] if self._told_whole else []
        found.append(f"各{noun}主要指标情况表")
        found += [f"各{noun}考核评分表"] if self._cards else []
        return [*found, f"各{noun}分页情况", "数据核对表"]

    @property
    def _noun(self) -> str:
        return self._matter.told[0].now.noun

    @property
    def _told_whole(self) -> list[Told]:
        return [it for it in self._matter.told if it.whole]

    def tables(self) -> list[Table]:
        """All tables but the checklist, which lists what the text says."""
        groups = [[self._main()]] if self._told_whole else []
        groups += [self._units()]
        groups += [self._scores()] if self._cards else []
        groups += [self._pages()]
        return [_numbered(table, number) for number, group in enumerate(groups, start=1) for table in group]

    # -- the whole ------------------------------------------------------------------------------
    def _main(self) -> Table:
        return Table(
            "",
            self.titles[0],
            f"{span(self._matter)}，金额以万元计",
            ("指标", "时期", "数值", "上年同期", "同比", "年度任务", "完成率"),
            (36, 15, 23, 23, 27, 17, 15),
            [self._main_row(it) for it in self._told_whole],
            (2, 3, 4, 5, 6),
        )

    def _main_row(self, told: Told) -> list[Cell]:
        line, voice = told.whole, self._voice
        return [
            cell(told.name),
            cell(_short_time(line)),
            (voice.value(line, grouped=True),),
            self._before(line),
            self._change(line),
            self._target(line),
            (voice.share(line),) if line.completion else _NONE,
        ]

    def _before(self, line: Line) -> Cell:
        if line.last_year is None:
            return _NONE
        text = bare(line.last_year.display, line.indicator)
        return (Span(text, self._voice.register.bind(text, line.last_year.fact, line.indicator)),)

    def _change(self, line: Line) -> Cell:
        """The change without the words before it."""
        spans = self._voice.change(line)
        return (spans[-1],) if spans else _NONE

    def _target(self, line: Line) -> Cell:
        if line.completion is None:
            return _NONE
        text = line.target.display
        return (Span(text, self._voice.register.bind(text, line.target.fact, line.indicator, "target")),)

    # -- the units ------------------------------------------------------------------------------
    def _units(self) -> list[Table]:
        """Units down, figures across, their positions where those mean something; as many tables as the page needs."""
        told = [it for it in self._matter.told if it.item.in_table] or list(self._matter.told)
        parts = -(-len(told) // _ACROSS)
        size = -(-len(told) // parts)
        return [self._across(told[start : start + size]) for start in range(0, len(told), size)]

    def _across(self, told: Sequence[Told]) -> Table:
        width = min(40, 215 // len(told))
        rows = [
            [cell(unit.name_at(self._matter.period)), *(self._at(it, unit.code) for it in told)]
            for unit in self._matter.units
        ]
        if any(it.whole for it in told):
            rows.append([
                cell(self._matter.place),
                *((self._voice.value(it.whole, grouped=True),) if it.whole else _NONE for it in told),
            ])  # fmt: skip
        return Table(
            "",
            f"各{self._noun}主要指标情况表",
            f"{span(self._matter)}；有好坏之分且按人口折算或为比率、标准的注明位次",
            (self._noun, *(_headed(it) for it in told)),
            (32, *(width for _ in told)),
            rows,
            tuple(range(1, len(told) + 1)),
            landscape=True,
            notes=self._lamps(told),
        )

    def _at(self, told: Told, unit: str) -> Cell:
        line = told.lines.get(unit)
        if line is None:
            states = {it.region: absent(it.state) for it in told.now.ranking.missing}
            return cell(states.get(unit, "不可比"))
        value = self._voice.value(line, grouped=True)
        if not self._matter.ranks(told):
            return (value,)
        return (value, Span("（"), self._voice.position(told, unit), Span("）"))

    def _lamps(self, told: Sequence[Told]) -> list[Cell]:
        """What the comparison's lamps say against the figures of a table, in words."""
        said = [
            f"{it.name}：{light.why}"
            for it in told
            for light in it.now.lights
            if light.why and light.lamp.value != "报送齐全"
        ]
        return [cell(f"注：{'；'.join(said)}。")] if said else []

    # -- 考核评分 ---------------------------------------------------------------------------------
    def _scores(self) -> list[Table]:
        return [self._score_table(), self._method()]

    def _score_table(self) -> Table:
        criteria = [mark.criterion for mark in self._cards[0].marks]
        width = min(34, 150 // len(criteria))
        return Table(
            "",
            f"各{self._noun}考核评分表",
            f"{span(self._matter)}，单位：分",
            ("位次", self._noun, *(it.name for it in criteria), "扣分", "总分"),
            (16, 32, *(width for _ in criteria), 18, 18),
            [self._card(it) for it in self._cards],
            tuple(range(2, len(criteria) + 4)),
            landscape=True,
            notes=[cell(f"注：{cards.LACKING}{cards.TIES}")],
        )

    def _card(self, card: Card) -> list[Cell]:
        bound, rank = self._score, _NONE
        if card.rank:
            spans = (self._voice.own(f"第{card.rank.value}位", card.rank, own.RANK),)
            rank = (Span("并列"), *spans) if card.tied else spans
        off = sum((it.off.value for it in card.cuts), Decimal(0))
        parts = [it.off for it in card.cuts]
        where = (card.region, self._matter.period)
        cut = own.computed(own.OFF, where, off, "扣分＝各项扣分之和", parts) if parts else None
        return [
            rank, cell(card.name), *(bound(it.score, own.SCORE) for it in card.marks), bound(cut, own.OFF),
            bound(card.total, own.SCORE),
        ]  # fmt: skip

    def _score(self, fact: Fact | None, indicator: Indicator) -> Cell:
        if fact is None:
            return _NONE
        return (self._voice.own(f"{fact.value:.2f}", fact, indicator),)

    def _method(self) -> Table:
        """考核评分办法: what is scored, by which rule; what is deducted."""
        criteria = [mark.criterion for mark in self._cards[0].marks]
        rows = [self._method_row(it) for it in criteria]
        rows += [self._deduction_row(it) for it in self._matter.template.scheme.deductions]
        return Table(
            "",
            "考核评分办法",
            "分值、界限和扣分由通报样式规定",
            ("项目", "分值", "计分办法", "零分值", "满分值"),
            (46, 18, 62, 19, 19),
            rows,
            (1, 3, 4),
        )

    def _method_row(self, criterion: Criterion) -> list[Cell]:
        note = f"；{criterion.note}" if criterion.note else ""
        unit = "%" if criterion.rule is scheme.Rule.GROWTH else criterion.indicator.unit
        where = (self._matter.region.code, self._matter.period)
        points = f"{plain(criterion.weight)}分"
        return [
            cell(criterion.name),
            (self._voice.own(points, cards.weight(criterion, where), own.WEIGHT),),
            cell(f"{criterion.rule.words}{note}"),
            self._limit(criterion.zero if criterion.rule is not scheme.Rule.RANK else None, criterion, unit),
            self._limit(criterion.full if criterion.rule is not scheme.Rule.RANK else None, criterion, unit),
        ]

    def _deduction_row(self, it: scheme.Deduction) -> list[Cell]:
        where = (self._matter.region.code, self._matter.period)
        points = own.computed(own.OFF, where, it.points, f"考核评分办法：每{it.each}{it.fault}扣分")
        cap = own.computed(own.OFF, where, it.cap, f"考核评分办法：{it.fault}最多扣分")
        return [
            cell(f"{it.fault}（扣分）"),
            (self._voice.own(f"{plain(it.points)}分", points, own.OFF),),
            (Span(f"每{it.each}扣分，最多扣"), self._voice.own(f"{plain(it.cap)}分", cap, own.OFF)),
            _NONE,
            _NONE,
        ]

    def _limit(self, value: Decimal | None, criterion: Criterion, unit: str) -> Cell:
        if value is None:
            return _NONE
        where = (self._matter.region.code, self._matter.period)
        bound = own.computed(own.BOUND, where, value, f"考核评分办法：{criterion.name}的界限")
        fact = replace(bound, unit=unit)
        return (self._voice.own(f"{plain(value)}{unit}", fact, own.BOUND),)

    # -- a page a unit --------------------------------------------------------------------------
    def _pages(self) -> list[Table]:
        return [self._page(unit.code) for unit in self._matter.units]

    def _page(self, unit: str) -> Table:
        standing = self._matter.returns.standings.get(unit)
        said = (
            f"报送：{standing.word}" if standing and self._matter.returns.kept and not standing.late else ""
        )
        rows = [self._page_row(it, unit) for it in self._matter.told if unit in it.lines]
        return Table(
            "",
            f"{self._matter.name(unit)}工作情况",
            f"{span(self._matter)}{'；' if said else ''}{said}",
            ("指标", "时期", "数值", "同比", "完成率", "位次", f"{self._matter.place}"),
            (38, 15, 23, 27, 15, 16, 22),
            rows or [[cell("本期没有可比的数"), *(_NONE for _ in range(6))]],
            (2, 3, 4, 6),
            notes=self._remarks(unit),
        )

    def _page_row(self, told: Told, unit: str) -> list[Cell]:
        line, voice = told.lines[unit], self._voice
        return [
            cell(told.name),
            cell(_short_time(line)),
            (voice.value(line, grouped=True),),
            self._change(line),
            (voice.share(line),) if line.completion else _NONE,
            (voice.position(told, unit),) if self._matter.ranks(told) else cell("按数值"),
            (voice.value(told.whole, grouped=True),) if told.whole else _NONE,
        ]

    def _remarks(self, unit: str) -> list[Cell]:
        """How the unit reported, its score, its explanations, and what it has no figure of."""
        voice, returns = self._voice, self._matter.returns
        found: list[list[Span] | None] = []
        words = (
            (returns.late, own.DAYS, "迟报", "迟报天数＝收到日期－截止日期"),
            (returns.corrected, own.ITEMS, "更正已报数据", "更正的数计数"),
            (returns.open, own.ITEMS, "审核发现问题尚未说明", "尚未说明的审核问题计数"),
        )
        for counts, indicator, word, formula in words:
            counted = voice.count(counts.get(unit, 0), indicator, formula, unit)
            found.append([Span(word), counted] if counted else None)
        card = next((it for it in self._cards if it.region == unit), None)
        if card and card.total:
            found.append([Span("考核得分"), voice.own(f"{card.total.value:.2f}分", card.total, own.SCORE)])
        there = [it for it in found if it]
        lines: list[Cell] = []
        if there:
            spans = [part for it in there for part in (*it, Span("；"))]
            lines.append((Span("备注："), *spans[:-1], Span("。")))
        return [*lines, *self._own_words(unit)]

    def _own_words(self, unit: str) -> list[Cell]:
        lines: list[Cell] = []
        for told in self._matter.told:
            line = told.lines.get(unit)
            text = self._matter.explanation(unit, line) if line else ""
            if text:
                quoted = self._voice.quoted(text, (line.figure.fact, line.indicator), line.figure.place)
                lines.append((Span(f"上报说明（{told.name}）："), *quoted, Span("。")))
        return lines


def _short_time(line: Line) -> str:
    """The time inside the year that the table is of: 9月底, 1—9月, 年底, 全年."""
    inside = line.figure.when.partition("年")[2]
    return {"": "全年", "底": "年底"}.get(inside, inside)


def _numbered(table: Table, number: int) -> Table:
    return replace(table, annex=f"附件{number}")


def _headed(told: Told) -> str:
    """A column's heading with the unit; what is divided by stands in the name."""
    unit = told.now.indicator.unit.partition("/")[0] if told.item.by else told.now.indicator.unit
    return f"{told.name}（{'万元' if unit == '元' else unit}）"


# -- the checklist --------------------------------------------------------------------------------
def checklist(entries: Sequence[Entry], register: Register, regions: Regions, annex: str) -> Table:
    """The numbers that the text says, each with its sentence, unit, meaning, time and source."""
    said = [register.sentence(it) or "见附件表" for it in entries]
    return Table(
        annex,
        "数据核对表",
        "列出正文的数字；附件表内的数字在电子版中带有数据编号",
        ("数据编号", "句子", "数值", "单位", "指标和口径", "时期", "来源"),
        (28, 70, 24, 26, 36, 22, 40),
        [_checked(*each, regions) for each in zip(entries, said, ["", *said], strict=False)],
        landscape=True,
    )


def _checked(entry: Entry, said: str, before: str, regions: Regions) -> list[Cell]:
    shown = annexes.shown_figure(entry)
    return [
        cell(entry.id),
        cell("同上" if said == before else said),
        (Span(entry.quote, entry),),
        cell(regions.get(entry.fact.region).name_at(entry.fact.period)),
        cell(f"{shown.name}（{meaning(entry)}）"),
        cell(shown.when),
        cell(annexes.origin(entry.fact)),
    ]


def meaning(entry: Entry) -> str:
    """What a number states: 期末, 增减, 位次 …"""
    if entry.fact.indicator in own.CODES:
        return "计算"
    if entry.measure == "quoted":
        return "单位自述"
    return annexes.meaning(entry)
