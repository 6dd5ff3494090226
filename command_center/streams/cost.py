"""What watching each camera costs this worker, in cores: by this it is given more, or less."""

import threading
import time
from dataclasses import dataclass, field


@dataclass
class _Share:
    own_s: float = 0.0
    at: tuple[float, float, float] = field(default_factory=lambda: (time.monotonic(), 0.0, 0.0))


class CostMeter:
    """CPU seconds of the cameras' threads; what the process used besides is shared in proportion.

    The model runs in threads of its own, for whoever asks: so do Python and the system.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: dict[int, float] = {}
        self._shares: dict[int, _Share] = {}
        self._all_s = 0.0

    def note(self, camera_id: int) -> None:
        """Called now and then by each thread that works for the camera."""
        now_s, thread = time.thread_time(), threading.get_ident()
        with self._lock:
            used_s = max(0.0, now_s - self._threads.get(thread, now_s))
            self._threads[thread] = now_s
            self._shares.setdefault(camera_id, _Share()).own_s += used_s
            self._all_s += used_s

    def cores(self, camera_id: int) -> float:
        """Since this was asked last for that camera."""
        now = (time.monotonic(), time.process_time(), self._all_s)
        with self._lock:
            share = self._shares.setdefault(camera_id, _Share())
            wall_s, process_s, all_s = (new - old for new, old in zip(now, share.at, strict=True))
            own_s, share.own_s, share.at = share.own_s, 0.0, now
        if wall_s <= 0 or all_s <= 0:
            return 0.0
        return round(own_s * max(1.0, process_s / all_s) / wall_s, 3)
