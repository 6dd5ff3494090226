from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "command_center.reports"

    def ready(self) -> None:
        from command_center.reports.deadline import enter_known_after_migrating

        enter_known_after_migrating(self)
