from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "command_center.retention"

    def ready(self) -> None:
        from command_center.retention.cap import enter_known_after_migrating
        from command_center.retention.last_erasure import enter_first_after_migrating

        enter_known_after_migrating(self)
        enter_first_after_migrating(self)
