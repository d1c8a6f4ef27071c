"""回稿: a draft of ours that people edited in Word comes back; its numbers are brought up to date in their own sentences.

A numeral in its content control is known by its number. Where a control was lost (copied and pasted in WPS), the
numeral is known by its words: what the reader of drafts takes it for, among the numerals that the document or a kept
one of the place prints. All other numbers are people's own: judged, listed, commented, never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from minsheng.claims import claims
from minsheng.claims.claims import Claim
from minsheng.claims.wordtext import WordText
from minsheng.editions import controls, editions, numbers
from minsheng.editions.controls import Control
from minsheng.editions.rebinding import Rebinder
from minsheng.editions.renewal import Item, Outcome, Renewal, renewal, stale
from minsheng.editions.standing import Today
from minsheng.editions.tracked import Edit
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import meaning, verification
from minsheng.verification.report import Finding
from minsheng.verification.verification import Verdict
from minsheng.writing import binding
from minsheng.writing.binding import Entry

_PRINTED = re.compile(
    rf"(?<![{binding.LETTERS}])[{binding.LETTERS}]{{4}}-[{binding.LETTERS}]{{4}}-[{binding.LETTERS}](?![{binding.LETTERS}])"
)
_Progress = Callable[[str, float], None]
_SHARED = {Verdict.MATCH: "与库中一致", Verdict.ROUNDED: "与库中约数相符"}


def returned(
    data: bytes, name: str, store: Store, regions: Regions, *, region: str, year: int, when: datetime,
    progress: _Progress = lambda words, share: None,
) -> Renewal:  # fmt: skip
    """The draft with today's figures as tracked changes. Raises UnreadableDraft."""
    progress("正在读取文稿", 0.1)
    word = WordText(data, name)
    text, end = word.whole, controls.text_ends(word.text)
    ours = [it for it in controls.controls(word) if not end <= it.start < len(word.text)]
    printed = _PRINTED.findall(text)
    known = numbers.entries(store, [*(it.number for it in ours), *printed])
    rebinder = Rebinder(text, Today(store), moving=False)
    bound = [rebinder.item(it, known[it.number]) for it in ours if it.number in known]
    progress("正在核对未绑定的数", 0.4)
    others = _unbound(word, store, regions, region, year, [(it.start, it.end) for it in bound], end)
    candidates = _candidates(store, region, known.values())
    progress("正在写入修订", 0.8)
    read = [_item(finding, rebinder, candidates) for finding in others]
    items = [*bound, *read]
    if any(it.outcome is Outcome.RENEWED for it in items):
        items += stale(word, "正文的数已更新，核对表还是原来的数，请删去，定稿后另附新表。")
    return renewal(name, data, word, items, when)


def _unbound(
    word: WordText, store: Store, regions: Regions, region: str, year: int, taken: list[tuple[int, int]], end: int
) -> list[Finding]:  # fmt: skip
    """The statistical figures outside our controls, judged; dates, ordinals and names are none."""
    grids = [
        grid for grid in word.grids if all(span is None or span[1] <= end for row in grid for span in row)
    ]
    found = claims.extract(
        word.text[:end], catalogue=store.catalogue, regions=regions, region=region, year=year, grids=grids
    )
    own = [claim for claim in found if not any(a < claim.end and claim.start < b for a, b in taken)]
    return list(verification.verify(own, store, regions, region=region, year=year).findings)


def _candidates(store: Store, region: str, known: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The numerals by their words: of this document, and of the documents kept of the place."""
    kept = [edition.number for edition in editions.listed(store, [region])][:5]
    printed = [each.entry for each in editions.numerals(store, kept)] if kept else []
    every = [*numbers.handed_out(store, region), *printed, *known]
    found: dict[str, list[Entry]] = {}
    for entry in every:
        found.setdefault(_digits(entry.quote), []).append(entry)
    return found


def _digits(quote: str) -> str:
    """A numeral without the verb before it: 增长5.7% is printed as 5.7%."""
    return re.sub(r"^[^\d约近超不]+", "", quote).replace(",", "")


def _item(finding: Finding, rebinder: Rebinder, candidates: dict[str, list[Entry]]) -> Item:
    claim = finding.claim
    entry = _match(claim, candidates.get(_digits(claim.quote), []))
    if entry is not None:
        return rebinder.item(Control(entry.id, claim.start, claim.end, claim.quote), entry)
    name = rebinder.today.catalogue[claim.indicator].title if claim.indicator else claim.indicator_name
    if finding.verdict in _SHARED:
        said = f"没有绑定数据编号；{_SHARED[finding.verdict]}。"
        return Item(claim.start, claim.quote, claim.quote, Outcome.UNBOUND, name, said, finding.expected)
    said = f"没有绑定数据编号，不自动更新。{finding.message.partition('：')[2] or finding.message}"
    edit = Edit(claim.start, claim.end, None, said, doubtful=True)
    return Item(claim.start, claim.quote, "", Outcome.UNBOUND, name, said, finding.expected, (edit,))


def _match(claim: Claim, entries: list[Entry]) -> Entry | None:
    """The one numeral that words and digits both mean; where the words leave it open, none."""
    if claim.indicator is None:
        return None
    growth = claim.measure.value in ("growth", "change")
    fitting = [
        it for it in entries if it.indicator.code == claim.indicator and (it.measure == "growth") == growth
    ]
    if len({it.fact.key for it in fitting}) > 1:
        fitting = [it for it in fitting if meaning.admits_period(claim, it.fact)]
    return fitting[-1] if len({it.fact.key for it in fitting}) == 1 else None
