"""State outlines: neighbours stay flush, the committed file is small and complete, and is what the atlas gives."""

import json
from pathlib import Path

import pytest

from etl import outlines
from etl.errors import SourceChangedError

# Two unit squares side by side, sharing the line x = 1, in steps of a tenth of a degree.
SYNTHETIC = {
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": [
        [[10, 0], [0, 3], [0, 7]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "states": {
            "geometries": [
                {"type": "Polygon", "id": "1", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "02", "arcs": [[[2, -1]]]},
                {"type": "Polygon", "id": "99", "arcs": [[0, 1]]},
            ]
        }
    },
}


def points(feature: dict) -> list[list[float]]:
    return feature["geometry"]["coordinates"][0][0]


def test_states_are_closed_lines_named_by_their_letters_and_share_their_border():
    west, east = outlines.features(SYNTHETIC, {"01": "AA", "02": "BB"})
    assert (west["id"], east["id"]) == ("AA", "BB")
    assert points(west) == [[1, 0], [1, 1], [0, 1], [0, 0], [1, 0]]
    assert points(east) == [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]


def test_an_atlas_without_a_state_is_an_error_that_names_it():
    with pytest.raises(SourceChangedError, match="CC"):
        outlines.features(SYNTHETIC, {"01": "AA", "03": "CC"})


def test_simplifying_drops_points_on_a_line_and_keeps_corners_and_ends():
    assert outlines.simplified([(0, 0), (1, 0.001), (2, 0), (2, 2)]) == [(0, 0), (2, 0), (2, 2)]
    loop = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
    assert outlines.simplified(loop)[0] == outlines.simplified(loop)[-1] == (0.0, 0.0)
    assert len(outlines.simplified(loop)) >= 3


def test_the_committed_outlines_are_small_and_hold_every_state_with_the_makers_named():
    path = outlines.OUTLINES / "states.geojson"
    assert path.stat().st_size < 150_000
    collection = json.loads(path.read_text("utf-8"))
    assert len({feature["id"] for feature in collection["features"]}) == 51
    assert "us-atlas" in collection["attribution"]


def test_the_committed_outlines_are_what_the_atlas_gives(mirror_dir: Path, tmp_path: Path):
    atlas = mirror_dir.parent / "geo" / "us-atlas-2023_states-10m.json"
    if not atlas.is_file():
        pytest.skip(f"wants the atlas: none at {atlas}")
    outlines.write(atlas, target=tmp_path)
    for name in ("states.geojson", "empty/usa_110m.json"):
        assert (tmp_path / name).read_bytes() == (outlines.OUTLINES / name).read_bytes()
