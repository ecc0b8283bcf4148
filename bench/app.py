"""The dashboard against an ordinary one-chart Streamlit page: rerun, cold start, repaint, memory, fifty people at once.

Server times are taken by a client that speaks Streamlit's own protocol, from the wish for a rerun to the message that
the script is finished. What a person sees is timed in Chromium.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.measure import REPETITIONS, Measured, percentile
from pages.ui import site

REPOSITORY = Path(__file__).resolve().parent.parent
DASHBOARD = REPOSITORY / "app.py"
ORDINARY = REPOSITORY / "bench" / "peers" / "ordinary.py"
BARE = REPOSITORY / "bench" / "peers" / "bare.py"

OVERVIEW, ONLY_PAGE = "overview", ""
LIMITS = {OVERVIEW: 2, "explore": 2.5, "experience": 2.5, "offer": 2.5, "majors": 2.5, "compare": 3}
"""Page → how many times the ordinary page's server time a rerun of it may take."""
JOBS = ("43-4051", "15-1252", "29-1141", "53-3032", "35-3023", "41-2031")
PLACES = ("OH", "CA", "WA", "TX", "NY", "US")
SIDE_BY_SIDE = 5
"""Jobs and places of the page that compares."""

PEOPLE, ACTIONS, PAUSE_S = 50, 6, 5.0
TIMEOUT_S = 60.0

CHROMIUM_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
CHART = ".js-plotly-plot .main-svg .trace, .js-plotly-plot .main-svg .scatterlayer"


# --- Servers -------------------------------------------------------------------------------------------------


@dataclass
class Server:
    """A running Streamlit server."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def wait_until_healthy(self) -> None:
        """Wait for the first answer of the health check.

        Raises:
            RuntimeError: the server ended, or does not answer in time.
        """
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
        raise RuntimeError(f"The server in {self.process.args!r} did not start.")

    def wait_until_warm(self) -> None:
        """Wait until the largest index is built; a search is answered only then."""
        with urllib.request.urlopen(f"{self.address}/api/titles?q=nurse", timeout=TIMEOUT_S):
            return

    def cpu_s(self) -> float:
        """Processor time spent so far."""
        spent = psutil.Process(self.process.pid).cpu_times()
        return float(spent.user + spent.system)

    def memory_mb(self) -> float:
        """Resident memory."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(script: Path) -> Iterator[Server]:
    port = _free_port()
    options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}", *options]
    process = subprocess.Popen(command, cwd=script.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=10)


# --- Streamlit's protocol ------------------------------------------------------------------------------------


class Visitor:
    """One session, as a browser tab has it."""

    def __init__(self, connection: ClientConnection, server: Server, page: str) -> None:
        self.connection = connection
        self.server = server
        self.page = page
        self.script = ""

    @classmethod
    async def arrive(cls, server: Server, page: str) -> Self:
        """Open the connection."""
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        # The answers come from this machine, so there is nothing to unpack.
        return cls(await connect(address, max_size=None, compression=None, proxy=None), server, page)

    async def run(self, **parameters: str) -> float:
        """Ask for the page with these parameters; seconds until its script is finished.

        Raises:
            RuntimeError: the page was not found, or ended without its chart.
        """
        message = BackMsg()
        wish = message.rerun_script
        wish.query_string = urlencode(parameters)
        if self.script:
            wish.page_script_hash = self.script
        else:
            wish.page_name = self.page
        wish.context_info.url = f"{self.server.address}/{self.page}?{wish.query_string}"
        start = time.perf_counter()
        await self.connection.send(message.SerializeToString())
        has_chart = False
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                answer = ForwardMsg.FromString(await self._received())
                kind = answer.WhichOneof("type")
                if kind == "new_session":
                    self.script = answer.new_session.page_script_hash
                elif kind == "navigation":
                    # With pages of its own, an app names the one that runs here.
                    self.script = answer.navigation.page_script_hash
                elif kind == "delta":
                    element = answer.delta.new_element
                    # Explore's picture of all jobs is markup of our own.
                    has_chart |= element.WhichOneof("type") == "plotly_chart" or "ww-treemap" in element.html.body
                elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    break
        taken = time.perf_counter() - start
        if not has_chart:
            raise RuntimeError(f"{self.server.address}/{self.page}?{wish.query_string} came without its chart.")
        return taken

    async def _received(self) -> bytes:
        received = await self.connection.recv()
        return received if isinstance(received, bytes) else received.encode()

    async def leave(self) -> None:
        """Close the connection."""
        await self.connection.close()


