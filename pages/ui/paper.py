"""A handout as PDF: one tagged page with embedded fonts, set by Typst from plain data.

Words reach the typesetter as data, never as markup, so that nothing typed into a note can be anything but text
(docs/decisions/typst-sets-the-handout.md).
"""

from __future__ import annotations

import io
import json
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import segno

from careers.narrative import english
from careers.narrative.handout import Sheet

# What only a PDF needs is imported with the first of them: a server that makes none is 16 MB smaller.
if TYPE_CHECKING:
    import typst

Size = Literal["a4", "us-letter"]

SIZES: Final[dict[Size, str]] = {"us-letter": "Letter", "a4": "A4"}
"""Sizes of paper and their names."""

POINTS: Final = (10.4, 9.6, 8.9, 8.3, 7.8, 7.4)
"""Sizes of the type to try, the largest first; smaller is hard to read."""

LONGEST_WORD: Final = 24
"""Letters after which a word may break anywhere."""

BREAK: Final = "\N{ZERO WIDTH SPACE}"
NO_GLYPH: Final = "□"
HELD: Final = (range(0x20, 0x2B0), range(0x300, 0x485), range(0x487, 0x500), range(0x1E00, 0x2000))
"""What the font holds of Latin, Greek and Cyrillic letters, their accents, digits and signs; a test sets them all."""

SIGNS: Final = frozenset("‐‑‒–—―‘’‚“”„†‡•…‰′″‹›€™−≈≠≤≥□\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}")
"""What else a sentence needs."""

_TEMPLATE: Final = Path(__file__).resolve().parent / "assets" / "handout.typ"
_lock: Final = threading.Lock()


class PageTooFullError(ValueError):
    """Even the shortest version of the page runs over."""


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the typesetter, so that a page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


@lru_cache(maxsize=256)
def code(link: str) -> str:
    """A QR code that holds an address, as an SVG drawing."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False, nl=False)
    return out.getvalue().decode()


def pdf(versions: Iterable[Sheet], size: Size) -> bytes:
    """The first version of a page that fits on one, in the largest type that does.

    Args:
        versions: the same page, each saying less than the one before; made only as far as needed.
        size: the paper.

    Raises:
        PageTooFullError: none of them does.
    """
    for sheet in versions:
        told = _safe(asdict(sheet)) | {"link": sheet.link, "link_shown": _breakable_address(sheet.link)}
        inputs = {"sheet": json.dumps(told), "code": code(sheet.link) if sheet.link else "", "paper": size}
        low, best = 0, len(POINTS) - 1
        made = _one_page(inputs, POINTS[best])
        if made is None:
            continue
        while low < best:
            middle = (low + best) // 2
            larger = _one_page(inputs, POINTS[middle])
            if larger is None:
                low = middle + 1
            else:
                made, best = larger, middle
        return _with_row_headings(made)
    raise PageTooFullError(size)


def _one_page(inputs: dict[str, str], points: float) -> bytes | None:
    """The page in a size of type, or None where it runs over."""
    # Not made for several threads at once. One compiler that writes each try forgets the oldest ones; laying out alone
    # would be a sixth faster and keep 200 MB more.
    with _lock:
        compiler = _compiler()
        made = compiler.compile(format="pdf", sys_inputs=inputs | {"points": str(points)}, pdf_standards="ua-1")
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return made if pages == 1 and isinstance(made, bytes) else None


def _with_row_headings(made: bytes) -> bytes:
    """The same page with the first cell of each row of a table tagged as the heading of that row, or of those below it.

    Typst can do that only behind a switch which its Python package does not have. It also lists each cell's headings by
    name; without that list a reader goes by what each heading says it is for (ISO 32000-1, 14.8.5.7).
    """
    import pypdf
    from pypdf.generic import NameObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    writer.pdf_header = made[:8].decode()
    for row in _parts(writer.root_object["/StructTreeRoot"], "/TR"):
        for at, cell in enumerate(_parts(row["/K"], "/TD", "/TH")):
            of_table = next(entry for entry in cell["/A"] if entry["/O"] == "/Table")
            of_table.pop("/Headers", None)
            if not cell.get("/K"):
                cell[NameObject("/S")] = NameObject("/TD")
                of_table.pop("/Scope", None)
            elif at == 0 and cell["/S"] == "/TD":
                cell[NameObject("/S")] = NameObject("/TH")
                of_table[NameObject("/Scope")] = NameObject("/Column" if "/ColSpan" in of_table else "/Row")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _parts(tree: Any, *kinds: str) -> Iterator[dict[Any, Any]]:
    """The parts of a tagged document that are of these kinds, in order."""
    told = tree.get_object()
    if isinstance(told, list):
        for part in told:
            yield from _parts(part, *kinds)
    elif isinstance(told, dict):
        if told.get("/S") in kinds:
            yield told
        if "/K" in told:
            yield from _parts(told["/K"], *kinds)


@cache
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(_TEMPLATE, font_paths=_fonts())


def _safe(told: Any) -> Any:
    """The same data with text that can be set; text that holds agencies' English names comes in pieces, each with
    whether it is such a name.
    """
    if isinstance(told, str):
        pieces = english.runs(told)
        named = any(is_name for _piece, is_name in pieces)
        return [(_settable(piece), is_name) for piece, is_name in pieces] if named else _settable(told)
    if isinstance(told, dict):
        return {name: _safe(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_safe(value) for value in told]
    return told


def _settable(text: str) -> str:
    """Text in which long words can break, and signs that the font lacks are a box."""
    return " ".join(_breakable(word) for word in "".join(map(_drawable, text)).split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2))


def _breakable_address(link: str) -> str:
    return "".join(sign + BREAK if sign in "/?&,=" else sign for sign in link)


def _drawable(sign: str) -> str:
    return sign if _is_held(sign) else NO_GLYPH


def _is_held(sign: str) -> bool:
    return sign in SIGNS or any(ord(sign) in held for held in HELD)


def lacking(text: str) -> list[str]:
    """Signs of a text that a PDF shows as a box, each once, in order.

    A mark that changes the sign before it cannot be read alone, so it is not named.
    """
    found = dict.fromkeys(sign for sign in text if not _is_held(sign))
    return [sign for sign in found if not unicodedata.category(sign).startswith("M")]
