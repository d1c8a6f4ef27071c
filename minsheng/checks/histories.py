"""The rules that hold a figure against its own history: wrong units, digits, jumps, balances, tasks, seasons.

Comparisons are those of ``changes``: like with like, never across a break. A figure whose unit is wrong is not
also called a jump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from minsheng.breaks import Break
from minsheng.checks import anomalies, expectations, slips
from minsheng.checks.expectations import Past
from minsheng.checks.judgements import Judgement, Words, amount, short, tenth
from minsheng.checks.rulebook import RuleSettings
from minsheng.comparability import SMALL_BASE, family
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.period import Period

Key = tuple[str, str]
#: how unlikely a jump must be, beyond its size, before somebody is asked to explain it
_UNLIKELY = 0.001
#: below this change in % no history makes a figure improbable
_ORDINARY = 15
#: how far a series may swing where its definition or territory changed, as a logarithm
_BEYOND = 0.4
#: stock, what comes in and what goes out in the year; an empty way out means that it is not reported
_BALANCES = (
    ("social_orgs", "social_orgs_new", "social_orgs_cancelled"),
    ("dibao_persons", "dibao_new_persons", "dibao_exit_persons"),
    ("canteens", "canteens_new", ""),
)
_SEASONAL = ("marriages", "cremations", "adoptions")


class Place:
    """The series of one region, and the judgements on them."""

    def __init__(
        self, facts: Iterable[Fact], breaks: Sequence[Break], words: Words, settings: RuleSettings
    ) -> None:
        grouped: dict[Key, list[Fact]] = {}
        for fact in facts:
            grouped.setdefault((fact.indicator, fact.scope), []).append(fact)
        self._series = {key: Past(words.catalogue[key[0]], found, breaks) for key, found in grouped.items()}
        self._words, self._settings = words, settings
        self._on = set(settings.on)

    def judgements(self, periods: Sequence[str] = ()) -> Iterator[Judgement]:
        """What does not fit the place's own history; of all periods, or of some."""
        for series in self._series.values():
            if not series.indicator.local:
                for fact in expectations.judged(series, periods):
                    yield from self._against_history(series, fact)
                    if fact.period.kind != "year":
                        yield from self._behind_schedule(series, fact)
        yield from self._unbalanced(periods)
        yield from self._out_of_season(periods)

    # -- a figure against those before it ------------------------------------------------------
    def _against_history(self, series: Past, fact: Fact) -> Iterator[Judgement]:
        if fact.value <= 0:
            return
        before = expectations.like_figures(series, fact)
        usual = expectations.usual(series, fact)
        if slip := self._slip(series, fact, before, usual):
            yield slip
            return
        if swapped := self._swapped(fact, before, usual):
            yield swapped
        if before and series.indicator.kind in ("stock", "flow"):
            yield from self._jump(series, fact)

    def _slip(self, series: Past, fact: Fact, before: Sequence[Fact], usual: float) -> Judgement | None:
        """A wrong unit; beyond a break, or at the start of a series, far from all that is ordinary."""
        if "V46" not in self._on:
            return None
        scale = slips.factors(series.indicator.unit, series.indicator.kind)
        if not before:
            before = expectations.like_figures(series, fact, across=True) or expectations.later_figures(
                series, fact
            )
            usual = max(usual, _BEYOND)
        slip = slips.unit_slip(fact.value, expectations.expected(fact, before), scale, usual)
        if slip is None or min(fact.value, before[0].value) * slip.factor < SMALL_BASE * 10:
            return None
        numbers = {"slip": slip.words, "c": amount(slip.undone(fact.value), fact.unit)}
        return self._told("V46", fact, before[0], numbers)

    def _swapped(self, fact: Fact, before: Sequence[Fact], usual: float) -> Judgement | None:
        if "V47" not in self._on or fact.basis is not Basis.STOCK or fact.value < 100 or len(before) < 2:
            return None
        right = slips.transposed(fact.value, before[0].value, usual)
        return self._told("V47", fact, before[0], {"c": amount(right, fact.unit)}) if right else None

    def _jump(self, series: Past, fact: Fact) -> Iterator[Judgement]:
        pair = expectations.pair(series, fact)
        if pair is None or pair[1].value < SMALL_BASE:
            return
        now, base = pair
        moved = (now.value - base.value) / base.value * 100
        if abs(moved) < _ORDINARY:
            return
        odds = anomalies.surprise(
            now.value, base.value, anomalies.dispersion(expectations.history(series, base))
        )
        line = self._settings["V44"]
        limit = line.limit if fact.basis is Basis.STOCK else (line.tolerance or line.limit)
        if "V44" in self._on and abs(moved) > limit and odds < _UNLIKELY:
            yield self._told(
                "V44", now, base, {"r": f"{'增长' if moved > 0 else '下降'}{tenth(abs(moved))}%"}
            )
        elif "V45" in self._on and odds < float(self._settings["V45"].limit):
            yield self._told("V45", now, base, {})

    def _told(self, rule: str, fact: Fact, base: Fact, numbers: dict[str, str]) -> Judgement:
        single = "单季" if fact.basis is Basis.QUARTER else ""
        told = {
            "a": f"{single}{amount(fact.value, fact.unit)}",
            "b": amount(base.value, base.unit),
            "base": base.period.name,
            **numbers,
        }
        return self._words.judged(
            self._settings[rule], fact.region, fact.period, (fact.indicator,), told, (fact, base)
        )

    # -- tasks ---------------------------------------------------------------------------------
    def _behind_schedule(self, series: Past, fact: Fact) -> Iterator[Judgement]:
        if "V72" not in self._on or fact.basis is not Basis.YTD:
            return
        target = series.at(Period.of_year(fact.period.year), Basis.TARGET)
        done = series.completion(fact, target)
        line = self._settings["V72"]
        if done and -done.ahead > line.limit:
            numbers = {
                "a": amount(fact.value, fact.unit),
                "b": amount(target.value, target.unit),
                "r": tenth(done.rate),
                "d": tenth(-done.ahead),
            }
            yield self._words.judged(
                line, fact.region, fact.period, (fact.indicator,), numbers, (fact, target)
            )

    # -- stock = begin + in − out --------------------------------------------------------------
    def _unbalanced(self, periods: Sequence[str]) -> Iterator[Judgement]:
        for stock, coming, leaving in _BALANCES if "V42" in self._on else ():
            series = self._series.get((stock, WHOLE))
            for fact in expectations.judged(series, periods) if series else ():
                if fact.period.kind != "year":
                    yield from self._balance(series, fact, coming, leaving)

    def _balance(self, series: Past, fact: Fact, coming: str, leaving: str) -> Iterator[Judgement]:
        start = series.at(fact.period.year_end_before, Basis.STOCK, fact)
        into, out = (self._moved(code, fact) for code in (coming, leaving))
        if not (start and start.has_value and into) or (leaving and out is None):
            return
        if series.broken_between(start.period, fact.period, fact.region):
            return
        due = start.value + into.value - (out.value if out else 0)
        apart = fact.value - due
        line = self._settings["V42"]
        if abs(apart) > (line.tolerance or 0) and (leaving or apart > 0):
            told = {"a": fact.value, "b": start.value, "c": due, "d": abs(apart)}
            numbers = {name: amount(value, fact.unit) for name, value in told.items()}
            codes = (fact.indicator, coming, *([leaving] if leaving else []))
            yield self._words.judged(line, fact.region, fact.period, codes, numbers, (fact, start, into))

    def _moved(self, code: str, fact: Fact) -> Fact | None:
        series = self._series.get((code, WHOLE))
        found = series.at(fact.period, Basis.YTD, fact) if series else None
        return found if found and found.has_value and family(found) == family(fact) else None

    # -- seasons -------------------------------------------------------------------------------
    def _out_of_season(self, periods: Sequence[str]) -> Iterator[Judgement]:
        for code in _SEASONAL if "V73" in self._on else ():
            series = self._series.get((code, WHOLE))
            shares = list(expectations.shares(series)) if series else []
            for place, (fact, share) in enumerate(shares):
                earlier = [it for _, it in shares[:place]]
                if len(earlier) >= 3 and (not periods or str(fact.period) in periods):
                    yield from self._season(fact, share, min(earlier), max(earlier))

    def _season(self, fact: Fact, share: Decimal, low: Decimal, high: Decimal) -> Iterator[Judgement]:
        line = self._settings["V73"]
        if not low - line.limit <= share <= high + line.limit:
            numbers = {"a": short(share), "b": short(low), "c": short(high)}
            yield self._words.judged(line, fact.region, fact.period, (fact.indicator,), numbers, (fact,))
