from django.apps import AppConfig


class RightsDeskConfig(AppConfig):
    name = "command_center.rights_desk"

    def ready(self) -> None:
        from command_center.rights_desk.ground import enter_known_after_migrating

        enter_known_after_migrating(self)
