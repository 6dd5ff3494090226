from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "command_center.journal"
