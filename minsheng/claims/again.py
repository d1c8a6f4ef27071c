"""The same once more: a figure of what the sentence has just said at another time, of its task or of its whole (增加到…, 完成年度任务…, 是去年同期的…倍)."""

from __future__ import annotations

import re

from minsheng.claims.binding import Bound
from minsheng.claims.distance import heads_right
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.said import Said

#: 今年末的, 2022年底的, 目前的: when what rose came to stand where it does
PRESENT = re.compile(
    r"(?:(?:今年|本年|20\d\d年|目前|现在|如今)?(?:年?[末底]|上半年|前三季度|[一二三四]季度)?的?)?"
).pattern
_NOW = re.compile(
    r"[,;。、]*(而|再到|到|截至)?((今年|本年|20\d\d年)(年?[末底])?|目前|现在|如今|年底|年末)(全[市县区省]|我[市县区省])?(为|是|有|达到?|已达|则为|共|还有)*((小幅|大幅|略微?|逐步)?(降|增|升|减|回升|回落|下降|上升|增加|减少)(至|到|为))?"
)
_BASE = re.compile(
    r"[,(、。;]*(而)?(比|较|与)?(上年|去年|前一年|上一年)(同期|年?[末底]|\d{1,2}月[末底])?(这一?(数字|指标))?(在册|新进|完成|新建|新增|建成|办理|发放|支出|登记)?(的|为|是|数|额|有|只|仅|共|合计)*[(]?"
)
_ONWARDS = re.compile(
    r"(\((20\d\d年?)(年?[末底])?\))?→|\((20\d\d年?)(年?[末底])?\)[、,]|[,]?(再|又|逐步|现已|已|首次|成功|年末)*(增长|增|升|变化?|发展|扩展|建|调|涨|减|(锐|骤|猛|激)[增减]|回升|回落|提|提高|增加|上升|上调|提升|扩大|下降|降低|减少|降|调整|缩小|升|跌|涨)(到|至|为)(了)?(现在的|目前的|今年的|20\d\d年[底末]?的|\d{1,2}月[底末份]*的|[年月][底末]的|第?[一二三四]季度末?的)?((每人)?每[月年])?|[,](已|首次|再次|成功|一举)*(突破|超过|达到|迈上)了?|[,](已|首次|再次|成功|一举)+"
)
#: 由2112家发展到2173家: any verb will do behind 由 and 从
_ROSE = re.compile(rf"[,]?[\u4e00-\u9fff]{{1,8}}?(到|至|为|成)了?{PRESENT}((每人)?每[月年])?")
_FROM = re.compile(r"[由从][^,。;§]{0,12}$")
_COMPLETED = re.compile(
    r"[,(]?实际|[,(]?(已|提前|超额)*(完成|实现)(了|全年|年度)*(新建|新增|改造)|[,(]?(与|较|比|距)?(实际(建成|新增|新建|改造|落实)了?)?(已|均|仅|只|提前|超额|远|大幅|是|为|占|实际)*(完成|实现|达到|超|超过|高于|超出)?(了|全年|年度|年初|确定的?|定下的?|原定|既定|市里?下达的?|省里?下达的?|下达的?|市政府|省政府)*(任务|目标|计划)?(数)?(的|为|是)?[(]?"
)
#: 年度任务50处，已建成47处…，还差3处: what was done of the task just told, and what is left of it
_DONE_OF_TASK = re.compile(
    r"[,(](到|截至|今年|20\d\d年|年?[末底]|目前|现|已|累计|实际|上半年|前三季度|截至目前)*(建成|建|开|完成|完工|交账|增加|实有|达到|新增|新建|改造|安葬)(了)?"
)
_LEFT_OF_TASK = re.compile(r"[,(]((还|尚|仍)(差|缺|欠)了?|超额(完成)?了?)")
#: 新建100处长者食堂列入民生实事，实际建成…: the noun of the task behind its number
_SET_AS_TASK = re.compile(r"^[^,。;§]{0,16}(列入|纳入|作为)[^,。;§]{0,10}(实事|任务|目标)[^,。;§]{0,4}(?=,)")
_TIMES = re.compile(
    r"[,(]?(已|约|大约|大致)*(是|为|达到?|相当于)(上年|去年|20\d\d年|[两三四五六七八九十]年前)(同期|同月|末|底)?(水平|总数)?的(约|近)?"
)


def same_again(masked: str, number: Number, said: list[Said], gap: str, lexicon: Lexicon) -> Bound | None:
    """The same indicator once more: 增加到…, 完成年度任务…, 是去年同期的…倍; not what the new ones add up to."""
    last = said[-1]
    again = Bound(last.code or "", last.phrase)
    if number.unit == "倍" and (times := _TIMES.fullmatch(gap)):
        return _stock(said, lexicon) or again if times[4] in ("末", "底") else again
    indicator = lexicon.catalogue[last.code or ""]
    if "新" in indicator.name and re.search("达|总|累计|共", gap):
        return None
    if re.search("合计|共计|总计", gap) and (whole := _parent_said(said, lexicon)):
        again, indicator = whole, lexicon.catalogue[whole.code]
    cost = fit(number.unit, indicator)
    rose = _ROSE.fullmatch(gap) and _FROM.search(masked[max(0, last.start - 14) : last.start])
    onwards = cost is not None and (
        rose
        or _ONWARDS.fullmatch(gap)
        or _BASE.fullmatch(gap[max(gap.rfind(","), 0) :])
        or _NOW.fullmatch(gap)
    )
    if cost == 0 and (_is_of_task(masked, last, gap) or _LEFT_OF_TASK.fullmatch(gap)):
        return again
    gap = _SET_AS_TASK.sub("", gap)
    completed = cost == 0 and _COMPLETED.fullmatch(gap) and not _has_noun(masked[number.end :], number)
    return again if onwards or completed else None


def _parent_said(said: list[Said], lexicon: Lexicon) -> Bound | None:
    """低保户数57684户，城市…户，农村…户，上年末合计58123户: the whole of the parts told last."""
    last = lexicon.catalogue[said[-1].code or ""]
    if not re.match("城市|农村|城镇", last.name):
        return next((Bound(last.parent, one.phrase) for one in said if one.code == last.parent), None)
    named = [(one, lexicon.catalogue[one.code]) for one in said if one.code]
    wholes = [one for one, it in named if it.unit == last.unit and not re.match("城市|农村|城镇", it.name)]
    return Bound(wholes[0].code or "", wholes[0].phrase) if wholes else None


def _is_of_task(masked: str, last: Said, gap: str) -> bool:
    """Whether the number before is a task and this one what was done of it."""
    task = re.search(r"(任务|目标)数?(是|为)?$", masked[max(0, last.start - 12) : last.start])
    return task is not None and _DONE_OF_TASK.fullmatch(gap) is not None


def _stock(said: list[Said], lexicon: Lexicon) -> Bound | None:
    """长者食堂49处，年内新增18处，是去年底的1.58倍: what stands at the end of a year is the stock."""
    stocks = [one for one in said if one.code and lexicon.catalogue[one.code].kind == "stock"]
    return Bound(stocks[-1].code or "", stocks[-1].phrase) if stocks else None


def _has_noun(after: str, number: Number) -> bool:
    """完成11条界线联检: the number is said of what stands behind it."""
    return heads_right(after[:12], number) and not re.match(r"的?[^,。;]{0,4}(任务|目标|计划)", after)
