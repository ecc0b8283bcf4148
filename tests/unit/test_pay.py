"""Pay look-ups answer with exactly one published cell or a named error, and verdicts follow the published error."""

from __future__ import annotations

import math
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from careers import pay, prices, tables
from careers.errors import (
    CareersError,
    NotPublished,
    TableMissing,
    UnknownIndustry,
    UnknownOccupation,
    UnknownPlace,
)
from careers.pay import PayRecord, compare, lookup

JOB = "43-4051"
"""Customer service representatives. Figures below are copied by hand from the agency's May 2025 file."""

ACTORS, PILOTS, CARDIOLOGISTS, DEVELOPERS = "27-2011", "53-2011", "29-1212", "15-1252"


# --- One cell ------------------------------------------------------------------------------------------------


def test_the_nations_figures_are_the_printed_ones():
    us = lookup(JOB)
    assert (us.pay_annual_p50_usd, us.pay_hourly_p50_usd) == (44_770, 21.53)
    assert (us.pay_annual_p10_usd, us.pay_annual_p90_usd, us.pay_annual_mean_usd) == (31_750, 63_590, 46_590)
    assert us.employment == 2_595_750
    assert (us.occupation_title, us.place_title) == ("Customer Service Representatives", "United States")
    assert (us.edition, us.table, us.source.name) == ("May 2025", "pay_by_place", "oews")
    assert (us.jobs_per_1000, us.location_quotient) == (None, None)
    assert lookup("00-0000").pay_annual_p50_usd == 50_980


def test_ohios_figures_are_the_printed_ones():
    ohio = lookup(JOB, place="OH")
    assert (ohio.pay_annual_p50_usd, ohio.employment, ohio.location_quotient) == (45_610, 85_930, 0.93)
    assert (ohio.place_code, ohio.place_title, ohio.industry_code) == ("OH", "Ohio", "000000")


def test_a_metro_and_a_nonmetro_area_are_never_taken_for_their_state():
    assert lookup(JOB, place="18140").pay_annual_p50_usd == 46_350
    assert lookup(JOB, place="3900003").pay_annual_p50_usd == 41_010


@pytest.mark.parametrize(("industry", "figure"), [("42", 48_690), ("44-45", 37_350), ("52", 47_550)])
def test_an_industrys_figures_are_the_printed_ones(industry, figure):
    assert lookup(JOB, industry=industry).pay_annual_p50_usd == figure


@pytest.mark.parametrize("written", ["44-45", "44--46", "44", "45", " 44-45 "])
def test_an_industry_is_found_however_its_code_is_written(written):
    assert lookup(JOB, industry=written).industry_code == "44-45"


@pytest.mark.parametrize("everything", [None, "000000", " 000000 "])
def test_all_industries_together_are_published_for_places(everything):
    assert lookup(JOB, "OH", everything).pay_annual_p50_usd == 45_610


@pytest.mark.parametrize(
    ("record", "series"),
    [
        ((JOB,), "OEUN0000000000000434051"),
        ((JOB, "OH"), "OEUS3900000000000434051"),
        ((JOB, "18140"), "OEUM0018140000000434051"),
        ((JOB, "3900003"), "OEUM3900003000000434051"),
        ((JOB, "US", "44-45"), "OEUN000000044--46434051"),
    ],
)
def test_a_record_names_the_agencys_own_series(record, series):
    assert lookup(*record).series == series


def test_actors_have_no_annual_and_pilots_no_hourly_figure():
    actors, pilots = lookup(ACTORS), lookup(PILOTS)
    assert actors.cell("p50", "hour").value == 29.05
    assert actors.cell("p50", "year") == pay.Cell(None, "hourly_only")
    assert pilots.cell("p50", "year").value == 232_140
    assert pilots.cell("p50", "hour") == pay.Cell(None, "annual_only")
    assert lookup(CARDIOLOGISTS).cell("p50") == pay.Cell(496_010, "ok")


def test_every_figure_of_every_cell_is_a_number_exactly_where_its_flag_says_so():
    frame = tables.load("pay_by_place")
    for soc_code in frame["soc_code"].cat.categories[::40]:
        for place in ("US", "OH", "GU", "18140"):
            try:
                record = lookup(soc_code, place)
            except NotPublished:
                continue
            for column in (f.name for f in fields(PayRecord) if f.name.endswith("_usd")):
                flag = getattr(record, column.replace("_usd", "_flag"))
                assert (getattr(record, column) is not None) == (flag in ("ok", "collapsed")), (soc_code, place, column)


def test_pay_without_employment_keeps_its_pay():
    frame = tables.load("pay_by_place")
    row = frame[(frame["employment_flag"] == "not_released") & frame["pay_annual_p50_usd"].notna()].iloc[0]
    record = lookup(row["soc_code"], row["place_code"])
    assert (record.employment, record.employment_flag) == (None, "not_released")
    assert record.pay_annual_p50_usd == row["pay_annual_p50_usd"]


