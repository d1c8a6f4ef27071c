"""Who is in a like position, and how a unit stands among the others: pure, deterministic, judging nobody."""

from __future__ import annotations

from decimal import Decimal

from makers import SMALL, STOCK, fact

from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import peers, profile
from minsheng.geography.lineage import Span
from minsheng.geography.region import Region
from minsheng.period import Period

PEOPLE = Indicator("resident_population", "常住人口", unit="人", kind="stock", domain="人口")
OLD = Indicator("population_60plus", "60岁及以上常住人口", unit="人", kind="stock", domain="人口")
BEDS = Indicator("beds", "养老床位合计", unit="张", kind="stock", polarity="higher_better")
CATALOGUE = Catalogue([*SMALL, PEOPLE, OLD, BEDS])
NOW = Period.parse("2023Q3")
ABOVE = Region("990100", (Span("990100", "某市", "prefecture", ""),))
ROWS = [
    {"name": "人口", "formula": "resident_population", "scale": "log", "unit": "人"},
    {
        "name": "老龄化率",
        "formula": "population_60plus / resident_population * 100",
        "scale": "plain",
        "unit": "%",
    },
]
TRAITS = peers.traits(ROWS)


def unit(code: str, name: str) -> Region:
    return Region(code, (Span(code, name, "county", "990100"),))


UNITS = [
    unit("990102", "甲区"),
    unit("990103", "乙区"),
    unit("990121", "丙县"),
    unit("990122", "丁县"),
    unit("990123", "戊县"),
]


def population(region: Region, people: int, share: int) -> list:
    return [
        fact(PEOPLE, "2022", people, region=region.code),
        fact(OLD, "2022", people * share // 100, region=region.code),
    ]


FACTS = [
    it
    for region, people, share in zip(
        UNITS, (600_000, 580_000, 300_000, 310_000, 100_000), (20, 21, 25, 25, 30), strict=True
    )
    for it in population(region, people, share)
]


def near(code: str, target: Indicator = STOCK) -> list[peers.Peer]:
    known = peers.known_of(FACTS, UNITS, NOW, CATALOGUE, peers.allowed(TRAITS, target))
    return peers.peers(code, UNITS, NOW, known)


def test_the_nearest_come_first_with_what_they_are_near_in() -> None:
    found = near("990121")
    assert [it.name for it in found][0] == "丁县"
    assert found[0].reasons == ("老龄化率", "人口", "同为县")
    assert [it.distance for it in found] == sorted(it.distance for it in found)


def test_the_same_question_has_the_same_answer() -> None:
    assert near("990102") == near("990102")
    assert [it.region for it in near("990102")][0] == "990103"


def test_the_compared_figure_never_makes_its_own_peers() -> None:
    assert [it.name for it in peers.allowed(TRAITS, PEOPLE)] == []
    assert [it.name for it in peers.allowed(TRAITS, OLD)] == ["人口"]
    assert all("老龄化率" not in it.reasons for it in near("990121", OLD))


def test_where_nothing_is_known_there_are_no_peers() -> None:
    known = peers.known_of([], UNITS, NOW, CATALOGUE, TRAITS)
    assert peers.peers("990102", UNITS, NOW, known) == []


# -- profile --------------------------------------------------------------------------------------
def rows(now: tuple[int, ...], before: tuple[int, ...]) -> list[profile.Row]:
    facts = [fact(BEDS, "2023Q3", value, region=it.code) for it, value in zip(UNITS, now, strict=True)]
    facts += [fact(BEDS, "2022Q3", value, region=it.code) for it, value in zip(UNITS, before, strict=True)]
    return profile.profile(facts, ABOVE, UNITS, NOW, [(BEDS, None)], CATALOGUE)


def test_a_percentile_counts_ties_half() -> None:
    row = rows((1, 2, 2, 3, 5), (1, 1, 1, 1, 1))[0]
    assert [row.percentile(it.code) for it in UNITS] == [0, Decimal("37.5"), Decimal("37.5"), 75, 100]
    assert (row.quantile(Decimal("0.25")), row.quantile(Decimal("0.75"))) == (2, 3)


def test_worse_and_getting_worse_has_its_numbers() -> None:
    told = profile.worse(rows((10, 20, 30, 40, 50), (15, 20, 30, 40, 50)), "990102")
    assert told == ["养老床位合计10张，在5个县区中居第5位，比上年同期减少5张。"]


def test_low_and_rising_is_worse_only_where_the_rank_fell() -> None:
    assert profile.worse(rows((10, 20, 30, 40, 50), (8, 20, 30, 40, 50)), "990102") == []
    fallen = profile.worse(rows((22, 24, 30, 40, 50), (21, 20, 30, 40, 50)), "990102")
    assert fallen and "位次由第4位退到第5位" in fallen[0]


def test_few_units_make_no_profile() -> None:
    facts = [fact(BEDS, "2023Q3", 5, region=it.code) for it in UNITS[:3]]
    assert profile.profile(facts, ABOVE, UNITS, NOW, [(BEDS, None)], CATALOGUE) == []
