"""文稿 on a screen: a paragraph as it will be printed, what typing did to its numerals, the kept documents. Pure; escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from minsheng.editions.choosing import Choice
from minsheng.editions.editions import Changed, Edition
from minsheng.editions.issuing import Doubt
from minsheng.editions.manuscript import Rewritten
from minsheng.editions.updating import Change
from minsheng.receiving import impact
from minsheng.view import markup, markup_review, paper, using
from minsheng.writing import annexes
from minsheng.writing.document import Document, Paragraph

#: so many changed numerals are listed
MOST = 40
STYLE = (
    paper.STYLE
    + """
.ms-draft-paragraph { padding: 2px 6px !important; background: transparent !important; }
[class*=st-key-paragraph-] { gap: 4px; padding: 10px 14px; background: #fff; }
[class*=st-key-paragraph-] button { min-height: 28px; padding: 0 10px; font-size: 13px; }
.ms-doubts td { padding: 3px 14px 3px 0; font-size: 13px; border-bottom: 1px solid #f0eee8; vertical-align: top; }
@media (max-width: 640px) { .ms-doubts .ms-origin { display: none; } }
"""
)


def paragraph(shown: Paragraph) -> str:
    """One paragraph; its numerals open what defends them."""
    return f'<article class="ms-paper ms-draft-paragraph" lang="zh-CN">{paper.paragraph(shown)}</article>'


def whole(document: Document) -> str:
    """The text as it will be printed."""
    return paper.html(document)


def typed(found: Rewritten) -> str:
    """What became of numbers while a person typed; empty where nothing did."""
    told = [
        *(
            f"“{quote}”被改为“{word}”：这个数由库中数据生成，已恢复；数字有误请走更正。"
            for quote, word in found.restored
        ),
        f"不再引用：{'、'.join(found.gone)}。" if found.gone else "",
        f"{'、'.join(found.own)}没有绑定数据编号，出处由编写人负责，核稿时逐个核对。" if found.own else "",
    ]
    return "".join(told)


def choice(it: Choice) -> str:
    """A figure to tick: name, number, time."""
    shown = it.line.figure
    return f"{shown.name}　{shown.display}（{shown.when}）"


def reason(it: Choice) -> str:
    """Why a figure is in or out, beside its tick, and the way to use it."""
    words = escape(f"{'写入' if it.told else '未写入'}：{it.why}")
    return f'<p class="ms-foot ms-take">{words}　{using.usable("引用这个数", it.line.figure)}</p>'


def edition(it: Edition) -> str:
    """A kept document in one line."""
    note = f"，{it.note}" if it.note else ""
    return f"第{it.number}号　{it.state}　《{it.title}》　{it.recorded_at[:16].replace('T', ' ')}　{it.actor}{note}"


def kept(it: Edition, changed: int, numerals: int) -> str:
    """What a kept document rests on, and how much of it reads otherwise today."""
    news = f"其中{changed}处现在的数已不同" if changed else "现在的数都没有变"
    rows = [
        ("文稿", f"《{it.title}》"),
        ("状态", f"{it.state}，{it.actor}，{it.recorded_at[:16].replace('T', ' ')}"),
        ("依据", f"第{it.pinned}次入库时的数"),
        ("数据", f"{numerals}处数字有编号，{news}"),
        ("备注", it.note),
    ]
    return markup.definition_table(rows)


def shelf(place: str, every: Sequence[Edition]) -> tuple[str, str]:
    """How many documents of a place are kept, and what can be done with them."""
    if not every:
        return f"{place}还没有存稿和定稿", "先在“文稿”中写好、存为一稿，再到这里定稿。"
    issued = sum(it.issued for it in every)
    told = f"{place}已定稿{issued}份，另有存稿{len(every) - issued}份"
    return told, "定稿后文字、数和文件不再变；以后数有变化，这里列出来。"


def moved_since(it: Edition, found: Sequence[Changed]) -> str:
    """The printed numerals that read otherwise today."""
    rows = [impact.Touched(it, each.kept, each.now) for each in found[:MOST]]
    more = markup.foot(f"另有{len(found) - MOST}处未列出。") if len(found) > MOST else ""
    return markup_review.touched(rows, named=False) + more


def changes(found: Sequence[Change], most: int = 60) -> str:
    """What reads otherwise today: figure, as printed, as it would be printed, or why it cannot be."""
    rows = "".join(
        f"<tr><td>{escape(annexes.shown_figure(it.entry).name)}</td><td>{using.told(escape(it.entry.quote), it.entry)} → {using.told(escape(it.words or it.why), it.new)}</td></tr>"
        for it in found[:most]
    )
    return f'<table class="ms-doubts">{rows}</table>'


def doubts(found: Sequence[Doubt], most: int = 30) -> str:
    """What must be looked at before 定稿: figure, why, source."""
    if not found:
        return markup.foot("文中没有待核、未核定或时期推定的数，可以定稿。")
    head = markup.foot(f"定稿前请先看这{len(found)}个待核、未核定或时期推定的数：")
    rows = "".join(_doubt(each) for each in found[:most])
    more = markup.foot(f"另有{len(found) - most}个未列出。") if len(found) > most else ""
    return f'{head}<table class="ms-doubts">{rows}</table>{more}'


def _doubt(it: Doubt) -> str:
    shown = annexes.shown_figure(it.entry)
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (it.why, shown.name))
    return f'<tr>{cells}<td>{using.told(escape(it.entry.quote), it.entry)}</td><td class="ms-origin">{escape(annexes.origin(it.entry.fact))}</td></tr>'


def counts(told: Iterable[Choice]) -> str:
    """How many figures of a chapter are in."""
    every = list(told)
    return f"{len(every)}个数，写入{sum(it.told for it in every)}个"
