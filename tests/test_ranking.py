"""Who stands where among the units below a place: hand-checked orders with ties, gaps, zones, and what is never put in one order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from makers import COUNT, SMALL, STOCK, fact

from minsheng.__main__ import main
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import comparison, lamps
from minsheng.comparison.candidates import Lamp
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.lamps import Colour
from minsheng.facts import Approx, Basis, State, Status
from minsheng.geography.lineage import Span
from minsheng.geography.region import Region
from minsheng.period import Period
from minsheng.quotients import Denominator

PERIOD = "2023Q3"
PEOPLE = Indicator("resident_population", "常住人口", unit="人", kind="stock", domain="人口")
CATALOGUE = Catalogue([*SMALL, PEOPLE])
PER = Denominator("万人", "resident_population", 10000, "每万常住人口", "每万人", "万人")
ABOVE = Region("990100", (Span("990100", "某市", "prefecture", ""),))


def unit(code: str, level: str = "county") -> Region:
    return Region(code, (Span(code, f"单位{code}", level, "990100"),))


A, B, C, D = (unit(code) for code in ("990102", "990103", "990104", "990105"))
ZONE = unit("990100-gaoxin", "zone")


def beds(region: Region, value: int | None, **more: object):  # noqa: ANN201
    return fact(STOCK, PERIOD, value, region=region.code, **more)


def people(region: Region, year: str = "2022", value: int = 100_000):  # noqa: ANN201
    return fact(PEOPLE, year, value, region=region.code)


def compared(
    *facts, units=(A, B, C, D), per: Denominator | None = None, indicator: Indicator = STOCK, breaks=()
) -> Comparison:  # noqa: ANN001,ANN002
    asked = Question(indicator, Period.parse(PERIOD), ABOVE, per)
    return comparison.compared(facts, asked, units, CATALOGUE, breaks)


def ranks(found: Comparison) -> dict[str, int]:
    return {it.region: it.rank for it in found.ranking.entries}


def red(found: Comparison) -> list[Lamp]:
    return [light.lamp for light in lamps.blocking(found.lights)]


def test_ties_share_a_rank_and_the_next_one_is_skipped() -> None:
    found = compared(beds(A, 9), beds(B, 7), beds(C, 7), beds(D, 5))
    assert [it.rank for it in found.ranking.entries] == [1, 2, 2, 4]
    assert [it.tied for it in found.ranking.entries] == [False, True, True, False]


def test_missing_is_not_zero() -> None:
    found = compared(beds(A, 0), beds(B, None), beds(C, None, state=State.NOT_APPLICABLE))
    assert ranks(found) == {A.code: 1}
    assert [(it.region, it.state) for it in found.ranking.missing] == [
        (B.code, State.NOT_REPORTED), (C.code, State.NOT_APPLICABLE), (D.code, State.NOT_REPORTED),
    ]  # fmt: skip
    assert (found.ranking.ranked, found.ranking.total) == (1, 4)


def test_the_best_comes_first_where_less_is_better() -> None:
    found = compared(beds(A, 9), beds(B, 7), indicator=replace(STOCK, polarity="lower_better"))
    assert ranks(found) == {B.code: 1, A.code: 2}


def test_mean_and_median_are_of_the_ranked_only() -> None:
    found = compared(beds(A, 9), beds(B, 6), beds(C, 3), beds(D, None))
    assert (found.ranking.mean, found.ranking.median) == (Decimal(6), Decimal(6))


def test_all_in_order_lights_no_lamp() -> None:
    found = compared(*(beds(it, 5) for it in (A, B, C, D)))
    assert {light.colour for light in found.lights} == {Colour.GREEN}


@pytest.mark.parametrize(
    ("odd", "lamp"),
    [
        (beds(D, 5, scope="市区"), Lamp.BASIS),
        (beds(D, 5, basis=Basis.YTD), Lamp.BASIS),
        (beds(D, 5, status=Status.PRESS), Lamp.BASIS),
        (replace(beds(D, 5), unit="万张"), Lamp.UNIT),
    ],
)
def test_what_is_unlike_is_left_out_and_lights_exactly_its_lamp(odd, lamp: Lamp) -> None:  # noqa: ANN001
    found = compared(beds(A, 9), beds(B, 7), beds(C, 6), odd)
    assert set(ranks(found)) == {A.code, B.code, C.code}
    assert [it.region for it in found.ranking.excluded] == [D.code]
    assert red(found) == [lamp]


def test_populations_of_unlike_years_light_the_lamp_of_periods() -> None:
    facts = [it for unit_ in (A, B, C) for it in (beds(unit_, 5), people(unit_))]
    found = compared(*facts, beds(D, 5), people(D, "2021"), per=PER)
    assert [it.region for it in found.ranking.excluded] == [D.code]
    assert red(found) == [Lamp.PERIOD]


def test_a_zone_without_population_is_left_out_and_lights_the_lamp_of_territory() -> None:
    facts = [it for unit_ in (A, B, C) for it in (beds(unit_, 5), people(unit_))]
    found = compared(*facts, beds(ZONE, 5), units=(A, B, C, ZONE), per=PER)
    assert [(it.region, "常住人口" in it.why) for it in found.ranking.excluded] == [(ZONE.code, True)]
    assert red(found) == [Lamp.TERRITORY]


def test_a_territory_that_changed_after_the_count_lights_the_lamp_of_territory() -> None:
    facts = [it for unit_ in (A, B, C, D) for it in (beds(unit_, 5), people(unit_))]
    cut = Break.at("", D.code, "2023-05", "2023年5月划入邻县部分区域")
    found = compared(*facts, per=PER, breaks=[cut])
    assert red(found) == [Lamp.TERRITORY]
    assert [it.region for it in found.ranking.excluded] == [D.code]


def test_parts_greater_than_the_whole_light_the_lamp_of_territory() -> None:
    whole = beds(ABOVE, 10)
    found = compared(beds(A, 6), beds(ZONE, 6), whole, units=(A, ZONE))
    assert red(found) == [Lamp.TERRITORY]
    assert "重复计入" in found.remainder


def test_few_returns_light_the_lamp_of_coverage() -> None:
    assert red(compared(beds(A, 6))) == [Lamp.COVERAGE]
    light = compared(beds(A, 6), beds(B, 6), beds(C, 6)).lights[-1]
    assert (light.colour, light.label) == (Colour.AMBER, "报送齐全 3/4")


def test_unlike_vintages_are_told() -> None:
    light = compared(beds(A, 9, status=Status.FINAL), beds(B, 7), beds(C, 6), beds(D, 5)).lights[0]
    assert light.colour is Colour.AMBER and "核定年报1个" in light.why


def test_a_quantity_per_ten_thousand_is_recomputed_from_its_operands() -> None:
    found = compared(beds(A, 9), people(A), beds(B, 7), people(B, value=50_000), units=(A, B), per=PER)
    assert [(it.region, it.value) for it in found.ranking.entries] == [
        (B.code, Decimal("1.4")),
        (A.code, Decimal("0.9")),
    ]
    assert found.figure(found.ranking.entries[0]).display == "1.40张/万人"
    assert found.populations == "2022年末常住人口"


def test_an_approximate_number_is_not_ranked() -> None:
    found = compared(beds(A, 9), beds(B, 7, approx=Approx.OVER))
    assert set(ranks(found)) == {A.code}
    assert [it.region for it in found.ranking.excluded] == [B.code]


def test_a_flow_is_ranked_by_its_total_to_date() -> None:
    flows = [fact(COUNT, PERIOD, value, region=it.code) for it, value in ((A, 5), (B, 8))]
    assert ranks(compared(*flows, indicator=COUNT)) == {B.code: 1, A.code: 2}


# -- real tables ----------------------------------------------------------------------------------
@pytest.fixture
def rank(shipped_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict]]:
    """Runs ``minsheng rank`` on the shipped store; gives (exit code, JSON document)."""
    import json

    def call(indicator: str, period: str, within: str, *more: str) -> tuple[int, dict]:
        arguments = ["rank", "--indicator", indicator, "--period", period, "--within", within, *more]
        code = main([*arguments, "--db", str(shipped_path), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def test_ningde_with_a_zone_without_code(rank) -> None:  # noqa: ANN001
    code, found = rank("medical_aid_dibao", "2024-12", "宁德市")
    assert code == 0
    assert (found["ranked"], found["total"], found["polarity"]) == (10, 10, "neutral")
    assert [row["region_name"] for row in found["rows"]][:3] == ["福安市", "霞浦县", "福鼎市"]
    assert found["rows"][-1]["region"] == "350900-dongqiao"
    assert sum(int(row["value"]) for row in found["rows"]) == int(found["within_value"]) == 66988


def test_chongqing_in_2007_by_the_units_of_its_time_without_subtotals(rank) -> None:  # noqa: ANN001
    _, found = rank("adoption_beds", "2007", "重庆市")
    assert (found["ranked"], found["total"], len(found["missing"])) == (34, 40, 6)
    names = {row["region_name"] for row in found["rows"]}
    assert {"万盛区", "双桥区", "綦江县"} <= names
    assert not {"都市发达经济圈", "一小时经济圈", "渝东北翼", "渝东南翼", "重庆市市本级"} & names


def test_fuzhou_shares_ranks_among_the_rounded(rank) -> None:  # noqa: ANN001
    _, found = rank("城市最低生活保障人数", "2019", "福州市")
    assert [row["rank"] for row in found["rows"]] == [1, 2, 3, 4, 5, 5, 7, 8, 8, 8, 8, 8, 8]


def test_hebei_has_a_plain_mean_and_no_weights_for_another(rank) -> None:  # noqa: ANN001
    _, found = rank("rural_dibao_standard", "2012-12", "河北省")
    assert (found["ranked"], found["total"]) == (11, 11)
    plain = sum(Decimal(row["value"]) for row in found["rows"]) / 11
    assert Decimal(found["mean"]) == plain and found["weighted_mean"] is None


def test_a_standard_has_a_weighted_mean_where_the_recipients_are_known(rank) -> None:  # noqa: ANN001
    _, found = rank("rural_dibao_standard", "2023Q3", "990100")
    assert found["weighted_mean"] != found["mean"]
    assert abs(Decimal(found["weighted_mean"]) - Decimal(found["within_value"])) < 1


def test_the_nation_has_its_thirty_one(rank) -> None:  # noqa: ANN001
    _, found = rank("rural_dibao_standard", "2015Q3", "全国")
    assert (found["ranked"], found["total"], found["missing"]) == (31, 31, [])


def test_towns_of_dehua(rank) -> None:  # noqa: ANN001
    _, found = rank("rural_dibao_persons", "2023Q4", "德化县")
    assert [row["rank"] for row in found["rows"]] == list(range(1, 8))
    assert [it["state"] for it in found["missing"]] == ["not_reported"]


def test_a_demo_county_without_the_service_is_no_zero(rank) -> None:  # noqa: ANN001
    _, found = rank("marriages", "2023Q3", "990100", "--per", "万人")
    assert found["ranked"] == 8
    assert {it["state"] for it in found["missing"]} == {"not_applicable"}
    assert found["per"]["years"] == [2022] and found["unit"] == "对/万人"


def test_a_wrong_call_is_told(rank) -> None:  # noqa: ANN001
    assert rank("dibao_coverage_rate", "2023Q3", "990100", "--per", "万人")[0] == 2
    assert rank("dibao_persons", "2023Q3", "990100", "--per", "棵树")[0] == 2
    assert rank("dibao_persons", "2023Q3", "990122001")[0] == 2


def test_figure_gives_the_same_position(rank, shipped_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ANN001
    import json

    main(["figure", "990123 2023三季度 养老床位合计", "--db", str(shipped_path), "--json"])
    position = json.loads(capsys.readouterr().out)["figures"][0]["position"]
    _, found = rank("elderly_beds_total", "2023Q3", "990100")
    row = next(row for row in found["rows"] if row["region"] == "990123")
    assert (position["rank"], position["ranked"], position["within"]) == (
        row["rank"],
        found["ranked"],
        "990100",
    )
