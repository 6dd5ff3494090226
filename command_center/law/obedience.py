"""How soon a worker has obeyed a stop: measured where frames are analysed, and kept."""

from collections.abc import Mapping
from datetime import datetime

from command_center.law.models import Obedience, OrderedCamera, Stop


class StopObserver:
    """One a worker, asked twice a second, after its gate was refreshed.

    A stop is noted at the second look: what was in hand at the first is done by then.
    """

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._seen: set[int] = set()

    def look(self, analysed_at: Mapping[int, datetime | None]) -> None:
        """`analysed_at`: by camera of this worker, when its last analysis ended."""
        standing = Stop.objects.standing().exclude(obediences__worker=self._worker)
        unnoted = {stop.pk: stop for stop in standing}
        for stop_id in unnoted.keys() & self._seen:
            self._note(unnoted[stop_id], analysed_at)
        self._seen = set(unnoted)

    def _note(self, stop: Stop, analysed_at: Mapping[int, datetime | None]) -> None:
        concerned = set(analysed_at)
        if stop.order_id is not None:
            listed = OrderedCamera.objects.filter(order_id=stop.order_id)
            concerned &= set(listed.values_list("camera_id", flat=True))
        last = [at for camera_id in concerned if (at := analysed_at[camera_id]) is not None]
        Obedience.objects.get_or_create(
            stop=stop,
            worker=self._worker,
            defaults={"last_analysed_at": max(last, default=None)},
        )
