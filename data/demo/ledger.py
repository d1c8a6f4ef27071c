"""The invented task ledger of 演示市 for 2023: ``ledger.csv`` as rows of the store, with a status for every month.

``pace`` says how a measure goes: on (as the calendar asks), slow (behind, done at last), late (done after its
deadline), stuck (never done), silent (nothing heard since summer).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from rules import table

YEAR = 2023
CITY = "990100"
FILE = "演示市2023年重点任务台账（演示）.xlsx"
TASKS = "region,year,code,parent,title,owner,leader,due,indicator,target,position,number,locator".split(",")
REPORTS = "region,year,code,month,state,done,note,document,actor".split(",")
#: how fast a measure goes against the calendar, and the month after which nothing is heard
_SPEED = {"on": 1.05, "slow": 0.93, "late": 0.88, "stuck": 0.6, "silent": 0.9}
_SILENT_AFTER = 7
_NOTES = {
    "推进中": ("按计划推进。", "已召开调度会，正在落实。", "各县区已报送阶段情况。", "正在分批实施。"),
    "推进滞后": (
        "部分县区配套资金未到位，已发函催办。",
        "涉及部门会签较慢，正在协调。",
        "施工受天气影响，已调整工期。",
    ),
    "已完成": ("已完成，材料已归档。",),
}


def task_rows() -> Iterator[dict[str, str]]:
    """The tasks in order, numbered 1, 1.1, 1.1.1."""
    counts, above = [0, 0, 0], ["", "", ""]
    for position, row in enumerate(table("ledger.csv")):
        level = int(row["level"])
        counts = [*counts[: level - 1], counts[level - 1] + 1, *[0] * (3 - level)]
        code = f"{position + 1:04d}"
        above[level - 1] = code
        made = {name: row[name] for name in ("title", "leader", "due", "indicator", "target")}
        made |= {"region": CITY, "year": str(YEAR), "code": code, "position": str(position)}
        made |= {"parent": above[level - 2] if level > 1 else "", "owner": row["owner"].replace("|", "、")}
        made |= {"number": ".".join(map(str, counts[:level])), "locator": f"任务台账!D{position + 4}"}
        yield made


def report_rows() -> Iterator[dict[str, str]]:
    """The status of every measure, month by month, until it is done."""
    owner = ""
    for task, row in zip(task_rows(), table("ledger.csv"), strict=True):
        owner = row["owner"].split("|")[0] or owner
        if row["pace"]:
            yield from _months(task, row["pace"], owner)


def _months(task: dict[str, str], pace: str, owner: str) -> Iterator[dict[str, str]]:
    chance = random.Random(f"{task['code']}/{pace}")
    deadline = date.fromisoformat(task["due"])
    for month in range(1, (_SILENT_AFTER if pace == "silent" else 12) + 1):
        asked = min(1.0, month / deadline.month)
        done = min(100, round(asked * _SPEED[pace] * 100 * chance.uniform(0.97, 1.02)))
        overdue = month - deadline.month
        if pace == "on" and month >= deadline.month or pace in ("slow", "late") and overdue >= 1:
            done = 100
        state = "已完成" if done >= 100 else "推进滞后" if done < asked * 85 else "推进中"
        made = {name: task[name] for name in ("region", "year", "code")} | {"month": f"{YEAR}-{month:02d}"}
        made |= {"state": state, "done": str(done), "note": chance.choice(_NOTES[state]), "actor": owner}
        made["document"] = f"演民发〔{YEAR}〕{20 + int(task['code'])}号" if state == "已完成" else ""
        yield made
        if state == "已完成":
            return


def size_rows() -> Iterator[dict[str, str]]:
    """How many tasks the ledger has on each level, as figures."""
    levels = [row["level"] for row in table("ledger.csv")]
    for level, code in zip("123", ("key_tasks", "key_task_works", "key_task_measures"), strict=True):
        fact = {"region": CITY, "indicator": code, "period": str(YEAR), "value": str(levels.count(level))}
        fact |= {"unit": "项", "basis": "ytd", "known_on": f"{YEAR}-01-20", "status": "entered"}
        yield fact | {"source": f"demo-ledger-{YEAR}", "notes": "按任务台账计数"}
