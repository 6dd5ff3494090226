from django.apps import AppConfig


class StreamsConfig(AppConfig):
    name = "command_center.streams"

    def ready(self) -> None:
        from command_center.streams import permitted, places

        places.declare()
        permitted.declare()
