"""What people do in an occupation: activities that set it apart from the average job, and tasks where they are loaded.

Activities are O*NET's, put in our words. O*NET's own sentences (tasks, detailed activities) are not published with the
app; `python -m etl build` keeps them on the user's machine, and then they are shown with attribution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from careers import ratings, tables
from careers.ratings import Coverage, Item
from careers.titles import occupation as find_occupation


@dataclass(frozen=True)
class Activity:
    """One activity that stands out in the occupation.

    Attributes:
        item: the rating beside the average job's, with our phrase.
        examples: O*NET's sentences of such work in this occupation, most common first; empty where not loaded.
    """

    item: Item
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """One task as O*NET states it.

    Attributes:
        task: O*NET's sentence.
        is_core: central to the occupation rather than supplemental; None where O*NET does not say.
        importance: 1 to 5; None where Task Ratings are not loaded.
        relevance_pct: share of workers who do it; None likewise.
        onet_title: which of O*NET's occupations it belongs to.
    """

    task: str
    is_core: bool | None
    importance: float | None
    relevance_pct: float | None
    onet_title: str


@dataclass(frozen=True)
class Duties:
    """What people do in one occupation.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        activities: those important and above the average job, furthest above it first. It may be short: in some jobs
            little stands out.
        all_activities: every rated activity, in the same order.
        coverage: whose ratings these are.
        tasks: most important first; empty where not loaded.
        is_text_loaded: whether O*NET's sentences are on this machine.
        attribution: what has to stand beside O*NET's sentences and ratings.
    """

    soc_code: str
    occupation_title: str
    activities: tuple[Activity, ...]
    all_activities: tuple[Item, ...]
    coverage: Coverage
    tasks: tuple[Task, ...]
    is_text_loaded: bool
    attribution: str


def lookup(soc_code: str) -> Duties:
    """What people do in an occupation.

    Args:
        soc_code: such as ``43-4051``.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: O*NET has not rated the occupation's activities; ``nearest`` offers rated ones close by.
    """
    job = find_occupation(soc_code)
    listed = ratings.items(job.soc_code, "work_activity")
    coverage = ratings.coverage(job.soc_code, "work_activity")
    sentences = _sentences().get(job.soc_code, {})
    tasks = _tasks()
    return Duties(
        job.soc_code,
        job.title,
        tuple(Activity(item, sentences.get(item.element_code, ())) for item in listed if item.stands_out),
        listed,
        coverage,
        tasks.get(job.soc_code, ()) if tasks is not None else (),
        tasks is not None,
        coverage.source.citation,
    )


def _bare(value: object) -> float | None:
    return None if not isinstance(value, int | float) or math.isnan(value) else float(value)


@tables.built_once
def _tasks() -> dict[str, tuple[Task, ...]] | None:
    """Tasks by occupation, most important first; None where they are not on this machine."""
    frame = tables.load_local("tasks")
    if frame is None:
        return None
    found: dict[str, list[Task]] = {}
    for row in frame.astype(object).to_dict("records"):
        core = row["is_core"]
        found.setdefault(row["soc_code"], []).append(
            Task(
                row["task"],
                bool(core) if isinstance(core, bool) else None,
                _bare(row["importance"]),
                _bare(row["relevance_pct"]),
                row["onet_title"],
            )
        )
    order = {True: 0, None: 1, False: 2}
    return {
        soc: tuple(sorted(tasks, key=lambda task: (-(task.importance or 0.0), order[task.is_core])))
        for soc, tasks in found.items()
    }


@tables.built_once
def _sentences() -> dict[str, dict[str, tuple[str, ...]]]:
    """O*NET's detailed activities by occupation and activity; empty where they are not on this machine."""
    frame = tables.load_local("activity_sentences")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    if frame is not None:
        for soc, code, activity in zip(
            *(frame[c].astype(object) for c in ("soc_code", "element_code", "activity")), strict=True
        ):
            by_element = found.setdefault(soc, {})
            by_element[code] = (*by_element.get(code, ()), activity)
    return found
