"""The address is the whole selection, and a hostile one costs only the value at fault."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.ui import selection, site
from pages.ui.selection import Selection, read

OHIO = {"job": "43-4051", "place": "OH"}


def test_an_address_reads_as_the_selection_it_was_made_from():
    for chosen in (
        Selection(),
        Selection("43-4051", "OH"),
        Selection("43-4051", "18140", None, "hour"),
        Selection("43-4051", "US", "44-45"),
    ):
        assert read(chosen.parameters()) == (chosen, [])


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, Selection()),
        ({"job": "43-4051"}, Selection("43-4051")),
        ({"job": " 43-4051 ", "place": "oh"}, Selection("43-4051", "OH")),
        ({"industry": "000000"}, Selection()),
        ({"industry": "44"}, Selection(industry="44-45")),
        ({"pay": "hour", "unknown": "x"}, Selection(pay="hour")),
        ({"job": "", "place": ""}, Selection()),
    ],
)
def test_values_are_taken_as_people_write_them_and_missing_ones_are_the_default(parameters, expected):
    assert read(parameters) == (expected, [])


NASTY = [
    "nonsense",
    "99-9999",
    "<script>alert(1)</script>",
    "'; DROP TABLE pay; --",
    "\x00\x01\x02",
    "../../etc/passwd",
    "A" * 5000,
    "𝟜𝟛-𝟜𝟘𝟝𝟙",
    "🦄",
    "%00",
    "-1",
    "nan",
]


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("name", selection.PARAMETERS)
def test_a_value_that_answers_nothing_is_named_and_the_rest_of_the_selection_stays(name, value):
    told = {"job": "43-4051", "place": "OH", "industry": "44-45", "pay": "hour"}
    chosen, problems = read({**told, name: value})
    assert chosen == read({key: kept for key, kept in told.items() if key != name})[0]
    assert len(problems) == 1
    message = problems[0].message
    assert len(message) < 250
    assert "\x00" not in message
    for _words, offered in problems[0].offers:
        others = {key: part for key, part in offered.parameters().items() if key != name}
        assert others == {key: part for key, part in chosen.parameters().items() if key != name}


def test_a_name_typed_where_a_code_belongs_is_offered_as_links():
    _chosen, problems = read({"job": "customer service agent", "place": "ohoi"})
    offered = [there for problem in problems for _words, there in problem.offers]
    assert "43-4051" in {there.job for there in offered}
    assert "OH" in {there.place for there in offered}


def test_each_wrong_value_is_named_on_its_own():
    _chosen, problems = read({"job": "nonsense", "place": "nowhere", "industry": "none", "pay": "week"})
    assert len(problems) == 4
    assert "“week”" in problems[3].message
    assert [there.pay for _words, there in problems[3].offers] == ["year", "hour"]


def test_a_message_repeats_a_long_value_cut_short_and_without_what_cannot_be_seen():
    assert selection.shown("a\x00b\n c") == "a b c"
    assert len(selection.shown("x" * 500)) == 60


def test_a_link_carries_the_whole_selection_and_escapes_it():
    chosen = Selection("43-4051", "OH", "44-45", "hour")
    address = urlsplit(chosen.link("overview", place="18140"))
    assert address.path == "/overview"
    assert parse_qs(address.query) == {
        "job": ["43-4051"],
        "place": ["18140"],
        "industry": ["44-45"],
        "pay": ["hour"],
    }
    assert "&" not in Selection(job="a&b=c").link("").split("job=")[1].split("&place")[0]


def test_a_link_to_a_page_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="no page"):
        Selection().link("no-such-page")


def test_every_page_of_the_menu_is_a_file_with_an_address_of_its_own():
    names = [page.name for page in site.PAGES]
    assert len(set(names)) == len(names)
    assert names[0] == ""
    pages = Path(selection.__file__).parents[1]
    assert [page.script for page in site.PAGES if not (pages / page.script).is_file()] == []
