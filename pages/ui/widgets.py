"""What pages are built from: heading and pickers, key figures, charts with their table, notices. A page calls these and
nothing of Streamlit's own for anything that carries a figure, so that every page reads and behaves alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from careers import export, tables
from careers import format as fmt
from careers.i18n import FALLBACK, _, in_this_language, language, own_name, pgettext
from careers.narrative import english
from careers.narrative.names import in_place, job_title
from careers.occupation_names import in_language
from pages.ui import blocks, pictures, selection, site, theme
from pages.ui.blocks import Card, KeyFigure, Link, Tile, Way
from pages.ui.charts import Classes, Drawing, class_colours
from pages.ui.selection import Problem, Selection, Shortlist

_ASSETS: Final = Path(__file__).resolve().parent / "assets"


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")


_STYLE: Final = f"<style>{_asset('style.css')}</style>"
_SLIDES_STYLE: Final = f"<style>{_asset('present.css')}</style>"
_pickers: Final = st.components.v2.component(
    "wageways_pickers", html='<div class="pickers"></div>', css=_asset("pickers.css"), js=_asset("pickers.js")
)
_HEARD: Final = "pickers-heard"
"""Key of this visit's memory: list → number of the last press on it that has been taken over."""
_links: Final = st.components.v2.component("wageways_links", js=_asset("links.js"))
_slides: Final = st.components.v2.component(
    "wageways_slides", html='<div class="bar" role="group"></div>', css=_asset("slides.css"), js=_asset("present.js")
)
MOST_OFFERED: Final = 6
"""Options that are offered one by one; of more the box below holds them all."""

_reached: Final = st.components.v2.component(
    "wageways_reached",
    html='<div class="place"><button></button></div>',
    css="""button { font: inherit; color: inherit; background: none; cursor: pointer; padding: 0.4rem 0.8rem;
    border: 1px solid var(--st-border-color); border-radius: 6px; }""",
    js=_asset("reached.js"),
)


# --- The frame around every page -----------------------------------------------------------------------------------


def style() -> None:
    """Dress the page. The menu calls this once per run."""
    st.html(_STYLE)


def follow_links() -> None:
    """Follow a click on one of our own links without reloading the app. The menu calls this before the page runs."""
    with st.container(key="silent-links"):
        clicked = _links(
            key="links",
            data={"pages": [page.path for page in site.PAGES], "theme": palette().name, "language": language()},
            on_go_change=_nothing,
            on_theme_change=_nothing,
        )
    if clicked.go:
        address = urlsplit(str(clicked.go))
        page = site.page(address.path.strip("/"))
        st.switch_page(page.script, query_params=dict(parse_qsl(address.query)))


def _part(body: Callable[[], None]) -> Callable[[], None]:
    """Part of a page that can run again alone: then, too, it speaks the language of the page around it."""
    return st.fragment(in_this_language(body))


def _nothing() -> None:
    """A component reports a value only where somebody listens."""


def navigation(chosen: Selection, shown: site.Page) -> None:
    """The menu, every entry of which keeps the reader's choices, and this view in the other languages and as slides."""
    entries = [(_(page.title), chosen.link(page.name), page is shown) for page in site.PAGES if page.in_menu]
    languages = [(own_name(code), address, code) for code, address in selection.in_languages()]
    present = (_("Present"), selection.as_slides(True))
    copy = {
        "copy": _("Copy link"),
        "copied": _("Copied."),
        "by_hand": _("Your browser does not let us copy. Copy the link from here:"),
    }
    st.html(blocks.navigation(entries, chosen.link(""), languages, language(), present, copy))


def slides(shown: site.Page) -> None:
    """Show the page as slides, one figure on each, with buttons and keys to move; takes the place of the menu."""
    st.html(_SLIDES_STYLE)
    words = {
        "bar": _("Slides"),
        "back": _("Previous slide"),
        "on": _("Next slide"),
        "of": _("{number} of {all}"),
        "leave": _("Esc to leave"),
    }
    _slides(
        key="slides",
        data={"page": shown.name, "title": _(shown.title), "leave": selection.as_slides(False), "words": words},
    )


