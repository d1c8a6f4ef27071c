"""Today's territory: merged places summed, unchanged ones as they are, splits refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from makers import SMALL, STOCK, fact

from minsheng.catalogue import Indicator
from minsheng.facts import Fact
from minsheng.geography import territory
from minsheng.geography.regions import Regions
from minsheng.period import Period


def beds(region: str, period: str, value: int | None) -> Fact:
    return fact(STOCK, period, value, region=region)


def names(code: str, period: str, regions: Regions) -> set[str]:
    when = Period.parse(period)
    return {it.name_at(when) for it in territory.parts(regions.get(code), when, regions).places}


@pytest.mark.parametrize(
    ("code", "period", "made_of"),
    [
        ("370215", "2016Q4", {"即墨市"}),
        ("370211", "2011", {"黄岛区", "胶南市"}),
        ("370211", "2013", {"黄岛区"}),
        ("370203", "2011", {"市北区", "四方区"}),
        ("370614", "2019", {"长岛县", "蓬莱市"}),
        ("370100", "2018", {"济南市", "莱芜市"}),
        ("990121", "2020Q1", {"柳渡县", "桑洲县"}),
        ("990121", "2020Q2", {"柳渡县"}),
        ("990105", "2019Q4", {"北泽县"}),
    ],
)
def test_what_a_place_of_today_was_made_of(
    code: str, period: str, made_of: set[str], regions: Regions
) -> None:
    assert names(code, period, regions) == made_of


def test_merged_places_are_summed_and_marked(regions: Regions) -> None:
    facts = [beds("370211", "2011", 30), beds("370284", "2011", 12), beds("370211", "2013", 50)]
    kept, refused = territory.todays(regions.get("370211"), facts, regions, SMALL)
    assert [(str(it.period), it.value, it.backcast, it.region) for it in kept] == [
        ("2011", 42, True, "370211"), ("2013", 50, False, "370211"),
    ]  # fmt: skip
    assert not refused
    assert [it.region for it in kept[0].derivation.operands] == ["370211", "370284"]


def test_a_part_that_is_missing_makes_no_sum(regions: Regions) -> None:
    facts = [beds("370211", "2011", 30), beds("370284", "2011", None)]
    assert territory.todays(regions.get("370211"), facts, regions, SMALL) == ([], [])


def test_a_ratio_is_never_summed(regions: Regions) -> None:
    rate = Indicator("occupancy", "入住率", unit="%", kind="rate", aggregation="recompute")
    facts = [fact(rate, "2011", 50, region=it) for it in ("370211", "370284")]
    assert territory.todays(regions.get("370211"), facts, regions, SMALL)[0] == []


def test_a_split_is_refused_in_words(regions: Regions) -> None:
    kept, refused = territory.todays(regions.get("511703"), [beds("511703", "2012", 5)], regions, SMALL)
    assert kept == []
    assert refused == ["2013年达县撤销后分别划入多地，没有分解数据，此前的数不推算。"]


def test_a_renamed_place_needs_nothing(regions: Regions) -> None:
    facts = [beds("370215", "2016Q4", 7), beds("370215", "2018Q4", 9)]
    kept, _ = territory.todays(regions.get("370215"), facts, regions, SMALL)
    assert kept == facts and not territory.is_linked(regions.get("370215"), regions)


def test_the_codes_that_are_needed(regions: Regions) -> None:
    assert set(territory.members(regions.get("990121"), regions)) == {"990121", "990124"}
    assert "370205" in territory.members(regions.get("370203"), regions)


def test_every_present_county_has_a_territory_or_a_reason(regions: Regions) -> None:
    """No present county is without an answer at the end of 2011, and no answer counts a place twice."""
    when = Period.of_year(2011)
    for region in regions:
        if region.level == "county" and not region.historic:
            made = territory.parts(region, when, regions)
            assert made.places or made.refused or not region.existed(when), region.code
            assert len({it.code for it in made.places}) == len(made.places)


def test_facts_of_another_place_are_not_taken(regions: Regions) -> None:
    own = beds("370215", "2018Q4", 9)
    kept, _ = territory.todays(regions.get("370215"), [own, replace(own, region="370211")], regions, SMALL)
    assert [it.region for it in kept] == ["370215"]
