"""A page as slides: one figure each, large, moved by keys and buttons, heard by screen readers, left by Escape."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pages.ui import site
from tests.browser.conftest import PHONE, VisitPage

OVERVIEW = "/overview?job=43-4051&place=OH"
PROJECTOR = (1280, 720)
SHOWN = '[data-ww-slide="shown"]'
ONE = "job=43-4051&place=OH&amount=45000"
JOBS = "43-4051,29-1141,15-1252,35-3023,47-2111"
PLACES = "OH,CA,TX,NY,WA"
SHEET = "handout?job=43-4051,29-1141&place=OH,CA"
TALKS = [
    *(f"{shown.name}?{ONE}" for shown in site.PAGES),
    SHEET,
    "handout?job=43-4051,29-1141,15-1252,35-3023&place=OH,CA,TX",
]
TALKS += [f"compare?job={JOBS}&place={PLACES}", f"compare?job=43-4051,29-1141,15-1252&place={PLACES}"]


def number(page: Page) -> tuple[int, int]:
    """Number of the slide, and of how many."""
    bar = page.get_by_role("group", name="Slides").get_by_role("status")
    expect(bar).to_have_text(re.compile(r"^\d+ of [1-9]\d*$"))
    at, _of, every = bar.inner_text().split()
    return int(at), int(every)


def settled_slides(page: Page) -> int:
    """How many slides there are, once all charts have told their heights."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.locator(SHOWN).first.wait_for(timeout=10_000)
    page.wait_for_timeout(700)
    return number(page)[1]


def hidden_by_an_edge(page: Page, bottom: float) -> list[str]:
    """What of the slide is below that line, or beyond the right edge of its table or of the screen."""
    told: list[str] = page.evaluate(
        """bottom => [...document.querySelectorAll('[data-ww-slide="shown"]')]
             .flatMap(leaf => [leaf, ...leaf.querySelectorAll('.ww *, .js-plotly-plot svg')])
             .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[data-ww-later]'))
             .filter(e => {
               const box = e.getBoundingClientRect()
               const isCut = e.matches('.ww-scroll, .ww-sheet') && e.scrollWidth > e.clientWidth + 1
               return isCut || box.bottom > bottom + 1 || box.right > innerWidth + 1
             })
             .map(e => `${e.tagName} ${e.getAttribute('class')}: ${e.textContent.slice(0, 40)}`)""",
        bottom,
    )
    return told


def smallest_letters(page: Page, within: str = "h1, h2, p:not(.ww-quiet), dd, text") -> float:
    """Height of the smallest letters on the slide as seen, in pixels; notes and sources are allowed to be smaller."""
    told: float = page.evaluate(
        """within => Math.min(...[...document.querySelectorAll('[data-ww-slide="shown"]')].flatMap(leaf => {
             const zoom = Number(leaf.style.getPropertyValue('--ww-zoom'))
             return [...leaf.querySelectorAll(within)]
               .filter(e => e.textContent.trim() && e.checkVisibility({ visibilityProperty: true }))
               .map(e => parseFloat(getComputedStyle(e).fontSize) * zoom)
           }))""",
        within,
    )
    return told


@pytest.mark.parametrize(("size", "scheme"), [(PROJECTOR, "light"), ((1920, 1080), "dark")])
def test_every_slide_fits_the_screen_and_its_letters_are_large(visit: VisitPage, picture, size, scheme):
    page = visit(f"{OVERVIEW}&present=1", size=size, scheme=scheme).page
    for at in range(1, settled_slides(page) + 1):
        assert number(page)[0] == at
        picture(page, f"present-{size[0]}-{at}")
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]") == [0, 0]
        # A thirty-seventh of the height: 3 cm on a screen 1.2 m tall.
        assert smallest_letters(page) >= size[1] / 37
        assert page.locator(f"{SHOWN} .stPlotlyChart").count() <= 1
        page.keyboard.press("ArrowRight")


