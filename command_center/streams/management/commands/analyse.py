"""The same pipeline on a recording: one JSON object a sighting."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from detection.detectors import ModelRefused
from detection.kinds import EventKind
from detection.pipeline import Pipeline
from detection.register import kinds_missing_from, load_set
from detection.scene import Scene, SceneRefused, read_scene
from detection.sighting import Sighting
from detection.source.address import SourceError
from detection.source.recording import Recording
from detection.zones import ZoneRefused


class Command(BaseCommand):
    help = "Analyse a recording with the same pipeline as the cameras."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("video", type=Path)
        parser.add_argument("--scene", type=Path, required=True, help="zones and kinds (JSON)")
        parser.add_argument("--json", type=Path, help="write here, not to the standard output")
        parser.add_argument("--fps", type=float, default=5.0, help="frames analysed a second")

    def handle(self, *_: object, **options: Any) -> None:
        try:
            scene = read_scene(options["scene"], options["video"])
            recording = Recording(options["video"], options["fps"])
            pipeline = self._pipeline(scene)
        except (SceneRefused, ZoneRefused, SourceError, ModelRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        with ExitStack() as open_files:
            out = self.stdout if options["json"] is None else _opened(options["json"], open_files)
            for sighting in _sightings(recording, pipeline, scene):
                out.write(json.dumps(_record(sighting), ensure_ascii=False) + "\n")

    def _pipeline(self, scene: Scene) -> Pipeline:
        loaded = load_set(settings.MODEL, settings.MODELS_DIR)
        unavailable = sorted(scene.kinds & kinds_missing_from(loaded.models.special))
        for warning in filter(None, [*loaded.sentences, _unavailable(unavailable)]):
            self.stderr.write(self.style.WARNING(warning))
        return Pipeline(loaded.models, scene.zones, scene.ground)


def _unavailable(kinds: list[EventKind]) -> str | None:
    named = ", ".join(kinds)
    return f"No model for it is registered, not looked for: {named}." if kinds else None


def _opened(path: Path, open_files: ExitStack) -> TextIO:
    try:
        return open_files.enter_context(path.open("w", encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def _sightings(recording: Recording, pipeline: Pipeline, scene: Scene) -> Iterator[Sighting]:
    """Those that have ended, in the order of their ends."""
    with tqdm(total=int(recording.duration_s), unit=" s", file=sys.stderr) as bar:
        for frame in recording:
            yield from filter(_has_ended, pipeline.analyse(frame, scene.kinds).sightings)
            bar.update(int(frame.pts_s) - bar.n)
    yield from pipeline.stop()


def _has_ended(sighting: Sighting) -> bool:
    return sighting.end_s is not None


def _record(sighting: Sighting) -> dict[str, object]:
    return {
        "kind": sighting.kind,
        "zone": sighting.zone,
        "start_s": round(sighting.start_s, 3),
        "end_s": round(sighting.end_s or sighting.start_s, 3),
        "box": sighting.box.rounded(),
        "confidence": round(sighting.confidence, 4),
        "track": sighting.track,
        "reason": dict(sighting.reason),
    }
