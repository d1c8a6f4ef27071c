"""Numbers of a draft that are no statistics: dates, ages, ordinals, names, slogans, document numbers, thresholds, page furniture.

Every rule is a general one about wording; none knows a text. ``reason`` names the rule, for explaining.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minsheng.claims.counting import NAME_UNITS, is_bare, is_figure_of_speech
from minsheng.claims.numbers import Number
from minsheng.facts import Approx

_TIME_UNITS = frozenset(
    "年 月 月份 日 号 时 天 周 分钟 秒 个月 工作日 个工作日 学时 课时 岁 周岁 代 后".split()
)
_FURNITURE = re.compile(
    r"https?:|www\.|(浏览|阅读|点击|访问|评论|转发)(量|数|次数|人数)?[::]|发布(时间|日期)|(更新|创建)时间|来源[::]|(责任?|本文|本期)?编辑[::]|(^|[\s\d人])点赞([\s\d::]|$|收藏|在看)|审编|"
    r"字号[::]|上一篇|下一篇|分享到|版权所有|备案号|邮编|ICP|扫一扫|阅读原文|转发\d*个?(群|朋友圈)|打印本页|关闭窗口|首页>|转载|^[^,。;\d]{0,20}通讯员[^,。]{0,8}$|联系电话|\d{4}-\d\d-\d\d\d?\d:\d\d"
)
#: a citation in brackets behind a figure, as 用这个数 copies it: (来源:…;数据编号:M7K2-4Q9X-K)
_CITATION = re.compile(r"\(来源:[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)(?=[。,;]|$)")
_SIDEBAR = re.compile(
    r"^(相关(阅读|新闻|链接|文章|推荐)|推荐阅读|热门(推荐|文章|新闻)|猜你喜欢|延伸阅读|更多新闻|精彩推荐)"
)
#: the annex that lists a draft's own numbers with their sources says nothing that the draft has not said
_CHECKLIST = re.compile(r"^#*\s*(附件\d*\s*)?数据核对表$")
_STAMP = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]?(\d{1,2}:\d\d(:\d\d)?)?")
_CAPTION = re.compile(r"^(图\d*[::为]|图为|图片说明|▲|△|▼|↑|←|表\d+|图表?\d+)")
_ADDED = re.compile(r"[+＋]")
_FORMULA = re.compile(r"[\dN]\s*[+＋]|[+＋]\s*[\dN]")
_LATIN = re.compile(r"[A-Za-z_=&@#]")
_BOOK = re.compile(r"《[^《》\n]*》|〔[^〕\n]*〕|\[\d{4}\]\d+号|https?://\S+|[\w.]+@[\w.]+|www\.\S+")
_QUOTED = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|\"([^\"\n]{1,40})\"|「([^」\n]{1,40})」")
_CHANGE_ALONE = re.compile(
    r"(同比|环比|比上年末?|较上年末?|较年初)?(增长|增加|提高|上升|下降|减少|降低|回落)(了|约)?"
)
_FREQUENCY = re.compile(r"每(天|日|周|月|季度?|年|半年|个?月|两周|学期|人|户)[^,。;\d]{0,4}$")
_RULED = re.compile(
    r"(不超过|不高于|不得|不少于|不低于|不足|低于|高于|超过|满|至少|按照?|未满|年满|达到)[^,。;\d]{0,12}$"
)
_OF_THOSE = re.compile(
    r"^[^,。;]{0,3}(\(含\))?的[^,。;]{0,14}(对象|家庭|人员|老年人|老人|机构|单位|组织|儿童|居民|职工|市民|群众|户|者|项目|社区|村)"
)
_SORTING = re.compile("的(地区|地方|县区|县|区|单位|乡镇|镇街|机构)?(共?有|只有|仅有|为|是|依次)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A number with its surroundings: its paragraph, what stands before and after it there, and its place."""

    number: Number
    before: str
    written: str
    after: str
    line: str
    quoted: str


def reason(plain: str, number: Number) -> str:
    """Why a number is no statistic, in Chinese; empty where it is one."""
    start = plain.rfind("\n", 0, number.start) + 1
    end = plain.find("\n", number.end)
    line = plain[start : end if end >= 0 else len(plain)]
    at, to = number.start - start, number.end - start
    here = Setting(number, line[:at], line[at:to], line[to:], line, _quotation(line, at, to))
    return next((name for name, rule in _RULES if rule(here)), "")


