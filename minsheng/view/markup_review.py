"""The pieces of 审核 in HTML: the matrix of returns, findings, the history of a cell. Pure, everything escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape

from minsheng.checks import rulebook
from minsheng.checks.checks import amount
from minsheng.checks.judgements import Judgement
from minsheng.checks.rulebook import RuleSettings
from minsheng.facts import Fact, State, Status
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.receiving import impact, sending, yearend
from minsheng.receiving.approval import Standing
from minsheng.receiving.impact import Touched
from minsheng.receiving.yearend import Three
from minsheng.view import using
from minsheng.view.markup_intake import items, listed, weight
from minsheng.writing import stating

#: a cell of words, perhaps with what it tells
Cell = str | tuple[str, using.Told | None]
RULES_BELOW = "每次改动都记下操作人和时间，随时可以改回；只影响以后的审核，不改动已入库的数。"
STYLE = """
.ms-matrix { border-collapse: collapse; font-size: 13px; width: 100%; }
.ms-matrix th, .ms-matrix td { padding: 4px 8px; border-bottom: 1px solid #f0eee8; text-align: left; white-space: nowrap; }
.ms-matrix th { font-weight: 400; color: #5f6c7b; }
.ms-matrix .none { color: #9c2f22; font-weight: 600; }
.ms-matrix .late { color: #8a5d0b; }
.ms-matrix small { color: #5f6c7b; }
.ms-matrix small.none { color: #9c2f22; }
.ms-matrix.words td { white-space: normal; min-width: 84px; vertical-align: top; }
"""


def headline(place: str, period: Period, standings: Sequence[Standing], found: Sequence[Judgement]) -> str:
    """The sentence that opens the screen."""
    there = sum(bool(it.facts) for it in standings)
    open_ = sum(not it.explanation for it in found)
    told = f"{open_}条问题待处理" if open_ else "没有待处理的问题"
    return f"{place}{period.name}报表到{there}/{len(standings)}，{told}"


def rules_headline(book: RuleSettings) -> str:
    """The sentence that opens 审核规则."""
    usual = rulebook.usual()
    own = sum(line != usual[line.rule] for line in book.lines)
    told = f"，其中{own}条与随附的不同" if own else "，都与随附的相同"
    return f"{len(book.lines)}条审核规则，启用{len(book.on)}条{told}"


def matrix(
    units: Sequence[tuple[str, str]],
    periods: Sequence[Period],
    cells: Mapping[tuple[str, Period], Standing],
    letters: Mapping[str, str],
) -> str:
    """Units × periods: 已报, 迟报, 未报 with 更正, 已说明, 待核 and how far it is approved.

    ``letters`` says how the unit's 数据核实单 stands, beside its name.
    """
    head = "".join(f"<th>{escape(it.name)}</th>" for it in periods)
    rows = "".join(
        f"<tr><td>{escape(name)}{_letter(letters.get(code, ''))}</td>{''.join(_cell(cells[code, it]) for it in periods)}</tr>"
        for code, name in units
    )
    return f'<div class="ms-wide"><table class="ms-matrix"><tr><th>单位</th>{head}</tr>{rows}</table></div>'


def _letter(word: str) -> str:
    kind = "none" if word == sending.OVERDUE else ""
    return f' <small class="{kind}">{escape(word)}</small>' if word else ""


def _cell(it: Standing) -> str:
    word, *more = it.words.split("，")
    kind = "none" if not it.facts else "late" if it.late else ""
    rest = f"<small> {escape('，'.join(more))}</small>" if more else ""
    return f'<td><span class="{kind}">{escape(word)}</span>{rest}</td>'


def findings(found: Iterable[tuple[Judgement, Sequence[using.Told | None]]]) -> str:
    """Findings, the figures that they tell ready to be used, with their explanations; those without first."""
    return items(
        (*weight(it.severity), f"{using.spoken(it.message, figures)}{_explained(it)}")
        for it, figures in sorted(found, key=lambda pair: bool(pair[0].explanation))
    )


def _explained(it: Judgement) -> str:
    return f"（已说明：{escape(it.explanation)}）" if it.explanation else ""


def grid(columns: Iterable[str], rows: Iterable[Sequence[Cell]], *, marked: Collection[str] = ()) -> str:
    """A table of words, those with what they tell ready to be used; cells that say one of ``marked`` stand out."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(_said(cell, marked) for cell in row)}</tr>" for row in rows)
    return f'<div class="ms-wide"><table class="ms-matrix words"><tr>{head}</tr>{body}</table></div>'


def _said(cell: Cell, marked: Collection[str]) -> str:
    words, told = (cell, None) if isinstance(cell, str) else cell
    return (
        f'<td><span class="{"none" if words in marked else ""}">{using.used(escape(words), told)}</span></td>'
    )


def threes(sides: Iterable[Three], place: str) -> str:
    """年末三数 side by side, each ready to be used."""
    return grid(yearend.COLUMNS, (_three(it, place) for it in sides), marked=(yearend.DUE,))


def _three(it: Three, place: str) -> list[Cell]:
    name, *words = yearend.row(it)
    shown = [Figure(fact, it.indicator, place) if fact else None for fact in it.facts]
    numbers, (apart, *rest) = words[: len(shown)], words[len(shown) :]
    other = next((each for each in it.there if each.value == it.used.value - it.difference), None)
    gap = stating.moved(Figure(it.used, it.indicator, place), other, apart) if it.difference else None
    return [name, *zip(numbers, shown, strict=True), (apart, gap), *rest]


def touched(rows: Iterable[Touched], *, named: bool = True) -> str:
    """更正影响清单: where issued documents printed what has changed, the numbers ready to be used; ``named``: with the document."""
    first = 0 if named else 1
    return grid(impact.COLUMNS[first:], (_touched(it)[first:] for it in rows), marked=(impact.REPRINT,))


def _touched(it: Touched) -> list[Cell]:
    cells: list[Cell] = list(impact.row(it))
    printed = impact.COLUMNS.index("原印")
    cells[printed] = (it.printed, it.kept.entry)
    return cells


def history(rows: Sequence[Mapping], shown: Iterable[Figure], catalogue_unit: str) -> str:
    """Every vintage and revision of a cell: value, vintage, who, when, file, cell, and whether it was undone.

    ``shown`` are the same as figures; what was undone is none any more.
    """
    known = {_cell_of(it.fact): it for it in shown}
    names = ("时期", "数值", "性质", "入库", "操作人", "文件和位置", "说明")
    return grid(names, (_past(it, known, catalogue_unit) for it in rows))


def _cell_of(fact: Fact) -> tuple[object, ...]:
    return (str(fact.period), fact.scope, fact.basis.value, fact.status.value, fact.revision, fact.locator)


def _past(row: Mapping, known: Mapping[tuple[object, ...], Figure], unit: str) -> tuple[Cell, ...]:
    key = tuple(row[name] or "" for name in ("period", "scope", "basis", "status", "revision", "locator"))
    value = (
        State(row["state"]).zh if row["value"] is None else amount(Decimal(row["value"]), row["unit"] or unit)
    )
    undone = f"第{row['undone_in']}次由{row['undone_by']}撤销" if row["undone_in"] else ""
    marks = "，".join(part for part in ("待核" if row["pending"] else "", undone, row["notes"] or "") if part)
    return (
        Period.parse(row["period"]).name, (value, known.get(key)), Status(row["status"]).zh,
        f"第{row['revision']}次，{row['recorded_at'][:16].replace('T', ' ')}", row["actor"],
        f"{row['file']} {row['locator'] or ''}", marks,
    )  # fmt: skip


def landing(explained: int, corrections: Iterable[tuple[str, str, str]]) -> str:
    """What a filled-in letter brings: how many explanations, and each correction old → new."""
    rows = [("grey", "说明", f"{explained}条，存为上报说明，随数保留")]
    rows += [("amber", "更正", f"{name}：{old} → {new}") for name, old, new in corrections]
    return listed(rows)


def steps(rows: Iterable[Mapping]) -> str:
    """The trace of approval: who took which step when, with the reason of a step back."""
    return grid(
        ("单位", "步骤", "操作人", "时间", "原因"),
        (
            (
                it["place"],
                it["state"],
                it["actor"],
                it["recorded_at"][:16].replace("T", " "),
                it["reason"] or "",
            )
            for it in rows
        ),
    )
