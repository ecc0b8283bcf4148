"""A fresh server and a real browser, which notes every request and every complaint of the page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("WAGEWAYS_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    # A debugger is attached, for which V8 would read Plotly four times over: 0.7 s of every page.
    "--js-flags=--no-enable-lazy-source-positions",
]
WIDE, PHONE = (1280, 900), (390, 844)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running app: its address and its log."""

    address: str
    log: Path

    def said(self) -> str:
        """What the server has logged so far."""
        return self.log.read_text("utf-8")


@contextmanager
def running(log: Path, script: str = "app.py", **environment: str) -> Iterator[Server]:
    """The app as a user starts it, or another script, on a port of its own; stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment,
        )
    server = Server(f"http://localhost:{port}", log)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):
        if process.poll() is not None:
            pytest.fail(f"The server stopped before it answered:\n{server.said()}")
        try:
            with urlopen(f"{server.address}/_stcore/health", timeout=1) as reply:
                if reply.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The server did not answer within a minute:\n{server.said()}")


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Start a server for one test: ``start_server(WAGEWAYS_TABLES=…)``."""
    with ExitStack() as stack:
        yield lambda **told: stack.enter_context(running(tmp_path / "server.log", **told))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server that most tests share."""
    with running(tmp_path_factory.mktemp("server") / "server.log") as shared:
        yield shared


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).is_file():
        pytest.skip(f"wants a browser: none at {CHROMIUM} (set WAGEWAYS_CHROMIUM)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What all visits of a worker share, as the tabs of one browser do: the scripts that it has fetched already."""
    shared = browser.new_context()
    yield shared
    shared.close()


@dataclass
class Visit:
    """A page in the browser, with what it asked for and complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def strangers(self) -> list[str]:
        """Requests that left the app's own address."""
        own = urlsplit(self.address).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]

    def settled(self) -> Page:
        """The page, once its script has run to the end and what it drew stands still."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)
        self.page.wait_for_timeout(150)
        return self.page


VisitPage = Callable[..., Visit]


def stands_still(element: Locator) -> Locator:
    """An element once it no longer moves: what opens pushes others down for a moment, and a press meanwhile starts on a
    button and ends beside it. Nobody presses that soon, but a test does.
    """
    element.wait_for()
    seen = []
    for _attempt in range(100):
        seen.append(element.bounding_box())
        if len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]:
            break
        element.page.wait_for_timeout(100)
    return element


@pytest.fixture
def visit(context: BrowserContext, server: Server) -> Iterator[VisitPage]:
    """Open an address of the app: ``visit("/overview?job=43-4051")``. After the test no request may have left the app,
    and the page may not have thrown an error. The browser then forgets what it was told and allowed."""
    visits: list[Visit] = []

    def open_page(path: str, size: tuple[int, int] = WIDE, scheme: str = "light", on: Server | None = None) -> Visit:
        where = (on or server).address
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        seen = Visit(page, where)
        visits.append(seen)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("websocket", lambda socket: seen.requests.append(socket.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))

        def note(message: ConsoleMessage) -> None:
            # Streamlit looks for its server below the page's own path first, finds none and goes on.
            if message.type == "error" and "404" not in message.text:
                seen.complaints.append(message.text)

        def note_missing(response: Response) -> None:
            if response.status >= 400 and "/_stcore/" not in response.url:
                seen.complaints.append(f"{response.status} {response.url}")

        page.on("console", note)
        page.on("response", note_missing)
        page.goto(where + path)
        page.wait_for_selector(".ww", timeout=30_000)
        seen.settled()
        return seen

    yield open_page
    strangers = [url for seen in visits for url in seen.strangers()]
    complaints = [text for seen in visits for text in seen.complaints]
    for seen in visits:
        seen.page.evaluate("localStorage.clear()")
        seen.page.close()
    context.clear_cookies()
    context.clear_permissions()
    assert strangers == []
    assert complaints == []


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Page, str], Path]:
    """Take a picture of what the screen shows: into ``WAGEWAYS_PICTURES`` where that is set, for looking at."""

    def take(page: Page, name: str) -> Path:
        path = Path(os.environ.get("WAGEWAYS_PICTURES", str(tmp_path))) / f"{name}.png"
        page.screenshot(path=path)
        return path

    return take


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test again before it counts as failed: on a busy machine a page can be late, and only late."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))
