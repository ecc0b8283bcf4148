"""The parameter that presents a page: every link keeps it while it is on, and none carries it while it is off."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
OHIO = {"job": "43-4051", "place": "OH"}


def words(script: str = "pay/overview.py", **parameters: str) -> str:
    app = AppTest.from_file(str(MENU), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(script).run()
    assert not app.exception
    return " ".join(block.proto.body for block in app.get("html"))


def test_the_menu_leads_to_this_view_as_slides_and_no_other_link_does():
    told = words("pay/regions.py", **OHIO, by="states")
    assert told.count("present=1") == 1
    assert 'href="/regions?job=43-4051&amp;place=OH&amp;by=states&amp;present=1"' in told


def test_while_presenting_every_link_keeps_it_and_there_is_no_menu():
    told = words(**OHIO, present="1")
    assert 'class="ww-frame"' not in told
    assert 'href="/outlook?job=43-4051&amp;place=OH&amp;present=1"' in told


def test_anything_but_one_is_no_presentation():
    assert 'class="ww-frame"' in words(**OHIO, present="<b>")


def test_a_chart_below_the_first_screen_is_drawn_at_once_while_presenting():
    waiting = words("pay/trend.py", **OHIO)
    drawn = words("pay/trend.py", **OHIO, present="1")
    assert "more jobs in 2025 than in 2013" not in waiting
    assert "more jobs in 2025 than in 2013" in drawn
