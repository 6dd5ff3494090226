"""Writes the interface's document: `manage.py openapi > docs/openapi.json`."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from command_center.api.api import document


class Command(BaseCommand):
    help = "Print the OpenAPI document of the interface for programs."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_given: Any) -> None:
        self.stdout.write(written())


def written() -> str:
    """As it is kept in docs/: with one thing a line, so that changes can be read."""
    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True)
