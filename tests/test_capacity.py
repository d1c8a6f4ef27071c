"""能力和覆盖: computed from its parts by what data says, against calculations by hand; what is missing is named."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from minsheng import places, shipped
from minsheng.capacity.balances import Balance
from minsheng.capacity.capacity import Capacity, capacity
from minsheng.capacity.ratios import CapacityCard
from minsheng.cards import Shelf
from minsheng.facts import Approx, Basis, Fact, State
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.view import markup_capacity

ROWS = [places.rows_of(f"capacity/{name}.csv") for name in ("cards", "balances", "funnels")]
Of = Callable[[str, str], Capacity]


def shelf_of(store: Store, regions: Regions, facts: list[Fact], period: str) -> Shelf:
    return Shelf(
        facts,
        store.catalogue,
        store.breaks(),
        lambda code, when: regions.get(code).name_at(when),
        Period.parse(period),
    )


@pytest.fixture(scope="module")
def of(store: Store, regions: Regions) -> Of:
    return lambda region, period: capacity(
        shelf_of(store, regions, store.facts(regions=[region]), period), *ROWS
    )


def card(found: Capacity, title: str) -> CapacityCard:
    return next(card for group in found.groups for card in group.cards if card.title == title)


def flow(found: Capacity, title: str) -> Balance:
    return next(it for it in found.balances if it.title == title)


def value(found: Capacity, title: str) -> Decimal:
    return card(found, title).figure.fact.value.quantize(Decimal("0.01"))


# -- real places, by hand ---------------------------------------------------------------------------
def test_zibo_2022(of: Of) -> None:
    found = of("370300", "2022")
    assert value(found, "每处长者食堂月服务") == Decimal("218.10")  # 200000 ÷ 917
    assert card(found, "每处长者食堂月服务").figure.display == "220人次"  # 20万 is 19.5 to 20.5万: 213 to 224
    assert value(found, "人均照护时长") == Decimal("506.67")  # 7600000 ÷ 15000
    assert card(found, "人均照护时长").figure.display == "500小时/人"
    assert card(found, "城乡低保标准之比").figure.display == "1.17:1"
    assert card(found, "社会组织年报率").figure.fact.scope == "市管"
    assert card(found, "镇街救助窗口").reason == "缺2022年底的乡级行政区划"
    assert "原文为约数（4000余" in card(found, "社会组织党建入章").reason
    assert flow(found, "长者食堂").words.endswith("期初至少247处")  # 917 − 670


def test_gaotai_2021(of: Of) -> None:
    found = of("620724", "2021")
    assert value(found, "人均服务时长") == Decimal("31.21")  # 98000 ÷ (2352 + 788)
    assert value(found, "次均服务时长") == Decimal("0.98")  # 98000 ÷ 100000
    assert value(found, "人均心理辅导时长") == Decimal("5.45")  # 120 ÷ 22
    persons, households = flow(found, "低保对象（人）"), flow(found, "低保对象（户）")
    assert persons.terms[1].value == 704 + 126
    assert households.terms[1].value == 373 + 88
    assert "缺2020年底的城乡低保人数；缺2021年的退出低保人数" in persons.words
    (funnel,) = found.funnels
    assert funnel.stages[1].share.display == "61.1%"  # 22 ÷ 36


def test_jimo_2022(of: Of) -> None:
    found = of("370215", "2022")
    assert [value(found, f"{name}平台纳管") for name in ("机构", "中心", "站点")] == [
        100,
        100,
        100,
    ]  # 19, 17, 111
    stations = card(found, "镇街社工站覆盖")
    assert stations.figure is None
    assert "只有历年累计数" in stations.reason


def test_the_demo_prefecture_2023(of: Of) -> None:
    found = of("990100", "2023Q4")
    assert value(found, "每处长者食堂月服务") == Decimal("188.69")  # 80383 ÷ 426
    assert value(found, "镇街社工站覆盖") == 100
    assert value(found, "站点平台纳管") == Decimal("88.24")  # 690 ÷ 782
    assert value(found, "老年人平台登记") == Decimal("34.51")  # 327355 ÷ 948465
    persons, households = flow(found, "低保对象（人）"), flow(found, "低保对象（户）")
    assert (persons.gap, persons.words) == (0, "平衡")  # 97108 + 6256 − 7375 = 95989
    assert households.gap == 4  # 57684 + 3741 − 4036 = 57389
    assert households.words == "不平衡：按增减推算应为57389户，期末数多4户，请说明"
    assert flow(found, "城市低保对象（人）").words.endswith("推算退出为2089人")  # 24573 + 1295 − 23779
    assert [stage.share.display for stage in found.funnels[0].stages[1:]] == ["96.4%", "36.7%", "96.1%"]


def test_in_a_quarter_a_flow_table_opens_with_the_years_start(of: Of) -> None:
    found = flow(of("990100", "2023Q3"), "低保对象（人）")
    assert [term.value for term in found.terms] == [97108, 4760, 5550, 96318]
    assert found.words == "平衡"


# -- the law ----------------------------------------------------------------------------------------
def fact(code: str, value: int | None, period: str = "2022", **more) -> Fact:  # noqa: ANN003
    indicator = shipped.catalogue()[code]
    held = {"state": State.NOT_REPORTED} if value is None else {}
    number = None if value is None else Decimal(value)
    return Fact(
        "370303",
        code,
        Period.parse(period),
        more.pop("basis", indicator.basis),
        number,
        indicator.unit,
        **held,
        **more,
    )


def made(store: Store, regions: Regions, *facts: Fact) -> Capacity:
    return capacity(shelf_of(store, regions, list(facts), "2022"), *ROWS)


def test_what_is_to_be_covered_alone_makes_no_card(store: Store, regions: Regions) -> None:
    assert made(store, regions, fact("township_divisions", 12)).is_empty


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({}, "缺2022年底的乡级行政区划"),
        ({"value": None}, "乡级行政区划未报"),
        ({"value": 12, "approx": Approx.OVER}, "乡级行政区划原文为约数"),
        ({"value": 0}, "除数为0"),
    ],
)
def test_a_card_without_a_usable_part_says_which(
    store: Store, regions: Regions, part: dict, reason: str
) -> None:
    facts = [fact("assist_windows", 12)]
    if part:
        facts.append(fact("township_divisions", part.pop("value"), **part))
    found = card(made(store, regions, *facts), "镇街救助窗口")
    assert found.figure is None
    assert found.reason.startswith(reason)


def test_the_population_of_another_year_is_told(store: Store, regions: Regions) -> None:
    facts = [fact("platform_elderly", 50), fact("population_60plus", 200, "2020")]
    found = card(made(store, regions, *facts), "老年人平台登记")
    assert found.figure.fact.value == 25
    assert "分母为2020年数" in found.figure.marks


def test_a_monthly_level_stands_for_its_month_and_a_total_over_years_for_no_stock(
    store: Store, regions: Regions
) -> None:
    level = fact("canteen_service_monthly", 900, basis=Basis.MONTH)
    found = made(store, regions, level, fact("canteens", 3))
    assert value(found, "每处长者食堂月服务") == 300
    since = fact("assist_windows", 12, basis=Basis.SINCE)
    told = card(made(store, regions, since, fact("township_divisions", 12)), "镇街救助窗口")
    assert told.figure is None


def test_every_listed_code_is_in_the_catalogue(store: Store) -> None:
    cards, balances, funnels = ROWS
    codes = {code for row in cards for code in row["candidates"].split("|")}
    codes |= {code for row in funnels for code in row["stages"].split("|")}
    codes |= {row["stock"] for row in balances}
    assert not {code for code in codes if code not in store.catalogue}
    assert all(store.catalogue[code].aggregation != "sum" for code in codes if store.catalogue[code].formula)


def test_the_screen_opens_each_figure_to_its_parts(of: Of) -> None:
    found = of("370300", "2022")
    html = "".join(markup_capacity.group(group) for group in found.groups) + markup_capacity.balances(
        found.balances
    )
    assert "每处长者食堂月服务人次＝长者食堂月服务老人人次÷长者食堂（老年助餐点）" in html
    assert "缺2022年底的乡级行政区划" in html
    assert "期初至少247处" in html
