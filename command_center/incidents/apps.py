from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "command_center.incidents"

    def ready(self) -> None:
        from command_center.incidents import places, searched

        places.declare()
        searched.declare()
