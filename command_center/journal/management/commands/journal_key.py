"""The journal's key: which it is, and changing it."""

import base64
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command_center.journal.continuity import BrokenLog
from command_center.journal.public_key import KeyRefused, PublicKey
from command_center.journal.rotating import Rotated, replace_lost, rotate
from command_center.journal.signed_note import key_sha256
from command_center.journal.signing_key import signing_key


class Command(BaseCommand):
    help = "Say which key signs the journal; with --rotate, change it (docs/journal.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rotate", action="store_true", help="announce another key, use it")
        parser.add_argument(
            "--lost", action="store_true", help="use this machine's: the old is gone"
        )
        parser.add_argument("--reason", default="", help="why, for the journal")

    def handle(self, *_: object, **options: Any) -> None:
        if not options["rotate"] and not options["lost"]:
            return self._say()
        if not options["reason"]:
            raise CommandError("Say why: --reason.")
        change = replace_lost if options["lost"] else rotate
        try:
            self._tell(change(options["reason"]))
        except (BrokenLog, KeyRefused, ValueError) as error:
            raise CommandError(str(error)) from error
        return None

    def _say(self) -> None:
        own = signing_key().public
        self.stdout.write(f"This machine's key: {key_sha256(own)}")
        for key in PublicKey.objects.order_by("id"):
            self.stdout.write(
                f"Known to the journal since {key.known_at:%Y-%m-%d}: {key.key_sha256}"
            )

    def _tell(self, rotated: Rotated) -> None:
        self.stdout.write(f"The new key: {rotated.key_sha256}")
        self.stdout.write("Tell this fingerprint to whoever verifies the journal.")
        if rotated.seed:
            secret = base64.b64encode(rotated.seed).decode()
            self.stdout.write(
                f"JOURNAL_KEY={secret}\nThis is shown once: set it on all machines, then start "
                "Vigie anew. Until then the old key signs."
            )
