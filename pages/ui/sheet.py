"""A handout as HTML, for the screen and the browser's own printing. Every word put in is escaped here.

``assets/sheet.css`` dresses it: as a sheet on a wide screen, as a column on a phone, as one page on paper.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from careers.narrative.handout import Row, Sheet
from pages.ui.blocks import marked


def html(sheet: Sheet, code: str) -> str:
    """The whole page.

    Args:
        sheet: its words and figures.
        code: the QR code as SVG; empty where the address is not known.
    """
    return (
        f'<article class="ww ww-sheet" lang="{escape(sheet.language)}">'
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
    # One body of the table per job: slides are cut between them.
    groups: list[list[str]] = []
    for row in sheet.rows:
        if row.is_heading or not groups:
            groups.append([])
        groups[-1].append(_row(sheet, row))
    body = "".join(f"<tbody>{''.join(rows)}</tbody>" for rows in groups)
    ticks = "".join(f'<i style="left:{at:.2%}">{marked(words)}</i>' for at, words in sheet.ticks)
    axis = f'<tr class="ww-scale" aria-hidden="true"><td></td><td><div>{ticks}</div></td></tr>'
    scale = f"<tfoot>{axis}</tfoot>" if ticks else ""
    key = "".join(
        f'<li><span aria-hidden="true"><i class="ww-{mark}"></i></span>{marked(text)}</li>' for mark, text in sheet.key
    )
    marks = f'<ul class="ww-marks">{key}</ul>' if key else ""
    return (
        f'<section class="ww-paid"><h3>{marked(sheet.pay_title)}</h3>'
        f'<p class="ww-quiet">{marked(sheet.pay_subtitle)}</p>'
        f'<table class="ww-pay"><thead><tr>{head}</tr></thead>{body}{scale}</table>{marks}</section>'
    )


def _row(sheet: Sheet, row: Row) -> str:
    if row.is_heading:
        return f'<tr class="ww-job"><th scope="rowgroup" colspan="{len(sheet.heads)}">{marked(row.name)}</th></tr>'
    figures = [row.low, row.middle, row.high, row.real][: len(sheet.heads) - 2]
    cells = "".join(
        f'<td data-name="{escape(name)}"{"" if any(map(str.isdigit, text)) else " class=ww-absent"}>{marked(text)}</td>'
        for name, text in zip(sheet.heads[2:], figures, strict=True)
    )
    return f'<tr><th scope="row">{marked(row.name)}</th><td class="ww-spread">{_spread(sheet, row)}</td>{cells}</tr>'


def _spread(sheet: Sheet, row: Row) -> str:
    """One row of the chart: a line from tenth to tenth, a band for the middle half, a mark for the middle.

    An arrow stands where the highest tenth is known from below only.
    """
    if not row.marks:
        return f'<span class="ww-absent">{marked(row.middle)}</span>'
    p10, p25, p50, p75, p90 = row.shares
    drawn = "".join(f'<u style="left:{at:.2%}"></u>' for at, _words in sheet.ticks)
    if p10 is not None and p90 is not None:
        half_open = " ww-half" if row.is_open else ""
        drawn += f'<i class="ww-line{half_open}" style="left:{p10:.2%};width:{p90 - p10:.2%}"></i>'
    if p25 is not None and p75 is not None:
        drawn += f'<i class="ww-band" style="left:{p25:.2%};width:{p75 - p25:.2%}"></i>'
    if row.is_open and p90 is not None:
        drawn += f'<i class="ww-open" style="left:{p90:.2%}"></i>'
    if p50 is not None:
        drawn += f'<i class="ww-middle" style="left:{p50:.2%}"></i>'
    return f'<div role="img" aria-label="{escape(row.told)}">{drawn}</div>'


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
