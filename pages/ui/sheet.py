"""A handout as HTML, for the screen and the browser's own printing. Every word put in is escaped here.

``assets/sheet.css`` dresses it: as a sheet on a wide screen, as a column on a phone, as one page on paper.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Final

from careers.i18n import FALLBACK
from careers.narrative.handout import Row, Sheet
from pages.ui.blocks import marked

POINTS: Final = {
    (1, 1): 9.5, (1, 2): 9.5, (1, 3): 9.3, (2, 1): 8.5, (2, 2): 8, (2, 3): 7.6, (3, 1): 7.8, (3, 2): 7.3, (3, 3): 6.9,
    (4, 1): 7.1, (4, 2): 7.1, (4, 3): 6.7,
}  # fmt: skip
"""Jobs and places → size of the type in which the browser's printer gets them on one page, with a long note too."""

WORDIER: Final = 0.93
"""The same page in another language than English takes more room: its type is this many times the size."""


def html(sheet: Sheet, code: str) -> str:
    """The whole page.

    Args:
        sheet: its words and figures.
        code: the QR code as SVG; empty where the address is not known.
    """
    jobs = len(sheet.jobs)
    places = sum(not row.is_heading for row in sheet.rows) // jobs
    points = POINTS[jobs, places] * (1 if sheet.language == FALLBACK else WORDIER)
    return (
        f'<article class="ww ww-sheet" lang="{escape(sheet.language)}" style="--paper:{points:.2f}pt">'
        f'<header><div><p class="ww-made">Wageways · {escape(sheet.made)}</p><h2>{marked(sheet.title)}</h2>'
        f"{_paragraphs(sheet.lead, 'ww-lead')}</div>{_code(sheet, code)}</header>"
        f"{_note(sheet)}{_pay(sheet)}{_topics(sheet)}{_foot(sheet)}</article>"
    )


def _paragraphs(sentences: Sequence[str], dress: str = "") -> str:
    return "".join(f'<p class="{dress}">{marked(text)}</p>' for text in sentences)


def _code(sheet: Sheet, code: str) -> str:
    if not code:
        return ""
    drawing = b64encode(code.encode()).decode()
    return (
        f'<figure><img src="data:image/svg+xml;base64,{drawing}" alt="{escape(sheet.link_title)}">'
        f'<figcaption><a href="{escape(sheet.link)}">{marked(sheet.link_words)}</a></figcaption></figure>'
    )


def _note(sheet: Sheet) -> str:
    if not sheet.note:
        return ""
    return f"<aside><h3>{marked(sheet.note_title)}</h3>{_paragraphs(sheet.note)}</aside>"


def _pay(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col">{marked(words)}</th>' for words in sheet.heads)
    body = "".join(_row(sheet, row) for row in sheet.rows)
    ticks = "".join(f'<i style="left:{at:.2%}">{marked(words)}</i>' for at, words in sheet.ticks)
    scale = f'<tr class="ww-scale" aria-hidden="true"><td></td><td><div>{ticks}</div></td></tr>' if ticks else ""
    marks = zip(("ww-line", "ww-band", "ww-middle"), sheet.key, strict=True)
    key = "".join(
        f'<li><span aria-hidden="true"><i class="{name}"></i></span>{marked(text)}</li>' for name, text in marks
    )
    return (
        f'<h3>{marked(sheet.pay_title)}</h3><p class="ww-quiet">{marked(sheet.pay_subtitle)}</p>'
        f'<table class="ww-pay"><thead><tr>{head}</tr></thead><tbody>{body}{scale}</tbody></table>'
        f'<ul class="ww-marks">{key}</ul>'
    )


def _row(sheet: Sheet, row: Row) -> str:
    if row.is_heading:
        return f'<tr class="ww-job"><th scope="colgroup" colspan="{len(sheet.heads)}">{marked(row.name)}</th></tr>'
    figures = [row.low, row.middle, row.high, row.real][: len(sheet.heads) - 2]
    cells = "".join(
        f'<td data-name="{escape(name)}"{"" if any(map(str.isdigit, text)) else " class=ww-absent"}>{marked(text)}</td>'
        for name, text in zip(sheet.heads[2:], figures, strict=True)
    )
    return f'<tr><th scope="row">{marked(row.name)}</th><td class="ww-spread">{_spread(sheet, row)}</td>{cells}</tr>'


def _spread(sheet: Sheet, row: Row) -> str:
    """One row of the chart: a line from tenth to tenth, a band for the middle half, a mark for the middle."""
    known = [share for share in row.shares if share is not None]
    if not known:
        return f'<span class="ww-absent">{marked(row.middle)}</span>'
    low, high = known[0], known[-1]
    p25, p50, p75 = row.shares[1:4]
    grid = "".join(f'<u style="left:{at:.2%}"></u>' for at, _words in sheet.ticks)
    marks = f'<i class="ww-line{" ww-open" if row.is_open else ""}" style="left:{low:.2%};width:{high - low:.2%}"></i>'
    if p25 is not None and p75 is not None:
        marks += f'<i class="ww-band" style="left:{p25:.2%};width:{p75 - p25:.2%}"></i>'
    if p50 is not None:
        marks += f'<i class="ww-middle" style="left:{p50:.2%}"></i>'
    return f'<div role="img" aria-label="{escape(row.told)}">{grid}{marks}</div>'


def _told(words: Sequence[str]) -> str:
    if len(words) < 2:
        return _paragraphs(words or ("–",))
    return "<ul>" + "".join(f"<li>{marked(text)}</li>" for text in words) + "</ul>"


def _topics(sheet: Sheet) -> str:
    if len(sheet.jobs) == 1:
        parts = "".join(f"<section><h3>{marked(t.title)}</h3>{_told(t.told[0])}</section>" for t in sheet.topics)
        return f'<div class="ww-parts">{parts}</div>'
    head = "".join(f'<th scope="col">{marked(job)}</th>' for job in sheet.jobs)
    body = "".join(
        f'<tr><th scope="row">{marked(topic.title)}</th>'
        + "".join(
            f'<td data-name="{escape(job)}">{_told(words)}</td>'
            for job, words in zip(sheet.jobs, topic.told, strict=True)
        )
        + "</tr>"
        for topic in sheet.topics
    )
    return f'<table class="ww-beside"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _foot(sheet: Sheet) -> str:
    sources = f"<b>{marked(sheet.sources_title)}:</b> {marked(' '.join(sheet.sources))}"
    address = f'<p class="ww-address">{marked(sheet.link)}</p>' if sheet.link else ""
    return (
        f"<footer>{_paragraphs(sheet.left_out, 'ww-left-out')}{_paragraphs([' '.join(sheet.notes)])}"
        f"<p>{sources}</p>{address}</footer>"
    )
