"""What a search for movement will cost, said before it is begun."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Sum

from command_center.footage.parts import parts
from command_center.review.search.motion.movement_search import MovementSearch, State
from command_center.venues.models import Camera

USUAL_PACE = 50.0
"""Seconds of footage looked through in one: of 1080p with a keyframe a second, on a busy core;
measured by `python -m tests.bench.search`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`first_at`: when the first recorded picture was taken; None where nothing is recorded."""

    first_at: datetime | None
    recorded_s: float
    size_bytes: int
    takes_s: float
    waiting: int

    @property
    def recorded(self) -> timedelta:
        return timedelta(seconds=round(self.recorded_s))


def cost_of(camera: Camera, since: datetime, until: datetime) -> Cost:
    found = parts(camera.pk, since, until)
    rows = [one.segment for one in found if one.segment]
    recorded_s = sum(
        (min(row.ended_at, until) - max(row.began_at, since)).total_seconds() for row in rows
    )
    waiting = MovementSearch.objects.filter(state__in=[State.WAITING, State.RUNNING]).count()
    return Cost(
        first_at=max(found[0].began_at, since) if found else None,
        recorded_s=recorded_s,
        size_bytes=sum(row.file.size_bytes for row in rows),
        takes_s=recorded_s / pace(camera),
        waiting=waiting,
    )


def pace(camera: Camera) -> float:
    """As this camera's searches of the last hour went; else the usual one."""
    done = MovementSearch.objects.filter(camera=camera, worked_s__gt=F("recorded_s") / 1e6)
    went = done.aggregate(recorded=Sum("recorded_s"), worked=Sum("worked_s"))
    return went["recorded"] / went["worked"] if went["recorded"] and went["worked"] else USUAL_PACE
