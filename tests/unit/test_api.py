"""The API over HTTP: read-only, kept, readable from anywhere, described; no address brings out a stack trace."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

import app
from careers import answers, tables
from careers.errors import TableMissing
from careers.i18n import use_language
from pages.api import description, routes

JOB = "43-4051"
ELSEWHERE = {"Origin": "https://elsewhere.example"}
PATHS = [f"/api/{question.name}" for question in answers.QUESTIONS]


def parameters(path: str) -> dict[str, str]:
    """Values that the question of a path answers."""
    question = next(question for question in answers.QUESTIONS if path == f"/api/{question.name}")
    return {p.name: p.example for p in question.parameters if p.example} or {"q": "nurse"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app.app, raise_server_exceptions=False)


@pytest.mark.parametrize("path", PATHS)
def test_every_question_is_answered_as_json_that_fits_its_description(client, path):
    reply = client.get(path, params=parameters(path), headers=ELSEWHERE)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["cache-control"] == "public, max-age=3600"
    assert reply.headers["x-content-type-options"] == "nosniff"
    told = description.document()
    schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = schema | {"components": told["components"]}
    problems = [
        f"{list(error.path)}: {error.message[:200]}" for error in OAS31Validator(whole).iter_errors(reply.json())
    ]
    assert problems == []


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json"])
def test_who_has_the_answer_gets_only_word_that_it_still_holds(client, path):
    asked = {} if path.endswith(".json") else parameters(path)
    first = client.get(path, params=asked)
    mark = first.headers["etag"]
    assert mark.startswith('W/"')
    for sent in (mark, mark.removeprefix("W/"), f'"other", {mark}'):
        again = client.get(path, params=asked, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert client.get(path, params=asked, headers={"If-None-Match": '"other"'}).content == first.content
    head = client.head(path, params=asked)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", mark)
    assert head.headers["content-length"] == str(len(first.content))


def test_a_whole_table_comes_as_csv(client):
    whole, head = client.get("/api/tables/price_index.csv"), client.head("/api/tables/price_index.csv")
    assert (whole.status_code, head.status_code, head.content) == (200, 200, b"")
    assert whole.headers["content-type"] == head.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(whole.text.splitlines()) > tables.record("price_index").rows
    assert whole.headers["cache-control"] == "public, max-age=3600"
    mark = whole.headers["etag"]
    again = client.get("/api/tables/price_index.csv", headers={"If-None-Match": mark})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert client.get("/api/tables/growth_words.csv").headers["etag"] != mark


def test_the_mark_changes_with_the_answer(client):
    marks = {
        client.get("/api/pay", params={"job": JOB, "place": place}).headers["etag"] for place in ("US", "OH", "CA")
    }
    assert len(marks) == 3


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/pay?job=99-9999", 404, "We do not know a job called “99-9999”."),
        ("/api/pay?place=Atlantis", 404, "We do not know a place called “Atlantis”."),
        ("/api/pay?industry=0", 404, "We do not know an industry called “0”."),
        ("/api/pay?pay=week", 422, "We show pay by the year or by the hour, not by “week”."),
        ("/api/pay?job=11-1011&place=GU", 404, "The agency does not publish pay for Chief Executives in Guam."),
        ("/api/pay/places?kind=city", 422, "“city” is no choice for “kind”."),
        ("/api/pay/industries?level=all", 422, "“all” is no choice for “level”."),
        ("/api/pay/years?dollars=1990", 422, "“1990” is no choice for “dollars”."),
        ("/api/experience?years=-1", 422, "Years of experience must be a number from 0 to"),
        ("/api/experience?schooling=x", 422, "“x” is no choice for “schooling”."),
        ("/api/outlook?edition=1990", 422, "We have no projections of the edition “1990”."),
        ("/api/related", 400, "The parameter “job” is missing."),
        ("/api/related?job=00-0000", 422, "Choose one job"),
        ("/api/offer?job=43-4051", 400, "The parameter “amount” is missing."),
        ("/api/offer?job=43-4051&amount=lots", 422, "Please type the offer as a number"),
        ("/api/offer?job=43-4051&amount=46000&pay=hour", 422, "Is it for a year?"),
        ("/api/compare?job=43-4051,29-1141,11-1011,11-1021,13-2011,15-1252", 422, "jobs at a time"),
        ("/api/compare?place=US,OH,CA,TX,NY,WA", 422, "places at a time"),
        ("/api/compare?job=" + "43-4051," * 20 + "29-1141&place=US,OH&first=29-1141.CA", 422, "no choice for “first”"),
        ("/api/compare?place=US,OH&from=TX", 422, "“TX” is no choice for “from”."),
        ("/api/compare?place=US,OH&amount=lots", 422, "“lots” is not an amount we can read."),
        ("/api/majors?field=qqqqzzzz", 404, "qqqqzzzz"),
        ("/api/pay?lang=xx", 422, "“xx” is no choice for “lang”."),
        ("/api/tables/no_such.csv", 404, "no_such"),
        ("/api/nothing", 404, "There is nothing at this address."),
        ("/api/pay/nothing", 404, "There is nothing at this address."),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_status(client, path, status, words):
    reply = client.get(path, headers=ELSEWHERE)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json; charset=utf-8"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["cache-control"] == "no-cache"
    told = reply.json()
    assert told["status"] == status
    assert words in told["detail"]


def test_what_comes_close_is_an_address_that_answers(client):
    told = client.get("/api/pay", params={"job": "nurse", "place": "OH"}).json()
    assert told["parameter"] == "job"
    near = told["nearest"][0]
    assert near == {
        "code": "29-1141", "title": "Registered Nurses", "address": "/api/pay?job=29-1141&place=OH",
    }  # fmt: skip
    assert client.get(near["address"]).json()["answer"]["here"]["soc_code"] == "29-1141"


def test_an_error_speaks_the_language_asked_for(client):
    english, spanish = (client.get("/api/pay", params={"job": "99-9999", "lang": lang}).json() for lang in ("en", "es"))
    assert english["detail"] != spanish["detail"]
    assert "99-9999" in spanish["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/pay", "/api/openapi.json"])
def test_nothing_can_be_written(client, method, path):
    reply = client.request(method, path)
    assert (reply.status_code, reply.json()["status"]) == (405, 405)
    assert set(reply.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_other_sites_may_read_and_nothing_else(client):
    asked = ELSEWHERE | {"Access-Control-Request-Method": "GET"}
    assert client.options("/api/pay", headers=asked).headers["access-control-allow-methods"] == "GET, HEAD"
    again = asked | {"Access-Control-Request-Headers": "if-none-match"}
    assert client.options("/api/pay", headers=again).status_code == 200
    refused = client.options("/api/pay", headers=asked | {"Access-Control-Request-Method": "POST"})
    assert refused.status_code == 400
    assert "access-control-allow-origin" not in client.get("/favicon.png", headers=ELSEWHERE).headers


def test_a_missing_table_is_said_without_a_stack_trace(client, monkeypatch):
    def missing(_name: str) -> None:
        raise TableMissing("pay_by_place")

    monkeypatch.setattr(tables, "record", missing)
    reply = client.get("/api/titles?q=nurse")
    assert reply.status_code == 503
    assert reply.json()["detail"].startswith("The table “pay_by_place” is missing")


def test_our_own_mistake_is_logged_and_shown_to_nobody(client, monkeypatch, caplog):
    def broken(*_told: object) -> None:
        raise RuntimeError("synthetic secret")

    monkeypatch.setattr(answers, "ask", broken)
    reply = client.get("/api/pay")
    assert (reply.status_code, reply.json()["detail"]) == (500, "Something went wrong on our side.")
    assert "synthetic secret" not in reply.text
    assert "synthetic secret" in caplog.text


# --- Whatever is asked -----------------------------------------------------------------------------------------------

NAMES = sorted({p.name for q in answers.QUESTIONS for p in (*q.parameters, answers.LANGUAGE)})
GOOD = [p.example for q in answers.QUESTIONS for p in q.parameters if p.example]
GOOD += [
    "US",
    "OH",
    "18140",
    "3900003",
    "GU",
    "52",
    "hour",
    "es",
    "metro",
    "1",
    "pays,growing",
    "2.A.1.a",
    "0",
    "-5",
    "1e9",
]
VALUES = some.one_of(some.sampled_from(GOOD), some.text(max_size=130), some.floats().map(str))


@settings(max_examples=300, deadline=None)
@given(path=some.sampled_from(PATHS), pairs=some.lists(some.tuples(some.sampled_from(NAMES), VALUES), max_size=6))
def test_no_address_fails_or_lets_out_what_is_not_json(path, pairs):
    client = TestClient(app.app, raise_server_exceptions=True)
    reply = client.get(path, params=[(name, value.encode("utf-8", "replace").decode()) for name, value in pairs])
    assert reply.status_code in (200, 400, 404, 422), reply.text[:500]
    told = json.loads(reply.text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    if reply.status_code != 200:
        assert told["detail"]
        assert "Traceback" not in reply.text


# --- Description and guide -------------------------------------------------------------------------------------------


def test_the_description_is_openapi_and_has_every_route(client):
    told = client.get("/api/openapi.json").json()
    validate(told)
    assert told["openapi"].startswith("3.1")
    assert list(told["paths"]) == [*PATHS, "/api/tables/{name}.csv"]
    pay = told["components"]["schemas"]["pay.PayRecord"]["properties"]
    assert pay["pay_annual_p50_usd"]["type"] == ["number", "null"]
    assert "Unit: " in pay["pay_annual_p50_usd"]["description"]


def test_the_description_is_in_english_whoever_asks_first():
    description.document.cache_clear()
    with use_language("es"):
        assert "not released" in description.document()["info"]["description"]


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_guide_is_plain_html_whose_examples_answer(client, path):
    reply = client.get(path)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in reply.text
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    assert "link" not in reply.headers
    for question in answers.QUESTIONS:
        assert f"<code>/api/{question.name}</code>" in reply.text
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/api/[^"]+)"', reply.text)]
    assert len(links) == len(PATHS) + 2
    assert {client.head(link).status_code for link in links if not link.endswith(".csv")} == {200}


def test_the_guide_speaks_the_readers_language(client):
    assert '<html lang="es">' in client.get("/api?lang=es").text
    assert '<html lang="en">' in client.get("/api?lang=<script>").text


def test_the_routes_are_those_of_the_questions():
    assert [question.name for question in answers.QUESTIONS if f"/api/{question.name}" not in PATHS] == []
    assert len(routes.ROUTES) == 2


def test_the_script_that_makes_pictures_is_kept_for_good(client):
    from pages.ui import pictures

    reply = client.get(pictures.PLOTLY_ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert (reply.status_code, reply.headers["content-encoding"]) == (200, "gzip")
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "Plotly" in reply.text
