from django.apps import AppConfig


class LeasesConfig(AppConfig):
    name = "command_center.leases"
