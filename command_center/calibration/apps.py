from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "command_center.calibration"
