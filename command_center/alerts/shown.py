"""What a page showed of alerts, as the journal is told: under each camera, which ones."""

from collections import defaultdict
from collections.abc import Iterable

from command_center.alerts.rows import AlertRow
from command_center.journal.models import Log
from command_center.journal.noting import Thing


def shown_alerts(rows: Iterable[AlertRow]) -> list[Thing]:
    """One for each camera: whoever asks who looked at a camera's alerts finds it there."""
    numbers = defaultdict(list)
    for row in rows:
        numbers[row.camera_id, row.venue_id].append(row.id)
    return [
        Thing("alerts", "", camera, venue, log=Log.ALGORITHMIC, detail={"alerts": sorted(shown)})
        for (camera, venue), shown in numbers.items()
    ]
