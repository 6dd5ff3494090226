from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "command_center.law"
