"""What is served: the frame as an ASGI application, warmed up, with health, security headers and one error screen."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.routing import Route

from minsheng import screen, serving

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Import, open and read once before the first visit, and keep all that out of every later garbage collection."""
    serving.warm(screen.path())
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
