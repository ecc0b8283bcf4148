"""The handout as PDF: one tagged page, fonts inside, the same figures as text, a code that leads to the live view."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from careers import handout
from careers.i18n import languages, use_language
from careers.narrative import handout as say
from pages.ui import paper
from tests.timing import SLACK

TODAY = date(2026, 11, 22)
LINK = "https://wageways.example/handout?job=43-4051,29-1141&place=OH,US&pay=hour&lang=es"
TWO = (["43-4051", "29-1141"], ["OH", "US"])
FOUR = ["43-4051", "29-1141", "15-1252", "11-1011"]
THREE = ["OH", "18140", "US"]
LONG_NOTE = say.Own("Ana " * 20, "Career Center " * 6, "Look at the nurse aide course first, as we said. " * 9)
DIACRITICS = "áéíóúüñ¿¡ ÁÉÍÓÚÜÑ çàèìòùâêîôûäëïöãõ åøæß łąćęńśźż čďěňřšťůž șță ğışİ őű “”‘’–—−≥±…"


def made(jobs: list[str], places: list[str], own: say.Own | None = None, size: paper.Size = "a4") -> bytes:
    return paper.pdf(say.versions(handout.answer(jobs, places), own or say.Own(), LINK, TODAY), size)


def words(pdf: bytes) -> str:
    """The page's text as a reader would copy it, without line ends and invisible breaks."""
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    return " ".join(text.replace(paper.BREAK, "").split())


def run_together(text: str) -> str:
    return "".join(text.split())


