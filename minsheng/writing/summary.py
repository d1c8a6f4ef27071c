"""The internal 工作总结: what was done, what is wanting, what comes next; every number of it bound like the answer's."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.catalogue import Catalogue
from minsheng.facts import State
from minsheng.period import Period
from minsheng.writing import problems, quoting, wording
from minsheng.writing.binding import Register
from minsheng.writing.composition import ORDINALS, Writer
from minsheng.writing.document import Paragraph, Span, Style
from minsheng.writing.matter import Frame, Matter
from minsheng.writing.noted import Noted
from minsheng.yearlines import Line, Missing

_MOST = 4  # figures that one problem names
_MOST_CAUSES = 2  # explanations that one figure cites


class Summary:
    """Writes one 工作总结 with a writer's chapters."""

    def __init__(
        self, matter: Matter, frame: Frame, writer: Writer, register: Register, noted: Noted, catalogue: Catalogue
    ) -> None:  # fmt: skip
        self._noted, self._catalogue = noted, catalogue
        self._matter, self._frame, self._writer, self._register = matter, frame, writer, register
        lines = matter.year.lines
        self._missed, self._fallen = problems.missed(lines)[:_MOST], problems.fallen(lines)[:_MOST]
        self._closed = all(line.figure.fact.period.is_year_end for line in self._missed)
        self._doubtful = problems.doubtful(lines)[:_MOST]

    def paragraphs(self) -> list[Paragraph]:
        """The whole text."""
        told = f"{self._frame.span}，{self._frame.office}认真履行基本民生保障、基层社会治理、基本社会服务职责，现将工作情况总结如下。"
        return [
            *self._writer.titled(),
            Paragraph(Style.BODY, (Span(told),)),
            _headed("一、工作完成情况"),
            *self._writer.achievements(),
            _headed("二、存在问题"),
            *self._problems(),
            _headed("三、下步打算"),
            *self._next(),
        ]

    # -- problems -----------------------------------------------------------------------------
    def _problems(self) -> list[Paragraph]:
        speaker = self._writer.speaker
        found = [
            (
                "部分任务没有完成" if self._closed else "部分任务进度偏慢",
                [self._told(line, speaker.progress(line)) for line in self._missed],
            ),
            (
                "部分指标有所回落",
                [self._told(line, speaker.change(line)) for line in self._fallen],
            ),
            ("部分数据有待核实", self._doubts()),
        ]
        told = [(lead, points) for lead, points in found if points]
        if not told:
            said = "从已有数据看，未发现没有完成的年度任务和明显回落的指标；工作中的其他问题，请有关科室据实补充。"
            return [Paragraph(Style.BODY, (Span(said),))]
        return [self._listed(place, *each) for place, each in enumerate(told)]

    def _doubts(self) -> list[list[Span]]:
        names = "、".join(dict.fromkeys(line.indicator.name for line in self._doubtful))
        missing = "、".join(dict.fromkeys(each.name for each in self._unreported()))
        told = [
            f"{names}等数据标注待核，核实前不宜对外引用" if names else "",
            f"{missing}等指标未报" if missing else "",
            f"审核对{asked}提出的疑点尚未说明" if (asked := self._asked()) else "",
        ]
        return [[Span(each)] for each in told if each]

    def _asked(self) -> str:
        """三季度、四季度的农村低保临时补贴: what 审核 asked about and nobody explained."""
        found = [
            f"{'、'.join(_within(it) for it in periods)}的{self._catalogue[code].name}"
            for code, periods in self._noted.open(self._matter.year.year).items()
        ]
        return "，".join(found[:_MOST]) + ("等" if found[_MOST:] else "")

    def _told(self, line: Line, how: Sequence[Span]) -> list[Span]:
        """A figure, how it is wanting, and what the place or its units wrote about the cause."""
        about = (line.figure.fact, line.indicator)
        causes: list[Span] = []
        for it in self._noted.causes(line.figure.fact)[:_MOST_CAUSES]:
            said = quoting.quoted(it.text, about, it.place or line.figure.place, self._register)
            causes += [Span("，" if causes else "（"), Span(f"{it.place}上报说明：“"), *said, Span("”")]
        return [*self._named(line), Span("，"), *how, *causes, *([Span("）")] if causes else [])]

    def _unreported(self) -> list[Missing]:
        return [each for each in self._matter.year.missing if each.state == State.NOT_REPORTED.zh][:_MOST]

    def _named(self, line: Line) -> list[Span]:
        shown = line.figure
        bound = self._register.bind(shown.prose, shown.fact, line.indicator)
        return [Span(wording.spoken(line.indicator.name)), Span(shown.prose, bound)]

    def _listed(self, place: int, lead: str, points: Sequence[Sequence[Span]]) -> Paragraph:
        """二是部分指标有所回落。…；…。"""
        spans = [Span(f"{ORDINALS[place]}是{lead}。")]
        for number, point in enumerate(points):
            spans += [*([Span("；")] if number else []), *point]
        self._writer.note(spans)
        return Paragraph(Style.BODY, (*spans, Span("。")), lead=1)

    # -- what comes next ----------------------------------------------------------------------
    def _next(self) -> list[Paragraph]:
        missed, fallen = (_names(lines) for lines in (self._missed, self._fallen))
        doubts = bool(self._doubtful or self._unreported() or self._asked())
        steps: list[tuple[str, list[Span]]] = []
        if missed:
            steps.append(("补齐任务缺口", [Span(f"对{missed}逐项明确责任科室和完成时限，按月调度")]))
        if fallen:
            steps.append(("查清回落原因", [Span(f"对{fallen}逐项分析原因，有针对性地改进工作")]))
        if self._matter.ahead:
            steps.append((f"落实{self._frame.next}任务", self._writer.planned(self._matter.ahead)))
        steps.append(
            ("抓好重点工作", [Span("；".join(self._writer.aims()) or "聚焦主责主业，抓好各项工作落实")])
        )
        if doubts:
            steps.append(("提高数据质量", [Span("核实待核和存疑数据，补报缺漏数据，做到一数一源、有据可查")]))
        return [self._listed(place, lead, [spans]) for place, (lead, spans) in enumerate(steps)]


def _within(period: Period) -> str:
    """The time inside its year: 三季度, 11月, 全年."""
    return period.name.partition("年")[2] or "全年"


def _names(lines: Sequence[Line]) -> str:
    return "、".join(dict.fromkeys(wording.spoken(line.indicator.name) for line in lines))


def _headed(text: str) -> Paragraph:
    return Paragraph(Style.HEADING, (Span(text),))
