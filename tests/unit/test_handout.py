"""Handout: what goes on the page is what was published; what does not fit or is not published is said."""

from __future__ import annotations

from datetime import date

import pytest

from careers import handout, outlook, pay
from careers.errors import CareersError
from careers.narrative import handout as say
from pages.ui import handing_out
from pages.ui import sheet as screen

TODAY = date(2026, 11, 22)
LINK = "https://wageways.example/handout?job=43-4051,29-1141&place=OH,US"
TWO = (["43-4051", "29-1141"], ["OH", "US"])
FOUR = ["43-4051", "29-1141", "15-1252", "11-1011"]
THREE = ["OH", "18140", "US"]


def sheet(jobs: list[str], places: list[str], own: say.Own | None = None, **told: str) -> say.Sheet:
    return say.sheet(handout.answer(jobs, places, **told), own or say.Own(), LINK, TODAY)


def figures(page: say.Sheet) -> list[tuple[str, str, str, str, str]]:
    return [(row.name, row.low, row.middle, row.high, row.real) for row in page.rows if not row.is_heading]


def told(page: say.Sheet, topic: str) -> list[str]:
    """What a topic says, the sentences of each job as one text."""
    return [" ".join(words) for words in next(t for t in page.topics if t.name == topic).told]


def test_two_jobs_in_two_places_show_the_published_figures():
    # Copied by hand from the agency's file of May 2025; Ohio's price level of 2024 is 92.774.
    assert figures(sheet(*TWO)) == [
        ("Ohio", "$31,340", "$45,610", "$63,210", "$49,162"),
        ("United States", "$31,750", "$44,770", "$63,590", "$44,770"),
        ("Ohio", "$66,980", "$82,510", "$105,290", "$88,937"),
        ("United States", "$68,940", "$97,550", "$137,470", "$97,550"),
    ]


def test_the_marks_of_the_chart_stand_where_the_figures_say():
    page = sheet(*TWO)
    assert page.ticks[0] == (0.0, "$0")
    assert page.ticks[-1] == (1.0, "$150k")
    ohio = page.rows[1]
    assert ohio.shares == pytest.approx([v / 150_000 for v in (31_340, 37_440, 45_610, 52_510, 63_210)])
    assert ohio.told == "Ohio: from $31,340 to $63,210, $45,610 in the middle."


def test_each_outlook_names_its_own_years():
    own, nurses = told(sheet(*TWO), "outlook")
    assert "−5.5% from 2024 to 2034" in own
    assert "Ohio itself projects −7.1% from 2022 to 2032, and about 12,880 openings a year." in own
    assert "+4.9% from 2024 to 2034" in nurses


def test_a_sentence_that_starts_with_a_place_starts_with_a_capital():
    assert "The District of Columbia itself projects" in told(sheet(["29-1141"], ["DC"]), "outlook")[0]


def test_what_it_takes_and_related_roles_are_told_with_whose_pay_stands_beside():
    page = sheet(*TWO)
    assert "Get a high school diploma or equivalent." in told(page, "entry")[0]
    assert "Get a four-year (bachelor’s) degree." in told(page, "entry")[1]
    middle = pay.lookup("29-1171", "OH").cell("p50", "year").value
    assert f"Nurse practitioners (${middle:,.0f})" in told(page, "related")[1]
    assert "Pay beside related roles is the middle in Ohio." in page.notes


def test_every_source_used_is_named_with_its_edition_and_no_other():
    page = sheet(*TWO)
    sources = " ".join(page.sources)
    for part in ("May 2025", "2024–34", "2022–32", "Regional Price Parities", "American Community Survey",
                 "O*NET 29.3", "CC BY 4.0"):  # fmt: skip
        assert part in sources, part
    nation = " ".join(sheet(["43-4051"], ["US"]).sources)
    assert "Regional Price Parities" not in nation
    assert "2022–32" not in nation


def test_one_job_in_one_place_is_held_against_the_country():
    page = sheet(["43-4051"], ["OH"])
    assert page.lead[0] == "Half earn more than $45,610 a year, and half earn less."
    assert "That is $840 above the US middle, but too close to call." in page.lead
    assert [row.name for row in page.rows] == ["Ohio"]
    assert len(page.topics) == len(say.TOPICS)
    assert page.left_out == ()


