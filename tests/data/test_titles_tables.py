"""Published titles, crosswalk and places: what they hold, and figures copied by hand from the agencies' files."""

from __future__ import annotations

import pandas as pd
import pytest

from careers import tables
from tests.conftest import REPOSITORY

# Copied by hand, each from the file that `source` names.
BY_HAND = [
    ("43-4051", "soc_direct_match", "Warranty Clerk"),
    ("29-1141", "soc_direct_match", "Coronary Care Unit Nurse"),
    ("11-1011", "soc_direct_match", "Admiral"),
    ("11-1011", "soc_direct_match", "CEO"),
    ("43-4051", "onet_reported", "Customer Service Representative (CSR)"),
    ("43-4051", "onet_reported", "Guest Service Agent"),
    ("11-1011", "onet_reported", "Chief Diversity Officer (CDO)"),
    ("11-1011", "onet_alternate", "Aeronautics Commission Director"),
    ("11-1011", "onet_alternate", "BD Executive"),
    ("15-2051", "onet_occupation", "Business Intelligence Analysts"),
    ("15-1299", "onet_occupation", "Blockchain Engineers"),
    ("47-4090", "onet_occupation", "Weatherization Installers and Technicians"),
    ("53-1047", "onet_occupation", "Recycling Coordinators"),
    ("31-1120", "soc", "Home Health Aides"),
    ("31-1120", "soc", "Personal Care Aides"),
    ("21-1018", "soc", "Mental Health Counselors"),
    ("25-9045", "soc", "Teaching Assistants, All Other"),
    ("29-2010", "onet_occupation", "Histotechnologists"),
    ("33-3051", "soc", "Police and Sheriff’s Patrol Officers"),
    ("00-0000", "oews", "All Occupations"),
]


@pytest.fixture(scope="module")
def titles() -> pd.DataFrame:
    return tables.load("titles").astype(object)


@pytest.mark.parametrize(("code", "source", "title"), BY_HAND)
def test_wording_copied_by_hand_is_published(titles: pd.DataFrame, code: str, source: str, title: str) -> None:
    found = titles[(titles["title"] == title) & (titles["title_source"] == source)]
    assert code in set(found["soc_code"])


@pytest.mark.parametrize(
    ("soc", "oews", "shared_by"),
    [
        ("43-4051", "43-4051", 1),
        ("31-1121", "31-1120", 2),
        ("13-1021", "13-1020", 3),
        ("13-2023", "13-2020", 2),
        ("21-1011", "21-1018", 2),
        ("25-2056", "25-2052", 2),
        ("25-9043", "25-9045", 3),
        ("51-2022", "51-2028", 2),
        ("53-1049", "53-1047", 4),
        ("53-1041", "53-1041", 1),
        ("11-1031", None, 1),
        ("45-3031", None, 1),
        ("55-3016", None, 1),
    ],
)
def test_crosswalk_leads_to_the_code_that_answers(soc: str, oews: str | None, shared_by: int) -> None:
    row = tables.load("soc_crosswalk").astype(object).set_index("soc_2018_code").loc[soc]
    assert (None if pd.isna(row["oews_soc_code"]) else row["oews_soc_code"], row["shared_by"]) == (oews, shared_by)


def test_every_detailed_occupation_answers_for_a_soc_code_and_only_military_and_two_others_lack_one() -> None:
    crosswalk = tables.load("soc_crosswalk").astype(object)
    detailed = set(tables.load("occupations").query("occupation_level == 'detailed'")["soc_code"])
    assert set(crosswalk["oews_soc_code"].dropna()) == detailed
    lacking = set(crosswalk[crosswalk["oews_soc_code"].isna()]["soc_2018_code"])
    assert {code for code in lacking if not code.startswith("55-")} == {"11-1031", "45-3031"}


def test_every_detailed_occupation_has_wordings_beyond_its_own_title(titles: pd.DataFrame) -> None:
    other = titles[~titles["title_source"].isin(["oews", "soc", "onet_occupation"])].groupby("soc_code").size()
    detailed = tables.load("occupations").query("occupation_level == 'detailed'")["soc_code"]
    assert sorted(set(detailed) - set(other.index)) == []


def test_wordings_are_names_without_sentences(titles: pd.DataFrame) -> None:
    lengths = titles["title"].str.len()
    assert lengths.max() <= 200
    assert not titles["title"].str.endswith(".").any() or lengths[titles["title"].str.endswith(".")].max() < 60
    assert (titles["title"] == titles["title"].str.strip()).all()


def test_table_of_titles_is_small() -> None:
    assert (REPOSITORY / "data" / "tables" / "titles.parquet").stat().st_size <= 1_500_000


def test_onet_is_named_with_its_licence_where_its_titles_are_used() -> None:
    source = tables.record("titles").source("onet")
    assert source.licence == "CC BY 4.0"
    assert "USDOL/ETA" in source.citation


def test_places_are_those_of_the_pay_table() -> None:
    places = tables.load("places").astype(object)
    assert dict(places["place_kind"].value_counts()) == {"metro": 393, "nonmetro": 135, "state": 54, "nation": 1}
    assert set(places["place_code"]) == set(tables.load("pay_by_place")["place_code"].astype(str))


@pytest.mark.parametrize(
    ("code", "title", "states"),
    [
        ("17140", "Cincinnati, OH-KY-IN", "OH;KY;IN"),
        ("47900", "Washington-Arlington-Alexandria, DC-VA-MD-WV", "DC;VA;MD;WV"),
        ("41980", "San Juan-Bayamon-Caguas, PR", "PR"),
        ("3900002", "North Northeastern Ohio nonmetropolitan area (noncontiguous)", "OH"),
        ("VI", "Virgin Islands", "VI"),
    ],
)
def test_place_copied_by_hand_is_published(code: str, title: str, states: str) -> None:
    row = tables.load("places").astype(object).set_index("place_code").loc[code]
    assert (row["place_title"], row["state_codes"]) == (title, states)


def test_every_state_and_metro_has_a_middle_inside_the_country_and_near_its_state() -> None:
    places = tables.load("places").astype(object).set_index("place_code")
    located = places[places["place_kind"].isin(["state", "metro"])]
    assert located[["latitude_degrees", "longitude_degrees"]].notna().all(axis=None)
    metros = located[located["place_kind"] == "metro"]
    main = located.loc[metros["state_codes"].str.split(";").str[0]]
    apart = (metros["latitude_degrees"].to_numpy() - main["latitude_degrees"].to_numpy()).astype(float)
    assert abs(apart).max() < 6


def test_everyday_names_lead_to_places() -> None:
    names = tables.load("place_names").astype(object)
    assert set(names["place_code"]) <= set(tables.load("places")["place_code"].astype(str))
    assert dict(zip(names["place_name"], names["place_code"], strict=True))["NYC"] == "35620"
