"""What a number says of its indicator: the value itself, a target, a plan, a share, a growth, a change, a standard, a ratio.

And the basis that the wording names: 年均, 月服务, 撤市设区以来.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from minsheng.claims import against
from minsheng.claims.numbers import Number
from minsheng.facts import Basis


class Measure(StrEnum):
    """The words of the contract."""

    ACTUAL = "actual"
    TARGET = "target"
    PLANNED = "planned"
    SHARE = "share"
    GROWTH = "growth"
    CHANGE = "change"
    STANDARD = "standard"
    RATIO = "ratio"


_RISE = "↑|增支|增$|增了$|升$|升了$|净增|略增|略升|回升|增长|上升|提高|增加|上涨|上调|增幅|涨幅|升幅|提升|扩大|攀升|增速|涨了$|涨$|新添|新增|大涨|猛增|激增"
_FALL = "↓|减支|减$|减了$|降$|降了$|净减|略减|略降|下降|减少|降低|下滑|回落|缩减|缩小|下跌|负增长|降幅|减幅|压减|下调|大跌|大降|骤降|锐减|猛降"
_MOVED = re.compile(rf"(?P<word>{_RISE}|{_FALL})(?P<level>到|至|为)?(?P<rest>[^,。;:!?]*)$")
#: 比上年多了…, 一年少了…
_MORE_OR_LESS = re.compile(
    r"([比较][^,。;]{2,24}|[与同和跟][^,。;]{2,8}比|[与同和][^,。;]{2,8}相比,[^,。;]{0,10}|同比|环比|(([一两三四五六七八九十]年)(来|间|里|下来|之间)?|全年|一年到头))(累计|共|略)?(?P<word>多|少)(了|出|支出?|发放|花|投入|救助|保障|建成?|增加?|改造?|办理?|开|收|销?售|募集?)*$"
)
#: 城市低保减少2486人: by so many, not so many
_BARE_MOVE = re.compile(r"[\u4e00-\u9fff]{3,}(净)?(减少|增加|下降|上升|净增|净减)了?$")
#: 完成率83.2个百分点 is a share with the wrong unit
_COMPLETION = re.compile("完成(率|比例|进度)(已)?(为|达到?|是)?$")
#: 一年减少21人, 上半年净增: from the beginning of that time
_WITHIN_A_YEAR = re.compile(
    r"(一年|全年|上半年|前三季度|第?[一1]季度|今年以来|年内)(来|间|里)?(累计|共|净)*$"
)
#: 户数、人数分别比上年减少24户、112人
_EACH_MOVED = re.compile(
    r"分别[^,。;§]{0,8}(?P<word>净?(?:增加|增长|减少|下降))了?(§+[^,。;§]{0,3}[、和与])+$"
)
#: 比2019年还低1.8个百分点
_LESS = re.compile("(^|[比较][^,。;]*)(低|少|慢)了?$")
_LEVEL = re.compile(r"(到|至|达到?)(了)?[^,。;]{0,4}$")
_COMPARED = re.compile(
    r"(净增|净减|同比|环比|比上年|比去年|较上年|较去年|较年初|比年初|比上年末|较上年末|比上年同期|较上季度|比20\d\d年|较20\d\d年|比[^,。;]{2,12}(提高|增加|减少|多|少|降低|下降|增长))"
)
_OF_TASK = re.compile(r"(任务|目标|计划)数?[(]?§*[)]?的$")
_STANDARD_AFTER = re.compile(r"^的?(救助|保障|补助|补贴|供养|养育|发放)?标准")
_SHARE = re.compile(
    r"(占比|占到?|比重|比例|占有率|完成(率|进度|比例)|进度|完成[^,。;]{0,12}(任务|目标)的)[^,。;]{0,24}$"
)
_SHARE_AFTER = re.compile(r"^的(老年人|群众|居民|家庭|村|社区|机构|乡镇|镇街|儿童|人|困难|养老|对象)")
#: 超全年目标21处, 距1128张的目标还差96张: a difference from the target
_OFF_TARGET = re.compile(
    r"(超(出|过)?(了)?(§+的)?(全年|年度|年初)?(目标|任务|计划)(任务|数)?|((目标|任务|计划)(任务|数)?(还|尚|仍)?(差|缺))|(比|较)(全年|年度|年初)?(目标|任务|计划)(任务|数)?(多|超额?)(完成|建成?|改造|新增)?)(了)?$"
)
_LACKING = re.compile("(还|尚|仍)(差|缺|欠)了?|超额(完成)?了?")
_SET_AS_TASK = re.compile(r"(实事|任务|目标|计划)(项目)?(确定|明确|安排|要求|下达|提出)了?[^,。;§]{0,12}$")
_MADE_A_TASK = re.compile(r"^[^,。;§]{0,12}(列入|纳入|作为)[^,。;§]{0,10}(实事|任务|目标)")
_TARGET_AFTER = re.compile(
    r"^,实际(?=完成|建成|新增|新建|改造|落实|\d|§)|^的?(年度|全年|年初)?计划(?!生育)|^的?(年度|全年|计划|省定|市定|预定|既定)?(目标)?(任务|目标)"
)
_TARGET_BEFORE = re.compile(
    r"[比较与](年度|全年|年初)?计划的?$|((?<!重点)任务数?|目标数?|目标值)((是|为|要求)?[^,。;§]{0,4}|(是|为)(新建|新增|改造|建成)[^,。;§]{0,10})$|(年初|年度)(定下|确定|提出|下达|安排|承诺)了?[^,。;§]{0,14}$"
)
#: 目标：新建120处
_TARGET_HEAD = re.compile(r"(^|[,。;】])(年度|全年|年初)?(目标|任务|计划)(值|数)?:[^,。;:§]{0,8}$")
_FUTURE = re.compile(
    r"(明年|(?<!\d年)下半年(?!起|以来)|下一步)[^。;]*$|将(继续|围绕|聚焦|进一步|新|建成|建设|增加|达到|完成|投入|持续|实施|开展|推进|于|再|突破|超过|惠及|覆盖|力争)[^。;§]{0,30}$|[们局市县区]将(坚持|办好|着力|大力|全力|加快|进一步|启动|抓好|做好)[^。;]*$"
)
_BY_SO_MUCH = re.compile(r"标准[^。;]{0,8}(分别)?(?P<word>提高|上调|提标|上涨)了?(§+[、和])?$")
#: 标准涨40元，到780元
_RAISED_BY = re.compile("标准[^。;§]{0,8}(涨|增加|提高|提|加)了?$")
_PLAN = re.compile(
    r"(?<!不)(计划(?!生育|免疫)|承诺(?=新增|新建|建成|完成|实现)|拟|预计|力争|争取(?=在|于|实现|年内|年底|到20)|有望|准备|要(?=达到|实现|完成|新建|建成|新增|突破|提高到)|确保(?=[^,。;]*(年底|年内|20))|再(建|增|新增|改造)|明年|下一步|到20\d\d年(底|末)?,?[^,。;]*(达到|力争))[^。;§]{0,20}$"
)
_PLANS = re.compile(
    r"(计划|拟|预计|力争|安排(?!的|[^,。;]{0,10}支出)|[要将](?=投入|改造|实施|达到|实现|完成|新建|建成|新增|突破|提高到))(?!生育|免疫|划)[^。;]*$"
)
_DONE = re.compile(r"已|今年完成|实际|超额")
_OFF_PLAN = re.compile(
    r"^[^,。;§]{0,24}(以上)?(进行|全部|纳入|发放|列入|细化|录入|转|调整|评选|评为)|将(符合|现有|其|全|“|民政|教育|社会|医)"
)
_STANDARD = re.compile(r"标准,?[^,。;]{0,16}$|标准(分别)?[^。;]{0,30}§[^,。;]{0,2}$")
_SINCE = re.compile(
    r"(?<!今年)(?<!\d年)(以来|近年来|近几年来?|先后(?!.{0,4}(被|获))|历年|历史累计|有史|[一二三四五六七八九十\d]年来)"
)
_THIS_YEAR = re.compile(
    r"(?<![一二三四五六七八九十\d])一年(以?来)|(今年|20\d\d年?|本年度?|年初|入冬|入夏|入汛|去年)以来"
)
_QUARTER = re.compile(
    r"(?<!\d)(4[-—~至到]6|7[-—~至到]9|10[-—~至到]12)月[^。;§]*$|单看第?[一二三四]季度,[^。;]*$|(单季度?|当季|本季度?(?!末))[^,。;§]*$"
)
#: 累计发放…万元，…，二季度发放…: beside the sum of the year a quarter is that quarter alone
_QUARTER_BESIDE = re.compile(
    r"(累计|上半年|前三季度|1[-—]\d{1,2}月)[^。;]*§[^。;]*,(其中)?第?[二三四]季度[^,。;§]{0,8}$"
)
_AVERAGE = re.compile(r"(年均|平均每年|每年平均)[^,。;]*$")
_MONTH = re.compile(r"(月均|每月|月服务|月接待|当月|本月|\d月当月|单月)[^,。;§]*$")
_OF_THAT_MONTH = re.compile(r"^(从|就)?\d{1,2}月份?(当月|单月)(看|来看)?,")


def measure_of(number: Number, before: str, after: str) -> tuple[Measure, int]:
    """The measure and the sign (−1 for a fall). ``before`` and ``after`` reach to the ends of the sentence."""
    clause = re.split(r"[,:]", before)[-1]
    if number.unit not in ("%", "倍") and is_off_target(before):
        return Measure.CHANGE, 1
    if _TARGET_AFTER.match(after) or (number.unit != "%" and _is_task(clause, before, after)):
        return Measure.TARGET, 1
    if number.unit in ("个百分点", "个千分点"):
        sign = -1 if _LESS.search(clause) else _sign(clause)
        return (Measure.SHARE, 1) if _COMPLETION.search(clause) else (Measure.CHANGE, sign)
    if number.word in (":1",):
        return Measure.RATIO, 1
    if not _OF_TASK.search(clause) and _is_planned(before, after):
        return Measure.PLANNED, 1
    if number.unit in ("%", "‰", "倍"):
        return _relative(number, clause, after)
    if number.unit == "元" and (_BY_SO_MUCH.search(before) or re.search("§,(提高|上调|上涨|涨)了?$", before)):
        return Measure.CHANGE, 1
    if number.unit == "元" and _RAISED_BY.search(before) and re.match(",(提高|涨|调整)?(达?到|至)", after):
        return Measure.CHANGE, 1
    if number.unit.startswith("元") and (_STANDARD.search(before) or _STANDARD_AFTER.match(after)):
        return Measure.STANDARD, 1
    return _absolute(clause, before)


def _is_task(clause: str, before: str, after: str) -> bool:
    """任务100处, 目标：新建100处, 民生实事确定新建100处, 把新建100处列入民生实事."""
    told = _TARGET_BEFORE.search(clause) or _TARGET_HEAD.search(before) or _SET_AS_TASK.search(clause)
    set_ = re.search("(?<![认规评核鉴确设制约])定了?$", clause) and re.match(",(实际|建成|完成)", after)
    return bool(told or set_ or _MADE_A_TASK.match(after))


def is_off_target(before: str) -> bool:
    """Whether what follows is a difference from the target; 还差 alone is, where the sentence speaks of a task."""
    clause = re.split("[,，:]", before)[-1]
    return bool(
        _OFF_TARGET.search(clause)
        or (_LACKING.fullmatch(clause) and re.search("目标|任务|计划|实事|结果:", before))
    )


def _relative(number: Number, clause: str, after: str) -> tuple[Measure, int]:
    moved = _last(clause)
    if re.search("完成(率|进度|比例)[已为达是到]*$", clause):
        return Measure.SHARE, 1
    if re.search("(同比|环比)[+]?$", clause):
        return Measure.GROWTH, 1
    if more := _MORE_OR_LESS.search(clause) or re.fullmatch("(?P<word>多|少)了?", clause):
        return Measure.GROWTH, -1 if more["word"] == "少" else 1
    if number.word == "番":
        return Measure.GROWTH, 1
    if moved and re.search("幅|增速", moved["word"]) and moved["level"] in (None, "为"):
        return Measure.GROWTH, _sign(clause)
    if moved and not moved["level"] and not _LEVEL.search(moved["rest"]):
        return Measure.GROWTH, _sign(clause)
    if number.unit == "倍":
        return Measure.RATIO, 1
    if _OF_TASK.search(clause):
        return Measure.SHARE, 1
    if _SHARE.search(clause) or _SHARE_AFTER.match(after):
        return Measure.SHARE, 1
    return Measure.ACTUAL, 1


def _absolute(clause: str, before: str) -> tuple[Measure, int]:
    """比上年增加3700人 is a change; 新增3700人 is a figure of its own."""
    if less := _MORE_OR_LESS.search(before):
        return Measure.CHANGE, -1 if less["word"] == "少" else 1
    moved = _last(clause)
    if re.search("(每人每[月年]|标准)[^,。;§]{0,6}(涨|提高|上调|增加|加)了$", clause):
        return Measure.CHANGE, 1
    if paired := re.search(r"(?P<word>增加|减少|多|少)了?§+[、和]$", before):
        return Measure.CHANGE, -1 if paired["word"] in ("减少", "少") else 1
    if listed := _EACH_MOVED.search(before):
        return Measure.CHANGE, -1 if re.search(_FALL, listed["word"]) else 1
    if re.search("[(,][↑↓]$", before):
        return Measure.CHANGE, _sign(clause)
    if moved and re.search(r"§,(净)?(增加|减少|上升|下降|多|少)了?$", before):
        return Measure.CHANGE, _sign(clause)
    compared = _COMPARED.search(clause) or re.search(
        r"([与同和](上年|去年)|较|比)[^。;§]{0,8}(§+[)])?[^。;§]*相?比?,?[^,。;§]*$|[(](上年|去年)[^,。;§()]{0,6}§+[)],[^,。;§]*$",
        before,
    )
    moved_by = (
        moved and moved["word"] not in ("新增", "新添") and not moved["level"] and len(moved["rest"]) <= 3
    )
    told = compared or _WITHIN_A_YEAR.search(before[: len(before) - len(moved[0])]) if moved else None
    if moved and moved_by and (told or _BARE_MOVE.search(clause) or against.tells_span(before)):
        return Measure.CHANGE, _sign(clause)
    return Measure.ACTUAL, 1


def _last(clause: str) -> re.Match | None:
    """The last word of rise or fall before a number."""
    found = list(re.finditer(rf"(?:{_RISE}|{_FALL})", clause))
    return _MOVED.search(clause, found[-1].start()) if found else None


def _sign(clause: str) -> int:
    moved = _last(clause)
    return -1 if moved and re.fullmatch(_FALL, moved["word"]) else 1


def _is_planned(before: str, after: str) -> bool:
    listed = _PLANS.search(before)
    if listed and "§" in listed[0] and not _DONE.search(listed[0]):
        return True
    ahead = _FUTURE.search(before)
    if ahead and not re.search("已|截至", ahead[0]):
        return True
    found = _PLAN.search(before)
    return found is not None and not _OFF_PLAN.match(after) and not _OFF_PLAN.search(found[0] + after[:2])


def basis_of(measure: Measure, sentence_before: str, default: Basis | None) -> tuple[Basis | None, bool]:
    """The basis as read, and whether the text names it. ``default`` is the indicator's own."""
    if measure in (Measure.TARGET, Measure.PLANNED):
        return Basis.TARGET, True
    if default in (Basis.STANDARD, Basis.RATE) or measure in (
        Measure.GROWTH,
        Measure.SHARE,
        Measure.RATIO,
        Measure.CHANGE,
    ):
        return default, False
    apart = _QUARTER.search(sentence_before) or _QUARTER_BESIDE.search(sentence_before)
    if apart and default is not Basis.STOCK:
        return Basis.QUARTER, True
    if _AVERAGE.search(sentence_before):
        return Basis.AVERAGE, True
    monthly = _MONTH.search(re.split(r",", sentence_before)[-1]) or _OF_THAT_MONTH.search(sentence_before)
    if monthly and default is not Basis.STOCK:
        return Basis.MONTH, True
    if _SINCE.search(_THIS_YEAR.sub("", sentence_before)) and default is not Basis.STOCK:
        return Basis.SINCE, True
    return default, False


def signed(number: Number, sign: int) -> Decimal:
    """The value with the sign of its wording (下降12% is −12)."""
    return -number.value if sign < 0 < number.value else number.value
