"""Numbers that go on about what the sentence has named: 比上年增长9.7%, 其中农村8.9万人, 张店区120人."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minsheng.claims.binding import Bound
from minsheng.claims.distance import heads_right
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed
from minsheng.claims.numbers import Number

#: 今年末的, 2022年底的, 目前的: when what rose came to stand where it does
PRESENT = re.compile(r"(?:(?:今年|本年|20\d\d年|目前|现在|如今)?(?:年?[末底])?的?)?").pattern
_COMPARING = re.compile(
    r"(?:用于[\u4e00-\u9fff]{2,6})?[,;()、]*(且|并|同|其中|虽然|但|仅|只|却|反而|三年|两年|四年|五年|年末|全年|年)*(享受)?(人员|床位|站点)?(数量|总量|总数|人数|户数|家数|次数|金额|总额|规模|标准|数)?(20\d\d年[底末]?)?(同比|环比|较|比|与)?(上一年度?|上年|去年|年初|上年末|去年末|上年底|去年底|上年同期|去年同期|上季度|上月|上半年|前三季度|一季度|(上)?一年[之以]?前|上一年|20\d\d年(底|末)?|全省平均|全市平均)?(同期|相比)?[,]?(一年(来|间|下来)?)?[(]?"
    r"(仅|只|净|共|累计|分别|均|年均|小幅|大幅|略)?(略增|略减|略升|略降|净增|净减|回升|增长|增加|提高|上升|上涨|上调|提升|下降|减少|降低|下滑|回落|增幅|涨幅|降幅|扩大|缩小|增支|减支|涨|新增|新添|增速|减幅|多|少|增|减|升|降|↑|↓)?(支出?|发放|投入|救助|建|增|改|出|幅)?(了|达到?|为|幅度为|约|近|超)?[,(]?[+]?"
)
#: 新增养老床位1214张，超出年初任务1050张的要求
_BEYOND_TASK = re.compile("[,(](已|均|远|大幅)?超(过|出)?了?(全年|年度|年初|目标|任务|计划|数)+")
#: 居全市第3位(11个县区) between a figure and how it moved
_PLACED = re.compile(r"^,[^,。;§]{0,14}第[^,。;§]{1,3}位?(\([^,。;§)]{1,8}\))?(?=,)")
_PART = re.compile(
    r"[,、;:和及与(]*(其中|里头|里面)?[,:]?(?P<item>[\u4e00-\u9fff]{2,12}?)(分别)?的?(则|也)?(为|有|是|共|达|约|高达|多达|仅|只有)?$"
)
#: a share in between: 城市23468.3万元，占40.0%，农村…
_ASIDE = re.compile(r"^[,(、](占|分别占|同比|比上年|较上年|增长|下降)[^,。;§]{0,16}§+[)]?(?=[,、])")
_NOW = re.compile(
    r"[,;。、]*(而|再到|到|截至)?((今年|本年|20\d\d年)(年?[末底])?|目前|现在|如今|年底|年末)(全[市县区省]|我[市县区省])?(为|是|有|达到?|已达|则为|共|还有)*((小幅|大幅|略微?|逐步)?(降|增|升|减|回升|回落|下降|上升|增加|减少)(至|到|为))?"
)
_BASE = re.compile(
    r"[,(、。;]*(比|较|与)?(上年|去年)(同期|年?[末底]|\d{1,2}月[末底])?(这一?(数字|指标))?(在册|新进|完成|新建|新增|建成|办理|发放|支出|登记)?(的|为|是|数|额|有|只|仅|共|合计)*[(]?"
)
_ONWARDS = re.compile(
    r"[,]?(再|又|逐步|现已|已|首次|成功|年末)*(增长|增|升|变化?|发展|扩展|建|调|涨|减|(锐|骤|猛|激)[增减]|回升|回落|提|提高|增加|上升|上调|提升|扩大|下降|降低|减少|降|调整|缩小|升|跌|涨)(到|至|为)(了)?(现在的|目前的|今年的|20\d\d年[底末]?的|\d{1,2}月[底末份]*的|[年月][底末]的|第?[一二三四]季度末?的)?((每人)?每[月年])?|[,](已|首次|再次|成功|一举)*(突破|超过|达到|迈上)了?|[,](已|首次|再次|成功|一举)+"
)
#: 由2112家发展到2173家: any verb will do behind 由 and 从
_ROSE = re.compile(rf"[,]?[\u4e00-\u9fff]{{1,8}}?(到|至|为|成)了?{PRESENT}((每人)?每[月年])?")
_FROM = re.compile(r"[由从][^,。;§]{0,12}$")
_COMPLETED = re.compile(
    r"[,(]?实际|[,(]?(已|提前|超额)*(完成|实现)(了|全年|年度)*(新建|新增|改造)|[,(]?(实际(建成|新增|新建|改造|落实)了?)?(已|均|提前|超额|远|大幅|是|为|占|实际)*(完成|实现|达到|超|超过|高于|超出)?(了|全年|年度|年初|原定|既定|市里?下达的?|省里?下达的?|下达的?|市政府|省政府)*(任务|目标|计划)?(数)?(的|为|是)?[(]?"
)
#: 年度任务50处，已建成47处…，还差3处: what was done of the task just told, and what is left of it
_DONE_OF_TASK = re.compile(
    r"[,(](到|截至|今年|20\d\d年|年?[末底]|目前|现|已|累计|实际|上半年|前三季度|截至目前)*(建成|建|开|完成|完工|交账|增加|实有|达到|新增|新建|改造|安葬)(了)?"
)
_LEFT_OF_TASK = re.compile(r"[,(]((还|尚|仍)(差|缺|欠)了?|超额(完成)?了?)")
#: 新建100处长者食堂列入民生实事，实际建成…: the noun of the task behind its number
_SET_AS_TASK = re.compile(r"^[^,。;§]{0,16}(列入|纳入|作为)[^,。;§]{0,10}(实事|任务|目标)[^,。;§]{0,4}(?=,)")
_TOGETHER = re.compile(
    r"[,、;(]*(两项|三项|两者|二者|城乡)?(合计|总计|共计|共|加起来|合起来|加在一起|合在一起|拢共)(约|为|达|有|是)?"
)
_TOGETHER_WITH = re.compile(
    r"[,;](与|和|加上|连同)(?P<other>[^,。;§]{2,14}?)(床位)?(合计|共计|总计|共)(约|为|达|有)?"
)
#: 新纳入…人，退出…人，净减少…: what came less what went
_NET = re.compile(r"[,;、](净|实际净?)(减少|增加|增|减|下降|上升)了?")
_OF_WHOLE = re.compile(
    r"[,(]?(分别)?占到?(全市|全县|全区|全部)?(?P<whole>(?!年度|全年|任务|目标|计划)[\u4e00-\u9fff]{2,16}?)(总数|总量|总人数)?的?(比例|比重)?(为|达到?)?|[,(]?(已|提前|超额|是|为|占|相当于)*(完成)?了?(全年|年度|年初|原定|既定|市下达|省下达|下达的?)*(目标)?(任务|目标|计划)?数?[(]?(?P<target>§+)?[)]?的?(年度|全年)?(目标)?(任务|目标|计划)?数?的?"
)
_RATE_OF_PLAN = re.compile(
    r"[)]?(的?(年度|全年)?(目标|任务|计划)(数|任务)?)?[,、(;]?(目标|任务|计划|年度)*(完成(率|进度|比例)|进度)(已)?(为|达到?|是)?(了)?"
)
_KIND_GROWN = re.compile(r"[,、(]*(?P<kind>人次|户次|人数|户数|金额|资金|支出)(同比|较|比|环比)")
_TIMES = re.compile(
    r"[,(]?(已|约|大约|大致)*(是|为|达到?|相当于)(上年|去年|20\d\d年|[两三四五六七八九十]年前)(同期|同月|末|底)?(水平|总数)?的(约|近)?"
)
#: 增长66.5%，增速比上年加快: the growth of what grew
_OF_GROWTH = re.compile(
    r"[,(、]?(增速|增幅|涨幅|降幅|减幅|增长率)(同比|(比|较)(上年|去年|上年同期|去年同期))?(加快|扩大|提高|提升|上升|收窄|放缓|回落|下降|缩小|减缓|降低|减少)了?(约|近|超过?)?"
)
_KINDS_LISTED = re.compile("(户数|人数|人次|金额|资金|对数)[、和与](户数|人数|人次|金额|资金|对数)$")
_PARTS = frozenset("城市 城镇 农村 市区 县域".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A number before this one in the sentence, with its indicator and the phrase that named it."""

    start: int
    end: int
    code: str | None
    phrase: str
    unit: str = ""


