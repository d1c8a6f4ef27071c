"""The pieces of 通报 in HTML: how each score of a unit came about. Pure, everything escaped."""

from __future__ import annotations

from html import escape

from minsheng.bulletin import cards, own
from minsheng.bulletin.bulletin import Bulletin
from minsheng.bulletin.cards import Card, Cut, Mark
from minsheng.catalogue import Indicator
from minsheng.facts import Fact, plain
from minsheng.view import using
from minsheng.writing import stating

STYLE = """
.ms-steps { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
.ms-steps th { font-weight: 400; color: #5f6c7b; text-align: left; }
.ms-steps th, .ms-steps td { padding: 5px 8px; border-bottom: 1px solid #eceae4; vertical-align: top; }
.ms-steps .n { text-align: right; white-space: nowrap; }
.ms-steps small { display: block; color: #5f6c7b; }
.ms-steps tr.total td { font-weight: 600; border-top: 2px solid #1f3b64; border-bottom: 0; }
@media (max-width: 640px) { .ms-steps td, .ms-steps th { padding: 4px; } }
"""


def headline(shown: Bulletin) -> tuple[str, str]:
    """What the 通报 says first: tasks on pace, returns, problems."""
    tasks, behind = shown.found.tasks, [it for it in shown.found.behind if not it.unit]
    returns = shown.matter.returns
    there = len(returns.standings) - len(returns.missing)
    parts = [
        f"{len(tasks)}项年度任务中{len(behind)}项落后于时序进度" if tasks else "",
        f"报表到{there}/{len(returns.standings)}" if returns.kept else "",
        f"{len(shown.found.worse)}项靠后且变差" if shown.found.worse else "",
        f"{len(shown.found.unexplained)}项变动未作说明" if shown.found.unexplained else "",
    ]
    told = "，".join(part for part in parts if part) or f"{len(shown.matter.told)}项指标可以通报"
    return f"{shown.matter.place}{shown.matter.period.name}：{told}", ""


def steps(card: Card) -> str:
    """Every score of a unit: the figure, the rule, the steps, the points."""
    rows = "".join(map(_mark, card.marks)) + "".join(map(_cut, card.cuts))
    total = _own(f"{card.total.value:.2f}分", card.total, own.SCORE) if card.total else "不计总分"
    tie = "并列" if card.tied else ""
    place = tie + _own(f"第{card.rank.value}位", card.rank, own.RANK) if card.rank else "不排位次"
    note = "" if card.whole else "有缺数的项目，已按可计分的分值折算"
    heads = '<th>项目</th><th>本期数</th><th>怎么算的</th><th class="n">得分</th>'
    return (
        f'<div class="ms-wide"><table class="ms-steps"><thead><tr>{heads}</tr></thead><tbody>{rows}'
        f'<tr class="total"><td>{escape(card.name)}</td><td>{place}</td><td>{note}</td><td class="n">{total}</td></tr>'
        f"</tbody></table></div>"
    )


def _mark(mark: Mark) -> str:
    figure = mark.line.figure if mark.line else None
    shown = (
        f"{using.shown(figure)}<small>{escape(figure.when)}　{escape(figure.origin)}</small>"
        if figure
        else "—"
    )
    told = mark.steps or mark.why
    how = using.spoken(told, [figure], counted=f"{mark.criterion.name}：{told}")
    points = _own(f"{mark.points:.2f}分", mark.score, own.SCORE) if mark.score else "不计分"
    return _row(
        mark.criterion.name, shown, f"{how}<small>{escape(mark.criterion.rule.words)}</small>", points
    )


def _cut(cut: Cut) -> str:
    it = cut.deduction
    how = f"每{it.each}扣{plain(it.points)}分，最多扣{plain(it.cap)}分"
    words = f"{cut.count}{'次' if it.fault.value == '未报' else '天' if it.fault.value == '迟报' else '项'}"
    counted = using.count(words, f"{it.fault}{words}")
    return _row(f"{it.fault}（扣分）", counted, how, _own(f"−{plain(cut.off.value)}分", cut.off, own.OFF))


def _own(words: str, fact: Fact, indicator: Indicator) -> str:
    """A figure of the 通报's own, ready to be used."""
    return using.told(words, stating.bound(words, fact, indicator, "actual"))


def _row(name: str, shown: str, how: str, points: str) -> str:
    return f'<tr><td>{escape(name)}</td><td>{shown}</td><td>{how}</td><td class="n">{points}</td></tr>'


def rules() -> list[str]:
    """How what is lacking and what is equal count."""
    return [cards.LACKING, cards.TIES]
