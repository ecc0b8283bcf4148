"""Fixtures that several kinds of tests share: the agencies' files, and servers that misbehave on request."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import fault_server as faults

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def mirror_dir() -> Path:
    """The agencies' files as HOST/PATH, where this machine has them; the test skips where it has not."""
    told = os.environ.get("WAGEWAYS_MIRROR_DIR")
    path = Path(told) if told else REPOSITORY.parent / "shared" / "mirror"
    if not (path / "serve.py").is_file():
        pytest.skip(f"wants the agencies' files: none in {path} (set WAGEWAYS_MIRROR_DIR)")
    return path


@pytest.fixture
def mirror_server(mirror_dir: Path) -> Iterator[Callable[..., str]]:
    """Start the mirror's own server: ``mirror_server(fail=2)`` gives its address."""
    started: list[subprocess.Popen[str]] = []

    def start(**faults: int) -> str:
        options = [f"--{fault}={count}" for fault, count in faults.items()]
        server = subprocess.Popen(
            [sys.executable, str(mirror_dir / "serve.py"), "--port", "0", *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(server)
        assert server.stdout is not None
        return server.stdout.readline().strip()

    yield start
    for server in started:
        server.kill()
        server.communicate()


@pytest.fixture
def fault_server() -> Iterator[faults.FaultServer]:
    """A fault server for one test; see ``tests.fault_server.FaultServer``."""
    with faults.running() as server:
        yield server
