"""Work life as the reader gets it: the answer, what shares it, and no error for any kind of occupation."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"


def visit(**parameters: str) -> AppTest:
    app = AppTest.from_file(str(MENU), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page("outlook/worklife.py")
    return app.run()


def words(app: AppTest) -> str:
    told = " ".join(block.proto.body for block in app.get("html") if "<style>" not in block.proto.body)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", told)))


def test_part_time_stands_with_its_range_and_all_workers_and_the_place_is_not_claimed():
    told = words(visit(job="43-4051", place="OH"))
    assert "26.4% likely 25.7% to 27.0%; all workers 21.0%: clear difference" in told
    assert "for the country as a whole, not for Ohio" in told
    assert "48 states and DC, without California and Texas" in told
    assert "21,239 people were asked" in told


def test_all_occupations_have_figures_and_nobody_to_compare_with():
    told = words(visit())
    assert "21.0% likely 20.9% to 21.1%" in told
    assert "clear difference" not in told


@pytest.mark.parametrize("job", ["00-0000", "43-0000", "29-1216", "51-9191", "53-2011", "23-1010"])
@pytest.mark.parametrize("place", ["US", "CA", "18140"])
def test_no_occupation_and_no_place_breaks_the_page(job, place):
    app = visit(job=job, place=place)
    assert not app.exception
    assert not app.error
    assert "Usual hours a week" in words(app)
    assert "nan" not in words(app)


def test_who_shares_the_census_code_is_told_beside_the_figures():
    assert "together with anesthesiologists" in words(visit(job="29-1216"))


def test_a_wrong_job_is_named_escaped():
    app = visit(job="<script>alert(1)</script>")
    assert not app.exception
    assert "<script>" not in " ".join(block.proto.body for block in app.get("html"))