def subject_of(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    *,
    any_unit: bool,
    is_place: Callable[[str], bool],
    without_places: Callable[[str], str],
    listed: Listed | None,
) -> Bound | str | None:
    """The subject carried on: a Bound, the words to bind, or None where the number has its own."""
    if listed and (bound := _taking_turns(masked, number, said, lexicon, listed, any_unit, is_place)):
        return bound
    if any_unit and said and (bound := _moved(masked, number, said, lexicon, without_places)):
        return bound
    if not said or not said[-1].code:
        return None
    last = said[-1]
    gap = _ASIDE.sub("", masked[last.end : number.start].lstrip("。"))
    if number.unit == "个百分点" and _OF_GROWTH.fullmatch(gap):
        return Bound(last.code, last.phrase)
    if (whole := _sum_of(number, said, gap, lexicon)) is not None:
        return whole
    if bound := _same_again(masked, number, said, gap, lexicon):
        return bound
    if number.unit in ("%", "个百分点") and _RATE_OF_PLAN.fullmatch(gap):
        return Bound(last.code or "", last.phrase)
    relative = number.unit in ("%", "‰", "倍", "个百分点")
    if (
        (of := _OF_WHOLE.fullmatch(gap))
        and (relative or re.search("任务|目标|计划", gap))
        and (
            (of["whole"] and not re.fullmatch("全[市县区省国州]", of["whole"]))
            or re.search("任务|目标|计划", gap)
            or _of_target(masked, number)
        )
    ):
        return _share(_done(said) if of["whole"] is None else last, of["whole"], lexicon)
    return _part_of(gap, number, said, lexicon, is_place)


