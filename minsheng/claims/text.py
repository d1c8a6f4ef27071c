"""The text of a draft made readable: one paragraph a line, simplified, half-width, every character knowing its place.

Offsets always point into the text as given: ``Draft.span`` leads back, across line breaks and captions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.claims import tables
from minsheng.claims.grids import Grid
from minsheng.script import converted

#: Taiwan's words for the same things, by simplified spelling; used only where the text is Traditional (DOMAIN 2.9)
_TAIWAN = {
    "物件": "对象", "透过": "通过", "社群": "社区", "资讯": "信息", "视窗": "窗口", "程式": "程序", "稽核": "审核",
    "设定": "设置", "硬体": "硬件", "软体": "软件", "网路": "网络", "即时": "实时", "资料": "数据", "计划案": "项目书",
}  # fmt: skip
_ENDS = '。!?;…:”"》」』】)'
#: what begins a line of its own: a number, a bullet, a source
_LIST_HEAD = re.compile(
    r"[（(]?[一二三四五六七八九十\d]+(?:[、)）]|\.(?!\d))|[-*#•■●◆▪▶◎○◇★☆➢✓√\u2460-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]|(?:数据|资料)来源:"
)
_VALUE = re.compile(r"(总数|约|近|超|共)?\d[\d,.]*[万亿余多]*(?!年|月|日|[.、)）\d])[\u4e00-\u9fff%‰]")
_WITH_VALUE = re.compile(r"^[\u4e00-\u9fff]{2,8}\d[\d,.]*[万亿余多]*(?!年|月|日)[\u4e00-\u9fff%‰]+$")
_MARKS = {"∶": ":", "﹕": ":", "．": ".", "‰": "‰"}
#: an annex is a text of its own: no sentence goes on in it
_ANNEX = re.compile(r"#*附[件表][一二三四五六七八九十\d]*(?![^:]*[,。;])")
#: a line of several items, each with its number: 临时救助 1579人次 306.4万元 救助窗口 18个
_ITEM = re.compile(r"\d[\d,.]*[万亿余多]*(人次|小时|万元|亿元|[人户个家张处名对具件元条所%])[)）]?").pattern
#: ●20554.2万元 above 全年民政事业费支出…: a figure on a poster, with what it is below it
_NUMBER_FIRST = re.compile(rf"[●◆■▪•○◎★☆▶✓]{_ITEM}")
#: 民政事业费14.83亿元 / ├社会救助7.8亿元: a branch of what stands above it
_CHILD = re.compile("[├└│·][^·,。;]*\\d")
_ITEM_ENDS = re.compile(rf"{_ITEM}$")
_LISTED = re.compile(rf"{_ITEM}[\s|｜]+[\u4e00-\u9fff◎○●☆★◆♥▪•·][^\d]*\d")
#: 第二，下半年的任务很重: a heading of a speech
_LEAD = re.compile("第[一二三四五六七八九十]+[,、]")
_CAPTION = 30  #: a caption or heading is no longer than this
Char = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """``plain`` is what is read; ``origin[i]`` the place in ``original`` of its character ``i``."""

    original: str
    plain: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``plain[start:end]``."""
        return self.origin[start], self.origin[end - 1] + 1


def normalise(text: str, grids: Sequence[Grid] = ()) -> Draft:
    """``text`` as a Draft: simplified, half-width marks, lines joined that belong together; ``grids`` are its Word tables."""
    same_width = "".join(_narrow(char) for char in text)
    chars = [(char, place) for place, char in enumerate(_simplified(same_width))]
    lines = _tidy_lines(chars, grids)
    joined = _joined(lines)
    flat: list[Char] = []
    for line in joined:
        flat += [*line, ("\n", line[-1][1] + 1 if line else 0)]
    plain = "".join(char for char, _ in flat)
    last = len(text) - 1
    return Draft(text, _topics(_decimal_points(plain)), tuple(min(place, last) for _, place in flat))


def _narrow(char: str) -> str:
    if "\u2460" <= char <= "\u24ff":
        return char  # ① is the mark of an item, no number
    narrow = _MARKS.get(char) or unicodedata.normalize("NFKC", char)
    return narrow if len(narrow) == 1 else char


