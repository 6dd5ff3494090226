from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "command_center.venues"

    def ready(self) -> None:
        from command_center.venues.places import declare

        declare()
