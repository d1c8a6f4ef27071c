"""文稿取数: what an old text states becomes candidate figures; a person reviews each, and what is taken is stored as ``press``.

The reader of 核稿 (``claims``) finds the numbers. A candidate says what it leaves open; nothing doubtful is taken until
somebody has decided. The sentence is the figure's locator, the text its source, kept whole under its hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from minsheng import prose, units
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.claims import claims
from minsheng.claims.grids import Grid
from minsheng.claims.measure import Measure
from minsheng.claims.record import Claim
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Basis, Fact, Source, Status, plain
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, intake
from minsheng.returns import definitions
from minsheng.returns.printed import printed_text
from minsheng.store import ledger, revisions
from minsheng.store.ledger import Received
from minsheng.store.reading import Store

_ENDS = re.compile(r"[。！？；\n]")
#: a quotation as a locator: enough to find the place
LONGEST = 60
#: measures that compare: figures of their own only where the catalogue has one for them
_COMPARING = (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)


class NotQuoted(MinshengError):
    """A figure of a text that cannot be stored as it is."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it was given: its file's name and bytes, its title and who published it, and when."""

    name: str
    data: bytes
    title: str
    publisher: str = ""
    published_on: date | None = None

    @property
    def sha256(self) -> str:
        """What it is kept under."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def source(self) -> Source:
        """The text as a source to cite."""
        return Source(f"text-{self.sha256[:12]}", self.title, self.publisher, "", self.published_on)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a candidate is to be read, as a person sees it: ``indicator`` empty with a ``name`` defines a local one."""

    indicator: str
    region: str
    period: str
    basis: Basis
    scope: str = WHOLE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the text with its sentence (``before`` and ``after`` the number), how it is read, and what is open."""

    claim: Claim
    before: str
    after: str
    choice: Choice | None
    doubts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The sentence as it stands in the text."""
        return f"{self.before}{self.claim.quote}{self.after}"

    @property
    def is_sure(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.doubts

    @property
    def compares(self) -> bool:
        """Whether it is a rise or a fall, which is worked out and not stored."""
        return bool(self.doubts) and self.claim.measure in (Measure.GROWTH, Measure.CHANGE)


def read(
    text: str, catalogue: Catalogue, regions: Regions, region: str, year: int | None, grids: Sequence[Grid] = ()
) -> list[Candidate]:  # fmt: skip
    """The candidates of a text in its order; ``region`` is the text's own place, ``year`` its year, ``grids`` its tables."""
    found = claims.extract(text, catalogue=catalogue, regions=regions, region=region, year=year, grids=grids)
    return [_candidate(text, it, catalogue, region) for it in found]


def year_in(title: str) -> str:
    """The year that a title names first; empty where it names none."""
    found = re.search(r"(19|20)\d\d(?=年)", title)
    return found[0] if found else ""


def ordered(candidates: Sequence[Candidate]) -> list[int]:
    """The places of the candidates, those with something to decide first."""
    return sorted(range(len(candidates)), key=lambda place: (candidates[place].is_sure, place))


def _candidate(text: str, claim: Claim, catalogue: Catalogue, region: str) -> Candidate:
    doubts = tuple(_doubts(claim, catalogue))
    choice = _choice(claim, catalogue, region) if claim.period else None
    return Candidate(claim, *_around(text, claim), choice, doubts)


def _around(text: str, claim: Claim) -> tuple[str, str]:
    """The sentence before and behind a number; a cell of a table in the words of its row, head and caption."""
    if claim.cell:
        before, behind = map(prose.full_width, claim.cell)
        return f"表格：{before}", behind
    start = max((it.end() for it in _ENDS.finditer(text, 0, claim.start)), default=0)
    end = next((it.start() for it in _ENDS.finditer(text, claim.end)), len(text))
    return text[start : claim.start].lstrip(), text[claim.end : end]


def _choice(claim: Claim, catalogue: Catalogue, region: str) -> Choice:
    known = catalogue[claim.indicator] if claim.indicator else None
    aim = claim.measure in (Measure.TARGET, Measure.PLANNED)
    basis = Basis.TARGET if aim else claim.basis or (known.basis if known else Basis.STOCK)
    name = "" if known else claim.indicator_name
    return Choice(
        claim.indicator or "", claim.region or region, str(claim.period), basis, claim.scope or WHOLE, name
    )


def _doubts(claim: Claim, catalogue: Catalogue) -> Iterable[str]:
    """What a person has to decide, in words."""
    if len(claim.candidates) > 1:
        names = "、".join(catalogue[code].name for code in claim.candidates if code in catalogue)
        yield f"可能是：{names}"
    elif claim.indicator is None:
        yield f"指标目录中没有“{claim.indicator_name}”"
    if claim.period is None:
        yield "时期没有写明"
    if claim.region is None:
        yield "地区没有写明"
    known = catalogue[claim.indicator] if claim.indicator else None
    if claim.measure in _COMPARING and not (known and known.is_ratio):
        yield f"是{_WORDS[claim.measure]}，不是指标本身的数"
    elif known and not _fits(claim.unit, known.unit):
        yield f"单位{claim.unit}与指标的{known.unit}不同"
    if claim.value < 0:
        yield "是减少的数"


_WORDS = {Measure.GROWTH: "增长幅度", Measure.CHANGE: "增减数", Measure.SHARE: "占比"}


def _fits(unit: str, base: str) -> bool:
    try:
        _converted(Decimal(1), unit, base)
    except MinshengError:
        return False
    return True


def _converted(value: Decimal, unit: str, base: str) -> Decimal:
    """In the indicator's unit; a text often leaves out what a standard is per (最高3万元 of 元/次). Raises UnitMismatch."""
    over, slash, _ = base.partition("/")
    return units.convert(value, unit, over if slash and "/" not in unit else base)


# -- what is taken --------------------------------------------------------------------------------
def fact_of(
    it: Candidate, choice: Choice, given: Given, catalogue: Catalogue, regions: Regions, value: str = ""
) -> Fact:
    """A candidate as the fact that is stored; ``value`` where the number was corrected. Raises NotQuoted, NotAPeriod …"""
    claim = it.claim
    indicator = catalogue[choice.indicator]
    number, step, unit = claim.value, claim.step, claim.unit
    if value:
        printed = printed_text(value)
        if printed is None or printed.number is None:
            raise NotQuoted(f"“{value}”不是数字。", "请只填数字，单位不用填。")
        number, step = printed.number, printed.step
    if number < 0:
        raise NotQuoted(
            f"“{claim.quote}”是减少的数，不能作为{indicator.name}存入。", "请不取用，或改为绝对数。"
        )
    if not _fits(unit, indicator.unit):
        raise NotQuoted(
            f"“{claim.quote}”的单位是{unit}，{indicator.name}的单位是{indicator.unit}。", "请改选指标。"
        )
    number, step = (_converted(part, unit, indicator.unit) for part in (number, step))
    upper = claim.value_to if claim.value_to is None else _converted(claim.value_to, unit, indicator.unit)
    period = Period.parse(choice.period)
    return Fact(
        region=regions.get(choice.region, period).code, indicator=choice.indicator, period=period, basis=choice.basis,
        value=number, value_to=upper, unit=indicator.unit, scope=choice.scope.strip() or WHOLE, approx=claim.approx,
        resolution=step, status=Status.PRESS, source=given.source, locator=quotation(it), known_on=given.published_on,
        inferred="period" in claim.open, demo=choice.region.startswith("99"),
    )  # fmt: skip


def quotation(it: Candidate) -> str:
    """The sentence; of a long one what stands around the number."""
    if len(it.sentence) <= LONGEST:
        return it.sentence.strip()
    room = max(LONGEST - len(it.claim.quote), 12)
    ahead = it.before[-(room * 2 // 3) :]
    return f"{ahead}{it.claim.quote}{it.after[: room - len(ahead)]}".strip()


def defined(candidates: Iterable[tuple[Candidate, Choice]]) -> tuple[list[Choice], list[dict]]:
    """The choices with a code each, and the rows of the local indicators that they define."""
    made, rows = [], {}
    for it, choice in candidates:
        if not choice.indicator:
            if not choice.name.strip():
                raise NotQuoted(f"“{it.claim.quote}”还没有指标。", "请选一个指标，或写上新指标的名称。")
            new = definitions.define(choice.name.strip(), it.claim.unit, choice.basis)
            rows[new.code] = {**new.row, "source_note": "文稿取数时登记"}
            choice = replace(choice, indicator=new.code)
        made.append(choice)
    return made, list(rows.values())


def taken(
    decided: Sequence[tuple[Candidate, Choice, str]], given: Given, catalogue: Catalogue, regions: Regions
) -> tuple[list[Fact], list[dict]]:
    """The facts of what was taken, each once, and the local indicators that they need."""
    choices, rows = defined((it, choice) for it, choice, _ in decided)
    fresh = [row for row in rows if row["code"] not in catalogue]
    wider = Catalogue([*catalogue, *(indicator_of(row, local=True) for row in fresh)])
    facts: dict[tuple, Fact] = {}
    for (it, _, value), choice in zip(decided, choices, strict=True):
        fact = fact_of(it, choice, given, wider, regions, value)
        before = facts.setdefault(fact.key, fact)
        if before.value != fact.value:
            raise NotQuoted(
                f"同一个数有两个值：“{before.locator}”与“{fact.locator}”。",
                "请不取用其中一个，或改正它的指标、时期。",
            )
    return list(facts.values()), fresh


def keep(path: Path, given: Given, facts: Sequence[Fact], rows: Sequence[dict], actor: str) -> int:
    """Store the facts of a text as one revision and keep the text. Raises NotQuoted where nothing is new."""
    store = Store(path)
    if shut := approval.shut(facts, approval.locked(store)):
        raise NotQuoted(shut[0].message)
    known = store.vintages(regions={it.region for it in facts}, indicators={it.indicator for it in facts})
    there = {(it.key, it.value) for it in known if it.status is Status.PRESS}
    fresh = [it for it in facts if (it.key, it.value) not in there]
    if not fresh:
        raise NotQuoted("没有新的数：库中已有这些文稿数。")
    revisions.keep_original(path, given.data)
    with ledger.commit(path, actor=approval.named(actor), note=f"文稿取数：{given.title}") as commit:
        count = len(store.catalogue) + intake.BEHIND
        numbered = [{**row, "position": count + place, "local": True} for place, row in enumerate(rows)]
        commit.rows("indicator", numbered)
        commit.receive([Received(given.name, given.sha256, "press", fresh, given.published_on)])
        return commit.revision


def worded(claim: Claim) -> str:
    """The number as it was understood: 127000000元."""
    upper = f"～{plain(claim.value_to)}" if claim.value_to is not None else ""
    return f"{plain(claim.value)}{upper}{claim.unit}"
