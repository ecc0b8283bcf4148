"""Occupations in Spanish: the hand-kept list is whole, shown in place of the agency's titles, and found by."""

import pandas as pd
import polars as pl
import pytest
from babel.messages.pofile import read_po

from careers import columns, i18n, occupation_names, pay, places, tables, titles
from careers.narrative import english
from careers.narrative.names import job_in_sentence, job_title
from etl import occupation_names as source
from etl.errors import CheckError
from pages.ui import blocks
from pages.ui.selection import Selection
from tests.conftest import REPOSITORY

REFERENCE = REPOSITORY / "data" / "reference"


@pytest.fixture
def spanish():
    with i18n.use_language("es") as spoken:
        assert spoken == "es"
        yield


def test_the_150_largest_occupations_and_every_major_group_have_a_spanish_name():
    names = tables.load("occupation_names").query("language_code == 'es' and name_use == 'shown'")
    named = set(names["soc_code"].astype(str))
    level = tables.load("occupations").set_index("soc_code")["occupation_level"].astype(str)
    jobs = tables.load("pay_by_place").query("place_code == 'US'").set_index("soc_code")["employment"]
    largest = jobs[[level[code] == "detailed" for code in jobs.index]].sort_values(ascending=False).index[:150]
    assert set(largest.astype(str)) <= named
    assert set(level[level.isin(["total", "major"])].index.astype(str)) <= named
    assert set(names["name"].astype(str)) & set(tables.load("occupations")["occupation_title"].astype(str)) == set()


@pytest.mark.parametrize(
    ("typed", "soc_code"),
    [
        ("enfermera", "29-1141"),
        ("Enfermeros", "29-1141"),
        ("camionero", "53-3032"),
        ("cajera", "41-2011"),
        ("maestra", "25-2021"),
        ("mesero", "35-3031"),
        ("contador", "13-2011"),
        ("albañil", "47-2021"),
        ("ALBANIL", "47-2021"),
        ("plomero", "47-2152"),
        ("servicio al cl", "43-4051"),
        ("electrisista", "47-2111"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_everyday_spanish_words_find_the_occupation_in_every_language(language, typed, soc_code):
    with i18n.use_language(language):
        assert titles.search(typed)[0].soc_code == soc_code


@pytest.mark.parametrize("typed", ["director", "chef", "doctor", "bartender", "manager", "tutor"])
def test_english_words_find_what_they_found_before(typed):
    assert titles.search(typed, 8) == titles._search(typed)[:8]


def test_the_search_answers_with_the_spanish_name(spanish):
    found = titles.search("nurse")[0]
    assert (found.title, found.matched_title) == ("Enfermeros y enfermeras registrados", "Nurse")
    assert titles.search("43-4051")[0].title == "Representantes de servicio al cliente"


def test_the_name_stands_wherever_the_title_would(spanish):
    assert job_title("Customer Service Representatives") == "Representantes de servicio al cliente"
    assert job_title("Customer service representatives") == "Representantes de servicio al cliente"
    assert job_in_sentence("Customer Service Representatives") == "representantes de servicio al cliente"
    assert columns.cell({"occupation_title": "Cashiers"}, "occupation_title") == "Cajeros y cajeras"
    assert Selection(job="41-2011").job_title == "Cashiers", "the agency's title stays what the answers carry"


def test_an_occupation_without_a_spanish_name_keeps_the_agencys(spanish):
    assert occupation_names.shown("Boilermakers") is None
    assert job_title("Boilermakers") == "Boilermakers"


def test_english_is_left_as_it_is():
    assert occupation_names.in_language("Cashiers") == "Cashiers"
    assert job_title("Cashiers") == "Cashiers"
    assert pay.lookup("41-2011", "US").occupation_title == "Cashiers"


def written(path, *lines):
    file = path / "occupation_names_xx.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def test_a_list_becomes_shown_and_everyday_names(tmp_path):
    file = written(tmp_path, "soc_code,name,everyday", "99-1011,Synthetic,one; two; Synthetic", "99-1012,Other,")
    assert source.read(file).rows() == [
        ("99-1011", "Synthetic", "shown"),
        ("99-1012", "Other", "shown"),
        ("99-1011", "one", "everyday"),
        ("99-1011", "two", "everyday"),
    ]
    built = source.build(tmp_path, tmp_path)["occupation_names"]
    assert built["language_code"].unique().to_list() == ["xx"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["soc_code,name", "99-1011,Synthetic"], "Columns should be"),
        (["soc_code,name,everyday", "99-1011,A,", "99-1011,B,"], "99-1011"),
        (["soc_code,name,everyday", "99-1011,A,", "99-1012,A,"], "A"),
        (["soc_code,name,everyday", "99-1011,,"], "None"),
    ],
)
def test_a_faulty_list_is_named(tmp_path, lines, told):
    with pytest.raises(CheckError, match=told) as error:
        source.read(written(tmp_path, *lines))
    assert "occupation_names_xx.csv" in str(error.value)


def test_a_code_that_is_not_published_is_named():
    names = pl.DataFrame({"soc_code": ["99-9999"]})
    with pytest.raises(CheckError, match="99-9999"):
        source.check({"occupation_names": names, "occupations": pl.DataFrame({"soc_code": ["11-1011"]})}, REFERENCE)


def test_names_that_stay_english_are_marked_so_in_another_language(spanish):
    frame = pd.DataFrame({"industry_title": ["Utilities"], "occupation_title": ["Boilermakers"], "employment": [5.0]})
    told = blocks.table(frame, ["industry_title", "occupation_title", "employment"], "x")
    assert (
        '<th scope="row"><span lang="en">Utilities</span></th>'
        '<td class="ww-text"><span lang="en">Boilermakers</span></td><td>5</td>'
    ) in told
    cashiers = blocks.table(pd.DataFrame({"occupation_title": ["Cashiers"]}), ["occupation_title"], "x")
    assert '<th scope="row">Cajeros y cajeras</th>' in cashiers
    assert 'lang="en">Boilermakers' in blocks.links([("Boilermakers", "/")])
    told = blocks.links([("Persuasion; Negotiation", "/")])
    assert '<span lang="en">Persuasion</span>; <span lang="en">Negotiation</span>' in told
    assert '<ul class="ww ww-list" lang="en">' in blocks.listing([("A task.", [])], in_english=True)
    assert "lang=" not in blocks.links([("Ocupación", "/")])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Utilities: $58,460", ["Utilities"]),
        ("El salario de boilermakers en Columbus, OH, es de $1.", ["boilermakers", "Columbus, OH"]),
        ("En San Jose, CA, y en San Jose-Sunnyvale-Santa Clara, CA",
         ["San Jose, CA", "San Jose-Sunnyvale-Santa Clara, CA"]),
        ("El trato social, Social", ["Social"]),
        ("Nivel C, C++ y C#", ["C++", "C#"]),
        ("C", ["C"]),
        ("Ohioano, Nuevo-Ohio", ["Ohio"]),
        ("<b>Ohio</b>", ["Ohio"]),
        ("Nada de esto", []),
        ("İstanbul", []),
        ("", []),
    ],
)  # fmt: skip
def test_english_names_are_found_inside_a_text_which_stays_whole(spanish, text, names):
    pieces = list(english.runs(text))
    assert [piece for piece, is_name in pieces if is_name] == names
    assert "".join(piece for piece, _is_name in pieces) == text