def test_four_jobs_in_three_places_say_which_topics_have_no_room():
    page = sheet(FOUR, THREE)
    assert len(figures(page)) == 12
    assert page.left_out == (
        "Not on this page for lack of room: what people do, work life and pay with experience. The live view tells it.",
    )
    assert {topic.name for topic in page.topics} == {"outlook", "entry", "related"}


def test_more_jobs_and_places_than_fit_are_named_on_the_page_and_on_the_screen():
    found = handout.answer([*FOUR, "13-2011"], [*THREE, "CA", "TX"])
    assert len(found.jobs) == 4
    assert len(found.grid.cells[0]) == 3
    page = say.sheet(found, say.Own(), LINK, TODAY)
    assert (
        page.left_out[0]
        == "Left out, because it does not fit on one page: Accountants and auditors; California; Texas."
    )
    assert say.too_many(found).startswith("Four jobs fit on the page. Left out: Accountants and auditors. Three places")
    assert set(say.names(found)) == {*FOUR, "13-2011", *THREE, "CA", "TX"}
    assert say.too_many(handout.answer(*TWO)) == ""


def test_the_same_code_twice_stands_once():
    assert len(handout.answer(["43-4051", "43-4051"], ["OH", "OH"]).grid.all_cells) == 1


def test_nothing_asked_or_an_unknown_code_is_an_error():
    with pytest.raises(CareersError):
        handout.answer([], ["OH"])
    with pytest.raises(CareersError):
        handout.answer(["99-9999"], ["OH"])


def test_cells_without_any_figure_say_so_and_draw_nothing():
    page = sheet(["11-1011"], ["MA"])
    row = page.rows[0]
    assert (row.low, row.middle, row.high, row.real) == ("not released",) * 4
    assert set(row.shares) == {None}
    assert row.told == "Massachusetts: nothing to draw, not released."
    assert page.ticks == ()
    assert "not released" in screen.html(page, "")


def test_without_any_pay_nothing_explains_marks_that_are_not_there_or_verdicts_that_nobody_gave():
    page = sheet(["53-5011"], ["CO", "AZ"])
    assert page.key == ()
    assert "ww-marks" not in screen.html(page, "")
    assert not any("“Clear”" in note for note in page.notes)
    assert any("“Clear”" in note for note in sheet(*TWO).notes)


def test_pay_beyond_the_ceiling_is_told_and_drawn_open():
    row = next(row for row in sheet(["27-2021"], ["CA"]).rows if row.name == "California")
    assert row.high.startswith("at least $")
    assert row.is_open
    assert row.shares[-1] is not None


def test_where_all_pay_is_known_from_below_only_nothing_but_an_arrow_stands_at_that_amount():
    page = sheet(["29-1022"], ["AK"])
    assert page.ticks[-1] == (1.0, "$250k")
    assert page.rows[0].shares == (None, None, None, None, pytest.approx(239_200 / 250_000))
    assert page.key == (("open", "at least this much"),)
    html = screen.html(page, "")
    assert '<i class="ww-open" style="left:95.68%">' in html
    for mark in ("ww-line", "ww-band", "ww-middle"):
        assert mark not in html


def test_a_middle_known_from_below_only_has_no_mark_and_the_line_opens():
    page = sheet(["29-1212"], ["18580"])
    assert page.rows[0].shares == pytest.approx((120_360 / 250_000, 225_580 / 250_000, None, None, 239_200 / 250_000))
    assert [mark for mark, _words in page.key] == ["line", "open"]
    html = screen.html(page, "")
    assert "ww-line ww-half" in html
    assert "ww-middle" not in html


def test_an_open_end_never_lies_below_the_pay_that_is_printed():
    # Three quarters earn up to $775,740: more than the $239,200 which the highest tenth is said to exceed.
    row = sheet(["27-2021"], ["MO"]).rows[0]
    assert row.is_open
    assert row.shares[3] == row.shares[4]


