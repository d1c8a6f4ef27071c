"""The pieces of 报表接收 and 审核 in HTML. Pure: data in, texts out, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from minsheng.catalogue import Catalogue, Indicator
from minsheng.checks.checks import amount
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.places import regions
from minsheng.receiving.forms import Changed
from minsheng.receiving.inbox import ACCEPTED, REFUSED, UNDONE, Difference, Item, Receipt
from minsheng.receiving.outcome import IMPORTED, UNCHANGED, FileOutcome
from minsheng.receiving.turnout import Count
from minsheng.receiving.waiting import Waiting
from minsheng.returns.reading import Severity
from minsheng.view import using

BELOW = "先看清每个文件读到什么、没读到什么、会改变什么，再接收；接收以后也可以撤销，原始文件都保留。"
#: what an unknown row may be said to be besides a known indicator: a local one of a basis, or nothing
CHOICES: dict[str, Basis | str] = {
    "登记为本地指标（期末数）": Basis.STOCK, "登记为本地指标（本年累计数）": Basis.YTD, "以后忽略": "",
}  # fmt: skip
_MOST = 12
STYLE = """
.ms-turnout { display: flex; gap: 16px; align-items: center; background: #fff; border: 1px solid #e3e0d8; border-radius: 8px;
  padding: 8px 16px; margin: 0 0 8px; }
