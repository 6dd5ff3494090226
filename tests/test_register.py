import json
from pathlib import Path

import numpy as np
import pytest

from detection.detectors import ModelRefused
from detection.kinds import EventKind
from detection.pipeline import Pipeline
from detection.register import kinds_missing_from, load_set, read_register, registered
from detection.source.recording import Recording
from tests.detectors.untrained import make
from tests.films import write_film


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real network, untrained, that knows persons, pistols and fire, as an OpenVINO export."""
    return make(tmp_path_factory.mktemp("register"), "person", "Pistol", "fire", "--export")


def enter(folder: Path, content: object) -> Path:
    file = folder / "register.json"
    file.write_text(json.dumps(content))
    return file


def test_without_a_register_weapons_are_unavailable_and_nothing_else(tmp_path: Path) -> None:
    loaded = load_set("yolo11n", tmp_path)
    assert kinds_missing_from(loaded.models.special) == {EventKind.WEAPON}
    assert loaded.models.pose is None
    assert len(loaded.sentences) == 1  # the general model is not there


def test_registered_weapon_model_raises_sightings(folder: Path, tmp_path: Path) -> None:
    enter(folder, {"weapon": {"model": "untrained", "classes": {"Pistol": "weapon"}}})
    models = load_set("nothing", folder).models
    assert models.special["weapon"].labels == {"weapon"}
    (found,) = models.special["weapon"].detect([np.zeros((240, 320, 3), np.uint8)], 0.0)
    assert {one.label for one in found} <= {"weapon"}
    assert not kinds_missing_from(models.special)
    assert registered(folder) == {"weapon"}


def test_kind_without_its_model_is_not_looked_for(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", 25)
    pipeline = Pipeline(load_set("yolo11n", tmp_path).models, ())
    for frame in Recording(film, 5.0):
        assert not pipeline.analyse(frame, {EventKind.WEAPON}).sightings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "the register is a JSON object"),
        ({"faces": {"model": "x"}}, "“faces” is no purpose; the register knows pose, weapon, fire"),
        ({"weapon": "guns"}, "“weapon” must be like"),
        ({"weapon": {"model": 3, "classes": {}}}, "“weapon” must be like"),
        ({"weapon": {"model": "guns"}}, "given the words weapon; none is named"),
        ({"weapon": {"model": "g", "classes": {"a": "bag"}}}, "the words weapon, not “bag”"),
    ],
)
def test_register_that_is_wrong_says_what_to_change(
    content: object, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ModelRefused, match=message):
        read_register(enter(tmp_path, content))
    assert any("register.json" in one for one in load_set("yolo11n", tmp_path).sentences)


def test_register_that_is_no_json_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "register.json").write_text("{")
    with pytest.raises(ModelRefused, match="register.json: not a readable JSON file"):
        read_register(tmp_path / "register.json")


def test_class_that_the_model_has_not_is_refused(folder: Path) -> None:
    enter(folder, {"weapon": {"model": "untrained", "classes": {"rifle": "weapon"}}})
    loaded = load_set("nothing", folder)
    assert "weapon" not in loaded.models.special
    assert any("class “rifle”, but the model has" in one for one in loaded.sentences)


def test_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    enter(tmp_path, {"fire": {"model": "flames", "classes": {"fire": "fire"}}})
    loaded = load_set("yolo11n", tmp_path)
    assert any("flames is not there" in one for one in loaded.sentences)


@pytest.mark.slow
def test_pose_model_is_found_by_its_usual_names(shared_data: Path) -> None:
    assert load_set("yolo11n", shared_data / "weights").models.pose is not None
