"""What only the handout has: boxes for the counselor's own words, the sheet, and its download as PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from careers import export
from careers.handout import Handout
from careers.i18n import _, in_this_language
from careers.narrative import handout as say
from careers.narrative.handout import Own
from pages.ui import paper, sheet
from pages.ui.paper import Size
from pages.ui.selection import Shortlist

_ASSETS = Path(__file__).resolve().parent / "assets"
_STYLE = f"<style>{(_ASSETS / 'sheet.css').read_text('utf-8')}</style>"
_OWN = "handout-own"

MOST_SIGNS: Final = 8
"""Signs that the PDF lacks and that are named; more say nothing more."""

_fit_on_paper = st.components.v2.component("wageways_print", js=(_ASSETS / "print.js").read_text("utf-8"))


def own_words() -> Own:
    """What the counselor adds. It stays in this visit's memory: no address, file or other visit ever holds it."""
    with st.expander(_("Add your name and a note"), key="own-words"):
        left, right = st.columns(2)
        with left:
            name = _kept("name", _("Your name"), say.LONGEST_NAME, st.text_input)
            organisation = _kept("organisation", _("Your organization"), say.LONGEST_NAME, st.text_input)
        with right:
            note = _kept("note", _("A note for the person you hand this to"), say.LONGEST_NOTE, st.text_area)
        st.caption(_("We do not store this. It is on your page and your PDF only, not in the link."))
    return Own(name, organisation, note)


def _kept(name: str, label: str, longest: int, box: Callable[..., str]) -> str:
    """A box whose words outlast a look at another page, which makes Streamlit forget its widgets."""
    kept: dict[str, str] = st.session_state.setdefault(_OWN, {})
    key = f"own-{name}"
    st.session_state.setdefault(key, kept.get(name, ""))
    kept[name] = box(label, key=key, max_chars=longest)
    return kept[name]


def address(chosen: Shortlist) -> str:
    """This view's whole address, under the name by which the reader's browser knows the server."""
    seen = urlsplit(st.context.url or "")
    link = chosen.link_to_read("handout")
    if not seen.netloc:
        return ""
    base = seen.path.rstrip("/").removesuffix("/handout")
    return f"{seen.scheme}://{seen.netloc}{base}{link}"


def is_only_here(link: str) -> bool:
    """Whether an address leads nowhere but to the computer it is opened on."""
    host = urlsplit(link).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def page(found: Handout, own: Own, link: str) -> None:
    """The sheet and, above it, ways to get it on paper. The PDF is made when it is asked for."""
    today = date.today()
    names = [*(job.job.soc_code for job in found.jobs), *(cell.place.place_code for cell in found.grid.cells[0])]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="paper"):
        for size, title in paper.SIZES.items():
            st.download_button(
                _("Download PDF ({paper})").format(paper=title),
                data=in_this_language(partial(_pdf, found, own, link, today, size)),
                file_name=export.file_name("wageways", "handout", *names, size, kind="pdf"),
                mime="application/pdf",
                key=f"pdf-{size}",
                on_click="ignore",
            )
        st.caption(_("Or print this page from your browser: only the sheet goes on the paper."))
    if is_only_here(link):
        st.caption(
            _(
                "You opened Wageways at {host}, so the code and the link on the paper work on this computer only. Open "
                "it at an address that others can reach before you print."
            ).format(host=urlsplit(link).netloc)
        )
    absent = paper.lacking(own.all_words)
    if absent:
        st.caption(
            _(
                "The PDF cannot show {signs}: an empty box (□) stands there instead. Print this page from your browser "
                "to keep them."
            ).format(signs=" ".join(absent[:MOST_SIGNS]) + (" …" if len(absent) > MOST_SIGNS else ""))
        )
    with st.container(key="silent-print"):
        _fit_on_paper(key="print")
    st.html(_STYLE + sheet.html(say.sheet(found, own, link, today), paper.code(link) if link else ""))


def _pdf(found: Handout, own: Own, link: str, today: date, size: Size) -> bytes:
    return paper.pdf(say.versions(found, own, link, today), size)
