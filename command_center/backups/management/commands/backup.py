"""Save everything in one file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from command_center.backups.names import DATABASE
from command_center.backups.refusal import BackupRefused
from command_center.backups.saving import save

KEY_ELSEWHERE = (
    "SECRET_KEY comes from the environment and is not in the backup: "
    "keep it apart, since stored secrets cannot be read without it."
)


class Command(BaseCommand):
    help = "Save the database and the state folder in one file. It holds secrets: mode 0600."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--models", action="store_true", help="save MODELS_DIR too")

    def handle(self, *_: object, **options: Any) -> None:
        without = None if _with_models(options["models"]) else settings.MODELS_DIR
        try:
            manifest = save(options["file"], settings.STATE_DIR, without)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if os.environ.get("SECRET_KEY"):
            self.stderr.write(self.style.WARNING(KEY_ELSEWHERE))
        database_mb = manifest.members[DATABASE].size_bytes / 1e6
        self.stdout.write(
            f"{options['file']}: database ({database_mb:.1f} MB) and "
            f"{len(manifest.members) - 1} files, as of {manifest.made_at.isoformat(' ', 'seconds')}"
        )


def _with_models(wanted: bool) -> bool:
    if wanted and not settings.MODELS_DIR.is_relative_to(settings.STATE_DIR):
        raise CommandError(
            f"MODELS_DIR ({settings.MODELS_DIR}) lies outside the state folder: copy it yourself."
        )
    return wanted
