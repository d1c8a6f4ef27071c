"""What the screen 县区对比 asks for: the comparison with the unit's profile and peers, histories, a second figure, the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from minsheng import disclosure, places, rates, selections
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import chance, comparable, comparison, peers, profile
from minsheng.comparison.candidates import Lamp
from minsheng.comparison.comparable import Ground
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.peers import Peer
from minsheng.comparison.profile import Item, Row
from minsheng.comparison.together import Together, together
from minsheng.facts import Fact
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.quotients import Denominator
from minsheng.selections import Collection, Kind
from minsheng.store.reading import Store
from minsheng.view import tables_compare

#: the least length of a reason, in characters
REASON = 4
#: the word for no denominator
PLAIN = "none"
#: how many figures a profile has where the office's own choice has none
MOST = 10
#: how many other periods are offered where there is nothing to compare
OFFERED = 6
#: a store, its places, its breaks
Asked = tuple[Store, Regions, Sequence[Break]]


@dataclass(frozen=True, slots=True)
class Board:
    """All that the screen shows of one question: ``rows`` are the profile, ``facts`` what the comparison was made of."""

    found: Comparison
    focus: str
    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]
    peers: tuple[Peer, ...]
    catalogue: Catalogue
    together: Together | None = None
    group: Collection | None = None

    @property
    def name(self) -> str:
        """The name of the unit that is looked at."""
        period = self.found.question.period
        return next((it.name_at(period) for it in self.found.units if it.code == self.focus), "")

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """All comparisons that it shows: the one asked for, and those of the profile."""
        return (self.found, *(row.now for row in self.rows))

    @property
    def near(self) -> list[str]:
        """The codes of the units that the unit is compared with: of a kept group, else of those in a like position."""
        if self.group:
            return [it for it in self.group.members if it != self.focus]
        return [it.region for it in self.peers]

    @property
    def warnings(self) -> list[str]:
        """Why lamps are not green; who did not report is said under the bars."""
        return [
            f"{it.lamp.value}：{it.why}。"
            for it in self.found.lights
            if it.why and it.lamp is not Lamp.COVERAGE
        ]

    @property
    def chance(self) -> str:
        """Whose order with the unit chance leaves open; empty where it leaves none."""
        return chance.footnote(self.found, self.focus, self.catalogue)

    @property
    def worse(self) -> list[str]:
        """What is worse than elsewhere and getting worse."""
        return profile.worse(self.rows, self.focus)


def words(code: str, counts: Mapping[str, int], catalogue: Catalogue) -> dict[str, str]:
    """The choices of 折算: the word and what is shown; PLAIN is the number itself."""
    there = comparable.denominators(catalogue[code], counts, places.denominators())
    return {PLAIN: "不折算（绝对数）" if catalogue[code].kind in ("stock", "flow") else "不折算"} | {
        it.word: it.name for it in there
    }


def board(ground: Ground, period: Period, code: str, word: str, focus: str, asked: Asked) -> Board:
    """The comparison, the profile of one unit and its near peers, out of one question to the store."""
    store, regions, breaks = asked
    beside = comparison.beside(ground.within, regions)
    catalogue = store.catalogue
    question = Question(catalogue[code], period, ground.within, _denominator(word))
    traits = peers.traits(places.rows_of("comparison/peers.csv"))
    wanted = _items(ground, period, catalogue)
    codes = dict.fromkeys(
        [*profile.codes([*wanted, (question.indicator, question.denominator)], catalogue), *_operands(traits)]
    )
    facts = store.facts(
        regions=[ground.within.code, *(it.code for it in (*ground.units, *beside))],
        indicators=[*codes, *comparison.weights(question.indicator)],
        periods=dict.fromkeys([*comparison.periods(period), *comparison.periods(period.year_before)]),
    )
    own = profile.codes([(question.indicator, question.denominator)], catalogue)
    used = [fact for fact in facts if fact.indicator in (*own, *comparison.weights(question.indicator))]
    found = comparison.compared(used, question, ground.units, catalogue, breaks, beside)
    likes = peers.known_of(facts, ground.units, period, catalogue, peers.allowed(traits, question.indicator))
    return Board(
        found, focus, tuple(used), tuple(profile.profile(facts, ground.within, ground.units, period, wanted, catalogue, breaks)),
        tuple(peers.peers(focus, ground.units, period, likes)), catalogue, together(found, used, breaks),
    )  # fmt: skip


#: the word for no kept group
ALIKE = "条件相近（自动）"


def groups(within: Region, store: Store) -> dict[str, Collection]:
    """The kept groups of units of a place, by their names."""
    return {it.name: it for it in selections.named(store, Kind.PEERS, within.code)}


def with_group(shown: Board, group: Collection | None) -> Board:
    """The board with a kept group in the place of the units in a like position."""
    return replace(shown, group=group)


def keep_group(path: Path, within: Region, name: str, members: Sequence[str], actor: str) -> int:
    """Keep a group of units by its name; without members it is given up. Raises Unnamed, StoreBusy."""
    return selections.save(path, Collection(Kind.PEERS, name, tuple(members), within.code), actor=actor)


def _denominator(word: str) -> Denominator | None:
    return next((it for it in places.denominators() if it.word == word), None)


def _operands(traits: Sequence[peers.Trait]) -> list[str]:
    return [operand.code for trait in traits for operand in trait.indicator.formula.operands]


def _items(ground: Ground, period: Period, catalogue: Catalogue) -> list[Item]:
    """The figures of the profile: the office's choice as far as it is there, else what most units have."""
    chosen = [
        (indicator, by)
        for indicator, by in profile.items(
            places.rows_of("comparison/profile.csv"), places.denominators(), catalogue
        )
        if all(ground.counts.get(code, 0) >= profile.ENOUGH for code in _reported(indicator, by, catalogue))
    ]
    if len(chosen) >= profile.ENOUGH:
        return chosen
    offered = comparable.indicators(ground.counts, period, catalogue)
    enough = [
        it for it in offered if ground.counts.get(it.code, 0) >= profile.ENOUGH and it.kind != "standard"
    ]
    plain: list[Item] = [(it, None) for it in enough[:MOST]]
    return plain


