"""Majors: the jobs of a field of study, the fields of a job, few people in words."""

from __future__ import annotations

from tests.app.test_shell import visit, words

SCRIPT = "decide/majors.py"


def test_a_field_leads_to_the_jobs_people_hold_with_share_range_and_pay():
    app = visit(SCRIPT, field="6107")
    app.session_state["table-jobs"] = True
    told = words(app.run())
    assert not app.exception
    assert "59 in 100, likely 58.1% to 59.5%" in told
    assert "<td>58.8%</td><td>58.1%</td><td>59.5%</td><td>14,388</td><td>10,463</td><td>$52,100</td>" in told
    assert "48 states and DC, without California and Texas" in told
    assert "/majors?job=29-1141&amp;place=US&amp;field=6107" in told


def test_a_job_leads_back_to_the_fields_of_its_graduates():
    told = words(visit(SCRIPT, job="15-1252", place="OH"))
    assert "<h1>What software developers studied</h1>" in told, "no place: the figures are the whole country's"
    assert "30 in 100 graduates among software developers studied computer science" in told
    assert "30 in 100, likely 28.8% to 30.5%" in told


def test_a_group_whose_pay_too_few_tell_says_so_in_words():
    app = visit(SCRIPT, field="1100")
    app.session_state["table-jobs"] = True
    assert "<td>not shown: fewer than 30 people</td>" in words(app.run())


def test_a_field_can_be_named_and_an_unknown_one_is_met_with_what_comes_close():
    assert "Jobs after studying nursing" in words(visit(SCRIPT, field="Nursing"))
    told = words(visit(SCRIPT, field="nurs<b>"))
    assert "We do not know a field of study" in told
    assert "field=6107" in told
    assert "<b>" not in told


def test_a_group_of_jobs_and_no_job_at_all_lead_on():
    told = words(visit(SCRIPT))
    assert "Choose a field of study to see its jobs" in told
    assert "<h1>Fields of study and jobs</h1>" in told
    assert "Fewer than 30 graduates were asked" in words(visit(SCRIPT, job="43-0000"))
