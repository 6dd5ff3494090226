from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "command_center.statistics"