def problems(found: Sequence[Problem]) -> None:
    """Say what in the address answers nothing, and offer what comes close."""
    page = selection.current_page()
    for problem in found:
        st.html(blocks.notice(problem.message, [(words, there.link(page)) for words, there in problem.offers]))


def footer(names: Sequence[str]) -> None:
    """Whose data these are and how fresh: one line per source of the tables named."""
    lines = export.source_lines(tables.record(name) for name in names)
    whose = _("Figures as published by US agencies. Wageways is not an agency.")
    st.html(blocks.footer([whose, *lines], [api_guide()]))


def api_guide() -> Link:
    """The guide to the same figures as data."""
    return _("Figures for programs (API)"), "/api" if language() == FALLBACK else f"/api?lang={language()}"


# --- Choosing ------------------------------------------------------------------------------------------------------


def heading_and_pickers(
    chosen: Selection,
    *,
    title: str | None = None,
    job: bool = True,
    industry: bool = False,
    pay: bool = True,
    blank: bool = False,
) -> None:
    """The page's heading, which names the job and the place, and below it the pickers.

    Args:
        chosen: the reader's selection.
        title: a heading of the page's own in place of "job in place".
        job: whether a job can be picked.
        industry: whether an industry can be picked.
        pay: whether pay by year or by hour can be picked.
        blank: whether the boxes stand empty while nothing has been chosen yet, as on the start page.
    """
    st.html(blocks.heading(title or heading_words(chosen, with_industry=industry)))
    fields: list[dict[str, Any]] = [
        {
            "name": "job",
            "label": _("Job"),
            "title": "" if blank and chosen.job == selection.ALL_OCCUPATIONS else in_language(chosen.job_title),
            "placeholder": _("Type a job, such as “customer service agent”"),
            "api": "/api/titles",
            "code": "soc_code",
            "matched": "matched_title",
            "wide": True,
        },
        {
            "name": "place",
            "label": _("Place"),
            "title": "" if blank and chosen.place == selection.WHOLE_COUNTRY else chosen.place_title,
            "placeholder": _("Type a state, city or area"),
            "api": "/api/places",
            "code": "place_code",
            "matched": "matched",
            "wide": not (industry or pay),
        },
    ]
    if not job:
        del fields[0]
    if industry:
        fields.append(
            {
                "name": "industry",
                "label": _("Industry"),
                "title": chosen.industry_title or _("All industries"),
                "placeholder": _("Type an industry"),
                "api": "/api/industries",
                "code": "industry_code",
                "note": "level",
                "notes": {
                    "sector": _("Sector"),
                    "3-digit": _("Three-digit industry"),
                    "4-digit": _("Four-digit industry"),
                    "5-6-digit": _("Five- or six-digit industry"),
                    "government": _("Government"),
                    "ownership": _("Private or public"),
                    "all": _("Everything together"),
                },
                "browse": True,
            }
        )
    for field in fields:
        field["language"] = english.language_of(field["title"])
    if pay:
        fields.append(_pay_switch(chosen.pay))
    _pickers(key="pickers", data={"fields": fields, "words": _search_words()}, on_choice_change=_take_choice)


