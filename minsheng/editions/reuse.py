"""套稿: last year's own text with this year's figures, as tracked changes in its own Word file.

Each number is bound to its indicator by the reader of drafts, read again at the same time of the new year, and written
in the manner of the old one; verbs of growth turn with the sign, the years move, what is not known is left open and
highlighted. A number that did not agree with the store last year is renewed and marked: it may be another figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from minsheng import units
from minsheng.claims import claims
from minsheng.claims.claims import Claim
from minsheng.claims.wordtext import WordText
from minsheng.editions import controls, numbers, turning
from minsheng.editions.rebinding import Rebinder
from minsheng.editions.renewal import Item, Outcome, Renewal, renewal, stale
from minsheng.editions.renewer import Renewer
from minsheng.editions.standing import Today
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.compare import Verdict
from minsheng.verification.report import Finding
from minsheng.verification.shelf import Shelf

_Progress = Callable[[str, float], None]


def reused(
    data: bytes, name: str, store: Store, regions: Regions, *, region: str, old: int, new: int, when: datetime,
    progress: _Progress = lambda words, share: None,
) -> Renewal:  # fmt: skip
    """Last year's file for this year. Raises UnreadableDraft."""
    progress("正在读取上年文稿", 0.1)
    word = WordText(data, name)
    text = word.whole
    bound = _bound(word, store, new - old)
    free = _outside([(it.start, it.end) for it in bound], _skipped(word))
    found = claims.extract(
        text, catalogue=store.catalogue, regions=regions, region=region, year=old, grids=word.grids
    )
    found = [claim for claim in found if free(claim.start)]
    progress(f"正在逐个核对{len(found)}个数", 0.35)
    shelf = Shelf(store, regions)
    told = understood(
        found,
        store,
        regions,
        region,
        old,
    )
    progress("正在写入修订", 0.75)
    read = [Renewer(text, shelf, finding, _moved(finding.claim, old, new), region).item() for finding in told]
    found = [finding.claim for finding in told]
    taken = _outside([(claim.start, claim.end) for claim in found], (0, 0))
    words = [it for it in _words(text, old, new) if free(it.start) and taken(it.start)]
    old_checks = stale(word, "这是上年的核对表，数没有更新，请删去。")
    return renewal(name, data, word, [*bound, *read, *words, *old_checks], when)


def _bound(word: WordText, store: Store, years: int) -> list[Item]:
    """The numerals that our own content controls bind."""
    ours = controls.controls(word)
    known = numbers.entries(store, (control.number for control in ours))
    rebinder = Rebinder(word.whole, Today(store, years), moving=True)
    start, end = _skipped(word)
    return [
        rebinder.item(control, known[control.number])
        for control in ours
        if control.number in known and not start <= control.start < end
    ]


def _skipped(word: WordText) -> tuple[int, int]:
    """The 数据核对表 of a document of ours: it is written anew."""
    return controls.text_ends(word.text), len(word.text)


def _outside(spans: list[tuple[int, int]], skipped: tuple[int, int]) -> Callable[[int], bool]:
    """Whether a place is in none of some spans."""
    every = [*spans, skipped]
    return lambda place: not any(start <= place < end for start, end in every)


def _words(text: str, old: int, new: int) -> Iterator[Item]:
    """Years that move and judgements that stay."""
    for edit in (*turning.years(text, old, new), *turning.judged(text, old)):
        outcome = Outcome.CHECK if edit.said else Outcome.WORDS
        yield Item(
            edit.start, text[edit.start : edit.end], edit.new or "", outcome, said=edit.said, edits=(edit,)
        )


def _moved(claim: Claim, old: int, new: int) -> Claim:
    """The claim at the same time of the new year; its base years move with it."""
    period = claim.period
    context = re.sub(
        r"(?:19|20)\d\d(?=年)", lambda match: str(int(match[0]) + new - old) if old - 1 <= int(match[0]) <= old else match[0],
        claim.context,
    )  # fmt: skip
    return replace(
        claim, context=context, period=replace(period, year=period.year + new - old) if period else None
    )


def understood(
    found: list[Claim], store: Store, regions: Regions, region: str, year: int
) -> list[Finding]:  # fmt: skip
    """The findings of last year's numbers. Where the words leave the indicator open, the stored value may decide it.

    Among the candidates of the words, and the subject that the sentence goes on about, the only one whose value agrees.
    """
    findings = list(verification.verify(found, store, regions, region=region, year=year).findings)
    for place, finding in enumerate(findings):
        claim = finding.claim
        if claim.indicator is None:
            before = findings[place - 1].claim if place else None
            near = before is not None and before.indicator and 0 <= claim.start - before.end <= 12
            codes = claim.candidates or ((before.indicator,) if near else ())
            tried = verification.verify(
                [_as(claim, code, store) for code in codes if _same_kind(claim, code, store)],
                store, regions, region=region, year=year,
            ).findings  # fmt: skip
            agreeing = [it for it in tried if it.verdict in (Verdict.MATCH, Verdict.ROUNDED)]
            findings[place] = agreeing[0] if len(agreeing) == 1 else finding
    return findings


def _as(claim: Claim, code: str, store: Store) -> Claim:
    """The claim taken as one of an indicator, its basis left open."""
    indicator = store.catalogue[code]
    return replace(
        claim,
        indicator=code,
        indicator_name=indicator.name,
        basis=indicator.basis,
        open=claim.open | {"basis"},
    )


def _same_kind(claim: Claim, code: str, store: Store) -> bool:
    return units.same_kind(claim.unit, store.catalogue[code].unit) or store.catalogue[code].unit.startswith(
        claim.unit
    )
