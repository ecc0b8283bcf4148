"""Pay by experience as a person asks for it: bands in order, flags kept, evidence kept apart, errors by name."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from careers import experience, schooling, tables
from careers.errors import NotPublished, TableMissing, UnknownOccupation
from tests.timing import SLACK


@pytest.fixture
def changed_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the published tables that a test may change; read in place of them."""
    copy = tmp_path / "tables"
    copy.mkdir()
    names = ("occupations", "soc_crosswalk", "titles", "places", "place_names", "industries", "pay_by_place")
    for name in (*names, experience.TABLE, experience.INDEX_TABLE, experience.SURVEY_TABLE):
        for ending in (".parquet", ".json"):
            if (tables.directory() / f"{name}{ending}").is_file():
                shutil.copy(tables.directory() / f"{name}{ending}", copy)
    monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(copy))
    tables.forget()
    yield copy
    monkeypatch.undo()
    tables.forget()


def test_a_profile_has_its_bands_in_order_and_all_together() -> None:
    profile = experience.profile("43-4051")
    assert profile.occupation_title == "Customer Service Representatives"
    assert [band.experience_band for band in profile.bands] == ["0-5", "5-10", "10-20", "20+"]
    assert profile.everyone.experience_band == "all"
    assert profile.everyone.people_n == sum(band.people_n for band in profile.bands) == 14048
    assert [band.pay_annual_p50_usd for band in profile.bands] == [35300, 41181, 45158, 46861]
    assert profile.bands[0].cell("p90") == experience.Cell(67065.0, "ok")
    assert (profile.year, profile.shared_by, profile.census_occupation_code) == (2024, 1, "5240")


def test_a_profile_says_whose_figures_these_are() -> None:
    profile = experience.profile("29-1216")
    assert profile.shared_by == 13
    assert profile.coverage.missing_state_codes == ("CA", "TX")
    assert len(profile.coverage.state_codes) == 49
    assert profile.coverage.people_n == 2_736_891
    assert profile.error_is_approximate
    assert profile.source.agency == "U.S. Census Bureau"
    assert profile.source.edition == "2024, 1-year"


def test_pay_above_what_the_census_prints_has_a_flag_and_no_figure() -> None:
    late = experience.profile("29-1216").bands[3]
    assert late.cell("p50").flag == "ok"
    assert late.cell("p90") == experience.Cell(None, "top_coded")


def test_bands_of_few_people_have_no_figures_but_say_how_few() -> None:
    few = [
        band
        for code in tables.load("occupations")["soc_code"]
        for band in experience.profile(code).bands
        if band.people_n < 30
    ]
    assert len(few) > 100
    assert {band.cell(p) for band in few for p in ("p10", "p25", "p50", "p75", "p90")} == {
        experience.Cell(None, "not_released")
    }
    assert {(band.pay_annual_p50_se_usd, band.workers_weighted) for band in few} == {(None, None)}


def test_groups_and_all_occupations_have_profiles_too() -> None:
    assert experience.profile("00-0000").everyone.people_n == 843_405
    assert experience.profile("43-0000").everyone.people_n > experience.profile("43-4051").everyone.people_n


@pytest.mark.parametrize("ask", [experience.profile, experience.surveys])
@pytest.mark.parametrize("code", ["99-9999", "", "<script>", "43-405"])
def test_an_unknown_code_is_an_error_by_name(ask: object, code: str) -> None:
    assert callable(ask)
    with pytest.raises(UnknownOccupation):
        ask(code)


def test_an_occupation_that_the_microdata_does_not_know_is_said_to_be_unpublished(changed_tables: Path) -> None:
    path = changed_tables / f"{experience.TABLE}.parquet"
    frame = pd.read_parquet(path)
    frame[frame["soc_code"] != "43-4051"].to_parquet(path)
    note = path.with_suffix(".json")
    told = json.loads(note.read_text("utf-8")) | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    note.write_text(json.dumps(told), "utf-8")
    with pytest.raises(NotPublished, match="no pay by experience for Customer Service Representatives"):
        experience.profile("43-4051")
    assert experience.profile("29-1141").everyone.people_n == 21_560


def test_replicate_weights_make_the_error_more_than_approximate(changed_tables: Path) -> None:
    path = changed_tables / f"{experience.TABLE}.json"
    record = json.loads(path.read_text("utf-8"))
    record["facts"]["error_method"] = "replicate weights"
    path.write_text(json.dumps(record), "utf-8")
    assert not experience.profile("43-4051").error_is_approximate


