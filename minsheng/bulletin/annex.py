"""What the annexes of a 通报 have in common: an empty cell, a figure's time, its change, what the units are called."""

from __future__ import annotations

from minsheng.bulletin.matter import Matter
from minsheng.bulletin.voice import Voice
from minsheng.writing.document import Cell, cell
from minsheng.yearlines import Line

NONE = cell("—")


def noun(matter: Matter) -> str:
    """What the units are: 县（市、区）."""
    return matter.told[0].now.noun


def change(voice: Voice, line: Line) -> Cell:
    """The change without the words before it."""
    spans = voice.change(line)
    return (spans[-1],) if spans else NONE


def short_time(line: Line) -> str:
    """The time inside the year that the table is of: 9月底, 1—9月, 年底, 全年."""
    inside = line.figure.when.partition("年")[2]
    return {"": "全年", "底": "年底"}.get(inside, inside)
