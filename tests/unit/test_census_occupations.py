"""Census codes: which SOC codes each claims, and which occupations each answers for. Lists here are synthetic."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import polars as pl
import pytest

from etl import census_occupations as census
from etl.errors import SourceChangedError

SYNTHETIC_CODES = {
    "0010": "11-1011",
    "0060": "11-2030",
    "0200": "11-9021",
    "0440": "11-90XX",
    "0450": "11-902X",
    "2205": "25-1000",
}
DETAILED = ["11-1011", "11-2032", "11-2033", "11-9021", "11-9022", "11-9023", "11-9081", "25-1011", "25-1199"]


def test_codes_groups_and_the_rest_of_a_group_claim_each_soc_code_once() -> None:
    assert census.census_code_of(SYNTHETIC_CODES, DETAILED) == {
        "11-1011": "0010",
        "11-2032": "0060",
        "11-2033": "0060",
        "11-9021": "0200",
        "11-9022": "0450",
        "11-9023": "0450",
        "11-9081": "0440",
        "25-1011": "2205",
        "25-1199": "2205",
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"0061": "11-2032"}, r"0061 \(11-2032\) claims .*claimed before: \['11-2032'\]"),
        ({"0700": "13-1011"}, r"0700 \(13-1011\) claims no SOC code"),
        ({"2205": "25-1011"}, r"No Census code claims the SOC codes \['25-1199'\]"),
    ],
)
def test_a_list_that_does_not_divide_the_soc_codes_is_refused(change: dict[str, str], message: str) -> None:
    with pytest.raises(SourceChangedError, match=message):
        census.census_code_of({**SYNTHETIC_CODES, **change}, DETAILED)


def groups_of(rows: list[tuple[str, str | None, str]], levels: dict[str, str], merged: dict[str, str]) -> pl.DataFrame:
    crosswalk = pl.DataFrame([r[:2] for r in rows], schema=["soc_2018_code", "oews_soc_code"], orient="row")
    occupations = pl.DataFrame({"soc_code": list(levels), "occupation_level": list(levels.values())})
    return census.occupation_groups({soc: code for soc, _, code in rows}, merged, crosswalk, occupations)


def test_an_occupation_is_answered_by_every_code_that_holds_one_of_its_soc_codes() -> None:
    rows = [
        ("13-1021", "13-1020", "0510"),
        ("13-1022", "13-1020", "0520"),
        ("13-1031", "13-1031", "0540"),
        ("13-1032", "13-1032", "0540"),
        ("15-2021", "15-2021", "1210"),
        ("15-2099", "15-2099", "1240"),
        ("55-1011", None, "9800"),
    ]
    levels = {
        "00-0000": "total",
        "13-0000": "major",
        "13-1030": "broad",
        **{oews: "detailed" for _, oews, _ in rows if oews},
    }
    groups = groups_of(rows, levels, {"1210": "1240"})
    assert groups.rows() == [
        ("13-0000", "0510", 1),
        ("13-0000", "0520", 1),
        ("13-0000", "0540", 1),
        ("13-1020", "0510", 1),
        ("13-1020", "0520", 1),
        ("13-1030", "0540", 1),
        ("13-1031", "0540", 2),
        ("13-1032", "0540", 2),
        ("15-2021", "1240", 2),
        ("15-2099", "1240", 2),
    ]


def test_the_code_list_is_read_and_divides_all_soc_codes(mirror_dir: Path) -> None:
    codes = census.read_code_list(mirror_dir)
    assert len(codes) == 568
    assert (codes["5240"], codes["0060"], codes["3090"]) == ("43-4051", "11-2030", "29-12XX")
    assert set(census.read_merged(Path(__file__).resolve().parents[2] / "data" / "reference")) < set(codes)


def test_merged_codes_are_those_whose_soc_codes_the_microdata_files_together(mirror_dir: Path) -> None:
    codes = census.read_code_list(mirror_dir)
    merged = census.read_merged(Path(__file__).resolve().parents[2] / "data" / "reference")
    filed: dict[str, str] = {}
    for state in ("fl", "ny", "pa", "il"):
        with zipfile.ZipFile(next(mirror_dir.glob(f"www2.census.gov/**/csv_p{state}.zip"))) as archive:
            people = pl.read_csv(archive.read(archive.namelist()[0]), infer_schema=False, columns=["OCCP", "SOCP"])
        filed |= dict(people.drop_nulls().unique().rows())

    def fits(soc: str, pattern: str) -> bool:
        """Whether two codes can mean the same, X, Y and closing zeros standing for anything."""
        known = [re.sub(r"[XY]|0(?=0*$)", "?", code.replace("-", "")) for code in (soc, pattern)]
        return all(a == b or "?" in (a, b) for a, b in zip(*known, strict=True))

    strange = {
        code: target
        for code, target in merged.items()
        if code in filed or not (fits(codes[code], filed[target]) or fits(codes[code], codes[target]))
    }
    assert strange == {}
    assert len(merged) == 40
