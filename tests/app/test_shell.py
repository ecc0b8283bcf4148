"""The frame around every page: menu, choices that hold from page to page, values that answer nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
OHIO = {"job": "43-4051", "place": "OH"}


def visit(script: str = "", **parameters: str) -> AppTest:
    app = AppTest.from_file(str(MENU), default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    if script:
        app.switch_page(script)
    return app.run()


def words(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def test_the_menu_links_keep_the_readers_choices():
    app = visit("pay/overview.py", **OHIO)
    assert not app.exception
    assert 'href="/?job=43-4051&amp;place=OH"' in words(app)
    assert 'href="/overview?job=43-4051&amp;place=OH" aria-current="page"' in words(app)


def test_the_heading_names_the_job_and_the_place():
    told = words(visit("pay/overview.py", **OHIO))
    assert "<h1>Customer Service Representatives in Ohio</h1>".lower() in told.lower()


def test_a_choice_made_on_one_page_holds_on_the_next_and_is_written_into_the_address():
    app = visit("pay/overview.py", **OHIO, pay="hour")
    for name in list(app.query_params):
        del app.query_params[name]
    app.switch_page("start.py").run()
    assert {name: app.query_params[name] for name in app.query_params} == {
        "job": "43-4051",
        "place": "OH",
        "pay": "hour",
    }


def test_an_address_with_any_parameter_is_the_whole_truth():
    app = visit("pay/overview.py", **OHIO)
    for name in list(app.query_params):
        del app.query_params[name]
    app.query_params["job"] = "43-4051"
    app.run()
    assert "in the United States</h1>" in words(app)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("job", "99-9999"),
        ("job", "<script>alert(1)</script>"),
        ("place", "Atlantis"),
        ("industry", "'; DROP TABLE pay"),
        ("pay", "fortnight"),
        ("place", "x" * 5000),
    ],
)
def test_a_wrong_value_is_named_escaped_and_the_page_still_answers_the_rest(name, value):
    app = visit("pay/overview.py", **{**OHIO, name: value})
    told = words(app)
    assert not app.exception
    assert not app.error
    assert "ww-notice" in told
    assert "<script>" not in told
    assert "x" * 100 not in told
    assert ("Ohio" if name != "place" else "ustomer") in told


def test_the_footer_names_the_agency_and_the_edition():
    assert "U.S. Bureau of Labor Statistics, May 2025" in words(visit())
