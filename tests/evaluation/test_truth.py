import json
from pathlib import Path

import pytest

from detection.evaluation.truth import TruthRefused, read_truths
from detection.kinds import EventKind

CLIP = {
    "clip": "films/gate.mp4",
    "kinds": ["fire"],
    "expect": [{"kind": "fire", "start_s": 1, "end_s": 2.5}],
    "people": [{"t": 5, "n": 3, "tol": 1}],
}


def write(folder: Path, content: object) -> Path:
    file = folder / "clips.json"
    file.write_text(json.dumps(content))
    return file


def test_clip_is_read_beside_its_file(tmp_path: Path) -> None:
    (truth,) = read_truths(write(tmp_path, {"clips": [CLIP]}))
    assert truth.path == tmp_path / "films" / "gate.mp4"
    assert truth.scene.kinds == {EventKind.FIRE}
    assert (truth.expected[0].start_s, truth.expected[0].zone) == (1.0, None)
    assert (truth.people[0].people, truth.people[0].tolerance) == (3, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "not a list of clips"),
        ({"clips": [{}]}, "KeyError: 'clip'"),
        ({"clips": [{**CLIP, "colour": 1}]}, "films/gate.mp4: unknown key colour"),
        ({"clips": [{**CLIP, "expect": [{"kind": "loitering", "start_s": 1}]}]}, "loitering"),
        ({"clips": [{**CLIP, "expect": [{"kind": "fire", "start_s": "soon"}]}]}, "soon|end_s"),
    ],
)
def test_file_of_another_form_is_refused(content: object, message: str, tmp_path: Path) -> None:
    with pytest.raises(TruthRefused, match=message):
        read_truths(write(tmp_path, content))


def test_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TruthRefused, match="not a readable JSON file"):
        read_truths(tmp_path / "nothing.json")


@pytest.mark.slow
def test_shared_clips_are_read(shared_data: Path) -> None:
    truths = read_truths(shared_data / "clips.json")
    assert all(truth.path.exists() for truth in truths)
    assert sum(len(truth.expected) for truth in truths) > 10
