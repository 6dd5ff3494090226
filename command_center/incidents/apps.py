from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "command_center.incidents"
