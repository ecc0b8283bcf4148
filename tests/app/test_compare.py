"""Compare: the address carries the whole comparison, cells are the published figures, odd addresses are told."""

from __future__ import annotations

import pytest

from tests.app.test_shell import visit, words

SCRIPT = "decide/compare.py"
FIVE = {"job": "43-4051", "place": "US,OH,18140,CA,41940"}
STATES = {"job": "43-4051", "place": "OH,CA"}


def address(app) -> dict[str, str]:
    """The parameters of the address, each as one text."""
    told = {name: app.query_params[name] for name in app.query_params}
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in told.items()}


def test_the_page_opens_with_three_sentences_and_says_that_the_ranking_flips():
    app = visit(SCRIPT, **FIVE)
    told = words(app)
    assert not app.exception
    assert "<h1>Customer service representatives in 5 places</h1>" in told
    assert "San Jose, CA pays most: $60,480 a year" in told
    assert "The ranking flips: California pays more than Ohio" in told
    assert "The states project a change in jobs" in told


def test_the_table_holds_the_published_medians_and_after_prices_the_real_ones():
    app = visit(SCRIPT, **FIVE)
    app.session_state["table-compared"] = True
    told = words(app.run())
    for place, amount in (("Ohio", "$45,610"), ("California", "$49,560"), ("United States", "$44,770")):
        row = told.split(f'<th scope="row">{place}</th>')[1].split("</tr>")[0]
        assert f"<td>{amount}</td>" in row
    real = visit(SCRIPT, **FIVE, real="1")
    real.session_state["table-compared"] = True
    told = words(real.run())
    for place, amount, level in (("Ohio", "$49,628", "91.9"), ("California", "$44,173", "112.2")):
        row = told.split(f'<th scope="row">{place}</th>')[1].split("</tr>")[0]
        assert f"<td>{amount}</td>" in row
        assert f"<td>{level}</td>" in row
    assert "Price levels are of 2023 for all places" in told


def test_two_states_alone_show_both_verdicts_with_the_levels_of_2024():
    told = words(visit(SCRIPT, **STATES))
    assert "As paid: Ohio $46,870 a year on average, California $54,640." in told
    assert "After local prices of 2024: Ohio $50,521 a year on average, California $49,350." in told
    assert "The ranking flips once local prices count." in told
    assert "−19.8 as paid, 3.0 after local prices" in told


def test_choosing_another_pair_writes_it_into_the_address():
    app = visit(SCRIPT, **FIVE)
    app.selectbox(key="choice-first").set_value("43-4051.18140").run()
    assert address(app)["first"] == "43-4051.18140"
    assert "Columbus, OH $47,340 a year on average" in words(app)


def test_five_jobs_in_five_places_stand_in_panels_with_all_that_is_beside_pay():
    app = visit(SCRIPT, job="43-4051,29-1141,15-1252,11-1021,13-2011", place=FIVE["place"], years="5")
    told = words(app)
    assert not app.exception
    assert "<h1>5 jobs in 5 places</h1>" in told
    for fact in ("Jobs, Ohio", "Growth, whole country, 2024–34", "Growth, Ohio, 2022–32", "Openings a year per 100",
                 "Schooling to get in", "Training on the job", "Usual hours a week", "Share working part-time",
                 "More pay with 20 years", "Middle pay with your experience", "How near to customer"):  # fmt: skip
        assert fact in told, fact
    assert 'href="/overview?job=29-1141&amp;place=US"' in told


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"place": "OH,OH,CA"}, "Ohio was named twice. It stands here once."),
        ({"place": "OH,IN,MI,KY,PA,WV,TN"}, "Five places fit side by side. Left out: West Virginia and Tennessee."),
        ({"job": "43-4051,29-1141,15-1252,11-1021,13-2011,41-2031"}, "Five jobs fit side by side. Left out: Retail"),
        ({"place": "OH,Atlantis,CA"}, "We do not know a place called “Atlantis”."),
        ({"job": "43-4051,99-9999"}, "We do not know a job called “99-9999”."),
        ({"job": "43-4051,<script>alert(1)</script>"}, "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ({"place": "OH,,  ,CA,"}, "pays more"),
        ({"place": ","}, "in the United States"),
        ({"place": "OH," * 400}, "was named twice"),
        ({"place": "x" * 5000}, "We do not know a place called"),
        ({"pay": "fortnight"}, "We show pay by the year or by the hour"),
        ({"industry": "nonsense"}, "We do not know an industry called"),
        ({"industry": "52", "place": "US,OH"}, "The industry counts for the United States only"),
        ({"first": "nonsense", "second": "43-4051.TX"}, "Is the difference real?"),
        ({"first": "43-4051.OH", "second": "43-4051.OH"}, "Pick two different ones"),
        ({"amount": "<b>lots</b>"}, "“&lt;b&gt;lots&lt;/b&gt;” is not an amount we can read."),
        ({"years": "-3", "real": "maybe"}, "Beside pay"),
    ],
)
def test_odd_addresses_are_told_plainly_and_the_rest_still_answers(parameters, said):
    app = visit(SCRIPT, **{**STATES, **parameters})
    told = words(app)
    assert not app.exception
    assert said in told
    assert "<script>" not in told
    assert "x" * 200 not in told
    assert "ww-lead" in told


