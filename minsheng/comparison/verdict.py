"""What a comparison says, in sentences: where a unit stands, how far from the mean, who is not in the order and why."""

from __future__ import annotations

from collections.abc import Iterable

from minsheng.comparison.comparison import Comparison
from minsheng.comparison.ranking import Entry
from minsheng.figure import Figure
from minsheng.writing import stating
from minsheng.writing.binding import Entry as Bound

#: how many names a sentence carries
MOST = 6


def headline(found: Comparison, focus: str = "") -> str:
    """The sentence that opens the screen: the unit looked at, else who is at the ends."""
    order = found.ranking
    if not order.entries:
        return f"{found.place}{found.question.period.name}没有可比的{found.indicator.title}"
    entry = order.entry(focus)
    if entry is None:
        return _ends(found)
    at = place_of(found, entry)
    return f"{entry.name}{found.indicator.title}{number(found, entry)}，{at}{_from_mean(found, entry)}"


def told(found: Comparison, focus: str = "") -> list[Figure | Bound | None]:
    """What the opening sentence tells: figures, a place, a distance from the mean."""
    entry = found.ranking.entry(focus)
    if entry is None:
        return [found.figure(it) for it in ends(found)[::-1]]
    return [
        found.figure(entry),
        stating.place(found.ranking, entry),
        stating.apart(found, entry, _gap(found, entry)),
    ]


def ends(found: Comparison) -> list[Entry]:
    """The lowest and the highest; empty where nothing can be compared."""
    entries = sorted(found.ranking.entries, key=lambda it: it.value)
    return [entries[0], entries[-1]] if entries else []


def number(found: Comparison, entry: Entry) -> str:
    """A figure after its name: the denominator stands in the name and is not said twice."""
    return _bare(found, found.figure(entry).display)


def _bare(found: Comparison, written: str) -> str:
    by = found.question.denominator
    return written.removesuffix(f"/{by.per}") if by else written


def place_of(found: Comparison, entry: Entry) -> str:
    """Where a unit stands: 在已报的9个县区中居第2位, 在11个县区中按数值列第3位."""
    order = found.ranking
    tie = "并列" if entry.tied else ""
    among = f"在{'已报的' if order.missing else ''}{order.ranked}个{found.noun}中"
    if order.is_neutral:
        return f"{among}按数值{tie}列第{entry.rank}位"
    return f"{among}{tie}居第{entry.rank}位"


def brief_place(found: Comparison, entry: Entry) -> str:
    """For a narrow column: 11个中第2位, 按数值11个中第3位."""
    lead = "按数值" if found.ranking.is_neutral else ""
    return f"{lead}{found.ranking.ranked}个中{'并列' if entry.tied else ''}第{entry.rank}位"


def _from_mean(found: Comparison, entry: Entry) -> str:
    if found.ranking.ranked < 3:
        return ""
    gap = entry.value - found.benchmark.value
    written = _gap(found, entry)
    mean = f"{found.ranking.ranked}个{found.noun}{found.benchmark.kind}"
    many = f"比{mean}"
    if not any(digit in written for digit in "123456789"):
        return f"，与{mean}持平"
    if found.indicator.unit in ("%", "‰"):
        points = "个百分点" if found.indicator.unit == "%" else "个千分点"
        return f"，{many}{'高' if gap > 0 else '低'}{written.removesuffix(found.indicator.unit)}{points}"
    return f"，{many}{'多' if gap > 0 else '少'}{written}"


def _gap(found: Comparison, entry: Entry) -> str:
    return _bare(found, found.worded(abs(entry.value - found.benchmark.value)))


def _ends(found: Comparison) -> str:
    low, high = ends(found)
    lead = f"{found.place}{found.ranking.ranked}个{found.noun}中"
    if low.value == high.value:
        return f"{lead}，{found.indicator.title}都是{number(found, high)}"
    tops = [it.name for it in found.ranking.entries if it.value == high.value]
    most = tops[0] if len(tops) == 1 else f"{tops[0]}等{len(tops)}个"
    return f"{lead}，{found.indicator.title}{most}最高，{number(found, high)}；{low.name}最低，{number(found, low)}"


def below(found: Comparison) -> str:
    """Who is not in the order and why; that a neutral figure is no merit."""
    return "".join(part for part in (_neutral(found), _grouped(found), _nation(found)) if part)


def _neutral(found: Comparison) -> str:
    return "中性指标，只按数值排列，不评优劣。" if found.ranking.is_neutral and found.ranking.entries else ""


def _nation(found: Comparison) -> str:
    return "未包括香港、澳门特别行政区和台湾省。" if found.question.within.level == "nation" else ""


def _grouped(found: Comparison) -> str:
    reasons: dict[str, list[str]] = {}
    for it in found.ranking.missing:
        reasons.setdefault(it.why, []).append(it.name)
    for other in found.ranking.excluded:
        reasons.setdefault(other.why, []).append(other.name)
    if not reasons:
        return ""
    told = [
        f"{names_of(names)}{why if why in ('未报', '不详') else f'：{why}'}" for why, names in reasons.items()
    ]
    return f"{'；'.join(told)}，{'均' if sum(map(len, reasons.values())) > 1 else ''}不参加排列。"


def names_of(names: Iterable[str]) -> str:
    """Some names; of many the first ones and how many there are."""
    names = list(names)
    return "、".join(names[:MOST]) + (f"等{len(names)}个" if len(names) > MOST else "")


def means(found: Comparison) -> str:
    """Mean, weighted mean, median and the figure of the whole, each by its name."""
    order = found.ranking
    if not order.entries:
        return ""
    told = [f"{order.ranked}个{found.noun}{found.benchmark.kind}{found.worded(found.benchmark.value)}"]
    told += (
        [f"按{found.weighted.by.title}加权平均{found.worded(found.weighted.value)}"] if found.weighted else []
    )
    told += [f"中位数{found.worded(order.median)}"]
    told += [f"{found.place}{found.whole.display}"] if found.whole else []
    return f"{'；'.join(told)}。"


def means_told(found: Comparison) -> list[Figure | Bound | None]:
    """What ``means`` tells, in its order."""
    return [stating.mean(found), stating.middle(found), found.whole]
