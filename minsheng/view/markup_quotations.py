"""文稿取数 on a screen: every candidate in a row, and the one under review with its number marked in its sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from minsheng.catalogue import Catalogue
from minsheng.receiving import quotations
from minsheng.receiving.quotations import Candidate, Choice
from minsheng.view import markup, using

STYLE = """
.ms-quote { font-size: 15px; line-height: 1.8; color: #16263a; margin: 0; }
.ms-quote mark { background: #fdf3dc; color: #16263a; font-weight: 700; padding: 0 2px; border-bottom: 2px solid #c58a1a; }
.ms-taken { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.5; }
.ms-taken th { text-align: left; font-weight: 400; font-size: 12px; color: #5f6c7b; padding: 3px 10px 3px 0; white-space: nowrap; }
.ms-taken td { padding: 4px 10px 4px 0; border-top: 1px solid #f0eee8; vertical-align: top; }
.ms-taken td:first-child { white-space: nowrap; }
.ms-taken .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.ms-taken small { display: block; color: #8a5d0b; }
.ms-taken .now td { background: #e8eef6; }
"""
#: what was decided of a candidate, as the list shows it
OPEN, TAKEN, LEFT = "待定", "取用", "不取"


def quote(it: Candidate) -> str:
    """The sentence with its number marked, how the number was understood, and what is to be decided."""
    doubts = "".join(markup.notice(f"{doubt}。") for doubt in it.doubts)
    return (
        f'<p class="ms-quote">{escape(it.before)}<mark>{using.quoted(it.claim.quote, quotations.quotation(it))}</mark>{escape(it.after)}</p>'
        f"{markup.foot(f'读作{quotations.worded(it.claim)}')}{doubts}"
    )


def listed(
    candidates: Sequence[Candidate],
    choices: Mapping[int, Choice],
    decided: Mapping[int, str],
    at: int | None,
    catalogue: Catalogue,
    naming: Callable[[str], str],
) -> str:
    """All candidates, those with something to decide first."""
    rows = "".join(
        _row(candidates[place], choices.get(place), decided[place], place == at, catalogue, naming)
        for place in quotations.ordered(candidates)
    )
    heads = "<th>处理</th><th>原文</th><th>指标</th><th>地区、时期、口径</th>"
    return f'<div class="ms-wide"><table class="ms-taken"><tr>{heads}</tr>{rows}</table></div>'


def _row(
    it: Candidate,
    choice: Choice | None,
    state: str,
    now: bool,
    catalogue: Catalogue,
    naming: Callable[[str], str],
) -> str:
    name = _name(it, choice, catalogue)
    where = f"{naming(choice.region)}，{choice.period}，{choice.basis.zh}" if choice else ""
    doubts = f"<small>{escape('；'.join(it.doubts))}</small>" if it.doubts and state == OPEN else ""
    return (
        f'<tr class="{"now" if now else ""}"><td>{state}</td><td>{escape(quotations.quotation(it))}</td>'
        f"<td>{escape(name)} <b>{using.quoted(it.claim.quote, quotations.quotation(it), name)}</b>{doubts}</td><td>{escape(where)}</td></tr>"
    )


def _name(it: Candidate, choice: Choice | None, catalogue: Catalogue) -> str:
    if choice and choice.indicator in catalogue:
        return catalogue[choice.indicator].name
    return (choice.name if choice else "") or it.claim.indicator_name or "—"


def counted(states: Iterable[str]) -> str:
    """How many candidates are taken, open and left, in words."""
    all_ = list(states)
    counts = {state: all_.count(state) for state in (TAKEN, OPEN, LEFT)}
    return f"取用{counts[TAKEN]}个，待定{counts[OPEN]}个，不取{counts[LEFT]}个。待定的不会存入。"