# --- What is not there ---------------------------------------------------------------------------------------


def test_a_place_together_with_an_industry_names_both_published_neighbours():
    with pytest.raises(NotPublished) as caught:
        lookup(JOB, place="OH", industry="52")
    assert [near.code for near in caught.value.nearest] == ["OH", "52"]
    assert "Ohio" in str(caught.value)
    assert "Finance and Insurance" in str(caught.value)


def unpublished_cell(table: str, column: str, candidates: list[str]) -> tuple[str, str]:
    """An occupation and a place or industry without a row."""
    frame = tables.load(table)
    rows = set(zip(frame["soc_code"].astype(object), frame[column].astype(object), strict=True))
    return next((s, c) for c in candidates for s in frame["soc_code"].cat.categories if (s, c) not in rows)


def test_only_neighbours_that_are_published_are_offered():
    soc_code, place = unpublished_cell("pay_by_place", "place_code", ["WY"])
    for industry in ("11", "21", "22"):
        with pytest.raises(NotPublished) as caught:
            lookup(soc_code, place, industry)
        assert caught.value.nearest
        for near in caught.value.nearest:
            where = {"place": near.code} if near.code == "US" else {"industry": near.code}
            assert lookup(soc_code, **where)


def test_an_occupation_not_estimated_in_a_place_names_the_published_places_around_it():
    soc_code, place = unpublished_cell("pay_by_place", "place_code", ["10420"])
    with pytest.raises(NotPublished) as caught:
        lookup(soc_code, place)
    assert caught.value.nearest[-1].code == "US"
    for near in caught.value.nearest:
        assert lookup(soc_code, near.code)


def test_an_occupation_not_estimated_in_an_industry_names_what_is_published_above_it():
    soc_code, industry = unpublished_cell("pay_by_industry", "industry_code", ["5241", "7225"])
    with pytest.raises(NotPublished) as caught:
        lookup(soc_code, industry=industry)
    assert caught.value.nearest[-1].code == "US"
    for near in caught.value.nearest:
        assert lookup(soc_code, **({"place": "US"} if near.code == "US" else {"industry": near.code}))


@pytest.mark.parametrize("bad", ["99-9999", "", "43-405", "<script>alert(1)</script>", "\x00", "4" * 5000, "🙂"])
@pytest.mark.parametrize(
    ("error", "ask"),
    [
        (UnknownOccupation, lambda bad: lookup(bad)),
        (UnknownPlace, lambda bad: lookup(JOB, place=bad)),
        (UnknownIndustry, lambda bad: lookup(JOB, industry=bad)),
        (UnknownOccupation, lambda bad: pay.by_place(bad)),
        (UnknownOccupation, lambda bad: pay.by_industry(bad)),
        (UnknownIndustry, lambda bad: pay.by_industry(JOB, level=bad)),
        (UnknownOccupation, lambda bad: pay.history(bad)),
        (CareersError, lambda bad: pay.by_place(JOB, kind=bad)),
    ],
)
def test_an_unknown_code_is_a_named_error_with_a_short_message(error, ask, bad):
    with pytest.raises(error) as caught:
        ask(bad)
    assert 0 < len(str(caught.value)) < 300


def test_a_mistyped_occupation_offers_the_nearest():
    with pytest.raises(UnknownOccupation) as caught:
        lookup("43-4052")
    assert "43-4051" in [near.code for near in caught.value.nearest]


# --- Many cells ----------------------------------------------------------------------------------------------


def test_by_place_has_one_row_for_each_place_of_the_kind():
    states = pay.by_place(JOB, kind="state")
    assert len(states) == 54
    assert set(states["place_kind"]) == {"state"}
    ohio = states[states["place_code"] == "OH"].iloc[0]
    assert (ohio["pay_annual_p50_usd"], ohio["place_title"]) == (45_610, "Ohio")
    kinds = pay.by_place(JOB)["place_kind"].value_counts().to_dict()
    assert kinds["nation"] == 1
    assert len(pay.by_place(JOB, kind="metro")) == kinds["metro"] > 300


def test_by_industry_shares_are_shares_of_the_occupations_own_jobs():
    sectors = pay.by_industry(JOB, level="sector").set_index("industry_code")
    assert len(sectors) == 20
    assert sectors.loc["52", "employment"] == 481_180
    assert sectors.loc["52", "occupation_share_pct"] == pytest.approx(100 * 481_180 / 2_595_750)
    assert sectors["occupation_share_pct"].sum() == pytest.approx(100, abs=0.1)


