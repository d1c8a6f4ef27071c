"""Whose return it is and for when: what the head says, what the caller says, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minsheng.errors import AmbiguousRegion, UnknownRegion
from minsheng.geography.regions import Region, Regions
from minsheng.period import Period
from minsheng.returns.dates import without_periods
from minsheng.returns.heading import Head
from minsheng.returns.reading import Issue, Request, error, warning

_AUTHORITY = re.compile(r"(?:民政厅|民政局|民政和.{2,8}局|社会事务局|社会发展局|社会事业局|统计局|人民政府)$")
_PLACE_ENDS = "省市区县州盟旗镇乡"
_PLACE = re.compile(rf"[^\W\d_]{{1,14}}[{_PLACE_ENDS}]")


@dataclass(frozen=True, slots=True)
class Who:
    """The region of a form, or why there is none."""

    region: Region | None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The period of a form, or why there is none."""

    period: Period | None
    issues: tuple[Issue, ...] = ()


def period_of(head: Head, request: Request) -> When:
    """The period that the head prints, made precise or supplied by the request."""
    found = head.finest_periods or _bracketed_years(head)
    distinct = sorted(set(found.values()), key=lambda it: it.order)
    at = next(iter(found), "")
    if len(distinct) > 1:
        shown = "、".join(f"{where}为{period.name}" for where, period in found.items())
        return When(None, (error("period", at, f"表头的报告期前后不一：{shown}。"),))
    if not distinct:
        if request.period:
            return When(request.period)
        return When(None, (undated(),))
    return _agreed(distinct[0], at, request)


def undated() -> Issue:
    """What is said where nothing tells the period."""
    return error("period", "", "表头没有报告期。请补充时期，如2023Q3（命令行用--period）。")


def _bracketed_years(head: Head) -> dict[str, Period]:
    """The year that a title has in brackets: 各城市社会保障(2008)."""
    years = {found[1] for line in head.lines for found in re.finditer(r"[(（]((?:19|20)\d\d)[)）]", line)}
    return {"标题": Period.of_year(int(years.pop()))} if len(years) == 1 else {}


def _agreed(printed: Period, at: str, request: Request) -> When:
    wanted = request.period
    if wanted in (None, printed):
        if printed.kind == "year" and wanted is None:
            said = f"{at}只印了{printed.name}，没有月份或季度，按年度数读取。"
            return When(printed, (warning("period", at, said),))
        return When(printed)
    if printed.kind == "year" and wanted.year == printed.year or printed == wanted.twin:
        return When(wanted)
    return When(None, (error("period", at, f"{at}的报告期是{printed.name}，与指定的{wanted.name}不一致。"),))


def region_of(head: Head, regions: Regions, request: Request) -> Who:
    """The region that the head names by code and name; they must agree with each other and with the request."""
    found, unknown = _coded(head, regions)
    for at, name in head.units.items():
        region = _named(name, list(found.values()), regions, request)
        if region is None:
            known = next(iter(found.values()), None)
            said = (
                f"与地区编码{next(iter(head.codes.values()))}（{known.name}）不符。"
                if known
                else _why(name, regions)
            )
            return Who(None, (error("region", at, f"{at}的编制单位“{name}”认不出：{said}"),))
        found[at] = region
        unknown = [] if region.level == "zone" else unknown  # a zone's code is the statistics bureau's own
    if unknown:
        return Who(None, tuple(unknown))
    if not found and (titled := _titled(head, regions)):
        found["标题"] = titled
    return _one(found, head, regions, request)


def _coded(head: Head, regions: Regions) -> tuple[dict[str, Region], list[Issue]]:
    """The places of the printed codes, and the codes that no place has."""
    found: dict[str, Region] = {}
    unknown = []
    for at, code in head.codes.items():
        try:
            found[at] = regions.get(code)
        except (UnknownRegion, AmbiguousRegion):
            unknown.append(error("region", at, f"{at}的地区编码{code}不在行政区划目录中。"))
    return found, unknown