def test_a_missing_table_is_an_error_by_name(changed_tables: Path) -> None:
    (changed_tables / f"{experience.SURVEY_TABLE}.parquet").unlink()
    with pytest.raises(TableMissing):
        experience.surveys("43-4051")


def test_survey_figures_stand_as_reported_and_disagree() -> None:
    figures = experience.surveys("43-4051")
    assert [f.survey_row for f in figures] == list(range(1, 13))
    late = {f.survey_publisher: f.pay_usd for f in figures if f.experience_from_years == 20}
    assert late == {"Career guide A": 34000, "Career guide B": 35000}
    assert {f.sample_size for f in figures} == {f.survey_address for f in figures} == {None}
    assert figures[0].source.edition == "2017 to 2019"


def test_an_occupation_nobody_reported_has_no_survey_figures() -> None:
    assert experience.surveys("29-1141") == ()


def test_asking_takes_under_three_milliseconds() -> None:
    experience.profile("00-0000")
    experience.surveys("43-4051")
    codes = list(tables.load("occupations")["soc_code"])
    times = []
    for code in codes * 2:
        start = time.thread_time()
        experience.profile(code)
        experience.surveys(code)
        times.append(time.thread_time() - start)
    assert sorted(times)[int(len(times) * 0.99)] < 0.003 * SLACK


# --- Who is in the job, and schooling ------------------------------------------------------------------------------


def test_shares_are_those_published_with_their_ranges() -> None:
    young, _, middle, old = experience.shares("43-4051")
    assert (young.share_pct, young.se_points, young.everyone_pct) == (10.693, 0.395, 8.928)
    assert young.low_pct == pytest.approx(10.693 - 1.645 * 0.395)
    assert [young.outcome, middle.outcome, old.outcome] == ["clear", "too_close", "clear"]
    assert sum(s.share_pct or 0 for s in experience.shares("43-4051")) == pytest.approx(100, abs=0.01)


def test_a_share_is_judged_as_a_part_of_its_whole() -> None:
    # z of 25.152 ± 0.508 against 24.866 ± 0.065, the job being w = 1.6% of the whole: √(0.508²(1 − 2w) + 0.065²).
    share = experience.shares("43-4051")[2]
    whole = experience.profile("00-0000").everyone.workers_weighted
    part = (experience.profile("43-4051").everyone.workers_weighted or 0) / (whole or 1)
    z = (25.152 - 24.866) / (0.508**2 * (1 - 2 * part) + 0.065**2) ** 0.5
    assert abs(z) < 1.645
    assert share.outcome == "too_close"


def test_all_occupations_are_themselves_and_few_people_tell_no_share() -> None:
    assert {share.outcome for share in experience.shares("00-0000")} == {"itself"}
    assert {(share.share_pct, share.outcome) for share in experience.shares("27-2011")} == {(None, "unknown")}


def test_earnings_by_schooling_rise_from_level_to_level_and_are_as_printed() -> None:
    levels = {level.level: level for level in schooling.earnings()}
    assert tuple(levels) == schooling.LEVELS
    assert levels["high_school"].earnings_weekly_p50_usd == 899
    assert (levels["bachelors"].earnings_weekly_p50_usd, levels["bachelors"].unemployment_pct) == (1493, 2.2)
    assert {level.year for level in levels.values()} == {2023}


def test_the_people_of_one_sector_are_those_of_the_groups_in_the_bands_order() -> None:
    bands = experience.within("43-4051", "sector", "52")
    assert list(bands) == list(experience.BANDS)
    assert (bands["5-10"].people_n, bands["20+"].people_n) == (233, 1157)
    rows = experience.groups("43-4051", "sector").astype(object).set_index(["split_group", "experience_band"])
    assert bands["5-10"].pay_annual_p50_usd == rows.loc[("52", "5-10"), "pay_annual_p50_usd"]
    assert experience.within("43-4051", "sector", "5241") == {}


def test_levels_of_schooling_come_from_least_to_most() -> None:
    levels = experience.by_schooling("43-4051")
    assert levels["split_group"].tolist() == list(experience.SCHOOLING)
    assert set(levels["experience_band"]) == {"all"}
