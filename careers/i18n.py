"""Words in the reader's language: gettext catalogues from ``locale/``, one language per thread of work.

``locale/LANGUAGE/LC_MESSAGES/wageways.po`` is the catalogue that translators edit; it is compiled in memory when first
used, so that no compiled copy can fall behind it. English needs no catalogue: its words stand in the code.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from babel import Locale
from babel.localedata import exists
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

P = ParamSpec("P")
T = TypeVar("T")

LOCALE_DIRECTORY: Final = Path(__file__).resolve().parent.parent / "locale"
DOMAIN: Final = "wageways"
FALLBACK: Final = "en"

_language: ContextVar[str] = ContextVar("language", default=FALLBACK)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages on offer: English first, then every catalogue found, in order of code."""
    found = sorted(path.parent.parent.name for path in LOCALE_DIRECTORY.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return (FALLBACK, *(code for code in found if code != FALLBACK))


@cache
def own_name(code: str) -> str:
    """What a language calls itself, such as ``Español``."""
    name = Locale.parse(code).get_language_name() or code
    return name[:1].upper() + name[1:]


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    path = LOCALE_DIRECTORY / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if code == FALLBACK or not path.is_file():
        return _gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def warm_up() -> None:
    """Read every catalogue, before the first visitor waits for it."""
    for code in languages():
        _catalogue(code)


def set_language(code: str) -> str:
    """Use ``code`` for what follows in this context, or English where there is no such catalogue.

    Returns:
        The language in use from now on.
    """
    chosen = code if code in languages() else FALLBACK
    _language.set(chosen)
    return chosen


@contextmanager
def use_language(code: str) -> Iterator[str]:
    """Use ``code`` inside the ``with`` block only."""
    token = _language.set(code if code in languages() else FALLBACK)
    try:
        yield _language.get()
    finally:
        _language.reset(token)


def in_this_language(function: Callable[P, T]) -> Callable[P, T]:
    """``function``, to be called from anywhere at any time: it speaks the language in use now.

    What a server calls later, such as part of a page or a download, runs in a thread that was never told the language.
    """
    spoken = language()

    @wraps(function)
    def speaking(*args: P.args, **kwargs: P.kwargs) -> T:
        with use_language(spoken):
            return function(*args, **kwargs)

    return speaking


def language() -> str:
    """Code of the language in use, such as ``en``."""
    return _language.get()


def babel_locale() -> str:
    """Babel's name of the locale in use, such as ``en_US``.

    Figures here are about the United States, so they are written as they are there, where Babel knows how.
    """
    return _region(_language.get())


@cache
def _region(code: str) -> str:
    here = f"{code}_US"
    return here if exists(here) else code


def _(text: str) -> str:
    """``text`` in the language in use; ``text`` itself where the catalogue has no such entry."""
    # gettext answers the empty text with the catalogue's header.
    return _catalogue(_language.get()).gettext(text) if text else text


def ngettext(singular: str, plural: str, count: float) -> str:
    """The form for ``count`` things, in the language in use. A fraction takes the plural."""
    whole = int(count) if float(count).is_integer() else 2
    return _catalogue(_language.get()).ngettext(singular, plural, whole)


def pgettext(context: str, text: str) -> str:
    """``text`` where the same English word needs two translations; ``context`` tells them apart."""
    return _catalogue(_language.get()).pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name for "extract now, translate when shown"
    """Mark ``text`` for the catalogue and return it unchanged; pass it through ``_`` when it is shown."""
    return text