def _named(name: str, coded: list[Region], regions: Regions, request: Request) -> Region | None:
    """The place of a name; the code or the request decides between places of one name."""
    plain = place_name(name)
    for helper in [*coded, *([request.region] if request.region else [])]:
        if plain in (helper.name, *helper.former_names) or _same(plain, helper, regions):
            return helper
    try:
        return regions.get(plain)
    except (UnknownRegion, AmbiguousRegion):
        return None


def _why(name: str, regions: Regions) -> str:
    """Why a name alone names no place: nothing is called so, or several are."""
    try:
        regions.get(place_name(name))
    except (UnknownRegion, AmbiguousRegion) as unclear:
        return str(unclear)
    return ""


def _same(name: str, region: Region, regions: Regions) -> bool:
    """Whether an ambiguous name can mean the region."""
    try:
        return regions.get(name).code == region.code
    except AmbiguousRegion as ambiguous:
        return region.code in ambiguous.candidates
    except UnknownRegion:
        return False


def _titled(head: Head, regions: Regions) -> Region | None:
    """The place that the title is left with once its own words are gone, or that a line above begins with."""
    for name in (place_in_title(head.title), *_beginnings(head.lines)):
        try:
            if name and (found := regions.find(name)):
                return found
        except AmbiguousRegion:
            continue
    return None


def _beginnings(lines: list[str]) -> Iterator[str]:
    """What lines begin with, as far as it could be the name of a place: 宁德市 of 宁德市分县统计表."""
    for line in lines:
        word = re.sub(
            r"^(?:\d{4}年?(?:度|末|底)?(?:\d{1,2}月份?|[一二三四]季度)?|表?[\d.\-—]+|[(（].*?[)）]|\W)+",
            "",
            line,
        )
        if found := _PLACE.match(word):
            yield from (word[:end] for end in range(len(found[0]), 1, -1) if word[end - 1] in _PLACE_ENDS)
        yield "全国" if re.match(r"全国|各省|各地区?|分省|分地区", word) else ""


def _one(found: dict[str, Region], head: Head, regions: Regions, request: Request) -> Who:
    distinct = {region.code: region for region in found.values()}
    at = next(iter(head.units), None) or next(iter(found), "")
    if len(distinct) > 1:
        shown = "、".join(f"{where}为{it.name}（{it.code}）" for where, it in found.items())
        return Who(None, (error("region", at, f"编制单位与地区编码不符：{shown}。"),))
    if not distinct:
        if request.region:
            return Who(request.region)
        return Who(
            None, (error("region", "", "表头没有编制单位和地区编码。请补充地区（命令行用--region）。"),)
        )
    region = next(iter(distinct.values()))
    if request.region and request.region.code != region.code:
        said = f"{at}的单位是{region.name}，与指定的{request.region.name}不一致。"
        return Who(None, (error("region", at, said),))
    return Who(region, _outdated(head, regions))


def _outdated(head: Head, regions: Regions) -> tuple[Issue, ...]:
    """V53: a code that was not in force in the form's period is read as its present one."""
    period = next(iter(head.finest_periods.values()), None)
    return tuple(
        warning("V53", at, f"{at}的行政区划代码{code}在该时期无效，已按沿革对应。")
        for at, code in head.codes.items()
        if period and not regions.valid(code, period) and not code.startswith("99") and code[4:6] != "01"
    )


def place_name(text: str) -> str:
    """The place in the name of an authority: 福建省民政厅 → 福建省."""
    plain = re.sub(r"\([^()]*\)$", "", "".join(text.split()))
    return _AUTHORITY.sub("", plain)


def place_in_title(title: str) -> str:
    """What is left of a title without its period and its words: 2020年2季度深圳民政统计季报 → 深圳."""
    plain = without_periods(title)
    plain = re.sub(r"\d{4}年度?|份|度|\(.*?\)", "", plain)
    return re.sub(
        r"(?:民政局?厅?|社会服务|事业|统计|数据|季报|月报|快报|年报|报表|表|主要|情况|公布|公报|指标)+",
        "",
        plain,
    )
