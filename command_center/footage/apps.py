from django.apps import AppConfig


class FootageConfig(AppConfig):
    name = "command_center.footage"

    def ready(self) -> None:
        from command_center.footage import recording

        recording.declare()
