"""Tidy CSV: one row a fact, as the contract describes it. What a row says stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator, indicator_of
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Approx, Basis, Fact, Source, State, Status, plain
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns import definitions
from minsheng.returns.items import without_repeats
from minsheng.returns.printed import Printed, printed_text
from minsheng.returns.reading import Issue, Layout, NewIndicator, Reading, Request, error
from minsheng.returns.sheets import Sheet
from minsheng.returns.words import Refused, day, word

NEEDED = ("region", "indicator", "period", "value", "unit")
OPTIONAL = (
    "scope", "basis", "approx", "state", "since_from", "effective_from", "document", "status", "known_on",
    "source", "locator", "resolution", "value_to", "notes",
)  # fmt: skip
_FINEST = Decimal(1).scaleb(-8)


@dataclass(slots=True)
class _File:
    """The file being read: its columns, what it may refer to, and what it has defined so far."""

    sheet: Sheet
    columns: dict[str, int]
    catalogue: Catalogue
    regions: Regions
    request: Request
    defined: dict[str, NewIndicator] = field(default_factory=dict)

    def at(self, row: int, column: str) -> str:
        """The locator of a row's cell."""
        return self.sheet.address(row, self.columns.get(column, 0))


def read(sheets: Sequence[Sheet], catalogue: Catalogue, regions: Regions, request: Request) -> Reading | None:
    """A tidy file; None where the first line is not its header."""
    sheet = next((it for it in sheets if not it.hidden and not it.blank), None)
    columns = _columns(sheet) if sheet else None
    if columns is None:
        return None
    file = _File(sheet, columns, catalogue, regions, request)
    facts: list[Fact] = []
    issues: list[Issue] = []
    for row in range(1, len(sheet.rows)):
        if any(not cell.empty for cell in sheet.rows[row]):
            try:
                facts.append(_fact(file, row))
            except Refused as refused:
                issues.append(
                    error(refused.rule, file.at(row, refused.column), f"第{row + 1}行：{refused.message}")
                )
    kept, repeated = without_repeats(facts)
    return Reading(Layout.TIDY, "", "", tuple(kept), (), (*issues, *repeated), tuple(file.defined.values()))


def _columns(sheet: Sheet) -> dict[str, int] | None:
    names = {cell.text.strip().lower(): column for column, cell in reversed(list(enumerate(sheet.rows[0])))}
    return names if all(name in names for name in NEEDED) else None


def _fact(file: _File, row: int) -> Fact:
    texts = dict(_texts(file, row))
    if file.sheet.cell(row, file.columns["value"]).uncalculated:
        raise Refused("number", "value", "公式没有计算结果，请在Excel中打开并保存后再导入。")
    beyond = [cell for cell in file.sheet.rows[row][len(file.sheet.rows[0]) :] if not cell.empty]
    if beyond:
        raise Refused("columns", "value", "比表头多出一列，可能是数字里的千分位逗号没有加引号。")
    period = _period(file, texts)
    indicator = _indicator(file, texts)
    number = _printed(texts)
    state = _state(texts, number)
    basis = word(Basis, texts, "basis") or indicator.basis
    return Fact(
        region=_region(file, texts, period),
        indicator=indicator.code,
        period=period,
        basis=basis,
        value=_value(number, texts["unit"], indicator, basis),
        unit=indicator.unit,
        scope=texts["scope"] or WHOLE,
        value_to=_base(_number(texts, "value_to"), texts["unit"], indicator, "value_to"),
        state=state,
        approx=word(Approx, texts, "approx") or Approx.EXACT,
        resolution=_resolution(texts, number, indicator),
        status=word(Status, texts, "status") or file.request.status or Status.QUARTERLY,
        since_from=texts["since_from"],
        effective_from=texts["effective_from"],
        document=texts["document"],
        known_on=day(texts, "known_on"),
        source=Source("", texts["source"]),
        locator=texts["locator"] or file.at(row, "value"),
        notes=texts["notes"],
        demo=False,
    )


def _texts(file: _File, row: int) -> Iterator[tuple[str, str]]:
    for name in (*NEEDED, *OPTIONAL):
        column = file.columns.get(name)
        yield name, "" if column is None else file.sheet.cell(row, column).text


def _region(file: _File, texts: dict[str, str], period: Period) -> str:
    if not texts["region"] and file.request.region:
        return file.request.region.code
    try:
        region = file.regions.get(texts["region"], period)
    except MinshengError as unknown:
        raise Refused("region", "region", str(unknown)) from None
    if file.request.region and file.request.region.code != region.code:
        raise Refused("region", "region", f"地区是{region.name}，与指定的{file.request.region.name}不一致。")
    return region.code


