"""Where a place of a text stands: the beginnings of its line, sentence and clause, and the words beside it. Texts are in half-width marks."""

from __future__ import annotations

import re

from minsheng.claims.numbers import Number

_STOPS = "。;!?"
#: what a place did or has, without naming anything new
DEEDS = re.compile(
    r"其中|最多|最少|完成|新建|建成|实施|办理|发放|达到?|共有|共|各|均|都|仅|只有|只|有|为|是|约|近|超过?|分别|也|则|的|已|累计|和|与|及|;|以"
)


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def sentence_start(text: str, at: int, stops: str = _STOPS) -> int:
    """Where its sentence begins; a semicolon ends one, unless ``stops`` leaves it out."""
    return max(line_start(text, at), *(text.rfind(mark, 0, at) + 1 for mark in stops))


def clause_start(text: str, at: int) -> int:
    """Where its clause begins."""
    return max(sentence_start(text, at), text.rfind(",", 0, at) + 1)


def rest_of_sentence(text: str, at: int, most: int) -> str:
    """What follows a place in its sentence."""
    return re.split(r"[。;!?\n]", text[at : at + most])[0]


def words_before(masked: str, at: int) -> str:
    """The words before a place, back to the last mark or number."""
    return re.split(r"[,、。;:(—\n§]", masked[max(0, at - 40) : at])[-1]


def words_beside(masked: str, number: Number) -> str:
    """The words beside a number, back to the last mark or number."""
    local = words_before(masked, number.start)
    if not DEEDS.sub("", local) and number.unit not in ("元", "%", "倍"):
        # 十五家养老机构，两千张床位: the noun stands behind
        after = re.match(
            r"(的?)([\u4e00-\u9fff]{1,8}?)(?=[,、。;)]|建成|实现|全部|均)",
            masked[number.end : number.end + 10],
        )
        return local + after[2] if after else local
    return local
