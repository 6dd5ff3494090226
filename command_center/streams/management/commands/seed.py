"""Set up the demonstration venue and print the first sign-in."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from command_center.streams.demonstration import (
    DemoCamera,
    cameras_from,
    composed_cameras,
    first_sign_in,
    set_up,
)


class Command(BaseCommand):
    help = "Set up the demonstration venue: composed films, or the cameras that are given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--camera", action="append", default=[], metavar="ADDRESS_OR_FILE")

    def handle(self, *_: object, **options: Any) -> None:
        cameras = set_up(cameras_from(options["camera"]) or _composed())
        self.stdout.write("Cameras: " + ", ".join(camera.name for camera in cameras))
        sign_in = first_sign_in(settings.STATE_DIR)
        if sign_in:
            self.stdout.write("First sign-in: {} with password {}".format(*sign_in))


def _composed() -> list[DemoCamera]:
    with tqdm(total=100, unit="%", desc="Composing the demonstration", file=sys.stderr) as bar:
        return composed_cameras(
            settings.STATE_DIR / "demonstration", lambda done: bar.update(round(done * 100) - bar.n)
        )
