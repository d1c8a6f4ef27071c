"""调度单 and 年终完成情况表: the ledger as papers, in Word and Excel, every count and figure bound like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from minsheng import numerals, workbook
from minsheng.catalogue import Catalogue
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.tasks.board import Standing
from minsheng.tasks.summary import Summary, counted
from minsheng.tasks.task import LEVELS, State
from minsheng.writing import annexes, binding, wording
from minsheng.writing.binding import Register
from minsheng.writing.document import Cell, Document, Paragraph, Span, Style, Table, cell, entries_of, plain

_ORDINALS = "一二三四五六七八九十"
_COUNTED = (("tasks_total", "在册"), ("tasks_done", "已完成"), ("tasks_behind", "滞后"), ("tasks_overdue", "其中逾期"), ("tasks_silent", "本月未报"))  # fmt: skip
#: so many tasks of a kind are named in a paragraph; the table has all
_NAMED = 6


def offered(told: Summary, regions: Regions, catalogue: Catalogue) -> list[tuple[str, Callable[[], bytes]]]:
    """The papers of a board as file names with what makes them."""
    board = told.board
    month, year = f"{board.year}年{board.day.month}月任务调度单", f"{board.year}年重点任务完成情况表"
    with_all = (told, regions, catalogue)
    papers = ((month, partial(slip, *with_all)), (year, partial(completion, *with_all)))
    return [
        (workbook.file_name(board.place, name, kind=kind), partial(_made, write, kind))
        for name, write in papers
        for kind in ("docx", "xlsx")
    ]


def _made(write: Callable[[], Document], kind: str) -> bytes:
    from minsheng.writing import word

    return word.word(write()) if kind == "docx" else book(write())


def slip(told: Summary, regions: Regions, catalogue: Catalogue) -> Document:
    """The 调度单 of a month."""
    return _Writer(told, regions, catalogue).slip()


def completion(told: Summary, regions: Regions, catalogue: Catalogue) -> Document:
    """The 完成情况表 of a year."""
    return _Writer(told, regions, catalogue).completion()


class _Writer:
    """One paper being written."""

    def __init__(self, told: Summary, regions: Regions, catalogue: Catalogue) -> None:
        self._told, self._board, self._catalogue = told, told.board, catalogue
        self._office = wording.office(told.board.place, regions.get(told.board.region).level)
        self._register = Register()

    # -- 调度单 -----------------------------------------------------------------------------------
    def slip(self) -> Document:
        """What is due, behind and silent at a month's end, 科室 by 科室."""
        board = self._board
        title = f"{self._office}{board.year}年{board.day.month}月重点任务调度单"
        paragraphs = [*self._head(title), self._opening()]
        for place, office in enumerate(board.offices):
            paragraphs += self._of_office(place, office)
        shown = [it for it in board.leaves if it.is_behind or it.silent or it in self._due()]
        tables = [self._counts("附件1"), *([self._list("附件2", "需要调度的任务", shown)] if shown else [])]
        return self._document(title, paragraphs, tables)

    def _of_office(self, place: int, office: str) -> list[Paragraph]:
        own = [it for it in self._board.leaves if office in it.owners]
        leaders = "、".join(dict.fromkeys(name for it in own for name in it.leaders))
        heading = f"{_ordinal(place)}、{office}{f'（{leaders}）' if leaders else ''}"
        facts = counted(self._board, own, office)
        spans = [
            *self._counted(facts, "tasks_total", "在册任务", "项"),
            *self._counted(facts, "tasks_done", "，已完成", "项"),
        ]
        paragraphs = [Paragraph(Style.HEADING, (Span(heading),)), self._said([*spans, Span("。")])]
        kinds = (
            ("本月和下月到期", [it for it in self._due() if it in own], None),
            ("滞后", [it for it in own if it.is_behind], "tasks_behind"),
            ("本月未报进度", [it for it in own if it.silent], "tasks_silent"),
        )
        for name, found, code in kinds:
            if found:
                count = self._counted(facts, code, "", "项：") if code else [Span("：")]
                paragraphs.append(self._said([Span(name), *count, *self._named(found), Span("。")]))
        return paragraphs

    def _due(self) -> tuple[Standing, ...]:
        """What falls due by the end of next month."""
        day = self._board.day
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        after = date(following.year + following.month // 12, following.month % 12 + 1, 1)
        return self._board.due_by(after - date.resolution)

    def _named(self, found: Sequence[Standing]) -> list[Span]:
        spans: list[Span] = []
        for it in found[:_NAMED]:
            gap = [Span("；")] if spans else []
            when = f"（{it.task.deadline.month}月{it.task.deadline.day}日到期，{it.state.value}"
            spans += [*gap, Span(it.task.title + when), *self._figures(it, "，"), Span("）")]
        return [*spans, *([Span("；其余见附件")] if found[_NAMED:] else [])]

    # -- 完成情况表 -------------------------------------------------------------------------------
    def completion(self) -> Document:
        """All tasks of the year with how they ended."""
        title = f"{self._office}{self._board.year}年重点任务完成情况表"
        tables = [self._counts("附件1"), self._list("附件2", "重点任务完成情况", self._board.standings)]
        return self._document(title, [*self._head(title), self._opening()], tables)

    # -- parts ------------------------------------------------------------------------------------
    def _head(self, title: str) -> list[Paragraph]:
        mark = (
            [Paragraph(Style.MARK, (Span("（演示数据：地区和数字均为虚构）"),))] if self._board.demo else []
        )
        return [Paragraph(Style.TITLE, (Span(title),)), *mark]

    def _opening(self) -> Paragraph:
        """截至…，12项重点任务已完成3项、滞后4项…"""
        spans = [Span(f"截至{self._board.when}，")]
        for place, (facts, name) in enumerate(
            ((self._told.facts, LEVELS[0]), (self._told.facts_below, self._told.leaf_name))
        ):
            spans += [Span("；")] if place else []
            spans += self._counted(facts, "tasks_total", "", f"项{name}")
            spans += self._counted(facts, "tasks_done", "已完成", "项")
            for code, word in (("tasks_behind", "、滞后"), ("tasks_silent", "，本月未报进度")):
                spans += self._counted(facts, code, word, "项") if facts[code].value else []
        return self._said([*spans, Span("。")])

    def _counted(self, facts: dict[str, Fact], code: str, before: str, after: str) -> list[Span]:
        return [Span(before), self._bound(f"{facts[code].value}", facts[code]), Span(after)]

    def _bound(self, text: str, fact: Fact, measure: str = "actual") -> Span:
        return Span(text, self._register.bind(text, fact, self._catalogue[fact.indicator], measure))

    def _figures(self, it: Standing, before: str = "") -> list[Span]:
        """153处，完成年度目标的127.5%: the figure of a bound task and how far it is."""
        progress = it.progress
        if progress is None or progress.figure is None:
            return []
        figure = progress.figure
        spans = [
            Span(f"{before}{figure.when}{figure.indicator.title}"),
            self._bound(figure.prose, figure.fact),
        ]
        target = self._bound(progress.target.prose, progress.target.fact, "target")
        spans += [Span("，目标"), target]
        if done := progress.completion:
            rate = str(numerals.brief(done.rate, "%", 1))
            spans += [Span("，完成"), self._bound(rate, binding.completed(figure.fact, done), "share")]
        return spans

    def _said(self, spans: list[Span]) -> Paragraph:
        kept = tuple(span for span in spans if span.text)
        self._register.stands_in((span.entry for span in kept if span.entry), plain(kept))
        return Paragraph(Style.BODY, kept)

    def _counts(self, annex: str) -> Table:
        """各科室任务情况."""
        rows: list[list[Cell]] = []
        for office in self._board.offices:
            facts = counted(self._board, [it for it in self._board.leaves if office in it.owners], office)
            rows.append(
                [cell(office), *((self._bound(f"{facts[code].value}", facts[code]),) for code, _ in _COUNTED)]
            )
        columns = ("责任科室", *(name for _, name in _COUNTED))
        said = f"单位：项；按{self._told.leaf_name}计，由多个科室承担的分别计入各科室"
        return Table(annex, "各科室任务情况", said, columns, (46, 22, 22, 22, 22, 22), rows, (1, 2, 3, 4, 5))

    def _list(self, annex: str, title: str, found: Iterable[Standing]) -> Table:
        columns = ("编号", "任务", "责任科室", "分管领导", "完成时限", "状态", "进展和佐证")
        rows = [self._line(it) for it in found]
        return Table(
            annex,
            title,
            f"截至{self._board.when}",
            columns,
            (16, 70, 28, 24, 24, 24, 60),
            rows,
            landscape=True,
        )

    def _line(self, it: Standing) -> list[Cell]:
        report = it.report
        said = f"{report.note.rstrip('。')}。" if report and report.note else ""
        proof = f"佐证：{report.evidence}。" if report and report.evidence and it.state is State.DONE else ""
        silent = "本月未报进度。" if it.silent else ""
        figures = [*spans, Span("。")] if (spans := self._figures(it)) else []
        told = tuple(span for span in (*figures, Span(said), Span(proof), Span(silent)) if span.text)
        return [
            cell(it.task.number), cell(it.task.title), cell("、".join(it.owners)), cell("、".join(it.leaders)),
            cell(it.task.deadline.isoformat()), cell(f"{it.state.mark}{it.state.value}"), told or cell("—"),
        ]  # fmt: skip

    def _document(self, title: str, paragraphs: list[Paragraph], tables: list[Table]) -> Document:
        printed = self._register.only(entries_of(paragraphs, tables))
        tables.append(annexes.checklist(printed, f"附件{len(tables) + 1}"))
        banner = "工作台账　内部使用" + ("　演示数据" if self._board.demo else "")
        return Document(title, banner, tuple(paragraphs), tuple(tables), printed, ())


def book(document: Document) -> bytes:
    """A paper as a workbook: its tables a sheet each, the sentences over the first."""
    said = [it.text for it in document.paragraphs if it.style is Style.BODY]
    return workbook.workbook(
        workbook.Table(
            document.name if not place else table.title,
            table.title,
            [*([document.banner, said[0]] if not place else []), table.particulars],
            [
                workbook.Column(name, width * 0.62)
                for name, width in zip(table.columns, table.widths, strict=True)
            ],
            [[_excel(each) for each in row] for row in table.rows],
        )
        for place, table in enumerate(document.tables)
    )


def _excel(content: Cell) -> workbook.Cell:
    """A lone bound count as a number, all else as it is printed."""
    text = plain(content)
    lone = len(content) == 1 and content[0].entry is not None and text.isdigit()
    return workbook.number(text) if lone else text


def _ordinal(place: int) -> str:
    """一 … 十, 十一 …"""
    tens, ones = divmod(place + 1, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_ORDINALS[tens - 1]}十")
    return head + (_ORDINALS[ones - 1] if ones else "")
