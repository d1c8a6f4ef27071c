"""What is served: the frame as an ASGI application, warmed up, with health, security headers and one error screen."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.routing import Route
from streamlit import config, net_util

from minsheng import screen, serving

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
#: law: not one request leaves the server. Streamlit would ask an outside address for its own; "" is an answer
net_util._external_ip = ""


def _address() -> str:
    """Where the dashboard can be opened, for the log."""
    host = config.get_option("server.address") or net_util.get_internal_ip()
    return f"http://{host}:{config.get_option('server.port')}"


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Import, open and read once before the first visit, and keep all that out of every later garbage collection."""
    serving.warm(screen.path())
    logging.getLogger("minsheng").info("民生答卷已启动：%s", _address())
    gc.collect()
    gc.freeze()
    yield


def on_script_error(error: Exception) -> bool:
    """The one error screen: logged under an id, one Chinese sentence shown."""
    screen.show_unexpected(error)
    return True


app = st.App(
    "minsheng/frame.py",
    lifespan=warm,
    routes=[Route("/healthz", serving.health), Route("/overview", serving.to_root)],
    middleware=serving.MIDDLEWARE,
    on_script_error=on_script_error,
)
