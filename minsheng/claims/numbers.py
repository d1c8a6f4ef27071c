"""Every number of a draft as it is written: value, unit, approximation, place. Nothing is judged here.

``1.7万余人``, ``145余万元``, ``三百二十人``, ``九成五``, ``1.27:1``, ``翻一番``, ``3万～5万元``, ``百分之三十五``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from minsheng import units
from minsheng.facts import Approx

_MONEY_PER = re.compile(
    r"元(?:[/每](?:人|户|具|次|床|张|例|位|月|年|天|日|站|件)(?:[./·每]{1,2}(?:月|年|次|天|日)|次)?|人?每人每[月年]|每[月年])?"
).pattern
#: 519人次之 are 519 people
_CASES = re.compile(r"人\(次\)|人·次|人次(?!之)").pattern
_UNITS = (
    "人天 床日 个百分点 百分点 个千分点 千分点 % ‰ 户次 场次 件次 个次 批次 班次 床位 床次 "
    "平方米 平方公里 平方千米 立方米 公里 千米 公斤 千克 公顷 个工作日 工作日 个月 月份 个小时 小时 学时 课时 分钟 秒 "
    "周岁 岁 星级 个 名 位 人 户 家 处 所 座 张 床 对 件 份 条 项 类 种 场 次 具 套 枚 台 辆 块 吨 亩 米 支 只 批 期 宗 起 例 部 本 册 篇 "
    "幅 间 栋 幢 单 笔 年 月 天 日 号 周 级 届 时 分 点 股 队 门 片 顶 袋 箱 盒 把 双 艘 卷 章 页 节 层 楼 室 版 路 等 圈 倍 元 轮 步 度 "
    "公 里 代 后 字 国 副 株 棵 头 度 宿 穴 架 组"
).split()
#: 324人日夜守护 are no days
_DAYS = re.compile("人日(?![夜常益日子])").pattern
_UNIT = "|".join([_CASES, _DAYS, *sorted(_UNITS, key=len, reverse=True)])
_BEFORE = {
    "大约": Approx.ABOUT, "约有": Approx.ABOUT, "约为": Approx.ABOUT, "约达": Approx.ABOUT, "约": Approx.ABOUT, "将近": Approx.NEAR, "接近": Approx.NEAR, "近": Approx.NEAR,
    "超过": Approx.OVER, "超": Approx.OVER, "逾": Approx.OVER, "突破": Approx.OVER, "上": Approx.OVER,
    "不足": Approx.BELOW, "不到": Approx.BELOW, "至少": Approx.AT_LEAST, "不少于": Approx.AT_LEAST,
    "不低于": Approx.AT_LEAST, "高于": Approx.OVER, "多达": Approx.EXACT,
}  # fmt: skip
_AFTER = {
    "余": Approx.OVER, "多": Approx.OVER, "来": Approx.ABOUT, "几": Approx.OVER, "左右": Approx.ABOUT, "上下": Approx.ABOUT,
    "出头": Approx.OVER, "开外": Approx.OVER, "以上": Approx.AT_LEAST, "以内": Approx.BELOW, "以下": Approx.BELOW,
}  # fmt: skip
_HAN = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_ONES = "零一二三四五六七八九十"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_SCALE = re.compile(r"(?:万亿|千万|百万|个亿|亿|万|千(?!米|克|瓦)|百(?!分))").pattern
_NUMBER = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?"
    rf"(?P<lead>百分之)?(?P<sign>(?<![\dA-Za-z~—-])-)?(?P<number>{_ARABIC}|[{_HAN}]+(?:[万亿][{_HAN}]+)*(?:点[{_HAN}]+)?)"
    rf"(?P<inside>[余多来几](?![次于少名年]|方|元|样|人次))?(?P<scale>{_SCALE})?"
    rf"(?P<range>(?:%|{_UNIT})?[~～—–-]+(?P<upper>{_ARABIC})(?P<upscale>{_SCALE})?|至(?P<upper2>{_ARABIC})(?P<upscale2>{_SCALE})?)?"
    rf"(?P<behind>[余多来](?!方|元化|样|种形))?(?P<unit>{_MONEY_PER}|{_UNIT})?(?P<after>左右|上下|以上|以内|以下|出头|开外)?"
)
_RATIO = re.compile(
    r"(?<![\d:.])(?:(?P<a>\d+(?:\.\d+)?):(?P<b>1|1\.0+)|(?P<c>\d+\.\d+):(?P<d>\d{1,2}))(?![\d.:])"
)
_TENTHS = re.compile(
    r"(?P<before>约|近|超过?|逾|不足|不到)?(?P<tens>[一二两三四五六七八九\d])成(?P<ones>[一二三四五六七八九半])?(?P<after>以上|左右|多)?"
    r"(?=[,。;、!()]|的|以|为|老|人|群|左|多|$)"
)
_FRACTION = re.compile(
    r"(?P<before>约|近|超过?|逾|不足|不到)?(?<![一二三四五六七八九十百])(?P<whole>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])(?P<after>以上|左右|强)?"
)
_DOUBLED = re.compile(r"翻了?(?P<times>[一二两三四五\d])番(?P<more>还多|多|有余)?|翻番")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in ``Draft.plain``: ``plain[start:end]`` is its wording.

    ``value`` is in ``unit`` (scale and 名 resolved: 人, 元, 家 …); ``step`` the place of its last digit there;
    ``han`` whether it is written in Chinese characters; ``word`` the measure word as written.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approx: Approx
    step: Decimal
    value_to: Decimal | None = None
    han: bool = False
    word: str = ""
    scaled: bool = False

    @property
    def measured(self) -> str:
        """What it is measured in, for finding its indicator: 2477万元 is an amount, never a standard per head."""
        return "万元" if self.scaled and self.unit == "元" else self.unit


def find(plain: str) -> list[Number]:
    """All numbers of a text in order; overlapping readings are given once."""
    taken: list[Number] = []
    for number in [
        *_ratios(plain),
        *_tenths(plain),
        *_fractions(plain),
        *_doubled(plain),
        *_plain_numbers(plain),
    ]:
        if all(number.end <= other.start or other.end <= number.start for other in taken):
            taken.append(number)
    return sorted(taken, key=lambda number: number.start)


def _ratios(plain: str) -> Iterator[Number]:
    for match in _RATIO.finditer(plain):
        value = (
            Decimal(match["a"]) if match["a"] else round(Decimal(match["c"]) / (Decimal(match["d"]) or 1), 4)
        )
        step = _step(match["a"] or match["c"])
        yield Number(match.start(), match.end(), value, "倍", Approx.EXACT, step, word=":1")


def _tenths(plain: str) -> Iterator[Number]:
    """九成五 → 95 %, 三成 → 30 %."""
    for match in _TENTHS.finditer(plain):
        value = _han(match["tens"]) * 10 + (
            5 if match["ones"] == "半" else _han(match["ones"]) if match["ones"] else 0
        )
        step = Decimal(1) if match["ones"] else Decimal(10)
        approx = _BEFORE.get(match["before"] or "") or _AFTER.get(match["after"] or "", Approx.EXACT)
        yield Number(match.start(), match.end(), Decimal(value), "%", approx, step, word="成")


def _fractions(plain: str) -> Iterator[Number]:
    """三分之一 → 33.33 %."""
    for match in _FRACTION.finditer(plain):
        value = round(_han(match["part"]) / _han(match["whole"]) * 100, 2)
        approx = _BEFORE.get(match["before"] or "") or _AFTER.get(match["after"] or "", Approx.EXACT)
        yield Number(match.start(), match.end(), value, "%", approx, Decimal(1), word="分之")


def _doubled(plain: str) -> Iterator[Number]:
    """翻一番 is growth by 100 %, 翻两番 by 300 %."""
    for match in _DOUBLED.finditer(plain):
        value = (Decimal(2) ** int(_han(match["times"] or "一")) - 1) * 100
        approx = Approx.OVER if match["more"] else Approx.EXACT
        yield Number(
            match.start(), match.end(), value, "%", approx, Decimal(100 if match["more"] else 1), word="番"
        )


def _plain_numbers(plain: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(plain):
        value = _value(match["number"])
        if value is not None and (number := _number(match, value)):
            yield number


def _number(match: re.Match, value: Decimal) -> Number | None:
    written, scale = match["number"], match["scale"] or ""
    han = not written[0].isdigit()
    if han and not _is_han_number(match):
        return None
    factor = _factor(scale or ((match["upscale"] or match["upscale2"] or "") if match["range"] else ""))
    sign = -1 if match["sign"] else 1
    word = "%" if match["lead"] else match["unit"] or ""
    unit, power = _unit(word)
    upper = match["upper"] or match["upper2"]
    high = (
        Decimal(upper.replace(",", "")) * _factor(match["upscale"] or match["upscale2"] or scale)
        if upper
        else None
    )
    mark = match["inside"] or match["behind"] or match["after"] or ""
    before = "" if match["before"] == "上" and not han else match["before"] or ""
    before = "" if han and before.startswith("约") and len(before) > 1 else before  # 约有一对
    approx = _BEFORE.get(before) or _AFTER.get(mark, Approx.EXACT)
    start = match.start() + len(match["before"] or "") - len(before)
    step = _step(written) * factor * power
    return Number(
        start, match.end(), value * factor * power * sign, unit, approx, step, high and high * power,
        han, word, bool(scale),
    )  # fmt: skip


def _is_han_number(match: re.Match) -> bool:
    """Whether Chinese digits are a count at all: they need a measure word, or 百/千/万 with an approximation."""
    written = match["number"]
    if match["lead"]:
        return True
    round_word = set(written) <= set("百千十")
    if round_word and not match["scale"] and not (match["inside"] or match["behind"] or match["before"]):
        return written == "十" and bool(match["unit"])
    return bool(match["unit"] or match["scale"] or match["lead"])


def _factor(scale: str) -> Decimal:
    return units.parse(f"{scale.removeprefix('个')}元").factor if scale else Decimal(1)


def _unit(word: str) -> tuple[str, Decimal]:
    """The unit a fact would have: 名 → 人, 百分点 → 个百分点; the measure word of things stays (家, 处)."""
    if word in ("名", "位"):
        return "人", Decimal(1)
    if word in ("百分点", "千分点"):
        return f"个{word}", Decimal(1)
    if re.fullmatch(_CASES, word):
        return "人次", Decimal(1)
    if word in ("元每月", "元每年"):
        return f"元/{word[-1]}", Decimal(1)
    if word.startswith("元") and word != "元":
        return units.parse(word.replace(".", "·")).base, Decimal(1)
    return {"床": "张", "床位": "张", "个小时": "小时"}.get(word, word), Decimal(1)


def _value(written: str) -> Decimal | None:
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    try:
        return _han(written)
    except ValueError:
        return None


def _han(written: str) -> Decimal:
    """Chinese digits; 百 alone is 100. Raises ValueError."""
    if written.isdigit():
        return Decimal(written)
    plain = written.replace("两", "二").replace("〇", "零")
    if plain[0] in "百千":
        plain = "一" + plain
    if len(plain) == 1 and plain in _ONES:
        return Decimal(_ONES.index(plain))
    import cn2an  # takes longer to load than most commands to run

    return Decimal(str(cn2an.cn2an(plain, "smart")))


def _step(written: str) -> Decimal:
    places = len(written.replace(",", "").replace("点", ".").partition(".")[2])
    return Decimal(1).scaleb(-places)
