"""Joints from a pose model: the body's, never the face's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.body import Body, Joint
from detection.letterbox import Letterbox
from detection.model_card import ModelCard
from detection.yolo_output import read_output

CARD = ModelCard(("person",), "pose", (640, 640), is_final=False, has_bodies=True)
WHOLE = Letterbox(0, 0, 640, 640)
HIDDEN: Joint = (0.0, 0.0, 0.0)


def output(points: list[tuple[float, float, float]]) -> "np.typing.NDArray[np.float32]":
    """One anchor: a person of 100 × 200 px in the middle, and the 17 points of COCO."""
    return np.array([320, 320, 100, 200, 0.9, *np.ravel(points)], np.float32)[:, None]


def body(shoulders: tuple[float, float], hips: tuple[float, float]) -> Body:
    joints = [HIDDEN] * 12
    joints[0] = joints[1] = (*shoulders, 0.9)
    joints[6] = joints[7] = (*hips, 0.9)
    return Body(tuple(joints))


def test_points_of_the_face_are_not_read() -> None:
    face = [(11.0 + n, 13.0, 0.99) for n in range(5)]
    joints = [(64.0 * n / 2, 320.0, 0.8) for n in range(12)]
    (found,) = read_output(output([*face, *joints]), CARD, WHOLE, 0.5)
    assert found.body is not None
    assert len(found.body.joints) == 12
    assert found.body.joints[1] == pytest.approx((0.05, 0.5, 0.8))
    (other,) = read_output(output([(500.0, 500.0, 0.1)] * 5 + joints), CARD, WHOLE, 0.5)
    assert other == found


def test_model_without_key_points_gives_no_body() -> None:
    card = ModelCard(("person",), "detect", (640, 640), is_final=False)
    (found,) = read_output(output([])[:5], card, WHOLE, 0.5)
    assert found.body is None


@pytest.mark.parametrize(
    ("shoulders", "hips", "degrees"),
    [
        ((0.5, 0.2), (0.5, 0.5), 0),
        ((0.2, 0.5), (0.5, 0.5), 90),
        ((0.5, 0.8), (0.5, 0.5), 180),
        ((0.5, 0.5), (0.35, 0.7), 53),
    ],
)
def test_trunk_tells_who_stands_from_who_lies(
    shoulders: tuple[float, float], hips: tuple[float, float], degrees: float
) -> None:
    trunk_deg = body(shoulders, hips).trunk_deg(16 / 9)
    assert trunk_deg == pytest.approx(degrees, abs=1)


def test_trunk_that_is_not_seen_is_not_guessed() -> None:
    assert Body((HIDDEN,) * 12).trunk_deg(1.0) is None


joint = st.tuples(*[st.floats(0, 1)] * 3)


@given(st.lists(joint, min_size=12, max_size=12), st.floats(0.2, 5))
def test_trunk_is_an_angle_for_any_joints(joints: list[Joint], aspect: float) -> None:
    trunk_deg = Body(tuple(joints)).trunk_deg(aspect)
    assert trunk_deg is None or 0 <= trunk_deg <= 180
