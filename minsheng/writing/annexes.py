"""The annexes of a document: its main figures with last year's, and the checklist of every bound number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import zip_longest

from minsheng import figure, units
from minsheng.answer import YearEnd
from minsheng.facts import EXPLAINED, WHOLE, Approx, Basis, Fact, Status
from minsheng.figure import Figure
from minsheng.places import rows_of
from minsheng.writing import binding, quoting
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Cell, Span, Table, cell
from minsheng.writing.telling import tellable
from minsheng.yearlines import Line

_MEASURES = {"target": "目标", "planned": "计划", "growth": "增减", "share": "完成率", "rank": "位次"}
_MOST = 22
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d年])")
#: numbers that headings and column names carry: 2.社会救助, （1）城市低保, (10 000 yuan), 1-10月
_HEADING_NUMBERS = (
    (re.compile(r"(?<![\d.])\d{1,2}[.、．]\s*(?!\d)|[（(]\d{1,2}[）)]"), ""),
    (re.compile(r"\s*\([^()]*\d[^()]*\)"), ""),
    (re.compile(r"(?<!\d)(\d{1,2})[-－~～](\d{1,2})月"), r"\1—\2月"),
)
#: numbers that may stand: cells and dates
_PLACES = re.compile(r"![A-Z]{1,3}\d+|\d{4}年|\d{1,2}(?:—\d{1,2})?月(?:\d{1,2}日)?")
_CONSTANT = {
    "100": "（以%计）",
    "1000": "（以‰或每千计）",
    "10000": "（每万）",
    "12": "（按月）",
    "2": "（取平均）",
}


def main_figures(year: YearEnd, register: Register) -> Table:
    """附件一: the figures that the screens lead with, this year and last."""
    lines = leading(year)
    return Table(
        "附件1",
        f"{year.place}主要民政统计指标",
        "单位见各行，金额以万元计",
        ("指标", "时期", "单位", "本年", "上年同期", "增减"),
        (36, 23, 15, 24, 24, 34),
        [_main_row(line, register) for line in lines],
        (3, 4, 5),
        notes=_explained(year, lines, register),
    )


def _explained(year: YearEnd, shown: Iterable[Line], register: Register) -> list[Cell]:
    """What the units wrote about figures that the text or this table prints, as its notes."""
    printed = {entry.fact.key for entry in register.entries} | {line.figure.fact.key for line in shown}
    told = [line for line in year.lines if line.figure.fact.explanation and line.figure.fact.key in printed]
    return [_own_words(line, register) for line in told]


def _own_words(line: Line, register: Register) -> Cell:
    fact = line.figure.fact
    said = quoting.quoted(fact.explanation.rstrip("。"), (fact, line.indicator), line.figure.place, register)
    return (Span(f"{line.indicator.title}（{line.figure.when}）{EXPLAINED}"), *said, Span("。"))


def leading(year: YearEnd, most: int = _MOST) -> list[Line]:
    """The lines of the headline list, in its order: those that lead, then their companions while there is room."""
    groups = _headlines(year)
    found = {line.indicator.code: line for first, companions in groups for line in (first, *companions)}
    ranked = [first.indicator.code for first, _ in groups]
    for rank in zip_longest(*(companions for _, companions in groups)):
        ranked += [line.indicator.code for line in rank if line]
    kept = set(list(dict.fromkeys(ranked))[:most])
    return [line for code, line in found.items() if code in kept]


def first_lines(year: YearEnd) -> list[Line]:
    """Of each headline the figure that leads it."""
    return [first for first, _ in _headlines(year)]


def _headlines(year: YearEnd) -> list[tuple[Line, list[Line]]]:
    known, found = whole(year), []
    for row in rows_of("headlines.csv"):
        candidates = [known[code] for code in row["candidates"].split("|") if code in known]
        companions = [known[code] for code in row["companions"].split("|") if code in known]
        if lines := [*candidates[:1], *companions]:
            found.append((lines[0], lines[1:]))
    return found


def whole(year: YearEnd) -> dict[str, Line]:
    """The first line of every indicator that covers all and may be told."""
    found: dict[str, Line] = {}
    for line in year.lines:
        if line.figure.fact.scope == WHOLE and tellable(line.figure.fact):
            found.setdefault(line.indicator.code, line)
    return found


def headline_codes() -> set[str]:
    """The indicators that the screens lead with."""
    rows = rows_of("headlines.csv")
    return {code for row in rows for name in ("candidates", "companions") for code in row[name].split("|")}


def _main_row(line: Line, register: Register) -> list[Cell]:
    shown = line.figure
    return [
        cell(shown.indicator.title),
        cell(shown.when),
        cell(shown.tabular.unit if is_plain(shown) else "—"),
        (number(shown, line, register),),
        (number(line.last_year, line, register) if line.last_year else Span("—"),),
        (growth(line, register),),
    ]


def growth(line: Line, register: Register) -> Span:
    """The change in words, bound; a dash where there is none."""
    if line.change.value is None:
        return Span("—")
    grown = binding.grown(line.figure.fact, line.change)
    return _bound(figure.magnitude(line.change), line, grown, register, "growth")


def is_plain(shown: Figure) -> bool:
    """Whether it can stand as a bare number: exact, no range."""
    return shown.fact.approx is Approx.EXACT and shown.fact.value_to is None


def number(shown: Figure, line: Line, register: Register) -> Span:
    """A figure as tables write it, bound."""
    text = shown.tabular.grouped if is_plain(shown) else shown.display
    return _bound(text, line, shown.fact, register, "actual")


def scaled(shown: Figure) -> Decimal:
    """The value in the unit that tables print, unrounded."""
    return shown.fact.value / units.parse(shown.tabular.unit).factor


def _bound(text: str, line: Line, fact: Fact, register: Register, measure: str) -> Span:
    return Span(text, register.bind(text, fact, line.indicator, measure))


def checklist(register: Register, annex: str) -> Table:
    """The 数据核对表, the last annex: every number with its sentence, basis, time and source."""
    entries = register.entries
    said = [register.sentence(entry) or "见附件表" for entry in entries]
    before = ["", *said]
    return Table(
        annex,
        "数据核对表",
        "数据编号供查对，不含其他信息",
        ("数据编号", "句子", "数值", "指标和口径", "时期", "来源", "备注"),
        (28, 66, 24, 42, 22, 53, 11),
        [_check_row(*each) for each in zip(entries, said, before, strict=False)],
        landscape=True,
    )


def _check_row(entry: Entry, said: str, before: str) -> list[Cell]:
    shown = shown_figure(entry)
    return [
        cell(entry.id),
        cell("同上" if said == before else said),
        (Span(entry.quote, entry),),
        cell(f"{shown.name}（{meaning(entry)}）"),
        cell(shown.when),
        cell(origin(entry.fact)),
        cell("、".join(shown.marks)),
    ]


def shown_figure(entry: Entry) -> Figure:
    """The figure an entry words; of a comparison the one that was compared, for its time and name."""
    fact = entry.fact
    told = fact.derivation.operands[0] if entry.measure in ("growth", "share", "rank", "change") else fact
    return Figure(told, entry.indicator, "")


def meaning(entry: Entry) -> str:
    """What the wording states: 期末, 本年累计 …, 增减, 目标."""
    if entry.measure in ("change", "mean"):
        return entry.fact.derivation.formula.partition("＝")[0]
    return _MEASURES.get(entry.measure) or entry.fact.basis.zh


def origin(fact: Fact) -> str:
    """Where a number comes from, without numbers that are not bound: sources, or the formula."""
    if fact.derivation:
        return f"按公式计算：{formula(fact)}"
    source = fact.source
    title = f"《{source.title}》" if source.title else ""
    place = "" if fact.status is Status.PRESS else _unnumbered(fact.locator)
    named = "，".join(part for part in (title or source.publisher, place) if part)
    return f"{fact.status.zh}：{named}" if named else fact.status.zh


def _unnumbered(locator: str) -> str:
    """A place in a source without the numbers of its headings; nothing where other numbers would remain."""
    plain = _YEAR.sub(r"\1年", locator)
    for pattern, instead in _HEADING_NUMBERS:
        plain = pattern.sub(instead, plain)
    return "" if re.search(r"\d", _PLACES.sub("", plain)) else plain


def formula(fact: Fact) -> str:
    """The formula in words; its constants are told, not printed as numbers."""
    return re.sub(r"[×÷](\d+)", lambda match: _CONSTANT.get(match[1], match[0]), fact.derivation.formula)


def bases(entries: Iterable[Entry]) -> list[Basis]:
    """The bases that entries have, in order of first use."""
    return list(dict.fromkeys(entry.fact.basis for entry in entries))