def test_keys_move_through_the_slides_and_escape_leaves(visit: VisitPage):
    page = visit(f"{OVERVIEW}&present=1", size=PROJECTOR).page
    every = settled_slides(page)
    assert not page.get_by_role("navigation").count()
    assert not page.get_by_role("combobox", name="Place").is_visible()
    for key, at in [
        ("ArrowRight", 2),
        ("Space", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("Shift+Space", 1),
    ]:
        page.keyboard.press(key)
        assert number(page) == (at, every)
    page.keyboard.press("End")
    assert number(page) == (every, every)
    page.keyboard.press("ArrowRight")
    assert number(page) == (every, every)
    page.keyboard.press("Home")
    assert number(page) == (1, every)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Present").wait_for()
    page.wait_for_function("!location.search.includes('present')")
    assert page.get_by_role("combobox", name="Place").is_visible()
    assert not page.locator("[data-ww-slide]").count()


def test_moving_puts_a_screen_reader_on_the_heading_of_the_slide_and_hides_the_rest(visit: VisitPage):
    page = visit(f"{OVERVIEW}&present=1", size=PROJECTOR).page
    settled_slides(page)
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent").startswith("The middle half earn $37,440 to $52,510")
    heard = page.get_by_role("heading").all_inner_texts()
    assert heard == ["Customer service representatives in Ohio", "The middle half earn $37,440 to $52,510 a year"]
    assert page.get_by_role("figure", name="The middle half earn").count() == 1


def test_buttons_move_on_a_phone_and_the_way_in_and_out_is_a_link(visit: VisitPage):
    page = visit(OVERVIEW, size=PHONE).page
    page.get_by_role("link", name="Present").click()
    page.wait_for_function("location.search.includes('present=1')")
    every = settled_slides(page)
    back, on = (page.get_by_role("button", name=f"{which} slide") for which in ("Previous", "Next"))
    assert back.is_disabled()
    on.click()
    assert number(page) == (2, every)
    back.click()
    assert number(page) == (1, every)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
    page.get_by_role("link", name="Esc to leave").click()
    page.wait_for_function("!location.search.includes('present')")


def test_a_link_on_a_slide_opens_the_next_page_as_slides_from_its_start(visit: VisitPage):
    page = visit(f"{OVERVIEW}&present=1", size=PROJECTOR).page
    settled_slides(page)
    for _press in range(10):
        page.keyboard.press("ArrowRight")
        if page.locator(SHOWN).get_by_role("link", name="More about the outlook").count():
            break
    page.locator(SHOWN).get_by_role("link", name="More about the outlook").click()
    page.wait_for_function("location.pathname === '/outlook' && location.search.includes('present=1')")
    # The address is there before the page: the slides of the one before stand until the next one comes.
    page.wait_for_function("document.title.startsWith('Outlook')")
    for _attempt in range(12):
        settled_slides(page)
        if number(page)[0] == 1:
            break
        page.wait_for_timeout(100)
    assert number(page)[0] == 1


@pytest.mark.parametrize("talk", TALKS)
def test_every_page_can_be_presented_and_no_edge_hides_a_part_of_any_slide(visit: VisitPage, talk):
    page = visit(f"/{talk}&present=1", size=PROJECTOR).page
    every = settled_slides(page)
    assert 2 <= every <= 30
    assert page.locator(SHOWN).locator("h1, h2").first.is_visible()
    assert not page.get_by_text("Something went wrong").count()
    bar = page.get_by_role("group", name="Slides").bounding_box()
    assert bar is not None
    hidden = {}
    for at in range(1, every + 1):
        hidden[at] = hidden_by_an_edge(page, bar["y"])
        page.keyboard.press("ArrowRight")
    assert number(page) == (every, every)
    assert {at: parts for at, parts in hidden.items() if parts} == {}


def test_a_sheet_is_cut_into_slides_that_show_each_of_its_parts_once_in_large_letters(visit: VisitPage, picture):
    page = visit(f"/{SHEET}&present=1", size=PROJECTOR).page
    parts = [".ww-lead", ".ww-pay tbody", ".ww-marks", ".ww-beside tbody tr", ".ww-sheet footer"]
    wanted = {part: page.locator(part).count() for part in parts}
    seen = dict.fromkeys(parts, 0)
    for at in range(1, settled_slides(page) + 1):
        assert number(page)[0] == at
        picture(page, f"present-sheet-{at}")
        shown = {part: page.locator(part).filter(visible=True).count() for part in parts}
        seen = {part: seen[part] + shown[part] for part in parts}
        # No head of a table stands without its rows, no names of jobs without their topics.
        assert page.locator(".ww-pay thead").is_visible() == bool(shown[".ww-pay tbody"])
        assert page.locator(".ww-beside thead").is_visible() == bool(shown[".ww-beside tbody tr"])
        assert smallest_letters(page, "h2, h3, .ww-lead, tbody :is(th, td, li)") >= PROJECTOR[1] / 37
        if at > 1:
            focused = page.evaluate("document.activeElement.textContent")
            assert page.locator(SHOWN).get_by_text(focused).first.is_visible()
        page.keyboard.press("ArrowRight")
    assert wanted[".ww-pay tbody"] == 2
    assert wanted[".ww-beside tbody tr"] >= 3
    assert seen == wanted


def test_a_grid_has_a_slide_for_the_chart_of_each_job_all_on_one_scale(visit: VisitPage, picture):
    page = visit(f"/compare?job={JOBS}&place={PLACES}&present=1", size=PROJECTOR).page
    ends = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].map(e => e.layout.xaxis.range[1])"""
    )
    assert len(ends) == 5
    assert len(set(ends)) == 1
    titles = []
    for at in range(1, settled_slides(page) + 1):
        if page.locator(f"{SHOWN} .stPlotlyChart").count():
            picture(page, f"present-grid-{at}")
            titles.append(page.locator(SHOWN).filter(has=page.locator("h2")).inner_text())
            assert page.locator(f"{SHOWN} .annotation").filter(visible=True).count() == 5
            assert smallest_letters(page) >= PROJECTOR[1] / 37
        page.keyboard.press("ArrowRight")
    assert [title.count("registered nurses") for title in titles] == [0, 1, 0, 0, 0]


def test_cards_fill_the_width_of_their_slide_in_large_letters(visit: VisitPage, picture):
    page = visit("/related?job=43-4051&place=OH&present=1", size=PROJECTOR).page
    cards = page.locator(f"{SHOWN} .ww-cards > li").filter(visible=True)
    seen = 0
    for at in range(1, settled_slides(page) + 1):
        if cards.count():
            picture(page, f"present-cards-{at}")
            seen += cards.count()
            box = cards.first.bounding_box()
            assert box is not None
            assert box["width"] > 0.9 * PROJECTOR[0]
            assert smallest_letters(page, ".ww-cards :is(h3, dd)") >= PROJECTOR[1] / 37
        page.keyboard.press("ArrowRight")
    assert seen == 12
