"""通报 as a person meets it: on every kind of place, its annexes, its scores, its template."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests import screens
from tests.screens import words

pytestmark = pytest.mark.usefixtures("shipped_shown")


def opened(region: str, period: str, view: str = "全文") -> AppTest:
    return screens.opened("bulletin", chosen={"bulletin-view": view}, region=region, period=period)


def test_the_text_stands_there_as_it_will_be_printed_and_can_be_taken_home() -> None:
    test = opened("990100", "2023Q3")
    assert not test.exception and not test.error
    told = words(test)
    assert (
        "3项年度任务中2项落后于时序进度" in told and "各县（市、区）民政局" in told and "四、下步要求" in told
    )
    assert {"下载Word", "下载PPT", "下载Excel"} <= {it.label for it in test.get("download_button")}


def test_each_score_opens_its_ground() -> None:
    test = opened("990100", "2023Q3", "考核评分")
    test.selectbox(key="bulletin-unit").set_value("990121").run()
    told = words(test)
    assert (
        not test.error and "11个单位中居第3位" in told and "迟报（扣分）" in told and "也不按零分计" in told
    )


def test_every_annex_can_be_seen() -> None:
    test = opened("990122", "2023Q3", "附表")
    assert not test.error and "附件1" in words(test)


def test_the_template_can_be_taken_home() -> None:
    test = opened("990100", "2023Q3", "样式")
    assert not test.error and "现用随附的样式" in words(test)
    assert [it.label for it in test.get("download_button")] == ["导出样式（Excel）"]


@pytest.mark.parametrize(
    ("region", "period", "says"),
    [
        ("350900", "2024Q4", "医疗救助对象"),
        ("370300", "2022", "没有可以通报的数据"),
        ("990102", "2023Q3", "没有下级单位"),
    ],
)
def test_every_kind_of_place(region: str, period: str, says: str) -> None:
    test = opened(region, period)
    assert not test.exception and not test.error and says in words(test)


def test_a_wrong_date_is_told() -> None:
    test = opened("990100", "2023Q3")
    test.text_input(key="bulletin-date").set_value("十月").run()
    assert "不是日期" in test.error[0].value
