from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "command_center.venues"
