"""Agents: who may sign in."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "command_center.people"

    def ready(self) -> None:
        from command_center.people.reason import enter_known
        from command_center.people.signals import connect

        connect()
        post_migrate.connect(enter_known, sender=self)
