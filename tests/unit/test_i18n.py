"""Words follow the language in use, and fall back to English."""

import threading

import pytest

from careers import i18n

SYNTHETIC_PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "not released"
msgstr "sin publicar"

msgid "{number} point"
msgid_plural "{number} points"
msgstr[0] "{number} punto"
msgstr[1] "{number} puntos"
"""


@pytest.fixture
def synthetic_spanish(tmp_path, monkeypatch):
    place = tmp_path / "es" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "wageways.po").write_text(SYNTHETIC_PO, "utf-8")
    monkeypatch.setattr(i18n, "LOCALE_DIRECTORY", tmp_path)
    i18n.languages.cache_clear()
    i18n._catalogue.cache_clear()
    yield
    monkeypatch.undo()
    i18n.languages.cache_clear()
    i18n._catalogue.cache_clear()


def test_a_catalogue_is_found_and_used(synthetic_spanish):
    assert i18n.languages() == ("en", "es")
    with i18n.use_language("es"):
        assert i18n._("not released") == "sin publicar"
        assert i18n.ngettext("{number} point", "{number} points", 1) == "{number} punto"
        assert i18n.ngettext("{number} point", "{number} points", 1.5) == "{number} puntos"
        assert i18n._("no entry for this") == "no entry for this"
        assert i18n._("") == ""
    assert i18n._("not released") == "not released"


@pytest.mark.parametrize("code", ["xx", "", "../es", "en_US"])
def test_an_unknown_language_falls_back_to_english(synthetic_spanish, code):
    with i18n.use_language(code) as used:
        assert used == "en"
        assert i18n._("not released") == "not released"


def test_each_visitors_thread_keeps_its_own_language(synthetic_spanish):
    seen = []

    def visit():
        i18n.set_language("es")
        seen.append(i18n._("not released"))

    thread = threading.Thread(target=visit)
    thread.start()
    thread.join()
    assert seen == ["sin publicar"]
    assert i18n.language() == "en"


@pytest.mark.parametrize(("code", "name", "locale"), [("es", "Español", "es_US"), ("fr", "Français", "fr")])
def test_a_language_names_itself_and_writes_figures_as_they_are_written_here(monkeypatch, code, name, locale):
    monkeypatch.setattr(i18n, "languages", lambda: ("en", code))
    assert i18n.own_name(code) == name
    with i18n.use_language(code):
        assert i18n.babel_locale() == locale
