"""The same thing in other years or at other places: 2019年18000对，2020年17000对; 东沚区17处，柳渡县14处."""

from __future__ import annotations

import re

from minsheng.catalogue import Catalogue
from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.lists import Listed
from minsheng.claims.numbers import Number
from minsheng.claims.passages import DEEDS, sentence_start, words_before
from minsheng.claims.places import Atlas
from minsheng.claims.quotients import is_below
from minsheng.claims.record import Claim
from minsheng.claims.said import Said
from minsheng.claims.told import Told

_QUARTER = re.compile("(其中)?第?[一二三四]季度(单季)?(支出|销售|办理|登记|发放)?")
_YEAR_ALONE = re.compile(
    r"([^,。;§\d]{1,6}后)?(到|至|而|截至|再到|其中)?(20\d\d年(上半年|前三季度|[一二三四]季度)?[底末]?|去年|前年|上年|今年)(则|又|再|就|还)?(为|是|达到?|有|约|近|突破|超过?|(落|降|升|增|减|回升|回落|跌|涨|提高|下降|增加|减少)(至|到)([一二三四五六七八九十]年(来|间)?最[低高]的?)?)?了?"
)
#: what there is, of whatever came
_ALL = re.compile("存量|总数|总量|现有|共有|各有|总规模")
_BY_PLACE = re.compile("(从|按|分)各?(县|县市|地区|地方|地域|区域|县区|区县|县市区)(来看|看|分布|分|划分)?")


class Elsewhere:
    """What one text tells of several years or places. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, lexicon: Lexicon, atlas: Atlas, told: Told) -> None:
        self.masked, self.lexicon, self.atlas, self.told = masked, lexicon, atlas, told
        self.catalogue: Catalogue = lexicon.catalogue

    def in_years(self, number: Number, local: str, said: list[Said], earlier: list[Claim]) -> Bound | None:
        """结婚登记逐年回落：2019年18000对，2020年17000对: what the words before the first year name, year by year."""
        if not _YEAR_ALONE.fullmatch(self.atlas.without_places(local)):
            return None
        if said and said[-1].code and fit(number.unit, self.catalogue[said[-1].code]) == 0.0:
            return Bound(said[-1].code, said[-1].phrase)
        start = sentence_start(self.masked, number.start)
        before = self.masked[start : number.start - len(local)]
        for named in reversed(self.lexicon.occurrences(before)):
            codes = [it for it in named.codes if fit(number.unit, self.catalogue[it]) == 0.0]
            if codes:
                return Bound(codes[0], named.phrase) if len(codes) == 1 else None
        told = earlier[0] if earlier else None
        if told and fit(number.unit, self.catalogue[told.indicator or ""]) == 0.0:
            return Bound(told.indicator or "", told.phrase)
        return None

    def at_places(
        self, number: Number, local: str, earlier: list[Claim], listed: Listed | None
    ) -> Bound | None:
        """东沚区17处，柳渡县14处: another place's figure of the same thing."""
        if not earlier:
            return None
        whole = self._whole_by_place(number, earlier)
        last = whole or earlier[0]
        if stock := self._stock(number, last.indicator or ""):
            return stock
        cost = fit(number.unit, self.catalogue[last.indicator or ""])
        fits = cost is not None and cost <= 0.5
        if whole is None and self._noun_since(number, last):
            return None
        bare = DEEDS.sub("", self.atlas.without_places(local))
        elsewhere = not bare and self.atlas.at(number.start, number.end).named
        other = listed and DEEDS.sub("", self.atlas.without_places(words_before(self.masked, listed.start)))
        if fits and not other and (elsewhere or _QUARTER.fullmatch(local)):
            return Bound(last.indicator or "", last.phrase)
        return None

    def _stock(self, number: Number, code: str) -> Bound | None:
        """年内新建153处。从存量看，东沚区58处; 6月末食堂总数：东沚区46处: of all there are, not of the new ones told last."""
        start = sentence_start(self.masked, number.start)
        lead = re.split("§", self.masked[start : number.start])[0]
        name = self.catalogue[code].short_name
        bare = re.sub("^(本年|当年)?(新建|新增)", "", name)
        if bare == name or not _ALL.search(lead) or not self.atlas.at(number.start, number.end).named:
            return None
        codes = [it for it in self.lexicon.codes(bare) if self.catalogue[it].kind == "stock"]
        return Bound(codes[0], bare) if len(codes) == 1 else None

    def _whole_by_place(self, number: Number, earlier: list[Claim]) -> Claim | None:
        """孤儿574人…集中养育162人，社会散居412人；从地区看，东沚区74人: of the whole again, not of its last part."""
        before = self.masked[sentence_start(self.masked, number.start, "。!?") : number.start]
        if not _BY_PLACE.search(before):
            return None
        last = earlier[0].indicator or ""
        above = [it for it in earlier if it.indicator and is_below(last, it.indicator, self.catalogue)]
        return above[0] if above else None

    def _noun_since(self, number: Number, last: Claim) -> bool:
        """低收入人口…11723人。低保边缘人口中，西岑区1578人: something else has been named in a sentence of its own."""
        start = sentence_start(self.masked, number.start, "。!?")
        if self.told.starts_at(last) >= start:
            return False
        named = self.lexicon.occurrences(self.masked[start : number.start])
        others = [it.codes for it in named if last.indicator not in it.codes]
        return any(fit(number.unit, self.catalogue[code]) == 0.0 for codes in others for code in codes)
