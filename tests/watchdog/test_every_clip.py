"""No false fault on any shared clip or its variants; no true one missed."""

from pathlib import Path

import pytest

from detection.frame import PTS_PER_S, Frame
from detection.source.recording import Recording
from detection.watchdog.picture_fault import PictureFault
from detection.watchdog.watchdog import Watchdog
from tests.evaluation import variants
from tests.watchdog import alterations
from tests.watchdog.alterations import Alteration
from tests.watchdog.camera import LEARNT_S, Camera, faults, pictures

CLIPS = (
    "aboda_video4.avi",
    "bridge_traffic.mp4",
    "cars_topdown.mp4",
    "concourse_1280x720.mp4",
    "derived_fall02_hold10s.mp4",
    "derived_vtest_rush4x.mp4",
    "fall01.mp4",
    "fall02.mp4",
    "fall03.mp4",
    "fall04.mp4",
    "fall05.mp4",
    "furg_house6.mp4",
    "luggage_belt.mp4",
    "one_by_one_person.mp4",
    "towncentre_1080p_10s.mp4",
    "vtest_480x360.mp4",
)
LOOPED_S = 60
GOOD: dict[str, Alteration] = {
    "darker": variants.darker,
    "noisy": variants.noisy,
    "shaken": variants.shaken,
    "smaller": variants.smaller,
    "lamp_out": alterations.lamp_out,
    "night": alterations.night,
    "lorry": alterations.lorry,
}
FAULTY: dict[str, tuple[Alteration, ...]] = {
    "black": (alterations.black,),
    "covered": (alterations.covered,),
    "defocused": (alterations.blurred,),
    "turned_away": (alterations.turned, alterations.panned, alterations.panned_a_little),
}
pytestmark = pytest.mark.slow
EVERY_CLIP = pytest.mark.parametrize("clip", CLIPS)


@EVERY_CLIP
def test_no_clip_has_a_fault_as_it_was_filmed(shared_data: Path, clip: str) -> None:
    """The film again and again, as the demonstration shows it; a hard cut at each end."""
    watchdog, told = Watchdog(), []
    recording = Recording(shared_data / "videos" / clip, 5.0)
    offset = last = 0
    while last < LOOPED_S * PTS_PER_S:
        for frame in recording:
            last = offset + frame.pts
            told.append(watchdog.note(Frame(frame.image, last, frame.captured_at)))
        offset = last + PTS_PER_S // 5
    assert faults(told) == [""]


@EVERY_CLIP
def test_worse_conditions_are_no_fault_on_any_clip(shared_data: Path, clip: str) -> None:
    camera = Camera(pictures(shared_data / "videos" / clip, 16))
    assert faults(camera.shows(LEARNT_S)) == [""]
    found = {}
    for name, altered in GOOD.items():
        found[name] = faults([*camera.shows(30, altered), *camera.shows(10)])
    assert found == {name: [""] for name in GOOD}


@EVERY_CLIP
def test_every_fault_is_found_on_every_clip(shared_data: Path, clip: str) -> None:
    camera = Camera(pictures(shared_data / "videos" / clip, 16))
    camera.shows(LEARNT_S)
    for name, ways in FAULTY.items():
        for altered in ways:
            told = camera.shows(25, altered)
            assert told[-1].fault is PictureFault(name), altered.__name__
            assert faults(camera.shows(15)) == [name, ""]
