"""From a frame to sightings: detector, tracker, the rules of the kinds that are permitted."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from detection.boxes import Detection, Track
from detection.detectors import Detector
from detection.frame import Frame
from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.rules import ZoneRule
from detection.sighting import Moment, Sighting
from detection.tiles import detect_people_in_tiles
from detection.tracker import Tracker
from detection.zones import Zone

MIN_CONFIDENCE = 0.1
"""ByteTrack uses faint detections to carry a track through an occlusion (arXiv 2110.06864)."""

CROWD_COUNT_EVERY_S = 1.0
"""A look in tiles costs several inferences; a crowd does not change in less than a second."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was seen in one frame; `sightings` are those that it opened or ended."""

    tracks: tuple[Track, ...]
    sightings: tuple[Sighting, ...]


class Pipeline:
    """Analyses the frames of one camera, in their order. Not shared between threads."""

    def __init__(self, detector: Detector, zones: Iterable[Zone]) -> None:
        self._detector = detector
        self._tracker = Tracker()
        self._rules = [RULES[zone.kind](zone) for zone in zones if zone.kind in RULES]
        self._counted_s: float | None = None

    def analyse(self, frame: Frame, permitted: Collection[EventKind]) -> Analysis:
        """Look for the permitted kinds only; what is open of the others is ended."""
        (found,) = self._detector.detect([frame.image], MIN_CONFIDENCE)
        tracks = self._tracker.update(found, frame.pts_s)
        active = [rule for rule in self._rules if rule.kind in permitted]
        moment = Moment(frame.pts_s, tracks, self._people(frame, found, active))
        changes = [rule.look(moment) for rule in active]
        changes += [rule.stop() for rule in self._rules if rule.kind not in permitted]
        return Analysis(tracks, tuple(change for change in changes if change))

    def stop(self) -> Iterator[Sighting]:
        """End every open situation: the source or the permission is gone."""
        return (ended for rule in self._rules if (ended := rule.stop()))

    def _people(
        self, frame: Frame, found: list[Detection], active: list[ZoneRule]
    ) -> tuple[Detection, ...] | None:
        if not any(rule.counts_crowds for rule in active) or not self._is_due(frame.pts_s):
            return None
        self._counted_s = frame.pts_s
        if self._detector.reads_tiles:
            return tuple(detect_people_in_tiles(self._detector, frame.image))
        return tuple(person for person in found if person.label == "person")

    def _is_due(self, pts_s: float) -> bool:
        last_s = self._counted_s
        return last_s is None or not 0 <= pts_s - last_s < CROWD_COUNT_EVERY_S - 0.01
