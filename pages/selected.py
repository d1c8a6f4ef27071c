"""已选数据: figures collected on any screen → put in order → one Excel sheet, one paragraph, or a list kept in the store."""

from __future__ import annotations

from functools import partial

import streamlit as st

from minsheng import screen, selections, workbook
from minsheng.editions import collecting
from minsheng.selections import Collection, Kind
from minsheng.view import chosen, markup

KEY = "selected"
NONE = "还没有选。在任何页面点一个数，选“加入已选数据”，就会列在这里；关闭网页后再打开仍在。"
_LIST = st.components.v2.component("minsheng_selected", html=chosen.HTML, css=chosen.CSS, js=chosen.JS)


def members() -> list[str]:
    """What the browser says is collected, or the kept list that was just opened."""
    return list(st.session_state.get("selected_members", []))


def told() -> None:
    """What the browser keeps has changed: the list, or what was used last."""
    st.session_state["selected_members"] = st.session_state[KEY].members or []
    st.session_state["selected_recent"] = st.session_state[KEY].recent or []


def keep(kept: list[str]) -> None:
    """Save the list under a name for everybody, open a saved one, or take one away."""
    saved = {it.name: it for it in selections.named(screen.store(), Kind.PINNED)}
    with st.popover("常用清单"):
        if saved:
            name = st.selectbox("已保存的清单", list(saved), key="selected-saved", placeholder="选择清单")
            left, right = st.columns(2)
            if left.button("打开", disabled=not name, key="selected-open"):
                st.session_state["selected_members"] = list(saved[name].members)
                st.session_state["selected_replace"] = True
                st.rerun()
            if right.button("删除", disabled=not (name and screen.actor()), key="selected-remove"):
                selections.save(screen.path(), Collection(Kind.PINNED, name, ()), actor=screen.actor())
                st.rerun()
        title = st.text_input("保存为", key="selected-name", placeholder="例如：常用数、党组会材料")
        actor = screen.actor()
        if st.button("保存", disabled=not (title.strip() and actor and kept), key="selected-keep"):
            selections.save(screen.path(), Collection(Kind.PINNED, title, tuple(kept)), actor=actor)
            st.rerun()


with screen.told():
    kept, used = members(), list(st.session_state.get("selected_recent", []))
    store, regions = screen.store(), screen.regions()
    found = collecting.collected(store, regions, kept)
    recent = collecting.collected(store, regions, [it for it in used if it not in kept])
    st.html(markup.headline("已选数据", f"共{len(found)}个数。" if found else ""))
    with st.container(border=True, key="panel-selected"):
        _LIST(
            data={
                "members": kept,
                "recent": used,
                "rows": chosen.rows([*found, *recent]),
                "none": NONE,
                "replace": st.session_state.pop("selected_replace", False),
            },
            key=KEY,
            default={"members": kept, "recent": used},
            on_members_change=told,
            on_recent_change=told,
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if found:
            name = workbook.file_name("已选数据", f"{len(found)}个数")
            screen.download("下载Excel", partial(chosen.sheet, found), name, "selected-xlsx")
        keep(kept)
    if found:
        st.html(markup.section("连成一段话"))
        screen.copyable(chosen.paragraph(found), "selected-paragraph")
