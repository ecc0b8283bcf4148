"""The census person files: microdata to the tables made from them, against just reading the same files."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

from bench.etl import DATA, REPOSITORY
from bench.measure import Measured, in_turns, own_peak_memory_mb
from etl import acs, experience_index, majors, worklife
from etl.sources import SOURCES

NEEDED = ("acs", "census_occupations", "soc", "oews")
REPETITIONS = 3
"""Fewer than elsewhere: one round reads the files four times."""


def raw_files() -> Path | None:
    """Where the files are: downloaded, or in a mirror; None where they are not at hand."""
    mirror = os.environ.get("WAGEWAYS_MIRROR_DIR") or REPOSITORY.parent / "shared" / "mirror"
    wanted = [f for name in NEEDED for f in SOURCES[name].files if "data.0" not in f.path.name]
    for folder in (DATA / "raw", Path(mirror)):
        if all((folder / f.path).is_file() or (folder / f"{f.path}.gz").is_file() for f in wanted):
            return folder
    return None


def plain_read(raw: Path) -> pl.DataFrame:
    """The baseline: the columns that the tables need, unpacked in memory and read as text."""
    wanted = {*acs.PERSON_COLUMNS, *acs.STATE_COLUMNS, *acs.REPLICATE_WEIGHTS}
    frames = []
    for path in acs.person_files(raw):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                if member.lower().endswith(".csv"):
                    content = archive.read(member)
                    heading = content[: content.index(b"\n")].decode().strip().split(",")
                    columns = [c for c in heading if c in wanted]
                    frames.append(pl.read_csv(content, columns=columns, infer_schema=False))
    return pl.concat(frames)


def plain_read_all(raw: Path) -> pl.DataFrame:
    """The other plain way: all columns, as text."""
    frames = []
    for path in acs.person_files(raw):
        with zipfile.ZipFile(path) as archive:
            frames += [
                pl.read_csv(archive.read(m), infer_schema=False)
                for m in archive.namelist()
                if m.lower().endswith(".csv")
            ]
    return pl.concat(frames)


def experience_tables(raw: Path) -> list[dict[str, pl.DataFrame]]:
    """From the zip files to all tables about experience and majors."""
    acs.scan_people.cache_clear()
    return [module.build(raw, DATA / "reference") for module in (acs, experience_index, majors)]


def work_life(raw: Path) -> dict[str, pl.DataFrame]:
    """From the zip files to the tables about work life."""
    acs.scan_people.cache_clear()
    return worklife.build(raw, DATA / "reference")


BUILDS: dict[str, Callable[[Path], object]] = {"experience": experience_tables, "work life": work_life}


def peak_memory_mb(raw: Path, build: str) -> float:
    """Most memory that a process of its own needs."""
    command = [sys.executable, "-m", "bench.census", str(raw), build]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> list[Measured]:
    """Ratios to the fastest plain read, and peak memory."""
    limits = {"experience": (6.0, 3000), "work life": (3.0, 2000)}
    names = [(f"Census: {build}", f"Census: {build}, peak memory") for build in BUILDS]
    raw = raw_files()
    if raw is None:
        why = "the agency's files are not at hand: python -m etl fetch --source acs"
        return [Measured(name, None, None, "", why) for pair in names for name in pair]
    actions = [lambda: plain_read(raw), lambda: plain_read_all(raw), *(lambda b=b: b(raw) for b in BUILDS.values())]
    needed, everything, *built = in_turns(actions, REPETITIONS)
    plain = min(needed, everything)
    note = f"the fastest plain read takes {plain:.2f} s"
    measured = []
    for (build, (ratio, memory)), (name, memory_name), taken in zip(limits.items(), names, built, strict=True):
        measured.append(Measured(name, taken / plain, ratio, "× baseline", note))
        measured.append(Measured(memory_name, peak_memory_mb(raw, build), memory, "MB"))
    return measured


if __name__ == "__main__":
    BUILDS[sys.argv[2]](Path(sys.argv[1]))
    print(own_peak_memory_mb())
