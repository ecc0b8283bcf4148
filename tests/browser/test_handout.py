"""Handout in a browser: the PDF, its code opened on a fresh server, and one page from the browser's own printer."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, StartServer, VisitPage

ADDRESS = "/handout?job=43-4051,29-1141&place=OH,US&pay=hour"
LARGEST = "/handout?job=43-4051,29-1141,15-1252,11-1011&place=OH,18140,US"
NOTE = ("Look at the nurse aide course first, as we said. " * 9)[:400]


def add_words(page: Page) -> None:
    page.get_by_text("Add your name and a note").click()
    page.get_by_label("A note for the person you hand this to").fill(NOTE)
    page.get_by_label("Your name").fill("Ana Núñez")
    page.keyboard.press("Tab")
    expect(page.locator(".ww-sheet")).to_contain_text("Made by Ana Núñez")
    expect(page.locator(".ww-sheet aside")).to_contain_text("nurse aide course")


def downloaded(page: Page, paper: str, into: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download PDF ({paper})").click()
    path = into / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name.startswith("wageways-handout-43-4051")
    return path.read_bytes()


def figures(page: Page) -> list[str]:
    return page.locator(".ww-sheet .ww-pay td[data-name]").all_inner_texts()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_sheet_is_readable_on_a_screen_and_on_a_phone(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    sheet = page.locator(".ww-sheet")
    sheet.wait_for()
    picture(page, f"handout-{size[0]}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("element => element.scrollWidth") <= size[0]
    assert page.locator(".ww-sheet figure img").evaluate("image => image.naturalWidth > 0 && image.width >= 96")
    marks = page.locator('.ww-sheet [role="img"]')
    assert marks.count() == 4
    assert page.locator(".ww-sheet .ww-middle").first.bounding_box()["width"] > 5


def test_the_pdf_has_the_same_figures_and_its_code_opens_the_same_view_on_a_fresh_server(
    visit: VisitPage, start_server: StartServer, tmp_path: Path
):
    here = visit(ADDRESS)
    page = here.page
    add_words(page)
    shown = figures(page)
    assert "$21.93" in shown
    pdf = downloaded(page, "Letter", tmp_path)
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert all(figure in text for figure in shown)
    assert "Ana Núñez" in text
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil())
    link = urlsplit(codes[0].text)
    assert f"{link.scheme}://{link.netloc}" == here.address
    assert f"{link.path}?{link.query}" == ADDRESS
    assert "Ana" not in codes[0].text
    fresh = visit(f"{link.path}?{link.query}", on=start_server()).page
    assert figures(fresh) == shown
    assert "Ana Núñez" not in fresh.locator(".ww-sheet").inner_text()


def test_on_paper_there_is_the_sheet_and_nothing_else(visit: VisitPage):
    page = visit(ADDRESS, scheme="dark").page
    page.locator(".ww-sheet").wait_for()
    page.emulate_media(media="print")
    for other in (".ww-nav", ".ww-footer", "h1", '[data-testid="stDownloadButton"]', '[data-testid="stExpander"]'):
        for at in range(page.locator(other).count()):
            assert not page.locator(other).nth(at).is_visible(), other
    sheet = page.locator(".ww-sheet")
    assert sheet.is_visible()
    assert sheet.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    ground = "element => getComputedStyle(element.closest('.stApp')).backgroundColor"
    assert sheet.evaluate(ground) == "rgb(255, 255, 255)"


WORDY = "/handout?job=41-3091,43-6014,53-7062,25-2022&place=OH"


@pytest.mark.parametrize(
    ("address", "size"),
    [
        (LARGEST, WIDE),
        (WORDY, WIDE),
        (f"{WORDY}&lang=es", PHONE),
        ("/handout?job=27-2011,25-2021,29-1249&place=OH,PR", WIDE),
        ("/handout?job=15-1252,15-1253,15-1211,15-1212&place=OH,MA,NY", WIDE),
        ("/handout?job=43-4051,29-1141,15-1252,11-1011&place=OH&lang=es", WIDE),
    ],
)
def test_the_browsers_printer_gets_one_full_page_on_both_papers_with_and_without_a_long_note(
    visit: VisitPage, address, size
):
    page = visit(address, size=size).page
    page.locator(".ww-sheet").wait_for()
    bare = printed(page)
    page.locator('[data-testid="stExpander"] summary').first.click()
    page.locator("textarea").fill(NOTE)
    page.keyboard.press("Tab")
    expect(page.locator(".ww-sheet aside")).to_contain_text("nurse aide course")
    with_note = printed(page)
    assert with_note < bare


def test_the_browsers_printer_sets_few_words_large_and_the_screen_stays_as_it_is(visit: VisitPage):
    page = visit("/handout?job=43-4051&place=OH").page
    sheet = page.locator(".ww-sheet")
    before = sheet.bounding_box(), sheet.evaluate("element => getComputedStyle(element).fontSize"), page.content()
    assert printed(page, fullest=0.7) == 10
    after = sheet.bounding_box(), sheet.evaluate("element => getComputedStyle(element).fontSize")
    assert before[:2] == after
    assert page.locator(".ww-sheet").count() == 1
    page.get_by_role("link", name="Compare").first.click()
    expect(page).to_have_url(re.compile("/compare"))


def printed(page: Page, fullest: float = 0.93) -> float:
    """The size of the type in which the browser prints the sheet, on one page of either paper, the fuller of which is
    full.
    """
    filled = []
    for paper in ("A4", "Letter"):
        pdf = page.pdf(format=paper)
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        assert len(pages) == 1, paper
        text = pages[0].extract_text()
        assert "O*NET" in text
        assert "Present" not in text
        drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L").point(lambda grey: 255 - grey)
        filled.append(drawn.getbbox()[3] / drawn.height)
    assert max(filled) > fullest
    return float(page.evaluate("document.documentElement.style.getPropertyValue('--ww-paper')").removesuffix("pt"))


def test_a_chip_too_many_is_named_and_moving_it_to_the_front_brings_it_onto_the_page(visit: VisitPage):
    page = visit("/handout?job=43-4051&place=OH,US,CA,TX").page
    expect(page.locator(".ww-notice")).to_contain_text("Left out: Texas.")
    page.get_by_role("button", name="Move Texas toward the front").click()
    expect(page.locator(".ww-notice")).to_contain_text("Left out: California.")
    expect(page.locator(".ww-sheet tbody th", has_text="Texas")).to_be_visible()
