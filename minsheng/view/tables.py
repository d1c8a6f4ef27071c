"""The product's published tables: the year-end answer, a trend, and facts with everything that defends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from minsheng import numerals, workbook
from minsheng.answer import YearEnd
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.disclosure import View
from minsheng.facts import EXPLAINED, Approx, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.trend import Line, Point, Trend
from minsheng.workbook import INVENTED, Cell, Column, Table
from minsheng.yearlines import Line as YearLine

ROUNDING = "部分数据因四舍五入的原因，存在总计与分项合计不等的情况。"
_MARKS = {
    "演示": "演示：虚构地区的数字",
    "待核": "待核：数字有疑，尚待核实",
    "推定": "推定：时期或口径由原文推定",
    "推算": "推算：按现行口径追溯推算",
    "对比栏": "对比栏：取自后期报表的对比栏",
    "有说明": "有说明：填报单位写有上报说明",
}


# -- cells ----------------------------------------------------------------------------------------
def value_cell(shown: Figure | None) -> Cell:
    """The number as tables write it; ranges and approximations as words; why there is none."""
    if shown is None:
        return "—"
    fact = shown.fact
    if not fact.has_value or fact.value_to is not None or fact.approx is not Approx.EXACT:
        return fact.notes if fact.state.value == "withheld" and fact.notes else shown.display
    return workbook.number(shown.tabular.text)


def unit_cell(shown: Figure) -> str:
    """The unit that the number beside it is in."""
    fact = shown.fact
    plain = fact.has_value and fact.value_to is None and fact.approx is Approx.EXACT
    return shown.tabular.unit if plain else ""


def change_cell(change: Change | None) -> Cell:
    """A comparison as a signed number with its unit in the format; a dash where there is none."""
    if change is None or change.value is None:
        return "—"
    text = numerals.rounded(change.value, Decimal(1).scaleb(-change.decimals))
    unit = f"个{change.unit}" if change.unit.endswith("分点") else change.unit
    return workbook.number(f"{text:.{change.decimals}f}", unit, signed=True)


def _footnotes(shown: Iterable[Figure]) -> list[str]:
    figures = list(shown)
    marks = dict.fromkeys(mark for each in figures for mark in each.marks)
    lines = [f"注：{'；'.join(_MARKS.get(mark, mark) for mark in marks)}。"] if marks else []
    said = dict.fromkeys(each for each in map(_explained, figures) if each)
    return [*([INVENTED] if any(each.fact.demo for each in figures) else []), *lines, *said, ROUNDING]


def _explained(shown: Figure) -> str:
    """What a unit wrote about a figure, as its footnote; empty where it wrote nothing."""
    text = shown.fact.explanation
    return f"{shown.place}{shown.name}（{shown.when}）{EXPLAINED}{text}" if text else ""


def sources_of(facts: Iterable[Fact]) -> str:
    """Who published the figures, each once."""
    parts = (
        leaf.source for fact in facts for leaf in (fact.derivation.operands if fact.derivation else (fact,))
    )
    names = dict.fromkeys(source.publisher or source.title or source.id for source in parts)
    shown = [name for name in names if name]
    return "、".join(shown[:6]) + ("等" if len(shown) > 6 else "") if shown else "未注明"


# -- 年终答卷 -------------------------------------------------------------------------------------
_ANSWER = (
    Column("章节", 14), Column("指标", 26), Column("范围", 10), Column("时期", 15), Column("口径", 13), Column("数值", 14), Column("单位", 9),
    Column("上年同期", 14), Column("同比", 12), Column("年均增长", 12), Column("目标", 10), Column("完成率", 9),
    Column("来源", 40), Column("注", 22),
)  # fmt: skip


def answer_table(year: YearEnd) -> bytes:
    """The answer as a workbook; what is missing stands on a second sheet."""
    rows = [_answer_row(chapter.title, line) for chapter in year.chapters for line in chapter.lines]
    figures = [line.figure for line in year.lines]
    particulars = (
        f"单位：见各行　　范围：{year.place}（只含一部分的见“范围”列）　　时期：{year.year}年（不是年底或全年数的见“注”）",
        f"数据来源：{sources_of(shown.fact for shown in figures)}；各数出处见“来源”列。",
    )
    notes = ["年均增长以五年前（或四年前）同期为基期，基期见“注”；“—”表示无可比数。", *_footnotes(figures)]
    main = Table(f"{year.place}{year.year}年年终答卷", "年终答卷", particulars, _ANSWER, rows, notes)
    return workbook.workbook([main, _missing_table(year)] if year.missing else [main])


def _answer_row(chapter: str, line: YearLine) -> list[Cell]:
    shown, done = line.figure, line.completion
    return [
        chapter,
        shown.indicator.name,
        shown.fact.scope,
        shown.when,
        shown.fact.basis.zh,
        value_cell(shown),
        unit_cell(shown),
        value_cell(line.last_year),
        change_cell(line.change),
        change_cell(line.growth),
        value_cell(line.target),
        workbook.number(numerals.brief(done.rate, "%", 1).text, "%") if done else "—",
        shown.origin,
        line.remarks,
    ]


def _missing_table(year: YearEnd) -> Table:
    columns = (Column("章节", 18), Column("指标", 36), Column("情况", 22), Column("最近一期", 18))
    rows = [
        [chapter.title, item.name, item.state, item.newest.name if item.newest else "—"]
        for chapter in year.chapters
        for item in chapter.missing
    ]
    lines = (f"范围：{year.place}　　时期：{year.year}年",)
    return Table(f"{year.place}{year.year}年未报或不适用的指标", "未报", lines, columns, rows)


# -- 趋势 -----------------------------------------------------------------------------------------
_TREND = (
    Column("地区", 16), Column("指标", 26), Column("范围", 10), Column("时期", 18), Column("口径", 12), Column("数值", 15), Column("单位", 10),
    Column("其中单季", 14), Column("同比", 13), Column("环比", 13), Column("来源", 42), Column("注", 24),
)  # fmt: skip


def trend_table(shown: Trend) -> bytes:
    """The series as a workbook, every point a row, and the figures of other bases after them."""
    rows = [_trend_row(line, point) for line in shown.lines for point in line.points]
    rows += [_aside_row(each) for each in shown.aside]
    figures = [p.figure for line in shown.lines for p in line.points if p.figure] + list(shown.aside)
    places = "、".join(dict.fromkeys(each.place for each in figures))
    names = "、".join(dict.fromkeys(each.name for each in figures))
    particulars = (
        f"单位：见各行　　范围：{places}　　口径：流量为{shown.mode.value}数，存量为期末数",
        f"数据来源：{sources_of(each.fact for each in figures)}；各数出处见“来源”列。",
    )
    notes = [
        *shown.notes,
        "环比：流量为单季比上季单季，存量为期末比上季末；“—”表示无可比数。",
        *_footnotes(figures),
    ]
    return workbook.workbook([Table(f"{places}{names}"[:60], "趋势", particulars, _TREND, rows, notes)])


def _trend_row(line: Line, point: Point) -> list[Cell]:
    shown = point.figure
    if shown is None:
        return [
            line.place,
            line.indicator.name,
            line.scope,
            point.period.name,
            line.basis,
            "—",
            *[""] * 5,
            point.note,
        ]
    return [
        shown.place,
        shown.indicator.name,
        shown.fact.scope,
        point.when,
        line.basis,
        value_cell(shown),
        unit_cell(shown),
        value_cell(point.single) if point.single else "—",
        change_cell(point.yoy),
        change_cell(point.qoq),
        shown.origin,
        point.remarks,
    ]


def _aside_row(shown: Figure) -> list[Cell]:
    fact = shown.fact
    cells: list[Cell] = [shown.place, shown.indicator.name, fact.scope, shown.when, fact.basis.zh]
    remarks = "、".join([*shown.marks, "口径不同，未画入图"])
    return [*cells, value_cell(shown), unit_cell(shown), "—", "—", "—", shown.origin, remarks]


# -- facts ----------------------------------------------------------------------------------------
_FACTS: tuple[Column, ...] = (
    Column("地区代码", 11), Column("地区", 16), Column("指标", 26), Column("指标代码", 24), Column("范围", 10),
    Column("时期", 14), Column("口径", 10), Column("数值", 16), Column("至", 10), Column("单位", 10), Column("情况", 14),
    Column("约数", 8), Column("最小单位", 10), Column("累计起始", 10), Column("执行日期", 11), Column("文号", 18),
    Column("版本", 14), Column("标记", 14), Column("获知日期", 11), Column("修订号", 8), Column("入库时间", 22),
    Column("来源", 34), Column("来源单位", 26), Column("出处", 30), Column("计算公式", 26), Column("备注", 26),
)  # fmt: skip


def facts_table(views: Sequence[View], catalogue: Catalogue, regions: Regions) -> bytes:
    """Facts with all their particulars, one a row; numbers in the base unit (money in 元)."""
    shown = [
        Figure(v.fact, catalogue[v.fact.indicator], regions.get(v.fact.region).name_at(v.fact.period))
        for v in views
    ]
    rows = [_fact_row(each, view.hidden) for each, view in zip(shown, views, strict=True)]
    particulars = (
        "单位：见各行（金额为元）　　范围、时期：见各行",
        f"数据来源：{sources_of(view.fact for view in views)}",
    )
    told = [each for each, view in zip(shown, views, strict=True) if not view.hidden]
    table = Table("民政统计数据", "数据", particulars, _FACTS, rows, _footnotes(told))
    return workbook.workbook([table])


def _fact_row(shown: Figure, hidden: str) -> list[Cell]:
    fact = shown.fact
    return [
        fact.region, shown.place, shown.indicator.name, fact.indicator, fact.scope, str(fact.period), fact.basis.zh,
        hidden or _plain(fact.value), _plain(fact.value_to), fact.unit, "已隐去" if hidden else fact.state.zh, fact.approx.zh,
        _plain(fact.resolution), fact.since_from, fact.effective_from, fact.document, fact.status.zh, "、".join(shown.marks),
        fact.known_on.isoformat() if fact.known_on else "", workbook.number(str(fact.revision)), fact.recorded_at,
        fact.source.title, fact.source.publisher, shown.quotation or fact.locator,
        fact.derivation.formula if fact.derivation else "", "" if hidden else fact.notes,
    ]  # fmt: skip


def _plain(value: Decimal | None) -> Cell:
    return None if value is None else workbook.number(f"{value:f}")
