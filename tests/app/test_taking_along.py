"""What every page offers to take along: files of its tables, pictures of its charts, its link, its address as data."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import app as server
from careers import answers
from pages.ui import site

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
OHIO = {"job": "43-4051", "place": "OH"}

FIRST_CHART = {
    "overview": "spread", "regions": "ranked", "industries": "spread", "experience": "bands", "trend": "trend",
    "outlook": "openings", "requirements": "skill", "worklife": "weekly_hours", "related": "trade-offs",
    "explore": "picture", "compare": "compared", "offer": "ladder", "majors": "fields",
}  # fmt: skip
"""Page → name of the chart on its first screen."""


def visit(script: str, *opened: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(MENU), default_timeout=30)
    for name, value in (OHIO | parameters).items():
        app.query_params[name] = value
    app.switch_page(script).run()
    for part in opened:
        app.session_state[part] = True
    return app.run() if opened else app


def told(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def components(app: AppTest) -> list[dict[str, object]]:
    """Data of the components that make pictures."""
    found = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return [data for data in found if isinstance(data, dict) and "subtitle" in data]


def test_nothing_is_made_for_those_who_take_nothing_along():
    app = visit("pay/overview.py")
    assert not app.get("download_button")
    assert not components(app)


def test_an_open_table_offers_csv_excel_and_pictures_in_the_colours_of_paper():
    app = visit("pay/overview.py", "table-spread")
    assert [button.proto.label for button in app.get("download_button")] == ["Download CSV", "Download Excel"]
    (picture,) = components(app)
    assert picture["name"] == "wageways-spread-43-4051-oh"
    assert picture["title"] in told(app)
    assert picture["lines"][0].startswith("Source: Occupational Employment and Wage Statistics")
    figure = json.loads(picture["figure"])
    assert figure["layout"]["template"]["layout"]["paper_bgcolor"] == "#FFFFFF"
    assert "$45,610" in picture["figure"]


def test_a_chart_of_links_is_offered_as_a_picture_though_it_has_no_table():
    (picture,) = components(visit("decide/explore.py", "table-picture"))
    assert picture["figure"] == ""
    assert "ww-treemap" in picture["markup"]


@pytest.mark.parametrize(
    "page", [page for page in site.PAGES if answers.of_page(page.name)], ids=lambda page: page.name
)
def test_every_page_that_answers_names_its_address_as_data_and_there_is_an_answer(page):
    more = {"offer": {"amount": "46000"}, "compare": {"place": "US,OH"}}.get(page.name, {})
    app = visit(page.script, f"origin-{FIRST_CHART[page.name]}", **more)
    found = {html.unescape(link) for link in re.findall(r'href="(/api/[^"]+)"', told(app)) if "/tables/" not in link}
    assert len(found) == 1, found
    (address,) = found
    assert address.startswith(f"/api/{answers.of_page(page.name).name}")
    reply = TestClient(server.app).get(address)
    assert reply.status_code == 200, reply.text
    assert set(reply.json()["question"]) >= {"lang"}
    if "job=" in address:
        assert "43-4051" in reply.json()["question"]["job"]


def test_the_address_as_data_carries_the_pages_own_choices_and_the_language():
    app = visit("pay/regions.py", "origin-ranked", kind="metro", real="1", rows="all", lang="es")
    (address,) = {html.unescape(link) for link in re.findall(r'href="(/api/pay/[^"]+)"', told(app))}
    assert address == "/api/pay/places?job=43-4051&place=OH&kind=metro&real=1&lang=es"


@pytest.mark.parametrize("page", site.PAGES, ids=lambda page: page.name or "start")
def test_every_page_has_a_button_that_copies_its_link_and_a_way_to_the_guide(page):
    said = told(visit(page.script))
    assert said.count('class="ww-copy"') == 1
    assert 'href="/api"' in said
