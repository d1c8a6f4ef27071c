"""The pieces of 补录 in HTML. Pure, everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minsheng.catalogue import Catalogue
from minsheng.checks.judgements import amount
from minsheng.facts import Fact
from minsheng.period import Period
from minsheng.receiving.targettable import Read
from minsheng.view.markup_intake import listed
from minsheng.view.markup_review import grid
from minsheng.writing.highlights import Highlight

_MOST = 40


def targets(
    fresh: Sequence[tuple[Fact, Fact | None]],
    read: Read,
    catalogue: Catalogue,
    place: Callable[[str, Period], str],
) -> str:
    """What a table of targets brings: how many were read, each new or changed one, the names that are none of ours."""
    same = len(read.facts) - len(fresh)
    rows = [
        (
            "grey",
            "读到",
            f"{len(read.facts)}个目标，其中{same}个与库中相同" if same else f"{len(read.facts)}个目标",
        )
    ]
    rows += [_row(new, old, catalogue, place) for new, old in fresh[:_MOST]]
    rows += [("grey", "其余", f"{len(fresh) - _MOST}个从略")] if fresh[_MOST:] else []
    rows += [
        ("amber", "不认识", f"{name}，没有读入；请改为指标目录中的名称或本地的单位名称")
        for name in read.unknown
    ]
    return listed(rows)


def _row(
    new: Fact, old: Fact | None, catalogue: Catalogue, place: Callable[[str, Period], str]
) -> tuple[str, str, str]:
    name = f"{place(new.region, new.period)}{new.period.name}{catalogue[new.indicator].title}"
    said = amount(new.value, new.unit)
    if old is None or not old.has_value:
        return "grey", "新增", f"{name}：{said}（{new.locator}）"
    return "amber", "更正", f"{name}：{amount(old.value, old.unit)} → {said}（{new.locator}）"


def cited(found: Sequence[Highlight], place: Callable[[str, Period | None], str]) -> str:
    """亮点素材 with what defends each."""
    names = ("地区", "年度", "类别", "所属段落", "写进文稿的话", "单位", "时间", "文号或文件", "来源", "录入")
    return grid(
        names,
        (
            (place(it.region, None), f"{it.year}年", it.kind, it.section, it.sentence, it.issuer or "—",
             it.dated or "—", it.document or "—", it.source, it.actor or "未入库")
            for it in found
        ),
    )  # fmt: skip
