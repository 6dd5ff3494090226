"""Bring everything back from one file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from command_center.backups.fitness import KEY_FILE
from command_center.backups.installation import key_mark
from command_center.backups.manifest import Manifest
from command_center.backups.names import in_backup
from command_center.backups.refusal import BackupRefused
from command_center.backups.restoring import restore

OTHER_KEY = (
    "The SECRET_KEY here is not the one of the backup, which does not hold it, or the environment "
    "gives another: set the old one, or secrets stored under it cannot be read."
)


class Command(BaseCommand):
    help = "Restore what `backup` saved. First stop web, workers and beat."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="put it in the place of the present database and state files, which are deleted",
        )

    def handle(self, *_: object, **options: Any) -> None:
        state, models = settings.STATE_DIR, settings.MODELS_DIR
        try:
            manifest = restore(options["file"], state, models, replace=options["replace"])
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not _has_its_key(manifest):
            self.stderr.write(self.style.WARNING(OTHER_KEY))
        self.stdout.write(
            f"Restored as of {manifest.made_at.isoformat(' ', 'seconds')}: the database and "
            f"{len(manifest.members) - 1} files. Vigie can be started."
        )


def _has_its_key(manifest: Manifest) -> bool:
    """Without one in the environment, the file that was restored is read at the next start."""
    came_along = in_backup(KEY_FILE) in manifest.members
    if came_along and not os.environ.get("SECRET_KEY"):
        return True
    return key_mark() == manifest.origin.key_mark
