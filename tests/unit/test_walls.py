"""The walls of the house: etl → data → careers → pages. Data flows one way, and so do imports."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = {"etl", "data", "careers", "pages"}
SCREEN = {"streamlit", "plotly"}

FORBIDDEN = {
    "data": {"etl", "careers", "pages", "app", "polars", "pandas", *SCREEN},
    "etl": {"careers", "pages", "app", *SCREEN},
    "careers": {"etl", "pages", "app", *SCREEN},
    "pages": {"etl", "app"},
}
"""What no file of a room may import, at its top or inside a function. Data is read by all and knows nobody."""


def imported(source: str, package: tuple[str, ...] = ()) -> set[str]:
    """Every module that a file imports, with its dots: statements anywhere, and calls of the import functions.

    Args:
        source: the file's text.
        package: the dotted package it stands in, to resolve imports that start with a dot.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *(node.module.split(".") if node.module else ())))
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".")[-1]
            if called in ("import_module", "__import__") and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def top(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


def files(room: str) -> list[Path]:
    return sorted((REPOSITORY / room).rglob("*.py"))


def read(file: Path) -> set[str]:
    return imported(file.read_text("utf-8"), file.relative_to(REPOSITORY).parent.parts)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_file_imports_through_a_wall(room):
    assert files(room)
    through = {str(f.relative_to(REPOSITORY)): sorted(top(read(f)) & FORBIDDEN[room]) for f in files(room)}
    assert {name: walls for name, walls in through.items() if walls} == {}


def test_charts_are_made_without_streamlit():
    modules = read(REPOSITORY / "pages" / "ui" / "charts.py")
    assert "streamlit" not in top(modules)
    assert "plotly" in top(modules)


def test_what_the_charts_import_of_ours_does_not_bring_streamlit_in():
    waiting, seen = [REPOSITORY / "pages" / "ui" / "charts.py"], set()
    while waiting:
        file = waiting.pop()
        seen.add(file)
        modules = read(file)
        assert "streamlit" not in top(modules), file
        for module in modules:
            path = REPOSITORY / Path(*module.split("."))
            waiting += [f for f in (path.with_suffix(".py"), path / "__init__.py") if f.is_file() and f not in seen]
    assert len(seen) > 1


def test_only_the_etl_writes_tables_and_only_careers_reads_them():
    for room in ("careers", "pages"):
        for file in files(room):
            assert "write_table" not in file.read_text("utf-8"), file
    for file in files("pages"):
        assert top(read(file)).isdisjoint({"pyarrow", "polars"}), file


@pytest.mark.parametrize(
    "source",
    [
        "import streamlit as st",
        "import streamlit.components.v1",
        "from streamlit import session_state",
        "def late():\n    import streamlit",
        "def late():\n    from streamlit.runtime import get_instance",
        "try:\n    import json\nexcept ImportError:\n    import streamlit",
        "importlib.import_module('streamlit')",
        "__import__('streamlit')",
    ],
)
def test_the_walls_see_every_way_to_import(source):
    assert "streamlit" in top(imported(source))


def test_the_walls_see_an_import_that_starts_with_a_dot():
    assert "pages.ui.charts" in imported("from .charts import spread", ("pages", "ui"))
    assert "pages.ui.charts" in imported("from ..ui import charts", ("pages", "pay"))


def test_no_room_has_the_name_of_a_module_of_python():
    assert ROOMS.isdisjoint(sys.stdlib_module_names)
