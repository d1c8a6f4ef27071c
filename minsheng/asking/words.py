"""The words around a figure's name: what is to be done with it, how it is measured, and what says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minsheng.facts import Basis

_UNITS = "县市区|市县区|县区|区县|地市|市州|市县|镇街|乡镇街道|乡镇|街镇|街道|单位|地区|地方|县|区|市|镇|省"
_EACH = re.compile(rf"(?:各个?|所有的?|全部|分|每个)(?:{_UNITS})")
_WHICH = re.compile(rf"哪(?:一?个|些|里|家)?(?:{_UNITS})?")
_BEST = re.compile(
    rf"(?:最|排名?第一)(?P<way>[多高大少低小好])?(?:的)?(?:是(?:哪里|哪个)?)?(?:(?:是)?哪?个?(?:{_UNITS}))?(?=[\s，。？！,.?!(（]|$)"
)
_MOST_OF = re.compile(rf"最(?P<way>[多高大少低小])的?(?:{_UNITS})")
_AGAINST = re.compile(
    r"(?:比|较|与|和|同)(?:去年|上年|前年|年初|上年末|上季度|上月|上期)(?:同期|底|末)?(?:相比|比较|比)?"
)
_GROWTH = re.compile(
    r"(?:是?(?:涨|升|增|多)了?(?:加|多)?(?:还是|了?没有?|或)(?:降|减|少)了?(?:少|低)?)|同比|环比|增长率|增长速度|增长(?!者)|增速|增幅|增减|涨幅|涨了|降了|下降|上升|变化|(?:增加|减少)(?=了?多少)"
)
_RANK = re.compile(
    r"(?:在?全[国省市县区州])?(?:排一?下|排个[名序队]|排名|排第几|排几|位次|名次|居第几位?|第几名?|排位)(?:多少|如何|怎样)?"
)
_TARGET = re.compile(r"(?:年度|全年)?(?:目标任务|任务目标|目标|(?<!重点)任务|计划|指标任务)(?:数|是多少)?")
#: how far a task is done asks for what is done
_DONE_OF = re.compile(r"(?:目标|任务|计划)?完成(?:率|情况|进度|程度|得?怎么样|得?如何|了?(?=多少|几|没))")
#: 要建多少处: what is still to be built is the year's task
_TO_BUILD = re.compile(r"(?:打算|准备|应该?|需要?|要|将)(?:新建|新增|建设?|增)(?=\s*(?:多少|几))")
_BASES = (
    (re.compile(r"单季度?|当季度?"), Basis.QUARTER),
    (re.compile(r"当月|单月|本月"), Basis.MONTH),
    (re.compile(r"历年累计"), Basis.SINCE),
    (re.compile(r"年均(?!增长)"), Basis.AVERAGE),
)
_SPENT = re.compile(
    r"(?:一共|总共|共)?(?:花|发|用|支出|支付|投入|拨|发放)(?:掉|出去?|放)?[了过]?(?:多少|几)个?(?:钱|资金|经费|[万亿]?元|[万亿](?![元人户]))|(?<!火)花(?:费|掉|出去?)?[了过]?多少(?![人户具])"
)
_HOW_MANY = re.compile(
    r"(?:多[高低大长重](?=\s|$)|几比[几一]|[千百]分之(?:几|多少)|[几多]成)|(?:多少|几)(?:[万亿](?![元\s])|个(?=[\u4e00-\u9fff])|万(?=\s|$))?(?P<unit>人次|户次|小时|家(?!庭)|万元|亿元|块钱|[人名位户对张个处所座件具钱元次份条场例项口])?(?:的)?"
)
#: 发了多少补贴 asks for an amount
_PAID = re.compile(r"(?:发|补|拨)放?[了过]?(?:多少|几)(?=补贴|津贴|补助|资金|经费|救助金|低保金|慰问金)")
#: 发了多少人: what is done stands before the question and names nothing
_VERB = re.compile(
    r"(?:[给能要得]|(?<![新扩改未])[发补建卖做办搞弄吃拿领住收开投配招聘评减])(?:放|到|成|出|掉)?[了过]?(?=\s*(?:多少|几))"
)
_SOLD = re.compile(r"卖(?:了|出|掉)*(?:多少|几)(?:钱|元|万元|亿元|万|亿)?")
#: 每月多少钱: so much a month or a year is a standard
_A_TIME = re.compile(
    r"(?:每个?人|一个?人)?(?:每个?|一个?)(?:月|年)(?:每个?人|一个?人)?(?:能|可以?|给)?"
    r"(?:[补发给领拿](?:贴|助|放|到)?(?:多少|几)(?:钱|元|块钱?)?|(?:是|要|为)?(?:多少|几)(?:钱|元|块钱?))"
    r"|(?:多少|几)(?:钱|元|块钱?)(?:每个?人)?(?:每个?|一个?)(?:月|年)"
    r"|每个?人每个?[月年](?:是|要|给|发|补|为)?(?:多少|几)"
)

_SAYING = re.compile(
    r"请问一?下?|麻烦|帮我|帮忙|给我|我想(?:知道|了解|问一?下?|查)|想(?:知道|了解|问)|能否|告诉我|"
    r"查一?查一?下?|查询一?下?|查一?下|看一?看|看一下|搜一?下|有没有|一共|总共|总计|共计|合计共?|目前|现在|当前|最新的?|最近|现有|"
    r"情况(?:怎么样|如何)?|数据|统计数?|数字|怎么样|如何|是什么|是多少|为多少|有多少|达到多少|分别|大概|大约|左右|同期|"
    r"到底|究竟|民政局的?|民政部门的?|政府|夫妻|夫妇|新人|[?？!！。.,，;；:：\"“”'‘’]"
)
_EDGE = re.compile(
    r"^(?:在(?![册院住保])|[\s的了有是为给共到至里内被对把从由])+|[\s的了呢吗啊吧呀哦啦嘛哈是有为在共达]*$"
)
_ASKED = re.compile(rf"(?:{_SAYING.pattern}|{_GROWTH.pattern}|{_RANK.pattern}|多少|几)")
_BEFORE = re.compile(rf"^(?:{_ASKED.pattern}|[\s的了在有是])")
_BEHIND = re.compile(rf"(?:{_ASKED.pattern}|[\s的了呢吗啊吧呀哦啦嘛哈有是])$")
_BUILT = re.compile(r"新?建(?:设|成|立)?了")
#: 住了多少老人, 死了多少人: what is done is the name
_DOING = (
    (
        re.compile(
            r"(?:里面?|内)?(?:一共|总共|现在|目前|还)?住(?:着|了|有)?(?:多少|几)(?:个|名|位)?(?:老人|孩子|儿童|人)"
        ),
        "在院人数",
    ),
    (re.compile(r"离[了过](?=多少|几)"), "离婚"),
    (re.compile(r"结[了过](?=多少|几)"), "结婚"),
    (re.compile(r"死[了掉]*(?=多少|几)"), "死亡"),
    (re.compile(r"的?(?:多少|几)倍"), "倍数"),
    (
        re.compile(
            r"占(?:[了到]|(?:总|全部|常住|户籍)?人口|总数|全部|全[市县区])*的?(?:比例|比重)?(?:是|为|有)?"
            r"(?:多少|几成|多大|多高|百分之[几多]少?)(?:的?比例|的?比重)?"
            r"|占(?:总|全部|常住|户籍)?人口的?(?:比例|比重)"
        ),
        "占比",
    ),
    (re.compile(r"户均(?:多少|几)(?:口人?|个?人)"), "户均人口"),
)
_BEDS = re.compile(r"(?:有)?(?:多少|几)[张个]床位?")
_INSIDE = re.compile(r"的|(?<=[入理放办成加记养助动收])了")


@dataclass(frozen=True, slots=True)
class Aims:
    """What is wanted of the figure, and the words left for its name.

    ``measure`` is the unit that was asked after (多少户); ``each`` asks the units below, ``most`` those first with the largest
    (or, at -1, the smallest) value.
    """

    rest: str
    basis: Basis | None = None
    measure: str = ""
    each: bool = False
    most: int = 0


def units_below(text: str) -> tuple[str, str, int]:
    """The words without 各区县 or 哪个县…最多, what is meant below (empty: nothing), and in which order.

    ``town`` where towns are named, else ``unit``.
    """
    if match := _MOST_OF.search(text):
        return _EACH.sub(" ", _cut(text, match)), _level(match[0]), _way(match)
    if match := _EACH.search(text):
        rest, best = _cut(text, match), _BEST.search(text)
        return (_BEST.sub(" ", rest) if best else rest), _level(match[0]), _way(best) if best else 0
    match = _WHICH.search(text)
    if not match or not (best := _BEST.search(text)):
        return text, "", 0
    return _WHICH.sub(" ", _cut(text, best)), _level(match[0]), _way(best)


def _level(units: str) -> str:
    return "town" if any(word in units for word in "镇乡街") else "unit"


def _way(match: re.Match) -> int:
    return -1 if match["way"] and match["way"] in "少低小" else 1


def against(text: str) -> str:
    """The words without 比去年同期: what a figure is compared with is not when it is."""
    return _AGAINST.sub(" ", text)


def aims(text: str) -> Aims:
    """Sort the words: basis, measure, and the rest without what says nothing."""
    basis, rest = None, text
    for pattern, meant in _BASES:
        if match := pattern.search(rest):
            basis, rest = meant, _cut(rest, match)
            break
    rest = _RANK.sub(" ", _GROWTH.sub(" ", rest))
    rest, done = _DONE_OF.subn(" ", rest)
    rest, planned = _TO_BUILD.subn("新建", rest)
    if planned:
        basis = Basis.TARGET
    elif not done and (match := _TARGET.search(rest)):
        basis, rest = Basis.TARGET, _cut(rest, match)
    rest, measure = _measured(rest)
    rest = _INSIDE.sub("", _SAYING.sub(" ", rest))
    return Aims(_EDGE.sub("", rest.strip()).strip(), basis, measure)


def _measured(text: str) -> tuple[str, str]:
    """The words without 多少户 and what is done before it, and the measure that was asked after."""
    if match := _A_TIME.search(text):
        named = "" if "标准" in text else "标准"
        return f"{text[: match.start()].rstrip('的')}{named}{text[match.end() :]}", "标准"
    for pattern, meant in _DOING:
        text = pattern.sub(meant, text)
    paid = _PAID.search(text)
    rest = _SOLD.sub("销售额", _SPENT.sub("支出", text))
    rest = _VERB.sub(" ", _BEDS.sub("床位", _BUILT.sub("新建", rest)))
    match = _HOW_MANY.search(rest)
    measure = "元" if paid else match["unit"] or "" if match else ""
    return (_cut(rest, match) if match else rest), measure


def asks(text: str) -> bool:
    """Whether the words ask for a number: 多少, 几."""
    return bool(_HOW_MANY.search(text))


def bare(text: str) -> Iterator[str]:
    """The words with less and less of what is said behind and before a name, which stays as it is: 有多少重点任务呀 → 重点任务."""
    rest = text.strip()
    yield rest
    for around in (_BEHIND, _BEFORE):
        while (shorter := around.sub("", rest).strip()) != rest:
            rest = shorter
            yield rest


def _cut(text: str, match: re.Match) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
