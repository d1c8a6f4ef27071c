"""Words that hang on a number and turn with it: 增长 and 下降 by the sign, the years, and claims that a person must judge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.editions.tracked import Edit
from minsheng.writing import judging

#: rise and fall, each with the word that says the contrary of the same thing
_PAIRS = (
    ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("增加", "减少"), ("上涨", "下跌"), ("上调", "下调"), ("提升", "下降"),
    ("扩大", "缩小"), ("增幅", "降幅"), ("涨幅", "跌幅"), ("增至", "降至"), ("升至", "降至"), ("增到", "减到"), ("多", "少"),
)  # fmt: skip
_FALL = dict(_PAIRS) | {"攀升": "下降", "回升": "回落"}
_RISE = {fall: rise for rise, fall in reversed(_PAIRS[:-1])} | {
    "下滑": "增长", "回落": "回升", "压减": "增加", "缩减": "增加", "减幅": "增幅", "减至": "增至", "降到": "升到", "少": "多",
}  # fmt: skip
_VERB = re.compile("|".join(sorted({*_FALL, *_RISE} - {"多", "少"}, key=len, reverse=True)))
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_NET = "净"
_YEAR = re.compile(
    r"(?<![\d〔（(第])((?:19|20)\d\d)(?=年|—|－|-|至|～|~)|[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年)"
)
#: 图1　低保人数（2018—2022年）: a picture is not drawn anew in somebody's file
_CAPTION = re.compile(r"^图\d{1,2}[　 ][^\n]+", re.M)
_QUOTED = re.compile(r"《[^》\n]*》|〔[^〕\n]*〕")
_DAY = re.compile(r"年\d{1,2}月\d{1,2}日")
_MONTH = re.compile(r"年\d{1,2}月(?!底|末|份?以来|[—－~～至-])")
_HAN = "〇一二三四五六七八九"


def verb_before(text: str, place: int) -> re.Match | None:
    """The last word of rise or fall in the clause before a number, with what lies between no longer than a few words."""
    cut = [match.end() for match in _CLAUSE.finditer(text, max(0, place - 40), place)]
    start = cut[-1] if cut else max(0, place - 40)
    found = list(_VERB.finditer(text, start, place))
    if not found or text[found[-1].start() - 1 : found[-1].start()] == _NET:
        return None
    return found[-1] if place - found[-1].end() <= 8 else None


def turned(verb: str, rising: bool) -> str:
    """The verb that fits the sign; the same where it fits already."""
    return (_RISE if rising else _FALL).get(verb, verb)


def level(text: str, verb: re.Match, number: int) -> bool:
    """Whether the verb leads to a level (提高到753元), not to a difference (提高12元)."""
    return (
        bool(re.match(r"(了)?(到|至|为)|(?<=至)|(?<=到)", text[verb.end() : number])) or verb[0][-1] in "至到"
    )


def compared_before(text: str, place: int) -> re.Match | None:
    """比 or 较 before a change, which becomes 与 where nothing changed: 比上年末持平 reads 与上年末持平."""
    return re.search(
        r"[比较](?=(上年|去年|上季|年初|20\d\d年)[^，。；]{0,6}$)", text[max(0, place - 14) : place]
    )


def level_before(text: str, place: int) -> re.Match | None:
    """与 before 持平, which becomes 比 or 较 where something changed."""
    return re.search(r"与(?=(上年|去年|上季|年初|20\d\d年)[^，。；]{0,6}$)", text[max(0, place - 14) : place])


# -- years ----------------------------------------------------------------------------------------
def years(text: str, old: int, new: int) -> Iterator[Edit]:
    """The years of last year's text, moved on; what names a document, a picture, a beginning or a day stays."""
    quoted = [match.span() for each in (_QUOTED, _CAPTION) for match in each.finditer(text)]
    for match in _YEAR.finditer(text):
        year = _number(match[0])
        if year is None or not old - 1 <= year <= old + 1 or any(a <= match.start() < b for a, b in quoted):
            continue
        if _begins(text, match):
            continue
        if _DAY.match(text, match.end()):
            yield Edit(
                match.start(), match.end(), None, "这是上年的具体日期，请按今年情况核改。", doubtful=True
            )
            continue
        moved = year + new - old
        said = "年份已顺改，是哪个月的事请按今年情况核实。" if _MONTH.match(text, match.end()) else ""
        yield Edit(match.start(), match.end(), str(moved) if match[1] else _han(moved), said)


def _begins(text: str, match: re.Match) -> bool:
    """自2021年以来, 2021年起: a beginning stays."""
    return bool(re.match(r"年(\d{1,2}月)?(底|末)?(以来|起|开始)", text[match.end() : match.end() + 10]))


def _number(text: str) -> int | None:
    if text.isascii():
        return int(text)
    digits = [str(_HAN.find("〇" if char in "〇○零" else char)) for char in text]
    return None if "-1" in digits else int("".join(digits))


def _han(year: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(year))


# -- judgements -----------------------------------------------------------------------------------
def judged(text: str, old: int) -> Iterator[Edit]:
    """Claims of last year that do not follow from the figures, its documents and pictures: they stay, with a word beside them."""
    for match in _QUOTED.finditer(text):
        if str(old) in match[0]:
            yield Edit(
                match.start(),
                match.end(),
                None,
                f"“{match[0]}”是上年的文件，请按今年情况核改。",
                doubtful=True,
            )
    for match in _CAPTION.finditer(text):
        yield Edit(
            match.start(), match.end(), None, "这是上年的图，请换成今年的图，再改图题。", doubtful=True
        )
    for match in judging.OF_ITS_YEAR.finditer(text):
        yield Edit(
            match.start(), match.end(), None, f"“{match[0]}”是上年的判断，请按今年情况核实。", doubtful=True
        )
