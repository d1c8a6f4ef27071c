"""套稿 and 回稿 on a screen: the text with what changes in it, and the list of what a person must look at. Pure; escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from minsheng.catalogue import Catalogue
from minsheng.claims import files
from minsheng.editions import tracked
from minsheng.editions.renewal import OPEN, Item, Outcome, Renewal
from minsheng.editions.tracked import Edit
from minsheng.view import markup_draft, using
from minsheng.workbook import Column, Table
from minsheng.writing import stating

_ORDER = (*OPEN, Outcome.RENEWED, Outcome.WORDS, Outcome.SAME)
#: above this many an open list is cut on the screen; the sheet has all
MOST = 60
_COLUMNS = (
    Column("序号", 6), Column("位置", 10), Column("原文", 18), Column("改为", 18), Column("结果", 10), Column("指标", 26),
    Column("说明", 60),
)  # fmt: skip

STYLE = (
    markup_draft.STYLE
    + """
.ms-renewal { font-size: 16px; line-height: 2.05; color: #16263a; overflow-wrap: anywhere; }
.ms-renewal p { margin: 0 0 8px; font-size: 16px; line-height: 2.05; }
.ms-renewal del { color: #6b7684; text-decoration: line-through; }
.ms-renewal ins { color: #1f3f66; font-weight: 700; text-decoration: underline; text-underline-offset: 3px; }
.ms-renewal ins.open { background: #fdf3c0; color: #16263a; }
.ms-renewal mark { background: #fdf7e8; border-bottom: 2px dotted #8a5d0b; color: inherit; }
.ms-renewed { width: 100%; font-size: 13px; line-height: 1.55; border-collapse: collapse; }
.ms-renewed td { padding: 6px 8px 6px 0; border-bottom: 1px solid #f0eee8; vertical-align: top; overflow-wrap: anywhere; }
.ms-renewed .what { white-space: nowrap; font-weight: 700; }
.ms-renewed .open { color: #8a5d0b; }
.ms-renewed small { display: block; color: #5f6c7b; }
"""
)


def headline(found: Renewal) -> str:
    """The sentence that opens the screen: how many numbers were renewed, how many a person must look at."""
    counts = {it: len(found.of(it)) for it in Outcome}
    told = "，".join(
        f"{counts[it]}个{it.value}" for it in (Outcome.RENEWED, Outcome.SAME, *OPEN) if counts[it]
    )
    return f"《{found.name}》：{told}" if told else f"《{found.name}》中没有读到统计数"


def below(found: Renewal) -> str:
    """The quieter line: what is done in the file."""
    words = len(found.of(Outcome.WORDS))
    years = f"另有{words}处年份已顺改；" if words else ""
    return f"{years}全部改动都是修订，可逐处接受或拒绝，原文一字未丢。"


def text(found: Renewal) -> str:
    """The text with its changes: struck out what goes, underlined what comes, on yellow what is open."""
    edits = tracked.apart(edit for item in found.items for edit in item.edits)
    pieces = ((edit.start, edit.end, _changed(found.before, edit)) for edit in edits)
    return f'<div class="ms-renewal" lang="zh-CN">{markup_draft.laid_out(found.before, found.grids, pieces)}</div>'


def _changed(text: str, edit: Edit) -> str:
    old, said = escape(text[edit.start : edit.end]), escape(edit.said, quote=True)
    if edit.new is None:
        return f'<mark title="{said}">{old}</mark>'
    kind = ' class="open"' if edit.doubtful else ""
    return f'<del>{old}</del><ins{kind} title="{said}">{escape(edit.new)}</ins>'


def listed(found: Renewal, outcomes: Iterable[Outcome], catalogue: Catalogue) -> str:
    """The items of some outcomes as a table: what it was and is, of what, and why."""
    items = found.of(*outcomes)
    rows = "".join(_row(item, catalogue) for item in items[:MOST])
    more = (
        f'<p class="ms-foot">另有{len(items) - MOST}处未列出，全部见改动清单。</p>'
        if len(items) > MOST
        else ""
    )
    none = '<p class="ms-foot">没有这一类。</p>' if not items else ""
    return f'<table class="ms-renewed">{rows}</table>{more}{none}'


def _new(item: Item, catalogue: Catalogue) -> str:
    """What it becomes, ready to be used where it is of the store."""
    if not item.facts or item.facts[0].indicator not in catalogue:
        return escape(item.new)
    fact = item.facts[0]
    return using.told(escape(item.new), stating.bound(item.new, fact, catalogue[fact.indicator], "actual"))


def _row(item: Item, catalogue: Catalogue) -> str:
    kind = "what open" if item.outcome in OPEN else "what"
    change = using.quoted(item.quote, f"{item.name}：{item.quote}", item.name)
    change += f" → {_new(item, catalogue)}" if item.new and item.new != item.quote else ""
    name = f"<small>{escape(item.name)}</small>" if item.name else ""
    return f'<tr><td class="{kind}">{item.outcome.value}</td><td>{change}{name}</td><td>{escape(item.said)}</td></tr>'


def sheet(found: Renewal) -> Table:
    """改动清单 as Excel: every number, what a person must look at first."""
    ordered = sorted(found.items, key=lambda it: (_ORDER.index(it.outcome), it.start))
    rows = [
        (
            str(n),
            files.place(found.before, found.grids, it.start),
            it.quote,
            it.new,
            it.outcome.value,
            it.name,
            it.said,
        )
        for n, it in enumerate(ordered, 1)
    ]
    about = (f"文稿：{found.name}", f"{headline(found)}。")
    return Table("改动清单", "改动清单", about, _COLUMNS, rows, (below(found),))
