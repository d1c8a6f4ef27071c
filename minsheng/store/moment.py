"""A moment: what was known by the end of a day, or what the store held at a revision. ``NOW`` is all of it.

``Store(path, moment)`` answers every question as it would have been answered then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from minsheng.errors import UsageError

#: the clock of the store and of every day that is asked for
SHANGHAI = ZoneInfo("Asia/Shanghai")


class NoSuchMoment(UsageError):
    """A text that is neither a day nor the number of a revision."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}”不是日期，也不是入库次数。", "请写成2023-04-15，或只写第几次入库，如12。")


@dataclass(frozen=True, slots=True)
class Moment:
    """By the end of ``known_by`` (Asia/Shanghai, by when figures were received), up to ``revision``; None: no limit."""

    known_by: date | None = None
    revision: int | None = None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """``2023-04-15``, a day; ``12``, a revision; nothing, now. Raises NoSuchMoment."""
        words = text.strip()
        if not words:
            return NOW
        try:
            return cls(revision=int(words)) if len(words) < 8 else cls(date.fromisoformat(words))
        except ValueError:
            raise NoSuchMoment(text) from None

    def __str__(self) -> str:
        """As ``parse`` reads it: the day, else the revision."""
        return str(self.known_by or self.revision or "")

    @property
    def words(self) -> str:
        """截至2023年4月15日已知; 第12次入库时; nothing for now."""
        day, number = self.known_by, self.revision
        told = f"截至{day.year}年{day.month}月{day.day}日已知" if day else ""
        return "，".join(part for part in (told, f"第{number}次入库时" if number else "") if part)


NOW = Moment()