def _moved(
    masked: str, number: Number, said: list[Said], lexicon: Lexicon, without_places: Callable[[str], str]
) -> Bound | None:
    """What grew or fell by this much: what was said last, in the kind that the words name."""
    gap = _PLACED.sub("", without_places(masked[said[-1].end : number.start]).lstrip("。"))
    if number.unit == "个百分点" and re.match("[,(、](分别)?占[^,。;]*§", gap):
        return Bound()  # 占安葬量的24.9%，提高2.6个百分点: of a share that has no name
    gap = _without_deeds(re.sub(r"^[^,。;:§]{1,24}(?=,)", "", gap), lexicon)
    if _NET.fullmatch(gap) and _came_and_went(said, lexicon):
        return Bound()
    gap = _ASIDE.sub("", gap)
    gap = re.sub("^,?(因|由于|受)[^,。;§]{2,20}(?=,)", "", gap)
    gap = re.sub(r"^,?(环比|同比|比上年|较上年)?(基本|大体|总体)?(持平|稳定|不变)(?=,)", "", gap)
    if kind := _KIND_GROWN.match("," + gap.rpartition(",")[2]):
        alike = [one for one in said if one.code and _is_of(lexicon.catalogue[one.code].unit, kind["kind"])]
        return Bound(alike[-1].code or "", alike[-1].phrase) if alike else None
    if _BEYOND_TASK.fullmatch(gap) and said[-1].code:
        return Bound(said[-1].code, said[-1].phrase)
    if not _COMPARING.fullmatch(gap):
        return None
    # a share without a name may stand between: 支出3.83亿元，占比55.5%，同比增长9.8%
    named = said if said[-1].code or said[-1].unit not in ("%", "‰") else said[:-1]
    turns = masked.rfind("分别", said[0].end, said[-1].start)
    if turns > 0 and (whole := [one for one in named if one.end <= turns and one.code]):
        named = said = whole  # 7646人，城乡分别为3308人、4338人；…净减少133人
    alike = [one for one in said if one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0]
    if alike and alike[-1] is not said[-1] and number.unit not in ("%", "倍", "个百分点"):
        return Bound(alike[-1].code or "", alike[-1].phrase)
    moved = _compared(masked, named, lexicon) if named and named[-1].code else None
    return moved if moved and _can_move(number, moved, lexicon) else None


