"""What became of the files of an import, for programs and for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.checks.checks import Finding
from minsheng.facts import Fact
from minsheng.period import Period
from minsheng.returns import Issue, NewIndicator, Unmapped

IMPORTED, UNCHANGED, REJECTED = "imported", "unchanged", "rejected"
_OUTCOMES = {IMPORTED: "已导入", UNCHANGED: "没有变化", REJECTED: "未导入"}


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; ``facts`` are those that were new, ``remarks`` what else a person should know.

    ``read`` are all facts of the file, ``contradictions`` the issues that a 上报说明 can answer, ``explained`` the
    findings that one did answer.
    """

    file: str
    outcome: str
    layout: str = ""
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    issues: tuple[Issue, ...] = ()
    sha256: str = ""
    defined: tuple[NewIndicator, ...] = ()
    remarks: tuple[str, ...] = ()
    read: tuple[Fact, ...] = ()
    contradictions: tuple[Issue, ...] = ()
    explained: tuple[Finding, ...] = ()
    explanation: str = ""

    @property
    def explainable(self) -> bool:
        """Whether nothing but contradictions of its own figures stops the file."""
        stopping = [issue for issue in self.issues if issue.stops]
        return bool(stopping) and all(issue in self.contradictions for issue in stopping)

    @property
    def stored(self) -> int:
        """How many facts were stored (or would be, in a dry run)."""
        return len(self.facts) if self.outcome == IMPORTED else 0

    def as_json(self) -> dict[str, object]:
        """The words of the contract."""
        return {
            "file": self.file,
            "outcome": self.outcome,
            "layout": self.layout or None,
            "region": _one_or_many(self.regions),
            "period": _one_or_many(self.periods),
            "stored": self.stored,
            "unmapped": [
                {"locator": it.locator, "label": it.label, "value": it.value} for it in self.unmapped
            ],
            "issues": [
                {"rule": it.rule, "severity": it.severity.value, "locator": it.locator, "message": it.message}
                for it in self.issues
            ],
        }

    @property
    def words(self) -> str:
        """The same for a person."""
        when = "、".join(Period.parse(it).name for it in self.periods)
        lines = [f"{self.file}：{_OUTCOMES[self.outcome]}，{when}存入{self.stored}个数。"]
        if self.outcome != IMPORTED:
            lines = [f"{self.file}：{_OUTCOMES[self.outcome]}。"]
        lines += [f"　{it.severity.zh}：{it.message}" for it in self.issues]
        lines += [f"　说明：{remark}" for remark in self.remarks]
        lines += [f"　未识别：{it.locator}“{it.label}”{it.value}" for it in self.unmapped]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call did: the store's revision afterwards, and each file."""

    revision: int
    files: tuple[FileOutcome, ...]

    @property
    def refused(self) -> bool:
        """Whether any file was rejected."""
        return any(file.outcome == REJECTED for file in self.files)

    @property
    def words(self) -> str:
        """The whole for a person."""
        return "\n".join(file.words for file in self.files)

    def as_json(self) -> dict[str, object]:
        """The JSON document of ``minsheng import``."""
        return {"revision": self.revision, "files": [file.as_json() for file in self.files]}


def _one_or_many(values: Sequence[str]) -> object:
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)
