"""What a number leaves unsaid because the text has just said it: 特困人员…人，其中全失能…人；临时救助…人次，支出…万元.

The words beside the number and the topic before it are put together again: the indicator whose whole name the two explain
(and that leaves none of the words beside the number over) is the one that is meant. Two such indicators: neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from minsheng.catalogue import Indicator
from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon, narrow
from minsheng.claims.said import Topic

_MONEY = ("元", "万元")
#: words that connect a noun and its number, or say when and where, and name nothing
FILLERS = re.compile(
    r"加上|只有|上岗|执行|定[在为到]|高达|多达|低至|涨到|涨至|提至|上年|去年|年(?=发放|支出)|年底前|年内|确保|力争|其中|包括|含|共有|现有|已有|拥有|登记在册|在册|注册|(?<!新)登记(?=$)|截至目前|目前|全年|上半年|前三季度|本年度?|今年|当年|[半一]年(里|间|来|下来)|一年|半年|年末|年底|月末|月底|"
    r"全市|全县|全区|全省|我[市县区省]|累计|总计|合计|共计|分别|惠及|保障|完成|实现|达到|按照|部分$|标准(为|是)|同比|平均每?|"
    r"按时|足额|提到|上调|每人每[月年]|总数|总量|实施|开展|办理|(?<!新)纳入(?!救助)|享受|提供|提高|增加|增长|增至|增幅|建成|建有|设有|的数量|数量|人数|户数|对数|"
    r"为|有|是|共|达|至|到|了|的|已|约|近|超|过|仅|各|(?<![次月人])均|都|也|则|另|还|且|并|对|将|把|由|从|^在(?![院住册])|和|与|及(?!以上)|以(?!上|下)|计|家|名"
)
_MONEY_WORDS = re.compile(
    r"资金|经费|金额|款项?|花出去|花去|支出|发放|补助金?|拨付|投入|拿出|花费?|花了|发出|送出|送去|送到|用于|救助金|共支|支付|兑付|金"
)
_STANDARD_WORDS = re.compile(
    r"平均|生活费|保障|养育|生活(?!补贴)|基本|补助|标准|发放|提高|调整|每月|每年|水平"
)
#: what a name may have beyond what was said
_ENDINGS = re.compile(
    r"(人员|人数|人次|户次|户数|对数|场次|数|总数|老年人|老人|对象|家庭|机构和设施|服务|支出|资金|金额|经费|事业费|金|费|养育|累计|标准|平均|保障标准|享受|民政部门管理|民政|管理|本年|全年|中|的|和|与|率|人口|常住|人|家|个|月)+"
)
#: 补助水平: what one gets on average, in the words of the catalogue
_PER_HEAD = {"补助水平": "人均补助水平", "人均补助": "人均补助", "补差": "人均补差"}
_SPENT = re.compile(r"支出|资金|发放|经费|金额|拨付|支付")
_TOTAL = re.compile(r"(总数|总量|累计|共有|达到|增至|扩大到|增加到|发展到)[^,。;§]{0,4}$")
#: 农村幸福院新增10处 are not all there are
_COMES_OR_GOES = re.compile("(新增|新建|新开|新设|新添|新登记|新纳入|退出|注销)了?$")
_NEW = re.compile(r"^(本年|今年|当年)?(新建|新增|新登记|新纳入|新建成|新设|新开设|新注册)")


class Completer:
    """Completes elliptic words with a topic, by the names of the catalogue."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.catalogue = lexicon.catalogue
        self._known: dict[tuple[str, str], list[tuple[Indicator, str, float, str]]] = {}
        self._names = [
            (indicator, name)
            for indicator in self.catalogue
            if "历年累计" not in indicator.name
            for name in _names(indicator)
        ]

    def complete(self, local: str, unit: str, topics: Iterable[Topic]) -> Bound | None:
        """The indicator that ``local`` and the nearest topic name together; None where none or several do."""
        whole = FILLERS.sub("", re.sub(r"[^\u4e00-\u9fff]", "", local))
        if (
            unit.startswith("元/")
            and len(whole) >= 5
            and (bound := self._with(whole, local, unit, Topic("", "")))
        ):
            return bound
        words = _content(local, unit)
        if len(words) >= 5 and (bound := self._with(words, local, unit, Topic("", ""))) and bound.code:
            return bound
        topics = list(topics)
        if words == "占比":
            topics = topics[:1]
        if not words and unit in _MONEY and topics and topics[0].code:
            topics = topics[:1]  # money without a word is of what was said last, or of nothing told
        for topic in topics:
            if self._says_enough(words, local, unit, topic) and (
                bound := self._with(words, local, unit, topic)
            ):
                return bound
        plain = re.sub("“[^”]*”", "", local)
        return self.complete(plain, unit, topics) if plain and plain != local else None

    def counterpart(self, code: str, unit: str) -> Bound | None:
        """What a topic is in another unit: the people that an amount of money is for."""
        name = self.catalogue[code].name if code in self.catalogue else ""
        whole = [it.code for it in self.catalogue if name and it.name.startswith(name) and it.code != code]
        whole = [it for it in whole if fit(unit, self.catalogue[it]) == 0.0]
        if len(whole) == 1:
            return Bound(whole[0], self.catalogue[whole[0]].name)
        bound = self._with("", "", unit, Topic(code, ""))
        return bound if bound and bound.code else None

    def _covering(self, words: str, unit: str) -> list[tuple[Indicator, str, float, str]]:
        """The names in this unit that have all of some words, with what they cost and have beyond."""
        if (words, unit) not in self._known:
            covering = ((indicator, name) for indicator, name in self._names if _covers(name, words))
            fitting = ((indicator, name, fit(unit, indicator)) for indicator, name in covering)
            self._known[words, unit] = [
                (indicator, name, cost, _taken(name, words))
                for indicator, name, cost in fitting
                if cost is not None and cost <= 1.5 and not _ENDINGS.fullmatch(name)
            ]
        return self._known[words, unit]

    def _says_enough(self, words: str, local: str, unit: str, topic: Topic) -> bool:
        """Whether there is anything to complete: words, or the money of what was spoken of."""
        if words or (topic.code and _TOTAL.search(local)):
            return True
        if "支出" in local and topic.code and "支出" not in self.catalogue[topic.code].name:
            return True
        if re.search("投入|投资|价值|募集|捐|争取|减免", local):
            return False
        if unit.startswith("元/"):
            return bool(topic.code) and "标准" in local
        return unit in _MONEY and not (topic.code and self.catalogue[topic.code].unit.startswith("元"))

    def _with(self, words: str, local: str, unit: str, topic: Topic) -> Bound | None:
        subject = self.catalogue[topic.code] if topic.code else None
        if subject and not words and _TOTAL.search(local) and (whole := self._whole(subject, unit)):
            return whole
        if not words and local and unit not in _MONEY and not unit.startswith("元/"):
            return None
        said = f"{topic.words}|{'|'.join(_names(subject)) if subject else ''}"
        found: dict[str, float] = {}
        for indicator, name, cost, beyond in self._covering(words, unit):
            if unit in _MONEY and indicator.unit not in _MONEY and _SPENT.search(local):
                continue
            if _COMES_OR_GOES.search(local) and not re.search("新|退出|注销", indicator.name):
                continue
            if words == "占比" and indicator.formula and indicator.formula.operands[0].code != topic.code:
                continue
            rest, shared = _remainder(beyond, said)
            near = subject is not None and subject.domain == indicator.domain
            least = 2 if words or subject else 4
            if rest or not (shared >= least or (near and words) or len(words) >= 4):
                continue
            unsaid = len(_taken(topic.words, name).replace("\0", "")) if subject else 0
            spent = 0.5 if "支出" in local and "支出" in name else 0.0
            score = (
                cost
                - 0.1 * min(shared, 6)
                + self._distance(indicator, subject, unit)
                - spent
                + 0.1 * min(unsaid, 5)
            )
            found[indicator.code] = min(score, found.get(indicator.code, 99.0))
        return _single(found, local)

    def _distance(self, indicator: Indicator, subject: Indicator | None, unit: str) -> float:
        """Children and the money of the topic itself go before cousins."""
        if subject is None or indicator.parent == subject.code:
            return 0.0
        if indicator.code == subject.code:
            return 0.9
        local = 0.3 if indicator.local and not subject.local else 0.0
        return local + (0.1 if indicator.domain == subject.domain else 0.25 if unit in _MONEY else 0.4)

    def _whole(self, subject: Indicator, unit: str) -> Bound | None:
        """新建长者食堂5个，累计达到23个: the stock that the new ones join."""
        for name in _names(subject):
            plain = _NEW.sub("", name)
            if plain == name:
                continue
            stocks = [code for code in self.lexicon.codes(plain) if self.catalogue[code].kind == "stock"]
            stocks = [code for code in stocks if fit(unit, self.catalogue[code]) == 0.0]
            if len(stocks) == 1:
                return Bound(stocks[0], plain)
        return None


