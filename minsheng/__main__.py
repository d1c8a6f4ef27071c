"""The command line that other programs rely on: a thin layer over the functions that the pages call.

Exit codes: 0 done, 1 done but something was refused or found wrong, 2 the call itself was wrong.
"""

from __future__ import annotations

import argparse
import gc
import getpass
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from minsheng.errors import MinshengError, StoreOutdated, UsageError
from minsheng.store.moment import Moment

if TYPE_CHECKING:
    from minsheng.commands.data import Answer

DEFAULT_DB = Path("data/store/minsheng.duckdb")
log = logging.getLogger("minsheng")


class WrongCall(UsageError):
    """The options do not fit together; argparse's words are put into Chinese."""


class ChineseHelp(argparse.HelpFormatter):
    """Help whose own words are Chinese."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # noqa: ANN001 - argparse's signature
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and raises instead of leaving."""

    def __init__(self, **settings) -> None:  # noqa: ANN003 - argparse's settings
        super().__init__(**{**settings, "add_help": False, "formatter_class": ChineseHelp})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> None:  # type: ignore[override]
        raise WrongCall(f"命令写法有误：{_chinese(message)}。", "请加--help查看用法。")


def _chinese(message: str) -> str:
    for english, words in (
        ("the following arguments are required: ", "缺少参数"),
        ("unrecognized arguments: ", "不认识的参数"),
        ("expected one argument", "后面须有一个值"),
        ("expected at least one argument", "后面至少须有一个值"),
        ("invalid choice: ", "没有这个选项"),
        ("(choose from ", "（可选："),
        ("argument ", "参数"),
        (": ", "："),
        (")", "）"),
    ):
        message = message.replace(english, words)
    return message


