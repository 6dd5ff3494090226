from django.apps import AppConfig


class StreamsConfig(AppConfig):
    name = "command_center.streams"
