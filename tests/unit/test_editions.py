"""Newer editions: the hand-kept list is checked, and what it says stops being said once it is untrue."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from careers import editions, tables
from etl import editions as loader
from etl.errors import CheckError

HEADINGS = "source_name,edition_at_hand,newer_edition,published_on,newer_address\n"


def reference(folder: Path, text: str) -> Path:
    (folder / loader.FILE).write_text(text, "utf-8")
    return folder


def test_the_list_becomes_a_table_with_a_day_or_none(tmp_path):
    rows = "projections,2024–34,2025–35,2026-08-27,https://a.example\nonet,29.3,30.3,,https://b.example\n"
    built = loader.build(tmp_path, reference(tmp_path, HEADINGS + rows))["newer_editions"]
    assert built["published_on"].to_list() == ["2026-08-27", None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADINGS + "moon,1,2,,https://a.example\n", r"Row 2: there is no source 'moon'"),
        (HEADINGS + "onet,1,2,2026-13-01,https://a.example\n", r"Row 2, published_on: '2026-13-01' is no day"),
        ("source_name,newer_edition\nonet,2\n", r"Columns should be"),
    ],
)
def test_a_fault_in_the_list_is_named_with_its_row(tmp_path, text, told):
    with pytest.raises(CheckError, match=told):
        loader.build(tmp_path, reference(tmp_path, text))


def test_a_row_that_has_become_untrue_stops_the_build(tmp_path):
    row = {"source_name": ["projections"], "newer_edition": ["2024–34"]}
    with pytest.raises(CheckError, match="is the edition at hand, so it is not newer"):
        loader.check({"newer_editions": pl.DataFrame(row)}, tmp_path)


def test_newer_projections_are_known_with_their_day():
    newer = editions.newer_than(tables.record("outlook").source("projections"))
    assert newer is not None
    assert (newer.source.edition, newer.newer_edition, newer.published_on) == ("2024–34", "2025–35", date(2026, 8, 27))


def test_a_source_without_a_newer_edition_says_nothing():
    assert editions.newer_than(tables.record("pay_by_place").source()) is None


def test_nothing_is_said_once_the_tables_rest_on_the_newer_edition(tmp_path, monkeypatch):
    shutil.copytree(tables.directory(), tmp_path / "tables")
    for note in (tmp_path / "tables").glob("*.json"):
        told = json.loads(note.read_text("utf-8"))
        for source in told["sources"]:
            if source["name"] == "projections":
                source["edition"] = "2025–35"
        note.write_text(json.dumps(told), "utf-8")
    outlook = dataclasses.replace(tables.record("outlook").source("projections"), edition="2025–35")
    monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(tmp_path / "tables"))
    tables.forget()
    try:
        assert editions.newer_than(outlook) is None
        assert [entry.source.name for entry in editions.known()] == ["onet"]
    finally:
        monkeypatch.undo()
        tables.forget()
