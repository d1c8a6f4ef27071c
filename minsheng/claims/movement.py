"""What rose or fell by so much of what the sentence has said: …，比上年增长9.7%; …，超出年初任务1050张."""

from __future__ import annotations

import re
from collections.abc import Callable

from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.said import Said

COMPARING = re.compile(
    r"(?:用于[\u4e00-\u9fff]{2,6})?[,;()、]*(且|并|同|其中|虽然|虽|但|仅|只|却|反而|三年|两年|四年|五年|年末|全年|年)*(享受)?(人员|床位|站点)?(数量|总量|总数|人数|户数|家数|次数|金额|总额|规模|标准|数)?(20\d\d年[底末]?)?(同比|环比|较|比|与)?(上一年度?|上年|去年|年初|上年末|去年末|头一年|头年|上年底|去年底|上年同期|去年同期|上季度|上月|上半年|前三季度|一季度|(上)?一年[之以]?前|上一年|20\d\d年(底|末)?|全省平均|全市平均)?(同期|相比)?[,]?(一年(来|间|下来)?)?[(]?"
    r"(仅|只|净|共|累计|分别|均|年均|小幅|大幅|略|大|猛|骤|锐|激)?(略增|略减|略升|略降|净增|净减|回升|增长|增加|提高|上升|上涨|上调|提升|下降|减少|降低|下滑|回落|增幅|涨幅|降幅|扩大|缩小|增支|减支|涨|新增|新添|增速|减幅|多|少|增|减|升|降|↑|↓)?(支出?|发放|投入|救助|建|增|改|出|幅)?(了|达到?|为|幅度为|约|近|超)?[,(]?[+]?"
)
#: 新增养老床位1214张，超出年初任务1050张的要求
_BEYOND_TASK = re.compile("[,(](已|均|远|大幅)?超(过|出)?了?(全年|年度|年初|目标|任务|计划|数)+")
#: 居全市第3位(11个县区) between a figure and how it moved
_PLACED = re.compile(r"^,[^,。;§]{0,14}第[^,。;§]{1,3}位?(\([^,。;§)]{1,8}\))?(?=,)")
#: a share in between: 城市23468.3万元，占40.0%，农村…
ASIDE = re.compile(r"^[,(、](占|分别占|同比|比上年|较上年|增长|下降)[^,。;§]{0,16}§+[)]?(?=[,、])")
#: 新纳入…人，退出…人，净减少…: what came less what went
_NET = re.compile(r"[,;、](净|实际净?)(减少|增加|增|减|下降|上升)了?")
_KIND_GROWN = re.compile(
    r"[,、(]*(?P<kind>人次|户次|人数|户数|金额|资金|支出)(同比|较|比|环比|(?=增长|下降|减少|增加))"
)


def moved(
    masked: str, number: Number, said: list[Said], lexicon: Lexicon, without_places: Callable[[str], str]
) -> Bound | None:
    """What grew or fell by this much: what was said last, in the kind that the words name."""
    gap = _PLACED.sub("", without_places(masked[said[-1].end : number.start]).lstrip("。"))
    if number.unit == "个百分点" and re.match("[,(、](分别)?占[^,。;]*§", gap):
        return Bound()  # 占安葬量的24.9%，提高2.6个百分点: of a share that has no name
    gap = _without_deeds(re.sub(r"^[^,。;:§]{1,24}(?=,)", "", gap), lexicon)
    if _NET.fullmatch(gap) and _came_and_went(said, lexicon):
        return Bound()
    gap = ASIDE.sub("", gap)
    gap = re.sub("^,?(因|由于|受)[^,。;§]{2,20}(?=,)", "", gap)
    gap = re.sub("^,受[^,。;§]{2,12}影响", ",", gap)
    gap = re.sub(r"^,?(环比|同比|比上年|较上年)?(基本|大体|总体)?(持平|稳定|不变)(?=,)", "", gap)
    if kind := _KIND_GROWN.match("," + gap.rpartition(",")[2]):
        alike = [one for one in said if one.code and _is_of(lexicon.catalogue[one.code].unit, kind["kind"])]
        return Bound(alike[-1].code or "", alike[-1].phrase) if alike else None
    if _BEYOND_TASK.fullmatch(gap) and said[-1].code:
        return Bound(said[-1].code, said[-1].phrase)
    if not COMPARING.fullmatch(gap):
        return None
    # a share without a name may stand between: 支出3.83亿元，占比55.5%，同比增长9.8%
    named = said if said[-1].code or said[-1].unit not in ("%", "‰") else said[:-1]
    turns = masked.rfind("分别", said[0].end, said[-1].start)
    if turns > 0 and (whole := [one for one in named if one.end <= turns and one.code]):
        named = said = whole  # 7646人，城乡分别为3308人、4338人；…净减少133人
    alike = [one for one in said if one.code and fit(number.unit, lexicon.catalogue[one.code]) == 0.0]
    if alike and alike[-1] is not said[-1] and number.unit not in ("%", "倍", "个百分点"):
        return _compared(masked, said[: said.index(alike[-1]) + 1], lexicon, said[-1].end)
    found = _compared(masked, named, lexicon, named[-1].end) if named and named[-1].code else None
    return found if found and _can_move(number, found, lexicon) else None


def _compared(masked: str, said: list[Said], lexicon: Lexicon, end: int) -> Bound:
    """What rose or fell; after 其中 it may be the whole or the part, and stays open."""
    last, first = said[-1], next(one for one in said if one.code)
    parted = "其中" in masked[first.end : last.start] and masked[end : end + 1] == ","
    alike = lexicon.catalogue[first.code].unit == lexicon.catalogue[last.code].unit
    if alike and "其中" in masked[first.end : last.start] and masked[end : end + 1] == ";":
        return Bound(first.code or "", first.phrase)
    if parted and alike and first.code != last.code:
        return Bound(candidates=(first.code or "", last.code or ""))
    return Bound(last.code or "", last.phrase)


def _came_and_went(said: list[Said], lexicon: Lexicon) -> bool:
    """Whether the last two numbers are of what is new and of what is gone."""
    names = [lexicon.catalogue[one.code].name for one in said[-2:] if one.code]
    return len(names) == 2 and "新" in names[0] and bool(re.search("退出|注销|减少|清退", names[1]))


def _can_move(number: Number, moved: Bound, lexicon: Lexicon) -> bool:
    """Whether something can rise by so many: 养老机构 not by 60人."""
    codes = [moved.code] if moved.code else moved.candidates
    return any(fit(number.unit, lexicon.catalogue[code], True) is not None for code in codes)


def _without_deeds(gap: str, lexicon: Lexicon) -> str:
    """2485张,不计入机构床位总数,较上年…: without the clauses between that name nothing else, or only where and how."""
    clauses = gap.split(",")
    kept = [
        it
        for it in clauses[1:-1]
        if "§" in it or (lexicon.occurrences(it) and not re.match("[均都全并按不由通在为]", it))
    ]
    return ",".join([clauses[0], *kept, clauses[-1]]) if len(clauses) > 2 else gap


def _is_of(unit: str, kind: str) -> bool:
    """支出48万元，人次同比增长6.5%: which of the numbers before grew."""
    return unit == {"人数": "人", "户数": "户", "金额": "元", "资金": "元", "支出": "元"}.get(kind, kind)
