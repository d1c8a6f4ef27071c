"""A document on the screen, as it will be printed: every bound number underlined, a button of “用这个数”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import escape
from itertools import accumulate

from minsheng.view import using
from minsheng.writing.document import Document, Paragraph, Span, Style, Table

_SENTENCE = re.compile(r"[^。！？]*[。！？]|[^。！？]+")
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
.ms-num { border-bottom: 1px solid #8fa6c4; border-radius: 0; text-indent: 0; padding: 0; font-variant-numeric: tabular-nums; }
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
    """One paragraph; each bound numeral is used with the sentence that it stands in."""
    said = _sentences([span.text for span in paragraph.spans])
    spans = (
        _span(span, sentence, topic=place < paragraph.lead)
        for place, (span, sentence) in enumerate(zip(paragraph.spans, said, strict=True))
    )
    inner = using.kept("".join(spans))
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


def _sentences(pieces: Sequence[str]) -> list[str]:
    """The sentence in which each piece of a paragraph begins."""
    sentences = _SENTENCE.findall("".join(pieces))
    ends = list(accumulate(map(len, sentences)))
    starts = accumulate(map(len, pieces), initial=0)
    found = [bisect_right(ends, start) for start, _ in zip(starts, pieces, strict=False)]
    return [sentences[place] if place < len(sentences) else "" for place in found]


def _span(span: Span, sentence: str = "", topic: bool = False) -> str:
    text = escape(span.text)
    if span.entry:
        return using.worded(text, span.entry, sentence.strip())
    return f"<b>{text}</b>" if topic else text
