"""Amounts of money: the unit that the words before one tell (拿出6.15亿, 每人每月753元), and the standard that one is, by the month or year."""

from __future__ import annotations

import re
from dataclasses import replace

from minsheng.catalogue import Catalogue
from minsheng.claims.binding import Bound
from minsheng.claims.ellipsis import FILLERS, Completer
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim
from minsheng.claims.said import Said, Topic

#: 农村低保每年提到6360元
_RAISED = re.compile("((提高|提|增加|增|涨|调整|调|上调)(到|至|为))?").pattern
#: 城市低保标准月人均810元；农村年人均6660元
PER_TIME = re.compile("(?:(?:每人)?(?:每|一)个?(?P<each>[月年])|(?P<per>[月年])人均)(为|达)?$")


def in_full(number: Number, before: str) -> Number:
    """拿出6.15亿 is an amount of money without its 元; 每人每月753元 is 元/人·月."""
    spent = re.search(
        r"(拿出|花了?|花费|投入|支出|资金|发放|拨付|拨款|筹集|募集|销售|捐赠|经费|下达)[^,。;§]{0,8}$", before
    )
    if spent and number.scaled and not number.unit:
        return replace(number, unit="元")
    if number.unit != "元":
        return number
    if re.search(r"(每人每月|人均每月|月人均)[^,。;每年]{0,20}$", before):
        return replace(number, unit="元/人·月")
    if re.search(rf"(城市|城镇|农村|集中|分散)(供养|低保)?每月{_RAISED}$", before):
        return replace(number, unit="元/人·月")
    if re.search(rf"(城市|城镇|农村|集中|分散)(供养|低保)?((从|是|则)?一年|每年{_RAISED})$", before):
        return replace(number, unit="元/人·年")
    if listed := re.search(r"(?P<time>[月年])标准(依次|分别|各|均)?(为|是|达到?)?(§+[、和与])*$", before):
        return replace(number, unit=f"元/人·{listed['time']}")
    if re.search(
        r"(每人每年|人均每年|年人均)[^,。;每月]{0,20}$|(标准[^,。;]{0,6}|(低保|特困)[^,。;]{0,4})每年$",
        before,
    ):
        return replace(number, unit="元/人·年")
    return number


def per_month(number: Number, before: str) -> Number:
    """散居孤儿每月1980元, 标准由每月1400元提高至1600元: what is looked for is a standard."""
    if number.measured != "元":
        return number
    if re.search(r"每个?月(约|近|(可|能|都)?(领到?|领取|享受|补助|拿到)[^,。;§]{0,8})?$", before):
        return replace(number, unit="元/人·月")
    told = re.search(r"标准[^,。;]{0,8}每人?每?(?P<time>[月年])§[^,。;§每]{0,8}$", re.sub("§+", "§", before))
    return replace(number, unit=f"元/人·{told['time']}") if told else number


def unit_of(number: Number, local: str) -> str:
    """What an amount is measured in where the words beside it say for which time one gets it."""
    per = PER_TIME.search(local)
    if per is None or number.measured != "元":
        return number.measured
    return f"元/人·{per['each'] or per['per']}"


def is_standard(masked: str, number: Number, said: list[Said], catalogue: Catalogue) -> bool:
    """城市月人均保障标准753元，农村年人均6432元: what is set for each, no average."""
    words = masked[sentence_start(masked, number.start) : number.start]
    last = next((catalogue[one.code].kind for one in reversed(said) if one.code), "")
    return number.unit.startswith("元") and (
        re.search("标准[^,;。§]{0,12}$", words) is not None or (last == "standard" and "次" not in words[-4:])
    )


def standard_of_lead(masked: str, number: Number, local: str, lexicon: Lexicon) -> Bound | None:
    """特困人员的基本生活标准同步上调，年末执行每人每月1066元: what the clause before calls a standard."""
    bare = re.sub(r"(19|20)\d\d年", "", PER_TIME.sub("", local))
    if (
        not number.unit.startswith("元")
        or number.scaled
        or not PER_TIME.search(local)
        or FILLERS.sub("", bare)
    ):
        return None
    before = masked[sentence_start(masked, number.start) : number.start - len(local)]
    lead = before.rstrip(",").rpartition(",")[2]
    unit = unit_of(number, local)
    for noun in reversed(lexicon.occurrences(lead) if "标准" in lead else []):
        codes = [it for it in noun.codes if fit(unit, lexicon.catalogue[it]) == 0.0]
        if codes:
            return Bound(codes[0], noun.phrase) if len(codes) == 1 else None
    return None


def standard_again(
    number: Number, local: str, last: Claim, atlas: Atlas, completer: Completer
) -> Bound | None:
    """城市低保标准月人均810元；农村年人均6660元: of the standard told before."""
    if completer.catalogue[last.indicator or ""].kind != "standard" or not FILLERS.sub(
        "", PER_TIME.sub("", local)
    ):
        return None
    words = atlas.without_places(PER_TIME.sub("标准", local))
    return completer.complete(words, unit_of(number, local), [Topic(last.indicator or "", last.phrase)])


def converted(code: str, unit: str, catalogue: Catalogue) -> Bound | None:
    """每人每年6432元（折合每月536元）: the same, by a formula of the catalogue."""
    for indicator in catalogue:
        operands = [it.code for it in indicator.formula.operands] if indicator.formula else []
        if operands == [code] and fit(unit, indicator) == 0.0:
            return Bound(indicator.code, indicator.name)
    return Bound(code)
