from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "command_center.reports"
