"""Nothing is published without saying what it is, and nothing is committed that belongs elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from careers.__main__ import cli as careers_cli
from etl.__main__ import cli as etl_cli
from etl.schema import FIELDS, TABLES
from etl.sources import SOURCES
from pages.ui.site import PAGES

REPOSITORY = Path(__file__).resolve().parents[2]
TABLES_DIRECTORY = REPOSITORY / "data" / "tables"
README = (REPOSITORY / "README.md").read_text("utf-8")

LARGEST_FILE_MB = 8
LARGEST_TABLES_MB = 19
LARGEST_REPOSITORY_MB = 25


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    """Every file in git that is still there."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout, so there is no telling what is committed")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := REPOSITORY / name).is_file()]


# --- Tables --------------------------------------------------------------------------------------------------


def test_what_is_published_is_what_the_schema_describes():
    assert {path.stem for path in TABLES_DIRECTORY.glob("*.parquet")} == set(TABLES)
    assert {path.stem for path in TABLES_DIRECTORY.glob("*.json")} == set(TABLES)
    assert {path.suffix for path in TABLES_DIRECTORY.iterdir()} == {".parquet", ".json"}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_and_its_record_have_the_columns_of_the_schema_with_unit_and_meaning(name):
    table = TABLES[name]
    assert pq.read_schema(TABLES_DIRECTORY / f"{name}.parquet").names == list(table.fields)
    told = json.loads((TABLES_DIRECTORY / f"{name}.json").read_text("utf-8"))
    assert (told["title"], told["key"], told["caveats"]) == (table.title, list(table.key), list(table.caveats))
    assert [(f["name"], f["unit"], f["meaning"]) for f in told["fields"]] == [
        (c, FIELDS[c].unit, FIELDS[c].meaning) for c in table.fields
    ]
    assert [source["name"] for source in told["sources"]] == list(table.sources)
    for source in told["sources"]:
        assert all(source[part] for part in ("title", "agency", "edition", "homepage", "licence", "citation"))


def test_every_described_field_and_source_is_used():
    assert {column for table in TABLES.values() for column in table.fields} == set(FIELDS)
    # Outlines are drawn by the browser and stand in no table.
    assert {source for table in TABLES.values() for source in table.sources} == set(SOURCES) - {"outlines"}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_says_what_it_means_and_a_number_in_which_unit(name):
    field = FIELDS[name]
    assert re.fullmatch(r"[A-Z0-9].*\.", field.meaning, re.DOTALL)
    assert not (field.kind == "figure" and not field.unit)
    for ending, unit in (("_usd", "US dollars"), ("_pct", "percent"), ("_thousand", "thousand"), ("_years", "years")):
        if name.endswith(ending):
            assert field.unit.startswith(unit)


def test_every_key_is_made_of_the_tables_own_columns():
    assert all(set(table.key) <= set(table.fields) and table.key for table in TABLES.values())


# --- Commands and pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_stands_in_the_readme_and_says_what_it_is_for(page):
    assert f"| `{page.path}` |" in README
    assert (REPOSITORY / "pages" / page.script).read_text("utf-8").lstrip().startswith('"""')


@pytest.mark.parametrize("command", [*etl_cli.commands, *careers_cli.commands])
def test_a_command_stands_in_the_readme(command):
    assert re.search(rf"(python -m (etl|careers) {command}\b|`{command}`)", README)


def test_every_make_target_is_explained():
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    for target in set(targets.split()) - {"lint"}:
        assert f"make {target}" in README
        assert re.search(rf"^# make {target} ", makefile, re.MULTILINE)


def test_what_the_readme_points_to_is_there():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (REPOSITORY / target).exists(), target
    for target in re.findall(r"`((?:etl|careers|pages|tests|docs|data/reference)/[\w./-]+)`", README):
        assert (REPOSITORY / target.replace("NAME", "oews")).exists(), target


def test_every_decision_has_its_four_parts():
    decisions = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert decisions
    for path in decisions:
        text = path.read_text("utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Rejected", "Consequence")), path.name


# --- What is committed ---------------------------------------------------------------------------------------


def test_what_is_committed_stays_small(committed):
    size_mb = {path: path.stat().st_size / 1e6 for path in committed}
    assert {path.name: mb for path, mb in size_mb.items() if mb > LARGEST_FILE_MB} == {}
    assert sum(mb for path, mb in size_mb.items() if path.parent == TABLES_DIRECTORY) <= LARGEST_TABLES_MB
    assert sum(size_mb.values()) <= LARGEST_REPOSITORY_MB


def test_no_committed_text_names_a_path_of_one_machine(committed):
    # Put together here, so that this file does not name them itself.
    paths = [f"/{name}/".encode() for name in ("work", "root", "tmp")]
    stray = [
        f"{path.relative_to(REPOSITORY)}: {found.decode()}"
        for path in committed
        if path.suffix != ".parquet"
        for found in paths
        if re.search(rb"(?<![\w.*}])" + re.escape(found), path.read_bytes())
    ]
    assert stray == []


def test_no_download_and_no_leftover_is_committed(committed):
    folders = {path.relative_to(REPOSITORY).parts[:2] for path in committed}
    assert folders.isdisjoint({("data", "raw"), ("data", "local"), (".venv",)})
    assert not [path for path in committed if path.suffix in (".pyc", ".zip", ".xlsx", ".gz")]


def test_requirements_are_pinned_and_name_no_server_and_no_machine():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (REPOSITORY / name).read_text("utf-8").splitlines()
        pins = [line for line in lines if not line.startswith("#")]
        assert len(pins) > 20
        assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [\w .'<>=!]+)?", line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_locked_releases_are_those_asked_for(name):
    asked = [line.split("#")[0].strip() for line in (REPOSITORY / f"{name}.in").read_text("utf-8").splitlines()]
    locked = (REPOSITORY / f"{name}.txt").read_text("utf-8")
    for line in asked:
        if line and not line.startswith("-r"):
            package, _, release = re.sub(r"\[.*?\]", "", line).partition("==")
            assert re.search(rf"^{package}=={re.escape(release)}", locked, re.MULTILINE), f"{line}: run make lock"


def test_the_tests_have_every_release_that_is_served():
    served, tested = (
        set((REPOSITORY / name).read_text("utf-8").splitlines()[2:])
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert served <= tested
