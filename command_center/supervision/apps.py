from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "command_center.supervision"
