from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "command_center.backups"
