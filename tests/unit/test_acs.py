"""Microdata: who is counted, how percentiles and errors are had, what a changed file is told. People are synthetic."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from etl import acs
from etl.cells import PERCENTILES
from etl.errors import CheckError, SourceChangedError
from etl.sources import SOURCES
from tests.synthetic_people import COLUMNS, Person, write_people

PersonFile = Callable[..., Path]


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    """Write synthetic people to a file; see `write_people`."""

    def write(people: Iterable[Person], name: str = "csv_poh.zip", columns: tuple[str, ...] = COLUMNS) -> Path:
        return write_people(tmp_path / name, people, columns)

    return write


RICHEST: Person = {"OCCP": "9999", "WAGP": 2_000_000}
"""Stands for the state's highest pay, so that nobody else's counts as top-coded."""


def describe(path: Path) -> pl.DataFrame:
    people = acs.read_people([path])
    counts = acs.count_people(acs.pay_bins(acs.employees(people), people), ["OCCP", "bin"])
    described = acs.describe_pay(counts, people, ["OCCP"])
    return described.filter(pl.col("OCCP") != RICHEST["OCCP"]).sort("OCCP")


# --- Reading ------------------------------------------------------------------------------------------------


def test_codes_keep_their_leading_zeros_and_people_without_an_occupation_are_only_counted(
    person_file: PersonFile,
) -> None:
    people = acs.read_people([person_file([{"OCCP": "0010"}, {"OCCP": "", "WAGP": "", "AGEP": "7"}])])
    assert people.frame["OCCP"].to_list() == ["0010"]
    assert people.people_n == {"39": 2}
    assert (people.year, people.to_survey_year_dollars) == (2024, 1.0)


def test_the_state_column_may_have_its_old_name_and_no_leading_zero(person_file: PersonFile) -> None:
    old = tuple("ST" if c == "STATE" else c for c in COLUMNS)
    people = acs.read_people([person_file([{"ST": "1"}], columns=old)])
    assert people.frame["STATE"].to_list() == ["01"]


@pytest.mark.parametrize("column", [c for c in COLUMNS if c != "RT"])
def test_a_missing_column_is_named_with_its_file(person_file: PersonFile, column: str) -> None:
    path = person_file([{}], columns=tuple(c for c in COLUMNS if c != column))
    with pytest.raises(SourceChangedError, match=rf"csv_poh\.zip: psam_p39\.csv: columns missing: {column}"):
        acs.read_people([path])


@pytest.mark.parametrize("column", ["STATE", "SERIALNO", "ADJINC", "PWGTP", "AGEP"])
def test_a_blank_where_none_may_be_is_named_with_its_row(person_file: PersonFile, column: str) -> None:
    with pytest.raises(SourceChangedError, match=rf"column {column} is blank in row 3"):
        acs.read_people([person_file([{}, {column: ""}])])


def test_what_is_not_a_number_is_named_with_its_row(person_file: PersonFile) -> None:
    with pytest.raises(SourceChangedError, match=r"column WAGP, row 3: '5e4' is not a whole number"):
        acs.read_people([person_file([{}, {"WAGP": "5e4"}])])


def test_a_state_in_two_files_is_refused(person_file: PersonFile) -> None:
    files = [person_file([{}]), person_file([{}], "csv_pxx.zip")]
    with pytest.raises(SourceChangedError, match=r"csv_pxx\.zip: The people of state \['39'\]"):
        acs.read_people(files)


@pytest.mark.parametrize("change", [{"SERIALNO": "2023HU1"}, {"ADJINC": "1010000"}])
def test_files_of_different_years_are_refused(person_file: PersonFile, change: Person) -> None:
    files = [person_file([{}]), person_file([{"STATE": "26", **change}], "csv_pmi.zip")]
    with pytest.raises(SourceChangedError, match="More than one year or ADJINC"):
        acs.read_people(files)


def test_what_is_no_zip_file_or_holds_no_csv_file_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "csv_poh.zip"
    page.write_text("<html>not found</html>")
    with pytest.raises(SourceChangedError, match="not a whole zip file"):
        acs.read_people([page])
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(SourceChangedError, match=r"no CSV file in it, only \['readme.txt'\]"):
        acs.read_people([page])


def test_replicate_weights_are_all_there_or_none(person_file: PersonFile) -> None:
    with pytest.raises(SourceChangedError, match="only 1 of the 80 replicate weights"):
        acs.read_people([person_file([{"PWGTP1": "3"}])])
    files = [person_file([dict.fromkeys(acs.REPLICATE_WEIGHTS, "3")]), person_file([{"STATE": "26"}], "csv_pmi.zip")]
    with pytest.raises(SourceChangedError, match=r"Only some files have replicate weights.*csv_pmi"):
        acs.read_people(files)


def test_all_state_files_at_hand_are_read_or_the_national_one_alone(tmp_path: Path) -> None:
    for remote in SOURCES["acs"].files:
        (tmp_path / remote.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / remote.path).touch()
    folder = (tmp_path / SOURCES["acs"].files[0].path).parent
    (folder / "csv_pca.zip").touch()
    names = [path.name for path in acs.person_files(tmp_path)]
    assert names == sorted({"csv_pca.zip", *(remote.path.name for remote in SOURCES["acs"].files)})
    (folder / "csv_pus.zip").touch()
    assert [path.name for path in acs.person_files(tmp_path)] == ["csv_pus.zip"]


# --- Who is counted ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"WKHP": "34"},
        {"WKHP": ""},
        {"WKWN": "49"},
        {"WKWN": ""},
        {"WAGP": "0"},
        {"WAGP": ""},
        {"COW": "6"},
        {"COW": "7"},
        {"COW": ""},
    ],
)
def test_only_full_time_year_round_employees_count(person_file: PersonFile, change: Person) -> None:
    edge: Person = {"WKHP": "35", "WKWN": "50", "WAGP": "1", "COW": "5", "AGEP": "41"}
    people = acs.read_people([person_file([edge, change])])
    assert acs.employees(people)["AGEP"].to_list() == [41]


@pytest.mark.parametrize(
    ("age", "schooling", "years", "band"),
    [
        (18, "16", 0, "0-5"),
        (22, "16", 4, "0-5"),
        (23, "16", 5, "5-10"),
        (28, "18", 9.5, "5-10"),
        (32, "21", 10, "10-20"),
        (46, "24", 19, "10-20"),
        (47, "24", 20, "20+"),
        (20, "01", 4, "0-5"),
        (30, "04", 14, "10-20"),
        (17, "24", 0, "0-5"),
        (27, "14", 10, "10-20"),
        (30, "19", 11, "10-20"),
        (30, "20", 10, "10-20"),
        (34, "22", 10, "10-20"),
        (35, "23", 10, "10-20"),
    ],
)
def test_potential_experience_is_age_minus_schooling_minus_six(
    person_file: PersonFile, age: int, schooling: str, years: float, band: str
) -> None:
    worker = acs.employees(acs.read_people([person_file([{"AGEP": age, "SCHL": schooling}])]))
    assert worker.select("experience_years", "experience_band").row(0) == (years, band)


def test_a_schooling_code_nobody_knows_stops_the_build(person_file: PersonFile) -> None:
    with pytest.raises(SourceChangedError, match=r"SCHL holds \['25'\]"):
        acs.employees(acs.read_people([person_file([{"SCHL": "25"}])]))


# --- Percentiles -----------------------------------------------------------------------------------------------


def test_percentiles_are_interpolated_inside_bins_centred_on_round_pay(person_file: PersonFile) -> None:
    # 40 people around $50,000 and 40 around $52,500: half of the weight is reached at the edge between the two bins.
    people = [{"WAGP": 50000}] * 20 + [{"WAGP": 49000}] * 20 + [{"WAGP": 52500}] * 40
    row = describe(person_file([*people, RICHEST])).row(0, named=True)
    assert row["people_n"] == 80
    assert row["workers_weighted"] == 800
    assert [row[f"pay_annual_p{p}_usd"] for p in PERCENTILES] == [49250, 50000, 51250, 52500, 53250]


def test_pay_is_told_in_survey_year_dollars(person_file: PersonFile) -> None:
    people = [{"ADJINC": "1020000", **person} for person in [{}] * 30 + [RICHEST]]
    row = describe(person_file(people)).row(0, named=True)
    assert row["pay_annual_p50_usd"] == 51000


def test_weights_count(person_file: PersonFile) -> None:
    people = [{"WAGP": 40000, "PWGTP": 30}] * 30 + [{"WAGP": 80000, "PWGTP": 10}] * 30
    row = describe(person_file([*people, RICHEST])).row(0, named=True)
    assert (row["pay_annual_p50_usd"], row["pay_annual_p90_usd"]) == (round(38750 + 2500 * 2 / 3), 80250)


def test_pay_near_zero_has_no_bin_below_zero(person_file: PersonFile) -> None:
    row = describe(person_file([{"WAGP": 100}] * 30 + [RICHEST])).row(0, named=True)
    assert row["pay_annual_p50_usd"] == 625


def test_percentiles_and_errors_agree_with_a_plain_reckoning_of_random_people(person_file: PersonFile) -> None:
    random = np.random.default_rng(7)
    people = [
        {
            "OCCP": f"{random.integers(1, 6):04}",
            "WAGP": int(random.lognormal(10.8, 0.5) // 500 * 500),
            "PWGTP": int(random.integers(1, 300)),
        }
        for _ in range(600)
    ]
    frame = describe(person_file([*people, RICHEST]))
    assert frame.height == 5

    def reckon(pairs: list[tuple[int, int]], share: float) -> float:
        bins: dict[int, int] = {}
        for pay, weight in pairs:
            bins[(pay + 1250) // 2500] = bins.get((pay + 1250) // 2500, 0) + weight
        left = share * sum(bins.values())
        for k in sorted(bins):
            if left <= bins[k]:
                return k * 2500 - 1250 + 2500 * left / bins[k]
            left -= bins[k]
        raise AssertionError

    for row in frame.to_dicts():
        pairs = [(p["WAGP"], p["PWGTP"]) for p in people if p["OCCP"] == row["OCCP"]]
        for p in PERCENTILES:
            assert row[f"pay_annual_p{p}_usd"] == round(reckon(pairs, p / 100))
        effective = sum(w for _, w in pairs) ** 2 / sum(w * w for _, w in pairs)
        reach = 1.645 * acs.DESIGN_FACTOR * (0.25 / effective) ** 0.5
        error = (reckon(pairs, 0.5 + reach) - reckon(pairs, 0.5 - reach)) / (2 * 1.645)
        assert row["pay_annual_p50_se_usd"] == pytest.approx(error, abs=0.51)


def test_under_thirty_people_there_is_no_figure(person_file: PersonFile) -> None:
    few, enough = describe(person_file([{"OCCP": "0010"}] * 29 + [{"OCCP": "0020"}] * 30 + [RICHEST])).to_dicts()
    assert few["people_n"] == 29
    assert {few[f"pay_annual_p{p}_flag"] for p in PERCENTILES} == {"not_released"}
    assert {v for k, v in few.items() if k.endswith("_usd")} == {None}
    assert few["workers_weighted"] is None
    assert {enough[f"pay_annual_p{p}_flag"] for p in PERCENTILES} == {"ok"}


def test_a_percentile_that_reaches_a_state_s_top_value_is_top_coded(person_file: PersonFile) -> None:
    people = [{"WAGP": 50000 + 100 * i, "OCCP": "0010"} for i in range(60)]
    people += [{"WAGP": 398000, "OCCP": "0010"}] * 40
    row = describe(person_file(people)).row(0, named=True)
    assert [row[f"pay_annual_p{p}_flag"] for p in PERCENTILES] == ["ok", "ok", "ok", "top_coded", "top_coded"]
    assert row["pay_annual_p75_usd"] is None


def test_the_lowest_top_value_of_the_states_in_a_cell_decides(person_file: PersonFile) -> None:
    ohio = [{"WAGP": 300000, "OCCP": "0010"}] * 30 + [{"WAGP": 700000}]
    alabama = [{"STATE": "01", "WAGP": 300000, "OCCP": "0020"}] * 30
    ohioans, alabamians = describe(person_file(ohio + alabama)).head(2).to_dicts()
    assert ohioans["pay_annual_p50_flag"] == "ok"
    assert alabamians["pay_annual_p50_flag"] == "top_coded"
    assert alabamians["pay_annual_p50_se_usd"] is None
    mixed = describe(person_file(ohio + [{**p, "OCCP": "0010"} for p in alabama])).row(0, named=True)
    assert mixed["pay_annual_p50_flag"] == "top_coded"


# --- Errors ----------------------------------------------------------------------------------------------------


def test_without_replicate_weights_the_error_follows_woodruff(person_file: PersonFile) -> None:
    # Ten full bins of 40 people: density 1/25,000, so SE = √(0.25/400) × 25,000 = 625.
    people = [{"WAGP": 40000 + 2500 * (i % 10)} for i in range(400)]
    row = describe(person_file([*people, RICHEST])).row(0, named=True)
    assert row["pay_annual_p50_se_usd"] == 625 * acs.DESIGN_FACTOR


def test_uneven_weights_make_the_error_larger(person_file: PersonFile) -> None:
    people = [{"WAGP": 40000 + 2500 * (i // 2 % 10), "PWGTP": 1 + 18 * (i % 2)} for i in range(400)]
    row = describe(person_file([*people, RICHEST])).row(0, named=True)
    # Weights 1 and 19: effective size 400 × 10² ÷ 181.
    assert row["pay_annual_p50_se_usd"] == pytest.approx(625 * (181 / 100) ** 0.5, abs=1)


def test_with_replicate_weights_the_error_is_their_spread(person_file: PersonFile) -> None:
    random = np.random.default_rng(1)
    people: list[Person] = []
    for i in range(200):
        replicates = {r: int(w) for r, w in zip(acs.REPLICATE_WEIGHTS, random.integers(1, 40, 80), strict=True)}
        people.append({"WAGP": 30000 + 250 * i, **replicates})
    people.append({**RICHEST, **dict.fromkeys(acs.REPLICATE_WEIGHTS, 1)})
    row = describe(person_file(people)).row(0, named=True)

    def median(weights: list[int]) -> float:
        pay = np.array([float(str(p["WAGP"])) for p in people[:-1]])
        bins = (pay + 1250) // 2500
        sums = {k: sum(w for w, b in zip(weights, bins, strict=True) if b == k) for k in sorted(set(bins))}
        left = sum(weights) / 2
        for k, total in sums.items():
            if left <= total:
                return float(k * 2500 - 1250 + 2500 * left / total)
            left -= total
        raise AssertionError

    theta = median([10] * 200)
    squares = sum((median([int(str(p[r])) for p in people[:-1]]) - theta) ** 2 for r in acs.REPLICATE_WEIGHTS)
    assert row["pay_annual_p50_usd"] == round(theta)
    assert row["pay_annual_p50_se_usd"] == pytest.approx((4 / 80 * squares) ** 0.5, abs=0.51)
    assert row["pay_annual_p50_se_usd"] > 100


# --- Tables ----------------------------------------------------------------------------------------------------

GROUPS = pl.DataFrame(
    [
        ("11-1011", "0010", 1),
        ("13-1021", "0020", 2),
        ("13-1022", "0020", 2),
        ("13-0000", "0020", 1),
        ("13-0000", "0030", 1),
        ("15-1011", "0040", 1),
    ],
    schema=["soc_code", "census_occupation_code", "shared_by"],
    orient="row",
)


def test_an_occupation_gets_the_people_of_its_codes_and_everyone_is_in_the_total(person_file: PersonFile) -> None:
    people = [{"OCCP": "0010", "AGEP": "24"}] * 40 + [{"OCCP": "0020"}] * 50 + [{"OCCP": "0030"}] * 5
    people += [{"OCCP": "9800"}] * 3
    table = acs.shape_experience(acs.read_people([person_file(people)]), GROUPS)
    counts = {(r["soc_code"], r["experience_band"]): r["people_n"] for r in table.to_dicts()}
    assert len(counts) == table.height == 6 * 5
    assert counts["11-1011", "0-5"] == counts["11-1011", "all"] == 40
    assert counts["11-1011", "10-20"] == 0
    assert counts["13-1021", "10-20"] == counts["13-1022", "10-20"] == 50
    assert counts["13-0000", "all"] == 55
    assert counts["00-0000", "all"] == 98
    assert counts["15-1011", "all"] == 0
    told = {r["soc_code"]: (r["census_occupation_code"], r["shared_by"]) for r in table.to_dicts()}
    assert told["13-1021"] == ("0020", 2)
    assert told["13-0000"] == ("0020;0030", 1)
    assert told["00-0000"] == ("all", 1)
    nobody = table.filter(pl.col("people_n") == 0)
    assert set(nobody["pay_annual_p50_flag"]) == {"not_released"}
    assert nobody["pay_annual_p50_usd"].null_count() == nobody.height


def share_of_the_young(path: Path) -> tuple[float, float]:
    table = acs.shape_experience(acs.read_people([path]), GROUPS)
    row = table.row(by_predicate=(pl.col("soc_code") == "11-1011") & (pl.col("experience_band") == "0-5"), named=True)
    return row["workers_share_pct"], row["workers_share_se_points"]


def test_a_band_s_share_of_the_workers_has_its_error(person_file: PersonFile) -> None:
    people = (
        [{"OCCP": "0010", "AGEP": "24", "PWGTP": 5}] * 40 + [{"OCCP": "0010"}] * 60 + [{"OCCP": "0010", "AGEP": 29}]
    )
    share, error = share_of_the_young(person_file(people))
    # 40 × 5 of 810; variance = ((1 − p)² · 40 · 25 + p² · 61 · 100) ÷ 810² · 101 ÷ 100.
    p = 200 / 810
    assert share == pytest.approx(100 * p, abs=0.001)
    variance = ((1 - p) ** 2 * 1000 + p**2 * 6100) / 810**2 * 101 / 100
    assert error == pytest.approx(100 * variance**0.5 * acs.DESIGN_FACTOR, abs=0.001)
    table = acs.shape_experience(acs.read_people([person_file(people)]), GROUPS)
    shares = dict(table.filter(soc_code="11-1011").select("experience_band", "workers_share_pct").rows())
    assert shares["all"] == 100
    assert shares["5-10"] is None, "one person tells no share"


def test_with_replicate_weights_a_band_s_share_has_their_spread_as_error(person_file: PersonFile) -> None:
    random = np.random.default_rng(3)
    people: list[Person] = [
        {"OCCP": "0010", "AGEP": 24 if i < 40 else 40}
        | {r: int(w) for r, w in zip(acs.REPLICATE_WEIGHTS, random.integers(1, 20, 80), strict=True)}
        for i in range(90)
    ]

    def share_by(weight: str) -> float:
        weights = [int(str(p.get(weight, 10))) for p in people]
        return sum(weights[:40]) / sum(weights)

    squares = sum((share_by(r) - share_by("PWGTP")) ** 2 for r in acs.REPLICATE_WEIGHTS)
    share, error = share_of_the_young(person_file(people))
    assert share == pytest.approx(100 * 40 / 90, abs=0.001)
    assert error == pytest.approx(100 * (4 / 80 * squares) ** 0.5, abs=0.001)


def test_the_check_finds_a_missing_occupation_and_bands_that_do_not_add_up(person_file: PersonFile) -> None:
    reference = Path(__file__).resolve().parents[2] / "data" / "reference"
    table = acs.shape_experience(acs.read_people([person_file([{"OCCP": "0010"}] * 40)]), GROUPS)
    occupations = table.select("soc_code").unique()
    acs.check({"pay_by_experience": table, "occupations": occupations}, reference)
    with pytest.raises(CheckError, match="11-1011"):
        acs.check(
            {"pay_by_experience": table.filter(pl.col("soc_code") != "11-1011"), "occupations": occupations}, reference
        )
    one_more = table.with_columns(
        people_n=pl.when(experience_band="0-5", soc_code="11-1011").then(1).otherwise("people_n")
    )
    with pytest.raises(CheckError, match=r"\['11-1011'\] are not all there or do not add up"):
        acs.check({"pay_by_experience": one_more, "occupations": occupations}, reference)


# --- Within divisions, sectors and schooling -------------------------------------------------------------------

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def split_groups(people: acs.People, reference: Path = REFERENCE) -> pl.DataFrame:
    return people.frame.with_columns(experience_years=pl.lit(25.0)).select(
        "STATE", "NAICSP", "SCHL", **acs.splits(people, reference)
    )


def test_a_division_is_told_only_where_the_files_hold_all_of_its_states(person_file: PersonFile) -> None:
    middle_atlantic, pacific = ("34", "36", "42"), ("02", "06", "15", "41")  # Washington's file is missing
    people = acs.read_people([person_file([{"STATE": s} for s in (*middle_atlantic, *pacific)])])
    told = dict(split_groups(people).select("STATE", "division").rows())
    assert {told[s] for s in middle_atlantic} == {"middle_atlantic"}
    assert {told[s] for s in pacific} == {None}


@pytest.mark.parametrize(
    ("industry", "sector"),
    [
        ("522M", "52"),
        ("3MS", "31-33"),
        ("33MS", "31-33"),
        ("4231", "42"),
        ("4MS", "44-45"),
        ("491", "48-49"),
        ("113M", "11"),
        ("23", "23"),
        ("9211MP", "99"),
        ("92811P1", "99"),
        ("999920", None),
        ("", None),
    ],
)
def test_the_sector_is_oews_s(person_file: PersonFile, industry: str, sector: str | None) -> None:
    assert split_groups(acs.read_people([person_file([{"NAICSP": industry}])]))["sector"].item() == sector


def test_every_sector_is_one_that_oews_publishes() -> None:
    published = pl.read_parquet(REFERENCE.parent / "tables" / "industries.parquet")
    assert set(acs.SECTORS.values()) == set(published.filter(pl.col("industry_level") == "sector")["industry_code"])


def test_an_industry_nobody_knows_stops_the_build(person_file: PersonFile) -> None:
    people = acs.read_people([person_file([{"NAICSP": "95X"}])])
    with pytest.raises(SourceChangedError, match=r"begin with \['95'\]"):
        acs.splits(people, REFERENCE)


def test_divisions_name_every_state_once(person_file: PersonFile, tmp_path: Path) -> None:
    people = acs.read_people([person_file([{}])])
    for file in ("states.csv", acs.DIVISIONS_FILE):
        (tmp_path / file).write_text((REFERENCE / file).read_text().replace("OH,east_north_central\n", ""))
    with pytest.raises(SourceChangedError, match=r"census_divisions\.csv.*not those of states\.csv"):
        acs.splits(people, tmp_path)


def test_schooling_and_finer_bands(person_file: PersonFile) -> None:
    people = acs.read_people(
        [person_file([{"SCHL": s} for s in ("15", "16", "17", "19", "20", "21", "22", "23", "24")])]
    )
    assert split_groups(people)["schooling"].to_list() == [
        "less_than_high_school",
        *["high_school"] * 2,
        "some_college",
        "associate",
        "bachelor",
        "master",
        *["doctoral_or_professional"] * 2,
    ]
    years = pl.DataFrame({"experience_years": [0.0, 1.9, 2.0, 5.0, 10.0, 14.5, 15.0, 20.0, 30.0, 44.0]})
    bands = years.select(acs.band_of(acs.FINER_BAND_STARTS)).to_series().to_list()
    assert bands == ["0-2", "0-2", "2-5", "5-10", "10-15", "10-15", "15-20", "20-30", "30+", "30+"]


def test_cells_within_a_group_have_thirty_people_or_no_row(person_file: PersonFile) -> None:
    people = [{"OCCP": "0010", "NAICSP": "522M", "AGEP": 24, "WAGP": 50000}] * 30
    people += [{"OCCP": "0010", "NAICSP": "23", "AGEP": 24}] * 29 + [{"OCCP": "0010", "NAICSP": "23", "AGEP": 50}] * 29
    read = acs.read_people([person_file([*people, RICHEST])])
    table = acs.shape_experience_groups(read, GROUPS, acs.splits(read, REFERENCE))
    rows = {
        row[:4]: row[4:]
        for row in table.select(
            "soc_code", "split", "split_group", "experience_band", "people_n", "pay_annual_p50_usd"
        ).rows()
    }
    assert rows[("11-1011", "sector", "52", "0-5")] == (30, 50000)
    assert rows[("11-1011", "sector", "52", "all")] == (30, 50000)
    assert ("11-1011", "sector", "23", "0-5") not in rows
    assert rows[("11-1011", "sector", "23", "all")][0] == 58
    assert rows[("11-1011", "experience", "2-5", "all")][0] == 59
    assert not [key for key in rows if key[1] == "experience" and key[3] != "all"]
    assert rows[("11-1011", "schooling", "bachelor", "all")][0] == 88
    assert not [key for key in rows if key[1] == "division"]


def test_a_share_below_is_a_percentile_turned_round(person_file: PersonFile) -> None:
    people = [{"OCCP": f"{1 + i % 3:04}", "WAGP": 30000 + 700 * i, "PWGTP": 1 + i % 7} for i in range(300)]
    read = acs.read_people([person_file(people)])
    counts = acs.count_people(acs.pay_bins(acs.employees(read), read), ["OCCP", "bin"])
    cells = acs.Distribution(counts, ["OCCP"], acs.BIN_WIDTH_USD, -acs.BIN_WIDTH_USD / 2)
    for share in (0.1, 0.37, 0.5, 0.92):
        assert cells.share_below(cells.percentile(share)).tolist() == pytest.approx([share] * 3)
    assert cells.share_below(np.zeros(3)).tolist() == [0, 0, 0]
    assert cells.share_below(np.full(3, 1e9)).tolist() == [1, 1, 1]
