"""The text of a 通报 in the genre's own order: title, 主送, 总体情况, 分项进展, 存在问题, 下步要求, 落款, 附件."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from minsheng.bulletin import own, template
from minsheng.bulletin.findings import Finding, Findings
from minsheng.bulletin.matter import Matter, Told
from minsheng.bulletin.voice import Part, Voice, is_behind
from minsheng.comparison.candidates import Lamp
from minsheng.comparison.ranking import Entry
from minsheng.facts import Fact, State, Status
from minsheng.writing import wording
from minsheng.writing.document import Paragraph, Span, Style

_ORDINALS = "一二三四五六七八九十"
_ADDRESSEES = {"town": "to_towns", "prefecture": "to_cities", "province": "to_provinces"}


def span(matter: Matter) -> str:
    """The time in the title: 2023年三季度, 2023年11月, 2023年度."""
    period = matter.period
    return f"{period.year}年度" if period.kind == "year" else period.name


class Composer:
    """Writes one text."""

    def __init__(self, matter: Matter, found: Findings, voice: Voice, dated: date) -> None:
        self._matter, self._found, self._voice, self._dated = matter, found, voice, dated
        self._whole = wording.whole(matter.place)
        self._writers: dict[str, Callable[[], list[Paragraph]]] = {
            template.OVERALL: self._overall,
            template.PROGRESS: self._progress,
            template.PROBLEMS: self._problems,
            template.NEXT: self._next,
        }

    @property
    def title(self) -> str:
        """The document's name."""
        return "".join(
            it.text for it in self._voice.said("title", span=span(self._matter), whole=self._whole)
        )

    def paragraphs(self, annexes: Sequence[str]) -> list[Paragraph]:
        """The whole text; ``annexes`` are the titles of what follows it."""
        matter, said = self._matter, self._voice.said
        level = next((it.level for it in matter.units if it.level not in ("zone", "own")), "county")
        head = [Paragraph(Style.TITLE, (Span(self.title),))]
        if matter.demo:
            head.append(Paragraph(Style.MARK, (Span("（演示数据：地区和数字均为虚构）"),)))
        head.append(Paragraph(Style.TO, said(_ADDRESSEES.get(level, "to_counties"))))
        head.append(Paragraph(Style.BODY, said("opening", span=span(matter), whole=self._whole)))
        body: list[Paragraph] = []
        for number, (part, heading) in enumerate(matter.template.chapters):
            body.append(Paragraph(Style.HEADING, (Span(f"{_ORDINALS[number]}、{heading}"),)))
            body += self._writers[part]()
        return [*head, *body, *self._annexes(annexes), *self._signed(), self._about()]

    # -- 总体情况 -------------------------------------------------------------------------------
    def _overall(self) -> list[Paragraph]:
        told = [it for it in (self._returns(), *self._tasks(), self._ledger()) if it]
        return _paragraph("", told or [self._covered()])

    def _covered(self) -> tuple[Span, ...]:
        """What the 通报 covers, where there are neither returns nor tasks to speak of."""
        matter, count = self._matter, self._voice.count
        return self._voice.said(
            "covered",
            units=count(len(matter.units), own.UNITS, "下级单位计数"),
            items=count(len(matter.told), own.ITEMS, "所列指标计数"),
        )

    def _returns(self) -> tuple[Span, ...]:
        returns, count = self._matter.returns, self._voice.count
        if not returns.kept:
            return ()
        due, missing = len(returns.standings), len(returns.missing)
        return self._voice.said(
            "returns",
            due=count(due, own.UNITS, "应报单位计数"),
            received=count(due - missing, own.UNITS, "已报单位计数"),
            late=count(len(returns.late), own.UNITS, "迟报单位计数"),
            missing=count(missing, own.UNITS, "未报单位计数"),
            corrected=count(len(returns.corrected), own.UNITS, "更正数据的单位计数"),
            open=count(len(returns.open), own.UNITS, "有问题尚未说明的单位计数"),
        )

    def _tasks(self) -> list[tuple[Span, ...]]:
        tasks, count = self._found.tasks, self._voice.count
        if not tasks:
            return []
        behind = sum(is_behind(it.line) for it in tasks)
        head = self._voice.said(
            "tasks",
            tasks=count(len(tasks), own.ITEMS, "有年度任务的指标计数"),
            ontime=count(len(tasks) - behind, own.ITEMS, "达到时序进度的指标计数"),
            behind=count(behind, own.ITEMS, "落后于时序进度的指标计数"),
        )
        return [head, *(self._about_task("task", it) for it in tasks)]

    def _ledger(self) -> tuple[Span, ...]:
        """How the tasks of the 任务台账 stand."""
        ledger = self._matter.ledger
        if ledger is None:
            return ()
        parts = {code.removeprefix("tasks_"): self._counted_task(fact) for code, fact in ledger.facts.items()}
        return self._voice.said("ledger", **parts)

    def _counted_task(self, fact: Fact) -> Span | None:
        if not fact.value:
            return None
        return self._voice.own(f"{fact.value}{fact.unit}", fact, self._matter.catalogue[fact.indicator])

    def _ledger_behind(self) -> list[tuple[Span, ...]]:
        """The tasks of the 任务台账 that lag or are overdue, with who answers for them."""
        ledger = self._matter.ledger
        if ledger is None:
            return []
        total = ledger.facts["tasks_total"]
        about = (total, self._matter.catalogue[total.indicator])
        return [
            self._voice.said(
                "ledger_behind",
                title=self._voice.quoted(it.task.title, about, "任务台账"),
                owner="、".join(it.owners),
                state=str(it.state),
            )
            for it in ledger.board.attention
            if it.is_behind
        ]

    def _about_task(self, sentence: str, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            sentence, whole=self._whole, unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            done=voice.done(it.line), pace=voice.pace(it.line),
        )  # fmt: skip

    # -- 分项进展 -------------------------------------------------------------------------------
    def _progress(self) -> list[Paragraph]:
        topics: dict[str, list[Told]] = {}
        for it in self._matter.told:
            topics.setdefault(it.item.topic, []).append(it)
        found = [
            paragraph
            for number, (topic, told) in enumerate(topics.items())
            for paragraph in _paragraph(
                f"（{_ORDINALS[number % 10]}）{topic}。",
                [part for it in told for part in self._about_item(it)],
            )
        ]
        most = self._matter.template.number("changes")
        moved = [self._moved("explained", it) for it in self._found.explained[:most]]
        return [*found, *_paragraph(_plain(self._voice.said("lead_changes")), moved)]

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

    def _moved(self, sentence: str, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            sentence, unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            change=voice.change(it.line), explanation=voice.quoted(
                it.explanation, (it.line.figure.fact, it.line.indicator), it.line.figure.place
            ),
        )  # fmt: skip

    # -- 存在问题 -------------------------------------------------------------------------------
    def _problems(self) -> list[Paragraph]:
        most = self._matter.template.number("problems")
        found = self._found
        kinds = {
            "lead_behind": [self._behind(it) for it in found.behind[:most]],
            "lead_ledger": self._ledger_behind()[:most],
            "lead_worse": [self._worse(it) for it in found.worse[:most]],
            "lead_unexplained": [self._moved("unexplained", it) for it in found.unexplained[:most]],
            "lead_returns": self._faults(),
        }
        there = {lead: said for lead, told in kinds.items() if (said := [it for it in told if it])}
        if not there:
            return _paragraph("", [self._voice.said("none")])
        return [
            paragraph
            for number, (lead, said) in enumerate(there.items())
            for paragraph in _paragraph(f"{_ORDINALS[number]}是{_plain(self._voice.said(lead))}", said)
        ]

    def _behind(self, it: Finding) -> tuple[Span, ...]:
        return self._about_task("unit_behind" if it.unit else "behind", it)

    def _worse(self, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            "worse", unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            rank=voice.rank(it.told, it.unit), change=voice.change(it.line), fell=self._fell(it),
        )  # fmt: skip

    def _fell(self, it: Finding) -> Part:
        """How the position fell since last year."""
        if not it.told.row.fell(it.unit):
            return None
        before = it.told.row.before.ranking
        entry = before.entry(it.unit)
        where = (it.unit, entry.fact.period)
        fact = own.computed(
            own.RANK, where, entry.rank, f"位次＝{it.told.name}的次序，同值并列", [entry.fact]
        )
        return [Span("上年同期为"), self._voice.own(f"第{entry.rank}位", fact, own.RANK)]

    def _faults(self) -> list[tuple[Span, ...]]:
        returns, voice = self._matter.returns, self._voice
        return [
            voice.said("missing", units="、".join(self._matter.name(unit) for unit in returns.missing)),
            voice.said("late", units=self._counted(returns.late, own.DAYS, "迟报天数＝收到日期－截止日期")),
            voice.said("corrected", units=self._counted(returns.corrected, own.ITEMS, "更正的数计数")),
            voice.said("open", units=self._counted(returns.open, own.ITEMS, "尚未说明的审核问题计数")),
        ]

    def _counted(self, counts, indicator, formula: str) -> list[Span]:  # noqa: ANN001 - counts by unit
        spans: list[Span] = []
        for unit, number in counts.items():
            spans += [Span("、")] if spans else []
            spans += [
                Span(f"{self._matter.name(unit)}（"), self._voice.count(number, indicator, formula, unit), Span("）"),
            ]  # fmt: skip
        return spans

    # -- 下步要求 -------------------------------------------------------------------------------
    def _next(self) -> list[Paragraph]:
        found, returns, said = self._found, self._matter.returns, self._voice.said
        faulty = [*returns.missing, *returns.late, *returns.corrected, *returns.open] if returns.kept else []
        ledger = ["部分台账任务"] if self._ledger_behind() else []
        asked = (
            said("next_behind", behind=_names([*(it.told.name for it in found.behind), *ledger])),
            said("next_worse", worse=_names(it.line.figure.place for it in found.worse)),
            said("next_explain", unexplained=_names(it.line.figure.place for it in found.unexplained)),
            said("next_returns", returns=_names(self._matter.name(unit) for unit in faulty)),
            said("next_always"),
        )
        there = [it for it in asked if it]
        return [
            Paragraph(Style.BODY, _split(f"（{_ORDINALS[number]}）", spans), lead=1)
            for number, spans in enumerate(there)
        ]

    # -- the end --------------------------------------------------------------------------------
    def _annexes(self, titles: Sequence[str]) -> list[Paragraph]:
        head = [f"附件：{titles[0]}"] if len(titles) == 1 else []
        many = [f"{'附件：' if n == 1 else '　　　'}{n}.{title}" for n, title in enumerate(titles, start=1)]
        return [Paragraph(Style.BODY, (Span(text),)) for text in head or many]

    def _signed(self) -> list[Paragraph]:
        matter, day = self._matter, self._dated
        office = wording.office(matter.place, matter.region.level)
        words = (office, f"{day.year}年{day.month}月{day.day}日")
        return [Paragraph(Style.SIGNED, (Span(text),)) for text in words]

    def _about(self) -> Paragraph:
        """What a reader must know of the figures."""
        facts = [line.figure.fact for it in self._matter.told for line in it.lines.values()]
        said = [
            "文中和附件中的数字均有数据编号，正文所列见数据核对表",
            "期末数为所注时点数，其余为所注期间的累计数",
            "中性指标和不折算的绝对数只按数值排列，不评优劣",
            "文稿引用的数字未经核定" if any(it.status is Status.PRESS for it in facts) else "",
            "部分数待核" if any(it.pending for it in facts) else "",
            "部分数据因四舍五入的原因，存在总计与分项合计不等的情况",
        ]
        return Paragraph(Style.NOTE, (Span(f"数据说明：{'；'.join(part for part in said if part)}。"),))


def absent(state: State) -> str:
    """Why there is no number, as a text that leaves the house says it: what is hidden is hidden by us or by the source."""
    return "已隐去" if state is State.WITHHELD else state.zh


def _paragraph(lead: str, sentences: Iterable[Sequence[Span]]) -> list[Paragraph]:
    """A paragraph of sentences after its topic; none where there are no sentences."""
    spans = [span for sentence in sentences for span in sentence]
    if not spans:
        return []
    return [Paragraph(Style.BODY, (Span(lead), *spans) if lead else tuple(spans), lead=1 if lead else 0)]


def _split(ordinal: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """A demand with its topic (its first clause) apart, as a lead."""
    first, stop, rest = spans[0].text.partition("。")
    return (Span(f"{ordinal}{first}{stop}"), Span(rest), *spans[1:])


def _plain(spans: Sequence[Span]) -> str:
    return "".join(it.text for it in spans)


def _names(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))
