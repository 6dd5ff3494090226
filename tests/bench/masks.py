"""What a mask costs: every picture of a masked camera is decoded, burnt and encoded again.

    python -m tests.bench.masks FILM [--seconds 20]

The baseline is the same camera without a mask, in the same run; both are read in their own time.
"""

import argparse
import threading
import time
from pathlib import Path

from detection.masks import Masks
from detection.source.live import LiveSource
from tests.allowances import allow

DOOR = [(0.1, 0.2), (0.4, 0.2), (0.4, 0.7), (0.1, 0.7)]


def main() -> None:
    allow()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    plain = _cores(given.film, None, given.seconds)
    masked = _cores(given.film, Masks([DOOR]), given.seconds)
    print(f"packets passed on   {plain:6.3f} cores")
    print(f"masked              {masked:6.3f} cores   {masked / plain:.0f} times")


def _cores(film: Path, masks: Masks | None, seconds: float) -> float:
    stop = threading.Event()
    source = LiveSource(str(film), stop, lambda cause: None, masks)
    began_s, spent_s = time.monotonic(), time.process_time()
    for _arrival in source.arrivals():
        if time.monotonic() - began_s >= seconds:
            stop.set()
    return (time.process_time() - spent_s) / (time.monotonic() - began_s)


if __name__ == "__main__":
    main()
