"""State outlines for the map: from the us-atlas topology (Census cartographic boundaries) to our own small GeoJSON.

``python -m etl.outlines PATH/TO/states-10m.json`` writes ``static/outlines``. Run it by hand when the atlas changes;
the map needs nothing else, and no network. Neighbours stay flush, because each shared border is simplified once.

Source: us-atlas by Michael Bostock (ISC licence), made from the U.S. Census Bureau's cartographic boundary files,
which are in the public domain. https://github.com/topojson/us-atlas
"""

from __future__ import annotations

import csv
import json
import math
import sys
from pathlib import Path
from typing import Any, Final

from etl.errors import SourceChangedError

ROOT: Final = Path(__file__).resolve().parent.parent
OUTLINES: Final = ROOT / "static" / "outlines"
STATES: Final = ROOT / "data" / "reference" / "states.csv"
ATTRIBUTION: Final = (
    "State outlines: us-atlas by Michael Bostock (ISC licence), "
    "from the cartographic boundary files of the U.S. Census Bureau."
)

TOLERANCE_DEGREES: Final = 0.02
"""A point closer than this to the line between its neighbours goes: about 2 km, a third of a pixel on a wide screen."""

SMALLEST_ISLAND: Final = 0.004
"""Square degrees below which an island goes, unless it is the state's largest piece."""

DECIMALS: Final = 2

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The topology's arcs in degrees: quantised steps added up, then scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def simplified(points: list[Point], tolerance: float = TOLERANCE_DEGREES) -> list[Point]:
    """Douglas–Peucker: keep a point only where leaving it out would move the line by more than ``tolerance``.

    Both ends stay, so that lines that met still meet; of a closed line the point farthest from its start stays too.
    """
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        keep.add(max(range(len(points)), key=lambda i: math.dist(points[i], points[0])))
    marks = sorted(keep)
    spans = list(zip(marks, marks[1:], strict=False))
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, most = max(
            ((i, _distance(points[i], points[first], points[last])) for i in range(first + 1, last)),
            key=lambda found: found[1],
        )
        if most > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    if dx == dy == 0:
        return math.dist(point, start)
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / math.hypot(dx, dy)


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """The closed line made of these arcs; a negative number is an arc walked backwards (``~n``)."""
    points: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part if not points else part[1:]
    return points


def area(points: list[Point]) -> float:
    """Area inside a closed line, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:], strict=False))) / 2


def features(topology: dict[str, Any], codes: dict[str, str]) -> list[dict[str, Any]]:
    """A GeoJSON feature per state that the map can show, ``id`` being the state's letters, in order of letters.

    Args:
        topology: the atlas' ``states-10m`` file.
        codes: two-digit Census code → letters of the states wanted.

    Raises:
        SourceChangedError: the atlas lacks one of them.
    """
    arcs = [simplified(arc) for arc in decoded(topology)]
    found: list[dict[str, Any]] = []
    for geometry in topology["objects"]["states"]["geometries"]:
        code = codes.get(str(geometry["id"]).zfill(2))
        if code is None:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        pieces = [[ring(arcs, numbers) for numbers in polygon] for polygon in polygons]
        smallest = min(SMALLEST_ISLAND, max(area(piece[0]) for piece in pieces))
        kept = [[_rounded(line) for line in piece] for piece in pieces if area(piece[0]) >= smallest]
        shape = {"type": "MultiPolygon", "coordinates": kept}
        found.append({"type": "Feature", "id": code, "properties": {}, "geometry": shape})
    missing = sorted(set(codes.values()) - {feature["id"] for feature in found})
    if missing:
        raise SourceChangedError(
            "outlines",
            "states-10m.json",
            f"It has no outline for {', '.join(missing)}.",
            "Take the 2023 edition of the atlas.",
        )
    return sorted(found, key=lambda feature: str(feature["id"]))


def _rounded(points: list[Point]) -> list[list[float]]:
    rounded = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in points]
    return [rounded[0], *(b for a, b in zip(rounded, rounded[1:], strict=False) if a != b)]


def write(atlas: Path, states: Path = STATES, target: Path = OUTLINES) -> None:
    """Write ``states.geojson`` and the empty topology that stands in for Plotly's own outlines."""
    with states.open(encoding="utf-8", newline="") as file:
        codes = {
            row["state_fips_code"]: row["state_code"] for row in csv.DictReader(file) if row["is_territory"] == "false"
        }
    collection = {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": features(json.loads(atlas.read_text("utf-8")), codes),
    }
    (target / "empty").mkdir(parents=True, exist_ok=True)
    (target / "states.geojson").write_text(json.dumps(collection, separators=(",", ":")) + "\n", "utf-8")
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    empty = {
        "type": "Topology",
        "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in layers},
        "arcs": [],
    }
    (target / "empty" / "usa_110m.json").write_text(json.dumps(empty, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
