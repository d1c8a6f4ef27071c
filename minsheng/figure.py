"""A figure: a fact with its indicator and place, and how it is worded on screens and in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from minsheng import numerals, prose, quotients
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Completion, Kind
from minsheng.facts import WHOLE, Approx, Basis, Fact, State, Status
from minsheng.numerals import Numeral

#: what a reader sees where there is no number
_ABSENT = {
    State.BELOW_UNIT: "不足最小单位",
    State.NOT_REPORTED: "未报",
    State.NOT_APPLICABLE: "不适用",
    State.UNKNOWN: "不详",
    State.WITHHELD: "来源已隐去",
}
#: rise and fall by the unit of the change; a ratio widens or narrows and never falls by 倍 (DOMAIN 2.3)
_VERBS = {
    "百分点": ("提高", "降低"),
    "千分点": ("提高", "降低"),
    "倍": ("扩大", "缩小"),
    "%": ("增长", "下降"),
}
#: from this growth in % on one says 倍; a fall is never told in 倍
MANIFOLD = 300
#: all words of a rise or a fall
VERBS = tuple(verb for pair in _VERBS.values() for verb in pair)
_SHOWN_UNIT = {"百分点": "个百分点", "千分点": "个千分点", "倍": "", "%": "%"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact ready to be shown. ``place`` is the region's name in that period."""

    fact: Fact
    indicator: Indicator
    place: str

    @property
    def numeral(self) -> Numeral:
        """The number as cards and sentences write it; only for facts with a value."""
        fact = self.fact
        written = numerals.brief(self._stated, fact.unit, self._decimals, fact.resolution)
        return numerals.unpadded(written, fact.value)

    @property
    def _stated(self) -> Decimal:
        """The value; of a ratio out of rounded figures only as far as they carry: 760万小时 by 1.5万人 is 500."""
        fact = self.fact
        if fact.derivation is None or not self.indicator.is_ratio or (fact.resolution or 0) < 10:
            return fact.value
        return (fact.value / fact.resolution).quantize(Decimal(1), ROUND_HALF_UP) * fact.resolution

    @property
    def tabular(self) -> Numeral:
        """The number as tables write it (money in 万元)."""
        return numerals.tabular(self._stated, self.fact.unit, self._decimals, self.fact.resolution)

    @property
    def _decimals(self) -> int:
        """The catalogue's decimals or those printed; a whole count has none, one per another as many as it deserves."""
        fact = self.fact
        if self.indicator.decimals == quotients.KEPT:
            return quotients.shown(self.indicator, [fact.value]).decimals
        if fact.unit != "元" and not self.indicator.is_ratio and fact.value == fact.value.to_integral_value():
            return 0
        printed = numerals.places(fact.resolution) if fact.resolution else 0
        return self.indicator.decimals if fact.derivation else max(self.indicator.decimals, printed)

    @property
    def _is_proportion(self) -> bool:
        """Whether it is written 1.17:1."""
        return self.fact.unit == "倍" and "城乡" in self.indicator.name

    @property
    def display(self) -> str:
        """The number with unit and approximation for a screen: 96,214人, 约1.27亿元; or why there is none."""
        if not self.fact.has_value:
            return _ABSENT.get(self.fact.state, "不详")
        if self.fact.approx is not Approx.EXACT or self._is_proportion:
            return self.prose
        shown = self.numeral
        return f"{self._upto(shown.grouped)}{shown.unit}"

    @property
    def prose(self) -> str:
        """As a sentence writes it: without separators, 1.7万余人, 1.17:1."""
        if not self.fact.has_value:
            return _ABSENT.get(self.fact.state, "不详")
        if self._is_proportion:
            return f"{self.numeral.text}:1"
        if self.fact.value_to is not None:
            return f"{self._upto(self.numeral.text)}{self.numeral.unit}"
        return numerals.hedged(self.numeral, self.fact.approx)

    def _upto(self, text: str) -> str:
        if self.fact.value_to is None:
            return text
        upper = numerals.brief(self.fact.value_to, self.fact.unit, self._decimals, self.fact.resolution)
        return f"{text}～{upper.grouped if ',' in text else upper.text}"

    @property
    def when(self) -> str:
        """The time as its basis demands: 2023年9月底, 2023年1—9月, 2017年11月以来."""
        period, basis = self.fact.period, time_basis(self.fact)
        if basis is Basis.SINCE or (basis is Basis.RATE and self.fact.since_from):
            return f"{_since(self.fact.since_from)}至{period.name_of_end}"
        if basis is Basis.AVERAGE:
            return f"{self.fact.since_from[:4]}—{period.year}年" if self.fact.since_from else period.name
        if basis is Basis.YTD:
            return period.name_since_january
        if basis in (Basis.STOCK, Basis.STANDARD) or (basis is Basis.RATE and not period.is_year_end):
            return period.name_of_end
        return f"{period.year}年" if basis is Basis.RATE else period.name

    @property
    def basis(self) -> str:
        """期末, 本年累计 …, with the scope where the fact covers less than all."""
        words = self.fact.basis.zh
        return words if self.fact.scope == WHOLE else f"{words}，范围：{self.fact.scope}"

    @property
    def name(self) -> str:
        """The indicator's name with its scope: 社会组织年报率（市管）."""
        scope = self.fact.scope
        return self.indicator.name if scope == WHOLE else f"{self.indicator.name}（{scope}）"

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be said with the number wherever it goes."""
        fact = self.fact
        words = {
            "演示": fact.demo,
            "预计": fact.status is Status.ESTIMATE,
            "待核": fact.pending,
            "推定": fact.inferred,
            "推算": fact.backcast,
            "对比栏": fact.comparison,
            "有说明": bool(fact.explanation),
        }
        return tuple(word for word, holds in words.items() if holds) + self._other_years

    @property
    def _other_years(self) -> tuple[str, ...]:
        """Said where a rate rests on the population of another year: 分母为2020年数."""
        operands = self.fact.derivation.operands if self.fact.derivation else ()
        if self.fact.basis is not Basis.RATE:
            return ()
        years = {it.period.year for it in operands} - {self.fact.period.year, self.fact.period.year - 1}
        return tuple(f"分母为{year}年数" for year in sorted(years))

    @property
    def quotation(self) -> str:
        """The words of the text that a press figure was read from, their Chinese marks restored; empty for a return."""
        if self.fact.status is not Status.PRESS or self.fact.derivation:
            return ""
        return prose.full_width(self.fact.locator).strip("，；、,;")

    @property
    def origin(self) -> str:
        """Where the number comes from, in one line."""
        fact = self.fact
        if fact.derivation:
            return f"按公式计算：{fact.derivation.formula}"
        parts = [
            fact.source.publisher,
            f"《{fact.source.title}》" if fact.source.title else "",
            self.quotation or fact.locator,
        ]
        return "，".join(part for part in parts if part) or fact.status.zh

    def sentence(self, change: Change | None = None) -> str:
        """One sentence to copy: 截至2023年9月底，演示市城乡低保人数96214人，同比下降1.2%。"""
        lead = f"截至{self.when}" if time_basis(self.fact) is Basis.STOCK else self.when
        told = f"，{worded(change)}" if change and change.value is not None else ""
        plain = self.indicator.is_ratio and not self.prose.startswith(("超过", "不足"))
        verb = _LINKS.get(self.fact.basis, "为" if plain else "")
        mark = f"（{'、'.join(self.marks)}）" if self.marks else ""
        return f"{lead}，{self.place}{self.name}{verb}{self.prose}{told}{mark}。"


def time_basis(fact: Fact) -> Basis:
    """The basis that words a figure's time; a computed rate goes by its operands.

    Of flows it is of the year to date, of stocks alone of the period's end.
    """
    if fact.basis is not Basis.RATE or not fact.derivation:
        return fact.basis
    flows = any(operand.basis is Basis.YTD for operand in fact.derivation.operands)
    return Basis.YTD if flows else Basis.STOCK


#: what stands between the name and the number, by basis
_LINKS = {Basis.TARGET: "目标为", Basis.SINCE: "累计", Basis.AVERAGE: "年均"}


def _since(start: str) -> str:
    if not start:
        return "历年"
    year, _, month = start.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


def worded(change: Change) -> str:
    """A comparison in words: 同比增长9.4%, 较年初减少640人…, 同比提高1.6个百分点, or the reason."""
    if change.value is None:
        return f"{label(change)}：{change.reason}"
    return f"{label(change)}{magnitude(change)}"


def label(change: Change) -> str:
    """同比, 环比, 较年初, 比2017年; a flow's 环比 says that it compares single quarters."""
    if change.kind is Kind.SPAN:
        return f"比{change.base_period.name}"
    if change.kind is Kind.AVERAGE_GROWTH and change.value is not None:
        return "年均"
    single = change.kind is Kind.QOQ and change.base is not None and change.base.basis is Basis.QUARTER
    return f"单季{change.kind.value}" if single else change.kind.value