def _simplified(text: str) -> str:
    """Simplified, character by character; whole words of Taiwan's usage where the text is Traditional."""
    plain = re.sub("(?<=[住坐站拿等看跟随忙守望带穿])著", "着", converted(text))
    if len(plain) != len(text):
        plain = "".join((converted(char) or char)[:1] for char in text)
    if sum(a != b for a, b in zip(plain, text, strict=True)) <= len(text) // 100:
        return plain
    for word, ours in _TAIWAN.items():
        if len(word) == len(ours):
            plain = plain.replace(word, ours)
    return plain


def _topics(plain: str) -> str:
    """离婚登记呢？只有8529对: a question that only names what comes next is the beginning of its sentence."""
    return re.sub("(?<=呢)[?](?=[\\u4e00-\\u9fff])", ",", plain)


def _decimal_points(plain: str) -> str:
    """4。09 → 4.09; not where a year follows (达85。2022年)."""
    return re.sub(r"(?<=\d)(?<!\.\d)(?<!\.\d\d)[。．](?=\d)(?!(?:19|20)\d\d年)", ".", plain)


# -- lines ----------------------------------------------------------------------------------------
def _tidy_lines(chars: list[Char], grids: Sequence[Grid]) -> list[list[Char]]:
    """The lines without the spaces that stand beside Chinese characters or at their ends."""
    cells = [cell for line in tables.in_words(chars, grids) for cell in _cells(line)]
    return [_without_spaces(line) for line in cells]


def _cells(line: list[Char]) -> list[list[Char]]:
    """The cells of a table row in Markdown, an empty line between them; other lines as they are."""
    if not _text(line).lstrip().startswith("|"):
        return [[char for char in line if char[0] != "*"]]
    cells: list[list[Char]] = [[]]
    for char in line:
        if char[0] == "|":
            cells += [[], []]
        else:
            cells[-1].append(char)
    return cells


def _without_spaces(line: list[Char]) -> list[Char]:
    kept: list[Char] = []
    listed = _LISTED.search(_text(line)) is not None and not re.search("[,。;]", _text(line))
    for place, char in enumerate(line):
        if listed and _parts_items(kept, line, place):
            kept.append((",", char[1]))
        elif not char[0].isspace() and char[0] not in "\u200b\ufeff":
            kept.append(char)
        elif kept and place + 1 < len(line) and not _closes_up(kept, line, place):
            kept.append((" ", char[1]))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _parts_items(kept: list[Char], line: list[Char], place: int) -> bool:
    """Whether a space or a bar stands between two items of a line: 孤儿 64人 | 留守儿童 206人."""
    after = _text(line[place + 1 : place + 3]).lstrip()
    beside = line[place][0].isspace() or line[place][0] in "|｜"
    return (
        beside
        and bool(_ITEM_ENDS.search(_text(kept[-16:])))
        and bool(re.match("[\u4e00-\u9fff◎○●☆★◆♥▪•·]", after))
    )


def _closes_up(kept: list[Char], line: list[Char], place: int) -> bool:
    """Whether a space means nothing: beside Chinese, or between the thousands of a number (5 300)."""
    if _is_wide(kept[-1][0]) or _is_wide(line[place + 1][0]):
        return True
    return bool(re.search(r"(?<![\d.:-])\d{1,3}$", _text(kept))) and bool(
        re.match(r"\d{3}(?![\d:.-])", _text(line[place + 1 :]))
    )


def _is_wide(char: str) -> bool:
    return char.isspace() or ord(char) > 0x2E7F or char in ",。;:!?()%“”"


def _rows(lines: list[list[Char]]) -> list[list[Char]]:
    """The cells of a table row put together: a label and the value in the next cell (特困人员 | 584人 | 分散347人)."""
    found: list[list[Char]] = []
    labelled = False
    for line in lines:
        text = _text(line)
        if labelled and _VALUE.match(text) and len(text) <= 40:
            found[-1] += line
            labelled = False
        elif found and _WITH_VALUE.search(text) and len(text) <= 20 and _is_row(found[-1]):
            found[-1] += [(",", line[0][1] - 1), *line]
        else:
            labelled = _is_label(text)
            found.append(list(line))
    return found


def _is_label(text: str) -> bool:
    return 2 <= len(text) <= 20 and not re.search(r"[\d,。;!?、§]", text) and not _LIST_HEAD.match(text)


