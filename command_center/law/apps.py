from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LawConfig(AppConfig):
    name = "command_center.law"

    def ready(self) -> None:
        from command_center.law.places import declare
        from command_center.law.regime import enter_known

        declare()
        post_migrate.connect(enter_known, sender=self)
