"""What can go wrong, in the words of the person who has to act on it."""

from __future__ import annotations


class MinshengError(Exception):
    """The base of every error a person can act on; ``str()`` is one Chinese sentence.

    ``remedy`` says what to do, and is part of the sentence shown.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message}{remedy}")


class UsageError(MinshengError):
    """The call itself was wrong: unknown option, no such region, no store yet (exit code 2)."""


class NotAPeriod(UsageError):
    """The text names no period."""

    def __init__(self, text: str) -> None:
        self.text = text
        said = f"“{text}”不是时期。" if text.strip() else "还没有写时期。"
        super().__init__(said, "请写成2022Q3（季度）、2022-11（月份）或2022（年度）。")


class UnitMismatch(MinshengError):
    """The unit measures something else than the indicator."""

    def __init__(self, unit: str, wanted: str) -> None:
        self.unit, self.wanted = unit, wanted
        super().__init__(f"计量单位“{unit}”不能换算为“{wanted}”。", "请核对计量单位或指标名称。")


class UnknownIndicator(UsageError):
    """No indicator has this code, name or alias."""

    def __init__(self, text: str, nearest: tuple[str, ...] = ()) -> None:
        self.text, self.nearest = text, nearest
        hint = f"相近的有：{'、'.join(nearest)}。" if nearest else "请在指标目录中查找。"
        super().__init__(f"指标目录中没有“{text}”。", hint)


class FormulaError(MinshengError):
    """A formula of a derived indicator is not in the grammar."""

    def __init__(self, formula: str, why: str) -> None:
        self.formula = formula
        super().__init__(
            f"计算公式“{formula}”无法读取：{why}。", "只能使用指标代码、数字、加减乘除、括号和prev(代码)。"
        )


class StoreMissing(UsageError):
    """There is no store at the path."""

    def __init__(self, path: object) -> None:
        self.path = path
        super().__init__(f"还没有数据库文件{path}。", "请先运行minsheng init。")


class NoSuchRevision(UsageError):
    """The store has no revision of this number."""

    def __init__(self, asked: int, newest: int) -> None:
        self.asked, self.newest = asked, newest
        super().__init__(f"没有第{asked}版。", f"现有第1版至第{newest}版。")


class NotAStore(UsageError):
    """The file is no store, or another program holds it for itself."""

    def __init__(self, path: object) -> None:
        self.path = path
        super().__init__(
            f"{path}不是民生答卷的数据库，或正被别的程序独占。", "请核对路径，或关闭占用它的程序。"
        )


class StoreOutdated(UsageError):
    """The store was built by another version of the product."""

    def __init__(self, path: object) -> None:
        self.path = path
        super().__init__(
            f"数据库文件{path}是另一版本的程序建立的。", "请用新版程序打开页面或运行命令，会自动升级。"
        )


class StoreExists(MinshengError):
    """``init`` found a store and left it alone."""

    def __init__(self, path: object) -> None:
        self.path = path
        super().__init__(f"数据库文件{path}已存在，未作改动。", "如需重建，请加--force，旧库会另存。")


class StoreBusy(MinshengError):
    """Another writer holds the lock."""

    def __init__(self, path: object) -> None:
        self.path = path
        super().__init__(f"另一个程序正在写入{path}。", "请稍候再试。")


class UnknownRegion(UsageError):
    """No region has this code or name."""

    def __init__(self, text: str, nearest: tuple[str, ...] = ()) -> None:
        self.text, self.nearest = text, nearest
        hint = f"相近的有：{'、'.join(nearest)}。" if nearest else "请写六位行政区划代码或全称。"
        super().__init__(f"没有“{text}”这个地区。", hint)


class AmbiguousRegion(UsageError):
    """Several regions have this name; ``candidates`` are their codes."""

    def __init__(self, text: str, candidates: tuple[str, ...], names: tuple[str, ...]) -> None:
        self.text, self.candidates = text, candidates
        shown = "、".join(f"{name}（{code}）" for code, name in list(zip(candidates, names, strict=True))[:8])
        more = f"等{len(candidates)}个地区" if len(candidates) > 8 else ""
        super().__init__(f"“{text}”可以指{shown}{more}。", "请写明上级地区或代码。")
