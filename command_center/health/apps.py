from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class HealthConfig(AppConfig):
    name = "command_center.health"

    def ready(self) -> None:
        """Registers the check of the role, and has rights granted after each migration."""
        from command_center.health import deploy_checks, production_checks  # noqa: F401

        post_migrate.connect(grant_rights, sender=self)


def grant_rights(**_: Any) -> None:
    """Where the owner migrates for an application that is another role."""
    from command_center.database_role import grant

    application = settings.APPLICATION_DATABASE
    if application:
        grant(application["USER"], application["PASSWORD"])
