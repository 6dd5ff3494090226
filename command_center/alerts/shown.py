"""What a page or list showed of alerts, as the journal is told: under each camera, which ones."""

from collections import defaultdict
from collections.abc import Iterable

from command_center.alerts.rows import AlertRow
from command_center.journal.models import Log
from command_center.journal.noting import Thing


def shown_alerts(rows: Iterable[AlertRow]) -> list[Thing]:
    return shown((row.camera_id, row.venue_id, [row.id]) for row in rows)


def shown(alerts: Iterable[tuple[int, int, Iterable[int]]]) -> list[Thing]:
    """`alerts`: camera, its venue, and the numbers. One for each camera: whoever asks who looked at
    a camera's alerts finds it there."""
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for camera, venue, found in alerts:
        numbers[camera, venue] += found
    return [
        Thing("alerts", "", camera, venue, log=Log.ALGORITHMIC, detail={"alerts": sorted(found)})
        for (camera, venue), found in numbers.items()
    ]
