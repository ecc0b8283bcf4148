"""A file of the reader's own: read once, kept in this browser session's memory and nowhere else, removed at a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from careers import tables
from careers.i18n import _
from pages.ui import blocks
from pages.ui.selection import shown as printable

T = TypeVar("T")

LONGEST_NAME: Final = 60


def own_file(name: str, label: str, most_bytes: int, read: Callable[[bytes], T]) -> tuple[str, T] | None:
    """A box to drop a file into, and what was read of it; with a file kept, a button that forgets it.

    The file is hostile: its name is cut and made printable, and ``read`` has to bear any bytes.

    Args:
        name: unique on the page.
        label: what to drop.
        most_bytes: largest file that the browser sends.
        read: what the bytes come to; called once per file. It must not hold words of a language, which may change.

    Returns:
        The file's name and what was read, or None.
    """
    kept, round_of = f"own-{name}", f"own-{name}-round"
    # A box under a new key is an empty one: the only way to take a file out of it.
    box = f"{kept}-{st.session_state.get(round_of, 0)}"

    def take() -> None:
        dropped = st.session_state[box]
        if dropped is None:
            st.session_state.pop(kept, None)
        else:
            st.session_state[kept] = (printable(dropped.name)[:LONGEST_NAME], read(dropped.getvalue()))

    def forget() -> None:
        st.session_state.pop(kept, None)
        st.session_state[round_of] = st.session_state.get(round_of, 0) + 1

    st.file_uploader(label, key=box, on_change=take, max_upload_size=max(1, most_bytes // 1_000_000))
    found: tuple[str, T] | None = st.session_state.get(kept)
    if found is not None:
        st.button(_("Remove the file"), key=f"{kept}-remove", on_click=forget)
    return found


def wanted(words: str, table: str, names: Sequence[str]) -> None:
    """What becomes of a dropped file, and folded away the columns that it must have.

    Args:
        words: what becomes of it.
        table: the published table that has the same columns.
        names: names of these columns, in order.
    """
    fields = {field["name"]: field for field in tables.record(table).fields}
    told = blocks.described([fields[name] for name in names], [], _("Columns of the file, in any order"))
    st.html(blocks.paragraphs([words], quiet=True) + blocks.fold(_("The columns it must have"), "", told))


def rows(frame: pd.DataFrame, caption: str, shown: Sequence[str]) -> None:
    """A table of what the reader brought along: it has no source of ours and needs no download."""
    st.html(blocks.table(frame, shown, caption))