def test_government_lines_that_repeat_jobs_come_only_when_asked_for():
    codes = {"999101", "999201", "999301"}
    assert codes.isdisjoint(pay.by_industry(JOB, level="sector")["industry_code"])
    assert codes & set(pay.by_industry(JOB, level="government")["industry_code"])


def test_a_share_is_missing_where_jobs_are_not_released():
    frame = tables.load("pay_by_industry")
    withheld = frame[(frame["employment_flag"] == "not_released") & frame["industry_code"].str.fullmatch(r"\d{4}")]
    row = withheld.iloc[0]
    found = pay.by_industry(row["soc_code"], level="4-digit").set_index("industry_code").loc[row["industry_code"]]
    assert math.isnan(found["occupation_share_pct"])


@pytest.mark.parametrize("read", [lambda: pay.by_place(JOB), lambda: pay.by_industry(JOB), lambda: pay.history(JOB)])
def test_a_reader_cannot_change_what_others_read(read):
    frame = read()
    frame.loc[:, "pay_annual_p50_usd"] = 1.0
    assert (read()["pay_annual_p50_usd"] != 1.0).all()


def test_history_has_the_medians_of_the_time_and_in_dollars_of_the_newest_year():
    history = pay.history(JOB).set_index("year")
    assert history.index.to_list() == list(range(2013, 2026))
    assert (history.loc[2017, "pay_annual_p50_usd"], history.loc[2018, "pay_annual_p50_usd"]) == (32_890, 33_750)
    assert history.loc[2025, "pay_annual_p50_usd"] == history.loc[2025, "pay_annual_p50_real_usd"] == 44_770
    index = tables.load("price_index").set_index("year")["price_index"]
    assert history.loc[2017, "pay_annual_p50_real_usd"] == pytest.approx(32_890 * index[2025] / index[2017])
    assert history["break_kind"].dropna().to_dict() == {2019: "codes", 2021: "method"}
    assert not [c for c in pay.history(JOB, real=False) if "real" in c]


# --- Is the difference real? ---------------------------------------------------------------------------------


def test_ohio_and_california_differ_before_prices_and_the_other_way_round_after():
    ohio, california = lookup(JOB, "OH"), lookup(JOB, "CA")
    nominal = compare(ohio, california)
    assert nominal.z == pytest.approx(-19.8, abs=0.05)
    assert (nominal.outcome, nominal.higher, nominal.difference_usd) == ("clear", 2, -7_770)
    levels = prices.parity("OH", 2024).parity_index, prices.parity("CA", 2024).parity_index
    real = compare(ohio, california, price_levels=levels)
    assert real.z == pytest.approx(3.0, abs=0.05)
    assert (real.outcome, real.higher, real.is_real) == ("clear", 1, True)


def test_software_developers_earn_more_in_california_than_in_texas_after_prices_too():
    california, texas = lookup(DEVELOPERS, "CA"), lookup(DEVELOPERS, "TX")
    levels = prices.parity("CA", 2024).parity_index, prices.parity("TX", 2024).parity_index
    assert compare(california, texas).higher == 1
    assert compare(california, texas, price_levels=levels).higher == 1


def synthetic(mean: float, rse: float, jobs: float | None = 1_000.0, median: float | None = None, **more) -> PayRecord:
    """Ohio's cell with other figures."""
    return replace(
        lookup(JOB, more.pop("place_code", "OH")),
        pay_annual_mean_usd=mean,
        pay_rse_pct=rse,
        employment=jobs,
        pay_annual_p50_usd=mean if median is None else median,
        **more,
    )


def test_the_verdict_is_the_difference_over_its_error():
    a, b = synthetic(50_000, 1.0), synthetic(52_000, 2.0, place_code="CA")
    expected = -2_000 / math.hypot(500, 1_040)
    assert compare(a, b).z == pytest.approx(expected)
    assert compare(a, b).outcome == "clear"
    assert compare(a, synthetic(51_000, 2.0, place_code="CA")).outcome == "too_close"


def test_a_printed_error_of_zero_counts_as_the_largest_that_prints_so():
    a, b = synthetic(50_000, 0.0), synthetic(50_030, 0.0, place_code="CA")
    assert compare(a, b).z == pytest.approx(-30 / math.hypot(25, 25.015))
    assert compare(a, b).outcome == "too_close"


def test_a_part_and_its_whole_share_their_error():
    share = 0.5
    whole = synthetic(50_000, 1.0, 1_000.0, place_code="US")
    part = synthetic(51_000, 1.0, 1_000.0 * share)
    expected = 510**2 * (1 - 2 * share) + 500**2
    assert compare(part, whole).is_part is True
    assert compare(part, whole).z == pytest.approx(1_000 / math.sqrt(expected))