def test_a_place_without_a_price_level_says_that_and_not_that_pay_is_missing():
    page = sheet(["43-4051"], ["OH", "PR"])
    assert figures(page)[1][2] == "$26,700"
    assert figures(page)[1][4] == "no local price level"
    assert "No local price level is published for Puerto Rico." in page.notes
    assert figures(sheet(["27-2011"], ["OH", "PR"]))[1][2:] == ("not released",) * 3
    assert not any("No local price level" in note for note in sheet(*TWO).notes)


def test_a_price_level_borrowed_from_the_state_is_named():
    page = sheet(["43-4051", "29-1141"], ["3900003", "OH"])
    assert any("the level is the whole state" in note for note in page.notes)
    assert not any("the level is the whole state" in note for note in sheet(*TWO).notes)


def test_work_paid_by_the_hour_only_is_shown_by_the_hour():
    page = sheet(["27-2011"], ["US"])
    assert page.heads[1] == "Pay an hour"
    assert page.rows[0].middle.startswith("$")


def test_a_job_without_projections_says_so_in_place_of_an_outlook():
    with pytest.raises(CareersError):
        outlook.lookup("37-3010")
    page = sheet(["37-3010"], ["US"])
    assert "do not list Grounds Maintenance Workers" in told(page, "outlook")[0]
    assert "Employment Projections" not in " ".join(page.sources)


def test_the_counselors_words_stay_text_lose_control_marks_and_keep_five_lines():
    own = say.Own(" Ana\u202e  Núñez\x00 ", "<b>Center</b>", "one\n\ntwo\nthree\nfour\nfive\nsix")
    page = sheet(*TWO, own=own)
    assert page.made == "Made by Ana Núñez, <b>Center</b> on November 22, 2026"
    assert page.note == ("one", "two", "three", "four", "five six")
    assert len(" ".join(say.Own(note="x" * 5_000).note_lines)) == say.LONGEST_NOTE


def test_on_the_screen_the_counselors_markup_is_escaped():
    page = sheet(*TWO, own=say.Own('"><script>x</script>', "", "<img src=x onerror=alert(1)> & #pagebreak()"))
    html = screen.html(page, "<svg/>")
    assert "<script>" not in html
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; #pagebreak()" in html


def test_the_screen_shows_every_figure_of_the_page_with_a_label_for_each_mark():
    page = sheet(FOUR, THREE)
    html = screen.html(page, "<svg/>")
    for row in page.rows:
        for words in (row.low, row.middle, row.high, row.real):
            assert words in html
        assert f'aria-label="{row.told}"' in html or row.is_heading
    assert html.count('role="img"') == 12


def test_without_a_known_address_there_is_no_code_and_no_link():
    page = say.sheet(handout.answer(*TWO), say.Own(), "", TODAY)
    assert "<figure" not in screen.html(page, "")
    assert "ww-address" not in screen.html(page, "")


def test_versions_say_less_and_less():
    counts = [len(page.topics) for page in say.versions(handout.answer(*TWO), say.Own(), LINK, TODAY)]
    assert counts == [6, 5, 4, 3, 2, 1, 0]


def test_a_states_projection_in_doubt_says_so_in_place_of_its_figures():
    page = sheet(["15-1252"], ["OH"])
    told = next(topic for topic in page.topics if topic.name == "outlook").told[0]
    assert told[-1].startswith(
        "Ohio projects from only 310 software developers in 2022, while the pay survey counts 44,790"
    )
    assert not any("16.1" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("link", "is_only_here"),
    [
        ("http://localhost:8501/handout?job=43-4051", True),
        ("http://127.0.0.1:8501/handout", True),
        ("http://[::1]:8501/handout", True),
        ("http://192.168.1.20:8501/handout", False),
        ("https://wageways.example/handout", False),
        ("", False),
    ],
)
def test_a_link_that_opens_on_this_computer_only_is_known(link, is_only_here):
    assert handing_out.is_only_here(link) == is_only_here


def test_openings_that_count_new_jobs_only_are_not_told_as_all():
    told = next(topic for topic in sheet(["29-1141"], ["NY"]).topics if topic.name == "outlook").told[0]
    assert told[-1] == "New York itself projects +25.5% from 2022 to 2032. It does not publish all openings."
