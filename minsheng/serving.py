"""What is sent around the pages: health, security headers, and a Chinese sentence where a browser is too old."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from minsheng import lookup, places, shipped
from minsheng.editions import numbers
from minsheng.errors import MinshengError
from minsheng.store.reading import Store

log = logging.getLogger("minsheng")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; "
        "frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
    ),
}
#: plain old JavaScript: a browser that cannot run the dashboard must at least run this
_TOO_OLD = """<script>
(function () {
  function say() {
    var root = document.getElementById("root");
    if (!root || root.childElementCount) { return; }
    document.body.innerHTML = '<p style="margin:3em;font-size:18px;line-height:1.8">\
这台电脑的浏览器版本过低，打不开民生答卷。请改用新版的谷歌、火狐、微软或国产浏览器（极速模式，内核112以上）。</p>';
  }
  var able = "noModule" in document.createElement("script") && window.structuredClone;
  try { new RegExp("a", "v"); } catch (missing) { able = false; }
  if (!able) { document.addEventListener("DOMContentLoaded", say); }
  window.addEventListener("error", function (event) { if (event.message) { setTimeout(say, 3000); } });
})();
</script>"""
#: Streamlit's words in its own scripts, as they stand there between backquotes
_SPEAKING = ("index.", "Selectbox.", "Multiselect.", "utils.")
WORDS = {
    "No results": "没有相符的选项",
    "Skip to main content": "跳到正文",
    "Select all": "全选",
    "You can only select up to ${t.maxSelections} ${e}. Remove an option first.": "最多选${t.maxSelections}项，请先去掉一项。",
    "Page not found": "没有这个页面",
    "You have requested page /${e}, but no corresponding file was found in the app's pages/ directory": "没有/${e}这个页面",
    "The page that you have requested does not seem to exist": "没有这个页面",
    "${t}. Running the app's main page.": "${t}，现显示总览。",
    "Connection error": "连接中断",
    "Streamlit server is not responding. Are you connected to the internet?": "服务器没有响应，请检查网络；恢复后自动重新连接，已入库的数据不受影响。",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "服务已经停止，请在服务器上重新启动：",
    "streamlit run yourscript.py": "make run",
    "Connecting": "正在连接",
    "Connecting to Streamlit server": "正在连接服务器",
    "Unable to connect to Streamlit server": "连接不上服务器",
    "Bad message format": "没有看懂服务器的回答，请刷新页面",
    "File must be ${$(n,`b`)} or smaller.": "文件不能超过${$(n,`b`)}。",
    "${t.type} files are not allowed.": "这里不收这种文件。",
    "File size is too small.": "文件太小，可能是空的。",
    "Only one file is allowed.": "只能放一个文件。",
    "Unexpected error. Please try again.": "没有成功，请再试一次。",
}
PAGES = frozenset(page.stem for page in (Path(__file__).resolve().parent.parent / "pages").glob("*.py"))
_NOT_PAGES = (
    "_stcore",
    "static/",
    "component/",
    "media/",
    "healthz",
    "app/static",
    "oauth2callback",
    "auth/",
)
_NO_SCRIPT = "<noscript>请在浏览器中允许运行脚本，再打开民生答卷。</noscript>"


def warm(path: Path) -> None:
    """Read what every page needs; bring newer shipped data into the store. A missing store is made by the frame."""
    go.Figure(go.Bar(x=[0], y=[0])).to_json()
    regions = places.regions()
    if not path.exists():
        return
    try:
        if added := shipped.refresh(path, regions):
            log.info("shipped data brought up to date: %s facts", added)
        lookup.warm(Store(path), regions)
    except MinshengError as error:
        log.warning("the store was not brought up to date: %s", error)


async def health(_: Request) -> Response:
    """Whether the process answers."""
    return JSONResponse({"ok": True})


async def to_root(request: Request) -> Response:
    """总览 stands at the root; its own name leads there."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", status_code=307)


def unknown_page(scope: Any, pages: frozenset[str]) -> str | None:
    """The way back to 总览 for a page that a browser asks for and that there is none of; None for all else.

    A 数据编号 behind the address of the dashboard leads to its figure.
    """
    asked = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
    if scope["method"] != "GET" or not asked or asked in pages or asked.startswith(_NOT_PAGES):
        return None
    up = "../" * asked.count("/") or "./"
    if numbers.looks_like(asked):
        return f"{up}lookup?{urlencode({'q': asked})}"
    return f"{up}?{urlencode({'missing': asked[:60]})}"


class Chinese:
    """ASGI: security headers on every answer, Streamlit's page and words in Chinese, no page but those there are."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = "text/html" in Headers(scope=scope).get("accept", "")
        if is_page and (back := unknown_page(scope, PAGES)):
            await RedirectResponse(back, status_code=307)(scope, receive, send)
            return
        if is_page or _is_script(scope["path"]):
            kept = [
                (k, v)
                for k, v in scope["headers"]
                if k not in (b"accept-encoding", b"if-none-match", b"if-modified-since")
            ]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(send, chinese_words if _is_script(scope["path"]) else chinese))


class _Answer:
    """Passes an answer on with its headers; holds a page or script back until it is whole, and translates it."""

    def __init__(self, send: Any, translated: Callable[[str], str]) -> None:
        self._send, self._translated = send, translated
        self._start: dict[str, Any] | None = None
        self._body = b""

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _secured(message["headers"])}
            if message["status"] != 200 or not _is_translated(message["headers"]):
                await self._send(message)
                return
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            await self._hold(message)

    async def _hold(self, message: dict[str, Any]) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._translated(self._body.decode("utf-8")).encode("utf-8")
        headers = [
            (k, v)
            for k, v in self._start["headers"]
            if k not in (b"content-length", b"etag", b"last-modified")
        ]
        await self._send({**self._start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def chinese(page: str) -> str:
    """Streamlit's page, said to be Chinese, with a sentence for browsers that are too old or run no scripts."""
    before, _, rest = page.partition("<noscript>")
    after = rest.partition("</noscript>")[2]
    page = f"{before}{_NO_SCRIPT}{after}" if after else page
    page = page.replace('<html lang="en"', '<html lang="zh-CN"', 1).replace(
        "<title>Streamlit</title>", "<title>民生答卷</title>", 1
    )
    return page.replace("</head>", f"{_TOO_OLD}</head>", 1)


def _secured(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    names = {name for name, _ in own}
    return [*((name, value) for name, value in headers if name.lower() not in names), *own]


def chinese_words(script: str) -> str:
    """One of Streamlit's scripts with the words that a person can meet in Chinese."""
    for english, said in WORDS.items():
        script = script.replace(f"`{english}`", f"`{said}`")
    return script


def _is_script(path: str) -> bool:
    """Whether it is one of Streamlit's scripts that speak to people."""
    return path.endswith(".js") and Path(path).name.startswith(_SPEAKING)


def _is_translated(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(
        name.lower() == b"content-type" and (value.startswith(b"text/html") or b"javascript" in value)
        for name, value in headers
    )


MIDDLEWARE = [Middleware(Chinese)]
