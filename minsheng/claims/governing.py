"""Whether a time or a place that a text names is that of the number behind it, or only compares, counts among or is over."""

from __future__ import annotations

import re

from minsheng.claims.mentions import Mention
from minsheng.claims.passages import sentence_start

#: what a time stands behind when it only compares or names, and does not govern
_RELATIVE = re.compile(r"(是|为|达到?|相当于|占|于)$")
#: 是2019年的3.03倍
_MULTIPLE = re.compile(
    r"(同期|同月|[末底])?(水平|总数)?的(约|近|超过?)?[\d.一二两三四五六七八九十]+(多|余)?倍"
)
_NOT_GOVERNING = re.compile(
    r"(比|较|因|由于|受|系|与|在|和|同|(?<![\d万亿余多])对|于|按|《|〈|“|距|参照|根据|相比|[—~-])$"
)
#: 而在2010年，城市低保对象曾有…
_SETS_OUT, _SETS_ON = re.compile("(^|[,。;\\n]|数|率|额)而?在$"), re.compile(",|曾|还|为|是|有|达|仅|只")
#: ，2022年是2148对; ，去年同期为4083对
_WAS_THEN = re.compile(r"(同期|年?[末底])?(则|还|才)?(是|为|只有|仅有?|有)[\d约近]")
#: 云岫县的1.16倍
TIMES = re.compile(r"(约|近)?[\d.一二两三四五六七八九十]+[多余]?倍")
_HAS_NUMBER = re.compile(
    r"为?最[多少高低大小]|居[首中前]|每人|每[月年]|(登记|办理|建成|新建|新增|完成|共|现|实|则)*[有为]?[约近超]?\d"
)
_BEFORE_NAME = re.compile(r"([,。;:!?\n(“、和及在】*•·●○■-]|[\d)][.、)]? ?|其中|^|为|对|由|是)$")
_ORGAN = re.compile(
    r"^(民政(?!事业费)|人民|委|政府|司法|公安|发改|财政|教育|卫|住建|残联|法院|检察|市|社会福利|殡仪|敬老|医院|慈善|婚姻|养老院|儿童福利院|救助(?=管理|保护|站|中心|服务|机构))"
)


def time_governs(plain: str, match: re.Match) -> bool:
    """A time that says when; not one compared with (比2019年), nor a day alone, nor that of a plan (全年任务)."""
    before, after = plain[: match.start()][-4:], plain[match.end() :][:2]
    if match["as_of"]:
        return True
    if re.search("[比较][^,。;]{1,10}的$", plain[max(0, match.start() - 12) : match.start()]):
        return False  # 比我到任之初的2021年底少了316人
    if match["end"] and before.endswith("半"):
        return False  # 半年末
    if not (match["year"] or match["word"]) and (match["end"] in ("末", "底") or match["day"]):
        return False
    if match["year"] and "年" not in match[0] and not match["since"]:
        return False
    if (match["word"] or "") in ("去年", "上年") and _RELATIVE.search(before):
        return False
    if match["year"] and _RELATIVE.search(before) and _MULTIPLE.match(plain, match.end()):
        return False
    if match["end"] == "全年" and re.match(
        r"(§+|[\d.,万亿]+[\u4e00-\u9fff]{0,2})?(的?任务|的?目标|计划|预算)", plain[match.end() :]
    ):
        return False
    on = match[0].endswith(",") or _SETS_ON.match(plain, match.end())
    sets = on and _SETS_OUT.search(plain[max(0, match.start() - 3) : match.start()])
    return (
        (bool(sets) or not _NOT_GOVERNING.search(before))
        and not (match["day"] and not match["as_of"])
        and after[:1] not in "—-~》"
    )


def is_over(plain: str, match: re.Match, start: int) -> bool:
    """由上年的1.44:1缩小到1.40:1: 上年 is over where the new value begins; what a bracket begins with is over with it."""
    behind = plain[match.end() : start]
    before = plain[max(0, match.start() - 1) : match.start()]
    if before == "(" and ")" in behind and not re.fullmatch("[)]的?", behind):
        return True
    if _was_then(plain, match, start):
        return True
    return before in ("由", "从") and re.search(r"(到|至|为)", behind) is not None


def _was_then(plain: str, match: re.Match, start: int) -> bool:
    """4365对，去年同期为4083对，增幅6.9%，离结比…: what it was then is over with its clause."""
    told = re.search(r"\d[^。;]*,$", plain[sentence_start(plain, start) : match.start()])
    named = match["word"] or match["year"]
    over = re.search(r"\d[^,;]*,", plain[match.end() : start])
    return bool(named and told and over and _WAS_THEN.match(plain, match.end()))


def is_aside(plain: str, match: re.Match, start: int) -> bool:
    """542户，上年为447户；…: what a figure was last year is over with its clause."""
    aside = match["word"] or (match["year"] and _WAS_THEN.match(plain, match.end()))
    return bool(aside) and re.search(r"\d", plain[start : match.start()]) is not None


def place_governs(plain: str, mention: Mention) -> bool:
    """A place that begins a clause; not the name of an office, not one of those compared with."""
    before, after = plain[: mention.start][-2:], plain[mention.end :][:12]
    if re.search("[是为于]$", before) and after.startswith("的") and TIMES.match(after, 1):
        return False
    if before == "作为" or (before.endswith("是") and re.match(r"的[^\d,。;]", after)):
        return False  # 东沚区是演示市的中心城区，…
    if re.match("(代|托|承|牵头|负责|统一)[^,。;]", after):
        return False
    described = after[:1] in (",", *"有也仅只为是") and re.search(
        r"[,。;\n][^,。;\d]{2,8}的$", plain[: mention.start]
    )
    told = _HAS_NUMBER.match(after) and not re.search(
        "((?<!之)比|[较与同和于占])$", before
    )  # 常住人口青岚最多，61.2万
    return bool(described or told or _BEFORE_NAME.search(before)) and not _ORGAN.match(after)


def stands_before(plain: str, mention: Mention, start: int) -> bool:
    """云岫县31处, 比青岚市的5700元: the place right before a number; not of 是云岫县的1.16倍."""
    between = plain[mention.end : start] if mention.end <= start else "-"
    return between in ("", "(") or (between == "的" and not TIMES.match(plain, start))
