"""One camera watched and recorded in a process of its own, which can be killed or paused.

python -m tests.footage.recorded_alone CAMERA
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).parents[2]
ENDS_WITHIN_S = 30


@contextmanager
def recorded_alone(camera_id: int, database: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Until the end of the block, unless it was killed before."""
    given = {"DATABASE_URL": database, "STATE_DIR": str(settings.STATE_DIR)}
    given |= {"REDIS_URL": settings.REDIS_URL, "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, "-m", "tests.footage.recorded_alone", str(camera_id)]
    environment = {**os.environ, **given, "MODELS_DIR": str(settings.STATE_DIR)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE)
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(ENDS_WITHIN_S)


def main() -> None:
    """Until its input is closed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
    django.setup()
    from command_center.venues.models import Camera
    from tests.streams.watching import Watching

    with Watching(Camera.objects.get(pk=int(sys.argv[1]))):
        sys.stdin.read()


if __name__ == "__main__":
    main()
