"""A treemap as links: every tile is a place on the page that leads somewhere, its area is a number, its colour a class.

Made of HTML instead of Plotly, whose tiles cannot be links. The layout is squarified (the `squarify` library) once for
all screens and stretched to each: stretching keeps every area in proportion. What depends on the screen is which tiles
have room for their name; that is worked out here for a wide screen and for a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Final

from squarify import normalize_sizes, squarify

WIDE: Final = (664.0, 500.0)
PHONE: Final = (356.0, 330.0)
"""Pixels of the whole map. The style sheet sets the same heights."""

LAYOUT: Final = (520.0, 420.0)
"""Proportions of the layout, between the two screens."""

SMALL, LARGE = 12.0, 15.0
"""Pixels of letters in a tile."""

LETTER_WIDTH: Final = 0.5
LINE_HEIGHT: Final = 1.15
FEWEST_LETTERS: Final = 6
"""Letters of a name that must fit, for it to be printed at all."""

PADDING: Final = 4.0

_SMALL_WORDS: Final = frozenset({"and", "of", "the", "for", "in", "to", "a", "or", "except"})
"""Words that say nothing at the end of a name that is cut."""


@dataclass(frozen=True)
class Mark:
    """One tile.

    Args:
        name: what it is.
        words: its value, as short as it can be; printed below the name, so that colour is never alone.
        told: name and figures in a line, shown when a pointer rests on it.
        size: its area, above zero.
        group: marks of a group lie together.
        level: class of its value from 0, or None without one.
        address: where it leads.
        is_own: whether it is the reader's own, which is outlined.
    """

    name: str
    words: str
    told: str
    size: float
    group: str
    level: int | None
    address: str
    is_own: bool = False


@dataclass(frozen=True)
class _Box:
    """A rectangle in shares of the whole map, 0 to 1."""

    left: float
    top: float
    width: float
    height: float

    @property
    def style(self) -> str:
        return (
            f"left:{100 * self.left:.3f}%;top:{100 * self.top:.3f}%;"
            f"width:{100 * self.width:.3f}%;height:{100 * self.height:.3f}%"
        )


def treemap(marks: Iterable[Mark], colours: Sequence[tuple[str, str]], label: str) -> str:
    """Tiles whose area is in proportion to their size, those of a group together, the largest group first.

    Args:
        marks: in any order.
        colours: ground and text colour of each class, low to high.
        label: what the map says, for a screen reader; the tiles themselves are left to those who see them, because the
            table beside the map has the same links in order.
    """
    by_group = [
        sorted(members, key=lambda mark: -mark.size)
        for _group, members in groupby(sorted(marks, key=lambda mark: mark.group), key=lambda mark: mark.group)
    ]
    by_group.sort(key=lambda members: -sum(mark.size for mark in members))
    tiles, frames = [], []
    whole = _Box(0.0, 0.0, 1.0, 1.0)
    for members, frame in zip(
        by_group, _boxes(tuple(sum(mark.size for mark in members) for members in by_group), whole), strict=True
    ):
        frames.append(f'<i style="{frame.style}"></i>')
        for mark, box in zip(members, _boxes(tuple(mark.size for mark in members), frame), strict=True):
            tiles.append(_tile(mark, box))
    inks = "".join(f"--g{level}:{ground};--t{level}:{text};" for level, (ground, text) in enumerate(colours))
    return (
        f'<div class="ww ww-treemap" role="figure" aria-label="{escape(label)}" style="{inks}">'
        f'<div aria-hidden="true">{"".join(tiles)}{"".join(frames)}</div></div>'
    )


# The same jobs stand in the same place whatever colors them, and working that out takes half the time of a map.
@lru_cache(maxsize=2048)
def _boxes(sizes: tuple[float, ...], into: _Box) -> tuple[_Box, ...]:
    """Boxes for sizes in descending order, which fill ``into``."""
    across, down = into.width * LAYOUT[0], into.height * LAYOUT[1]
    return tuple(
        _Box(
            into.left + rectangle["x"] / LAYOUT[0],
            into.top + rectangle["y"] / LAYOUT[1],
            rectangle["dx"] / LAYOUT[0],
            rectangle["dy"] / LAYOUT[1],
        )
        for rectangle in squarify(normalize_sizes(sizes, across, down), 0, 0, across, down)
    )


def _tile(mark: Mark, box: _Box) -> str:
    dress = ["a" if mark.level is None else f"c{mark.level}"]
    if mark.is_own:
        dress.append("own")
    wide, phone = (_fitting(mark, box.width * screen[0], box.height * screen[1]) for screen in (WIDE, PHONE))
    text = _named(wide, mark.words, "" if wide == phone else "w")
    if phone and wide != phone:
        text += _named(phone, mark.words, "p")
    return (
        f'<a href="{escape(mark.address)}" tabindex="-1" class="{" ".join(dress)}" style="{box.style}" '
        f'title="{escape(mark.told)}">{text}</a>'
    )


def _named(fitting: tuple[str, bool] | None, words: str, screen: str) -> str:
    if fitting is None:
        return ""
    name, is_large = fitting
    dress = " ".join(filter(None, (screen, "l" if is_large else "")))
    named = f' class="{dress}"' if dress else ""
    return f"<span{named}>{escape(name)}<b>{escape(words)}</b></span>"


def _fitting(mark: Mark, width: float, height: float) -> tuple[str, bool] | None:
    """As much of the name as there is room for, and whether in large letters; None where there is hardly any."""
    across, down = width - 2 * PADDING, height - PADDING
    whole = _lines(mark.name, mark.words, across, down, LARGE)
    if whole == mark.name:
        return whole, True
    part = _lines(mark.name, mark.words, across, down, SMALL)
    return (part, False) if part and (part == mark.name or len(part) >= FEWEST_LETTERS) else None


def _lines(name: str, words: str, width: float, height: float, letters: float) -> str | None:
    """The name cut to what fits above its value, or None where not even the first word begins to fit."""
    room = int(width / (LETTER_WIDTH * letters))
    most = int(height / (letters * LINE_HEIGHT)) - 1
    if len(words) > room or most < 1:
        return None
    lines, used, taken = 1, 0, []
    for word in name.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        if lines > most:
            # The mark of what is left out takes the place of the last letters, if it has to.
            while len(taken) > 1 and taken[-1] in _SMALL_WORDS:
                taken.pop()
            last = taken.pop().rstrip(",")
            return " ".join([*taken, f"{last[: max(room - 1, 1)]}…"])
        if len(word) > room:
            return " ".join([*taken, f"{word[: room - 1]}…"]) if room > 1 else None
        used += len(word) + (1 if used else 0)
        taken.append(word)
    return name