def _is_row(line: list[Char]) -> bool:
    """A short line that begins with a label and has its value, and no end of a sentence."""
    text = _text(line)
    return (
        len(text) <= 60 and bool(re.match(r"[\u4e00-\u9fff:()]{2,20}\d", text)) and text[-1] not in "。!?;:,"
    )


def _width(lines: list[list[Char]]) -> int:
    """The width at which a text is wrapped (a scan, a mail); 0 where its lines are paragraphs."""
    long = sorted(len(line) for line in lines if len(line) >= 8)
    if len(long) < 8 or long[-1] > 60:
        return 0
    width = long[len(long) * 3 // 4]
    cut = sum(not _ends(line) for line in lines if len(line) >= 0.7 * width)
    return width if cut >= 0.6 * sum(len(line) >= 0.7 * width for line in lines) else 0


def _joined(lines: list[list[Char]]) -> list[list[Char]]:
    """Paragraphs: hard line breaks mended; a sentence cut by captions goes on, the captions follow it."""
    found: list[list[Char]] = []
    lines = _rows(lines)
    width = _width(lines)
    place = 0
    while place < len(lines):
        line, place = list(lines[place]), place + 1
        captions: list[list[Char]] = []
        while line and not _ends(line) and (after := _continuation(line, lines, place, width)) is not None:
            captions += [lines[at] for at in range(place, after) if lines[at]]
            line, place = line + lines[after], after + 1
        found += [line, *captions]
    return found


def _ends(line: list[Char]) -> bool:
    return line[-1][0] in _ENDS


def _continuation(line: list[Char], lines: list[list[Char]], place: int, width: int) -> int | None:
    """Which later line goes on with ``line``; None where it is a heading or the text is at its end."""
    if place < len(lines) and _ANNEX.match(_text(lines[place])):
        return None
    if place < len(lines) and lines[place] and _is_next(line, lines, place, width):
        return place
    if _LEAD.match(_text(line)) and place < len(lines) and not lines[place]:
        return None
    if len(line) < 20 or "," not in (char for char, _ in line):
        return None
    whole = _ITEM_ENDS.search(_text(line))
    for at in range(place, min(place + 24, len(lines))):
        if _ANNEX.match(_text(lines[at])) or (whole and lines[at] and lines[at][0][0] not in ",、。;)"):
            return None
        if len(lines[at]) > _CAPTION or _begins_within(lines[at]):
            return None if _LIST_HEAD.match(_text(lines[at])) else at
    return None


def _is_next(line: list[Char], lines: list[list[Char]], place: int, width: int) -> bool:
    """Whether the very next line goes on: a branch of a list, the words below a number, a line that was wrapped."""
    following = _text(lines[place])
    if _CHILD.match(following) and not _ends(line):
        lines[place][0] = (",", lines[place][0][1])
        return True
    if _NUMBER_FIRST.fullmatch(_text(line)) and re.match("[\u4e00-\u9fff]", following):
        return True
    before = lines[place - 1] if lines[place - 1] else line
    wrapped = width and len(before) >= 0.7 * width and not _LIST_HEAD.match(following)
    return bool(wrapped) or _goes_on(line, lines[place])


def _goes_on(line: list[Char], following: list[Char]) -> bool:
    """Whether a single line break only wraps: inside a number, or after a full line."""
    last, first = line[-1][0], following[0][0]
    if last == "." and len(line) > 1 and line[-2][0].isdigit() and first.isdigit():
        return True
    if (
        last.isdigit()
        and (first.isdigit() or first in "万亿余多%.")
        or (last in "万亿余多" and first in "元人名户")
    ):
        return not re.fullmatch(r"[\d\s.,、]+", _text(line))
    if _LIST_HEAD.match(_text(following)):
        return False
    if _ITEM_ENDS.search(_text(line)) and first not in ",、。;)":
        return False  # 每人每月130元 / 护理补贴52932人
    return len(line) >= 20 and last != "-" and ("," in _text(line) or first in ",、。;)")


def _begins_within(line: list[Char]) -> bool:
    return bool(line) and (line[0][0] in ",、。;)%" or line[0][0].isdigit())


def _text(line: list[Char]) -> str:
    return "".join(char for char, _ in line)
