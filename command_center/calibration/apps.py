from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "command_center.calibration"

    def ready(self) -> None:
        from command_center.calibration.places import declare

        declare()