def test_the_shared_error_does_not_fall_below_its_floor():
    whole, part = synthetic(50_000, 0.1, 1_000.0, place_code="US"), synthetic(51_000, 1.0, 600.0)
    assert compare(part, whole).z == pytest.approx(1_000 / math.sqrt(510**2 * 0.4**2))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ((JOB, "OH"), (JOB, "US")),
        ((JOB, "OH"), ("00-0000", "OH")),
        ((JOB, "18140"), (JOB, "OH")),
        ((JOB, "US", "52"), (JOB, "US")),
    ],
)
def test_what_is_part_of_what_is_seen_and_the_answer_turns_with_the_question(part, whole):
    one, other = compare(lookup(*part), lookup(*whole)), compare(lookup(*whole), lookup(*part))
    assert one.is_part
    assert other.is_part
    assert (one.outcome, one.z, one.difference_usd) == (other.outcome, -other.z, -other.difference_usd)
    assert {one.higher, other.higher} in ({1, 2}, {None})


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((JOB, "OH"), (JOB, "CA")),
        ((JOB, "17140"), (JOB, "OH")),  # Cincinnati reaches into Kentucky and Indiana.
        ((JOB, "US", "52"), (JOB, "OH")),
        ((JOB, "OH"), (JOB, "OH")),
    ],
)
def test_what_only_overlaps_is_not_taken_for_a_part(a, b):
    assert not compare(lookup(*a), lookup(*b)).is_part


def test_average_and_middle_that_point_different_ways_give_no_winner():
    a, b = synthetic(50_000, 0.1, median=45_000), synthetic(40_000, 0.1, median=46_000, place_code="CA")
    verdict = compare(a, b)
    assert (verdict.outcome, verdict.higher) == ("disagree", None)
    assert abs(verdict.z) > 1.645


def test_a_missing_average_or_number_of_jobs_is_not_guessed():
    whole = lookup(JOB)
    withheld = synthetic(1, 1.0, pay_annual_mean_flag="not_released")
    assert compare(replace(withheld, pay_annual_mean_usd=None), whole).outcome == "unknown"
    top = replace(withheld, pay_annual_mean_usd=None, pay_annual_mean_flag="top_coded")
    assert compare(top, whole).reason != compare(replace(withheld, pay_annual_mean_usd=None), whole).reason
    assert compare(synthetic(46_000, 0.1, jobs=None), whole).outcome == "unknown"
    assert compare(synthetic(46_000, 0.1, jobs=None), lookup(JOB, "CA")).outcome == "clear"


def test_an_occupation_paid_by_the_hour_is_compared_by_the_hour():
    assert compare(lookup(ACTORS, "CA"), lookup(ACTORS, "NY")).per == "hour"
    assert compare(lookup(PILOTS, "CA"), lookup(PILOTS, "NY")).per == "year"


def test_in_3_900_of_36_691_states_average_and_middle_point_different_ways():
    frame = tables.load("pay_by_place")
    states = tables.load("places").query("place_kind == 'state'")["place_code"]
    pairs = frame[frame["place_code"].isin(states)].merge(
        frame[frame["place_code"] == "US"], on="soc_code", suffixes=("", "_us")
    )
    by_mean = pairs["pay_annual_mean_usd"] - pairs["pay_annual_mean_usd_us"]
    by_middle = pairs["pay_annual_p50_usd"] - pairs["pay_annual_p50_usd_us"]
    assert (by_mean * by_middle).notna().sum() == 36_691
    disagreeing = pairs[by_mean * by_middle < 0]
    assert len(disagreeing) == 3_900
    for row in disagreeing[disagreeing["employment"].notna()].iloc[::100].itertuples():
        assert compare(lookup(row.soc_code, row.place_code), lookup(row.soc_code)).outcome == "disagree"


# --- Damaged tables ------------------------------------------------------------------------------------------


@pytest.fixture
def other_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of the published tables that a test may damage."""
    shutil.copytree(tables.directory(), tmp_path / "tables")
    monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(tmp_path / "tables"))
    tables.forget()
    yield tmp_path / "tables"
    monkeypatch.undo()
    tables.forget()


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "truncated", "a flipped byte"])
@pytest.mark.parametrize("name", ["pay_by_place", "places", "occupations"])
def test_a_missing_or_damaged_table_is_named_and_no_figure_comes_from_it(other_tables, name, damage):
    path = other_tables / f"{name}.parquet"
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "a flipped byte":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    else:
        path.write_bytes({"empty": b"", "text": b"not a table", "truncated": content[: len(content) // 2]}[damage])
    with pytest.raises(TableMissing) as caught:
        lookup(JOB, "OH")
    assert name in str(caught.value)


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"table": 1}'])
def test_a_damaged_record_is_named(other_tables, record):
    (other_tables / "pay_by_place.json").write_text(record)
    with pytest.raises(TableMissing) as caught:
        lookup(JOB, "OH")
    assert "pay_by_place" in str(caught.value)
