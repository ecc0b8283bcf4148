"""What people do: activities beside the average job, whose ratings answer, O*NET's sentences where they are loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from careers import duties, i18n, pay, ratings, tables
from careers.errors import CareersError, NotPublished, TableMissing, UnknownOccupation

TABLES = ("occupations", "soc_crosswalk", "titles", "pay_by_place", "onet_occupations", "onet_elements", "onet_ratings")


@pytest.fixture
def with_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Read a copy of the published tables with these synthetic local frames beside them, or none."""
    copy = tmp_path / "tables"
    copy.mkdir()
    for name in TABLES:
        for ending in (".parquet", ".json"):
            if (tables.directory() / f"{name}{ending}").is_file():
                shutil.copy(tables.directory() / f"{name}{ending}", copy)

    def write(**frames: pd.DataFrame) -> None:
        (tmp_path / "local").mkdir(exist_ok=True)
        for name, frame in frames.items():
            frame.to_parquet(tmp_path / "local" / f"{name}.parquet")
        monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(copy))
        tables.forget()

    yield write
    monkeypatch.undo()
    tables.forget()


def test_activities_are_important_and_above_the_average_job_furthest_first():
    found = duties.lookup("43-4051")
    assert [a.item.element_name for a in found.activities[:4]] == [
        "Communicating with People Outside the Organization",
        "Performing for or Working Directly with the Public",
        "Performing Administrative Activities",
        "Working with Computers",
    ]
    first = found.activities[0].item
    assert (first.rating, first.weight) == (4.51, pytest.approx(100 * 3.51 / 4))
    assert first.plain_phrase == "To customers and the outside world, you are the voice of your workplace."
    assert len(found.all_activities) == 41
    differences = [item.difference for item in found.all_activities]
    assert differences == sorted(differences, reverse=True)
    assert all(a.item.rating >= 3 and a.item.difference > 0 for a in found.activities)
    assert all(i.rating < 3 or i.difference <= 0 for i in found.all_activities if not i.stands_out)


def test_the_average_job_counts_every_occupation_with_its_jobs():
    frame = tables.load("onet_ratings").astype({"soc_code": object, "element_code": object})
    rated = frame[frame["element_code"] == "4.A.4.a.8"]
    jobs = [pay.lookup(code).employment or 0 for code in rated["soc_code"]]
    expected = sum(r * j for r, j in zip(rated["rating"], jobs, strict=True)) / sum(jobs)
    item = next(i for i in duties.lookup("43-4051").all_activities if i.element_code == "4.A.4.a.8")
    assert item.average == pytest.approx(expected)
    # Most jobs meet the public more than most occupations do: the plain average over occupations lies lower.
    assert item.average > rated["rating"].mean() + 0.1


def test_whose_ratings_answer_is_said():
    one = duties.lookup("43-4051").coverage
    assert one.words == "O*NET 30.x rated Customer Service Representatives."
    nurses = duties.lookup("29-1141").coverage
    assert len(nurses.onet_occupations) == 5
    assert nurses.words.startswith("The average of 5 occupations that O*NET 30.x rated: Registered Nurses, Acute Care")
    others = duties.lookup("15-1299").coverage
    assert others.unrated
    assert "Not rated yet: " in others.words
    assert nurses.source.name == "onet_extract"
    assert "CC BY 4.0" in duties.lookup("43-4051").attribution


@pytest.mark.parametrize("code", ["43-4199", "43-0000", "00-0000"])
def test_an_occupation_without_ratings_says_so(code):
    with pytest.raises(NotPublished, match="O\\*NET has no ratings of work activities for") as caught:
        duties.lookup(code)
    assert all(ratings.is_rated(near.code, "work_activity") for near in caught.value.nearest)
    assert bool(caught.value.nearest) == (code != "00-0000")


@pytest.mark.parametrize("bad", ["", "99-9999", "<script>", "43-4051" * 400])
def test_an_unknown_code_is_a_named_error(bad):
    with pytest.raises(UnknownOccupation) as caught:
        duties.lookup(bad)
    assert len(str(caught.value)) < 200


def test_without_onets_sentences_the_activities_stand_alone(with_local):
    with_local()
    found = duties.lookup("43-4051")
    assert not found.is_text_loaded
    assert found.tasks == ()
    assert found.activities
    assert all(activity.examples == () for activity in found.activities)


def synthetic_tasks(importance: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "soc_code": ["43-4051"] * 3,
            "onet_soc_code": ["43-4051.00"] * 3,
            "onet_title": ["Synthetic"] * 3,
            "task": ["Synthetic extra.", "Synthetic core.", "Synthetic unsaid."],
            "is_core": [False, True, None],
            "importance": pd.array(importance, dtype="Float64"),
            "relevance_pct": pd.array([None, 90.0, None], dtype="Float64"),
        }
    )


def test_tasks_come_core_first_or_by_importance_where_rated(with_local):
    with_local(tasks=synthetic_tasks([None, None, None]))
    found = duties.lookup("43-4051")
    assert found.is_text_loaded
    assert [task.task for task in found.tasks] == ["Synthetic core.", "Synthetic unsaid.", "Synthetic extra."]
    assert (found.tasks[0].importance, found.tasks[0].relevance_pct) == (None, 90.0)
    assert duties.lookup("29-1141").tasks == ()
    with_local(tasks=synthetic_tasks([4.5, 3.0, 2.0]))
    assert [task.importance for task in duties.lookup("43-4051").tasks] == [4.5, 3.0, 2.0]


def test_sentences_stand_with_their_activity(with_local):
    with_local(
        activity_sentences=pd.DataFrame(
            {
                "soc_code": ["43-4051"] * 2,
                "element_code": ["4.A.4.a.3"] * 2,
                "activity": ["Synthetic one.", "Synthetic two."],
                "tasks_n": [2, 1],
            }
        )
    )
    activity = duties.lookup("43-4051").activities[0]
    assert activity.examples == ("Synthetic one.", "Synthetic two.")


def test_a_damaged_file_of_sentences_is_a_named_error(with_local):
    with_local(tasks=synthetic_tasks([None, None, None]))
    (tables.directory().parent / "local" / "tasks.parquet").write_bytes(b"not a table")
    tables.forget()
    with pytest.raises(TableMissing, match="tasks"):
        duties.lookup("43-4051")


def test_a_group_that_was_not_loaded_or_does_not_exist_is_a_named_error():
    assert "work_context" not in ratings.loaded()
    with pytest.raises(CareersError, match="held no ratings of surroundings at work"):
        ratings.items("43-4051", "work_context")
    with pytest.raises(CareersError) as caught:
        ratings.items("43-4051", "moods")  # type: ignore[arg-type]
    assert [near.code for near in caught.value.nearest] == list(ratings.loaded())


def test_phrases_follow_the_readers_language(monkeypatch):
    with i18n.use_language("en"):
        assert duties.lookup("43-4051").activities[0].item.plain_phrase.startswith("To customers")
    monkeypatch.setattr(ratings, "_", lambda text: f"«{text}»")
    assert duties.lookup("43-4051").activities[0].item.plain_phrase.startswith("«To customers")
