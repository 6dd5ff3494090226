"""One clip through the pipeline: its sightings, its counts, and the frames worth keeping."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2

from detection.crowd_count import count
from detection.evaluation.score import Verdicts, judge
from detection.evaluation.truth import PeopleCount, Truth
from detection.frame import Frame, Image
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.pipeline import Pipeline
from detection.sighting import Sighting
from detection.source.recording import Recording
from detection.tiles import detect_people_in_tiles

KEPT_WIDTH_PX = 640


@dataclass(frozen=True, slots=True)
class Counted:
    """People by eye against people found, in the frame nearest to `truth.at_s`."""

    truth: PeopleCount
    people: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ClipResult:
    """`pictures`: second → the frame that was analysed then, 640 px wide (BGR)."""

    truth: Truth
    duration_s: float
    verdicts: tuple[Verdicts, ...]
    counted: tuple[Counted, ...]
    pictures: dict[float, Image]


def run(truth: Truth, models: ModelSet, analysed_per_s: float) -> ClipResult:
    """Raises `SourceError` for a film that cannot be read, `ZoneRefused` for a zone."""
    pipeline = Pipeline(models, truth.scene.zones, truth.scene.ground)
    watch = _Watch(truth, models)
    for frame in Recording(truth.path, analysed_per_s):
        analysis = pipeline.analyse(frame, truth.scene.kinds)
        watch.note(frame, analysis.sightings)
    watch.note_ended(pipeline.stop())
    return watch.result()


class _Watch:
    """Collects what one clip shows while its frames pass."""

    def __init__(self, truth: Truth, models: ModelSet) -> None:
        self._truth = truth
        self._models = models
        self._ended: list[Sighting] = []
        self._counts: dict[PeopleCount, tuple[float, Counted]] = {}
        self._pictures: dict[float, Image] = {}
        self._missing = {event.start_s + 1.0: event for event in truth.expected}
        self._last_s = 0.0

    def note(self, frame: Frame, sightings: tuple[Sighting, ...]) -> None:
        self._last_s = frame.pts_s
        if any(one.end_s is None for one in sightings):
            self._pictures[frame.pts_s] = _small(frame.image)
        for second in [s for s in self._missing if s <= frame.pts_s]:
            self._pictures[self._missing.pop(second).start_s] = _small(frame.image)
        self.note_ended(iter(sightings))
        for wanted in self._truth.people:
            self._count(wanted, frame)

    def note_ended(self, sightings: Iterator[Sighting]) -> None:
        self._ended += [one for one in sightings if one.end_s is not None]

    def result(self) -> ClipResult:
        waits = _ordered_waits_s(self._truth)
        verdicts = [
            judge(kind, self._ended, self._truth.expected, waits)
            for kind in sorted(self._truth.scene.kinds)
        ]
        counted = tuple(counted for _, counted in self._counts.values())
        return ClipResult(self._truth, self._last_s, tuple(verdicts), counted, self._pictures)

    def _count(self, wanted: PeopleCount, frame: Frame) -> None:
        """The frame nearest in time; frames come in order, half a step away at most."""
        gap_s = abs(frame.pts_s - wanted.at_s)
        known = self._counts.get(wanted)
        if gap_s < 0.5 and (known is None or gap_s < known[0]):
            found = count(detect_people_in_tiles(self._models.general, frame.image))
            self._counts[wanted] = (
                gap_s,
                Counted(wanted, found.people, found.low, found.high),
            )


def _ordered_waits_s(truth: Truth) -> dict[str, float]:
    """How long each zone of the clip asks to wait: what was ordered is no delay."""
    return {
        zone.name: float(zone.parameters["unattended_s"])
        for zone in truth.scene.zones
        if zone.kind == EventKind.ABANDONED_OBJECT and "unattended_s" in zone.parameters
    }


def _small(image: Image) -> Image:
    height, width = image.shape[:2]
    size = (KEPT_WIDTH_PX, round(KEPT_WIDTH_PX * height / width))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]
