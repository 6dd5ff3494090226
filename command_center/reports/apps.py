from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "command_center.reports"

    def ready(self) -> None:
        from command_center.reports.deadline import enter_known
        from command_center.reports.places import declare

        declare()
        post_migrate.connect(enter_known, sender=self)
