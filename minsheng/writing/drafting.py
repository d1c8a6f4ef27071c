"""A draft of the 民生答卷: the figures of a place and time, written by the patterns, with the annexes that defend them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from minsheng import answer, disclosure, places
from minsheng.answer import YearEnd
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.moment import NOW, Moment
from minsheng.store.reading import Store
from minsheng.writing import annexes, history, payments, rounding, spans, wording
from minsheng.writing.binding import Register
from minsheng.writing.composition import Writer
from minsheng.writing.document import Chart, Document, Omitted, Paragraph, Span, Style, arranged, entries_of
from minsheng.writing.genre import Genre, NoFigures, NoPayments
from minsheng.writing.highlights import PRACTICES, RECOGNITIONS, Highlight, cited, shipped, standing
from minsheng.writing.matter import Frame, Matter
from minsheng.writing.noted import Noted, noted
from minsheng.writing.position import Positions
from minsheng.writing.sentences import Place
from minsheng.writing.shelf import Library, library
from minsheng.writing.spans import Since
from minsheng.writing.summary import Summary
from minsheng.writing.telling import key, tellable
from minsheng.yearlines import Line

_BODIES = ("relief", "elderly", "governance", "services")
_CHARTS, _OF_CHAPTER = 6, 2


@dataclass(frozen=True, slots=True)
class Desk:
    """What a draft is written with; as of a past ``moment`` the document says so on every page.

    ``highlights`` are what it may cite, without a store those shipped; ``noted`` is what 审核 left open and units explained;
    ``position`` is where a figure stands among the units beside the place.
    """

    catalogue: Catalogue
    breaks: Sequence[Break]
    regions: Regions
    moment: Moment = NOW
    highlights: Sequence[Highlight] = field(default_factory=shipped)
    noted: Noted = field(default_factory=Noted)
    position: Place = lambda line: None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document, and the figures by chapter it was written from."""

    document: Document
    year: YearEnd
    genre: Genre
    facts: tuple[Fact, ...]
    ahead: tuple[Line, ...]
    catalogue: Catalogue
    breaks: Sequence[Break] = ()


def desk_of(store: Store, regions: Regions, region: str, genre: Genre) -> Desk:
    """What a draft of a place is written with at the store's moment; what is noted of it only where the genre tells it."""
    told = noted(store, regions, region, genre.year) if genre.summary else Noted()
    beside = Positions(store, regions, region, genre.year, shelf().ranked, store.breaks())
    return Desk(
        store.catalogue, store.breaks(), regions, store.moment, standing(store, region), told, beside.of
    )


@cache
def shelf() -> Library:
    """The shipped patterns. Raises PatternError."""
    rows = places.rows_of
    bodies = [row for name in _BODIES for row in rows(f"patterns/{name}.csv")]
    return library(
        rows("patterns/chapters.csv"), rows("patterns/sections.csv"), bodies, rows("patterns/opening.csv")
    )


def draft(facts: Iterable[Fact], desk: Desk, region: str, genre: Genre, *, internal: bool = False) -> Draft:
    """The text of a place and time out of all its facts. Raises NoFigures.

    Without ``internal`` sensitive small counts are hidden, and whatever would give them away. A 工作总结 stays in the house.
    """
    internal = internal or genre.summary
    facts = list(facts)
    shown = facts if internal else disclosure.public(facts, desk.catalogue, desk.regions)
    year = _figures([fact for fact in shown if genre.admits(fact)], desk, region, genre)
    if not any(line.figure.fact.has_value for line in year.lines):
        raise NoFigures(year.place, genre.span)
    if genre.payments:
        return _payments(year, shown, desk, genre, internal)
    register = Register()
    frame = _frame(year, desk, region, genre)
    matter = Matter(
        year,
        _since(year, shown, desk, genre),
        _ahead(year, shown, desk, region, genre),
        cited(desk.highlights, region, genre, PRACTICES),
        cited(desk.highlights, region, genre, RECOGNITIONS),
        desk.position,
    )
    writer = Writer(matter, frame, shelf(), register)
    text = Summary(matter, frame, writer, register, desk.noted, desk.catalogue) if genre.summary else writer
    paragraphs = [*text.paragraphs(), _about(year, desk.catalogue)]
    shown_tables = [
        annexes.main_figures(year, register),
        payments.table(year, register, desk.catalogue, "附件2", f"{year.place}救助资金发放汇总表"),
    ]
    tables = [table for table in shown_tables if table]
    charts = arranged(paragraphs, _charts(year, shown, desk, register, writer.told))
    labels = (bar.label.entry for chart in charts for bar in chart.bars)
    printed = register.only([*entries_of(paragraphs, tables), *(entry for entry in labels if entry)])
    tables.append(annexes.checklist(printed, f"附件{len(tables) + 1}"))
    document = Document(
        frame.title,
        _banner(year, internal, desk.moment),
        tuple(paragraphs),
        tuple(tables),
        printed,
        omitted(year, writer.told),
        charts,
    )
    return Draft(document, year, genre, tuple(shown), tuple(matter.ahead), desk.catalogue, desk.breaks)


