"""Going on after the log was found broken."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command_center.journal.continuity import BrokenLog
from command_center.journal.public_key import KeyRefused
from command_center.journal.resuming import resume


class Command(BaseCommand):
    help = (
        "Sign the journal again after it was found broken, or an older backup was restored, and "
        "somebody has looked into it (docs/journal.md). It stays visible for ever."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True, help="what was found out, and by whom")

    def handle(self, *_: object, **options: Any) -> None:
        try:
            signed = resume(options["reason"])
        except (BrokenLog, KeyRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Signed again, with {signed.size} entries.")
