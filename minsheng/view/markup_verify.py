"""The pieces of 核稿: the marked text, its findings in HTML, in comments and as 核稿单. Pure; everything escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from minsheng.catalogue import Catalogue
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.verification.given import Given
from minsheng.verification.verification import Finding, Report, Verdict
from minsheng.verification.word_comments import Comment
from minsheng.verification.words import CAUSES, VERDICTS
from minsheng.view import markup, markup_draft, using
from minsheng.workbook import Column, Table

Naming = Callable[[str, Period | None], str]  #: the name of a place at a time
#: problems first
ORDER = (Verdict.MISMATCH, Verdict.UNKNOWN, Verdict.ROUNDED, Verdict.MATCH)
#: the filter of the list
SHOWN: dict[str, Callable[[Finding], bool]] = {
    "先看问题": lambda _: True,
    "不符": lambda it: it.verdict is Verdict.MISMATCH,
    "前后不一": lambda it: bool(it.remarks),
    "无可核对": lambda it: it.verdict is Verdict.UNKNOWN,
    "相符": lambda it: it.verdict in (Verdict.ROUNDED, Verdict.MATCH),
}
LIMITS = "核稿只说文稿与库中数据是否一致，不判断哪一个对；“库中无可核对数据”不等于数字有错。"
_KIND = {it: it.value for it in Verdict}
_MEND = re.compile(r"可改为“(.+)”。$")
_COLUMNS = (
    Column("序号", 5), Column("位置", 10), Column("原文", 16), Column("结论", 12), Column("原因", 13),
    Column("指标", 20), Column("库中数据", 16), Column("出处", 30), Column("可改为", 16), Column("说明", 46),
)  # fmt: skip

STYLE = (
    markup_draft.STYLE
    + """
