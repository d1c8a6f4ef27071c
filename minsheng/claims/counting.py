"""Whether a number counts something: the measure word with it and the noun behind it; else it is a code or a way of speaking."""

from __future__ import annotations

import re

from minsheng.claims.numbers import Number
from minsheng.facts import Approx

NAME_UNITS = frozenset("级 星级 届 章 页 版 卷 节 层 楼 室 路 号 等 圈 公 里 部 字 国 度 步 轮 点".split())
_CONCRETE = re.compile(
    r"^(级|市|县|区)?(乡|镇|村|社区|街道|县|区|市|站|中心|机构|站点|支部|窗口|敬老院|养老|福利院|食堂|公墓|床位|家庭|群众|孤儿|儿童|老年?人|残疾人|"
    r"困难|社会组织|慈善|项目(?!化)|幸福院|日间|服务点|示范|试点|小区|协会|党组织|组织|部门|单位)"
)
#: 新登记十三个，注销六个: a noun before, and nothing behind
_ENDS_ITEM = re.compile(r"$|[,。;、)]|和|及")
_ITEM = re.compile(
    r"(?:^|[,。;、(:和及])(其中)?[\u4e00-\u9fff]{2,10}(?<![了为成有是到等这那几每共分设建造形第另同前后各])$"
)
_VAGUE_BEFORE = re.compile(
    r"(每|这|那|任|某|同|另|哪|第|之|唯|如|统|逐|进|不漏|有|是|成为|为|当|用|以|打造了?)$"
)
_VAGUE_WORDS = frozenset(
    "把 项 类 种 批 道 份 条 件 场 期 组 支 部 步 轮 套 本 片 级 股 队 门 代 后 点 字 国 度 年 月 天 日 号 层 等 路 副 顶 架 笔 股 时 分 次".split()
)
_RATIO = re.compile(r"(离结|之|城乡|标准)比(值)?[^,。;\d]{0,4}([\d.]+[^,。;\d]{1,4})?$")


def is_figure_of_speech(number: Number, before: str, after: str) -> bool:
    """Chinese digits that count nothing: 一个地区, 三大体系, 四类人员, 两项补贴; 三个乡 and 十二名 do count."""
    if before.endswith("连续") and number.word == "年":
        return bool(re.match("(以上)?(不|未|没有)", after))
    if (
        not number.han
        or number.scaled
        or number.word in ("%", "倍", "成", "番", "百分点", "个百分点", "个千分点")
    ):
        return False
    if number.value > 10 or number.approx is not Approx.EXACT:
        return number.word in NAME_UNITS or (number.value == 100 and after.startswith(("佳", "强")))
    if number.value == 1 and number.word == "起" and re.search("(加|合|放|算|凑|聚|在)$", before):
        return True  # 两项加在一起
    if number.value == 1 and re.search("[一每各][^,。;§]{1,3}$", before):
        return True  # 一村一居一个
    if number.value == 1:
        listed = bool(re.match(r"[,。;、)]", after)) and bool(re.search(r"[\u4e00-\u9fff]$", before))
        return not listed or bool(_VAGUE_BEFORE.search(before)) or number.word in _VAGUE_WORDS
    if number.word in ("人次", "户次", "场次", "人", "户", "元", "对", "张", "具", "所", "家", "处", "座"):
        return bool(_VAGUE_BEFORE.search(before)) and number.word == "人"
    if number.word in ("个", "名", "件", "例", "起") and _ENDS_ITEM.match(after):
        return not _ITEM.search(before)
    return number.word != "个" or not _CONCRETE.match(after)


def is_bare(number: Number, written: str, before: str, after: str) -> bool:
    """Digits that count nothing: no measure word, and no noun behind them; 百分之百 that is no rate."""
    if written.endswith("百分之百"):
        return not re.search(r"(率|比例|占比|覆盖面)(均|都|已)?(达到?|为|是)?(了)?$", before)
    if re.match(r"0\d", written):
        return True
    if number.word or number.scaled:
        return before.endswith("说一千道")
    if "." in written and _RATIO.search(before):
        return False  # 离结比0.32, 城乡标准之比由1.40缩小到1.37
    if number.han or len(written) >= 8:
        return True
    if re.match(r"[\u4e00-\u9fff]", after):
        return bool(
            re.match(
                r"(版|型|系列|平台|热线|高地|工程|计划|行动|模式|机制|体系|发展|目标|以来|改革|战略|政策|家园)",
                after,
            )
        )
    return not re.search(r"(数|量|额|为|达到?|共|共计|合计|有|是)$", before)
