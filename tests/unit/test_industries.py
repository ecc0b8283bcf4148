"""Industries are found by code and by name, and an unknown one is named together with what comes close."""

import pytest

from careers import industries
from careers.errors import UnknownIndustry


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("retail", "44-45"),
        ("44-45", "44-45"),
        ("44", "44-45"),
        ("5241", "5241"),
        ("finance", "52"),
        ("insurance and finance", "52"),
        ("finanse", "52"),
        ("health care", "62"),
        ("wholesale", "42"),
    ],
)
def test_what_people_type_finds_the_industry_first(typed, code):
    assert industries.search(typed)[0].industry_code == code


def test_a_code_also_finds_what_stands_below_it():
    assert {found.industry_code for found in industries.search("52", limit=20)} >= {"52", "522", "524"}


def test_nothing_typed_lists_all_industries_and_every_sector():
    found = [industry.industry_code for industry in industries.search("")]
    assert found[0] == industries.ALL
    assert len(found) == 1 + 20


@pytest.mark.parametrize("typed", ["qqqqzzzz", "<script>alert(1)</script>", "\x00\x01", "0" * 5000])
def test_nonsense_finds_nothing_and_does_not_break(typed):
    assert industries.search(typed) == []


def test_an_unknown_code_is_an_error_that_offers_its_neighbours():
    with pytest.raises(UnknownIndustry, match="retale") as caught:
        industries.get("retale")
    assert "44-45" in {near.code for near in caught.value.nearest}
