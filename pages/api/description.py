"""The API as OpenAPI 3.1, made from the questions, the types of their answers and the published tables' fields."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import pandas as pd

from careers import answers, tables
from careers.answers import Found, Parameter, Question
from careers.errors import CareersError
from careers.i18n import FALLBACK, use_language

NAME: Final = "openapi.json"
VERSION: Final = "1"
"""Of the addresses and parameters. Fields may be added to answers without another."""

_SIMPLE: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    # A figure that is not there is null, wherever it stands.
    float: {"type": ["number", "null"]},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    # Columns as in the published tables; the fields that a figure's name stands for are described with those.
    pd.DataFrame: {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
    Any: {},
    object: {},
}


@cache
def document() -> dict[str, Any]:
    """The whole description, in English."""
    with use_language(FALLBACK):
        return _document()


def _document() -> dict[str, Any]:
    schemas: dict[str, Any] = {
        "Row": {
            "type": "object",
            "description": "A row: columns as in the published tables, each figure with its flag beside it.",
        },
        "Near": _object({"code": {"type": "string"}, "title": {"type": "string"}}),
        "Gap": _object(
            {
                "message": {"type": "string"},
                "nearest": {"type": "array", "items": {"$ref": "#/components/schemas/Near"}},
            }
        ),
        "Problem": _problem(),
        "Source": _object(
            {
                name: {"type": "string"}
                for name in ("name", "title", "agency", "edition", "homepage", "licence", "citation")
            }
            | {"files": {"type": "array", "items": {"type": "object"}}}
        ),
    }
    paths = {f"/api/{question.name}": {"get": _operation(question, schemas)} for question in answers.QUESTIONS}
    paths["/api/tables/{name}.csv"] = {"get": _whole_tables()}
    flags = " ".join(f"`{flag}`: {words}." for flag, words in answers.flags().items())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wageways",
            "version": VERSION,
            "summary": "What US occupations pay, where, in which industries, and whether there will be jobs.",
            "description": f"Read-only, no key. A figure is null unless its flag is `ok` or `collapsed`. {flags}",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _problems(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/problem+json": _reference("Problem")}}


_KEPT: Final = {"ETag": {"description": "Mark of this answer.", "schema": {"type": "string"}}}
_UNCHANGED: Final = {"description": "Unchanged since the answer with the mark in If-None-Match."}


def _operation(question: Question, schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": question.name.replace("/", "_"),
        "summary": question.title,
        "parameters": [_parameter(parameter) for parameter in (*question.parameters, answers.LANGUAGE)],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _KEPT,
                "content": {"application/json": {"schema": _envelope(question, schemas)}},
            },
            "304": _UNCHANGED,
            "400": _problems("A parameter is missing."),
            "404": _problems("Nothing has that code, or no such figure is published; what comes close is named."),
            "422": _problems("A value cannot be used; the message says why."),
            "503": _problems("A published table is missing on this server."),
        },
    }


def _whole_tables() -> dict[str, Any]:
    name = {"name": "name", "in": "path", "required": True, "schema": {"enum": list(tables.names())}}
    return {
        "operationId": "tables",
        "summary": "A published table, whole, as CSV",
        "parameters": [name],
        "responses": {
            "200": {
                "description": "Title, sources and caveats as lines that begin with #, then the rows.",
                "headers": _KEPT,
                "content": {"text/csv": {"schema": {"type": "string"}}},
            },
            "304": _UNCHANGED,
            "404": _problems("There is no table of that name."),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "number" if parameter.is_number else "string"}
    if parameter.options is not None:
        schema["enum"] = list(parameter.options())
    if parameter.is_list:
        schema = {"type": "array", "items": schema}
    if isinstance(parameter.default, str) and parameter.default and not parameter.is_list:
        schema["default"] = parameter.default
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.meaning,
        "required": parameter.is_required,
        "schema": schema,
    }
    if parameter.is_list:
        told |= {"style": "form", "explode": False}
    if parameter.example:
        told["example"] = parameter.example.split(",") if parameter.is_list else parameter.example
        if parameter.is_number:
            told["example"] = float(parameter.example)
    return told


def _envelope(question: Question, schemas: dict[str, Any]) -> dict[str, Any]:
    answer = get_type_hints(question.answer).get("return", Any)
    if answer is Found:
        parts: dict[str, Any] = {"q": {"type": "string"}, "matches": {"type": "array", "items": {"type": "object"}}}
        return _object(parts | {"sources": {"type": "array", "items": {"type": "object"}}})
    return _object(
        {
            "question": {"type": "object", "description": "What was asked, as it was understood."},
            "page": {"type": "string", "description": "Address of the page that shows the same."},
            "answer": _schema(answer, schemas),
            "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Source"}},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    nearest = {"type": "array", "items": _object({"code": text, "title": text})}
    return _object({"type": text, "title": text, "status": {"type": "integer"}, "detail": text}) | {
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "The same sentence as the page says."},
            "parameter": {"type": "string", "description": "The parameter at fault."},
            "nearest": nearest | {"description": "What comes close, best first, with the address to ask instead."},
        }
    }


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of what `careers.answers.plain` makes of a type; records are told once, under ``schemas``."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if kind is type(None):
        return {"type": "null"}
    if origin in (Union, types.UnionType):
        told = [_schema(part, schemas) for part in parts]
        return told[0] if len(told) == 2 and "null" in told[0].get("type", ()) else {"anyOf": told}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (tuple, list):
        return {"type": "array", "items": _schema(parts[0], schemas) if parts else {}}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(parts[1], schemas)}
    if isinstance(kind, type) and issubclass(kind, CareersError):
        return {"$ref": "#/components/schemas/Gap"}
    if is_dataclass(kind) and isinstance(kind, type):
        name = f"{kind.__module__.rsplit('.', 1)[-1]}.{kind.__name__}"
        if name not in schemas:
            schemas[name] = {}  # a record may hold its own kind
            hints = get_type_hints(kind)
            schemas[name] = _object({f.name: _described(f.name, _schema(hints[f.name], schemas)) for f in fields(kind)})
        return {"$ref": f"#/components/schemas/{name}"}
    raise TypeError(f"No schema is known for {kind!r}.")


def _described(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A field with unit and meaning, where a published table has one of that name."""
    meaning = _meanings().get(name)
    return schema | {"description": meaning} if meaning and "$ref" not in schema else schema


@cache
def _meanings() -> dict[str, str]:
    listed = [field for name in tables.names() for field in tables.record(name).fields]
    return {f["name"]: f["meaning"] + (f" Unit: {f['unit']}." if f["unit"] else "") for f in listed}
