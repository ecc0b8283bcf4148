"""A figure on screen leads back to one line of the agency's file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from careers import pay, provenance, tables
from etl import oews

FILE = Path("download.bls.gov/pub/time.series/oe")

TRACED = [
    # job, place, industry, period -> series, and the row of our table
    (("43-4051", "OH", None, "year"), "OEUS390000000000043405113", {"soc_code": "43-4051", "place_code": "OH"}),
    (("43-4051", "US", None, "hour"), "OEUN000000000000043405108", {"soc_code": "43-4051", "place_code": "US"}),
    (("43-4051", "18140", None, "year"), "OEUM001814000000043405113", {"soc_code": "43-4051", "place_code": "18140"}),
    (("43-4051", "US", "52", "year"), "OEUN000000052--5343405113", {"soc_code": "43-4051", "industry_code": "52"}),
    (("27-2011", "US", None, "year"), "OEUN000000000000027201113", {"soc_code": "27-2011", "place_code": "US"}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "series", "key"), TRACED)
def test_a_selection_is_traced_to_series_file_and_row(asked, series, key):
    job, place, industry, per = asked
    found = provenance.trace(pay.lookup(job, place, industry), "p50", per)
    assert (found.series, found.key) == (series, key)
    assert len(found.series) == 25
    assert found.series.endswith(found.measure)
    assert found.file.name == "oe.data.0.Current"
    assert found.file.sha256 == "09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b"
    row = tables.load(found.table)
    for column, value in found.key.items():
        row = row[row[column] == value]
    assert len(row) == 1
    value = row[found.column].iloc[0]
    assert value == found.cell.value or (found.cell.value is None and value != value)


def test_measures_are_those_that_the_loader_reads():
    codes = {name: f"{number:02d}" for number, name in enumerate(oews.MEASURES, start=1)}
    assert codes.keys() >= provenance.MEASURES.keys()
    assert {name: codes[name] for name in provenance.MEASURES} == provenance.MEASURES


@pytest.mark.mirror
@pytest.mark.slow
def test_the_traced_lines_stand_in_the_agencys_file_with_the_traced_figures(mirror_dir):
    wanted = {}
    for (job, place, industry, per), series, _key in TRACED:
        wanted[series] = provenance.trace(pay.lookup(job, place, industry), "p50", per).cell
    lines = {}
    ids = {series.encode() for series in wanted}
    with gzip.open(mirror_dir / FILE / "oe.data.0.Current.gz") as file:
        for line in file:
            if line[:25] in ids:
                lines[line[:25].decode()] = [part.strip() for part in line.decode().split("\t")]
    assert lines.keys() == wanted.keys()
    for series, cell in wanted.items():
        value = lines[series][3]
        assert (value == "-") if cell.value is None else (float(value) == cell.value)
