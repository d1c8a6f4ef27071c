"""A number whose clause names nothing: it goes on about what was told last in its measure (2019年只有…, 东沚区最少，只有…, 而年初定下的任务是…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minsheng.catalogue import Catalogue, Indicator
from minsheng.claims.binding import Bound
from minsheng.claims.distance import heads_right
from minsheng.claims.fit import fit
from minsheng.claims.measure import Measure
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, sentence_start
from minsheng.claims.places import Atlas
from minsheng.claims.record import Claim
from minsheng.claims.told import Told

#: words that say when, how much, compared with what, by which task or in which place of an order, and name nothing
_SAYING_NOTHING = re.compile(
    "|".join(
        (
            r"(?:19|20)\d\d年?|\d{1,2}月份?|[一二两三四五六七八九十几]年|今年|去年|上一?年|前一年|前年|本年|当年|同年|次年|同期|上半年|前三季度|第?[一二三四]季度",
            "年初|年末|年底|年中|月末|月底|期末|期初|基期|此前|当时|彼时|目前|眼下|现在|如今|截至|截止|至今|之?前|之?后|间|以来|里|内|末|底|到",
            "不及|不如|高于|低于|多于|少于|相比|相较|对照|同比|环比|比|较|与|和|同|跟|增长|增加|增幅|增|减少|减|下降|降幅|降低|降|上升|上调|升幅|升|提高|提升|回升|回落|涨幅|涨|跌|下滑|扩大|缩小|收窄",
            "[过上][百千万亿]|多|少|高|低|净|略|小幅|大幅|稍|微|仅仅|仅|只|才|不过|不|还|仍然|仍|尚|已经|已|就|也|则|却|而|但|且|又|再|均|都|各自?|共计|共|总计|总|合计|累计|分别|约|近|超过?|突破|达到?|首次|迈上",
            "这一年|这一|[此该这]项(支出|收入|指标)?|为|是|有|至|从|由|在|的|了|着|过|得|把|将|被|让|其中|其|这|那|此|该|一个|个?数字|数据|数|总量|总数|规模|水平|数量|人数|户数|金额|总额|绝对量|得最快|最快",
            "结果|完成|实现|实施|开展|实绩|实际|实有|计划|目标|任务书?|年度|全年|下达|确定|定下|要求|既定|原定|写|上面?|市里|省里|县里|区里|给出|核减",
            "[两三四五六七八九]个?(县市区|县区|区县|县|区|市|地)(?=合计|共|总计|一共|$)|最多|最少|最高|最低|最大|最小|居首|居|位列|名列|排名|排在?|第|首位|末位|位|次之|紧随其后|领先|垫底|为首|以|全[市县区省]|我[市县区省]|本[市县区]|部分|其他|地区|地方|合占",
        )
    )
)
#: what makes it another figure of the same
_APART = re.compile(
    r"\d|年|月|季度|末|底|期|初|目前|眼下|现在|如今|任务|目标|计划|年度|下达|要求|结果|实绩|实际|全[市县区省]|我[市县区省]|最[多少高低大小]|居首|首位|末位|次之"
)
_ANOTHER_YEAR = re.compile(r"(19|20)\d\d年|去年|上年")
_BEHIND = re.compile(
    "[多少高低增减](了|出)|紧随其后|次之|居|位居|排|列|分列|领先|为首|垫底|相比|的(平均|均)|台阶|关口|大关|不等"
)
_NOT_ON = re.compile("合计|共计|总计|相差|之间|两者|其余|余下|另有|另外|剩下|人均|户均|次均|平均")
_THEN = re.compile(
    "(而)?(上一?年|前一年|去年|前年|(19|20)\\d\\d年)(同期|年?[末底])?(这一?个?(数字?|指标|数据)|[此该这]项(支出|收入|指标)?)?(则|还|仅|只)*(是|为|有|只有|仅有)"
)
#: 柳渡县53.6%，最低的北泽区为42.5%
_ONLY_THERE = re.compile("(其中|而)?(最[多少高低大小]的?)?(则|仅|只|也|还)*(为|是|有|达)?")
_LEADING = re.compile(
    "(?:^|[,;。])(?:当年|本年|全年|今年)?((?P<new>新纳入|新增|新登记|新建|新开)|(?P<gone>退出|注销))(人数|户数|数量|家数|数)?(方面|以[^,;]{2,12}(最|为多|居前)|最[多少]的?(是|为))"
)
_FORMER_OR_LATTER = re.compile("前者|后者|前一项|后一项")
#: 占比比2022年底提高…: what moved is the rate told last
_RATE = re.compile("占比|比重|比例|占有率|(入住|使用|利用|完成)率|这一比例")
#: what is counted in which unit, where only the kind is said
_KINDS = {
    "床位": "张",
    "救助人次": "人次",
    "人次": "人次",
    "户": "户",
    "人": "人",
    "救助": "人次",
    "支出": "元",
    "资金": "元",
}
_FRESH = re.compile("(新|再)(增|建|开|添|设|办|登记|成立|纳入|审批|批准|进)?|添|增添|新开张")
_ADDED = re.compile("(新|又|再|增)?添了?$|(建|开|办|增)了$|(新增|新设|增设)了?$")
_NEWLY = re.compile("(新增|新添|新设|增设|添)了?$")
_GONE = re.compile("退出|注销|清退|核减")
_NEW_NAME = re.compile("^(本年|当年)?(新增|新建|新登记|新纳入|新成立|新)")
_GONE_NAME = re.compile("^(本年|当年)?(退出|注销)")


class Continuing:
    """The numbers of one text that go on. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, atlas: Atlas, told: Told) -> None:
        self.masked, self.atlas, self.told = masked, atlas, told
        self.catalogue: Catalogue = told.catalogue

    def bound(self, number: Number, earlier: Sequence[Claim], moved: bool) -> Bound | None:
        """What was told last that this number can be of; ``moved`` where it is a growth or a change."""
        words = self._clause(number)
        together = self.atlas.at(number.start, number.end).places
        if (_NOT_ON.search(words) and not self._of_all(words) and not together) or self._names_behind(
            number, moved
        ):
            return None
        if pair := _FORMER_OR_LATTER.search(words):
            return self._of_two(number, pair[0], words, earlier)
        rest = _SAYING_NOTHING.sub("", _RATE.sub("", words) if moved else words)
        if moved and (kind := _KINDS.get(_uncounted(rest))):
            return self._of_kind(kind, earlier)
        told = self._told(number, words, earlier, moved)
        if told is None:
            return None
        if not rest and not moved and (flow := self._led(number, told)):
            return flow
        if not rest and (moved or self._is_another_time_or_place(number, words, earlier)):
            beside = self._is_beside(number, told) if moved else self._was_then(number, words, told)
            return Bound(told, "", inferred=True, goes_on=not beside)
        for said, named in ((_FRESH, _NEW_NAME), (_GONE, _GONE_NAME)):
            if not moved and said.fullmatch(rest):
                return self._flow(told, named, number)
        return None

    def _is_beside(self, number: Number, told: str) -> bool:
        """7338人次，较去年6月增长17.1%: right behind the figure that moved."""
        last = self.told.claims[-1] if self.told.claims else None
        if last is None or last.indicator != told or number.unit != "%":
            return False
        between = self.masked[self.told.starts_at(last) : number.start]
        return re.fullmatch(r"§+,?[^,。;§]*", between) is not None

    def _of_kind(self, unit: str, earlier: Sequence[Claim]) -> Bound | None:
        """床位数比上年增加…, 救助人次下降…: what was told last in this unit moved."""
        told = next((it for it in earlier if self.catalogue[it.indicator or ""].unit == unit), None)
        return Bound(told.indicator or "", "", inferred=True, goes_on=True) if told else None

    def _led(self, number: Number, told: str) -> Bound | None:
        """新纳入人数以柳渡县最多，为561人; 退出人数方面，柳渡县611人: what the clauses before are about."""
        before = self.masked[sentence_start(self.masked, number.start, "。!?") : number.start]
        led = [*_LEADING.finditer(before)]
        if not led:
            return None
        return self._flow(told, _NEW_NAME if led[-1]["new"] else _GONE_NAME, number)

    def _was_then(self, number: Number, words: str, told: str) -> bool:
        """774.5万元，上一年这个数字是617.4万元: right behind the figure of this year."""
        last = self.told.claims[-1] if self.told.claims else None
        if last is None or last.indicator != told:
            return False
        there = self.atlas.at(number.start, number.end).region != last.region
        return bool(_THEN.fullmatch(words) or (there and _ONLY_THERE.fullmatch(words)))

    def _told(self, number: Number, words: str, earlier: Sequence[Claim], moved: bool) -> str | None:
        """What was told last; of points, or where a rate is spoken of, the rate."""
        of_rate = moved and (number.unit == "个百分点" or _RATE.search(words))
        rate = self.told.rate_of_sentence(number) if of_rate else None
        return rate or self.told.last(number, earlier, moved)

    def _of_two(self, number: Number, which: str, words: str, earlier: Sequence[Claim]) -> Bound | None:
        """前者, 后者: of the two told last."""
        codes = list(dict.fromkeys(it.indicator for it in earlier[:4]))
        if len(codes) < 2 or _SAYING_NOTHING.sub("", words.replace(which, "")):
            return None
        start = sentence_start(self.masked, number.start)
        apart = any(self.told.starts_at(it) < start for it in earlier[:2])
        return Bound(codes[1 if which[0] == "前" else 0] or "", "", inferred=True, goes_on=apart)

    def came(self, number: Number, bound: Bound) -> Bound:
        """长者食堂去年添了13家: what came to a stock, where the catalogue has it; nothing where it has not."""
        before = self.masked[max(0, number.start - 8) : number.start]
        if self.catalogue[bound.code].kind != "stock" or not _ADDED.search(before):
            return bound
        flow = self._flow(bound.code, _NEW_NAME, number)
        return flow or (Bound(candidates=(bound.code,)) if _NEWLY.search(before) else bound)

    def _is_another_time_or_place(self, number: Number, words: str, earlier: Sequence[Claim]) -> bool:
        """Whether the clause says when, where or by which task: the same of the same time and place is not told twice."""
        here = self.atlas.at(number.start, number.end).region
        of_task = bool(earlier) and earlier[0].measure is Measure.TARGET
        sentence = self.masked[sentence_start(self.masked, number.start) : number.start]
        return (
            bool(_APART.search(words) or _ANOTHER_YEAR.search(sentence))
            or not earlier
            or of_task
            or here != earlier[0].region
        )

    def _clause(self, number: Number) -> str:
        """The words before a number in its clause, without places."""
        start = max(line_start(self.masked, number.start), number.start - 40)
        local = re.split(r"[,、。;(—\n§]", self.masked[start : number.start])[-1]
        return re.sub(r"[^\u4e00-\u9fff\d]", "", self.atlas.without_places(local))

    def _of_all(self, words: str) -> bool:
        return re.search("全[市县区省]|我[市县区省]", words) is not None

    def _names_behind(self, number: Number, moved: bool) -> bool:
        """Whether the noun behind the number says what it is."""
        after = self.masked[number.end : number.end + 12]
        return not moved and not _BEHIND.match(after) and heads_right(after, number)

    def _flow(self, code: str, named: re.Pattern[str], number: Number) -> Bound | None:
        """What came to, or left, a stock: 长者食堂55处，今年新建14处."""
        stock = self.catalogue[code]
        found = [
            it.code
            for it in self.catalogue
            if named.match(it.name)
            and fit(number.measured, it) == 0.0
            and _is_of(named.sub("", it.name), stock)
        ]
        if named.match(stock.name):
            return Bound(code, "", inferred=True, goes_on=True)
        return Bound(found[0], "", inferred=True, goes_on=True) if len(found) == 1 else None


def _is_of(noun: str, stock: Indicator) -> bool:
    """Whether a flow's noun is what a stock counts."""
    names = (stock.name, stock.short_name, *stock.aliases)
    bare = {_GONE_NAME.sub("", _NEW_NAME.sub("", it)) for it in names}
    return _uncounted(noun) in {_uncounted(it) for it in bare}


def _uncounted(noun: str) -> str:
    return re.sub("(人数|户数|数)$", "", noun)
