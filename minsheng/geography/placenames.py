"""How the name of a place is written: spaces, suffixes, short names (齐河县 → 齐河, 寻甸回族彝族自治县 → 寻甸县)."""

from __future__ import annotations

import re
import unicodedata

#: what a functional zone is called for short
_ZONES = {
    "高新技术产业开发区": "高新区",
    "高新技术产业园区": "高新区",
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
    "旅游度假区": "度假区",
}
#: names that every city has: they mean something only below a named place
GENERIC = frozenset(
    "高新区 经开区 开发区 度假区 新区 保税区 综合保税区 工业园区 市辖区 市区 城区 郊区 城市合计 区县合计 本级 市本级".split()
)
_SUFFIX = re.compile(
    r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|省|市|盟|州|县|区|旗|街道|镇|乡)$"
)
_KIND_OF = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
_PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 "
    "土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 裕固 独龙 鄂伦春 保安 各"
).split()
_ENDING = re.compile(
    "(?:(?:" + "|".join(sorted(_PEOPLES, key=len, reverse=True)) + ")族)+$"
    "|(?:蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|壮|回)+(?:族)?$"
)


def tidy(text: str) -> str:
    """A name or code as typed, without spaces and with half-width digits: ``承 德 市`` → 承德市."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))


def code_of(text: str) -> str:
    """The code that a string of digits stands for: 430400000000 → 430400, 350526101000 → 350526101; else empty."""
    if not text.isdigit() or len(text) not in (6, 9, 12):
        return ""
    if len(text) > 6 and set(text[6:]) == {"0"}:
        return text[:6]
    return text[:9] if len(text) == 12 and text.endswith("000") else text


def short_names(name: str) -> tuple[str, ...]:
    """The short forms of a full name, without the name itself; empty where there is none."""
    if zone := next((long for long in _ZONES if name.endswith(long)), None):
        return (name.removesuffix(zone) + _ZONES[zone], _ZONES[zone])
    found = _SUFFIX.search(name)
    if not found or found.start() == 0:
        return ()
    stem = name[: found.start()]
    bare = _without_people(stem) if "自治" in found[1] or stem.endswith("族") else stem
    forms = [bare, bare + _KIND_OF[found[1]]] if found[1] in _KIND_OF else [bare]
    return tuple(dict.fromkeys(form for form in forms if form != name))


def _without_people(stem: str) -> str:
    found = _ENDING.search(stem)
    if not found:
        return stem
    bare = stem[: found.start()]
    return bare if len(bare) > 1 else stem.removesuffix("族")


def needs_context(name: str) -> bool:
    """Whether a name means something only below a named place: 高新区, or a single character (忠 in 重庆)."""
    return len(name) < 2 or name in GENERIC
