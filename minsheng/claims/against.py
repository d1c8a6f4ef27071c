"""What a difference, a growth or a multiple is held against, where it is not simply the year before.

三年来, 2019年以来, “十三五”期间, 与2019年相比, 2019—2022年 name another time; 比西岑区, 高于全市平均 another place;
比离婚登记 another indicator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {han: number for number, han in enumerate("零一二三四五六七八九十")} | {"两": 2}
_MANY = re.compile(r"(?P<many>(?<![一二三四五六七八九十])[两二三四五六七八九十]|(?<!\d)\d{1,2})").pattern
_YEARS_AGO = re.compile(rf"[比较与同和是为到于](起|于)?{_MANY}年(以?前|之前)")
_YEARS_LONG = re.compile(
    rf"(?<!第)(?<!连续)(?P<near>近|过去|前)?{_MANY}年(多)?(?=间|来|里(?!程)|以来|下来|时间|累计|共|净|增|减|多了|少了|上升|下降|提高)"
)
_SINCE = re.compile(r"(?P<year>20\d\d)年(年?[底末])?(?P<end>以来|至今)")
_SPAN = re.compile(
    r"(?P<year>20\d\d)年?(年?[底末])?(?:至|到|[-—–~]+)(?:今|目前|(?P<until>20\d\d)年?(?!\d?\d月))"
)
_NAMED = re.compile(r"[比较与同和于是](?P<year>20\d\d)年(?![一二三四]?(季度|上半年|前三季度)|\d)")
_PLAN = re.compile(r"(?P<than>[比较与])?“?十(?P<plan>[二三四])五”?(?P<end>期?末|收官)?(以来|时期|期间|五年)?")
#: a span that is told, and whose beginning cannot be known
_VAGUE = re.compile(r"近年来|这几年|近几年|几年(间|来|下来)|以来|[建成]立之初")
_LISTED_YEARS = re.compile(
    r"(20\d\d年?[、和与])+20\d\d年?(两|三|四|五)年[^。;]*(合计|累计|共|总计)[^,。;§]*$"
)
_SUMMED = re.compile(
    rf"(?<!第)(?<!连续)(近|过去|前)?{_MANY}年(多|来|间|里|时间|,)*(全[市县区省]|我[市县区省])?(累计|共|合计|总计|一共|新增|新建|新登记|完成|办理|发放|支出|投入|救助|募集|筹集|接收|销售|走访|培训|改造)[^,。;§]*$"
)
#: 2019年以来累计完成…7819户
_SUMMED_SINCE = re.compile(r"(20\d\d)年以来,?(全[市县区省])?(累计|共)[^,。;§]*$")
#: 五年累计新建长者食堂355处，完成适老化改造7819户
_SUMMED_ON = re.compile(
    rf"(近|过去|这)?(?<!第){_MANY}年(来|间|里)?,?(全[市县区省]|我[市县区省])?(累计|共|销售|筹集|新增|新建)[^。;]*,(完成|新增|新建|募集|筹集|销售|发放|救助|减免|改造|办理|接收|[^,。;§]{2, 6}(改造|救助|减免|登记|培训))[^,。;§]*$"
)
#: what makes the comparison another than that of the span told before it
_NEARER = re.compile(r"同比|环比|[比较与和同](上一?年|去年|年初|上季|上月|上半年|前三季度)")
#: 今年以来, 2022年以来: the year itself
_OWN_YEAR = re.compile(r"(今年|本年度?|年初|入冬|入夏|入汛)以来")
_AVERAGE = re.compile(r"(年均|平均每年|年平均|复合)[^,。;§]*$")
_BESIDE = re.compile(r"(比|较|于|高出|高过|超出|超过|与|和|同|跟|落后|领先|是|为|相当于|达到?)$")
_WIDER = re.compile(
    r"(?:比|较|于|高出|超出|超过|落后|领先)(?P<within>全[市省国县区州])(的|平均|水平|标准|均值|总体|面上)*"
)
_MORE = re.compile(
    r"(?P<more>(多|高|快)(?=于|出|过|了|支|发|登记|$)|超出|超过|领先)|(?P<less>(少|低|慢)(?=于|出|了|支|发|登记|$)|不及|落后)|(?P<apart>相差|差距|差额|差了?$|之差|悬殊)"
)
_THAN = re.compile(
    r"^(?P<one>[\u4e00-\u9fff]{2,16}?)?(人数|户数|对数)?(则|要|却|明显|仍|已)?(比|较|多于|高于|低于|少于)(?P<other>[\u4e00-\u9fff]{2,12}?)(还|要|则|均|都)*(高|多|少|低)?(出|了|支|发|登记)*$"
)
_TIMES = re.compile(
    r"^(?P<one>[\u4e00-\u9fff]{2,16}?)?(数量?|总数|总额)?(约|大约|已|正好|大致|几乎)*(是|为|相当于|达到?)(?P<other>[\u4e00-\u9fff]{2,12}?)(数量?|总数|总额)?的(约|近|大约)*$"
)
_ONLY_BESIDE = re.compile(
    r"(则|仍|还|要|也)?(比|较|高于|低于|多于|少于|高出|低出|超出|超过|落后|领先)(全[市省国县区州])?§*(的|平均|水平|标准|均值|数|总体)*(高|多|少|低)?(出|了|约)*"
)
_BOTH_APART = re.compile(
    r"(两|二)(个)?(地|者|县市区|县区|县|区|市)(之间)?(的)?(标准)?(相差|差距|差额)(为|达)?了?"
)
_LEVEL_BEHIND = re.compile("的?(平均|总体)?(水平|标准|均值|线)|(还|要)?(高|低|多|少)(?!于)")
_TIMEWORD = re.compile(r"去年|上年|同期|年初|上月|季度|\d年|年[前底末]|目标|任务|计划|平均")


@dataclass(frozen=True, slots=True)
class Against:
    """What stands on the other side: ``years`` in which it may have begun (the likeliest first), or a ``place``, or an ``indicator``.

    ``average`` where the growth is told by the year; ``sign`` −1 where the words say less (少, 低), 0 for 相差;
    ``vague`` where a span is told whose beginning the words do not tell.
    """

    years: tuple[int, ...] = ()
    place: str = ""
    indicator: str = ""
    average: bool = False
    sign: int = 1
    vague: bool = False


def span(before: str, year: int | None) -> Against | None:
    """The span of years that the sentence before a number tells; None where it tells none. ``year`` is that of the number."""
    words = _OWN_YEAR.sub("", before)
    words = words[max((it.end() for it in _NEARER.finditer(words)), default=0) :]
    average = _AVERAGE.search(words) is not None
    years = _years(words, year) if year else ()
    if years:
        return Against(years, average=average)
    return Against(average=average, vague=True) if average or _VAGUE.search(words) else None


def tells_span(before: str) -> bool:
    """Whether the sentence before a number tells a span of years, whichever."""
    every = (_YEARS_AGO, _YEARS_LONG, _SINCE, _SPAN, _PLAN, _VAGUE)
    return any(it.search(_OWN_YEAR.sub("", before)) for it in every)


def tells_year_before(before: str, year: int) -> bool:
    """Whether a sentence compares with the year before, or with a part of this one: 同比, 比上年, 较年初, 比2022年 in 2023."""
    return _NEARER.search(before) is not None or re.search(f"[比较]{year - 1}年", before) is not None


def _years(words: str, year: int) -> tuple[int, ...]:
    found: list[tuple[int, tuple[int, ...]]] = [
        (it.end(), (year - _number(it["many"]),)) for it in _YEARS_AGO.finditer(words)
    ]
    found += [(it.end(), _either(year - _number(it["many"]) + 1)[::-1]) for it in _YEARS_LONG.finditer(words)]
    found += [(it.end(), _either(int(it["year"]))) for it in _SINCE.finditer(words)]
    spans = (it for it in _SPAN.finditer(words) if int(it["until"] or year) == year)
    found += [(it.end(), _either(int(it["year"]))) for it in spans]
    found += [(it.end(), (int(it["year"]),)) for it in _NAMED.finditer(words)]
    for match in _PLAN.finditer(words):
        began = 2010 + 5 * "二三四".index(match["plan"])
        if match["than"] and match["end"]:
            found.append((match.end(), (began + 5,)))
        elif not match["end"] and began < year <= began + 5:
            found.append((match.end(), (began,)))
    earlier = [(end, years) for end, years in found if max(years) < year and min(years) < year - 1]
    return max(earlier, key=lambda one: one[0], default=(0, ()))[1]


def years_summed(before: str, year: int) -> tuple[int, ...]:
    """The years that a total is of: 2021、2022两年…合计, 两年累计完成; empty where it is of one."""
    if listed := _LISTED_YEARS.search(before):
        return tuple(int(it) for it in re.findall(r"20\d\d", listed[0]))
    if since := _SUMMED_SINCE.search(before):
        return tuple(range(int(since[1]), year + 1))
    if told := _SUMMED.search(before) or _SUMMED_ON.search(before):
        many = _number(told["many"])
        return tuple(range(year - many + 1, year + 1))
    return ()


def years_listed(before: str) -> tuple[int, ...]:
    """The years that end a stretch of text: 2021至2023年, 2020年、2021年、2022年; empty where it ends otherwise."""
    if ranged := re.search(r"(20\d\d)年?(?:至|到|[-—–~]+)(20\d\d)年,?$", before):
        return tuple(range(int(ranged[1]), int(ranged[2]) + 1))
    told = re.search(r"(20\d\d年?[、和与])+20\d\d年,?$", before)
    return tuple(int(it) for it in re.findall(r"20\d\d", told[0])) if told else ()


def _either(first: int) -> tuple[int, ...]:
    """2019年以来: held against that year, or against the one before it."""
    return first, first - 1


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _DIGITS[written]


def sides(clause: str) -> tuple[str, str] | None:
    """结婚登记比离婚登记多, 床位数是长者食堂数的: the words on the two sides; None where the clause compares no two things.

    The first is empty where it was named before (…753元，比农村高217元); the second where it is a time (是去年的1.66倍).
    """
    found = _THAN.search(clause) or _TIMES.search(clause)
    if found is None:
        return None
    return found["one"] or "", "" if _TIMEWORD.search(found["other"]) else found["other"]


def only_beside(clause: str) -> bool:
    """Whether a clause, without its places, says nothing but by how much it is more or less: 比全市平均高."""
    return _ONLY_BESIDE.fullmatch(clause) is not None


def both_apart(clause: str) -> bool:
    """Whether a clause says only how far the two just told are apart: 两地相差."""
    return _BOTH_APART.fullmatch(clause) is not None


def is_level(after: str) -> bool:
    """Whether a number beside a place is that place's own: 低于全市49.7%的平均水平, 比青岚市的5700元高出…."""
    return _LEVEL_BEHIND.match(after) is not None


def sign_of(clause: str) -> int | None:
    """1 for more, −1 for less, 0 for 相差; None where the clause says none of these. The last word decides."""
    found = [*_MORE.finditer(clause)]
    if not found:
        return None
    return 0 if found[-1]["apart"] else 1 if found[-1]["more"] else -1


def stands_beside(words: str) -> bool:
    """Whether words end where the name of a place compared with begins: 比|西岑区."""
    return _BESIDE.search(words) is not None


def wider(clause: str) -> str:
    """全市 of 高于全市平均; empty where the clause holds nothing against the place above."""
    found = [*_WIDER.finditer(clause)]
    return found[-1]["within"] if found else ""
