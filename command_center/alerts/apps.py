from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "command_center.alerts"