def test_no_word_of_our_own_is_taken_for_an_english_name(spanish):
    """But for those that our sentences name themselves."""
    with (i18n.LOCALE_DIRECTORY / "es" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="es") if message.id]
    texts = [text for m in messages for text in (m.string if isinstance(m.string, tuple) else (m.string,))]
    names = tables.load("occupation_names").query("name_use == 'shown'")["name"].astype(str)
    found = {piece for text in (*texts, *names) for piece, is_name in english.runs(text) if is_name}
    assert found == {
        "Guam", "Puerto Rico", "O*NET OnLine", "Active Listening",
        "Realistic", "Investigative", "Artistic", "Enterprising", "Conventional", "Social",
    }  # fmt: skip


def test_a_marked_text_is_still_escaped(spanish):
    assert blocks.marked("<i>Ohio</i> & co") == '&lt;i&gt;<span lang="en">Ohio</span>&lt;/i&gt; &amp; co'


def test_an_english_page_marks_nothing():
    assert "lang=" not in blocks.listing([("A task.", [])], in_english=True)
    assert "lang=" not in blocks.table(pd.DataFrame({"industry_title": ["Utilities"]}), ["industry_title"], "x")


@pytest.mark.parametrize(
    ("typed", "place_code"), [("Nueva York", "NY"), ("estados unidos", "US"), ("carolina del norte", "NC")]
)
def test_places_are_found_by_their_spanish_names(typed, place_code):
    assert places.search(typed)[0].place_code == place_code


def test_the_country_has_a_spanish_name_and_other_places_keep_the_agencys(spanish):
    assert (places.place("US").title, places.place("NY").title) == ("Estados Unidos", "New York")
    assert places.search("US")[0].title == "Estados Unidos"
    assert columns.cell({"place_title": "United States"}, "place_title") == "Estados Unidos"


def test_the_published_names_are_those_of_the_hand_kept_list():
    listed = source.build(REFERENCE, REFERENCE)["occupation_names"]
    published = tables.load("occupation_names")[listed.columns].astype(str)
    assert sorted(published.itertuples(index=False, name=None)) == sorted(listed.rows())
