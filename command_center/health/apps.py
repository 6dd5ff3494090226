from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "command_center.health"
