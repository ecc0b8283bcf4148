"""Every language says everything that English says, with the same figures in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from careers import i18n
from scripts.messages import code as code_words
from tests.conftest import REPOSITORY

LANGUAGES = [code for code in i18n.languages() if code != i18n.FALLBACK]
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(["N_", "ngettext:1,2", "pgettext:1c,2"])
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
LAST_SIGNS = (".", "?", "!", ":", "…")
MARKUP = re.compile(r"</?[a-z][^>]*>")

SAME_IN_SPANISH = frozenset(
    {
        *("Occupational Outlook Handbook (BLS)", "O*NET OnLine", "O*NET OnLine: {title}", "{phrase} (O*NET: {name})"),
        *("BLS, {edition}", "BLS, {edition}: “{words}”", "CC BY 4.0", "30.x", "{number} bytes", "{dollars}k", "Sector"),
    }
)
"""Names, codes and words that Spanish writes as English does; texts of placeholders and signs only need no mention."""


@cache
def extracted() -> dict[tuple[str | None, str], Message]:
    """What the code and the data files say, as ``make messages`` finds it."""
    with (REPOSITORY / "babel.cfg").open() as file:
        method_map, options_map = parse_mapping_cfg(file, "babel.cfg")
    catalogue = Catalog()
    found = extract_from_dir(
        str(REPOSITORY), method_map, options_map, KEYWORDS, directory_filter=lambda path: not path.endswith(".venv")
    )
    for _file, _line, text, _comments, context in found:
        if text:
            catalogue.add(text, context=context)
    return {key(message): message for message in catalogue if message.id}


@cache
def translated(code: str) -> Catalog:
    with (i18n.LOCALE_DIRECTORY / code / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def messages(code: str) -> Iterator[Message]:
    return (message for message in translated(code) if message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalogue_holds_exactly_what_is_said(code):
    held = {key(message) for message in messages(code)}
    said = set(extracted())
    assert (sorted(map(str, said - held)), sorted(map(str, held - said))) == ([], []), "Run make messages."
    assert not translated(code).obsolete


def test_words_inside_f_strings_are_found_and_keys_of_words_are_not():
    source = (
        b"""x = f"<b>{_('inside')}</b>"; y = _(WORDS["key"]); z = ngettext("one", "many", n); w = pgettext("c", "t")"""
    )
    found = [(name, texts) for _line, name, texts, _comments in code_words(BytesIO(source), KEYWORDS, (), {})]
    assert sorted(found) == [
        ("_", ("inside",)),
        ("ngettext", ("one", "many", None)),
        ("pgettext", ("c", "t")),
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_empty_or_unsure(code):
    empty = [message.id for message in messages(code) if not all(text.strip() for text in forms(message.string))]
    assert empty == []
    assert [message.id for message in messages(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_plural_form_is_there(code):
    number = translated(code).num_plurals
    plural = [message for message in messages(code) if not isinstance(message.id, str)]
    assert len(plural) > 20
    assert [message.id for message in plural if len(forms(message.string)) != number] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_placeholders_and_markup_are_the_same(code):
    """A singular may leave its number out ("one state"), no form may name what is not given."""
    wrong = []
    for message in messages(code):
        wanted = forms(message.id)
        for place, text in enumerate(forms(message.string)):
            asked, found = (set(PLACEHOLDER.findall(t)) for t in (wanted[-1], text))
            if found - asked or (asked - found and (len(wanted) == 1 or place)):
                wrong.append((message.id, text))
            if MARKUP.findall(wanted[-1]) != MARKUP.findall(text):
                wrong.append((message.id, text))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_spaces_and_the_last_sign_stay(code):
    """Texts that are put together, and sentences that follow each other, keep their seams."""
    wrong = []
    for message in messages(code):
        first, text = forms(message.id)[0], forms(message.string)[0]
        if (first[:1].isspace(), first[-1:].isspace()) != (text[:1].isspace(), text[-1:].isspace()):
            wrong.append((first, text))
        # An abbreviation has a point of its own, which may be the sentence's too.
        if not text.endswith("EE. UU.") and first.endswith(LAST_SIGNS) != text.endswith(LAST_SIGNS):
            wrong.append((first, text))
    assert wrong == []


def test_spanish_is_not_english():
    same = {str(message.id) for message in messages("es") if message.string == message.id}
    assert sorted(text for text in same - SAME_IN_SPANISH if re.search("[a-zA-Z]", PLACEHOLDER.sub("", text))) == []
    assert same >= SAME_IN_SPANISH, "The list holds something that is translated, or gone."


def test_spanish_dollars_and_dates_are_those_of_the_united_states():
    from careers import format as fmt

    with i18n.use_language("es"):
        assert fmt.usd_year(41250) == "$41,250"
        assert fmt.day("2026-07-14") == "14 de julio de 2026"
