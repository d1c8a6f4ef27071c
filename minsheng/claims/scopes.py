"""The part of a place that a number is of (its scope): what a city runs itself (市管), a town of a county."""

from __future__ import annotations

import re
from collections.abc import Container

from minsheng.claims.passages import clause_start, sentence_start

_GROUP = re.compile(
    r"(?P<group>(?<![\u4e00-\u9fff])市区(?=的|[\d占登记离结办有全])|(?<=[中州华阳])市区(?=[\d登记离结办有全])|市管|市属|市直|市本级|区管|县管|省管|直属事业单位)"
)
_TOWN = re.compile(
    r"(?:(?<=[,。;:为成在对将])|^)(?P<town>(?!全|各|本|我|该|每|新|建|其中)[\u4e00-\u9fff]{1,2}[^城乡集村制建小各\W](?:镇|街道))(?![\u4e00-\u9fff]{0,4}(村|社区)|、|街|级|办)"
)


def scope_told(plain: str, start: int, end: int, places: Container[str]) -> str:
    """The part that the clause of a number names; empty where it names none. ``places`` are the names of whole places."""
    clause = clause_start(plain, start)
    following = re.split(r"[,。;]", plain[end : end + 30])[0]
    group = _group(plain[clause:end] + following) or _group_before(plain, clause)
    return group or _town(plain, clause, start, places)


def _group(clause: str) -> str:
    found = _GROUP.findall(clause)
    return found[-1] if found else ""


def _group_before(plain: str, clause: int) -> str:
    """市区结婚登记7543对，离婚登记1722对: the city itself goes on through its sentence until another part is named."""
    sentence = plain[sentence_start(plain, clause) : clause]
    group = _group(sentence)
    return (
        group
        if group == "市区" and not re.search("全|县|旗|镇|乡|[^市]区", sentence.partition(group)[2])
        else ""
    )


def _town(plain: str, clause: int, start: int, places: Container[str]) -> str:
    for match in reversed(list(_TOWN.finditer(plain, clause, start))):
        if match["town"] in places:
            return ""  # a place of its own, not a part of one
        if "等" not in plain[match.end() : start]:
            return re.sub(r"^(完成|建成|投资|为|在|对|由|将)", "", match["town"])
    inside = re.search(
        r"(?:完成|建成|在|为|对|由)((?!全|各|本)[\u4e00-\u9fff]{1,2}[^城乡集村制建小各\W]镇)(?=和|居|居家|的|综|有|内|辖|[^\u4e00-\u9fff])",
        plain[clause:start],
    )
    return inside[1] if inside else ""
