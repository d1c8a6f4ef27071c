"""What each subcommand does: ask, and answer with one JSON document and the same in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from minsheng import contract, lookup, places, shipped
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.editions import numbers
from minsheng.errors import MinshengError, UsageError
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.series import Series
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.writing.binding import UnknownNumber


class UnknownBasis(UsageError):
    """No basis has this name."""

    def __init__(self, text: str) -> None:
        choices = "、".join(f"{basis.value}（{basis.zh}）" for basis in Basis)
        super().__init__(f"没有“{text}”这种口径。", f"可选：{choices}。")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives back, made only when asked for: ``document`` for programs, ``text`` for people."""

    document: Callable[[], dict[str, object]]
    text: Callable[[], str]
    code: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts are meant; codes resolved to the present ones."""

    regions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    basis: Basis | None = None
    all: bool = False


def init(*, db: Path, actor: str, home: str, empty: bool, force: bool) -> Answer:
    """Build the store from ``data/``."""
    regions = places.regions()
    code = regions.get(home).code if home else ""
    built = shipped.init(db, regions, empty=empty, home=code, force=force)
    document = {
        "db": str(db),
        "observations": built.observations,
        "regions": built.regions,
        "indicators": built.indicators,
        "seconds": built.seconds,
        "aside": str(built.aside) if built.aside else None,
        "published": {**built.published, "left_out_by_reason": dict(built.left_out)},
    }
    return Answer(lambda: document, lambda: _init_words(db, built))


def _init_words(db: Path, built: shipped.Built) -> str:
    lines = [
        f"已建库{db}：{built.observations}个数，{built.regions}个地区，{built.indicators}项指标，用时{built.seconds}秒。"
    ]
    if built.aside:
        lines.append(f"旧库已移到{built.aside}。")
    if built.published:
        counts = built.published
        reasons = "，".join(f"{reason}{count}个" for reason, count in built.left_out.items())
        lines.append(
            f"公开发布的数：对应国家指标{counts['mapped']}个，作为本地指标{counts['local']}个，未收入{counts['left_out']}个"
            + (f"（{reasons}）。" if reasons else "。")
        )
    return "\n".join(lines)


def receive(
    *, db: Path, actor: str, files: Sequence[Path], region: str | None, period: str | None, status: str | None,
    define_indicators: bool, dry_run: bool,
) -> Answer:  # fmt: skip
    """Read returns into the store: one call is one revision, one file one load."""
    from minsheng.receiving import intake

    for file in files:
        if not file.is_file():
            raise UsageError(f"文件{file}不存在。", "请核对路径。")
    outcome = intake.receive(
        db, files, regions=places.regions(), region=region, period=period, status=status,
        define_indicators=define_indicators, dry_run=dry_run, actor=actor,
    )  # fmt: skip
    lead = "只检查，没有入库：\n" if dry_run else ""
    return Answer(outcome.as_json, lambda: lead + outcome.words, 1 if outcome.refused else 0)


# -- facts ----------------------------------------------------------------------------------------
def facts(*, db: Path, actor: str, moment: Moment, **options: object) -> Answer:
    """What is stored; ``--basis quarter`` adds the single quarters computed from YTD."""
    store, regions = Store(db, moment), places.regions()
    found = _selected(store, _filters(store, regions, **options))
    catalogue = store.catalogue  # of the same revision as the facts, and asked for once
    return Answer(
        lambda: {"facts": [contract.fact_record(fact, catalogue, regions) for fact in found]},
        lambda: _listing(found, catalogue, regions),
    )


def _filters(store: Store, regions: Regions, **options) -> Filters:  # noqa: ANN003 - the parsed options
    basis = options["basis"]
    if basis and basis not in Basis._value2member_map_:
        raise UnknownBasis(basis)
    if basis == Basis.QUARTER and options["all"]:
        raise UsageError("--all不能与--basis quarter同用。", "单季数由各期有效的累计数算出。")
    return Filters(
        regions=tuple(regions.get(text).code for text in options["region"]),
        indicators=tuple(code for text in options["indicator"] for code in _codes(store.catalogue, text)),
        periods=tuple(str(Period.parse(text)) for text in options["period"]),
        basis=Basis(basis) if basis else None,
        all=options["all"],
    )


def _codes(catalogue: Catalogue, text: str) -> list[str]:
    """The codes that a code, name or alias means: all of them where a name was defined more than once."""
    named = [indicator.code for indicator in catalogue.named(text)]
    return named if len(named) > 1 else [catalogue.find(text).code]


def _selected(store: Store, filters: Filters) -> list[Fact]:
    if filters.basis is Basis.QUARTER:
        return _quarters(store, filters)
    found = _asked(store, filters, filters.periods)
    return [fact for fact in found if filters.basis in (None, fact.basis)]


def _asked(store: Store, filters: Filters, periods: Iterable[str]) -> list[Fact]:
    where: dict[str, Any] = {"regions": filters.regions, "indicators": filters.indicators, "periods": periods}
    return store.vintages(**where) if filters.all else store.facts(**where)


def _quarters(store: Store, filters: Filters) -> list[Fact]:
    """The stored single quarters and those computed from YTD."""
    series: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in _asked(store, replace(filters, all=False), ()):
        series.setdefault((fact.region, fact.indicator, fact.scope), []).append(fact)
    breaks, catalogue = store.breaks(), store.catalogue
    singles = [
        single
        for (_, code, _), facts in series.items()
        for single in Series(catalogue[code], facts, breaks).single_quarters()
    ]
    return [single for single in singles if not filters.periods or str(single.period) in filters.periods]


def _listing(found: Sequence[Fact], catalogue: Catalogue, regions: Regions) -> str:
    if not found:
        return "没有符合条件的数。"
    shown = (
        Figure(fact, catalogue[fact.indicator], regions.get(fact.region).name_at(fact.period))
        for fact in found
    )
    lines = [
        f"{figure.place}　{figure.when}　{figure.name}（{figure.fact.basis.zh}）　{figure.display}　{figure.fact.status.zh}"
        + (f"　{'、'.join(figure.marks)}" if figure.marks else "")
        + f"　第{figure.fact.revision}版　{figure.origin}"
        for figure in shown
    ]
    return "\n".join([*lines, f"共{len(found)}个数。"])


# -- figure, export -------------------------------------------------------------------------------
def figure(*, db: Path, actor: str, moment: Moment, text: str) -> Answer:
    """The ten-second answer to a few words."""
    store, regions = Store(db, moment), places.regions()
    if numbers.looks_like(text):
        return _by_number(text, store, regions)
    result = lookup.look_up(text, store, regions)
    words = (store.catalogue, regions)
    records = [
        contract.figure_record(hit.figure, hit.yoy, hit.qoq, hit.position, words) for hit in result.hits
    ]
    nearest = [contract.fact_record(fact, *words) for fact in result.nearest]
    told = [_told(hit.figure, hit.yoy) for hit in result.hits] or ["没有查到。", *result.hints]
    return Answer(lambda: {"figures": records, "nearest": nearest}, lambda: "\n".join(told))


def _by_number(text: str, store: Store, regions: Regions) -> Answer:
    """The figure of a 数据编号; an unknown one is nothing found."""
    try:
        found = numbers.resolve(store, regions, text)
    except UnknownNumber as unknown:
        said = str(unknown)
        return Answer(lambda: {"figures": [], "nearest": []}, lambda: f"没有查到。{said}")
    hit = lookup.hit(found.entry.fact, store, regions)
    record = contract.figure_record(found.figure, hit.yoy, hit.qoq, hit.position, (store.catalogue, regions))
    told = f"{found.entry.id}：{_told(found.figure, hit.yoy)}"
    return Answer(lambda: {"figures": [record], "nearest": []}, lambda: told)


def _told(figure: Figure, yoy: Change | None) -> str:
    """The sentence and where its figure comes from: no number leaves without its source."""
    return f"{figure.sentence(yoy)}来源：{figure.origin}"


def export(
    *, db: Path, actor: str, moment: Moment, to: str, output: Path, internal: bool, **options: object
) -> Answer:
    """Facts out, with flags and footnotes; sensitive small counts hidden unless ``internal``."""
    from minsheng import disclosure, exports

    if not output.parent.is_dir():
        raise UsageError(f"文件夹{output.parent}不存在。", "请先建立文件夹。")
    store, regions = Store(db, moment), places.regions()
    found = _selected(store, _filters(store, regions, **options))
    views = disclosure.views(found, store.catalogue, regions, internal=internal)
    try:
        exports.write_facts(views, store.catalogue, regions, to, output, moment.words)
    except OSError as error:
        raise MinshengError(f"无法写入{output}：{error.strerror}。", "请检查权限和磁盘空间。") from None
    return Answer(
        lambda: {"file": str(output), "rows": len(views)}, lambda: f"已导出{len(views)}个数到{output}。"
    )