def list_pickers(chosen: Shortlist, title: str, names: Mapping[str, str], most: Mapping[str, int]) -> None:
    """The page's heading, and below it the lists of jobs and places: added by search, removed, put in another order.

    Args:
        chosen: the reader's jobs and places.
        title: the heading.
        names: code of a job or place → what it is called here.
        most: how many of each there may be: ``job`` and ``place``.
    """
    st.html(blocks.heading(title))
    kinds = (
        (
            "job",
            pgettext("occupations", "Jobs"),
            _("Jobs (full)"),
            _("Add a job"),
            "titles",
            "soc_code",
            "matched_title",
            chosen.jobs,
        ),
        ("place", _("Places"), _("Places (full)"), _("Add a place"), "places", "place_code", "matched", chosen.places),
    )
    fields: list[dict[str, Any]] = [
        {"name": name, "kind": "list", "label": label, "boxLabel": add, "placeholder": add, "api": f"/api/{api}",
         "code": code, "matched": matched, "most": most[name], "full": full,
         "heard": st.session_state.get(_HEARD, {}).get(name),
         "items": [{"code": entry, "title": names[entry], "language": english.language_of(names[entry])}
                   for entry in listed]}
        for name, label, full, add, api, code, matched, listed in kinds
    ]  # fmt: skip
    words = {
        "fold": _("Change jobs, places or period"),
        "back": _("Move {name} toward the front"),
        "on": _("Move {name} toward the end"),
        "remove": _("Remove {name}"),
        "moved": _("{name} is now number {number} of {all}"),
        "removed": _("{name} is removed"),
    }
    _pickers(
        key="pickers",
        data={"fields": [*fields, _pay_switch(chosen.pay)], "words": _search_words() | words},
        on_choice_change=_take_listed,
    )


def _take_listed() -> None:
    choice = st.session_state["pickers"].choice
    if "press" in choice:
        # Echoed, so that the list tells an answer to its last press from one to an earlier press.
        st.session_state[_HEARD] = st.session_state.get(_HEARD, {}) | {str(choice["name"]): choice["press"]}
    selection.choose_listed(str(choice["name"]), str(choice["value"]))


def _pay_switch(chosen: str) -> dict[str, Any]:
    options = [["year", _("Year")], ["hour", _("Hour")]]
    return {"name": "pay", "kind": "switch", "label": _("Pay by"), "options": options, "value": chosen}


def _search_words() -> dict[str, str]:
    return {
        # The page's own mark of its language is no help: a browser that translates changes it.
        "language": language(),
        "matched": _("matched “{text}”"),
        "none": _("Nothing found for “{text}”. Try fewer or other words."),
        "found": _("{number} found. Use the arrow keys."),
        "failed": _("The search did not answer. Try again in a moment."),
    }


def heading_words(chosen: Selection, *, with_industry: bool = False) -> str:
    """The job and the place, and the chosen industry where the page answers for it."""
    if chosen.industry and with_industry:
        return _("{job} in {industry}, {place}").format(
            job=job_title(chosen.job_title), industry=chosen.industry_title, place=chosen.place_title
        )
    return _("{job} {in_place}").format(
        job=job_title(chosen.job_title), in_place=in_place(chosen.place, chosen.place_title)
    )


def _take_choice() -> None:
    choice = st.session_state["pickers"].choice
    selection.choose(**{str(choice["name"]): choice["value"]})


def choice(name: str, label: str, options: Mapping[str, str], unknown: str = "") -> str:
    """A choice that belongs to one page. The address carries it as ``name``, unless it is the first option.

    Args:
        name: parameter of the address.
        label: what is chosen.
        options: value → words. A value in the address that is none of them counts as the first, and is named above the
            choice.
        unknown: says so instead of our usual sentence, and names what was asked for as ``{value}``.
    """
    key, take = _in_address(name, label, options, unknown)
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, required=True, key=key, on_change=take,
        label_visibility="collapsed",
    )  # fmt: skip
    return str(st.session_state[key])


def pick(name: str, label: str, options: Mapping[str, str], read: Callable[[str], str] = str) -> str:
    """The same as `choice` as a box that opens, for more options than a row holds.

    Args:
        name, label, options: see `choice`.
        read: makes an option of what the address carries, where more than the options themselves can be asked for.
    """
    key, take = _in_address(name, label, options, read=read)
    st.selectbox(label, list(options), format_func=options.__getitem__, key=key, on_change=take)
    return str(st.session_state[key])


