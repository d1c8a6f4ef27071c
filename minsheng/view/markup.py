"""The pieces of HTML and the style sheet that the theme cannot say. Pure: texts in, texts out, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from minsheng import figure
from minsheng.cards import Card
from minsheng.catalogue import Indicator
from minsheng.chapters import Entry
from minsheng.figure import Figure
from minsheng.overview import Remark
from minsheng.prose import Kind, faults
from minsheng.store.reading import Coverage
from minsheng.view import charts, using

#: a full stop inside a number
_GARBLED = re.compile(r"\d。\d")
DEMO_BADGE = '<span class="ms-demo">演示数据</span>'


def headline(sentence: str, below: str = "", figures: Iterable[using.Told | None] = ()) -> str:
    """The sentence that opens a screen, what it tells ready to be used; and a quieter line."""
    sub = f'<p class="ms-sub">{using.spoken(below, (), counted=below)}</p>' if below else ""
    whole = f"{sentence.rstrip('。')}。"
    told = using.spoken(sentence, figures, whole, counted=whole)
    return f'<h1 class="ms-headline">{told}</h1>{sub}'


def clauses(every: Sequence[tuple[str, Sequence[using.Told | None]]], below: str = "") -> str:
    """The opening sentence in clauses, each with what it tells, ready to be used; and a quieter line."""
    whole = "；".join(text for text, _ in every) + "。"
    inner = using.kept("；".join(_clause(text, told, whole) for text, told in every) + "。")
    sub = f'<p class="ms-sub">{using.spoken(below, (), counted=below)}</p>' if below else ""
    return f'<h1 class="ms-headline">{inner}</h1>{sub}'


def _clause(text: str, told: Sequence[using.Told | None], whole: str) -> str:
    """A clause with its numbers to be used; one that tells of a figure in words alone is used whole."""
    first = next(iter(told), None)
    spoken = using.spoken(text, told, whole, counted=whole)
    if spoken == escape(text) and isinstance(first, Figure):
        return using.usable(spoken, first, whole)
    return spoken


def status(words: Iterable[str], *, demo: bool) -> str:
    """The line at top right: the mark of invented data, the vintage, the day."""
    told = " · ".join(using.spoken(word, (), counted=word) for word in words if word)
    return f'<div class="ms-status">{DEMO_BADGE if demo else ""}<span>{told}</span></div>'


def notice(text: str) -> str:
    """A line below the pickers: something asked for that could not be had."""
    return f'<p class="ms-notice">{escape(text)}</p>'


def past(words: str) -> str:
    """The mark on every screen that is as of a moment: 现在看的是截至2023年4月15日已知的数."""
    return f'<p class="ms-past">现在看的是<b>{escape(words)}</b>的数，此后收到的报表和更正不算在内。</p>'


def foot(text: str) -> str:
    """A small line under a table or a chart."""
    return f'<p class="ms-foot">{escape(text)}</p>'


def provenance(shown: Figure, reasons: Iterable[str] = ()) -> str:
    """A figure with all that defends it, as a small table."""
    fact, reasons = shown.fact, tuple(reasons)
    rows = {
        "指标": shown.name,
        "数值": shown.display,
        "口径": shown.basis,
        "地区": shown.place,
        "时间": shown.when,
        "来源": shown.origin,
        "版本": f"{fact.status.zh}，第{fact.revision}次入库",
        "获知日期": fact.known_on.isoformat() if fact.known_on else "",
        "文号": fact.document,
        "执行日期": fact.effective_from,
        "标记": "、".join(shown.marks),
        "说明": fact.notes,
        "比较": "；".join(reasons),
    }
    take = using.usable("引用这个数", shown, reasons=reasons)
    return f'{definition_table(rows.items())}<div class="ms-take">{take}</div>'


def definition_table(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of a name and a text; empty texts are left out."""
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows if text)
    return f'<table class="ms-facts">{cells}</table>'


# -- 总览 -----------------------------------------------------------------------------------------
def card(it: Card) -> str:
    """A headline figure: name and basis, the number and its history, changes, the task's bar, a quiet note."""
    shown = it.figure
    flow = shown.fact.basis.value in ("ytd", "quarter")

    def used(inner: str) -> str:
        return using.usable(inner, shown, shown.sentence(it.yoy), it.reasons)

    lines = [
        (figure.label(change), using.grown(escape(figure.arrowed(change)), shown, change))
        for change in it.changes
    ]
    if it.task and it.task.indicator is not shown.indicator:
        lines.append((it.task.indicator.title, using.shown(it.task)))
    if it.completion:
        about = "" if it.task.indicator is shown.indicator else it.task.indicator.title
        rate = figure.rate(it.completion)
        lines.append((f"{about}任务", using.spoken(rate, it.done)))
    if it.single:
        lines.append(("单季", using.shown(it.single)))
    lines.extend((other.indicator.title, using.shown(other)) for other in it.companions)
    return (
        f'<div class="ms-card"><div class="top"><span>{escape(shown.indicator.title)}</span>'
        f'<span class="basis">{escape(shown.basis)}</span></div>'
        f'<div class="mid">{used(_number(shown))}{charts.spark(it.history, bars=flow)}</div>'
        f'{_lines(lines[:4])}{_bar(it)}{_note(it)}<div class="source">{used("出处")}</div></div>'
    )


