"""Titles and the SOC → OEWS crosswalk: proved on synthetic lists, and held against the agencies' files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from etl import titles
from etl.errors import CheckError, SourceChangedError
from etl.sources import SOURCES
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, workbook_bytes

OEWS = "download.bls.gov/pub/time.series/oe"
SOC_ROWS: Sequence[tuple[str, str]] = (
    ("99-1011", "Synthetic Bakers"),
    ("99-1021", "Synthetic Aides, Home"),
    ("99-1022", "Synthetic Aides, Personal"),
    ("99-2011", "Synthetic Counselors, One"),
    ("99-2012", "Synthetic Counselors, Two"),
    ("99-2014", "Synthetic Counselors, Four"),
    ("99-9011", "Synthetic Unsurveyed Workers"),
)
# OEWS publishes the broad code for the aides and a code of its own for two of the counselors.
OEWS_DETAILED = ("99-1011", "99-1020", "99-2012", "99-2018")


def occupations(detailed: Sequence[str] = OEWS_DETAILED) -> pl.DataFrame:
    rows = [
        ("99-0000", "Synthetic Occupations", "major"),
        *((code, f"Title of {code}", "detailed") for code in detailed),
    ]
    return pl.DataFrame(rows, ["soc_code", "occupation_title", "occupation_level"], orient="row")


def structure() -> pl.DataFrame:
    return pl.DataFrame(SOC_ROWS, ["soc_2018_code", "soc_2018_title"], orient="row")


def answers(frame: pl.DataFrame) -> dict[str, str | None]:
    return dict(frame.select("soc_2018_code", "oews_soc_code").rows())


def test_a_code_that_oews_publishes_answers_for_itself_and_a_merged_one_by_its_broad_group() -> None:
    found = answers(titles.shape_crosswalk(structure(), occupations()))
    assert found == {
        "99-1011": "99-1011",
        "99-1021": "99-1020",
        "99-1022": "99-1020",
        "99-2011": "99-2018",
        "99-2012": "99-2012",
        "99-2014": "99-2018",
        "99-9011": None,
    }


def test_shared_by_counts_the_soc_codes_behind_an_oews_code() -> None:
    frame = titles.shape_crosswalk(structure(), occupations())
    shared = dict(frame.select("soc_2018_code", "shared_by").rows())
    assert shared == {
        "99-1011": 1,
        "99-1021": 2,
        "99-1022": 2,
        "99-2011": 2,
        "99-2012": 1,
        "99-2014": 2,
        "99-9011": 1,
    }


def test_an_oews_code_that_answers_for_nothing_stops_the_build() -> None:
    with pytest.raises(SourceChangedError, match=r"99-5018.*answer for no code"):
        titles.shape_crosswalk(structure(), occupations((*OEWS_DETAILED, "99-5018")))


def test_two_oews_codes_in_one_broad_group_stop_the_build() -> None:
    with pytest.raises(SourceChangedError, match="Two codes of one broad group"):
        titles.shape_crosswalk(structure(), occupations((*OEWS_DETAILED, "99-2019")))


def test_an_everyday_wording_for_an_unknown_code_or_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / titles.EVERYDAY_FILE).write_text("title,soc_code\nBaker,99-1011\nAide,99-1021\n", "utf-8")
    with pytest.raises(CheckError, match="99-1021"):
        titles.read_everyday(tmp_path, occupations())
    (tmp_path / titles.EVERYDAY_FILE).write_text("title,soc_code\nBaker,99-1011\nBaker,99-1011\n", "utf-8")
    with pytest.raises(CheckError, match="come twice"):
        titles.read_everyday(tmp_path, occupations())


# --- A whole build on synthetic files ----------------------------------------------------------------------


def put(raw: Path, source: str, file: str, content: bytes) -> None:
    path = raw / next(f for f in SOURCES[source].files if f.path.name == file).path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def book(headings: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bytes:
    return workbook_bytes({"Synthetic": [headings, *rows]})


ONET_CODES = {f"{code}.00": code for code, _ in SOC_ROWS}
MATRIX = {"99-1021.00": "99-1020", "99-1022.00": "99-1020", "99-2011.00": "99-2018", "99-2014.00": "99-2018"}


@pytest.fixture
def files(tmp_path: Path, mirror_free_lists: None) -> tuple[Path, Path]:
    """Synthetic downloads and hand-kept lists: raw and reference."""
    raw, reference = tmp_path / "raw", tmp_path / "reference"
    reference.mkdir(parents=True)
    soc: list[Sequence[Cell]] = [(None, None, None, code, title) for code, title in SOC_ROWS]
    structure_headings = ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation", None)
    put(raw, "soc", titles.STRUCTURE_FILE, book(structure_headings, [("99-0000", None, None, None, "All"), *soc]))
    direct = [("99-1011", "Synthetic Bakers", "Bread  Baker", "x"), ("99-9011", "Unsurveyed", "Nobody", "")]
    direct_headings = ("2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example")
    put(raw, "soc", titles.DIRECT_MATCH_FILE, book(direct_headings, direct))
    taxonomy = [(onet, "Synthetic", code, "Synthetic") for onet, code in ONET_CODES.items()]
    taxonomy_headings = ("O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title", "2018 SOC Code", "2018 SOC Title")
    put(raw, "onet", titles.TAXONOMY_FILE, book(taxonomy_headings, taxonomy))
    write_matrix(raw, MATRIX)
    write_database(raw)
    (reference / titles.EVERYDAY_FILE).write_text("title,soc_code\nBread maker,99-1011\n", "utf-8")
    differences = "comparison,code,only_in,reason\nsoc_answered,99-9011,soc_2018,Synthetic.\n"
    (reference / "code_differences.csv").write_text(differences, "utf-8")
    return raw, reference


@pytest.fixture
def mirror_free_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """OEWS's list of occupations without its other lists, which the loader of pay needs and this one does not."""
    monkeypatch.setattr(titles, "read_lists", lambda _raw: {"occupation": pl.DataFrame()})
    monkeypatch.setattr(titles, "shape_occupations", lambda _frame: occupations())


