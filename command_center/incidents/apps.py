from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "command_center.incidents"

    def ready(self) -> None:
        from command_center.incidents.places import declare

        declare()
