"""What became of a code, in one Chinese sentence."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.geography.lineage import ONE_TO_ONE, Change, Kind, Span


def told(span: Span, ending: Sequence[Change], present: Span) -> str:
    """The sentence for a span that ended by ``ending``; ``present`` is the same place's last span.

    Empty where nothing is known to have happened.
    """
    if not ending:
        return ""
    first = ending[0]
    if first.kind in ONE_TO_ONE:
        now = f"，现为{_called(present)}" if present.code != first.new_code else ""
        return f"{_called(span)}{first.when}{_became(first)}{now}。"
    if first.kind is Kind.MERGE:
        return f"{_called(span)}{first.when}并入{_new(first)}{'，代码改由后者使用' if first.new_code == span.code else ''}。"
    targets = "、".join(_new(change) for change in ending)
    return f"{_called(span)}{first.when}撤销，行政区域分别划入{targets}。"


def _became(change: Change) -> str:
    moved = "改变隶属关系，" if change.kind is Kind.TRANSFER else ""
    if change.old_name == change.new_name:
        return f"{moved}代码改为{change.new_code}"
    if change.kind is Kind.UPGRADE:
        return f"{_founding(change)}，改为{_new(change)}"
    return f"{moved}更名为{_new(change)}"


def _founding(change: Change) -> str:
    """撤市设区, 撤县设市, 撤地设市 …, from the last characters of the two names."""
    old = "地" if change.old_name.endswith("地区") else change.old_name[-1]
    return f"撤{old}设{change.new_name[-1]}"


def _new(change: Change) -> str:
    return f"{change.new_name}（{change.new_code}）"


def _called(span: Span) -> str:
    return f"{span.name}（{span.code}）"
