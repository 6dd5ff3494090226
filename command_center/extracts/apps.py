from django.apps import AppConfig


class ExtractsConfig(AppConfig):
    name = "command_center.extracts"

    def ready(self) -> None:
        from command_center.extracts import places

        places.declare()
