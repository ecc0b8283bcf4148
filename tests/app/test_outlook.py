"""Outlook: every figure under its own years, plain words where nothing is projected, and a choice in the address."""

from __future__ import annotations

import re

import pytest

from tests.app.test_shell import OHIO, visit, words

SCRIPT = "outlook/outlook.py"
CHARTS = {"path", "states", "industries", "past"}


def everything(**parameters: str):
    """The page with all its charts reached, as for a reader who has gone to its end."""
    app = visit(SCRIPT, **parameters)
    app.session_state["reached"] = set(CHARTS)
    return app.run()


def sections(told: str) -> dict[str, str]:
    """Heading → what stands below it up to the next heading, without tags and without the cards, which have labels."""
    parts = re.split(r"<h[12]>(.*?)</h[12]>", re.sub(r'<dl class="ww ww-figures">.*?</dl>', "", told, flags=re.S))
    return {parts[i]: re.sub("<[^>]+>", " ", parts[i + 1]) for i in range(1, len(parts) - 1, 2)}


def test_the_answer_has_the_word_the_average_and_openings_as_a_count_and_per_100():
    told = words(visit(SCRIPT, **OHIO))
    for words_on_screen in (
        "−5.5%",
        "“decline”; all occupations +3.1%",
        "341,700",
        "12.1 for every 100 workers",
        "−153,700 jobs",
        "Even so, about 341,700 open up each year.",
        "202,900 openings a year come from people who change occupation and 154,200 from people who stop working",
        "Source: Employment Projections, U.S. Bureau of Labor Statistics, 2024–34",
    ):
        assert words_on_screen in told


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ("00-0000", ["+3.1%", "170\N{NO-BREAK SPACE}million", "175\N{NO-BREAK SPACE}million"]),
        ("29-1141", ["+4.9%", "“faster than average”", "189,100", "(bachelor’s) degree"]),
        ("47-2031", ["+4.5%", "“as fast as average”"]),
        ("17-3031", ["+4.5%", "“faster than average”"]),
        ("41-9012", ["“decline”"]),
    ],
)
def test_well_known_jobs_are_as_the_agency_prints_them(job, expected):
    told = words(visit(SCRIPT, job=job))
    assert [text for text in expected if text not in told] == []


def test_the_states_figures_stand_under_their_own_years_and_never_under_the_national_edition():
    told = sections(words(everything(**OHIO)))
    state = next(text for title, text in told.items() if title.startswith("Ohio projected"))
    assert "2022–32 projections of the states" in state
    assert "373,400" in state
    for title, text in told.items():
        if "373,400" in text or "373,400" in title:
            assert "2022–32" in text
            assert "2024–34 projections" not in text
        if "2024–34 projections" in text:
            assert not {"373,400", "−7.1%", "+5.9%", "12,880"} & set(re.findall(r"[−+]?[\d.,]+%?", text))


def test_the_card_of_the_state_names_its_years():
    cards = re.findall(r"<dt>(.*?)</dt><dd.*?>(.*?)</dd>", words(visit(SCRIPT, **OHIO)))
    told = {label: re.sub("<[^>]+>", " ", value) for label, value in cards}
    assert told["Ohio, 2022 to 2032"].startswith("−7.1%")
    assert [label for label, value in told.items() if "−7.1%" in value] == ["Ohio, 2022 to 2032"]


def test_every_chart_is_there_once_it_is_reached_with_its_source_and_edition():
    told = sections(words(everything(**OHIO)))
    for title, edition in (
        ("Projected to shrink 5.5% by 2034; all occupations +3.1%", "2024–34"),
        ("Ohio projected −7.1% by 2032, the whole country −5.5%", "2022–32"),
        ("84% of these jobs are in industries projected to grow", "2023–33"),
        ("In 2024 there were 4.6% fewer jobs than the 2022–32 path", "2024–34"),
    ):
        assert re.search("Sources?: ", told[title])
        assert edition in told[title]


def test_a_newer_edition_is_named_with_a_way_to_it():
    told = words(visit(SCRIPT, **OHIO))
    assert "A newer edition, 2025–35, came out on August 27, 2026." in told
    assert 'href="https://www.bls.gov/emp/"' in told


