"""Whether what is free goes back to the system: measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import threading
from command_center.streams import free_memory

def resident_mb():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 1e6

kept = [bytes(100_000) for _ in range(2000)]
between = kept[::50]  # what is still in use holds the rest of the heap in place
del kept
before = resident_mb()
free_memory.GIVEN_BACK_EVERY_S = 0.01
stop = threading.Event()
part = threading.Thread(target=free_memory.FreeMemory().run, args=[stop])
part.start()
for _ in range(500):
    if resident_mb() < before - 100:
        break
    stop.wait(0.02)
stop.set()
part.join()
print(before - resident_mb())
"""


def test_free_memory_goes_back_though_some_between_is_in_use() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) > 100
