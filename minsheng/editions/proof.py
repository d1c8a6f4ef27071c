"""The proof pack: one zip from which a stranger can recompute any figure of a document.

The document; its figures with operands and formulas (CSV and JSON); the source cell of each; the files that those were
read from, where they are kept; the findings of 审核 and the 上报说明; the hash of everything; and a README in Chinese.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from minsheng import contract
from minsheng.catalogue import Catalogue
from minsheng.editions.body import printed
from minsheng.facts import Fact, plain
from minsheng.geography.regions import Regions
from minsheng.receiving import explanations
from minsheng.receiving.audit import audit
from minsheng.store import revisions
from minsheng.store.reading import Store
from minsheng.writing import annexes
from minsheng.writing.document import Document, Printed

_SEVERITY = {"error": "错误", "explain": "请说明", "warning": "提醒"}
#: together the kept originals may be this large
_MOST = 60_000_000
_FIGURES = (
    "数据编号", "印出的数", "含义", "指标", "指标代码", "地区", "范围", "时期", "口径", "数值", "单位", "公式", "运算数", "句子", "位置",
)  # fmt: skip
_SOURCES = (
    "运算数", "指标", "指标代码", "地区", "范围", "时期", "口径", "数值", "单位", "版本", "入库次数", "入库时间", "来源", "发布单位", "单元格或原文",
    "文号", "标记",
)  # fmt: skip


def pack(
    store: Store, regions: Regions, document: Document, files: Iterable[tuple[str, bytes]], when: datetime
) -> bytes:
    """The zip of a document; ``files`` are the document's own files by name."""
    found = printed(document)
    leaves = _leaves(each.entry.fact for each in found)
    content: dict[str, bytes] = {f"文稿/{name}": data for name, data in files}
    content["数据/数据.csv"] = _csv(_FIGURES, _figures(found, leaves, regions))
    content["数据/数据.json"] = _json(found, store.catalogue, regions)
    content["数据/来源.csv"] = _csv(_SOURCES, _sources(leaves, store.catalogue, regions))
    content["数据/审核.csv"] = _csv(("规则", "轻重", "时期", "问题", "说明"), _checks(store, regions, leaves))
    content["数据/上报说明.csv"] = _csv(("地区", "指标", "时期", "说明", "说明人"), _explained(store, leaves))
    content |= _originals(store, leaves)
    content["说明.txt"] = _readme(document, found, leaves, content, when).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(content.items()))
    content["校验值.txt"] = sums.encode()
    return _zipped(content, when)


def _leaves(facts: Iterable[Fact]) -> dict[Fact, str]:
    """Every stored fact that something printed rests on, with its label: R1, R2 …"""
    found: dict[Fact, str] = {}

    def walk(fact: Fact) -> None:
        if fact.derivation:
            for operand in fact.derivation.operands:
                walk(operand)
        else:
            found.setdefault(fact, f"R{len(found) + 1}")

    for fact in facts:
        walk(fact)
    return found


# -- tables ---------------------------------------------------------------------------------------
def _figures(found: Iterable[Printed], leaves: dict[Fact, str], regions: Regions) -> Iterator[tuple]:
    for each in found:
        entry, fact = each.entry, each.entry.fact
        yield (
            entry.id, entry.quote, annexes.meaning(entry), entry.indicator.name, fact.indicator, _place(fact, regions),
            fact.scope, fact.period.name, fact.basis.zh, _value(fact), fact.unit,
            fact.derivation.formula if fact.derivation else "", _labels(fact, leaves), each.sentence, each.place,
        )  # fmt: skip


def _labels(fact: Fact, leaves: dict[Fact, str]) -> str:
    """The operands in the order of the formula; a computed operand in brackets with its own formula."""
    if not fact.derivation:
        return leaves[fact]
    return "；".join(
        leaves[it] if not it.derivation else f"[{it.derivation.formula}：{_labels(it, leaves)}]"
        for it in fact.derivation.operands
    )


def _sources(leaves: dict[Fact, str], catalogue: Catalogue, regions: Regions) -> Iterator[tuple]:
    for fact, label in leaves.items():
        marks = {
            "演示": fact.demo,
            "待核": fact.pending,
            "推定": fact.inferred,
            "推算": fact.backcast,
            "对比栏": fact.comparison,
        }
        yield (
            label, catalogue[fact.indicator].name, fact.indicator, _place(fact, regions), fact.scope, fact.period.name,
            fact.basis.zh, _value(fact), fact.unit, fact.status.zh, fact.revision, fact.recorded_at, fact.source.title,
            fact.source.publisher, fact.locator, fact.document, "、".join(word for word, holds in marks.items() if holds),
        )  # fmt: skip


def _checks(store: Store, regions: Regions, leaves: Iterable[Fact]) -> Iterator[tuple]:
    """What 审核 finds today for the places and times of the figures."""
    places = sorted({fact.region for fact in leaves})
    periods = sorted({str(fact.period) for fact in leaves})
    for it in audit(store, regions, places=places, periods=periods).found:
        yield (it.rule, _SEVERITY[it.severity.value], str(it.period), it.message, it.explanation)


