"""Extracts as they are asked for, for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from command_center.extracts.appearance import Appearance
from command_center.extracts.desk import ask, release
from command_center.extracts.making import make
from command_center.extracts.models import Extract, ExtractStep
from command_center.extracts.step import StepKind
from command_center.people.models import Agent
from command_center.retention.hold import Procedure
from command_center.venues.models import Camera

KEPT_FOR = timedelta(days=30)


def unsaved(camera: Camera, **given: Any) -> Extract:
    """Ten seconds, from five seconds after an hour ago on."""
    since = (timezone.now() - timedelta(hours=1)).replace(microsecond=0)
    usual: dict[str, Any] = {
        "procedure": Procedure.FLAGRANTE,
        "authority": "Parquet de Lyon",
        "requester": "Cne Léa Martin",
        "reference": "PV 2026/4711",
        "recipient": "Commissariat de Lyon 3ᵉ",
        "venue": camera.venue,
        "cameras": [camera.pk],
        "covers_from": since + timedelta(seconds=5),
        "covers_until": since + timedelta(seconds=15),
        "why_no_shorter": "From the first to the last sight of the suspect",
        "appearance": Appearance.PLAIN,
        "is_watermarked": False,
    }
    return Extract(**usual | given)


def asked(camera: Camera, by: Agent, **given: Any) -> Extract:
    return ask(unsaved(camera, **given), by, timezone.now() + KEPT_FOR)


def of_stretch(began_at: datetime, since_s: float, until_s: float) -> dict[str, datetime]:
    return {
        "covers_from": began_at + timedelta(seconds=since_s),
        "covers_until": began_at + timedelta(seconds=until_s),
    }


def made(camera: Camera, asker: Agent, second: Agent, **given: Any) -> ExtractStep:
    extract = asked(camera, asker, **given)
    release(extract, second)
    assert make(extract), extract.attempt.obstacle
    return extract.steps.get(kind=StepKind.MADE)
