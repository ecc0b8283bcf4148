"""Pay with so many years of experience in a place and industry: bands, badges, ranges, steps, and what cannot be."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from careers import columns, combined, experience, pay, places, tables
from careers.errors import CareersError, NotPublished, UnknownIndustry, UnknownOccupation, UnknownPlace, Unusable

REPOSITORY = Path(__file__).resolve().parents[2]


# --- A profile ------------------------------------------------------------------------------------------------


def test_the_middle_of_a_band_is_the_published_middle_there_times_the_index() -> None:
    profile = experience.profile("43-4051", "OH")
    assert (profile.base.value_usd, profile.base.error, profile.base.kind) == (45610, 0.006, "place")
    for band in profile.estimates:
        assert band.index.log is not None
        assert band.index.se is not None
        assert band.value_usd == pytest.approx(45610 * math.exp(band.index.log))
        reach = math.exp(1.645 * math.hypot(band.index.se, 0.006, experience.PLACES_DIFFER))
        assert (band.low_usd, band.high_usd) == pytest.approx((band.value_usd / reach, band.value_usd * reach))
    assert [band.experience_band for band in profile.estimates] == list(experience.BANDS)
    assert [round(b.value_usd or 0, -3) for b in profile.estimates] == [36000, 42000, 46000, 48000]


def test_other_percentiles_are_the_census_s_scaled_as_the_middle_is() -> None:
    profile = experience.profile("43-4051", "OH")
    scale = 45610 / (profile.everyone.pay_annual_p50_usd or 0)
    for band, estimate in zip(profile.bands, profile.estimates, strict=True):
        for p in ("p10", "p25", "p75", "p90"):
            assert estimate.spread[p].value == pytest.approx((band.cell(p).value or 0) * scale)
        assert estimate.spread["p50"].value == estimate.value_usd


def test_scaled_percentiles_rise_and_hold_the_middle_for_every_occupation() -> None:
    seen = 0
    for code in tables.load("occupations")["soc_code"]:
        for band in experience.profile(code).estimates:
            values = [cell.value for cell in band.spread.values() if cell.value is not None]
            assert values == sorted(values), (code, band.experience_band)
            seen += bool(values)
    assert seen > 2000


def test_the_census_s_own_figures_do_not_move_with_the_place() -> None:
    assert experience.profile("43-4051", "OH", "52").bands == experience.profile("43-4051").bands


@pytest.mark.parametrize("place", ["CA", "TX", "41860"])
def test_where_the_microdata_holds_nobody_an_estimate_is_modelled(place: str) -> None:
    here = experience.profile("43-4051", place).estimates
    assert {band.badge for band in here} == {"modelled"}
    assert {band.index.badge for band in here} == {"measured"}
    assert not experience.is_covered(place)
    assert experience.is_covered("OH")
    assert experience.is_covered("US")
    assert {band.badge for band in experience.profile("43-4051", "OH").estimates} == {"measured"}


def test_place_and_industry_together_are_modelled_on_a_modelled_middle() -> None:
    profile = experience.profile("43-4051", "OH", "52")
    both = combined.estimate("43-4051", "OH", "52")
    assert (profile.base.kind, profile.base.value_usd) == ("place_and_industry", both.value_usd)
    assert {band.badge for band in profile.estimates} == {"modelled"}
    assert profile.industry_code == "52"
    assert len(profile.base.records) == 3
    alone = experience.profile("43-4051", "US", "52")
    assert (alone.base.kind, alone.industry_code) == ("industry", "52")
    assert alone.base.value_usd == pay.lookup("43-4051", "US", "52").pay_annual_p50_usd


def test_an_index_differs_between_places_and_between_industries_and_the_range_holds_it() -> None:
    places, sectors = experience.PLACES_DIFFER, experience.INDUSTRIES_DIFFER
    told = [
        experience.profile("43-4051", *where).base.differs for where in (("US",), ("OH",), ("US", "52"), ("OH", "52"))
    ]
    assert told == [0, places, sectors, math.hypot(places, sectors)]
    nation, there = (experience.profile("43-4051", place).estimates[1] for place in ("US", "OH"))
    assert (nation.high_usd or 0) / (nation.low_usd or 1) < (there.high_usd or 0) / (there.low_usd or 1)


def test_all_industries_are_no_industry() -> None:
    assert experience.profile("43-4051", "OH", "000000") == experience.profile("43-4051", "OH")


def test_an_occupation_paid_only_by_the_hour_has_estimates_by_the_hour_alone() -> None:
    by_year, by_hour = (experience.profile("27-2011", per=per).estimates for per in ("year", "hour"))
    assert {(band.value_usd, band.flag) for band in by_year} == {(None, "hourly_only")}
    assert all(band.value_usd and band.value_usd < 100 for band in by_hour)
    assert {band.flag for band in experience.profile("53-2011", per="hour").estimates} == {"annual_only"}


def test_pay_above_what_the_agency_prints_gives_at_least() -> None:
    frame = tables.load("pay_by_place")
    top = frame[frame["pay_annual_p50_flag"] == "top_coded"][["soc_code", "place_code"]].astype(object)
    seen = 0
    for code, place in top.itertuples(index=False):
        profile = experience.profile(code, place)
        for band in profile.estimates:
            if band.index.low_ratio is not None:
                assert band.value_usd is None
                assert band.flag == "top_coded"
                assert band.index.log is not None
                assert band.index.se is not None
                reach = math.hypot(band.index.se, profile.base.differs)
                assert band.at_least_usd == pytest.approx(239_200 * math.exp(band.index.log - 1.645 * reach))
                seen += 1
    assert seen > 50


def test_where_most_pay_is_above_what_the_census_prints_nothing_is_shown() -> None:
    late = experience.profile("29-1242").estimates[3]
    assert (late.badge, late.value_usd, late.flag, late.spread) == ("not_shown", None, "not_released", {})
    assert late.people_n > 100


def test_a_group_of_occupations_speaks_for_itself() -> None:
    group = experience.profile("43-0000")
    first, everyone = group.bands[0], group.everyone
    expected = (first.pay_annual_p50_usd or 0) / (everyone.pay_annual_p50_usd or 1)
    assert group.estimates[0].index.ratio == pytest.approx(expected)
    assert {band.badge for band in group.estimates} == {"measured"}


def test_every_occupation_answers_in_every_band() -> None:
    badges = set()
    for code in tables.load("occupations")["soc_code"]:
        for band in experience.profile(code, per="year").estimates:
            badges.add(band.badge)
            assert (band.value_usd is not None) == (band.flag == "ok")
            if band.badge == "measured":
                assert band.people_n >= 50
            if band.value_usd is not None:
                assert band.low_usd is not None
                assert band.high_usd is not None
                assert 0 < band.low_usd < band.value_usd < band.high_usd
    assert badges == {"measured", "modelled", "not_shown"}


# --- An estimate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "band"), [(0, "0-5"), (4.9, "0-5"), (5, "5-10"), (9.99, "5-10"), (10, "10-20"), (20, "20+"), (60, "20+")]
)
def test_years_fall_into_bands_with_nothing_between(years: float, band: str) -> None:
    assert experience.band_of(years) == band
    found = experience.estimate("43-4051", years, "OH")
    assert found.band == experience.profile("43-4051", "OH").estimates[experience.BANDS.index(band)]


@pytest.mark.parametrize("years", [-1, 60.5, math.nan, math.inf, True, "8", None])
def test_years_that_cannot_be_are_refused(years: object) -> None:
    with pytest.raises(Unusable, match="from 0 to 60"):
        experience.estimate("43-4051", years)  # type: ignore[arg-type]


def test_the_steps_lead_to_the_estimate() -> None:
    found = experience.estimate("43-4051", 8, "OH")
    steps = {step.name: step for step in found.steps}
    assert list(steps) == ["middle_pay", "experience_band", "own_ratio", "group_ratio", "ratio", "differences", "pay"]
    assert steps["middle_pay"].value == 45610
    assert steps["experience_band"].value == "5-10"
    assert isinstance(steps["ratio"].value, float)
    assert steps["pay"].value == pytest.approx(45610 * steps["ratio"].value)
    weight = found.band.index.own_weight
    assert weight is not None
    drawn = weight * math.log(float(steps["own_ratio"].value or 0)) + (1 - weight) * math.log(
        float(steps["group_ratio"].value or 0)
    )
    assert math.log(steps["ratio"].value) == pytest.approx(drawn, abs=2e-4)
    assert {step.source for step in found.steps} == {"oews", "acs"}


def test_schooling_moves_the_estimate_and_says_by_which_level() -> None:
    plain = experience.estimate("43-4051", 8)
    school, degree = (experience.estimate("43-4051", 8, schooling=s) for s in ("high_school", "master"))
    assert plain.schooling_level == "all"
    assert (school.schooling_level, degree.schooling_level) == ("up_to_high_school", "graduate")
    assert (school.band.value_usd or 0) < (plain.band.value_usd or 0) < (degree.band.value_usd or 0)
    with pytest.raises(Unusable, match="bachelor"):
        experience.estimate("43-4051", 8, schooling="phd")


@pytest.mark.parametrize("schooling", [None, "bachelor"])
def test_estimates_of_all_bands_are_those_of_any_year_in_them(schooling: str | None) -> None:
    bands = experience.estimates("43-4051", "OH", "52", schooling)
    asked = [experience.estimate("43-4051", years, "OH", "52", schooling).band for years in (0, 9.9, 10, 60)]
    assert list(bands) == asked
    with pytest.raises(Unusable, match="Schooling must be one of"):
        experience.estimates("43-4051", schooling="phd")


def test_schooling_that_hardly_anybody_in_the_group_has_falls_back_to_everyone() -> None:
    frame = tables.load(experience.INDEX_TABLE)
    hidden = frame[(frame["schooling_level"] == "graduate") & (frame["evidence_badge"] == "not_shown")].iloc[0]
    years = experience.BAND_STARTS[experience.BANDS.index(hidden["experience_band"])]
    found = experience.estimate(str(hidden["soc_code"]), years, schooling="master")
    assert (found.schooling, found.schooling_level) == ("master", "all")


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"soc_code": "99-9999"}, UnknownOccupation),
        ({"place": "ZZ"}, UnknownPlace),
        ({"industry": "nothing"}, UnknownIndustry),
        ({"soc_code": "29-1022", "place": "OH"}, NotPublished),
    ],
)
def test_what_nobody_knows_is_an_error_by_name(asked: dict[str, str], error: type[CareersError]) -> None:
    with pytest.raises(error):
        experience.estimate(**{"soc_code": "43-4051", "years": 8, **asked})


# --- Other evidence -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("split", "group", "band"),
    [
        ("division", "new_england", "all"),
        ("sector", "52", "0-5"),
        ("schooling", "bachelor", "20+"),
        ("experience", "0-2", "all"),
    ],
)
def test_groups_tell_people_apart(split: str, group: str, band: str) -> None:
    frame = experience.groups("43-4051", split)  # type: ignore[arg-type]
    row = frame[(frame["split_group"] == group) & (frame["experience_band"] == band)]
    assert len(row) == 1
    assert row["people_n"].item() >= 30
    assert row["pay_annual_p50_usd"].item() > 20_000


def test_a_division_without_all_of_its_states_is_not_told() -> None:
    divisions = set(experience.groups("00-0000", "division")["split_group"])
    assert len(divisions) == 7
    assert divisions.isdisjoint({"pacific", "west_south_central"})


def test_an_unknown_split_or_an_occupation_of_few_people() -> None:
    with pytest.raises(CareersError, match="told apart by"):
        experience.groups("43-4051", "age")  # type: ignore[arg-type]
    assert experience.groups("29-1291", "sector").empty


# --- Words ----------------------------------------------------------------------------------------------------


def test_the_lowest_tenth_is_never_called_entry_level() -> None:
    """The words stand in no text but where they are denied, and no heading of P10 speaks of beginners."""
    denial = re.compile(r"is not (a |“)?(entry level|beginner)")
    words = re.compile(r"entry[- ]?level|beginner|starting (pay|salary|wage)", re.IGNORECASE)
    code = re.compile(r"entry\.level")
    told = [*REPOSITORY.glob("careers/**/*.py"), *REPOSITORY.glob("pages/**/*.py"), REPOSITORY / "etl" / "schema.py"]
    told += [REPOSITORY / "README.md", *REPOSITORY.glob("locale/**/*.po*")]
    stray = [
        f"{path.relative_to(REPOSITORY)}: {line.strip()}"
        for path in told
        for line in path.read_text("utf-8").splitlines()
        if words.search(denial.sub("", code.sub("", line)))
    ]
    assert len(told) > 50
    assert stray == []
    for name in ("pay_annual_p10_usd", "pay_hourly_p10_usd"):
        assert not re.search("entry|start|begin|junior", columns.heading(name), re.IGNORECASE)


def test_places_touching_a_missing_state_are_not_covered() -> None:
    assert {p for p in ("CA", "TX", "OH") if not experience.is_covered(p)} == {"CA", "TX"}
    touching = [
        str(code)
        for code, states in tables.load("places")[["place_code", "state_codes"]].astype(object).itertuples(index=False)
        if isinstance(states, str) and {"CA", "TX"} & set(states.split(";"))
    ]
    assert len(touching) > 40
    assert not any(experience.is_covered(code) for code in touching)
    assert places.place("US").state_codes == ()
