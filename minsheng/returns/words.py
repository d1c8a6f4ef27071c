"""The words of a tidy row: states, bases, vintages and dates, in the contract's English or in Chinese."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from minsheng.errors import MinshengError

Word = TypeVar("Word", bound=StrEnum)


class Refused(MinshengError):
    """A cell of the row cannot be read."""

    def __init__(self, rule: str, column: str, message: str) -> None:
        self.rule, self.column = rule, column
        super().__init__(message)


def word(kind: type[Word], texts: dict[str, str], column: str) -> Word | None:
    """A word of the contract, or its Chinese term; None where the cell is blank. Raises Refused."""
    text = texts[column]
    if not text:
        return None
    terms = {it: str(getattr(it, "zh", "")) for it in kind}
    for it, zh in terms.items():
        if text in (zh, it.value) or text.lower() == it.value:
            return it
    choices = "、".join(f"{it.value}（{zh}）" if zh else it.value for it, zh in terms.items())
    raise Refused(column, column, f"“{text}”不是可用的词，可选：{choices}。")


def day(texts: dict[str, str], column: str) -> date | None:
    """An ISO date; None where the cell is blank. Raises Refused."""
    if not texts[column]:
        return None
    try:
        return date.fromisoformat(texts[column].replace("/", "-"))
    except ValueError:
        raise Refused(column, column, f"“{texts[column]}”不是日期，请写成2023-12-31。") from None