def test_an_earlier_edition_is_chosen_in_the_address_and_named_everywhere():
    app = everything(**OHIO, edition="2022-32")
    told = words(app)
    assert "You see the 2022–32 edition, as it was published. A newer one is here: 2024–34." in told
    assert "A newer edition, 2025–35, came out on August 27, 2026." in told
    for words_on_screen in ("373,400", "−5.5%", "−162,700 jobs", "all occupations +2.8%"):
        assert words_on_screen in told
    # Nothing of the newest edition is left but where past paths are compared.
    assert not {"341,700", "−153,700"} & set(re.findall(r"[−+]?[\d.,]+%?", told))
    parts = sections(told)
    assert (
        "Source: Employment Projections, earlier editions, U.S. Bureau of Labor Statistics, 2022–32 (accessed"
        in (parts["Most openings come from people who change occupation"])
    )
    assert "2022–32 projections" in parts["Projected to shrink 5.5% by 2032; all occupations +2.8%"]
    # The state's own link keeps the edition.
    app.session_state["table-states"] = True
    assert 'href="/outlook?job=43-4051&amp;place=AK&amp;edition=2022-32"' in words(app.run())


def test_a_dash_in_the_address_is_read_as_a_hyphen_and_the_newest_edition_needs_no_word():
    assert "You see the 2023–33 edition" in words(visit(SCRIPT, **OHIO, edition="2023–33"))
    for address in ({}, {"edition": "2024-34"}):
        assert "You see the" not in words(visit(SCRIPT, **OHIO, **address))


@pytest.mark.parametrize("wrong", ["1999-09", "2025-35", "<script>alert(1)</script>", "x" * 5000])
def test_an_edition_that_is_not_here_gets_a_message_the_newest_and_ways_on(wrong):
    app = visit(SCRIPT, **OHIO, edition=wrong)
    assert not app.exception
    told = words(app)
    assert "We have no projections of the edition “" in told
    assert "<script>alert" not in told
    assert 'href="/outlook?job=43-4051&amp;place=OH&amp;edition=2022-32"' in told
    assert "341,700" in told


def test_how_far_projections_were_off_is_said_before_the_chart_of_it():
    told = words(visit(SCRIPT, **OHIO))
    assert "half of all occupations were more than 7.4% above or below the 2022–32 path" in told


def test_the_detail_of_industries_is_chosen_in_the_address_and_nonsense_counts_as_the_first():
    told = words(everything(**OHIO, detail="4-digit"))
    assert "business support services (8.3% of these jobs, the industry −2.3%)" in told
    for value in ("<script>alert(1)</script>", "x" * 5000):
        app = everything(**OHIO, detail=value)
        assert not app.exception
        assert "<script>" not in words(app)
        assert "finance and insurance (18.5% of these jobs" in words(app)


def test_the_table_of_states_leads_to_each_state_and_holds_all_of_them():
    app = everything(**OHIO)
    app.session_state["table-states"] = True
    told = words(app.run())
    assert 'href="/outlook?job=43-4051&amp;place=AK"' in told
    table = told[told.index("<table") :]
    assert table.count("<tr") == 1 + 55
    assert re.search(r"Alaska</a></th><td>2,890</td><td>3,060</td><td>\+5.9%</td>", table)


def test_the_table_of_the_past_says_what_is_not_counted_yet():
    app = everything(**OHIO)
    app.session_state["table-past"] = True
    told = words(app.run())
    assert "not yet counted" in told
    assert "<td>2,950,400</td><td>2,814,000</td><td>−4.6%</td><td>+2.7%</td>" in told


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"job": "15-2011", "place": "GU"}, "The 2022–32 projections of Guam do not list Actuaries."),
        ({"job": "43-0000", "place": "OH"}, "No state lists Office and Administrative Support Occupations"),
        (
            {"job": "33-3031", "detail": "4-digit"},
            "For fish and game wardens, the agency publishes no industries in this detail.",
        ),
        ({"job": "43-4051", "place": "18140"}, "Ohio stands for Columbus, OH."),
    ],
)
def test_what_is_not_projected_is_said_and_the_rest_still_answers(parameters, expected):
    app = everything(**parameters)
    assert not app.exception
    assert expected in words(app)
    assert "open up each year" in words(app)


def test_a_place_and_a_job_that_do_not_exist_are_named_and_the_page_answers_without_them():
    app = visit(SCRIPT, job="99-9999", place="Atlantis")
    assert not app.exception
    told = words(app)
    assert told.count('class="ww ww-notice"') == 2
    assert "All occupations in the United States" in told