def write_matrix(raw: Path, merged: Mapping[str, str]) -> None:
    rows = [(onet, "Synthetic", merged.get(onet, code)) for onet, code in ONET_CODES.items()]
    put(raw, "crosswalk", titles.MATRIX_FILE, book(("O*NET-SOC Code", "O*NET-SOC Title", "NEM Code"), rows))


def write_database(raw: Path, stray: str | None = None) -> None:
    put(raw, "onet", titles.DATABASE_FILE, b"")
    path = raw / next(f for f in SOURCES["onet"].files if f.path.name == titles.DATABASE_FILE).path
    with zipfile.ZipFile(path, "w") as archive:
        everyone = [(onet, f"Synthetic {onet}", "Words that are never kept") for onet in ONET_CODES]
        archive.writestr("db/Occupation Data.xlsx", book(("O*NET-SOC Code", "Title", "Description"), everyone))
        alternate = [
            ("99-1021.00", "T", "Home Helper (HH)", "HH", "01"),
            ("99-1022.00", "T", "Home Helper (HH)", "HH", "01"),
            ("99-9011.00", "T", "Unsurveyed Helper", None, "01"),
        ]
        headings = ("O*NET-SOC Code", "Title", "Alternate Title", "Short Title", "Source(s)")
        archive.writestr("db/Alternate Titles.xlsx", book(headings, alternate))
        reported = [(stray or "99-1011.00", "T", "Pastry Baker", "Y")]
        headings = ("O*NET-SOC Code", "Title", "Reported Job Title", "Shown in My Next Move")
        archive.writestr("db/Sample of Reported Titles.xlsx", book(headings, reported))


def test_build_ties_every_wording_to_the_oews_code_and_keeps_one_row_of_each(files: tuple[Path, Path]) -> None:
    built = titles.build(*files)["titles"]
    rows = set(built.filter(pl.col("title_source") != "onet_occupation").filter(pl.col("title_source") != "soc").rows())
    assert rows >= {
        ("Bread Baker", "99-1011", "soc_direct_match", None),
        ("Bread maker", "99-1011", "everyday", None),
        ("Pastry Baker", "99-1011", "onet_reported", "99-1011.00"),
        # Listed for both merged codes: one row, under the first of them.
        ("Home Helper (HH)", "99-1020", "onet_alternate", "99-1021.00"),
        ("HH", "99-1020", "onet_alternate", "99-1021.00"),
    }
    assert not built.filter(pl.col("title").str.contains("Nobody|Unsurveyed|never kept")).height
    assert not built.select("title", "soc_code", "title_source").is_duplicated().any()


def test_build_stops_where_the_two_crosswalks_disagree(files: tuple[Path, Path]) -> None:
    write_matrix(files[0], MATRIX | {"99-1021.00": "99-1011"})
    with pytest.raises(SourceChangedError, match=r"another code.*99-1021\.00"):
        titles.build(*files)


def test_build_stops_at_an_onet_code_that_the_taxonomy_lacks(files: tuple[Path, Path]) -> None:
    write_database(files[0], stray="99-7777.00")
    with pytest.raises(SourceChangedError, match=r"unknown \['99-7777\.00'\]") as caught:
        titles.build(*files)
    assert caught.value.file == "Sample of Reported Titles.xlsx"


def test_build_stops_where_an_unanswered_code_is_not_listed_as_known(files: tuple[Path, Path]) -> None:
    (files[1] / "code_differences.csv").write_text("comparison,code,only_in,reason\n", "utf-8")
    with pytest.raises(CheckError, match="99-9011"):
        titles.build(*files)


def test_a_damaged_database_is_named(files: tuple[Path, Path]) -> None:
    put(files[0], "onet", titles.DATABASE_FILE, b"not a zip")
    with pytest.raises(SourceChangedError, match="cannot be opened as a zip") as caught:
        titles.build(*files)
    assert caught.value.file == titles.DATABASE_FILE


@pytest.mark.mirror
def test_agencies_files_give_the_known_counts(mirror_dir: Path) -> None:
    built = titles.build(mirror_dir, REPOSITORY / "data" / "reference")
    crosswalk = built["soc_crosswalk"]
    assert crosswalk.height == 867
    assert crosswalk["oews_soc_code"].null_count() == 21
    assert crosswalk["oews_soc_code"].n_unique() - 1 == 830
    counts = dict(built["titles"].group_by("title_source").len().rows())
    assert counts["onet_reported"] == 7_699
    assert counts["soc_direct_match"] == 5_935
