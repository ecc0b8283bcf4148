"""The projections' next edition under the usual address: fetched, built, checked and shown as the newest.

The workbook is synthetic in its years only: the agency's own of 2024–34 with its headings moved on by one year.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from etl.publish import read_table
from etl.sources import SOURCES
from tests.conftest import REPOSITORY
from tests.fault_server import FaultServer, ServedFile

pytestmark = pytest.mark.mirror

YEARS = {"2024": "2025", "2034": "2035", "–34": "–35", "-34": "-35"}
HEADING_ROWS = 4


def moved_on(content: bytes) -> bytes:
    """The workbook with other years in its titles and headings."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows(max_row=HEADING_ROWS):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = re.sub("2024|2034|[–-]34", lambda found: YEARS[found[0]], cell.value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def etl(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl", *arguments, "--data", str(data)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_the_next_edition_just_works_when_it_is_fetched_and_the_newest_is_shown(
    mirror_dir: Path, fault_server: FaultServer, tmp_path: Path
) -> None:
    for name in ("tables", "reference"):
        shutil.copytree(REPOSITORY / "data" / name, tmp_path / name)
    for name in ("projections", "projections_archive"):
        for remote in SOURCES[name].files:
            host = str(remote.path)
            fault_server.files[host] = ServedFile((mirror_dir / remote.path).read_bytes())
    (usual,) = SOURCES["projections"].files
    fault_server.files[str(usual.path)] = ServedFile(moved_on((mirror_dir / usual.path).read_bytes()))
    wanted = ("--source", "projections", "--source", "projections_archive")
    fetch = ("fetch", *wanted, "--mirror", fault_server.url, "--contact", "synthetic@example.org")

    refused = etl(*fetch, data=tmp_path)
    assert refused.returncode == 1
    assert "--accept-new" in refused.stderr
    accepted = etl(*fetch, "--accept-new", data=tmp_path)
    assert accepted.returncode == 0, accepted.stderr
    built = etl("build", "--source", "projections", data=tmp_path)
    assert built.returncode == 0, built.stderr
    checked = etl("check", "--source", "projections", data=tmp_path)
    assert checked.returncode == 0, checked.stderr

    record = json.loads((tmp_path / "tables" / "outlook.json").read_text("utf-8"))
    assert record["sources"][0]["edition"] == "2025–35"
    assert record["sources"][0]["citation"].endswith("2025–35.")
    told = subprocess.run(
        [sys.executable, "-m", "careers", "outlook", "43-4051"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
        env=os.environ | {"WAGEWAYS_TABLES": str(tmp_path / "tables")},
    ).stdout  # fmt: skip
    assert told.startswith("Customer Service Representatives, 2025–35\n")
    # No words are known for the new edition, and no newer one is.
    assert "−5.5%\n" in told
    assert "A newer edition" not in told
    assert told.rstrip().endswith("U.S. Bureau of Labor Statistics, 2025–35.")
    # The edition that gave way under this address is kept as it was published, with its own source.
    published = read_table("outlook", REPOSITORY / "data" / "tables")
    whole = read_table("outlook", tmp_path / "tables")
    assert set(whole["edition"]) == {*published["edition"], "2025–35"}
    assert whole.filter(pl.col("edition") != "2025–35").equals(published)
    assert record["facts"]["kept_editions"] == ["2024–34"]
    before = next(source for source in record["sources"] if source["edition"] == "2024–34")
    assert before["files"][0]["sha256"] == usual.sha256
    # A build without news changes nothing.
    again = etl("build", "--source", "projections", data=tmp_path)
    assert again.stdout.rstrip().endswith("No table changed."), again.stdout
