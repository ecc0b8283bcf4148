"""Related roles, run as Streamlit runs it: tiers and trade-offs, wishes in the address, and a way on in every case."""

from __future__ import annotations

import json
import re

import pytest

from tests.app.test_shell import OHIO, visit, words

PAGE = "outlook/related.py"


def shown(told: str) -> list[str]:
    """Codes of the roles in the key of the picture, in order."""
    return re.findall(r"job=([\d-]+)", told[told.index("ww-key") : told.index("</ol>", told.index("ww-key"))])


def card(told: str, title: str) -> str:
    return next(part for part in told[told.index("ww-cards") :].split("<li>") if f". {title}</a>" in part)


def test_onets_tiers_come_in_order_and_each_role_leads_to_its_overview_in_the_same_place():
    told = words(visit(PAGE, **OHIO))
    roles = shown(told)
    assert roles[:5] == ["41-3091", "41-9041", "43-9041", "43-4141", "43-4041"]
    assert {"43-4171", "43-4151", "43-9061"} <= set(roles[5:])
    assert 'href="/overview?job=41-3091&amp;place=OH"' in told


def test_a_card_tells_the_trade_off_with_its_verdict():
    """Pay copied by hand from the flat file: Ohio, 45,610 here and 35,290 there."""
    found = card(words(visit(PAGE, **OHIO)), "Telemarketers")
    for part in ("$35,290 a year", "−$10,320 (−23%), clear difference", "1 level less", "−22.1%", "“decline”", "6,500",
                 "3,090", "Persuasion (3.0 → 4.1)", "first tier"):  # fmt: skip
        assert part in found


def test_the_first_sentences_say_what_the_job_offers_now_and_who_clearly_pays_more():
    told = words(visit(PAGE, **OHIO))
    assert "Your job now: $45,610 a year in the middle; jobs −5.5% by 2034." in told
    assert "4 of 12 similar roles clearly pay more; 1 of them grows" in told


def test_the_picture_has_a_dot_for_every_role_with_figures():
    app = visit(PAGE, **OHIO)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    codes = {code for trace in figure["data"] for code in trace.get("customdata", [])}
    assert codes == set(shown(words(app)))


def test_wishes_stand_in_the_address_and_let_pass_what_they_say():
    app = visit(PAGE, **OHIO)
    app.pills[0].set_value(["pays", "growing"]).run()
    assert "pays,growing" in str(app.query_params["only"])
    told = words(app)
    assert "41-3091" in shown(told)
    assert "41-9041" not in shown(told)
    assert told == words(visit(PAGE, **OHIO, only="pays,growing"))


def test_all_roles_can_be_shown():
    assert len(shown(words(visit(PAGE, **OHIO)))) == 12
    assert len(shown(words(visit(PAGE, **OHIO, rows="all")))) == 24


def test_wishes_that_leave_nothing_say_which_to_drop_and_lead_there():
    told = words(visit(PAGE, job="15-2051", place="WY", only="pays,growing,schooling,jobs"))
    assert "No related role passes. Drop “pays at least as much here” and" in told
    assert 'href="/related?job=15-2051&amp;place=WY&amp;only=schooling,growing,jobs"' in told
    assert shown(words(visit(PAGE, job="15-2051", place="WY", only="schooling,growing,jobs")))


def test_without_a_job_it_asks_for_one_and_offers_to_explore():
    told = words(visit(PAGE))
    assert "Choose a job above" in told
    assert 'href="/explore?job=00-0000&amp;place=US"' in told


def test_an_occupation_without_related_roles_offers_those_close_by():
    told = words(visit(PAGE, job="17-3019", place="OH"))
    assert "O*NET lists no related occupations for Drafters, All Other." in told
    assert 'href="/related?job=17-3011&amp;place=OH"' in told
    assert "ww-footer" in told


def test_a_job_without_pay_here_says_so_and_still_shows_the_roles():
    told = words(visit(PAGE, job="27-2011", place="WY"))
    assert "No pay is published for this job in Wyoming" in told
    assert len(shown(told)) == 12
    assert "too close to call" not in told[: told.index("ww-cards")].replace("Verdicts", "")


@pytest.mark.parametrize("only", ["<script>", "nonsense", "pays;DROP", ",,,", "x" * 3000])
def test_hostile_wishes_do_no_harm(only):
    app = visit(PAGE, **OHIO, only=only)
    assert not app.exception
    assert len(shown(words(app))) == 12
    assert "<script>" not in words(app)


def test_onets_attribution_stands_on_the_page():
    assert "CC BY 4.0" in words(visit(PAGE, **OHIO))
