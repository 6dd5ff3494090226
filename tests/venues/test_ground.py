"""A camera's ground and its zones, as an administrator enters them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from command_center.venues.models import Camera, Zone

SQUARE_OF_10_M = [
    {"image": [0.4, 0.5], "metres": [0, 10]},
    {"image": [0.6, 0.5], "metres": [10, 10]},
    {"image": [0.9, 0.9], "metres": [10, 0]},
    {"image": [0.1, 0.9], "metres": [0, 0]},
]


def test_measured_ground_is_kept_and_read_in_metres(camera: Camera) -> None:
    camera.ground = SQUARE_OF_10_M
    camera.full_clean()
    camera.save()
    ground = Camera.objects.get(pk=camera.pk).calibrated_ground()
    assert ground is not None
    assert ground.area_m2([(0.4, 0.5), (0.6, 0.5), (0.9, 0.9), (0.1, 0.9)]) == pytest.approx(100)


def test_camera_that_was_not_measured_has_no_ground(camera: Camera) -> None:
    camera.full_clean()
    assert camera.calibrated_ground() is None


@pytest.mark.parametrize("ground", [SQUARE_OF_10_M[:3], "near", [{"image": [0, 1]}] * 4])
def test_ground_that_fixes_no_plane_is_refused(camera: Camera, ground: object) -> None:
    camera.ground = ground
    with pytest.raises(ValidationError, match="ground"):
        camera.full_clean()


def test_limit_per_square_metre_needs_a_ground(camera: Camera) -> None:
    polygon = [[0.1, 0.6], [0.9, 0.6], [0.9, 0.9]]
    crowd = Zone(camera=camera, name="square", kind="density", polygon=polygon)
    crowd.parameters = {"limit_per_m2": 4}
    with override("en"), pytest.raises(ValidationError, match="Calibrate the camera's ground"):
        crowd.full_clean()
    camera.ground = SQUARE_OF_10_M
    crowd.full_clean()


def test_line_is_a_zone_for_an_intrusion_alone(camera: Camera) -> None:
    gate = Zone(camera=camera, name="gate", kind="intrusion", polygon=[[0.5, 0.2], [0.5, 0.9]])
    gate.full_clean()
    gate.kind = "density"
    with pytest.raises(ValidationError, match="needs a polygon of at least 3 points"):
        gate.full_clean()
