"""Django's command line, of which the journal hears."""

from django.apps import apps
from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand


class NotedCommands(ManagementUtility):
    """What reads or changes the database is noted, with the name of the machine's user."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        if apps.ready:  # not where the settings are wrong, or only help is asked for
            from command_center.journal.commanded import note_command

            note_command(self.argv)
        return command
