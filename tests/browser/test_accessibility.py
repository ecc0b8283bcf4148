"""Nobody is shut out: axe-core on every page, on a desk in light and on a phone in the dark."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.ui import site
from tests.browser.conftest import PHONE, WIDE, VisitPage

CHOSEN = "job=43-4051&place=OH&amount=45000"
STREAMLITS_OWN = frozenset({("color-contrast", "stCaptionContainer")})
"""Rule and part of the selector of serious findings that are Streamlit's own: see docs/accessibility.md."""


def serious(page: Page) -> list[tuple[str, str]]:
    """Rule and selector of what axe-core finds serious or critical on the page, and is ours."""
    options = {"resultTypes": ["violations"], "iframes": False}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    told = [
        (finding["id"], " ".join(map(str, node["target"])))
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]
    return [(rule, at) for rule, at in told if not any(rule == own and part in at for own, part in STREAMLITS_OWN)]


def every_page(visit: VisitPage, size: tuple[int, int], scheme: str):
    """Every page in one browser window, settled."""
    seen = visit("/sources", size=size, scheme=scheme)
    for shown in site.PAGES:
        seen.page.goto(f"{seen.address}{shown.path}?{CHOSEN}")
        seen.page.locator(".ww-footer").wait_for()
        yield shown.name, seen.settled()


def test_the_checker_itself_finds_what_is_wrong(visit: VisitPage):
    page = visit("/sources").page
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img id=wrong src=\"data:,\"><button></button>')")
    assert {"image-alt", "button-name"} <= {rule for rule, _at in serious(page)}


def test_axe_finds_nothing_serious_on_any_page_in_light(visit: VisitPage):
    found = {name: serious(page) for name, page in every_page(visit, WIDE, "light")}
    assert {name: told for name, told in found.items() if told} == {}


def test_axe_finds_nothing_serious_on_any_page_of_a_phone_in_the_dark(visit: VisitPage):
    found = {name: serious(page) for name, page in every_page(visit, PHONE, "dark")}
    assert {name: told for name, told in found.items() if told} == {}
