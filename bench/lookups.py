"""Look-ups and searches: every occupation, and every wording that the tests know, against the plain way to do it.

What an answer keeps for the next time does not help here: each round asks for more than is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from rapidfuzz import fuzz, process

from bench.measure import Measured, each, percentile
from careers import compare, duties, explore, industries, outlook, pay, related, requirements, tables, titles, worklife
from careers.errors import NotPublished

QUERIES = Path(__file__).resolve().parent.parent / "tests" / "data" / "title_queries.csv"
LONG_QUERY = ("customer service representative for a large bank in Ohio " * 100)[:5000]


def _asked(ask: Callable[[], object]) -> Callable[[], object]:
    """An action that counts an honest "not published" as an answer."""

    def action() -> object:
        try:
            return ask()
        except NotPublished as answer:
            return answer

    return action


def measure() -> list[Measured]:
    """Milliseconds that 99 (look-ups) or 95 (searches) of 100 stay under."""
    tables.warm_up()
    codes = list(tables.load("occupations")["soc_code"].astype(str))
    where = [("US", None), ("OH", None), ("18140", None), ("US", "52"), ("US", "5241")]
    lookups = each(_asked(lambda c=c, p=p, i=i: pay.lookup(c, p, i)) for c in codes for p, i in where)
    places = each(_asked(lambda c=c, k=k: pay.by_place(c, k)) for c in codes for k in (None, *get_args(pay.PlaceKind)))
    levels = [level for level in get_args(industries.Level) if level not in ("all", "ownership")]
    lines = each(_asked(lambda c=c, v=v: pay.by_industry(c, v)) for c in codes for v in levels)
    plain = tables.load("pay_by_place")
    filtered = each(lambda c=c: plain[(plain["soc_code"] == c) & (plain["place_code"] == "OH")] for c in codes[::40])
    note = f"a pandas filter takes {percentile(filtered, 0.5) * 1000:.1f} ms"
    return [
        Measured("pay.lookup, p99", percentile(lookups, 0.99) * 1000, 1, "ms", note),
        Measured("pay.by_place, p99", percentile(places, 0.99) * 1000, 3, "ms", note),
        Measured("pay.by_industry, p99", percentile(lines, 0.99) * 1000, 3, "ms", note),
        *_careers(codes),
        _grids(codes),
        _searches(),
    ]


def _careers(codes: list[str]) -> list[Measured]:
    """The answers about a whole career, for every occupation and a state, a metro area and the nation."""
    where = ("US", "OH", "18140")
    editions = (None, *outlook.editions())
    actions: dict[str, list[Callable[[], object]]] = {
        "outlook.lookup": [lambda c=c, e=e: outlook.lookup(c, None, e) for c in codes for e in editions]
        + [lambda c=c, s=s: outlook.lookup(c, s) for c in codes for s in ("OH", "CA", "PR")],
        "outlook.prospects": [lambda c=c, p=p: outlook.prospects(c, p) for c in codes for p in where],
        "outlook.by_industry": [lambda c=c: outlook.by_industry(c, "4-digit") for c in codes],
        "requirements.lookup": [lambda c=c, p=p: requirements.lookup(c, p) for c in codes for p in where],
        "duties.lookup": [lambda c=c: duties.lookup(c) for c in codes],
        "worklife.lookup": [lambda c=c: worklife.lookup(c) for c in codes],
        "related.find": [lambda c=c, p=p: related.find(c, p) for c in codes for p in where],
        "explore.table": list(_explored()),
    }
    measured = []
    for name, asked in actions.items():
        taken = each((_asked(ask) for ask in asked), 3)
        measured.append(Measured(f"{name}, p99", percentile(taken, 0.99) * 1000, 10, "ms", f"{len(asked)} questions"))
    return measured


def _grids(codes: list[str]) -> Measured:
    """Five jobs in five places, nation, states and metro areas mixed."""
    places = ("US", "OH", "18140", "CA", "41940", "TX", "NY", "31080", "WA", "12060")
    asked = [(codes[at : at + 5], places[at % 6 : at % 6 + 5]) for at in range(0, len(codes) - 5, 5)]
    taken = each((_asked(lambda j=j, p=p: compare.grid(j, p)) for j, p in asked), 3)
    return Measured("compare.grid, 5 × 5, p99", percentile(taken, 0.99) * 1000, 25, "ms", f"{len(asked)} grids")


def _explored() -> Iterator[Callable[[], object]]:
    """Every place with a filter, and every list in the states."""
    places = tables.load("places").astype(object)
    for place, kind in zip(places["place_code"], places["place_kind"], strict=True):
        yield lambda p=place: explore.table(p, schooling="High school diploma or equivalent", growth_at_least_pct=3)
        if kind == "state":
            yield from (lambda p=place, name=name: explore.table(p, listed=name) for name in get_args(explore.Listed))


def _searches() -> Measured:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)]
    queries.append(LONG_QUERY)
    taken = each(lambda q=q: titles.search(q) for q in queries)
    wordings = tables.load("titles")["title"].astype(object).tolist()
    plain = each((lambda q=q: process.extract(q, wordings, scorer=fuzz.WRatio, limit=8) for q in queries[:20]), 1)
    note = f"{len(queries)} queries; RapidFuzz over all wordings takes {percentile(plain, 0.5) * 1000:.0f} ms"
    return Measured("titles.search, p95", percentile(taken, 0.95) * 1000, 30, "ms", note)
