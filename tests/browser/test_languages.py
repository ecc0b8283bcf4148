"""The language in a browser: switched by a link, told to the browser, kept by parts that run again and by downloads."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import PHONE, VisitPage, stands_still

ADDRESS = "/overview?job=43-4051&place=OH"


def test_a_link_switches_the_language_and_keeps_the_view(visit: VisitPage):
    seen = visit(ADDRESS + "&pay=hour")
    page = seen.page
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Español").click()
    page.get_by_role("heading", level=1, name="Representantes de servicio al cliente en Ohio").wait_for()
    seen.settled()
    assert "pay=hour&lang=es" in page.url
    assert page.evaluate("document.documentElement.lang") == "es"
    page.get_by_role("link", name="Evolución", exact=True).click()
    page.get_by_role("heading", name="Hasta dónde confiar en esto").wait_for()
    assert "lang=es" in page.url
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="How far to trust this").wait_for()
    assert "lang=" not in page.url


def test_two_visitors_at_once_never_read_each_others_language(visit: VisitPage, tmp_path: Path):
    """A part that is opened, and a download, are made in threads of the server's own."""
    spanish, english = visit(ADDRESS + "&lang=es").page, visit(ADDRESS).page
    spanish.get_by_text("Tabla y descarga").first.click()
    english.get_by_text("Table and download").first.click()
    english.get_by_role("columnheader", name="Middle (median, P50)").wait_for()
    spanish.get_by_role("columnheader", name="Mediana (P50)").wait_for()
    told = {}
    for page, button in ((english, "Download CSV"), (spanish, "Descargar CSV"), (english, "Download CSV")):
        with page.expect_download() as waiting:
            stands_still(page.get_by_role("button", name=button).first).click()
        waiting.value.save_as(tmp_path / "rows.csv")
        told.setdefault(button, []).append((tmp_path / "rows.csv").read_text("utf-8-sig"))
    assert "# Fuente: " in told["Descargar CSV"][0]
    assert all("# Source: " in text and "# Fuente: " not in text for text in told["Download CSV"])


def test_a_spanish_word_finds_the_occupation_by_its_spanish_name(visit: VisitPage):
    page = visit("/?lang=es").page
    box = page.get_by_role("combobox", name="Ocupación")
    box.fill("boilermakers")
    # A name that nobody has translated is read out as English.
    assert page.get_by_role("option", name="Boilermakers").first.locator("span").get_attribute("lang") == "en"
    box.fill("enfermera")
    assert page.get_by_role("option", name="Enfermeros").first.locator("span").get_attribute("lang") == "es"
    page.get_by_role("option", name="Enfermeros y enfermeras registrados").first.click()
    page.wait_for_url("**job=29-1141**")
    assert "lang=es" in page.url
    assert page.get_by_role("combobox", name="Ocupación").get_attribute("lang") == "es"
    assert page.locator(".ww-ways strong").first.inner_html().startswith("Enfermeros y enfermeras registrados")


def test_spanish_fits_a_phone(visit: VisitPage):
    for path in (ADDRESS, "/outlook?job=43-4051&place=OH", "/offer?job=43-4051&place=OH&amount=45000"):
        page = visit(f"{path}&lang=es", size=(360, PHONE[1])).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
