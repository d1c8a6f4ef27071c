"""The rules that are questions to the store (``queries/checks/*.sql``): every row returned is a violation.

Here the rows become judgements: numbers are worded, cells of one place are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from minsheng.checks.judgements import Judgement, Words, amount
from minsheng.checks.rulebook import Line, RuleSettings
from minsheng.facts import Status
from minsheng.period import Period
from minsheng.store.reading import Store

Row = dict
_LISTED = 5


def judgements(
    store: Store, words: Words, settings: RuleSettings, regions: Sequence[str], periods: Sequence[str]
) -> Iterator[Judgement]:
    """What the store's questions find; empty ``regions`` or ``periods`` ask for all."""
    for line in settings.of("query"):
        for question, told in _QUESTIONS[line.rule]:
            rows = store.asked(
                f"checks/{question}", regions=list(regions), periods=list(periods), threshold=line.limit,
                within=sorted(settings.within),
            )  # fmt: skip
            yield from told(line, rows, words)


def _cell(line: Line, row: Row, words: Words, **numbers: str) -> Judgement:
    return words.judged(line, row["region"], Period.parse(row["period"]), (row["indicator"],), numbers)


def _fallen(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    """A figure below (or as large as) an earlier one."""
    for row in rows:
        unit = row["unit"]
        yield _cell(
            line, row, words, a=amount(row["value"], unit), b=amount(row["other_value"], unit),
            d=amount(row["other_value"] - row["value"], unit), before=Period.parse(row["other_period"]).name,
        )  # fmt: skip


def _copied(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        numbers = {
            "n": str(row["unchanged"]),
            "total": str(row["compared"]),
            "before": Period.parse(row["other_period"]).name,
        }
        yield words.judged(line, row["region"], Period.parse(row["period"]), (), numbers)


def _still_everywhere(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        place = f"各单位{words.catalogue[row['indicator']].title}"
        period = Period.parse(row["period"])
        numbers = {"n": str(row["compared"]), "total": str(row["compared"])}
        numbers["before"] = Period.parse(row["other_period"]).name
        numbers["place"] = words.place(row["region"], period) + place
        yield words.judged(line, row["region"], period, (row["indicator"],), numbers)


def _summed(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        unit = row["unit"]
        yield _cell(
            line, row, words, a=amount(row["value"], unit), b=amount(row["total"], unit),
            d=amount(abs(row["total"] - row["value"]), unit), n=str(row["counted"]), total=str(row["expected"]),
        )  # fmt: skip


def _outside(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        unit = row["unit"]
        told = {"a": row["value"], "b": row["lowest"], "c": row["highest"]}
        yield _cell(line, row, words, **{name: amount(value, unit) for name, value in told.items()})


def _missing(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for (region, when), group in groupby(rows, key=lambda row: (row["region"], row["period"])):
        absent, period = list(group), Period.parse(when)
        names = "、".join(words.place(row["missing"], period) for row in absent)
        numbers = {"n": str(len(absent)), "total": str(absent[0]["expected"]), "list": names}
        yield words.judged(line, region, period, (), numbers)


def _out_of_time(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        yield words.judged(line, row["region"], Period.parse(row["period"]), (), {"n": str(row["figures"])})


def _negative(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        yield _cell(line, row, words, a=amount(row["value"], row["unit"]))


def _blank(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for (region, when), group in groupby(rows, key=lambda row: (row["region"], row["period"])):
        cells = list(group)
        codes = tuple(dict.fromkeys(row["indicator"] for row in cells))
        names = "、".join(words.catalogue[code].title for code in codes[:_LISTED])
        numbers = {"n": str(len(cells)), "before": Period.parse(cells[0]["other_period"]).name}
        numbers["list"] = names + ("等" if len(codes) > _LISTED else "")
        yield words.judged(line, region, Period.parse(when), codes, numbers)


def _unlike(line: Line, rows: Sequence[Row], words: Words) -> Iterator[Judgement]:
    for row in rows:
        numbers = {"n": str(row["figures"]), "a": Status(row["value_status"]).zh}
        numbers["b"] = Status(row["other_status"]).zh
        yield words.judged(line, row["region"], Period.parse(row["period"]), (), numbers)


Told = Callable[[Line, Sequence[Row], Words], Iterator[Judgement]]
_QUESTIONS: dict[str, tuple[tuple[str, Told], ...]] = {
    "V40": (("v40", _fallen),),
    "V41": (("v41", _fallen),),
    "V43": (("v43", _copied), ("v43_everywhere", _still_everywhere)),
    "V50": (("v50", _summed),),
    "V51": (("v51", _outside),),
    "V52": (("v52", _missing),),
    "V53": (("v53", _out_of_time),),
    "V66": (("v66", _fallen),),
    "V70": (("v70", _negative),),
    "V71": (("v71", _blank),),
    "V74": (("v74", _unlike),),
}
