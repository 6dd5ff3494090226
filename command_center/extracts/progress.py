"""How far the making has come, while it goes on."""

import time
from pathlib import Path

from command_center.extracts.models import Attempt, Extract

TOLD_EVERY_S = 0.5


class Progress:
    """Told to the page now and then; what is written stays young meanwhile, so that erasure does
    not take it for lost."""

    def __init__(self, extract: Extract, folder: Path) -> None:
        self._extract, self._folder = extract, folder
        self._done_s = 0.0
        self._told_s = time.monotonic()

    def add(self, more_s: float) -> None:
        self._done_s += more_s
        if time.monotonic() - self._told_s > TOLD_EVERY_S:
            self._told_s = time.monotonic()
            Attempt.objects.filter(pk=self._extract.pk).update(done_s=self._done_s)
            for file in self._folder.iterdir():
                file.touch()
