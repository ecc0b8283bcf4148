"""``oe.area`` to places: proved on synthetic lines, and held against the agency's file where at hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl import places
from etl.errors import CheckError, SourceChangedError
from tests.conftest import REPOSITORY

REFERENCE = REPOSITORY / "data" / "reference"
STATES = pl.DataFrame(
    {
        "state_fips_code": ["39", "21", "72"],
        "state_code": ["OH", "KY", "PR"],
        "state_name": ["Ohio", "Kentucky", "Puerto Rico"],
        "is_territory": [False, False, True],
    }
)
LINES = [
    ("00", "0000000", "N", "National"),
    ("39", "3900000", "S", "Ohio"),
    ("39", "0099990", "M", "Synthetic City-Other Town, OH-KY"),
    ("72", "0099991", "M", "Sintética, PR"),
    ("39", "3900009", "M", "Synthetic Ohio nonmetropolitan area (noncontiguous)"),
]


def area(*lines: tuple[str, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(lines), ["state_code", "area_code", "areatype_code", "area_name"], orient="row")


def test_each_kind_of_area_gets_its_address_and_states() -> None:
    shaped = places.shape_places(area(*LINES), STATES)
    columns = ("place_code", "place_title", "place_kind", "state_codes", "state_fips_code", "is_territory")
    assert shaped.select(columns).rows() == [
        ("US", "United States", "nation", None, None, False),
        ("OH", "Ohio", "state", "OH", "39", False),
        ("99990", "Synthetic City-Other Town, OH-KY", "metro", "OH;KY", "39", False),
        ("99991", "Sintética, PR", "metro", "PR", "72", True),
        ("3900009", "Synthetic Ohio nonmetropolitan area (noncontiguous)", "nonmetro", "OH", "39", False),
    ]
    assert shaped["oews_area_code"].to_list() == [line[1] for line in LINES]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("21", "0099990", "M", "Synthetic City, OH-KY"), "main state is KY by its column, not OH"),
        (("39", "0099990", "M", "Synthetic City, OH-XX"), "main state"),
        (("39", "0099990", "M", "Synthetic City"), "names no states"),
        (("39", "3900009", "M", "Synthetic City, OH"), "disagree on whether it is a metro"),
        (("39", "0099990", "M", "Synthetic nonmetropolitan area"), "disagree on whether it is a metro"),
        (("55", "0099990", "M", "Synthetic City, WI"), "not in data/reference/states.csv"),
        (("39", "0099990", "Q", "Synthetic City, OH"), "Area types"),
    ],
)
def test_an_area_that_contradicts_itself_stops_the_build(line: tuple[str, str, str, str], told: str) -> None:
    with pytest.raises(SourceChangedError, match=told) as caught:
        places.shape_places(area(line), STATES)
    assert caught.value.file == "oe.area"


def copy_reference(to: Path) -> Path:
    for name in ("states.csv", "metro_centroids.csv", "state_centroids.csv", "everyday_places.csv"):
        (to / name).write_bytes((REFERENCE / name).read_bytes())
    return to


@pytest.mark.mirror
def test_agencys_file_gives_the_known_counts(mirror_dir: Path) -> None:
    built = places.build(mirror_dir, REFERENCE)
    assert dict(built["places"].group_by("place_kind").len().rows()) == places.EXPECTED_PLACES
    assert built["places"]["sort_order"].to_list() == list(range(1 + 54 + 393 + 135))


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("file", "line", "error"),
    [
        ("metro_centroids.csv", "99999,1.00,1.00", SourceChangedError),
        ("states.csv", "99,ZZ,Nowhere,false", SourceChangedError),
        ("everyday_places.csv", "99998,99998", CheckError),
        ("everyday_places.csv", "NYC,35620", CheckError),
    ],
)
def test_a_hand_kept_line_that_fits_no_area_stops_the_build(
    mirror_dir: Path, tmp_path: Path, file: str, line: str, error: type[Exception]
) -> None:
    reference = copy_reference(tmp_path)
    with (reference / file).open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    with pytest.raises(error, match=line.split(",")[0]):
        places.build(mirror_dir, reference)
