from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RightsDeskConfig(AppConfig):
    name = "command_center.rights_desk"

    def ready(self) -> None:
        from command_center.rights_desk.ground import enter_known

        post_migrate.connect(enter_known, sender=self)
