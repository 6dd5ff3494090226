from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "command_center.alerts"

    def ready(self) -> None:
        from command_center.alerts.places import declare

        declare()
