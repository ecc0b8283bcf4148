"""A small server on this machine that misbehaves on request, for proving the downloader."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ServedFile:
    """A file of the fault server, and how it is served.

    Args:
        content: what it holds, unpacked.
        etag: version, with its quotes; None to send none.
        last_modified: date header; None to send none.
        packed: send it with ``Content-Encoding: gzip``.
        ranges: answer to Range with 206.
        heeds_if_range: start over when If-Range names another version.
        content_type: what the server calls it.
    """

    content: bytes
    etag: str | None = '"v1"'
    last_modified: str | None = "Wed, 01 Apr 2026 12:00:00 GMT"
    packed: bool = False
    ranges: bool = True
    heeds_if_range: bool = True
    content_type: str = "application/octet-stream"

    @property
    def sent(self) -> bytes:
        return gzip.compress(self.content, mtime=0) if self.packed else self.content


@dataclass
class Asked:
    """A request that the fault server saw, and how many bytes of body it sent back."""

    path: str
    headers: dict[str, str]
    status: int = 0
    sent_bytes: int = 0


@dataclass
class FaultServer:
    """A small server on this machine with files and faults of a test's choosing.

    ``faults[path]`` is used up from the front, one fault a request; then the file is served properly. A fault is a
    status ("503"; "503 Retry-After: 1"), or "html", "truncate" (half the bytes, then the connection closes),
    "stall" (half the bytes, then silence), "silence" (headers, then silence), or "drop" (no answer).
    """

    url: str = ""
    files: dict[str, ServedFile] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: FaultServer

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        asked = Asked(path, dict(self.headers))
        self.state.asked.append(asked)
        faults = self.state.faults[path]
        fault = faults.pop(0) if faults else ""
        if fault == "drop":
            self.close_connection = True
        elif fault == "html":
            self._answer(asked, 200, {}, b"<!DOCTYPE html>\n<html><body>Back soon</body></html>")
        elif fault[:3].isdigit():
            status, _, header = fault.partition(" ")
            name, _, value = header.partition(": ")
            self._answer(asked, int(status), {name: value} if name else {}, b"<html>no</html>")
        elif path not in self.state.files:
            self._answer(asked, 404, {}, b"<html>Not Found</html>")
        else:
            self._serve(asked, self.state.files[path], fault)

    def _serve(self, asked: Asked, file: ServedFile, fault: str) -> None:
        unchanged_etag = file.etag is not None and asked.headers.get("If-None-Match") == file.etag
        unchanged_date = file.last_modified is not None and asked.headers.get("If-Modified-Since") == file.last_modified
        headers = {
            "ETag": file.etag or "",
            "Last-Modified": file.last_modified or "",
            "Accept-Ranges": "bytes" if file.ranges else "none",
            "Content-Type": file.content_type,
            "Content-Encoding": "gzip" if file.packed else "",
        }
        headers = {name: value for name, value in headers.items() if value}
        if unchanged_etag or unchanged_date:
            self._answer(asked, 304, headers, b"")
            return
        body, status = file.sent, 200
        wants = asked.headers.get("Range")
        same = not file.heeds_if_range or asked.headers.get("If-Range") == file.etag
        if wants and file.ranges and same:
            start = int(wants.removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            body, status = body[start:], 206
        self._answer(asked, status, headers, body, fault)

    def _answer(self, asked: Asked, status: int, headers: dict[str, str], body: bytes, fault: str = "") -> None:
        sent = {"": body, "silence": b""}.get(fault, body[: len(body) // 2])
        asked.status, asked.sent_bytes = status, len(sent)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault:
            self.close_connection = True
        self.wfile.write(sent)
        self.wfile.flush()
        if fault in ("stall", "silence"):
            self.state.closing.wait(30)

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that hangs up on a page it does not want is what these tests are about.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def running() -> Iterator[FaultServer]:
    """Run a fault server on a free port of this machine."""
    state = FaultServer()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that another process does, and fail when it does not happen."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.01)
