"""文稿 as a writer meets it: chapters, kinds, typing, ticks, versions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from minsheng.editions import editions, unkept
from minsheng.store.reading import Store
from tests import screens
from tests.screens import html


@pytest.fixture(scope="module")
def path(shipped_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manuscript") / "store"
    shutil.copytree(shipped_path.parent, folder, symlinks=True)
    return folder / shipped_path.name


@pytest.fixture(autouse=True)
def own_store(path: Path, show: Callable[[Path], None]) -> None:
    """Nobody has left a text unkept."""
    shutil.rmtree(unkept.folder(path), ignore_errors=True)
    show(path)


def opened(**chosen: object) -> AppTest:
    return screens.opened("manuscript", chosen=chosen, region="990100", period="2023Q4")


def said(page: AppTest) -> str:
    assert not page.exception, page.exception[0].value
    return html(page)


def bound(page: AppTest) -> list[str]:
    """The numerals of the paragraphs that open what defends them."""
    return re.findall(r'class="ms-use ms-num"[^>]*>([^<]+)<', said(page))


def step(page: AppTest, key: str, value: str) -> AppTest:
    """Choose in a row of choices."""
    page.session_state[key] = value
    return page.run()


def test_the_opening_chapter_is_shown_with_its_figures_counted() -> None:
    page = opened()

    assert "报表核定" in said(page)
    assert bound(page)


def test_typing_over_a_number_is_put_back_and_said() -> None:
    page = opened()
    place = next(
        int(it.key.removeprefix("open-")) for it in page.button if it.key and it.key.startswith("open-")
    )
    page.button(key=f"open-{place}").click().run()
    area = page.text_area(key=f"text-{place}")
    quote = next(it for it in bound(page) if area.value.count(it) == 1)
    area.set_value(area.value.replace(quote, "98765户") + "我们自己写的一句话。")
    next(it for it in page.button if it.label == "保存改写").click().run()

    assert f"“{quote}”被改为“98765户”" in said(page)
    assert "我们自己写的一句话。" in said(page)
    assert quote in bound(page)


def test_a_figure_is_ticked_out_and_says_so() -> None:
    page = step(opened(), "manuscript_mode", "取舍")
    ticked = next(it for it in page.checkbox if it.value and not it.disabled)
    name = ticked.label
    ticked.uncheck().run()
    again = next(it for it in page.checkbox if it.label == name)

    assert not again.value
    assert "已由编写人取下" in said(page)


def test_a_version_is_kept_by_name_and_opened_again(path: Path) -> None:
    page = step(opened(actor="王写"), "manuscript_mode", "存稿")
    page.text_input(key="manuscript_note").set_value("送审").run()
    page.button(key="manuscript_keep").click().run()
    assert page.success[0].value.startswith("已存为第1号。")
    version = editions.listed(Store(path))[0]
    assert (version.state, version.actor, version.note) == ("存稿", "王写", "送审")

    dropped = step(page, "manuscript_mode", "写稿")
    paragraphs = bound(dropped)
    next(it for it in dropped.button if it.key and it.key.startswith("drop-")).click().run()
    assert bound(dropped) != paragraphs
    step(dropped, "manuscript_mode", "存稿").button(key="manuscript_load").click().run()
    assert bound(step(dropped, "manuscript_mode", "写稿")) == paragraphs


@pytest.mark.parametrize(
    ("kind", "time", "title"),
    [
        ("工作小结", "上半年", "2023年上半年民政工作小结"),
        ("多年回顾", "2020年以来", "2020年以来民生答卷"),
        ("工作总结", "全年", "2023年民政工作总结"),
    ],
)
def test_any_kind_of_text_is_written_and_kept_as_it_was_asked(
    path: Path, kind: str, time: str, title: str
) -> None:
    page = step(opened(actor="王写"), "manuscript_kind", kind)
    choice = next(it for it in page.selectbox if it.key and it.key.startswith(f"manuscript_time_{kind}"))
    choice.select(time).run()
    assert f"{title}》：报表核定" in said(page)
    step(page, "manuscript_mode", "存稿")
    page.button(key="manuscript_keep").click().run()

    kept = editions.listed(Store(path))[0]
    assert kept.title.endswith(title)
    assert kept.asked.internal == (kind == "工作总结")


def dropped(page: AppTest) -> AppTest:
    """The text without its first paragraph."""
    return next(it for it in page.button if it.key and it.key.startswith("drop-")).click().run()


def test_what_was_not_kept_is_there_after_a_reload_and_can_be_given_up() -> None:
    page = opened()
    before = bound(page)
    left = bound(dropped(page))
    assert left != before
    again = opened()  # another session, as after a reload
    assert bound(again) == left and "还没有存稿的文稿" in said(again)
    again.button(key="manuscript_fresh").click().run()
    assert "还没有存稿" not in said(again)
    assert bound(opened()) == before


def test_a_kept_version_leaves_nothing_unkept() -> None:
    page = dropped(opened(actor="王写"))
    step(page, "manuscript_mode", "存稿").button(key="manuscript_keep").click().run()
    assert page.success and "还没有存稿" not in said(opened())


def test_two_windows_on_one_text_do_not_overwrite_each_other() -> None:
    one, two = opened(), opened()
    first = bound(dropped(one))
    assert "另一个窗口也在改这篇文稿" in said(dropped(dropped(two)))
    later = opened()
    assert bound(later) == first


def test_changes_are_given_up_for_a_new_draft() -> None:
    page = opened()
    first = next(it for it in page.button if it.key and it.key.startswith("drop-"))
    before = bound(page)
    first.click().run()
    assert bound(page) != before
    step(page, "manuscript_mode", "存稿")
    page.button(key="manuscript_anew").click().run()
    step(page, "manuscript_mode", "写稿")

    assert bound(page) == before


def test_without_a_name_nothing_is_kept() -> None:
    page = step(opened(), "manuscript_mode", "存稿")

    assert page.button(key="manuscript_keep").disabled