def test_an_unknown_part_offers_what_is_near_in_its_place():
    told = words(visit(SCRIPT, job="43-4051,nurse", place="OH,CA"))
    assert "We do not know a job called “nurse”." in told
    assert 'href="/compare?job=43-4051,29-1141&amp;place=OH,CA"' in told


def test_a_parameter_given_twice_counts_as_one_list():
    app = visit(SCRIPT)
    app.query_params["job"] = "43-4051"
    app.query_params["place"] = ["OH", "CA"]
    app.run()
    assert "in Ohio and California</h1>" in words(app)


def test_all_cells_suppressed_are_told_in_words():
    app = visit(SCRIPT, job="27-2011", place="WY,ND")
    told = words(app)
    assert not app.exception
    assert "No agency publishes middle pay for any of these." in told
    assert "The agency does not publish pay for Actors in Wyoming." in told


def test_a_job_without_a_cell_in_one_place_stands_there_in_words():
    app = visit(SCRIPT, job="27-2011", place="US,WY")
    app.session_state["table-compared"] = True
    told = words(app.run())
    assert not app.exception
    row = told.split('<th scope="row">Wyoming</th>')[1].split("</tr>")[0]
    assert row.count("not released") >= 6
    assert "The agency does not publish pay for Actors in Wyoming." in told


def test_places_without_a_price_level_cannot_be_moved_to():
    told = words(visit(SCRIPT, job="43-4051", place="PR,VI", real="1"))
    assert "can only be shown as paid" in told
    assert "If you move" not in told


def test_a_move_takes_the_amount_typed_and_names_housing_apart():
    told = words(visit(SCRIPT, **STATES, amount="$50,000"))
    assert "$50,000 a year in Ohio buys about as much as $59,672 in California." in told
    assert "Ohio 92.77 (state level), California 110.72 (state level)" in told
    assert "Housing alone: Ohio 73.01, California 154.35." in told


# --- What holds from page to page -------------------------------------------------------------------------------------


def test_the_menu_leads_to_the_comparison_with_the_place_beside_the_country():
    told = words(visit("pay/overview.py", job="43-4051", place="OH"))
    assert 'href="/compare?job=43-4051&amp;place=OH,US"' in told


def test_the_shortlist_is_kept_through_other_pages_and_takes_up_what_was_looked_at():
    app = visit(SCRIPT, job="43-4051,29-1141", place="OH,CA")
    app.switch_page("pay/overview.py")
    for name in list(app.query_params):
        del app.query_params[name]
    app.query_params["job"] = "15-1252"
    app.query_params["place"] = "OH"
    app.run()
    assert 'href="/compare?job=43-4051,29-1141,15-1252&amp;place=OH,CA"' in words(app)


def test_other_pages_take_the_first_of_a_list():
    told = words(visit("pay/overview.py", job="99-9999,43-4051", place="OH,CA"))
    assert "in Ohio</h1>" in told
    assert "We do not know" not in told
