from pathlib import Path

import pytest

from detection.allowed_classes import COCO, refuse_unlawful
from detection.detectors import ModelRefused

MODEL = Path("models/city.pt")


def test_coco_is_allowed_whole() -> None:
    assert len(COCO) == 80
    refuse_unlawful(COCO, MODEL)


@pytest.mark.parametrize(
    "name", ["pistol", "Long_Gun", "fire", "SMOKE", "pedestrian", "Fire-Truck", " traffic  light "]
)
def test_class_is_allowed_however_it_is_spelt(name: str) -> None:
    refuse_unlawful(["person", name], MODEL)


@pytest.mark.parametrize(
    "name",
    [
        *("face", "head", "Face", "human face", "human-face", "person_face", "eye", "iris", "ear"),
        *("license_plate", "licence plate", "number plate", "plate", "gait", "hijab", "veil"),
        *("man", "woman", "child", "alice", "", "0", "person1", "pérson", "fаce"),
    ],
)
def test_class_outside_the_list_is_refused(name: str) -> None:
    with pytest.raises(ModelRefused) as refusal:
        refuse_unlawful(["person", name], MODEL)
    for told in (f"“{name}”", "models/city.pt", "2023-828", "article"):
        assert told in str(refusal.value)
    assert "“person”" not in str(refusal.value)


def test_refusal_of_many_classes_stays_short() -> None:
    with pytest.raises(ModelRefused, match=r"“a0”, .* and 75 more") as refusal:
        refuse_unlawful([f"a{number}" for number in range(80)], MODEL)
    assert len(str(refusal.value)) < 300