def _number(shown: Figure) -> str:
    if shown.fact.approx.value != "exact" or shown.fact.value_to is not None or ":" in shown.display:
        return f'<span class="number">{escape(shown.display)}</span>'
    return f'<span class="number">{escape(shown.numeral.grouped)}<small>{escape(shown.numeral.unit)}</small></span>'


def _lines(lines: Iterable[tuple[str, str]]) -> str:
    """Names with their values, which are HTML."""
    cells = "".join(f"<span>{escape(name)} <b>{value}</b></span>" for name, value in lines)
    return f'<div class="lines">{cells}</div>'


def _note(it: Card) -> str:
    return f'<div class="note">{using.spoken(it.note, it.done)}</div>'


def _bar(it: Card) -> str:
    """How much of the year's target is done; the red tick is where the calendar stands."""
    if not it.completion:
        return ""
    done, pace = min(it.completion.rate, 100), it.completion.pace
    tick = f'<em style="left:{pace:.1f}%"></em>' if pace < 100 else ""
    return f'<div class="ms-bar"><i style="width:{done:.1f}%"></i>{tick}</div>'


def remarks(items: Iterable[Remark]) -> str:
    """What needs attention, the most pressing first."""
    rows = "".join(
        f'<li class="{it.level}"><b>{escape(it.word)}</b><span>{using.spoken(it.text, it.told)}</span></li>'
        for it in items
    )
    return f'<ul class="ms-list">{rows}</ul>'


def chapter_title(title: str, count: int) -> str:
    """The head of a chapter."""
    return f'<div class="ms-chapter">{escape(title)}<span>{using.count(f"{count}项", f"{title}{count}项")}</span></div>'


def entries(items: Iterable[Entry]) -> str:
    """Figures in rows: the name over its note and quotation, the number at the right."""
    return "".join(_entry(it) for it in items)


def _entry(it: Entry) -> str:
    """A row whose number opens its menu: where it comes from, and how to say it."""
    quoted = f"<small>{escape(quoted_words(it.figure.quotation))}</small>" if it.figure.quotation else ""
    return (
        f'<div class="ms-entry ms-row"><span>{escape(it.figure.name)}<small>{using.spoken(it.note, it.told)}</small>{quoted}</span>'
        f"<b>{_used(it)}</b></div>"
    )


def _used(it: Entry) -> str:
    change = it.changes[0] if it.changes else None
    return using.compared(escape(it.figure.display), it.figure, change)


def quoted_words(text: str) -> str:
    """A quotation: inner quotes single; what is garbled or traditional in the source is said to be so there."""
    inner = text.replace("“", "‘").replace("”", "’")
    traditional = any(it.kind is Kind.TRADITIONAL for it in faults(text))
    aside = "（原文为繁体）" if traditional else ""
    return f"“{inner}”{'（原文如此）' if _GARBLED.search(text) else aside}"


# -- 指标目录 -------------------------------------------------------------------------------------
_POLARITY = {"higher_better": "越高越好", "lower_better": "越低越好", "neutral": "中性指标，不评优劣"}
_FREQUENCY = {"M": "月报", "Q": "季报", "A": "年报"}
_SENSITIVITY = {"small_count": "小数目须隐去", "restricted": "不对外提供"}


def section(title: str) -> str:
    """A heading inside a screen."""
    return f'<h2 class="ms-section">{escape(title)}</h2>'


def definition(it: Indicator, related: Iterable[str], formula: str = "") -> str:
    """What an indicator means, as a small table."""
    rows = {
        "含义": it.definition,
        "别名": "、".join(name for name in (it.short_name, *it.aliases) if name and name != it.name),
        "计量单位": it.unit,
        "口径": it.basis.zh,
        "门类": it.domain,
        "计算公式": formula,
        "构成": "；".join(related),
        "有效期": _validity(it),
        "报送频率": _FREQUENCY.get(it.frequency, ""),
        "优劣方向": "；".join(part for part in (_POLARITY.get(it.polarity, ""), it.polarity_note) if part),
        "责任科室": it.owner,
        "保密要求": _SENSITIVITY.get(it.sensitivity, ""),
        "报表代码": "、".join(it.official_codes),
        "本库代码": it.code,
        "依据": it.source_note,
    }
    return definition_table(rows.items())


def _validity(it: Indicator) -> str:
    if not it.valid_from and not it.valid_to:
        return "长期有效"
    return f"{it.valid_from or '始'}至{it.valid_to or '今'}"


def coverage(rows: Iterable[tuple[str, Coverage]]) -> str:
    """Where and when an indicator has figures: places with their first and last period."""
    cells = "".join(
        f'<tr><td>{escape(name)}</td><td>{_span(it)}</td><td class="n">{_facts(name, it)}</td></tr>'
        for name, it in rows
    )
    return f'<table class="ms-coverage">{cells}</table>'


def _facts(name: str, it: Coverage) -> str:
    return using.count(f"{it.facts}个数", f"{name}{_span(it)}有{it.facts}个数")


def _span(it: Coverage) -> str:
    first, last = (f"{day.year}年{day.month}月" for day in (it.first, it.last))
    return first if first == last else f"{first}—{last}"
