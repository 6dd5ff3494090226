"""What the page of recording shows of each camera and venue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.footage.camera_recording import CameraRecording, Mode
from command_center.footage.forecast import kept_in_words
from command_center.footage.models import Gap
from command_center.footage.recording_state import Recorded, RecordingState, recording_states
from command_center.retention.erasing.room import kept_for
from command_center.retention.stock import Stock
from command_center.streams.words import words
from command_center.venues.models import Camera, Venue

AN_HOUR = timedelta(hours=1)
STATE_WORDS = {
    Recorded.NOW: _("recorded now"),
    Recorded.WAITS: _("waits for an alert"),
    Recorded.OFF: _("not recorded"),
    Recorded.UNWATCHED: _("not watched"),
    Recorded.BLIND: _("no picture"),
    Recorded.BEGINS: _("begins"),
    Recorded.MISSED: _("not recorded, and should be"),
}
STATE_ICONS = {
    Recorded.NOW: "recorded",
    Recorded.WAITS: "quiet",
    Recorded.OFF: "off",
    Recorded.UNWATCHED: "off",
    Recorded.BLIND: "offline",
    Recorded.BEGINS: "starting",
    Recorded.MISSED: "high",
}


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """`gaps`: how many today, and how long they last together."""

    camera: Camera
    recording: CameraRecording
    state: Recorded
    reason: str
    last_at: datetime | None
    stock: Stock | None
    gaps: int
    gaps_last: timedelta
    is_mine: bool
    """Whether its reader may change it."""

    @property
    def mode(self) -> str:
        return str(Mode(self.recording.mode).label)

    @property
    def state_words(self) -> str:
        return str(STATE_WORDS[self.state])

    @property
    def icon(self) -> str:
        return STATE_ICONS[self.state]

    @property
    def is_alarming(self) -> bool:
        return self.state is Recorded.MISSED

    @property
    def hours(self) -> float:
        return self.stock.lasts / AN_HOUR if self.stock else 0.0

    @property
    def gap_minutes(self) -> int:
        return -(-round(self.gaps_last.total_seconds()) // 60)


@dataclass(frozen=True, slots=True)
class VenueRows:
    """`needed_bytes`: what it comes to take, when each is kept as long as its rule says."""

    venue: Venue
    rows: Sequence[RecordingRow]
    kept: str
    needed_bytes: int

    @property
    def size_bytes(self) -> int:
        return sum(one.stock.size_bytes for one in self.rows if one.stock)

    @property
    def bytes_per_day(self) -> int:
        return sum(one.stock.bytes_per_day for one in self.rows if one.stock)

    @property
    def recorded(self) -> int:
        return sum(one.state is Recorded.NOW for one in self.rows)


def venue_rows(cameras: Sequence[Camera], mine: frozenset[int]) -> list[VenueRows]:
    """Of cameras in the order of their venues; `mine`: which of them the reader may change."""
    rows = _rows(cameras, mine)
    kept = kept_for()
    of_venue: dict[int, list[RecordingRow]] = {}
    for row in rows:
        of_venue.setdefault(row.camera.venue_id, []).append(row)
    return [_venue(found, kept) for found in of_venue.values()]


def _venue(rows: Sequence[RecordingRow], kept: dict[int, timedelta]) -> VenueRows:
    lasts = {row.camera.pk: kept[row.camera.pk] for row in rows if row.camera.pk in kept}
    needed = sum(
        row.stock.bytes_per_day * (lasts[row.camera.pk] / timedelta(days=1))
        for row in rows
        if row.stock and row.camera.pk in lasts
    )
    words = kept_in_words(list(lasts.values()))
    return VenueRows(rows[0].camera.venue, rows, words, round(needed))


def _rows(cameras: Sequence[Camera], mine: frozenset[int]) -> list[RecordingRow]:
    ids = [camera.pk for camera in cameras]
    stock = Stock.objects.in_bulk(ids)
    gaps = _gaps_today(ids)
    return [
        RecordingRow(
            one.camera,
            one.recording,
            one.recorded,
            _reason(one),
            one.last_at,
            stock.get(one.camera.pk),
            *gaps.get(one.camera.pk, (0, timedelta())),
            is_mine=one.camera.pk in mine,
        )
        for one in recording_states(cameras)
    ]


def _reason(one: RecordingState) -> str:
    """Why no picture comes, in the words of the wall."""
    if one.recorded is not Recorded.BLIND:
        return ""
    said = one.seen.reason or one.seen.state
    return str({**words(), "unknown": _("Not known")}.get(said, said))


def _gaps_today(camera_ids: Sequence[int]) -> dict[int, tuple[int, timedelta]]:
    """By this site's calendar; one that began yesterday counts in full."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    lasts = ExpressionWrapper(F("ended_at") - F("began_at"), DurationField())
    found = Gap.objects.filter(camera__in=camera_ids, ended_at__gt=midnight).order_by()
    rows = found.values("camera_id").annotate(lasts=Sum(lasts), count=Sum(1))
    return {row["camera_id"]: (row["count"], row["lasts"]) for row in rows}
