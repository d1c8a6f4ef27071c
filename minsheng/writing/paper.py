"""A document on the screen, as it will be printed: every bound number underlined, with what defends it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from minsheng.facts import Fact, plain
from minsheng.figure import Figure
from minsheng.places import regions
from minsheng.writing import annexes
from minsheng.writing.binding import Entry
from minsheng.writing.document import Document, Paragraph, Span, Style, Table

STYLE = """
.ms-paper { background: #fff; padding: 30px 48px 24px; line-height: 2; font-size: 17px; color: #1b2a3d;
  font-family: "仿宋_GB2312", FangSong, "Noto Serif CJK SC", "Source Han Serif SC", serif; }
.ms-paper h2 { font-size: 24px; text-align: center; font-weight: 600; margin: 0 0 8px; padding: 0;
  font-family: "方正小标宋简体", "Noto Serif CJK SC", serif; }
.ms-paper h3 { font-size: 17px; font-weight: 600; text-indent: 2em; margin: 6px 0 0; padding: 0;
  font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
.ms-paper h4 { font-size: 17px; font-weight: 600; text-indent: 2em; margin: 4px 0 0; padding: 0;
  font-family: "楷体_GB2312", KaiTi, "Noto Serif CJK SC", serif; }
.ms-paper p { text-indent: 2em; margin: 0; text-align: justify; font-size: inherit; }
.ms-paper p.mark { text-indent: 0; text-align: center; color: #8a5d0b; }
.ms-paper p.note { font-size: 14px; color: #4b5a6b; margin-top: 14px; }
.ms-paper p.to { text-indent: 0; }
.ms-paper p.signed { text-align: right; padding-right: 2em; text-indent: 0; }
.ms-paper b { font-weight: 600; }
.ms-num { border-bottom: 1px solid #8fa6c4; cursor: help; font-variant-numeric: tabular-nums; }
.ms-num:hover, .ms-num:focus { background: #e4ecf6; }
.ms-num { position: relative; }
.ms-num .ms-pop { display: none; position: absolute; left: 0; top: 1.7em; z-index: 30; width: 320px; padding: 10px 14px; background: #fff;
  border: 1px solid #b9cbe0; border-radius: 6px; box-shadow: 0 4px 16px #16263a26; text-indent: 0; text-align: left; white-space: pre-line;
  font: 400 13px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; user-select: text; }
.ms-num:focus .ms-pop, .ms-num:focus-within .ms-pop { display: block; }
.ms-paper .wide { overflow-x: auto; }
.ms-paper p.aside { text-indent: 0; text-align: right; font-size: 13px; color: #4b5a6b; }
.ms-paper table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.5;
  border-top: 2px solid #444; border-bottom: 2px solid #444; font-variant-numeric: tabular-nums; }
.ms-paper th, .ms-paper td { padding: 4px 6px; border-bottom: 1px solid #c9ced6; text-align: left; min-width: 4em; }
.ms-paper td.number { text-align: right; }
@media (max-width: 640px) { .ms-paper { padding: 14px 10px; } }
"""


def html(document: Document) -> str:
    """The text of the document; the annexes are in the file."""
    body = "".join(paragraph(each) for each in document.paragraphs)
    return f'<article class="ms-paper" lang="zh-CN">{body}</article>'


def table(annex: Table) -> str:
    """An annex as it will be printed."""
    head = "".join(f"<th>{escape(name)}</th>" for name in annex.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(*each, annex) for each in enumerate(row))}</tr>" for row in annex.rows
    )
    notes = "".join(f'<p class="note">{"".join(map(_span, note))}</p>' for note in annex.notes)
    return (
        f'<article class="ms-paper" lang="zh-CN"><h3>{escape(annex.annex)}</h3><h2>{escape(annex.title)}</h2>'
        f'<p class="aside">{escape(annex.particulars)}</p><div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{notes}</article>"
    )


def _cell(place: int, spans: Sequence[Span], annex: Table) -> str:
    side = ' class="number"' if place in annex.numeric else ""
    return f"<td{side}>{''.join(map(_span, spans))}</td>"


def paragraph(paragraph: Paragraph) -> str:
    inner = "".join(_span(span, place < paragraph.lead) for place, span in enumerate(paragraph.spans))
    match paragraph.style:
        case Style.TITLE:
            return f"<h2>{inner}</h2>"
        case Style.HEADING:
            return f"<h3>{inner}</h3>"
        case Style.SUBHEADING:
            return f"<h4>{inner}</h4>"
        case Style.MARK | Style.NOTE | Style.TO | Style.SIGNED:
            return f'<p class="{paragraph.style.value}">{inner}</p>'
    return f"<p>{inner}</p>"


def _span(span: Span, topic: bool = False) -> str:
    text = escape(span.text)
    if span.entry:
        return f'<span class="ms-num" tabindex="0">{text}<span class="ms-pop" role="note">{escape(defence(span.entry))}</span></span>'
    return f"<b>{text}</b>" if topic else text


def defence(entry: Entry) -> str:
    """What a reader sees who asks for a number: 数据编号, indicator, place, basis, time, revision, formula, source cells."""
    shown, fact = annexes.shown_figure(entry), entry.fact
    lines = [
        f"数据编号：{entry.id}",
        f"指标：{shown.name}（{annexes.meaning(entry)}）",
        f"地区：{regions().get(fact.region).name_at(fact.period)}",
        f"时期：{shown.when}",
        f"公式：{fact.derivation.formula}" if fact.derivation else "",
        *_sources(fact, entry),
        f"标记：{'、'.join(shown.marks)}" if shown.marks else "",
    ]
    return "\n".join(line for line in lines if line)


def _sources(fact: Fact, entry: Entry) -> list[str]:
    """Where it was read, or where each operand was."""
    if not fact.derivation:
        return [
            f"数值：{Figure(fact, entry.indicator, '').display}",
            f"出处：{annexes.origin(fact)}",
            f"版本：第{fact.revision}次入库",
        ]
    found = []
    for operand in fact.derivation.operands:
        shown = Figure(operand, entry.indicator, "")
        value = plain(operand.value) if operand.indicator != entry.indicator.code else shown.display
        found.append(f"运算数：{shown.when}，{value}，{annexes.origin(operand)}，第{operand.revision}次入库")
    return found