def _in_address(
    name: str, label: str, options: Mapping[str, str], unknown: str = "", read: Callable[[str], str] = str
) -> tuple[str, Callable[[], None]]:
    """Key of a box whose value the address carries, and what to do when the reader changes it."""
    first, key = next(iter(options)), f"choice-{name}"
    # The agencies print a dash where an address has a hyphen.
    asked = st.query_params.get(name, "").strip()
    told = read(asked.replace("–", "-"))
    st.session_state[key] = told if told in options else first
    # What was a choice in this visit, such as a place taken off the list since, needs no explanation.
    known: set[tuple[str, str]] = st.session_state.setdefault("choices", set())
    if told in options:
        known.add((name, told))
    elif asked and (name, told) not in known:
        _name_unknown(name, label, options, unknown, asked)

    def take() -> None:
        # Streamlit's own binding would write the words into the address, which change with the language.
        _tell(name, "" if st.session_state[key] == first else st.session_state[key])

    return key, take


def _name_unknown(name: str, label: str, options: Mapping[str, str], unknown: str, asked: str) -> None:
    """Say that the address asks for what a choice does not have; few options are offered as ways on."""
    usual = _("“{value}” is no choice for “{label}”. You see “{words}” for now.")
    message = (unknown or usual).format(value=selection.shown(asked), label=label, words=options[next(iter(options))])
    offers = [(words, f"{selection.stay(name)}&{name}={value}") for value, words in options.items() if value]
    notice(message, offers if len(offers) <= MOST_OFFERED else ())


def _tell(name: str, value: str) -> None:
    """Write a choice into the address, or take it out where there is none. A list starts at its first page again."""
    st.query_params.pop(LIST_PAGE, None)
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def wishes(name: str, label: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """Any number of a few options, in their order. The address carries them as ``name``, with commas between."""
    key = f"choice-{name}"
    told = st.query_params.get(name, "").split(",")
    st.session_state[key] = [value for value in options if value in told]
    st.pills(
        label, list(options), selection_mode="multi", format_func=options.__getitem__, key=key,
        on_change=lambda: _tell(name, ",".join(st.session_state[key])),
    )  # fmt: skip
    return tuple(value for value in options if value in st.session_state[key])


def words_box(name: str, label: str, placeholder: str, longest: int) -> str:
    """Words typed by the reader. The address carries them as ``name``; they are hostile, so escape them."""
    key = f"choice-{name}"
    st.session_state[key] = st.query_params.get(name, "")[:longest]
    st.text_input(
        label, key=key, placeholder=placeholder, max_chars=longest,
        on_change=lambda: _tell(name, st.session_state[key].strip()),
    )  # fmt: skip
    return str(st.session_state[key])


def answer_layout() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Room for the answer, its chart and further figures.

    On a wide screen answer and figures stand left of the chart; on a phone the chart follows the answer at once, so
    that the first screen holds both.
    """
    with st.container(key="answer"):
        return st.container(key="answer-main"), st.container(key="answer-chart"), st.container(key="answer-figures")


def side_by_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two columns on a wide screen, one below the other on a phone: the left one first."""
    left, right = st.columns([5, 7], gap="large")
    return left, right


def row() -> DeltaGenerator:
    """Small choices in a row, which wraps on a phone."""
    return st.container(horizontal=True, gap="small")


def pairs(name: str) -> DeltaGenerator:
    """Boxes two and two, on a phone as well. ``name`` is unique on the page."""
    return st.container(key=f"pairs-{name}")


def only(screen: Literal["wide", "narrow"], name: str) -> DeltaGenerator:
    """What is shown only on a wide screen, or only on a phone. ``name`` is unique on the page."""
    return st.container(key=f"{screen}-only-{name}")


def place_box(label: str, options: Mapping[str, str], place: str) -> None:
    """Choose one of a few places by name, beside a map that only a pointer can use.

    Args:
        label: what is chosen.
        options: place code → words.
        place: code of the place chosen now; the box stands empty if it is none of the options.
    """
    st.session_state["place-box"] = place if place in options else None
    st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, key="place-box", on_change=_take_place,
        placeholder=_("Choose a place"),
    )  # fmt: skip


def _take_place() -> None:
    if st.session_state["place-box"] is not None:
        selection.choose(place=st.session_state["place-box"])


# --- Saying --------------------------------------------------------------------------------------------------------


def lead(*sentences: str) -> None:
    """The answer in plain sentences."""
    st.html(blocks.paragraphs(sentences, lead=True))


