"""Places of the OEWS: the nation, states and territories, metros, nonmetro areas, with what is needed to find them.

Titles are those of ``oe.area``, but for the nation's. A metro's title ends in the letters of the states it touches,
main state first; the same main state stands in the file's own column, and the two are held against each other. Middle
points come from hand-kept lists in ``data/reference``, reduced to two decimals (about a kilometre).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import polars as pl

from etl.errors import CheckError, SourceChangedError
from etl.oews import place_code, read_lists

EXPECTED_PLACES: Final = {"nation": 1, "state": 54, "metro": 393, "nonmetro": 135}
"""How many places of each kind May 2025 has; another edition may move borders, which a person should look at."""

NATION: Final = "United States"
NONMETRO: Final = " nonmetropolitan area"
_STATES_AT_END: Final = re.compile(r", ([A-Z]{2}(?:-[A-Z]{2})*)$")
_REMEDY: Final = "The agency may have moved borders: compare oe.area with data/reference and etl/places.py."


def _fail(cause: str, file: str = "oe.area") -> SourceChangedError:
    return SourceChangedError("oews", file, cause, _REMEDY)


def read_states(reference: Path) -> pl.DataFrame:
    """Read the hand-kept list: ``state_fips_code``, ``state_code``, ``state_name`` as text, ``is_territory``."""
    states = pl.read_csv(reference / "states.csv", infer_schema=False)
    return states.with_columns(is_territory=pl.col("is_territory").str.to_lowercase() == "true")


def _read_points(reference: Path) -> pl.DataFrame:
    """Middle points by ``place_code``, two decimals of a degree."""
    metros = pl.read_csv(reference / "metro_centroids.csv", schema_overrides={"place_code": pl.String})
    states = pl.read_csv(reference / "state_centroids.csv").rename({"state_code": "place_code"})
    return pl.concat([states, metros.select(states.columns)])


def shape_places(area: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Give each area its kind, address and states.

    Args:
        area: ``oe.area`` as text: state_code, area_code, areatype_code, area_name.
        states: see `read_states`.

    Returns:
        The columns of the table ``places`` without middle points.

    Raises:
        SourceChangedError: an unknown state or area type, a metro without its states' letters, or one whose first
            letters are not those of its main state.
    """
    letters = dict(states.select("state_fips_code", "state_code").rows())
    territories = set(states.filter("is_territory")["state_code"])
    unknown = set(area["state_code"]) - {"00"} - set(letters)
    if unknown:
        raise _fail(f"States {sorted(unknown)} are not in data/reference/states.csv.")
    odd = set(area["areatype_code"]) - {"N", "S", "M"}
    if odd:
        raise _fail(f"Area types {sorted(odd)} are not known.")
    codes = place_code(area, letters)
    rows = []
    for (fips, area_code, kind, title), (_area, code) in zip(area.rows(), codes.rows(), strict=True):
        main = letters.get(fips)
        touched = main
        if kind == "N":
            # The file says "National", which names no place.
            place_kind, title = "nation", NATION
        elif kind == "S":
            place_kind = "state"
        elif NONMETRO in title:
            place_kind = "nonmetro"
        else:
            place_kind = "metro"
            found = _STATES_AT_END.search(title)
            if found is None:
                raise _fail(f"Area {area_code}, {title!r}, names no states after a comma.")
            listed = found.group(1).split("-")
            if listed[0] != main or set(listed) - set(letters.values()):
                raise _fail(f"Area {area_code}, {title!r}: the main state is {main} by its column, not {listed[0]}.")
            touched = ";".join(listed)
        if (place_kind == "metro") != (kind == "M" and area_code.startswith("00")):
            raise _fail(f"Area {area_code}, {title!r}: code and title disagree on whether it is a metro.")
        rows.append((code, title, place_kind, touched, None if fips == "00" else fips, main in territories, area_code))
    return pl.DataFrame(
        rows,
        schema={
            "place_code": pl.String,
            "place_title": pl.String,
            "place_kind": pl.String,
            "state_codes": pl.String,
            "state_fips_code": pl.String,
            "is_territory": pl.Boolean,
            "oews_area_code": pl.String,
        },
        orient="row",
    )


def _read_names(reference: Path, places: pl.DataFrame) -> pl.DataFrame:
    """Everyday names, kept by hand: ``place_name``, ``place_code``; a name may stand there for several places."""
    names = pl.read_csv(reference / "everyday_places.csv", infer_schema=False)
    strange = sorted(set(names["place_code"]) - set(places["place_code"]))
    doubled = names.filter(names.is_duplicated()).rows()
    if strange or doubled:
        cause = f"Unknown codes: {strange[:5]}; lines that come twice: {doubled[:5]}."
        raise CheckError("place_names", "everyday_places.csv", cause, "Correct data/reference/everyday_places.csv.")
    return names


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to tables: places, place_names.

    Raises:
        SourceChangedError: see `shape_places`; or the number of places, the list of states, or the list of middle
            points is not the same as in ``oe.area``.
        CheckError: an everyday name leads to no place, or stands twice for the same.
    """
    states = read_states(reference)
    places = shape_places(read_lists(raw)["area"], states)
    counted = dict(places.group_by("place_kind").len().rows())
    if counted != EXPECTED_PLACES:
        raise _fail(f"Places by kind are {dict(sorted(counted.items()))}, not {EXPECTED_PLACES}.")
    named = places.filter(pl.col("place_kind") == "state").select("state_fips_code", "place_code", "place_title")
    listed = states.select("state_fips_code", "state_code", "state_name")
    if set(named.rows()) != set(listed.rows()):
        raise _fail(f"States differ from data/reference/states.csv: {sorted(set(named.rows()) ^ set(listed.rows()))}.")
    points = _read_points(reference)
    wanted = set(places.filter(pl.col("place_kind").is_in(["state", "metro"]))["place_code"])
    if set(points["place_code"]) != wanted:
        differing = sorted(set(points["place_code"]) ^ wanted)
        raise _fail(f"Middle points and places differ: {differing[:5]}.", "metro_centroids.csv, state_centroids.csv")
    kinds = pl.Enum(list(EXPECTED_PLACES))
    return {
        "places": places.join(points, on="place_code", how="left", validate="1:1")
        .sort(pl.col("place_kind").cast(kinds), "place_title")
        .with_row_index("sort_order"),
        "place_names": _read_names(reference, places),
    }
