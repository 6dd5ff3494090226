from django.apps import AppConfig


class ExtractsConfig(AppConfig):
    name = "command_center.extracts"
