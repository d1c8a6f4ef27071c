"""``minsheng rank`` on real tables of all units of a place, against ranks counted by hand from the printed tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from minsheng.__main__ import main
from minsheng.comparison import comparison, verdict
from minsheng.comparison.comparison import Question
from minsheng.comparison.remainder import Apart, explained
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store

Rank = Callable[[str, str, str], dict]


@pytest.fixture
def rank(shipped_path: Path, capsys: pytest.CaptureFixture[str]) -> Rank:
    def call(indicator: str, period: str, within: str) -> dict:
        asked = ["rank", "--indicator", indicator, "--period", period, "--within", within]
        assert main([*asked, "--db", str(shipped_path), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def said(shipped_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str, str], str]:
    def call(indicator: str, period: str, within: str) -> str:
        main(
            [
                "rank",
                "--indicator",
                indicator,
                "--period",
                period,
                "--within",
                within,
                "--db",
                str(shipped_path),
            ]
        )
        return capsys.readouterr().out

    return call


def ranks(found: dict) -> list[tuple[str, int]]:
    return [(row["region_name"], row["rank"]) for row in found["rows"]]


# -- 宁德 2024-12 ------------------------------------------------------------------------------------
NINGDE = (
    "医疗救助对象总数", "医疗救助对象：第一类", "医疗救助对象：特困供养人员", "医疗救助对象：孤儿", "医疗救助对象：事实无人抚养儿童",
    "医疗救助对象：第二类", "医疗救助对象：重点优抚对象", "医疗救助对象：革命“五老”人员", "医疗救助对象：计划生育特殊家庭成员",
    "医疗救助对象：重度残疾人", "医疗救助对象：第三类", "医疗救助对象：最低生活保障对象", "医疗救助对象：农村易返贫致贫人员",
    "医疗救助对象：脱贫（享受政策）人员", "医疗救助对象：第四类（低保边缘家庭成员）", "医疗救助对象：第五类（因病致贫重病患者）",
)  # fmt: skip


@pytest.mark.parametrize("indicator", NINGDE)
def test_ten_units_of_ningde_make_its_total_exactly(rank: Rank, indicator: str) -> None:
    found = rank(indicator, "2024-12", "宁德市")
    assert (found["ranked"], found["total"]) == (10, 10)
    assert sum(Decimal(row["value"]) for row in found["rows"]) == Decimal(found["within_value"])


def test_zeros_of_ningde_are_zeros_and_share_their_place(rank: Rank) -> None:
    found = rank("医疗救助对象：革命“五老”人员", "2024-12", "宁德市")
    assert ranks(found)[:4] == [("古田县", 1), ("蕉城区", 2), ("福鼎市", 3), ("屏南县", 4)]
    assert {(row["rank"], row["value"], row["tied"]) for row in found["rows"][4:]} == {(5, "0", True)}
    assert found["rows"][4]["region"] and "350900-dongqiao" in {row["region"] for row in found["rows"]}


# -- 重庆 2007 ---------------------------------------------------------------------------------------
def test_chongqing_ranks_thirty_four_of_forty_with_ties(rank: Rank) -> None:
    found = rank("收养性社会福利单位机构数", "2007", "重庆市")
    assert (found["ranked"], found["total"], len(found["missing"])) == (34, 40, 6)
    by_name = {row["region_name"]: (row["rank"], row["tied"]) for row in found["rows"]}
    assert by_name["开县"] == (1, False) and by_name["渝北区"] == by_name["云阳县"] == (9, True)
    assert by_name["北碚区"] == by_name["丰都县"] == (11, True) and by_name["涪陵区"] == (13, False)
    assert by_name["沙坪坝区"] == by_name["綦江县"] == by_name["璧山县"] == (25, True)
    assert by_name["大渡口区"] == by_name["双桥区"] == (33, True)


def test_an_empty_cell_is_a_gap_and_no_zero(rank: Rank) -> None:
    found = rank("城镇便民利民服务网点", "2007", "重庆市")
    missing = {it["region_name"]: it["state"] for it in found["missing"]}
    assert (
        found["ranked"] == 31
        and missing["垫江县"] == missing["奉节县"] == missing["巫溪县"] == "not_reported"
    )
    assert ranks(found)[-1] == ("璧山县", 31)


def test_the_rest_of_chongqing_is_what_is_not_listed_and_its_own_share(said) -> None:  # noqa: ANN001
    beds, homes = (said(it, "2007", "重庆市") for it in ("adoption_beds", "收养性社会福利单位机构数"))
    assert "差9,202张（一小时经济圈小计比所列23个县区之和多3,159张，为不在各县区内的本级等部分" in beds
    assert "渝东南翼6个县区未列出，小计6,043张" in beds
    assert "多8个，为不在各县区内的本级等部分" in homes and "都市发达经济圈" not in homes
    facilities = said("城镇社区服务设施", "2007", "重庆市")
    assert "渝东南翼6个县区未列出，小计165个" in facilities and "本级等" not in facilities


def test_a_subtotal_inside_another_is_not_told_twice() -> None:
    rows = [
        Apart("外", Decimal(12), ("a", "b", "c")),
        Apart("内", Decimal(9), ("a", "b")),
        Apart("本级", Decimal(2)),
    ]
    listed = {"a": Decimal(3), "b": Decimal(3), "c": Decimal(3)}
    told = explained(Decimal(5), rows, listed, "县区", lambda it: f"{it}张")
    assert told == "外小计比所列3个县区之和多3张，为不在各县区内的本级等部分；本级2张"


# -- rural standards, three dates ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("within", "period", "count", "first", "last"),
    [
        ("河北省", "2012-09", 11, "唐山市", "保定市"),
        ("河北省", "2013-09", 11, "廊坊市", "邢台市"),
        ("山西省", "2012-12", 11, "太原市", "忻州市"),
        ("辽宁省", "2012-09", 14, "盘锦市", "阜新市"),
        ("辽宁省", "2013-09", 13, "大连市", "阜新市"),
    ],
)
def test_rural_standards_of_prefectures(
    rank: Rank, within: str, period: str, count: int, first: str, last: str
) -> None:
    found = rank("rural_dibao_standard", period, within)
    assert (found["ranked"], found["rows"][0]["region_name"]) == (count, first)
    assert found["rows"][-1]["region_name"] == last


def test_a_mean_of_standards_says_that_it_is_unweighted_and_no_weight_is_guessed(rank: Rank, said) -> None:  # noqa: ANN001
    found = rank("rural_dibao_standard", "2013-09", "辽宁省")
    plain = sum(Decimal(row["value"]) for row in found["rows"]) / 13
    assert Decimal(found["mean"]) == Decimal(found["benchmark"]["value"]) == plain
    assert found["benchmark"]["kind"] == "未加权平均" and found["weighted_mean"] is None
    text = said("rural_dibao_standard", "2013-09", "辽宁省")
    assert "13个市州未加权平均" in text and "加权平均2" not in text.replace("未加权平均2", "")
    assert [it["region_name"] for it in found["missing"]] == ["盘锦市"]


def test_a_mean_by_recipients_stands_beside_it_by_its_name(store: Store, regions: Regions) -> None:
    question = Question(
        store.catalogue["rural_dibao_standard"], Period.parse("2023Q3"), regions.get("990100")
    )
    told = verdict.means(comparison.ask(store, regions, question, store.breaks()))
    assert "未加权平均" in told and "按农村低保人数加权平均" in told


# -- 昆明, 德化 ----------------------------------------------------------------------------------------
def test_a_word_in_a_column_of_numbers_is_no_gap(rank: Rank) -> None:
    found = rank("rural_dibao_standard", "2018-07", "昆明市")
    assert (found["ranked"], found["total"]) == (10, 19)
    assert {(row["rank"], row["tied"], row["value"]) for row in found["rows"]} == {(1, True, "4080")}
    assert {it["state"] for it in found["missing"]} == {"not_applicable"}
    assert all("城乡一体" in it["note"] for it in found["missing"])
    assert next(it["colour"] for it in found["lamps"] if it["name"] == "报送齐全") == "green"


def test_sixteen_first_places_are_followed_by_the_seventeenth(rank: Rank) -> None:
    found = rank("urban_dibao_standard", "2018-07", "昆明市")
    assert [row["rank"] for row in found["rows"]] == [1] * 16 + [17] * 3
    assert {row["region_name"] for row in found["rows"][16:]} == {
        "东川区",
        "禄劝彝族苗族自治县",
        "寻甸回族彝族自治县",
    }


@pytest.mark.parametrize(
    ("period", "order"),
    [
        ("2024-02", [("龙浔镇", 1), ("浔中镇", 2)]),
        ("2024-06", [("龙浔镇", 1), ("浔中镇", 2)]),
        ("2024-10", [("龙浔镇", 1), ("浔中镇", 2), ("上涌镇", 3)]),
    ],
)
def test_towns_of_dehua_by_urban_recipients(rank: Rank, period: str, order: list[tuple[str, int]]) -> None:
    assert ranks(rank("urban_dibao_persons", period, "德化县")) == order


def test_the_gap_of_dehua_is_told(said) -> None:  # noqa: ANN001
    assert "差3人（未报单位或本级等未列出的部分）" in said("urban_dibao_persons", "2024-02", "德化县")


# -- means of ratios -----------------------------------------------------------------------------------
def test_the_benchmark_of_a_ratio_is_recomputed_from_its_parts(store: Store, regions: Regions) -> None:
    question = Question(
        store.catalogue["elderly_occupancy_rate"], Period.parse("2023Q3"), regions.get("990100")
    )
    found = comparison.ask(store, regions, question, store.breaks())
    parts = [it.fact.derivation.operands for it in found.ranking.entries]
    residents, beds = (sum((own[at].value for own in parts), Decimal(0)) for at in (0, 1))
    assert found.benchmark.kind == "合并平均"
    assert found.benchmark.value == residents / beds * 100 != found.ranking.mean


# -- lineage -------------------------------------------------------------------------------------------
def test_the_growth_of_jinan_carries_the_break_of_2019(store: Store, regions: Regions) -> None:
    cut = next(it for it in store.breaks() if it.region == "370100" and str(it.from_period) == "2019-01")
    assert "莱芜市" in cut.reason and "并入" in cut.reason
    before, after = (
        {
            it.name_at(Period.parse(when))
            for it in comparison.below(regions.get("370100"), Period.parse(when), regions)
        }
        for when in ("2018Q4", "2019Q1")
    )
    assert after - before >= {"莱芜区", "钢城区"}