def facts(sentences: Sequence[str]) -> None:
    """What is known, a sentence each."""
    st.html(blocks.paragraphs(sentences))


def note(*sentences: str) -> None:
    """What must be known beside the answer, in small print."""
    st.html(blocks.paragraphs(sentences, quiet=True))


def section(title: str, subtitle: str = "") -> None:
    """The heading of a part of the page."""
    st.html(blocks.heading(title, subtitle, level=2))


def key_figures(*figures: KeyFigure) -> None:
    """The figures that answer the page's question, as cards."""
    st.html(blocks.key_figures(figures))


def notice(message: str, offers: Sequence[Link] = ()) -> None:
    """Something the reader must know, and the ways on."""
    st.html(blocks.notice(message, offers))


def ways(*entries: Way) -> None:
    """Ways into the app, as cards."""
    st.html(blocks.ways(entries))


def steps(entries: Sequence[tuple[str, str]]) -> None:
    """Steps in their order."""
    st.html(blocks.steps(entries))


def published_tables(lines: Sequence[tuple[tables.Record, str]]) -> None:
    """Every table with a line about it; opened, its sources, caveats and fields, and the whole of it as CSV."""
    st.html("".join(_published(record, line) for record, line in lines))


def _published(record: tables.Record, line: str) -> str:
    told = [(_("Name"), record.table), *((_("Beware"), _(caveat)) for caveat in record.caveats)]
    told += [
        (source.title, f"{source.agency}, {fmt.edition(source.edition)}. {_(source.licence)}.")
        for source in record.sources
    ]
    whole = [(_("Download the whole table as CSV"), f"/api/tables/{record.table}.csv")]
    caption = _("Fields of {table}, those in bold make a row unique").format(table=record.table)
    return blocks.fold(
        _(record.title), line, blocks.entries(told, whole), blocks.described(record.fields, record.key, caption)
    )


def agencies_files(sources: Sequence[tables.Source], line: Callable[[tables.RawFile], str]) -> None:
    """Every source with agency and edition; opened, its licence, how to cite it, and its files."""
    st.html(
        "".join(
            blocks.fold(
                source.title,
                f"{source.agency}, {fmt.edition(source.edition)} · {_(source.licence)}",
                blocks.entries(
                    [(_("Licence"), _(source.licence)), (_("How to cite"), source.citation)],
                    [(_("The agency’s page"), source.homepage)],
                ),
                blocks.files(((file.name, file.address), line(file)) for file in source.files),
            )
            for source in sources
        )
    )


def listing(entries: Sequence[tuple[str, Sequence[Link]]], *, numbered: bool = False, in_english: bool = False) -> None:
    """Sentences as a list, each with the links that belong to it: steps in their order, points, an agency's words."""
    st.html(blocks.listing(entries, numbered=numbered, in_english=in_english))


def links(entries: Sequence[Link], label: str = "") -> None:
    """Links in a row, made with ``Selection.link``."""
    st.html(blocks.links(entries, label))


def matrix(
    heads: Sequence[Link],
    rows: Sequence[tuple[str, Sequence[str]]],
    caption: str,
    *,
    frame: pd.DataFrame,
    key: str,
    sources: Sequence[str],
    notes: Sequence[str] = (),
) -> None:
    """What is compared along the top, facts about it down the side; below it notes, sources and a download.

    Args:
        heads: words and address of what is compared.
        rows: name of a fact, and its words for each of the heads.
        caption: what the table shows.
        frame: the same as figures, for the download.
        key: name of the table, unique on the page.
        sources: published tables behind it.
        notes: what must be known beside it.
    """
    records = [tables.record(name) for name in sources]

    @_part
    def body() -> None:
        told = [*notes, export.source_line(records)]
        st.html(blocks.matrix(heads, rows, caption) + blocks.paragraphs(told, quiet=True))
        with st.container(horizontal=True, gap="small", key=f"more-{key}"):
            _download(frame, caption, records, key, notes)
            origin = st.expander(
                _("Where do these numbers come from?"), key=f"origin-{key}", on_change="rerun", type="compact"
            )
        if origin.open:
            with origin:
                st.html(blocks.origin(records, "", "", selection.as_data()))

    body()


