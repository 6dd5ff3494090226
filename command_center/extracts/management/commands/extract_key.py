"""The key of the extracts: which it is, and changing it."""

import base64
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command_center.extracts.signing_key import draw_another, extract_key, is_given
from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation


class Command(BaseCommand):
    help = "Say which key signs extracts; with --rotate, change it (docs/extracts.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rotate", action="store_true", help="draw another key and use it")
        parser.add_argument("--reason", default="", help="why, for the journal")

    def handle(self, *_: object, **options: Any) -> None:
        if options["rotate"]:
            self._rotate(str(options["reason"]))
        key = extract_key()
        self.stdout.write(f"Extracts are signed by key {key.sha256}\n{key.public_pem.decode()}")

    def _rotate(self, reason: str) -> None:
        """What the old key signed stays as good as it was: each package names its key, and so does
        the journal."""
        if not reason.strip():
            raise CommandError("Say why: --reason.")
        before = extract_key().sha256
        key, seed = draw_another()
        detail = {"public": key.public.hex(), "before": before}
        note(Operation.MODIFICATION, Thing("extract_key", key.sha256, detail=detail), reason=reason)
        self.stdout.write(f"The new key: {key.sha256}\nTell it to whoever receives extracts.")
        if is_given():
            secret = base64.b64encode(seed).decode()
            self.stdout.write(
                f"EXTRACT_KEY={secret}\nThis is shown once: set it on all machines, then start "
                "Vigie anew. Until then the old key signs."
            )
