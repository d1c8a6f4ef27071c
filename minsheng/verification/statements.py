"""What a sentence says of a figure beside its value: its place among others, how many years it rose.

Recomputed from stored facts. Where the store does not have them, nothing is said.
"""

from __future__ import annotations

import re
from decimal import Decimal

from minsheng.claims.claims import Claim
from minsheng.claims.measure import Measure
from minsheng.comparison import comparison
from minsheng.comparison.comparison import Question
from minsheng.facts import Fact
from minsheng.period import Period
from minsheng.verification.shelf import Shelf

_HAN = {han: number for number, han in enumerate("零一二三四五六七八九十")}
_UNITS = "县区|区县|市州|省份|镇街|乡镇|单位|地区|县|区|市"
_RANK = re.compile(
    rf"(?P<within>全市|全省|全国|全州|全区|全县)?((已报|可比)的)?((?P<among>\d{{1,3}})个({_UNITS})中?)?(各区县|各县区|各县|各市)?"
    r"(排名?|位列|位居|并列|居|列)?(?P<all>全市|全省|全国|全县)?第(?P<rank>[一二三四五六七八九十]|\d{1,3})(?!季度|届|次|期|批|[年轮部项条])位?"
    rf"(\((?P<of>\d{{1,3}})个({_UNITS})\))?"
)
#: how far 全市 and the like reach, by the level of the place above
WITHIN = {
    "全市": {"prefecture"},
    "全州": {"prefecture"},
    "全区": {"prefecture", "county"},
    "全县": {"county"},
    "全省": {"province"},
    "全国": {"nation"},
}
_BEST = re.compile(r"(?P<within>全市|全省)(?P<end>最高|最多|最低|最少)")
_YEARS = re.compile(
    r"连续(?P<years>[二两三四五六七八九十\d]{1,2})年(保持)?(?P<move>增长|提高|上升|增加|下降|减少|降低)"
)
_RISES = frozenset("增长 提高 上升 增加".split())


def remark(claim: Claim, fact: Fact | None, after: str, shelf: Shelf) -> str:
    """What the words around a figure claim of it and the store does not bear out; empty where nothing is wrong."""
    if fact is None or claim.measure in (Measure.TARGET, Measure.PLANNED, Measure.SHARE):
        return ""
    words = f"{re.split('[。；;！？]', after)[0]}"
    return next(
        filter(
            None,
            (_rank(claim, fact, words, shelf), _best(fact, words, shelf), _years(fact, claim, words, shelf)),
        ),
        "",
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN.get(text.replace("两", "二"), 0)


def _rank(claim: Claim, fact: Fact, words: str, shelf: Shelf) -> str:
    found = _RANK.search(
        re.split("[，,]", words, maxsplit=2)[0] + "，" + "".join(re.split("[，,]", words, maxsplit=2)[1:2])
    )
    within = (found["within"] or found["all"]) if found else None
    if (
        not found
        or not within
        or claim.measure in (Measure.GROWTH, Measure.CHANGE)
        or re.search("增幅|增速|率居", words)
    ):
        return ""
    told, among = _number(found["rank"]), int(found["among"] or found["of"] or 0)
    orders = [it for it in _orders(fact, within, shelf, among) if fact.value in it]
    if not orders or not told:
        return ""
    ranks = [
        (1 + sum(value > fact.value for value in it), 1 + sum(value < fact.value for value in it))
        for it in orders
    ]
    if any(told in both for both in ranks) and (not among or among in map(len, orders)):
        return ""
    return f"文中称“{found[0]}”，按库中{len(orders[0])}个地区的数由高到低排第{ranks[0][0]}位。"


def _best(fact: Fact, words: str, shelf: Shelf) -> str:
    found = _BEST.search(words[:24])
    orders = _orders(fact, found["within"], shelf) if found else []
    values = orders[-1] if orders else []
    if not found or fact.value not in values:
        return ""
    best = max(values) if found["end"] in ("最高", "最多") else min(values)
    return (
        "" if fact.value == best else f"文中称“{found[0]}”，按库中{len(values)}个地区的数不是{found['end']}。"
    )


def _orders(fact: Fact, within: str, shelf: Shelf, among: int = 0) -> list[list[Decimal]]:
    """The values of the units beside one, itself among them, as 县区对比 compares them: all units, and those of its own rank.

    Without a number of units only orders that lack none; an order of two is none.
    """
    above = shelf.regions.parent(fact.region)
    if above is None or above.level not in WITHIN.get(within, ()):
        return []
    question = Question(shelf.catalogue[fact.indicator], fact.period, above)
    ranking = comparison.ask(shelf.store, shelf.regions, question, shelf.breaks).ranking
    level = shelf.regions.get(fact.region).level
    of_level = {it.code for it in shelf.regions.children(above.code, fact.period) if it.level == level}
    own = [it.value for it in ranking.entries if it.region in of_level]
    found = [([it.value for it in ranking.entries], ranking.total), (own, len(of_level))]
    return [values for values, total in found if len(values) > 2 and len(values) in (total, among)]


def _years(fact: Fact, claim: Claim, words: str, shelf: Shelf) -> str:
    clause = re.split("[，,、]", claim.context)[-1]
    found = _YEARS.search(f"{clause}#{re.split('[，,]', words[1:])[0]}")
    if not found:
        return ""
    wanted, rises = _number(found["years"]), found["move"] in _RISES
    series = [_at(fact, back, shelf) for back in range(wanted + 1)]
    if wanted < 2 or any(value is None for value in series):
        return ""
    steps = [(newer or 0) - (older or 0) for newer, older in zip(series, series[1:], strict=False)]
    held = next((at for at, step in enumerate(steps) if (step > 0) is not rises or step == 0), wanted)
    return "" if held == wanted else f"文中称“{found[0]}”，按库中数只连续{held}年。"


def _at(fact: Fact, back: int, shelf: Shelf) -> Decimal | None:
    period = Period(fact.period.year - back, fact.period.month, fact.period.kind)
    own = [
        f
        for f in shelf.facts(fact.region, fact.indicator)
        if f.has_value
        and f.period in (period, period.twin)
        and f.basis is fact.basis
        and f.scope == fact.scope
    ]
    return own[0].value if own else None