def _choices() -> Iterator[dict[str, str]]:
    """One selection after another, each different from the last."""
    for job, place in itertools.cycle(itertools.product(JOBS, PLACES)):
        yield {"job": job, "place": place}


def _wish(page: str, chosen: dict[str, str]) -> dict[str, str]:
    """What the address of a page says for a choice."""
    if page == "compare":
        jobs, places = ([*codes, *codes] for codes in (JOBS, PLACES))
        first, second = JOBS.index(chosen["job"]), PLACES.index(chosen["place"])
        return {
            "job": ",".join(jobs[first : first + SIDE_BY_SIDE]),
            "place": ",".join(places[second : second + SIDE_BY_SIDE]),
        }
    return chosen | ({"amount": "52000", "years": "8"} if page == "offer" else {})


async def _reruns(*pages: tuple[Server, str]) -> list[float]:
    """Median seconds of a rerun of each page, taking turns."""
    visitors = [await Visitor.arrive(server, page) for server, page in pages]
    choices = _choices()
    rounds = []
    for _ in range(REPETITIONS * len(JOBS) * len(PLACES) // 2):
        chosen = next(choices)
        rounds.append([await visitor.run(**_wish(visitor.page, chosen)) for visitor in visitors])
    for visitor in visitors:
        await visitor.leave()
    warm = rounds[len(JOBS) * len(PLACES) // 2 :]
    return [statistics.median(taken) for taken in zip(*warm, strict=True)]


async def _crowd(server: Server) -> list[float]:
    """Seconds of each action while many people act every few seconds, none in step with another."""
    chance = random.Random(1)

    async def person(number: int) -> list[float]:
        await asyncio.sleep(chance.uniform(0, PAUSE_S))
        visitor = await Visitor.arrive(server, OVERVIEW)
        choices = itertools.islice(_choices(), number, None)
        await visitor.run(**next(choices))
        taken = []
        for _ in range(ACTIONS):
            await asyncio.sleep(PAUSE_S * chance.uniform(0.8, 1.2))
            taken.append(await visitor.run(**next(choices)))
        await visitor.leave()
        return taken

    return list(itertools.chain.from_iterable(await asyncio.gather(*(person(n) for n in range(PEOPLE)))))


# --- The browser ---------------------------------------------------------------------------------------------


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("WAGEWAYS_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _fresh_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        yield context.new_page()
    finally:
        context.close()


def _cold_start(browser: Browser, script: Path, page_name: str) -> float:
    """Seconds from starting the server to the first chart on screen."""
    start = time.perf_counter()
    with _serving(script) as server, _fresh_page(browser) as page:
        server.wait_until_healthy()
        page.goto(f"{server.address}/{page_name}?job=43-4051&place=OH")
        page.wait_for_selector(CHART, state="attached", timeout=TIMEOUT_S * 1000)
        return time.perf_counter() - start


REPAINT = """
([choose, words]) => new Promise((done, fail) => {
    const start = performance.now();
    document.querySelector(choose).click();
    const look = () => {
        const heading = document.querySelector('h1')?.textContent ?? '';
        const chart = document.querySelector('.js-plotly-plot')?.textContent ?? '';
        if (heading.includes(words) && chart.includes(words)) {
            // The frame after next is the first that surely shows what stands in the document now.
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        } else if (performance.now() - start > 20000) {
            fail(new Error(`Nothing about ${words} appeared.`));
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
})
"""


def _repaint(browser: Browser, server: Server) -> float:
    """Median seconds from choosing another state on the Overview to seeing its heading and its chart."""
    taken = []
    with _fresh_page(browser) as page:
        page.goto(f"{server.address}/{OVERVIEW}?job=43-4051&place=OH")
        page.wait_for_selector(CHART, state="attached", timeout=TIMEOUT_S * 1000)
        states = [("WA", "Washington"), ("CA", "California")] * ((REPETITIONS + 2) // 2)
        for code, name in states:
            link = f'a[href*="place={code}"]'
            page.wait_for_selector(link, timeout=TIMEOUT_S * 1000)
            # What is further down may still be arriving; a person chooses once the page is still.
            page.wait_for_timeout(1500)
            taken.append(page.evaluate(REPAINT, [link, name]) / 1000)
    return statistics.median(taken[1:])


def _pictures(browser: Browser, server: Server) -> float:
    """Median seconds from the press of the button to the picture of a chart on disk, after the first."""
    taken = []
    with _fresh_page(browser) as page:
        page.goto(f"{server.address}/{OVERVIEW}?job=43-4051&place=OH")
        page.locator(".st-key-table-spread summary").click(timeout=TIMEOUT_S * 1000)
        button = page.locator(".st-key-pictures-spread").get_by_role("button").first
        button.wait_for()
        for _ in range(REPETITIONS + 1):
            start = time.perf_counter()
            with page.expect_download() as download:
                button.click()
            download.value.path()
            taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def _use_everything(browser: Browser, server: Server) -> None:
    """Open every page once, and take a handout along."""
    with _fresh_page(browser) as page:
        for entry in site.PAGES:
            page.goto(f"{server.address}{entry.path}?job=43-4051,29-1141&place=OH,US")
            page.wait_for_selector(".ww-footer", timeout=TIMEOUT_S * 1000)
        page.goto(f"{server.address}/handout?job=43-4051,29-1141&place=OH,US")
        with page.expect_download(timeout=TIMEOUT_S * 1000):
            page.get_by_role("button", name="PDF").first.click(timeout=TIMEOUT_S * 1000)


# --- All together --------------------------------------------------------------------------------------------


def measure() -> list[Measured]:
    """Every figure of the app."""
    with _serving(DASHBOARD) as ours, _serving(ORDINARY) as ordinary, _serving(BARE) as bare:
        for server in (ours, ordinary, bare):
            server.wait_until_healthy()
        ours.wait_until_warm()
        *own_reruns, ordinary_rerun, bare_rerun = asyncio.run(
            _reruns(*((ours, page) for page in LIMITS), (ordinary, ONLY_PAGE), (bare, ONLY_PAGE))
        )
        with _browser() as browser:
            repaint = _repaint(browser, ours)
            picture = _pictures(browser, ours)
    with _browser() as browser:
        cold = [
            (_cold_start(browser, DASHBOARD, OVERVIEW), _cold_start(browser, ORDINARY, ONLY_PAGE))
            for _ in range(REPETITIONS + 1)
        ]
    # The first round is the warm-up: files come from the disk then.
    own_cold, ordinary_cold = (statistics.median(times) for times in zip(*cold[1:], strict=True))
    with _serving(DASHBOARD) as ours:
        ours.wait_until_healthy()
        ours.wait_until_warm()
        before = ours.cpu_s()
        crowd = asyncio.run(_crowd(ours))
        # The first visit of each person counts here, too.
        cpu_each = (ours.cpu_s() - before) / (len(crowd) + PEOPLE)
        memory = ours.memory_mb()
        with _browser() as browser:
            _use_everything(browser, ours)
        everything = ours.memory_mb()
    reruns = [
        Measured(
            f"{page.capitalize()}: rerun",
            taken / ordinary_rerun,
            limit,
            "× baseline",
            f"{taken * 1000:.1f} ms; an ordinary one-chart page {ordinary_rerun * 1000:.1f} ms",
        )
        for (page, limit), taken in zip(LIMITS.items(), own_reruns, strict=True)
    ]
    started = f"{own_cold:.2f} s; an ordinary one-chart page {ordinary_cold:.2f} s"
    crowded = f"median {statistics.median(crowd):.3f} s of {len(crowd)} actions, {cpu_each * 1000:.0f} ms of CPU each"
    return [
        *reruns,
        Measured("Overview: rerun, by a nearly empty page", own_reruns[0] / bare_rerun, None, "× baseline"),
        Measured("Overview: cold start to chart", own_cold / ordinary_cold, 1.5, "× baseline", started),
        Measured("Overview: repaint in the browser", repaint, 0.5, "s"),
        Measured("50 people acting every 5 s, p95", percentile(crowd, 0.95), 0.5, "s", crowded),
        Measured("Memory of the server after them", memory, 450, "MB"),
        Measured("Memory after every page and a handout, too", everything, 650, "MB"),
        Measured("Picture of a chart (PNG), after the first", picture, 0.5, "s"),
    ]