def _charts(
    year: YearEnd, shown: Sequence[Fact], desk: Desk, register: Register, told: set[tuple]
) -> tuple[Chart, ...]:
    """The histories of the leading figures that the text tells, of as many domains."""
    chapter = {domain: section.chapter for section in shelf().sections for domain in section.domains}
    found: dict[str, Chart] = {}
    for line in (*annexes.first_lines(year), *annexes.leading(year)):
        domain = line.indicator.domain
        beside = sum(chapter.get(it) == chapter.get(domain) for it in found)
        if len(found) < _CHARTS and beside < _OF_CHAPTER and domain not in found and key(line) in told:
            chart = history.chart(line, shown, desk.breaks, register)
            found |= {domain: chart} if chart else {}
    return tuple(found.values())


def _payments(year: YearEnd, shown: Sequence[Fact], desk: Desk, genre: Genre, internal: bool) -> Draft:
    """The 救助资金发放汇总表 alone. Raises NoPayments."""
    register = Register()
    title = f"{year.place}{genre.span}{genre.kind}"
    table = payments.table(year, register, desk.catalogue, "", title)
    if table is None:
        raise NoPayments(year.place, genre.span)
    told = {entry.fact.key for entry in register.entries}
    tables = (table, annexes.checklist(register, "附件"))
    document = Document(
        title, _banner(year, internal, desk.moment), (), tables, register, omitted(year, told)
    )
    return Draft(document, year, genre, tuple(shown), (), desk.catalogue)


def _figures(facts: Sequence[Fact], desk: Desk, region: str, genre: Genre) -> YearEnd:
    def name_of(code: str, period: Period) -> str:
        return desk.regions.get(code).name_at(period)

    chapters = places.rows_of("chapters.csv")
    return answer.year_end(facts, desk.catalogue, desk.breaks, name_of, region, genre.year, chapters)


def _frame(year: YearEnd, desk: Desk, region: str, genre: Genre) -> Frame:
    level = desk.regions.get(region).level
    title = f"{wording.office(year.place, level)}{genre.span}{genre.kind}"
    who = wording.people(year.place, level)
    return Frame(title, who, wording.whole(year.place), genre.span, year.demo, bool(genre.since), genre.next)


def _ahead(year: YearEnd, facts: Sequence[Fact], desk: Desk, region: str, genre: Genre) -> list[Line]:
    """Next year's targets, whole ones, where they are set already; inside a year those not met yet."""
    if genre.until:
        return [line for line in year.lines if line.completion and line.completion.rate < 100]
    after = [fact for fact in facts if fact.period.year == genre.year + 1 and fact.basis is Basis.TARGET]
    lines = _figures(after, desk, region, Genre(genre.year + 1)).lines if after else ()
    return [line for line in lines if line.figure.fact.has_value and line.figure.fact.scope == "全部"]


def _since(year: YearEnd, facts: Sequence[Fact], desk: Desk, genre: Genre) -> list[Since]:
    """Of a review, how far the leading figures and the standards have come since its first year."""
    if not genre.since:
        return []
    leading = annexes.headline_codes()
    lines = [
        line
        for line in year.lines
        if tellable(line.figure.fact)
        and (line.indicator.code in leading or line.figure.fact.basis is Basis.STANDARD)
    ]
    return list(spans.since(lines, facts, desk.catalogue, desk.breaks, genre.since).values())


def _banner(year: YearEnd, internal: bool, moment: Moment) -> str:
    parts = [
        "草稿",
        "内部资料　注意保存" if internal else "未经审批，不得公开",
        "演示数据" if year.demo else "",
        moment.words,
    ]
    return "　".join(part for part in parts if part)


def _about(year: YearEnd, catalogue: Catalogue) -> Paragraph:
    """What a reader must know of the figures; that parts do not add up as printed only where it is so."""
    facts = [line.figure.fact for line in year.lines]
    press = any(fact.status is Status.PRESS for fact in facts)
    inferred = any(fact.inferred for fact in facts)
    said = [
        "文中数字均有数据编号，出处见附件",
        "期末数为所注时点数，其余为所注期间的累计数",
        "文稿引用的数字未经核定" if press else "",
        "部分数字的时期由原文推定，见附件“备注”" if inferred else "",
        "部分数据因四舍五入的原因，存在总计与分项合计不等的情况"
        if rounding.uneven(year.lines, catalogue)
        else "",
    ]
    return Paragraph(Style.NOTE, (Span(f"数据说明：{'；'.join(part for part in said if part)}。"),))


def omitted(year: YearEnd, told: set[tuple]) -> tuple[Omitted, ...]:
    """What the text leaves out and why: no figure, hidden, or not chosen for the prose."""
    missing = [Omitted(item.indicator.code, item.name, item.state) for item in year.missing]
    left = [line for line in year.lines if key(line) not in told]
    return (*missing, *(Omitted(line.indicator.code, line.figure.name, _why(line)) for line in left))


def _why(line: Line) -> str:
    fact = line.figure.fact
    if not fact.has_value:
        return fact.state.zh
    if fact.value == 0:
        return "为0，正文不引用"
    if fact.value_to is not None:
        return "是区间数，正文不引用"
    if fact.derivation and not tellable(fact):
        return "分子、分母都是上一年的数，不作本年数引用"
    if "人口（" in line.indicator.domain:
        return "是背景数据，不入正文"
    return "没有相应句式或同一句式已选用其他数，见工作簿"
