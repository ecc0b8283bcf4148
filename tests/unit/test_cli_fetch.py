"""``python -m etl`` as a person uses it: what it prints, where, and with which exit status."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import subprocess
import sys
import types
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from etl import __main__ as command
from etl.errors import CheckError, SourceChangedError
from etl.schema import TABLES
from etl.sources import SOURCES, RemoteFile
from tests.fault_server import FaultServer, ServedFile

REPOSITORY = Path(__file__).resolve().parents[2]
SYNTHETIC = b"synthetic,1\n" * 100
NEWER = b"synthetic,2\n" * 90


@pytest.fixture(autouse=True)
def _quick_and_nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAGEWAYS_CONTACT", raising=False)
    monkeypatch.setattr(command, "FetchOptions", functools.partial(command.FetchOptions, attempts=2, backoff_s=0.001))


@pytest.fixture
def server(fault_server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> FaultServer:
    """Serves a synthetic file for cpi (at BLS), parities and acs (elsewhere)."""
    for name, host in (("cpi", "download.bls.gov"), ("parities", "bea.example"), ("acs", "census.example")):
        remote = RemoteFile(f"https://{host}/{name}.csv", hashlib.sha256(SYNTHETIC).hexdigest(), len(SYNTHETIC))
        monkeypatch.setitem(SOURCES, name, dataclasses.replace(SOURCES[name], files=(remote,)))
        fault_server.files[f"{host}/{name}.csv"] = ServedFile(SYNTHETIC)
    return fault_server


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def invoke(*arguments: str, **environment: str) -> Result:
        result = CliRunner().invoke(command.cli, [*arguments, "--data", str(tmp_path)], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


# --- fetch ---------------------------------------------------------------------------------------------------


def test_fetch_brings_the_named_source_only(server: FaultServer, run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("fetch", "--source", "parities", "--mirror", server.url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "parities (2008 to 2024 for states, 2023 for metro areas): 1 downloaded\n"
    assert (tmp_path / "raw/bea.example/parities.csv").read_bytes() == SYNTHETIC
    assert run("fetch", "--source", "parities", "--mirror", server.url).stdout.endswith(": 1 unchanged\n")


def test_a_failing_source_does_not_stop_the_others_and_is_named_at_the_end(
    server: FaultServer, run: Callable[..., Result], tmp_path: Path
) -> None:
    server.faults["bea.example/parities.csv"] = ["503"] * 9
    del server.files["download.bls.gov/cpi.csv"]
    chosen = ("--source", "cpi", "--source", "parities", "--source", "acs")
    result = run("fetch", *chosen, "--mirror", server.url, WAGEWAYS_CONTACT="me@example.org")
    assert result.exit_code == 1
    assert result.stdout == "acs (2024, 1-year): 1 downloaded\n"
    assert "cpi: cpi.csv: The server answered 404" in result.stderr
    assert "parities: parities.csv: The server answered 503" in result.stderr
    assert result.stderr.endswith("Not fetched: cpi, parities.\n")
    assert (tmp_path / "raw/census.example/acs.csv").is_file()


def test_a_source_that_a_build_can_do_without_fails_only_when_asked_for_by_name(
    server: FaultServer, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in set(SOURCES) - {"parities", "projections_archive"}:
        monkeypatch.delitem(SOURCES, name)
    every = run("fetch", "--mirror", server.url, WAGEWAYS_CONTACT="me@example.org")
    assert (every.exit_code, every.stderr) == (0, "projections_archive: not to be had; a build goes on without it\n")
    assert every.stdout.endswith(": 1 downloaded\n")
    named = run("fetch", "--source", "projections_archive", "--mirror", server.url, WAGEWAYS_CONTACT="me@example.org")
    assert named.exit_code == 1
    assert named.stderr.endswith("Not fetched: projections_archive.\n")


def test_fetch_from_bls_without_a_contact_says_how_to_set_one(server: FaultServer, run: Callable[..., Result]) -> None:
    result = run("fetch", "--source", "cpi", "--mirror", server.url)
    assert result.exit_code == 1
    assert "export WAGEWAYS_CONTACT=" in result.stderr
    assert server.asked == []


@pytest.mark.parametrize("how", ["variable", "option"])
def test_the_contact_reaches_the_server(server: FaultServer, run: Callable[..., Result], how: str) -> None:
    arguments = ["fetch", "--source", "cpi", "--mirror", server.url]
    if how == "variable":
        result = run(*arguments, WAGEWAYS_CONTACT="me@example.org")
    else:
        result = run(*arguments, "--contact", "me@example.org")
    assert result.exit_code == 0
    assert "me@example.org" in server.asked[0].headers["User-Agent"]


def test_a_new_edition_is_told_and_taken_on_request(
    server: FaultServer, run: Callable[..., Result], tmp_path: Path
) -> None:
    arguments = ("fetch", "--source", "parities", "--mirror", server.url)
    run(*arguments)
    server.files["bea.example/parities.csv"] = ServedFile(NEWER, etag='"v2"', last_modified=None)
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert "python -m etl fetch --source parities --accept-new" in refused.stderr
    assert (tmp_path / "raw/bea.example/parities.csv").read_bytes() == SYNTHETIC
    taken = run(*arguments, "--accept-new")
    assert (taken.exit_code, taken.stdout.split(": ")[1]) == (0, "1 accepted as a new edition\n")
    assert (tmp_path / "raw/bea.example/parities.csv").read_bytes() == NEWER


def test_a_source_kept_by_hand_has_nothing_to_fetch_and_says_so(run: Callable[..., Result]) -> None:
    result = run("fetch", "--source", "survey")
    assert result.exit_code == 0
    assert "nothing to download" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fetch", "--source", "nonsense"), "'nonsense' is not one of"),
        (("fetch", "--mirror", "localhost:8901"), "whole address"),
        (("fetch", "--mirror", "file:///etc"), "whole address"),
        (("build", "--source", "nonsense"), "'nonsense' is not one of"),
    ],
)
def test_a_mistyped_option_is_explained(run: Callable[..., Result], arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_help_names_every_command() -> None:
    done = subprocess.run([sys.executable, "-m", "etl", "--help"], cwd=REPOSITORY, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(re.search(rf"^  {name}\b", done.stdout, re.MULTILINE) for name in ("fetch", "build", "check"))


def test_help_of_fetch_names_every_option_and_source() -> None:
    told = CliRunner().invoke(command.cli, ["fetch", "--help"]).stdout
    assert all(option in told for option in ("--source", "--mirror", "--data", "--contact", "--accept-new"))
    assert all(re.search(rf"\b{name}\b", told) for name in SOURCES)


# --- build and check -----------------------------------------------------------------------------------------

Frames = dict[str, pl.DataFrame]


def prices(index: float = 100.0) -> Frames:
    return {"price_index": pl.DataFrame({"year": [2024, 2025], "price_index": [index, index + 1]})}


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A synthetic module that builds ``price_index`` and needs no downloads; tests replace its functions."""
    module = types.ModuleType("synthetic_builder")
    module.build = lambda raw, reference: prices()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "synthetic_builder", module)
    monkeypatch.setattr(command, "BUILDERS", {"synthetic_builder": ("price_index",)})
    monkeypatch.setitem(SOURCES, "cpi", dataclasses.replace(SOURCES["cpi"], files=()))
    return module


