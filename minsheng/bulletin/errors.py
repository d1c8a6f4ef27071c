"""What can be wrong with a 通报 or its template, in the words of the person who has to act on it."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.errors import MinshengError, UsageError
from minsheng.period import Period


class TemplateError(MinshengError):
    """A row of a template cannot be used."""

    def __init__(self, sheet: str, row: int, why: str) -> None:
        self.sheet, self.row = sheet, row
        super().__init__(f"通报样式“{sheet}”第{row}行：{why.rstrip('。')}。", "请改正后再导入。")


class NotATemplate(MinshengError):
    """A file is no workbook of a template."""

    def __init__(self, why: str) -> None:
        super().__init__(f"这个文件不是通报样式：{why}。", "请先导出样式，在导出的文件上修改。")


class NeutralScored(MinshengError):
    """A neutral indicator was to be scored."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}是中性指标，多少不等于好坏，不能考核评分。", "请换成有好坏方向的指标，或只在通报中列数。"
        )


class NothingToTell(UsageError):
    """The units below a place have no figures in the period."""

    def __init__(self, place: str, when: str, others: Sequence[Period]) -> None:
        self.others = tuple(others)
        named = "、".join(it.name for it in others)
        remedy = f"有数的时期：{named}。" if others else "请先导入各单位的报表。"
        super().__init__(f"{place}{when}没有可以通报的数据。", remedy)
