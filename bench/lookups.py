"""Look-ups and searches: every occupation, and every wording that the tests know, against the plain way to do it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from rapidfuzz import fuzz, process

from bench.measure import Measured, each, percentile
from careers import industries, pay, tables, titles
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
        _searches(),
    ]


def _searches() -> Measured:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)]
    queries.append(LONG_QUERY)
    taken = each(lambda q=q: titles.search(q) for q in queries)
    wordings = tables.load("titles")["title"].astype(object).tolist()
    plain = each((lambda q=q: process.extract(q, wordings, scorer=fuzz.WRatio, limit=8) for q in queries[:20]), 1)
    note = f"{len(queries)} queries; RapidFuzz over all wordings takes {percentile(plain, 0.5) * 1000:.0f} ms"
    return Measured("titles.search, p95", percentile(taken, 0.95) * 1000, 30, "ms", note)