.ms-turnout > b { font-size: 28px; font-weight: 700; font-variant-numeric: tabular-nums; color: #1f3f66; }
.ms-turnout p { margin: 0 0 4px; font-size: 14px; color: #16263a; }
.ms-turnout span { display: inline-block; margin: 0 6px 4px 0; padding: 1px 8px; border: 1px solid #c5d5e6; border-radius: 10px;
  font-size: 12.5px; color: #16263a; white-space: nowrap; }
.ms-turnout i { font-style: normal; margin-right: 4px; color: #4b5a6b; }
.ms-turnout .there { background: #eef3f8; }
.ms-turnout .missing { background: #f7e6e3; border-color: #d9a49b; color: #9c2f22; }
.ms-turnout .missing i { color: #9c2f22; }
.ms-read { max-height: 360px; overflow-y: auto; }
"""


def headline(waiting: Sequence[Waiting]) -> str:
    """The sentence that opens the screen."""
    if not waiting:
        return "收件箱没有待处理的报表"
    ready = sum(it.ready for it in waiting)
    told = f"，{len(waiting) - ready}个需要处理" if ready < len(waiting) else ""
    return f"收件箱有{len(waiting)}个文件：{ready}个可以接收{told}"


def title(name: str, outcome: FileOutcome, regions: Regions) -> str:
    """A file in one line: its name, what it is, how it stands."""
    places = "、".join(regions.get(code).name for code in outcome.regions[:3])
    periods = "、".join(Period.parse(text).name for text in outcome.periods[:3])
    errors = sum(issue.stops for issue in outcome.issues)
    state = {IMPORTED: f"可接收，{len(outcome.facts)}个数", UNCHANGED: "没有变化"}.get(outcome.outcome)
    state = state or (f"{errors}处矛盾，需说明" if outcome.explainable else f"{errors}处错误，不能接收")
    unknown = f"，{len(outcome.unmapped)}行未识别" if outcome.unmapped else ""
    return " · ".join(part for part in (name, f"{places}{periods}", state + unknown) if part)


def findings(outcome: FileOutcome) -> str:
    """What the checks say, the worst first, and the rows that were not read."""
    issues = sorted(outcome.issues, key=lambda it: it.severity.order)
    rows = [(*weight(it.severity), it.message) for it in issues]
    rows += [("grey", "未识别", f"{it.locator}“{it.label}”{it.value}") for it in outcome.unmapped]
    rows += [("grey", "参考", text) for text in outcome.remarks]
    rows = rows or [("grey", "检查", f"读到{len(outcome.read)}个数，没有发现问题。")]
    return listed(rows)


def weight(severity: Severity) -> tuple[str, str]:
    """The colour and the word of a finding."""
    return ("red" if severity is Severity.ERROR else "amber"), severity.zh


def listed(rows: Iterable[tuple[str, str, str]]) -> str:
    """Rows of a level (red, amber, grey), a word and a text."""
    return items((level, word, escape(text)) for level, word, text in rows)


def items(rows: Iterable[tuple[str, str, str]]) -> str:
    """As ``listed``, of texts that are HTML."""
    cells = "".join(
        f'<li class="{level}"><b>{escape(word)}</b><span>{text}</span></li>' for level, word, text in rows
    )
    return f'<ul class="ms-list">{cells}</ul>'


def changed(it: Changed) -> str:
    """How the form differs from the last file of its kind."""
    rows = [("amber", "表式有变", f"少了“{name}”一行") for name in it.gone]
    rows += [("amber", "表式有变", f"多了“{name}”一行") for name in it.new]
    rows += [("amber", "表式有变", f"“{before}”改称“{after}”") for before, after in it.renamed]
    return listed(rows) if rows else ""


def differences(found: Sequence[Difference], catalogue: Catalogue, regions: Regions) -> str:
    """Old → new for what changes; the others counted."""
    if not found:
        return ""
    kinds = {kind: sum(it.kind == kind for it in found) for kind in ("新增", "更正", "确认", "不改变现行数")}
    told = "，".join(f"{kind}{count}个" for kind, count in kinds.items() if count)
    rows = [it for it in found if it.kind in ("更正", "不改变现行数")]
    rows = rows or [it for it in found if it.kind == "新增"]
    whose = _whose([it.after for it in found], regions)
    head = (
        "<td>指标</td><td>表中位置</td><td class='n'>库中现有</td><td class='n'>本表</td><td>结果</td></tr>"
    )
    head = ("<tr><td>地区、时期</td>" if whose else "<tr>") + head
    cells = "".join(_row(it, catalogue, whose) for it in rows[:_MOST])
    more = f'<p class="ms-foot">其余{len(rows) - _MOST}个从略。</p>' if len(rows) > _MOST else ""
    return f'<p class="ms-foot">与库中比较：{escape(told)}。</p><div class="ms-wide"><table class="ms-coverage">{head}{cells}</table></div>{more}'


def _whose(facts: Sequence[Fact], regions: Regions) -> dict[tuple[str, Period], str]:
    """The place and period of each figure in words; nothing where all are about the same."""
    about = dict.fromkeys((it.region, it.period) for it in facts)
    if len(about) < 2:
        return {}
    return {(code, period): f"{regions.get(code).name_at(period)}{period.name}" for code, period in about}


def _cell(fact: Fact, whose: Mapping[tuple[str, Period], str]) -> str:
    return f"<td>{escape(whose[fact.region, fact.period])}</td>" if whose else ""


def _row(it: Difference, catalogue: Catalogue, whose: Mapping[tuple[str, Period], str]) -> str:
    name = _named(it.after, catalogue)
    before = using.usable(escape(value(it.before)), shown(it.before, catalogue)) if it.before else "—"
    return (
        f"<tr>{_cell(it.after, whose)}<td>{escape(name)}</td><td>{escape(it.after.locator)}</td><td class='n'>{before}</td>"
        f"<td class='n'>{_received(it.after, catalogue)}</td><td>{escape(it.kind)}</td></tr>"
    )


def _named(fact: Fact, catalogue: Catalogue) -> str:
    name = catalogue[fact.indicator].title if fact.indicator in catalogue else fact.indicator
    return name if fact.scope == WHOLE else f"{name}（{fact.scope}）"


def shown(fact: Fact, catalogue: Catalogue) -> Figure:
    """A fact as a figure; of an indicator that is still to be defined as what the file calls it."""
    known = fact.indicator in catalogue
    indicator = (
        catalogue[fact.indicator] if known else Indicator(fact.indicator, fact.indicator, unit=fact.unit)
    )
    return Figure(fact, indicator, regions().get(fact.region).name_at(fact.period))


def _received(fact: Fact, catalogue: Catalogue) -> str:
    """A figure that is not stored yet: it can be copied."""
    return using.received(escape(value(fact)), shown(fact, catalogue))


def value(fact: Fact) -> str:
    """A fact's value with its unit, or why there is none; 待核 said."""
    said = amount(fact.value, fact.unit) if fact.has_value else fact.state.zh
    return f"{said}（待核）" if fact.pending else said


def read(facts: Sequence[Fact], catalogue: Catalogue, regions: Regions) -> str:
    """All figures of a file with their cells."""
    whose = _whose(facts, regions)
    head = "<td>指标</td><td>口径</td><td>表中位置</td><td class='n'>数值</td></tr>"
    head = ("<tr><td>地区、时期</td>" if whose else "<tr>") + head
    rows = "".join(
        f"<tr>{_cell(it, whose)}<td>{escape(_named(it, catalogue))}</td><td>{escape(it.basis.zh)}</td><td>{escape(it.locator)}</td>"
        f"<td class='n'>{_received(it, catalogue)}</td></tr>"
        for it in facts
    )
    return f'<div class="ms-wide ms-read"><table class="ms-coverage">{head}{rows}</table></div>'


def rivals(names: Sequence[str]) -> str:
    """That other waiting files are about the same place and period."""
    told = f"收件箱里另有同一单位同一时期的文件：{'、'.join(names)}。请核对后接收其中一个，其余退回。"
    return listed([("amber", "重复", told)]) if names else ""


def turnout(found: Iterable[Count]) -> str:
    """How many of the expected returns are there, and each unit with its state, for each place and period."""
    return "".join(map(_turnout, found))


def _turnout(it: Count) -> str:
    there = len(it.stored) + len(it.waiting)
    words = [f"已入库{len(it.stored)}个", f"待接收{len(it.waiting)}个" if it.waiting else ""]
    words += [f"未报{len(it.missing)}个" if it.missing else "已到齐"]
    groups = (("there", "✓", it.stored), ("waiting", "待", it.waiting), ("missing", "缺", it.missing))
    units = "".join(
        f'<span class="{kind}"><i>{mark}</i>{escape(name)}</span>'
        for kind, mark, names in groups
        for name in names
    )
    said = f"{it.place}{it.period.name}：{'，'.join(part for part in words if part)}"
    return f'<div class="ms-turnout"><b>{using.count(f"{there}/{it.expected}", said)}</b><div><p>{using.spoken(said, (), counted=said)}</p>{units}</div></div>'


def done(item: Item) -> str:
    """A file that was dealt with, in one line."""
    entry, receipt = item.entry, item.receipt
    words = f"{item.state}，{entry.received_at[:16].replace('T', ' ')}由{entry.actor}放入"
    if item.state == REFUSED:
        words = (
            f"{item.state}：{entry.reason}（{entry.refused_by}，{entry.refused_at[:16].replace('T', ' ')}）"
        )
    elif receipt and item.state != UNDONE:
        words = f"{item.state}：第{receipt.revision}次入库（{receipt.actor}，{receipt.recorded_at[:16].replace('T', ' ')}）"
    return f'<div class="ms-row"><span>{escape(entry.name)}<small>{escape(words)}</small></span></div>'


def loaded(it: Receipt) -> str:
    """What came in on another screen, in one line."""
    words = f"{ACCEPTED}：第{it.revision}次入库（{it.actor}，{it.recorded_at[:16].replace('T', ' ')}）"
    if it.undone_in is not None:
        words = f"{UNDONE}：{it.reason or ''}（{it.undone_by}）"
    return f'<div class="ms-row"><span>{escape(it.file)}<small>{escape(words)}</small></span></div>'
