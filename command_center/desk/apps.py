from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "command_center.desk"
