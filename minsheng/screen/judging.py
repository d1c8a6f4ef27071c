"""The findings of 核稿 on the screen: a card each, the phrase to put there, and a reviewer's word on it."""

from __future__ import annotations

import streamlit as st

from minsheng.editions import collecting, numbers
from minsheng.screen.asking import actor_here
from minsheng.screen.parts import copyable
from minsheng.screen.reading import catalogue, path, place_name, regions, store
from minsheng.screen.telling import told
from minsheng.verification import reviews
from minsheng.verification.given import Given
from minsheng.verification.report import Finding
from minsheng.view import answering, chosen, markup, markup_verify

CARDS = 40  #: findings shown at once


def cited(text: str) -> None:
    """The 数据编号 that a draft cites: what each states, whether it is so today; and those that nobody gave out here."""
    typed = numbers.printed_in(text)
    if not typed:
        return
    found = collecting.collected(store(), regions(), typed)
    unknown = [it for it in typed if it not in {each.member for each in found}]
    with st.container(border=True, key="panel-cited"):
        st.html(f"<style>{answering.STYLE}</style>" + markup.section("文中的数据编号") + chosen.listed(found))
        if unknown:
            st.html(
                markup.notice(
                    f"查不到的数据编号：{'、'.join(unknown)}。请核对字符；别的数据库写出的，请在那里查。"
                )
            )


def _confirm(number: int, finding: Finding) -> None:
    """A reviewer's word on a figure, kept or taken back."""
    st.html(markup_verify.confirmation(finding))
    reason = "" if finding.review else st.text_area("这个数是对的，因为……", key=f"verify-reason-{number}")
    who = actor_here(f"verify-{number}")
    label = "撤回" if finding.review else "保存"
    if st.button(label, type="primary", key=f"verify-keep-{number}"):
        with told():
            if finding.review:
                reviews.take_back(path(), finding.claim, actor=who)
            else:
                reviews.keep(path(), finding.claim, reason or "", actor=who)
            st.rerun()


def _offer(number: int, finding: Finding) -> None:
    """What to do with a finding: copy the phrase to put there, say that it is right, take that back."""
    with st.container(horizontal=True):
        if mend := markup_verify.mended(finding):
            copyable(mend, f"verify-{number}")
        if finding.review or markup_verify.is_open(finding):
            with st.popover("撤回核认" if finding.review else "核认"):
                _confirm(number, finding)


def show(found: list[tuple[int, Finding]], draft: Given) -> None:
    """A card for each finding; the phrase to put there can be copied."""
    if not found:
        st.html(markup.foot("没有这一类的数。"))
    for number, finding in found[:CARDS]:
        with st.container(border=True, key=f"{markup_verify.look(finding)}-finding-{number}"):
            where = draft.place(finding.claim.start)
            st.html(markup_verify.card(number, finding, where, catalogue(), place_name))
            _offer(number, finding)
    if len(found) > CARDS:
        st.html(markup.foot(f"另有{len(found) - CARDS}个未列出，全部见核稿单。"))
