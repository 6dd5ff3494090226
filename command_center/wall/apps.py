from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "command_center.wall"