def _period(file: _File, texts: dict[str, str]) -> Period:
    wanted = file.request.period
    if not texts["period"] and wanted:
        return wanted
    try:
        period = Period.parse(texts["period"])
    except MinshengError as unreadable:
        raise Refused("period", "period", str(unreadable)) from None
    if wanted and wanted != period:
        raise Refused("period", "period", f"时期是{period.name}，与指定的{wanted.name}不一致。")
    return period


# -- indicator ------------------------------------------------------------------------------------
def _indicator(file: _File, texts: dict[str, str]) -> Indicator:
    """By code, name or alias; a name in another kind of unit is not that indicator."""
    text, unit = texts["indicator"], texts["unit"]
    if not unit:
        raise Refused("unit", "unit", "没有计量单位。")
    if not text:
        raise Refused("indicator", "indicator", "没有指标。")
    if text in file.catalogue:
        indicator = file.catalogue[text]
        if not units.same_kind(unit, indicator.unit):
            raise Refused(
                "unit", "unit", f"计量单位“{unit}”不能换算为“{indicator.name}”的“{indicator.unit}”。"
            )
        return indicator
    named = file.catalogue.named(text)
    fitting = [it for it in named if units.same_kind(unit, it.unit)]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        raise Refused(
            "indicator", "indicator", f"“{text}”可以指{'、'.join(it.name for it in fitting[:4])}，请写代码。"
        )
    if file.request.define_indicators:
        return _defined(file, texts)
    raise Refused("indicator", "indicator", _unknown(file.catalogue, text, unit, named))


def _defined(file: _File, texts: dict[str, str]) -> Indicator:
    """A local indicator, defined once a file; one that the store has keeps its definition."""
    basis = word(Basis, texts, "basis") or Basis.STOCK
    new = definitions.define(texts["indicator"], texts["unit"], basis)
    if new.code in file.catalogue:
        return file.catalogue[new.code]
    return indicator_of(file.defined.setdefault(new.code, new).row, local=True)


def _unknown(catalogue: Catalogue, text: str, unit: str, named: Sequence[Indicator]) -> str:
    if named:
        return f"计量单位“{unit}”与“{named[0].name}”（{named[0].unit}）不符，不是这个指标。"
    near = catalogue.nearest(text)
    hint = f"相近的有：{'、'.join(near)}。" if near else ""
    return f"指标目录中没有“{text}”。{hint}如要登记为本地指标，请加--define-indicators。"


# -- value ----------------------------------------------------------------------------------------
def _printed(texts: dict[str, str]) -> Printed:
    found = printed_text(texts["value"])
    if found is None:
        raise Refused("number", "value", f"“{texts['value']}”不是数字。")
    return found


def _state(texts: dict[str, str], number: Printed) -> State:
    """The state column's word where there is one; it must not contradict the value."""
    said = word(State, texts, "state")
    if said is None:
        return number.state
    if (said is State.VALUE) != (number.number is not None):
        raise Refused("state", "state", f"状态“{said.zh}”与数“{texts['value']}”矛盾。")
    return said


def _value(number: Printed, unit: str, indicator: Indicator, basis: Basis) -> Decimal | None:
    value = _base(number.number, unit, indicator, "value")
    counted = indicator.kind in ("stock", "flow", "standard") and indicator.unit != "元"
    if value is not None and value < 0 and counted and basis is not Basis.RATE:
        raise Refused("V70", "value", f"“{indicator.name}”出现负数{plain(value)}{indicator.unit}。")
    return value


def _base(number: Decimal | None, unit: str, indicator: Indicator, column: str) -> Decimal | None:
    """A number in the indicator's unit; raises Refused where the store cannot hold it."""
    if number is None:
        return None
    value = units.convert(number, unit, indicator.unit)
    if value != value.quantize(_FINEST):
        raise Refused("number", column, f"{plain(number)}小数位过多，最多保留8位。")
    return value


def _number(texts: dict[str, str], column: str) -> Decimal | None:
    found = printed_text(texts[column])
    if found is None or (texts[column] and found.number is None):
        raise Refused("number", column, f"“{texts[column]}”不是数字。")
    return found.number


def _resolution(texts: dict[str, str], number: Printed, indicator: Indicator) -> Decimal | None:
    """As the row says (in the base unit), else the step of the printed digits."""
    if texts["resolution"]:
        return _number(texts, "resolution")
    return None if number.step is None else units.convert(number.step, texts["unit"], indicator.unit)
