from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "command_center.api"
