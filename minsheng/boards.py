"""What 县区对比 shows of a board, panel by panel: the order, one unit among the others, the other looks."""

from __future__ import annotations

from minsheng.comparing import Board
from minsheng.comparison import verdict
from minsheng.comparison.comparison import Comparison
from minsheng.comparison.trajectories import Trajectories
from minsheng.view import charts_compare, charts_profile, maps, markup_compare
from minsheng.view.panel import Panel, Plot, notes, panel

SHOWN = 8  #: figures of a profile; the matrix has all
MANY = 15  #: more bars than these scroll in their card


def order(board: Board) -> Panel:
    """The bars, what is not among them, and the means."""
    found = board.found
    right = "按数值排列" if found.ranking.is_neutral else "位次"
    title = f"{found.indicator.title}，{found.when}（{found.indicator.unit}）"
    bars = charts_compare.bars(found, board.focus, board.near)
    return panel(
        "panel-order",
        markup_compare.head(title, right),
        Plot(bars, "bars", charts_compare.alt(found), found.ranking.ranked > MANY),
        notes(
            verdict.below(found),
            (verdict.means(found), verdict.means_told(found)),
            (board.together.words, board.together.told) if board.together else None,
            board.chance,
            (found.remainder, [found.whole]),
        ),
    )


def unit(board: Board) -> list[Panel]:
    """The unit's profile, what is worse and getting worse, and who it is compared with."""
    rows, found = board.rows[:SHOWN], board.found
    title = f"{board.name}画像：与{found.place}各{found.noun}相比"
    profile = panel(
        "panel-profile",
        markup_compare.head(title, "竖线为平均，空心为上年"),
        Plot(charts_profile.spine(rows, board.focus), "spine", charts_profile.spine_alt(rows, board.focus)),
        notes(*board.worse, "深色为中间一半单位；灰点为中性指标，不评优劣。"),
    )
    return [profile] if rows else []


def likes(board: Board) -> tuple[str, str]:
    """Who the unit is compared with: a kept group by its name, else those in a like position."""
    found = board.found
    if board.group:
        head = markup_compare.head(f"比较组：{board.group.name}", "自选，不作绩效评价")
        return head, markup_compare.group(found, board.group.members, board.focus)
    head = markup_compare.head(f"与{board.name}条件相近的{found.noun}", "不作绩效评价")
    return head, markup_compare.near(found, board.peers)


def table(board: Board) -> Panel:
    """The order as a table."""
    return panel("panel-view", markup_compare.ranks(board.found, board.focus))


def geography(board: Board, remarks: list[str]) -> Panel:
    """The map, or tiles."""
    drawn, said = maps.drawn(board.found, board.focus)
    return panel("panel-view", Plot(drawn, "map", charts_compare.alt(board.found)), notes(*remarks, said))


def histories(board: Board, shown: Trajectories) -> Panel:
    """Small histories of all units."""
    if not shown.lines:
        return panel("panel-view", notes(*(shown.notes or ("没有可画的数据。",))))
    drawn = charts_profile.multiples(shown.lines, board.focus, shown.words)
    alt = charts_profile.multiples_alt(shown.lines, shown.words)
    return panel("panel-view", Plot(drawn, "many", alt), notes(*shown.notes))


def matrix(board: Board) -> Panel:
    """Units by figures; the plain table where too few figures are there."""
    if not board.rows:
        return table(board)
    drawn = markup_compare.matrix(board.rows, board.found.units, board.focus)
    return panel("panel-view", drawn, notes(markup_compare.MATRIX_NOTE))


def two(board: Board, other: Comparison) -> Panel:
    """Two figures at once."""
    drawn = charts_compare.scatter(board.found, other, board.focus, board.near)
    said = "图只表示两项数值同时出现，不表示因果；描边为条件相近或比较组的单位。"
    return panel("panel-view", Plot(drawn, "two", charts_compare.alt(other)), notes(said))