def parser() -> Parser:
    """All subcommands with their options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--db",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="PATH",
        help="数据库文件，默认data/store/minsheng.duckdb",
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="只输出一个JSON文档")
    whole = Parser(prog="minsheng", description="民生答卷：民政统计的命令行", parents=[common])
    whole.set_defaults(run=None)
    verbs = whole.add_subparsers(metavar="命令", parser_class=Parser)

    def verb(name: str, home: str, words: str, does: str = "") -> argparse.ArgumentParser:
        run = _command(home, does or name)
        sub = verbs.add_parser(name, help=words, description=words, parents=[common])  # type: ignore[list-item]
        sub.set_defaults(run=run)
        return sub

    _init_options(verb("init", "data", "由随附数据建立数据库"))
    _import_options(verb("import", "data", "导入报表", "receive"))
    _facts_options(verb("facts", "data", "列出库中的数"))
    _check_options(verb("check", "check", "按审核关系审核库中的数"))
    _figure_options(verb("figure", "data", "查一个数"))
    _rank_options(verb("rank", "rank", "下级各单位按一个指标排列"))
    _answer_options(verb("answer", "answer", "写民生答卷"))
    _bulletin_options(verb("bulletin", "bulletin", "写民政重点工作进展情况通报"))
    _draft_options(verb("extract", "drafts", "读出文稿中的统计数"))
    _verify_options(verb("verify", "drafts", "核对文稿中的每个数"))
    _export_options(verb("export", "data", "导出数据"))
    return whole


def _command(home: str, does: str) -> Callable[..., Answer]:
    """A function of ``minsheng.commands``, loaded when it is called: no command waits for the libraries of another."""
    return lambda **values: getattr(import_module(f"minsheng.commands.{home}"), does)(**values)


def _init_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--force", action="store_true", help="已有数据库时另存旧库后重建")
    sub.add_argument("--home", default="", metavar="R", help="本单位的行政区划代码或名称")
    sub.add_argument("--empty", action="store_true", help="只建指标目录和行政区划（正式库）")


def _import_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="报表文件（.xlsx .xls .csv .tsv .txt .html）"
    )
    sub.add_argument("--region", metavar="R", help="报表中没有单位时指定")
    sub.add_argument("--period", metavar="P", help="报表中没有时期时指定，如2023Q3")
    sub.add_argument("--status", metavar="S", help="数的性质，默认quarterly（季报月报）")
    sub.add_argument("--define-indicators", action="store_true", help="把不认识的指标登记为本地指标")
    sub.add_argument("--dry-run", action="store_true", help="只检查，不入库")


def _moment_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--as-of", type=_day, metavar="DATE", help="截至某日已知的数，如2023-12-31")
    sub.add_argument("--revision", type=int, metavar="N", help="第N版时的数")


def _figure_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("text", metavar="文字", help="如：淄博2022长者食堂")
    _moment_options(sub)


def _filter_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--region", action="append", default=[], metavar="R", help="地区，可多次")
    sub.add_argument("--indicator", action="append", default=[], metavar="I", help="指标代码或名称，可多次")
    sub.add_argument("--period", action="append", default=[], metavar="P", help="时期，可多次")
    sub.add_argument("--basis", metavar="B", help="口径，如stock、ytd；quarter另列由累计数算出的单季数")
    _moment_options(sub)
    sub.add_argument("--all", action="store_true", help="列出所有来源和历次更正")


def _facts_options(sub: argparse.ArgumentParser) -> None:
    _filter_options(sub)


def _check_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--region", metavar="R", help="只审核这个地区")
    sub.add_argument("--period", metavar="P", help="只审核这一期，如2023Q3")
    _moment_options(sub)


def _draft_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="文稿", help="文稿（.txt .md .docx .pptx），-表示标准输入")


def _verify_options(sub: argparse.ArgumentParser) -> None:
    _draft_options(sub)
    sub.add_argument("--region", metavar="R", help="文稿所写的地区")
    sub.add_argument("--year", type=int, metavar="Y", help="文稿所写的年份")
    _moment_options(sub)


def _answer_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--region", required=True, metavar="R", help="哪个地区")
    sub.add_argument("--year", type=int, metavar="Y", help="哪一年，如2023")
    sub.add_argument("--period", metavar="P", help="截至哪一期的小结，如2021Q2（上半年）")
    sub.add_argument("--since", type=int, metavar="Y", help="从哪一年以来的回顾，如2017")
    sub.add_argument("--to", required=True, metavar="格式", help="docx、xlsx、md、pptx、pdf")
    sub.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="写到哪个文件")
    sub.add_argument("--internal", action="store_true", help="内部使用：不隐去敏感小数")
    kind = sub.add_mutually_exclusive_group()
    kind.add_argument("--summary", action="store_true", help="写成内部工作总结")
    kind.add_argument("--payments", action="store_true", help="写成救助资金发放汇总表")
    _moment_options(sub)


def _bulletin_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--region", required=True, metavar="R", help="通报哪个地区的下级单位")
    sub.add_argument("--period", required=True, metavar="P", help="哪一期，如2023Q3、2023-11")
    sub.add_argument("--to", required=True, metavar="格式", help="docx、pptx、md、xlsx、pdf")
    sub.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="写到哪个文件")
    sub.add_argument("--internal", action="store_true", help="内部使用：不隐去敏感小数")
    sub.add_argument(
        "--style", type=Path, metavar="FILE", help="用这个Excel文件的通报样式，默认用库中本单位的样式"
    )
    sub.add_argument("--dated", type=_day, metavar="DATE", help="成文日期，如2023-10-20，默认今天")
    sub.add_argument(
        "--reason", default="", metavar="理由", help="对比条件未达到时仍排位次的理由，印在通报中"
    )
    _moment_options(sub)


def _export_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--to", required=True, choices=("csv", "parquet", "xlsx"), help="格式")
    sub.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="写到哪个文件")
    sub.add_argument("--internal", action="store_true", help="内部使用：不隐去敏感小数")
    _filter_options(sub)


def _rank_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--indicator", required=True, metavar="I", help="指标代码或名称")
    sub.add_argument("--period", required=True, metavar="P", help="时期，如2023Q3")
    sub.add_argument("--within", required=True, metavar="R", help="在哪个地区的下级单位中排列")
    sub.add_argument("--per", metavar="D", help="按什么折算：万人、千名60岁以上、低保对象，或一个指标")
    _moment_options(sub)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongCall(f"“{text}”不是日期。", "请写成2023-12-31。") from None


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; prints Chinese, or one JSON document with ``--json``."""
    gc.set_threshold(200_000)  # a listing makes a million objects and no cycles
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    try:
        answer = _run(arguments)
        print(json.dumps(answer.document(), ensure_ascii=False) if as_json else answer.text(), flush=True)
        return answer.code
    except BrokenPipeError:  # the reader has seen enough (… | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UsageError as error:
        return _fail(str(error), as_json, 2)
    except MinshengError as error:
        return _fail(str(error), as_json, 1)
    except OSError as error:
        return _fail(f"文件{error.filename or ''}无法读写：{_reason(error)}。", as_json, 2)
    except Exception:
        number = uuid4().hex[:8]
        log.exception("unexpected error %s", number)
        return _fail(f"程序出错，编号{number}。请把编号和日志交给维护人员。", as_json, 2)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    return "没有权限" if isinstance(error, PermissionError) else "请检查路径和磁盘"


def _run(arguments: list[str]) -> Answer:
    call = parser().parse_args(arguments)
    if call.run is None:
        raise WrongCall(
            "没有写明命令。",
            "可用的命令有init、import、facts、check、figure、rank、answer、bulletin、extract、verify、export；加--help查看用法。",
        )
    values = {name: value for name, value in vars(call).items() if name not in ("run", "json")}
    values["db"] = values.get("db") or Path(os.environ.get("MINSHENG_DB") or DEFAULT_DB)
    if "as_of" in values:
        values["moment"] = Moment(values.pop("as_of"), values.pop("revision"))
    values["actor"] = os.environ.get("MINSHENG_ACTOR") or getpass.getuser()
    try:
        return call.run(**values)
    except StoreOutdated:
        from minsheng.store import ledger  # only an old store needs it

        ledger.upgrade(values["db"])
        return call.run(**values)


def _fail(sentence: str, as_json: bool, code: int) -> int:
    if as_json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return code


def command() -> int:
    """The command in a process of its own."""
    sys.meta_path.insert(0, _WithoutPandas())
    return main()


class _WithoutPandas(MetaPathFinder):
    """DuckDB and Arrow look for pandas at the first value; no command needs it, and it takes half a second to load."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Nobody finds it; all else is for others to find."""
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)


if __name__ == "__main__":
    sys.exit(command())