def published(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / "tables").glob("*")}


def test_every_table_is_built_by_exactly_one_module() -> None:
    built = [table for tables in command.BUILDERS.values() for table in tables]
    assert sorted(built) == sorted(TABLES)


def test_build_publishes_and_check_confirms(
    builder: types.ModuleType, run: Callable[..., Result], tmp_path: Path
) -> None:
    result = run("build", "--source", "cpi")
    assert (result.exit_code, result.stdout) == (0, "price_index: 2 rows\nChanged: price_index.\n")
    assert set(published(tmp_path)) == {"price_index.parquet", "price_index.json"}
    assert run("build", "--source", "cpi").stdout == "price_index: 2 rows\nNo table changed.\n"
    assert run("check", "--source", "cpi").stdout == "Checked, all in order: price_index.\n"


def test_a_source_that_no_table_draws_on_builds_nothing(builder: types.ModuleType, run: Callable[..., Result]) -> None:
    builder.build = None  # type: ignore[attr-defined]
    assert run("build", "--source", "acs").stdout == "No table changed.\n"


def unknown_column(raw: Path, reference: Path) -> Frames:
    raise SourceChangedError("cpi", "synthetic.csv", "Column 'jahr' is unknown.", "Read the agency's notes.")


def wrong_value(raw: Path, reference: Path) -> Frames:
    return prices(-5.0)