[class*=st-key-problem-] { background: #fff; border-color: #b23a2b; box-shadow: inset 3px 0 0 #b23a2b; }
[class*=st-key-problem-], [class*=st-key-panel-finding-] { padding: 10px 14px; gap: 6px; }
[class*=st-key-verify-list] { gap: 10px; }
.ms-draft { font-size: 16px; line-height: 2.05; color: #16263a; overflow-wrap: anywhere; }
.ms-draft p { margin: 0 0 8px; font-size: 16px; line-height: 2.05; }
a.ms-mark { color: #16263a !important; text-decoration: none !important; padding: 1px 3px; border-radius: 3px; }
a.ms-mark { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
a.ms-mark:hover { background: #eef2f7; }
a.ms-mark:focus-visible { outline: 3px solid #1f3f66; outline-offset: 1px; }
a.ms-mark.match { border-bottom: 2px solid #5b7fa8; border-radius: 0; }
a.ms-mark.rounded { border-bottom: 2px dashed #4b5a6b; border-radius: 0; }
a.ms-mark.unknown { border-bottom: 2px dotted #8a5d0b; background: #fdf7e8; border-radius: 0; }
a.ms-mark.mismatch { border: 2px solid #b23a2b; background: #fbe9e6; font-weight: 700; }
a.ms-mark sup { color: #9c2f22; font-size: 11px; line-height: 0; margin-left: 2px; }
.ms-legend { font-size: 12px; line-height: 2.1; color: #4b5a6b; }
.ms-finding { font-size: 13px; line-height: 1.6; color: #16263a; scroll-margin-top: 60px; overflow-wrap: anywhere; }
.ms-finding .top { display: flex; justify-content: space-between; gap: 8px; font-weight: 600; color: #4b5a6b; }
.ms-finding .top a { font-weight: 400; font-size: 12px; color: #1f3f66 !important; white-space: nowrap; }
a.ms-mark { scroll-margin-top: 90px; }
a.ms-mark:target { outline: 2px solid #1f3f66; outline-offset: 2px; }
.ms-finding .mismatch { color: #9c2f22; }
a.ms-mark.remarked { background: #f3eefb; }
.ms-finding .remark { color: #5a2d82; }
.ms-finding .word { color: #1f5f4a; }
.ms-finding .unknown { color: #8a5d0b; }
.ms-finding .mend { font-size: 17px; font-weight: 700; margin: 2px 0; }
.ms-finding details { margin-top: 3px; }
.ms-finding summary { cursor: pointer; color: #1f3f66; font-size: 12px; }
"""
)


def headline(report: Report) -> str:
    """The sentence that opens the screen: how many of each."""
    counts = report.summary
    told = "，".join(
        f"{counts[it.value]}个{VERDICTS[it.value]}" for it in reversed(ORDER) if counts[it.value]
    )
    return f"{len(report.findings)}个数：{told}" if report.findings else "文稿中没有读到统计数"


def below(report: Report) -> str:
    """The quieter line: which kinds of problems."""
    beside = f"，文稿自身有{len(report.contradictions)}处不一致" if report.contradictions else ""
    causes = [CAUSES[it.cause.value] for it in report.mismatches if it.cause]
    told = "，".join(f"{name}{causes.count(name)}处" for name in dict.fromkeys(causes))
    return f"先看不符：{told}{beside}。" if told else f"没有发现与库中数据不符的数{beside}。"


def ordered(report: Report, shown: str = "先看问题") -> list[tuple[int, Finding]]:
    """The findings that a choice shows, with their number in the text: open problems first, then what somebody confirmed."""
    numbered = [(n, it) for n, it in enumerate(report.findings, 1) if SHOWN[shown](it)]
    return sorted(numbered, key=lambda pair: (*_urgency(pair[1]), pair[0]))


def _urgency(finding: Finding) -> tuple[bool, int]:
    place = 2 * ORDER.index(finding.verdict)
    return finding.review is not None, min(place, 1) if finding.remarks else place


def is_open(finding: Finding) -> bool:
    """Whether somebody may want to say that the figure is right all the same."""
    return finding.verdict in (Verdict.MISMATCH, Verdict.UNKNOWN) or bool(finding.remarks)


def look(finding: Finding) -> str:
    """The key of a finding's card: a problem that nobody has confirmed stands out."""
    open_problem = finding.verdict is Verdict.MISMATCH or finding.remarks
    return "problem" if open_problem and not finding.review else "panel"


def mended(finding: Finding) -> str:
    """The phrase to put there; empty where there is none."""
    found = _MEND.search(finding.message)
    return found[1] if found else ""


def verdict(finding: Finding) -> str:
    """The verdict and its cause: 不符 · 单位错."""
    told = [VERDICTS[finding.verdict.value]]
    told += [CAUSES[finding.cause.value]] if finding.cause else []
    told += ["前后不一"] if finding.remarks else []
    return " · ".join([*told, *(["已核认"] if finding.review else [])])


# -- the text -------------------------------------------------------------------------------------
def marked(draft: Given, report: Report, listed: Iterable[int]) -> str:
    """The text with a link on every number, to its finding where that is listed."""
    beside = set(listed)
    marks = (
        (it.claim.start, it.claim.end, _mark(draft.text, number, it, number in beside))
        for number, it in enumerate(report.findings, 1)
    )
    return f'<div class="ms-draft" lang="zh-CN">{markup_draft.laid_out(draft.text, draft.grids, marks)}</div>'


def _mark(text: str, number: int, finding: Finding, listed: bool) -> str:
    claim = finding.claim
    said = escape(verdict(finding), quote=True)
    sign = f"<sup>{number}</sup>" if finding.verdict is Verdict.MISMATCH else ""
    words = escape(text[claim.start : claim.end].replace("\n", ""))
    return (
        f'<a id="ms-mark-{number}" class="ms-mark {_KIND[finding.verdict]}{" remarked" if finding.remarks else ""}" href="#{f"ms-finding-{number}" if listed else "ms-findings"}" '
        f'aria-label="{words}，{said}" title="{escape(finding.told, quote=True)}">{words}{sign}</a>'
    )


def legend() -> str:
    """How the marks are to be read without colour."""
    looks = ("方框加粗加序号", "点线", "虚线", "实线")
    marks = "　".join(
        f'<a class="ms-mark {_KIND[it]}">{VERDICTS[it.value]}</a>（{look}）'
        for it, look in zip(ORDER, looks, strict=True)
    )
    marks += '　<a class="ms-mark match remarked">前后不一</a>（紫底）'
    return f'<div class="ms-legend">{marks}</div>'


# -- the list -------------------------------------------------------------------------------------
def card(number: int, finding: Finding, where: str, catalogue: Catalogue, naming: Naming) -> str:
    """One finding: where it stands, verdict, what to write, why, and on demand the stored figure with its source."""
    shown, mend = figures(finding, catalogue, naming), mended(finding)
    written = using.quoted(finding.claim.quote, finding.message)
    change = f'<div class="mend">{written} → {_mended(mend, shown)}</div>' if mend else ""
    origin = "".join(
        f"<details><summary>库中数据与出处：{escape(it.display)}</summary>{markup.provenance(it)}</details>"
        for it in shown
    )
    said = using.spoken(finding.message, [*shown, *_figures(finding.nearest, catalogue, naming)])
    return (
        f'<div class="ms-finding" id="ms-finding-{number}"><div class="top">'
        f'<b class="{_KIND[finding.verdict]}">{number}　{escape(verdict(finding))}</b>'
        f'<a href="#ms-mark-{number}" title="到文中这个数">{where}</a></div>'
        f"{change}<div>{said}</div>{_beside(finding)}{origin}</div>"
    )


def _mended(words: str, shown: Sequence[Figure]) -> str:
    """The phrase to write, which opens the menu of the figure that it words."""
    return using.usable(escape(words), shown[0]) if shown else escape(words)


def confirmation(finding: Finding) -> str:
    """What saying so means, or what was said."""
    quote = escape(finding.claim.quote)
    if finding.review:
        return markup.foot(f"“{quote}”：{escape(finding.review.told)}。撤回后不再提示，记录仍留在历史中。")
    return markup.foot(f"“{quote}”核认后，同一说法再次出现时提示这条理由；与库中数据的比对结论不因此改变。")


def _beside(finding: Finding) -> str:
    """What the text says wrongly of itself, and what a reviewer has said."""
    told = [f'<div class="remark">{escape(remark)}</div>' for remark in finding.remarks]
    word = f'<div class="word">{escape(finding.review.told)}</div>' if finding.review else ""
    return "".join([*told, word])


def figures(finding: Finding, catalogue: Catalogue, naming: Naming) -> list[Figure]:
    """The stored figures that a claim was held against."""
    return _figures(finding.expected, catalogue, naming)


def _figures(facts: Iterable[Fact], catalogue: Catalogue, naming: Naming) -> list[Figure]:
    return [Figure(fact, catalogue[fact.indicator], naming(fact.region, fact.period)) for fact in facts]


# -- what leaves ----------------------------------------------------------------------------------
def comments(report: Report) -> list[Comment]:
    """What stands beside the text in Word: everything but full agreement."""
    return [
        Comment(it.claim.start, it.claim.end, f"【{verdict(it)}】{it.told}")
        for it in report.findings
        if it.verdict is not Verdict.MATCH or it.remarks
    ]


def sheet(report: Report, draft: Given, place: str, year: int, catalogue: Catalogue, naming: Naming) -> Table:
    """核稿单: every number of the text, problems first."""
    rows = [_row(n, it, draft.place(it.claim.start), catalogue, naming) for n, it in ordered(report)]
    told = f"{headline(report)}。"
    about = (f"文稿地区：{place}", f"年度：{year}年", told)
    return Table(f"{place}{year}年文稿核稿单", "核稿单", about, _COLUMNS, rows, (LIMITS,))


def _origin(finding: Finding, shown: Sequence[Figure]) -> str:
    """Where the number that a claim is held against stands: its source, or the text itself where that says what it is worked out from."""
    if shown:
        return shown[0].origin
    return "" if finding.verdict is Verdict.UNKNOWN else "按文中各数计算"


def _row(number: int, finding: Finding, where: str, catalogue: Catalogue, naming: Naming) -> Sequence[str]:
    shown = figures(finding, catalogue, naming)[:1]
    code = finding.claim.indicator
    cause = CAUSES[finding.cause.value] if finding.cause else ""
    return (
        str(number),
        where,
        finding.claim.quote,
        VERDICTS[finding.verdict.value],
        cause,
        catalogue[code].name if code else finding.claim.indicator_name,
        shown[0].display if shown else "",
        _origin(finding, shown),
        mended(finding),
        finding.told,
    )
