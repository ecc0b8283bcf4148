"""``python -m careers``: the same answers in a terminal, as text or JSON, and a way on where there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from careers import duties, outlook, pay, prices, titles
from careers.__main__ import cli

REPOSITORY = Path(__file__).resolve().parents[2]
JOB = "43-4051"


@pytest.fixture
def run() -> Callable[..., Result]:
    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def answer(run: Callable[..., Result]) -> Callable[..., object]:
    """What a command prints as JSON."""

    def told(*arguments: str) -> object:
        result = run(*arguments, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    return told


def test_pay_as_json_is_the_record_with_its_source(answer):
    told = answer("pay", JOB, "--place", "OH")
    assert {k: v for k, v in told.items() if k != "source"} == asdict(pay.lookup(JOB, "OH"))
    assert told["pay_annual_p50_usd"] == 45_610
    assert told["source"]["edition"] == "May 2025"
    assert answer("pay", JOB, "--industry", "52")["employment"] == 481_180


def test_pay_as_text_has_the_figures_the_source_and_the_series(run):
    text = run("pay", JOB, "--place", "OH").stdout
    for words in ("Customer Service Representatives, Ohio", "$45,610", "$21.93", "85,930", "0.93", "May 2025"):
        assert words in text
    assert "OEUS3900000000000434051" in text
    assert "Finance and Insurance" in run("pay", JOB, "--industry", "52").stdout


def test_a_withheld_figure_is_null_with_its_flag_in_json_and_words_in_text(run, answer):
    told = answer("pay", "27-2011")
    assert (told["pay_annual_p50_usd"], told["pay_annual_p50_flag"]) == (None, "hourly_only")
    text = run("pay", "27-2011").stdout
    assert text.count("paid by the hour only") == 6
    assert "$29.05" in text


def test_titles_and_places_are_found(run, answer):
    assert answer("titles", "customer service agent") == [asdict(m) for m in titles.search("customer service agent")]
    assert run("titles", "customer service agent").stdout.startswith("43-4051")
    assert [match["place_code"] for match in answer("places", "ohio", "--limit", "1")] == ["OH"]
    assert run("places", "ohio").stdout.startswith("OH ")


@pytest.mark.parametrize("command", ["titles", "places"])
def test_finding_nothing_is_said_and_has_its_own_exit_status(run, command):
    result = run(command, "qqqqzzzz")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "qqqqzzzz" in result.stderr
    as_json = run(command, "qqqqzzzz", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)) == (1, [])


def test_places_industries_and_years_have_every_row(run, answer):
    states = answer("by-place", JOB, "--kind", "state")["rows"]
    assert len(states) == 54
    assert next(row for row in states if row["place_code"] == "OH")["pay_annual_p50_usd"] == 45_610
    assert len(answer("by-industry", JOB)["rows"]) == 20
    told = answer("history", JOB)
    assert [row["year"] for row in told["rows"]] == list(range(2013, 2026))
    assert [source["name"] for source in told["sources"]] == ["oews_history", "oews"]
    for command, first in (("by-place", "Place code"), ("by-industry", "Industry code"), ("history", "May of")):
        lines = run(command, JOB).stdout.splitlines()
        assert lines[0].startswith(first)
        assert lines[-1].startswith("Source: ")
    assert "$17.96" not in run("by-industry", JOB).stdout
    assert "$17.96" in run("by-industry", JOB, "--per", "hour").stdout


def test_an_old_ceiling_is_named_with_the_amount_of_its_year(run):
    told = run("history", "29-1212", "--nominal")
    assert "at least $239,200" in told.stdout
    assert "$712,130" in told.stdout
    assert "newest dollars" not in told.stdout


def test_a_comparison_says_what_differs_and_whether_it_is_real(run, answer):
    told = answer("compare", JOB, "--place", "OH", "--with-place", "CA", "--real")
    assert told["verdict"]["z"] == pytest.approx(3.0, abs=0.05)
    assert told["second"]["place_code"] == "CA"
    text = run("compare", JOB, "--place", "OH", "--with-place", "CA").stdout
    for words in ("$46,870", "$54,640", "−$7,770", "clear difference"):
        assert words in text
    assert answer("compare", JOB, "--with-job", "00-0000")["verdict"]["is_part"] is True


def test_an_amount_after_local_prices_names_the_level_and_its_year(run, answer):
    told = answer("real", "46870", "OH")
    assert told["real_usd"] == prices.real(46_870, "OH").real_usd
    assert (told["parity"]["parity_kind"], told["parity"]["year"]) == ("state", 2024)
    text = run("real", "46870", "OH").stdout
    assert "$50,520.62" in text
    assert "(2024)" in text
    assert "likely lower" in run("real", "46870", "3900003").stdout


def test_the_outlook_is_the_printed_one(run, answer):
    told = answer("outlook", JOB)
    assert {k: v for k, v in told.items() if k not in ("source", "openings")} == asdict(outlook.lookup(JOB))
    assert told["openings"] == 341_700
    text = run("outlook", JOB).stdout
    for words in ("2024–34", "−5.5% (decline)", "341,700", "High school diploma"):
        assert words in text


def test_an_earlier_edition_of_the_outlook_is_named_with_its_own_source(run, answer):
    told = answer("outlook", JOB, "--edition", "2022-32")
    assert (told["edition"], told["openings"], told["source"]["edition"]) == ("2022–32", 373_400, "2022–32")
    text = run("outlook", JOB, "--edition", "2022-32").stdout
    assert "A newer one is here: 2024–34." in text
    assert text.splitlines()[-1].endswith("earlier editions, U.S. Bureau of Labor Statistics, 2022–32.")
    assert "A newer edition, 2025–35, came out" in run("outlook", JOB).stdout


def test_duties_are_the_activities_that_set_the_job_apart(run, answer):
    told = answer("duties", JOB)
    assert told["activities"][0]["item"]["element_code"] == duties.lookup(JOB).activities[0].item.element_code
    assert told["source"]["name"] == "onet_extract"
    text = run("duties", JOB).stdout
    assert "8 of 12 activities that set this job apart" in text
    assert "you are the voice of your workplace. (4.5 of 5, average job 3.2)" in text
    assert "CC BY 4.0" in text


def test_what_a_job_takes_names_schooling_skills_software_and_steps(run, answer):
    told = answer("requirements", JOB, "--place", "OH")
    assert told["entry"]["training"] == "Short-term on-the-job training"
    assert told["attained"]["shares_pct"]["some_college"] == 29.4
    assert told["scores"]["scores"][0]["skill_name"] == "Customer service"
    assert told["steps"][0]["kind"] == "schooling"
    text = run("requirements", JOB, "--place", "OH").stdout
    for words in (
        "None needed (BLS, 2024–34)",
        "Service Orientation, Active Listening and Speaking matter more here",
        "Scores above all occupations: Customer service",
        "Microsoft Excel",
        "  1. Get a high school diploma or equivalent.",
        "location=Ohio",
        "Source: Employment Projections, skills",
    ):
        assert words in text
    unrated = run("requirements", "15-1252").stdout
    assert "O*NET has no ratings of skills for Software Developers." in unrated
    assert "Scores above all occupations: Computers and information technology" in unrated


def test_work_life_has_every_figure_with_its_range(run, answer):
    told = answer("worklife", JOB)
    assert told["part_time_pct"]["value"] == pytest.approx(26.4, abs=0.05)
    assert told["part_time_pct"]["everyone"] == pytest.approx(21.0, abs=0.05)
    text = run("worklife", JOB).stdout
    for words in (
        "26.4% (likely 25.7% to 27.0%; all workers 21.0%: clear difference)",
        "By age: 16 to 24",
        "2024, 1-year",
    ):
        assert words in text


def test_related_roles_are_trade_offs_in_the_place_and_filters_hold(run, answer):
    told = answer("related", JOB, "--place", "OH", "--limit", "6")
    assert [role["soc_code"] for role in told["roles"]][:3] == ["41-3091", "41-9041", "43-9041"]
    assert all(role["tier"] == "first" and role["reasons"] for role in told["roles"][:5])
    growing = answer("related", JOB, "--growing", "--no-more-schooling")
    assert growing["filters"] == ["no_more_schooling", "growing"]
    assert all(role["growth_pct"] > 0 and role["schooling_change"] <= 0 for role in growing["roles"])
    text = run("related", JOB, "--place", "OH", "--limit", "1").stdout
    for words in ("41-3091", "$59,390 a year (+$13,780 (+30%), clear difference)", "1 of 24 related roles"):
        assert words in text


def test_filters_that_leave_no_role_say_which_to_drop_and_have_their_own_exit_status(run):
    # Airline pilots earn more than all that are near to them.
    result = run("related", "53-2011", "--place", "OH", "--pays-at-least-as-much", "--no-more-schooling")
    assert result.exit_code == 1
    assert "Drop “pays at least as much here” and 22 roles come back." in result.stderr
    as_json = run("explore", "--place", "OH", "--least-pay", "200000", "--words", "cashier", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)["rows"]) == (1, [])
    assert "Drop “" in as_json.stderr


def test_explore_lists_what_fits_and_what_a_list_leaves_out(run, answer):
    told = answer("explore", "--place", "OH", "--list", "best_paid_without_degree")
    assert told["rows"][0]["soc_code"] == "53-2012"
    assert (len(told["rows"]), len(told["left_out"])) == (414, 78)
    assert {row["reason"] for row in told["left_out"]} >= {"not_published"}
    text = run("explore", "--place", "OH", "--list", "best_paid_without_degree", "--limit", "3").stdout
    for words in ("Commercial pilots earn the most", "Left out of this list: 32 without any figure here", "$150,330"):
        assert words in text
    assert len(answer("explore")["rows"]) == 830
    assert {row["occupation_title"] for row in answer("explore", "--words", "registered nurse")["rows"]} >= {
        "Registered Nurses"
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("duties", "11-2032"), "work activities"),
        (("requirements", "43-0000"), "Office and Administrative"),
        (("worklife", "99-9999"), "99-9999"),
        (("related", JOB, "--place", "XX"), "place"),
        (("explore", "--skill", "9.Z"), "9.Z"),
        (("outlook", JOB, "--edition", "2025-35"), "2024–34"),
        (("pay", "43-4052"), "43-4051"),
        (("pay", JOB, "--place", "XX"), "place"),
        (("pay", JOB, "--industry", "00"), "industry"),
        (("pay", JOB, "--place", "OH", "--industry", "52"), "Finance and Insurance"),
        (("outlook", JOB, "--edition", "1990–2000"), "2024–34"),
        (("real", "1", "GU"), "price level"),
        (("compare", JOB, "--with-job", "nobody"), "nobody"),
        (("by-place", "99-9999"), "99-9999"),
    ],
)
@pytest.mark.parametrize("form", ["--json", "--text"])
def test_what_cannot_be_answered_is_said_on_the_error_channel_with_a_way_on(run, arguments, words, form):
    result = run(*arguments, form)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("pay",),
        ("real", "much", "OH"),
        ("real", "nan", "OH"),
        ("real", "-1", "OH"),
        ("by-place", JOB, "--kind", "city"),
        ("nonsense",),
    ],
)
def test_a_mistyped_command_is_explained(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_as_a_program_it_prints_and_ends_without_a_stack_trace():
    def told(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "careers", *arguments]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    done, failed = told("pay", JOB), told("pay", "99-9999")
    assert (done.returncode, done.stderr) == (0, "")
    assert "$44,770" in done.stdout
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "Traceback" not in failed.stderr


def test_help_explains_every_command(run):
    assert cli.commands.keys() == {
        "titles", "places", "pay", "by-place", "by-industry", "history", "compare", "real", "outlook",
        "experience", "offer", "majors", "duties", "requirements", "worklife", "related", "explore",
    }  # fmt: skip
    overview = run("--help").stdout
    for name, command in cli.commands.items():
        assert f"  {name}" in overview
        assert command.help
        assert run(name, "--help").exit_code == 0


def test_experience_offer_and_majors_in_a_terminal(run, answer):
    text = run("experience", JOB, "--place", "OH").stdout
    assert text.count("(measured)") == 4
    assert "20+ years" in text
    told = answer("experience", JOB, "--place", "OH", "--industry", "52", "--years", "8")
    assert told["band"]["experience_band"] == "5-10"
    assert [step["name"] for step in told["steps"]][-1] == "pay"
    offer = run("offer", JOB, "$46,000", "--place", "OH", "--industry", "52", "--years", "8").stdout
    assert "above 50 to 53 of 100" in offer
    assert [rung["kind"] for rung in answer("offer", JOB, "46000", "--place", "18140")["rungs"]] == [
        "metro",
        "state",
        "nation",
    ]
    assert "Registered Nurses" in run("majors", "nursing").stdout
    assert "Computer science" in run("majors", "15-1252").stdout


def test_an_offer_that_looks_like_a_slip_is_asked_about(run):
    result = run("offer", JOB, "46000", "--per", "hour")
    assert result.exit_code == 1
    assert "Is it for a year?" in result.stderr
    assert run("offer", JOB, "46000", "--per", "hour", "--sure").exit_code == 0
    assert run("offer", JOB, "a lot").exit_code == 1


def test_the_answers_come_in_the_language_asked_for(run):
    assert "Mediana (P50)" in run("--lang", "es", "pay", "43-4051", "--place", "OH").output
    assert "Middle (median, P50)" in run("pay", "43-4051", "--place", "OH").output, "a language lasts for one command"