def other_table(raw: Path, reference: Path) -> Frames:
    return {"places": pl.DataFrame()}


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (unknown_column, "cpi: synthetic.csv: Column 'jahr' is unknown. What to do: Read the agency's notes."),
        (wrong_value, "price_index"),
        (other_table, "should build ['price_index']"),
    ],
)
def test_a_failed_build_says_why_and_leaves_the_last_good_tables(
    builder: types.ModuleType,
    run: Callable[..., Result],
    tmp_path: Path,
    build: Callable[[Path, Path], Frames],
    words: str,
) -> None:
    run("build", "--source", "cpi")
    before = published(tmp_path)
    builder.build = build  # type: ignore[attr-defined]
    result = run("build", "--source", "cpi")
    assert result.exit_code == 1
    assert words in result.stderr
    assert published(tmp_path) == before
    assert len(before) == 2


def test_a_check_across_tables_stops_build_and_check(
    builder: types.ModuleType, run: Callable[..., Result], tmp_path: Path
) -> None:
    run("build", "--source", "cpi")
    before = published(tmp_path)
    seen: list[list[float]] = []

    def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
        assert reference == tmp_path / "reference"
        seen.append(tables["price_index"]["price_index"].to_list())
        raise CheckError("price_index", "price_index.parquet", "Prices fell.", "Look at the file.")

    builder.check = check  # type: ignore[attr-defined]
    builder.build = lambda raw, reference: prices(90.0)  # type: ignore[attr-defined]
    for name in ("build", "check"):
        result = run(name, "--source", "cpi")
        assert result.exit_code == 1
        assert "Prices fell." in result.stderr
    assert seen == [[90.0, 91.0], [100.0, 101.0]]
    assert published(tmp_path) == before


def test_a_build_without_downloads_names_the_command_that_brings_them(run: Callable[..., Result]) -> None:
    result = run("build", "--source", "projections")
    assert result.exit_code == 1
    assert "python -m etl fetch --source projections" in result.stderr


def test_a_build_from_a_damaged_download_stops_before_reading_it(
    server: FaultServer, run: Callable[..., Result], tmp_path: Path
) -> None:
    run("fetch", "--source", "acs", "--mirror", server.url)
    (tmp_path / "raw/census.example/acs.csv").write_bytes(SYNTHETIC[:-1] + b"!")
    result = run("build", "--source", "acs")
    assert result.exit_code == 1
    assert "acs: acs.csv: The file on disk is not what was downloaded" in result.stderr


def test_check_names_a_missing_table_and_the_way_to_get_it(run: Callable[..., Result]) -> None:
    result = run("check", "--source", "cpi")
    assert result.exit_code == 1
    assert "price_index" in result.stderr
    assert "python -m etl build" in result.stderr


def test_check_finds_a_changed_byte(builder: types.ModuleType, run: Callable[..., Result], tmp_path: Path) -> None:
    run("build", "--source", "cpi")
    table = tmp_path / "tables/price_index.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"!")
    result = run("check", "--source", "cpi")
    assert result.exit_code == 1
    assert "price_index.parquet" in result.stderr