def furniture(plain: str) -> list[tuple[int, int]]:
    """The stretches of a text that belong to the page, not to it: side bars, stamps and their titles, editors, checklists."""
    found: list[tuple[int, int]] = []
    place, lines = 0, plain.split("\n")
    bar = False
    bullets = {mark for mark in "▲△▼" if sum(line.startswith(mark) for line in lines) > 2}
    for number, line in enumerate(lines):
        bar = bar or bool(_SIDEBAR.match(line) or _CHECKLIST.match(line))
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if (
            bar
            or _STAMP.fullmatch(line)
            or (_STAMP.fullmatch(following) and len(line) <= 40)
            or _is_furniture(line.lstrip("".join(bullets)))
        ):
            found.append((place, place + len(line)))
        place += len(line) + 1
    return found


def _is_furniture(line: str) -> bool:
    told = _CITATION.sub("", line)
    return (
        bool(_CAPTION.match(line)) and len(line) <= 40 or (len(line) <= 120 and bool(_FURNITURE.search(told)))
    )


def _quotation(line: str, start: int, end: int) -> str:
    """The short quotation marks' content around a number, else empty."""
    for match in _QUOTED.finditer(line):
        if match.start() < start and end < match.end() + 1 and end <= match.end():
            return next(group for group in match.groups() if group is not None)
    return ""


# -- the rules ------------------------------------------------------------------------------------
def _titled(here: Setting) -> bool:
    at = len(here.before)
    return any(match.start() <= at < match.end() for match in _BOOK.finditer(here.line))


def _named_in_quotes(here: Setting) -> bool:
    return bool(here.quoted) and len(here.quoted) <= 15 and not re.search(r"[,。;]", here.quoted)


def _told(here: Setting) -> bool:
    """What a person says of themselves: “我今年领到830元”."""
    opened = here.before.rfind("“")
    if opened < 0 or "”" in here.before[opened:] or "”" not in here.after:
        return False
    return bool(
        re.match(
            r"(我|俺|咱|你)(?!市|县|区|省|局|们市|们县|们局)|.{0,12}(我家|我今年|俺家|我每|我和|我的)",
            here.before[opened + 1 :],
        )
    )


def _formula(here: Setting) -> bool:
    if here.number.unit in ("%", "个百分点") and re.search(
        r"(比|长|期|幅|年)[:]?[+＋]?$|[(][+＋]$", here.before
    ):
        return False  # 同比+8.0%
    if (
        here.number.word
        and (here.number.word not in NAME_UNITS)
        and _ADDED.search(here.before[-1:] + here.after[:1])
    ):
        return False  # 8个镇+2个乡, 特困人员1266人=集中供养437人+分散供养829人
    near = here.before[-2:] + here.written + here.after[:2]
    return (
        bool(_FORMULA.search(near))
        or here.after[:1] in ("+", "×", "*")
        or here.before[-1:] in ("+", "×", "*")
    )


def _lettered(here: Setting) -> bool:
    """Letters or digits touch it: G20, 5A, 3.15.1, 96345/12345."""
    return bool(
        _LATIN.match(here.before[-1:]) or _LATIN.match(here.after[:1])
        or (here.before[-1:] in ("·", "/", ".", ":", "#") and here.before[-2:-1].isdigit())
        or (not here.number.word and here.after[:1] in ("·", "/", ":") and here.after[1:2].isdigit())
    )  # fmt: skip


def _ordinal(here: Setting) -> bool:
    called = not here.number.word and re.search(r"(热线|电话|拨打|编号|代码|账号|QQ|微信)[::]?$", here.before)
    return bool(
        called
        or re.search(r"共印$|印发?$|第$|第\d+[、和]$|[表图]$|附[件表]$|前$|之$|排名$|排$|No\.?$", here.before)
    )


def _dated(here: Setting) -> bool:
    number = here.number
    if number.word == "年":
        return not (here.before.endswith("连续") and number.value < 100)
    if number.word == "小时":
        return number.value == 24 or here.after.startswith(
            ("内", "值守", "在线", "待命", "不间断", "热线", "生活圈")
        )
    if number.word == "次" and _FREQUENCY.search(here.before):
        return number.value < 50
    return number.word in _TIME_UNITS or _is_year(here)


