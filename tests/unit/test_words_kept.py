"""Nothing that is kept for every visitor holds words of one language."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import careers
from careers import i18n, tables

MODULES = [
    module.name for module in pkgutil.walk_packages(careers.__path__, "careers.") if "__main__" not in module.name
]


class Watched:
    """The language, and a list of who asked for it."""

    def __init__(self) -> None:
        self.asked = 0

    def get(self) -> str:
        self.asked += 1
        return "en"


def test_what_is_built_once_never_asks_for_the_language(monkeypatch):
    for name in MODULES:
        importlib.import_module(name)
    tables.forget()
    watched = Watched()
    monkeypatch.setattr(i18n, "_language", watched)
    # Answers that are kept for each language ask by this name; what they hold is told by their own asking.
    monkeypatch.setattr(tables, "language", lambda: "en")
    assert len(tables._builders) > 40
    asking = []
    for build in tables._builders:
        watched.asked = 0
        build()
        if watched.asked:
            asking.append(f"{build.__module__}.{build.__name__}")
    assert asking == []


def test_an_answer_is_kept_for_its_language(monkeypatch):
    monkeypatch.setattr(i18n, "languages", lambda: ("en", "es"))
    made = []

    @tables.kept(4)
    def answer(number: int) -> str:
        made.append(number)
        return f"{i18n.language()} {number}"

    told = []
    for code in ("es", "en", "es", "en"):
        with i18n.use_language(code):
            told.append(answer(1))
    assert told == ["es 1", "en 1", "es 1", "en 1"]
    assert made == [1, 1]
    tables.forget()
    assert answer(1) == "en 1"
    assert made == [1, 1, 1]


ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("careers/**/*.py"), *ROOT.glob("pages/ui/**/*.py"), ROOT / "app.py"])


def said_on_import(tree: ast.AST) -> list[int]:
    """Lines of calls that translate outside any function."""
    found = []
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in ("_", "ngettext", "pgettext"):
            found.append(child.lineno)
        found += said_on_import(child)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_is_translated_while_a_module_is_imported(path):
    """It would stay in the language of the first visitor; ``N_`` marks it for later."""
    assert said_on_import(ast.parse(path.read_text("utf-8"))) == []


def test_the_search_for_such_words_finds_them():
    assert said_on_import(ast.parse("A = {1: _('x')}\ndef f():\n    return _('y')\n")) == [1]
