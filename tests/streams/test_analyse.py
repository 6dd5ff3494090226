"""`manage.py analyse`, as its user calls it, on real footage and on what is none."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.films import write_film

ROOT = Path(__file__).parents[2]
GATE = {"name": "gate", "kind": "intrusion", "polygon": [[0, 0], [1, 0], [1, 1]]}


def analyse(
    video: Path, scene: Path, *more: str, models: Path
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "analyse", str(video), "--scene", str(scene), *more],
        cwd=ROOT,
        env={**os.environ, "MODELS_DIR": str(models), "MODEL": "yolo11n"},
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass
class Analyses:
    """Analyses of the shared films with the shared model."""

    data: Path
    out: Path

    def find(self, name: str, scene: Path | None = None) -> list[Any]:
        video, models = self.data / "videos" / name, self.data / "weights"
        scene = scene or self.data / "clips.json"
        done = analyse(video, scene, "--json", str(self.out), models=models)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in self.out.read_text().splitlines()]


@pytest.fixture
def analyses(shared_data: Path, tmp_path: Path) -> Analyses:
    return Analyses(shared_data, tmp_path / "out.jsonl")


@pytest.mark.slow
def test_person_on_the_lawn_is_found_while_they_are_there(
    analyses: Analyses,
) -> None:
    (intrusion,) = [one for one in analyses.find("vtest_480x360.mp4") if one["kind"] == "intrusion"]
    assert intrusion["zone"] == "lawn"
    assert intrusion["start_s"] == pytest.approx(51.3, abs=2)
    assert intrusion["end_s"] == pytest.approx(73.9, abs=2)
    assert intrusion["track"] is not None
    assert 0.3 < intrusion["confidence"] <= 1
    left, top, right, bottom = intrusion["box"]
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1


@pytest.mark.slow
def test_concourse_is_too_dense(analyses: Analyses) -> None:
    dense = [one for one in analyses.find("concourse_1280x720.mp4") if one["kind"] == "density"]
    assert dense
    assert all(one["reason"]["people"] > one["reason"]["limit"] for one in dense)


@pytest.mark.slow
def test_luggage_on_its_belt_is_no_event(analyses: Analyses, tmp_path: Path) -> None:
    """The clip's own scene has no zone: here the whole picture is one, of either kind."""
    whole = {"name": "whole", "polygon": [[0, 0], [1, 0], [1, 1], [0, 1]]}
    zones = [{**whole, "kind": kind} for kind in ("intrusion", "density")]
    scene = tmp_path / "scene.json"
    scene.write_text(json.dumps({"zones": zones}))
    assert analyses.find("luggage_belt.mp4", scene) == []
    assert analyses.find("one_by_one_person.mp4", scene) != []


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4")


def _scene(folder: Path, **changes: Any) -> Path:
    path = folder / "scene.json"
    path.write_text(json.dumps({"zones": [{**GATE, **changes.pop("zone", {})}], **changes}))
    return path


def test_missing_model_is_named_and_the_built_in_runs(film: Path, tmp_path: Path) -> None:
    done = analyse(film, _scene(tmp_path), models=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"yolo11n is not in {tmp_path}" in done.stderr


def test_kind_without_a_model_is_named(film: Path, tmp_path: Path) -> None:
    scene = _scene(tmp_path, kinds=["intrusion", "weapon"])
    assert (
        "No model for it is registered, not looked for: weapon."
        in analyse(film, scene, models=tmp_path).stderr
    )


def test_scene_that_cannot_be_used_is_refused_with_its_fault(film: Path, tmp_path: Path) -> None:
    scene = _scene(tmp_path, zone={"polygon": [[0, 0]]})
    done = analyse(film, scene, models=tmp_path)
    _refused(done, "scene.json", "gate", "at least 3 points, 1 given")


def test_parameter_that_the_kind_does_not_know_is_refused(film: Path, tmp_path: Path) -> None:
    done = analyse(film, _scene(tmp_path, zone={"loiter_s": 3}), models=tmp_path)
    _refused(done, "gate", "loiter_s")


@pytest.mark.parametrize("content", [b"", b"These are words.\n" * 50])
def test_file_that_is_no_film_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    video = tmp_path / "film.mp4"
    video.write_bytes(content)
    _refused(analyse(video, _scene(tmp_path), models=tmp_path), "film.mp4")


def test_film_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    done = analyse(tmp_path / "lost.mp4", _scene(tmp_path), models=tmp_path)
    _refused(done, "lost.mp4")


def test_place_that_cannot_be_written_is_refused_by_name(film: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "out.jsonl"
    done = analyse(film, _scene(tmp_path), "--json", str(nowhere), models=tmp_path)
    _refused(done, "out.jsonl")


def test_model_that_is_none_is_named_and_the_built_in_runs(film: Path, tmp_path: Path) -> None:
    (tmp_path / "yolo11n.onnx").write_text("not a model")
    done = analyse(film, _scene(tmp_path), models=tmp_path)
    assert done.returncode == 0
    assert "yolo11n.onnx" in done.stderr
    assert "Traceback" not in done.stderr


def _refused(done: "subprocess.CompletedProcess[str]", *told: str) -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "CommandError" in done.stderr
    for word in told:
        assert word in done.stderr
