"""What the words name, held against what was spoken of: the part of an area, what the domain at hand calls alike, the counterpart told before."""

from __future__ import annotations

import re

from minsheng.catalogue import Catalogue
from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.numbers import Number
from minsheng.claims.record import Claim
from minsheng.claims.said import Said

_AREA = re.compile("城市|农村")
#: what those who live in a home are called in the names of the catalogue
_LIVING = re.compile("(年末)?(在院|收养|入住|收治)(老年人|老人|儿童|对象|人员)?(人数)?")
_OF_BEDS = re.compile("年?末?床位数?$")
_OF_MONEY = re.compile("支出|资金|标准|补贴|补助|低保金|人数|户数|[。;]")
_BARE_RATE = re.compile("(入住|使用|利用|空置)率")
#: 城市…人，全市低保金…: said of the whole again
_OF_ALL = re.compile(r"城乡|全[市县区省]|合计|总计|共计|共(?!同)|两项|均")


class Nearer:
    """The bounds of one text, brought nearer to what it speaks of. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, catalogue: Catalogue) -> None:
        self.masked, self.catalogue = masked, catalogue

    def twin(self, bound: Bound, earlier: list[Claim]) -> Bound:
        """城市低保…；农村低保…: of what the words leave open, that whose counterpart by area was told before."""
        told = {self.catalogue[it.indicator or ""].name for it in earlier}
        areas = {"农村": "城市", "城市": "农村"}
        names = {code: self.catalogue[code].name for code in bound.candidates}
        found = [code for code, name in names.items() if f"{areas.get(name[:2], '')}{name[2:]}" in told]
        return Bound(found[0], bound.phrase, inferred=True) if len(found) == 1 else bound

    def open_to_kin(self, number: Number, bound: Bound, said: list[Said], earlier: list[Claim]) -> Bound:
        """高龄津贴…人，护理补贴…人: a short name that something of the domain just spoken of has too leaves both open.

        So does a rate without a noun (使用率) where neither of what it divides has been told.
        """
        last = next((one.code for one in reversed(said) if one.code), None)
        mine = self.catalogue[bound.code]
        if last and mine.formula and _BARE_RATE.search(bound.phrase):
            told = {last, *(one.code for one in said), *(it.indicator for it in earlier)}
            named = (
                "养老" in bound.phrase
                or bound.code in told
                or any(it.code in told for it in mine.formula.operands)
            )
            return bound if named else Bound(candidates=(bound.code,))
        if last is None or self.catalogue[last].domain == mine.domain or bound.phrase == mine.name:
            return bound
        kin = [
            it.code
            for it in self.catalogue
            if it.domain == self.catalogue[last].domain
            and any(bound.phrase in name for name in (it.name, it.short_name, *it.aliases))
            and (cost := fit(number.measured, it)) is not None
            and cost <= 0.5
        ]
        return Bound(candidates=(*kin[:2], bound.code), phrase=bound.phrase) if kin else bound

    def of_its_home(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """儿童福利院床位35张，在院13人: those who live in the homes whose beds were told last."""
        last = next((one.code for one in reversed(said) if one.code), None)
        if number.unit != "人" or last is None or self.catalogue[last].unit != "张":
            return bound
        if not _LIVING.search(self.catalogue[bound.code].name):
            return bound
        home = _OF_BEDS.sub("", self.catalogue[last].name)
        found = [
            it.code
            for it in self.catalogue
            if it.unit == "人" and it.name.startswith(home) and _LIVING.fullmatch(it.name.removeprefix(home))
        ]
        return Bound(found[0], bound.phrase) if len(found) == 1 else bound

    def parallel(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """向农村低保对象发放临时补贴…万元，向城市低保对象发放…万元: the same of the other area."""
        last = next((one for one in reversed(said) if one.code), None)
        mine = self.catalogue[bound.code].name
        told = self.catalogue[last.code or ""].name if last else ""
        other = {"城市": "农村", "农村": "城市"}.get(told[:2])
        words = self.masked[last.end : number.start] if last else ""
        if other is None or not mine.startswith(other) or other not in words or _OF_MONEY.search(words):
            return bound
        found = [
            it.code
            for it in self.catalogue
            if it.name == other + told[2:]
            and fit(number.measured, it) == fit(number.measured, self.catalogue[bound.code])
        ]
        return Bound(found[0], bound.phrase) if len(found) == 1 and found[0] != bound.code else bound

    def of_its_area(self, number: Number, bound: Bound, said: list[Said]) -> Bound:
        """享受城市低保24573人，全年发放低保金…: what is said of the whole in the words after a part of it is of that part.

        Unless another part was named before without its own: then it is of both.
        """
        coded = [one for one in said if one.code]
        if item := self._item_of(number, bound, coded):
            return item
        areas = [_AREA.match(self.catalogue[one.code or ""].name) for one in coded]
        area = areas[-1] if areas else None
        if (
            area is None
            or _AREA.match(self.catalogue[bound.code].name)
            or _OF_ALL.search(self.masked[coded[-1].end : number.start])
        ):
            return bound
        parts = {
            it.name[:2]: it.code for it in self.catalogue if it.parent == bound.code and _AREA.match(it.name)
        }
        told = {one.code for one in coded}
        others = {it[0] for it in areas if it and it[0] != area[0]}
        if area[0] not in parts or parts[area[0]] in told or bound.code in told:
            return bound
        if any(other in parts and parts[other] not in told for other in others):
            return bound
        counted = self.catalogue[coded[-1].code or ""].unit in ("人", "户", "人次")
        near = counted and self._kind(coded[-1].code or "") == self._kind(parts[area[0]])
        return Bound(parts[area[0]], bound.phrase, inferred=True) if near else bound

    def _item_of(self, number: Number, bound: Bound, coded: list[Said]) -> Bound | None:
        """农村低保支出6022.7万元，其中低保金5922.9万元: the item of that name among the parts of what was told last."""
        if not coded or not re.match("[,(]其中", self.masked[coded[-1].end : number.start]):
            return None
        area = _AREA.match(self.catalogue[coded[-1].code or ""].name)
        parts = [
            it.code
            for it in self.catalogue
            if area and it.parent == coded[-1].code and it.short_name == area[0] + bound.phrase
        ]
        return Bound(parts[0], bound.phrase) if len(parts) == 1 else None

    def _kind(self, code: str) -> str:
        """低保, 特困: what a part by area is of."""
        return self.catalogue[code].short_name[2:4]
