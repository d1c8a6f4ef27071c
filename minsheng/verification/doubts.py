"""Where a number may be of something else than what it was read as: what keeps a mismatch from being told, or makes it sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.claims.claims import Claim
from minsheng.claims.quotients import is_below
from minsheng.facts import Approx, Fact, plain
from minsheng.geography.placenames import short_names
from minsheng.geography.regions import Regions
from minsheng.verification.compare import Verdict, compare, factors
from minsheng.verification.report import Cause

#: pairs of characters that many names have
_SAYS_LITTLE = frozenset(
    "人数 户数 人次 对象 人员 服务 机构 家庭 支出 资金 标准 补贴 救助 养老 老年 年人 儿童 登记 社会 全市 本年 累计 数量 中心 保障 供养".split()
)
#: what a phrase says of anything, and so of nothing
_OF_ANY = re.compile(
    "其中|包括|包含|含|部分|依次为?|分别为?|人员|人数|对象|支出|资金|补助|补贴|发放|领到|领取|每人每[月年]|每[月年]|标准|平均|保障|基本生活|养育|救助供养|达到|提高到|提到|涨到|调整为|调到|呢$"
)
#: the sentence speaks of other times than its own
_ANOTHER_TIME = re.compile(
    "[年月]前|年后|基期|此前|当时|当年|如今|现在|逐年|历年|[两三四五六]年|上半年|季度|\\d月|分别|[从由]"
)
#: a slip leaves a number within this of the true one; beyond it an indicator that was only inferred is doubted
_NEAR = (Decimal("0.62"), Decimal("1.6"))
#: so many times as large is no slip
_A_FEW = 5
_ALL_OF_THEM = re.compile("(总数|总量|合计|总计)(达|为|是)?$")
#: so many digits agree by no chance, rounded too
_SURE = 3
#: a mark was passed lately where what stands there now is no more than this many times it
_NOT_FAR = Decimal("1.1")
_PASSED = re.compile("(突破|跨过|越过|迈过|迈上|站上|冲破|首次|跌破|跌穿)(了)?$")


def is_plain_slip(claim: Claim, cause: str) -> bool:
    """Whether a number that is only taken to go on about what was told last went wrong in a way that no chance brings about."""
    return cause in (Cause.PERIOD, Cause.REGION, Cause.VINTAGE, Cause.BOUND) or (
        cause in (Cause.UNIT, Cause.DIGITS) and len(plain(abs(claim.value)).replace(".", "")) > _SURE
    )


def digits(claim: Claim) -> int:
    """How many digits of a number say something."""
    return len(plain(claim.value).replace(".", "").strip("-0"))


def is_plain_move(claim: Claim, cause: Cause | None) -> bool:
    """The same of a growth: right but for its sign, or for points written as per cent."""
    return cause in (None, Cause.DIRECTION) or (cause is Cause.MEASURE and claim.unit in ("%", "个百分点"))


def is_of_some(claim: Claim, fact: Fact) -> bool:
    """17家社会组织连续两年未年报: what some of a great many did; or so many of what is told per ten thousand."""
    if "/" in fact.unit and "/" not in claim.unit and not claim.unit.startswith("元"):
        return claim.value > fact.value * _A_FEW
    if claim.unit == "次" and fact.unit in ("人次", "户次"):
        return claim.value * _A_FEW < fact.value  # 会审临时救助52次
    rest = claim.following.removeprefix("的").removeprefix(claim.phrase)
    did = claim.phrase and claim.following != rest and re.match(r"[\u4e00-\u9fff]", rest) is not None
    return bool(did) and claim.value * factors(claim, fact)[0] * _A_FEW < fact.value


def is_milestone(claim: Claim, fact: Fact) -> bool:
    """跨过八亿元关口，达到8.57亿元; 首次突破14.5亿元; 跌破八万对: a mark that was passed, not far behind."""
    passed = _PASSED.search(claim.context)
    mark = claim.following.startswith(("关口", "大关", "台阶"))
    first = claim.approx is not Approx.OVER or "首次" in claim.context[-8:]
    times = fact.value / (claim.value * factors(claim, fact)[0] or 1)
    if passed and "跌" in passed[0]:
        return 1 / _NOT_FAR**2 < times <= 1
    return bool(passed or mark) and first and 1 <= times < _NOT_FAR


def far_from(claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether a number is nowhere near what it would be, so that it is rather of something else."""
    values = [(fact.value, claim.value * factor) for fact in facts for factor in factors(claim, fact)]
    return all(not _NEAR[0] * abs(true) <= abs(told) <= _NEAR[1] * abs(true) for true, told in values)