def _reported(indicator: Indicator, by: Denominator | None, catalogue: Catalogue) -> list[str]:
    own = [code for code in rates.operands(indicator, catalogue) if not catalogue[code].formula] or [
        indicator.code
    ]
    return [*own, *([by.indicator] if by else [])]


def asked(shown: Board, code: str, store: Store, regions: Regions, breaks: Sequence[Break]) -> Comparison:
    """A second figure of the same units and period."""
    question = Question(shown.catalogue[code], shown.found.question.period, shown.found.question.within)
    return comparison.ask(store, regions, question, breaks)


def others(shown: Board, ground: Ground) -> list[Indicator]:
    """The figures that can stand beside the one that is compared."""
    offered = comparable.indicators(ground.counts, shown.found.question.period, shown.catalogue)
    return [it for it in offered if it is not shown.found.question.indicator]


def second(codes: Sequence[str]) -> str:
    """The figure to begin with beside the first."""
    liked = ("dibao_coverage_rate", "elderly_occupancy_rate")
    return next((it for it in (*liked, *codes) if it in codes), "")


def of_counts(found: Comparison) -> list[str]:
    """What to remember before a map of plain counts."""
    if found.indicator.kind in ("stock", "flow"):
        return ["地图上的绝对数受人口多少影响，比较高低宜选折算数。"]
    return []


def published(shown: Board, regions: Regions, breaks: Sequence[Break], reason: str) -> bytes:
    """The workbook of what may leave the house: small counts are withheld before anything is computed from them."""
    public = disclosure.public(shown.facts, shown.catalogue, regions)
    question = shown.found.question
    beside = comparison.beside(question.within, regions)
    found = comparison.compared(public, question, shown.found.units, shown.catalogue, breaks, beside)
    return tables_compare.ranking_table(found, reason, together(found, public, breaks))


def nothing(
    region: Region, period: Period | None, regions: Regions, store: Store
) -> tuple[str, str, list[Period]]:
    """That there is nothing to compare, what to do, and the newest periods in which there is."""
    when = list(islice(comparable.elsewhere(region, regions, store), OFFERED))
    lead = f"{region.name}{period.name if period else ''}没有可以比较的下级单位数据"
    if when:
        return lead, "以下时期有可比的数据：", when
    return lead, "请导入各下级单位的报表，或导入上级的排列表，也可在上方改选地区。", []
