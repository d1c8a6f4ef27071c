"""Regions: one place over all its codes and names, and what became of every code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.errors import AmbiguousRegion, UnknownRegion
from minsheng.geography.lineage import ONE_TO_ONE, Kind
from minsheng.geography.placenames import code_of, short_names
from minsheng.geography.regions import Region, Regions
from minsheng.period import Period

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OFFICIAL = rows("regions/areacodes.csv")
CHANGES = rows("regions/changes.csv")
ZONES = rows("regions/zones.csv")
REGIONS = Regions(OFFICIAL, ZONES, CHANGES, rows("regions/aliases.csv"))
IN_FORCE = [row for row in OFFICIAL if row["status"] == "在用"]
ENDED = [row for row in OFFICIAL if row["to_year"]]
TOWN = {"code": "990102001", "name": "甲镇", "level": "town", "parent": "990102"}
INVENTED = [
    {"code": "990100", "name": "演示市", "level": "prefecture", "parent": ""},
    {"code": "990102", "name": "甲县", "level": "county", "parent": "990100", "to": "2021-03"},
    {"code": "990103", "name": "甲区", "level": "county", "parent": "990100", "from": "2021-03"},
    {"code": "990104", "name": "乙县", "level": "county", "parent": "990100"},
    {"code": "990105", "name": "丙县", "level": "county", "parent": "990100", "to": "2020-06"},
    {
        "code": "990100-gaoxin",
        "name": "演示高新技术产业开发区",
        "level": "zone",
        "parent": "990100",
        "hosts": "990103|990104",
    },
    TOWN,
]
INVENTED_CHANGES = [
    {"old_code": "990102", "old_name": "甲县", "new_code": "990103", "new_name": "甲区", "date": "2021-03", "kind": "upgrade"},
    {"old_code": "990105", "old_name": "丙县", "new_code": "990104", "new_name": "乙县", "date": "2020-06", "kind": "merge"},
]  # fmt: skip


def period(text: str) -> Period:
    return Period.parse(text)


def names(regions: tuple[Region, ...]) -> list[str]:
    return [region.name for region in regions]


# -- one place over its codes ---------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["370222", "379013", "370282", "370215", "370215000000", "即墨县", "即墨市", "即墨区", "即墨"]
)
def test_jimo_is_one_place_over_all_its_codes_and_names(text: str) -> None:
    assert REGIONS.get(text).code == "370215"


def test_a_place_tells_its_former_codes_oldest_first() -> None:
    assert REGIONS.get("即墨").former_codes == ("370222", "379013", "370282")


@pytest.mark.parametrize(
    ("when", "name", "code"),
    [("1985", "即墨县", "370222"), ("2017Q3", "即墨市", "370282"), ("2017-10", "即墨市", "370282"),
     ("2017-11", "即墨区", "370215"), ("2017Q4", "即墨区", "370215"), ("2017", "即墨区", "370215"), ("2030", "即墨区", "370215")],
)  # fmt: skip
def test_the_name_and_code_are_those_valid_at_the_end_of_the_period(when: str, name: str, code: str) -> None:
    place = REGIONS.get("370215")
    assert (place.name_at(period(when)), place.code_at(period(when))) == (name, code)


def test_a_code_is_valid_only_while_it_is_in_force() -> None:
    assert REGIONS.valid("370282", period("2017Q3")) and not REGIONS.valid("370215", period("2017Q3"))
    assert REGIONS.valid("370215", period("2017Q4")) and not REGIONS.valid("370282", period("2017Q4"))
    assert REGIONS.valid("370215") and not REGIONS.valid("370282") and not REGIONS.valid("370299")


def test_a_county_renamed_under_its_own_code_stays_one_place() -> None:
    place = REGIONS.get("苍山县")
    assert (place.code, place.name, place.former_names) == ("371324", "兰陵县", ("苍山县",))


def test_a_prefecture_that_became_a_city_is_one_place() -> None:
    assert REGIONS.get("542600") is REGIONS.get("林芝市")


# -- merged, split, dissolved ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("370284", "胶南市（370284）2012年12月并入黄岛区（370211）。"),
        ("370205", "四方区（370205）2012年12月并入市北区（370203）。"),
        ("371200", "莱芜市（371200）2019年1月并入济南市（370100）。"),
        ("371202", "莱城区（371202）2019年1月改变隶属关系，更名为莱芜区（370116）。"),
        ("371203", "钢城区（371203）2019年1月改变隶属关系，代码改为370117。"),
        ("370282", "即墨市（370282）2017年11月撤市设区，改为即墨区（370215）。"),
        ("370222", "即墨县（370222）1989年撤县设市，改为即墨市（379013），现为即墨区（370215）。"),
        ("511721", "达县（511721）2013年撤销，行政区域分别划入达川区（511703）、通川区（511702）。"),
        ("500110", "万盛区（500110）2011年并入綦江区（500110），代码改由后者使用。"),
    ],
)
def test_a_code_that_ended_is_explained_in_a_sentence(code: str, sentence: str) -> None:
    assert REGIONS.explain(code) == sentence


def test_a_code_in_force_needs_no_explanation() -> None:
    assert REGIONS.explain("370300") == ""
    assert REGIONS.explain("齐河") == REGIONS.explain("即墨") == ""
    assert REGIONS.explain("即墨市") == REGIONS.explain("370282")


def test_a_merged_county_stays_a_historic_region_with_its_successor() -> None:
    jiaonan = REGIONS.get("胶南市")
    assert (jiaonan.code, jiaonan.historic) == ("370284", True)
    assert names(REGIONS.successors("370284")) == ["黄岛区"]
    assert jiaonan in REGIONS.predecessors("黄岛区")
    assert REGIONS.successors("370211") == ()


def test_a_dissolved_prefecture_and_its_counties_go_separate_ways() -> None:
    assert REGIONS.get("371200").historic
    assert REGIONS.get("371202").code == "370116"
    assert "莱芜区" not in names(REGIONS.children("济南市", period("2018Q4")))
    assert {"莱芜区", "钢城区"} <= set(names(REGIONS.children("济南市", period("2019Q1"))))
    assert REGIONS.parent("370116", period("2018Q4")).code == "371200"
    assert names(REGIONS.successors("341400")) == ["合肥市", "芜湖市", "马鞍山市"]


def test_a_code_given_to_another_place_means_the_place_that_had_it_then() -> None:
    assert REGIONS.get("500110").name == "綦江区"
    wansheng = REGIONS.get("500110", period("2007"))
    assert (wansheng.name, wansheng.code) == ("万盛区", "500110-2011")
    assert REGIONS.get("500110-2011") is wansheng


def test_every_code_that_ended_since_2011_resolves_or_says_why_not() -> None:
    ended = [row for row in ENDED if int(row["to_year"]) >= 2011]
    assert len(ended) >= 367
    for row in ended:
        place = REGIONS.get(row["code"], Period.of_year(int(row["to_year"]) - 1))
        assert row["name"] in {span.name for span in place.spans}
        assert not place.historic or (REGIONS.successors(place.code) and REGIONS.explain(place.code))


def test_every_code_that_ever_ended_leads_to_a_place_or_to_its_successors() -> None:
    for row in ENDED:
        place = REGIONS.get(row["code"], Period.of_year(int(row["to_year"]) - 1))
        assert not place.historic or REGIONS.successors(place.code), row


def test_every_change_is_classified_and_leads_to_a_listed_code() -> None:
    listed = {row["code"] for row in OFFICIAL}
    assert {row["kind"] for row in CHANGES} == {kind.value for kind in Kind}
    assert all({row["old_code"], row["new_code"]} <= listed and row["date"] for row in CHANGES)


# -- the tree -------------------------------------------------------------------------------------
def test_every_present_county_lies_under_a_present_prefecture_or_province() -> None:
    for row in IN_FORCE:
        above = REGIONS.parent(row["code"])
        expected = {"省级": ("nation",), "地级": ("province",), "县级": ("prefecture", "province")}[
            row["level"]
        ]
        assert above.level in expected and not above.historic, row
        assert above.code == "000000" or row["code"][:2] == above.code[:2]


def test_a_present_county_bears_the_name_of_its_prefecture() -> None:
    for row in IN_FORCE:
        if row["level"] == "县级" and row["prefecture"] not in ("", "直辖"):
            assert REGIONS.parent(row["code"]).name == row["prefecture"]


@pytest.mark.parametrize("year", [1985, 1995, 2005, 2012, 2018, 2022])
def test_the_children_of_all_places_are_the_years_list(year: int) -> None:
    when = Period.of_year(year)
    listed = {
        row["code"]
        for row in OFFICIAL
        if int(row["from_year"]) <= year and (not row["to_year"] or year < int(row["to_year"]))
    }
    if (
        year == 2018
    ):  # the list counts 莱芜 as dissolved at the end of 2018; the ministry's monthly list from 2019-01
        listed = listed - {"370116", "370117"} | {"371200", "371202", "371203"}
    below = [it for it in REGIONS if it.existed(when) and it.level in ("nation", "province", "prefecture")]
    found = [
        child.code_at(when)
        for it in below
        for child in REGIONS.children(it.code, when)
        if child.level not in ("zone", "town")
    ]
    assert len(found) == len(set(found))
    assert set(found) == listed


def test_the_districts_of_a_city_follow_the_period() -> None:
    assert {"四方区", "胶南市", "即墨区"} <= set(names(REGIONS.children("青岛市", period("2012Q3"))))
    assert not {"四方区", "胶南市"} & set(names(REGIONS.children("青岛市", period("2012Q4"))))
    assert len(REGIONS.children("青岛市")) == 10


def test_ancestors_lead_up_to_the_nation() -> None:
    assert names(REGIONS.ancestors("370215")) == ["青岛市", "山东省", "全国"]
    assert REGIONS.ancestors("000000") == ()
    assert REGIONS.full_name("370215") == "山东省青岛市即墨区"
    assert REGIONS.full_name("110101") == "北京市东城区"
    assert REGIONS.within("即墨", "山东省") and not REGIONS.within("即墨", "淄博市")
    assert REGIONS.within("370116", "371200", period("2018Q4")) and not REGIONS.within("370116", "371200")


# -- 市本级, zones, towns --------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["370301", "淄博市本级", "淄博市市本级", "370301000000"])
def test_a_code_ending_in_01_is_the_citys_own_share_where_the_lists_have_no_such_code(text: str) -> None:
    own = REGIONS.get(text)
    assert (own.code, own.name, own.level) == ("370301", "淄博市本级", "own")
    assert REGIONS.parent(own.code).code == "370300"
    assert own not in REGIONS.children("370300")


@pytest.mark.parametrize(
    ("code", "name"), [("110101", "东城区"), ("533401", "香格里拉市"), ("659001", "石河子市")]
)
def test_a_listed_code_ending_in_01_is_what_the_list_says(code: str, name: str) -> None:
    assert REGIONS.get(code).name == name


def test_zones_stand_beside_the_counties_of_their_prefecture() -> None:
    below = REGIONS.children("淄博市")
    assert [unit.level for unit in below] == ["county"] * 8 + ["zone"] * 3
    assert REGIONS.get("淄博高新区").code == "370300-gaoxin"
    assert REGIONS.get("高新区", within="370300").code == "370300-gaoxin"
    assert REGIONS.get("370300-gaoxin").hosts == ("370303",)
    with pytest.raises(AmbiguousRegion):
        REGIONS.get("高新区")


def test_the_number_of_the_statistics_bureau_for_a_zone_is_understood() -> None:
    assert REGIONS.get("371471").name == "德州天衢新区"


def test_a_zones_id_is_short_and_never_looks_like_an_area_code() -> None:
    for row in ZONES:
        assert row["code"].isascii() and len(row["code"]) <= 20 and not row["code"].isdigit()
        assert row["code"].startswith(row["parent"] + "-")
        assert all(host in REGIONS for host in row["hosts"].split("|") if host)


def test_a_subtotal_row_is_no_child() -> None:
    assert "130000-chengshi" not in {unit.code for unit in REGIONS.children("河北省")}
    assert [unit.code for unit in REGIONS.subtotals("河北省")] == ["130000-chengshi"]


# -- invented places beside the real ones ---------------------------------------------------------
def test_other_rows_make_other_places() -> None:
    demo = Regions(OFFICIAL, INVENTED, CHANGES + INVENTED_CHANGES)
    assert demo.get("990102").code == "990103" == demo.get("甲县").code
    assert demo.get("甲区").name_at(period("2020Q4")) == "甲县"
    assert demo.get("甲区").name_at(period("2021Q1")) == "甲区"
    assert demo.explain("990105") == "丙县（990105）2020年6月并入乙县（990104）。"
    assert names(demo.children("990100", period("2019Q4"))) == [
        "甲区",
        "乙县",
        "丙县",
        "演示高新技术产业开发区",
    ]
    assert names(demo.children("990100")) == ["甲区", "乙县", "演示高新技术产业开发区"]
    assert names(demo.children("甲区")) == ["甲镇"]
    assert demo.get("990100-gaoxin").hosts == ("990103", "990104")
    assert demo.get("370282").code == "370215"


def test_the_invented_prefecture_lies_in_no_province() -> None:
    demo = Regions(OFFICIAL, INVENTED, CHANGES + INVENTED_CHANGES)
    assert demo.ancestors("990104")[-1].code == "990100"
    assert not demo.within("990104", "000000")
    assert demo.is_demo("990100-gaoxin") and not demo.is_demo("370300")


# -- names ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "code"),
    [("齐河", "371425"), ("高台", "620724"), ("淄博", "370300"), ("承 德 市", "130800"), ("寻甸县", "530129"), ("阿坝州", "513200"),
     ("内蒙古", "150000"), ("西海岸新区", "370211"), ("福建鼓楼区", "350102"), ("山东省青岛市即墨区", "370215"), ("重庆忠县", "500233"),
     ("全国", "000000"), ("吉林", "220000"), ("吉林市", "220200")],
)  # fmt: skip
def test_short_names_spaces_and_paths_are_understood(text: str, code: str) -> None:
    assert REGIONS.get(text).code == code


def test_a_name_of_one_character_needs_its_parent() -> None:
    assert REGIONS.get("忠", within="500000").name == "忠县"
    with pytest.raises(AmbiguousRegion):
        REGIONS.get("忠")


def test_a_name_that_several_places_have_names_them_all() -> None:
    with pytest.raises(AmbiguousRegion) as refused:
        REGIONS.get("鼓楼区")
    assert set(refused.value.candidates) == {"320106", "320302", "350102", "410204"}
    assert "福建省福州市鼓楼区（350102）" in str(refused.value)
    assert REGIONS.get("鼓楼区", within="350100").code == "350102"


def test_an_unknown_name_comes_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownRegion) as refused:
        REGIONS.get("青岛币")
    assert "青岛市" in refused.value.nearest
    assert "青岛币" not in REGIONS and "青岛市" in REGIONS


def test_a_name_used_twice_means_the_place_that_had_it_then() -> None:
    assert REGIONS.get("巢湖市").code == "340181"
    assert REGIONS.get("巢湖市", period("2010")).code == "341400"


# -- laws -----------------------------------------------------------------------------------------
@given(st.sampled_from(OFFICIAL), st.integers(1981, 2030), st.integers(1, 4))
def test_whatever_code_a_place_had_leads_to_it(row: dict[str, str], year: int, quarter: int) -> None:
    when = Period.quarter(year, quarter)
    place = REGIONS.get(row["code"], when)
    assert REGIONS.get(place.code) is place
    assert REGIONS.get(place.code_at(when), when) is place
    assert place.name_at(when) in {span.name for span in place.spans}


@given(st.sampled_from(IN_FORCE), st.integers(1981, 2030), st.integers(1, 4))
def test_a_place_is_among_the_children_of_its_parent_exactly_while_it_exists(
    row: dict[str, str], year: int, quarter: int
) -> None:
    when = Period.quarter(year, quarter)
    place = REGIONS.get(row["code"])
    above = REGIONS.parent(place.code, when)
    assert (place in REGIONS.children(above.code, when)) is place.existed(when)


@given(st.sampled_from(OFFICIAL))
def test_the_spans_of_a_place_follow_each_other_without_overlap(row: dict[str, str]) -> None:
    spans = REGIONS.get(row["code"]).spans
    assert all(
        earlier.end <= later.start + 12 and earlier.start < later.start
        for earlier, later in zip(spans, spans[1:], strict=False)
    )


@given(st.sampled_from([row for row in CHANGES if not row["extent"]]))
def test_only_a_merge_or_a_split_ends_a_place(row: dict[str, str]) -> None:
    before = Period.of_year(int(row["date"][:4]) - 1)
    old = REGIONS.get(row["old_code"], before)
    here = {(span.code, span.name) for span in old.spans}
    lives_on = (row["new_code"], row["new_name"]) in here
    assert lives_on is (Kind(row["kind"]) in ONE_TO_ONE)


@given(st.sampled_from(IN_FORCE))
def test_the_full_path_of_a_place_finds_it(row: dict[str, str]) -> None:
    assert REGIONS.get(REGIONS.full_name(row["code"])).code == row["code"]


@given(st.from_regex(r"[1-9]\d{5}", fullmatch=True))
def test_zeros_behind_a_code_change_nothing(code: str) -> None:
    assert code_of(code) == code_of(code + "000") == code_of(code + "000000") == code


def test_a_short_name_is_never_empty() -> None:
    assert all(short for row in OFFICIAL for short in short_names(row["name"]))