def magnitude(change: Change) -> str:
    """The change alone: 增长9.4%, 下降1.2%, 持平, 提高1.6个百分点, 缩小0.10, 基本持平."""
    if change.value == 0:
        return "持平"
    if change.unit == "%" and change.value >= MANIFOLD:
        return f"增长{_times(change)}倍"
    if not numerals.rounded(change.value, Decimal(1).scaleb(-change.decimals)):
        return "基本持平"
    size = numerals.brief(abs(change.value), "%" if change.unit == "%" else "倍", change.decimals).text
    up, down = _VERBS[change.unit]
    return f"{up if change.direction > 0 else down}{size}{_SHOWN_UNIT[change.unit]}"


def _times(change: Change) -> str:
    """How many times the base was added to it: 350 % is 3.5, 400 % is 4."""
    times = numerals.brief(change.value / 100, "倍", min(change.decimals, 1)).text
    return times.removesuffix(".0")


def arrowed(change: Change) -> str:
    """For a card: ▲ 9.4%, ▼ 1.2%, 持平, or a dash with the reason elsewhere."""
    if change.value is None:
        return "—"
    words = magnitude(change)
    return words if "持平" in words else f"{'▲' if change.direction > 0 else '▼'} {words[2:]}"


def absolute(change: Change, indicator: Indicator) -> str:
    """The plain difference in words: 增加812张, 减少640人."""
    if change.absolute is None:
        return ""
    if change.absolute == 0:
        return "持平"
    numeral = numerals.brief(abs(change.absolute), indicator.unit, indicator.decimals)
    return f"{'增加' if change.absolute > 0 else '减少'}{numeral.grouped}{numeral.unit}"


def rate(done: Completion) -> str:
    """How much of a target is done: 72.0%."""
    return str(numerals.brief(done.rate, "%", 1))


def progress(done: Completion) -> str:
    """完成年度目标的72.0%，比时序进度慢3.0个百分点."""
    rate = numerals.brief(done.rate, "%", 1)
    ahead = numerals.brief(abs(done.ahead), "%", 1).text
    pace = (
        "与时序进度持平"
        if not ahead.strip("0.")
        else f"比时序进度{'快' if done.ahead > 0 else '慢'}{ahead}个百分点"
    )
    if not done.rate:
        return "年度目标尚无进展"
    if done.rate >= 100:
        return f"{'超额' if done.rate > 100 else ''}完成年度目标（{rate}）"
    return f"完成年度目标的{rate}" + ("" if done.pace >= 100 else f"，{pace}")