def _single(found: dict[str, float], local: str) -> Bound | None:
    ranked = sorted(found.items(), key=lambda item: item[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[1][1] < ranked[0][1] + 0.05:
        return Bound(candidates=tuple(code for code, _ in ranked[:3]))
    return Bound(ranked[0][0], local)


def _names(indicator: Indicator) -> list[str]:
    every = (indicator.name, indicator.short_name, *indicator.aliases)
    plain = [re.sub(r"周岁", "岁", narrow(name)) for name in every if name]
    bare = [re.sub(r"\([^()]*\)", "", name) for name in plain]
    return list(dict.fromkeys(re.sub(r"[()“”\"]", "", name) for name in (*plain, *bare)))


def _content(local: str, unit: str) -> str:
    """The words that name something; for an amount of money those that only say it is money do not."""
    local = re.sub(r"\d{1,2}[-—~至到]\d{1,2}月(份|末|底)?", "", local)
    words = re.sub(r"周岁", "岁", re.sub(r"\([^()]*\)?", "", local))
    words = re.sub(
        "(住在)?(乡下|乡村|村里|农村里|农村)的?", "农村", re.sub("(住在)?城(里|市)的?", "城市", words)
    )
    words = re.sub(r"(19|20)\d\d年", "", re.sub("(当|每个?)月(?=服务)", "月", words))
    words = FILLERS.sub("", re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", words))
    if unit == "%" and words.endswith("占"):
        words += "比"
    words = re.sub(r"(?<=[\u4e00-\u9fff]{2})(老年人|老人|人员|对象|群众)$", "", words)
    if unit in _MONEY and not re.search(r"标准|水平|次均|人均", words):
        words = _MONEY_WORDS.sub("", words)
    elif benefit := re.search("补助水平|人均补助|补差", words):
        words = words[: benefit.start()].removesuffix("月").removesuffix("人均") + _PER_HEAD[benefit[0]]
    elif unit not in _MONEY and unit.startswith("元"):
        words = _STANDARD_WORDS.sub("", re.sub("(?<!每)[月年](?=标准)", "", words))
    return FILLERS.sub("", words)


def _covers(name: str, words: str) -> bool:
    """Whether a name has all of some words, in pieces of two characters or more (次均水平 in 救助水平次均: yes)."""
    if not words:
        return True
    if len(words) == 1:
        return name == words
    return not _left_over(words, name) and not ("非" + words in name and "非" not in words)


def _remainder(beyond: str, said: str) -> tuple[str, int]:
    """What is left of a name beside the topic, and how many characters the topic explains."""
    after = _taken(beyond, said)
    shared = sum(a != b for a, b in zip(beyond, after, strict=True))
    left = re.sub(r"\0+", " ", after).strip()
    return "".join(part for part in left.split() if not _ENDINGS.fullmatch(part)), shared


def _taken(name: str, source: str) -> str:
    """``name`` with every stretch of two characters or more that ``source`` has, as ``\\0``."""
    chars = list(name)
    place = 0
    while place < len(name):
        length = _common(name, place, source)
        if length >= 2 or (length == 1 and len(source) == 1):
            chars[place : place + length] = "\0" * length
            place += length
        else:
            place += 1
    return "".join(chars)


def _left_over(words: str, name: str) -> bool:
    return bool(_taken(words, name).strip("\0").replace("\0", ""))


def _common(text: str, place: int, source: str) -> int:
    length = 0
    while (
        place + length < len(text)
        and "\0" not in text[place : place + length + 1]
        and (text[place : place + length + 1] in source)
    ):
        length += 1
    return length
