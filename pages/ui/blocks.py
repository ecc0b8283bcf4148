"""Blocks of a page as HTML: headings, key figures, notices, tables, tiles. Every word put in is escaped here.

Nothing here knows Streamlit; ``pages/ui/widgets.py`` shows these blocks, and ``assets/style.css`` dresses them. Colours
come from the theme around them, so one block serves light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from careers import columns
from careers import format as fmt
from careers.i18n import FALLBACK, _, language
from careers.narrative import english
from careers.tables import Record

Link = tuple[str, str]
"""Words and address of a link."""


@dataclass(frozen=True)
class KeyFigure:
    """One figure that answers the page's question.

    Args:
        label: what it is, in a few words.
        value: the figure as text, or the words for its flag.
        note: what helps to read it, such as a comparison; may be empty.
        is_main: whether it is the answer, set first and across the screen on a phone.
    """

    label: str
    value: str
    note: str = ""
    is_main: bool = False


def marked(text: str) -> str:
    """A text, escaped; in a page of another language every agency's English name in it is marked as English."""
    return "".join(
        f'<span lang="en">{escape(piece)}</span>' if is_name else escape(piece) for piece, is_name in english.runs(text)
    )


def heading(title: str, subtitle: str = "", level: int = 1) -> str:
    """A heading and, below it, what it is about."""
    told = f"<h{level}>{marked(title)}</h{level}>"
    if subtitle:
        told += f'<p class="ww-quiet">{marked(subtitle)}</p>'
    return f'<div class="ww{" ww-section" if level > 1 else ""}">{told}</div>'


def paragraphs(sentences: Iterable[str], *, lead: bool = False, quiet: bool = False) -> str:
    """Sentences, a paragraph each."""
    dress = "ww-lead" if lead else "ww-quiet" if quiet else ""
    return '<div class="ww">' + "".join(f'<p class="{dress}">{marked(text)}</p>' for text in sentences) + "</div>"


def links(entries: Iterable[Link], label: str = "") -> str:
    """Links in a row."""
    items = "".join(f'<li><a href="{escape(address)}">{marked(words)}</a></li>' for words, address in entries)
    named = f' aria-label="{escape(label)}"' if label else ""
    return f'<ul class="ww ww-offers"{named}>{items}</ul>'


def listing(entries: Iterable[tuple[str, Sequence[Link]]], *, numbered: bool = False, in_english: bool = False) -> str:
    """A list of sentences, each with the links that belong to it.

    Args:
        entries: the sentences.
        numbered: whether their order matters.
        in_english: whether they are an agency's own, which no catalogue translates.
    """
    tag = "ol" if numbered else "ul"
    items = "".join(
        f"<li>{marked(text)}"
        + "".join(f' <a href="{escape(address)}">{marked(words)}</a>' for words, address in ways_on)
        + "</li>"
        for text, ways_on in entries
    )
    spoken = ' lang="en"' if in_english and language() != FALLBACK else ""
    return f'<{tag} class="ww ww-list"{spoken}>{items}</{tag}>'


@dataclass(frozen=True)
class Way:
    """A way into the app: what it is for, in a sentence, and where it leads."""

    title: str
    text: str
    address: str


def ways(entries: Iterable[Way]) -> str:
    """Ways in, as cards that are links as a whole."""
    cards = "".join(
        f'<li><a href="{escape(way.address)}"><strong>{marked(way.title)}</strong>'
        f"<span>{marked(way.text)}</span></a></li>"
        for way in entries
    )
    return f'<ul class="ww ww-ways">{cards}</ul>'


def notice(message: str, offers: Sequence[Link] = ()) -> str:
    """Something the reader must know, and the ways on."""
    return (
        f'<div class="ww ww-notice" role="status"><p>{marked(message)}</p>'
        f"{links(offers, _('Ways on')) if offers else ''}</div>"
    )


