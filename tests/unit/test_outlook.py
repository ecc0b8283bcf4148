"""Projections carry their edition, and a growth word stands only where the printed figures settle it."""

from __future__ import annotations

import pytest

from careers import outlook, tables
from careers.errors import CareersError, NotPublished, UnknownOccupation

NEWEST = "2024–34"


def word(change: float | None, base: float | None = None, target: float | None = None, edition: str = NEWEST):
    return outlook.growth_word(change, edition, base, target)


def test_customer_service_representatives_are_as_the_agency_prints():
    job = outlook.lookup("43-4051")
    assert (job.edition, job.base_year, job.target_year) == (NEWEST, 2024, 2034)
    assert (job.employment_change_pct, job.growth_word) == (-5.5, "decline")
    assert (job.openings, job.typical_entry_schooling) == (341_700, "High school diploma or equivalent")
    assert job.openings_per_100 == pytest.approx(341.7 * 100 / job.employment_base_thousand)
    assert job.all_occupations_change_pct == 3.1
    assert job.source.name == "projections"


def test_none_required_is_a_word_and_not_a_gap():
    assert outlook.lookup("43-4051").related_experience == "None"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (-5.5, "decline"),
        (-1.0, "decline"),
        (-0.6, "decline"),
        (-0.4, "little or no change"),
        (0.0, "little or no change"),
        (0.4, "little or no change"),
        (0.6, "slower than average"),
        (2.4, "slower than average"),
        (2.6, "as fast as average"),
        (3.5, "as fast as average"),
        (4.4, "as fast as average"),
        (4.6, "faster than average"),
        (6.4, "faster than average"),
        (6.6, "much faster than average"),
        (50.0, "much faster than average"),
    ],
)
def test_a_change_off_the_cuts_has_the_word_of_its_whole_percent(change, expected):
    assert word(change, 100.0, 100.0 + change) == expected


@pytest.mark.parametrize(
    ("change", "base", "target", "expected"),
    [
        # Large enough numbers of jobs tell on which side of the cut the true change lies.
        (4.5, 10_000.0, 10_448.0, "as fast as average"),
        (4.5, 10_000.0, 10_452.0, "faster than average"),
        (-0.5, 10_000.0, 9_952.0, "little or no change"),
        (-0.5, 10_000.0, 9_948.0, "decline"),
        (2.5, 10_000.0, 10_248.0, "slower than average"),
        (6.5, 10_000.0, 10_652.0, "much faster than average"),
        # Small ones do not.
        (4.5, 59.4, 62.1, None),
        (0.5, 11.3, 11.3, None),
        (-0.5, 6.7, 6.7, None),
        (4.5, None, None, None),
        (4.5, 0.0, 0.0, None),
    ],
)
def test_a_change_on_a_cut_is_settled_by_the_numbers_of_jobs_or_left_open(change, base, target, expected):
    assert word(change, base, target) == expected


def test_a_half_that_is_no_cut_needs_no_settling():
    assert word(3.5, 11.3, 11.7) == "as fast as average"


def test_an_edition_without_words_and_a_change_that_is_not_available_have_none():
    assert word(5.0, 100.0, 105.0, edition="1999–09") is None
    assert word(None, 100.0, 105.0) is None


@pytest.mark.parametrize(
    ("soc_code", "expected"), [("47-2031", "as fast as average"), ("17-3031", "faster than average")]
)
def test_occupations_on_a_cut_that_the_agency_words_itself_have_its_word(soc_code, expected):
    job = outlook.lookup(soc_code)
    assert (job.employment_change_pct, job.growth_word) == (4.5, expected)


def test_34_occupations_stand_on_a_cut_and_get_no_word_by_chance():
    frame = tables.load("outlook").astype(object)
    detailed = frame[(frame["edition"] == NEWEST) & (frame["occupation_level"] == "detailed")]
    on_a_cut = detailed[detailed["employment_change_pct"].isin([-0.5, 0.5, 2.5, 4.5, 6.5])]
    assert len(on_a_cut) == 34
    words = {outlook.lookup(soc_code).growth_word for soc_code in on_a_cut["soc_code"]}
    assert None in words


def test_every_other_occupation_with_a_printed_change_has_a_word():
    frame = tables.load("outlook").astype(object)
    newest = frame[frame["edition"] == NEWEST]
    off = newest[
        newest["employment_change_pct"].notna() & ~newest["employment_change_pct"].isin([-0.5, 0.5, 2.5, 4.5, 6.5])
    ]
    known = set(tables.load("occupations")["soc_code"])
    lacking = [s for s in off["soc_code"] if s in known and outlook.lookup(s).growth_word is None]
    assert lacking == []


def test_editions_come_newest_first_and_never_swap():
    assert outlook.editions()[0] == NEWEST
    assert len(outlook.editions()) >= 2
    older = outlook.editions()[1]
    job = outlook.lookup("43-4051", edition=older)
    assert (job.edition, job.target_year) == (older, 2033)
    assert job.growth_word is None
    assert outlook.lookup("43-4051", edition="2023-33") == job


def test_the_record_of_an_edition_names_its_own_source_and_file():
    for edition, name in (("2024–34", "projections"), ("2022–32", "projections_archive")):
        (source,) = outlook.record(edition).sources
        (file,) = source.files
        assert (source.name, source.edition) == (name, edition)
        assert source.citation.endswith(f"{edition}.")
        assert ("archive/2022-32" in file.address) == (edition == "2022–32")


def test_an_unknown_edition_names_those_at_hand():
    with pytest.raises(CareersError) as caught:
        outlook.lookup("43-4051", edition="1990–2000" * 20)
    assert [near.code for near in caught.value.nearest] == list(outlook.editions())
    assert len(str(caught.value)) < 200


def test_an_unknown_occupation_and_one_that_is_not_projected_are_named():
    with pytest.raises(UnknownOccupation):
        outlook.lookup("99-9999")
    projected = set(tables.load("outlook").astype(object).query("edition == @NEWEST")["soc_code"])
    absent = [s for s in tables.load("occupations")["soc_code"] if s not in projected]
    for soc_code in absent[:3]:
        with pytest.raises(NotPublished, match=NEWEST):
            outlook.lookup(soc_code)
