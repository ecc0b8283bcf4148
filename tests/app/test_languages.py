"""The language: in the address, on every link, in every part of a page, and never another visitor's."""

import re
import threading
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from streamlit.testing.v1 import AppTest

from careers import i18n, tables
from careers.narrative import english
from pages.ui import site

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
OHIO = {"job": "43-4051", "place": "OH"}


def visit(script: str = "pay/overview.py", **parameters: str) -> AppTest:
    app = AppTest.from_file(str(MENU), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.switch_page(script).run()


def words(app: AppTest) -> str:
    assert not app.exception
    return " ".join(block.proto.body for block in app.get("html"))


def test_a_page_reads_the_same_after_it_was_shown_in_another_language():
    shown = [words(visit(**OHIO, lang=code)) for code in ("es", "en", "es", "en")]
    assert shown[0] == shown[2] != shown[1] == shown[3]


def test_every_link_of_the_menu_keeps_the_language_and_english_leaves_the_address_clean():
    told = words(visit(**OHIO, lang="es"))
    assert 'href="/regions?job=43-4051&amp;place=OH&amp;lang=es"' in told
    assert "lang=" not in words(visit(**OHIO)).replace('lang="', "").replace("&amp;lang=es", "", 1)


def test_the_switch_keeps_everything_else_of_the_view():
    told = words(visit("pay/regions.py", **OHIO, pay="hour", by="states"))
    assert '<a href="/regions?job=43-4051&amp;place=OH&amp;pay=hour&amp;by=states&amp;lang=es" lang="es"' in told
    assert '<a href="/regions?job=43-4051&amp;place=OH&amp;pay=hour&amp;by=states" lang="en"' in told


def test_the_switch_keeps_the_whole_list_of_the_page_that_compares():
    told = words(visit("decide/compare.py", job="43-4051,29-1141", place="US,OH", lang="es"))
    assert '<a href="/compare?job=43-4051,29-1141&amp;place=US,OH" lang="en"' in told
    assert '<a href="/compare?job=43-4051,29-1141&amp;place=US,OH&amp;lang=es" lang="es"' in told


def test_an_unknown_language_is_said_and_english_is_spoken():
    told = words(visit(**OHIO, lang="<b>xx"))
    assert "We do not speak the language “&lt;b&gt;xx” yet." in told
    assert 'href="/regions?job=43-4051&amp;place=OH"' in told


def test_a_bare_address_takes_up_the_language_of_the_visit():
    app = visit(**OHIO, lang="es")
    for name in list(app.query_params):
        del app.query_params[name]
    app.switch_page("start.py").run()
    assert app.query_params["lang"] == "es" or app.query_params["lang"] == ["es"]


def test_visitors_in_turn_each_read_their_own_language():
    spanish, english = visit(**OHIO, lang="es"), visit(**OHIO)
    first = words(spanish), words(english)
    for _turn in range(2):
        assert (words(spanish.run()), words(english.run())) == first
    assert first[0] != first[1]


def test_a_part_that_runs_again_alone_speaks_the_language_of_its_page():
    """Streamlit runs it in a thread of its own, which nobody told the language."""
    said: list[str] = []
    with i18n.use_language("es"):
        part = i18n.in_this_language(lambda: said.append(i18n.language()))
    thread = threading.Thread(target=part)
    thread.start()
    thread.join()
    part()
    assert said == ["es", "es"]
    assert i18n.language() == "en"


def english_words() -> set[str]:
    """Every text of ours that Spanish says otherwise."""
    with (i18n.LOCALE_DIRECTORY / "es" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="es") if isinstance(message.id, str) and message.id]
    said = {str(message.string) for message in messages}
    return {message.id for message in messages if message.id != message.string} - said


@pytest.mark.parametrize("page", site.PAGES, ids=lambda page: page.name or "start")
def test_no_word_of_ours_stays_english_on_a_spanish_page(page):
    """Agencies' names do; where they are the same as a word of ours they are marked as English."""
    app = visit(page.script, **OHIO, lang="es")
    told = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", words(app), flags=re.DOTALL)
    # Names of tables and fields are the files' own.
    told = re.sub(r"<code>.*?</code>", "", told)
    texts = {unescape(text).strip() for text in re.split(r"<[^>]*>", told)}
    labels = {unescape(text) for text in re.findall(r'(?:aria-label|title|alt)="([^"]*)"', told)}
    boxes = {str(block.label) for kind in ("expander", "selectbox", "text_input") for block in app.get(kind)}
    assert sorted((texts | labels | boxes) & english_words() - set(tables.names())) == []
    with i18n.use_language("es"):
        unmarked = {piece for text in texts for piece, is_name in english.runs(text) if is_name}
    assert unmarked == set()