def _explained(store: Store, leaves: Iterable[Fact]) -> Iterator[tuple]:
    wanted = {(fact.region, str(fact.period)) for fact in leaves}
    for it in explanations.of(store, sorted({region for region, _ in wanted})):
        if (it.region, str(it.period)) in wanted:
            yield (it.region, it.indicator, str(it.period), it.text, it.actor)


def _place(fact: Fact, regions: Regions) -> str:
    return regions.get(fact.region).name_at(fact.period)


def _value(fact: Fact) -> str:
    if fact.value is None:
        return fact.state.zh
    upper = f"～{plain(fact.value_to)}" if fact.value_to is not None else ""
    return f"{plain(fact.value)}{upper}{fact.approx.zh}"


def _csv(head: tuple[str, ...], rows: Iterable[tuple]) -> bytes:
    """A table that Excel and WPS open as it is."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return "\ufeff".encode() + text.getvalue().encode()


def _json(found: Iterable[Printed], catalogue: Catalogue, regions: Regions) -> bytes:
    figures = [
        {
            "id": each.entry.id,
            "quote": each.entry.quote,
            "measure": each.entry.measure,
            "sentence": each.sentence,
            "place": each.place,
            **contract.fact_record(each.entry.fact, catalogue, regions),
        }
        for each in found
    ]
    return json.dumps({"figures": figures}, ensure_ascii=False, indent=1).encode()


def _originals(store: Store, leaves: Iterable[Fact]) -> dict[str, bytes]:
    """The files that the figures were read from, of the commits that brought them, as far as they are kept here."""
    wanted = {fact.revision for fact in leaves}
    found: dict[str, bytes] = {}
    for row in store.asked("loads"):
        kept = revisions.originals(store.path) / row["sha256"]
        if row["revision"] in wanted and kept.is_file() and sum(map(len, found.values())) < _MOST:
            found[f"原始文件/第{row['revision']}次入库-{row['file'].rpartition('/')[2]}"] = kept.read_bytes()
    return found


# -- README ---------------------------------------------------------------------------------------
def _readme(
    document: Document, found: list[Printed], leaves: dict[Fact, str], content: dict[str, bytes], when: datetime
) -> str:  # fmt: skip
    """What is in the pack and how to recompute, with one figure of this very document worked through."""
    files = "\n".join(f"  {name}" for name in content)
    demo = "（演示数据：地区和数字均为虚构）\n" if any(fact.demo for fact in leaves) else ""
    return f"""《{document.name}》佐证材料
{demo}生成时间：{when:%Y-%m-%d %H:%M}

一、内容
{files}
  校验值.txt（以上各文件的256位散列值，改动一个字就会不同）

二、怎样核一个数
1. 在文稿中找到这个数（Word中点中数字，内容控件的标记就是数据编号），或在“数据/数据.csv”的“印出的数”“句子”两列中查找。
2. “公式”为空的，是入库原数：按“运算数”一列的编号（如R1），到“数据/来源.csv”查它的数值、来源和单元格，再到“原始文件”中打开原表核对；
   随产品附带的公开数据没有原始文件，按“来源”“发布单位”查原出处。
3. “公式”不为空的，是计算数：按“运算数”所列次序，把“来源.csv”中的数值代入公式。增减为百分比的乘100；
   方括号内的是中间数，先按它自己的公式算出。
4. 把算出的数按“印出的数”的单位和位数四舍五入（只舍入一次，满5进位），应与“印出的数”一致。
   “余”“近”“约”等照原文；不到100%的比率不写成100%。

三、算一个数看看
{_worked(found, leaves)}

四、几点说明
金额以元计；期末数是所注时点的数，本年累计是1月1日至期末的数；“入库次数”是这个数进入数据库的批次，以后的更正另有批次，旧数不改。
“数据/审核.csv”是生成时对有关地区和时期的审核结果，“数据/上报说明.csv”是对有关数据的说明。
“数据/数据.json”与“数据.csv”内容相同，并含每个数的全部属性，供程序读取。
"""


def _worked(found: list[Printed], leaves: dict[Fact, str]) -> str:
    """The first growth of the document, operand by operand; else its first figure."""
    growths = [it for it in found if it.entry.measure == "growth" and "÷" in it.entry.fact.derivation.formula]
    if not growths:
        return (
            f"  {found[0].entry.quote}：见来源.csv的{_labels(found[0].entry.fact, leaves)}。"
            if found
            else "  本文没有数据。"
        )
    each = growths[0]
    now, base = each.entry.fact.derivation.operands
    operands = _labels(each.entry.fact, leaves).replace("；", "、")
    return (
        f"  “{each.entry.quote}”（{each.entry.id}）：{each.entry.fact.derivation.formula}\n"
        f"  ＝（{plain(now.value)}－{plain(base.value)}）÷{plain(base.value)}×100"
        f"＝{plain(each.entry.fact.value.quantize(contract.FINEST))}…%，其中运算数见{operands}。"
    )


def _zipped(content: dict[str, bytes], when: datetime) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in content.items():
            target.writestr(zipfile.ZipInfo(name, when.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
