"""Majors and wage levels as a person asks for them: shares with their range, people counted once, units kept."""

from __future__ import annotations

import pytest

from careers import majors, tables, wage_levels
from careers.errors import NotPublished, UnknownOccupation, UnknownPlace
from careers.majors import UnknownField

# --- Majors ---------------------------------------------------------------------------------------------------


def test_most_people_who_studied_nursing_are_registered_nurses() -> None:
    nursing = majors.occupations("Nursing")
    assert nursing == majors.occupations("6107")
    first = nursing.lines[0]
    assert (first.soc_codes, first.title) == (("29-1141",), "Registered Nurses")
    assert first.share_pct == pytest.approx(58.8, abs=0.05)
    assert first.low_pct < first.share_pct < first.high_pct
    assert first.high_pct - first.low_pct == pytest.approx(2 * 1.645 * first.share_se_points)
    assert nursing.everyone.share_pct == 100
    assert nursing.everyone.people_n == 24_581


def test_and_back_from_the_occupation() -> None:
    developers = majors.of("15-1252")
    assert developers.lines[0].field_title == "Computer science"
    assert developers.lines[0].share_pct == pytest.approx(29.7, abs=0.05)
    assert developers.everyone.field_title == "all fields"


@pytest.mark.parametrize("ask", [lambda: majors.occupations("5200"), lambda: majors.of("11-1021")])
def test_shares_fall_and_add_up_with_what_is_not_shown(ask: object) -> None:
    assert callable(ask)
    found = ask()
    shares = [line.share_pct for line in found.lines]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) + found.not_shown_pct == pytest.approx(100, abs=0.01)
    assert 0 < found.not_shown_pct < 50
    assert min(line.people_n for line in found.lines) >= majors.FEWEST_PEOPLE


def test_every_field_and_every_occupation_answers_or_is_said_to_have_too_few() -> None:
    answered, too_few = 0, []
    for field in majors.fields():
        try:
            lines = majors.occupations(field.degree_field_code).lines
        except NotPublished:
            too_few.append(field.title)
            continue
        codes = [code for line in lines for code in line.soc_codes]
        assert len(codes) == len(set(codes)), "people of shared codes counted twice"
        answered += bool(lines)
    assert answered > 140
    assert too_few == ["Military technologies"]
    occupations = tables.load("occupations")
    detailed = occupations[occupations["occupation_level"] == "detailed"]["soc_code"]
    refused = 0
    for code in detailed:
        try:
            majors.of(str(code))
        except NotPublished:
            refused += 1
    assert refused < 0.2 * len(detailed)


def test_pay_stands_with_its_flag() -> None:
    for line in majors.of("29-1216").lines:
        for cell in line.pay.values():
            assert (cell.value is not None) == (cell.flag == "ok")
    assert majors.of("29-1216").everyone.pay["p90"].flag == "top_coded"


def test_jobs_that_the_census_does_not_tell_apart_stand_together_largest_first() -> None:
    (line,) = [line for line in majors.occupations("6107").lines if "29-1171" in line.soc_codes]
    assert line.soc_codes == ("29-1171", "29-1161")
    assert line.title.startswith("Nurse Practitioners · ")


@pytest.mark.parametrize(
    ("typed", "code"), [("nurs", "6107"), ("computer science", "2102"), ("PSYCHOLOGY", "5200"), ("acounting", "6201")]
)
def test_a_field_is_found_as_people_type_it(typed: str, code: str) -> None:
    assert majors.search(typed)[0].degree_field_code == code


@pytest.mark.parametrize("typed", ["", "   ", "zzzz qqqq", "<>", "💥"])
def test_nonsense_finds_no_field(typed: str) -> None:
    assert majors.search(typed) == []
    with pytest.raises(UnknownField):
        majors.field(typed)


def test_an_unknown_field_offers_what_comes_close() -> None:
    with pytest.raises(UnknownField) as error:
        majors.occupations("Nursin")
    assert error.value.nearest[0].code == "6107"
    assert majors.search("a" * 5000) == majors.search("a" * 200)


def test_an_unknown_occupation_and_a_group_are_errors_by_name() -> None:
    with pytest.raises(UnknownOccupation):
        majors.of("99-9999")
    with pytest.raises(NotPublished, match="Fewer than 30 graduates"):
        majors.of("43-0000")


# --- Wage levels ----------------------------------------------------------------------------------------------


def test_levels_are_those_of_the_file_in_its_own_period() -> None:
    found = wage_levels.lookup("43-4051", "18140")
    assert (found.per, found.levels_usd, found.flag) == ("hour", (16.55, 19.39, 22.24, 25.08), "ok")
    assert not found.is_area_told
    assert found.source.agency == "U.S. Department of Labor"
    yearly = wage_levels.lookup("25-2021", "18140")
    assert (yearly.per, yearly.levels_usd) == ("year", (51_750, 62_987, 74_223, 85_460))


def test_levels_that_are_blank_in_the_file_are_not_released() -> None:
    found = wage_levels.lookup("29-1211", "1000005")
    assert (found.flag, found.levels_usd) == ("not_released", ())


@pytest.mark.parametrize(
    ("job", "place"), [("43-4051", "OH"), ("43-4051", "US"), ("43-0000", "18140"), ("43-4051", "PR")]
)
def test_states_the_nation_and_groups_have_no_levels(job: str, place: str) -> None:
    with pytest.raises(NotPublished, match="metro and nonmetro areas"):
        wage_levels.lookup(job, place)


def test_territories_that_are_one_area_have_levels() -> None:
    assert wage_levels.lookup("43-4051", "GU").flag == "ok"


@pytest.mark.parametrize(
    ("job", "place", "error"), [("99-9999", "18140", UnknownOccupation), ("43-4051", "ZZ", UnknownPlace)]
)
def test_unknown_codes_are_errors_by_name(job: str, place: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        wage_levels.lookup(job, place)
