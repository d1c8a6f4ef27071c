"""已选数据: figures collected over screens, as a list to order, one Excel sheet, or one paragraph. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng import selections, workbook
from minsheng.figure import Figure
from minsheng.view import tables, using
from minsheng.workbook import Cell, Column, Table

_COLUMNS = (
    Column("地区", 16), Column("指标", 28), Column("口径", 14), Column("时间", 16), Column("数值", 16), Column("单位", 10),
    Column("来源", 44), Column("版本", 16), Column("数据编号", 16), Column("注", 18),
)  # fmt: skip


def rows(figures: Sequence[Figure]) -> list[dict[str, str]]:
    """The list as its component draws it."""
    return [
        {
            "member": selections.member(it.fact),
            "name": f"{it.place}{it.name}",
            "number": it.display,
            "when": f"{it.when}，{it.basis}",
        }
        for it in figures
    ]


def sheet(figures: Sequence[Figure]) -> bytes:
    """The figures as one sheet, each with its unit, basis, time and source."""
    places = "、".join(dict.fromkeys(it.place for it in figures))
    particulars = (
        f"单位：见各行　　地区：{places}　　共{len(figures)}个数",
        f"数据来源：{tables.sources_of(it.fact for it in figures)}；各数出处见“来源”列。",
    )
    table = Table(
        "已选数据", "已选数据", particulars, _COLUMNS, [_row(it) for it in figures], _notes(figures)
    )
    return workbook.workbook([table])


def _row(it: Figure) -> list[Cell]:
    marks = "、".join(it.marks)
    return [
        it.place, it.name, it.basis, it.when, tables.value_cell(it), tables.unit_cell(it), it.origin,
        it.fact.status.zh, using.number_of(it), marks,
    ]  # fmt: skip


def _notes(figures: Sequence[Figure]) -> list[str]:
    notes = ["各数的口径和时间不尽相同，不同口径的数不能相加或直接比较。"]
    return ["本表有演示数据，地区和数字均为虚构。", *notes] if any(it.fact.demo for it in figures) else notes


def paragraph(figures: Sequence[Figure]) -> str:
    """The figures as one paragraph: a time and place that stay the same are said once."""
    told, before = "", ("", "")
    for it in figures:
        sentence = it.sentence().rstrip("。")
        lead, _, rest = sentence.partition("，")
        if before == (lead, it.place):
            told += f"，{rest.removeprefix(it.place)}"
        elif before[0] == lead:
            told += f"；{rest}"
        else:
            told += f"{'；' if told else ''}{sentence}"
        before = (lead, it.place)
    return f"{told}。" if told else ""


HTML = '<ol class="list"></ol><p class="none"></p>'
CSS = """
.list { margin: 0; padding: 0; list-style: none; font-family: var(--st-font); font-size: 14px; color: #16263a; }
li { display: grid; grid-template-columns: 1fr auto auto; gap: 2px 12px; align-items: center; padding: 6px 0; border-bottom: 1px solid #f0eee8; }
li b { font-variant-numeric: tabular-nums; white-space: nowrap; }
li small { display: block; color: #5f6c7b; font-size: 12px; }
.none { font-family: var(--st-font); color: #4b5a6b; font-size: 14px; margin: 0; }
button { font: inherit; font-size: 13px; border: 1px solid #e3e0d8; background: #fff; color: #1f3f66; border-radius: 6px; padding: 2px 8px; cursor: pointer; }
button:disabled { color: #9aa5b1; cursor: default; }
button:focus-visible { outline: 2px solid #1f3f66; }
@media (max-width: 640px) { li { grid-template-columns: 1fr auto; } li span:last-child { grid-column: 1 / 3; } }
"""
#: the browser keeps the list; the page is told what is in it, and draws what the store says of each
JS = r"""
const KEPT = "minsheng-selected";
const members = () => { try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch (broken) { return []; } };
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const tell = () => {
    const list = members();
    if (JSON.stringify(list) !== JSON.stringify(data.members)) setStateValue("members", list);
  };
  const keep = (list) => { localStorage.setItem(KEPT, JSON.stringify(list)); setStateValue("members", list); };
  if (data.replace) { localStorage.setItem(KEPT, JSON.stringify(data.members)); }
  const rows = Object.fromEntries(data.rows.map((row) => [row.member, row]));
  const list = members();
  const drawn = parentElement.querySelector(".list");
  drawn.replaceChildren();
  list.forEach((member, place) => {
    const row = rows[member] || { name: "库中已没有这个数", number: "", when: member };
    const item = document.createElement("li");
    const name = document.createElement("span"), number = document.createElement("b"), doing = document.createElement("span");
    name.textContent = row.name;
    const when = document.createElement("small"); when.textContent = row.when; name.append(when);
    number.textContent = row.number;
    const button = (text, label, off, act) => {
      const made = document.createElement("button");
      made.type = "button"; made.textContent = text; made.disabled = off; made.onclick = act;
      made.setAttribute("aria-label", `${label}：${row.name}`);
      doing.append(made, " ");
    };
    const moved = (step) => { const next = [...list]; next.splice(place, 1); next.splice(place + step, 0, member); keep(next); };
    button("↑", "上移", place === 0, () => moved(-1));
    button("↓", "下移", place === list.length - 1, () => moved(1));
    button("移除", "移除", false, () => keep(list.filter((other) => other !== member)));
    item.append(name, number, doing);
    drawn.append(item);
  });
  parentElement.querySelector(".none").textContent = list.length ? "" : data.none;
  tell();
  window.addEventListener("minsheng-selected", tell);
  return () => window.removeEventListener("minsheng-selected", tell);
}
"""
