"""Nobody is shut out: axe-core on every page, light and dark; narrow phones; large text; journeys by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.ui import site
from tests.browser.conftest import PHONE, WIDE, VisitPage

CHOSEN = "job=43-4051&place=OH&amount=45000"
NARROW = {"width": 360, "height": 740}
ZOOMED = {"width": WIDE[0] // 2, "height": WIDE[1] // 2}
"""What a browser that zooms to 200% leaves of a desk's screen, in the page's own pixels."""

SCHEMES = ("light", "dark")
IN_ORDER = ("heading-order", "page-has-heading-one")
"""Rules that axe-core holds for less than serious, and that count here all the same."""

SIDEWAYS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
    .filter(element => element.scrollWidth > element.clientWidth)
    .map(element => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)"""

CUT_OFF = """() => {
  const words = [...document.querySelectorAll(
      '.ww :is(h1, h2, h3, p, dt, dd, li, th, td, a, figcaption), .ww-frame :is(a, button), [role=radiogroup] button')]
    .filter(e => e.checkVisibility() && !e.closest('.ww-scroll, .ww-treemap, .ww-tiles, .ww-scale, thead'))
    // On a phone the menu scrolls sideways, below the tools beside it.
    .filter(e => innerWidth > 640 || !e.closest('.ww-nav'))
    .filter(e => e.clientWidth > 1 || getComputedStyle(e).display === 'inline')
  const told = (e) => e.textContent.trim().slice(0, 50)
  const cut = words.filter(e => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)
  const outside = words.filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  const boxes = words.map(e => [e, e.getBoundingClientRect()])
  const over = boxes.filter(([a, r], i) => boxes.slice(i + 1).some(([b, s]) => !a.contains(b) && !b.contains(a)
    && Math.min(r.right, s.right) - Math.max(r.left, s.left) > 3
    && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 5))
  return [...cut.map(e => 'cut: ' + told(e)), ...outside.map(e => 'outside: ' + told(e)),
    ...over.map(([e]) => 'overlaps: ' + told(e))]
}"""


def shut_out(page: Page, *rules: str) -> list[str]:
    """Rule and selector of what axe-core finds serious or critical on the page, by all rules or by those named."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "iframes": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{finding['id']}: {' '.join(map(str, node['target']))}"
        for finding in found
        if finding["impact"] in ("serious", "critical") or finding["id"] in IN_ORDER
        for node in finding["nodes"]
    ]


def looked_at(visit: VisitPage, size: tuple[int, int]) -> Iterator[tuple[Page, str, list[str]]]:
    """Every page in one window: what axe-core finds in one scheme, and what its colours do in the other."""
    seen = visit("/sources", size=size)
    page = seen.page
    for at, shown in enumerate(site.PAGES):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{seen.address}{shown.path}?{CHOSEN}")
        page.locator(".ww-footer").wait_for()
        found = shut_out(seen.settled())
        # The next page begins in the scheme in which this one ends.
        scheme = SCHEMES[(at + 1) % 2]
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(
            "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
        )
        found += shut_out(seen.settled(), "color-contrast")
        yield page, shown.name, found


def test_the_checkers_themselves_find_what_is_wrong(visit: VisitPage):
    page = visit("/sources").page
    assert page.evaluate(CUT_OFF) == []
    wrong = (
        '<img id=wrong src="data:,">',
        "<button></button>",
        "<h5>Too deep</h5>",
        '<p style="color: #999; background: #FFF">Pale</p>',
        '<p style="width: 3rem; white-space: nowrap">Too long for its box</p>',
        '<p style="position: relative; left: 110vw; white-space: nowrap">Beyond the edge</p>',
        '<p style="height: 4rem">First</p><p style="margin-top: -3rem">Second</p>',
    )
    page.evaluate("wrong => document.querySelector('.ww').insertAdjacentHTML('beforeend', wrong)", "".join(wrong))
    rules = {found.split(":")[0] for found in shut_out(page)}
    assert {"image-alt", "button-name", "heading-order", "color-contrast"} <= rules
    assert {found.split(":")[0] for found in shut_out(page, "color-contrast")} == {"color-contrast"}
    assert {found.split(":")[0] for found in page.evaluate(CUT_OFF)} == {"cut", "outside", "overlaps"}
    assert page.evaluate(SIDEWAYS) != []


def test_on_a_desk_axe_finds_nothing_in_light_or_dark_and_text_twice_as_large_is_whole(visit: VisitPage):
    found = {}
    for page, name, shut in looked_at(visit, WIDE):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.wait_for_timeout(200)
        found[name] = shut + page.evaluate(SIDEWAYS) + page.evaluate(CUT_OFF)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(ZOOMED)
        page.wait_for_timeout(200)
        found[name] += [f"zoomed: {told}" for told in page.evaluate(SIDEWAYS) + page.evaluate(CUT_OFF)]
    assert {name: told for name, told in found.items() if told} == {}


def test_on_a_phone_axe_finds_nothing_in_light_or_dark_and_360_pixels_are_wide_enough(visit: VisitPage):
    found = {}
    for page, name, shut in looked_at(visit, PHONE):
        page.set_viewport_size(NARROW)
        page.wait_for_timeout(200)
        found[name] = shut + page.evaluate(SIDEWAYS) + page.evaluate(CUT_OFF)
        # The menu scrolls sideways there, and shows where one is.
        for current in page.locator("nav.ww-nav a[aria-current=page]").all():
            box = current.bounding_box()
            assert box["x"] >= 0, name
            assert box["x"] + box["width"] <= NARROW["width"] - 40, name
    assert {name: told for name, told in found.items() if told} == {}


# --- By keyboard alone ------------------------------------------------------------------------------------------------

FOCUSED = """() => {
  let at = document.activeElement
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const name = at === document.body ? '' : at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.innerText
  const isOurs = at.closest('.ww, .ww-frame') || at.getRootNode() !== document
  const marked = at.type === 'radio' ? at.parentElement : at
  return [name.trim().split('\\n')[0], !isOurs || getComputedStyle(marked).outlineStyle !== 'none']
}"""


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press the tabulator until that name has the focus; on the way, whatever of ours has the focus shows it."""
    passed = []
    for _press in range(90):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        told, is_shown = page.evaluate(FOCUSED)
        assert is_shown, told
        if told == name:
            return
        passed.append(told[:40])
    raise AssertionError(f"“{name}” is not reached by keyboard: {passed}")


