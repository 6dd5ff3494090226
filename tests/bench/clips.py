"""How long cutting a clip of five minutes takes: at once, and where it was cut while it grew.

    python -m tests.bench.clips FILM [--minutes 5]

The film's own packets are recorded, again and again, as segments of half a minute with their rows.
What is left after the post-roll is timed: with nothing prepared, and with all that was recorded
whole by then.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import av
import django

sys.path.insert(0, "scripts")  # the launcher's servers
from launcher import servers

if TYPE_CHECKING:
    from command_center.alerts.models import Alert

SEGMENT_S, PRE_ROLL_S, ROUNDS = 30.0, 10.0, 5
LATE_S = 0.6
"""After the post-roll, when the last picture is on the disk."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--minutes", type=float, default=5)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vigie-clips-"))
    folder.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with servers.database(folder) as database:
        os.environ.update(
            DATABASE_URL=database,
            STATE_DIR=str(folder),
            DJANGO_SETTINGS_MODULE="command_center.settings",
        )
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(_half_a_minute(given.film, folder / "film.mp4"), given.minutes * 60)


def _half_a_minute(film: Path, to: Path) -> Path:
    """Its packets one round after the other, as they are."""
    with av.open(str(film)) as source, av.open(str(to), "w") as target:
        read = source.streams.video[0]
        stream = target.add_stream_from_template(read)
        lasts = read.duration or 0
        rounds = max(1, round(SEGMENT_S / float(lasts * read.time_base)))
        for number in range(rounds):
            source.seek(0)
            for packet in source.demux(read):
                if packet.dts is None or packet.pts is None:
                    continue
                packet.pts, packet.dts = packet.pts + number * lasts, packet.dts + number * lasts
                packet.stream = stream
                target.mux(packet)
    return to


def _measure(film: Path, lasts_s: float) -> None:
    from django.utils import timezone

    from command_center.alerts.models import Alert
    from command_center.venues.models import Camera, Venue
    from tests.footage.recorded_film import record_film

    venue = Venue.objects.create(name="Bench")
    camera = Camera.objects.create(venue=venue, name="North", url="rtsp://192.0.2.1/")
    began_at = timezone.now() - timedelta(hours=1)
    ends: list[datetime] = []
    while not ends or (ends[-1] - began_at).total_seconds() < lasts_s + 2 * SEGMENT_S:
        recorded = record_film(camera, film, ends[-1] if ends else began_at)
        ends += [one.ended_at for one in recorded]
    alert = Alert(pk=1, camera=camera, started_at=began_at + timedelta(seconds=PRE_ROLL_S))
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    until = began_at + timedelta(seconds=PRE_ROLL_S + lasts_s)
    for name, whole in (("at once", []), ("while it grew", [one for one in ends if one < until])):
        took = sorted(_timed(alert, began_at, until, whole) for _ in range(ROUNDS))
        left = took[len(took) // 2]
        print(
            f"{name}: {left.size_bytes / 1e6:.0f} MB, cut in {left.s:.2f} s ({left.cpu_s:.2f} s of "
            f"a core), so ready {left.s + LATE_S:.2f} s after the post-roll; fastest of {ROUNDS} "
            f"{took[0].s:.2f} s; longest step before {left.longest_s:.2f} s",
            flush=True,
        )


@dataclass(frozen=True, order=True, slots=True)
class Took:
    """What was left at the end, by the clock and of a core; the longest step before."""

    s: float
    cpu_s: float
    size_bytes: int
    longest_s: float


def _timed(alert: "Alert", since: datetime, until: datetime, ends: list[datetime]) -> Took:
    from command_center.footage.clip_cutter import CLIPS, ROUNDED, cut, empty, prepare

    part, longest_s = None, 0.0
    for end in ends:
        began_s = time.perf_counter()
        part = prepare(alert, since, end - ROUNDED, part)
        longest_s = max(longest_s, time.perf_counter() - began_s)
    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    done = cut(alert, since, until, part)
    left_s, left_cpu_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
    assert done is not None
    empty(f"{CLIPS}/{alert.pk}")
    return Took(left_s, left_cpu_s, done.part.size_bytes, longest_s)


if __name__ == "__main__":
    main()
