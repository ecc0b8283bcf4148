"""The handout as PDF: the largest page there is, each with other jobs, places and words than the one before."""

from __future__ import annotations

from datetime import date

from bench.measure import Measured, each, percentile, seconds
from careers import handout, tables
from careers.narrative import handout as say
from pages.ui import paper

PAGES = 40
TODAY = date(2026, 1, 31)


def measure() -> list[Measured]:
    """Milliseconds that 95 of 100 pages stay under, from the question to the bytes; and the first page."""
    tables.warm_up()
    jobs = [c for c in tables.load("occupations")["soc_code"].astype(str) if not c.endswith("0")]
    places = [c for c in tables.load("places")["place_code"].astype(str) if len(c) == 2]
    chosen = [
        (jobs[4 * at : 4 * at + 4], [places[(3 * at + k) % len(places)] for k in range(3)]) for at in range(PAGES)
    ]

    def make(number: int) -> bytes:
        of, where = chosen[number]
        own = say.Own("Name", "Organisation", f"Words that were not there before, {number}. " * 9)
        link = f"https://wageways.example/handout?job={','.join(of)}&place={','.join(where)}"
        size: paper.Size = "a4" if number % 2 else "us-letter"
        return paper.pdf(say.versions(handout.answer(of, where), own, link, TODAY), size)

    first = seconds(lambda: make(0))
    taken = each((lambda number=number: make(number) for number in range(1, len(chosen))), 1)
    note = f"{len(taken)} pages of 4 jobs in 3 places; the first of all took {first * 1000:.0f} ms"
    return [Measured("handout as PDF, p95", percentile(taken, 0.95) * 1000, 2_000, "ms", note)]