def cards(entries: Sequence[Card]) -> None:
    """Things to weigh up, as numbered cards."""
    st.html(blocks.cards(entries))


def key(entries: Sequence[Link]) -> None:
    """What the numbers in a picture stand for, as links made with ``Selection.link``."""
    st.html(blocks.key(entries))


def tiles(
    title: str, subtitle: str, entries: Sequence[Tile], classes: Classes, notes: Sequence[str], sources: Sequence[str]
) -> None:
    """The states as a grid of tiles, each of which leads to its state: the map for a phone."""
    lines = [export.source_line([tables.record(name) for name in sources]), *notes]

    def drawn(colours: theme.Palette) -> Drawing:
        legend = tuple(
            (ground, words) for (ground, _ink), words in zip(class_colours(colours), classes.words, strict=True)
        )
        markup = blocks.tiles(entries, class_colours(colours), title)
        return Drawing(None, title, subtitle, title, pd.DataFrame(), legend=legend, markup=markup)

    @_part
    def body() -> None:
        shown = drawn(palette())
        st.html(
            blocks.heading(title, subtitle, level=2)
            + blocks.legend(shown.legend)
            + shown.markup
            + blocks.paragraphs(lines, quiet=True)
            + blocks.links(_as_data())
        )
        saved = st.expander(_("Download as a picture"), key="table-tiles", on_change="rerun", type="compact")
        if saved.open:
            with saved:
                pictures.buttons(drawn(theme.LIGHT), lines, _file_name("tiles", ""), "pictures-tiles")

    body()


def palette() -> theme.Palette:
    """Chart colours for the theme that the reader sees."""
    return theme.DARK if st.context.theme.type == "dark" else theme.LIGHT


# --- Charts --------------------------------------------------------------------------------------------------------

CONFIG: Final = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "topojsonURL": pictures.OUTLINES,
}


def figure_with_table(
    draw: Callable[[theme.Palette], Drawing],
    *,
    key: str,
    sources: Sequence[str | tables.Record],
    shown: Sequence[str],
    series: str = "",
    rule: str = "",
    notes: Sequence[str] = (),
    own: Mapping[str, object] | None = None,
    addresses: Callable[[pd.DataFrame], Sequence[str]] | None = None,
    ceilings: Mapping[str, float] | None = None,
    later: bool = True,
    height: int = 420,
    faint: str | None = None,
    picks_place: bool = False,
    opens: str = "",
    has_table: bool = True,
    in_picture: Sequence[str] = (),
) -> None:
    """A chart with all that belongs to it: its finding as title, what it shows, a sentence that says the same, the
    source with its edition, the table, files of the same rows and of the picture, and where the numbers come from.

    Args:
        draw: makes the drawing for a palette; called only when the chart is reached.
        key: name of the chart, unique on the page.
        sources: published tables behind it; a record where one edition of several in a table is shown.
        shown: columns of the drawing's frame that the table shows, the row's name first.
        series: the agency's series or rows, for those who look the number up.
        rule: how the figures were taken over or computed, in a sentence.
        notes: what stands beside the source line, such as how many places are not released.
        own: column → value of the reader's own row.
        addresses: gives one link per row of the frame, on its name.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.
        later: draw only when the reader comes near; the first chart of a page takes ``False``.
        height: room kept free until then, in pixels.
        faint: column of truths: rows that the table shows pale.
        picks_place: whether a click on a mark, whose ``customdata`` is a place code, chooses that place.
        opens: page that a click on a mark opens, whose ``customdata`` is an occupation's code.
        has_table: whether the table and its downloads stand here; ``False`` where the page lists the same rows itself.
        in_picture: what the page shows beside the chart and a saved picture has to hold itself, such as a key.
    """

    @_part
    def body() -> None:
        # Nobody scrolls through slides, so every chart is drawn at once.
        if later and not selection.presenting() and not _is_reached(key, height):
            return
        drawing = draw(palette())
        records = [tables.record(source) if isinstance(source, str) else source for source in sources]
        st.html(blocks.heading(drawing.title, drawing.subtitle, level=2))
        if drawing.legend:
            st.html(blocks.legend(drawing.legend))
        if drawing.figure is None:
            st.html(drawing.markup)
        else:
            _plot(drawing, key, picks_place=picks_place, opens=opens)
        beside = [*drawing.notes, *notes]
        source = export.source_line(records)
        st.html(blocks.paragraphs([drawing.sentence]) + blocks.paragraphs([source, *beside], quiet=True))
        with st.container(horizontal=True, gap="small", key=f"more-{key}"):
            label = _("Table and download") if has_table else _("Download as a picture")
            table = st.expander(label, key=f"table-{key}", on_change="rerun", type="compact")
            origin = st.expander(
                _("Where do these numbers come from?"), key=f"origin-{key}", on_change="rerun", type="compact"
            )
        if table.open:
            with table:
                if has_table:
                    _table(drawing, shown, own, addresses, ceilings, faint)
                with row():
                    if has_table:
                        _download(drawing.frame, drawing.subtitle, records, key, [*beside, rule])
                    on_paper = drawing if palette() is theme.LIGHT else draw(theme.LIGHT)
                    pictures.buttons(on_paper, [*in_picture, source, *beside], _file_name(key, ""), f"pictures-{key}")
        if origin.open:
            with origin:
                st.html(blocks.origin(records, series, rule, selection.as_data()))

    body()