def _is_year(here: Setting) -> bool:
    number = here.number
    if number.word or number.scaled or not 1900 <= number.value <= 2100 or number.value != int(number.value):
        return False
    return not re.search(r"(数|为|达到?|共|有)$", here.before)


def _told_price(here: Setting) -> bool:
    """每份只要8元, 步行15公里, 收我8块钱, 打8折: what something costs a customer, how far something is."""
    number = here.number
    if not number.word and here.after.startswith("折"):
        return True
    if number.word in ("公里", "千米", "米", "里") and not number.scaled:
        return not re.search(r"(总长|全长|里程|长度|界线|边界)[^,。;]{0,8}$", here.before)
    if number.word == "块" and number.value < 100 and here.after.startswith("钱"):
        return True
    return (
        number.word == "元"
        and number.value < 100
        and bool(
            re.search(
                r"([每一](份|餐|顿|荤|碗)|投注|花|只要|只需|仅需|早餐|午餐|晚餐|早饭|午饭|晚饭|餐费|票价)[^,。;]{0,6}$",
                here.before,
            )
            or re.match("(就)?(能|可以?)?(吃|买|喝|坐)|一(份|餐|顿|荤|碗|位|盒|斤)", here.after)
        )
    )


def _ranked(here: Setting) -> bool:
    return here.number.word in NAME_UNITS and not (here.number.word == "等" and here.number.value > 10)


def _among(here: Setting) -> bool:
    """How many units a place is counted among: 居全市第3位(11个县区), 在已报的9个县区中居第2位, 为八个县级单位中最少."""
    return bool(
        re.search("(在|为|是|居)(全[市省县区])?$", here.before) and re.match(r"[^,。;]{0,6}中(并列|位?居|排|最)", here.after) or
        re.search(r"第(\d+位?|[一二三四五六七八九十])位?\($", here.before) and re.match(r"[^,。;()]{1,4}\)", here.after)
        or re.search(r"(已报|可比)的$", here.before) and re.match(r"[^,。;]{1,4}中(并列|位?居|排)", here.after)
    )  # fmt: skip


def _listed(here: Setting) -> bool:
    """A clause number: at the head of a paragraph or in brackets."""
    bracketed = here.before[-1:] == "(" and here.after[:1] == ")"
    heads = not here.before.strip(" #*-(") and here.after[:1] in ("、", ".", ")", " ")
    return not here.number.word and not here.number.scaled and (bracketed or heads)


def _threshold(here: Setting) -> bool:
    """A condition that people or institutions meet: 低于低保标准1.5倍的家庭, 50张以上的机构."""
    if here.number.approx is not Approx.EXACT and _SORTING.match(here.after):
        return True  # 支出超2亿元的有青岚市和柳渡县
    conditional = _RULED.search(here.before) or re.search(r"(以上|以下|以内)$", here.before + here.written)
    return (
        bool(conditional)
        and bool(_OF_THOSE.match(here.after))
        and not re.search(r"(率|占比|比例|覆盖面)(均|都)?(达到?|超过|为|在|高于)?(了)?$", here.before)
    )


def _cell(here: Setting) -> bool:
    """A change that stands alone in a cell of a table: its figure is in another cell, and so is what it is held against."""
    return not here.after.strip() and bool(_CHANGE_ALONE.fullmatch(here.before.strip(" |*")))


_RULES: tuple[tuple[str, Callable[[Setting], bool]], ...] = (
    ("文件名或网址", _titled),
    ("名称", _named_in_quotes),
    ("个人讲述", _told),
    ("模式公式", _formula),
    ("代号", _lettered),
    ("序数", _ordinal),
    ("日期、年龄或时限", _dated),
    ("价格或路程", _told_price),
    ("等级或名称", _ranked),
    ("位次的范围", _among),
    ("条目序号", _listed),
    ("虚指", lambda here: is_figure_of_speech(here.number, here.before, here.after)),
    ("编号", lambda here: is_bare(here.number, here.written, here.before, here.after)),
    ("条件", _threshold),
    ("表中的增减", _cell),
)
