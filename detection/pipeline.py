"""From a frame to sightings: detector, tracker, cues, the rules of the permitted kinds."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from detection.boxes import Detection, Track
from detection.calibration.score import Score
from detection.cue_book import CUES
from detection.cues import Cue
from detection.frame import Frame
from detection.gaze import Gaze
from detection.ground import Ground
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.rulebook import RULES
from detection.rules import ZoneRule
from detection.sighting import Moment, Sighting
from detection.tiles import detect_people_in_tiles
from detection.tracker import Tracker
from detection.zones import WHOLE_PICTURE, Zone, ZoneRefused


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was seen in one frame; `sightings` are those that it opened or ended."""

    tracks: tuple[Track, ...]
    sightings: tuple[Sighting, ...]


class Pipeline:
    """Analyses the frames of one camera, in their order. Not shared between threads."""

    def __init__(
        self,
        models: ModelSet,
        zones: Iterable[Zone],
        ground: Ground | None = None,
        time_zone: tzinfo = UTC,
        rules: Mapping[str, type[ZoneRule]] = RULES,
    ) -> None:
        self._models = models
        self._gaze = Gaze(models.general)
        self._ground = ground
        self._time_zone = time_zone
        self._tracker = Tracker()
        self._rules = list(_rules(zones, models, rules))
        if ground is None:
            _refuse_metres(self._rules)
        self._active: list[ZoneRule] = []
        self._moment: Moment | None = None
        self._cues: dict[str, Cue] = {}
        self._counted_s: float | None = None

    def analyse(self, frame: Frame, permitted: Collection[EventKind]) -> Analysis:
        """Look for the permitted kinds only; what is open of the others is ended."""
        found = self._gaze.detect(frame.image)
        tracks = self._tracker.update(found, frame.pts_s)
        active = self._active = [rule for rule in self._rules if rule.kind in permitted]
        moment = self._moment = Moment(
            frame.pts_s,
            tracks,
            tuple(found),
            self._people(frame, found, active),
            frame.image,
            self._measured(frame, tuple(found), active),
            self._ground,
            frame.captured_at.astimezone(self._time_zone),
        )
        changes = [rule.look(moment) for rule in active]
        changes += [rule.stop() for rule in self._rules if rule.kind not in permitted]
        return Analysis(tracks, tuple(change for change in changes if change))

    def scores(self) -> Iterator[Score]:
        """How far each rule came on the frame analysed last; what a calibration collects."""
        if self._moment is not None:
            for rule in self._active:
                yield Score(rule.kind, rule.zone.name, rule.threshold, rule.score(self._moment))

    def stop(self) -> Iterator[Sighting]:
        """End every open situation: the source or the permission is gone."""
        return (ended for rule in self._rules if (ended := rule.stop()))

    def _measured(
        self, frame: Frame, found: tuple[Detection, ...], active: list[ZoneRule]
    ) -> dict[str, Any]:
        needed = sorted({name for rule in active for name in rule.cues})
        # A cue that nothing permitted needs forgets: what it saw before the gap tells nothing.
        self._cues = {name: self._cues.get(name) or CUES[name](self._models) for name in needed}
        return {name: cue.look(frame, found) for name, cue in self._cues.items()}

    def _people(
        self, frame: Frame, found: list[Detection], active: list[ZoneRule]
    ) -> tuple[Detection, ...] | None:
        every_s = [rule.counts_every_s for rule in active if rule.counts_every_s is not None]
        if not every_s or not self._is_due(frame.pts_s, min(every_s)):
            return None
        self._counted_s = frame.pts_s
        if self._models.general.reads_tiles:
            return tuple(detect_people_in_tiles(self._models.general, frame.image))
        return tuple(person for person in found if person.label == "person")

    def _is_due(self, pts_s: float, every_s: float) -> bool:
        last_s = self._counted_s
        return last_s is None or not 0 <= pts_s - last_s < every_s - 0.01


def _rules(
    zones: Iterable[Zone], models: ModelSet, rules: Mapping[str, type[ZoneRule]]
) -> Iterator[ZoneRule]:
    """One for each zone, and one on the whole picture for a kind that has no zone and needs none.

    A kind whose model is absent has none: it is unavailable, and said to be.
    """
    drawn = [zone for zone in zones if zone.kind in rules]
    kinds = {zone.kind for zone in drawn}
    whole = [
        Zone("", rule.kind, WHOLE_PICTURE)
        for rule in rules.values()
        if rule.whole_picture and rule.kind not in kinds
    ]
    for zone in [*drawn, *whole]:
        rule = rules[zone.kind]
        if rule.needs_model is None or rule.needs_model in models.special:
            yield rule(zone)


def _refuse_metres(rules: Iterable[ZoneRule]) -> None:
    for rule in rules:
        if rule.needs_ground():
            raise ZoneRefused(
                f"Zone “{rule.zone.name}”: its parameters are in metres; calibrate the camera's "
                "ground first, with four points whose distances are known."
            )
