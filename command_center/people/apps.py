"""Agents: who may sign in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "command_center.people"

    def ready(self) -> None:
        from command_center.people.signals import connect

        connect()
