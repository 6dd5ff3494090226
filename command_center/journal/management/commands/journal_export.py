"""The journal as a file that proves itself."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command_center.journal.commanded import origin_of_command
from command_center.journal.export import write_proof
from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation


class Command(BaseCommand):
    help = "Write the journal to a file that scripts/verify-journal verifies offline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file")
        parser.add_argument("--first", type=int, default=0, help="first place of the log")
        parser.add_argument("--last", type=int, default=None, help="last place; else the newest")
        parser.add_argument(
            "--earlier",
            type=int,
            action="append",
            default=[],
            help="size of a signed head that somebody kept and will compare (may be given again)",
        )
        parser.add_argument("--reason", required=True, help="why, for the journal")

    def handle(self, *_: object, **options: Any) -> None:
        """Handing it over is an entry itself, and in the file."""
        first, last = options["first"], options["last"]
        detail = {"first": first, "last": last}
        note(
            Operation.COMMUNICATION,
            Thing("journal", "export", detail=detail),
            origin_of_command(),
            reason=options["reason"],
        )
        try:
            with options["file"].open("xb") as file:
                written = write_proof(file, first, last, earlier=options["earlier"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{written.entries} entries, of a log of {written.size}.")
