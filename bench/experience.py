"""Experience, offers and majors: every occupation in places and industries of every kind, over the years."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from bench.measure import Measured, each, percentile
from careers import experience, majors, offers, tables
from careers.errors import CareersError

PLACES = ("US", "OH", "CA", "18140", "3900006")
INDUSTRIES = (None, "52", "31-33", "5241")
YEARS = (0, 8, 30)
SCHOOLING = (None, "bachelor")
EVERY_NTH = 11
"""Of the combinations, evenly spread: an odd number, so that no place or industry is left out."""


def _asked(ask: Callable[[], object]) -> Callable[[], object]:
    """An action that counts an honest refusal as an answer: unpublished, or an amount to be asked about again."""

    def action() -> object:
        try:
            return ask()
        except CareersError as answer:
            return answer

    return action


def measure() -> list[Measured]:
    """Milliseconds that 99 of 100 questions stay under."""
    tables.warm_up()
    codes = list(tables.load("occupations")["soc_code"].astype(str))
    asked = list(itertools.product(codes, PLACES, INDUSTRIES, YEARS, SCHOOLING))[::EVERY_NTH]
    fields = [field.degree_field_code for field in majors.fields()]
    actions: dict[str, list[Callable[[], object]]] = {
        "experience.estimate": [lambda a=a: experience.estimate(a[0], a[3], a[1], a[2], a[4]) for a in asked],
        "experience.profile": [lambda a=a: experience.profile(*a[:3]) for a in asked],
        "offers.check, by the year": [lambda a=a: offers.check(a[0], 52_000, "year", *a[1:], sure=True) for a in asked],
        "offers.check, by the hour": [lambda a=a: offers.check(a[0], 24.5, "hour", *a[1:], sure=True) for a in asked],
        "majors.of": [lambda c=c: majors.of(c) for c in codes],
        "majors.occupations": [lambda f=f: majors.occupations(f) for f in fields],
    }
    measured = []
    for name, questions in actions.items():
        taken = each((_asked(ask) for ask in questions), 3)
        note = f"{len(questions):,} questions"
        measured.append(Measured(f"{name}, p99", percentile(taken, 0.99) * 1000, 5, "ms", note))
    return measured