def tagged(pdf: bytes) -> Iterator[dict[str, Any]]:
    """The parts of a tagged document, in reading order."""
    waiting = [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        part = waiting.pop().get_object()
        if isinstance(part, list):
            waiting += reversed(part)
        elif isinstance(part, dict):
            if "/S" in part:
                yield part
            waiting += [part["/K"]] if "/K" in part else []


@pytest.fixture(scope="module")
def two() -> bytes:
    return made(*TWO, own=say.Own("Ana Núñez", "Centro"))


def test_the_text_holds_the_published_figures(two: bytes):
    text = words(two)
    for figure in ("$31,340 $45,610 $63,210 $49,162", "$31,750 $44,770 $63,590 $44,770",
                   "$66,980 $82,510 $105,290 $88,937", "$68,940 $97,550 $137,470 $97,550"):  # fmt: skip
        assert figure in text
    for part in ("−5.5% from 2024 to 2034", "−7.1% from 2022 to 2032", "May 2025", "Ana Núñez, Centro"):
        assert part in text


def test_it_is_a_tagged_document_with_title_language_and_labelled_pictures(two: bytes):
    root = pypdf.PdfReader(io.BytesIO(two)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    title = pypdf.PdfReader(io.BytesIO(two)).metadata.title
    assert title == "Customer service representatives and registered nurses in Ohio and the United States"
    parts = list(tagged(two))
    kinds = Counter(part["/S"] for part in parts)
    labels = [str(part["/Alt"]) for part in parts if "/Alt" in part]
    assert kinds["/H1"] == 1
    assert kinds["/Table"] == 2
    assert kinds["/Figure"] == 5
    assert "Ohio: from $31,340 to $63,210, $45,610 in the middle." in labels
    assert two.startswith(b"%PDF-1.7")
    assert "<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()


def scopes(cells: list[dict[str, Any]]) -> list[str]:
    """What each cell is a heading for; a cell of data has a hyphen."""
    told = [next(entry for entry in cell["/A"] if entry["/O"] == "/Table") for cell in cells]
    assert not any("/Headers" in entry for entry in told)
    assert [cell["/S"] == "/TH" for cell in cells] == ["/Scope" in entry for entry in told]
    return [entry.get("/Scope", "-") for entry in told]


def test_every_row_and_column_of_a_table_has_its_heading(two: bytes):
    rows = [[cell.get_object() for cell in part["/K"]] for part in tagged(two) if part["/S"] == "/TR"]
    told = [scopes(row) for row in rows]
    figures = ["/Row", *["-"] * 5]
    scale, topics = ["-"] * 6, ["/Row", "-", "-"]
    assert told == [
        ["/Column"] * 6, ["/Column"], figures, figures, ["/Column"], figures, figures, scale,
        ["-", "/Column", "/Column"], *[topics] * 6,
    ]  # fmt: skip


def test_in_spanish_an_english_name_is_tagged_as_english(two: bytes):
    with use_language("es"):
        spanish = made(["43-4051"], ["OH"])
    assert "en" in {part["/Lang"] for part in tagged(spanish) if "/Lang" in part}
    assert not [part for part in tagged(two) if part.get("/Lang", "en") != "en"]


def test_every_font_is_inside(two: bytes):
    fonts = [font.get_object() for font in pypdf.PdfReader(io.BytesIO(two)).pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        for below in font["/DescendantFonts"]:
            described = below.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described), font["/BaseFont"]


@pytest.mark.parametrize("size", paper.SIZES)
@pytest.mark.parametrize(("jobs", "places"), [(FOUR, THREE), (FOUR[:3], THREE), (FOUR, THREE[:1]), (FOUR[:1], ["OH"])])
def test_it_is_one_page_of_the_size_asked_for_even_with_a_long_note(size: paper.Size, jobs, places):
    document = pypdf.PdfReader(io.BytesIO(made(jobs, places, LONG_NOTE, size)))
    assert len(document.pages) == 1
    box = document.pages[0].mediabox
    expected = {"a4": (595.3, 841.9), "us-letter": (612, 792)}[size]
    assert (float(box.width), float(box.height)) == pytest.approx(expected, abs=0.5)


def test_a_version_with_less_on_it_is_taken_when_the_first_runs_over_and_the_page_says_so():
    found = handout.answer(FOUR, THREE)
    pages = list(say.versions(found, LONG_NOTE, LINK, TODAY))
    text = words(paper.pdf([say.sheet(found, LONG_NOTE, LINK, TODAY, 6), *pages], "us-letter"))
    assert "Not on this page for lack of room:" in text
    assert "work life" in text.split("Not on this page for lack of room:")[1]


def test_where_no_version_fits_it_is_an_error():
    with pytest.raises(paper.PageTooFullError):
        paper.pdf([say.sheet(handout.answer(FOUR, THREE), LONG_NOTE, LINK, TODAY, 6)], "us-letter")


@pytest.mark.parametrize("size", paper.SIZES)
@pytest.mark.parametrize("jobs", [FOUR[:1], FOUR])
def test_the_code_on_the_page_leads_to_the_live_view(size: paper.Size, jobs):
    page = pypdfium2.PdfDocument(made(jobs, ["OH"], size=size))[0]
    found = zxingcpp.read_barcodes(page.render(scale=2.5).to_pil())
    assert [code.text for code in found] == [LINK]


def test_in_greyscale_the_line_the_band_and_the_mark_of_the_chart_differ(two: bytes):
    colours = {
        colour for _count, colour in pypdfium2.PdfDocument(two)[0].render(scale=3).to_pil().convert("L").getcolors()
    }
    line, band = 110, 178
    mark = round(0.299 * 0x12 + 0.587 * 0x43 + 0.114 * 0x6D)
    for grey in (line, band, mark):
        assert any(abs(grey - colour) <= 2 for colour in colours), grey
    assert band - line >= 50
    assert line - mark >= 50


def test_every_diacritic_can_be_copied_out():
    text = words(made(["43-4051"], ["OH"], say.Own("María Ibáñez", "", DIACRITICS)))
    for sign in DIACRITICS.split():
        assert sign in text, sign
    assert "María Ibáñez" in text


def test_markup_stays_text():
    note = "*bold* #pagebreak() $x^2$ <label> @ref [link](x) \\ `code` <script>alert(1)</script> // comment"
    text = words(made(["43-4051"], ["OH"], say.Own("#eval(1)", "", note)))
    assert run_together(note) in run_together(text)
    assert "#eval(1)" in text


def test_a_very_long_word_wraps_and_nothing_of_it_is_lost():
    word = "Donaudampfschifffahrt" * 15
    pdf = made(["43-4051"], ["OH"], say.Own("x" * 80, "", word))
    assert word in run_together(words(pdf))
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=1).to_pil().convert("L")
    right = image.crop((image.width - 30, 0, image.width, image.height))
    assert right.getextrema()[0] > 200


def test_every_sign_that_the_font_is_said_to_hold_can_be_set():
    held = [chr(code) for part in paper.HELD for code in part if chr(code).isprintable()] + sorted(paper.SIGNS)
    for at in range(0, len(held), 120):
        note = " ".join(f"a{sign}" for sign in held[at : at + 120])
        assert made(["43-4051"], ["US"], say.Own("", "", note)).startswith(b"%PDF")


def test_signs_that_the_font_lacks_become_boxes_and_the_page_is_still_made():
    text = words(made(["43-4051"], ["OH"], say.Own("李 Ana", "مركز", "Привет, Ελλάδα 🎓 ok हिन्दी ꜳ ᶏ Nguyễn")))
    assert "□ Ana" in text
    assert "Привет, Ελλάδα □ ok □□□□□□ □ □ Nguyễn" in text


def test_signs_that_become_boxes_are_known_and_marks_upon_them_are_not_named_one_by_one():
    assert paper.lacking("Ana Núñez, Привет – 5 €") == []
    assert paper.lacking("🎓 李 Ana 李 ⚕\ufe0f שלום") == ["🎓", "李", "⚕", "ש", "ל", "ו", "ם"]
    text = words(made(["43-4051"], ["OH"], say.Own("", "", "🎓 李 ש")))
    assert "□ □ □" in text


def drawn(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of everything on a page that is neither text nor picture."""
    return [part.get_bounds() for part in page.get_objects() if part.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]


def touched(pdf: bytes) -> str:
    """Letters that a rule across the page touches, with their descenders and accents."""
    page = pypdfium2.PdfDocument(pdf)[0]
    rules = [(bottom + top) / 2 for left, bottom, right, top in drawn(page) if right - left > 400]
    assert len(rules) > 3
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    half = 0.25
    return "".join(
        text.get_text_range(at, 1)
        for at, (_left, bottom, _right, top) in enumerate(boxes)
        if any(bottom - half < rule < top + half for rule in rules)
    )


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("jobs", [["27-2011", "25-2021", "29-1249"], ["27-2011"]])
def test_no_rule_of_a_table_touches_a_letter(code: str, jobs):
    with use_language(code):
        pdf = made(jobs, ["OH", "PR"])
    assert touched(pdf) == ""


def test_pay_known_from_below_only_is_drawn_as_an_arrow_and_nothing_else():
    shapes = drawn(pypdfium2.PdfDocument(made(["29-1022"], ["AK"]))[0])
    marks = [(left, right - left) for left, _bottom, right, _top in shapes if 1 < right - left < 60]
    scale = sorted(left for left, _bottom, right, _top in shapes if right - left < 1)
    # One in the chart, near the end of its scale, and one in its key.
    assert len(marks) == 2
    assert marks[0][1] == pytest.approx(marks[1][1], abs=0.1)
    assert scale[-2] < marks[0][0] < scale[-1]


def test_all_cells_suppressed_or_no_projection_still_make_a_page():
    assert "not released" in words(made(["11-1011"], ["MA"]))
    assert "do not list Grounds Maintenance Workers" in words(made(["37-3010"], ["US"]))


@pytest.mark.parametrize("code", languages())
def test_in_every_language_the_largest_page_says_so_and_holds_all_its_words(code: str):
    found_words = say.Own("María Ibáñez", "", DIACRITICS)
    with use_language(code):
        found = handout.answer(FOUR, THREE)
        pages = list(say.versions(found, found_words, LINK, TODAY))
        pdf = paper.pdf(pages, "us-letter")
    assert pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == code
    text = run_together(words(pdf))
    shown = next(page for page in pages if run_together(" ".join(page.left_out)) in text)
    assert shown.language == code
    assert paper.NO_GLYPH not in text
    key = [meaning for _mark, meaning in shown.key]
    told = [sentence for topic in shown.topics for sentences in topic.told for sentence in sentences]
    for sentence in (shown.title, *shown.lead, *key, *shown.notes, *shown.sources, *told, *DIACRITICS.split()):
        assert run_together(sentence) in text, sentence


def test_the_largest_page_is_made_in_two_seconds():
    made(["43-4051"], ["OH"])
    start = time.thread_time()
    made(FOUR, THREE, LONG_NOTE)
    assert time.thread_time() - start < 2 * SLACK
