"""已选数据: figures collected over screens, as a list to order, one Excel sheet, or one paragraph. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from minsheng import workbook
from minsheng.derivation import leaves
from minsheng.editions.collecting import Collected
from minsheng.figure import Figure
from minsheng.view import offering, tables, usemenu
from minsheng.workbook import Cell, Column, Table
from minsheng.writing import annexes
from minsheng.writing.binding import Entry

_COLUMNS = (
    Column("地区", 16), Column("指标", 28), Column("口径", 14), Column("时间", 16), Column("数值", 16), Column("单位", 10),
    Column("来源", 44), Column("版本", 16), Column("数据编号", 16), Column("注", 18),
)  # fmt: skip
#: a wording of one number: 增长9.4%, 第3位, 29.1张/千人
_NUMBER = re.compile(r"[^\d:]*?([\d,]+(?:\.\d+)?)([^\d:]*)")


def rows(found: Iterable[Collected]) -> list[dict[str, str]]:
    """The list as its component draws it."""
    return [
        {
            "member": it.member,
            "name": f"{it.figure.place}{told(it).name}{offering.titled(it.entry)}",
            "number": it.entry.quote,
            "when": "，".join(
                part for part in (told(it).when, annexes.meaning(it.entry), _changed(it)) if part
            ),
            "use": offering.written(_offered(it)),
        }
        for it in found
    ]


def listed(found: Iterable[Collected]) -> str:
    """The same in rows, each number a button to use it: a kept list on another screen."""
    cells = "".join(
        f'<tr><td>{escape(row["name"])}</td><td class="w">{escape(row["when"])}</td><td class="n">'
        f'<button type="button" class="ms-use" data-use="{escape(row["use"])}">{escape(row["number"])}</button></td></tr>'
        for row in rows(found)
    )
    return f'<table class="ms-near">{cells}</table>'


def told(it: Collected) -> Figure:
    """The figure that it tells, or tells something of."""
    return annexes.shown_figure(it.entry)


def _changed(it: Collected) -> str:
    return "库中现已变动" if it.changed else ""


def _offered(it: Collected) -> offering.Offered:
    return offering.payload(it.figure) if _is_plain(it) else offering.of_wording(it.entry)


def _is_plain(it: Collected) -> bool:
    """Whether it is a figure as it stands, and no wording of one."""
    return it.member != it.entry.id


def sheet(found: Sequence[Collected]) -> bytes:
    """What was collected as one sheet, each with its unit, basis, time and source."""
    places = "、".join(dict.fromkeys(it.figure.place for it in found))
    particulars = (
        f"单位：见各行　　地区：{places}　　共{len(found)}个数",
        f"数据来源：{tables.sources_of(leaf for it in found for leaf in leaves(it.figure.fact))}；各数出处见“来源”列。",
    )
    table = Table("已选数据", "已选数据", particulars, _COLUMNS, [_row(it) for it in found], _notes(found))
    return workbook.workbook([table])


def _row(it: Collected) -> list[Cell]:
    shown, marks = told(it), "、".join((*it.figure.marks, *([_changed(it)] if it.changed else ())))
    plain = _is_plain(it)
    number = (tables.value_cell(it.figure), tables.unit_cell(it.figure)) if plain else _worded(it.entry)
    return [
        it.figure.place, shown.name, it.figure.basis if plain else annexes.meaning(it.entry), shown.when, *number,
        it.figure.origin, it.figure.fact.status.zh, it.entry.id, marks,
    ]  # fmt: skip


def _worded(bound: Entry) -> tuple[Cell, Cell]:
    """The number of a wording with its sign, and its unit: 下降1.3% is −1.3 and %; as it is where it is no single number."""
    found = _NUMBER.fullmatch(bound.quote)
    if not found:
        return bound.quote, ""
    number = found[1].replace(",", "")
    return workbook.number(f"-{number}" if bound.fact.value and bound.fact.value < 0 else number), found[2]


def _notes(found: Sequence[Collected]) -> list[str]:
    notes = ["各数的口径和时间不尽相同，不同口径的数不能相加或直接比较。"]
    demo = any(it.figure.fact.demo for it in found)
    return ["本表有演示数据，地区和数字均为虚构。", *notes] if demo else notes


def paragraph(found: Sequence[Collected]) -> str:
    """What was collected as one paragraph: a time and place that stay the same are said once."""
    text, before = "", ("", "")
    for it in found:
        said = it.figure.sentence() if it.entry.measure == "actual" else offering.spoken(it.entry)
        sentence, place = said.rstrip("。"), it.figure.place
        lead, _, rest = sentence.partition("，")
        if before == (lead, place):
            text += f"，{rest.removeprefix(place)}"
        elif before[0] == lead:
            text += f"；{rest}"
        else:
            text += f"{'；' if text else ''}{sentence}"
        before = (lead, place)
    return f"{text}。" if text else ""


HTML = '<ol class="list"></ol><p class="none"></p><section class="recent"><h3>最近用过的数</h3><ol></ol></section>'
CSS = (
    usemenu.BUTTON
    + """
