from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from detection.watchdog.picture_fault import PictureFault
from detection.watchdog.reference import Reference
from detection.watchdog.watchdog import Watchdog
from tests.watchdog import alterations
from tests.watchdog.alterations import Alteration
from tests.watchdog.camera import LEARNT_S, Camera, faults, pictures

FAULTY: dict[str, tuple[Alteration, float]] = {
    "black": (alterations.black, 3),
    "covered": (alterations.covered, 3),
    "defocused": (alterations.blurred, 10),
    "turned_away": (alterations.panned, 5),
}
FAINTER: dict[str, Alteration] = {
    "turned": alterations.turned,
    "panned_a_little": alterations.panned_a_little,
}
GOOD = {
    name: getattr(alterations, name)
    for name in ("lamp_out", "lit_from_the_left", "night", "fog", "rain", "lorry")
}


@pytest.fixture
def camera(shared_data: Path) -> Camera:
    return Camera(pictures(shared_data / "videos" / "vtest_480x360.mp4", 24))


@pytest.mark.parametrize(("name", "altered", "after_s"), [(k, *v) for k, v in FAULTY.items()])
def test_fault_is_told_after_its_time_and_ends_with_it(
    camera: Camera, name: str, altered: Alteration, after_s: float
) -> None:
    assert faults(camera.shows(LEARNT_S)) == [""]
    began_s = camera.at_s
    told = camera.shows(after_s + 6, altered)
    assert faults(told) == ["", name]
    assert began_s < told[-1].since_s < began_s + 4
    assert told[-1].reason
    assert faults(camera.shows(12)) == [name, ""]


@pytest.mark.parametrize("name", ["black", "covered"])
def test_burnt_in_clock_hides_no_fault(camera: Camera, name: str) -> None:
    altered = alterations.with_clock(FAULTY[name][0])
    camera.shows(LEARNT_S)
    assert faults(camera.shows(10, altered)) == ["", name]


@pytest.mark.parametrize("name", FAINTER)
def test_camera_that_was_moved_a_little_is_turned_away(camera: Camera, name: str) -> None:
    camera.shows(LEARNT_S)
    last = camera.shows(15, FAINTER[name])[-1]
    assert last.fault is PictureFault.TURNED_AWAY
    assert 0.012 <= last.reason["moved"] < 0.05


def test_noise_does_not_hide_a_blur(camera: Camera) -> None:
    camera.shows(LEARNT_S)
    assert faults(camera.shows(20, alterations.blurred_and_noisy)) == ["", "defocused"]


@pytest.mark.parametrize("name", GOOD)
def test_light_weather_and_lorry_are_no_fault(camera: Camera, name: str) -> None:
    camera.shows(LEARNT_S)
    assert faults(camera.shows(30, GOOD[name])) == [""]
    assert faults(camera.shows(10)) == [""]


def test_same_picture_again_and_again_is_frozen_after_ten_seconds(camera: Camera) -> None:
    camera.shows(5)
    began_s = camera.at_s
    assert faults(camera.shows_these(10, camera.images[:1])) == [""]
    last = camera.shows_these(2, camera.images[:1])[-1]
    assert last.fault is PictureFault.FROZEN
    assert last.since_s <= began_s + 1
    assert last.reason["still_s"] > 10
    assert faults(camera.shows(5)) == ["frozen", ""]


def test_one_pixel_that_stirs_is_a_living_picture(camera: Camera) -> None:
    stirred = camera.images[0].copy()
    stirred[-1, -1, 0] ^= 1
    assert faults(camera.shows_these(20, [camera.images[0], stirred])) == [""]


def test_pictures_repeated_for_a_second_or_two_are_not_frozen(camera: Camera) -> None:
    repeated = [image for image in camera.images for _ in range(8)]
    assert faults(camera.shows_these(40, repeated)) == [""]


def test_turned_camera_stays_so_until_its_view_is_accepted(camera: Camera) -> None:
    camera.shows(LEARNT_S)
    told = camera.shows(120, alterations.panned)
    assert faults(told) == ["", "turned_away"]
    camera.watchdog.accept()
    assert faults(camera.shows(60, alterations.panned)) == ["turned_away", ""]
    assert faults(camera.shows(15)) == ["", "turned_away"]


def test_camera_turned_while_nobody_watched_is_found_by_the_stored_view(camera: Camera) -> None:
    camera.shows(LEARNT_S)
    stored = camera.watchdog.reference.to_bytes()
    after = Camera(camera.images, Watchdog(Reference.from_bytes(stored)))
    assert faults(after.shows(10)) == [""]
    assert faults(after.shows(15, alterations.turned)) == ["", "turned_away"]


def test_bare_view_is_good_once_it_was_accepted(camera: Camera) -> None:
    assert faults(camera.shows(10, alterations.covered)) == ["", "covered"]
    camera.watchdog.accept()
    assert faults(camera.shows(60, alterations.covered)) == ["covered", ""]


def test_gap_begins_the_waiting_anew(camera: Camera) -> None:
    camera.shows_these(8, camera.images[:1])
    camera.at_s += 60
    assert faults(camera.shows_these(8, camera.images[:1])) == [""]


def test_stored_view_of_another_version_is_refused() -> None:
    for stored in (b"", b"WDR0" + bytes(28_812), Reference().to_bytes()[:-1]):
        with pytest.raises(ValueError, match="usual view"):
            Reference.from_bytes(stored)


def test_stored_view_holds_no_grey_levels(camera: Camera) -> None:
    """A negative picture, and one half as bright, leave the same view."""

    def learnt(change: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        other = Camera([change(image) for image in camera.images])
        other.shows(20)
        return other.watchdog.reference.edges

    as_it_is = learnt(lambda image: image)
    for change in (lambda image: 255 - image, lambda image: image // 2):
        assert np.corrcoef(as_it_is.ravel(), learnt(change).ravel())[0, 1] > 0.95
