"""Which storage footage lies on, and accepting another one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation
from command_center.retention.folder import footage_folder
from command_center.retention.storage_mark import mark_anew, storage
from command_center.retention.storage_watch import look


class Command(BaseCommand):
    help = "Say whether this machine's folder of footage is the storage that it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accept", action="store_true", help="it is the storage from now on")
        parser.add_argument("--reason", default="", help="why, for the journal")

    def handle(self, *_: object, **options: Any) -> None:
        if options["accept"]:
            self._accept(str(options["reason"]).strip())
        self.stdout.write(f"{footage_folder()} {storage().label}.")

    def _accept(self, reason: str) -> None:
        if not reason:
            raise CommandError("Say why: --reason.")
        with transaction.atomic():
            detail = {"folder": str(footage_folder()), "before": storage().value}
            thing = Thing("footage_storage", mark_anew(), detail=detail)
            note(Operation.MODIFICATION, thing, reason=reason)
        look()
