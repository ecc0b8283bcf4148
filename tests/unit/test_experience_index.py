"""The experience index: how a cell is told, drawn toward its group, and when it is hidden. All people are synthetic."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from etl import acs, experience_index
from etl.errors import CheckError
from etl.experience_index import Estimates
from tests.synthetic_people import Person, write_people

GROUPS = pl.DataFrame(
    [("15-1001", "1001", 1), ("15-1002", "1002", 1), ("15-2001", "2001", 1)],
    schema=["soc_code", "census_occupation_code", "shared_by"],
    orient="row",
)
RICHEST: Person = {"OCCP": "9999", "WAGP": 2_000_000}
AGES = {"0-5": 23, "5-10": 30, "10-20": 36, "20+": 55}


def workers_of(path: Path, people: list[Person]) -> pl.DataFrame:
    read = acs.read_people([write_people(path / "csv_poh.zip", [*people, RICHEST])])
    return experience_index.with_schooling(acs.pay_bins(acs.employees(read), read))


def cell(occupation: str, band: str, pay: int, n: int = 60, **more: object) -> list[Person]:
    """People of one band whose pay is spread evenly around a middle."""
    return [
        {"OCCP": occupation, "AGEP": AGES[band], "WAGP": int(pay * (0.8 + 0.4 * i / (n - 1))), **more} for i in range(n)
    ]


def families(*codes: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "soc_code": codes,
            "minor_group_code": [c[:4] + "000" for c in codes],
            "major_group_code": [c[:2] + "-0000" for c in codes],
            "is_member": [True] * len(codes),
        }
    )


# --- A cell by itself -----------------------------------------------------------------------------------------


def test_the_index_of_a_cell_is_its_median_over_that_of_everyone_in_the_occupation(tmp_path: Path) -> None:
    workers = workers_of(tmp_path, cell("1001", "0-5", 40_000, 100) + cell("1001", "20+", 80_000, 100))
    found = experience_index.occupation_cells(workers, GROUPS, ["experience_band"]).filter(soc_code="15-1001")
    values = dict(found.select("experience_band", "value").rows())
    # Half of everyone earns at most what lies between the two groups, so any middle from 48,000 to 64,000 will do.
    assert np.exp(values["20+"] - values["0-5"]) == pytest.approx(2, rel=0.02)
    assert values["0-5"] < 0 < values["20+"]


def test_the_variance_counts_that_a_part_moves_its_whole(tmp_path: Path) -> None:
    """Against the spread over many synthetic samples drawn from the same people."""
    random = np.random.default_rng(3)
    spreads: dict[str, list[float]] = {band: [] for band in AGES}
    told: dict[str, list[float]] = {band: [] for band in AGES}
    for _ in range(60):
        people: list[Person] = []
        for band, middle, n in (("0-5", 40_000, 60), ("5-10", 50_000, 60), ("10-20", 58_000, 90), ("20+", 62_000, 400)):
            people += [
                {"OCCP": "1001", "AGEP": AGES[band], "WAGP": int(pay)}
                for pay in middle * np.exp(random.normal(0, 0.4, n))
            ]
        found = experience_index.occupation_cells(workers_of(tmp_path, people), GROUPS, ["experience_band"])
        for row in found.filter(soc_code="15-1001").to_dicts():
            spreads[row["experience_band"]].append(row["value"])
            told[row["experience_band"]].append(row["variance"])
    for band in AGES:
        assert np.sqrt(np.mean(told[band])) == pytest.approx(np.std(spreads[band]), rel=0.25), band
    # The largest band is most of its whole: taking the two for independent would tell far too much.
    assert np.mean(told["20+"]) < 0.6 * np.mean(told["10-20"])


def test_with_replicate_weights_the_variance_is_their_spread(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    people = cell("1001", "0-5", 40_000, 80) + cell("1001", "20+", 60_000, 80)
    for person in people:
        person |= {r: int(w) for r, w in zip(acs.REPLICATE_WEIGHTS, random.integers(1, 30, 80), strict=True)}
    rich = {**RICHEST, **dict.fromkeys(acs.REPLICATE_WEIGHTS, 1)}
    read = acs.read_people([write_people(tmp_path / "csv_poh.zip", [*people, rich])])
    workers = acs.pay_bins(acs.employees(read), read)
    found = experience_index.occupation_cells(workers, GROUPS, ["experience_band"])
    variance = found.filter(soc_code="15-1001", experience_band="0-5")["variance"].item()

    def middle(chosen: list[Person], weight: str) -> float:
        pay = sorted((int(str(p["WAGP"])) + 1250) // 2500 for p in chosen)
        sums = {
            k: sum(int(str(p.get(weight, 10))) for p in chosen if (int(str(p["WAGP"])) + 1250) // 2500 == k)
            for k in pay
        }
        left = sum(sums.values()) / 2
        for k in sorted(sums):
            if left <= sums[k]:
                return k * 2500 - 1250 + 2500 * left / sums[k]
            left -= sums[k]
        raise AssertionError

    young = [p for p in people if p["AGEP"] == AGES["0-5"]]
    theta = np.log(middle(young, "PWGTP") / middle(people, "PWGTP"))
    squares = [(np.log(middle(young, r) / middle(people, r)) - theta) ** 2 for r in acs.REPLICATE_WEIGHTS]
    assert variance == pytest.approx(4 / 80 * sum(squares), rel=1e-6)


def test_a_cell_of_few_or_of_top_coded_people_tells_nothing(tmp_path: Path) -> None:
    few = cell("1001", "0-5", 40_000, 29) + cell("1001", "20+", 60_000, 40)
    rich = [{"OCCP": "1002", "AGEP": 55, "WAGP": 2_000_000}] * 40 + cell("1002", "0-5", 40_000, 60)
    found = experience_index.occupation_cells(workers_of(tmp_path, few + rich), GROUPS, ["experience_band"])
    values = {row[:2]: row[2] for row in found.select("soc_code", "experience_band", "value").rows()}
    assert values[("15-1001", "0-5")] is None
    assert values[("15-1001", "20+")] is not None
    assert values[("15-1002", "20+")] is None


# --- Toward the group -----------------------------------------------------------------------------------------


def test_the_variance_between_members_is_what_their_errors_do_not_explain() -> None:
    random = np.random.default_rng(11)
    family = np.repeat([f"{k:02}" for k in range(40)], 12)
    truth = np.repeat(random.normal(0, 0.3, 40), 12) + random.normal(0, 0.08, 480)
    variance = random.uniform(0.0005, 0.01, 480)
    value = truth + random.normal(0, np.sqrt(variance))
    between, means = experience_index.pooled_variance(Estimates(value, variance), family)
    assert np.sqrt(between) == pytest.approx(0.08, rel=0.1)
    assert np.mean([abs(m - np.mean(truth[family == name])) < 3 * np.sqrt(v) for name, (m, v) in means.items()]) > 0.95


def test_members_that_differ_by_no_more_than_chance_have_no_variance_between_them() -> None:
    value = np.array([0.1, 0.101, 0.099, 0.1])
    between, means = experience_index.pooled_variance(Estimates(value, np.full(4, 0.01)), np.array(["a"] * 4))
    assert between == 0
    assert means["a"] == pytest.approx((0.1, 0.01 / 4))


def test_an_estimate_weighs_the_cell_and_its_group_by_how_sure_each_is() -> None:
    own = Estimates(np.array([0.2, 0.2, np.nan, 0.2]), np.array([0.01, 0.0001, np.nan, 0.01]))
    target = Estimates(np.array([0.0, 0.0, 0.1, np.nan]), np.array([0.002, 0.002, 0.002, np.nan]))
    found, weight = experience_index.draw(own, target, between=0.01)
    assert weight.tolist() == pytest.approx([0.5, 0.01 / 0.0101, 0, 1])
    assert found.value.tolist() == pytest.approx([0.1, 0.2 * 0.01 / 0.0101, 0.1, 0.2])
    # 1 ÷ (1/v + 1/τ²) plus the part that the group's mean adds.
    assert found.variance[0] == pytest.approx(1 / (1 / 0.01 + 1 / 0.01) + 0.25 * 0.002)
    assert found.variance[2] == pytest.approx(0.012)
    assert found.variance[3] == pytest.approx(0.01)


def test_where_neither_cell_nor_group_is_known_nothing_is_told() -> None:
    nothing = Estimates(np.array([np.nan]), np.array([np.nan]))
    found, weight = experience_index.draw(nothing, nothing, between=0.01)
    assert np.isnan(found.value[0])
    assert np.isnan(found.variance[0])
    assert weight[0] == 0


def test_a_minor_group_without_members_takes_its_major_group() -> None:
    own = Estimates(np.array([0.1, 0.12, 0.3, np.nan]), np.array([0.001, 0.001, 0.001, np.nan]))
    minor, major = np.array(["a", "a", "b", "c"]), np.array(["M", "M", "M", "M"])
    target, _ = experience_index.targets(own, minor, major, np.array([True] * 4))
    assert 0.1 < target.value[0] < target.value[3] < target.value[2] < 0.31
    assert target.variance[3] > target.variance[0]


def test_occupations_that_share_their_people_count_once_in_their_group() -> None:
    value = np.array([0.1, 0.1, 0.1, 0.4])
    own = Estimates(value, np.full(4, 0.0001))
    minor, major = np.array(["a"] * 4), np.array(["M"] * 4)
    once, _ = experience_index.targets(own, minor, major, np.array([True, False, False, True]))
    each, _ = experience_index.targets(own, minor, major, np.array([True] * 4))
    assert once.value[0] == pytest.approx(0.25, abs=0.001)
    assert each.value[0] < 0.2


# --- The table ------------------------------------------------------------------------------------------------


def test_the_table_has_every_band_and_level_with_its_badge(tmp_path: Path) -> None:
    people = cell("1001", "0-5", 40_000, 60) + cell("1001", "20+", 60_000, 60)
    people += cell("1002", "0-5", 30_000, 40) + cell("1002", "20+", 50_000, 200)
    people += [{"OCCP": "2001", "AGEP": 55, "WAGP": 2_000_000}] * 80
    codes = ("15-1001", "15-1002", "15-2001", "15-2009")
    table = experience_index.shape_index(workers_of(tmp_path, people), GROUPS, families(*codes), 2024)
    assert table.height == 4 * 4 * 5
    badge = {
        row[:3]: row[3]
        for row in table.select("soc_code", "experience_band", "schooling_level", "evidence_badge").rows()
    }
    assert badge[("15-1001", "0-5", "all")] == "measured"
    assert badge[("15-1002", "0-5", "all")] == "modelled"
    assert badge[("15-2001", "20+", "all")] == "not_shown"
    assert badge[("15-2009", "20+", "all")] == "modelled"
    assert badge[("15-2009", "5-10", "all")] == "not_shown"
    shown = table.filter(pl.col("evidence_badge") != "not_shown")
    assert shown["estimate_ratio_log_se"].min() > 0
    hidden = table.filter(pl.col("evidence_badge") == "not_shown")
    assert hidden["estimate_ratio_log"].null_count() == hidden.height
    # Everybody has a bachelor's degree, so that level says what all do.
    both = table.filter(pl.col("schooling_level").is_in(["all", "bachelor"]), pl.col("soc_code") == "15-1001")
    assert (
        both.group_by("experience_band").agg(pl.col("estimate_ratio_log").n_unique())["estimate_ratio_log"].max() == 1
    )


def test_the_check_holds_the_people_against_pay_by_experience() -> None:
    reference = Path(__file__).resolve().parents[2] / "data" / "reference"
    index = pl.DataFrame(
        {"soc_code": ["15-1001"], "experience_band": ["0-5"], "schooling_level": ["all"], "people_n": [40]}
    )
    tables = {
        "experience_index": index,
        "occupations": pl.DataFrame({"soc_code": ["15-1001"], "occupation_level": ["detailed"]}),
        "pay_by_experience": index.drop("schooling_level"),
    }
    experience_index.check(tables, reference)
    tables["pay_by_experience"] = index.with_columns(people_n=pl.lit(41))
    with pytest.raises(CheckError, match="1 bands have not the people"):
        experience_index.check(tables, reference)
    tables["occupations"] = pl.DataFrame({"soc_code": ["15-1002"], "occupation_level": ["detailed"]})
    with pytest.raises(CheckError, match="15-1002"):
        experience_index.check(tables, reference)
