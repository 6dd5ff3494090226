from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "command_center.notices"
