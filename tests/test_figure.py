"""How a figure is worded: every sentence as a Chinese statistician would write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minsheng import figure
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Kind
from minsheng.facts import Approx, Basis, State
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from tests.makers import COUNT, FLOW, STOCK, fact

RATIO = Indicator("dibao_standard_ratio", "城乡低保标准之比", unit="倍", kind="ratio", decimals=2)


def show(indicator: Indicator, period: str, value: str | int | None, **more: object) -> Figure:
    return Figure(fact(indicator, period, value, **more), indicator, "淄博市")


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (show(STOCK, "2022Q3", 27412), "截至2022年9月底，淄博市养老床位合计27412张。"),
        (show(COUNT, "2022", 17570), "2022年，淄博市结婚登记17570对。"),
        (show(COUNT, "2022-11", 16000), "2022年1—11月，淄博市结婚登记16000对。"),
        (show(COUNT, "2022", 35000, basis=Basis.SINCE, since_from="2017-11", approx=Approx.OVER), "2017年11月至2022年底，淄博市结婚登记累计35000余对。"),
        (show(COUNT, "2022", 300, basis=Basis.TARGET), "2022年，淄博市结婚登记目标为300对。"),
        (show(COUNT, "2022", 760, basis=Basis.AVERAGE, since_from="2017", approx=Approx.OVER), "2017—2022年，淄博市结婚登记年均760余对。"),
        (show(FLOW, "2022", 127000000, approx=Approx.ABOUT, resolution=Decimal(1000000)), "2022年，淄博市民政事业费累计支出约1.27亿元。"),
        (show(RATIO, "2022", "1.17", resolution=Decimal("0.01")), "2022年，淄博市城乡低保标准之比为1.17:1。"),
        (show(STOCK, "2022", 39, scope="张店+高新+经开"), "截至2022年底，淄博市养老床位合计（张店+高新+经开）39张。"),
        (show(STOCK, "2022", 5, pending=True, inferred=True), "截至2022年底，淄博市养老床位合计5张（待核、推定）。"),
        (show(STOCK, "2022", None), "截至2022年底，淄博市养老床位合计未报。"),
    ],
)  # fmt: skip
def test_sentences(shown: Figure, sentence: str) -> None:
    assert shown.sentence() == sentence


def test_every_state_has_its_word() -> None:
    for state in State:
        if state is not State.VALUE:
            assert show(STOCK, "2022", None, state=state).display not in ("", "0张", "—")


def test_a_screen_groups_digits_and_prose_does_not() -> None:
    shown = show(STOCK, "2022", 27412)
    assert (shown.display, shown.prose) == ("27,412张", "27412张")


def change(
    value: str | None, unit: str = "%", absolute: str = "0", kind: Kind = Kind.YOY, reason: str = ""
) -> Change:
    return Change(kind, None if value is None else Decimal(value), unit, Decimal(absolute), reason=reason)


@pytest.mark.parametrize(
    ("compared", "words"),
    [
        (change("9.44"), "同比增长9.4%"),
        (change("-1.25"), "同比下降1.3%"),
        (change("0"), "同比持平"),
        (change("0.04"), "同比基本持平"),
        (change("1.6", "百分点"), "同比提高1.6个百分点"),
        (change("-0.2", "千分点"), "同比降低0.2个千分点"),
        (change("-0.10", "倍"), "同比缩小0.1"),
        (change(None, reason="无上年同期数"), "同比：无上年同期数"),
        (change("150", kind=Kind.QOQ), "环比增长150.0%"),
    ],
)
def test_comparisons_in_words(compared: Change, words: str) -> None:
    assert figure.worded(compared) == words


def test_a_fall_is_never_worded_in_times() -> None:
    for value in ("-0.5", "-2", "-10"):
        assert "倍" not in figure.worded(change(value, "倍"))


def test_arrows_carry_no_verb() -> None:
    assert figure.arrowed(change("9.44")) == "▲ 9.4%"
    assert figure.arrowed(change("-1.6", "百分点")) == "▼ 1.6个百分点"
    assert figure.arrowed(change(None)) == "—"


def test_a_flows_quarter_on_quarter_says_single_quarter() -> None:
    series = Series(FLOW, [fact(FLOW, f"2022Q{n}", value) for n, value in ((1, 100000), (2, 300000))])
    assert figure.worded(series.qoq(series.at(Period.parse("2022Q2"), Basis.YTD))) == "单季环比增长100.0%"


def test_progress_against_the_calendar() -> None:
    done = Series(COUNT, []).completion(
        fact(COUNT, "2022Q3", 216), fact(COUNT, "2022", 300, basis=Basis.TARGET)
    )
    assert figure.progress(done) == "完成年度目标的72.0%，比时序进度慢3.0个百分点"
