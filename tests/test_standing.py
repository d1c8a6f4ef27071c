"""Of which time and vintage a text's figures are: its other numbers decide what a year leaves open."""

from __future__ import annotations

import pytest

from minsheng.claims import claims
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification

# 云岫县 2022: at the year's end and, in brackets, in June: 在院老人 1033 (1003), 留守儿童 1873 (1965), 孤儿 46 (48), 特困 1696 (1695), 高龄津贴
# 12059 (11877), 低保 14720 (14824). In the 核定年报 and, in brackets, in the 快报: 结婚登记 1801 (1799), 离婚登记 554 (553), 火化 2842 (2839).
OF_THE_END = "城乡低保14720人。在院老人1033人。农村留守儿童1873人。特困人员1696人。高龄津贴惠及12059人。城市低保标准每人每月790元。"
OF_JUNE = "城乡低保14824人。在院老人1003人。农村留守儿童1965人。特困人员1695人。高龄津贴惠及11877人。城市低保标准每人每月750元。"


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        (f"2022年，云岫县孤儿48人。{OF_THE_END}", "48人", ("mismatch", "period")),
        (f"2022年，云岫县孤儿46人。{OF_THE_END}", "46人", ("match", None)),
        (f"2022年，云岫县孤儿48人。{OF_JUNE}", "48人", ("match", None)),
        ("2022年，云岫县孤儿48人。", "48人", ("match", None)),
        ("2022年，云岫县离婚登记554对，结婚登记1799对。", "1799对", ("mismatch", "vintage")),
        ("2022年，云岫县离婚登记554对，结婚登记1801对。", "1801对", ("match", None)),
        ("2022年，云岫县离婚登记554对，快报结婚登记1799对。", "1799对", ("match", None)),
        ("2022年，云岫县离婚登记553对，火化遗体2839具，结婚登记1799对。", "1799对", ("match", None)),
        ("2022年，云岫县据核定年报结婚登记1799对。", "1799对", ("mismatch", "vintage")),
    ],
)
def test_what_a_year_leaves_open_is_told_by_the_other_numbers(
    store: Store, regions: Regions, text: str, quote: str, verdict: tuple[str, str | None]
) -> None:
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region="990122", year=2022)
    report = verification.verify(found, store, regions, region="990122", year=2022)
    one = next(it for it in report.findings if it.claim.quote == quote)
    assert (one.verdict.value, one.cause and one.cause.value) == verdict
