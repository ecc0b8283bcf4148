"""The OEWS flat file: six million rows from the packed file to published tables, against Polars just reading it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from bench.measure import Measured, in_turns, own_peak_memory_mb
from etl import oews
from etl.download import raw_path, verify_raw
from etl.publish import publish_all, read_table
from etl.sources import SOURCES

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "data"


def raw_files() -> Path | None:
    """Where the agency's files are: downloaded, or in a mirror; None where they are not at hand."""
    mirror = os.environ.get("WAGEWAYS_MIRROR_DIR") or REPOSITORY.parent / "shared" / "mirror"
    wanted = SOURCES["oews"].files
    for folder in (DATA / "raw", Path(mirror)):
        if all((folder / f.path).is_file() or (folder / f"{f.path}.gz").is_file() for f in wanted):
            return folder
    return None


def read_as_text(raw: Path) -> pl.DataFrame:
    """The baseline: the file into five columns of text."""
    remote = next(f for f in SOURCES["oews"].files if f.path.name == oews.DATA_FILE)
    return pl.read_csv(raw_path(raw, remote), separator="\t", infer_schema=False)


def build(raw: Path) -> dict[str, pl.DataFrame]:
    """Read and shape."""
    return oews.build(raw, DATA / "reference")


def build_and_publish(raw: Path, data: Path) -> None:
    """Verify the download, read, shape, check and publish, as `python -m etl build` does for these tables."""
    verify_raw(SOURCES["oews"], raw)
    places = read_table("places", DATA / "tables")
    shutil.rmtree(data / "tables", ignore_errors=True)
    publish_all(build(raw), data, raw, lambda tables: oews.check({**tables, "places": places}, DATA / "reference"))


def peak_memory_mb(raw: Path) -> float:
    """Most memory that a process of its own needs to build and publish."""
    command = [sys.executable, "-m", "bench.etl", str(raw)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> list[Measured]:
    """Ratios to the baseline, and peak memory."""
    names = ("OEWS: read and shape", "OEWS: with checks and publishing", "OEWS: peak memory")
    raw = raw_files()
    if raw is None:
        why = "the agency's files are not at hand: python -m etl fetch --source oews"
        return [Measured(name, None, None, "", why) for name in names]
    with tempfile.TemporaryDirectory() as folder:
        plain, shaped, published = in_turns(
            [lambda: read_as_text(raw), lambda: build(raw), lambda: build_and_publish(raw, Path(folder))]
        )
    note = f"Polars reads five text columns in {plain:.2f} s"
    return [
        Measured(names[0], shaped / plain, 2.5, "× baseline", note),
        Measured(names[1], published / plain, 6.0, "× baseline", note),
        Measured(names[2], peak_memory_mb(raw), 2000, "MB"),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        build_and_publish(Path(sys.argv[1]), Path(own))
    print(own_peak_memory_mb())
