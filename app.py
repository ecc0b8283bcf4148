"""The server: starts the app warm, sends it small, answers programs, and never shows a stack trace.

``streamlit run app.py`` serves ``pages/menu.py`` through this file. No figure is computed here.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import gzip
import importlib
import logging
import pkgutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import careers.narrative
import pages.ui
from careers import i18n, industries, places, tables, titles
from careers.errors import CareersError
from pages.api import routes as api
from pages.ui import failures, pictures

ROOT = Path(__file__).resolve().parent
STREAMLIT_ASSETS = Path(st.__file__).parent / "static"

QUIET_S = 5.0
"""Nobody has done anything for so long: a moment to look through everything, which stops all for a second."""
LONGEST_WAIT_S = 300.0
"""After this long without such a moment the look is taken all the same."""

_log = logging.getLogger("wageways")


def _bundle(start: str) -> str | None:
    """Address of Streamlit's own script whose name starts so; the rest of its name changes with each release."""
    found = sorted((STREAMLIT_ASSETS / "static" / "js").glob(f"{start}.*.js"))
    return f"/static/js/{found[0].name}" if len(found) == 1 else None


PLOTLY_BUNDLE = _bundle("PlotlyChart")


class KeepCompressed:
    """Sends scripts, styles and outlines gzipped, compressing each of them once and keeping the bytes.

    Streamlit sends its bundle plain (Plotly alone is 4.7 MB), and ordinary gzip middleware would compress it anew for
    every visitor. What is kept is bounded by the files there are: only whole answers under these addresses are kept.
    """

    PREFIXES = ("/static/js/", "/static/css/", "/outlines/", "/pictures/")
    SMALLEST = 1_000

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or let the app answer and keep that."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or not path.startswith(self.PREFIXES):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "gzip" not in asked.get("accept-encoding", "") or "range" in asked or "if-none-match" in asked:
            await self.app(scope, receive, send)
            return
        if path not in self.kept:
            start, body = await _whole_answer(self.app, scope, receive)
            if start["status"] != 200 or len(body) < self.SMALLEST:
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            headers = MutableHeaders(raw=list(start["headers"]))
            # Streamlit compresses answers outside its own scripts itself; those are only kept.
            is_packed = "content-encoding" in headers
            packed = body if is_packed else await run_in_threadpool(gzip.compress, body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(packed))
            headers.add_vary_header("Accept-Encoding")
            self.kept[path] = (headers.raw, packed)
        raw, packed = self.kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": packed})


async def _whole_answer(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    start: Message = {}
    parts: list[bytes] = []

    async def collect(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, collect)
    return start, b"".join(parts)


class AnswerHeaders:
    """Adds to every answer what tells the browser to be careful, and to a page what it will need next.

    The content policy lets the page talk to this server only, so that no library can phone home unnoticed.
    """

    SAFE: ClassVar = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }
    POLICY = "; ".join(
        (
            "default-src 'self'",
            # Streamlit's components run scripts from blobs, and its chart libraries compile expressions.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and add the headers on the way out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.SAFE.items():
                    headers.setdefault(name, value)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Content-Security-Policy"] = self.POLICY
                    if PLOTLY_BUNDLE and not scope["path"].startswith("/api"):
                        # Otherwise the browser asks for the largest script only once the first chart has arrived. The
                        # start page has no chart: there it is fetched when nothing else is. The API's guide has none.
                        when = "prefetch" if scope["path"] == "/" else "modulepreload"
                        headers["Link"] = f"<{PLOTLY_BUNDLE}>; rel={when}; crossorigin"
            await send(message)

        await self.app(scope, receive, add)


class Outlines(StaticFiles):
    """Map outlines, kept by the browser for a day: they change with a release at most."""

    def file_response(self, *args: Any, **kwargs: Any) -> Any:
        """The file, with the time it may be kept."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def _favicon(_request: Request) -> FileResponse:
    return FileResponse(ROOT / "static" / "favicon.png", headers={"Cache-Control": "public, max-age=86400"})


def _plotly(_request: Request) -> FileResponse:
    """The script that draws charts anew for a picture."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(pictures.PLOTLY_FILE, media_type="text/javascript", headers=headers)


def _import_everything() -> None:
    """Import what pages use: a module brings what it keeps of the tables, and none may come after the warm-up."""
    for package in (careers, careers.narrative, pages.ui):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)


def _load_everything() -> None:
    i18n.warm_up()
    tables.warm_up()
    for search in (titles.search, places.search, industries.search):
        search("a", limit=1)


def _warm_up() -> None:
    """Load the tables and build the search indexes, then tell the collector to skip them.

    Streamlit collects garbage after each rerun; over these tables that would cost 45 to 75 ms every time.
    """
    try:
        _load_everything()
    except CareersError:
        # The server runs all the same: pages that need the table say so, the others work.
        _log.exception("A table could not be loaded.")
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        # What only loading needed goes back to the system: some 30 MB, which the allocator would keep for later.
        getattr(ctypes.CDLL(None), "malloc_trim", lambda _kept: 0)(0)


async def _tidy() -> None:
    """Look through everything for garbage now and then: ``pages/menu.py`` sets aside, on each rerun, what is there."""
    looked = before = gc.get_freeze_count()
    waited = 0.0
    while True:
        await asyncio.sleep(QUIET_S)
        waited += QUIET_S
        now = gc.get_freeze_count()
        if now != looked and (now == before or waited >= LONGEST_WAIT_S):
            await run_in_threadpool(_collect)
            looked = now = gc.get_freeze_count()
            waited = 0.0
        before = now


def _collect() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def warm_start(_app: st.App) -> AsyncIterator[None]:
    """Warm up while the first visitor's browser still fetches the app's scripts; who comes sooner waits for no more
    than what the page needs.
    """
    # Not beside the first visitor: two threads that import the same modules can wait for each other.
    _import_everything()
    warming = asyncio.create_task(run_in_threadpool(_warm_up))
    tidying = asyncio.create_task(_tidy())
    yield
    tidying.cancel()
    await warming


app = st.App(
    "pages/menu.py",
    lifespan=warm_start,
    routes=[
        *api.ROUTES,
        Route("/favicon.png", _favicon),
        Route(pictures.PLOTLY_ADDRESS, _plotly),
        Mount("/outlines", Outlines(directory=ROOT / "static" / "outlines")),
    ],
    middleware=[Middleware(AnswerHeaders), Middleware(KeepCompressed)],
    on_script_error=failures.show,
)
