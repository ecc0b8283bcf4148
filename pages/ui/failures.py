"""What the reader sees when something goes wrong: a plain sentence and a way on. The stack trace goes to the log."""

from __future__ import annotations

import logging

import streamlit as st

from careers.errors import CareersError, NotPublished, TableMissing
from careers.i18n import _
from pages.ui import blocks, selection, site

_log = logging.getLogger("wageways")


def show(error: Exception) -> bool:
    """Show our own message in place of Streamlit's. The server calls this for every error a script lets through.

    Returns:
        True, which tells Streamlit that the reader has been told.
    """
    if isinstance(error, CareersError) and not isinstance(error, TableMissing):
        st.html(blocks.notice(str(error), _ways_on(error)))
        return True
    _log.error("A page failed.", exc_info=error)
    if isinstance(error, TableMissing):
        message = f"{error} {_('Other pages may still work. Whoever runs this server finds the cause in its log.')}"
    else:
        message = _("Something went wrong on our side, so this page is not complete. Your choices are kept.")
    st.html(blocks.notice(message, [(_("Back to the start"), site.page("").path)]))
    return True


def _ways_on(error: CareersError) -> list[tuple[str, str]]:
    """Links to what comes close: the published neighbours of a cell, or nearby codes."""
    chosen = selection.current()
    page = selection.current_page()
    offers = []
    for near in error.nearest[:3]:
        for name in ("job", "place", "industry"):
            found, problems = selection.read({**chosen.parameters(), name: near.code})
            if problems or found == chosen:
                continue
            # No figure crosses places with industries, so the neighbour of one stands without the other.
            other = {"place": {"industry": None}, "industry": {"place": selection.WHOLE_COUNTRY}}.get(name, {})
            offers.append((near.title, found.link(page, **(other if isinstance(error, NotPublished) else {}))))
            break
    return offers or [(_("Back to the start"), site.page("").path)]
