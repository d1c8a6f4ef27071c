"""Numbers that divide one figure of the text by another: 占…的x%, 持证率x%, 人均x元, 户均x人.

Where the catalogue has such a rate, that is the indicator; else the two figures are told, and whoever judges may divide them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.catalogue import Catalogue, Indicator
from minsheng.claims.ellipsis import Completer
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.record import Quotient
from minsheng.claims.said import Said, Topic

_SHARE = re.compile(
    r"(?P<part>[\u4e00-\u9fff\d()]{0,16}?)(分别)?(占|相当于)(到|了)?(?P<wide>全[市县区省])?(全部|全体|所有|当年|本年|年末|上述)*(?P<whole>[\u4e00-\u9fff\d()]{2,18}?)?(总数|总量|总人数|总户数|总额|总支出)?的?(比例|比重|比)?(分别)?(为|达到?|是)?$"
)
_RATE = re.compile(r"(?P<kind>[\u4e00-\u9fff]{2,6})率(已)?(为|达到?|是)?$")
_EACH = re.compile(r"(人均|次均|户均|平均每(?P<of>人次|[人户次具对]))[\u4e00-\u9fff]{0,4}?(约|为|达到?|是)?$")
_MONEY = ("元", "万元")


def named(
    number: Number, local: str, said: list[Said], told: list[str], lexicon: Lexicon
) -> Indicator | None:
    """The rate of the catalogue whose two figures the text has told: 占38.3% of what was said last, 人均1978元."""
    catalogue, codes = lexicon.catalogue, [one.code for one in said if one.code]
    of_two = _SHARE.search(local) if number.unit == "%" else None
    if of_two and of_two["part"] and of_two["whole"]:
        parts, wholes = lexicon.codes(of_two["part"]), lexicon.codes(of_two["whole"])
        both = [it for it in _rates(catalogue) if it.unit == "%" and _of(it)[0] in parts]
        return next((it for it in both if _of(it)[1] in wholes), None)
    share = number.unit == "%" and re.fullmatch(r"(其中)?占比?(为|达到?|由上年的)?", local)
    if share and said:
        fitting = [it for it in _rates(catalogue) if it.unit == "%" and _of(it)[0] == said[-1].code]
        return next((it for it in fitting if _of(it)[1] in told), None)
    if _EACH.search(local):
        fitting = [it for it in _rates(catalogue) if it.unit not in ("%", "‰") and _of(it)[0] in codes]
        alike = (it for it in fitting if _is_per(local, catalogue[_of(it)[1]].unit))
        return next((it for it in alike if _of(it)[1] in codes and _fits(number, it)), None)
    return None


def told(
    number: Number, local: str, said: list[Said], before: list[str], listed: int | None, completer: Completer
) -> tuple[Quotient, ...]:
    """What may have been divided by what, the likeliest first.

    ``said`` is the sentence, ``before`` the indicators of the paragraph; ``listed`` the place from the end in a 分别 list.
    """
    coded = [one for one in said if one.code]
    return tuple(dict.fromkeys(_told(number, local, coded, before, listed, completer)))


def _told(
    number: Number, local: str, said: list[Said], before: list[str], listed: int | None, completer: Completer
) -> Iterator[Quotient]:
    share = _SHARE.search(local)
    if number.unit == "%" and share and "中" in share["part"]:
        whole, _, part = share["part"].partition("中")
        yield from _among(whole, part, completer)
    elif number.unit == "%" and share and share["wide"] and (codes := _of_wider(share, completer.lexicon)):
        yield from (Quotient(code, code, share["wide"]) for code in codes)
    elif not said:
        return
    elif number.unit == "%" and share:
        yield from _shares(share, said, before, listed, completer)
    elif number.unit == "%" and (rate := _RATE.search(local)):
        yield from _of_kind(rate["kind"], said, completer)
    elif number.unit in _MONEY and _EACH.search(local) and len(said) > 1:
        catalogue = completer.catalogue
        money = [one.code for one in said if catalogue[one.code].unit == "元"]
        heads = [one.code for one in said if catalogue[one.code].unit in ("人", "人次", "户", "户次", "具")]
        heads = [code for code in heads if _is_per(local, catalogue[code].unit)]
        if len(set(money)) == len(set(heads)) == 1:
            yield Quotient(money[0], heads[0])


def _of_wider(share: re.Match, lexicon: Lexicon) -> list[str]:
    """西岑区低保对象占全市的12%, 占全市低保对象的12%: not 农村低保对象占全市低保对象的74.7%."""
    of_whole = lexicon.codes(share["whole"] or "")
    return [code for code in lexicon.codes(share["part"]) if not of_whole or code in of_whole]


def _shares(
    share: re.Match, said: list[Said], before: list[str], listed: int | None, completer: Completer
) -> Iterator[Quotient]:
    """占城乡低保对象的x%, 农村占x%: the part named beside it or said last, of the whole that is named or was said."""
    catalogue, lexicon = completer.catalogue, completer.lexicon
    last = said[listed] if listed is not None and -listed <= len(said) else said[-1]
    unit = catalogue[last.code].unit
    part = last.code
    if share["part"]:
        part = _part(share["part"], said, unit, completer)
    if not part:
        return
    if share["whole"]:
        wholes = [code for code in lexicon.codes(share["whole"]) if catalogue[code].unit == unit]
        told = dict.fromkeys([*(one.code for one in reversed(said)), *before])
        named = (
            code for code in told if share["whole"] in catalogue[code].name and catalogue[code].unit == unit
        )
        wholes = wholes or [
            code for code in named if code != part
        ]  # 占社会救助的: of its spending, told before
    elif share["wide"]:
        wholes = [part]
    else:
        every = [*(one.code for one in reversed(said)), *before]
        wholes = [code for code in every if is_below(part, code, catalogue)]
    for whole in wholes:
        if whole != part or share["wide"]:
            yield Quotient(part, whole, share["wide"] or "")


def _part(words: str, said: list[Said], unit: str, completer: Completer) -> str:
    """农村对象: what the sentence has said in other words; else what the words and its subject name together."""
    bare = re.sub("^其中|对象|人员|群众|家庭", "", words)
    for one in reversed(said):
        if len(bare) >= 2 and (bare in one.phrase or bare in completer.catalogue[one.code].name):
            return one.code
    named = [code for code in completer.lexicon.codes(words) if completer.catalogue[code].unit == unit]
    if len(named) == 1:
        return named[0]
    found = completer.complete(words, unit, [Topic(one.code, one.phrase) for one in reversed(said)])
    return found.code if found else ""


def _among(whole: str, part: str, completer: Completer) -> Iterator[Quotient]:
    """低保对象中农村占x%: both are named."""
    catalogue = completer.catalogue
    for code in completer.lexicon.codes(whole):
        found = completer.complete(part, catalogue[code].unit, [Topic(code, whole)])
        if found and found.code and is_below(found.code, code, catalogue):
            yield Quotient(found.code, code)


def _of_kind(kind: str, said: list[Said], completer: Completer) -> Iterator[Quotient]:
    """持证率 after 护理员…名: those with a certificate among all; 纳入率 after 已纳入…条: what was said last, of what was said before."""
    catalogue = completer.catalogue
    for one in reversed(said):
        found = completer.complete(kind, catalogue[one.code].unit, [Topic(one.code, one.phrase)])
        if found and found.code and is_below(found.code, one.code, catalogue):
            yield Quotient(found.code, one.code)
            return
    last = catalogue[said[-1].code]
    if kind in last.name and last.parent in catalogue:
        yield Quotient(last.code, last.parent)
        return
    if kind[:2] in said[-1].phrase or kind[-2:] in said[-1].phrase:
        for one in reversed(said[:-1]):
            if catalogue[one.code].unit == catalogue[said[-1].code].unit:
                yield Quotient(said[-1].code, one.code)


def is_below(code: str, above: str, catalogue: Catalogue) -> bool:
    """Whether an indicator is a part of another, at whatever depth."""
    parent = catalogue[code].parent
    while parent and parent in catalogue:
        if parent == above:
            return True
        parent = catalogue[parent].parent
    return False


def _rates(catalogue: Catalogue) -> Iterator[Indicator]:
    return (it for it in catalogue if it.formula and len(it.formula.operands) == 2)


def _of(rate: Indicator) -> tuple[str, str]:
    part, whole = (operand.code for operand in rate.formula.operands)
    return part, whole


def _is_per(local: str, unit: str) -> bool:
    """Whether 户均, 人均 or 次均 divides by what is counted in this unit."""
    per = _EACH.search(local)
    named = per["of"] or {"户": "户", "人": "人", "次": "次"}[per[1][0]]
    return named in unit if named != "人" or per["of"] else unit in ("人", "人次")


def _fits(number: Number, rate: Indicator) -> bool:
    return number.unit == rate.unit.partition("/")[0]