def navigation(
    entries: Iterable[tuple[str, str, bool]],
    home: str,
    languages: Iterable[tuple[str, str, str]],
    spoken: str,
    present: Link,
    copy: Mapping[str, str],
) -> str:
    """The menu: words, address and whether it is the page being shown; and this view in every language, as slides, and
    as a link to copy.

    Args:
        entries: the pages.
        home: where the name of the app leads.
        languages: each language's name in itself, this view's address in it, and its code.
        spoken: code of the language being spoken.
        present: words and address of this view as slides.
        copy: words of the button that copies the link (``copy``), of what it has done (``copied``) and of what to do
            where it may not (``by_hand``).
    """
    items = "".join(
        f'<a href="{escape(address)}"{_current_page(is_current)}>{marked(words)}</a>'
        for words, address, is_current in entries
    )
    brand = f'<a class="ww-brand" href="{escape(home)}" tabindex="-1" aria-hidden="true">Wageways</a>'
    ways_over = "".join(
        f'<a href="{escape(address)}" lang="{code}" hreflang="{code}"{_current_page(code == spoken)}>{marked(name)}</a>'
        for name, address, code in languages
    )
    words, address = present
    slides = f'<a href="{escape(address)}"><span aria-hidden="true">▷</span> <span>{marked(words)}</span></a>'
    # ``assets/links.js`` does what the button promises.
    button = (
        f'<button type="button" class="ww-copy" data-copied="{escape(copy["copied"])}" '
        f'data-by-hand="{escape(copy["by_hand"])}"><span class="ww-sheets" aria-hidden="true"></span> '
        f'<span>{marked(copy["copy"])}</span></button><span role="status"></span>'
    )
    return (
        f'<div class="ww-frame">{brand}<nav class="ww-nav" aria-label="{escape(_("Pages"))}">{items}</nav>'
        f'<div class="ww-tools">{button}{slides}<nav aria-label="{escape(_("Language"))}">{ways_over}</nav></div></div>'
        '<div class="ww-rule"></div>'
    )


