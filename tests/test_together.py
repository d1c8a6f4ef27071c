"""合计同比: the growth of the units together, on the units that have a like figure in both periods."""

from __future__ import annotations

from decimal import Decimal

from minsheng.comparison import comparison
from minsheng.comparison.comparison import Question
from minsheng.comparison.together import Together, together
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store


def asked(store: Store, regions: Regions, within: str, code: str, period: str) -> Together | None:
    when, place = Period.parse(period), regions.get(within)
    found = comparison.ask(store, regions, Question(store.catalogue[code], when, place), store.breaks())
    codes = [it.code for it in comparison.below(place, when, regions)]
    facts = store.facts(regions=codes, indicators=[code], periods=[when, when.year_before])
    return together(found, facts, store.breaks())


def test_the_sum_is_of_the_units_that_have_both(store: Store, regions: Regions) -> None:
    found = asked(store, regions, "990100", "marriages", "2023Q3")
    when = Period.parse("2023Q3")
    units = [
        it.fact
        for it in comparison.ask(
            store, regions, Question(store.catalogue["marriages"], when, regions.get("990100"))
        ).ranking.entries
    ]
    assert found.counted == len(units) == 8
    assert found.now.fact.value == sum((it.value for it in units), Decimal(0))
    assert found.words == "两期都有可比数的8个县区合计13,170对，同比增长6.6%。"


def test_a_unit_without_last_year_is_in_neither_sum(store: Store, regions: Regions) -> None:
    found = asked(store, regions, "990100", "elderly_beds_total", "2023Q3")
    fewer = _without_a_base(store, regions, "990122")
    assert fewer.counted == found.counted - 1 and fewer.left_out == ("云岫县",)
    assert fewer.now.fact.value < found.now.fact.value and "云岫县未计入" in fewer.words


def _without_a_base(store: Store, regions: Regions, code: str) -> Together:
    when, place = Period.parse("2023Q3"), regions.get("990100")
    question = Question(store.catalogue["elderly_beds_total"], when, place)
    found = comparison.ask(store, regions, question, store.breaks())
    codes = [it.code for it in comparison.below(place, when, regions)]
    facts = store.facts(regions=codes, indicators=["elderly_beds_total"], periods=[when, when.year_before])
    return together(
        found, [it for it in facts if (it.region, it.period) != (code, when.year_before)], store.breaks()
    )


def test_a_ratio_has_no_sum(store: Store, regions: Regions) -> None:
    assert asked(store, regions, "990100", "nursing_beds_share", "2023Q3") is None
