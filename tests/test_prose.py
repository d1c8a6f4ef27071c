"""Chinese prose: full-width marks, simplified characters, no stray English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.prose import Kind, faults, full_width

TEXTS = st.text(alphabet=st.sampled_from('年人市，。（”12A a.,:;()!?"%`_-\n繁體'), max_size=30)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("截至2022年底,共有3人.", "截至2022年底，共有3人。"),
        ("单位:万元;口径:期末", "单位：万元；口径：期末"),
        ("养老机构 (含公办) 共12家", "养老机构（含公办）共12家"),
        ('所谓"一老一小"工作', "所谓“一老一小”工作"),
        ("真的吗? 是的!", "真的吗？是的！"),
        ("下降(12.5%)的原因", "下降（12.5%）的原因"),
        ("离结比(离婚/结婚)", "离结比（离婚/结婚）"),
        ("共2人, 3户", "共2人，3户"),
    ],
)
def test_marks_beside_chinese_become_full_width(raw: str, mended: str) -> None:
    assert full_width(raw) == mended


@pytest.mark.parametrize(
    "text",
    [
        "共1,234.56万元，占12.5%",
        "出生性别比为1.17:1，会议10:30开始",
        "见https://www.example.gov.cn/a?b=1,2",
        "公式写成prev(代码)和`a(1), b`",
        "文件演示市_2023年三季度.xlsx已保存",
        "please read this, then go (home).",
        "请先运行minsheng init。",
        "数值1.5、2.5",
    ],
)
def test_numbers_ratios_times_addresses_and_code_stay(text: str) -> None:
    assert full_width(text) == text
    assert faults(text) == []


@given(TEXTS)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = full_width(text)

    assert full_width(once) == once
    assert not [fault for fault in faults(once) if fault.kind is Kind.MARK]


@given(TEXTS)
def test_mending_changes_marks_and_spaces_only(text: str) -> None:
    def rest(words: str) -> list[str]:
        return [character for character in words if character not in ' \t.,:;()!?"，。：；（）！？“”']

    assert rest(full_width(text)) == rest(text)


@given(TEXTS)
def test_a_mark_is_a_fault_exactly_when_mending_changes_it(text: str) -> None:
    marks = [fault for fault in faults(text) if fault.kind is Kind.MARK]

    has_chinese = any("\u4e00" <= character <= "\u9fff" for character in text)
    assert bool(marks) == (full_width(text) != text and has_chinese)


def test_a_fault_says_where_and_what_would_be_better() -> None:
    (fault,) = faults("一共3人,其中")

    assert (fault.kind, fault.at, fault.found, fault.better) == (Kind.MARK, 4, ",", "，")
    assert str(fault) == "半角标点“,”，应为“，”"


def test_traditional_characters_are_found_where_they_stand() -> None:
    assert [fault.found for fault in faults("養老床位")] == ["養"]
    assert faults("乾隆年间") == []


def test_full_width_digits_and_percent_are_found() -> None:
    assert [(fault.found, fault.better) for fault in faults("共４人，占５％")] == [
        ("４", "4"),
        ("５", "5"),
        ("％", "%"),
    ]


def test_english_words_are_found_unless_an_office_uses_them() -> None:
    assert [fault.found for fault in faults("请先upload文件")] == ["upload"]
    assert faults("可粘贴到Word、WPS和Excel，按Ctrl+C复制2022Q3") == []


def test_a_text_without_chinese_is_no_business_of_ours() -> None:
    assert faults("Hello, world (again).") == []
