"""Sentences of drafts and what 核稿 makes of their numbers: whose, of when, held against what. True numbers are those of the demo places."""

from __future__ import annotations

import pytest

from minsheng.claims import claims
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification

CITY, DONGZHI, XICEN, YUNXIU, SHITANG, LIUDU, QINGLAN = (
    "990100", "990102", "990103", "990122", "990123", "990121", "990181",
)  # fmt: skip
RIGHT = ("match", None)


@pytest.mark.parametrize(
    ("text", "region", "year", "quote", "verdict"),
    [
        # of when
        ("城市低保月标准：636元（2019年）→711元（2021年）→797元（2023年）。", CITY, 2023, "636元", RIGHT),
        ("城市低保月标准：636元（2019年）→711元（2021年）→799元（2023年）。", CITY, 2023, "799元", ("mismatch", "digits")),
        ("长者食堂2019年末只有90处，2020年108处，2021年164处。", CITY, 2021, "108处", RIGHT),
        ("上半年办理结婚登记1065对，全年结婚登记1996对。", SHITANG, 2019, "1996对", RIGHT),
        ("长者食堂年初36处，年末57处。", XICEN, 2023, "36处", RIGHT),
        ("离婚登记8529对，而前一年是15857对，同比大涨46.2%。", "430600", 2021, "46.2%", ("mismatch", "direction")),
        # whose
        ("全年新建长者食堂153处。东沚、西岑两区并列最多，各21处。", CITY, 2023, "21处", RIGHT),
        ("东沚、西岑两区城市低保对象分别为4384人和4289人。", CITY, 2023, "4384人", RIGHT),
        ("社会组织东沚区登记472个。", CITY, 2022, "472个", RIGHT),
        ("东沚区是演示市的中心城区，14个乡级行政区划里有11个街道。", DONGZHI, 2022, "11个", RIGHT),
        # of what
        ("事实无人抚养儿童198人，生活补贴每月1390元。", QINGLAN, 2021, "1390元", RIGHT),
        ("困难残疾人生活补贴4731人，每人每月112元。", XICEN, 2020, "112元", ("mismatch", "period")),
        ("生活补贴5494人，护理补贴7795人，全年共支出2265.9万元。", DONGZHI, 2022, "2265.9万元", RIGHT),
        ("城市低保对象4671人，农村低保对象2362人，合起来4226户、7033人。", DONGZHI, 2021, "7033人", RIGHT),
        ("全市城乡低保对象98422人，其中住在农村的25375人。", CITY, 2021, "25375人", ("mismatch", "indicator")),
        ("把169名事实无人抚养儿童、50名孤儿记在本上。", LIUDU, 2023, "50名", RIGHT),
        ("年末长者食堂426处，年内新建153处。从存量看，东沚区58处，西岑区57处。", CITY, 2023, "57处", RIGHT),
        ("养老机构15家。\n●2782张\n养老床位合计，比上年增加。", "990105", 2022, "2782张", RIGHT),
        # worked out
        ("低保对象从101038人到95989人，五年增加5049人。", CITY, 2023, "5049人", ("mismatch", "direction")),
        ("2019年末长者食堂90处，2023年末已有426处，增长了4.7倍。", CITY, 2023, "4.7倍", ("mismatch", "measure")),
        ("五年累计新建长者食堂355处，完成适老化改造7819户。", CITY, 2023, "7819户", RIGHT),
        ("节地生态安葬6969例，距8600例的年度目标还有差距，完成率91%。", CITY, 2023, "91%", ("mismatch", "digits")),
        ("新建长者食堂120处，实际建成153处。", CITY, 2023, "120处", RIGHT),
    ],
)  # fmt: skip
def test_a_number_is_that_of_its_words(
    store: Store,
    regions: Regions,
    text: str,
    region: str,
    year: int,
    quote: str,
    verdict: tuple[str, str | None],
) -> None:
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=region, year=year)
    report = verification.verify(found, store, regions, region=region, year=year)
    here = [it for it in report.findings if it.claim.quote == quote]

    assert here and {(it.verdict.value, it.cause and it.cause.value) for it in here} == {verdict}


@pytest.mark.parametrize(
    ("text", "region", "quote", "when", "where"),
    [
        ("58处长者食堂，是上年末37处的1.6倍。", DONGZHI, "37处", "2022", DONGZHI),
        ("西岑区集中供养率40.6%，高于全市平均的37.6%。", CITY, "37.6%", "2023", CITY),
    ],
)
def test_what_a_number_is_compared_with_has_its_own_time_and_place(
    store: Store, regions: Regions, text: str, region: str, quote: str, when: str, where: str
) -> None:
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=region, year=2023)
    one = next(it for it in found if it.quote == quote)

    assert (str(one.period), one.region) == (when, where)


def test_a_part_of_a_place_is_not_held_against_the_whole(store: Store, regions: Regions) -> None:
    text = "结婚登记17498对，市区结婚登记7543对，离婚登记1722对。"
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=CITY, year=2023)

    assert [it.scope for it in found] == ["全部", "市区", "市区"]
