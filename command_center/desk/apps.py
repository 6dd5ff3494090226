from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "command_center.desk"

    def ready(self) -> None:
        from command_center.desk import marking, places

        places.declare()
        marking.declare()