def says_another(
    claim: Claim, indicator: Indicator, fact: Fact, told: Iterable[Claim], catalogue: Catalogue
) -> bool:
    """Whether the words near a number speak of the indicator whose very value stands there, which the text tells nowhere else.

    智慧平台统管131家养老机构: not all homes, but those that the platform looks after.
    """
    verdict, many = compare(claim, fact), digits(claim)
    if not (verdict is Verdict.MATCH and many > 1 or verdict is Verdict.ROUNDED and many > _SURE):
        return False
    other = catalogue[fact.indicator]
    whole = re.sub("(对数|人数|户数|数)$", "", other.name)
    if claim.phrase and claim.phrase in whole and claim.phrase != whole and claim.context.endswith(whole):
        return True  # 内地居民登记结婚8.90万对: the longer name stands there
    named = (indicator.name, indicator.short_name, *indicator.aliases)
    if any(it and claim.context.endswith(it) for it in named):
        return False  # the very words before it are its name
    if is_below(indicator.code, other.code, catalogue) and _ALL_OF_THEM.search(claim.context):
        return True  # 养老机构增至17家，床位总数2934张: those of the whole
    if re.search("(分别|依次)[^,。;]*$", claim.context):
        return False  # 生活补贴、护理补贴每人每月分别为155元和155元: each has its turn
    if any(it.indicator == fact.indicator and it.value != claim.value for it in told):
        return False
    own = "|".join((indicator.name, indicator.short_name, *indicator.aliases))
    apart = {it for name in (other.name, other.short_name) for it in _pairs(name) if it not in own}
    beside = re.split("[,，、;；:：(（]", claim.following[:20])[0]
    before = claim.context[-24:].rpartition("§")[2]
    if claim.phrase and re.sub("[的有为是达共]+$", "", before).endswith(claim.phrase):
        before = re.split("[,，]", before)[-1]  # 免费开展辅导，劝和夫妻475对: named in its own clause
    near = f"{before}§{beside}"
    return any(it in near for it in apart - _SAYS_LITTLE)


def is_named(claim: Claim, fact: Fact, meant: Fact, regions: Regions) -> bool:
    """Whether the sentence names the other place or time at which the figure of what was only inferred is just this."""
    moved, later = fact.region != meant.region, fact.period not in (meant.period, meant.period.twin)
    if fact.indicator != meant.indicator or not (moved or later):
        return False
    said = f"{claim.context}{claim.following[:12]}"
    region = regions.get(fact.region)
    there = any(name in said for name in (region.name, *short_names(region.name)))
    then = str(fact.period.year) in said or _ANOTHER_TIME.search(said)
    return bool((there or not moved) and (then or not later))


def may_be(claim: Claim, indicator: Indicator, other: Fact, catalogue: Catalogue) -> bool:
    """Whether an indicator that was only inferred may as well be the one whose value stands there exactly."""
    another = catalogue[other.indicator]
    if is_below(another.code, indicator.code, catalogue):
        return False  # of the whole, a part's number is the wrong one
    told = claim.context.rpartition("§")[2]
    if "其中" in told and is_below(indicator.code, another.code, catalogue):
        return False  # 其中持证上岗267人 are not all
    alike = set(_pairs(another.name)) & set(_pairs(indicator.name))
    own = _OF_ANY.sub("", _OF_ANY.sub("", re.sub(r"[^\u4e00-\u9fff]", "", claim.phrase)))
    own = re.sub("[为达]$", "", own)
    if own and own in _OF_ANY.sub("", indicator.name) and own not in _OF_ANY.sub("", another.name):
        return False
    if own and own in indicator.name and own not in another.name:
        return False
    if not is_below(indicator.code, another.code, catalogue) and _says_which(claim, indicator, another):
        return False
    exact = Verdict.MATCH if len(plain(claim.value).strip("0.-")) < 3 else Verdict.ROUNDED
    fits = compare(claim, other) in (Verdict.MATCH, exact)
    return fits and (another.domain == indicator.domain or bool(alike))


def _says_which(claim: Claim, indicator: Indicator, other: Indicator) -> bool:
    """其中住在农村的25375人 with the number of 城市: the words near it have what sets one name apart, and nothing of the other."""
    near = re.split("[。;；]", claim.context)[-1][-36:]
    mine, its = set(_pairs(indicator.name)), set(_pairs(other.name))
    told, untold = mine - its - _SAYS_LITTLE, its - mine - _SAYS_LITTLE
    beside = near + re.split("[,，。;；]", claim.following[:12])[0]
    return any(it in near for it in told) and not any(it in beside for it in untold)


def _pairs(name: str) -> list[str]:
    return [name[at : at + 2] for at in range(len(name) - 1)]