def _plot(drawing: Drawing, key: str, *, picks_place: bool, opens: str) -> None:
    if not picks_place and not opens:
        st.plotly_chart(drawing.figure, theme=None, key=f"chart-{key}", config=CONFIG, alt=drawing.title)
        return

    def pick() -> None:
        points = st.session_state[f"chart-{key}"].selection.points
        if points and points[0].get("customdata"):
            told = points[0]["customdata"]
            code = str(told[0] if isinstance(told, list) else told)
            if picks_place:
                selection.choose(place=code)
            st.session_state["picked"] = code

    st.plotly_chart(
        drawing.figure, theme=None, key=f"chart-{key}", alt=drawing.title, on_select=pick, selection_mode="points",
        # A map that can be clicked can be dragged too; a double click puts it back.
        config=CONFIG | {"doubleClick": "reset"},
    )  # fmt: skip
    code = st.session_state.pop("picked", None)
    if code and opens:
        st.switch_page(site.page(opens).script, query_params=selection.current().but(job=code).parameters())
    elif code:
        # The click reran this chart alone; the page around it answers the new place.
        st.rerun()


def _is_reached(key: str, height: int) -> bool:
    """Whether the reader has come near this chart since the page last changed; if not, keep its place and watch."""
    visit = (selection.current_page(), selection.current())
    if st.session_state.get("visit") != visit:
        st.session_state["visit"], st.session_state["reached"] = visit, set()
    reached: set[str] = st.session_state["reached"]
    if key in reached:
        return True
    place = st.empty()
    with place:
        watched = _reached(
            key=f"reached-{key}-{hash(visit)}",
            data={"height": height, "label": _("Show this chart")},
            on_reached_change=_nothing,
        )
    if not watched.reached:
        return False
    place.empty()
    reached.add(key)
    return True


def rows_with_download(
    frame: pd.DataFrame, caption: str, *, key: str, sources: Sequence[str], shown: Sequence[str]
) -> None:
    """Rows that need no chart: their table, the CSV of the same rows, and where they come from."""
    records = [tables.record(name) for name in sources]
    st.html(
        blocks.table(frame, shown, caption)
        + blocks.paragraphs(export.source_lines(records), quiet=True)
        + blocks.links(_as_data())
    )
    with row():
        _download(frame, caption, records, key, ())


LIST_PAGE: Final = "page"
ROWS_PER_PAGE: Final = 25


