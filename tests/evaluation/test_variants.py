"""Real clips in worse conditions give the same answers as they are."""

from pathlib import Path

import pytest

from detection.evaluation.runner import run
from detection.evaluation.truth import Truth, read_truths
from detection.model_set import ModelSet
from detection.register import load_set
from tests.evaluation.variants import CHANGES, variant

CLIPS = ["fall05", "furg_house6"]
"""One that stands on boxes and one that stands on pixels; the others: `evaluate` over variants."""


@pytest.fixture(scope="module")
def models(shared_data: Path) -> ModelSet:
    return load_set("yolo11n", shared_data / "weights").models


@pytest.fixture(params=CLIPS)
def truth(request: pytest.FixtureRequest, shared_data: Path) -> Truth:
    truths = read_truths(shared_data / "clips.json")
    return next(truth for truth in truths if Path(truth.name).stem == request.param)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(CHANGES))
def test_clip_in_worse_conditions_gives_the_same_answer(
    name: str, truth: Truth, models: ModelSet, tmp_path: Path
) -> None:
    result = run(variant(truth, name, tmp_path), models, 5.0)
    assert not [missed for one in result.verdicts for missed in one.missed]
    assert not [false for one in result.verdicts for false in one.false]