def _came_and_went(said: list[Said], lexicon: Lexicon) -> bool:
    """Whether the last two numbers are of what is new and of what is gone."""
    names = [lexicon.catalogue[one.code].name for one in said[-2:] if one.code]
    return len(names) == 2 and "新" in names[0] and bool(re.search("退出|注销|减少|清退", names[1]))


def _can_move(number: Number, moved: Bound, lexicon: Lexicon) -> bool:
    """Whether something can rise by so many: 养老机构 not by 60人."""
    codes = [moved.code] if moved.code else moved.candidates
    return any(fit(number.unit, lexicon.catalogue[code], True) is not None for code in codes)


def _sum_of(number: Number, said: list[Said], gap: str, lexicon: Lexicon) -> Bound | None:
    """机构床位19448张，社区床位4192张，合计…: the whole of the two, open where they have none; None where nothing is added."""
    alike = {
        one.code: one for one in said if one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0
    }
    if not _TOGETHER.fullmatch(gap) or len(alike) < 2:
        return None
    parents = {lexicon.catalogue[code].parent for code in list(alike)[-2:]}
    whole = parents.pop() if len(parents) == 1 else ""
    return Bound(whole, gap) if whole in lexicon.catalogue and whole not in alike else Bound()


def _without_deeds(gap: str, lexicon: Lexicon) -> str:
    """2485张,不计入机构床位总数,较上年…: without the clauses between that name nothing else, or only where and how."""
    clauses = gap.split(",")
    kept = [
        it
        for it in clauses[1:-1]
        if "§" in it or (lexicon.occurrences(it) and not re.match("[均都全并按不由通在为]", it))
    ]
    return ",".join([clauses[0], *kept, clauses[-1]]) if len(clauses) > 2 else gap


def _same_again(masked: str, number: Number, said: list[Said], gap: str, lexicon: Lexicon) -> Bound | None:
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


def _is_of(unit: str, kind: str) -> bool:
    """支出48万元，人次同比增长6.5%: which of the numbers before grew."""
    return unit == {"人数": "人", "户数": "户", "金额": "元", "资金": "元", "支出": "元"}.get(kind, kind)


def _has_noun(after: str, number: Number) -> bool:
    """完成11条界线联检: the number is said of what stands behind it."""
    return heads_right(after[:12], number) and not re.match(r"的?[^,。;]{0,4}(任务|目标|计划)", after)


def _of_target(masked: str, number: Number) -> bool:
    """完成年度任务1050张的115.6%: the number before is the target."""
    return bool(
        re.search(r"(任务|目标|计划)数?[(]?§+[)]?的?$", masked[max(0, number.start - 30) : number.start])
    )


def _done(said: list[Said]) -> Said:
    """What was done against the target: the first of the same subject."""
    return next(one for one in said if one.code == said[-1].code)


def _taking_turns(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    listed: Listed,
    any_unit: bool,
    is_place: Callable[[str], bool],
) -> Bound | None:
    """Whose turn it is in a 分别 list of places, or of the growth of what was said before."""
    if bound := _by_place(masked, number, said, lexicon, listed, is_place):
        return bound
    if any_unit and (counted := _by_unit(masked, number, said, lexicon, listed)):
        return counted
    one = _respective(masked, said, listed) if any_unit else None
    return Bound(one.code or "", one.phrase) if one else None


def _by_unit(masked: str, number: Number, said: list[Said], lexicon: Lexicon, listed: Listed) -> Bound | None:
    """6509户、11175人，户数、人数分别比上年减少24户、112人: each of what was told in its own unit."""
    if not _KINDS_LISTED.search(masked[max(0, listed.start - 12) : listed.start]):
        return None
    alike = [
        one
        for one in said
        if one.end <= listed.start and one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0
    ]
    return Bound(alike[-1].code or "", alike[-1].phrase) if alike else None