def _current_page(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """Key figures as cards. A card grows with its words: no figure is ever cut off."""
    cards = "".join(
        f'<div class="ww-figure{" ww-main" if figure.is_main else ""}"><dt>{marked(figure.label)}</dt>'
        f'<dd class="{"" if any(c.isdigit() for c in figure.value) else "ww-words"}">{marked(figure.value)}'
        f"{_note(figure.note)}</dd></div>"
        for figure in figures
    )
    return f'<dl class="ww ww-figures">{cards}</dl>'


def _note(note: str) -> str:
    return f'<span class="ww-note">{marked(note)}</span>' if note else ""


TEXT: Final = ' class="ww-text"'


def table(
    frame: pd.DataFrame,
    shown: Sequence[str],
    caption: str,
    *,
    ceilings: Mapping[str, float] | None = None,
    own: Mapping[str, object] | None = None,
    addresses: Sequence[str] | None = None,
    faint: str | None = None,
    is_stacked: bool = False,
    called: str = "",
) -> str:
    """A frame as a table that a screen reader and a printer can use, every cell in words or figures.

    Args:
        frame: rows in the order in which they are shown, with the flag columns of the figures.
        shown: columns to show, in order; the first names the row.
        caption: what the table shows.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.
        own: column → value of the reader's own row, which is set in bold.
        addresses: one link per row, on its name.
        faint: column of truths: rows set pale, save the reader's own.
        is_stacked: whether a row becomes a card on a phone, each figure behind its heading.
        called: name of its part of the page, where another table has the same caption.
    """
    names = list(frame.columns)
    head = "".join(
        f'<th scope="col"{"" if columns.is_number(column) else TEXT}>{marked(columns.heading(column))}</th>'
        for column in shown
    )
    body = []
    for number, values in enumerate(frame.itertuples(index=False, name=None)):
        row = dict(zip(names, values, strict=True))
        is_own = own is not None and all(row.get(column) == value for column, value in own.items())
        name = columns.cell(row, shown[0], ceilings)
        first = marked(name)
        if addresses is not None:
            first = f'<a href="{escape(addresses[number])}">{first}</a>'
        cells = "".join(_cell(row, column, ceilings, is_named=is_stacked) for column in shown[1:])
        dress = _own(is_own) or (' class="ww-faint"' if faint is not None and row[faint] else "")
        body.append(f'<tr{dress}><th scope="row">{first}</th>{cells}</tr>')
    return (
        f'<div class="ww ww-scroll" tabindex="0" role="region" aria-label="{escape(called or caption)}">'
        f'<table class="ww-table{" ww-stacked" if is_stacked else ""}">'
        f"<caption>{marked(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def matrix(heads: Sequence[Link], rows: Sequence[tuple[str, Sequence[str]]], caption: str) -> str:
    """Facts down the side and what is compared along the top, every cell in words or figures.

    Args:
        heads: words and address of what is compared.
        rows: what the fact is, and a cell for each of the heads.
        caption: what the table shows.
    """
    top = "".join(
        f'<th scope="col"{TEXT}><a href="{escape(address)}">{marked(words)}</a></th>' for words, address in heads
    )
    body = "".join(
        f'<tr><th scope="row">{marked(fact)}</th>'
        + "".join(f"<td{TEXT}>{marked(cell)}</td>" for cell in cells)
        + "</tr>"
        for fact, cells in rows
    )
    return (
        f'<div class="ww ww-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="ww-table ww-matrix"><caption>{marked(caption)}</caption>'
        f"<thead><tr><td></td>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _own(is_own: bool) -> str:
    return ' class="ww-own"' if is_own else ""


def _cell(
    row: Mapping[str, object], column: str, ceilings: Mapping[str, float] | None, *, is_named: bool = False
) -> str:
    text = columns.cell(row, column, ceilings)
    absent = "" if any(c.isdigit() for c in text) else ' class="ww-absent"'
    dress = absent if columns.is_number(column) else TEXT
    named = f' data-name="{escape(columns.heading(column))}"' if is_named else ""
    return f"<td{dress}{named}>{marked(text)}</td>"


def origin(records: Sequence[Record], series: str, rule: str, data: str | None) -> str:
    """Where a number comes from: the agency's file, the series in it, the rule by which it was taken over; and the
    address of the same as data.
    """
    entries = []
    for record in records:
        for source in record.sources:
            files = ", ".join(_file(file.address, file.name) for file in source.files)
            days = sorted({file.retrieved for file in source.files if file.retrieved})
            when = _("Taken over on {day}.").format(day=fmt.day(days[-1])) if days else ""
            entries.append(
                f"<dt>{marked(source.title)}</dt><dd>{marked(source.agency)}, {escape(fmt.edition(source.edition))}. "
                f"{escape(_('Files:'))} {files}. {escape(when)}</dd>"
            )
    told = "".join(dict.fromkeys(entries))
    if series:
        told += f"<dt>{marked(_('Series'))}</dt><dd>{marked(series)}</dd>"
    if rule:
        told += f"<dt>{marked(_('Rule'))}</dt><dd>{marked(rule)}</dd>"
    if data:
        told += f'<dt>{marked(_("As data (JSON)"))}</dt><dd><a href="{escape(data)}">{marked(data)}</a></dd>'
    caveats = dict.fromkeys(_(caveat) for record in records for caveat in record.caveats)
    if caveats:
        told += f"<dt>{marked(_('Beware'))}</dt>" + "".join(f"<dd>{marked(caveat)}</dd>" for caveat in caveats)
    return f'<dl class="ww ww-sources">{told}</dl>'


def _file(address: str, name: str) -> str:
    return f'<a href="{escape(address)}" target="_blank" rel="noreferrer">{marked(name)}</a>'


def footer(sentences: Iterable[str], entries: Iterable[Link] = ()) -> str:
    """The foot of every page: whose data, which edition."""
    told = "".join(f"<p>{marked(text)}</p>" for text in sentences)
    return f'<footer class="ww ww-footer">{told}{links(entries)}</footer>'


@dataclass(frozen=True)
class Tile:
    """One state of the tile grid.

    Args:
        code: the state's letters.
        name: its full name.
        words: the figure as short as it can be, such as ``$46k``, or the words for its flag.
        level: class of the value from 0, or None without a figure.
        address: where choosing the state leads.
        is_chosen: whether it is the reader's own.
    """

    code: str
    name: str
    words: str
    level: int | None
    address: str
    is_chosen: bool = False


TILES: Mapping[str, tuple[int, int]] = {
    code: (row, column)
    for row, line in enumerate(
        (
            ("AK", "", "", "", "", "", "", "", "", "", "ME"),
            ("", "", "", "", "", "", "", "", "", "VT", "NH"),
            ("WA", "ID", "MT", "ND", "MN", "IL", "WI", "MI", "NY", "RI", "MA"),
            ("OR", "NV", "WY", "SD", "IA", "IN", "OH", "PA", "NJ", "CT", ""),
            ("CA", "UT", "CO", "NE", "MO", "KY", "WV", "VA", "MD", "DE", ""),
            ("", "AZ", "NM", "KS", "AR", "TN", "NC", "SC", "DC", "", ""),
            ("", "", "", "OK", "LA", "MS", "AL", "GA", "", "", ""),
            ("HI", "", "", "TX", "", "", "", "", "FL", "", "PR"),
        ),
        start=1,
    )
    for column, code in enumerate(line, start=1)
    if code
}
"""State → row and column of its tile: the usual grid of equal squares, where each state stands near its neighbours."""


def tiles(states: Iterable[Tile], colours: Sequence[tuple[str, str]], label: str) -> str:
    """States as a grid of equal tiles, each a link with its figure in it.

    Args:
        states: any of the states of ``TILES``; others have no tile.
        colours: ground and text colour of each class, low to high.
        label: what the grid shows, for a screen reader.
    """
    cells = []
    for tile in sorted((tile for tile in states if tile.code in TILES), key=lambda tile: TILES[tile.code]):
        row, column = TILES[tile.code]
        place = f"grid-row:{row};grid-column:{column}"
        if tile.level is None:
            dress = f'class="ww-absent" style="{place}"'
            words = "–"
        else:
            ground, text = colours[tile.level]
            dress = f'style="{place};background:{ground};color:{text}"'
            words = tile.words
        current = ' aria-current="true"' if tile.is_chosen else ""
        cells.append(
            f'<a href="{escape(tile.address)}" {dress}{current} aria-label="{escape(f"{tile.name}: {tile.words}")}">'
            f"{escape(tile.code)}<small>{marked(words)}</small></a>"
        )
    return f'<div class="ww ww-tiles" role="group" aria-label="{escape(label)}">{"".join(cells)}</div>'


@dataclass(frozen=True)
class Card:
    """Something to weigh up: what it is, why it is here, and what speaks for and against it.

    Args:
        title, address: its name, and where it leads.
        why: why it is here.
        facts: what, the figure as text, and what helps to read it.
    """

    title: str
    address: str
    why: str
    facts: Sequence[tuple[str, str, str]]


def cards(entries: Iterable[Card]) -> str:
    """Numbered cards, two or three beside each other on a wide screen."""
    items = "".join(
        f'<li><h3><a href="{escape(card.address)}">{number}. {marked(card.title)}</a></h3>'
        f'<p class="ww-quiet">{marked(card.why)}</p><dl>{"".join(_fact(*fact) for fact in card.facts)}</dl></li>'
        for number, card in enumerate(entries, start=1)
    )
    return f'<ol class="ww ww-cards">{items}</ol>'


def _fact(name: str, value: str, note: str) -> str:
    told = f' <span class="ww-quiet">· {marked(note)}</span>' if note else ""
    return f"<dt>{marked(name)}</dt><dd>{marked(value)}{told}</dd>"


def key(entries: Iterable[Link]) -> str:
    """What the numbers in a picture stand for: links in the order of their numbers."""
    items = "".join(f'<li><a href="{escape(address)}">{marked(words)}</a></li>' for words, address in entries)
    return f'<ol class="ww ww-key">{items}</ol>'


@dataclass(frozen=True)
class Bar:
    """One bar of a ranking that is a list of links.

    Args:
        name: what it is.
        words: its figure as text.
        share: its length, 0 to 1 of the longest.
        address: where it leads.
        is_own: whether it is the reader's own.
    """

    name: str
    words: str
    share: float
    address: str
    is_own: bool = False


def bars(entries: Iterable[Bar], label: str) -> str:
    """A ranking as a list of links, each with a bar from zero and its figure."""
    items = "".join(
        f'<li{_own(bar.is_own)}><a href="{escape(bar.address)}">{marked(bar.name)}</a>'
        f'<div><i style="width:{80 * bar.share:.2f}%"></i><b>{marked(bar.words)}</b></div></li>'
        for bar in entries
    )
    return f'<ol class="ww ww-bars" aria-label="{escape(label)}">{items}</ol>'


def legend(classes: Iterable[tuple[str, str]]) -> str:
    """What colours stand for: colour and words, low to high."""
    items = "".join(f'<li><i style="background:{escape(colour)}"></i>{marked(words)}</li>' for colour, words in classes)
    return f'<ul class="ww ww-legend">{items}</ul>'


# --- Records of what is published -----------------------------------------------------------------------------------


def steps(entries: Iterable[tuple[str, str]]) -> str:
    """Steps in their order, each with a name."""
    items = "".join(f"<li><b>{marked(name)}</b><br>{marked(text)}</li>" for name, text in entries)
    return f'<ol class="ww ww-steps">{items}</ol>'


def fold(title: str, line: str, *inside: str) -> str:
    """A part that opens on demand, without asking the server: a title, a line about it, and blocks."""
    told = f'<span class="ww-quiet">{marked(line)}</span>' if line else ""
    name = f"<b>{marked(title)}</b>"
    return f'<details class="ww-fold"><summary>{name}{told}</summary>{"".join(inside)}</details>'


def described(fields: Iterable[Mapping[str, str]], key: Iterable[str], caption: str) -> str:
    """The fields of a published table: name, unit, meaning; those of its key in bold."""
    heads = "".join(f'<th scope="col"{TEXT}>{marked(words)}</th>' for words in (_("Field"), _("Unit"), _("Meaning")))
    chosen = set(key)
    rows = "".join(
        f'<tr class="{"ww-own" if field["name"] in chosen else ""}">'
        f'<th scope="row"><code>{marked(field["name"])}</code></th>'
        f"<td{TEXT}>{marked(_(field['unit']))}</td><td{TEXT}>{marked(_(field['meaning']))}</td></tr>"
        for field in fields
    )
    return (
        f'<div class="ww ww-scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="ww-table">'
        f"<caption>{marked(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def entries(told: Iterable[tuple[str, str]], links_below: Iterable[Link] = ()) -> str:
    """Names, each once, and what they stand for; then links."""
    grouped: dict[str, list[str]] = {}
    for name, text in told:
        grouped.setdefault(name, []).append(text)
    items = "".join(
        f"<dt>{marked(name)}</dt>" + "".join(f"<dd>{marked(text)}</dd>" for text in texts)
        for name, texts in grouped.items()
    )
    return f'<dl class="ww ww-sources">{items}</dl>{links(links_below)}'


def files(told: Iterable[tuple[Link, str]]) -> str:
    """Files at agencies: name with its address, and a line about each."""
    items = "".join(
        f'<li><a href="{escape(address)}" target="_blank" rel="noreferrer">{marked(name)}</a><br>'
        f'<span class="ww-quiet">{marked(line)}</span></li>'
        for (name, address), line in told
    )
    return f'<ul class="ww ww-files">{items}</ul>'
