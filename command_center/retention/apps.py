from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RetentionConfig(AppConfig):
    name = "command_center.retention"

    def ready(self) -> None:
        from command_center.retention import hanging, places
        from command_center.retention.cap import enter_known
        from command_center.retention.last_erasure import enter_first

        places.declare()
        hanging.declare()
        post_migrate.connect(enter_known, sender=self)
        post_migrate.connect(enter_first, sender=self)
