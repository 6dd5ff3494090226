import json
from pathlib import Path

import pytest

from detection.kinds import EventKind
from detection.scene import SceneRefused, parse_scene, read_scene

ZONE = {"name": "lawn", "kind": "intrusion", "polygon": [[0, 0], [1, 0], [1, 1]]}


def test_scene_gives_zones_kinds_and_parameters() -> None:
    scene = parse_scene({"zones": [{**ZONE, "open_after_s": 2}]}, "here")
    assert scene.kinds == {EventKind.INTRUSION}
    assert scene.zones[0].parameters == {"open_after_s": 2}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"zones": [], "colour": 1, "age": 2}, "here: unknown keys age, colour; a scene knows"),
        ({"kinds": ["loitering"]}, "“loitering” is no kind of event; the law knows"),
        ({"zones": [{"name": "x"}]}, "a zone lacks kind, polygon"),
        ({"zones": [{**ZONE, "polygon": [[0, 0], [1], [1, 1]]}]}, "zone “lawn”: .1. is no point"),
        ({"zones": [{**ZONE, "polygon": [[0, 0]]}]}, "here: Zone “lawn”: .* at least 3"),
        ({"zones": [{**ZONE, "polygon": 7}]}, "polygon of zone “lawn” is 7; write a list"),
        ({"zones": ["lawn"]}, "a zone is a JSON object, not 'lawn'"),
        ({"zones": 3}, "“zones” is 3; write a list"),
        ({"kinds": "density"}, "“kinds” is 'density'; write a list"),
    ],
)
def test_scene_that_is_wrong_says_where_and_why(entry: dict[str, object], message: str) -> None:
    with pytest.raises(SceneRefused, match=message):
        parse_scene(entry, "here")


def test_entry_of_a_list_is_found_by_the_name_of_the_film(tmp_path: Path) -> None:
    file = tmp_path / "clips.json"
    file.write_text(
        json.dumps({"clips": [{"clip": "a.mp4"}, {"clip": "v/b.mp4", "zones": [ZONE]}]})
    )
    assert read_scene(file, Path("/films/b.mp4")).zones[0].name == "lawn"
    with pytest.raises(SceneRefused, match=r"no entry under “clips” names c\.mp4"):
        read_scene(file, Path("c.mp4"))


def test_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "scene.json"
    file.write_text("{")
    with pytest.raises(SceneRefused, match=r"scene\.json: not a readable JSON file"):
        read_scene(file, Path("a.mp4"))


GROUND = [
    {"image": [0.4, 0.5], "metres": [0, 10]},
    {"image": [0.6, 0.5], "metres": [10, 10]},
    {"image": [0.9, 0.9], "metres": [10, 0]},
    {"image": [0.1, 0.9], "metres": [0, 0]},
]


def test_ground_of_a_scene_is_in_metres() -> None:
    ground = parse_scene({"zones": [ZONE], "ground": GROUND}, "here").ground
    assert ground is not None
    assert ground.distance_m((0.4, 0.5), (0.6, 0.5)) == pytest.approx(10)


@pytest.mark.parametrize(
    ("ground", "message"),
    [
        (GROUND[:3], "here: A ground plane needs 4 points, 3 given"),
        ([*GROUND[:3], {"image": [0, 1]}], "here: .* is no point of the ground"),
        (7, "here: The ground is 7"),
    ],
)
def test_ground_that_is_wrong_is_refused(ground: object, message: str) -> None:
    with pytest.raises(SceneRefused, match=message):
        parse_scene({"ground": ground}, "here")
