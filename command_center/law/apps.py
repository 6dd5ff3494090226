from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "command_center.law"

    def ready(self) -> None:
        from command_center.law.regime import enter_known_after_migrating

        enter_known_after_migrating(self)
