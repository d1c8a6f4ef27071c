"""What verification gives back: a finding for each claim, and the report over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from minsheng import contract
from minsheng.catalogue import Catalogue
from minsheng.claims.claims import Claim
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.verification import words
from minsheng.verification.compare import Verdict


class Cause(StrEnum):
    """How a wrong number came about; the words of the contract."""

    UNIT = "unit"
    PERIOD = "period"
    REGION = "region"
    INDICATOR = "indicator"
    SCOPE = "scope"
    BASIS = "basis"
    VINTAGE = "vintage"
    DIRECTION = "direction"
    MEASURE = "measure"
    DIGITS = "digits"
    BOUND = "bound"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's word on a claim: why it is right, who said so and on which day."""

    reason: str
    actor: str
    day: str

    @property
    def told(self) -> str:
        """In one sentence."""
        return f"{self.actor}{self.day}核认：{self.reason}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its verdict; ``expected`` are the facts it was held against, ``nearest`` what explains it.

    ``remarks`` are about the text itself (前后不一, 分项与合计, 排名); they change no verdict.
    """

    claim: Claim
    verdict: Verdict
    cause: Cause | None = None
    expected: tuple[Fact, ...] = ()
    nearest: tuple[Fact, ...] = ()
    message: str = ""
    remarks: tuple[str, ...] = ()
    review: Review | None = None

    @classmethod
    def unknown(cls, claim: Claim, message: str, expected: Sequence[Fact] = ()) -> Finding:
        """A claim that the store cannot bear out or refute, and why."""
        return cls(claim, Verdict.UNKNOWN, None, tuple(expected), (), f"“{claim.quote}”：{message}")

    @property
    def told(self) -> str:
        """The message, with what the text says wrongly beside the value or against itself."""
        word = (f"{self.review.told}。",) if self.review else ()
        return "".join((self.message, *self.remarks, *word))

    def record(self, catalogue: Catalogue, regions: Regions) -> dict[str, object]:
        """The finding in the words of the contract."""
        return {
            **self.claim.record(),
            "verdict": self.verdict.value,
            "cause": self.cause.value if self.cause else None,
            "expected": [contract.fact_record(fact, catalogue, regions) for fact in self.expected],
            "nearest": [contract.fact_record(fact, catalogue, regions) for fact in self.nearest],
            "message": self.told,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a draft in the order of the text."""

    findings: tuple[Finding, ...]

    @property
    def mismatches(self) -> tuple[Finding, ...]:
        """The findings that must be mended."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.MISMATCH)

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """The findings with a remark: the text does not agree with itself or with what it says of a figure."""
        return tuple(finding for finding in self.findings if finding.remarks)

    @property
    def summary(self) -> dict[str, int]:
        """How many of each verdict."""
        counts = Counter(finding.verdict for finding in self.findings)
        return {verdict.value: counts[verdict] for verdict in Verdict}

    def record(self, catalogue: Catalogue, regions: Regions) -> dict[str, object]:
        """The report in the words of the contract."""
        figures = [finding.record(catalogue, regions) for finding in self.findings]
        return {"figures": figures, "summary": self.summary}

    @property
    def words(self) -> str:
        """The report for a person: problems first, then the counts."""
        told = [finding.message for finding in self.mismatches]
        told += [f"“{it.claim.quote}”：{remark}" for it in self.contradictions for remark in it.remarks]
        return "\n".join([*told, words.summary(self.summary)])