def pick(page: Page, words: str, option: str) -> None:
    """Type into a box, and take what it offers first."""
    page.keyboard.type(words)
    page.get_by_role("option", name=option).first.wait_for()
    page.keyboard.press("Enter")


def wait_for(page: Page, told: str) -> None:
    """Wait until the address has this, and the page stands still."""
    page.wait_for_function("told => decodeURIComponent(location.pathname + location.search).includes(told)", arg=told)
    page.wait_for_timeout(200)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def test_a_job_seeker_weighs_an_offer_by_keyboard_alone(visit: VisitPage):
    page = visit("/").page
    tab_to(page, "Job")
    pick(page, "registered nurse", "Registered Nurses")
    wait_for(page, "job=29-1141")
    tab_to(page, "Registered nurses in the United States")
    page.keyboard.press("Enter")
    wait_for(page, "/overview?job=29-1141")
    tab_to(page, "Offer")
    page.keyboard.press("Enter")
    wait_for(page, "/offer?job=29-1141")
    tab_to(page, "The offer, in dollars")
    page.keyboard.type("80000")
    page.keyboard.press("Enter")
    page.get_by_text("An offer of $80,000 a year").wait_for()


def test_a_counselor_builds_and_shares_a_comparison_by_keyboard_alone(visit: VisitPage):
    page = visit("/compare?job=43-4051&place=OH,CA").page
    tab_to(page, "Add a job")
    pick(page, "registered nurse", "Registered Nurses")
    wait_for(page, "job=43-4051,29-1141")
    tab_to(page, "Add a place")
    pick(page, "texas", "Texas")
    wait_for(page, "place=OH,CA,TX")
    tab_to(page, "Move Texas toward the front", back=True)
    page.keyboard.press("Enter")
    wait_for(page, "place=OH,TX,CA")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab_to(page, "Copy link", back=True)
    page.keyboard.press("Enter")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/compare?job=43-4051,29-1141&place=OH,TX,CA")


def test_a_student_goes_from_a_filter_to_what_it_takes_by_keyboard_alone(visit: VisitPage):
    page = visit("/explore?job=00-0000&place=OH").page
    tab_to(page, "Schooling, at most")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, "schooling=")
    first = page.locator(".ww-stacked tbody a").first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    page.wait_for_function("!location.pathname.startsWith('/explore')")
    for name, path in (("Related roles", "/related"), ("What it takes", "/requirements")):
        tab_to(page, name)
        page.keyboard.press("Enter")
        wait_for(page, path)
    assert "job=00-0000" not in page.url


def test_a_state_is_chosen_without_the_map(visit: VisitPage):
    page = visit("/regions?job=43-4051&place=OH").page
    tab_to(page, "Place")
    pick(page, "texas", "Texas")
    wait_for(page, "place=TX")
    page.get_by_role("heading", name="Customer service representatives in Texas").wait_for()