def paged_list(
    frame: pd.DataFrame,
    caption: str,
    *,
    key: str,
    sources: Sequence[str],
    shown: Sequence[str],
    addresses: Callable[[pd.DataFrame], Sequence[str]],
    notes: Sequence[str] = (),
    rule: str = "",
    own: Mapping[str, object] | None = None,
    ceilings: Mapping[str, float] | None = None,
    faint: str | None = None,
) -> None:
    """A long table in pages of 25 rows, each row a link; on a phone a row becomes a card. One download has all rows.

    Args:
        frame: all rows, in order.
        caption: what they show.
        key, sources, shown, addresses, notes, rule, own, ceilings, faint: as in `figure_with_table`. The address
            carries the page as ``page``.
    """
    records = [tables.record(name) for name in sources]

    @_part
    def body() -> None:
        pages = max(1, math.ceil(len(frame) / ROWS_PER_PAGE))
        told = st.query_params.get(LIST_PAGE, "1")
        number = min(int(told), pages) if told.isascii() and told.isdigit() and len(told) < 6 and int(told) else 1
        # Other rows make another list, which starts where the address says.
        widget = f"page-{key}-{hash(tuple(frame[shown[0]]))}"
        if st.session_state.get(widget, number) != number:
            st.session_state[widget] = number

        def turn() -> None:
            turned = st.session_state[widget]
            _tell(LIST_PAGE, "" if turned == 1 else str(turned))

        first = (number - 1) * ROWS_PER_PAGE
        rows = frame.iloc[first : first + ROWS_PER_PAGE]
        dress: dict[str, Any] = {"own": own, "faint": faint, "is_stacked": True}
        st.html(blocks.table(rows, shown, caption, ceilings=ceilings, addresses=addresses(rows), **dress))
        with st.container(horizontal=True, gap="small", key=f"turn-{key}"):
            if pages > 1:
                st.pagination(pages, default=number, key=widget, on_change=turn)
            _download(frame, caption, records, key, [*notes, rule])
        span = _("Rows {first} to {last} of {all}.").format(
            first=fmt.count(first + 1), last=fmt.count(first + len(rows)), all=fmt.count(len(frame))
        )
        st.html(blocks.paragraphs([span, export.source_line(records), *notes], quiet=True) + blocks.links(_as_data()))

    body()


def _table(
    drawing: Drawing,
    shown: Sequence[str],
    own: Mapping[str, object] | None,
    addresses: Callable[[pd.DataFrame], Sequence[str]] | None,
    ceilings: Mapping[str, float] | None,
    faint: str | None,
) -> None:
    links_of_rows = addresses(drawing.frame) if addresses else None
    dress: dict[str, Any] = {"own": own, "addresses": links_of_rows, "faint": faint, "called": drawing.title}
    st.html(blocks.table(drawing.frame, shown, drawing.subtitle, ceilings=ceilings, **dress))


def _download(
    frame: pd.DataFrame, title: str, records: Sequence[tables.Record], key: str, notes: Sequence[str]
) -> None:
    told = [note for note in notes if note]
    for kind, label, mime, make in (
        ("csv", _("Download CSV"), "text/csv", export.to_csv),
        ("xlsx", _("Download Excel"), export.EXCEL, export.to_excel),
    ):
        st.download_button(
            label,
            # Made when it is asked for, by a thread that knows no language.
            data=in_this_language(partial(make, frame, title, records, told)),
            file_name=_file_name(key, kind),
            mime=mime,
            key=f"{kind}-{key}",
            on_click="ignore",
        )


def as_data(page: str) -> None:
    """Where the figures of a page stand as data, for a page that shows them in another form."""
    if not selection.presenting():
        st.html(blocks.links(_as_data(page)))


def _as_data(page: str = "") -> list[Link]:
    address = selection.as_data(page)
    return [(_("As data (JSON)"), address)] if address else []


def _file_name(key: str, kind: str) -> str:
    chosen: selection.Selection | selection.Shortlist = selection.current()
    codes = [chosen.job, chosen.place]
    if selection.current_page() in selection.WITH_LISTS:
        chosen = selection.current_shortlist()[0]
        codes = [*chosen.jobs, *chosen.places]
    return export.file_name("wageways", key, *codes, chosen.industry or "", kind=kind)
