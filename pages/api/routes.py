"""The API's addresses: read-only, kept by browsers, readable from other sites; what it cannot answer it says as a page
does, with what comes close.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from careers import answers, export, tables
from careers.answers import Question
from careers.errors import CareersError, NotPublished, TableMissing, UnknownIndustry, UnknownOccupation, UnknownPlace
from careers.i18n import FALLBACK, _, use_language
from careers.majors import UnknownField
from pages.api import description, guide

KEPT_FOR: Final = 3600
"""Seconds that a browser may keep an answer without asking again."""

PROBLEM: Final = "application/problem+json"
"""RFC 9457, "Problem Details for HTTP APIs"."""

_NOT_THERE: Final = (NotPublished, UnknownOccupation, UnknownPlace, UnknownIndustry, UnknownField)

_log = logging.getLogger("wageways")

Told = Mapping[str, Sequence[str]]


def status_of(error: CareersError) -> HTTPStatus:
    """400 where something is missing, 404 where nothing has that name or figure, 422 where a value cannot be used; 503
    where our own table is gone.
    """
    cause = error.cause if isinstance(error, answers.Refused) else error
    if isinstance(cause, answers.Missing):
        return HTTPStatus.BAD_REQUEST
    if isinstance(cause, TableMissing):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.NOT_FOUND if isinstance(cause, _NOT_THERE) else HTTPStatus.UNPROCESSABLE_ENTITY


def _answering(question: Question) -> Callable[[Request], Response]:
    """An endpoint that answers a question, or says why not."""

    def answer(request: Request) -> Response:
        told = {name: request.query_params.getlist(name) for name in request.query_params}
        with use_language(next(iter(told.get(answers.LANGUAGE.name, [])[-1:]), FALLBACK)):
            try:
                return _sent(request, answers.ask(question, told))
            except CareersError as error:
                if status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    _log.exception("The API could not answer %s.", request.url.path)
                return _refused(request, question, told, error)
            except Exception:  # noqa: BLE001 - nobody is shown a stack trace; who runs the server finds it in the log
                _log.exception("The API failed at %s.", request.url.path)
                return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong on our side."))

    return answer


def _refused(request: Request, question: Question, told: Told, error: CareersError) -> Response:
    """The sentence that the page says, and what comes close as addresses to ask instead."""
    more: dict[str, Any] = {"nearest": answers.plain(error.nearest)}
    if isinstance(error, answers.Refused):
        more["parameter"] = error.parameter
        if not next((p.is_list for p in question.parameters if p.name == error.parameter), True):
            for near in more["nearest"]:
                near["address"] = answers.address(question, {**told, error.parameter: [near["code"]]})
    return problem(request, status_of(error), str(error), **more)


def problem(request: Request, status: int, message: str, **more: Any) -> Response:
    """What went wrong, as data. ``detail`` is for people."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": int(status), "detail": message, **more}
    return _sent(request, body, status, PROBLEM)


def _sent(request: Request, told: Any, status: int = 200, media_type: str = "application/json") -> Response:
    """JSON with a mark of its content, and nothing but that mark for who has it already.

    The mark is of the answer itself: another edition, another release and another language each make another. It is a
    weak one, because the answer may travel compressed or not.
    """
    body = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    headers = {"Cache-Control": "no-cache"}
    if status == 200:
        headers, is_known = _kept(request, hashlib.sha256(body).hexdigest())
        if is_known:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if request.method == "HEAD":
        return Response(None, status, headers | {"Content-Length": str(len(body))}, f"{media_type}; charset=utf-8")
    return Response(body, status, headers, f"{media_type}; charset=utf-8")


def _kept(request: Request, digest: str) -> tuple[dict[str, str], bool]:
    """Headers of an answer that may be kept, and whether who asks has it already."""
    mark = f'"{digest[:32]}"'
    known = (entry.strip().removeprefix("W/") for entry in request.headers.get("if-none-match", "").split(","))
    headers = {"Cache-Control": f"public, max-age={KEPT_FOR}", "ETag": f"W/{mark}"}
    return headers, any(entry in (mark, "*") for entry in known)


def _described(request: Request) -> Response:
    """The OpenAPI description."""
    return _sent(request, description.document())


def _whole_table(request: Request) -> Response:
    """A published table as CSV, sent in pieces while it is made."""
    name = request.path_params["name"]
    try:
        pieces = export.table_csv(name)
    except TableMissing as error:
        return problem(request, HTTPStatus.NOT_FOUND, str(error))
    headers, is_known = _kept(request, tables.record(name).sha256)
    if is_known:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{export.file_name("wageways", name)}"'
    if request.method == "HEAD":
        return Response(None, headers=headers, media_type="text/csv; charset=utf-8")
    return StreamingResponse(pieces, headers=headers, media_type="text/csv; charset=utf-8")


def _guide(request: Request) -> Response:
    """The guide for people; a language that is not on offer reads as English."""
    with use_language(request.query_params.get(answers.LANGUAGE.name, FALLBACK)):
        body = guide.html()
    return Response(
        body, media_type="text/html; charset=utf-8", headers={"Cache-Control": f"public, max-age={KEPT_FOR}"}
    )


def _misdirected(request: Request, error: Exception) -> Response:
    """An address or a method that does not exist, as data like everything else here."""
    assert isinstance(error, HTTPException)
    message = {
        404: _("There is nothing at this address. The guide at /api lists what there is."),
        405: _("This can only be read: use GET or HEAD."),
    }.get(error.status_code, error.detail)
    answer = problem(request, error.status_code, message)
    answer.headers.update(error.headers or {})
    return answer


_api: Final = Starlette(
    routes=[
        Route("/", _guide),
        Route(f"/{description.NAME}", _described),
        Route("/tables/{name}.csv", _whole_table),
        *(Route(f"/{question.name}", _answering(question)) for question in answers.QUESTIONS),
    ],
    middleware=[
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag"],
        )
    ],
    exception_handlers={HTTPException: _misdirected},
)

ROUTES: Final[list[BaseRoute]] = [Route("/api", _guide), Mount("/api", _api)]