def _part_of(
    gap: str, number: Number, said: list[Said], lexicon: Lexicon, is_place: Callable[[str], bool]
) -> Bound | str | None:
    """其中农村8.9万人, 张店区120人: a part of what the sentence is about."""
    part = _PART.fullmatch(gap)
    if part is None:
        return None
    first = next(one for one in said if one.code)
    if is_place(part["item"]) and fit(number.unit, lexicon.catalogue[said[-1].code]) == 0:
        return Bound(said[-1].code, said[-1].phrase)
    if part["item"] in _PARTS:
        area = re.sub("城镇|市区", "城市", part["item"])
        below = next(filter(None, (_below(one.code, area, number, lexicon) for one in reversed(said))), [])
        if len(below) == 1:
            return Bound(below[0], part["item"])
        return part["item"] + re.sub(r"^(城乡|全市|全县)", "", _words(first, lexicon))
    return None


def _below(code: str | None, area: str, number: Number, lexicon: Lexicon) -> list[str]:
    """The parts of an area of what was said, or of what that is a part of itself: 农村 after 低保支出…，城市…."""
    if code is None:
        return []
    wholes = [code, lexicon.catalogue[code].parent]
    each = (
        [
            it.code
            for it in lexicon.catalogue
            if it.parent == whole and it.name.startswith(area) and fit(number.measured, it) == 0.0
        ]
        for whole in wholes
        if whole
    )
    return next(filter(None, each), [])


def _share(part: Said, whole: str | None, lexicon: Lexicon) -> Bound | None:
    """占…的 x%: the rate whose formula divides the one by the other; 完成任务的 x% stays with what was done."""
    if whole is None:
        return Bound(part.code or "", part.phrase)
    codes = set(lexicon.codes(whole))
    for indicator in lexicon.catalogue:
        if indicator.formula and indicator.unit == "%":
            operands = [operand.code for operand in indicator.formula.operands]
            if operands[0] == part.code and len(operands) == 2 and operands[1] in codes:
                return Bound(indicator.code, indicator.name)
    return None


def _by_place(
    masked: str,
    number: Number,
    said: list[Said],
    lexicon: Lexicon,
    listed: Listed,
    is_place: Callable[[str], bool],
) -> Bound | None:
    """全市低保对象…人，云岫县、西岑区分别为…: the places take turns, the subject stays."""
    earlier = [one for one in said if one.end <= listed.start]
    if not earlier or not earlier[-1].code or fit(number.unit, lexicon.catalogue[earlier[-1].code]) is None:
        return None
    items = re.split(
        r"、|和|与|及", masked[earlier[-1].end : listed.start].lstrip(",、。;").removeprefix("其中")
    )
    return (
        Bound(earlier[-1].code, earlier[-1].phrase)
        if len(items) == listed.count and all(map(is_place, items))
        else None
    )


def _respective(masked: str, said: list[Said], listed: Listed) -> Said | None:
    """The number before 同比分别增长 that this growth belongs to."""
    every = [one for one in said if one.end <= listed.start]
    if not every:
        return None
    earlier = [
        one
        for one, after in zip(every, [*every[1:], None], strict=True)
        if after is None or one.code != after.code
    ]
    if len(earlier) < listed.count or not _COMPARING.fullmatch(masked[earlier[-1].end : listed.start]):
        return None
    return earlier[-listed.count + listed.index]


def _compared(masked: str, said: list[Said], lexicon: Lexicon) -> Bound:
    """What rose or fell; after 其中 it may be the whole or the part, and stays open."""
    last, first = said[-1], next(one for one in said if one.code)
    parted = "其中" in masked[first.end : last.start] and masked[last.end : last.end + 1] == ","
    alike = lexicon.catalogue[first.code].unit == lexicon.catalogue[last.code].unit
    if alike and "其中" in masked[first.end : last.start] and masked[last.end : last.end + 1] == ";":
        return Bound(first.code or "", first.phrase)
    if parted and alike and first.code != last.code:
        return Bound(candidates=(first.code or "", last.code or ""))
    return Bound(last.code or "", last.phrase)


def _words(said: Said, lexicon: Lexicon) -> str:
    """The phrase that named a subject; its name where a pattern did."""
    return (
        said.phrase
        if re.fullmatch(r"[\u4e00-\u9fff]+", said.phrase)
        else lexicon.catalogue[said.code].short_name
    )
