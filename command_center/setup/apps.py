from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "command_center.setup"
