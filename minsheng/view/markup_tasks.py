"""The pieces of 任务台账 in HTML: the strip of states, the list, the board, one task with its past. Pure, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from minsheng.catalogue import Catalogue
from minsheng.figure import Figure
from minsheng.tasks import choosing, summary
from minsheng.tasks.board import Board, Standing
from minsheng.tasks.choosing import Wanted
from minsheng.tasks.differences import Comparison, Difference
from minsheng.tasks.summary import BESIDES, Summary
from minsheng.tasks.task import Report, State, Task
from minsheng.view import markup, using
from minsheng.writing import stating

STYLE = """
.ms-strip { display: flex; flex-wrap: wrap; gap: 3px; margin: 2px 0; font-size: 13px; }
.ms-strip div { padding: 4px 10px; border-radius: 4px; white-space: nowrap; color: #16263a; background: #dfe9e7; }
.ms-strip div.amber { background: #f6ead0; } .ms-strip div.red { background: #f1d9d5; } .ms-strip i { font-style: normal; margin-right: 4px; }
.ms-light { white-space: nowrap; font-weight: 600; }
.ms-light.green { color: #1f6a63; } .ms-light.amber { color: #8a5d0b; } .ms-light.red { color: #9c2f22; }
.ms-light i { font-style: normal; display: inline-block; width: 1.2em; }
.ms-tasks { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.5; }
.ms-tasks th { text-align: left; font-weight: 400; font-size: 12px; color: #5f6c7b; border-bottom: 1px solid #9aa5b1; padding: 3px 10px 3px 0;
  white-space: nowrap; position: sticky; top: 0; background: #fff; }
.ms-tasks td { border-bottom: 1px solid #f0eee8; padding: 4px 10px 4px 0; vertical-align: top; }
.ms-tasks td.n { text-align: right; font-variant-numeric: tabular-nums; } .ms-tasks th.n { text-align: right; }
.ms-tasks .w { white-space: nowrap; }
.ms-tasks tr.l1 td { font-weight: 600; background: #f7f5f0; } .ms-tasks tr.l1 td.why, .ms-tasks tr.l1 td.w { font-weight: 400; }
.ms-tasks tr.l2 td:first-child { padding-left: 1.2em; } .ms-tasks tr.l3 td:first-child { padding-left: 2.6em; }
.ms-tasks small { display: block; color: #5f6c7b; font-size: 12px; }
.ms-silent { font-size: 12px; border: 1px solid #c58a1a; color: #8a5d0b; border-radius: 4px; padding: 0 4px; margin-left: 4px; white-space: nowrap; }
.ms-board { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; align-items: start; }
.ms-board > div { background: #f3f1ea; border-radius: 8px; padding: 8px; }
.ms-board h4 { font-size: 14px; margin: 0 0 6px; padding: 0; }
.ms-board article { background: #fff; border: 1px solid #e3e0d8; border-radius: 6px; padding: 6px 9px; margin-bottom: 6px; font-size: 13px; line-height: 1.45; }
.ms-board article.red { border-left: 3px solid #b23a2b; } .ms-board article.amber { border-left: 3px solid #c58a1a; }
.ms-board article small { display: block; color: #5f6c7b; font-size: 12px; }
@media (max-width: 640px) {
  .ms-board { grid-template-columns: 1fr; }
  .ms-tasks, .ms-tasks tbody, .ms-tasks tr, .ms-tasks td { display: block; } .ms-tasks thead { display: none; }
  .ms-tasks tr { border-bottom: 1px solid #e3e0d8; padding: 5px 0; } .ms-tasks td { border: 0; padding: 0 0 0 2px; }
  .ms-tasks td.n { display: inline-block; margin-right: 12px; } .ms-tasks td[data-h]::before { content: attr(data-h) " "; font-size: 12px; color: #5f6c7b; }
}
"""
#: the columns of the board
COLUMNS = (
    ("逾期和严重滞后", (State.OVERDUE, State.LAGGING)),
    ("滞后和进度不明", (State.SLOW, State.UNKNOWN)),
    ("正常推进", (State.NORMAL,)),
    ("已完成", (State.DONE,)),
)
_MOST = 40  #: cards of a column shown
#: the looks at a ledger, the first unless chosen otherwise
LOOKS = ("需要留意", "清单", "看板", "按科室", "按领导")
LONG = 60  #: a list of more tasks than this scrolls by itself


def is_long(shown: Board, look: str) -> bool:
    """Whether a look is longer than a screen bears."""
    return look == "清单" and len(shown.standings) > LONG


def looked(shown: Board, wanted: Wanted, look: str, catalogue: Catalogue) -> str:
    """A ledger, or what of it is wanted, as one of the ``LOOKS``."""
    match look:
        case "清单":
            return listed(choosing.chosen(shown, wanted))
        case "看板":
            return board(filter(wanted.admits, shown.leaves))
        case "按科室":
            return offices(shown, shown.offices, "科室", catalogue)
        case "按领导":
            return offices(shown, shown.leaders, "分管领导", catalogue)
    found = [it for it in shown.attention if wanted.admits(it)]
    return listed(found, nested=False) if found else markup.foot("没有滞后、逾期或未报的任务。")


def nothing(place: str, counted: Sequence[Figure]) -> str:
    """A place without a ledger: what its texts say of tasks, and how to begin."""
    newest = max((it.fact.period.year for it in counted), default=0)
    shown = (it for it in counted if it.fact.period.year == newest)
    names = "、".join(f"{it.prose}{it.indicator.title.removesuffix('项数')}" for it in shown)
    told = f"公开文稿提到{newest}年有{names}。" if names else ""
    return markup.headline(f"{place}还没有任务台账", f"{told}下载模板填写后导入，即可按月跟踪。")


def light(state: State) -> str:
    """The state as shape, colour and word."""
    return f'<span class="ms-light {state.light}"><i>{state.mark}</i>{state.value}</span>'


def strip(told: Summary, catalogue: Catalogue) -> str:
    """How the tasks of the lowest level share in the states, as one bar with its words."""
    shown = [
        (state, _counted(told.board, f"{told.leaf_name}{BESIDES}{state.value}", catalogue)) for state in State
    ]
    parts = "".join(
        f'<div class="{state.light}" style="flex:{it.fact.value} 1 auto"><i>{state.mark}</i>{state.value} <b>{_number(it)}</b></div>'
        for state, it in shown
        if it.fact.value
    )
    return f'<div class="ms-strip" role="group" aria-label="{escape(told.leaf_name)}的状态">{parts}</div>'


def _counted(shown: Board, scope: str, catalogue: Catalogue, code: str = "tasks_total") -> Figure:
    return summary.figure_of(shown, code, scope, catalogue)


def _number(it: Figure) -> str:
    """A count without its unit, ready to be used."""
    return using.usable(f"{it.fact.value:f}", it)


def _silent(it: Standing) -> str:
    return '<span class="ms-silent">本月未报</span>' if it.silent else ""


def listed(standings: Sequence[Standing], *, nested: bool = True) -> str:
    """Tasks in rows; ``nested`` indents them by their level."""
    rows = "".join(_row(it, nested) for it in standings)
    heads = ("任务", "状态", "责任科室", "分管领导", "完成时限", "进展")
    head = "".join(f"<th>{name}</th>" for name in heads)
    return (
        f'<table class="ms-tasks"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        if rows
        else markup.foot("没有符合条件的任务。")
    )


def _row(it: Standing, nested: bool) -> str:
    task, report = it.task, it.report
    note = f"<small>{escape(report.note)}</small>" if report and report.note and it.is_leaf else ""
    told = f"<small>{escape(it.progress.note)}</small>" if it.progress and it.progress.note else ""
    due = f"{task.deadline:%m-%d}" if it.is_leaf or task.due else ""
    kind = f' class="l{it.level}"' if nested else ""
    return (
        f"<tr{kind}><td>{escape(task.name)}{_silent(it)}</td><td class='w'>{light(it.state)}</td>"
        f'<td>{escape("、".join(it.owners))}</td><td class="w">{escape("、".join(it.leaders))}</td>'
        f'<td class="w" data-h="时限">{due}</td><td class="why">{_why(it)}{note}{told}</td></tr>'
    )


def _why(it: Standing) -> str:
    """The ground of its state, what it tells ready to be used."""
    return using.spoken(it.why, it.told, counted=f"{it.task.name}：{it.why}")


def board(standings: Iterable[Standing]) -> str:
    """What 科室 report on, in four columns from bad to good."""
    found = [it for it in standings if it.is_leaf]
    return f'<div class="ms-board">{"".join(_column(name, states, found) for name, states in COLUMNS)}</div>'


def _column(name: str, states: tuple[State, ...], found: Sequence[Standing]) -> str:
    inside = sorted(
        (it for it in found if it.state in states), key=lambda it: (-it.state.severity, it.task.deadline)
    )
    rest = f"<small>另有{len(inside) - _MOST}项，见清单。</small>" if inside[_MOST:] else ""
    cards = "".join(_card(it) for it in inside[:_MOST])
    count = using.count(f"{len(inside)}项", f"{name}的任务{len(inside)}项")
    return f"<div><h4>{escape(name)}　{count}</h4>{cards}{rest}</div>"


def _card(it: Standing) -> str:
    who = "、".join([*it.owners, *it.leaders])
    return (
        f'<article class="{it.state.light}">{light(it.state)}{_silent(it)}<br>{escape(it.task.name)}'
        f"<small>{escape(who)}，{it.task.deadline:%m-%d}到期</small><small>{_why(it)}</small></article>"
    )


#: the columns of the counts: heading, what is counted, and in which state
_HEADS = (
    ("在册", "tasks_total", ""),
    ("已完成", "tasks_done", ""),
    ("正常推进", "tasks_total", State.NORMAL.value),
    ("进度不明", "tasks_total", State.UNKNOWN.value),
    ("滞后", "tasks_behind", ""),
    ("其中逾期", "tasks_overdue", ""),
    ("本月未报", "tasks_silent", ""),
)


def offices(shown: Board, names: Sequence[str], heading: str, catalogue: Catalogue) -> str:
    """Counts by 科室 or by leader, and how many in a hundred are done."""
    heads = (heading, *(name for name, _, _ in _HEADS), "完成率")
    head = "".join(f'<th class="{"n" if place else ""}">{name}</th>' for place, name in enumerate(heads))
    rows = "".join(_office(shown, name, catalogue) for name in names)
    return f'<table class="ms-tasks"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _office(shown: Board, whose: str, catalogue: Catalogue) -> str:
    counts = [
        _counted(shown, f"{whose}{BESIDES}{state}" if state else whose, catalogue, code)
        for _, code, state in _HEADS
    ]
    cells = "".join(
        f'<td class="n" data-h="{name}">{_number(it)}</td>'
        for (name, _, _), it in zip(_HEADS, counts, strict=True)
    )
    share = stating.done(counts[1], counts[0])
    rate = using.told(share.quote, share) if share else "—"
    return f'<tr><td>{escape(whose)}</td>{cells}<td class="n" data-h="完成率">{rate}</td></tr>'


# -- one task ---------------------------------------------------------------------------------------
def task(it: Standing, path: Sequence[Task]) -> str:
    """A task with all that defends its state."""
    words = it.task
    rows = [
        ("任务", words.name),
        ("上级", " › ".join(each.name for each in path)),
        ("责任科室", "、".join(it.owners)),
        ("分管领导", "、".join(it.leaders)),
        ("完成时限", words.deadline.isoformat() + ("" if words.due else "（台账未写，按年底）")),
        ("状态", f"{it.state.mark} {it.state.value}"),
        ("判断依据", it.why),
        ("目标差异", it.progress.note if it.progress else ""),
        ("台账", "，".join(part for part in (words.file, words.locator) if part)),
        ("入库", f"第{words.revision}次，{words.recorded_at[:10]}，{words.actor or '随附数据'}"),
    ]
    return markup.definition_table(rows)


def history(reports: Sequence[Report], wordings: Sequence[Task]) -> str:
    """Every status and every wording of a task, newest first."""
    said = "".join(
        f"<tr><td class='w'>{it.when}</td><td class='w'>{_said(it)}</td>"
        f"<td>{escape(it.note)}<small>{escape(it.evidence)}</small></td><td class='w'>{escape(it.actor)}"
        f"<small>第{it.revision}次，{it.recorded_at[:10]}</small></td></tr>"
        for it in reports
    )
    heads = "".join(f"<th>{name}</th>" for name in ("月份", "进度", "进展和佐证", "填报"))
    table = f'<table class="ms-tasks"><thead><tr>{heads}</tr></thead><tbody>{said}</tbody></table>'
    told = table if said else markup.foot("还没有报过进度。")
    return told + (_wordings(wordings) if len(wordings) > 1 else "")


def _said(it: Report) -> str:
    if it.done is None:
        return it.state.value
    share = f"{it.done:f}%"
    return f"{it.state.value}，{using.count(share, f'{it.when}报{it.state.value}，完成{share}')}"


def _wordings(wordings: Sequence[Task]) -> str:
    rows = [
        (
            f"第{it.revision}次",
            f"{'撤销：' if it.withdrawn else ''}{it.name}，{it.owner}，{it.deadline.isoformat()}（{it.file}）",
        )
        for it in wordings
    ]
    return f"<p class='ms-foot'>台账历次写法</p>{markup.definition_table(rows)}"


# -- before storing ---------------------------------------------------------------------------------
def differences(found: Comparison) -> str:
    """What an import would change, what is taken out first."""
    order = {"撤销": 0, "修改": 1, "新增": 2}
    moved = sorted((it for it in found.differences if it.kind in order), key=lambda it: order[it.kind])
    rows = "".join(_difference(it) for it in moved)
    heads = "".join(f"<th>{name}</th>" for name in ("变化", "任务", "内容"))
    return (
        f'<table class="ms-tasks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        if rows
        else ""
    )


def _difference(it: Difference) -> str:
    told = "；".join(f"{word}：{old or '（空）'} → {new or '（空）'}" for word, old, new in it.fields)
    return f"<tr><td class='w'>{it.kind}</td><td>{escape(it.task.name)}</td><td>{escape(told)}</td></tr>"