ol { margin: 0; padding: 0; list-style: none; font-family: var(--st-font); font-size: 14px; color: #16263a; }
li { display: grid; grid-template-columns: 1fr auto auto; gap: 2px 12px; align-items: center; padding: 6px 0; border-bottom: 1px solid #f0eee8; }
li .ms-use { font-weight: 700; border: 0; background: none; color: inherit; font-size: inherit; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
li small { display: block; color: #5f6c7b; font-size: 12px; }
h3 { font: 600 14px/1.4 var(--st-font); color: #16263a; margin: 14px 0 2px; padding: 0; }
.recent[hidden] { display: none; }
.none { font-family: var(--st-font); color: #4b5a6b; font-size: 14px; margin: 0; }
button { font: inherit; font-size: 13px; border: 1px solid #e3e0d8; background: #fff; color: #1f3f66; border-radius: 6px; padding: 2px 8px; cursor: pointer; }
button:disabled { color: #9aa5b1; cursor: default; }
button:focus-visible { outline: 2px solid #1f3f66; }
@media (max-width: 640px) { li { grid-template-columns: 1fr auto; } li span:last-child { grid-column: 1 / 3; } }
"""
)
#: the browser keeps the list; the page is told what is in it, and draws what the store says of each
JS = r"""
const KEPT = "minsheng-selected", RECENT = "minsheng-recent";
const read = (name) => { try { return JSON.parse(localStorage.getItem(name) || "[]"); } catch (broken) { return []; } };
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const tell = () => {
    if (!same(read(KEPT), data.members)) setStateValue("members", read(KEPT));
    if (!same(read(RECENT), data.recent)) setStateValue("recent", read(RECENT));
  };
  const keep = (list) => { localStorage.setItem(KEPT, JSON.stringify(list)); setStateValue("members", list); };
  if (data.replace) { localStorage.setItem(KEPT, JSON.stringify(data.members)); }
  const rows = Object.fromEntries(data.rows.map((row) => [row.member, row]));
  const list = read(KEPT);
  const drawn = (row, buttons) => {
    const item = document.createElement("li");
    const name = document.createElement("span"), number = document.createElement("button"), doing = document.createElement("span");
    name.textContent = row.name;
    const when = document.createElement("small"); when.textContent = row.when; name.append(when);
    number.textContent = row.number; number.type = "button"; number.className = "ms-use"; number.disabled = !row.use;
    if (row.use) { number.dataset.use = row.use; number.title = `${row.number}，出处与引用`; }
    for (const [text, label, off, act] of buttons) {
      const made = document.createElement("button");
      made.type = "button"; made.textContent = text; made.disabled = off; made.onclick = act;
      made.setAttribute("aria-label", `${label}：${row.name}`);
      doing.append(made, " ");
    }
    item.append(name, number, doing);
    return item;
  };
  parentElement.querySelector(".list").replaceChildren(...list.map((member, place) => {
    const moved = (step) => { const next = [...list]; next.splice(place, 1); next.splice(place + step, 0, member); keep(next); };
    return drawn(rows[member] || { name: "库中已没有这个数", number: "", when: "请移除" }, [
      ["↑", "上移", place === 0, () => moved(-1)], ["↓", "下移", place === list.length - 1, () => moved(1)],
      ["移除", "移除", false, () => keep(list.filter((other) => other !== member))],
    ]);
  }));
  const others = read(RECENT).filter((member) => rows[member] && !list.includes(member));
  const recent = parentElement.querySelector(".recent");
  recent.hidden = !others.length;
  recent.querySelector("ol").replaceChildren(...others.map((member) =>
    drawn(rows[member], [["加入", "加入已选数据", false, () => keep([...list, member])]])));
  parentElement.querySelector(".none").textContent = list.length ? "" : data.none;
  tell();
  window.addEventListener("minsheng-selected", tell);
  return () => window.removeEventListener("minsheng-selected", tell);
}
"""
