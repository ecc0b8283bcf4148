"""Price index and price parities: proved on synthetic files of the agencies' shape."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.places import read_states
from etl.prices import COMPONENTS, build, check, read_metro_parities, read_price_index, read_state_parities
from tests.conftest import REPOSITORY

REFERENCE = REPOSITORY / "data" / "reference"
CPI = "download.bls.gov/pub/time.series/cu/CUUR0000SA0_annual.csv"
STATES = "apps.bea.gov/regional/zip/SARPP/SARPP_STATE_2008_2024.csv"
METROS = "apps.bea.gov/regional/zip/MARPP/MARPP_2023_extract.csv"

STATE_HEAD = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2023,2024\n"
STATE_FOOT = '"Note: synthetic."\n\n"Last updated: never"\n'
METRO_HEAD = "GeoFIPS,GeoName,Description,RPP 2023\n"


def put(raw: Path, path: str, text: str) -> Path:
    file = raw / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return raw


def state_lines(fips: str, name: str, level: float) -> str:
    return "".join(
        f' "{fips}000","{name}",5,SARPP,{i},"..."," {words} ","Index",{level + i},{level + i + 0.5}\n'
        for i, words in enumerate(COMPONENTS, 1)
    )


def metro_lines(code: str, name: str, level: float) -> str:
    return "".join(f'{code},"{name}", {words} ,{level + i}\n' for i, words in enumerate(COMPONENTS))


def test_price_index_is_read_by_year(tmp_path: Path):
    put(tmp_path, CPI, "series,year,value\nCUUR0000SA0,2023,300.5\nCUUR0000SA0,2024,310\n")
    assert read_price_index(tmp_path).rows() == [(2023, 300.5), (2024, 310.0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("series,year,index\nCUUR0000SA0,2023,300.5\n", "Columns are"),
        ("series,year,value\nCUUR0000SA0,2023,300.5\nCUUR0400SA0,2023,1\n", "Line 3 is not a line of series"),
        ("series,year,value\nCUUR0000SA0,2023,\n", "Line 2, column value: '' is not a number"),
        ("series,year,value\nCUUR0000SA0,May,3\n", "Line 2, column year: 'May'"),
    ],
)
def test_another_price_index_file_is_refused(tmp_path: Path, text: str, told: str):
    put(tmp_path, CPI, text)
    with pytest.raises(SourceChangedError, match=told):
        read_price_index(tmp_path)


def test_state_parities_are_read_for_all_years_and_components(tmp_path: Path):
    text = STATE_HEAD + state_lines("00", "United States", 99) + state_lines("39", "Ohio", 90) + STATE_FOOT
    found = read_state_parities(put(tmp_path, STATES, text), read_states(REFERENCE))
    assert found.height == 2 * 2 * 5
    assert found.filter((pl.col("place_code") == "OH") & (pl.col("year") == 2024)).select(
        "parity_kind", "parity_component", "parity_index"
    ).rows() == [
        ("state", "all", 91.5),
        ("state", "goods", 92.5),
        ("state", "housing", 93.5),
        ("state", "utilities", 94.5),
        ("state", "other_services", 95.5),
    ]
    assert set(found["place_code"]) == {"US", "OH"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("GeoFIPS", "FIPS"), "Columns are"),
        ((",2023,2024\n", ",2023,latest\n"), "Columns are"),
        (('"39000"', '"99000"'), "Line 2: unknown state"),
        (("RPPs: Goods", "RPPs: Food"), "Line 3: unknown state, component"),
        (("SARPP,2,", "SARPP,3,"), "Line 3: unknown state, component"),
        (('"Index"', '"Percent"'), "Line 2: unknown state, component or unit"),
        (("91.5", "(NA)"), "Line 2, column 2024"),
    ],
)
def test_another_state_file_is_refused(tmp_path: Path, change: tuple[str, str], told: str):
    text = (STATE_HEAD + state_lines("39", "Ohio", 90) + STATE_FOOT).replace(*change)
    with pytest.raises(SourceChangedError, match=told) as error:
        read_state_parities(put(tmp_path, STATES, text), read_states(REFERENCE))
    assert error.value.file == "SARPP_STATE_2008_2024.csv"


def test_metro_parities_leave_out_the_lines_for_nation_and_nonmetro(tmp_path: Path):
    text = (
        METRO_HEAD
        + metro_lines("0", "United States", 100)
        + metro_lines("999", "United States (Nonmetropolitan Portion)", 88)
        + metro_lines("18140", "Columbus, OH (Metropolitan Statistical Area)", 94)
    )
    found = read_metro_parities(put(tmp_path, METROS, text))
    assert found.select("place_code", "year", "parity_kind", "parity_index").rows() == [
        ("18140", 2023, "metro", 94.0 + i) for i in range(5)
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (metro_lines("0", "United States", 101), "Line 2: the line of the nation"),
        (metro_lines("999", "Elsewhere", 88), "Line 2: the line of the nation"),
        (metro_lines("1814", "Columbus", 94), "Line 2: '1814' is not a metro"),
        ("18140,Columbus,RPPs: Fun,94\n", "Line 2: unknown component"),
        ("18140,Columbus,RPPs: Goods,\n", "Line 2, column RPP 2023"),
    ],
)
def test_another_metro_file_is_refused(tmp_path: Path, lines: str, told: str):
    with pytest.raises(SourceChangedError, match=told):
        read_metro_parities(put(tmp_path, METROS, METRO_HEAD + lines))


def test_a_metro_file_without_its_year_is_refused(tmp_path: Path):
    with pytest.raises(SourceChangedError, match="one RPP with its year"):
        read_metro_parities(put(tmp_path, METROS, METRO_HEAD.replace("RPP 2023", "RPP")))


def tables(metros: list[str]) -> dict[str, pl.DataFrame]:
    states = read_states(REFERENCE).filter(~pl.col("is_territory"))["state_code"].to_list()
    listed = pl.read_csv(REFERENCE / "code_differences.csv", infer_schema=False)
    listed = listed.filter(pl.col("comparison") == "metro_parities")
    of = {one: listed.filter(pl.col("only_in") == one)["code"].to_list() for one in ("places", "price_parities")}
    both = ["18140"]
    kinds = [("state", 2024, ["US", *states]), ("metro", 2023, [*both, *of["price_parities"]])]
    parities = pl.DataFrame(
        [(p, y, k, c, 99.0) for k, y, codes in kinds for p in codes for c in COMPONENTS.values()],
        ["place_code", "year", "parity_kind", "parity_component", "parity_index"],
        orient="row",
    )
    places = pl.DataFrame(
        [(s, "state", False) for s in states] + [(m, "metro", False) for m in (*both, *of["places"], *metros)],
        ["place_code", "place_kind", "is_territory"],
        orient="row",
    )
    years = pl.DataFrame({"year": [2024]})
    return {"price_parities": parities, "places": places, "price_index": years, "pay_editions": years}


def test_check_passes_when_only_listed_metros_differ():
    check(tables([]), REFERENCE)


def test_check_names_an_unlisted_metro():
    with pytest.raises(CheckError, match=r"not listed: \[\('99999', 'places'\)\]"):
        check(tables(["99999"]), REFERENCE)


def test_check_names_a_year_without_price_index_and_a_missing_component():
    whole = tables([])
    with pytest.raises(CheckError, match=r"No price index for the pay editions of \[2025\]"):
        check({**whole, "pay_editions": pl.DataFrame({"year": [2024, 2025]})}, REFERENCE)
    with pytest.raises(CheckError, match="259 state rows; every place, year and component together are 260"):
        check({**whole, "price_parities": whole["price_parities"].slice(1)}, REFERENCE)


@pytest.mark.mirror
def test_the_agencies_own_files_give_what_they_print(mirror_dir: Path):
    built = build(mirror_dir, REFERENCE)
    parity = {(p, y): v for p, y, c, v in built["price_parities"].drop("parity_kind").rows() if c == "all"}
    # Read off the files by eye.
    assert (parity["OH", 2024], parity["CA", 2024], parity["US", 2024]) == (92.774, 110.72, 100)
    assert (parity["18140", 2023], parity["41940", 2023]) == (94.52, 112.87)
    assert dict(built["price_index"].rows())[2025] == 321.943
