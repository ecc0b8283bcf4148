"""Words for the message catalogue: those in the code and those in data files.

``babel.cfg`` says which files are read by what here.
"""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import IO, Any

Message = tuple[int, str | None, str | tuple[str | None, ...], list[str]]
"""Line, function, its texts, no comments: what Babel wants of each message."""


def code(
    fileobj: IO[bytes],
    keywords: Sequence[str],
    _comment_tags: Sequence[str],
    options: Mapping[str, str],  # noqa: ARG001
) -> Iterator[Message]:
    """Texts that the code passes to ``_`` and its like, inside an f-string too.

    Babel's own reader of Python misses those, and takes the key of ``_(WORDS["key"])`` for a text.
    """
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in node.args]
            if texts and texts[0] is not None:
                yield node.lineno, node.func.id, tuple(texts), []


def reference(
    fileobj: IO[bytes], _keywords: Sequence[str], _comment_tags: Sequence[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Sentences of a hand-kept list, from the columns that the option ``columns`` names."""
    rows = csv.DictReader(TextIOWrapper(fileobj, "utf-8", newline=""))
    for row in rows:
        for column in options["columns"].split():
            if row.get(column):
                yield rows.line_num, None, row[column], []


def records(
    fileobj: IO[bytes],
    _keywords: Sequence[str],
    _comment_tags: Sequence[str],
    options: Mapping[str, str],  # noqa: ARG001
) -> Iterator[Message]:
    """What a published table says of itself, in our words: title, fields, caveats, notes on licence and files."""
    told: dict[str, Any] = json.load(fileobj)
    words = [told["title"], *told["caveats"]]
    for field in told["fields"]:
        words += [field["meaning"], field["unit"]]
    for source in told["sources"]:
        words += [source["edition"], source["licence"], *(file.get("note", "") for file in source["files"])]
    for text in dict.fromkeys(words):
        # An edition that is no more than a number reads the same everywhere.
        if any(c.isalpha() for c in text):
            yield 1, None, text, []
